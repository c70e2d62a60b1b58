from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.discord.rig import DiscordRig, discord_rig


@pytest.fixture
async def rig() -> AsyncIterator[DiscordRig]:
    async with discord_rig() as one:
        yield one
