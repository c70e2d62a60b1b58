"""Lays a week's sessions around its runs, and can say why not Tuesday (rulebook 8, race tables of 6, moves of 3.9).

Skeleton: the types are final, the search follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.athlete import Race, RunKind
from core.reasons import Reason
from core.session import Kind


class GiveWay(StrEnum):
    """What gives way where a week has no placement, in this order (rulebook 8). Codes of `WeekPlan.given_up`."""

    FULL_REST_DAY = "full_rest_day"
    TECHNIQUE_DAY = "technique_day"
    S_ON_Q_EVENING = "s_on_q_evening"
    S2_UPPER = "s2_upper"
    ONE_FULL_BODY = "one_full_body"
    MICRO = "micro"


class RaceRule(StrEnum):
    """What a race makes of a day. Loaded legs are allowed in NORMAL, TAPER, LAST_LEGS and LIGHT only."""

    NORMAL = "normal"
    TAPER = "taper"
    LAST_LEGS = "last_legs"
    LIGHT = "light"
    FREE = "free"
    ACTIVATION = "activation"
    RACE = "race"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class RaceDay:
    """One day as races see it.

    `race` is the race that governs, `to` the days until it (negative after it), `sets_x` the factor of the taper,
    `maintenance` True between two races too close for training (3.9: one S a week, 2 sets, RPE <= 6).
    """

    rule: RaceRule = RaceRule.NORMAL
    race: Race | None = None
    to: int | None = None
    sets_x: float = 1.0
    maintenance: bool = False

    @property
    def strength(self) -> bool:
        """Whether loaded leg sets may stand on this day."""
        raise NotImplementedError

    @property
    def held(self) -> bool:
        """No new exercise and no rise."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """Everything a week's placement depends on; hashable.

    `runs` Monday to Sunday, `run_before` the Sunday before, `run_after` the Monday after. `previous` is the last S
    before this week, `after` an S that already stands after it. `fixed` are sessions done or sent (day, kind), which do
    not move; `moved` those the runner put on a day, kept as long as h1, h2, h4 and h6 allow. `first_day` is the first
    day that may still be planned, `blocked` days are never used. `strength_days` counts the whole week, `fixed` ones
    included. `last_week` is (weekday, kind) of last week. `order` names the first and the second S. `partial`: the
    runner joins or comes back within this week, so only what fits is planned. `repeats`: the next week is taken to be
    placed like this one.
    """

    monday: date
    runs: tuple[RunKind, ...]
    run_before: RunKind = RunKind.REST
    run_after: RunKind = RunKind.REST
    previous: date | None = None
    after: date | None = None
    fixed: tuple[tuple[date, Kind], ...] = ()
    moved: tuple[tuple[date, Kind], ...] = ()
    first_day: date | None = None
    blocked: frozenset[date] = frozenset()
    strength_days: int = 2
    technique: bool = True
    age60: bool = False
    races: tuple[Race, ...] = ()
    last_week: tuple[tuple[int, Kind], ...] = ()
    order: tuple[Kind, Kind] = (Kind.STRENGTH_A, Kind.STRENGTH_B)
    partial: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of the plan. `evening`: S after the quality run of that day; `fixed`: it was given, not chosen."""

    day: date
    run: RunKind
    race: RaceDay
    slot: Kind | None = None
    evening: bool = False
    fixed: bool = False
    cost: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Seven days. `given_up`: the steps of `GiveWay` that were needed, in order. `warmup_drills`: the technique day
    became 8 minutes of drills in the warm-ups of S. `remarks`: what is worth saying once."""

    days: tuple[DayPlan, ...]
    cost: int = 0
    given_up: tuple[Reason, ...] = ()
    warmup_drills: bool = False
    remarks: tuple[Reason, ...] = ()

    def on(self, day: date) -> DayPlan:
        raise NotImplementedError

    def find(self, kind: Kind) -> DayPlan | None:
        raise NotImplementedError

    @property
    def strength(self) -> tuple[date, ...]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Change:
    day: date
    before: Kind | None
    after: Kind | None


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to take a move: `problem` is the week's problem if it is taken, `plan` what follows, `changes` the
    days that differ."""

    day: date
    kind: Kind
    problem: WeekProblem
    plan: WeekPlan
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MoveOffer:
    """The answer to "put this session on that day".

    `as_wanted` is None where a rule that never gives way would break (`breaks` says which); then `as_upper` (session U
    on the wanted day) and `next_free` (the same session on the next day that takes it) are what is offered (3.9).
    """

    breaks: tuple[Reason, ...]
    as_wanted: Offer | None
    as_upper: Offer | None = None
    next_free: Offer | None = None


def recovery_days(km: float) -> int:
    """Days without loaded legs or contacts after a race (rulebook 6)."""
    raise NotImplementedError


def race_rules(day: date, races: tuple[Race, ...]) -> RaceDay:
    """What the races make of `day` (rulebook 6, taper table; 3.9, two races in 3 weeks)."""
    raise NotImplementedError


def plan(problem: WeekProblem) -> WeekPlan:
    """The cheapest placement that gives way least. Always satisfies h1, h2, h4 and h6 for what it places."""
    raise NotImplementedError


def why_not(problem: WeekProblem, plan: WeekPlan, day: date, kind: Kind) -> tuple[Reason, ...]:
    """Why `kind` does not stand on `day`; empty only where it does."""
    raise NotImplementedError


def move(problem: WeekProblem, plan: WeekPlan, kind: Kind, to: date) -> MoveOffer:
    """What happens if the runner puts the planned session `kind` on `to`."""
    raise NotImplementedError


def missed(problem: WeekProblem, plan: WeekPlan, day: date, following: WeekPlan | None = None) -> date | None:
    """Where the missed session of `day` goes: one of the next two days, or None: it is dropped, never stacked."""
    raise NotImplementedError
