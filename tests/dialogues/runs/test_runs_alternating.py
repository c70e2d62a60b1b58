"""Runs of every other week: two patterns of weeks that take turns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogues.joining import do, exported
from tests.dialogues.living import written
from tests.stages.console_stage import ConsoleStage


async def dated(stage: ConsoleStage) -> list[tuple[str, str]]:
    return [(one["on"], one["kind"]) for one in await written(stage, "run_planned")]


@pytest.mark.parametrize(
    "said", ["long run every other Sunday", "my long run is only every two weeks", "sundays long, alternate weeks"]
)
async def test_the_long_run_of_every_other_week_leaves_the_weeks_between_free(stage: ConsoleStage, said: str) -> None:
    runs: Any = (await exported(stage))["athlete"]["runs"]
    await stage.say(said)
    assert "Long 18 km on every other Sunday" in stage.last().text
    await stage.press("Sun 6 Dec")
    assert "Long 18 km: Sun 6 Dec, Sun 20 Dec, Sun 3 Jan" in stage.last().text
    found = await dated(stage)
    assert found[:2] == [("2026-11-29", "rest"), ("2026-12-13", "rest")]
    assert len(found) == 6
    assert (await exported(stage))["athlete"]["runs"] == runs
    await stage.say("/undo")
    assert not await dated(stage)


async def test_a_new_run_of_every_other_week_comes_on_its_dates_only(stage: ConsoleStage) -> None:
    await do(stage, "every second Wednesday intervals", "#Wed 25 Nov")
    assert any("Between them: no run" in one.text for one in stage.since)
    assert (await dated(stage))[:2] == [("2026-11-25", "quality"), ("2026-12-09", "quality")]


async def test_it_can_be_left(stage: ConsoleStage) -> None:
    await do(stage, "long run every other Sunday", "#Leave it")
    assert not await dated(stage)


async def test_a_journey_of_every_other_week_is_none_of_it(stage: ConsoleStage) -> None:
    await stage.say("I travel every second week")
    assert "rhythm of every other week" in stage.last().text
