"""The line of a session, with the season's plan kept beside it where today made it something else."""

from __future__ import annotations

from math import ceil

from core import compose
from core.adjust.today import Today
from core.catalogue import Exercise, counts_for
from core.pain import Trouble
from core.policy import policy
from core.reasons import Reason
from core.records import replace
from core.scaling import Plan
from core.session import Dose, Item


def no_longer(
    today: Today, plan: Plan, exercise: Exercise, dose: Dose, before: Exercise, was: Dose, unhurt: Dose
) -> Dose:
    """Who stands in takes as few sets as it needs not to take more time than what it stands for.

    Then as few repetitions, five at least, as it needs not to take more than `unhurt`, the plan's exercise on a day on
    which nothing hurts: a worse report never brings the longer session (12).
    """
    rest = compose.rest_of(plan.slot, today.set_rpe[1])
    room = compose.item_seconds(before, was, rest)
    while dose.sets > 1 and compose.item_seconds(exercise, dose, rest) > room:
        dose = replace(dose, sets=dose.sets - 1)
    return in_time(exercise, dose, compose.item_seconds(plan.exercise, unhurt, rest), rest)


def in_time(exercise: Exercise, dose: Dose, room: float, rest: int | None = None) -> Dose:
    """The dose with as few repetitions as it needs to take no more than so many seconds, five at least in all."""
    least = ceil(policy().kit_step.reps_floor / exercise.directions)
    while dose.unit == "reps" and dose.amount > least and compose.item_seconds(exercise, dose, rest) > room:
        dose = replace(dose, amount=dose.amount - 1)
    return dose


def local_to(today: Today, exercise: Exercise) -> list[Trouble]:
    """Troubles whose region an exercise counts for: what "for that region" means (2.1)."""
    return [one for one in today.troubles if counts_for(exercise, one.region)]


def touched(today: Today, exercise: Exercise) -> bool:
    """Whether a local rule holds the exercise's region today."""
    return any(counts_for(exercise, one) for one in today.tender)


def held_dose(today: Today, plan: Plan) -> Dose | None:
    """The dose before today's planned rise, where the region takes none today (9.1); a fall is a fall all the same."""
    if not today.tender or plan.stands or plan.fell or not touched(today, plan.exercise):
        return None
    return plan.before


def line_for(today: Today, plan: Plan, exercise: Exercise, dose: Dose, reasons: tuple[Reason, ...]) -> Item:
    """The line of the session, with the season's plan kept beside it where today made it something else."""
    rpe, rest = exercise.effort(today.set_rpe), compose.rest_of(plan.slot, today.set_rpe[1])
    # What was not taken today is not part of the season's plan either: the slot stays where it stood.
    plan_dose, plan_exercise = held_dose(today, plan) or plan.dose, plan.exercise.id
    asked = replace(plan_dose, rpe=rpe, rest=rest)
    dose = asked if dose is plan_dose else replace(dose, rpe=rpe, rest=rest)
    same = plan_exercise == exercise.id and asked == dose
    return Item(
        phase=compose.phase_of(plan.slot),
        exercise=exercise.id,
        dose=dose,
        slot=plan.slot.id,
        sided=exercise.sided,
        regions=exercise.region_names,
        reasons=reasons,
        plan_exercise="" if same else plan_exercise,
        plan=None if same else plan_dose,
    )
