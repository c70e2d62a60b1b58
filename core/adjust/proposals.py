"""What a rule proposes of a planned dose, and how proposals come together: per field the smallest wins, factors never
multiply (9.1).
"""

from __future__ import annotations

from collections.abc import Callable

from core import scaling
from core.adjust.today import Today
from core.catalogue import Exercise
from core.reasons import Reason
from core.records import replace
from core.scaling import Plan
from core.session import Dose
from core.standing import last_asked

Proposal = tuple[Dose, tuple[Reason, ...]]
Rule = Callable[[Today, Plan, Exercise, Dose], list[Proposal]]


def smallest(base: Dose, proposals: list[Proposal]) -> tuple[Dose, tuple[Reason, ...]]:
    """Per field the smallest of all proposals; a reason stays where its proposal lowered something."""
    dose, reasons = base, []
    for proposed, why in proposals:
        if proposed != base:
            reasons += [one for one in why if one not in reasons]
        lighter = proposed if proposed.total_kg < dose.total_kg else dose
        slower = proposed.tempo if proposed.tempo and dose.tempo and proposed.tempo[0] > dose.tempo[0] else dose.tempo
        dose = replace(
            dose,
            sets=min(dose.sets, proposed.sets),
            amount=min(dose.amount, proposed.amount),
            load_kg=lighter.load_kg,
            count=lighter.count,
            tempo=slower,
        )
    return dose, tuple(reasons)


def scaled_sets(base: Dose, factor: float, *, half_up: bool = False) -> Dose:
    """So many sets by a factor, rounded down or half up, one at least."""
    return replace(base, sets=max(1, int(base.sets * factor + (0.5 if half_up else 0) + 1e-9)))


def no_more_than_last(today: Today, plan: Plan, exercise: Exercise, dose: Dose) -> Dose:
    """Never more than the slot's last session asked for: a deload's sets do not return now (12, invariant 2)."""
    last = last_asked(today.standing, plan.slot.id)
    if last is None:
        return dose
    name, before = last
    dose = replace(dose, sets=min(dose.sets, before.sets))
    if name != exercise.id or dose.unit != before.unit:
        return dose
    return dose if before.load_kg is None else no_heavier(today, exercise, dose, before.total_kg)


def no_heavier(today: Today, exercise: Exercise, dose: Dose, kg: float) -> Dose:
    """Without any weight where that is something, too."""
    lighter = scaling.no_heavier(today.around.kit, exercise, dose, kg)
    return dose if lighter.load_kg is None and exercise.needs else lighter
