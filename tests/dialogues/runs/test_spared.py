"""Runs that are left out for a while, or run easy: a break from running is no break from strength."""

from __future__ import annotations

from datetime import date

import pytest

from bot.grammar.runs.spared import RUNS, Spared, read_spared
from core.athlete import RunKind
from tests.dialogues.living import written
from tests.stages.console_stage import ConsoleStage

TUESDAY, SUNDAY = date(2026, 11, 24), date(2026, 11, 29)
QUALITY, LONG = frozenset({RunKind.QUALITY}), frozenset({RunKind.LONG})


@pytest.mark.parametrize(
    ("said", "until", "kinds", "easy"),
    [
        ("no intervals this week", SUNDAY, QUALITY, False),
        ("no intervals this week, just easy", SUNDAY, QUALITY, True),
        ("skipping quality this week", SUNDAY, QUALITY, False),
        ("no long run this week", SUNDAY, LONG, False),
        ("taking two weeks off running", date(2026, 12, 7), RUNS, False),
        ("a break from running until 5 december", date(2026, 12, 5), RUNS, False),
        ("no running for 10 days", date(2026, 12, 3), RUNS, False),
        ("can't run for a week because of work", date(2026, 11, 30), RUNS, False),
        ("not running until friday", date(2026, 11, 27), RUNS, False),
    ],
)
def test_a_while_without_runs_is_read_with_its_end(
    said: str, until: date, kinds: frozenset[RunKind], easy: bool
) -> None:
    assert read_spared(said, TUESDAY) == Spared(TUESDAY, until, kinds, easy)


@pytest.mark.parametrize(
    "said",
    [
        "no run today", "no strength this week", "not training this week", "off next week",
        "should I skip intervals this week?", "two weeks off", "no running for a while", "no pain this week",
        "no squats this week", "off to Berlin until Friday",
    ],
)  # fmt: skip
def test_nothing_else_is_a_while_without_runs(said: str) -> None:
    assert read_spared(said, TUESDAY) is None


async def test_a_week_without_intervals_rates_no_session_and_makes_them_easy(stage: ConsoleStage) -> None:
    await stage.say("no intervals this week, just easy")
    assert "Until Sunday, that day included, your quality runs are easy ones" in stage.last(notices=False).text
    planned = await written(stage, "run_planned")
    assert [(one["on"], one["kind"]) for one in planned] == [("2026-11-26", "easy")]
    assert not await written(stage, "report")


async def test_two_weeks_off_running_leave_the_strength_where_it_is_and_can_be_taken_back(stage: ConsoleStage) -> None:
    await stage.say("taking two weeks off running")
    assert any("Strength goes on" in one.text for one in stage.since)
    planned = await written(stage, "run_planned")
    assert len(planned) == 8
    assert {one["kind"] for one in planned} == {"rest"}
    assert not await written(stage, "away")
    await stage.press("Undo")
    assert not await written(stage, "run_planned")


async def test_what_hurts_comes_before_the_break_from_running(stage: ConsoleStage) -> None:
    await stage.say("no running until sunday, left calf 4")
    assert [(one["region"], one["score"]) for one in await written(stage, "felt")] == [("calf", 4)]


async def test_where_there_is_no_such_run_nothing_is_written(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-27T12:00+01:00")
    await stage.say("no intervals this week")
    assert "no quality runs in your plan until Sunday" in stage.last(notices=False).text
    assert not await written(stage, "run_planned")


async def test_what_a_doctor_calls_a_known_pain_does_not_hide_how_long_there_are_no_runs(stage: ConsoleStage) -> None:
    await stage.say("both shins 4")
    await stage.say("doctor says its shin splints, no running for 2 weeks, strength ok")
    assert any("No runs until" in one.text for _, one in stage.seen)
