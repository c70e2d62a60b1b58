"""A copy of the diary file while the coach is at work, and the way back. Both are checked before they count."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.storage.errors import Locked, NewerVersion, NoBackup, StorageError, Unreadable
from bot.storage.store import revisions

PATIENCE = 20.0
"""Seconds that a backup waits for a database that is locked."""
APART = 1_000_000
"""More numbers than are given between a backup and its restore."""


def backup(source: Path, target: Path) -> int:
    """An online copy, checked, under its final name only when it is whole. Returns its size.

    Raises StorageError.
    """
    if not source.exists():
        raise Unreadable(str(source), "there is no such file")
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.touch(mode=0o600)
        _copy(source, aside)
        check(aside, source)
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"The backup to {target} failed: {error}. The diary itself is untouched.") from error
    finally:
        aside.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(_reading(source), uri=True, timeout=1)) as here,
        contextlib.closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there, pages=1000, progress=_patience(source))
        # A copy is one file: nothing of it may be left in a log beside it.
        there.execute("PRAGMA journal_mode = DELETE")


def _patience(source: Path) -> Callable[[int, int, int], None]:
    """Waits a while for a database that another program holds; by itself SQLite's copying would for ever."""
    since = time.monotonic()

    def progress(status: int, _left: int, _all: int) -> None:
        nonlocal since
        if status not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            since = time.monotonic()
        elif time.monotonic() - since > PATIENCE:
            raise Locked(str(source))

    return progress


def _reading(source: Path) -> str:
    """How SQLite is asked for a file. One that nobody can write to has no log, and needs none to be read."""
    beside = source.with_name(source.name + "-wal")
    still = not os.access(source.parent, os.W_OK) and not (beside.exists() and beside.stat().st_size)
    return f"{source.absolute().as_uri()}?{'immutable=1' if still else 'mode=ro'}"


def check(path: Path, original: Path | None = None) -> str:
    """The layout of a copy that is whole. Raises StorageError, about the `original` if that is what was copied."""
    called = str(original or path)
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            [found] = raw.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise Unreadable(called, found)
            broken = raw.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise Unreadable(called, f"a row of {broken[0]} hangs on nothing")
            [revision] = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise Unreadable(called, str(error)) from error
    if revision not in revisions():
        raise NewerVersion(called, revision)
    return str(revision)


def _number_apart(path: Path) -> None:
    """What was written after the copy was made had numbers, too: messages and questions are known by them.

    Given once more, a platform would take a reply for one that it has, and an old button would be a new question's.
    """
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE sqlite_sequence SET seq = seq + ?", (APART,))
        raw.commit()
        # Of whatever size and version it is: from now on it can give back the room of what is erased. It need not.
        with contextlib.suppress(sqlite3.Error):
            raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
            raw.execute("VACUUM")


def restore(source: Path, target: Path, now: datetime) -> Path | None:
    """Puts a checked copy in the diary's place; returns where the old diary was kept. Raises StorageError.

    The caller holds the database (`sqlite_file.hold`), so that no coach is at work on it.
    """
    there = target.exists()
    kept = target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%S}")
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.touch(mode=0o600)
        try:
            _copy(source, aside)
            check(aside, source)
        except (sqlite3.Error, Unreadable) as error:
            raise NoBackup(str(source), str(getattr(error, "why", error))) from error
        _number_apart(aside)
        _empty_log(target)
        _move(target, kept)
        try:
            aside.replace(target)
        except OSError:
            _move(kept, target)
            raise
    except OSError as error:
        raise StorageError(f"The restore to {target} failed: {error}. The diary is as it was.") from error
    finally:
        aside.unlink(missing_ok=True)
    return kept if there else None


def _empty_log(diary: Path) -> None:
    """What stands in its log goes into its file, so that it is one; a damaged one keeps both as they are."""
    with contextlib.suppress(StorageError, sqlite3.Error):
        check(diary)
        with contextlib.closing(sqlite3.connect(diary)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _move(diary: Path, to: Path) -> None:
    """A diary with what is left of its log."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            diary.with_name(diary.name + ending).replace(to.with_name(to.name + ending))
