"""From a runner's rows to what a handler is given: the profile, and where the diary says they stand.

The fold's result is cached beside the person up to some entry; what came after is folded anew each time. The cache
lags behind on purpose: an undo mostly concerns something recent, and an ordinary event writes nothing to it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from bot.storage.loads import EntryRow, Loaded
from core import diary, standing
from core.athlete import Athlete
from core.diary import Entry
from core.standing import ReplayNeeded, Standing

VERSION = str(standing.VERSION)
LAG = 24
"""After so many entries the cache is written anew."""

ReadDiary = Callable[[int], Awaitable[Sequence[EntryRow]]]
"""Every entry of the runner after the one with that number."""


@dataclass(frozen=True, slots=True)
class Known:
    athlete: Athlete | None
    standing: Standing
    recent: Sequence[Entry]
    snapshot: Mapping[str, Any] | None = None
    """Values for the person's row where the cache should be written anew."""


def entries(rows: Sequence[EntryRow]) -> tuple[Entry, ...]:
    return tuple(_entry(row) for row in rows)


def _entry(row: EntryRow) -> Entry:
    return diary.from_json({**json.loads(row.body), "n": row.n})


class Recent(Sequence[Entry]):
    """The newest entries, oldest first, each read from its row when it is first looked at."""

    def __init__(self, rows: Sequence[EntryRow]) -> None:
        self._rows = rows
        self._read: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(len(self._rows))))
        row = self._rows[index]
        found = self._read.get(row.n)
        if found is None:
            found = self._read[row.n] = _entry(row)
        return found

    def after(self, n: int) -> tuple[Entry, ...]:
        """Those with a higher number."""
        return tuple(self[one] for one, row in enumerate(self._rows) if row.n > n)


async def know(loaded: Loaded, read_after: ReadDiary) -> Known:
    """What the loaded rows say; asks for more of the diary only where the cache is of no use."""
    person = loaded.person
    if person is None:
        return Known(None, Standing(), ())
    recent = Recent(loaded.entries)
    athlete = None if person.athlete is None else Athlete.from_json(person.athlete)
    last = loaded.entries[-1].n if loaded.entries else 0
    first = loaded.entries[0].n if loaded.entries else 1
    cached = _cached(loaded)
    start = person.standing_n if cached else 0
    tail = recent.after(start) if first <= start + 1 else entries(await read_after(start))
    try:
        now = standing.read(tail, after=cached)
    except ReplayNeeded:
        now, start = standing.read(entries(await read_after(0))), -LAG - 1
    snapshot = None
    if last - start > LAG:
        snapshot = {"standing": now.to_json(), "standing_version": VERSION, "standing_n": last}
    return Known(athlete, now, recent, snapshot)


def _cached(loaded: Loaded) -> Standing | None:
    person = loaded.person
    if person is None or person.standing is None or person.standing_version != VERSION:
        return None
    try:
        return Standing.from_json(dict(person.standing))
    except (KeyError, TypeError, ValueError, AttributeError):
        # A cache that cannot be read is no cache.
        return None
