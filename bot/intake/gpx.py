"""GPX: tracks of points, from which way, time and sport are worked out."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime

from bot.intake import kinds, xml
from bot.intake.run import Activity, Flaw, Sport, Unreadable, in_range

_STILL = 0.5
"""Metres a second below which nobody gets anywhere: a pause."""
_WINDOW, _ENOUGH_WINDOWS = 30.0, 4
"""Seconds; two minutes in motion say how somebody moves, less may be a dash for the bus."""
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
            moved = kinds.sport_by_speeds(self.speeds) if len(self.speeds) >= _ENOUGH_WINDOWS else Sport.MOVING
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
            case "trk" if len(self.tracks) < xml.MOST_TRACKS:
                self.tracks.append(_Track())
            case "trkseg" if self.tracks:
                self.tracks[-1].gap()
            case "trkpt" | "rtept":
                latitude, longitude = xml.number(attributes.get("lat")), xml.number(attributes.get("lon"))
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
            self._at = xml.instant(text)
        elif name == "trkpt" and self._place is not None and self.tracks:
            self.tracks[-1].point(*self._place, self._at)
            self._place = None
        elif name == "rtept" and self._place is not None:
            self.route.point(*self._place, None)
            self._place = None
        elif name in ("hr", "heartrate") and self.tracks and "trkpt" in path:
            pulse = xml.number(text)
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


def read(content: bytes) -> tuple[Activity, ...]:
    """One activity a track; a planned route is one without times. Raises Unreadable where nothing was recorded."""
    reader = _Gpx()
    whole = xml.parse(content, reader)
    flaws = () if whole else (Flaw.CUT_SHORT,)
    found = [one for track in reader.tracks if (one := track.activity(flaws)) is not None]
    if not found and (route := reader.route.activity(flaws)) is not None:
        found = [route]
    if not found:
        if not whole:
            raise Unreadable("cut_short_nothing")
        raise Unreadable("gpx_places" if reader.waypoints else "gpx_empty")
    return tuple(found)
