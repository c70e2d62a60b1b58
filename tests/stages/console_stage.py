"""The console as a stage, in this process: a scenario speaks of a runner and a clock, and sees what the runner sees."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.console.events import Maker
from adapters.console.gateway import ConsoleGateway, Shown
from adapters.console.render import buttons, plain
from adapters.messages import Card, Document, Event, Media, Message, Notice
from bot.dialogue import Dialogue
from bot.house import House
from bot.storage import Store
from tests.stages.fits import fits
from tests.stages.house_stage import HouseStage


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as a runner sees it."""

    message: Message
    at: datetime
    edits: int | None = None

    @property
    def text(self) -> str:
        return plain(self.message)

    @property
    def labels(self) -> list[str]:
        return [one.label for one in buttons(self.message)]

    @property
    def keys(self) -> dict[str, str]:
        return {one.label: one.key for one in buttons(self.message)}

    @property
    def notice(self) -> bool:
        return isinstance(self.message, Notice)

    @property
    def card(self) -> dict[str, Any] | None:
        return dict(self.message.data) if isinstance(self.message, Card) and self.message.data is not None else None

    @property
    def document(self) -> bytes | None:
        return self.message.content if isinstance(self.message, Document) else None

    @property
    def film(self) -> str:
        return Path(self.message.file_id).name if isinstance(self.message, Media) else ""

    @property
    def data(self) -> Any:
        """A document's JSON."""
        return json.loads(self.document or b"null")


class ConsoleStage(HouseStage[Seen]):
    """`async with ConsoleStage(folder) as stage: await stage.say("/start")`.

    `seen` holds everything that appeared, in order; all of it fits the chats as well.
    """

    platform = "console"

    def __init__(self, folder: Path, dialogues: Iterable[Dialogue] | None = None, **more: Any) -> None:
        super().__init__(folder, dialogues, **more)
        self.seen: list[tuple[str, Seen]] = []
        self.gateway = ConsoleGateway(self.moving.now, self._show)
        self._maker = Maker(self.moving.now)

    async def __aenter__(self) -> ConsoleStage:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        self.house = House(
            Store(self.url, durable=False),
            self.moving,
            self.dialogues,
            {"console": self.gateway},
            self.options,
        )
        await self.house.open()
        await self.house.settle()

    async def close(self) -> None:
        await self.house.close(1.0)

    async def restart(self) -> None:
        """The coach goes down and comes up on the same file; what the runner has on the screen stays there."""
        await self.close()
        await self.open()

    def _show(self, shown: Shown) -> None:
        fits(shown.message)
        seen = Seen(shown.message, shown.at, shown.edits)
        self.seen.append((shown.to, seen))
        self.since.append(seen)

    async def say(self, text: str, as_: str = "") -> list[Seen]:
        return await self._give(self._maker.said(as_ or self.person, text))

    async def press(self, label: str, as_: str = "") -> list[Seen]:
        """The button with that label on the newest message that has it, as last edited."""
        button = self.gateway.labelled(as_ or self.person, label)
        if button is None:
            raise AssertionError(f"no message has a button {label!r}; the newest says:\n{self.screen(as_)}")
        return await self.press_key(button.key, as_)

    def key(self, label: str, as_: str = "") -> str:
        button = self.gateway.labelled(as_ or self.person, label)
        if button is None:
            raise AssertionError(f"no message has a button {label!r}; the newest says:\n{self.screen(as_)}")
        return button.key

    async def press_key(self, key: str, as_: str = "") -> list[Seen]:
        return await self._give(self._maker.pressed(as_ or self.person, key))

    async def send(self, path: Path, as_: str = "") -> list[Seen]:
        return await self._give(self._maker.sent(as_ or self.person, path))

    async def _give(self, event: Event) -> list[Seen]:
        self._begin_step()
        await self.house.give([event])
        await self.house.quiet()
        return self._end_step()

    def _begin_step(self) -> None:
        self.since = []

    def _end_step(self) -> list[Seen]:
        return self.since

    def messages(self, as_: str = "") -> list[Seen]:
        return [seen for to, seen in self.seen if to == (as_ or self.person)]
