"""The day of a red flag: its session is left out or stopped, nobody is asked how hard it was, and running waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import ever_written, living, newest, planned
from tests.stages.console_stage import ConsoleStage

TUESDAY_EVENING = "2026-11-24T18:00+01:00"
CLOT = "my calf is swollen and hot and hurts at rest"


@pytest.mark.parametrize(
    "said", [CLOT, "fainted after my run", "a fever for no reason", "my calf is swollen and hot, pain 6"]
)
async def test_a_session_not_begun_is_left_out_for_the_flag_and_never_asked_about(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY_EVENING)
        await stage.say(said)
        await stage.say("/today")
        assert "Left out" in stage.last().text
        assert "How hard" not in stage.last().text
        seen = await stage.clock("2026-11-25T12:00+01:00")
        assert not [one for one in seen if "how hard" in one.text.lower() or "Rate Strength" in one.text]
        assert not await ever_written(stage, "report")
        assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "skipped"


async def test_a_session_that_was_begun_is_stopped_by_the_flag_and_not_asked_about(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.say("my knee locked")
    await stage.say("/today")
    assert "Stopped" in stage.last().text
    assert "How hard" not in stage.last().text
    seen = await stage.clock("2026-11-25T12:00+01:00")
    assert not [one for one in seen if "How hard" in one.text]
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "partly"


@pytest.mark.parametrize(
    ("said", "effort", "fraction"),
    [
        ("did 2 of 3 sets, 8, chest pain", 8, 2 / 3),
        ("done, 6. nothing sore. felt faint", 6, None),
        ("rpe 7, my knee locked", 7, None),
    ],
)
async def test_what_was_done_in_the_morning_is_noted_beside_the_flag(
    stage: ConsoleStage, said: str, effort: float, fraction: float | None
) -> None:
    await stage.say(said)
    (report,) = await ever_written(stage, "report")
    assert report["effort"] == effort
    assert report.get("fraction") == (None if fraction is None else pytest.approx(fraction, abs=0.01))
    assert await ever_written(stage, "flagged")
    assert not await ever_written(stage, "skipped")


@pytest.mark.parametrize("said", ["chest pain 6", "6/10 chest pain", "my knee locked, 6", "chest pain on effort, 6"])
async def test_a_number_beside_a_sign_in_the_morning_is_no_session_done(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert not await ever_written(stage, "report")


async def test_a_flag_of_one_place_that_can_wait_leaves_the_rest_of_the_day_to_do(stage: ConsoleStage) -> None:
    await stage.say("my knee locked twice")
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "sent"


async def test_a_flag_of_the_morning_after_says_nothing_of_yesterdays_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T12:30+01:00")
        await stage.say(CLOT)
        assert not await ever_written(stage, "report")
        assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "unknown"


async def test_taking_the_flag_back_gives_the_session_back(stage: ConsoleStage) -> None:
    await stage.say(CLOT)
    await stage.say("undo")
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "sent"


async def test_several_flags_are_all_named_the_most_urgent_first(stage: ConsoleStage) -> None:
    await stage.say("my shin aches at night, the left calf is swollen and hot, and I fainted")
    told = newest(stage, "Please read this").text
    places = [told.find(one) for one in ("fainting", "a swollen, hot or sore calf", "pain that may come from a bone")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("said", [CLOT, "my shin hurts on one spot on the bone", "fainted after my run"])
@pytest.mark.parametrize("asked", ["should i run today?", "can i run?", "is it ok to go for a run", "/today", "/week"])
async def test_nobody_runs_while_a_flag_waits(tmp_path: Path, said: str, asked: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-23T12:00+01:00")
        await stage.say(said)
        told = newest(stage, "Please read this").text
        assert "Please no running" in told
        assert told.count("running") == 1, "a ban that is said twice is read as two"
        await stage.clock("2026-11-28T12:00+01:00")
        await stage.say(asked)
        shown = stage.last().text
        assert "Please no running until" in shown
        assert "a professional" in shown
        assert shown.count("running") == 1 + ("of running" in shown) + ("rest too" in shown), "said once"
        assert "Only your easy run today" not in stage.last().text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("right knee 7", "Let running rest while your right knee is above 5"),
        ("left achilles 4", "Left Achilles at 4/10: keep runs easy and flat, and leave out strides and hills"),
        ("a fever that comes and goes", "Please no running"),
        ("fever 38.5", "ill"),
        ("slept 3 hours", "Today asks for rest"),
        ("hello", "Nothing you told me speaks against it. Planned: easy 8 km."),
    ],
)
async def test_can_i_run_is_answered_from_what_was_said(stage: ConsoleStage, said: str, answer: str) -> None:
    await stage.say(said)
    await stage.say("can i run today?")
    assert answer in stage.last().text


async def test_once_a_professional_has_agreed_running_is_not_forbidden(stage: ConsoleStage) -> None:
    await stage.say("fainted after my run")
    await stage.press("A professional agreed")
    await stage.press("Yes, they agreed")
    await stage.say("can i run?")
    assert "no running" not in stage.last().text


async def test_a_question_about_running_with_a_new_pain_asks_how_strong_it_is(stage: ConsoleStage) -> None:
    await stage.say("can i run with my left knee?")
    assert "How strong is it in your left knee" in stage.last().text


async def test_one_word_of_a_professional_clears_all_that_was_told_at_once(stage: ConsoleStage) -> None:
    await stage.say(CLOT)
    await stage.clock("2026-11-25T12:00+01:00")
    await stage.say("doctor checked, no clot, cleared")
    assert "a swollen, hot or sore calf, pain at night or at rest" in stage.last().text
    await stage.press("Yes, they agreed")
    told = newest(stage, "Good news").text
    assert "Nothing changes" not in told
    await stage.say("/pain")
    assert "Waiting for a professional" not in stage.last().text


async def test_a_day_with_only_a_run_says_what_a_painful_leg_asks_of_it(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await stage.clock("2026-11-26T12:00+01:00")
    await stage.say("/today")
    assert "Left Achilles at 4/10: keep runs easy and flat" in stage.last().text


async def test_a_part_that_feels_fine_again_still_waits_for_its_word(stage: ConsoleStage) -> None:
    await stage.say("my knee locked")
    await stage.say("my knee is fine again")
    assert "still waits for a professional's word" in stage.last().text
    assert any(one.startswith("Cleared:") for one in stage.last().labels)


@pytest.mark.parametrize(
    ("said", "asks"),
    [("saw the doctor, all fine", True), ("seen my physio and its ok", True), ("saw the doctor, not fine", False)],
)
async def test_a_visit_that_went_well_is_asked_once_more(stage: ConsoleStage, said: str, asks: bool) -> None:
    await stage.say("my knee locked")
    await stage.say(said)
    assert ("Yes, they agreed" in stage.last().labels) == asks


async def test_a_long_run_beside_a_painful_part_is_told_as_the_plan_and_not_as_what_happens(
    stage: ConsoleStage,
) -> None:
    await stage.clock("2026-11-28T12:00+01:00")
    await stage.say("left achilles 4")
    await stage.clock("2026-11-29T08:00+01:00")
    await stage.say("/today")
    card = stage.last().text
    assert "In your plan today: long 18 km." in card
    assert "Long run today" not in card
    assert "Left Achilles at 4/10: keep runs easy and flat" in card


async def test_a_session_on_a_run_day_says_what_a_painful_part_asks_of_the_run_once_for_both_sides(
    stage: ConsoleStage,
) -> None:
    await stage.say("both shins 4")
    await stage.press("None of these")
    await stage.say("/today")
    card = stage.last().text
    assert "after your easy 8 km" in card
    assert (
        card.count("Both shins at 4/10: keep runs easy and flat, and leave out downhills and half the distance.") == 1
    )
    await stage.clock("2026-11-25T07:01+01:00")
    assert "keep runs easy" not in stage.last().text, "no run today"
    assert "Both shins this morning?" in stage.last().text


async def test_a_part_that_has_calmed_down_is_not_told_what_its_limit_is(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await stage.clock("2026-11-27T07:01+01:00")
    await stage.say("left achilles 1")
    await stage.say("can i run tomorrow?")
    assert "Left Achilles at 1/10: leave out strides and hills for a few days more." in stage.last().text
    assert "is the limit" not in stage.last().text
