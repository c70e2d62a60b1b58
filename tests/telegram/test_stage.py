"""The whole way on Telegram: a runner types and presses, the coach answers, the clock moves, the process restarts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.echo import ECHO
from tests.stages import echo_day
from tests.stages.telegram_stage import TelegramStage


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_a_runners_day_on_telegram(tmp_path: Path, webhook: bool) -> None:
    async with TelegramStage(tmp_path, [ECHO], webhook=webhook) as stage:
        await echo_day.lived(stage, tmp_path)


async def test_a_notice_is_a_toast_and_an_edit_is_one_message(tmp_path: Path) -> None:
    async with TelegramStage(tmp_path, [ECHO]) as stage:
        await echo_day.noticed(stage, lambda: len(stage.api.seen(stage.people["runner"])))


async def test_two_runners_have_a_chat_each(tmp_path: Path) -> None:
    async with TelegramStage(tmp_path, [ECHO]) as stage:
        await echo_day.apart(
            stage, lambda: next(k.data for row in stage.api.seen(stage.people["runner"])[0].keys for k in row)
        )
