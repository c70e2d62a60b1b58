"""Why a session does not stand on a day."""

from __future__ import annotations

from datetime import date

from core.reasons import Reason, reason
from core.session import Kind
from core.week.moves import more_given, with_move
from core.week.placement import solve
from core.week.problem import WeekPlan, WeekProblem
from core.week.rules import objections
from core.week.search import STEP_EVENING, STEP_T_MOVED


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
    facts, base, now = solve(problem)
    if (done := next((one for one, there in enumerate(facts.given) if there is kind), None)) is not None:
        return (reason("already_done", facts.days[done]),)
    against = list(objections(facts, kind, number))
    out = [why() for why, _ in against]
    if day in problem.vacated:
        out.append(reason("moved_away"))
    if day in problem.free:
        out.append(reason("free_day"))
    if any(never for _, never in against) or (out and not base.steps & (STEP_EVENING | STEP_T_MOVED)):
        return tuple(out)
    _, found, then = solve(with_move(problem, problem.shown, kind, day))
    if then.days[number].slot is not kind:
        return (*out, reason("not_planned", kind.value))
    if found.steps > base.steps or found.dropped > base.dropped:
        out += more_given(now, then, found.steps & ~base.steps, number, kind)
    elif found.cost > base.cost:
        out.append(reason("costs_more", cost=found.cost, chosen=base.cost))
        out += [one for plan_day in then.days for one in plan_day.reasons if one not in shown.on(plan_day.day).reasons]
    return tuple(out) or (reason("tie", *_weekdays(now)),)


def _weekdays(week: WeekPlan) -> tuple[date, ...]:
    return tuple(one.day for one in week.days if one.slot is not None)
