"""The way to the database: one short write at a time, reads beside it, and every failure as a sentence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage import sqlite
from bot.storage.errors import Behind, Conflict, NewerVersion, StorageError, Taken, Unreadable
from bot.storage.types import dumps

log = logging.getLogger(__name__)

VERSIONS = Path(__file__).resolve().parent / "migrations" / "versions"


def revisions() -> tuple[str, ...]:
    """The layouts this version knows, oldest first: a migration's file name begins with its number."""
    return tuple(sorted(path.stem.split("_")[0] for path in VERSIONS.glob("[0-9]*.py")))


class Store:
    """`write()` and `read()` give a connection inside a transaction.

    SQLite has one writer behind an asyncio lock (a pool was measured to be twice as slow) and readers beside it;
    PostgreSQL has its pool and locks rows by itself.
    """

    def __init__(self, url: str, *, busy_seconds: float = sqlite.BUSY_SECONDS) -> None:
        self.url = url
        self.embedded = sqlite.is_sqlite(url)
        self.statements = 0
        self._listeners: list[Callable[[str], object]] = []
        self._lock = asyncio.Lock()
        self._hold: Callable[[], None] | None = None
        self._reading = asyncio.Lock()
        if self.embedded:
            self.where = str(sqlite.path_of(url))
            self._writer: AsyncEngine = sqlite.engine(url, writer=True, busy_seconds=busy_seconds)
            self._reader: AsyncEngine = sqlite.engine(url, writer=False, busy_seconds=busy_seconds)
        else:
            self._writer = self._reader = create_async_engine(url, json_serializer=dumps, pool_size=10)
            self.where = self._writer.url.render_as_string()
        self._open_reader: AsyncConnection | None = None
        for one in {self._writer, self._reader}:
            event.listen(one.sync_engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self.statements += 1
        for one in self._listeners:
            one(statement)

    def listen(self, listener: Callable[[str], object]) -> None:
        """Is told every statement: for benchmarks, which print how many an event costs."""
        self._listeners.append(listener)

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction. Raises StorageError, or Conflict where a unique row was there already."""
        async with self._lock if self.embedded else contextlib.nullcontext():
            with self.translating():
                async with self._writer.begin() as connection:
                    yield connection

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A consistent view. Nothing may be written through it."""
        with self.translating():
            if not self.embedded:
                async with self._reader.connect() as connection:
                    yield connection
                return
            async with self._reading:
                if self._open_reader is None:
                    self._open_reader = await self._reader.connect()
                try:
                    yield self._open_reader
                finally:
                    await self._open_reader.rollback()

    @contextlib.contextmanager
    def translating(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise Conflict(str(error.orig)) from error
        except DBAPIError as error:
            if self.embedded:
                raise sqlite.translated(error, self.where) from error
            raise StorageError(f"The database {self.where} answered: {error.orig}") from error
        except SQLAlchemyError:
            raise
        except OSError as error:
            raise Unreadable(self.where, str(error)) from error

    async def revision(self) -> str:
        """The layout that the database has; "" for an empty one."""
        async with self.read() as connection:

            def look(sync: object) -> bool:
                from sqlalchemy import inspect

                return inspect(sync).has_table("alembic_version")  # type: ignore[no-any-return]

            if not await connection.run_sync(look):
                return ""
            return str((await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar() or "")

    async def open(self, *, migrate: bool = True, exclusive: bool = False) -> None:
        """Makes ready: refuses a newer layout, lifts an older one. Raises StorageError with what to do."""
        if self.embedded:
            path = sqlite.path_of(self.url)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Unreadable(self.where, str(error)) from error
            if exclusive:
                self._hold = sqlite.hold(path)
                if self._hold is None:
                    raise Taken(self.where)
        try:
            found, known = await self.revision(), revisions()
            if found and found not in known:
                raise NewerVersion(self.where, found)
            if found != known[-1]:
                if not migrate:
                    raise Behind(self.where)
                from bot.storage.migrate import upgrade

                async with self.write() as connection:
                    await connection.run_sync(upgrade)
        except BaseException:
            await self.close()
            raise

    async def scrub(self) -> None:
        """After something was erased: nothing of it stays in the write-ahead log either."""
        if not self.embedded:
            return
        async with self._lock, self._reading:
            with self.translating():
                busy = await sqlite.empty_log(self._writer)
        if busy:
            log.warning("another program keeps the log open", extra={"action": "storage.scrub_later"})

    async def close(self) -> None:
        if self._open_reader is not None:
            await self._open_reader.close()
            self._open_reader = None
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()
        if self._hold is not None:
            self._hold()
            self._hold = None
