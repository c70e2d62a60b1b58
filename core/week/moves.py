"""Sessions that change their day: what a move does to the week, and where a missed session goes (rulebook 3.9)."""

from __future__ import annotations

from datetime import date, timedelta

from core.athlete import RunKind
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.session import Kind
from core.taper import RaceRule
from core.week.placement import plan, solve
from core.week.problem import DayPlan, GiveWay, WeekPlan, WeekProblem
from core.week.rules import COUNTED, Facts, allowed, objections
from core.week.search import STEP_REST_DAY, Found


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
    (session U on the wanted day) is offered instead (3.9).
    """

    breaks: tuple[Reason, ...]
    as_wanted: Offer | None
    as_upper: Offer | None = None


def with_move(
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


def more_given(now: WeekPlan, then: WeekPlan, steps: int, number: int, kind: Kind) -> list[Reason]:
    """What `then`, with `kind` on the day `number`, gives up beyond `now`; `steps` are the steps it needs more."""
    out = []
    fewer = len(then.strength) < len(now.strength)
    if fewer and kind.strength:
        for other in now.days:
            gap = abs((other.day - now.days[number].day).days)
            if other.slot is not None and other.slot.strength and other.slot is not kind and gap < policy().days.s_to_s:
                out.append(reason("h2", other.day, gap=gap))
    if steps & STEP_REST_DAY:
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
    solved = solve(problem)
    facts = solved[0]
    breaks, offer = _try(solved, shown, at, number)
    if offer is not None:
        return MoveOffer(breaks, offer)
    as_upper = None
    if kind.strength and allowed(facts, Kind.UPPER, number):
        then_problem = with_move(problem, shown.slots, Kind.UPPER, to, left=at.day, instead=kind)
        then = plan(then_problem)
        if then.days[number].slot is Kind.UPPER:
            as_upper = Offer(to, Kind.UPPER, then_problem, then, changed(shown, then))
    return MoveOffer(breaks, None, as_upper)


def _try(
    solved: tuple[Facts, Found, WeekPlan], shown: WeekPlan, at: DayPlan, number: int
) -> tuple[tuple[Reason, ...], Offer | None]:
    """What breaks if the session of `at` goes to the day `number`, and the week around it where that can be."""
    (facts, base, now), kind = solved, at.slot
    if kind is None:
        raise ValueError(f"no session stands on {at.day}")
    against = list(objections(facts, kind, number))
    breaks = [why() for why, _ in against]
    if any(never for _, never in against):
        return tuple(breaks), None
    to = facts.days[number]
    swap = shown.days[number].slot is not None
    then_problem = with_move(facts.problem, shown.slots, kind, to, left=None if swap else at.day)
    _, found, then = solve(then_problem)
    if then.days[number].slot is not kind:
        refused = [one for one in then.remarks if one.code == "move_not_kept"]
        return tuple(breaks or refused or (reason("not_planned", kind.value),)), None
    more = more_given(now, then, found.steps & ~base.steps, number, kind)
    breaks += [one for one in more if one.code in ("h2", "h7")]
    if len(then.strength) < len(now.strength):
        return tuple(breaks or more), None
    return tuple(breaks), Offer(to, kind, then_problem, then, changed(shown, then))


def changed(before: WeekPlan, after: WeekPlan) -> tuple[Change, ...]:
    """The days that hold something else afterwards."""
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
    if kind is None or not kind.movable:
        return None
    line = [*shown.days, *(following.days if following else ())]
    others = [one.day for one in line if one.slot is not None and one.slot.strength and one.day != day]
    others += [one for one in (problem.previous, problem.after) if one is not None]
    candidates = []
    for distance in range(1, policy().days.move_within + 1):
        place = next((number for number, one in enumerate(line) if one.day == day + timedelta(distance)), None)
        if place is not None and _takes(problem, line, place, kind, others):
            candidates.append(line[place].day)
    if problem.age60 and kind.strength:
        roomy = [
            one for one in candidates if all(abs((one - other).days) >= policy().days.s_to_s_60plus for other in others)
        ]
        candidates = roomy or candidates
    return candidates[0] if candidates else None


def _takes(problem: WeekProblem, line: list[DayPlan], place: int, kind: Kind, others: list[date]) -> bool:
    at = line[place]
    past = problem.first_day is not None and at.day < problem.first_day
    if at.slot in COUNTED or at.day in problem.blocked | problem.vacated | problem.free or past:
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
        and all(abs((at.day - other).days) >= policy().days.s_to_s for other in others)
    )
