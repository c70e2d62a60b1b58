"""Lays a week's sessions around its runs, and can say why not Tuesday (rulebook 8; race tables of 6; moves of 3.9).

The search is exact: every placement is looked at, and the best is the one that gives way least, then costs least, then
comes first. What gives way is a number with one bit a step, the last step in the highest bit, and smaller numbers win.
That is the rulebook's "stop at the first that works; an earlier constraint that need not give way is kept": {3} beats
{1, 3}, {1, 3} beats {2, 3}, and anything of steps 1-3 beats step 4.

Why days and not hours: hard running suffers for hours to days after heavy legs (Doma et al. 2017 Sports Med 47:2187),
24 h between strength and endurance is best and 6 h the least (Robineau et al. 2016 JSCR 30:672). The rulebook reads
"24 h" as "not the day before" and "48 h" as "at least two days apart" (design choice). The taper follows Bosquet et al.
2007 (MSSE 39:1358): volume -41-60 %, intensity and frequency kept.

Readings, where the rulebook leaves one open (design choices):
- A race counts as a hard run of its day, whatever the usual run is, and as a long run for the day after it.
- "S-S gap under 3 days" counts every gap, the one to last week's S too.
- A day changed against last week is a session on a new weekday; sessions more or fewer than last week are no change.
  S and U count as one kind here, so that S2 becomes U on its own day.
- "Where the week allows" (60 and over; the last loaded legs and the light session before an A race) is what gives way
  before step 1. Among equal costs the last loaded legs stand as near D-8 as they can.
- Races that leave room for fewer S than wanted lower the number wanted (one: full-body, none: micro-sessions); no run
  is asked to give way for it.
- "The week repeating" (`repeats`) means that the last S and the first S of the next week, taken to stand on the same
  days, keep h2 too. With it the counts of section 8 come out (248 weeks, 24 without a full rest day; 96 and 12);
  without it the 24 would be 21. It is an assumption, so it gives way before S2 becomes U.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise

from core.athlete import Priority, Race, RunKind
from core.reasons import Reason, reason
from core.records import replace
from core.session import Kind

COST_AFTER_LONG = 20
COST_ONLY_FREE_DAY = 10
COST_Q_EVENING = 30
COST_T_AFTER_LONG = 2
COST_GAP_UNDER_3 = 3
COST_CHANGE = 4
"""Rulebook 8, all design choices: S the day after L, on the only free day, on a Q evening; T the day after L; an S-S
gap under 3 days; each day changed against last week."""

S_TO_S = 2
S_TO_S_60 = 3
RACES_TOO_CLOSE = 10
RACES_LOOKED_AT = 21
"""Days. Rulebook 8 (h2) and 3.9 (two races in 3 weeks)."""

TAPER_A = 0.6
TAPER_B = 0.7
"""Factor on the sets, rulebook 6."""


class GiveWay(StrEnum):
    """What gives way where a week has no placement, in this order (rulebook 8). Codes of `WeekPlan.given_up`."""

    FULL_REST_DAY = "full_rest_day"
    TECHNIQUE_DAY = "technique_day"
    S_ON_Q_EVENING = "s_on_q_evening"
    S2_UPPER = "s2_upper"
    ONE_FULL_BODY = "one_full_body"
    MICRO = "micro"


class RaceRule(StrEnum):
    """What a race makes of a day. Loaded legs are possible in NORMAL, TAPER, LAST_LEGS and LIGHT only."""

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
    `maintenance` True between two races too close for training (3.9: one S a week, 2 sets, RPE <= 6, none in the taper
    window of the second).
    """

    rule: RaceRule = RaceRule.NORMAL
    race: Race | None = None
    to: int | None = None
    sets_x: float = 1.0
    maintenance: bool = False

    @property
    def strength(self) -> bool:
        """Whether loaded leg sets may stand on this day (h6)."""
        if self.rule in (RaceRule.TAPER, RaceRule.LAST_LEGS):
            return not self.maintenance
        return self.rule in (RaceRule.NORMAL, RaceRule.LIGHT)

    @property
    def held(self) -> bool:
        """No new exercise and no rise: before an A race from D-14 on, and between two close races."""
        before_a = self.race is not None and self.race.priority is Priority.A and (self.to or 0) > 0
        return self.maintenance or before_a


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """Everything a week's placement depends on; hashable. Raises ValueError where it is no week.

    `runs` Monday to Sunday, `run_before` the Sunday before, `run_after` the Monday after. `previous` is the last S
    before this week, `after` an S that already stands after it. `fixed` are sessions of this week done or sent (day,
    kind), which do not move; `moved` those that the runner put on a day, kept as long as h1, h2, h4 and h6 allow (the
    later of two that quarrel wins). `first_day` is the first day that may still be planned, `blocked` days are never
    used, `vacated` ones (the runner moved a session away) only for what the runner moves there. `strength_days` counts
    the whole week, `fixed` ones included; a U among `fixed` or `moved` stands for one of them. `last_week` is (weekday,
    kind) of last week, `shown` of this week as the runner saw it, which decides between equal costs. `order` names the
    first and the second S; with a letter fixed or moved the other S gets the other letter. `partial`: the week is cut
    short because the runner joins or comes back, so only what fits is planned and nothing but rest day and T gives way
    for it. `repeats`: while no `after` is known, the next week is taken to be placed like this one, so that the weeks
    of a steady runner stay the same; this gives way before step 4.
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
    minutes of drills in the warm-ups of S. `full_body`: two S were wanted, one stands, and it serves the whole body.
    `remarks` are worth saying once: neighbouring_hard_runs, race_week, partial_week, gap_under_3_at_60,
    next_week_shifts, last_legs_early, light_left_out, move_not_kept.
    """

    days: tuple[DayPlan, ...]
    cost: int = 0
    given_up: tuple[Reason, ...] = ()
    warmup_drills: bool = False
    full_body: bool = False
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
    def slots(self) -> tuple[tuple[int, Kind], ...]:
        """(weekday, kind), as `WeekProblem.last_week` wants it."""
        return tuple((number, one.slot) for number, one in enumerate(self.days) if one.slot is not None)


@dataclass(frozen=True, slots=True)
class Change:
    """A day that holds something else than before."""

    day: date
    before: Kind | None
    after: Kind | None


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to take a move. `problem` is the week's problem once it is taken: `plan(problem)` gives `plan` again."""

    day: date
    kind: Kind
    problem: WeekProblem
    plan: WeekPlan
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MoveOffer:
    """The answer to "put this session on that day".

    `breaks` are the rules that the move breaks. `as_wanted` is None where one of them never gives way; then `as_upper`
    (session U on the wanted day) and `next_free` (the same session on the next day of the week that takes it) are
    what is offered instead (3.9).
    """

    breaks: tuple[Reason, ...]
    as_wanted: Offer | None
    as_upper: Offer | None = None
    next_free: Offer | None = None


# --- races ------------------------------------------------------------------------------------------------------------


def recovery_days(km: float) -> int:
    """Days without loaded legs or contacts after a race: 2 below 10 km, 4 (10 km), 7 (half), 14 (marathon).

    Rulebook 6, after the rule of thumb of a day per 1.6 km. A distance between two rows takes the longer one.
    """
    if km < 10:
        return 2
    if km <= 11:
        return 4
    return 7 if km <= 22 else 14


_NORMAL = RaceDay()
_FORBIDDING = (RaceRule.RACE, RaceRule.ACTIVATION, RaceRule.RECOVERY, RaceRule.FREE)


def race_rules(day: date, races: tuple[Race, ...]) -> RaceDay:
    """What the races make of `day` (rulebook 6, taper table; 3.9, two races in 3 weeks).

    A rule that forbids loaded legs always holds; among the others the race of the higher priority governs, of equal
    ones the later.
    """
    if not races:
        return _NORMAL
    governing: tuple[tuple[int, Priority, int], RaceDay] | None = None
    for race in races:
        to = (race.day - day).days
        rule, sets_x = _rule(to, race)
        if rule is RaceRule.NORMAL:
            continue
        rank = _FORBIDDING.index(rule) if rule in _FORBIDDING else len(_FORBIDDING)
        key = (rank, race.priority, -race.day.toordinal())
        if governing is None or key < governing[0]:
            governing = key, RaceDay(rule, race, to, sets_x)
    found = governing[1] if governing else _NORMAL
    return replace(found, maintenance=True) if _between_races(day, races) else found


def _rule(to: int, race: Race) -> tuple[RaceRule, float]:
    if to == 0:
        return RaceRule.RACE, 1.0
    if to < 0:
        return (RaceRule.RECOVERY if -to <= recovery_days(race.km) else RaceRule.NORMAL), 1.0
    if race.priority is Priority.A and to <= 14:
        if to >= 7:
            return (RaceRule.LAST_LEGS if to <= 10 else RaceRule.TAPER), TAPER_A
        if to == 6:
            return RaceRule.FREE, 1.0
        return (RaceRule.LIGHT if to >= 4 else RaceRule.ACTIVATION), 1.0
    if race.priority is Priority.B and to <= 7:
        return (RaceRule.TAPER, TAPER_B) if to >= 4 else (RaceRule.FREE, 1.0)
    if race.priority is Priority.C and to <= 2:
        return RaceRule.FREE, 1.0
    return RaceRule.NORMAL, 1.0


def _between_races(day: date, races: tuple[Race, ...]) -> bool:
    for first in races:
        rest = recovery_days(first.km)
        if (day - first.day).days <= rest:
            continue
        for second in races:
            gap = (second.day - first.day).days
            if day < second.day and gap <= RACES_LOOKED_AT and gap - rest < RACES_TOO_CLOSE:
                return True
    return False


# --- the facts of a week ----------------------------------------------------------------------------------------------

# What gives way, lowest first; the numbers are compared, so the order of the bits is the order of the rulebook.
_AGE = 1 << 0
_LIGHT = 1 << 1
_LEGS = 1 << 2
_REST_DAY = 1 << 3
_T_MOVED = 1 << 4
_T_WARMUP = 1 << 5
_EVENING = 1 << 6
_WRAP = 1 << 7
_UPPER = 1 << 8
_ONE = 1 << 9
_MICRO = 1 << 10

_RACE = "race"
_LATEST = 9
_RANK = (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.TECHNIQUE, Kind.TEST, Kind.MICRO, Kind.MOBILITY)
_COUNTED = frozenset(_RANK[:5])


@dataclass(frozen=True, slots=True)
class _Facts:
    """The problem read once. Days are numbers from Monday = 0; `outside` are S before and after the week."""

    problem: WeekProblem
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
        return self.given[number] in _COUNTED


def _facts(problem: WeekProblem) -> _Facts:
    days = tuple(problem.monday + timedelta(number) for number in range(7))
    races = problem.races
    race = tuple(race_rules(day, races) for day in days) if races else (_NORMAL,) * 7
    on_race = {one.day for one in races}

    def run_of(day: date, usual: RunKind) -> str:
        return _RACE if day in on_race else usual.value

    given: list[Kind | None] = [None] * 7
    for day, kind in problem.fixed:
        number = (day - problem.monday).days
        if 0 <= number < 7:
            there = given[number]
            given[number] = kind if there is None else min(there, kind, key=_RANK.index)
    first = problem.first_day or problem.monday
    run = tuple(run_of(day, usual) for day, usual in zip(days, problem.runs, strict=True))
    to_a = [(one.day - problem.monday).days for one in races if one.priority is Priority.A]
    return _Facts(
        problem=problem,
        days=days,
        race=race,
        run=run,
        before=run_of(problem.monday - timedelta(1), problem.run_before),
        after=run_of(problem.monday + timedelta(7), problem.run_after),
        given=tuple(given),
        open=tuple(
            day >= first and day not in problem.blocked | problem.vacated and given[number] not in _COUNTED
            for number, day in enumerate(days)
        ),
        outside=tuple((one - problem.monday).days for one in (problem.previous, problem.after) if one is not None),
        target=min(problem.strength_days, _room(race)) if races else problem.strength_days,
        free=_bits(number for number, kind in enumerate(run) if kind == RunKind.REST),
        usual=_split(problem.last_week),
        shown=_split(problem.shown) if problem.shown else None,
        given_s=tuple(number for number, kind in enumerate(given) if kind is not None and kind.strength),
        legs_by=tuple(number - 7 for number in to_a if 0 <= number - 7 < 7),
        light_by=tuple(number - 4 for number in to_a if 0 <= number - 4 < 7),
    )


def _room(race: tuple[RaceDay, ...]) -> int:
    """How many S the races alone leave room for."""
    days = [number for number in range(7) if race[number].strength]
    if any(
        later - earlier >= S_TO_S and not (race[earlier].maintenance and race[later].maintenance)
        for earlier, later in combinations(days, 2)
    ):
        return 2
    return 1 if days else 0


def _split(slots: tuple[tuple[int, Kind], ...]) -> tuple[int, int]:
    """The days of S and U, which are compared as one, and those of T."""
    legs = _bits(number for number, kind in slots if kind.strength or kind is Kind.UPPER)
    return legs, _bits(number for number, kind in slots if kind is Kind.TECHNIQUE)


def _bits(numbers: Iterable[int]) -> int:
    out = 0
    for number in numbers:
        out |= 1 << number
    return out


def _closed(facts: _Facts, number: int) -> Iterator[tuple[Reason, bool]]:
    day = facts.days[number]
    if facts.problem.first_day is not None and day < facts.problem.first_day:
        yield reason("past"), True
    if day in facts.problem.blocked:
        yield reason("not_that_day"), True
    there = facts.given[number]
    if there is not None and facts.taken(number):
        yield reason("h5", there.value), True


def _against(facts: _Facts, kind: Kind, number: int) -> Iterator[tuple[Reason, bool]]:
    """What speaks against a kind on a day whatever the rest of the week does; True = it never gives way."""
    if kind.strength:
        yield from _against_strength(facts, number)
    yield from _closed(facts, number)
    run, race = facts.run[number], facts.race[number]
    if kind is Kind.TECHNIQUE and run in (RunKind.QUALITY, RunKind.LONG, _RACE):
        yield reason("h5", run), run != RunKind.QUALITY
    if kind is Kind.UPPER and run in (RunKind.LONG, _RACE):
        yield reason("h4", run), True
    if kind in (Kind.TECHNIQUE, Kind.UPPER) and race.rule is RaceRule.ACTIVATION:
        yield _race_reason(race), True


def _against_strength(facts: _Facts, number: int) -> Iterator[tuple[Reason, bool]]:
    following, run = facts.next_run(number), facts.run[number]
    if following in (RunKind.QUALITY, RunKind.LONG, _RACE):
        yield reason("h1", following), True
    for other in sorted((*facts.outside, *facts.given_s)):
        if abs(other - number) < S_TO_S and other != number:
            yield reason("h2", facts.problem.monday + timedelta(other), gap=abs(other - number)), True
    if run == RunKind.QUALITY:
        yield reason("h3", run), False
    if run == RunKind.LONG:
        yield reason("h4", run), True
    race = facts.race[number]
    if not race.strength:
        yield _race_reason(race), True
    elif race.maintenance and any(facts.race[other].maintenance for other in facts.given_s):
        yield reason("h6", "maintenance"), True


def _race_reason(race: RaceDay) -> Reason:
    priority = race.race.priority.value if race.race else ""
    return reason("h6", race.rule.value, priority, to=race.to)


def _allowed(facts: _Facts, kind: Kind, number: int) -> bool:
    return not any(never for _, never in _against(facts, kind, number))


# --- the search -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A placement. `strength`, `technique`, `upper` and `micro` are the days chosen, moved ones among them."""

    steps: int
    cost: int
    strength: tuple[int, ...]
    technique: int | None
    upper: int | None
    micro: tuple[int, ...] = ()
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Moves:
    """The runner's moves that can be kept, and those that cannot."""

    strength: tuple[tuple[int, Kind], ...] = ()
    technique: int | None = None
    upper: tuple[int, ...] = ()
    refused: tuple[Reason, ...] = ()


def _moves(facts: _Facts) -> _Moves:
    strength: list[tuple[int, Kind]] = []
    upper: list[int] = []
    technique: int | None = None
    refused: list[Reason] = []
    seen: set[Kind] = set()
    done = {kind for kind in facts.given if kind is not None}
    room = facts.target - sum(kind is not None and (kind.strength or kind is Kind.UPPER) for kind in facts.given)
    for day, kind in reversed(facts.problem.moved):
        number = (day - facts.problem.monday).days
        if kind in seen and kind is not Kind.UPPER:
            continue
        seen.add(kind)
        if kind in done and kind is not Kind.UPPER:
            continue
        taken = {other for other, _ in strength} | set(upper) | {technique}
        fits = 0 <= number < 7 and number not in taken and _allowed(facts, kind, number)
        if kind.strength or kind is Kind.UPPER:
            fits = fits and len(strength) + len(upper) < room
            if kind.strength:
                fits = fits and _together(facts, (*(other for other, _ in strength), number))
        if kind is Kind.TECHNIQUE and fits and facts.problem.technique:
            technique = number
        elif kind is Kind.UPPER and fits:
            upper.append(number)
        elif kind.strength and fits:
            strength.append((number, kind))
        else:
            refused.append(reason("move_not_kept", kind.value, day))
    return _Moves(tuple(sorted(strength)), technique, tuple(sorted(upper)), tuple(reversed(refused)))


def _together(facts: _Facts, chosen: tuple[int, ...]) -> bool:
    """h2 and the two limits of one a week among days that are each allowed: Q evening (h3), maintenance (3.9)."""
    days = sorted((*facts.given_s, *chosen))
    if any(later - earlier < S_TO_S for earlier, later in pairwise(sorted(chosen))):
        return False
    evenings = sum(facts.run[number] == RunKind.QUALITY for number in days)
    if evenings > 1 and any(facts.run[number] == RunKind.QUALITY for number in chosen):
        return False
    calm = sum(facts.race[number].maintenance for number in days)
    return calm < 2 or not any(facts.race[number].maintenance for number in chosen)


@dataclass(frozen=True, slots=True)
class _Room:
    """What is left to choose: `need` S on `possible` days, `forced` ones among them, besides `standing` S and U.

    `busy` days hold a session already, `other` of them no S or U. `technique` are the ways to place T: its day or
    None, the steps and the cost of it.
    """

    need: int
    standing: int
    upper: int
    possible: tuple[int, ...]
    forced: frozenset[int]
    busy: int
    other: int
    technique: tuple[tuple[int | None, int, int], ...]


def _room_for(facts: _Facts, moves: _Moves) -> _Room:
    upper = len(moves.upper) + sum(kind is Kind.UPPER for kind in facts.given)
    standing = len(facts.given_s) + upper
    forced = frozenset(number for number, _ in moves.strength)
    return _Room(
        need=max(0, facts.target - standing),
        standing=standing,
        upper=upper,
        possible=tuple(
            number
            for number in range(7)
            if number in forced or (facts.open[number] and _allowed(facts, Kind.STRENGTH_A, number))
        ),
        forced=forced,
        busy=_bits(moves.upper) | _bits(number for number in range(7) if facts.taken(number)),
        other=_bits(number for number in range(7) if facts.given[number] in (Kind.TECHNIQUE, Kind.TEST)),
        technique=tuple(_technique(facts, moves)),
    )


def _technique(facts: _Facts, moves: _Moves) -> Iterator[tuple[int | None, int, int]]:
    done = [number for number, kind in enumerate(facts.given) if kind is Kind.TECHNIQUE]
    if done or not facts.problem.technique:
        yield None, 0, sum(_t_cost(facts, number) for number in done)
        return
    for number in range(7) if moves.technique is None else (moves.technique,):
        if moves.technique is not None or (facts.open[number] and _allowed(facts, Kind.TECHNIQUE, number)):
            yield number, _T_MOVED if facts.run[number] == RunKind.QUALITY else 0, _t_cost(facts, number)
    if moves.technique is None:
        yield None, _T_WARMUP, 0


def _search(facts: _Facts, moves: _Moves) -> _Found:
    room = _room_for(facts, moves)
    need, left = room.need, room.need - 1 + room.standing
    if facts.problem.partial:
        for size in range(need, len(room.forced) - 1, -1):
            if (found := _best(facts, moves, room, size)) is not None:
                return replace(found, dropped=need - size)
    if (found := _best(facts, moves, room, need)) is not None:
        if facts.target == 0:
            return replace(found, micro=_micro(facts, found))
        return found
    if facts.target == 2 and not room.upper and left >= 1:
        upper = tuple(n for n in range(7) if facts.open[n] and n != moves.technique and _allowed(facts, Kind.UPPER, n))
        if upper and (found := _best(facts, moves, room, need - 1, _UPPER, upper)) is not None:
            return found
    if left >= 1 and (found := _best(facts, moves, room, need - 1, _ONE)) is not None:
        return replace(found, dropped=1)
    found = _best(facts, moves, room, 0, _MICRO)
    if found is None:  # pragma: no cover - without S nothing is left that could clash
        raise AssertionError("a week without sessions always exists")
    return replace(found, micro=_micro(facts, found), dropped=need)


def _best(
    facts: _Facts, moves: _Moves, room: _Room, size: int, step: int = 0, uppers: tuple[int | None, ...] = (None,)
) -> _Found | None:
    """The best placement with `size` more S and a U on one of `uppers`."""
    found: _Found | None = None
    rank: tuple[object, ...] = ()
    for chosen in _strength_sets(facts, moves, room, size):
        s_steps, s_cost, nearness = _score(facts, chosen)
        for upper in uppers:
            here = room.busy | _bits(chosen)
            if upper is not None:
                if here >> upper & 1:
                    continue
                here |= 1 << upper
            legs = here & ~room.other
            legs_cost = s_cost + _changes(legs, facts.usual[0])
            for day, t_steps, t_cost in room.technique:
                technique = 0 if day is None else 1 << day
                if here & technique:
                    continue
                steps, cost = s_steps | step | t_steps, legs_cost + t_cost
                if not facts.free & ~(here | technique):
                    steps |= _REST_DAY
                if found is not None and (steps, cost) > (found.steps, found.cost):
                    continue
                unlike = 0
                if facts.shown is not None:
                    unlike = (legs ^ facts.shown[0]).bit_count() + (technique ^ facts.shown[1]).bit_count()
                key = (
                    steps,
                    cost,
                    nearness,
                    unlike,
                    tuple(sorted((*facts.given_s, *chosen))),
                    _LATEST if day is None else day,
                    _LATEST if upper is None else upper,
                )
                if found is None or key < rank:
                    found, rank = _Found(steps, cost, chosen, day, upper), key
    return found


def _strength_sets(facts: _Facts, moves: _Moves, room: _Room, size: int) -> Iterator[tuple[int, ...]]:
    for chosen in combinations(room.possible, size):
        if not room.forced <= set(chosen) or room.busy & _bits(chosen) or moves.technique in chosen:
            continue
        if facts.problem.partial and any(facts.run[n] == RunKind.QUALITY and n not in room.forced for n in chosen):
            continue
        if _together(facts, chosen):
            yield chosen


def _changes(now: int, usual: int) -> int:
    return COST_CHANGE * min((now & ~usual).bit_count(), (usual & ~now).bit_count())


def _score(facts: _Facts, chosen: tuple[int, ...]) -> tuple[int, int, int]:
    """Steps and cost of the S of a week, and how far the last loaded legs stand from D-8."""
    days = sorted((*facts.given_s, *chosen))
    steps = cost = 0
    for number in days:
        for one in _s_costs(facts, number):
            cost += one.figures["cost"]
        if facts.run[number] == RunKind.QUALITY:
            steps |= _EVENING
    gaps = _gaps(facts, days)
    cost += COST_GAP_UNDER_3 * sum(gap < 3 for _, gap in gaps)
    if facts.problem.age60 and any(gap < S_TO_S_60 for _, gap in gaps):
        steps |= _AGE
    if _wraps(facts) and len(days) > 1 and days[0] + 7 - days[-1] < S_TO_S:
        steps |= _WRAP
    nearness = 0
    for day in facts.legs_by:
        last = max((number for number in (*days, *facts.outside) if number <= day), default=-_LATEST)
        if last < day - 3:
            steps |= _LEGS
        nearness += abs(day - 1 - last)
    if any(not {day, day - 1} & {*days, *facts.outside} for day in facts.light_by):
        steps |= _LIGHT
    return steps, cost, nearness


def _gaps(facts: _Facts, days: list[int]) -> list[tuple[int, int]]:
    """(day of this week that the gap is booked on, gap) for every S-S gap that touches this week."""
    line = sorted((*facts.outside, *days))
    if _wraps(facts) and days:
        line.append(days[0] + 7)
    return [
        (later if later in days else earlier, later - earlier)
        for earlier, later in pairwise(line)
        if earlier in days or later in days
    ]


def _wraps(facts: _Facts) -> bool:
    return facts.problem.repeats and facts.problem.after is None


def _s_costs(facts: _Facts, number: int) -> list[Reason]:
    out = []
    if facts.run_before(number) == RunKind.LONG:
        out.append(reason("after_long", cost=COST_AFTER_LONG))
    if facts.free == 1 << number:
        out.append(reason("only_free_day", cost=COST_ONLY_FREE_DAY))
    if facts.run[number] == RunKind.QUALITY:
        out.append(reason("q_evening", cost=COST_Q_EVENING))
    return out


def _t_cost(facts: _Facts, number: int) -> int:
    after_long = COST_T_AFTER_LONG if facts.run_before(number) in (RunKind.LONG, _RACE) else 0
    return after_long + _changes(1 << number, facts.usual[1])


def _fresh_from_race(at: RaceDay) -> bool:
    """The first half of the days after a race belongs to nobody [DC]."""
    if at.rule is not RaceRule.RECOVERY or at.race is None or at.to is None:
        return False
    return -at.to <= recovery_days(at.race.km) // 2


def _micro(facts: _Facts, found: _Found) -> tuple[int, ...]:
    """Days of micro-sessions: two days apart, easy and free days first; not around a race, on a long run or with T."""
    possible = [
        number
        for number in range(7)
        if facts.open[number]
        and number != found.technique
        and facts.run[number] not in (RunKind.LONG, _RACE)
        and facts.race[number].rule is not RaceRule.ACTIVATION
        and _RACE not in (facts.run_before(number), facts.next_run(number))
        and not _fresh_from_race(facts.race[number])
    ]
    given = [number for number, kind in enumerate(facts.given) if kind is Kind.MICRO]
    possible = [one for one in possible if all(abs(one - other) >= S_TO_S for other in given)]
    wanted = facts.problem.strength_days - len(given)
    for size in range(min(wanted, len(possible)), 0, -1):
        fitting = [
            chosen
            for chosen in combinations(possible, size)
            if all(later - earlier >= S_TO_S for earlier, later in pairwise(chosen))
        ]
        if fitting:
            return min(fitting, key=lambda days: (sum(facts.run[n] == RunKind.QUALITY for n in days), days))
    return ()


# --- the plan ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def plan(problem: WeekProblem) -> WeekPlan:
    """The placement that gives way least, then costs least, then comes first.

    What it places always satisfies h1, h2, h4 and h6; `fixed` sessions are taken as they are.
    """
    facts = _facts(problem)
    moves = _moves(facts)
    return _write(facts, moves, _search(facts, moves))


def _write(facts: _Facts, moves: _Moves, found: _Found) -> WeekPlan:
    slots: list[Kind | None] = list(facts.given)
    for number in found.micro:
        slots[number] = Kind.MICRO
    moved = dict(moves.strength)
    used = {*moved.values(), *(kind for kind in facts.given if kind is not None)}
    letters = [kind for kind in facts.problem.order if kind not in used]
    for number in sorted(found.strength):
        slots[number] = moved.get(number) or (letters.pop(0) if letters else facts.problem.order[0])
    for number in (*moves.upper, *(() if found.upper is None else (found.upper,))):
        slots[number] = Kind.UPPER
    if found.technique is not None:
        slots[found.technique] = Kind.TECHNIQUE

    days = tuple(
        DayPlan(
            day=facts.days[number],
            run=facts.problem.runs[number],
            race=facts.race[number],
            slot=slots[number],
            evening=bool((kind := slots[number]) and kind.strength and facts.run[number] == RunKind.QUALITY),
            fixed=slots[number] is not None and facts.given[number] is slots[number],
            cost=sum(one.figures["cost"] for one in why),
            reasons=why,
        )
        for number, why in enumerate(_costs(facts, slots))
    )
    strength = [one for one in days if one.slot is not None and one.slot.strength]
    return WeekPlan(
        days=days,
        cost=found.cost,
        given_up=tuple(_given_up(facts, found)),
        warmup_drills=bool(found.steps & _T_WARMUP and found.strength),
        full_body=facts.problem.strength_days == 2
        and not facts.problem.partial
        and len(strength) == 1
        and not strength[0].fixed
        and Kind.UPPER not in slots,
        remarks=tuple(_remarks(facts, moves, found, len(strength))),
    )


def _costs(facts: _Facts, slots: list[Kind | None]) -> list[tuple[Reason, ...]]:
    """Each day's share of the cost."""
    out: list[list[Reason]] = [[] for _ in slots]
    strength = [number for number, kind in enumerate(slots) if kind is not None and kind.strength]
    legs = _bits(
        number for number, kind in enumerate(slots) if kind is not None and (kind.strength or kind is Kind.UPPER)
    )
    for number in strength:
        out[number] += _s_costs(facts, number)
    for number, gap in _gaps(facts, strength):
        if gap < 3:
            out[number].append(reason("gap_under_3", gap=gap, cost=COST_GAP_UNDER_3))
    technique = [number for number, kind in enumerate(slots) if kind is Kind.TECHNIQUE]
    for number in technique:
        if facts.run_before(number) in (RunKind.LONG, _RACE):
            out[number].append(reason("technique_after_long", cost=COST_T_AFTER_LONG))
    for now, usual in ((legs, facts.usual[0]), *((1 << number, facts.usual[1]) for number in technique)):
        new = [number for number in range(7) if now & ~usual & 1 << number]
        for number in new[: _changes(now, usual) // COST_CHANGE]:
            out[number].append(reason("changed_day", cost=COST_CHANGE))
    return [tuple(one) for one in out]


def _given_up(facts: _Facts, found: _Found) -> Iterator[Reason]:
    steps = found.steps
    if steps & _REST_DAY:
        yield reason(GiveWay.FULL_REST_DAY.value)
    if steps & _T_MOVED:
        yield reason(GiveWay.TECHNIQUE_DAY.value, "moved")
    if steps & _T_WARMUP:
        yield reason(GiveWay.TECHNIQUE_DAY.value, "warmup" if found.strength else "dropped")
    if steps & _EVENING:
        yield reason(GiveWay.S_ON_Q_EVENING.value)
    if steps & _UPPER:
        yield reason(GiveWay.S2_UPPER.value)
    if steps & _ONE:
        yield reason(GiveWay.ONE_FULL_BODY.value) if found.strength else reason("s2_dropped")
    if steps & _MICRO:
        yield reason(GiveWay.MICRO.value, days=len(found.micro))


def _remarks(facts: _Facts, moves: _Moves, found: _Found, strength: int) -> Iterator[Reason]:
    hard = (RunKind.QUALITY, RunKind.LONG, _RACE)
    for number in range(7):
        if facts.run[number] in hard and facts.next_run(number) in hard:
            yield reason("neighbouring_hard_runs", facts.days[number])
            break
    wanted = facts.problem.strength_days
    if facts.target < wanted:
        yield reason("race_week", strength=facts.target, wanted=wanted)
    if facts.problem.partial and found.dropped:
        yield reason("partial_week", strength=strength, wanted=facts.target)
    if found.steps & _AGE:
        yield reason("gap_under_3_at_60")
    if found.steps & _WRAP:
        yield reason("next_week_shifts")
    if strength and found.steps & _LEGS:
        yield reason("last_legs_early")
    if strength and found.steps & _LIGHT:
        yield reason("light_left_out")
    yield from moves.refused


# --- why not, move, missed --------------------------------------------------------------------------------------------


def _solve(problem: WeekProblem) -> tuple[_Facts, _Found, WeekPlan]:
    facts = _facts(problem)
    moves = _moves(facts)
    found = _search(facts, moves)
    return facts, found, _write(facts, moves, found)


def _with_move(
    problem: WeekProblem,
    shown: tuple[tuple[int, Kind], ...],
    kind: Kind,
    day: date,
    *,
    left: date | None = None,
    instead: Kind | None = None,
) -> WeekProblem:
    """The problem once `kind` is put on `day`: `left` is the day it leaves, `instead` the letter that U stands for."""
    kept = tuple(one for one in problem.moved if one[1] not in (kind, instead) and one[0] != day)
    order = problem.order
    if instead is not None and order[0] is instead:
        order = (order[1], order[0])
    vacated = (problem.vacated | ({left} if left else set())) - {day}
    return replace(problem, moved=(*kept, (day, kind)), order=order, vacated=vacated, shown=shown)


def why_not(problem: WeekProblem, shown: WeekPlan, day: date, kind: Kind) -> tuple[Reason, ...]:
    """Why `kind` does not stand on `day`; empty only where it does.

    Rules h1-h6 that the day itself breaks come first. Where it breaks none, the week is solved again with the session
    on that day, and the reason is what would then give way (h7, gives_way) or cost more (costs_more with both figures
    and what the difference is made of), or that an equal week comes first (tie).
    """
    number = (day - problem.monday).days
    if not 0 <= number < 7:
        return (reason("other_week"),)
    if shown.days[number].slot is kind:
        return ()
    if not (kind.strength or kind in (Kind.UPPER, Kind.TECHNIQUE)):
        return (reason("not_placed", kind.value),)
    facts, base, now = _solve(problem)
    if (done := next((one for one, there in enumerate(facts.given) if there is kind), None)) is not None:
        return (reason("already_done", facts.days[done]),)
    against = list(_against(facts, kind, number))
    out = [one for one, _ in against]
    if day in problem.vacated:
        out.append(reason("moved_away"))
    if any(never for _, never in against) or (out and not base.steps & (_EVENING | _T_MOVED)):
        return tuple(out)
    _, found, then = _solve(_with_move(problem, problem.shown, kind, day))
    if then.days[number].slot is not kind:
        return (*out, reason("not_planned", kind.value))
    if found.steps > base.steps or found.dropped > base.dropped:
        out += _more_given(now, then, found.steps & ~base.steps, number, kind)
    elif found.cost > base.cost:
        out.append(reason("costs_more", cost=found.cost, chosen=base.cost))
        out += [one for plan_day in then.days for one in plan_day.reasons if one not in shown.on(plan_day.day).reasons]
    return tuple(out) or (reason("tie", *_weekdays(now)),)


def _weekdays(week: WeekPlan) -> tuple[date, ...]:
    return tuple(one.day for one in week.days if one.slot is not None)


def _more_given(now: WeekPlan, then: WeekPlan, steps: int, number: int, kind: Kind) -> list[Reason]:
    out = []
    fewer = len(then.strength) < len(now.strength)
    if fewer and kind.strength:
        for other in now.days:
            gap = abs((other.day - now.days[number].day).days)
            if other.slot is not None and other.slot.strength and other.slot is not kind and gap < S_TO_S:
                out.append(reason("h2", other.day, gap=gap))
    if steps & _REST_DAY:
        out.append(reason("h7"))
    out += [
        reason("gives_way", one.code, *one.about)
        for one in then.given_up
        if one not in now.given_up and one.code != GiveWay.FULL_REST_DAY
    ]
    new = [one for one in then.remarks if one not in now.remarks and one.code not in ("race_week", "move_not_kept")]
    out += [reason("gives_way", one.code) for one in new]
    return out


def move(problem: WeekProblem, shown: WeekPlan, kind: Kind, to: date) -> MoveOffer:
    """What happens if the runner puts the planned session `kind` on `to` (rulebook 3.9 and 8).

    The move is taken as wanted, with the week solved again around it, unless h1, h2, h4 or h6 would break, the day is
    past, blocked or holds a session that is done, or another S of the week would have to be given up (then h2 is what
    breaks). An S on the day of a quality run stands in its evening. The day it leaves stays empty, unless the wanted
    day holds a session: then the two may change places.
    """
    number = (to - problem.monday).days
    if not 0 <= number < 7:
        return MoveOffer((reason("other_week"),), None)
    at = shown.find(kind)
    if at is None or at.fixed:
        return MoveOffer((reason("already_done" if at else "not_planned", kind.value),), None)
    solved = _solve(problem)
    facts = solved[0]
    breaks, offer = _try(solved, shown, at, number)
    if offer is not None:
        return MoveOffer(breaks, offer)
    as_upper = None
    if kind.strength and _allowed(facts, Kind.UPPER, number):
        then_problem = _with_move(problem, shown.slots, Kind.UPPER, to, left=at.day, instead=kind)
        then = plan(then_problem)
        if then.days[number].slot is Kind.UPPER:
            as_upper = Offer(to, Kind.UPPER, then_problem, then, _diff(shown, then))
    next_free = None
    for later in range(number + 1, 7):
        if facts.days[later] == at.day:
            continue
        _, next_free = _try(solved, shown, at, later)
        if next_free is not None:
            break
    return MoveOffer(breaks, None, as_upper, next_free)


def _try(
    solved: tuple[_Facts, _Found, WeekPlan], shown: WeekPlan, at: DayPlan, number: int
) -> tuple[tuple[Reason, ...], Offer | None]:
    """What breaks if the session of `at` goes to the day `number`, and the week around it where that can be."""
    (facts, base, now), kind = solved, at.slot
    if kind is None:
        raise ValueError(f"no session stands on {at.day}")
    against = list(_against(facts, kind, number))
    breaks = [one for one, _ in against]
    if any(never for _, never in against):
        return tuple(breaks), None
    to = facts.days[number]
    swap = shown.days[number].slot is not None
    then_problem = _with_move(facts.problem, shown.slots, kind, to, left=None if swap else at.day)
    _, found, then = _solve(then_problem)
    if then.days[number].slot is not kind:
        refused = [one for one in then.remarks if one.code == "move_not_kept"]
        return tuple(breaks or refused or (reason("not_planned", kind.value),)), None
    more = _more_given(now, then, found.steps & ~base.steps, number, kind)
    breaks += [one for one in more if one.code in ("h2", "h7")]
    if len(then.strength) < len(now.strength):
        return tuple(breaks or more), None
    return tuple(breaks), Offer(to, kind, then_problem, then, _diff(shown, then))


def _diff(before: WeekPlan, after: WeekPlan) -> tuple[Change, ...]:
    return tuple(
        Change(old.day, old.slot, new.slot)
        for old, new in zip(before.days, after.days, strict=True)
        if old.slot is not new.slot
    )


def missed(problem: WeekProblem, shown: WeekPlan, day: date, following: WeekPlan | None = None) -> date | None:
    """Where the missed session of `day` goes: one of the next two days where h1-h6 hold, else None.

    A session is never stacked on another, no other one moves for it, and h2 holds across the week's end. Days of the
    next week are looked at only where its plan is given (`following`, whose own sessions stay as they are). 60 and
    over: a day 3 days from the next S comes first.
    """
    kind = shown.on(day).slot
    if kind is None or not (kind.strength or kind in (Kind.UPPER, Kind.TECHNIQUE)):
        return None
    line = [*shown.days, *(following.days if following else ())]
    others = [one.day for one in line if one.slot is not None and one.slot.strength and one.day != day]
    others += [one for one in (problem.previous, problem.after) if one is not None]
    candidates = []
    for distance in (1, 2):
        place = next((number for number, one in enumerate(line) if one.day == day + timedelta(distance)), None)
        if place is not None and _takes(problem, line, place, kind, others):
            candidates.append(line[place].day)
    if problem.age60 and kind.strength:
        roomy = [one for one in candidates if all(abs((one - other).days) >= S_TO_S_60 for other in others)]
        candidates = roomy or candidates
    return candidates[0] if candidates else None


def _takes(problem: WeekProblem, line: list[DayPlan], place: int, kind: Kind, others: list[date]) -> bool:
    at = line[place]
    past = problem.first_day is not None and at.day < problem.first_day
    if at.slot in _COUNTED or at.day in problem.blocked | problem.vacated or past:
        return False
    if at.race.rule in (RaceRule.RACE, RaceRule.ACTIVATION) or at.run is RunKind.LONG:
        return False
    if kind is Kind.UPPER:
        return True
    if at.run is RunKind.QUALITY:
        return False
    if kind is Kind.TECHNIQUE:
        return True
    tomorrow = at.day + timedelta(1)
    if place + 1 < len(line):
        next_run = line[place + 1].run
    elif place == 6:
        next_run = problem.run_after
    else:
        return False
    calm = at.race.maintenance and any(
        one.race.maintenance and one.day in others and one.day.isocalendar()[:2] == at.day.isocalendar()[:2]
        for one in line
    )
    return (
        next_run not in (RunKind.QUALITY, RunKind.LONG)
        and all(one.day != tomorrow for one in problem.races)
        and at.race.strength
        and not calm
        and all(abs((at.day - other).days) >= S_TO_S for other in others)
    )
