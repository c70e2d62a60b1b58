"""What the dialogues' tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living
from tests.postgres import postgres, postgres_url
from tests.stages.console_stage import ConsoleStage

__all__ = ["postgres", "postgres_url"]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    """Where most stories begin: Tuesday, a minute past seven, the golden runner's first session on the screen."""
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        yield stage
