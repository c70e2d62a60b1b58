"""What neither session of a week has the minutes for: B has it in the place of something that A has, too.

Each session drops in the same order (3.9), so that where long rests fill both a week, and with it months, would be
without what 3.5 asks of it. As for weak links (`links`), a session gives only what the week's other one still holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

from core.compose.fitting import Composed, Space, at_most, fewer_sets, givers
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Plan

PLACES = {"lateral_hip": ("core", "calf"), "pull": ("core", "lateral_hip")}
"""Whose place they have, the first of them that stands in both sessions [DC]."""

EVERY_WEEK = {("lateral_hip", "core")}
"""The others take turns by the week: what gives its place is not to be without it for months either [DC]."""

KEEPS = 2
"""Sets of a lift that gives one for a pull: not in turns, since it would have to be earned again every time [DC]."""


def completed(around: Around, plans: Sequence[Plan], fitted: Composed, a: Callable[[], Set[str]]) -> Composed:
    """Session B with the lateral hips and the pull that the week would be without; `a`: the groups that A has."""
    here = {one.slot.group for one in fitted.plans}
    missing = [one for one in plans if one.slot.group in PLACES and one.slot.group not in here]
    there = a() if missing else frozenset()
    turn = around.monday.toordinal() // 7 % 2 == 0
    for plan in missing:
        group = plan.slot.group
        if group in there or (group == "pull" and around.athlete.minutes < policy().session.pull_from):
            continue
        both = [one for one in PLACES[group] if one in there and any(two.slot.group == one for two in fitted.plans)]
        able = [one for one in both if turn or (group, one) in EVERY_WEEK]
        tried = (_in_place(around, plans, fitted, plan, one) for one in able)
        found = next((one for one in tried if one is not None), None)
        if found is None and group == "pull" and not both:
            found = _in_place(around, plans, fitted, plan, None)
            alone = [one for one in PLACES[group] if one in {two.slot.group for two in fitted.plans}] if turn else ()
            tried = (_in_place(around, plans, fitted, plan, one) for one in alone)
            found = found or next((one for one in tried if one is not None), None)
        fitted = found or fitted
    return fitted


def _in_place(
    around: Around, plans: Sequence[Plan], fitted: Composed, plan: Plan, given: str | None
) -> Composed | None:
    """The session with this plan in the place of a group, or of a lift's set, with as many sets as the minutes hold."""
    space, order = Space(around), [one.slot.id for one in plans]
    gone = [one for one in fitted.plans if one.slot.group == given]
    kept = [one for one in fitted.plans if one.slot.group != given]
    for trial in _trials(kept, plan, given):
        trial.sort(key=lambda one: order.index(one.slot.id))
        most = [at_most(around, one) for one in trial]
        if space.fits(most, paired=True):
            paired = not space.fits(most, paired=False)
            away = [at_most(around, one) for one in gone]
            if (plan.slot.group, given) not in EVERY_WEEK:
                here = next(number for number, one in enumerate(trial) if one.slot is plan.slot)
                most = _kept_for_next_week(space, most, here, away)
            out = (*(one for one in fitted.dropped if one.slot.id != plan.slot.id), *_without_room(gone))
            return Composed(tuple(trial), out, paired, tuple(most))
    return None


def _kept_for_next_week(space: Space, most: list[Plan], here: int, away: Sequence[Plan]) -> list[Plan]:
    """The most of each, where whoever has no turn this week keeps the minutes for the next one."""
    if space.seconds_of(away, paired=True) <= space.seconds(most[here], paired=True):
        return most
    return [*most[:here], *away[:1], *most[here + 1 :], *away[1:]]


def _trials(kept: list[Plan], plan: Plan, given: str | None) -> Iterator[list[Plan]]:
    able = range(plan.dose.sets, 0, -1)
    if given is not None:
        yield from ([*kept, fewer_sets(plan, sets)] for sets in able)
    if given == "core" or given is None:
        for giver in givers(kept, 1 if given else KEEPS):
            fewer = [fewer_sets(one, one.dose.sets - 1) if one is giver else one for one in kept]
            yield from ([*fewer, fewer_sets(plan, sets)] for sets in (able if given is None else (1,)))


def _without_room(plans: Sequence[Plan]) -> Iterator[Plan]:
    return (replace(one, reasons=(reason("no_time"),)) for one in plans)
