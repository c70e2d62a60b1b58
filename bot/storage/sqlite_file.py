"""The file of a diary on SQLite: which one it is, who has it, and what is wrong with it or its disk."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.storage.errors import DiskFull, Locked, NoPlace, ReadOnly, StorageError, Unreadable

Identity = tuple[int, int] | None
"""Which file it is, whatever it is called; None: there is none."""


def identity(path: Path) -> Identity:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make_folder(path: Path) -> None:
    """Raises StorageError."""
    try:
        if path.is_dir():
            raise NoPlace(str(path), "it is a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise translated_system(error, str(path), NoPlace(str(path), error.strerror or str(error))) from error


def hold(path: Path) -> Callable[[], None] | None:
    """Takes the database for this process until the result is called or the process ends; None: it is taken.

    Raises StorageError where nothing can be written beside it.
    """
    try:
        file = path.with_name(path.name + ".lock").open("a")
    except OSError as error:
        raise translated_system(error, str(path), Unreadable(str(path), str(error))) from error
    try:
        _lock(file.fileno())
    except OSError:
        file.close()
        return None
    # The file stays: a program that has just opened it would hold one that is gone, and the next one a new one.
    return file.close


def _lock(number: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


# --- what went wrong -------------------------------------------------------------------------------------------------


def translated(error: DBAPIError, where: str) -> StorageError:
    """What went wrong, as a sentence that an operator can act on."""
    return translated_raw(error.orig, where)


def translated_raw(original: BaseException | None, where: str) -> StorageError:
    text = str(original).lower()
    primary = (getattr(original, "sqlite_errorcode", None) or 0) & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in text:
        return Locked(where)
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM) or "readonly" in text:
        return ReadOnly(where)
    if primary == sqlite3.SQLITE_CANTOPEN and Path(where).exists() and not os.access(Path(where).parent, os.W_OK):
        # The log beside the database cannot be made.
        return ReadOnly(where)
    # Where there is no room even for the log's index, SQLite calls it a disk that fails.
    no_room = primary == sqlite3.SQLITE_IOERR and _free(Path(where)) < LEAST_ROOM
    if primary == sqlite3.SQLITE_FULL or "disk is full" in text or no_room:
        return DiskFull(where)
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return Unreadable(where, str(original))
    return StorageError(f"The database {where} answered: {original}")


LEAST_ROOM = 100_000
"""Bytes. The log's index alone takes 32 kB."""


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return LEAST_ROOM


def translated_system(error: OSError, where: str, otherwise: StorageError) -> StorageError:
    """What the system says of the database's file, its folder, or a file beside it."""
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnly(where)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(where)
    return otherwise
