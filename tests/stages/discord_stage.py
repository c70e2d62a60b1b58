"""Discord as a stage: the coach behind the real gateway and real discord.py, against the local Discord."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.console.jsonl import instant
from adapters.discord.gateway import DiscordGateway
from adapters.discord.interactions import Modal
from adapters.gateway import Delivered, EditOutcome, Outcome
from adapters.messages import Address, Card, Event, Message, Notice
from bot import menu
from bot.clock import MovableClock
from bot.dialogue import Dialogue
from bot.engine import Options
from bot.house import House
from bot.storage import Store, sqlite
from bot.words import Words
from tests.discord.server import Discord
from tests.discord.values import Person, Shown, Talk
from tests.stages.stage import offered

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


class _Remembering(DiscordGateway):
    """The gateway as it is; noted on the way out is what Discord does not carry: a card's data, what was fleeting."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.cards: dict[str, dict[str, Any] | None] = {}
        self.notices: set[str] = set()

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        outcome = await super().send(to, message, nonce=nonce, silent=silent, answering=answering)
        if isinstance(outcome, Delivered) and isinstance(message, Notice):
            self.notices.add(outcome.ref)
        return self._noted(message, outcome)

    async def edit(self, to: Address, ref: str, message: Message, *, answering: str = "") -> EditOutcome:
        return self._noted(message, await super().edit(to, ref, message, answering=answering))

    def _noted(self, message: Message, outcome: Any) -> Any:
        if isinstance(outcome, Delivered) and isinstance(message, Card):
            data = dict(message.data) if message.data is not None else None
            self.cards |= dict.fromkeys(outcome.ref.split(","), data)
        return outcome


class DiscordStage:
    """See `tests.stages.stage.Stage`."""

    platform = "discord"

    def __init__(
        self, folder: Path, dialogues: Iterable[Dialogue] | None = None, *, at: datetime = BEGIN,
        person: str = "runner", options: Options | None = None, url: str = "",
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
        self.api = Discord(now=lambda: self.moving.now().timestamp())
        self.people: dict[str, Person] = {}
        self.since: list[Seen] = []
        self.gateway: _Remembering
        self.house: House
        self._running: asyncio.Task[None]
        self._arrived: Counter[str] = Counter()
        self._talks: list[Talk] = []
        self._step = 0

    async def __aenter__(self) -> DiscordStage:
        await self.api.__aenter__()
        await self.open()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.close()
        await self.api.__aexit__(*failure)
        if not any(failure):
            assert not self.api.violations, "\n".join(self.api.violations)
            late = [talk for talk in self._talks if not talk.callback or talk.answered_after > 1.5]
            assert not late, f"interactions that were not answered in time: {late}"

    async def open(self) -> None:
        self.house = House(Store(self.url), self.moving, self.dialogues, {"discord": self.made()}, self.options)
        await self.house.open()
        await self.connect()
        await self.house.settle()

    def made(self) -> DiscordGateway:
        """A new gateway, as the program makes one."""
        modals = {"detail": Modal("Tell me more", "How was it?")}
        self.gateway = _Remembering(
            self.api.token, commands=offered(self.dialogues), suggest=menu.suggest, modals=modals
        )
        return self.gateway

    async def connect(self) -> None:
        before = self.api.identified
        self._running = asyncio.create_task(self.gateway.run(self._receive))
        async with asyncio.timeout(PATIENCE):
            while self.api.identified == before:  # noqa: ASYNC110 (the connection comes up by itself)
                await asyncio.sleep(0.002)

    async def close(self) -> None:
        """As the program ends: nothing new, what flies is finished, then the platform is left."""
        await self.house.engine.stop(1.0)
        await self.disconnect()
        await self.house.store.close()

    async def disconnect(self) -> None:
        await self.gateway.close()
        await self._running

    async def restart(self) -> None:
        """The coach goes down and comes up on the same file; Discord keeps the chats."""
        cards, notices = self.gateway.cards, self.gateway.notices
        await self.close()
        await self.open()
        self.gateway.cards |= cards
        self.gateway.notices |= notices

    async def say(self, text: str, as_: str = "") -> list[Seen]:
        """A command without arguments is picked from the menu; anything else is typed."""
        if text.startswith("/") and any(one["name"] == text[1:] for one in self.api.commands):
            return await self._take_step(lambda who: self.api.slash(who, text[1:]), as_)
        return await self._take_step(lambda who: self.api.say(who, text), as_)

    async def call(self, command: str, arguments: str = "", as_: str = "") -> list[Seen]:
        return await self.say(f"/{command} {arguments}".strip(), as_)

    async def press(self, label: str, as_: str = "") -> list[Seen]:
        """The button or list entry with that label on the newest message that has it, as it stands now."""
        shown = self._newest(as_, lambda one: label in one.keys)
        if shown is None:
            raise AssertionError(f"no message has a button {label!r}; the newest says:\n{self.screen(as_)}")
        return await self._take_step(lambda who: self.api.click(who, shown, label), as_)

    def key(self, label: str, as_: str = "") -> str:
        shown = self._newest(as_, lambda one: label in one.keys)
        assert shown is not None
        return shown.keys[label]

    async def press_key(self, key: str, as_: str = "") -> list[Seen]:
        """A key by itself: an old message's, or one made up."""
        shown = self._newest(as_, lambda one: key in one.keys.values()) or self._newest(as_, lambda one: True)
        assert shown is not None
        return await self._take_step(lambda who: self.api.forge(who, shown, key), as_)

    async def send(self, path: Path, as_: str = "") -> list[Seen]:
        return await self._take_step(lambda who: self.api.say(who, "", {path.name: path.read_bytes()}), as_)

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
        return [self._sight(one) for one in self.api.appeared if one.channel == who.room]

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

    def _newest(self, as_: str, fits: Callable[[Shown], bool]) -> Shown | None:
        return next((one for one in reversed(self.api.seen(self._who(as_))) if one.components and fits(one)), None)

    async def _receive(self, events: Sequence[Event]) -> None:
        await self.house.engine.receive(events)
        self._arrived.update(event.origin.event_id for event in events)

    async def _take_step(self, act: Callable[[Person], Awaitable[Shown | Talk]], as_: str) -> list[Seen]:
        self._begin_step()
        done = await act(self._who(as_))
        async with asyncio.timeout(PATIENCE):
            while not self._arrived[str(done.id)]:  # noqa: ASYNC110 (Discord tells nobody that an event was taken)
                await asyncio.sleep(0.002)
            if isinstance(done, Talk):
                self._talks.append(done)
                await done.acknowledged.wait()
        await self.house.quiet()
        return self._end_step()

    def _begin_step(self) -> None:
        self._step = len(self.api.appeared)

    def _end_step(self) -> list[Seen]:
        self.since = [self._sight(one) for one in self.api.appeared[self._step :]]
        return self.since

    def _sight(self, one: Shown) -> Seen:
        document = next((content for name, content in one.files.items() if name != "picture.png"), None)
        return Seen(
            one.text, one.labels, datetime.fromtimestamp(one.at, UTC), one.id if one.edits else None,
            one.ref in self.gateway.notices, self.gateway.cards.get(one.ref), document,
        )  # fmt: skip
