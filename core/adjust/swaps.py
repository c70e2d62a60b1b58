"""Who takes the slot of an exercise that may not stand, and with how much."""

from __future__ import annotations

from core import scaling
from core.adjust.bans import ban, pain_ban, very_sore
from core.adjust.dosing import dosed, known, unhurt
from core.adjust.items import held_dose, line_for, no_longer
from core.adjust.local import WAY_BACK, after_red, local_sets
from core.adjust.proposals import no_more_than_last
from core.adjust.rules import deload_amount
from core.adjust.today import Today
from core.body import Volume
from core.catalogue import Exercise, available, counts_for, weighted
from core.pain import Band
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling import Plan
from core.session import Item


def stand_in_for(today: Today, plan: Plan, used: set[str]) -> Exercise | None:
    """Who takes the slot: the region's own swap where its row keeps the exercise out, else an easier rung, else another
    that may fill it.
    """
    around = today.around
    catalogue = around.catalogue
    names: list[str] = []
    for trouble in today.troubles:
        out = pain_ban(today, trouble, plan.exercise)
        if out is not None and out[0].code != "tier_closed":
            for action in catalogue.actions_for(trouble.region, trouble.site):
                names += action.swap
    names += catalogue.regressions(plan.exercise.id)
    names += [one.id for one in catalogue.candidates(plan.slot, around.position.level, around.kit)]
    names += plan.slot.without_weights
    if plan.slot.volume is Volume.calf:
        names += ["iso_calf"]
    if plan.slot.volume is Volume.lateral_hip:
        names += ["isoabd", "clam", "sideleg"]
    # Who may stand in at all is the same for every report: one region more that hurts only takes away (12).
    names += [name for action in catalogue.actions.values() for name in action.swap]
    for name in dict.fromkeys(names):
        exercise = catalogue[name]
        if (
            name != plan.exercise.id
            and name not in used
            and exercise.volume is plan.slot.volume
            and available(exercise, around.kit)
            and not weighted(exercise, around.kit)
            and not exercise.half_rung
            and scaling.tier_open(around, exercise)
            and ban(today, exercise) is None
            and not very_sore(today, exercise)
            and (not around.position.deload or known(around.standing, exercise))
        ):
            return exercise
    return None


def swapped(today: Today, plan: Plan, exercise: Exercise, why: Reason) -> Item | None:
    """A swap enters as a new exercise: at most 2 sets, no load on the first day (2.3)."""
    around = today.around
    lowered = dosed(today, plan, WAY_BACK)
    most = plan.dose.sets if lowered is None else lowered.dose.sets
    dose = scaling.entering(around, exercise, most, bare=True)
    dose = scaling.no_more_than_before(around, plan.slot, exercise, dose)
    # Who stands in may load a region that is fresh from red, which the planned exercise leaves alone.
    kept = held_dose(today, plan) or plan.dose
    dose = replace(dose, sets=min(dose.sets, after_red(today, exercise, kept.sets)))
    if exercise.id == "iso_calf":
        dose = replace(dose, amount=policy().pain.isometric_s)
    if today.around.position.deload:
        dose = replace(dose, amount=deload_amount(dose))
    if lowered is not None:
        dose = no_longer(
            today, plan, exercise, dose, around.catalogue[lowered.exercise], lowered.dose, unhurt(today, plan)
        )
    regress = exercise.id in around.catalogue.regressions(plan.exercise.id)
    worse = [one for one in today.troubles if one.band >= Band.AMBER_RED and counts_for(plan.exercise, one.region)]
    stubborn = [one for one in worse if one.band is Band.AMBER_RED]
    reasons = [why]
    if worse:
        # Red leaves no more than amber would (12).
        least = min(local_sets(today, plan, plan.dose, one) for one in worse)
        dose = no_more_than_last(today, plan, exercise, replace(dose, sets=min(dose.sets, least)))
        reasons.append(reason("volume_70"))
    reasons.append(reason("regress" if regress and stubborn else "exercise_swap", plan.exercise.id, exercise.id))
    if any(one.leg for one in today.troubles):
        reasons.append(reason("impact_ban") if stubborn else reason("no_increase"))
    return line_for(today, plan, exercise, dose, tuple(reasons))
