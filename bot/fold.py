"""From a runner's rows to what a handler is given: the profile, and where the diary says they stand.

The fold's result is cached beside the person up to some entry; what came after is folded anew each time. The cache
lags behind on purpose: an undo mostly concerns something recent, and an ordinary event writes nothing to it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    recent: tuple[Entry, ...]
    snapshot: Mapping[str, Any] | None = None
    """Values for the person's row where the cache should be written anew."""


def entries(rows: Sequence[EntryRow]) -> tuple[Entry, ...]:
    return tuple(diary.from_json({**row.body, "n": row.n}) for row in rows)


async def know(loaded: Loaded, read_after: ReadDiary) -> Known:
    """What the loaded rows say; asks for more of the diary only where the cache is of no use."""
    person = loaded.person
    recent = entries(loaded.entries)
    if person is None:
        return Known(None, Standing(), ())
    athlete = None if person.athlete is None else Athlete.from_json(person.athlete)
    last = recent[-1].n if recent else 0
    cached = _cached(loaded)
    start = cached.n if cached else 0
    first = recent[0].n if recent else 1
    tail = tuple(one for one in recent if one.n > start) if first <= start + 1 else entries(await read_after(start))
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
