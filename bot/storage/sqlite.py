"""Everything that is only true of SQLite. No other module knows which store it talks to."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

from bot.storage.errors import DiskFull, Locked, ReadOnly, StorageError, Unreadable
from bot.storage.types import dumps

BUSY_SECONDS = 5.0


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def url_of(path: Path) -> str:
    return URL.create("sqlite+aiosqlite", database=str(path)).render_as_string(hide_password=False)


def path_of(url: str) -> Path:
    return Path(make_url(url).database or "")


def engine(url: str, *, writer: bool, busy_seconds: float = BUSY_SECONDS) -> AsyncEngine:
    """An engine with one connection that stays open: the writer, which locks when it begins, or a reader."""
    path = path_of(url)
    made = create_async_engine(
        url, poolclass=StaticPool if writer else NullPool, json_serializer=dumps,
        connect_args={"timeout": busy_seconds, "isolation_level": None},
    )  # fmt: skip

    def on_connect(raw: Any, _record: Any) -> None:
        cursor = raw.cursor()
        # WAL: readers never wait. FULL: what was acknowledged survives a power cut. secure_delete: /forget is real.
        pragmas = ["foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY"]
        if writer and _writable(path):
            pragmas.insert(0, "journal_mode = WAL")
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    event.listen(made.sync_engine, "connect", on_connect)
    event.listen(made.sync_engine, "begin", on_begin)
    return made


def _writable(path: Path) -> bool:
    return not path.exists() or os.access(path, os.W_OK)


def translated(error: DBAPIError, where: str) -> StorageError:
    """What went wrong, as a sentence that an operator can act on."""
    return translated_raw(error.orig, where)


def translated_raw(original: BaseException | None, where: str) -> StorageError:
    text = str(original).lower()
    cause = getattr(original, "__cause__", None)
    code = getattr(original, "sqlite_errorcode", None) or getattr(cause, "sqlite_errorcode", None) or 0
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in text:
        return Locked(where)
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM) or "readonly" in text:
        return ReadOnly(where)
    if primary == sqlite3.SQLITE_FULL or "disk is full" in text:
        return DiskFull(where)
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return Unreadable(where, str(original))
    return StorageError(f"The database {where} answered: {original}")


async def empty_log(engine: AsyncEngine) -> bool:
    """Moves the write-ahead log into the database and cuts it off. True: a reader elsewhere was in the way."""
    async with engine.connect() as connection:
        # Past SQLAlchemy, which would begin a transaction; a checkpoint cannot be part of one.
        raw: Any = (await connection.get_raw_connection()).driver_connection
        try:
            async with raw.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                row = await cursor.fetchone()
        except sqlite3.Error as error:
            raise translated_raw(error, str(path_of(str(engine.url)))) from error
        return bool(row and row[0])


def hold(path: Path) -> Callable[[], None] | None:
    """Takes the database for this process until the result is called or the process ends; None: it is taken."""
    file = path.with_name(path.name + ".lock").open("a")
    try:
        _lock(file.fileno())
    except OSError:
        file.close()
        return None

    def release() -> None:
        with contextlib.suppress(OSError):
            os.unlink(file.name)
        file.close()

    return release


def _lock(number: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
