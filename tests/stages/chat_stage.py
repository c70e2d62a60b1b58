"""What Telegram and Discord have in common as stages: a coach, a platform's double, runners, and one step at a time."""

from __future__ import annotations

import asyncio
import json
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.gateway import Gateway
from adapters.messages import Event
from bot.dialogue import Dialogue
from bot.house import House
from bot.storage import Store
from tests.stages.house_stage import HouseStage

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that appeared, as it looked then. See `tests.stages.stage.Sight`."""

    text: str
    labels: list[str]
    at: datetime
    edits: int | None = None
    notice: bool = False
    card: dict[str, Any] | None = None
    document: bytes | None = None
    film: str = ""

    @property
    def data(self) -> Any:
        """A document's JSON."""
        return json.loads(self.document or b"null")


class ChatStage(HouseStage[Seen]):
    """`api` is the platform's double, `gateway` the real one behind it."""

    platform: str
    api: Any
    gateway: Any

    def __init__(self, folder: Path, dialogues: Iterable[Dialogue] | None = None, **more: Any) -> None:
        super().__init__(folder, dialogues, **more)
        self.people: dict[str, Any] = {}
        self._running: asyncio.Task[None]
        self._arrived: Counter[str] = Counter()
        self._step = 0

    @abstractmethod
    def made(self) -> Gateway:
        """A new gateway, as the program makes one."""

    @abstractmethod
    def _sight(self, one: Any) -> Seen: ...

    @abstractmethod
    def _is_of(self, one: Any, who: Any) -> bool:
        """Whether something that appeared stands in that runner's chat."""

    async def open(self) -> None:
        self.house = House(Store(self.url), self.moving, self.dialogues, {self.platform: self.made()}, self.options)
        await self.house.open()
        await self.connect()
        await self.house.settle()

    async def connect(self) -> None:
        self._running = asyncio.create_task(self.gateway.run(self._receive))

    async def close(self) -> None:
        """As the program ends: nothing new, what flies is finished, then the platform is left."""
        await self.house.engine.stop(1.0)
        await self.disconnect()
        await self.house.store.close()

    async def disconnect(self) -> None:
        await self.gateway.close()
        await self._running

    def messages(self, as_: str = "") -> list[Seen]:
        who = self._who(as_)
        return [self._sight(one) for one in self.api.appeared if self._is_of(one, who)]

    def _who(self, name: str) -> Any:
        name = name or self.person
        if name not in self.people:
            self.people[name] = self.api.person(name)
        return self.people[name]

    async def _receive(self, events: Sequence[Event]) -> None:
        await self.house.engine.receive(events)
        self._arrived.update(event.origin.event_id for event in events)

    async def _taken(self, event: str) -> None:
        """Once the coach has that event: no platform tells anybody."""
        async with asyncio.timeout(PATIENCE):
            while not self._arrived[event]:  # noqa: ASYNC110
                await asyncio.sleep(0.002)

    def _begin_step(self) -> None:
        self._step = len(self.api.appeared)

    def _end_step(self) -> list[Seen]:
        self.since = [self._sight(one) for one in self.api.appeared[self._step :]]
        return self.since
