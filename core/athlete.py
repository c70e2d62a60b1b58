"""The runner's profile: what is stated rather than lived (that is the diary's)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date, time
from enum import StrEnum
from typing import Any

from core.body import Region, Side
from core.kit import Item, Kit
from core.records import dataclass, replace

FLOOR = "-"
"""The place of a journey without any kit."""
OFF = "off"
"""Instead of a time: not at all."""
RACE_NAME = 40
"""Characters of a race's name that are kept."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Level(StrEnum):
    """Months of regular strength work: new < 6, some 6-24, trained more (rulebook 3.9). Unknown counts as new."""

    NEW = "new"
    SOME = "some"
    TRAINED = "trained"


class Policy(StrEnum):
    """How fast the plan may rise. `CALM` waits twice as long before an exercise rises again; `LIVELY` has no room above
    the rulebook's own pace, which is `NORMAL`, and goes by that.
    """

    CALM = "calm"
    NORMAL = "normal"
    LIVELY = "lively"


class RunKind(StrEnum):
    REST = "rest"
    EASY = "easy"
    QUALITY = "quality"
    LONG = "long"


class Priority(StrEnum):
    """How much a race matters: A has a whole taper, B some days, C stands as a hard run (rulebook 6)."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Run:
    """One weekday's usual run; `km` and `minutes` may both be unknown."""

    kind: RunKind = RunKind.REST
    km: float | None = None
    minutes: float | None = None

    @property
    def hard(self) -> bool:
        return self.kind in (RunKind.QUALITY, RunKind.LONG)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to train, with what is there; the first of a runner's is the usual one."""

    name: str
    kit: Kit


@dataclass(frozen=True, slots=True)
class Race:
    """`km` is its length; `name` has at most `RACE_NAME` characters, "" = none was told."""

    day: date
    km: float
    priority: Priority = Priority.B
    name: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A region that the runner told us to be careful with for good."""

    region: Region
    side: Side = Side.both


@dataclass(frozen=True, slots=True)
class Athlete:
    """What `sinew/1` calls "athlete". Raises ValueError, naming the field, from `from_json`.

    `born` is a year, `mass_kg` kilograms (60 assumed where unknown, rulebook 3.8), `minutes` the longest session the
    runner has time for, `strength_days` 0-2, `wished_days` the weekdays on which strength is wanted where it may
    stand, `free_days` those on which nothing is planned. `mornings` overrides `morning` per weekday. `screen_yes` are
    the health questions answered with yes; clearance itself is a diary entry. `race` is the one that matters most,
    `races` are the season's others. `readiness`: asked about sleep and fatigue. `evening` None: no evening question.
    """

    zone: str = "UTC"
    morning: time = time(7, 0)
    language: str = "en"
    mass_unit: str = "kg"
    distance_unit: str = "km"
    level: Level = Level.NEW
    sex: str | None = None
    born: int | None = None
    mass_kg: float | None = None
    screened: bool = False
    places: tuple[Place, ...] = ()
    runs: tuple[Run, ...] = (Run(),) * 7
    strength_days: int = 2
    minutes: int = 45
    policy: Policy = Policy.NORMAL
    limits: tuple[Limit, ...] = ()
    race: Race | None = None
    races: tuple[Race, ...] = ()
    mornings: tuple[tuple[int, time], ...] = ()
    evening: time | None = time(20, 0)
    quiet_from: time = time(22, 0)
    quiet_to: time = time(6, 0)
    daily_mobility: bool = False
    plain: bool = False
    paused: bool = False
    hypermobile: bool = False
    technique_day: bool = True
    wished_days: tuple[int, ...] = ()
    free_days: tuple[int, ...] = ()
    readiness: bool = False
    screen_yes: tuple[str, ...] = ()
    extra: tuple[tuple[str, Any], ...] = field(default=(), compare=False)

    def kit(self, place: str | None = None) -> Kit:
        """The kit of a place, or of the first one; none told, or FLOOR = nothing but floor, wall and a sound chair."""
        if place == FLOOR:
            return Kit()
        chosen = next((one for one in self.places if one.name == place), self.places[0] if self.places else None)
        return chosen.kit if chosen else Kit()

    @property
    def season(self) -> tuple[Race, ...]:
        """Every race, by its day."""
        listed = (self.race, *self.races) if self.race is not None else self.races
        return tuple(sorted(listed, key=lambda one: one.day))

    def with_season(self, races: Iterable[Race]) -> Athlete:
        """With these races, one a day (of two the later listed); the main one is the last of the highest priority."""
        listed = tuple({one.day: one for one in races}.values())
        main = min(listed, key=lambda one: (one.priority, -one.day.toordinal()), default=None)
        return replace(self, race=main, races=tuple(one for one in listed if one is not main))

    @property
    def calm(self) -> bool:
        return self.policy is Policy.CALM

    def run_on(self, day: date) -> Run:
        return self.runs[day.weekday()]

    def age(self, day: date) -> int | None:
        """Whole years by the year of birth alone, the older reading."""
        return None if self.born is None else day.year - self.born

    def morning_on(self, weekday: int) -> time:
        return dict(self.mornings).get(weekday, self.morning)

    def to_json(self) -> dict[str, Any]:
        return dict(self.extra) | {
            "zone": self.zone,
            "morning": f"{self.morning:%H:%M}",
            "language": self.language,
            "mass_unit": self.mass_unit,
            "distance_unit": self.distance_unit,
            "level": self.level.value,
            "sex": self.sex,
            "born": self.born,
            "mass_kg": self.mass_kg,
            "screened": self.screened,
            "places": [{"name": one.name} | _kit_json(one.kit) for one in self.places],
            "runs": {
                name: {"kind": run.kind.value, "km": run.km, "minutes": run.minutes}
                for name, run in zip(WEEKDAYS, self.runs, strict=True)
            },
            "strength_days": self.strength_days,
            "minutes": self.minutes,
            "policy": self.policy.value,
            "limits": [{"region": one.region.value, "side": one.side.value} for one in self.limits],
            "race": None if self.race is None else _race_json(self.race),
            "races": [_race_json(one) for one in self.races],
            "mornings": {WEEKDAYS[number]: f"{at:%H:%M}" for number, at in self.mornings},
            "evening": f"{self.evening:%H:%M}" if self.evening else OFF,
            "quiet": [f"{self.quiet_from:%H:%M}", f"{self.quiet_to:%H:%M}"],
            "daily_mobility": self.daily_mobility,
            "plain": self.plain,
            "paused": self.paused,
            "hypermobile": self.hypermobile,
            "technique_day": self.technique_day,
            "wished_days": [WEEKDAYS[number] for number in self.wished_days],
            "free_days": [WEEKDAYS[number] for number in self.free_days],
            "readiness": self.readiness,
            "screen_yes": list(self.screen_yes),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Athlete:
        return _read(raw)


_BLANK = Athlete()
_KNOWN = frozenset(_BLANK.to_json())


def _read(raw: Mapping[str, Any]) -> Athlete:
    values: dict[str, Any] = {}
    unknown = []
    for name, value in raw.items():
        if name not in _KNOWN:
            unknown.append((name, value))
        elif value is not None and name in _READERS:
            try:
                values[name] = _READERS[name](value)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise ValueError(f"athlete.{name}: {value!r} is not understood ({error})") from error
    quiet = raw.get("quiet") or [None, None]
    return Athlete(
        **values,
        quiet_from=time.fromisoformat(quiet[0]) if quiet[0] else _BLANK.quiet_from,
        quiet_to=time.fromisoformat(quiet[1]) if quiet[1] else _BLANK.quiet_to,
        extra=tuple(sorted(unknown)),
    )


def _runs(week: Mapping[str, Any]) -> tuple[Run, ...]:
    if unknown := set(week) - set(WEEKDAYS):
        raise ValueError(f"unknown weekday {sorted(unknown)[0]!r}")
    return tuple([_run(week.get(name) or {}) for name in WEEKDAYS])


def _weekdays(names: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({WEEKDAYS.index(name) for name in names}))


def _run(raw: Mapping[str, Any]) -> Run:
    km, minutes = raw.get("km"), raw.get("minutes")
    return Run(
        RunKind(raw.get("kind", "rest")),
        None if km is None else _kilometres(km),
        None if minutes is None else _minutes(minutes),
    )


def _kit_json(kit: Kit) -> dict[str, Any]:
    return {
        "kit": [one.value for one in Item if one in kit.items],
        "weights_kg": list(kit.weights_kg),
        "bar_kg": kit.bar_kg,
        "plates_kg": list(kit.plates_kg),
        **({"single_kg": list(kit.single_kg)} if kit.single_kg else {}),
    }


def _kit(raw: Mapping[str, Any]) -> Kit:
    weight = _between(0.1, 500, float)
    bar = raw.get("bar_kg")
    return Kit(
        frozenset(Item(one) for one in raw.get("kit") or ()),
        tuple(sorted(weight(one) for one in raw.get("weights_kg") or ())),
        None if bar is None else weight(bar),
        tuple(sorted(weight(one) for one in raw.get("plates_kg") or ())),
        tuple(sorted(weight(one) for one in raw.get("single_kg") or ())),
    )


def _limit(raw: Mapping[str, Any]) -> Limit:
    return Limit(Region(raw["region"]), Side(raw.get("side") or "both"))


def _race(raw: Mapping[str, Any]) -> Race:
    return Race(
        date.fromisoformat(raw["date"]),
        _between(0.1, 1000, float)(raw["km"]),
        Priority(raw.get("priority") or "B"),
        str(raw.get("name") or "")[:RACE_NAME],
    )


def _race_json(race: Race) -> dict[str, Any]:
    named = {"name": race.name} if race.name else {}
    return {"date": race.day.isoformat(), "km": race.km, "priority": race.priority.value} | named


def _one_of(*allowed: str) -> Any:
    def check(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return str(value)

    return check


def _between(low: float, high: float, kind: Any) -> Any:
    def check(value: Any) -> Any:
        if isinstance(value, bool) or not low <= float(value) <= high:
            raise ValueError(f"must lie between {low:g} and {high:g}")
        return kind(value)

    return check


_kilometres, _minutes = _between(0, 500, float), _between(0, 2880, float)

_READERS: Mapping[str, Callable[[Any], Any]] = {
    "zone": str,
    "morning": time.fromisoformat,
    "language": str,
    "mass_unit": _one_of("kg", "lb"),
    "distance_unit": _one_of("km", "mi"),
    "level": Level,
    "sex": _one_of("f", "m"),
    "born": _between(1900, 2100, int),
    "mass_kg": _between(25, 350, float),
    "screened": bool,
    "places": lambda value: tuple([Place(str(one["name"]), _kit(one)) for one in value]),
    "runs": _runs,
    "strength_days": _between(0, 2, int),
    "minutes": _between(10, 60, int),
    "policy": Policy,
    "limits": lambda value: tuple([_limit(one) for one in value]),
    "race": _race,
    "races": lambda value: tuple([_race(one) for one in value]),
    "mornings": lambda value: tuple([(WEEKDAYS.index(day), time.fromisoformat(at)) for day, at in value.items()]),
    "evening": lambda value: None if value == OFF else time.fromisoformat(value),
    "daily_mobility": bool,
    "plain": bool,
    "paused": bool,
    "hypermobile": bool,
    "technique_day": bool,
    "wished_days": _weekdays,
    "free_days": _weekdays,
    "readiness": bool,
    "screen_yes": lambda value: tuple(map(str, value)),
}
"""How each field is read; what is not there, or null, stays as it is for everybody."""
