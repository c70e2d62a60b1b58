"""Telegram and Discord at once, as `sinew run` has them: one coach, one database, two platforms."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from adapters.gateway import Gateway
from bot.engine import Options
from bot.house import House
from bot.storage import Store
from tests.stages.discord_stage import DiscordStage
from tests.stages.house_stage import BEGIN
from tests.stages.telegram_stage import TelegramStage


class TwoDoors:
    """`async with TwoDoors(folder) as both:`, then `both.telegram` and `both.discord` are stages of the same coach."""

    def __init__(self, folder: Path, *, at: datetime = BEGIN, options: Options | None = None) -> None:
        self.telegram = TelegramStage(folder, at=at, options=options)
        self.discord = DiscordStage(folder, at=at, options=options)
        self.discord.moving = self.telegram.moving
        self.house: House

    async def __aenter__(self) -> TwoDoors:
        await self.telegram.api.listen()
        await self.discord.api.__aenter__()
        one, other = self.telegram, self.discord
        gateways: dict[str, Gateway] = {"telegram": one.made(), "discord": other.made()}
        self.house = House(Store(one.url), one.moving, one.dialogues, gateways, one.options)
        one.house = other.house = self.house
        await self.house.open()
        await one.connect()
        await other.connect()
        await self.house.settle()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.house.engine.stop(1.0)
        await self.telegram.disconnect()
        await self.discord.disconnect()
        await self.house.store.close()
        await self.telegram.api.hang_up()
        await self.discord.api.__aexit__(*failure)
        if not any(failure):
            assert self.telegram.api.violations == []
            assert self.discord.api.violations == []
