"""What each rule of the whole body proposes of the planned dose, and all rules in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from core import readiness, reentry, scaling
from core.adjust.items import in_time
from core.adjust.local import LOCAL_RULES
from core.adjust.proposals import Proposal, Rule, no_heavier, scaled_sets
from core.adjust.today import Today
from core.body import LEG_VOLUMES, Volume
from core.catalogue import Exercise
from core.kit import largest_at_most
from core.policy import policy
from core.reasons import Reason, reason
from core.records import latest, replace
from core.scaling import Plan
from core.session import Dose
from core.standing import track_key
from core.timing import item_seconds


def deload_amount(base: Dose) -> int:
    """Repetitions x0.75 rounded up; seconds to threes (3.6, 3.8)."""
    rules = policy().deload
    less = base.amount * rules.reps_x_where_no_load
    if base.unit == "seconds":
        return max(3, ceil(less / 3 - 1e-9) * 3)
    return max(1, ceil(less - 1e-9))


def in_deload(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> Dose:
    """What a deload of today makes of a dose; without one it stands (3.6)."""
    if not today.around.position.deload and plan.slot.volume not in today.around.eased:
        return base
    rules = policy().deload
    sets = today.deload.get(plan.slot.id, max(1, int(base.sets * rules.sets_x + 0.5)))
    dose = replace(base, sets=min(base.sets, sets))
    load = None
    if base.load_kg is not None:
        load = largest_at_most(today.around.kit, exercise, base.total_kg * rules.load_x_max)
    if load is None:
        return replace(dose, amount=deload_amount(base))
    return replace(dose, load_kg=load.each_kg, count=load.count)


def _deload(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    dose = in_deload(today, plan, exercise, base)
    return [] if dose is base else [(dose, (reason("deload"),))]


def _returning(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    ways = (today.back, today.around.restored.get(plan.slot.volume))
    return [_on_the_way(today, plan, exercise, base, back) for back in ways if back is not None]


def _on_the_way(today: Today, plan: Plan, exercise: Exercise, base: Dose, back: reentry.Return) -> Proposal:
    dose = scaled_sets(base, back.sets_x)
    why: tuple[Reason, ...] = (back.reason,)
    if back.load_x < 1 and base.load_kg is not None:
        if back.why == "restoration":
            cut, more = scaling.load_down(today.around.kit, exercise, base, back.load_x)
            dose, why = replace(cut, sets=min(cut.sets, dose.sets)), (*why, *more)
        else:
            load = largest_at_most(today.around.kit, exercise, base.total_kg * back.load_x)
            if load is None and plan.fell and plan.before is not None:
                # Too light for the kit: the lightest there is still answers to the gap, held against what stood before.
                load = largest_at_most(today.around.kit, exercise, plan.before.total_kg * back.load_x)
            if load is None:
                cut, more = scaling.load_down(today.around.kit, exercise, base, back.load_x)
                dose, why = replace(cut, sets=min(cut.sets, dose.sets)), (*why, *more)
            else:
                dose = replace(dose, load_kg=load.each_kg, count=load.count)
    return dose, why


def _after_hard(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """D of +3 or more: the next strength session at sets x0.8 and load -5% (1.4)."""
    before = today.before
    if before is None:
        return []
    rules = policy().effort
    if plan.fell and plan.before is not None and today.standing.slots.get(plan.slot.id) == exercise.id:
        # The plan answers to the same report already: the smaller of the two counts, they do not multiply (9.1).
        base = plan.before
    cut, more = scaling.load_down(today.around.kit, exercise, base, rules.back_load_x)
    dose = replace(cut, sets=min(cut.sets, scaled_sets(base, rules.back_sets_x).sets))
    return [(dose, (reason("effort_over_3", d=before.difference, effort=before.effort), *more))]


def _held_after_hard(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """What was too hard the last time asks for no more of anything than it did then, though that was a cut dose [DC].

    By 1.4 a +3 takes a fifth off the next strength session only; each exercise comes back a session later, and would
    be asked for the whole dose after less of it was too hard already. The easier exercise that comes for it takes no
    more time than it did.
    """
    stood = next((one.about[0] for one in plan.reasons if one.code == "regress"), exercise.id)
    track = today.standing.tracks.get(track_key(plan.slot.id, stood))
    last = track.before(today.day) if track is not None else None
    d = None if last is None or not last.done else scaling.difference(last)
    if track is None or last is None or not last.done:
        return []
    if stood != exercise.id:
        # Repetitions that were missed or a form that broke count as three points over (1.4, 3.9).
        d = max(3, d or 0)
    if d is None or d < 2:
        return []
    was = last.dose
    held = replace(base, sets=min(base.sets, was.sets))
    if stood != exercise.id:
        before = today.around.catalogue[stood]
        held = in_time(exercise, held, item_seconds(before, replace(was, tempo=track.plan.tempo), 0), 0)
        return [(held, (reason("held_after_hard", d=d),))]
    if base.total_kg > was.total_kg:
        held = no_heavier(today, exercise, held, was.total_kg)
    if base.unit == was.unit and base.total_kg >= was.total_kg:
        held = replace(held, amount=min(base.amount, was.amount))
    return [(held, (reason("held_after_hard", d=d),))]


def backing_off(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    rules = policy().light
    cut, more = scaling.load_down(today.around.kit, exercise, base, rules.back_off_load_x)
    dose = replace(cut, sets=min(cut.sets, scaled_sets(base, rules.back_off_sets_x).sets))
    if dose.tempo is not None:
        lower, pause, lift, top = dose.tempo
        dose = replace(dose, tempo=(min(lower + 1, policy().step.lowering_s_max), pause, lift, top))
    return [(dose, (reason("back_off"), *more))]


def _silent(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    return [(scaled_sets(base, policy().silence.sets_x), (_silence(today),))]


def _silence(today: Today) -> Reason:
    """How many sessions had no answer; from four weeks on only that, because older ones are not kept in mind."""
    first = today.around.strength[-today.unknown].day
    long = (today.day - first).days >= policy().silence.long_days
    return reason("silence_long") if long else reason("silence", today.unknown)


def _legs_fewer(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    found: list[Proposal] = []
    if today.legs_x is not None and plan.slot.volume in LEG_VOLUMES:
        found.append((scaled_sets(base, today.legs_x[0]), (today.legs_x[1],)))
    if today.sets_x is not None:
        found.append((scaled_sets(base, today.sets_x[0]), (today.sets_x[1],)))
    return found


def _tapered(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """Before a race, sets by its factor (6). Lifts are rounded half up, the rest down [DC].

    Rounded down throughout, a session of three sets each would lose two thirds, where 41-60 % is what helped most.
    """
    if today.taper is None:
        return []
    factor, why = today.taper
    return [(scaled_sets(base, factor, half_up=plan.slot.volume in (Volume.squat, Volume.hinge)), (why,))]


RULES: Mapping[Rule, Callable[[Today], object]] = {
    _deload: lambda today: today.around.position.deload or today.around.eased,
    _returning: lambda today: today.back or today.around.restored,
    _after_hard: lambda today: today.before and (today.before.difference or 0) >= 3,
    _held_after_hard: lambda today: today.standing.tracks,
    backing_off: lambda today: today.backing_off and today.reading.systemic is not readiness.Systemic.GREEN,
    _silent: lambda today: today.unknown >= policy().silence.unknown_in_row,
    _legs_fewer: lambda today: today.legs_x or today.sets_x,
    _tapered: lambda today: today.taper,
    **LOCAL_RULES,
}
"""Every rule, and when it may have something to say of a day: the whole body's, then those of its parts."""


@latest
def speaking(today: Today, but_for: frozenset[Rule]) -> tuple[Rule, ...]:
    """The rules that may have something to say today, but for those."""
    return tuple(rule for rule, speaks in RULES.items() if rule not in but_for and speaks(today))
