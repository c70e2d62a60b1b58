"""Telegram as a stage: the coach behind the real gateway and the real library, against the local Bot API."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.console.jsonl import instant
from adapters.gateway import Delivered, EditOutcome, Outcome
from adapters.messages import Address, Card, Event, Message
from adapters.telegram.gateway import TelegramGateway
from adapters.telegram.webhook import Webhook
from bot.clock import MovableClock
from bot.dialogue import Dialogue
from bot.engine import Options
from bot.house import House
from bot.storage import Store, sqlite
from bot.words import Words
from tests.stages.stage import offered
from tests.telegram.server import BotApi
from tests.telegram.values import Person, Query, Shown

BEGIN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""A Monday."""
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

    @property
    def data(self) -> Any:
        """A document's JSON."""
        return json.loads(self.document or b"null")


class _Remembering(TelegramGateway):
    """The gateway as it is; what cards say to programs is noted on the way out, for Telegram does not carry it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.cards: dict[tuple[str, str], dict[str, Any] | None] = {}

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        outcome = await super().send(to, message, nonce=nonce, silent=silent, answering=answering)
        return self._noted(to, message, outcome)

    async def edit(self, to: Address, ref: str, message: Message, *, answering: str = "") -> EditOutcome:
        outcome = await super().edit(to, ref, message, answering=answering)
        return self._noted(to, message, outcome)

    def _noted(self, to: Address, message: Message, outcome: Any) -> Any:
        if isinstance(outcome, Delivered) and isinstance(message, Card):
            data = dict(message.data) if message.data is not None else None
            self.cards |= {(to.chat, ref): data for ref in outcome.ref.split(",")}
        return outcome


class TelegramStage:
    """See `tests.stages.stage.Stage`. With `webhook` Telegram calls in, else the gateway polls."""

    platform = "telegram"

    def __init__(
        self, folder: Path, dialogues: Iterable[Dialogue] | None = None, *, at: datetime = BEGIN,
        person: str = "runner", options: Options | None = None, webhook: bool = False, url: str = "",
    ) -> None:  # fmt: skip
        if dialogues is None:
            from bot.dialogues import DIALOGUES

            dialogues = DIALOGUES
        Words.strict = True
        self.dialogues = tuple(dialogues)
        self.path = folder / "sinew.db"
        self.url = url or sqlite.url_of(self.path)
        self.moving = MovableClock(at)
        self.person = person
        self.options = options or Options(retry_seconds=0.05)
        self.api = BotApi(now=lambda: self.moving.now().timestamp())
        self.webhook = webhook
        self.people: dict[str, Person] = {}
        self.since: list[Seen] = []
        self.gateway: _Remembering
        self.house: House
        self._running: asyncio.Task[None]
        self._arrived: Counter[str] = Counter()
        self._pressed: list[Query] = []
        self._step = 0

    async def __aenter__(self) -> TelegramStage:
        await self.api.listen()
        await self.open()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.close()
        await self.api.hang_up()
        if not any(failure):
            assert self.api.violations == []
            late = [query for query in self._pressed if query.answered_after is None or query.answered_after > 1.5]
            assert not late, f"presses that were not answered in time: {late}"

    async def open(self) -> None:
        self.house = House(Store(self.url), self.moving, self.dialogues, {"telegram": self.made()}, self.options)
        await self.house.open()
        await self.connect()
        await self.house.settle()

    def made(self) -> TelegramGateway:
        """A new gateway, as the program makes one."""
        hook = None
        if self.webhook:
            with socket.socket() as one:
                one.bind(("127.0.0.1", 0))
                port = one.getsockname()[1]
            hook = Webhook(f"http://127.0.0.1:{port}/telegram", port=port)
        self.gateway = _Remembering(
            self.api.token,
            now=self.moving.now,
            base_url=self.api.url,
            base_file_url=self.api.file_url,
            webhook=hook,
            menus={"": offered(self.dialogues)},
        )
        return self.gateway

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

    async def restart(self) -> None:
        """The coach goes down and comes up on the same file; Telegram keeps the chats, and what is not confirmed."""
        cards = self.gateway.cards
        await self.close()
        await self.open()
        self.gateway.cards |= cards

    async def say(self, text: str, as_: str = "") -> list[Seen]:
        return await self._take_step(lambda who: self.api.say(who, text), as_)

    async def call(self, command: str, arguments: str = "", as_: str = "") -> list[Seen]:
        return await self.say(f"/{command} {arguments}".strip(), as_)

    async def press(self, label: str, as_: str = "") -> list[Seen]:
        """The button with that label on the newest message that has it, as it stands now."""
        for shown in reversed(self.api.seen(self._who(as_))):
            for key in (key for row in shown.keys for key in row):
                if key.label == label and not key.url:
                    return await self.press_key(key.data, as_, shown)
        raise AssertionError(f"no message has a button {label!r}; the newest says:\n{self.screen(as_)}")

    def key(self, label: str, as_: str = "") -> str:
        shown = reversed(self.api.seen(self._who(as_)))
        return next(key.data for one in shown for row in one.keys for key in row if key.label == label)

    async def press_key(self, key: str, as_: str = "", on: Shown | None = None) -> list[Seen]:
        """A key by itself: an old keyboard, or one made up."""

        def press(who: Person) -> int:
            place = on or (self.api.seen(who) or [Shown(who.id, 1, "", ())])[-1]
            self._pressed.append(self.api.press_data(who, place, key))
            return self.api.newest_update

        return await self._take_step(press, as_)

    async def send(self, path: Path, as_: str = "") -> list[Seen]:
        return await self._take_step(lambda who: self.api.send_file(who, path.name, path.read_bytes()), as_)

    async def clock(self, to: str | datetime | timedelta) -> list[Seen]:
        """ "+24h", an ISO instant with its offset, a datetime or a timedelta; everything due on the way arrives."""
        self._begin_step()
        now = self.moving.now()
        if isinstance(to, timedelta):
            to = now + to
        await self.house.travel(instant(to, now) if isinstance(to, str) else to)
        return self._end_step()

    def messages(self, as_: str = "") -> list[Seen]:
        who = self._who(as_)
        return [self._sight(one) for one in self.api.appeared if one.chat == who.id]

    def last(self, as_: str = "", *, notices: bool = True) -> Seen:
        return next(seen for seen in reversed(self.messages(as_)) if notices or not seen.notice)

    def screen(self, as_: str = "", count: int = 3) -> str:
        """The newest messages with their buttons, for failure messages."""
        return "\n---\n".join(f"{one.text}\n{one.labels}" for one in self.messages(as_)[-count:])

    def _who(self, name: str) -> Person:
        name = name or self.person
        if name not in self.people:
            self.people[name] = self.api.person(name)
        return self.people[name]

    async def _receive(self, events: Sequence[Event]) -> None:
        await self.house.engine.receive(events)
        self._arrived.update(event.origin.event_id for event in events)

    async def _take_step(self, act: Callable[[Person], int], as_: str) -> list[Seen]:
        self._begin_step()
        event = str(act(self._who(as_)))
        async with asyncio.timeout(PATIENCE):
            while not self._arrived[event]:  # noqa: ASYNC110 (Telegram tells nobody that an update was taken)
                await asyncio.sleep(0.002)
        await self.house.quiet()
        return self._end_step()

    def _begin_step(self) -> None:
        self._step = len(self.api.appeared)

    def _end_step(self) -> list[Seen]:
        self.since = [self._sight(one) for one in self.api.appeared[self._step :]]
        return self.since

    def _sight(self, one: Shown) -> Seen:
        card = self.gateway.cards.get((str(one.chat), str(one.id)))
        at = datetime.fromtimestamp(one.at, UTC)
        document = one.file.content if one.file is not None and one.kind == "document" else None
        return Seen(one.read, one.labels, at, one.id if one.edits else None, one.kind == "toast", card, document)
