"""The problem read once into numbers, and the rules that one day has to keep (h1-h6 of rulebook 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import combinations, pairwise

from core.athlete import Priority, RunKind
from core.policy import PlacementCost, policy
from core.reasons import Reason, reason
from core.records import dataclass
from core.session import Kind
from core.taper import NORMAL_DAY, RaceDay, RaceRule, race_rules
from core.week.problem import WeekProblem

RACE_RUN = "race"
"""What stands in `Facts.run` beside the values of RunKind."""

_RANK = (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.TECHNIQUE, Kind.TEST, Kind.MICRO, Kind.MOBILITY)
COUNTED = frozenset(_RANK[:5])
"""Sessions that fill their day; micro-sessions and mobility do not."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The problem read once. Days are numbers from Monday = 0; `outside` are S before and after the week.

    `apart` are the days that h2 wants from one S to the next, `apart_60` what it wants at 60 and over.
    """

    problem: WeekProblem
    cost: PlacementCost
    apart: int
    apart_60: int
    days: tuple[date, ...]
    race: tuple[RaceDay, ...]
    run: tuple[str, ...]
    before: str
    after: str
    given: tuple[Kind | None, ...]
    open: tuple[bool, ...]
    outside: tuple[int, ...]
    target: int
    free: int
    wished: int
    usual: tuple[int, int]
    shown: tuple[int, int] | None
    given_s: tuple[int, ...]
    legs_by: tuple[int, ...]
    light_by: tuple[int, ...]

    def next_run(self, number: int) -> str:
        return self.run[number + 1] if number < 6 else self.after

    def run_before(self, number: int) -> str:
        return self.run[number - 1] if number else self.before

    def taken(self, number: int) -> bool:
        """A session of that day is done or sent; micro-sessions and mobility do not count (h5)."""
        return self.given[number] in COUNTED


def facts_of(problem: WeekProblem) -> Facts:
    """Everything that the search asks of the problem again and again, worked out once."""
    days = tuple(problem.monday + timedelta(number) for number in range(7))
    races = problem.races
    race = tuple(race_rules(day, races) for day in days) if races else (NORMAL_DAY,) * 7
    on_race = {one.day for one in races}

    def run_of(day: date, usual: RunKind) -> str:
        return RACE_RUN if day in on_race else usual

    first = problem.first_day or problem.monday
    closed = problem.blocked | problem.vacated | problem.free
    given: list[Kind | None] = [None] * 7
    for day, kind in problem.fixed:
        number = (day - problem.monday).days
        if 0 <= number < 7:
            there = given[number]
            given[number] = kind if there is None else min(there, kind, key=_RANK.index)
    run = tuple(run_of(day, usual) for day, usual in zip(days, problem.runs, strict=True))
    to_a = [(one.day - problem.monday).days for one in races if one.priority is Priority.A]
    rules = policy()
    return Facts(
        problem=problem,
        cost=rules.placement.cost,
        apart=rules.days.s_to_s,
        apart_60=rules.days.s_to_s_60plus,
        days=days,
        race=race,
        run=run,
        before=run_of(problem.monday - timedelta(1), problem.run_before),
        after=run_of(problem.monday + timedelta(7), problem.run_after),
        given=tuple(given),
        open=tuple(
            [day >= first and day not in closed and kind not in COUNTED for day, kind in zip(days, given, strict=True)]
        ),
        outside=tuple((one - problem.monday).days for one in (problem.previous, problem.after) if one is not None),
        target=min(problem.strength_days, _room(race, rules.days.s_to_s)) if races else problem.strength_days,
        free=bits(number for number, kind in enumerate(run) if kind == RunKind.REST),
        wished=bits([number for number, day in enumerate(days) if day in problem.wished]) if problem.wished else 0,
        usual=_split(problem.last_week),
        shown=_split(problem.shown) if problem.shown else None,
        given_s=tuple(number for number, kind in enumerate(given) if kind is not None and kind.strength),
        legs_by=tuple(number - 7 for number in to_a if 0 <= number - 7 < 7),
        light_by=tuple(number - 4 for number in to_a if 0 <= number - 4 < 7),
    )


def _room(race: tuple[RaceDay, ...], apart: int) -> int:
    """How many S the races alone leave room for."""
    days = [number for number in range(7) if race[number].strength]
    if any(
        later - earlier >= apart and not (race[earlier].maintenance and race[later].maintenance)
        for earlier, later in combinations(days, 2)
    ):
        return 2
    return 1 if days else 0


def _split(slots: tuple[tuple[int, Kind], ...]) -> tuple[int, int]:
    """The days of S and U, which are compared as one, and those of T."""
    legs = bits(number for number, kind in slots if kind.strength or kind is Kind.UPPER)
    return legs, bits(number for number, kind in slots if kind is Kind.TECHNIQUE)


def bits(numbers: Iterable[int]) -> int:
    """A set of days as one number, Monday in the lowest bit."""
    out = 0
    for number in numbers:
        out |= 1 << number
    return out


Objection = tuple[Callable[[], Reason], bool]
"""Why not, for those who want to know, and whether it never gives way."""


def _closed(facts: Facts, number: int) -> Iterator[Objection]:
    day = facts.days[number]
    if facts.problem.first_day is not None and day < facts.problem.first_day:
        yield partial(reason, "past"), True
    if day in facts.problem.blocked:
        yield partial(reason, "not_that_day"), True
    there = facts.given[number]
    if there is not None and facts.taken(number):
        yield partial(reason, "h5", there.value), True


def objections(facts: Facts, kind: Kind, number: int) -> Iterator[Objection]:
    """What speaks against a kind on a day whatever the rest of the week does."""
    if kind.strength:
        yield from _against_strength(facts, number)
    yield from _closed(facts, number)
    run, race = facts.run[number], facts.race[number]
    if kind is Kind.TECHNIQUE and run in (RunKind.QUALITY, RunKind.LONG, RACE_RUN):
        yield partial(reason, "h5", run), run != RunKind.QUALITY
    if kind is Kind.UPPER and run in (RunKind.LONG, RACE_RUN):
        yield partial(reason, "h4", run), True
    if kind in (Kind.TECHNIQUE, Kind.UPPER) and race.rule is RaceRule.ACTIVATION:
        yield partial(_race_reason, race), True


def _against_strength(facts: Facts, number: int) -> Iterator[Objection]:
    following, run = facts.next_run(number), facts.run[number]
    if following in (RunKind.QUALITY, RunKind.LONG, RACE_RUN):
        yield partial(reason, "h1", following), True
    for other in sorted((*facts.outside, *facts.given_s)):
        if abs(other - number) < facts.apart and other != number:
            yield partial(reason, "h2", facts.problem.monday + timedelta(other), gap=abs(other - number)), True
    if run == RunKind.QUALITY:
        yield partial(reason, "h3", run), False
    if run == RunKind.LONG:
        yield partial(reason, "h4", run), True
    race = facts.race[number]
    if not race.strength:
        yield partial(_race_reason, race), True
    elif race.maintenance and any(facts.race[other].maintenance for other in facts.given_s):
        yield partial(reason, "h6", "maintenance"), True


def _race_reason(race: RaceDay) -> Reason:
    priority = race.race.priority.value if race.race else ""
    return reason("h6", race.rule.value, priority, to=race.to)


def allowed(facts: Facts, kind: Kind, number: int) -> bool:
    """Whether nothing that never gives way speaks against the kind on that day."""
    return not any(never for _, never in objections(facts, kind, number))


def together(facts: Facts, chosen: tuple[int, ...]) -> bool:
    """h2 and the two limits of one a week among days that are each allowed: Q evening (h3), maintenance (3.9)."""
    days = sorted((*facts.given_s, *chosen))
    if any(later - earlier < facts.apart for earlier, later in pairwise(sorted(chosen))):
        return False
    evenings = sum(facts.run[number] == RunKind.QUALITY for number in days)
    if evenings > 1 and any(facts.run[number] == RunKind.QUALITY for number in chosen):
        return False
    calm = sum(facts.race[number].maintenance for number in days)
    return calm < 2 or not any(facts.race[number].maintenance for number in chosen)
