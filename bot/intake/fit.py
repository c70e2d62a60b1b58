"""FIT files: what watches write.

A watch writes a message a second with some thirty fields, and the coach needs the totals and the laps. So the file's
frames are walked here, what nobody needs is dropped, and `fitdecode` decodes the rest: an hour takes milliseconds, and
a file that ends in the middle is whole up to there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.intake import kinds
from bot.intake.run import Activity, Flaw, Lap, Unreadable, in_range

_MAGIC = b".FIT"
_KEPT = {
    0: frozenset({0}),  # file_id: type
    12: frozenset({0, 1, 3}),  # sport: sport, sub_sport, name
    # session: end, start, sport, sub-sport, elapsed, timer, distance, pulse, name
    18: frozenset({253, 2, 5, 6, 7, 8, 9, 16, 110}),
    19: frozenset({253, 2, 7, 8, 9, 15, 23}),  # lap: end, start, elapsed, timer, distance, pulse, intensity
    20: frozenset({253, 3, 5}),  # record: time, pulse, distance
    26: frozenset({4, 8}),  # workout: sport, name
}
"""Global message number -> its fields that are read (FIT profile)."""
_SESSION, _RECORD = 18, 20
_MOST_RECORDS, _MOST_LAPS, _MOST_FILES, _MOST_PARTS = 2000, 2000, 20, 20_000
_MOST_MESSAGES = 1_000_000
"""Of what one stream is read; more than any watch writes in two days."""
_SIZES = {0x83: 2, 0x84: 2, 0x85: 4, 0x86: 4, 0x88: 4, 0x89: 8, 0x8B: 2, 0x8C: 4, 0x8E: 8, 0x8F: 8, 0x90: 8}
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Times before FIT's own epoch plus a little are seconds since a watch was switched on."""

_FOREIGN = {
    "settings": "fit_settings", "device": "fit_settings", "sport": "fit_settings", "workout": "fit_workout",
    "schedules": "fit_workout", "course": "fit_course", "segment": "fit_course", "segment_list": "fit_course",
}  # fmt: skip


def is_fit(content: bytes) -> bool:
    return content[8:12] == _MAGIC


def read(content: bytes, *, check: bool = True) -> tuple[Activity, ...]:
    """The activities of a file (several in a triathlon). `check` False where an archive has its own checksums.

    Raises Unreadable for settings, workouts and whatever holds no activity.
    """
    if not is_fit(content):
        raise Unreadable("not_fit")
    flaws: list[Flaw] = []
    told = _Told()
    for one in _files(content):
        told.take(one)
        if one.broken and Flaw.CUT_SHORT not in flaws:
            flaws.append(Flaw.CUT_SHORT)
        elif check and not one.broken and Flaw.CHECKSUM not in flaws and not one.sound(content):
            flaws.append(Flaw.CHECKSUM)
    return told.activities(tuple(flaws))


# --- frames ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Thin:
    """One FIT file of the stream without what nobody needs. `broken`: it ends before it should."""

    start: int
    end: int
    broken: bool
    parts: list[tuple[int, bytes]]

    def frames(self) -> bytes:
        """As a FIT file of its own; where a session tells the totals, the seconds are dropped too."""
        parts = self.parts
        seconds = [number for number, (kind, part) in enumerate(parts) if kind == _RECORD]
        dropped: set[int] = set()
        if any(kind == _SESSION for kind, _ in parts):
            dropped = set(seconds)
        elif len(seconds) > _MOST_RECORDS:
            step = len(seconds) // _MOST_RECORDS + 1
            dropped = set(seconds[1:-1]) - set(seconds[::step])
        body = b"".join(part for number, (_, part) in enumerate(parts) if number not in dropped)
        return struct.pack("<BBHI4s", 12, 0x20, 2100, len(body), _MAGIC) + body + b"\0\0"

    def sound(self, content: bytes) -> bool:
        """Whether the checksum fits; 0 counts as not given."""
        given = content[self.end : self.end + 2]
        return given == b"\0\0" or _crc(content[self.start : self.end]) == int.from_bytes(given, "little")


@dataclass(frozen=True, slots=True)
class _Layout:
    """A local message: how long it is, and which slices of it are kept."""

    kind: int
    size: int
    kept: tuple[tuple[int, int], ...] = ()


def _files(content: bytes) -> Iterator[_Thin]:
    """The files of a stream: nearly always one."""
    at = 0
    for _ in range(_MOST_FILES):
        if content[at + 8 : at + 12] != _MAGIC:
            return
        head = content[at]
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        start = at + max(head, 12)
        # A watch that ran out of battery never wrote the size.
        end = start + size if size else len(content)
        found = _walk(content, at, start, min(end, len(content)))
        found.broken = found.broken or size == 0 or end > len(content)
        found.end = end
        yield found
        at = end + 2


def _walk(content: bytes, begin: int, at: int, end: int) -> _Thin:
    layouts: dict[int, _Layout] = {}
    parts: list[tuple[int, bytes]] = []
    broken, kept, messages = False, 0, 0
    while at < end:
        head = content[at]
        messages += 1
        if kept > _MOST_PARTS or messages > _MOST_MESSAGES:
            broken = True
            break
        if head & 0xC0 == 0x40:
            found = _definition(content, at, end)
            if found is None:
                broken = True
                break
            layout, part, size = found
            layouts[head & 0x0F] = layout
            if part:
                parts.append((-1, part))
                kept += 1
            at += size
            continue
        known = layouts.get((head >> 5) & 3 if head & 0x80 else head & 0x0F)
        if known is None or at + 1 + known.size > end:
            broken = True
            break
        if known.kept:
            body = b"".join([content[at + 1 + one : at + 1 + other] for one, other in known.kept])
            parts.append((known.kind, bytes((head & 0xDF if not head & 0x80 else head,)) + body))
            kept += known.kind != _RECORD
        at += 1 + known.size
    return _Thin(begin, at, broken, parts)


def _definition(content: bytes, at: int, end: int) -> tuple[_Layout, bytes, int] | None:
    """A definition: what its messages look like, the definition of their thin form, and its length."""
    if at + 6 > end:
        return None
    head, big = content[at], content[at + 2]
    kind = int.from_bytes(content[at + 3 : at + 5], "big" if big else "little")
    count = content[at + 5]
    follow = at + 6 + 3 * count
    if follow > end:
        return None
    wanted = _KEPT.get(kind, frozenset())
    offset = 0
    kept: list[tuple[int, int]] = []
    fields: list[bytes] = []
    for one in range(at + 6, follow, 3):
        number, size, base = content[one], content[one + 1], content[one + 2]
        unit = _SIZES.get(base, 1)
        if number in wanted and size and (base == 7 or size == unit):
            kept.append((offset, offset + size))
            fields.append(content[one : one + 3])
        offset += size
    if head & 0x20:
        if follow >= end:
            return None
        more = content[follow]
        if follow + 1 + 3 * more > end:
            return None
        offset += sum(content[one + 1] for one in range(follow + 1, follow + 1 + 3 * more, 3))
        follow += 1 + 3 * more
    layout = _Layout(kind, offset, tuple(kept))
    part = b""
    if kept:
        part = bytes((head & 0xDF,)) + content[at + 1 : at + 5] + bytes((len(fields),)) + b"".join(fields)
    return layout, part, follow - at


def _table() -> tuple[int, ...]:
    rows = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
        rows.append(value)
    return tuple(rows)


_TABLE = _table()


def _crc(content: bytes) -> int:
    value = 0
    for byte in content:
        value = (value >> 8) ^ _TABLE[(value ^ byte) & 0xFF]
    return value


# --- messages --------------------------------------------------------------------------------------------------------

_Fields = Mapping[str, Any]


@dataclass(slots=True)
class _Told:
    """The messages that were found, by their name."""

    kind: str = ""
    sport: _Fields = field(default_factory=dict)
    sessions: list[_Fields] = field(default_factory=list)
    laps: list[_Fields] = field(default_factory=list)
    records: list[_Fields] = field(default_factory=list)
    workout: bool = False

    def take(self, file: _Thin) -> None:
        import fitdecode

        with fitdecode.FitReader(
            file.frames(), check_crc=fitdecode.CrcCheck.DISABLED, error_handling=fitdecode.ErrorHandling.IGNORE
        ) as frames:
            for frame in frames:
                if isinstance(frame, fitdecode.FitDataMessage):
                    self._message(frame.name, {one.name: one.value for one in frame.fields})

    def _message(self, name: str, values: _Fields) -> None:
        match name:
            case "file_id":
                self.kind = self.kind or str(values.get("type") or "")
            case "sport":
                self.sport = values
            case "session":
                self.sessions.append(values)
            case "lap" if len(self.laps) < _MOST_LAPS:
                self.laps.append(values)
            case "record":
                self.records.append(values)
            case "workout":
                self.workout = True

    def activities(self, flaws: tuple[Flaw, ...]) -> tuple[Activity, ...]:
        held = bool(self.sessions or self.laps or self.records)
        if self.kind in _FOREIGN or (self.workout and not held):
            raise Unreadable(_FOREIGN.get(self.kind, "fit_workout"))
        if not held:
            raise Unreadable("cut_short_nothing" if flaws else "fit_other")
        found = [self._session(one, flaws) for one in self.sessions] or [self._unfinished(flaws)]
        kept = tuple(one for one in found if one is not None)
        if not kept:
            raise Unreadable("cut_short_nothing" if flaws else "fit_other")
        return kept

    def _session(self, values: _Fields, flaws: tuple[Flaw, ...]) -> Activity | None:
        start = _instant(values.get("start_time"))
        km, minutes = _km(values.get("total_distance")), _minutes(values)
        if not in_range(km, minutes):
            return None
        end = _instant(values.get("timestamp"))
        laps = self._laps(start, end) if len(self.sessions) > 1 else self._laps(None, None)
        name = _text(values.get("sport_profile_name")) or _text(self.sport.get("name"))
        sport = kinds.sport_of(str(values.get("sport") or self.sport.get("sport") or ""))
        if sport is None:
            sport = kinds.sport_of(name) or kinds.sport_by_pace(km, minutes)
        pulse = _number(values.get("avg_heart_rate"))
        return Activity(start, km, minutes, sport, "fit", name, pulse, laps, flaws)

    def _laps(self, start: datetime | None, end: datetime | None) -> tuple[Lap, ...]:
        found = []
        for one in self.laps:
            began = _instant(one.get("start_time"))
            if start is not None and end is not None and (began is None or not start <= began <= end):
                continue
            km, minutes = _km(one.get("total_distance")), _minutes(one)
            if km is None or minutes is None or not minutes or not in_range(km, minutes):
                continue
            part = str(one.get("intensity") or "")
            found.append(Lap(km, minutes, _number(one.get("avg_heart_rate")), part if part in kinds.PARTS else ""))
        return tuple(found)

    def _unfinished(self, flaws: tuple[Flaw, ...]) -> Activity | None:
        """No session was written: the laps, and the seconds after the last of them, say how far it went."""
        times = [one for one in (_instant(values.get("timestamp")) for values in self.records) if one is not None]
        starts = [one for one in (_instant(values.get("start_time")) for values in self.laps) if one is not None]
        start = min([*times, *starts], default=None)
        metres = [one for one in (_number(values.get("distance")) for values in self.records) if one is not None]
        laps = self._laps(None, None)
        km = max(metres) / 1000 if metres else sum(one.km for one in laps) or None
        minutes = sum(one.minutes for one in laps) or None
        if times and start is not None:
            minutes = (max(times) - start) / timedelta(minutes=1)
        if start is None or not in_range(km, minutes) or not (km or minutes):
            return None
        name = _text(self.sport.get("name"))
        sport = kinds.sport_of(str(self.sport.get("sport") or "")) or kinds.sport_of(name)
        sport = sport or kinds.sport_by_pace(km, minutes)
        pulses = [one for one in (_number(values.get("heart_rate")) for values in self.records) if one]
        pulse = sum(pulses) / len(pulses) if pulses else None
        flaws = flaws or (Flaw.CUT_SHORT,)
        return Activity(start, _rounded(km), _rounded(minutes), sport, "fit", name, pulse, laps, flaws)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _km(metres: object) -> float | None:
    value = _number(metres)
    return None if value is None else _rounded(value / 1000)


def _minutes(values: _Fields) -> float | None:
    seconds = _number(values.get("total_timer_time"))
    if seconds is None:
        seconds = _number(values.get("total_elapsed_time"))
    return None if seconds is None else _rounded(seconds / 60)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _instant(value: object) -> datetime | None:
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo and value > _OLDEST else None


def _text(value: object) -> str:
    return kinds.name_of(value) if isinstance(value, str) else ""
