"""Joining by people who correct themselves, answer beside the question, or tell of their health in passing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.athlete import WEEKDAYS
from tests.dialogues.joining import TUESDAY, do, exported, open_at
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=TUESDAY) as opened:
        yield opened


def days_of(athlete: dict[str, Any]) -> list[str]:
    return [f"{day} {athlete['runs'][day]['km']:g}" for day in WEEKDAYS if athlete["runs"][day]["kind"] != "rest"]


@pytest.mark.parametrize(
    "said", ["no wait, Tuesday not Monday", "sorry, Tuesday instead of Monday", "hmm, actually Tuesday, not Monday"]
)
async def test_a_day_put_right_takes_the_run_of_the_wrong_one(stage: ConsoleStage, said: str) -> None:
    await do(stage, "/start", "none", "Mon 5k, Wed 8k, Sat 15k")
    seen = await stage.say(said)
    assert seen[-1].text.startswith("3 of 7")
    await do(stage, "none", "none", "new", "next", "Berlin", "#Accept")
    assert days_of((await exported(stage))["athlete"]) == ["tue 5", "wed 8", "sat 15"]


@pytest.mark.parametrize(
    ("question", "said", "wanted"),
    [
        ("place", "no make that 1 day", ("strength_days", 1)), ("place", "sorry, I meant 30 minutes", ("minutes", 30)),
        ("preview", "hmm actually 7:30", ("morning", "07:30")), ("preview", "wait, better 6am", ("morning", "06:00")),
    ],
)  # fmt: skip
async def test_a_second_thought_is_heard_one_question_later(
    stage: ConsoleStage, question: str, said: str, wanted: tuple[str, object]
) -> None:
    await open_at(stage, question)
    await stage.say(said)
    await do(stage, *(("Berlin",) if question == "place" else ()), "#Accept")
    assert (await exported(stage))["athlete"][wanted[0]] == wanted[1]


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("I am 76, heart bypass in 2015, otherwise fit", "heart"), ("I had two stents put in", "heart"),
        ("high blood pressure, tablets, and a hernia op in spring", "hernia"),
        ("just had a baby 8 weeks ago and I leak a bit", "pelvic"), ("diabetic type 1 since childhood", "diabetes"),
        ("underactive thyroid, tablets", "chronic"),
    ],
)  # fmt: skip
async def test_health_that_is_told_in_passing_is_ticked(stage: ConsoleStage, said: str, ticked: str) -> None:
    await do(stage, "/start", said)
    assert "Tick what applies" in stage.last().text
    await do(stage, "next", "#Not yet: go on gently", "Tu 5k", "none", "none", "new", "next", "Berlin", "#Accept")
    assert ticked in (await exported(stage))["athlete"]["screen_yes"]


@pytest.mark.parametrize("said", ["no I'm fine", "no, I'm healthy", "nothing like that", "I have nothing of that"])
async def test_a_plain_no_to_the_health_questions_goes_on(stage: ConsoleStage, said: str) -> None:
    await do(stage, "/start", said)
    assert stage.last().text.startswith("2 of 7")


@pytest.mark.parametrize(
    "said", ["I'm fine", "no idea", "no but my heart races", "all good I think", "no I'm not sure"]
)
async def test_what_is_no_plain_no_stays_with_the_health_questions(stage: ConsoleStage, said: str) -> None:
    await do(stage, "/start", said)
    assert not stage.last().text.startswith("2 of 7")


@pytest.mark.parametrize("at", ["health", "runs"])
async def test_three_days_of_five_kilometres_are_no_race(stage: ConsoleStage, at: str) -> None:
    await open_at(stage, at)
    await stage.say("walk and jog mon wed fri 5k")
    await do(stage, *(("none",) if at == "health" else ()), "none", "none", "new", "next", "Berlin", "#Accept")
    found = (await exported(stage))["athlete"]
    assert found["race"] is None
    assert days_of(found) == ["mon 5", "wed 5", "fri 5"]


@pytest.mark.parametrize("at", ["place", "preview"])
@pytest.mark.parametrize("said", ["30 min", "30 min please", "rather 30 minutes"])
async def test_minutes_are_no_town(stage: ConsoleStage, at: str, said: str) -> None:
    await open_at(stage, at)
    await stage.say(said)
    await do(stage, *(("Berlin",) if at == "place" else ()), "#Accept")
    found = (await exported(stage))["athlete"]
    assert (found["minutes"], found["zone"]) == (30, "Europe/Berlin")
