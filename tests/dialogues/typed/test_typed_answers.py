"""Every question that has buttons may be answered in words."""

from __future__ import annotations

import pytest

from tests.dialogues.living import written
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("left calf 5", "one spot, not at rest", "not swollen", "came after the run"), "the more careful reading"),
        (("right calf 6", "whole muscle, only when I move, no swelling, 2 days after training"), "a muscle that has"),
        (("right calf 6", "whole muscle", "not sure"), "the more careful reading"),
        (("left knee 5", "no", "front of the kneecap"), "At the front, below the kneecap, noted."),
        (("left knee 5", "no", "can't say"), "the more careful reading"),
        (("left knee 5", "skip"), "is any of these true?"),
        (("knee 4", "left"), "Only that side, noted."),
        (("knee 4", "the right one"), "Only that side, noted."),
        (("/deload", "everything", "tired", "take it"), "Eased until Mon 30 Nov."),
        (("/deload", "just legs", "sore", "yes"), "Eased until Mon 30 Nov."),
        (("/deload", "tired", "no"), "All stays as planned."),
        (("swap", "goblet squat"), "Instead of goblet squat"),
        (("swap", "goblet squat", "split squat"), "Split squat"),
        (("move it", "friday"), "Strength A would move to Friday."),
        (("move it", "tomorrow"), "would move to tomorrow."),
        (("/week", "move a day", "tue"), "Strength A, today: where should it go?"),
        (("skip", "no time"), "Skipped"), (("skip", "tired"), "Skipped"), (("skip", "sick"), "Skipped"),
        (("skip", "don't want to"), "Skipped"),
        (("/forget", "keep it"), "Nothing was erased."),
    ],
)  # fmt: skip
async def test_a_question_is_answered_in_words(stage: ConsoleStage, said: tuple[str, ...], answer: str) -> None:
    for one in said:
        await stage.say(one)
    assert any(answer in one.text for one in stage.since), stage.screen()
    assert "did not understand" not in stage.last().text


async def test_the_legs_alone_are_eased_where_only_they_were_named(stage: ConsoleStage) -> None:
    for one in ("/deload", "just legs", "sore", "take it"):
        await stage.say(one)
    assert [one["scope"] for one in await written(stage, "deloaded")] == ["legs"]


async def test_a_yes_erases_nobody(stage: ConsoleStage) -> None:
    await stage.say("/forget")
    await stage.say("yes")
    await stage.say("/today")
    assert "Strength A" in stage.last().text


async def test_a_no_to_a_question_about_pain_is_no_skipped_session(stage: ConsoleStage) -> None:
    await stage.say("right calf 6")
    await stage.say("no")
    assert not await written(stage, "skipped")


async def test_what_was_typed_is_answered_below_it(stage: ConsoleStage) -> None:
    await stage.say("swap")
    await stage.say("goblet squat")
    assert stage.last().edits is None
