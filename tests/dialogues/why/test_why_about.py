"""A why about one thing of the plan is answered by that thing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.athlete import Run, RunKind
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("why 8 reps", "Repetitions begin at the bottom"),
        ("why 2x8", "Repetitions begin at the bottom"),
        ("why so few sets", "Sets follow the weeks"),
        ("why 8 kg", "one that you own"),
        ("why so light", "one that you own"),
        ("why only 41 minutes?", "up to 55 minutes"),
        ("why 3-1-1", "three down"),
        ("why effort 4-5", "follows the weeks of a block"),
        ("why hold", "HOLD: nothing rises"),
        ("why not push?", "HOLD: nothing rises"),
        ("why is it yellow?", "HOLD: nothing rises"),
        ("/why light", "HOLD: nothing rises"),
        ("why strength on Tuesday", "easy or rest days"),
        ("why today", "easy or rest days"),
        ("why only two strength days", "easy or rest days"),
        ("why is there just one session this week?", "easy or rest days"),
        ("/why week", "easy or rest days"),
        ("why do I need strength training", "running economy"),
        ("/why friday", "Why: Strength B, Friday"),
        ("/why thursday", "That is your quality day"),
        ("why nothing on saturday?", "Why not Sat 28 Nov?"),
        ("why no strength on 17 April?", "Why not Sat 17 Apr?"),
        ("why goblet squat 2x8", "Why: Goblet squat"),
        ("why the row", "Why: One-arm row"),
        ("why?", "Why: Strength A"),
        ("/why", "Why: Strength A"),
    ],
)
async def test_a_why_is_answered_by_what_it_is_about(stage: ConsoleStage, said: str, answer: str) -> None:
    (seen,) = await stage.say(said)
    assert answer in seen.text


async def test_a_why_about_the_week_says_what_gave_way_for_it(tmp_path: Path) -> None:
    rest, easy, quality, long = RunKind.REST, RunKind.EASY, RunKind.QUALITY, RunKind.LONG
    six = tuple(map(Run, (easy, quality, easy, easy, quality, long, rest)))
    async with living(tmp_path, replace(RUNNER, runs=six)) as stage:
        await stage.clock(TUESDAY)
        (seen,) = await stage.say("why only one strength day?")
        assert "No day without run or session this week." in seen.text


async def test_nothing_is_as_last_time_in_the_first_session(tmp_path: Path) -> None:
    rest, easy, quality, long = RunKind.REST, RunKind.EASY, RunKind.QUALITY, RunKind.LONG
    crowded = tuple(map(Run, (quality, easy, quality, easy, quality, rest, long)))
    async with living(tmp_path, replace(RUNNER, runs=crowded)) as stage:
        (seen,) = await stage.say("/why")
        assert "Upper body" in seen.text
        assert "As last time" not in seen.text


async def test_the_figure_names_the_exercises_that_have_it(stage: ConsoleStage) -> None:
    (seen,) = await stage.say("why 12 reps")
    assert "Side-lying leg raise." in seen.text


async def test_why_on_a_day_away_says_that(stage: ConsoleStage) -> None:
    await stage.say("away until 6 December")
    (seen,) = await stage.say("/why friday")
    assert "You are away then." in seen.text
    (seen,) = await stage.say("why hold")
    assert "today" not in seen.text.split("\n")[0]


async def test_the_why_below_an_answer_explains_what_the_answer_changes(stage: ConsoleStage) -> None:
    await stage.say("9, nothing sore")
    assert "Friday, Strength B" in stage.last().text
    await stage.press("Why?")
    assert stage.last().text.startswith("Why: Strength B, Friday")
    assert "Effort 9 was well over target" in stage.last().text


async def test_a_session_that_left_today_is_explained_no_more(stage: ConsoleStage) -> None:
    await stage.say("today will be a long run, 20k")
    await stage.say("/why")
    assert "today" not in stage.last().text.splitlines()[0]


async def test_a_reason_of_the_exercise_and_of_the_day_is_said_once(stage: ConsoleStage) -> None:
    """A run far beyond the longest of the month acts on the squat and on the day's light alike."""
    await stage.say("ran 26k yesterday")
    await stage.say("/why goblet squat")
    assert stage.last().text.count("beyond your longest in a month") == 1, stage.last().text
