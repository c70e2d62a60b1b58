"""One row of the library, and what follows from it: what it needs, loads, counts and lasts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from core.body import GROIN, LOWER_LEG, Pattern, Region, Volume, counts_with, loads as pattern_loads
from core.kit import SAME_KG, Implement, Item, Kit, Load, largest_at_most, next_up
from core.policy import policy
from core.records import once
from core.session import capped

EXPLOSIVE = -1
"""The lift of a tempo written X: as fast as controlled."""


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
    """From `week` on: so many repetitions a set, two left in reserve (rulebook 4.1)."""

    week: int
    reps: int


class Landings(NamedTuple):
    """Contacts counted for each repetition (a side), second or metre (rulebook 5)."""

    per: str
    contacts: float


@dataclass(frozen=True)
class Exercise:
    """One row of the library. Amounts are repetitions, seconds or metres; of one side where it is `sided`.

    What follows from a row is worked out once: every session asks for it again and again.
    """

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
    rpe_max: int | None
    after_days: int
    tempo: Tempo | None
    hold: Hold | None
    achilles_tier: int | None
    at_walk: bool
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

    @once
    def sided(self) -> bool:
        """Whether its dose is of one side: `each`, and `alt` counted in repetitions.

        Alternating seconds and metres are the whole of it: 20 m of marching are 20 m.
        """
        return self.sides is Sides.each or (self.sides is Sides.alt and self.unit is Unit.reps)

    def effort(self, rpe: tuple[float, float]) -> tuple[float, float]:
        """A range of effort from 0 to 10 under the exercise's own cap, where its row has one (section 10)."""
        return rpe if self.rpe_max is None else capped(rpe, self.rpe_max)

    def stage(self, week: int) -> Stage | None:
        """Where its own programme stands in a week, from 1 on (4.1); None where it has none."""
        return next((one for one in reversed(self.stages) if one.week <= week), None)

    @once
    def is_contact(self) -> bool:
        """Whether it lands: an item of the plyometric table, ankle bounces or a finisher of it."""
        return self.landings is not None

    @once
    def is_tendon(self) -> bool:
        """Whether it is of the calf and tendon table, and so changes at most every 14 days."""
        return self.phase is Phase.calf

    @once
    def is_hold(self) -> bool:
        """Whether it is an isometric of a working phase, counted in seconds."""
        return self.phase in STRENGTH_PHASES and self.unit is Unit.seconds

    @once
    def is_working(self) -> bool:
        """Whether its sets are working sets where they stand in the work of a session."""
        return self.phase in STRENGTH_PHASES

    @once
    def first_region(self) -> Region | None:
        """The region its sets count for; None for a walk, breathing and the like."""
        return self.regions[0] if self.regions else None

    @once
    def working_tempo(self) -> Tempo:
        """Its tempo, or the default where the library has a blank."""
        return self.tempo or default_tempo()

    @once
    def pace(self) -> float:
        """Seconds of one of its amount: of a repetition at its own tempo, of a second, of a metre at a walk (3.9)."""
        if self.unit is Unit.reps:
            return float(self.rep_seconds or self.working_tempo.seconds)
        return 1.0 if self.unit is Unit.seconds else 1.0 / policy().session.metres_per_s

    @once
    def turns(self) -> int:
        """How often a set goes through its amount: once for each side and direction."""
        return self.directions * (2 if self.sided else 1)

    @once
    def region_names(self) -> tuple[str, ...]:
        """Its regions as a session writes them."""
        return tuple(one.value for one in self.regions)

    @once
    def loaded_regions(self) -> frozenset[Region]:
        """Every region that it loads: what it lists, its pattern, and the hands it stands on."""
        found = frozenset(self.regions) | pattern_loads(self.pattern)
        if self.on_hands:
            found |= {Region.wrist, Region.shoulder}
        if self.is_contact:
            found |= pattern_loads(Pattern.contact)
        return found


def available(exercise: Exercise, kit: Kit) -> bool:
    """Whether the kit has what the exercise needs."""
    return not exercise.needs or not kit.usable.isdisjoint(exercise.needs)


def weighted(exercise: Exercise, kit: Kit) -> bool:
    """Whether this kit has nothing but weights for what the exercise needs: without one nobody can do it."""
    there = kit.usable.intersection(exercise.needs)
    return bool(there) and Item.band not in there and there.issubset(exercise.loads)


def loads_region(exercise: Exercise, region: Region) -> bool:
    """Whether a red report in this region takes the exercise out (rulebook 2.1).

    For Achilles, calf, shin, ankle and foot that is every exercise of Achilles tier 1 and up. A red groin takes out
    whatever loads the hip: no pattern of the rulebook lists the groin, and a deep ache there may be bone [DC].
    """
    found = exercise.loaded_regions
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


def first_load(
    kit: Kit,
    exercise: Exercise,
    mass_kg: float,
    *,
    halved: bool = False,
    stated_kg: float | None = None,
    lightest_x: float = 0.0,
) -> Load | None:
    """The first load of 3.4: the largest loadable not above the upper end; None = bodyweight, or no figure.

    `mass_kg`: body mass. `halved`: 60 and over, new, or injured within three months. A percentage is of each
    implement where there are two, so the total may be twice of it. `stated_kg`: the total that the runner could lift
    about 15 times, which the first load is taken from (3.1), up to a multiple of the guess. Where nothing owned is so
    light and nothing was stated, the lightest is taken up to `lightest_x` times the whole guess.
    """
    if exercise.first_load is None:
        return None
    whole = mass_kg * exercise.first_load[1] / 100 * (2 if exercise.implement is Implement.pair else 1)
    upper = whole * (0.5 if halved else 1.0)
    if stated_kg is not None:
        upper = min(stated_kg, upper * policy().step.stated_load_max_x)
    if upper <= SAME_KG:
        return None
    lightest = next_up(kit, exercise, 0.0)
    if stated_kg is None and lightest is not None and upper < lightest.total_kg <= whole * lightest_x + SAME_KG:
        return lightest
    return largest_at_most(kit, exercise, upper)
