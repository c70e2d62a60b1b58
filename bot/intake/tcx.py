"""TCX: activities with their laps, which tell their own totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.intake import kinds, xml
from bot.intake.run import Activity, Flaw, Lap, Sport, Unreadable, in_range


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
            if seconds and len(self.laps) < xml.MOST_TRACKS * 10 and in_range(metres / 1000, seconds / 60):
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
            case "Activity" if len(self.activities) < xml.MOST_TRACKS:
                self.activities.append(_TcxActivity(sport=attributes.get("Sport", "")[:60]))
            case "Lap" if self._now is not None and "Activity" in path:
                self.in_lap = True
                self._now.start = self._now.start or xml.instant(attributes.get("StartTime", ""))
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
            pulse = xml.number(text)
            if pulse and 20 < pulse < 250:
                now.lap["Pulse"] = pulse
        elif above == "Trackpoint":
            if name == "Time":
                self._at = xml.instant(text)
            elif name == "DistanceMeters":
                self._metres = xml.number(text)
        elif name == "Trackpoint" and self._at is not None and self._metres is not None:
            now.last = (self._at, self._metres)
            now.first = now.first or now.last
        elif name == "Lap":
            self.in_lap = False
            now.close_lap()
        elif name == "Id" and above == "Activity":
            now.start = xml.instant(text) or now.start
        elif name in ("Notes", "Name") and (above == "Activity" or (name == "Name" and above == "Plan")):
            now.name = now.name or kinds.name_of(text)

    def _lap(self, now: _TcxActivity, name: str, text: str) -> None:
        if name in ("TotalTimeSeconds", "DistanceMeters"):
            value = xml.number(text)
            if value is not None:
                now.lap[name] = value
        elif name == "Intensity":
            now.part = _INTENSITY.get(text, "")


def read(content: bytes) -> tuple[Activity, ...]:
    """The activities with their laps. Raises Unreadable for courses and workouts."""
    reader = _Tcx()
    whole = xml.parse(content, reader)
    if not whole and reader.in_lap and reader.activities:
        reader.activities[-1].close_lap(whole=False)
    flaws = () if whole else (Flaw.CUT_SHORT,)
    found = tuple(one for raw in reader.activities if (one := raw.activity(flaws)) is not None)
    if not found:
        if not whole:
            raise Unreadable("cut_short_nothing")
        raise Unreadable("fit_course" if reader.other == "course" else "fit_workout" if reader.other else "fit_other")
    return found
