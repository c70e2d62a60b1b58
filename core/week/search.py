"""The exact search: every placement is looked at, and the first of the best wins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from core.athlete import RunKind
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.session import Kind
from core.taper import RaceDay, RaceRule, recovery_days
from core.week.costs import change_cost, gaps_between, strength_costs, technique_cost, wraps
from core.week.rules import RACE_RUN, Facts, allowed, bits, together

# What gives way, lowest first; the numbers are compared, so the order of the bits is the order of the rulebook.
STEP_AGE = 1 << 0
STEP_LIGHT = 1 << 1
STEP_LEGS = 1 << 2
STEP_REST_DAY = 1 << 3
STEP_T_MOVED = 1 << 4
STEP_T_WARMUP = 1 << 5
STEP_EVENING = 1 << 6
STEP_WRAP = 1 << 7
STEP_UPPER = 1 << 8
STEP_ONE = 1 << 9
STEP_MICRO = 1 << 10

_LATEST = 9


@dataclass(frozen=True, slots=True)
class Found:
    """A placement. `strength`, `technique`, `upper` and `micro` are the days chosen, moved ones among them."""

    steps: int
    cost: int
    strength: tuple[int, ...]
    technique: int | None
    upper: int | None
    micro: tuple[int, ...] = ()
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Moves:
    """The runner's moves that can be kept, and those that cannot."""

    strength: tuple[tuple[int, Kind], ...] = ()
    technique: int | None = None
    upper: tuple[int, ...] = ()
    refused: tuple[Reason, ...] = ()


def kept_moves(facts: Facts) -> Moves:
    """Which of the runner's moves hold: the last word first, as long as h1, h2, h4 and h6 allow."""
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
        fits = 0 <= number < 7 and number not in taken and allowed(facts, kind, number)
        if kind.strength or kind is Kind.UPPER:
            fits = fits and len(strength) + len(upper) < room
            if kind.strength:
                fits = fits and together(facts, (*(other for other, _ in strength), number))
        if kind is Kind.TECHNIQUE and fits and facts.problem.technique:
            technique = number
        elif kind is Kind.UPPER and fits:
            upper.append(number)
        elif kind.strength and fits:
            strength.append((number, kind))
        else:
            refused.append(reason("move_not_kept", kind.value, day))
    return Moves(tuple(sorted(strength)), technique, tuple(sorted(upper)), tuple(reversed(refused)))


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


def _room_for(facts: Facts, moves: Moves) -> _Room:
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
            if number in forced
            or (
                facts.open[number]
                and facts.days[number] not in facts.problem.spared
                and allowed(facts, Kind.STRENGTH_A, number)
            )
        ),
        forced=forced,
        busy=bits(moves.upper) | bits(number for number in range(7) if facts.taken(number)),
        other=bits(number for number in range(7) if facts.given[number] in (Kind.TECHNIQUE, Kind.TEST)),
        technique=tuple(_technique(facts, moves)),
    )


def _technique(facts: Facts, moves: Moves) -> Iterator[tuple[int | None, int, int]]:
    done = [number for number, kind in enumerate(facts.given) if kind is Kind.TECHNIQUE]
    if done or not facts.problem.technique:
        yield None, 0, sum(technique_cost(facts, number) for number in done)
        return
    for number in range(7) if moves.technique is None else (moves.technique,):
        if moves.technique is not None or (facts.open[number] and allowed(facts, Kind.TECHNIQUE, number)):
            yield number, STEP_T_MOVED if facts.run[number] == RunKind.QUALITY else 0, technique_cost(facts, number)
    if moves.technique is None:
        yield None, STEP_T_WARMUP, 0


def search(facts: Facts, moves: Moves) -> Found:
    """The best placement, with as little given up as can be."""
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
        upper = tuple(n for n in range(7) if facts.open[n] and n != moves.technique and allowed(facts, Kind.UPPER, n))
        if upper and (found := _best(facts, moves, room, need - 1, STEP_UPPER, upper)) is not None:
            return found
    if left >= 1 and (found := _best(facts, moves, room, need - 1, STEP_ONE)) is not None:
        return replace(found, dropped=1)
    found = _best(facts, moves, room, 0, STEP_MICRO)
    if found is None:  # pragma: no cover - without S nothing is left that could clash
        raise AssertionError("a week without sessions always exists")
    return replace(found, micro=_micro(facts, found), dropped=need)


def _best(
    facts: Facts, moves: Moves, room: _Room, size: int, step: int = 0, uppers: tuple[int | None, ...] = (None,)
) -> Found | None:
    """The best placement with `size` more S and a U on one of `uppers`."""
    found: Found | None = None
    rank: tuple[object, ...] = ()
    for chosen in _strength_sets(facts, moves, room, size):
        s_steps, s_cost, nearness = _score(facts, chosen)
        for upper in uppers:
            here = room.busy | bits(chosen)
            if upper is not None:
                if here >> upper & 1:
                    continue
                here |= 1 << upper
            legs = here & ~room.other
            legs_cost = s_cost + change_cost(facts, legs, facts.usual[0])
            for day, t_steps, t_cost in room.technique:
                technique = 0 if day is None else 1 << day
                if here & technique:
                    continue
                steps, cost = s_steps | step | t_steps, legs_cost + t_cost
                # A free day that the runner wants for strength is no longer meant as one of rest.
                if not facts.free & ~((here | technique) & ~facts.wished):
                    steps |= STEP_REST_DAY
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
                    found, rank = Found(steps, cost, chosen, day, upper), key
    return found


def _strength_sets(facts: Facts, moves: Moves, room: _Room, size: int) -> Iterator[tuple[int, ...]]:
    for chosen in combinations(room.possible, size):
        if not room.forced <= set(chosen) or room.busy & bits(chosen) or moves.technique in chosen:
            continue
        if facts.problem.partial and any(facts.run[n] == RunKind.QUALITY and n not in room.forced for n in chosen):
            continue
        if together(facts, chosen):
            yield chosen


def _score(facts: Facts, chosen: tuple[int, ...]) -> tuple[int, int, int]:
    """Steps and cost of the S of a week, and how far the last loaded legs stand from D-8."""
    days = sorted((*facts.given_s, *chosen))
    steps = cost = 0
    for number in days:
        for one in strength_costs(facts, number):
            cost += one.figures["cost"]
        if facts.run[number] == RunKind.QUALITY:
            steps |= STEP_EVENING
    gaps = gaps_between(facts, days)
    cost += facts.cost.gap_under_3 * sum(gap < 3 for _, gap in gaps)
    if facts.problem.age60 and any(gap < facts.apart_60 for _, gap in gaps):
        steps |= STEP_AGE
    if wraps(facts) and len(days) > 1 and days[0] + 7 - days[-1] < facts.apart:
        steps |= STEP_WRAP
    nearness = 0
    for day in facts.legs_by:
        last = max((number for number in (*days, *facts.outside) if number <= day), default=-_LATEST)
        if last < day - 3:
            steps |= STEP_LEGS
        nearness += abs(day - 1 - last)
    if any(not {day, day - 1} & {*days, *facts.outside} for day in facts.light_by):
        steps |= STEP_LIGHT
    return steps, cost, nearness


def _fresh_from_race(at: RaceDay) -> bool:
    """The first half of the days after a race belongs to nobody [DC]."""
    if at.rule is not RaceRule.RECOVERY or at.race is None or at.to is None:
        return False
    return -at.to <= recovery_days(at.race.km) // 2


def _micro(facts: Facts, found: Found) -> tuple[int, ...]:
    """Days of micro-sessions: two days apart, easy and free days first; not around a race, on a long run or with T."""
    possible = [
        number
        for number in range(7)
        if facts.open[number]
        and number != found.technique
        and facts.run[number] not in (RunKind.LONG, RACE_RUN)
        and facts.race[number].rule is not RaceRule.ACTIVATION
        and RACE_RUN not in (facts.run_before(number), facts.next_run(number))
        and not _fresh_from_race(facts.race[number])
    ]
    given = [number for number, kind in enumerate(facts.given) if kind is Kind.MICRO]
    possible = [one for one in possible if all(abs(one - other) >= facts.apart for other in given)]
    wanted = facts.problem.strength_days - len(given)
    for size in range(min(wanted, len(possible)), 0, -1):
        fitting = [
            chosen
            for chosen in combinations(possible, size)
            if all(later - earlier >= facts.apart for earlier, later in pairwise(chosen))
        ]
        if fitting:
            return min(fitting, key=lambda days: (sum(facts.run[n] == RunKind.QUALITY for n in days), days))
    return ()
