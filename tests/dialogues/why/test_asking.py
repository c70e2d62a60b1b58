"""A question is no answer: nothing is written of it, and every "why" is answered by the plan."""

from __future__ import annotations

import pytest

from bot.dialogues.why.sources import ACTED, sources
from bot.grammar.asking import asks, asks_why
from bot.words import Words
from core.assessment import battery
from core.reasons import Reason, reason
from tests.dialogues.living import written
from tests.stages.console_stage import ConsoleStage

KINDS = ("report", "felt", "weighed", "readiness", "away", "tested", "ran", "flagged")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("is 7 ok?", True), ("should I rest if calves 5?", True), ("what if my calf were fine?", True),
        ("should I rest if calves 5", True), ("was 8 too much?", True), ("how heavy is 8 kg?", True),
        ("why goblet squat 2x8", True), ("and why 3 sets?", True), ("can I do 3 sets?", True),
        ("did I do enough?", True), ("7?", False), ("7 0, is that ok?", False),
        ("can't run, calves 5", False), ("when I run my knee hurts 4", False),
        ("what a session, 8", False), ("could do more, 6", False), ("can you move it to tomorrow?", False),
        ("did it, 7", False), ("why not", False),
    ],
)  # fmt: skip
def test_what_is_a_question(said: str, asked: bool) -> None:
    assert asks(said) is asked


@pytest.mark.parametrize("said", ["why does my knee hurt?", "why am I always sore"])
def test_why_it_hurts_is_not_asked_of_the_plan(said: str) -> None:
    assert not asks_why(said)


@pytest.mark.parametrize(
    "said", ["is 7 ok?", "should I rest if calves 5?", "what if my calf were fine?", "is 12 kg ok for goblet squats?"]
)
@pytest.mark.parametrize("before", ["hello", "/rate"])
async def test_a_question_writes_nothing(stage: ConsoleStage, before: str, said: str) -> None:
    await stage.say(before)
    await stage.say(said)
    for kind in KINDS:
        assert not await written(stage, kind), kind


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("why goblet squat 2x8", "Why: Goblet squat"), ("why goblet squat 8 kg?", "Why: Goblet squat"),
        ("why the calf work?", "Why"), ("why knee to wall?", "Why"), ("why not tomorrow", "Why not Wed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["hello", "/rate"])
async def test_every_why_is_for_the_plan_whatever_is_open(
    stage: ConsoleStage, before: str, said: str, told: str
) -> None:
    await stage.say(before)
    await stage.say(said)
    assert told in stage.last().text
    assert "Which side" not in stage.last().text
    for kind in KINDS:
        assert not await written(stage, kind), kind


async def test_a_red_flag_in_a_question_counts(stage: ConsoleStage) -> None:
    await stage.say("should I stop with chest pain?")
    assert await written(stage, "flagged")


def test_every_rule_that_acts_has_somewhere_its_figures_come_from() -> None:
    words = Words("en")
    for code in (one for codes in ACTED.values() for one in codes.split()):
        assert sources(words, [Reason(code)]), code
    for test in battery().by_id.values():
        if test.gap or test.gap_own:
            assert sources(words, [reason("weaker_first", "left", test=test.id)]), test.id
