"""Whoever knows what they can lift says so before the first time, and the first load starts from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living, planned
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
