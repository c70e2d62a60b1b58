"""Cards as Discord shows them, as pictures to look at. Not a test.

    python tests/looks/discord_shot.py FOLDER [NAME...]

Needs what the suite does not: `pip install "simcord[screenshot]==3.2.1"` and a Chromium (CHROMIUM names it).
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import simcord
from simcord.preview._capture import ManagedCapture

from adapters.discord.gateway import DiscordGateway
from adapters.gateway import Delivered
from adapters.messages import Address, Message
from tests.looks.samples import SAMPLES

PHONE = (430, 1400)
TUESDAY = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


async def _browser(self: Any) -> Any:
    """Debian's Chromium instead of a download, and nothing of it that speaks to the network."""
    if self._browser is None:
        from playwright.async_api import async_playwright

        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
    return self._browser


async def shoot(
    messages: Mapping[str, Message], folder: Path, later: Mapping[str, datetime] = MappingProxyType({})
) -> None:
    """One picture a message, as it stands in a direct message on a phone; `later` says when, if not on the Tuesday."""
    ManagedCapture._ensure_browser = _browser  # type: ignore[method-assign]
    gateway = DiscordGateway("looks", shard_count=1)
    async with simcord.run(gateway.client) as env:
        env.backend.bot_user.name = "Sinew"
        await env.advance_time((TUESDAY - env.now()).total_seconds())
        runner = env.create_user("runner", global_name="Runner")
        to = Address("discord", str(runner.id), str(runner.dm_channel.id))
        async with env.preview(runner.dm_channel, viewers=[runner], width=PHONE[0], height=PHONE[1]) as preview:
            for name, message in messages.items():
                if (ahead := (later.get(name, TUESDAY) - env.now()).total_seconds()) > 0:
                    await env.advance_time(ahead)
                with env.time_context():
                    sent = await gateway.send(to, message, nonce=name)
                assert isinstance(sent, Delivered), sent
                await preview.refresh()
                taken = await preview.screenshot(
                    folder / f"{name}.png", target=int(sent.ref.split(":")[1]), allow_incomplete=True
                )
                print(f"{name}: {taken.output_width} × {taken.output_height}", *taken.diagnostics, sep="\n  ")


if __name__ == "__main__":
    where = Path(sys.argv[1])
    where.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or list(SAMPLES)
    asyncio.run(shoot({name: SAMPLES[name] for name in wanted}, where))
