"""Anyone who knows what they can lift says so before the first time, and the first load starts from there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.athlete import Level, Place
from core.kit import Item, Kit
from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, living, newest, planned, session_card, written
from tests.stages.console_stage import ConsoleStage


async def loads(stage: ConsoleStage, name: str = "2026-11-24.strength_a") -> dict[str, float | None]:
    return {one["exercise"]: one["load_kg"] for one in (await planned(stage))[name]["items"] if one["slot"]}


@pytest.mark.parametrize("words", ["goblet squat 16 kg", "goblet squats 35 lb", "goblet squat 17.5kg"])
async def test_a_weight_named_before_the_first_time_is_where_it_starts(tmp_path: Path, words: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        assert "Too light?" in stage.last().text
        await stage.say(words)
        assert "about 15 times" in "\n".join(one.text for one in stage.since)
        session = (await planned(stage))["2026-11-24.strength_a"]
        assert session["status"] == "sent", "nothing was rated"
        expected = 16 if "35" not in words else 12
        assert (await loads(stage))["sq_goblet"] == expected


async def test_it_can_be_said_before_the_first_card_too(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("goblet squat 12 kg")
        await stage.clock(TUESDAY)
        assert (await loads(stage))["sq_goblet"] == 12


async def test_a_boast_is_believed_up_to_three_times_the_guess(stage: ConsoleStage) -> None:
    await stage.say("one-arm row 20 kg")
    assert (await loads(stage))["row_1"] == 20
    await stage.say("goblet squat 150 kg")
    assert (await loads(stage))["sq_goblet"] == 20, "the heaviest that is there"


async def test_once_it_was_done_the_answers_decide(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    await stage.say("goblet squat 20 kg")
    assert "a step at a time" in stage.last().text
    assert (await loads(stage, "2026-12-01.strength_a"))["sq_goblet"] == 8


async def test_a_named_weight_can_be_taken_back(stage: ConsoleStage) -> None:
    await stage.say("goblet squat 16 kg")
    await stage.press("Undo")
    assert (await loads(stage))["sq_goblet"] == 8


async def test_a_weight_beside_an_effort_is_part_of_the_answer(stage: ConsoleStage) -> None:
    await stage.say("7, squats 12 kg")
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 7


@pytest.mark.parametrize("before", ["▶ Start", "/rate", "7"])
@pytest.mark.parametrize(
    "said", ["too light", "Too heavy!", "the weights were too light", "way too heavy today", "it felt a bit too light"]
)
async def test_a_word_for_the_load_asks_which_one_and_is_no_effort(stage: ConsoleStage, before: str, said: str) -> None:
    await (stage.press(before) if before[0] == "▶" else stage.say(before))
    reports = len(await written(stage, "report"))
    await stage.say(said)
    assert "which one?" in stage.last().text
    assert stage.last().labels == ["Goblet squat", "B-stance RDL", "One-arm row", "All of it"]
    assert len(await written(stage, "report")) == reports


@pytest.mark.parametrize("how", ["tapped", "typed"])
async def test_the_one_that_was_too_light_is_rated_alone(stage: ConsoleStage, how: str) -> None:
    await stage.say("7, nothing sore")
    await stage.say("too light")
    await (stage.press("Goblet squat") if how == "tapped" else stage.say("goblet squat"))
    assert "How hard was the goblet squat alone?" in stage.last().text
    await (stage.press("3") if how == "tapped" else stage.say("3"))
    assert any("Noted: goblet squat at 3." in one.text for one in stage.since)
    report = (await written(stage, "report"))[-1]
    assert (report.get("effort"), [(one["exercise"], one["rpe"]) for one in report["items"]]) == (
        None, [("sq_goblet", 3)],
    )  # fmt: skip


async def test_an_exercise_that_was_not_in_the_session_is_no_effort_of_it(stage: ConsoleStage) -> None:
    await stage.say("7, nothing sore")
    reports = len(await written(stage, "report"))
    await stage.say("side plank was too easy")
    assert "Side plank was not in that session, so nothing is noted." in stage.last().text
    assert len(await written(stage, "report")) == reports


async def test_behind_one_exercise_the_rest_of_an_open_answer_is_still_asked_for(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.say("goblet squat too heavy")
    await stage.say("9")
    assert "Noted: goblet squat at 9." in stage.last().text
    assert "How hard was it, all in all?" in stage.last().text
    await stage.say("6")
    assert {one.get("effort") for one in await written(stage, "report")} == {None, 6}


@pytest.mark.parametrize("said", ["too easy", "that was too easy", "everything too light", "all too heavy"])
async def test_of_the_whole_session_a_number_is_asked_for_and_none_invented(stage: ConsoleStage, said: str) -> None:
    await stage.press("▶ Start")
    await stage.say(said)
    assert "How hard was it, all in all?" in stage.last().text
    assert not await written(stage, "report")


@pytest.mark.parametrize(
    ("said", "answer"), [("too light", "Goblet squat  8 kg"), ("too heavy", "8 kg"), ("too easy", "begins easy")]
)
async def test_of_a_card_that_was_only_read_the_weights_are_explained(
    stage: ConsoleStage, said: str, answer: str
) -> None:
    await stage.say(said)
    assert answer in stage.last().text
    assert not await written(stage, "report")


async def test_a_weight_for_a_lift_that_no_session_has_had_brings_it_in(tmp_path: Path) -> None:
    kit = Kit(frozenset({Item.kettlebell}), (24.0, 32.0))
    lifter = replace(RUNNER, level=Level.TRAINED, mass_kg=61.0, places=(Place("home", kit),))
    async with living(tmp_path, lifter) as stage:
        await stage.clock(FRIDAY)
        assert "Romanian deadlift" not in session_card(stage).text
        await stage.say("rdl 60 kg")
        assert "could lift 60 kg about 15 times" in newest(stage, "Your weights").text
        assert "Romanian deadlift" in session_card(stage).text


async def test_dumbbells_that_no_first_session_uses_are_not_forgotten(tmp_path: Path) -> None:
    kit = Kit(frozenset({Item.dumbbells}), (5.0, 10.0, 15.0))
    beginner = replace(RUNNER, level=Level.NEW, mass_kg=None, places=(Place("home", kit),))
    async with living(tmp_path, beginner) as stage:
        await stage.clock(TUESDAY)
        assert "such as: one-arm row 10 kg" in session_card(stage).text
        await stage.say("one-arm row 10 kg")
        assert "One-arm row" in session_card(stage).text
        assert "stands in no session" not in newest(stage, "Your weights").text


async def test_a_weight_for_what_does_not_come_this_week_promises_nothing_for_today(tmp_path: Path) -> None:
    kit = Kit(frozenset({Item.dumbbells}), (5.0, 10.0, 15.0))
    beginner = replace(RUNNER, level=Level.NEW, mass_kg=None, places=(Place("home", kit),))
    async with living(tmp_path, beginner) as stage:
        await stage.clock(TUESDAY)
        await stage.say("goblet squat 10 kg")
        assert "Goblet squat is not in this week's sessions" in newest(stage, "Your weights").text
