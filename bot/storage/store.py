"""The way to the database: one short write at a time, reads beside it, and every failure as a sentence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import event, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.storage import fresh, place, postgres, shrinking, sqlite, sqlite_file
from bot.storage.connection import Connection, Query
from bot.storage.errors import Behind, Conflict, NewerVersion, StorageError, Taken, Unreadable

log = logging.getLogger(__name__)

T = TypeVar("T")

SHRINK_PAUSE = 0.02
"""Seconds between two slices, for anyone who wants to write."""

VERSIONS = Path(__file__).resolve().parent / "migrations" / "versions"


def revisions() -> tuple[str, ...]:
    """The layouts this version knows, oldest first: a migration's file name begins with its number."""
    return tuple(sorted(path.stem.split("_")[0] for path in VERSIONS.glob("[0-9]*.py")))


class Store:
    """`write(query)` and `read(query)` run a coroutine function on a connection, as one transaction.

    Each connection has its thread. SQLite has one writer and one reader beside it (a pool was measured to be twice as
    slow); PostgreSQL has several of both and locks rows by itself. Not `durable` = on SQLite a power cut may take the
    last words (a demo's temporary diary); a killed process never does.
    """

    def __init__(self, url: str, *, busy_seconds: float = sqlite.BUSY_SECONDS, durable: bool = True) -> None:
        self.url = url
        self.embedded = sqlite.is_sqlite(url)
        self.statements = 0
        self._listeners: list[Callable[[str], object]] = []
        self._hold: Callable[[], None] | None = None
        self._writer: sqlite.Lane | postgres.Lanes
        self._reader: sqlite.Lane | postgres.Lanes
        if self.embedded:
            self.where = str(sqlite.path_of(url))
            self._writer = sqlite.Lane(url, writer=True, busy_seconds=busy_seconds, durable=durable)
            self._reader = sqlite.Lane(url, writer=False, busy_seconds=busy_seconds, durable=durable)
            self._writer.heard = self._reader.heard = self._heard
        else:
            self._writer, self._reader = postgres.Lanes(url, writer=True), postgres.Lanes(url, writer=False)
            self.where = self._writer.where
        for one in (self._writer, self._reader):
            event.listen(one.engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self._heard(statement)

    def _heard(self, statement: str) -> None:
        self.statements += 1
        for one in self._listeners:
            one(statement)

    def listen(self, listener: Callable[[str], object]) -> None:
        """Is told every statement: for benchmarks, which print how many an event costs."""
        self._listeners.append(listener)

    async def write(self, query: Query[T]) -> T:
        """One transaction. Raises StorageError, or Conflict where a unique row was there already."""
        with self.translating():
            return await self._writer.run(query)

    async def read(self, query: Query[T]) -> T:
        """Nothing may be written through it. Several statements see one state on SQLite, each its own on PostgreSQL."""
        with self.translating():
            return await self._reader.run(query)

    @contextlib.contextmanager
    def translating(self) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, sqlite3.IntegrityError) as error:
            raise Conflict(str(getattr(error, "orig", error))) from error
        except DBAPIError as error:
            if self.embedded:
                raise sqlite_file.translated(error, self.where) from error
            raise StorageError(f"The database {self.where} answered: {error.orig}") from error
        except sqlite3.Error as error:
            raise sqlite_file.translated_raw(error, self.where) from error
        except OSError as error:
            raise sqlite_file.translated_system(error, self.where, Unreadable(self.where, str(error))) from error

    async def revision(self) -> str:
        """The layout that the database has; "" for an empty one."""

        async def ask(connection: Connection) -> str:
            if not await connection.run_sync(lambda sync: bool(inspect(sync).has_table("alembic_version"))):
                return ""
            return str((await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar() or "")

        return await self.read(ask)

    async def open(self, *, migrate: bool = True, exclusive: bool = False) -> None:
        """Makes ready: refuses a newer layout, lifts an older one, or makes the first. Raises StorageError with what
        to do.
        """
        if self.embedded:
            path = sqlite.path_of(self.url)
            if not migrate and sqlite_file.identity(path) is None:
                raise Unreadable(self.where, "there is no such file")
            sqlite_file.make_folder(path)
            if exclusive:
                self._hold = sqlite_file.hold(path)
                if self._hold is None:
                    raise Taken(self.where)
        try:
            found, known = await self.revision(), revisions()
            if found and found not in known:
                raise NewerVersion(self.where, found)
            if found != known[-1]:
                if not migrate:
                    raise Behind(self.where) if found or not self.embedded else Unreadable(self.where, "it is empty")
                await self.write(self._lay_out if self.embedded and not found else self._lift)
            if exclusive:
                await self._make_shrinkable()
        except BaseException:
            await self.close()
            raise

    async def _lay_out(self, connection: Connection) -> None:
        await connection.run_sync(lambda sync: fresh.lay_out(sync, revisions()[-1]))

    async def _lift(self, connection: Connection) -> None:
        from bot.storage.migrate import upgrade

        if not self.embedded:
            # Several processes may start at once: the others wait, and find it done.
            await connection.execute(text("SELECT pg_advisory_xact_lock(20743)"))
        await connection.run_sync(upgrade)

    async def _make_shrinkable(self) -> None:
        if not isinstance(self._writer, sqlite.Lane):
            return
        try:
            with self.translating():
                if await self._writer.run_raw(shrinking.make_shrinkable):
                    log.info("rewritten, to shrink from now on", extra={"action": "storage.shrinkable"})
        except StorageError as error:
            # The next start will do, too.
            log.debug("%s", error, extra={"action": "storage.shrinkable_later"})

    async def shrink(self) -> int:
        """Gives the room of what was erased back to the disk, a few milliseconds at a time. Returns pages.

        PostgreSQL sees to that by itself.
        """
        if not isinstance(self._writer, sqlite.Lane):
            return 0
        count = 0
        with self.translating():
            while given := await self._writer.run_raw(shrinking.give_back):
                count += given
                await asyncio.sleep(SHRINK_PAUSE)
        return count

    async def scrub(self) -> None:
        """After something was erased: nothing of it stays in the write-ahead log either."""
        if not isinstance(self._writer, sqlite.Lane):
            return
        with self.translating():
            busy = await self._writer.run_raw(sqlite.empty_log)
        if busy:
            log.warning("another program keeps the log open", extra={"action": "storage.scrub_later"})

    async def stay(self, started: datetime) -> None:
        """Returns on PostgreSQL, never on SQLite. Raises Replaced where the file is not the one that was opened."""
        if isinstance(self._writer, sqlite.Lane):
            await place.stay(self._writer, started)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()
        if self._hold is not None:
            self._hold()
            self._hold = None
