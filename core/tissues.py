"""Tissues: what a set, a landing and a kilometre put on each of them, by side (rulebook 4.1-4.3).

The table is ordinal and open to be edited (`data/tissues.toml`); `core.ledger` adds up what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from core.body import Region
from core.catalogue import Exercise, catalogue, contacts
from core.figures import Entry, Evidence, FiguresError, packaged, parse, read_sources
from core.session import Item, Phase

FILE = "tissues.toml"
N = TypeVar("N", int, float)

TIERS = range(5)
RULES = ("achilles", "patellar", "regions")


class Load(NamedTuple):
    """Units on the left and on the right."""

    left: float
    right: float

    @property
    def most(self) -> float:
        return max(self.left, self.right)


NONE = Load(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Tissue:
    """One tissue and how its tier is found; see the data file."""

    id: str
    by: str
    regions: tuple[Region, ...]
    first: int
    listed: int
    without: int
    landing: int
    run: int
    exercises: Mapping[str, int]

    def tier(self, exercise: Exercise) -> int:
        """The tier of one exercise for this tissue, 0 to 4."""
        if exercise.id in self.exercises:
            return self.exercises[exercise.id]
        if exercise.is_contact:
            return self.landing
        listed = [number for number, one in enumerate(exercise.regions) if one in self.regions]
        match self.by:
            case "achilles":
                return exercise.achilles_tier or 0
            case "patellar":
                if exercise.patellar is None:
                    return self.without if listed else 0
                return 1 if exercise.patellar <= 0.33 else 2 if exercise.patellar <= 0.66 else 3
        return 0 if not listed else self.first if listed[0] == 0 else self.listed


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file. `contacts` landings and `km` kilometres count as much as one set."""

    version: int
    contacts: int
    km: float
    min_per_km: float
    usual_km: Mapping[str, float]
    weeks: int
    from_days: int
    up_x: float
    least: float
    tissues: Mapping[str, Tissue]
    sources: Mapping[str, Evidence]


@lru_cache(maxsize=1)
def table() -> Table:
    """The packaged table, read once."""
    return read_table(packaged(FILE))


def read_table(text: str) -> Table:
    """A table from its text. Raises FiguresError with file, entry and reason."""
    document = parse(FILE, text)
    whole = Entry(FILE, "the whole file", document)
    dose, usual, ramp = (_inner(whole, name) for name in ("dose", "usual_km", "ramp"))
    tissues = whole.take("tissue", dict)
    if dose.take("sets", int) != 1:
        raise dose.error("the unit is one set")
    made = Table(
        version=whole.take("version", int),
        contacts=_positive(dose, "contacts", int),
        km=_positive(dose, "km", float),
        min_per_km=_positive(dose, "min_per_km", float),
        usual_km=MappingProxyType({one: _positive(usual, one, float) for one in ("easy", "quality", "long")}),
        weeks=_positive(ramp, "weeks", int),
        from_days=_positive(ramp, "from_days", int),
        up_x=_positive(ramp, "up_x", float),
        least=_positive(ramp, "least", int),
        tissues=MappingProxyType({name: _tissue(name, values) for name, values in tissues.items()}),
        sources=read_sources(whole),
    )
    for entry in (whole, dose, usual, ramp):
        entry.done()
    if made.up_x < 1:
        raise FiguresError(FILE, "ramp", "'up_x' must be 1 or more")
    for name in ("dose", "usual_km", "ramp", "tissue"):
        if name not in made.sources:
            raise FiguresError(FILE, name, "has no source in [sources]")
    return made


def _inner(whole: Entry, name: str) -> Entry:
    found = whole.inner(name)
    if found is None:
        raise whole.error(f"'{name}' is missing")
    return found


def _positive(entry: Entry, key: str, kind: type[N]) -> N:
    value = entry.take(key, kind)
    if value <= 0:
        raise entry.error(f"'{key}' must be more than zero")
    return value


def _tissue(name: str, values: object) -> Tissue:
    entry = Entry(FILE, f"tissue.{name}", values)
    made = Tissue(
        id=name,
        by=entry.take("by", str),
        regions=entry.all_of("regions", Region),
        first=entry.maybe("first", int) or 0,
        listed=entry.maybe("listed", int) or 0,
        without=entry.maybe("without", int) or 0,
        landing=entry.take("landing", int),
        run=entry.take("run", int),
        exercises=entry.pairs("exercise", int),
    )
    entry.done()
    if made.by not in RULES:
        raise entry.error(f"'by' must be one of {', '.join(RULES)}")
    if not made.regions:
        raise entry.error("needs the regions whose tissue it is")
    tiers = (made.first, made.listed, made.without, made.landing, made.run, *made.exercises.values())
    if any(one not in TIERS for one in tiers):
        raise entry.error("a tier is 0 to 4")
    for one in made.exercises:
        if one not in catalogue().by_id:
            raise entry.error(f"'{one}' is no exercise")
    return made


# --- what is written ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _loaded() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The tissues that each exercise loads, with its tier for them."""
    every = table().tissues.values()
    return {
        name: tuple((tissue.id, tier) for tissue in every if (tier := tissue.tier(exercise)))
        for name, exercise in catalogue().by_id.items()
    }


def of_items(items: Iterable[Item]) -> dict[str, tuple[float, float]]:
    """Left and right: every tissue that these lines load; warm-up and cool-down count by their landings alone."""
    sums: dict[str, tuple[float, float]] = {}
    for item in items:
        exercise = catalogue().by_id.get(item.exercise)
        if exercise is None:
            continue
        if exercise.is_contact:
            left = right = contacts(exercise, item.dose.sets, item.dose.amount) / table().contacts
        elif item.phase in _AROUND:
            continue
        else:
            left, right = item.dose.sets + (item.extra_side == "left"), item.dose.sets + (item.extra_side == "right")
        for name, tier in _loaded()[exercise.id]:
            before = sums.get(name, NONE)
            sums[name] = before[0] + tier * left, before[1] + tier * right
    return {name: sums[name] for name in table().tissues if name in sums}


_AROUND = frozenset({Phase.WARMUP, Phase.COOLDOWN, Phase.MOBILITY})


def of_km(km: float) -> dict[str, float]:
    """Units on each side, for every tissue."""
    each = table().km
    return {name: tissue.run * km / each for name, tissue in table().tissues.items()}
