"""The exercises that the tests ask for, each in an accessory's place (7)."""

from __future__ import annotations

from collections.abc import Sequence, Set

from core import weakness
from core.body import Volume
from core.compose.fitting import Composed, Space, at_most, working_sets
from core.compose.parts import phase_of
from core.compose.standing import weekly_rooms
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Plan
from core.session import Phase
from core.timing import minutes

GIVE_WAY = ("push", "pull", "lateral_hip", "core")
"""Accessories that make room for a weak link, the lowest value first (7)."""

MOST_GIVE_WAY = 2


def with_weak_links(around: Around, letter: str, fitted: Composed, without: Set[Volume]) -> Composed:
    """With the exercises that the tests ask for, each in an accessory's place and never for more minutes (7)."""
    if not around.standing.results:
        return fitted
    for plan in weakness.plans(around, letter, fitted.plans, weekly_rooms(around)):
        if plan.slot.volume not in without:
            fitted = _in_place(around, fitted, plan) or fitted
    return fitted


def _in_place(around: Around, fitted: Composed, plan: Plan) -> Composed | None:
    """The session with this plan in the place of the lowest accessories; None where it finds none in the minutes."""
    space = Space(around)
    room = minutes(space.seconds_of(fitted.plans, fitted.paired))
    few = replace(plan, dose=replace(plan.dose, sets=1))
    for wanted in (plan, few) if plan.new else (plan,):
        plans, gone = list(fitted.plans), list(fitted.dropped)
        for _ in range(MOST_GIVE_WAY):
            least = next(
                (
                    one
                    for name in GIVE_WAY
                    for one in plans
                    if one.slot.group == name
                    and one.slot.volume is not plan.slot.volume
                    and not one.slot.id.startswith(weakness.PREFIX)
                ),
                None,
            )
            if least is None:
                break
            plans.remove(least)
            gone.append(replace(least, reasons=(reason("for_weak_link", plan.reasons[0].about[0]),)))
            trial = _inserted(plans, wanted)
            if minutes(space.seconds_of(trial, fitted.paired)) <= room and working_sets(trial) <= _most_sets(fitted):
                most = tuple(at_most(around, one) for one in trial)
                return replace(fitted, plans=tuple(trial), dropped=tuple(gone), most=most)
    return None


def _most_sets(fitted: Composed) -> int:
    return max(working_sets(fitted.plans), policy().session.working_sets_max)


def _inserted(plans: Sequence[Plan], plan: Plan) -> list[Plan]:
    """Behind the last plan of its own part of the session."""
    order = list(Phase)
    place = order.index(phase_of(plan.slot))
    before = [one for one in plans if order.index(phase_of(one.slot)) <= place]
    return [*before, plan, *(one for one in plans if one not in before)]
