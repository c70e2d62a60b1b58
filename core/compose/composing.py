"""The season's plan of one session, put together."""

from __future__ import annotations

from collections.abc import Set

from core.body import Volume
from core.compose.choice import Choice, Reserve
from core.compose.fitting import Composed, fit
from core.compose.links import with_weak_links
from core.compose.standing import SECOND, slots_of, standing_in
from core.compose.weekly import completed
from core.records import replace
from core.scaling import Around, Leave, Plan


def compose(around: Around, letter: str, leave: Leave, without: Set[Volume] = frozenset()) -> Composed:
    """The season's plan of session `letter` ("a" or "b"), `without` some volumes: those take no minutes either.

    Who stands here, with the dose that stands, is fitted into the minutes first. What the answers take away frees no
    minute for anything else, and what they add never costs an exercise its place: otherwise a worse report could bring
    the larger session (12).
    """
    fitted = as_it_stands(around, letter, without)
    if not leave.grow:
        fitted = _nothing_added(fitted)
    if not leave.grow and not leave.rise and not any(plan.before for plan in fitted.plans):
        return replace(fitted, most=fitted.plans)
    return Choice(around, leave, list(fitted.plans), Reserve.of(around, fitted.most)).settled(fitted)


def _nothing_added(fitted: Composed) -> Composed:
    """Without a second exercise that would be new: it is the phase's like its sets, and never up on silence or a way
    back. Its minutes stay kept.
    """
    added = [number for number, one in enumerate(fitted.plans) if one.new and one.slot.id.endswith(SECOND)]
    if not added:
        return fitted
    kept = [number for number in range(len(fitted.plans)) if number not in added]
    most = tuple(fitted.most[number] for number in (*kept, *added))
    return replace(fitted, plans=tuple(fitted.plans[number] for number in kept), most=most)


def as_it_stands(around: Around, letter: str, without: Set[Volume] = frozenset()) -> Composed:
    """That session as it stands, fitted into the minutes, before anything that was reported."""
    other = (lambda: _fitted(around, "b", without)) if letter == "a" else (lambda: as_it_stands(around, "a", without))
    return with_weak_links(around, letter, _fitted(around, letter, without), without, other)


def _fitted(around: Around, letter: str, without: Set[Volume]) -> Composed:
    """The same without what the tests ask for. B has what A has no minutes for, too (`weekly`)."""
    plans: list[Plan] = []
    taken: set[str] = set()
    for slot in slots_of(around, letter):
        plan = None if slot.volume in without else standing_in(around, slot, taken)
        if plan is not None:
            plans.append(plan)
            taken.add(plan.exercise.id)
    fitted = fit(around, plans)
    return fitted if letter == "a" else completed(around, plans, fitted, lambda: _groups_of_a(around, without))


def _groups_of_a(around: Around, without: Set[Volume]) -> Set[str]:
    """What this week's A has: the one that was sent, else the one that would be.

    What its answers have made of it since is the next week's.
    """
    sent = {
        around.catalogue.slots[name].group
        for name, tracks in around.tracks_in.items()
        if name in around.catalogue.slots and around.catalogue.slots[name].session == "a"
        if any(around.monday <= one.day < around.day for track in tracks for one in track.exposures)
    }
    return sent or {one.slot.group for one in _fitted(around, "a", without).plans}
