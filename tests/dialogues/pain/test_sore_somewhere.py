"""A soreness that is told as a number alone, and legs as a whole."""

from __future__ import annotations

from pathlib import Path

from tests.dialogues.living import TUESDAY, living, planned, work, written
from tests.stages.console_stage import ConsoleStage


async def test_a_soreness_without_a_place_counts_for_all_that_was_worked_until_the_runner_says_where(
    stage: ConsoleStage,
) -> None:
    await stage.say("5 9")
    assert "Where is it sore?" in stage.last().text
    friday = (await planned(stage))["2026-11-27.strength_b"]
    assert friday["light"] == "back_off"
    assert "rdl" not in work(friday)
    await stage.press("Say where")
    await stage.press("Calf")
    await stage.press("Done")
    assert "calf sore 9/10" in stage.last().text
    assert "Where is it sore?" not in stage.last().text
    friday = (await planned(stage))["2026-11-27.strength_b"]
    assert friday["light"] == "hold"
    assert "rdl" in work(friday)
    assert "soleus_seat" not in work(friday)


async def test_a_mild_soreness_without_a_place_is_known_and_asks_nothing(stage: ConsoleStage) -> None:
    await stage.say("5 3")
    assert "Where is it sore?" not in stage.last().text
    assert (await planned(stage))["2026-11-27.strength_b"]["light"] == "push"


async def test_a_word_about_a_part_says_where_it_is(stage: ConsoleStage) -> None:
    untouched = work((await planned(stage))["2026-11-27.strength_b"])
    await stage.say("5 6")
    unsaid = (await planned(stage))["2026-11-27.strength_b"]
    assert len(unsaid["receipt"]["soreness"]) > 1
    await stage.say("calves 6")
    friday = (await planned(stage))["2026-11-27.strength_b"]
    assert work(friday)["rdl"] == untouched["rdl"]
    assert [one["region"] for one in friday["receipt"]["soreness"]] == ["calf"]


async def test_sore_legs_are_the_muscles_of_the_legs(stage: ConsoleStage) -> None:
    await stage.say("5, legs 7")
    assert "Nothing changes" not in stage.last().text
    assert (await planned(stage))["2026-11-27.strength_b"]["light"] == "hold"


async def test_a_knee_that_is_told_of_after_the_answer_is_asked_for_and_not_the_session_again(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("6, nothing sore")
        await stage.say("left knee hurts on stairs")
        assert "How hard was it" not in stage.last().text
        await stage.say("4")
        assert [(one["region"], one["score"]) for one in await written(stage, "felt")] == [("knee", 4)]
