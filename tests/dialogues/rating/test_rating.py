"""Answering a session: taps or typed words, an effect at once, and a way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue import Turn
from bot.dialogues.rating.card import stays
from bot.dialogues.shared.common import rateable
from bot.words import Words
from core.session import Kind, Light
from core.standing import Past, Standing
from tests.core.golden import RUNNER
from tests.dialogues.joining import do
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, newest, planned, session_card, work, written
from tests.stages.console_stage import ConsoleStage


async def test_two_taps_are_enough(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("Done")
    await stage.press("5")
    await stage.press("Done")
    assert "Noted: effort 5" in stage.last().text
    tuesday = (await planned(stage))["2026-11-24.strength_a"]
    assert (tuesday["status"], tuesday["effort"], tuesday["soreness"]) == ("done", 5, [])


async def test_a_hard_session_takes_sets_off_the_next_one_and_says_so_at_once(stage: ConsoleStage) -> None:
    await stage.say("9, calves 6")
    assert "effort 9" in stage.last().text
    assert "calf sore 6/10" in stage.last().text
    assert "Friday, Strength B" in stage.last().text
    assert {"Why?", "Undo"} <= set(stage.last().labels)
    friday = (await planned(stage))["2026-11-27.strength_b"]
    assert friday["light"] == "hold"
    assert work(friday)["rdl"] == (1, 6)


async def test_undo_brings_the_next_session_back(stage: ConsoleStage) -> None:
    before = (await planned(stage))["2026-11-27.strength_b"]
    await stage.say("9, calves 6")
    await stage.press("Undo")
    after = (await planned(stage))["2026-11-27.strength_b"]
    assert work(after) == work(before)


async def test_undo_is_gone_after_a_day(stage: ConsoleStage) -> None:
    await stage.say("9, calves 6")
    await stage.clock("+25h")
    await stage.press("Undo")
    assert "more than a day ago" in stage.last().text
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 9


async def test_a_double_tap_counts_once(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("Done")
    key = stage.last().keys["7"]
    await stage.press_key(key)
    await stage.press_key(key)
    await stage.say("/export")
    reports = [one for one in stage.last().data["diary"] if one["type"] == "report"]
    assert {one["effort"] for one in reports} == {7}


async def test_sore_areas_are_scored_one_by_one_and_joints_are_asked_for_their_side(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("Done")
    await stage.press("6")
    await stage.press("Calf")
    await stage.press("Knee")
    await stage.press("Wobbly")
    await stage.press("Done")
    await stage.press("4")
    await stage.press("Left")
    await stage.press("2")
    tuesday = (await planned(stage))["2026-11-24.strength_a"]
    found = {(one["region"], one["side"], one["score"], one["what"]) for one in tuesday["soreness"]}
    assert ("calf", "both", 4, "muscle") in found
    assert ("knee", "left", 2, "joint") in found
    assert tuesday["technique"] == "wobbly"


async def test_stopping_early_says_how_much_and_why(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("I stopped early")
    await stage.press("Half")
    await stage.press("Time")
    await stage.press("5")
    await stage.press("Done")
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "partly"


@pytest.mark.parametrize(
    ("said", "effort"),
    [
        ("7 3", 7),
        ("7/10", 7),
        ("rpe 7", 7),
        ("e7 s3", 7),
        ("7,5", 7.5),
        ("HARD, legs fine", None),
        ("effrot 8 sorness 2", 8),
    ],
)
async def test_typed_answers_are_understood(stage: ConsoleStage, said: str, effort: float | None) -> None:
    await stage.say(said)
    assert "Noted" in stage.last().text
    heard = (await planned(stage))["2026-11-24.strength_a"]["effort"]
    assert heard == effort if effort is not None else heard is not None


@pytest.mark.parametrize("said", ["12", "7 or 9", "effort 3 effort 8", "-3", "7.3"])
async def test_what_is_unclear_is_asked_back_with_buttons_and_nothing_is_guessed(
    stage: ConsoleStage, said: str
) -> None:
    await stage.say(said)
    assert "5" in stage.last().labels
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] is None


@pytest.mark.parametrize(
    "said", ["asdf", "🤷‍♀️🤷‍♀️", "'; DROP TABLE entry; --", "<b>hi</b>", "مرحبا كيف الحال", "x" * 10_000, "/wek", "/"]
)
async def test_nonsense_gets_a_short_kind_answer_and_changes_nothing(stage: ConsoleStage, said: str) -> None:
    before = (await planned(stage))["2026-11-24.strength_a"]
    seen = len(stage.seen)
    await stage.say(said)
    assert len(stage.seen) > seen
    assert len(stage.last().text) < 400
    assert (await planned(stage))["2026-11-24.strength_a"] == before


async def test_a_rating_with_no_session_is_answered_kindly(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("7 3")
        assert "no session to rate" in stage.last().text


async def test_a_button_of_last_week_is_answered_and_changes_nothing(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("Done")
    old = stage.last().keys["9"]
    await stage.say("5, no soreness")
    await stage.clock("+8d")
    seen = len(stage.seen)
    await stage.press_key(old)
    assert len(stage.seen) > seen
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5


async def test_a_late_answer_changes_the_card_that_already_stands(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.press("5")
        await stage.say("calves 6")
        wednesday = (await planned(stage))["2026-11-25.technique"]
        assert "short_foot" not in {one["exercise"] for one in wednesday["items"]}


async def test_after_a_restart_the_open_question_still_takes_the_answer(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(FRIDAY)
        await stage.press("▶ Start")
        await stage.press("Done")
        await stage.restart()
        await stage.press("6")
        await stage.press("Done")
        assert (await planned(stage))["2026-11-27.strength_b"]["effort"] == 6


async def test_a_number_on_the_next_morning_is_about_last_nights_strength(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        assert "Technique" in stage.last().text
        await stage.say("7")
        sessions = await planned(stage)
        assert sessions["2026-11-24.strength_a"]["effort"] == 7
        assert sessions["2026-11-25.technique"]["effort"] is None


async def test_a_number_in_the_evening_is_about_todays_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T19:00+01:00")
        await stage.say("4")
        assert "Technique" in stage.last().text


@pytest.mark.parametrize("words", ["yesterday 7 3", "yesterday: effort 7, soreness 3", "Tuesday 7 3"])
async def test_the_day_that_is_named_is_the_day_that_is_rated(tmp_path: Path, words: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T19:00+01:00")
        await stage.say(words)
        assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 7


async def test_a_number_of_a_day_without_a_session_changes_no_answer_of_another_day(stage: ConsoleStage) -> None:
    await stage.say("6 none")
    await stage.clock("2026-12-01T07:01+01:00")
    before = await written(stage, "report")
    for said in ("yesterday was a 7", "yesterday's session 6", "Monday 7"):
        await stage.say(said)
        assert "There is no session on that day to rate" in stage.last().text, said
    assert await written(stage, "report") == before


async def test_a_session_done_a_day_late_may_be_rated_by_the_day_it_was_done(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-29T09:00+01:00")
    await stage.say("yesterday 5")
    assert (await planned(stage))["2026-11-27.strength_b"]["effort"] == 5


async def test_asking_why_not_monday_rates_nothing(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("why not Monday?")
        assert "Why not Mon" in stage.last().text
        assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "unknown"


async def test_the_tenth_strength_session_is_told_where_it_is_rated_and_the_row_of_weeks_in_the_week(
    tmp_path: Path,
) -> None:
    async with living(tmp_path) as stage:
        told = []
        for week in range(5):
            for day in (24, 27):
                date = datetime(2026, 11, day, 7, 1, tzinfo=ZoneInfo("Europe/Berlin")) + timedelta(days=7 * week)
                await stage.clock(date)
                before = len(stage.seen)
                await stage.say("5, no soreness")
                told.append(sum("That makes 10 strength sessions." in one.text for _, one in stage.seen[before:]))
        assert told == [0] * 9 + [1]
        await stage.say("/week")
        assert "5 weeks of training in a row." in stage.last().text


async def test_an_easy_session_that_changes_nothing_says_what_stands_in_the_way(stage: ConsoleStage) -> None:
    await stage.say("effort 2")
    assert "nothing rises before I know whether anything is sore" in stage.last(notices=False).text
    await stage.say("nothing sore")
    assert "2 × 8 with 8 kg → 2 × 9 with 8 kg" in stage.last(notices=False).text


async def test_an_effort_alone_is_not_told_as_a_loss_and_one_tap_brings_what_it_held_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore")
        await stage.clock(FRIDAY)
        await stage.say("5, nothing sore")
        await stage.clock("2026-12-01T18:00+01:00")
        await stage.say("5")
        told = stage.last(notices=False)
        assert "Nothing rises before I know whether anything is sore" in told.text
        assert "→" not in told.text
        await stage.press("Nothing sore")
        assert "Noted: effort 5, nothing sore" in stage.last(notices=False).text
        assert "Nothing sore" not in stage.last(notices=False).labels
        tuesday = (await planned(stage))["2026-12-01.strength_a"]
        assert (tuesday["effort"], tuesday["soreness"]) == (5, [])


async def test_whoever_only_tells_the_effort_is_asked_what_is_sore_and_the_card_says_what_it_waits_for(
    tmp_path: Path,
) -> None:
    """Two answers in a row have to be whole before anything rises, so that each alone seems to change nothing."""
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("done, 5")
        assert "before I know whether anything is sore" in stage.last(notices=False).text
        await stage.clock(FRIDAY)
        await stage.say("done, 5")
        await stage.clock("2026-12-01T07:01+01:00")
        assert "whether the last session left you sore" in session_card(stage).text
        await stage.say("nothing sore")
        assert "Strength B · Fri 27 Nov\nNoted: nothing sore" in newest(stage, "Noted: ").text
        friday = (await planned(stage))["2026-11-27.strength_b"]
        assert (friday["effort"], friday["soreness"]) == (5, [])


async def test_an_effort_alone_asks_for_no_soreness_where_nothing_hangs_on_it(stage: ConsoleStage) -> None:
    await stage.say("9")
    assert "Nothing sore" not in stage.last(notices=False).labels


async def test_before_a_deload_an_easy_session_waits_and_says_so(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    for on in ("27", "01", "04", "08", "11"):
        await stage.clock(f"2026-{11 if on == '27' else 12}-{on}T18:00+01:00")
        await stage.say("5, nothing sore")
    await stage.clock("2026-12-15T18:00+01:00")
    await stage.say("3, nothing sore")
    assert "A lighter week comes first" in stage.last(notices=False).text


async def test_an_easy_exercise_beside_a_whole_answer_asks_only_for_itself(stage: ConsoleStage) -> None:
    seen = await stage.say("4, squats felt too easy, nothing sore")
    assert "Noted: effort 4, nothing sore." in seen[-2].text
    assert seen[-1].text.startswith("How hard was the goblet squat alone")
    assert not any("Anything sore?" in one.text for one in seen)


async def test_a_technique_day_that_was_hard_is_told_to_be_easy_and_not_that_nothing_changes(
    stage: ConsoleStage,
) -> None:
    await stage.say("5, nothing sore")
    await stage.clock("2026-11-25T18:00+01:00")
    seen = await stage.say("7, nothing sore")
    assert seen[-1].text.startswith("✓ Technique")
    assert "meant to be easy" in seen[-1].text
    assert "Nothing changes" not in seen[-1].text


async def test_an_answer_with_a_number_is_kept_beside_a_word_on_one_exercise(stage: ConsoleStage) -> None:
    await stage.say("5 nothing sore, squats felt too easy")
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5


def test_where_far_too_hard_changes_nothing_more_it_is_not_answered_as_if_nobody_had_heard() -> None:
    at = datetime(2026, 12, 1, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    turn = Turn(now=at, today=at.date(), words=Words(), person=1, athlete=RUNNER, standing=Standing())
    past = Past("x", at.date(), Kind.STRENGTH_A, "base", Light.HOLD, False, (5.0, 6.0), 7.0, 8, 29, effort=9.0)
    assert turn.words(stays(turn, past)) == "The next sessions are as light as that already."
    assert "Nothing changes" in turn.words(stays(turn, replace(past, effort=6.0)))


def test_a_number_on_a_free_day_is_of_the_last_session_that_asks_for_one_and_of_no_mobility_dose() -> None:
    at = datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    days = ((Kind.STRENGTH_A, 30, 11), (Kind.MOBILITY, 1, 12))
    past = tuple(
        Past(kind.value, date(2026, month, day), kind, "base", Light.HOLD, False, (5.0, 6.0), 7.0, 8, 29)
        for kind, day, month in days
    )
    turn = Turn(now=at, today=at.date(), words=Words(), person=1, athlete=RUNNER, standing=Standing(past=past))
    assert [one.kind for one in (rateable(turn),) if one] == [Kind.STRENGTH_A]
    only_a_dose = replace(turn, standing=Standing(past=past[1:]))
    assert rateable(only_a_dose) is None
    assert rateable(replace(only_a_dose, today=date(2026, 12, 1))) == past[1], "of its own day it may be told"


async def test_a_session_without_an_answer_is_a_row_of_the_next_mornings_card(stage: ConsoleStage) -> None:
    seen = await stage.clock(WEDNESDAY)
    card = seen[-1]
    assert "Strength A, yesterday: how hard was it, 0–10?" in card.text
    assert [str(one) for one in range(11)] == card.labels[:11]
    seen = await stage.press("7")
    assert "Noted: effort 7." in seen[0].text
    assert "how hard was it" not in seen[-1].text
    assert [one["effort"] for one in await written(stage, "report")] == [7]


async def test_fridays_session_is_asked_on_tuesdays_card(stage: ConsoleStage) -> None:
    await stage.clock(WEDNESDAY)
    await do(stage, "#5")
    seen = await stage.clock("2026-12-01T07:01+01:00")
    assert "Strength B, Fri 27 Nov: how hard was it, 0–10?" in seen[-1].text
    await stage.press("6")
    (_, late) = await written(stage, "report")
    assert late["session"].startswith("2026-11-27")


async def test_what_never_took_place_is_one_tap_on_the_next_card(stage: ConsoleStage) -> None:
    await stage.clock(WEDNESDAY)
    seen = await do(stage, "#Not done", "#Tired")
    assert "Rest counts, too" in seen[0].text
    assert [one["reason"] for one in await written(stage, "skipped")] == ["tired"]
    assert "how hard was it" not in stage.last().text


async def test_the_evening_question_takes_not_done(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-24T20:05+01:00")
    await do(stage, "#Not done", "#No time")
    assert [one["reason"] for one in await written(stage, "skipped")] == ["time"]


async def test_who_is_silent_for_long_is_only_offered_to_answer(stage: ConsoleStage) -> None:
    seen = await stage.clock("2026-12-08T07:01+01:00")
    assert "how hard was it" not in seen[-1].text
    assert any(one.startswith("Rate ") for one in seen[-1].labels)


async def test_how_much_was_done_is_kept_where_the_reason_is_never_tapped(stage: ConsoleStage) -> None:
    for label in ("▶ Start", "I stopped early", "Half"):
        await stage.press(label)
    assert [one["fraction"] for one in await written(stage, "report")] == [0.5]
    await stage.clock("2026-11-24T20:01+01:00")
    assert "How hard was it" in stage.last().text
    await stage.press("6")
    await stage.press("Done")
    sessions = await planned(stage)
    (told,) = [one for one in sessions.values() if one["date"] == "2026-11-24"]
    assert (told["status"], told["effort"]) == ("partly", 6)


async def test_a_second_evening_farther_west_asks_no_second_time(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-24T20:01+01:00")
    assert "Before the day is over" in stage.last().text
    await stage.say("just landed in New York")
    before = len(stage.seen)
    await stage.clock("2026-11-24T21:00-05:00")
    assert not any("Before the day is over" in one.text for _, one in stage.seen[before:])


@pytest.mark.parametrize(
    "said", ["knee clicked but no pain, 5", "5, knee popped, no pain", "hip cracks without any pain, 5"]
)
async def test_a_part_without_pain_takes_no_number_from_the_effort(stage: ConsoleStage, said: str) -> None:
    await stage.clock("2026-11-24T18:30+01:00")
    await stage.say(said)
    tuesday = (await planned(stage))["2026-11-24.strength_a"]
    assert (tuesday["effort"], tuesday["soreness"]) == (5, [])
    assert not await written(stage, "felt")


@pytest.mark.parametrize(("said", "share"), [("only did 20 minutes, 5 0", 0.49), ("20 min, 6", 1.0)])
async def test_minutes_that_were_all_there_was_time_for_are_a_part_of_the_session(
    tmp_path: Path, said: str, share: float
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        [report] = await written(stage, "report")
        assert round(report.get("fraction", 1.0), 2) == share


async def test_sets_that_come_back_with_an_answer_after_silence_are_no_praise_for_a_hard_session(
    tmp_path: Path,
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-12-02T07:01+01:00")
        await stage.say("strength yesterday: 6, nothing sore")
        told = newest(stage, "Noted: effort 6").text
        assert "+5 sets" in told
        assert "Your answer ends the silence: what it had taken comes back." in told


async def test_all_of_it_is_told_in_words_and_not_in_per_cent(stage: ConsoleStage) -> None:
    await stage.say("did it all")
    assert "all of it done" in stage.last().text


async def test_how_a_part_was_during_the_session_is_no_word_about_the_morning_after(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("left achilles was 4 during the session")
        [felt] = await written(stage, "felt")
        assert (felt["day"], felt["when"], felt["score"]) == ("2026-11-24", "during", 4)
        assert "left Achilles 4/10 yesterday" in session_card(stage).text
        await stage.say("left achilles 4 this morning")
        assert [one["when"] for one in await written(stage, "felt")] == ["during", "morning"]


async def test_a_run_that_hurt_is_no_session_that_hurt(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("left knee 3 during the run")
        [felt] = await written(stage, "felt")
        assert (felt["day"], felt.get("when")) == ("2026-11-25", None)


@pytest.mark.parametrize("said", ["4", "achilles was 4 during", "the achilles: 4/10"])
async def test_the_number_that_was_asked_for_may_be_told_with_the_name_of_the_part(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("right achilles 1")
        await stage.clock(WEDNESDAY)
        await stage.say("done, 5, skipped the heel raises because achilles")
        assert "How sore is it in your right Achilles?" in stage.last().text
        await stage.say(said)
        report = (await written(stage, "report"))[-1]
        assert report["soreness"] == [{"region": "achilles", "side": "right", "score": 4, "what": "tendon"}]


@pytest.mark.parametrize("said", ["the goblet squat pinches my left hip", "one-arm row hurts my left shoulder"])
async def test_what_hurts_in_the_middle_of_a_session_is_asked_for_its_own_number_and_not_for_the_effort(
    stage: ConsoleStage, said: str
) -> None:
    await stage.press("▶ Start")
    await stage.say(said)
    assert "How hard was it" not in stage.last().text
    assert "at its worst today?" in stage.last().text
    await stage.press("4")
    [felt] = await written(stage, "felt")
    assert felt["score"] == 4
    assert not await written(stage, "report")


@pytest.mark.parametrize(
    "said", ["goblet squat with 12 was hard", "goblet squats at 20 were tough", "goblet squat with 10 felt easy"]
)
async def test_a_weight_that_was_lifted_says_nothing_of_fifteen_repetitions_and_is_no_effort(
    stage: ConsoleStage, said: str
) -> None:
    await stage.clock("2026-11-24T18:30+01:00")
    await stage.say(said)
    assert not await written(stage, "weighed")
    [report] = await written(stage, "report")
    assert report.get("effort") is None
    assert report["items"][0]["exercise"] == "sq_goblet"


@pytest.mark.parametrize("said", ["legs still sore", "legs sore", "my legs are a bit sore"])
async def test_soreness_without_a_number_before_training_is_asked_where_it_is_and_rates_nothing(
    tmp_path: Path, said: str
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say(said)
        assert "Where is it?" in stage.last().text
        await stage.press("Calf")
        await stage.press("Both")
        await stage.press("3")
        assert not await written(stage, "report")
        assert [one["score"] for one in await written(stage, "felt")] == [3]


async def test_who_did_nothing_lately_is_asked_why_and_not_how_hard_it_was(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("didn't do anything the last days")
        assert "How hard was it" not in stage.last().text
        assert "No time" in stage.last().labels


async def test_the_evening_question_is_switched_off_in_ones_own_words(stage: ConsoleStage) -> None:
    await stage.say("stop sending evening messages")
    assert "no question in the evening" in stage.last().text


@pytest.mark.parametrize("said", ["no fever, just the nose", "no temperature, only a cold"])
async def test_a_cold_that_is_told_to_be_a_light_one_is_heard(stage: ConsoleStage, said: str) -> None:
    await stage.say("got a cold")
    await stage.say(said)
    assert "I did not understand" not in stage.last().text


@pytest.mark.parametrize("said", ["my wife wants to join, how?", "can my friend use this too"])
async def test_others_join_for_themselves(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "a chat of their own" in stage.last().text


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("my left shin is sore along the inside, 3 when running", 3),
        ("left shin hurt again on the run, 5, stopped after 3k", 5), ("left knee ached on my run, 4", 4),
    ],
)  # fmt: skip
async def test_what_a_part_is_like_on_a_run_rates_no_session(tmp_path: Path, said: str, score: int) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say(said)
        assert [one["score"] for one in await written(stage, "felt")] == [score]
        assert not await written(stage, "report")


async def test_a_spot_that_a_finger_can_be_put_on_is_heard_as_the_sign_that_it_is(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.say("i can put a finger on the spot")
    assert any("pain that may come from a bone" in one.text for _, one in stage.seen)


@pytest.mark.parametrize("said", ["should I see someone?", "when should i see a doctor"])
async def test_whether_somebody_should_look_at_it_has_an_answer(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "I cannot judge what it is" in stage.last().text


async def test_a_question_about_the_race_is_no_cause_of_a_deload(stage: ConsoleStage) -> None:
    await stage.say("/deload")
    await stage.say("what's the plan for the race")
    assert not any("This is what changes" in one.text for _, one in stage.seen)


async def test_a_number_behind_a_word_that_nobody_knows_is_asked_about_before_training(stage: ConsoleStage) -> None:
    await stage.say("knie 4")
    assert "What is the 4 of?" in stage.last().text
    assert not await written(stage, "report")
    await stage.say("knie 4")
    await stage.press("Pain or soreness somewhere")
    assert "Where is it?" in stage.last().text


async def test_the_same_word_behind_a_question_for_the_effort_is_its_answer(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-24T20:01+01:00")
    await stage.say("phew 8")
    assert [one["effort"] for one in await written(stage, "report")] == [8]
