"""What people type about a part of the body without a number, and questions that are no ratings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import WEDNESDAY, ever_written, living
from tests.stages.console_stage import ConsoleStage


async def test_a_part_without_a_number_is_asked_for_one_and_a_typed_number_answers(stage: ConsoleStage) -> None:
    await stage.say("my left knee hurts")
    assert "How strong is it in your left knee" in stage.last().text
    assert {"0", "5", "10"} <= set(stage.last().labels)
    await stage.say("maybe a 4")
    assert [(one["region"], one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [
        ("knee", "left", 4)
    ]
    assert not await ever_written(stage, "report")


async def test_without_a_side_the_side_is_asked_and_may_be_typed(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("my achilles is sore")
        assert {"Left", "Right", "Both"} <= set(stage.last().labels)
        await stage.say("right")
        assert "How strong is it in your right Achilles" in stage.last().text
        await stage.say("3")
        assert [(one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [("right", 3)]


async def test_after_an_hour_a_lone_number_is_no_answer_to_an_old_question(stage: ConsoleStage) -> None:
    await stage.say("my left knee hurts")
    await stage.clock("2026-11-24T12:00+01:00")
    await stage.say("5")
    assert not await ever_written(stage, "felt")
    assert [one["effort"] for one in await ever_written(stage, "report")] == [5]


async def test_both_knees_are_spoken_of_as_such(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("both knees hurt")
        assert "in both knees" in stage.last().text


@pytest.mark.parametrize(
    "said", ["my left knee clicks but doesn't hurt", "left knee is fine", "my knee feels ok", "the calf does not hurt"]
)
async def test_a_part_that_is_fine_asks_nothing_and_notes_nothing(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Good to hear" in stage.last().text
    assert not await ever_written(stage, "felt")


async def test_an_open_part_that_does_not_hurt_any_more_is_noted_as_nothing(stage: ConsoleStage) -> None:
    await stage.say("left knee 5")
    await stage.clock(WEDNESDAY)
    await stage.say("my knee doesn't hurt any more")
    assert [one["score"] for one in await ever_written(stage, "felt")] == [5, 0]


@pytest.mark.parametrize("said", ["how hard should it be?", "what does effort mean", "should it be easy"])
async def test_a_question_is_no_rating(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert not await ever_written(stage, "report")


async def test_a_hurt_without_a_place_asks_where_with_buttons(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("am I injured?")
        assert "Achilles" in stage.last().labels


async def test_a_skip_told_on_a_later_day_bears_that_days_date_and_leaves_todays_card(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("sorry, I skipped it")
        assert stage.last().text.startswith("Tue 24 Nov · Skipped")


@pytest.mark.parametrize("said", ["7, knees ok", "7, knees are fine", "knees ok, 7", "effort 7, my calf felt good"])
@pytest.mark.parametrize("when", ["2026-11-24T12:00+01:00", "2026-11-25T12:00+01:00"])
async def test_a_part_that_is_fine_beside_an_effort_is_no_pain(stage: ConsoleStage, said: str, when: str) -> None:
    await stage.clock(when)
    await stage.say(said)
    assert [one["effort"] for one in await ever_written(stage, "report")] == [7]
    assert not await ever_written(stage, "felt")
    assert "How strong" not in stage.last().text
