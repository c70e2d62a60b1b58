"""The planned exercise at the smallest dose that any rule proposes, a rung lower or held where pain asks for it."""

from __future__ import annotations

from core import scaling
from core.adjust.bans import TIER_REGIONS, ban
from core.adjust.items import held_dose, in_time, line_for, local_to, no_longer
from core.adjust.local import LOCAL, after_red
from core.adjust.proposals import Proposal, Rule, smallest
from core.adjust.rules import backing_off, speaking
from core.adjust.today import Today
from core.catalogue import Exercise, counts_for, loads_region
from core.compose import item_seconds
from core.pain import Band
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling import Plan
from core.session import Dose, Item
from core.standing import Standing


def known(standing: Standing, exercise: Exercise) -> bool:
    """Whether the runner has done it before: a deload has nothing new in it (3.6)."""
    return any(track.exercise == exercise.id for track in standing.tracks.values())


def dosed(today: Today, plan: Plan, but_for: frozenset[Rule] = frozenset()) -> Item | None:
    """The planned exercise at the smallest dose that any rule proposes, `but_for` some."""
    exercise, base = plan.exercise, plan.dose
    dose, reasons = _lowered(today, plan, but_for)
    if today.troubles:
        rung = _one_rung_down(today, plan, exercise, base, dose)
        if rung is not None:
            exercise, dose, more = rung
            reasons = (*reasons, *more)
        iso = _isometric(today, plan, exercise, dose)
        if iso is not None:
            exercise, dose, more = iso
            reasons = (*reasons, *more)
    held = held_dose(today, plan)
    return line_for(today, plan, exercise, dose, (*plan.reasons, *reasons) if held is None else reasons)


def lowered(today: Today, plan: Plan) -> Proposal:
    """The dose that the day's rules leave of a plan."""
    return _lowered(today, plan, frozenset())


def _lowered(today: Today, plan: Plan, but_for: frozenset[Rule]) -> Proposal:
    dose, reasons = _but_for(today, plan, but_for)
    if backing_off not in speaking(today, but_for):
        return dose, reasons
    quick, _ = _but_for(today, plan, but_for | {backing_off})
    # Backing off lowers more slowly, and never makes the day longer (9.1, 12).
    room = item_seconds(plan.exercise, quick)
    dose = in_time(plan.exercise, dose, room)
    return (replace(dose, tempo=quick.tempo) if item_seconds(plan.exercise, dose) > room else dose), reasons


def _but_for(today: Today, plan: Plan, but_for: frozenset[Rule]) -> Proposal:
    """The dose as it would be without these rules."""
    held = held_dose(today, plan)
    proposals: list[Proposal] = [] if held is None else [(held, (reason("no_increase"),))]
    for rule in speaking(today, but_for):
        proposals += rule(today, plan, plan.exercise, plan.dose)
    dose, reasons = smallest(plan.dose, proposals)
    before = plan.before if plan.used_less else None
    if before is None or before.unit != dose.unit:
        return dose, reasons
    # Where the kit has nothing in between, repetitions go in the place of weight (3.8): the lesser weight that was
    # lifted asks for no more of them than the planned one would today (12).
    usual, more = _but_for(today, replace(plan, dose=before, fell=False, reasons=()), but_for)
    held = replace(dose, sets=min(dose.sets, usual.sets), amount=min(dose.amount, usual.amount))
    return held, reasons if held == dose else (*reasons, *(one for one in more if one not in reasons))


def unhurt(today: Today, plan: Plan) -> Dose:
    """The dose that the day would leave of a plan if nothing hurt or were sore."""
    return _lowered(today, plan, LOCAL)[0]


def _one_rung_down(
    today: Today, plan: Plan, exercise: Exercise, base: Dose, dose: Dose
) -> tuple[Exercise, Dose, tuple[Reason, ...]] | None:
    """Amber-red, and the week after red: the next lower weight, or the easier exercise where there is none (1.4)."""
    forced = [
        one
        for one in today.troubles
        if (one.band is Band.AMBER_RED and counts_for(exercise, one.region))
        or (one.band is Band.AFTER_RED and loads_region(exercise, one.region))
    ]
    if not forced:
        return None
    around = today.around
    lighter = scaling.load_below(around.kit, exercise, base)
    if lighter is not None:
        if lighter.total_kg < dose.total_kg:
            dose = replace(dose, load_kg=lighter.load_kg, count=lighter.count)
        return exercise, dose, (reason("rung_down"),)
    lower_leg = any(one.region in TIER_REGIONS for one in forced)
    rung = scaling.easier(around, exercise, 1 if lower_leg else 4)
    while rung is not None and (
        ban(today, rung) is not None or (around.position.deload and not known(around.standing, rung))
    ):
        rung = scaling.easier(around, rung, 1 if lower_leg else 4)
    if rung is None or rung.volume is not exercise.volume:
        return None
    sets = min(dose.sets, after_red(today, rung, plan.dose.sets))
    entered = replace(scaling.entering(around, rung, sets, bare=True), sets=sets)
    entered = scaling.no_more_than_before(around, plan.slot, rung, entered)
    shown = no_longer(today, plan, rung, entered, exercise, dose, unhurt(today, plan))
    return rung, shown, (reason("regress", exercise.id, rung.id),)


def _isometric(
    today: Today, plan: Plan, exercise: Exercise, dose: Dose
) -> tuple[Exercise, Dose, tuple[Reason, ...]] | None:
    """Still 3-5 on a later morning: the calf or tendon exercise becomes the isometric, 30 s, the same sets (9.1)."""
    stubborn = [one for one in local_to(today, exercise) if one.band is Band.AMBER_RED and one.stubborn]
    if not stubborn or not exercise.is_tendon or exercise.is_hold:
        return None
    hold = today.around.catalogue["iso_calf"]
    if ban(today, hold) is not None:
        return None
    entered = scaling.entering(today.around, hold, dose.sets, bare=True)
    held = replace(entered, sets=dose.sets, amount=policy().pain.isometric_s)
    return hold, held, (reason("still_sore_isometric", stubborn[0].region, stubborn[0].side),)
