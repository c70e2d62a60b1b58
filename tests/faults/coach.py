"""A coach at work on a local Telegram whose network, disk and database can be made to fail; everything is counted."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import random
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from adapters.telegram.gateway import TelegramGateway
from bot.engine import Options
from bot.house import House
from bot.schedule.tick import tick
from bot.storage import Connection, StorageError, Store, sqlite
from bot.storage.connection import Query
from bot.storage.tables import outbox
from tests.bench import crowd
from tests.bot.echo import ECHO
from tests.telegram.server import CUT_OFF, LOST_ANSWER, BotApi, flood, refuse
from tests.telegram.values import BLOCKED, Person, Shown, Trouble

TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""Seven in Berlin; the echo dialogue has a morning then."""
T = TypeVar("T")
PERMANENT = {400, 401, 403}


class Hurried:
    """A clock that goes so many times as fast as the event loop's: five minutes of waiting are two seconds."""

    def __init__(self, begin: datetime, speed: float) -> None:
        self._begin, self._speed, self._at = begin, speed, time.monotonic()

    def now(self) -> datetime:
        return self._begin + timedelta(seconds=(time.monotonic() - self._at) * self._speed)

    def skip(self, by: timedelta) -> None:
        self._begin += by

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


def kinds(longest_pause: int, chance: random.Random) -> dict[str, Trouble]:
    """Every way in which a request can fail. What it is called says whether the message arrived all the same."""
    return {
        "reset before": Trouble(before=True, cut=True),
        "reset after": CUT_OFF,
        "timeout before": Trouble(before=True, silence=True),
        "timeout after": LOST_ANSWER,
        "429": flood(chance.randint(1, longest_pause)),
        "500": refuse(500, "Internal Server Error"),
        "502 with a page": Trouble(page=502),
        "garbled": Trouble(garbled=True),
        "401": refuse(401, "Unauthorized"),
        "403": refuse(403, BLOCKED),
        "400": refuse(400, "something is wrong with it"),
    }


@dataclass
class Weather:
    """A share of all messages and edits meets trouble, every kind as often as any other.

    With a `limit`, whatever is more than so many a second is refused, too, as Telegram does it.
    """

    share: float = 0.0
    longest_pause: int = 1
    seed: int = 1
    limit: int = 0
    met: Counter[str] = field(default_factory=Counter)
    refused: dict[str, set[int]] = field(default_factory=dict)
    """chat -> the permanent refusals it met."""
    pauses: list[tuple[float, float]] = field(default_factory=list)
    """From when until when the platform said that nothing may be sent."""
    early: int = 0
    """Messages that were sent in spite of it, later than those that were on their way."""
    seen: list[tuple[float, str, str]] = field(default_factory=list)
    """When, to which chat, and which trouble met it, for every message."""

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._bag: list[tuple[str, Trouble]] = []
        self._taken: deque[float] = deque()

    def _draw(self) -> tuple[str, Trouble]:
        """Each kind once, in any order, before any comes again."""
        if not self._bag:
            self._bag = sorted(kinds(self.longest_pause, self._chance).items())
            self._chance.shuffle(self._bag)
        return self._bag.pop()

    def _too_many(self, now: float) -> bool:
        while self._taken and now - self._taken[0] >= 1:
            self._taken.popleft()
        if self.limit and len(self._taken) >= self.limit:
            return True
        self._taken.append(now)
        return False

    def __call__(self, method: str, given: Mapping[str, str]) -> Trouble:
        if method not in ("sendMessage", "editMessageText"):
            return Trouble()
        now = time.monotonic()
        self.early += any(begin + 0.5 < now < end for begin, end in self.pauses)
        name, trouble = "", Trouble()
        if self._too_many(now):
            name, trouble = "429", flood(1)
        elif self._chance.random() < self.share:
            name, trouble = self._draw()
        if name:
            self.met[name] += 1
            if trouble.refusal is not None and trouble.refusal.code == 429:
                self.pauses.append((now, now + trouble.refusal.parameters["retry_after"]))
            elif name.isdecimal() and int(name) in PERMANENT:
                self.refused.setdefault(given["chat_id"], set()).add(int(name))
        self.seen.append((now, given["chat_id"], name))
        return trouble

    def paused(self, since: float, until: float) -> float:
        """So many seconds of a stretch nothing could be sent."""
        total, reached = 0.0, since
        for begin, end in sorted(self.pauses):
            low, high = max(begin, reached), min(end, until)
            if high > low:
                total, reached = total + high - low, high
        return total


class Coach:
    """`async with Coach(folder) as coach`: so many runners whose morning is now, and some who speak meanwhile."""

    def __init__(
        self, folder: Path, runners: int, talkers: int, *, speed: float = 150, read_seconds: float = 0.6,
        busy_seconds: float = 5.0, rate: float = 0, durable: bool = True, url: str = "",
    ) -> None:  # fmt: skip
        self.path = folder / "sinew.db"
        self.url = url or sqlite.url_of(self.path)
        self.clock = Hurried(TUESDAY - timedelta(seconds=30), speed)
        self.api = BotApi(now=lambda: self.clock.now().timestamp())
        self.runners = [self.api.person(f"runner {n}") for n in range(runners)]
        self.talkers = [self.api.person(f"talker {n}") for n in range(talkers)]
        self._read_seconds, self._busy_seconds, self._durable = read_seconds, busy_seconds, durable
        self._rate = rate
        self._words = itertools.count(1)
        self.failed = 0
        self.house: House
        self._tasks: list[asyncio.Task[Any]] = []

    async def __aenter__(self) -> Coach:
        await self.api.listen()
        store = self._store()
        await store.open()
        await crowd.settle(store, len(self.runners), TUESDAY, chat=self.runners[0].id)
        await crowd.settle(
            store, len(self.talkers), TUESDAY + timedelta(days=2), first=len(self.runners) + 1,
            chat=self.talkers[0].id,
        )  # fmt: skip
        await store.close()
        await self.begin()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.end()
        await self.api.hang_up()

    def _store(self) -> Store:
        coach = self

        class Counting(Store):
            async def write(self, query: Query[T]) -> T:
                try:
                    return await super().write(query)
                except StorageError:
                    coach.failed += 1
                    raise

        return Counting(self.url, busy_seconds=self._busy_seconds, durable=self._durable)

    async def begin(self) -> None:
        gateway = TelegramGateway(
            self.api.token, now=self.clock.now, base_url=self.api.url, base_file_url=self.api.file_url,
            read_seconds=self._read_seconds, hold_seconds=0.15,
        )  # fmt: skip
        options = Options(retry_seconds=0.2, rates={"telegram": self._rate})
        self.house = House(self._store(), self.clock, [ECHO], {"telegram": gateway}, options)
        await self.house.open()
        sender = self.house.engine.senders["telegram"]
        self._tasks = [
            asyncio.create_task(one)
            for one in (sender.run(), gateway.run(self.house.engine.receive), self._fixed_jobs())
        ]

    async def end(self) -> None:
        await self.house.engine.stop(2)
        await self.house.gateways["telegram"].close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.house.store.close()

    async def _fixed_jobs(self) -> None:
        """The tick and the sweep as the program's clock would call them, in this one's time."""
        sender = self.house.engine.senders["telegram"]
        while True:
            with contextlib.suppress(StorageError):
                await tick(self.house.store, self.clock, 0, sender.wake)
                await sender.sweep()
            await asyncio.sleep(0.25)

    # --- what runners do ---------------------------------------------------------------------------------------------

    def mornings(self, who: Person) -> list[Shown]:
        return [one for one in self.api.seen(who) if one.text.startswith("Morning")]

    async def answered(self, who: Person, patience: float = 30.0) -> tuple[float, float]:
        """Somebody says something new; when they did, and when the answer stood on their screen."""
        word = f"echo {next(self._words)}"
        before = time.monotonic()
        self.api.say(who, word)
        while not any(f"I heard {word}." in one.text for one in self.api.seen(who)):
            if time.monotonic() - before > patience:
                return before, float("inf")
            await asyncio.sleep(0.01)
        return before, time.monotonic()

    @asynccontextmanager
    async def talking(
        self, every: float = 0.25, patience: float = 30.0
    ) -> AsyncIterator[list[tuple[float, float, str]]]:
        """The talkers speak all the while; what each answer took: (said, answered, chat)."""
        took: list[tuple[float, float, str]] = []
        over = False

        async def talk(who: Person) -> None:
            while not over:
                said, answered = await self.answered(who, patience)
                took.append((said, answered, str(who.id)))
                await asyncio.sleep(every)

        tasks = [asyncio.create_task(talk(who)) for who in self.talkers]
        try:
            yield took
        finally:
            over = True
            await asyncio.gather(*tasks)

    async def rows(self, kind: str = "morning") -> list[tuple[str, str, int]]:
        """(chat, status, tries) of all rows of a kind."""

        async def ask(connection: Connection) -> list[tuple[str, str, int]]:
            asked = select(outbox.c.chat, outbox.c.status, outbox.c.tries).where(outbox.c.kind == kind)
            return [tuple(row) for row in await connection.execute(asked)]  # type: ignore[misc]

        return await self.house.store.read(ask)

    async def settled(self, patience: float) -> dict[str, str]:
        """Waits until no morning is on its way any more; chat -> how it ended."""
        end = time.monotonic() + patience
        while True:
            found: dict[str, str] = {}
            with contextlib.suppress(StorageError):
                found = {chat: status for chat, status, _ in await self.rows()}
            open_ones = [one for one in found.values() if one in ("due", "sending", "unsure")]
            if len(found) >= len(self.runners) and not open_ones:
                return found
            if time.monotonic() > end:
                raise TimeoutError(f"still on their way: {Counter(found.values())}")
            await asyncio.sleep(0.05)


def quiet() -> None:
    """The faults are many and each is logged."""
    logging.getLogger("bot").setLevel(logging.CRITICAL)
