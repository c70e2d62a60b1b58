"""Easier and harder exercises, and which tiers are open to this body."""

from __future__ import annotations

from datetime import timedelta

from core.athlete import Level
from core.body import Volume
from core.catalogue import Exercise, Slot, available, first_load, weighted
from core.kit import Load, largest_at_most
from core.policy import policy
from core.scaling.around import Around
from core.standing import track_key


def easier(around: Around, exercise: Exercise, tier: int = 4, *, loaded: bool = False) -> Exercise | None:
    """The nearest easier rung whose kit is there and whose tier is not above `tier` (section 10).

    It enters without a load and so is none that needs one, unless it is to be `loaded`.
    """
    for name in around.catalogue.regressions(exercise.id):
        rung = around.catalogue[name]
        if rung.id in around.barred:
            continue
        if weighted(rung, around.kit) and not (loaded and first_load_of(around, rung)):
            continue
        if available(rung, around.kit) and not rung.is_contact and (rung.achilles_tier or 0) <= tier:
            if rung.half_rung and tier < 2:
                continue
            return rung
    return None


def harder_rung(around: Around, slot: Slot, exercise: Exercise) -> Exercise | None:
    """The nearest harder rung of the same kind whose kit is there and whose tier is open."""
    for name in exercise.progress:
        rung = around.catalogue[name]
        if rung.is_contact or not doable(around, rung):
            continue
        if rung.half_rung and around.position.level is not Level.NEW:
            further = harder_rung(around, slot, rung)
            if further is not None:
                return further
        if rung.volume is not exercise.volume and rung.volume is not slot.volume:
            continue
        return rung
    return _without_weights(around, slot, exercise)


def _without_weights(around: Around, slot: Slot, exercise: Exercise) -> Exercise | None:
    """Where no harder rung is there, the next one-legged lift of the slot's bodyweight list (3.3, section 10).

    Of the lifts alone: what is listed for the trunk, the hips and the arms stands in no order of difficulty.
    """
    names = slot.without_weights
    if slot.volume not in (Volume.squat, Volume.hinge) or exercise.id not in names:
        return None
    further = (around.catalogue[name] for name in names[names.index(exercise.id) + 1 :])
    return next((rung for rung in further if rung.sided and doable(around, rung)), None)


def doable(around: Around, exercise: Exercise) -> bool:
    """Whether the kit is there, with a weight that it can be begun with where it is nothing without, and it is open."""
    if not available(exercise, around.kit) or not tier_open(around, exercise):
        return False
    return not weighted(exercise, around.kit) or first_load_of(around, exercise) is not None


def first_load_of(around: Around, exercise: Exercise) -> Load | None:
    """The first load of 3.4, no more than what was lifted of it elsewhere in the place of more; of what is nothing
    without one, else what has been asked for before.
    """
    stated = around.standing.weighed.get(exercise.id)
    load = first_load(
        around.kit, exercise, around.mass, halved=around.halved, stated_kg=stated, lightest_x=around.lightest_x
    )
    if load is not None:
        last = [track.exposures[-1] for track in around.tracks_of.get(exercise.id, ()) if track.exposures]
        lifted = [one.lifted.total_kg for one in last if one.done and one.lighter]
        return largest_at_most(around.kit, exercise, min([load.total_kg, *lifted])) or load
    if not weighted(exercise, around.kit):
        return None
    asked = (one.plan.total_kg for one in around.standing.tracks.values() if one.exercise == exercise.id)
    return largest_at_most(around.kit, exercise, max(asked, default=0.0))


def liftable(around: Around, slot: Slot, exercise: Exercise) -> bool:
    """Whether the kit has a weight of no more than the slot's plan asks for, where it asks for one."""
    track = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if track is None or track.plan.load_kg is None or not weighted(exercise, around.kit):
        return True
    return largest_at_most(around.kit, exercise, track.plan.total_kg) is not None


def tier_open(around: Around, exercise: Exercise) -> bool:
    """What this body may do at all, and the Achilles tier gate of 4.2: A2 after 14 days of A1, or at once for trained.

    The gate is for work without contacts.
    """
    if exercise.id in around.barred:
        return False
    tier = exercise.achilles_tier or 0
    if exercise.at_walk or tier <= 1:
        return True
    rules = policy()
    if tier >= 3:
        return around.standing.level >= (
            rules.tier_gate.a3_needs_level if tier == 3 else rules.tier_gate.a4_needs_level
        )
    if around.position.level is Level.TRAINED and not around.athlete.limits:
        return True
    first = around.standing.first_strength
    return first is not None and (around.day - first) >= timedelta(days=rules.tier_gate.a2_days)
