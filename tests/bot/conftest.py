"""A stage with the echo dialogue, and a runner who has joined on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.echo import ECHO
from tests.postgres import postgres, postgres_url
from tests.stages.console_stage import ConsoleStage

__all__ = ["postgres", "postgres_url"]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        yield stage


@pytest.fixture
async def joined(stage: ConsoleStage) -> ConsoleStage:
    """A runner in Berlin, Monday 23 November 2026, 7:00 there (their morning is at 7:00 and has just gone by)."""
    await stage.say("hello")
    await stage.press("Berlin")
    return stage
