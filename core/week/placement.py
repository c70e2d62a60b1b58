"""The placement that was found, written out as a week with its costs, its reasons and what gave way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.athlete import RunKind
from core.reasons import Reason, reason
from core.session import Kind
from core.week.costs import day_costs
from core.week.problem import DayPlan, GiveWay, WeekPlan, WeekProblem
from core.week.rules import RACE_RUN, Facts, facts_of
from core.week.search import (
    STEP_AGE,
    STEP_EVENING,
    STEP_LEGS,
    STEP_LIGHT,
    STEP_MICRO,
    STEP_ONE,
    STEP_REST_DAY,
    STEP_T_MOVED,
    STEP_T_WARMUP,
    STEP_UPPER,
    STEP_WRAP,
    Found,
    Moves,
    kept_moves,
    search,
)


@lru_cache(maxsize=1024)
def plan(problem: WeekProblem) -> WeekPlan:
    """The placement that gives way least, then costs least, then comes first.

    What it places always satisfies h1, h2, h4 and h6; `fixed` sessions are taken as they are.
    """
    facts = facts_of(problem)
    moves = kept_moves(facts)
    return _write(facts, moves, search(facts, moves))


def _write(facts: Facts, moves: Moves, found: Found) -> WeekPlan:
    slots: list[Kind | None] = list(facts.given)
    for number in found.micro:
        slots[number] = Kind.MICRO
    moved = dict(moves.strength)
    used = {*moved.values(), *(kind for kind in facts.given if kind is not None)}
    letters = [kind for kind in _order(facts, found) if kind not in used]
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
            cost=sum([one.figures["cost"] for one in why]) if why else 0,
            reasons=why,
        )
        for number, why in enumerate(day_costs(facts, slots))
    )
    strength = [one for one in days if one.slot is not None and one.slot.strength]
    return WeekPlan(
        days=days,
        cost=found.cost,
        given_up=tuple(_given_up(found)),
        warmup_drills=bool(found.steps & STEP_T_WARMUP and found.strength),
        remarks=tuple(_remarks(facts, moves, found, len(strength))),
    )


def _order(facts: Facts, found: Found) -> Sequence[Kind]:
    """A before B. Where one of them has to stand in a quality evening, with fewer sets, they take turns by the week."""
    first, second = facts.problem.order
    evening = any(facts.run[number] == RunKind.QUALITY for number in found.strength)
    turned = evening and len(found.strength) > 1 and facts.problem.monday.toordinal() // 7 % 2
    return (second, first) if turned else (first, second)


def _given_up(found: Found) -> Iterator[Reason]:
    steps = found.steps
    if steps & STEP_REST_DAY:
        yield reason(GiveWay.FULL_REST_DAY.value)
    if steps & STEP_T_MOVED:
        yield reason(GiveWay.TECHNIQUE_DAY.value, "moved")
    if steps & STEP_T_WARMUP:
        yield reason(GiveWay.TECHNIQUE_DAY.value, "warmup" if found.strength else "dropped")
    if steps & STEP_EVENING:
        yield reason(GiveWay.S_ON_Q_EVENING.value)
    if steps & STEP_UPPER:
        yield reason(GiveWay.S2_UPPER.value)
    if steps & STEP_ONE:
        yield reason(GiveWay.ONE_FULL_BODY.value) if found.strength else reason("s2_dropped")
    if steps & STEP_MICRO:
        yield reason(GiveWay.MICRO.value, days=len(found.micro))


def _remarks(facts: Facts, moves: Moves, found: Found, strength: int) -> Iterator[Reason]:
    hard = (RunKind.QUALITY, RunKind.LONG, RACE_RUN)
    for number in range(7):
        if facts.run[number] in hard and facts.next_run(number) in hard:
            yield reason("neighbouring_hard_runs", facts.days[number])
            break
    wanted = facts.problem.strength_days
    if facts.target < wanted:
        yield reason("race_week", strength=facts.target, wanted=wanted)
    if facts.problem.partial and found.dropped:
        yield reason("partial_week", strength=strength, wanted=facts.target)
    if found.steps & STEP_AGE:
        yield reason("gap_under_3_at_60")
    if found.steps & STEP_WRAP:
        yield reason("next_week_shifts")
    if strength and found.steps & STEP_LEGS:
        yield reason("last_legs_early")
    if strength and found.steps & STEP_LIGHT:
        yield reason("light_left_out")
    fewer = found.dropped or found.steps & (STEP_UPPER | STEP_ONE | STEP_MICRO)
    if facts.problem.free and fewer:
        yield reason("free_days")
    yield from _unkept(facts, moves, found)
    yield from moves.refused


def _unkept(facts: Facts, moves: Moves, found: Found) -> Iterator[Reason]:
    """The wished days without S, where S stands elsewhere and it was not the runner who put it there."""
    moved = {number for number, _ in moves.strength}
    elsewhere = any(not facts.wished >> number & 1 for number in found.strength if number not in moved)
    if not facts.wished or not (elsewhere or found.dropped):
        return
    for number in range(7):
        if facts.wished >> number & 1 and facts.open[number] and number not in found.strength:
            yield reason("wish_not_kept", facts.days[number])


def solve(problem: WeekProblem) -> tuple[Facts, Found, WeekPlan]:
    """The plan together with what it was found by, for those who compare two placements."""
    facts = facts_of(problem)
    moves = kept_moves(facts)
    found = search(facts, moves)
    return facts, found, _write(facts, moves, found)
