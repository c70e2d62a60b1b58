"""Plans fitted into the runner's minutes: paired first, then dropped in order (3.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core import levels
from core.compose.parts import PAIRS, group, phase_of
from core.compose.timing import item_seconds, minutes, rest_of
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Plan, bounds, tempo_of
from core.season import older

DROP_ORDER = ("push", "pull", "lateral_hip", "core", "single")
"""What goes first where the runner's minutes do not reach (3.9); the lifts and the calf stay."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The plans in the order of training, those that found no time, and whether accessory work is paired.

    `most` are the same plans, each with the most it could have taken today, whatever was reported.
    """

    plans: tuple[Plan, ...]
    dropped: tuple[Plan, ...] = ()
    paired: bool = False
    most: tuple[Plan, ...] = ()


def at_most(around: Around, plan: Plan) -> Plan:
    """The main lift with all the repetitions of its range at its own tempo, where that is more than it has.

    The minutes that it may come to need are kept for it from the beginning, whatever was answered; else it would stand
    still as soon as the runner's minutes are full.
    """
    if not plan.slot.main:
        return plan
    _, high = bounds(around, plan.exercise, plan.dose.load_kg is not None)
    tempo = plan.dose.tempo and tempo_of(plan.exercise, older(around.athlete, around.day))
    most = replace(plan, dose=replace(plan.dose, amount=high, tempo=tempo))
    return most if longer(most, plan) else plan


def longer(plan: Plan, other: Plan) -> bool:
    """Whether one plan takes more time than another, their rests aside."""
    return item_seconds(plan.exercise, plan.dose, 0) > item_seconds(other.exercise, other.dose, 0)


def all_seconds(plans: Sequence[Plan], around: Around, paired: bool) -> float:
    """All plans with their rests, accessories in turns where they are paired."""
    rpe = policy().phase[around.position.effort].set_rpe[1]
    return sum(
        item_seconds(plan.exercise, plan.dose, rest_of(phase_of(plan.slot), rpe, paired and group(plan.slot) in PAIRS))
        for plan in plans
    )


def fits_minutes(around: Around, plans: Sequence[Plan], paired: bool) -> bool:
    """Whether they fit the runner's minutes and the most sets of a session."""
    return (
        minutes(all_seconds(plans, around, paired)) <= room_for(around)
        and working_sets(plans) <= policy().session.working_sets_max
    )


def fit(around: Around, plans: list[Plan]) -> Composed:
    """Over the runner's minutes: pair first, then drop in order (3.9)."""
    if _fit_all(around, plans, paired=False):
        return Composed(tuple(plans))
    dropped: list[Plan] = []
    seconds = [one for one in plans if one.slot.id.endswith("_2")]
    firsts = [one for one in reversed(plans) if not one.slot.id.endswith("_2")]
    for plan in (*seconds, *(one for name in DROP_ORDER for one in firsts if group(one.slot) == name)):
        if _fit_all(around, plans, paired=True):
            break
        dropped.append(replace(plan, reasons=(reason("no_time"),)))
        plans.remove(plan)
    while not fits_minutes(around, plans, paired=True) and any(plan.dose.sets > 1 for plan in plans):
        # A very short day: the longest item gives a set, so that something of everything stays.
        longest = max((plan for plan in plans if plan.dose.sets > 1), key=lambda plan: plan.dose.sets)
        at = plans.index(longest)
        plans[at] = replace(longest, dose=replace(longest.dose, sets=longest.dose.sets - 1))
    return Composed(tuple(plans), tuple(dropped), not _fit_all(around, plans, paired=False))


def _fit_all(around: Around, plans: Sequence[Plan], paired: bool) -> bool:
    """Whether they fit whatever their lifts come to within their ranges."""
    return fits_minutes(around, [at_most(around, one) for one in plans], paired)


SHORTEST_WITH_CONTACTS = 30
"""Minutes below which elastic work takes only what is left over [DC]."""


def room_for(around: Around) -> int:
    """The minutes that the season's plan may fill; who is on the ladder of elastic work keeps five of them for it."""
    room = min(around.athlete.minutes, policy().session.minutes_max)
    if room < SHORTEST_WITH_CONTACTS or not levels.on_the_ladder(around):
        return room
    return room - policy().plyo.minutes


def working_sets(plans: Sequence[Plan]) -> int:
    """The sets of all plans."""
    return sum(plan.dose.sets for plan in plans)
