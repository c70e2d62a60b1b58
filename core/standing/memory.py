"""What is remembered: sessions with what came of them, exercises through time, parts that hurt, mornings, days away."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from core.body import Kind as Tissue, Region, Side
from core.policy import policy
from core.records import dataclass, replace
from core.session import Dose, Kind, Light, Status


@dataclass(frozen=True, slots=True)
class Past:
    """A session that was sent, with what came of it. `effort` None = not answered."""

    id: str
    day: date
    kind: Kind
    phase: str
    light: Light
    deload: bool
    target: tuple[float, float]
    cap: float
    working_sets: int
    minutes: int
    contacts: int = 0
    block: str = "A"
    week: int = 1
    status: Status = Status.SENT
    effort: float | None = None
    technique: str | None = None
    fraction: float = 1.0
    stopped: str | None = None
    sore_known: bool = False
    general: float | None = None
    started: bool = False
    rest: str = ""
    """What it was on the way back from (`core.reentry`), or "part" where only some of it was spared."""
    level: int | None = None
    """The level of elastic work that its contacts stood on; None = nothing landed."""
    forecast: float | None = None
    ease: int = 0
    took: tuple[tuple[str, str, str], ...] = ()
    """Slots that this session gave to another exercise: slot, before ("" = nobody), after."""
    spike: str = ""
    """The day of the last run that was so long that this session answered to it."""
    tissues: tuple[tuple[str, float, float], ...] = ()
    """Units on each tissue, left and right, as the session was asked for."""

    @property
    def soreness_open(self) -> bool:
        """Whether a rise hangs on the word of what is sore (3.2): too hard or a deload, and it does not."""
        return self.effort is not None and not self.sore_known and (self.difference or 0) <= 0 and not self.deload

    @property
    def difference(self) -> int | None:
        """D of rulebook 1.4 and 3.9: 0 inside the target range, else whole points to its nearest end.

        Half a point over counts as one, half a point under as none. A session less than half done counts only upwards,
        and one that was stopped because it was too hard was at least two points over.
        """
        if self.effort is None:
            return 2 if self.stopped == "effort" else None
        low, high = self.target
        d = 0
        if self.effort > high:
            d = -int(-(self.effort - high) // 1)
        elif self.effort < low:
            d = -int((low - self.effort) // 1)
        if self.stopped == "effort":
            return max(d, 2)
        return max(d, 0) if self.fraction < policy().effort.half_done else d

    @property
    def tempered(self) -> int | None:
        """D as it may raise something: under the target it counts `ease` points less (`core.habit`)."""
        d = self.difference
        return d if d is None or d >= 0 else min(0, d + self.ease)

    @property
    def done(self) -> bool:
        return self.status in (Status.DONE, Status.PARTLY)

    @property
    def stood_for(self) -> Kind | None:
        """What it was in its week's placement; None = nothing that counts there.

        A session that had to become mobility or upper work on its day still was that week's session, and keeps its
        place and its distances: otherwise a worse report would free days for more (12).
        """
        return stands_for(self.id.rpartition(".")[2], self.kind)


@lru_cache(maxsize=256)
def stands_for(placed: str, kind: Kind) -> Kind | None:
    counted = (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.TECHNIQUE, Kind.MICRO)
    return next((one for one in counted if one in (placed, kind)), None)


@dataclass(frozen=True, slots=True)
class Exposure:
    """One exercise in one session. `plan` is the season's dose, `same` whether that is what was asked for.

    `asked` is what that session asked for of this exercise, where it was another dose. `used_kg` is the external total
    that was really lifted, where the runner said so and it was not the one that was asked for.
    """

    session: str
    day: date
    plan: Dose
    same: bool = True
    difference: int | None = None
    own: float | None = None
    known: bool = False
    clean: bool = True
    broke: bool = False
    fraction: float = 1.0
    short: int = 0
    over: int = 0
    speed: str = ""
    done: bool = False
    asked: Dose | None = None
    used_kg: float | None = None

    @property
    def lifted(self) -> Dose:
        """What was asked for, with the weight that was used."""
        dose = self.dose
        return dose if self.used_kg is None else replace(dose, load_kg=self.used_kg / dose.count or None)

    @property
    def lighter(self) -> bool:
        """Whether less was lifted than was asked for."""
        return self.used_kg is not None and self.used_kg < self.dose.total_kg

    @property
    def heavier(self) -> bool:
        """Whether more was lifted than was asked for."""
        return self.used_kg is not None and self.used_kg > self.dose.total_kg

    @property
    def shown(self) -> bool:
        """Whether it was asked for at all that day, be it with less: something else may have stood in for it."""
        return self.same or self.asked is not None

    @property
    def dose(self) -> Dose:
        """What that session asked for, be it the season's dose or less."""
        return self.asked or self.plan


@dataclass(frozen=True, slots=True)
class Track:
    """One exercise through time. Days of the last change of its plan; `tolerated` as in rulebook 3.6."""

    exercise: str
    since: date
    plan: Dose
    exposures: tuple[Exposure, ...] = ()
    changed: date | None = None
    sets_changed: date | None = None
    load_changed: date | None = None
    tolerated: Dose | None = None

    def before(self, day: date) -> Exposure | None:
        """The last exposure before a day."""
        for one in reversed(self.exposures):
            if one.day < day:
                return one
        return None


@dataclass(frozen=True, slots=True)
class Felt:
    """A report of a painful part: `score` 0-10, `when` now, morning, during or after; the exercise that hurt."""

    day: date
    when: str
    score: float
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A region and side with joint, tendon or bone pain. `red` = the day of a report of 6 or more, until `cleared`.

    `red_since` = the first such day since it was last let go. `flare` = the last day with a painful morning or red
    pain.
    """

    region: Region
    side: Side
    what: Tissue
    felt: tuple[Felt, ...] = ()
    site: str | None = None
    red: date | None = None
    cleared: date | None = None
    calm: int = 0
    calm_day: date | None = None
    began: date | None = None
    flare: date | None = None
    red_since: date | None = None


@dataclass(frozen=True, slots=True)
class Ache:
    """Muscle soreness of one region and side."""

    day: date
    region: Region
    side: Side
    score: float
    presumed: str = ""
    """The session of a number without a part, which counts for all that was worked until the runner says where (3.9);
    "" = this part was named.
    """


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag that is open: `urgency` as in the grammar, `regions` () = the whole body."""

    flag: str
    urgency: str
    day: date
    regions: tuple[Region, ...] = ()
    side: Side = Side.both


BONE_FLAGS = frozenset({"bone_stress", "femoral_neck", "fracture"})
"""Red flags behind which a bone may be: no pain at all is accepted there, for a year after clearance too (2.1, 2.5)."""

EASING_FLAGS = frozenset({"low_energy"})
"""Signs that stop nothing but let nothing rise: too little energy for the training there is (2.4, REDs)."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What was said of one morning; units as in `core.diary.Readiness`."""

    day: date
    sleep_h: float | None = None
    sleep: int | None = None
    fatigue: int | None = None
    stress: int | None = None
    soreness: int | None = None
    hrv: float | None = None
    resting_pulse: float | None = None
    food: str | None = None
    drink: str | None = None

    @property
    def answered(self) -> bool:
        """Whether anything of the morning itself was said; food and drink are the evening's."""
        values = (self.sleep_h, self.sleep, self.fatigue, self.stress, self.soreness, self.hrv, self.resting_pulse)
        return any(one is not None for one in values)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; `end` None = open."""

    start: date
    end: date | None
    why: str = ""
    scope: str = "all"
    fever: bool = False
    below_neck: bool = False
    chest: bool = False
    place: str = ""

    @property
    def rests(self) -> bool:
        """Whether nothing is planned in it; on a journey with some kit sessions go on."""
        return not self.place

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def deep(self) -> bool:
        """Whether it is an illness with fever, or below the neck."""
        return self.fever or self.below_neck or self.chest

    def days(self, until: date) -> int:
        """Whole days of it up to and including `until`."""
        last = until if self.end is None else min(self.end, until)
        return max(0, (last - self.start).days + 1)


@dataclass(frozen=True, slots=True)
class Move:
    """A session of that kind that the runner put on another day."""

    kind: str
    origin: date
    to: date


@dataclass(frozen=True, slots=True)
class RunDone:
    """A run as it was told: `effort` 0-10; what was not told is None."""

    day: date
    km: float | None = None
    minutes: float | None = None
    kind: str = "easy"
    effort: float | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunOn:
    """What a calendar has for a day, in the place of the usual week."""

    on: date
    kind: str
    km: float | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A test's result in the test's own unit; `pain` 0-10 where it hurt, `submaximal` = stopped before the end (7)."""

    test: str
    side: Side
    day: date
    value: float
    submaximal: bool = False
    pain: float | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """One exercise for another: in that session only, or for good (None)."""

    exercise: str
    to: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question of the coach; `yes` None = asked, and not answered."""

    what: str
    day: date
    yes: bool | None = None
    region: Region | None = None
