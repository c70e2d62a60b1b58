"""Every scenario on every platform: the console, Telegram and Discord with their real libraries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios import scenarios
from tests.scenarios.scenarios import NEWCOMERS, RUNNERS, Scenario, export_file
from tests.stages.console_stage import ConsoleStage
from tests.stages.discord_stage import DiscordStage
from tests.stages.stage import Stage
from tests.stages.telegram_stage import TelegramStage

SUNDAY_EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)

STAGES: dict[str, Callable[..., Any]] = {"console": ConsoleStage, "telegram": TelegramStage, "discord": DiscordStage}
BY_WEBHOOK = (scenarios.the_first_week, scenarios.joins_and_has_a_session)


async def told(stage: Stage, scenario: Scenario, folder: Path) -> None:
    async with stage:
        if scenario in RUNNERS:
            await stage.send(export_file(folder))
        await scenario(stage, folder)


def begins(scenario: Scenario) -> datetime:
    return SUNDAY_EVENING if scenario in RUNNERS else TUESDAY_MORNING


@pytest.mark.parametrize("scenario", [*NEWCOMERS, *RUNNERS], ids=lambda one: one.__name__)
@pytest.mark.parametrize("platform", STAGES)
async def test_a_runner(platform: str, scenario: Scenario, tmp_path: Path) -> None:
    await told(STAGES[platform](tmp_path, at=begins(scenario)), scenario, tmp_path)


@pytest.mark.parametrize("scenario", BY_WEBHOOK, ids=lambda one: one.__name__)
async def test_a_runner_where_telegram_calls_in(scenario: Scenario, tmp_path: Path) -> None:
    await told(TelegramStage(tmp_path, at=begins(scenario), webhook=True), scenario, tmp_path)


def test_there_are_scenarios_enough() -> None:
    assert len(RUNNERS) + len(NEWCOMERS) >= 15
