"""Anyone who joins may ask; a question is answered, tells nothing about them, and the open question stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogues.joining import TUESDAY, do, exported, open_at
from tests.dialogues.living import living
from tests.stages.console_stage import ConsoleStage, Seen


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=TUESDAY) as opened:
        yield opened


def title(seen: Seen) -> str:
    return seen.text.split("\n")[0]


ANSWERED = {
    "is this free?": "free software",
    "are you an AI?": "a program",
    "what happens with my data?": "/forget erases it",
    "do I need a gym?": "enough to begin",
    "can I change this later?": "/settings",
    "how long does a session take": "from 20 to 60 minutes",
    "will this make me faster?": "cannot promise",
    "does it work with my garmin": ".fit",
    "why do you ask that?": "Each answer changes the plan",
}


@pytest.mark.parametrize("step", ["health", "kit", "hurts", "level", "time", "place", "preview"])
async def test_a_newcomers_question_is_answered_and_the_open_one_stays(stage: ConsoleStage, step: str) -> None:
    await open_at(stage, step)
    question = title(stage.last())
    for asked, answer in ANSWERED.items():
        (seen,) = await stage.say(asked)
        assert answer in seen.text
        assert title(seen) == question


@pytest.mark.parametrize("asked", ["why no strength on sunday?", "what about sunday?", "why a technique day?"])
async def test_a_question_about_the_week_changes_none_of_the_runs(stage: ConsoleStage, asked: str) -> None:
    await open_at(stage, "preview")
    await stage.say(asked)
    await stage.say("accept")
    runs = (await exported(stage))["athlete"]["runs"]
    assert (runs["tue"]["km"], runs["thu"]["kind"], runs["sun"]["km"]) == (8, "quality", 18)


@pytest.mark.parametrize("word", ["start", "week", "today", "help", "why"])
async def test_the_bare_name_of_a_command_is_no_town(stage: ConsoleStage, word: str) -> None:
    await open_at(stage, "place")
    question = title(stage.last())
    (seen,) = await stage.say(word)
    assert title(seen) == question
    assert "do not know a place" not in seen.text


async def test_a_wish_in_the_shape_of_a_question_is_taken(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    await do(stage, "can you send it at 6?", "accept")
    assert (await exported(stage))["athlete"]["morning"] == "06:00"


async def test_the_hour_of_the_card_may_be_told_early_and_in_words(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    (seen,) = await stage.say("six in the morning please")
    assert "06:00" in seen.text


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("do I need a gym?", "enough to begin"), ("are you an AI?", "a program"), ("do you have an app", "This chat")],
)
async def test_whoever_has_joined_may_ask_the_same(tmp_path: Path, asked: str, answer: str) -> None:
    async with living(tmp_path) as stage:
        (seen,) = await stage.say(asked)
        assert answer in seen.text


async def test_a_week_of_runs_is_no_question_about_the_watch_that_it_is_run_with(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    (seen,) = await stage.say("i run with a garmin tue 8k thu 10k sun 18k")
    assert "Tue easy 8 km · Thu easy 10 km · Sun long 18 km" in seen.text.replace("\xa0", " ")


async def test_a_change_that_is_named_is_a_wish_and_no_question_whether_it_may_be(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    await do(stage, "can I change it to 6:30?", "accept")
    assert (await exported(stage))["athlete"]["morning"] == "06:30"
