"""The catalogue: exercises, session slots and region actions as data, read once and checked completely.

An entry that cannot be used stops the load with a `CatalogueError` that names file, entry and reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from core.body import GROIN, LOWER_LEG, Pattern, Region, Volume, counts_with
from core.body import loads as pattern_loads
from core.figures import Entry, Evidence, FiguresError, packaged, parse, read_sources
from core.kit import NO_KIT, SAME_KG, Implement, Item, Kit, Load, largest_at_most
from core.policy import policy

EXERCISES, SLOTS = "exercises.toml", "slots.toml"

EXPLOSIVE = -1
"""The lift of a tempo written X: as fast as controlled."""

CatalogueError = FiguresError
"""A catalogue that cannot be used: `file`, `entry`, `reason`."""


class Phase(StrEnum):
    """The part of the library an exercise belongs to."""

    compound = "compound"
    single = "single"
    posterior = "posterior"
    calf = "calf"
    hip = "hip"
    core = "core"
    push = "push"
    pull = "pull"
    plyo = "plyo"
    mobility = "mobility"
    warmup = "warmup"
    cooldown = "cooldown"
    drill = "drill"


STRENGTH_PHASES = frozenset(
    {
        Phase.compound,
        Phase.single,
        Phase.posterior,
        Phase.calf,
        Phase.hip,
        Phase.core,
        Phase.push,
        Phase.pull,
    }
)
"""Where working sets come from (rulebook 3.5)."""


class Sides(StrEnum):
    """Both sides together; one side, then the other; or alternating."""

    both = "both"
    each = "each"
    alt = "alt"


class Unit(StrEnum):
    """What an amount counts."""

    reps = "reps"
    seconds = "seconds"
    metres = "metres"


class Hold(StrEnum):
    """Where the pause of a tempo is."""

    bottom = "bottom"
    top = "top"


class Tempo(NamedTuple):
    """Seconds of lowering, pause, lift and top; the lift may be `EXPLOSIVE`."""

    lower: int
    pause: int
    lift: int
    top: int

    @classmethod
    def parse(cls, text: str) -> Tempo:
        """A tempo as it is written, such as 3-1-1-0 or 2-0-X-0. Raises ValueError."""
        if not re.fullmatch(r"\d-\d-[\dX]-\d", text):
            raise ValueError(f"a tempo is lower-pause-lift-top such as 3-1-1-0, not {text!r}")
        return cls(*(EXPLOSIVE if part == "X" else int(part) for part in text.split("-")))

    @property
    def seconds(self) -> int:
        """One repetition, in seconds; X counts as one."""
        return self.lower + self.pause + (1 if self.lift == EXPLOSIVE else self.lift) + self.top

    def __str__(self) -> str:
        return "-".join("X" if part == EXPLOSIVE else str(part) for part in self)


@lru_cache(maxsize=1)
def default_tempo() -> Tempo:
    """Where the library has a blank (rulebook 3.9)."""
    return Tempo.parse(policy().session.default_tempo)


class Stage(NamedTuple):
    """From `week` on: this many sets of this many repetitions, two left in reserve (rulebook 4.1)."""

    week: int
    sets: int
    reps: int


class Landings(NamedTuple):
    """Contacts counted for each repetition (a side), second or metre (rulebook 5)."""

    per: str
    contacts: float


@dataclass(frozen=True, slots=True)
class Exercise:
    """One row of the library. Amounts are repetitions, seconds or metres; of one side where it is `sided`."""

    id: str
    phase: Phase
    pattern: Pattern
    volume: Volume | None
    regions: tuple[Region, ...]
    needs: tuple[Item, ...]
    loads: tuple[Item, ...]
    implement: Implement | None
    sides: Sides
    regress: tuple[str, ...]
    regress_all: bool
    progress: tuple[str, ...]
    sets_min: int
    sets_max: int
    unit: Unit
    low: int
    high: int
    rep_seconds: int | None
    directions: int
    stages: tuple[Stage, ...]
    every_days: int | None
    rpe_max: int | None
    after_days: int
    tempo: Tempo | None
    hold: Hold | None
    achilles_tier: int | None
    at_walk: bool
    patellar_low: float | None
    patellar: float | None
    level: int | None
    rung: int | None
    landings: Landings | None
    contacts: int
    half_rung: bool
    on_hands: bool
    share: float
    first_load: tuple[float, float] | None
    next_load: float | None

    @property
    def sided(self) -> bool:
        """Whether its dose is of one side: `each`, and `alt` counted in repetitions.

        Alternating seconds and metres are the whole of it: 20 m of marching are 20 m.
        """
        return self.sides is Sides.each or (self.sides is Sides.alt and self.unit is Unit.reps)

    @property
    def is_contact(self) -> bool:
        """Whether it lands: an item of the plyometric table, ankle bounces or a finisher of it."""
        return self.landings is not None

    @property
    def is_tendon(self) -> bool:
        """Whether it is of the calf and tendon table, and so changes at most every 14 days."""
        return self.phase is Phase.calf

    @property
    def is_hold(self) -> bool:
        """Whether it is an isometric of a working phase, counted in seconds."""
        return self.phase in STRENGTH_PHASES and self.unit is Unit.seconds

    @property
    def is_working(self) -> bool:
        """Whether its sets are working sets where they stand in the work of a session."""
        return self.phase in STRENGTH_PHASES

    @property
    def first_region(self) -> Region | None:
        """The region its sets count for; None for a walk, breathing and the like."""
        return self.regions[0] if self.regions else None

    @property
    def working_tempo(self) -> Tempo:
        """Its tempo, or the default where the library has a blank."""
        return self.tempo or default_tempo()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in session `a` or `b`. `starts`, `base` and `with_bar` by level; `sets` by phase of the season.

    `base`: what the first base week moves to. `with_bar`: what a barbell starts with instead.
    `without_weights`: the bodyweight-only list, in order. `second`: the other exercise of a slot that has two in build.
    """

    id: str
    session: str
    volume: Volume
    main: bool
    starts: Mapping[str, str]
    base: Mapping[str, str]
    with_bar: Mapping[str, str]
    without_weights: tuple[str, ...]
    second: str | None
    sets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RegionAction:
    """What joint or tendon pain of 3-5 changes (a row of rulebook 2.3).

    `place`: the finer place it is about; None where the region is enough. `unless_known`: it also holds while the
    place is unknown. `remove` leaves the plan, `also_stop` leaves warm-up, stretches and drills; `swap` comes in,
    the first that fits. `variants`: exercise -> code of the form that is meant or stopped. `if_it_hurts`: only then.
    `runs`: codes for advice on runs. `back_when`: codes of the return test. `index_ceiling`: patellar index allowed.
    """

    id: str
    regions: tuple[Region, ...]
    place: str | None
    unless_known: bool
    contacts: bool
    index_ceiling: float | None
    remove: tuple[str, ...]
    also_stop: tuple[str, ...]
    if_it_hurts: tuple[str, ...]
    swap: tuple[str, ...]
    variants: Mapping[str, str]
    runs: tuple[str, ...]
    back_when: tuple[str, ...]

    def bans(self, exercise: Exercise) -> bool:
        """Whether the row takes this exercise out of the plan, its isometrics excepted from the ceiling."""
        if exercise.id in self.remove or exercise.id in self.also_stop:
            return True
        if self.contacts and exercise.is_contact:
            return True
        over = exercise.patellar is not None and self.index_ceiling is not None
        return over and (exercise.patellar or 0.0) > (self.index_ceiling or 0.0) and not exercise.is_hold


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises, slots and region actions. Mappings are read-only and keep the order of the files."""

    by_id: Mapping[str, Exercise]
    slots: Mapping[str, Slot]
    actions: Mapping[str, RegionAction]
    order: tuple[str, ...]
    warmup: tuple[str, ...]
    cooldown: tuple[str, ...]
    technique: Mapping[str, tuple[TechniqueItem, ...]]
    evidence_of: Mapping[tuple[str, str], Evidence]
    _easier: Mapping[str, tuple[str, ...]]
    _harder: Mapping[str, tuple[str, ...]]

    def __getitem__(self, exercise_id: str) -> Exercise:
        """The exercise of this id; KeyError for any other."""
        return self.by_id[exercise_id]

    def regressions(self, exercise_id: str) -> tuple[str, ...]:
        """Every easier rung, nearest first and without repeats; the order of the row decides between equals."""
        return self._easier[exercise_id]

    def progressions(self, exercise_id: str) -> tuple[str, ...]:
        """Every harder rung, nearest first and without repeats."""
        return self._harder[exercise_id]

    def evidence(self, exercise_id: str, field: str) -> Evidence | None:
        """Where a figure of an exercise comes from; None for what is no figure (its id, its links)."""
        return self.evidence_of.get((exercise_id, field))

    def candidates(self, slot: Slot, level: str, kit: Kit, *, base: bool = False) -> tuple[Exercise, ...]:
        """Who may fill a slot with this kit, best first, before bans and tier gates.

        The start of the level (`base`: what the base phase moves to), then down its regress links, then the slot's
        bodyweight list. `level` is one of new, some, trained.
        """
        wanted = [slot.base[level]] if base and level in slot.base else []
        if level in slot.with_bar and kit.has(Item.barbell):
            wanted.append(slot.with_bar[level])
        wanted.append(slot.starts[level])
        wanted += [easier for start in tuple(wanted) for easier in self.regressions(start)]
        wanted += slot.without_weights
        return tuple(self.by_id[i] for i in dict.fromkeys(wanted) if available(self.by_id[i], kit))

    def swap_for(self, action: RegionAction, exercise: Exercise, kit: Kit) -> Exercise | None:
        """What the row swaps in for an exercise it takes out: the first of the same volume group that the kit has."""
        fitting = (self.by_id[swap] for swap in action.swap)
        return next((one for one in fitting if one.volume == exercise.volume and available(one, kit)), None)

    def actions_for(self, region: Region, place: str | None = None) -> tuple[RegionAction, ...]:
        """The rows of 2.3 for a report; an unknown place takes the rows that hold until it is known."""
        return tuple(
            action
            for action in self.actions.values()
            if region in action.regions
            and (action.place is None or action.place == place or (place is None and action.unless_known))
        )


@dataclass(frozen=True, slots=True)
class TechniqueItem:
    """One line of a technique day: sets by kind of week (intro, base, deload); 0 = not that week."""

    exercise: str
    amount: int
    sets: Mapping[str, int]


# --- what follows from an exercise -----------------------------------------------------------------------------


def available(exercise: Exercise, kit: Kit) -> bool:
    """Whether the kit has what the exercise needs."""
    return not exercise.needs or any(kit.has(item) for item in exercise.needs)


def loaded_regions(exercise: Exercise) -> frozenset[Region]:
    """Every region an exercise loads: what it lists, its pattern, and the hands it stands on."""
    found = frozenset(exercise.regions) | pattern_loads(exercise.pattern)
    if exercise.on_hands:
        found |= {Region.wrist, Region.shoulder}
    if exercise.is_contact:
        found |= pattern_loads(Pattern.contact)
    return found


def loads_region(exercise: Exercise, region: Region) -> bool:
    """Whether a red report in this region takes the exercise out (rulebook 2.1).

    For Achilles, calf, shin, ankle and foot that is every exercise of Achilles tier 1 and up. A red groin takes out
    whatever loads the hip: no pattern of the rulebook lists the groin, and a deep ache there may be bone [DC].
    """
    found = loaded_regions(exercise)
    if region in LOWER_LEG and (exercise.achilles_tier or 0) >= 1:
        return True
    if region in GROIN and Region.hip in found:
        return True
    return not found.isdisjoint(counts_with(region))


def counts_for(exercise: Exercise, region: Region) -> bool:
    """Whether an amber report in this region holds the exercise: its first region is that one (or of its family)."""
    return exercise.first_region is not None and exercise.first_region in counts_with(region)


def contacts(exercise: Exercise, sets: int, amount: int) -> int:
    """Landings of so many sets of `amount` (of one side where sided), rounded up; 0 where nothing lands."""
    if exercise.landings is None:
        return 0
    sides = 2 if exercise.sided else 1
    return ceil(sets * amount * sides * exercise.landings.contacts - 1e-9)


def within_contacts(exercise: Exercise, sets: int, amount: int, cap: int) -> tuple[int, int] | None:
    """The dose cut to at most `cap` contacts: fewer sets first, then a shorter one; None where nothing is left."""
    for fewer in range(sets, 0, -1):
        if contacts(exercise, fewer, amount) <= cap:
            return fewer, amount
    for shorter in range(amount - 1, 0, -1):
        if contacts(exercise, 1, shorter) <= cap:
            return 1, shorter
    return None


def seconds_of_work(exercise: Exercise, sets: int, amount: int, rest_s: int = 0, tempo: Tempo | None = None) -> float:
    """Seconds of so many sets of `amount`, each followed by its rest, without the set-up (rulebook 3.9).

    Repetitions take their tempo, holds their seconds, metres a walking pace; twice where sided.
    """
    if exercise.unit is Unit.reps:
        one = float(exercise.rep_seconds or (tempo or exercise.working_tempo).seconds)
    elif exercise.unit is Unit.seconds:
        one = 1.0
    else:
        one = 1.0 / policy().session.metres_per_s
    return sets * (amount * one * exercise.directions * (2 if exercise.sided else 1) + rest_s)


def first_load(
    kit: Kit, exercise: Exercise, mass_kg: float, *, halved: bool = False, stated_kg: float | None = None
) -> Load | None:
    """The first load of 3.4: the largest loadable not above the upper end; None = bodyweight, or no figure.

    `mass_kg`: body mass. `halved`: 60 and over, new, or injured within three months. A percentage is of each
    implement where there are two, so the total may be twice of it. `stated_kg`: the total that the runner could lift
    about 15 times, which the first load is taken from (3.1), up to a multiple of the guess.
    """
    if exercise.first_load is None:
        return None
    upper = mass_kg * exercise.first_load[1] / 100 * (0.5 if halved else 1.0)
    if exercise.implement is Implement.pair:
        upper *= 2
    if stated_kg is not None:
        upper = min(stated_kg, upper * policy().step.stated_load_max_x)
    return largest_at_most(kit, exercise, upper) if upper > SAME_KG else None


# --- reading ---------------------------------------------------------------------------------------------------


def _tempo(entry: Entry) -> Tempo | None:
    text = entry.maybe("tempo", str)
    if text is None:
        return None
    try:
        return Tempo.parse(text)
    except ValueError as error:
        raise entry.error(str(error)) from None


def _exercise(entry: Entry) -> Exercise:
    dose = entry.inner("dose")
    if dose is None:
        raise entry.error("'dose' is missing")
    sets = dose.span("sets", int)
    units = [(unit, span) for unit in Unit if (span := dose.span(unit, int)) is not None]
    dose.done()
    if sets is None or sets[0] < 1 or len(units) != 1 or units[0][1][0] < 1:
        raise entry.error("'dose' must be sets and one of reps, seconds, metres, each [from, to] and at least 1")
    unit, (low, high) = units[0]

    links = entry.strings("regress")
    together = any("+" in link for link in links)
    if together and len(links) > 1:
        raise entry.error("'regress' is either a choice or a+b, not both")
    regress = tuple(links[0].split("+")) if together else links

    patellar = entry.span("patellar", float)
    first = entry.span("first_load", float)
    landings = entry.inner("landings")
    stages = entry.maybe("stages", list) or []
    return _finished(
        entry,
        Exercise(
            id=entry.name,
            phase=entry.one_of("phase", Phase),
            pattern=entry.one_of("pattern", Pattern),
            volume=entry.maybe_one_of("volume", Volume),
            regions=entry.all_of("regions", Region),
            needs=entry.all_of("needs", Item),
            loads=entry.all_of("loads", Item),
            implement=entry.maybe_one_of("implement", Implement),
            sides=entry.one_of("sides", Sides),
            regress=regress,
            regress_all=together,
            progress=entry.strings("progress"),
            sets_min=sets[0],
            sets_max=sets[1],
            unit=unit,
            low=low,
            high=high,
            rep_seconds=entry.maybe("rep_seconds", int),
            directions=entry.maybe("directions", int) or 1,
            stages=tuple(_stage(entry, number, values) for number, values in enumerate(stages, 1)),
            every_days=entry.maybe("every_days", int),
            rpe_max=entry.maybe("rpe_max", int),
            after_days=entry.maybe("after_days", int) or 0,
            tempo=_tempo(entry),
            hold=entry.maybe_one_of("hold", Hold),
            achilles_tier=entry.maybe("achilles", int),
            at_walk=entry.maybe("at_walk", bool) or False,
            patellar_low=patellar[0] if patellar else None,
            patellar=patellar[1] if patellar else None,
            level=entry.maybe("level", int),
            rung=entry.maybe("rung", int),
            landings=_landings(landings) if landings else None,
            contacts=entry.maybe("contacts", int) or 0,
            half_rung=entry.maybe("half_rung", bool) or False,
            on_hands=entry.maybe("on_hands", bool) or False,
            share=entry.maybe("share", float) or 0.0,
            first_load=first,
            next_load=entry.maybe("next_load", float),
        ),
    )


def _stage(entry: Entry, number: int, values: object) -> Stage:
    inner = Entry(entry.file, f"{entry.name}.stages.{number}", values)
    stage = Stage(inner.take("week", int), inner.take("sets", int), inner.take("reps", int))
    inner.done()
    return stage


def _landings(entry: Entry) -> Landings:
    landings = Landings(entry.take("per", str), entry.take("contacts", float))
    entry.done()
    return landings


def _finished(entry: Entry, exercise: Exercise) -> Exercise:
    """What must hold inside one row."""
    bells = {Item.dumbbells, Item.kettlebell} & set(exercise.loads)
    tier = exercise.achilles_tier
    full = contacts(exercise, exercise.sets_max, exercise.high)
    checks: tuple[tuple[bool, str], ...] = (
        (bool(bells) != (exercise.implement is None), "'implement' goes with dumbbells or a kettlebell, and only so"),
        (tier is None or 0 <= tier <= 4, "'achilles' must be 0 to 4"),
        (0.0 <= exercise.share <= 1.0, "'share' must be 0 to 1"),
        (exercise.is_contact == (exercise.phase is Phase.plyo), "'landings' belongs to the plyometric table"),
        (exercise.is_contact == (exercise.level is not None), "'level' goes with landings"),
        (exercise.level is None or 0 <= exercise.level <= 4, "'level' must be 0 to 4"),
        (
            exercise.landings is None or exercise.landings.per == exercise.unit.removesuffix("s"),
            "'landings' must be per unit of the dose",
        ),
        (full == exercise.contacts, f"'contacts' must be those of the full dose, {full}"),
        (exercise.is_working or exercise.volume is None, "'volume' belongs to working sets"),
        (exercise.first_load is None or bool(exercise.loads), "'first_load' needs 'loads'"),
        (exercise.directions >= 1, "'directions' must be at least 1"),
        (not exercise.is_working or bool(exercise.regions), "working sets need a region"),
    )
    for holds, reason in checks:
        if not holds:
            raise entry.error(reason)
    return exercise


def _evidence(document: Entry, tables: Mapping[str, object]) -> Mapping[tuple[str, str], Evidence]:
    """(exercise, field) -> source, from the file's defaults and the exceptions of each row."""
    sources = read_sources(document)

    defaults: dict[str, str] = document.take("defaults", dict)
    found: dict[tuple[str, str], Evidence] = {}
    for exercise_id, values in tables.items():
        own = values.get("evidence", {}) if isinstance(values, dict) else {}
        entry = Entry(EXERCISES, exercise_id, values)
        if not isinstance(own, dict):
            raise entry.error("'evidence' must be a table")
        stray = [field for field in own if not isinstance(values, dict) or field not in values]
        if stray:
            raise entry.error(f"'evidence' speaks of '{stray[0]}', which the row does not have")
        for field in values if isinstance(values, dict) else ():
            name = own.get(field, defaults.get(field))
            if name is None:
                continue
            if name not in sources:
                raise entry.error(f"'evidence' of '{field}' names an unknown source {name!r}")
            found[exercise_id, field] = sources[name]
    return MappingProxyType(found)


def _linked(exercises: Mapping[str, Exercise]) -> None:
    """Ladders are closed, and no way up leads back to where it began."""
    harder: dict[str, set[str]] = {exercise_id: set() for exercise_id in exercises}
    for exercise in exercises.values():
        for kind, links in (("regress", exercise.regress), ("progress", exercise.progress)):
            for link in links:
                if link not in exercises:
                    raise CatalogueError(EXERCISES, exercise.id, f"'{kind}' names an unknown exercise '{link}'")
                low, high = (link, exercise.id) if kind == "regress" else (exercise.id, link)
                harder[low].add(high)

    done: set[str] = set()

    def climb(at: str, path: tuple[str, ...]) -> None:
        if at in path:
            loop = " -> ".join((*path[path.index(at) :], at))
            raise CatalogueError(EXERCISES, at, f"the ladder goes in a circle: {loop}")
        if at not in done:
            for higher in sorted(harder[at]):
                climb(higher, (*path, at))
            done.add(at)

    for exercise_id in exercises:
        climb(exercise_id, ())


def _reach(start: str, links: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Everything that links lead to, nearest first."""
    found: dict[str, None] = {}
    front = [start]
    while front:
        front = [link for at in front for link in links(at) if link not in found]
        found.update(dict.fromkeys(front))
    return tuple(found)


LEVELS = ("new", "some", "trained")
SEASON_PHASES = ("intro", "base", "build", "maintain")


def _slot(entry: Entry) -> Slot:
    slot = Slot(
        id=entry.name,
        session=entry.take("session", str),
        volume=entry.one_of("volume", Volume),
        main=entry.maybe("main", bool) or False,
        starts=entry.pairs("starts", str),
        base=entry.pairs("base", str),
        with_bar=entry.pairs("with_bar", str),
        without_weights=entry.strings("without_weights"),
        second=entry.maybe("second", str),
        sets=entry.pairs("sets", int),
    )
    entry.done()
    if slot.session not in ("a", "b"):
        raise entry.error(f"'session' must be a or b, not {slot.session!r}")
    for key, given, known in (
        ("starts", slot.starts, LEVELS),
        ("base", slot.base, LEVELS),
        ("with_bar", slot.with_bar, LEVELS),
        ("sets", slot.sets, SEASON_PHASES),
    ):
        if not set(given) <= set(known):
            raise entry.error(f"'{key}' knows {', '.join(known)} only")
    if set(slot.starts) != set(LEVELS) or set(slot.sets) != set(SEASON_PHASES):
        raise entry.error("'starts' needs every level and 'sets' every phase")
    if not slot.without_weights or any(not 1 <= sets <= 5 for sets in slot.sets.values()):
        raise entry.error("needs a bodyweight list, and 1 to 5 sets a phase")
    return slot


def _action(entry: Entry) -> RegionAction:
    action = RegionAction(
        id=entry.name,
        regions=entry.all_of("regions", Region),
        place=entry.maybe("place", str),
        unless_known=entry.maybe("unless_known", bool) or False,
        contacts=entry.take("contacts", bool),
        index_ceiling=entry.maybe("index_ceiling", float),
        remove=entry.strings("remove"),
        also_stop=entry.strings("also_stop"),
        if_it_hurts=entry.strings("if_it_hurts"),
        swap=entry.strings("swap"),
        variants=entry.pairs("variants", str),
        runs=entry.strings("runs"),
        back_when=entry.strings("back_when"),
    )
    entry.done()
    if not action.regions or not action.swap or not action.back_when:
        raise entry.error("needs regions, something to swap in and a way back")
    both = set(action.swap) & {*action.remove, *action.also_stop}
    if both:
        raise entry.error(f"swaps in '{min(both)}', which it takes out")
    return action


def _technique(entry: Entry) -> Mapping[str, tuple[TechniqueItem, ...]]:
    parts: dict[str, tuple[TechniqueItem, ...]] = {}
    for part, values in entry.rest():
        if not isinstance(values, list):
            raise entry.error(f"'{part}' must be a list")
        items = []
        for number, value in enumerate(values, 1):
            inner = Entry(SLOTS, f"technique.{part}.{number}", value)
            items.append(
                TechniqueItem(inner.take("exercise", str), inner.take("amount", int), inner.pairs("sets", int))
            )
            inner.done()
            if set(items[-1].sets) != {"intro", "base", "deload"}:
                raise inner.error("'sets' needs intro, base and deload")
        parts[part] = tuple(items)
    return MappingProxyType(parts)


# --- the two properties of the slots (rulebook 10) -------------------------------------------------------------

CALF_ISOMETRIC = "iso_calf"
"""What stands in for a calf exercise where a row or a rule leaves none (rulebook 2.3, 9.1)."""

STRICTEST_TIER = 1
"""Tiers 0 and 1 are open to everybody at once, so what is filled with them is filled at every tier gate."""


def unfilled(catalogue: Catalogue, level: str, kit: Kit, action: RegionAction | None = None) -> tuple[str, ...]:
    """The places of sessions a and b ("a.calf") that nobody can fill at the strictest tier gate, under one row of 2.3.

    Needed in both: squat or hinge, calf or its isometric, core, push and pull, and without a row the lateral hip and
    both leg patterns too. The row of shoulder and wrist may leave push empty.
    """
    swaps = [catalogue[swap] for swap in action.swap] if action else []
    swaps.append(catalogue[CALF_ISOMETRIC])
    filled = {
        f"{slot.session}.{slot.volume}"
        for slot in catalogue.slots.values()
        if any(
            (one.achilles_tier or 0) <= STRICTEST_TIER and not (action and action.bans(one))
            for one in (
                *catalogue.candidates(slot, level, kit),
                *(swap for swap in swaps if swap.volume is slot.volume and available(swap, kit)),
            )
        )
    }
    needed = {f"{slot.session}.{slot.volume}" for slot in catalogue.slots.values()}
    if action:
        needed = {place for place in needed if not place.endswith(".lateral_hip")}
        if {Region.shoulder, Region.wrist} & set(action.regions):
            needed = {place for place in needed if not place.endswith(".push")}
        for session in "ab":
            legs = {f"{session}.squat", f"{session}.hinge"}
            if legs & filled:
                needed -= legs
    return tuple(sorted(needed - filled))


def _fillable(catalogue: Catalogue) -> None:
    """Both slot properties. The empty kit decides for every kit: more kit only ever adds candidates."""
    for slot in catalogue.slots.values():
        listed = (catalogue[exercise_id] for exercise_id in slot.without_weights)
        if not any(available(one, NO_KIT) and (one.achilles_tier or 0) <= STRICTEST_TIER for one in listed):
            raise CatalogueError(SLOTS, slot.id, "nobody in its bodyweight list is open to everyone")
    for level in LEVELS:
        for action in (None, *catalogue.actions.values()):
            empty = unfilled(catalogue, level, NO_KIT, action)
            if empty:
                name = action.id if action else "slots"
                raise CatalogueError(SLOTS, name, f"without kit, level {level} has nobody for {', '.join(empty)}")


def read_catalogue(exercises_toml: str, slots_toml: str) -> Catalogue:
    """A catalogue from the text of its two files, completely checked. Raises CatalogueError."""
    document = Entry(EXERCISES, "the whole file", parse(EXERCISES, exercises_toml))
    tables: dict[str, object] = document.take("exercise", dict)
    evidence = _evidence(document, tables)
    document.done()

    exercises: dict[str, Exercise] = {}
    for exercise_id, values in tables.items():
        entry = Entry(EXERCISES, exercise_id, values)
        entry.inner("evidence")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", exercise_id):
            raise entry.error("an id is lower-case letters, digits and _")
        exercises[exercise_id] = _exercise(entry)
        entry.done()
    _linked(exercises)

    session = Entry(SLOTS, "the whole file", parse(SLOTS, slots_toml))
    skeleton = Entry(SLOTS, "session", session.take("session", dict))
    slots = {name: _slot(Entry(SLOTS, name, values)) for name, values in session.take("slot", dict).items()}
    actions = {name: _action(Entry(SLOTS, name, values)) for name, values in session.take("action", dict).items()}
    technique = _technique(Entry(SLOTS, "technique", session.take("technique", dict)))
    session.done()
    order, warmup, cooldown = (skeleton.strings(key) for key in ("order", "warmup", "cooldown"))
    skeleton.done()

    named: list[tuple[str, Iterable[str]]] = [("session", (*warmup, *cooldown, CALF_ISOMETRIC))]
    named += [("technique", (item.exercise for items in technique.values() for item in items))]
    for slot in slots.values():
        second = () if slot.second is None else (slot.second,)
        starts = (*slot.starts.values(), *slot.base.values(), *slot.with_bar.values())
        named.append((slot.id, (*starts, *slot.without_weights, *second)))
    for action in actions.values():
        everything = (*action.remove, *action.also_stop, *action.if_it_hurts, *action.swap, *action.variants)
        named.append((action.id, everything))
    for name, ids in named:
        for exercise_id in ids:
            if exercise_id not in exercises:
                raise CatalogueError(SLOTS, name, f"names an unknown exercise '{exercise_id}'")

    easier = {i: _reach(i, lambda at: exercises[at].regress) for i in exercises}
    harder = {i: _reach(i, lambda at: exercises[at].progress) for i in exercises}
    made = Catalogue(
        by_id=MappingProxyType(exercises),
        slots=MappingProxyType(slots),
        actions=MappingProxyType(actions),
        order=order,
        warmup=warmup,
        cooldown=cooldown,
        technique=technique,
        evidence_of=evidence,
        _easier=MappingProxyType(easier),
        _harder=MappingProxyType(harder),
    )
    _fillable(made)
    return made


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The packaged catalogue, read once. Raises CatalogueError where a file cannot be used."""
    return read_catalogue(packaged(EXERCISES), packaged(SLOTS))
