"""Everything that is only true of PostgreSQL: many transactions at a time, each driven to its end in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event

from bot.storage.connection import InThread, Query, driven
from bot.storage.errors import NoDriver, NotUnicode, StorageError
from bot.storage.jsons import dumps

T = TypeVar("T")

WRITERS, READERS = 6, 4
"""Connections of one process, each with a thread. More would only wait for the interpreter's lock."""
PATIENCE = 30.0
"""Seconds that a transaction waits for a free connection."""
GRACE = 2.0
"""Seconds that transactions are given to come to their end."""

UNHEARD = {
    "connect_timeout": 10, "tcp_user_timeout": 15_000, "keepalives_idle": 10, "keepalives_interval": 5,
    "keepalives_count": 3,
}  # fmt: skip
"""After so many seconds (`tcp_user_timeout`: milliseconds) a server out of reach counts as that, unless its address
says otherwise. The system by itself waits for a quarter of an hour, and a process whose lease is over would not know.
"""

Task = tuple[Query[Any], asyncio.Future[Any]]


class Lanes:
    """Some connections in a thread each: what is handed in runs in the first that is free, as one transaction.

    What only reads is one statement mostly, and a BEGIN and a ROLLBACK around it are two more trips to the server: each
    statement sees the state of its own instant.
    """

    def __init__(self, url: str, *, writer: bool) -> None:
        self._writer, self._most = writer, WRITERS if writer else READERS
        self.engine = _engine(url, writer)
        self.where = self.engine.url.render_as_string()
        self._free = asyncio.Semaphore(self._most)
        self._busy = 0
        self._given = queue.SimpleQueue[Task | None]()
        self._threads: list[threading.Thread] = []

    async def run(self, work: Query[T]) -> T:
        """Giving up the wait leaves it to run to its end. Raises StorageError where no connection gets free."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError as error:
            raise StorageError(f"The database {self.where} keeps all of our connections busy.") from error
        self._busy += 1
        if self._busy > len(self._threads):
            # A daemon: a server that does not answer must not keep the program from ending.
            self._threads.append(threading.Thread(target=self._work_off, name="postgres", daemon=True))
            self._threads[-1].start()
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._given.put((work, done))
        return await done

    def _work_off(self) -> None:
        while (task := self._given.get()) is not None:
            work, done = task
            result, failure = None, None
            try:
                result = self._transaction(work)
            except BaseException as error:
                failure = error
            with contextlib.suppress(RuntimeError):  # The loop has ended, and nobody waits any more.
                done.get_loop().call_soon_threadsafe(self._settle, done, result, failure)
            del task, work, done, result, failure

    def _transaction(self, work: Query[T]) -> T:
        with self.engine.begin() if self._writer else self.engine.connect() as connection:
            return driven(work(InThread(connection)))

    def _settle(self, done: asyncio.Future[Any], result: Any, failure: BaseException | None) -> None:
        self._busy -= 1
        self._free.release()
        if done.done():
            return
        if failure is not None:
            done.set_exception(failure)
        else:
            done.set_result(result)

    async def close(self) -> None:
        """Lets what runs come to its end, for a while."""

        def end() -> None:
            until = time.monotonic() + GRACE
            for one in threads:
                one.join(max(0.0, until - time.monotonic()))
            self.engine.dispose()

        threads, self._threads = self._threads, []
        for _ in threads:
            self._given.put(None)
        await asyncio.to_thread(end)


def _engine(url: str, writer: bool) -> Engine:
    try:
        if writer:
            made = create_engine(url, json_serializer=dumps, pool_size=WRITERS, max_overflow=0)
        else:
            made = create_engine(url, pool_size=READERS, max_overflow=0, isolation_level="AUTOCOMMIT")
    except ModuleNotFoundError as error:
        raise NoDriver(str(error.name)) from None

    @event.listens_for(made, "do_connect")
    def connect(dialect: Any, _: object, args: Any, options: Any) -> Any:
        # The driver gives bytes instead of words where a database has no encoding, and only some letters fit others.
        connection = dialect.connect(*args, **UNHEARD | options)
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise NotUnicode(made.url.render_as_string(), encoding)
        return connection

    return made
