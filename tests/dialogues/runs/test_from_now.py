"""A usual week that changes, told as runners tell it: shown as it would be, and taken with one tap."""

from __future__ import annotations

import pytest

from bot.grammar.runs.from_now import read_from_now
from core.athlete import Run, RunKind
from tests.core.golden import RUNNER
from tests.dialogues.joining import exported
from tests.stages.console_stage import ConsoleStage

USUAL = RUNNER.runs
"""Tuesday easy 8 km, Thursday quality, Saturday easy 6 km, Sunday long 18 km."""


@pytest.mark.parametrize(
    ("said", "day", "run"),
    [
        ("new long run is 25k", 6, Run(RunKind.LONG, 25.0)), ("my long run is now 22k", 6, Run(RunKind.LONG, 22.0)),
        ("my long run is 90 min from now on", 6, Run(RunKind.LONG, minutes=90.0)),
        ("no longer run on thursdays", 3, Run()), ("i stopped running on saturdays", 5, Run()),
        ("not running tuesdays any more", 1, Run()),
    ],
)  # fmt: skip
def test_one_day_of_the_week_is_another_from_now_on(said: str, day: int, run: Run) -> None:
    week = read_from_now(said, USUAL, "km")
    assert week is not None
    assert (week.said, week.runs[day]) == (frozenset({day}), run)


def test_days_that_somebody_runs_on_now_keep_what_they_had() -> None:
    week = read_from_now("I now run 5 days: mon wed thu sat sun", USUAL, "km")
    assert week is not None
    assert [one.kind.value for one in week.runs] == ["easy", "rest", "easy", "quality", "rest", "easy", "long"]
    assert week.runs[6].km == 18


@pytest.mark.parametrize(
    "said",
    [
        "my long run was 22k", "long run 22k", "my easy run is now 10k", "is my long run now 22k?",
        "not running on friday", "no run today", "i run to work now", "running late now", "don't run this week",
        "no more running",
    ],
)  # fmt: skip
def test_what_is_of_one_date_or_of_no_certain_run_changes_no_week(said: str) -> None:
    assert read_from_now(said, USUAL, "km") is None


async def test_the_new_long_run_is_shown_in_its_week_and_taken_with_a_tap(stage: ConsoleStage) -> None:
    await stage.say("new long run is 25k")
    assert "Sun long 25 km" in stage.last(notices=False).text
    assert (await exported(stage))["athlete"]["runs"]["sun"]["km"] == 18
    await stage.say("new long run is 25k")
    await stage.press("Take it")
    assert (await exported(stage))["athlete"]["runs"]["sun"]["km"] == 25
