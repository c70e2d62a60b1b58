"""A question about the body writes nothing, is answered by what the plan goes by, and offers what may be meant."""

from __future__ import annotations

import pytest

from tests.dialogues.joining import do, exported
from tests.dialogues.living import ever_written, written
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("is it normal that my knee hurts 6?", "I do not diagnose"),
        ("should I run with a sore calf?", "Sore muscles are usual"),
        ("is a calf soreness of 5 ok?", "Sore muscles are usual"),
        ("why does my knee hurt?", "I do not diagnose"),
        ("sore calves, normal?", "Sore muscles are usual"),
        ("should I stop if my knee hurts?", "From 6 on it rests"),
        ("is my knee 5 too much?", "From 6 on it rests"),
        ("is back pain normal after deadlifts?", "I do not diagnose"),
        ("is squatting bad for my knees?", "Nobody can promise that"),
        ("does strength prevent shin pain?", "Nobody can promise that"),
        ("can I train pregnant?", "pregnancy"),
        ("pregnant, can I train?", "pregnancy"),
        ("is it ok with high blood pressure?", "high blood pressure"),
        ("what if I have diabetes?", "diabetes"),
        ("can I train with a cold?", "below the neck"),
    ],
)
async def test_a_question_about_the_body_is_answered_and_writes_nothing(
    stage: ConsoleStage, said: str, answer: str
) -> None:
    (seen,) = await stage.say(said)
    assert answer in seen.text
    for kind in ("felt", "report", "away", "flagged"):
        assert await ever_written(stage, kind) == []
    assert (await exported(stage))["athlete"]["screen_yes"] == []


async def test_the_number_of_a_question_is_noted_by_one_tap(stage: ConsoleStage) -> None:
    await do(stage, "is it normal that my knee hurts 6?", "#Note left knee 6/10")
    (felt,) = await written(stage, "felt")
    assert (felt["region"], felt["side"], felt["score"]) == ("knee", "left", 6)


async def test_yes_notes_it_too(stage: ConsoleStage) -> None:
    await do(stage, "is a left knee pain of 4 ok?", "yes")
    (felt,) = await written(stage, "felt")
    assert (felt["region"], felt["side"], felt["score"]) == ("knee", "left", 4)


async def test_a_number_beside_a_question_is_told(stage: ConsoleStage) -> None:
    await stage.say("both calves sore 4, should I run?")
    assert {one["score"] for one in await written(stage, "felt")} == {4}


async def test_a_red_flag_inside_a_question_stays_one(stage: ConsoleStage) -> None:
    await stage.say("is it normal that I have chest pain?")
    assert [one["flag"] for one in await written(stage, "flagged")] == ["chest_pain"]


async def test_a_condition_that_is_ones_own_holds_the_plan_at_mobility(stage: ConsoleStage) -> None:
    seen = await do(stage, "can I train pregnant?", "#It applies to me")
    assert "Mobility only for now" in seen[-1].text
    seen = await stage.say("can I train pregnant?")
    assert "/settings health" in seen[0].text


async def test_who_only_asks_keeps_the_plan(stage: ConsoleStage) -> None:
    seen = await do(stage, "is it ok with a hernia?", "#Only asking")
    assert "nothing changes" in seen[-1].text
    assert (await exported(stage))["athlete"]["screen_yes"] == []
