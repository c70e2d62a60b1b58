"""What is asked of a week and what comes back: the problem, its seven days, and what gave way."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from core.athlete import Race, RunKind
from core.reasons import Reason
from core.records import dataclass
from core.session import Kind
from core.taper import RaceDay


class GiveWay(StrEnum):
    """What gives way where a week has no placement, in this order (rulebook 8). Codes of `WeekPlan.given_up`."""

    FULL_REST_DAY = "full_rest_day"
    TECHNIQUE_DAY = "technique_day"
    S_ON_Q_EVENING = "s_on_q_evening"
    S2_UPPER = "s2_upper"
    ONE_FULL_BODY = "one_full_body"
    MICRO = "micro"


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """Everything a week's placement depends on; hashable. Raises ValueError where it is no week.

    `runs` Monday to Sunday, `run_before` the Sunday before, `run_after` the Monday after. `previous` is the last S
    before this week, `after` an S that already stands after it. `fixed` are sessions of this week done or sent (day,
    kind), which do not move; `moved` those that the runner put on a day, kept as long as h1, h2, h4 and h6 allow (the
    later of two that quarrel wins). `first_day` is the first day that may still be planned, `blocked` days are never
    used, `vacated` ones (the runner moved a session away) and `free` ones (nothing is ever planned on that weekday)
    only for what the runner moves there; a `spared` one (what was moved away changed places with something lighter)
    gets no S of the search's own. S goes on `wished` days where no rule has to give way for it. `strength_days`
    counts the whole week, `fixed` ones included; a U among `fixed` or `moved` stands for one of them. `last_week` is
    (weekday, kind) of last week, `shown` of this week as the runner saw it, which decides between equal costs. `order`
    names the first and the second S; with a letter fixed or moved the other S gets the other letter. `partial`: the
    week is cut short because the runner joins or comes back, so only what fits is planned and nothing but rest day and
    T gives way for it. `repeats`: while no `after` is known, the next week is taken to be placed like this one, so that
    the weeks of a steady runner stay the same; this gives way before step 4.
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
    vacated: frozenset[date] = frozenset()
    spared: frozenset[date] = frozenset()
    free: frozenset[date] = frozenset()
    wished: frozenset[date] = frozenset()
    strength_days: int = 2
    technique: bool = True
    age60: bool = False
    races: tuple[Race, ...] = ()
    last_week: tuple[tuple[int, Kind], ...] = ()
    shown: tuple[tuple[int, Kind], ...] = ()
    order: tuple[Kind, Kind] = (Kind.STRENGTH_A, Kind.STRENGTH_B)
    partial: bool = False
    repeats: bool = True

    def __post_init__(self) -> None:
        if self.monday.weekday() != 0 or len(self.runs) != 7:
            raise ValueError("a week starts on a Monday and has seven days")
        if not 0 <= self.strength_days <= 2:
            raise ValueError("strength_days must lie between 0 and 2")


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of the plan.

    `evening`: S at least 6 h after the quality run of that day, with leg sets x0.8 and no contacts. `fixed`: given,
    not chosen. `cost` and `reasons` are what this day's session costs; the days' costs add up to the week's.
    """

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
    """Seven days.

    `given_up` are the steps of `GiveWay` that were needed, in order. `warmup_drills`: the technique day became 8
    minutes of drills in the warm-ups of S. `remarks` are worth saying once: neighbouring_hard_runs, race_week,
    partial_week, gap_under_3_at_60, next_week_shifts, last_legs_early, light_left_out, move_not_kept, wish_not_kept,
    free_days.
    """

    days: tuple[DayPlan, ...]
    cost: int = 0
    given_up: tuple[Reason, ...] = ()
    warmup_drills: bool = False
    remarks: tuple[Reason, ...] = ()

    def on(self, day: date) -> DayPlan:
        """The plan of one day; KeyError where it is not in this week."""
        number = (day - self.days[0].day).days
        if not 0 <= number < 7:
            raise KeyError(day)
        return self.days[number]

    def find(self, kind: Kind) -> DayPlan | None:
        return next((one for one in self.days if one.slot is kind), None)

    @property
    def strength(self) -> tuple[date, ...]:
        """The days of S."""
        return tuple(one.day for one in self.days if one.slot is not None and one.slot.strength)

    @property
    def for_upper(self) -> str:
        """The letters of the sessions whose lines a U has: of those that stand on no day, both where neither does."""
        held = {one.slot for one in self.days}
        left = [letter for letter, kind in (("a", Kind.STRENGTH_A), ("b", Kind.STRENGTH_B)) if kind not in held]
        return "".join(left) or "ab"

    @property
    def slots(self) -> tuple[tuple[int, Kind], ...]:
        """(weekday, kind), as `WeekProblem.last_week` wants it."""
        return tuple((number, one.slot) for number, one in enumerate(self.days) if one.slot is not None)
