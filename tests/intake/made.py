"""Files as watches, programs and training platforms write them, made here: small, and with every figure known."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

SUNDAY = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
"""Half past eight in Berlin."""

# --- FIT -------------------------------------------------------------------------------------------------------------

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_ENUM, _UINT8, _UINT16, _UINT32, _STRING = 0x00, 0x02, 0x84, 0x86, 0x07
_FORMATS = {_ENUM: "B", _UINT8: "B", _UINT16: "H", _UINT32: "I"}
RUNNING, CYCLING, WALKING, GENERIC, SWIMMING = 1, 2, 11, 0, 5
ACTIVITY, SETTINGS, WORKOUT = 4, 2, 5
ACTIVE, REST = 0, 1


@dataclass(frozen=True)
class Lap:
    km: float
    minutes: float
    pulse: int | None = None
    intensity: int = ACTIVE


def seconds_of(at: datetime) -> int:
    return int((at - _EPOCH).total_seconds())


def crc(content: bytes) -> int:
    """The checksum of a FIT file, bit by bit."""
    value = 0
    for byte in content:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return value


class FitWriter:
    """Messages one after the other; `definition` of a local number, then its `data`."""

    def __init__(self) -> None:
        self.body = b""
        self._formats: dict[int, str] = {}

    def definition(self, local: int, message: int, fields: Sequence[tuple[int, int]], text: int = 0) -> None:
        """`fields` are (number, base type); a string takes `text` bytes."""
        self.body += struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
        form = "<"
        for number, base in fields:
            size = text if base == _STRING else struct.calcsize(_FORMATS[base])
            form += f"{text}s" if base == _STRING else _FORMATS[base]
            self.body += bytes((number, size, base))
        self._formats[local] = form

    def data(self, local: int, *values: object) -> None:
        self.body += bytes((local,)) + struct.pack(self._formats[local], *values)

    def file(self, *, checksum: bool = True) -> bytes:
        head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(self.body), b".FIT")
        head += struct.pack("<H", crc(head))
        whole = head + self.body
        return whole + struct.pack("<H", crc(whole) if checksum else 0)


def fit(
    km: float = 8.0,
    minutes: float = 45.0,
    *,
    start: datetime = SUNDAY,
    sport: int = RUNNING,
    kind: int = ACTIVITY,
    laps: Iterable[Lap] = (),
    pulse: int = 140,
    session: bool = True,
    every: int = 10,
    more: int = 0,
) -> bytes:
    """One activity: a record every so many seconds (with so many fields more), its laps, and its session."""
    writer = FitWriter()
    writer.definition(0, 0, ((0, _ENUM), (1, _UINT16), (4, _UINT32)))
    writer.data(0, kind, 1, seconds_of(start))
    if kind != ACTIVITY:
        return writer.file()
    others = [(number, _UINT16) for number in range(87, 88 + more)]
    writer.definition(1, 20, ((253, _UINT32), (5, _UINT32), (3, _UINT8), (7, _UINT16), *others))
    length = round(minutes * 60)
    for second in range(0, length + 1, every):
        metres = km * 100_000 * second / length
        writer.data(1, seconds_of(start) + second, round(metres), pulse, 210, *(0xFFFF for _ in others))
    writer.definition(2, 19, ((253, _UINT32), (2, _UINT32), (7, _UINT32), (8, _UINT32), (9, _UINT32), (15, _UINT8),
                              (23, _ENUM)))  # fmt: skip
    at = seconds_of(start)
    for lap in laps:
        last = at + round(lap.minutes * 60)
        took = round(lap.minutes * 60_000)
        writer.data(2, last, at, took, took, round(lap.km * 100_000), lap.pulse or 0xFF, lap.intensity)
        at = last
    if session:
        writer.definition(3, 18, ((253, _UINT32), (2, _UINT32), (5, _ENUM), (6, _ENUM), (7, _UINT32), (8, _UINT32),
                                  (9, _UINT32), (16, _UINT8)))  # fmt: skip
        took = round(minutes * 60_000)
        end = seconds_of(start) + length
        writer.data(3, end, seconds_of(start), sport, 0, took + 30_000, took, round(km * 100_000), pulse)
    return writer.file()


# --- GPX and TCX -----------------------------------------------------------------------------------------------------

_METRE = 360 / 40_030_174
"""Degrees of latitude."""


def gpx(
    km: float = 8.0, minutes: float = 45.0, *, start: datetime = SUNDAY, kind: str = "", name: str = "",
    every: int = 10, timed: bool = True,
) -> bytes:  # fmt: skip
    """A track due north at an even pace."""
    length = round(minutes * 60)
    points = []
    for second in range(0, length + 1, every):
        at = f"<time>{(start + timedelta(seconds=second)).isoformat().replace('+00:00', 'Z')}</time>" if timed else ""
        latitude = 52.5 + km * 1000 * _METRE * second / length
        points.append(f'<trkpt lat="{latitude:.7f}" lon="13.4"><ele>34.0</ele>{at}</trkpt>')
    about = (f"<name>{name}</name>" if name else "") + (f"<type>{kind}</type>" if kind else "")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="test" '
        f'xmlns="http://www.topografix.com/GPX/1/1"><trk>{about}<trkseg>{"".join(points)}</trkseg></trk></gpx>'
    ).encode()


def tcx(laps: Sequence[Lap] = (Lap(8.0, 45.0),), *, start: datetime = SUNDAY, sport: str = "Running") -> bytes:
    at = start
    shown = ""
    for lap in laps:
        pulse = f"<AverageHeartRateBpm><Value>{lap.pulse}</Value></AverageHeartRateBpm>" if lap.pulse else ""
        shown += (
            f'<Lap StartTime="{at:%Y-%m-%dT%H:%M:%S}.000Z"><TotalTimeSeconds>{lap.minutes * 60}</TotalTimeSeconds>'
            f"<DistanceMeters>{lap.km * 1000}</DistanceMeters>{pulse}"
            f"<Intensity>{'Resting' if lap.intensity == REST else 'Active'}</Intensity></Lap>"
        )
        at += timedelta(minutes=lap.minutes)
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="{sport}"><Id>{start:%Y-%m-%dT%H:%M:%S}.000Z</Id>{shown}</Activity></Activities>'
        "</TrainingCenterDatabase>"
    ).encode()


# --- calendars -------------------------------------------------------------------------------------------------------


def event(**lines: str) -> str:
    """One event; `_` in a name is "-". A DTSTART that needs parameters: `dtstart_=";TZID=Europe/Berlin:2026…"`."""
    rows = [f"{name.upper().replace('_', '-')}:{value}" for name, value in lines.items() if not name.endswith("_")]
    rows += [f"{name[:-1].upper().replace('_', '-')}{value}" for name, value in lines.items() if name.endswith("_")]
    return "\r\n".join(("BEGIN:VEVENT", *rows, "END:VEVENT", ""))


def calendar(*events: str, by: str = "-//Somebody//EN") -> bytes:
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{by}\r\n"
    return (head + "".join(events) + "END:VCALENDAR\r\n").encode()


def runna(on: date, summary: str, about: str, *, week: int = 1, kind: str = "EASY_RUN", seconds: int = 0) -> str:
    """An event as that platform writes it: bare dates, the kind in the first line of the description."""
    lines = {
        "uid": f"plan123-W{week}-{kind}-{on:%Y%m%d}", "dtstamp": f"{on:%Y%m%d}", "dtstart": f"{on:%Y%m%d}",
        "summary": summary, "description": about,
    }  # fmt: skip
    if seconds:
        lines["x_workout_estimated_duration"] = str(seconds)
    return event(**lines)


# --- archives --------------------------------------------------------------------------------------------------------


def zipped(members: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
