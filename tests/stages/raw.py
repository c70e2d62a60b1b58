"""Past the coach, straight to the file: for tests that look into it or put something into its way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from bot.storage import Store, sqlite

T = TypeVar("T")


async def raw(store: Store, work: Callable[[sqlite3.Connection], T]) -> T:
    """Runs in the thread of the writer, outside any transaction."""
    writer = store._writer
    assert isinstance(writer, sqlite.Lane)
    return await writer.run_raw(work)
