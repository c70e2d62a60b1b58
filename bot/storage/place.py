"""The file that is the diary, as long as it is there.

An open file that somebody takes away, or puts another in the place of, is written to as before, and all of that is gone
with the process. So it is looked at before every write.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path

from bot.storage import sqlite, sqlite_file
from bot.storage.errors import Replaced, StorageError

LOOK_SECONDS = 2.0


async def stay(lane: sqlite.Lane, started: datetime) -> None:
    """Returns never. Raises Replaced once the file is another; what the open one holds is kept, as its message says."""
    place, log = lane.place, _log(lane.place)
    ours: sqlite_file.Identity = None
    while lane.in_place():
        ours = sqlite_file.identity(log)
        await asyncio.sleep(LOOK_SECONDS)
    # A log of the old file would be taken for one of the new.
    if ours is not None and sqlite_file.identity(log) == ours:
        for one in (log, place.with_name(place.name + "-shm")):
            one.unlink(missing_ok=True)
    gone = sqlite_file.identity(place) is None
    kept = place if gone else place.with_name(f"{place.name}.held-{started:%Y%m%dT%H%M%S}")
    try:
        sqlite_file.make_folder(kept)
        await lane.run_raw(lambda raw: _write(raw, kept))
    except (sqlite3.Error, OSError, StorageError) as error:
        raise Replaced(str(place), f"What it held could not be kept ({error})") from error
    if gone:
        raise Replaced(str(place), "What was still held of it has been written back; start again")
    raise Replaced(
        str(place), f"What it held is kept as {kept}: `sinew restore {kept}` puts it back, a new start takes the other"
    )


def _log(place: Path) -> Path:
    return place.with_name(place.name + "-wal")


def _write(raw: sqlite3.Connection, target: Path) -> None:
    target.touch(mode=0o600, exist_ok=False)
    try:
        raw.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error:
        with contextlib.suppress(OSError):
            target.unlink()
        raise
