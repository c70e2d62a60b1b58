"""The contract suite on every platform there is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tests.contract.console_rig import ConsoleRig, console_rig
from tests.contract.suite import CONTRACT, Clause
from tests.discord.rig import DiscordRig, discord_rig
from tests.telegram.rig import TelegramRig, telegram_rig

RIGS: dict[str, tuple[frozenset[str], Callable[[], AbstractAsyncContextManager[Any]]]] = {
    "console": (ConsoleRig.can, console_rig),
    "telegram": (TelegramRig.can, lambda: telegram_rig(read_seconds=2.0)),
    "discord": (DiscordRig.can, lambda: discord_rig(patience=3.0)),
}


@pytest.mark.parametrize(
    ("platform", "one"),
    [
        pytest.param(platform, one, id=f"{platform}-{one.__name__}")
        for platform, (can, _) in RIGS.items()
        for one, needs in CONTRACT
        if needs <= can
    ],
)
async def test_a_platform_keeps_its_contract(platform: str, one: Clause) -> None:
    async with RIGS[platform][1]() as rig:
        await one(rig)
