"""The week, moving a session, and easing a week."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, ever_written, living, newest, planned, work
from tests.stages.console_stage import ConsoleStage


async def test_the_week_has_seven_lines_in_fixed_order(stage: ConsoleStage) -> None:
    await stage.say("/week")
    days = [
        line[:3]
        for line in stage.last().text.splitlines()
        if line[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    ]
    assert days == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert {"Accept all", "Move a day", "Deload", "◀", "▶"} <= set(stage.last().labels)


async def test_next_week_is_held_against_all_of_this_one_and_not_what_is_done_of_it_so_far(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    await stage.say("/week")
    now = re.search(r"(\d+) strength sets", stage.last().text)
    assert now is not None
    await stage.press("▶")
    assert f"strength sets ({now[1]} last week)" in stage.last().text
    await stage.press("▶")
    assert " last week)" in stage.last().text


async def test_who_joins_when_the_week_holds_nothing_more_looks_at_the_next(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/week")
        assert stage.last().text.startswith("Week of Mon 23 Nov")
        await stage.press("Move a day")
        assert "Tue · Strength A" in stage.last().labels
        await stage.say("/week")
        await stage.press("◀")
        assert stage.last().text.startswith("Week of Mon 16 Nov")
        assert not {"Accept all", "Move a day"} & set(stage.last().labels), "there is nothing in it to accept or move"


async def test_a_week_that_is_accepted_leaves_nothing_to_take_back(stage: ConsoleStage) -> None:
    await stage.say("/week")
    await stage.press("Accept all")
    assert not [one for one in await ever_written(stage, "asked") if one["what"] == "week"]


async def test_why_not_wednesday_has_an_answer(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("why not wednesday?")
        assert "quality run" in stage.last().text


async def test_a_move_shows_its_difference_before_it_is_taken(stage: ConsoleStage) -> None:
    await stage.say("/week")
    await stage.press("Move a day")
    await stage.press("Fri · Strength B")
    assert "Not Sat" in stage.last().text
    await stage.press(
        next(one for one in stage.last().labels if one.startswith(("Mon", "Tue", "Wed", "Thu", "Sat", "Sun")))
    )
    assert "Take it" in stage.last().labels
    before = await planned(stage)
    assert "2026-11-27.strength_b" in before
    await stage.press("Leave it")
    assert set(await planned(stage)) == set(before)


async def test_todays_session_moves_to_friday_and_back(stage: ConsoleStage) -> None:
    await stage.press("Move")
    await stage.press("Fri")
    await stage.press("Take it")
    assert "2026-11-27.strength_a" in await planned(stage)
    await stage.press("Undo")
    assert "2026-11-27.strength_b" in await planned(stage)


async def test_a_session_taken_into_the_next_week_shows_both_weeks_as_they_then_are(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T07:01+01:00")
        await stage.say("5, no soreness")
        await stage.clock("2026-11-27T07:01+01:00")
        await stage.say("move strength to monday")
        preview = stage.last().text
        assert "Fri: Strength B → rest" in preview
        assert "Mon 30 Nov: rest → Strength B" in preview
        await stage.press("Take it")
        assert "Mon 30  –           Strength B" in stage.last().text
        assert "Upper body" not in stage.last().text
        sessions = await planned(stage)
        assert "2026-11-30.strength_b" in sessions
        assert not [one for one in sessions if one.startswith(("2026-11-28", "2026-11-29"))]


async def test_a_deload_shows_what_changes_and_asked_twice_eases_once(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day in ("2026-11-24", "2026-11-27"):
            await stage.clock(f"{day}T07:01+01:00")
            await stage.say("5, no soreness")
        await stage.clock("2026-12-01T07:01+01:00")
        await stage.say("/deload")
        await stage.press("Everything")
        await stage.press("Tired")
        assert "12 → 7 sets" in stage.last().text
        await stage.press("Take it")
        friday = (await planned(stage))["2026-12-04.strength_b"]
        assert friday["deload"] is True
        await stage.say("/deload")
        assert "until Mon 7 Dec" in stage.last().text
        assert work((await planned(stage))["2026-12-04.strength_b"]) == work(friday)
        await stage.press("End it now")
        assert (await planned(stage))["2026-12-04.strength_b"]["deload"] is False


async def eased_from_tomorrow(stage: ConsoleStage) -> None:
    """Today's session is done, so that the deload begins tomorrow."""
    await stage.clock(TUESDAY)
    await stage.say("5, nothing sore")
    await stage.say("/deload")
    for one in ("Everything", "Tired", "Take it"):
        await stage.press(one)


async def test_a_deload_that_begins_tomorrow_is_not_taken_twice_and_can_be_called_off(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        before = (await planned(stage))["2026-11-27.strength_b"]
        await eased_from_tomorrow(stage)
        await stage.say("/deload")
        assert "A deload of everything begins tomorrow and lasts until Tue 1 Dec." in stage.last().text
        await stage.press("Call it off")
        assert "No deload, then" in stage.screen()
        after = await planned(stage)
        assert work(after["2026-11-27.strength_b"]) == work(before)
        assert not any(one["deload"] for one in after.values())


async def test_the_week_says_how_long_a_deload_lasts(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await eased_from_tomorrow(stage)
        await stage.say("/week")
        assert "begins tomorrow and lasts until Tue 1 Dec." in stage.last().text
        await stage.clock(FRIDAY)
        await stage.say("/week")
        assert "You are in a deload of everything until Tue 1 Dec." in stage.last().text
        await stage.clock("2026-12-02T07:01+01:00")
        await stage.say("/week")
        assert "deload of everything" not in stage.last().text


async def test_after_a_deload_the_card_measures_at_the_last_full_session_and_says_so(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day in ("2026-11-24", "2026-11-27", "2026-12-01"):
            await stage.clock(f"{day}T07:01+01:00")
            await stage.say("5, nothing sore")
        await stage.say("/deload")
        for one in ("Everything", "Tired", "Take it"):
            await stage.press(one)
        await stage.clock("2026-12-04T07:01+01:00")
        assert "Since last time, all" in stage.last().text
        await stage.say("4, nothing sore")
        await stage.clock("2026-12-11T07:01+01:00")
        card = stage.last().text
        assert "first steps after the deload" in card
        assert "Compared with the last full session, all but one-arm row and overhead press: −1 set" in card
        assert "+4 kg" not in card


async def test_changes_that_find_no_room_are_counted(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await eased_from_tomorrow(stage)
        await stage.press("Undo")
        headlines = [one for one in stage.screen(count=4).split("\n") if one.startswith(("Tue 1 Dec", "Friday"))]
        assert headlines
        assert not any(one.endswith(("Strength A.", "Strength B.")) for one in headlines)


async def test_a_deload_before_the_first_session_has_nothing_new_in_it(stage: ConsoleStage) -> None:
    await stage.say("/deload")
    await stage.press("Everything")
    await stage.press("Tired")
    assert "12 → 0 sets" in stage.last().text
    await stage.press("Take it")
    assert (await planned(stage))["2026-11-27.strength_b"]["kind"] == "mobility"


async def test_a_deload_ends_by_itself_with_two_sessions_that_lead_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day in ("2026-11-24", "2026-11-27", "2026-12-01", "2026-12-04", "2026-12-08"):
            await stage.clock(f"{day}T07:01+01:00")
            await stage.say("5, no soreness")
        full = work((await planned(stage))["2026-12-08.strength_a"])
        await stage.say("/deload")
        await stage.press("Everything")
        await stage.press("Life")
        await stage.press("Take it")
        for day in ("2026-12-11", "2026-12-15"):
            await stage.clock(f"{day}T07:01+01:00")
            await stage.say("4, no soreness")
        await stage.clock("2026-12-18T07:01+01:00")
        back = stage.last().card["session"]  # type: ignore[index]
        assert back["deload"] is False
        assert sum(sets for sets, _ in work(back).values()) < sum(sets for sets, _ in full.values())


async def test_nothing_is_run_on_a_day_of_illness(stage: ConsoleStage) -> None:
    await stage.say("/week")
    whole = stage.last().text
    assert "about 32 km" in whole, whole
    await stage.say("I am ill")
    await stage.say("/week")
    ill = stage.last().text
    assert "8 km" not in ill
    assert "km of running" not in ill, ill


async def test_what_a_runners_minutes_never_hold_is_said_kindly_on_the_card_and_below_the_week(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, minutes=15)) as stage:
        await stage.clock(TUESDAY)
        assert "No room in your 15 minutes: push-up" in stage.last().text
        assert "Left out today" not in stage.last().text
        await stage.say("/week")
        assert "Your 15 minutes have no room for single-leg work" in stage.last().text
        assert "From 30 minutes on there is room for single-leg work" in stage.last().text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(20, "no room for pulling and pushing"), (30, "no room for pulling and pushing"), (55, "")],
)
async def test_whoever_has_the_minutes_for_single_legs_is_sent_nowhere(tmp_path: Path, minutes: int, said: str) -> None:
    async with living(tmp_path, replace(RUNNER, minutes=minutes)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("/week")
        assert said in stage.last().text
        assert ("no room for" in stage.last().text) == bool(said)
        assert "single-leg" not in stage.last().text


async def test_a_week_without_strength_has_no_warm_ups_that_drills_go_into(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/week")
        await stage.press("◀")
        assert "0 strength sets" in stage.last().text
        assert "warm-ups" not in stage.last().text


async def test_a_session_that_comes_tomorrow_as_its_upper_half_has_left_today(tmp_path: Path) -> None:
    # Legs that run fast on Thursday are not loaded on Wednesday; without a technique day nothing comes in its place.
    async with living(tmp_path, replace(RUNNER, technique_day=False)) as stage:
        await stage.clock(TUESDAY)
        for label in ("Move", "Wed (upper body)", "Take it"):
            await stage.press(label)
        assert "Strength A · moved → Wed" in newest(stage, "moves to tomorrow").text
        assert "▶ Start" not in newest(stage, "Tue 24 Nov").labels
        before = len(stage.seen)
        await stage.clock("2026-11-24T21:00+01:00")
        assert not any("how hard" in one.text.casefold() for _, one in stage.seen[before:])
        await stage.clock(WEDNESDAY)
        assert "Upper body" in stage.last().text
        assert "has no answer" not in stage.last().text


async def test_the_day_that_a_skip_offered_is_still_there_in_the_morning(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("can't today, busy at work")
        offer = next(one for one in stage.last().labels if one.startswith("Move to"))
        key = stage.last().keys[offer]
        await stage.clock("2026-11-26T06:00+01:00")
        await stage.press_key(key)
        assert "done already" not in stage.last().text
        await stage.press("Take it")
        await stage.call("week")
        assert "Technique" in next(one for one in stage.last().text.split("\n") if one.startswith("Thu 26"))
