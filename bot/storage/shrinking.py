"""An SQLite file gives the room of what was erased back to the disk, a slice at a time."""

from __future__ import annotations

import sqlite3

SPARE, LEAST_SPARE = 0.1, 256
"""Of the file's pages, and in pages: so many may be empty. They are filled again sooner than a file grows."""
SLICE = 100
"""Pages given back at a time: a few milliseconds for which writers wait."""
SMALL = 64_000_000
"""Bytes of a file that is made again as a whole when a coach starts: in memory, within a second."""
_INCREMENTAL = 2


def give_back(raw: sqlite3.Connection) -> int:
    """Cuts some of the file's empty pages off. Returns how many; 0: there are few, or the file cannot be cut."""
    empty, pages, kind = (_figure(raw, name) for name in ("freelist_count", "page_count", "auto_vacuum"))
    if kind != _INCREMENTAL or empty <= max(LEAST_SPARE, SPARE * pages):
        return 0
    # A script is worked off to its end; `execute` would give back a single page.
    raw.executescript(f"PRAGMA incremental_vacuum({SLICE})")
    return pages - _figure(raw, "page_count")


def make_shrinkable(raw: sqlite3.Connection) -> bool:
    """Rewrites a small file of an earlier version, so that it can shrink from now on. False: it stays as it is."""
    pages = _figure(raw, "page_count")
    if not pages or _figure(raw, "auto_vacuum") == _INCREMENTAL or pages * _figure(raw, "page_size") > SMALL:
        return False
    raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
    raw.execute("VACUUM")
    return True


def _figure(raw: sqlite3.Connection, name: str) -> int:
    return int(raw.execute(f"PRAGMA {name}").fetchone()[0])
