"""The exercises that the tests ask for, each in an accessory's place (7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import combinations

from core import weakness
from core.body import Volume
from core.compose.fitting import Composed, Space, at_most, working_sets
from core.compose.parts import phase_of
from core.compose.standing import SECOND, regions_room, weekly_rooms
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Plan
from core.session import Phase
from core.timing import minutes

GIVE_WAY = {"a": ("push", "pull", "lateral_hip"), "b": ("core", "lateral_hip", "push")}
"""Accessories that make room for a weak link (7): only what the week's other session still holds beside its own links,
so that a week keeps some of everything, and no push stands without its pull [DC].
"""

LOWEST = ("lateral_hip", "core", "pull", "push")
"""What B gives where the minutes are so few that nothing stands twice and a week would else be without its link."""


def with_weak_links(
    around: Around, letter: str, fitted: Composed, without: Set[Volume], other: Callable[[], Composed]
) -> Composed:
    """With the exercises that the tests ask for, each in an accessory's place and inside the runner's minutes (7).

    `other` is the week's other session as it stands: for B with its links, so that only one of them gives each thing.
    """
    if not around.standing.results:
        return fitted
    full = {volume for volume in Volume if regions_room(around, volume) < 0}
    for plan in weakness.plans(around, letter, fitted.plans, weekly_rooms(around), full):
        if plan.slot.volume not in without:
            fitted = _in_place(around, fitted, plan, _order(letter, fitted.plans, other().plans)) or fitted
    return fitted


def _order(letter: str, here: Sequence[Plan], there: Sequence[Plan]) -> list[str]:
    """The groups that may give way in this session, the first one first.

    A pull only while the other session's pulls cover the pushes that stay: those of B, or else of A.
    """
    sessions = {letter: here, "b" if letter == "a" else "a": there}
    pushes = _sets(sessions["b"], "push") or _sets(sessions["a"], "push")
    order = [one for one in GIVE_WAY[letter] if _sets(here, one) and _sets(there, one)]
    if not order and letter == "b" and not any(one.slot.id.startswith(weakness.PREFIX) for one in there):
        order = list(LOWEST)
    return [one for one in order if one != "pull" or _sets(there, "pull") >= pushes]


def _sets(plans: Sequence[Plan], group: str) -> int:
    return sum(one.dose.sets for one in plans if one.slot.group == group)


def _in_place(around: Around, fitted: Composed, plan: Plan, order: Sequence[str]) -> Composed | None:
    """The session with this plan in the place of the lowest accessories; None where it finds none in the minutes.

    Two give way only where no single one of them makes the minutes.
    """
    space = Space(around)
    room = max(space.minutes, minutes(space.seconds_of(fitted.plans, fitted.paired), around.ends))
    few = replace(plan, dose=replace(plan.dose, sets=1))
    why = (reason("for_weak_link", plan.reasons[0].about[0]),)
    # The second exercise of a region comes for its phase, and goes first where a test asks for another one there.
    able = [one for one in fitted.plans if one.slot.id.endswith(SECOND) and one.slot.volume is plan.slot.volume]
    able += [one for name in order for one in fitted.plans if one.slot.group == name and _may_go(one, plan)]
    for given in (*((one,) for one in able), *combinations(able, 2)):
        left = [one for one in fitted.plans if one not in given]
        for wanted in (plan, few) if plan.new else (plan,):
            trial = _inserted(left, wanted)
            most = tuple(at_most(around, one) for one in trial)
            lasting = minutes(space.seconds_of(most, fitted.paired), around.ends)
            if lasting <= room and working_sets(trial) <= _most_sets(fitted):
                gone = (*fitted.dropped, *(replace(one, reasons=why) for one in given))
                return replace(fitted, plans=tuple(trial), dropped=gone, most=most)
    return None


def _may_go(one: Plan, plan: Plan) -> bool:
    """Not what the link trains itself, and no other link's."""
    return one.slot.volume is not plan.slot.volume and not one.slot.id.startswith(weakness.PREFIX)


def _most_sets(fitted: Composed) -> int:
    return max(working_sets(fitted.plans), policy().session.working_sets_max)


def _inserted(plans: Sequence[Plan], plan: Plan) -> list[Plan]:
    """Behind the last plan of its own part of the session."""
    order = list(Phase)
    place = order.index(phase_of(plan.slot))
    before = [one for one in plans if order.index(phase_of(one.slot)) <= place]
    return [*before, plan, *(one for one in plans if one not in before)]
