"""The day's card, from the morning to the end of training."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, newest, planned, work, written
from tests.stages.console_stage import ConsoleStage


async def test_the_morning_of_a_training_day_brings_one_card_at_the_runners_own_time(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, morning=time(6, 30))) as stage:
        await stage.clock("2026-11-24T06:29+01:00")
        before = len(stage.seen)
        await stage.clock("2026-11-24T06:31+01:00")
        new = [message for _, message in stage.seen[before:]]
        assert len(new) == 1
        assert "Strength A · 41 min · after your easy 8 km" in new[0].text
        assert {"▶ Start", "10 min", "20 min", "Swap", "Move", "Skip", "Why?"} <= set(new[0].labels)
        assert new[0].card is not None
        assert new[0].card["light"] == "hold"


async def test_a_rest_day_stays_silent(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        before = len(stage.seen)
        await stage.clock("2026-11-23T23:00+01:00")
        assert len(stage.seen) == before


async def test_the_daily_mobility_comes_on_rest_days_to_whoever_asked_for_it(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, daily_mobility=True)) as stage:
        await stage.clock("2026-11-23T07:01+01:00")
        assert "Daily mobility" in stage.last().text


async def test_today_on_a_rest_day_says_so_and_names_the_next_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-23T09:00+01:00")
        await stage.say("/today")
        assert "Rest day" in stage.last().text
        assert "Next: Strength A, tomorrow" in stage.last().text


async def test_start_turns_the_card_into_a_plan_to_train_from(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    assert stage.last().edits is not None
    assert "tempo 3-1-1 · rest 90 s" in stage.last().text
    assert "never hold your breath" in stage.last().text
    assert "Done" in stage.last().labels


async def test_ten_minutes_keep_what_is_worth_most_and_name_what_is_left_out(stage: ConsoleStage) -> None:
    await stage.press("10 min")
    session = stage.last().card["session"]  # type: ignore[index]
    assert session["minutes"] == 10
    assert "sq_goblet" in work(session)
    assert "Left out for time, back next time:" in stage.last().text
    phases = [one["phase"] for one in session["items"]]
    assert (phases[0], phases[-1]) == ("warmup", "cooldown")
    await stage.press("Full session")
    assert stage.last().card["session"]["minutes"] == 41  # type: ignore[index]


async def test_a_short_day_does_not_make_the_next_session_smaller(stage: ConsoleStage) -> None:
    await stage.press("10 min")
    await stage.say("5, no soreness")
    await stage.clock("2026-12-01T07:01+01:00")
    assert work((await planned(stage))["2026-12-01.strength_a"])["sq_goblet"] == (2, 8)


async def test_a_swap_holds_for_today_only(stage: ConsoleStage) -> None:
    await stage.press("Swap")
    await stage.press("Goblet squat")
    await stage.press("Split squat")
    assert stage.last().card["session"]["minutes"] > 41, "one leg after the other takes longer, and the card says so"  # type: ignore[index]
    sessions = await planned(stage)
    assert "splitsq" in work(sessions["2026-11-24.strength_a"])
    assert "sq_goblet" in work(sessions["2026-12-01.strength_a"])


async def test_skipping_for_lack_of_time_is_neutral_and_can_be_taken_back(stage: ConsoleStage) -> None:
    await stage.press("Skip")
    await stage.press("No time")
    assert "nothing piles up" in stage.last().text
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "skipped"
    await stage.press("Undo")
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "sent"


async def test_being_sick_stops_the_mornings_until_the_runner_is_well(stage: ConsoleStage) -> None:
    await stage.say("skipped, sick")
    await stage.press("Fever or below the neck")
    before = len(stage.seen)
    await stage.clock("2026-12-02T12:00+01:00")
    assert len(stage.seen) == before
    await stage.press("I'm well again")
    await stage.clock("2026-12-04T07:01+01:00")
    friday = stage.last().card
    assert friday is not None
    assert friday["session"]["working_sets" if "working_sets" in friday["session"] else "minutes"] < 41


async def test_a_card_of_yesterday_says_that_it_is_of_another_day(stage: ConsoleStage) -> None:
    old = stage.last().keys["▶ Start"]
    await stage.clock(WEDNESDAY)
    await stage.press_key(old)
    assert "another day" in stage.last().text
    await stage.press("Today" if "Today" in stage.last().labels else stage.last().labels[0])
    assert "Technique" in stage.last().text


async def test_the_evening_asks_once_and_only_for_a_session_without_an_answer(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-24T20:01+01:00")
    assert "Before the day is over" in stage.last().text
    await stage.say("5, no soreness")
    await stage.clock(FRIDAY)
    await stage.say("5, no soreness")
    before = len(stage.seen)
    await stage.clock("2026-11-27T23:00+01:00")
    assert len(stage.seen) == before


async def test_an_evening_hour_that_the_runner_chose_is_asked_at_in_quiet_hours_too(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, evening=time(22, 0))) as stage:
        await stage.clock("2026-11-24T21:59+01:00")
        assert not any("Before the day is over" in message.text for _, message in stage.seen)
        await stage.clock("2026-11-24T22:01+01:00")
        assert "Before the day is over" in stage.last().text


async def test_a_row_of_the_card_that_is_tapped_twice_is_one_answer(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, left achilles 3")
        await stage.clock(WEDNESDAY)
        echo = next(m.keys[one] for _, m in stage.seen for one in m.keys if one == "3–5" and "echo" in m.keys[one])
        await stage.press_key(echo)
        first = stage.last().text
        await stage.press_key(echo)
        assert stage.last().text == first
        await stage.say("/export")
        felt = [one for one in stage.last().data["diary"] if one["type"] == "felt"]
        assert [one["score"] for one in felt if one["when"] == "morning"] == [4]


async def test_silence_holds_and_asks_less_and_less(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-12-20T12:00+01:00")
        sessions = await planned(stage)
        assert {one["status"] for one in sessions.values() if one["date"] < "2026-12-20"} == {"unknown"}
        assert all(one["light"] != "push" for one in sessions.values() if "2026-11-24" < one["date"] < "2026-12-20")
        evenings = [m for _, m in stage.seen if "Before the day is over" in m.text]
        short = [m for _, m in stage.seen if "One tap is enough" in m.text]
        assert len(evenings) == 2
        assert 1 <= len(short) <= 4


async def test_an_unanswered_session_can_be_rated_from_the_next_mornings_card(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.press("5")
        assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5


async def test_nothing_comes_while_the_mornings_are_paused(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, paused=True)) as stage:
        before = len(stage.seen)
        await stage.clock("2026-11-28T12:00+01:00")
        assert len(stage.seen) == before


async def test_the_kit_that_a_runner_has_is_all_that_a_card_asks_for(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, places=())) as stage:
        await stage.clock(TUESDAY)
        session = stage.last().card["session"]  # type: ignore[index]
        assert all(one["load_kg"] is None for one in session["items"])
        assert date.fromisoformat(session["date"]) == date(2026, 11, 24)


async def test_asked_twice_on_a_day_off_the_day_is_shown_twice(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/today")
        first = stage.last(notices=False).text
        before = len(stage.seen)
        await stage.say("/today")
        assert [one.text for _, one in stage.seen[before:]] == [first]


async def test_asked_for_again_a_days_card_is_the_same_question_and_both_cards_go_on(stage: ConsoleStage) -> None:
    morning = stage.last()
    await stage.say("/today")
    again = stage.last()
    assert again.edits is None
    assert (again.text, again.card) == (morning.text, morning.card)
    await stage.press_key(morning.keys["▶ Start"])
    assert "never hold your breath" in stage.last().text
    await stage.press_key(again.keys["Why?"])
    assert "another day" not in stage.last().text


async def test_asked_for_again_a_days_card_knows_what_was_told_since(stage: ConsoleStage) -> None:
    await stage.say("/today")
    await stage.press("10 min")
    await stage.say("/today")
    assert stage.last().card["session"]["minutes"] == 10  # type: ignore[index]


async def test_a_days_card_costs_few_statements_and_fewer_when_nothing_is_new(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T06:00+01:00")
        heard: list[str] = []
        stage.house.store.listen(heard.append)
        await stage.say("/today")
        first, again = [one for one in heard if not one.startswith("BEGIN")], len(heard)
        # In, read, handled, the question, the entry, the answer with the evening's reminder, acknowledged.
        assert len(first) == 7, first
        await stage.say("/today")
        second = [one for one in heard[again:] if not one.startswith("BEGIN")]
        # In, read, handled, the answer, acknowledged.
        assert len(second) == 5, second


@pytest.mark.parametrize("said", ["can I do 5 min mobility", "just stretching today", "5 minutes of mobility please"])
async def test_mobility_can_be_had_on_any_day_in_ones_own_words(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Knee-to-wall rock" in stage.last().text
    assert not await written(stage, "report")


async def test_the_daily_mobility_leaves_out_what_hurts(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, daily_mobility=True)) as stage:
        await stage.clock("2026-11-25T18:01+01:00")
        await stage.say("left achilles 4")
        await stage.clock("2026-11-26T07:01+01:00")
        assert "Daily mobility" in stage.last().text
        assert "Hip-flexor glide" in stage.last().text
        assert "Knee-to-wall rock" not in stage.last().text


async def test_a_part_that_needs_its_calm_mornings_is_asked_about_under_the_daily_mobility_too(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, daily_mobility=True)) as stage:
        await stage.clock("2026-11-25T18:01+01:00")
        await stage.say("left knee 7")
        await stage.clock("2026-11-26T07:01+01:00")
        card = newest(stage, "Daily mobility")
        assert "Left knee this morning?" in card.text
        await stage.press("0")
        assert (await written(stage, "felt"))[-1]["when"] == "morning"
