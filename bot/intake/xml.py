"""GPX and TCX: XML read as a stream, by a parser that knows neither entities nor document types.

No tree is built, so that a file costs what is read of it; a file that ends in the middle is read up to there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from bot.intake import kinds
from bot.intake.run import Activity, Flaw, Lap, Sport, Unreadable, in_range

_DEEPEST = 60
_CHUNK = 1 << 16
_HEAD = 4096
_MOST_TRACKS = 200
_LONGEST_TEXT = 2000


class _Reader(Protocol):
    """What is done with the elements: `opened` with attributes, `closed` with the text; names without namespace."""

    def opened(self, path: tuple[str, ...], attributes: dict[str, str]) -> None: ...

    def closed(self, path: tuple[str, ...], text: str) -> None: ...


class _Target:
    """Feeds a reader from the parser's events."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._path: tuple[str, ...] = ()
        self._text: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise Unreadable("hostile")
        self._path = (*self._path, tag.rpartition("}")[2])
        self._text, self._length = [], 0
        self._reader.opened(self._path, attributes)

    def data(self, data: str) -> None:
        if self._length < _LONGEST_TEXT:
            self._text.append(data[:_LONGEST_TEXT])
            self._length += len(data)

    def end(self, _tag: str) -> None:
        self._reader.closed(self._path, "".join(self._text).strip())
        self._text, self._length = [], 0
        self._path = self._path[:-1]

    def close(self) -> None:
        return


def root_of(content: bytes) -> str:
    """ "gpx", "tcx", another root's name, or "" for what is no XML."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = content[:_HEAD].decode("utf-16", "ignore")
    else:
        head = content[:_HEAD].decode("utf-8", "ignore")
    head = head.lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return ""
    at = 0
    while (at := head.find("<", at)) >= 0:
        if head.startswith("<!--", at):
            at = head.find("-->", at)
            if at < 0:
                return "xml"
        elif head[at + 1 : at + 2] not in ("?", "!"):
            name = head[at + 1 :].split(">", 1)[0].split("/", 1)[0].split()
            local = name[0].rpartition(":")[2] if name else ""
            return {"gpx": "gpx", "TrainingCenterDatabase": "tcx"}.get(local, "xml")
        at += 1
    return "xml"


def _parse(content: bytes, reader: _Reader) -> bool:
    """Reads it all. False where it ends in the middle or is broken from some point on.

    Raises Unreadable for document types and entities: no recording has them, and all attacks do.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Target(reader), forbid_dtd=True)
    try:
        for at in range(0, len(content), _CHUNK):
            parser.feed(content[at : at + _CHUNK])
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable("hostile") from error
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, Unreadable):
            raise
        return False
    return True


def instant(text: str) -> datetime | None:
    """ "2026-11-24T06:15:50.000Z"; without an offset it is taken as UTC, as both formats ask for."""
    try:
        found = datetime.fromisoformat(text.strip())
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if 1990 <= found.year <= 2200 else None


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


# --- GPX -------------------------------------------------------------------------------------------------------------

_STILL = 0.5
"""Metres a second below which nobody gets anywhere: a pause."""
_WINDOW = 30.0
_EARTH_M = 6_371_008.8
_GLITCH = 60.0
"""Metres a second that only a lost satellite reaches."""


@dataclass(slots=True)
class _Track:
    """One track as it goes by: where it came from, how far, and how fast in every half minute of motion."""

    name: str = ""
    kind: str = ""
    start: datetime | None = None
    metres: float = 0.0
    seconds: float = 0.0
    speeds: list[float] = field(default_factory=list)
    points: int = 0
    pulse_sum: float = 0.0
    pulses: int = 0
    last: tuple[float, float, datetime | None] | None = None
    window: tuple[float, float] = (0.0, 0.0)

    def gap(self) -> None:
        """A new segment: nobody knows the way between."""
        self.last = None
        self.window = (0.0, 0.0)

    def point(self, latitude: float, longitude: float, at: datetime | None) -> None:
        self.points += 1
        if self.start is None:
            self.start = at
        before, self.last = self.last, (latitude, longitude, at)
        if before is None:
            return
        metres = _between(before[0], before[1], latitude, longitude)
        if at is None or before[2] is None:
            self.metres += metres
            return
        seconds = (at - before[2]).total_seconds()
        if seconds <= 0 or metres / seconds > _GLITCH:
            return
        if metres / seconds < _STILL:
            if seconds <= _WINDOW:
                self.metres += metres
            return
        self.metres += metres
        self.seconds += seconds
        span, way = self.window[0] + seconds, self.window[1] + metres
        if span >= _WINDOW:
            self.speeds.append(way / span)
            span, way = 0.0, 0.0
        self.window = (span, way)

    def activity(self, flaws: tuple[Flaw, ...]) -> Activity | None:
        if self.points < 2:
            return None
        km, minutes = round(self.metres / 1000, 3), round(self.seconds / 60, 3)
        if not in_range(km, minutes):
            return None
        sport = kinds.sport_of(self.kind)
        if sport is None:
            by_name = kinds.sport_of(self.name)
            speeds = self.speeds or ([self.metres / self.seconds] if self.seconds else [])
            moved = kinds.sport_by_speeds(speeds)
            # "Morning run" on a bicycle is a forgotten name; "Walk" at a runner's speed may be either.
            sport = by_name if by_name is not None and moved in (by_name, Sport.MOVING) else moved
            if by_name is not None and by_name is not Sport.RUN and moved is Sport.RUN:
                sport = Sport.MOVING
        pulse = self.pulse_sum / self.pulses if self.pulses else None
        if self.start is None or not self.seconds:
            return Activity(None, km, None, Sport.ROUTE, "gpx", self.name, pulse, (), flaws)
        return Activity(self.start, km, minutes, sport, "gpx", self.name, pulse, (), flaws)


def _between(latitude: float, longitude: float, other: float, along: float) -> float:
    """Metres on the sphere (haversine)."""
    one, two = math.radians(latitude), math.radians(other)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(along - longitude) / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, half)))


class _Gpx:
    def __init__(self) -> None:
        self.tracks: list[_Track] = []
        self.route = _Track()
        self._place: tuple[float, float] | None = None
        self._at: datetime | None = None
        self.waypoints = False

    def opened(self, path: tuple[str, ...], attributes: dict[str, str]) -> None:
        match path[-1]:
            case "trk" if len(self.tracks) < _MOST_TRACKS:
                self.tracks.append(_Track())
            case "trkseg" if self.tracks:
                self.tracks[-1].gap()
            case "trkpt" | "rtept":
                latitude, longitude = _number(attributes.get("lat")), _number(attributes.get("lon"))
                self._place = None
                if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 360:
                    self._place = (latitude, longitude)
                self._at = None
            case "wpt":
                self.waypoints = True

    def closed(self, path: tuple[str, ...], text: str) -> None:
        name = path[-1]
        above = path[-2] if len(path) > 1 else ""
        if name == "time" and above == "trkpt":
            self._at = instant(text)
        elif name == "trkpt" and self._place is not None and self.tracks:
            self.tracks[-1].point(*self._place, self._at)
            self._place = None
        elif name == "rtept" and self._place is not None:
            self.route.point(*self._place, None)
            self._place = None
        elif name in ("hr", "heartrate") and self.tracks and "trkpt" in path:
            pulse = _number(text)
            if pulse and 20 < pulse < 250:
                self.tracks[-1].pulse_sum += pulse
                self.tracks[-1].pulses += 1
        elif above == "trk" and self.tracks and name in ("name", "type"):
            if name == "name":
                self.tracks[-1].name = kinds.name_of(text)
            else:
                self.tracks[-1].kind = text[:60]
        elif above == "rte" and name == "name":
            self.route.name = kinds.name_of(text)


def read_gpx(content: bytes) -> tuple[Activity, ...]:
    """One activity a track; a planned route is one without times. Raises Unreadable where nothing was recorded."""
    reader = _Gpx()
    whole = _parse(content, reader)
    flaws = () if whole else (Flaw.CUT_SHORT,)
    found = [one for track in reader.tracks if (one := track.activity(flaws)) is not None]
    if not found and (route := reader.route.activity(flaws)) is not None:
        found = [route]
    if not found:
        if not whole:
            raise Unreadable("cut_short_nothing")
        raise Unreadable("gpx_places" if reader.waypoints else "gpx_empty")
    return tuple(found)


# --- TCX -------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _TcxActivity:
    sport: str = ""
    name: str = ""
    start: datetime | None = None
    laps: list[Lap] = field(default_factory=list)
    seconds: float = 0.0
    metres: float = 0.0
    told: bool = False
    lap: dict[str, float] = field(default_factory=dict)
    part: str = ""
    first: tuple[datetime, float] | None = None
    last: tuple[datetime, float] | None = None
    pulse_minutes: float = 0.0

    def close_lap(self, *, whole: bool = True) -> None:
        """The lap's own totals; of one that was never finished, what its points say."""
        seconds, metres = self.lap.get("TotalTimeSeconds"), self.lap.get("DistanceMeters")
        if not whole and self.first and self.last:
            seconds = (self.last[0] - self.first[0]).total_seconds()
            metres = self.last[1] - self.first[1]
        if seconds is not None and metres is not None and seconds >= 0 and metres >= 0:
            pulse = self.lap.get("Pulse")
            self.seconds += seconds
            self.metres += metres
            self.told = True
            if seconds and len(self.laps) < _MOST_TRACKS * 10 and in_range(metres / 1000, seconds / 60):
                self.laps.append(Lap(round(metres / 1000, 3), round(seconds / 60, 3), pulse, self.part))
                self.pulse_minutes += (pulse or 0) * seconds / 60
        self.lap, self.part, self.first, self.last = {}, "", None, None

    def activity(self, flaws: tuple[Flaw, ...]) -> Activity | None:
        km, minutes = round(self.metres / 1000, 3), round(self.seconds / 60, 3)
        if not self.told or not in_range(km, minutes):
            return None
        sport = kinds.sport_of(self.sport)
        if sport in (None, Sport.OTHER) or self.sport == "Other":
            sport = kinds.sport_of(self.name) or kinds.sport_by_pace(km, minutes)
            # "Other" is what is neither running nor cycling to the watch, but also what many programs write for all.
            sport = Sport.MOVING if sport is Sport.RUN and self.sport == "Other" else sport
        counted = sum(one.minutes for one in self.laps if one.pulse)
        pulse = self.pulse_minutes / counted if counted else None
        return Activity(self.start, km, minutes, sport, "tcx", self.name, pulse, tuple(self.laps), flaws)


_INTENSITY = {"Active": "active", "Resting": "rest"}


class _Tcx:
    def __init__(self) -> None:
        self.activities: list[_TcxActivity] = []
        self.other = ""
        self._at: datetime | None = None
        self._metres: float | None = None
        self.in_lap = False

    @property
    def _now(self) -> _TcxActivity | None:
        return self.activities[-1] if self.activities else None

    def opened(self, path: tuple[str, ...], attributes: dict[str, str]) -> None:
        match path[-1]:
            case "Activity" if len(self.activities) < _MOST_TRACKS:
                self.activities.append(_TcxActivity(sport=attributes.get("Sport", "")[:60]))
            case "Lap" if self._now is not None and "Activity" in path:
                self.in_lap = True
                self._now.start = self._now.start or instant(attributes.get("StartTime", ""))
            case "Trackpoint":
                self._at, self._metres = None, None
            case "Course" | "Workout":
                self.other = path[-1].lower()

    def closed(self, path: tuple[str, ...], text: str) -> None:
        now = self._now
        if now is None or "Activity" not in path:
            return
        name, above = path[-1], path[-2] if len(path) > 1 else ""
        if above == "Lap":
            self._lap(now, name, text)
        elif name == "Value" and above == "AverageHeartRateBpm":
            pulse = _number(text)
            if pulse and 20 < pulse < 250:
                now.lap["Pulse"] = pulse
        elif above == "Trackpoint":
            if name == "Time":
                self._at = instant(text)
            elif name == "DistanceMeters":
                self._metres = _number(text)
        elif name == "Trackpoint" and self._at is not None and self._metres is not None:
            now.last = (self._at, self._metres)
            now.first = now.first or now.last
        elif name == "Lap":
            self.in_lap = False
            now.close_lap()
        elif name == "Id" and above == "Activity":
            now.start = instant(text) or now.start
        elif name in ("Notes", "Name") and (above == "Activity" or (name == "Name" and above == "Plan")):
            now.name = now.name or kinds.name_of(text)

    def _lap(self, now: _TcxActivity, name: str, text: str) -> None:
        if name in ("TotalTimeSeconds", "DistanceMeters"):
            value = _number(text)
            if value is not None:
                now.lap[name] = value
        elif name == "Intensity":
            now.part = _INTENSITY.get(text, "")


def read_tcx(content: bytes) -> tuple[Activity, ...]:
    """The activities with their laps. Raises Unreadable for courses and workouts."""
    reader = _Tcx()
    whole = _parse(content, reader)
    if not whole and reader.in_lap and reader.activities:
        reader.activities[-1].close_lap(whole=False)
    flaws = () if whole else (Flaw.CUT_SHORT,)
    found = tuple(one for raw in reader.activities if (one := raw.activity(flaws)) is not None)
    if not found:
        if not whole:
            raise Unreadable("cut_short_nothing")
        raise Unreadable("fit_course" if reader.other == "course" else "fit_workout" if reader.other else "fit_other")
    return found
