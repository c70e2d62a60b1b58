"""How SQLite is talked to: one thread a connection, many queries a transaction. Its file is sqlite_file.py's."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, make_url
from sqlalchemy.pool import NullPool

from bot.storage.connection import InThread, Query, driven
from bot.storage.errors import Replaced
from bot.storage.jsons import dumps
from bot.storage.prepared import Prepared, is_prepared
from bot.storage.sqlite_file import Identity, identity
from bot.storage.types import decoded, loads

T = TypeVar("T")

BUSY_SECONDS = 5.0


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def url_of(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def path_of(url: str) -> Path:
    return Path(make_url(url).database or "")


class _Thread(aiosqlite.Connection):
    """aiosqlite's connection in its own thread, with whole functions handed in instead of single statements."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        result: T = await self._execute(work, *arguments)  # type: ignore[no-untyped-call]
        return result


MOST_TOGETHER = 32
"""Queries in one transaction at most, so that nobody waits long for the company they are in."""

Outcome = tuple[Any, Exception | None]


class _Direct(InThread):
    """Gives what is prepared straight to the driver."""

    def __init__(self, connection: Connection, raw: sqlite3.Connection, lane: Lane) -> None:
        super().__init__(connection)
        self._raw, self._lane = raw, lane

    async def execute(self, statement: Executable, parameters: Any = None, /) -> Any:
        if not is_prepared(statement):
            return await super().execute(statement, parameters)
        made = self._lane.prepared(statement, frozenset(parameters if isinstance(parameters, dict) else parameters[0]))
        self._lane.heard(made.text)
        return made.execute(self._raw, parameters)


class Lane:
    """One aiosqlite connection: what is handed in runs in its thread, one transaction after the other.

    What comes while a transaction runs goes into the next one together: one trip and one sync of the disk for all of
    them. Each is on its own all the same: a savepoint takes back what one that fails has done, and only that.
    """

    def __init__(self, url: str, *, writer: bool, busy_seconds: float, durable: bool = True) -> None:
        self.place, self._busy_seconds, self._writer = path_of(url), busy_seconds, writer
        self._file: Identity = None
        self.engine = _engine(url, self._raw_connection, writer, durable)
        self._thread: _Thread | None = None
        self._starting = asyncio.Lock()
        self._waiting: list[tuple[Query[Any], asyncio.Future[Any]]] = []
        self._worker: asyncio.Task[None] | None = None
        self._spare: sqlite3.Connection | None = None
        self._text: Callable[[bytes], str] = str
        self._open: Connection | None = None
        self._prepared: dict[tuple[Executable, frozenset[str]], Prepared] = {}
        self.heard: Callable[[str], object] = lambda statement: None
        """Is told what goes past SQLAlchemy."""

    async def run(self, work: Query[T]) -> T:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.append((work, done))
        if self._worker is None:
            self._worker = loop.create_task(self._work_off())
        return await done

    async def _work_off(self) -> None:
        try:
            while self._waiting:
                # What was given up before its turn came has done nothing.
                group = [one for one in self._waiting[:MOST_TOGETHER] if not one[1].done()]
                del self._waiting[:MOST_TOGETHER]
                if group:
                    await self._together(group)
        finally:
            self._worker = None

    async def _together(self, group: Sequence[tuple[Query[Any], asyncio.Future[Any]]]) -> None:
        try:
            outcomes = await (await self._started()).run(self._transaction, [work for work, _ in group])
        except BaseException as error:
            for _, done in group:
                if not done.done():
                    done.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, done), (result, failure) in zip(group, outcomes, strict=True):
            if done.done():
                continue
            if failure is not None:
                done.set_exception(failure)
            else:
                done.set_result(result)

    async def run_raw(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Past SQLAlchemy, outside any transaction."""
        return await (await self._started()).run(self._raw, work)

    async def _started(self) -> _Thread:
        async with self._starting:
            if self._thread is None:
                thread = _Thread(self._connect)
                await thread
                self._thread = thread
            return self._thread

    def _connect(self) -> sqlite3.Connection:
        if not self.in_place():
            raise Replaced(str(self.place))
        if not self.place.exists():
            # A diary is the runner's alone; the log and its index take the mode of the database.
            self.place.touch(mode=0o600)
        self._spare = sqlite3.connect(self.place, timeout=self._busy_seconds, isolation_level=None)
        self._file = identity(self.place)
        self._spare.text_factory = self._text
        return self._spare

    def in_place(self) -> bool:
        """Whether the file that was opened is still the one of that name."""
        return self._file is None or identity(self.place) == self._file

    def _raw_connection(self) -> sqlite3.Connection:
        """What SQLAlchemy works on: the connection of the thread, or a new one after that was given up."""
        raw, self._spare = self._spare or self._connect(), None
        return raw

    def _transaction(self, works: Sequence[Query[Any]]) -> list[Outcome]:
        """Raises what keeps all of them from being stored; then none of them is."""
        try:
            outcomes = self._attempt(works)
        except Exception as error:
            if not self._forgives(error):
                raise
            return self._attempt(works)
        for at, (_, failure) in enumerate(outcomes):
            if failure is not None and self._forgives(failure):
                try:
                    outcomes[at] = self._attempt([works[at]])[0]
                except Exception as error:
                    outcomes[at] = None, error
        return outcomes

    def _forgives(self, error: Exception) -> bool:
        """Whether it met bytes that are no text, which from here on are read with marks in their place.

        Not from the beginning: for a file that is whole, it costs every cell half a microsecond.
        """
        if "Could not decode" not in str(getattr(error, "orig", error)):
            return False
        self._text = decoded
        raw: Any = self._connection().connection.driver_connection
        raw.text_factory = decoded
        return True

    def _attempt(self, works: Sequence[Query[Any]]) -> list[Outcome]:
        connection = self._connection()
        raw: Any = connection.connection.driver_connection
        if self._writer and not self.in_place():
            raise Replaced(str(self.place))
        try:
            begin = "BEGIN IMMEDIATE" if self._writer else "BEGIN"
            self.heard(begin)
            raw.execute(begin)
            direct = _Direct(connection, raw, self)
            if len(works) == 1:
                outcomes: list[Outcome] = [(driven(works[0](direct)), None)]
            else:
                apart = self._apart if self._writer else self._beside
                outcomes = [apart(direct, raw, work) for work in works]
            if self._writer:
                raw.commit()
            else:
                raw.rollback()
        except BaseException:
            self._give_up(connection, raw)
            raise
        return outcomes

    def _apart(self, direct: _Direct, raw: sqlite3.Connection, work: Query[Any]) -> Outcome:
        """One of several in a transaction, as if it were alone."""
        raw.execute("SAVEPOINT one")
        try:
            outcome: Outcome = driven(work(direct)), None
        except Exception as error:
            try:
                raw.execute("ROLLBACK TO one")
            except sqlite3.Error:
                # A full or broken disk has ended the whole transaction, and with it what the others did.
                raise error from None
            outcome = None, error
        raw.execute("RELEASE one")
        return outcome

    def _beside(self, direct: _Direct, _: sqlite3.Connection, work: Query[Any]) -> Outcome:
        """One of several that only read: there is nothing to take back."""
        try:
            return driven(work(direct)), None
        except Exception as error:
            return None, error

    def prepared(self, statement: Executable, names: frozenset[str]) -> Prepared:
        made = self._prepared.get((statement, names))
        if made is None:
            made = self._prepared[statement, names] = Prepared(statement, self.engine.dialect, names)
        return made

    def _raw(self, work: Callable[[sqlite3.Connection], T]) -> T:
        raw: Any = self._connection().connection.driver_connection
        return work(raw)

    def _connection(self) -> Connection:
        if self._open is None:
            self._open = self.engine.connect()
            # What SQLAlchemy takes for a transaction lasts as long as the connection; the real ones are begun and ended
            # on the driver, at a third of the price.
            self._open.begin()
        return self._open

    def _give_up(self, connection: Connection, raw: sqlite3.Connection) -> None:
        """Rolls back; a connection that cannot even do that is left behind for a new one."""
        try:
            raw.rollback()
        except Exception:
            connection.invalidate()
            connection.close()
            self._open = None

    async def close(self) -> None:
        def end() -> None:
            if self._open is not None:
                self._open.close()
                self._open = None
            self.engine.dispose()

        if self._worker is not None:
            await asyncio.wait({self._worker})
        if self._thread is None:
            return
        thread, self._thread = self._thread, None
        try:
            await thread.run(end)
        finally:
            await thread.close()


def _engine(url: str, connect: Callable[[], sqlite3.Connection], writer: bool, durable: bool) -> Engine:
    path = path_of(url)
    made = create_engine(
        url, creator=connect, poolclass=NullPool, json_serializer=dumps, json_deserializer=loads,
        isolation_level="AUTOCOMMIT",
    )  # fmt: skip

    def on_connect(raw: Any, _record: Any) -> None:
        # WAL: readers never wait. FULL: what was acknowledged survives a power cut. secure_delete: /forget is real.
        synchronous = "FULL" if durable else "OFF"
        pragmas = ["foreign_keys = ON", f"synchronous = {synchronous}", "secure_delete = ON", "temp_store = MEMORY"]
        if writer and _writable(path):
            # Before anything is in the file: it can give room back to the disk. After that, a VACUUM has to see to it.
            pragmas[:0] = ["auto_vacuum = INCREMENTAL", "journal_mode = WAL"]
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")
        raw.create_function("is_text", 1, is_text, deterministic=True)

    event.listen(made, "connect", on_connect)
    return made


def is_text(raw: bytes) -> bool:
    """For the doctor: whether a cell's bytes are letters. SQLite itself does not ask."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _writable(path: Path) -> bool:
    return not path.exists() or os.access(path, os.W_OK)


def empty_log(raw: sqlite3.Connection) -> bool:
    """Moves the write-ahead log into the database and cuts it off. True: a reader elsewhere was in the way."""
    row = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return bool(row and row[0])
