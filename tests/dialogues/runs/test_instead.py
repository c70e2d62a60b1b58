"""Another sport in the place of what was planned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.athlete import Run, RunKind
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living, written


@pytest.mark.parametrize(("label", "skipped", "no_run"), [("The run", 0, 1), ("Strength", 1, 0), ("Both", 1, 1)])
async def test_yoga_on_a_day_with_run_and_strength_is_asked_about(
    tmp_path: Path, label: str, skipped: int, no_run: int
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("did yoga instead")
        assert "In place of today's run, or of Strength A?" in stage.last().text
        await stage.press(label)
        assert len(await written(stage, "skipped")) == skipped
        assert len(await written(stage, "run_planned")) == no_run


@pytest.mark.parametrize("said", ["yoga instead of strength today", "swapped strength for crossfit"])
async def test_a_sport_instead_of_strength_leaves_that_out_and_keeps_the_run(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert [one["session"] for one in await written(stage, "skipped")] == ["2026-11-24.strength_a"]
        assert not await written(stage, "run_planned")


@pytest.mark.parametrize("said", ["bike 1h instead", "did yoga instead of the run", "swam 40 min instead"])
async def test_a_sport_that_stands_in_for_a_run_leaves_strength_where_it_is(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert len(await written(stage, "run_planned")) == 1
        assert not await written(stage, "skipped")


async def test_once_strength_is_done_yoga_stood_in_for_the_run(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore")
        await stage.say("did yoga instead")
        assert len(await written(stage, "run_planned")) == 1


TRAIL = replace(
    RUNNER,
    runs=(
        Run(RunKind.REST), Run(RunKind.EASY, 8), Run(RunKind.REST), Run(RunKind.EASY, 8), Run(RunKind.REST),
        Run(RunKind.LONG, 20), Run(RunKind.EASY, 10),
    ),
)  # fmt: skip


async def test_sessions_that_only_change_their_days_are_not_said_to_fall_away(tmp_path: Path) -> None:
    async with living(tmp_path, TRAIL) as stage:
        await stage.clock("2026-11-28T07:01+01:00")
        await stage.say("tomorrow long run instead of today")
        told = "\n".join(one.text for one in stage.since)
        assert "Monday, Strength A: moves to Tuesday." in told
        assert "Tuesday, Technique: moves to Wednesday." in told
        assert "falls away" not in told
