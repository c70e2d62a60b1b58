"""From a runner's rows to what a handler is given: the profile, and where the diary says they stand.

The fold's result is cached beside the person up to some entry; what came after is folded again each time. The cache
lags behind on purpose: an undo mostly concerns something recent, and an ordinary event writes nothing to it. For
runners who were here just now a process remembers what it folded, and from what: only what is new is read then.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from bot.storage import Store, jsons, loads
from bot.storage.loads import EntryRow, Loaded
from core import diary, standing
from core.athlete import Athlete
from core.diary import Entry
from core.standing import ReplayNeeded, Standing

log = logging.getLogger(__name__)

VERSION = str(standing.VERSION)
LAG = 4
"""After more entries than these the cache is written again: most events write nothing, and few entries are folded."""

ReadDiary = Callable[[int], Awaitable[Sequence[EntryRow]]]
"""Every entry of the runner after the one with that number."""


def reader(store: Store, loaded: Loaded) -> ReadDiary:
    """Reads on in the diary of the runner who was loaded; nothing of a stranger's."""

    async def read(after: int) -> Sequence[EntryRow]:
        if loaded.person is None:
            return ()
        number = loaded.person.id
        return await store.read(lambda connection: loads.diary(connection, number, after))

    return read


@dataclass(frozen=True, slots=True)
class Known:
    athlete: Athlete | None
    standing: Standing
    recent: Sequence[Entry]
    snapshot: Mapping[str, Any] | None = None
    """Values for the person's row where the cache should be written again."""


def entries(rows: Sequence[EntryRow]) -> tuple[Entry, ...]:
    return tuple(_entry(row) for row in rows)


def _entry(row: EntryRow) -> Entry:
    return diary.from_json({**jsons.loads(row.body), "n": row.n})


class Recent(Sequence[Entry]):
    """The newest entries, oldest first, each read from its row when it is first looked at; most never are."""

    def __init__(
        self, rows: Sequence[EntryRow], read: dict[int, tuple[EntryRow, Entry]] | None = None,
        more: tuple[Entry, ...] = (),
    ) -> None:  # fmt: skip
        self._rows, self._read, self._more = rows, {} if read is None else read, more

    def __len__(self) -> int:
        return len(self._rows) + len(self._more)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple([self[one] for one in range(*index.indices(len(self)))])
        at = index + len(self) if index < 0 else index
        if at >= len(self._rows):
            return self._more[at - len(self._rows)]
        if at < 0:
            raise IndexError(index)
        row = self._rows[at]
        known = self._read.get(row.n)
        if known is None or known[0] != row:
            known = self._read[row.n] = row, _entry(row)
        return known[1]

    def followed_by(self, entries: Iterable[Entry]) -> Recent:
        return Recent(self._rows, self._read, (*self._more, *entries))


def followed(recent: Sequence[Entry], entries: Iterable[Entry]) -> Sequence[Entry]:
    """The newest entries and some that come after them."""
    return recent.followed_by(entries) if isinstance(recent, Recent) else (*recent, *entries)


@dataclass(slots=True)
class _Remembered:
    """What was read of a runner, and from which texts: the profile's, the cached standing's, the entries' after it."""

    profile: str | None = None
    athlete: Athlete | None = None
    cached: str | None = None
    cached_standing: Standing | None = None
    rows: Sequence[EntryRow] = ()
    standing: Standing | None = None
    entries: dict[int, tuple[EntryRow, Entry]] = field(default_factory=dict)


class Memory:
    """The folds of the runners who were here last. Nothing in it is believed: each is held against the rows' texts."""

    def __init__(self, runners: int = 256) -> None:
        self._runners, self._of = runners, OrderedDict[int, _Remembered]()

    def of(self, person: int) -> _Remembered:
        found = self._of.setdefault(person, _Remembered())
        self._of.move_to_end(person)
        if len(self._of) > self._runners:
            self._of.popitem(last=False)
        return found

    def forget(self, person: int) -> None:
        self._of.pop(person, None)


async def know(loaded: Loaded, read_after: ReadDiary, memory: Memory | None = None) -> Known:
    """What the loaded rows say; asks for more of the diary only where the cache is of no use."""
    person = loaded.person
    if person is None:
        return Known(None, Standing(), ())
    mine = memory.of(person.id) if memory is not None else _Remembered()
    if person.athlete != mine.profile:
        mine.athlete = None if person.athlete is None else Athlete.from_json(jsons.loads(person.athlete))
        mine.profile = person.athlete
    last = loaded.entries[-1].n if loaded.entries else 0
    first = loaded.entries[0].n if loaded.entries else 1
    mine.entries = {n: one for n, one in mine.entries.items() if first <= n <= last}
    recent = Recent(loaded.entries, mine.entries)
    useful = person.standing_version == VERSION and isinstance(person.standing_n, int)
    cached = person.standing if useful else None
    if cached is None or cached != mine.cached:
        mine.cached, mine.cached_standing, mine.standing = cached, _read(cached), None
    athlete, base = mine.athlete, mine.cached_standing
    start = person.standing_n if base is not None else 0
    try:
        if first <= start + 1:
            now = _folded(recent, [row for row in loaded.entries if row.n > start], mine)
        else:
            now = standing.read(entries(await read_after(start)), after=base)
    except Exception as error:
        if base is None:
            raise
        if not isinstance(error, ReplayNeeded):
            log.exception("a snapshot is thrown away", extra={"action": "snapshot.garbage", "person": person.id})
        now, start = standing.read(entries(await read_after(0))), -LAG - 1
    snapshot = None
    if last - start > LAG:
        snapshot = {"standing": now.to_json(), "standing_version": VERSION, "standing_n": last}
    return Known(athlete, now, recent, snapshot)


def _folded(recent: Recent, rows: Sequence[EntryRow], mine: _Remembered) -> Standing:
    """The rows after the cached standing; those that were folded the last time are not folded again."""
    known = len(mine.rows)
    if mine.standing is not None and list(rows[:known]) == list(mine.rows):
        try:
            mine.standing = standing.read(recent[len(recent) - len(rows) + known :], after=mine.standing)
            mine.rows = rows
            return mine.standing
        except ReplayNeeded:
            pass  # It takes back one of those: all of them once more.
    mine.standing = None
    mine.standing = standing.read(recent[len(recent) - len(rows) :], after=mine.cached_standing)
    mine.rows = rows
    return mine.standing


def _read(cached: str | None) -> Standing | None:
    if cached is None:
        return None
    try:
        return Standing.from_json(jsons.loads(cached))
    except (LookupError, TypeError, ValueError, AttributeError):
        # A cache that cannot be read is no cache.
        return None
