"""The real gateway with the real library against the local Bot API, and one runner there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from adapters.gateway import OnEvents
from adapters.messages import Address, Event
from adapters.telegram.gateway import TelegramGateway
from tests.contract.suite import EVERYTHING, Seen
from tests.telegram.server import LOST_ANSWER, BotApi, flood
from tests.telegram.values import Person, Shown

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class TelegramRig:
    """See `tests.contract.suite.Rig`. More of Telegram is behind `api` and `rena`."""

    can = EVERYTHING - {"forms"}

    def __init__(self, api: BotApi, **settings: Any) -> None:
        self.api = api
        self.rena: Person = api.person("Rena")
        self.me = self.address(self.rena)
        given: dict[str, Any] = {"token": api.token, "base_url": api.url, "base_file_url": api.file_url}
        given |= {"now": lambda: NOON, "hold_seconds": 0.15}
        self.gateway = TelegramGateway(**(given | settings))
        self.events: list[Event] = []
        self.broken_store = 0
        self.running: asyncio.Task[None] | None = None
        self.take_with: OnEvents = self.take

    def address(self, who: Person) -> Address:
        return Address("telegram", str(who.id), str(who.id))

    async def start(self) -> None:
        self.running = asyncio.create_task(self.gateway.run(lambda events: self.take_with(events)))

    async def rest(self) -> None:
        """The run is cancelled, as where another process serves the platform meanwhile, and begun again."""
        assert self.running is not None
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await self.start()

    async def stop(self) -> None:
        await self.gateway.close()
        if self.running is not None:
            await self.running

    async def take(self, events: Sequence[Event]) -> None:
        """What the coach's inbox does: store them all, or none."""
        if self.broken_store:
            self.broken_store -= 1
            raise OSError("the disk is full")
        self.events.extend(events)

    async def say(self, text: str) -> None:
        self.api.say(self.rena, text)

    async def press(self, label: str) -> None:
        shown = next(one for one in reversed(self.seen()) if label in one.labels)
        self.api.press(self.rena, shown, label)

    async def send_file(self, name: str, content: bytes) -> None:
        self.api.send_file(self.rena, name, content)

    def seen(self) -> list[Shown]:
        return self.api.seen(self.rena)

    async def screen(self) -> list[Seen]:
        toasts = [Seen(query.toast, fleeting=True) for query in self.api.queries.values() if query.toast]
        return [
            Seen(one.read, tuple(one.labels), ((one.file.name, one.file.content),) if one.file else ())
            for one in self.seen()
        ] + toasts

    async def trouble(self, kind: str) -> None:
        match kind:
            case "delete":
                self.api.messages.clear()
            case "blocked":
                self.api.block(self.rena)
            case "flood":
                self.api.fail("sendMessage", flood(3))
            case "silence":
                self.api.fail("sendMessage", LOST_ANSWER)
            case "unreachable":
                await self.api.hang_up()

    async def relief(self) -> None:
        if self.rena.blocked:
            self.api.unblock(self.rena)
        if not self.api.reachable:
            await self.api.listen()


@asynccontextmanager
async def telegram_rig(**settings: Any) -> AsyncIterator[TelegramRig]:
    """A rig, running. Afterwards the server must have found nothing to complain of."""
    async with BotApi() as api:
        rig = TelegramRig(api, **settings)
        await rig.start()
        try:
            yield rig
        finally:
            await rig.stop()
        assert api.violations == []
