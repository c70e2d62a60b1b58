"""Up: what has been earned, and the next step of 3.8."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from math import ceil, inf

from core.body import Volume
from core.catalogue import Exercise, Slot, Unit
from core.kit import SAME_KG, Load, largest_at_most, next_up
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling.answers import counts_upwards, difference, grinding, own_difference
from core.scaling.around import Around, Plan
from core.scaling.entry import bounds, entering
from core.scaling.falls import no_more_than_before
from core.scaling.rungs import harder_rung
from core.session import Dose
from core.standing import PAST_DAYS, Track


def old_enough(day: date | None, today: date, days: int) -> bool:
    """Whether a change lies so many days back, or never was."""
    return day is None or (today - day).days >= days


def rise_of(around: Around, stood: Plan, track: Track, streak: int, spare: float) -> Plan | None:
    """What a good `streak` of answers has earned, under the rules of 1.4 and 3.2; None = nothing yet.

    The plan as it stands where a repetition more was earned and takes more than the `spare` seconds.
    """
    rules, slot = policy().step, stood.slot
    last = track.exposures[-1] if track.exposures else None
    if last is None or not (streak or (counts_upwards(last) and not grinding(track, last))):
        return None  # a streak ends with a good one
    d = difference(last)
    if d is None or d > 0 or not strength_known(around, slot):
        return None
    lift = slot.volume in (Volume.squat, Volume.hinge)
    if (step := _as_lifted(around, stood, track, d, streak)) is not None:
        return step
    if around.calibrating:
        if d <= -3 and lift and around.standing.strength_done:
            step = up(around, stood, track, rules.load_pct_default)
            if step is not None and step.exercise is stood.exercise and step.dose.total_kg > stood.dose.total_kg:
                return replace(step, reasons=(reason("calibration_easy", d=d), *step.reasons))
            return _rep_up(around, stood, track, streak, spare, reason("calibration_easy", d=d))
    elif (rung := _far_too_easy(around, stood, track)) is not None:
        return replace(rung, reasons=(reason("twice_easy", d=d), *rung.reasons))
    elif lift and around.twice_easy and around.position.phase == "build":
        step = up(around, stood, track, rules.load_pct_max)
        if step is not None:
            return replace(step, reasons=(reason("twice_easy", d=d), *step.reasons))
    elif last.own is not None and d <= -2 and streak >= 2 and len(track.exposures) > 1:
        before = own_difference(track.exposures[-2].plan, track.exposures[-2].own)
        if before is not None and before <= -2:
            step = up(around, stood, track, rules.load_pct_default)
            if step is not None:
                return replace(step, reasons=(reason("exercise_easy_twice", d=d), *step.reasons))
    needed = 1 if d <= -1 else rules.rep_exposures
    if streak < needed:
        return None
    why = reason("effort_under", d=d) if d <= -1 else reason("on_target_twice")
    return _rep_up(around, stood, track, streak, spare, why)


def _as_lifted(around: Around, stood: Plan, track: Track, d: int, streak: int) -> Plan | None:
    """The next weight where that much, or more, was lifted already, and it was no harder than it was meant to be.

    It needs two good reports as every weight does (12, 7): of this exercise, or under the target of the last two
    sessions. Never more than the one step of 3.8, however much was lifted.
    """
    last, rules = track.exposures[-1], policy().step
    used = last.used_kg or 0.0
    good = streak >= rules.rep_exposures or (d <= -1 and (around.calibrating or around.two_good))
    step = up(around, stood, track, rules.load_pct_max) if last.heavier and good else None
    if step is None or not stood.dose.total_kg < step.dose.total_kg <= used + SAME_KG:
        return None
    why = reason("used_more", used=used / last.dose.count, asked=last.dose.total_kg / last.dose.count)
    return replace(step, reasons=(why, *step.reasons))


def _far_too_easy(around: Around, stood: Plan, track: Track) -> Plan | None:
    """The next rung at once for a lift without weight that was three points under its target twice in a row: by
    repetitions and seconds it would take months to get there [DC].
    """
    last = track.exposures[-2:]
    lift = stood.dose.load_kg is None and stood.slot.volume in (Volume.squat, Volume.hinge)
    if not lift or len(last) < 2 or any((d := difference(one)) is None or d > -3 for one in last):
        return None
    return _next_rung(around, stood)


def strength_known(around: Around, slot: Slot) -> bool:
    """Whether the slot's last strength session left nothing open: soreness told, technique clean.

    A light day since then was asked for less, so that its answers do not stand for that session's.
    """
    tracks = around.tracks_in.get(slot.id, ())
    found = (
        next((one for one in reversed(track.exposures) if one.session in around.sessions), None) for track in tracks
    )
    held = [one for one in found if one is not None]
    last = max((one.day for one in held), default=None)
    return all(one.known and one.clean for one in held if one.day == last)


def must_wait(around: Around, slot: Slot, exercise: Exercise, track: Track) -> bool:
    """Whether the spacing of 3.2 and 3.9 still forbids a change, or the last time is too long ago to have earned one:
    as many days as an answer is kept in mind [DC].
    """
    rules, times = policy().step, around.patience
    day = around.day
    if track.exposures and (day - track.exposures[-1].day).days > PAST_DAYS:
        return True
    if exercise.is_tendon:
        return not old_enough(track.changed, day, times * rules.tendon_days)
    if slot.volume in (Volume.squat, Volume.hinge):
        return not old_enough(track.changed, day, times * rules.days_between_steps)
    if not old_enough(around.phase_began, day, rules.accessory_days):
        return True
    return not old_enough(track.changed, day, times * rules.accessory_days)


def _rep_up(around: Around, stood: Plan, track: Track, streak: int, spare: float, why: Reason) -> Plan | None:
    rules, exercise, plan = policy().step, stood.exercise, stood.dose
    _, high = bounds(around, exercise, plan.load_kg is not None)
    if exercise.unit is Unit.seconds:
        top = min(high, rules.hold_s_max)
        more = min(plan.amount + rules.hold_s, top)
    elif exercise.unit is Unit.metres:
        top, more = high, min(plan.amount + 10, high)
    else:
        # A weight too far for one step is reached by repetitions above the range (3.8).
        gated = plan.amount >= high and gap_to_next(around, exercise, plan, rules.load_pct_max) is Gap.GATED
        top, more = high + (policy().kit_step.gate_reps_over if gated else 0), plan.amount + 1
    if plan.amount < top:
        if stood.longer(more, plan.tempo) > spare:
            return stood
        kind = "seconds_up" if exercise.unit is Unit.seconds else "reps_up"
        return _changed(stood, replace(plan, amount=more), why, reason(kind, more - plan.amount))
    if streak < rules.rep_exposures:
        return None
    return up(around, stood, track, rules.load_pct_max)


def system_load(around: Around, exercise: Exercise, total_kg: float) -> float:
    """Share of body mass + external kg (3.8)."""
    return exercise.share * around.mass + total_kg


def up(around: Around, stood: Plan, track: Track, pct_max: float) -> Plan | None:
    """One Up step of 3.8: the next loadable, else the gate of a kit step, else slower, longer, harder."""
    return next(upward_steps(around, stood, track, pct_max), None)


def upward_steps(
    around: Around, stood: Plan, track: Track, pct_max: float, spare: float = inf, rungs: bool = True
) -> Iterator[Plan]:
    """The Up steps of 3.8 that are open, in their order; only one of them is taken.

    None at another tempo that takes more than the `spare` seconds beyond the plan; no other exercise without `rungs`.
    """
    rules, exercise, plan = policy().step, stood.exercise, stood.dose
    apart = around.patience * (rules.tendon_days if exercise.is_tendon else rules.days_between_steps)
    if not old_enough(track.load_changed, around.day, apart):
        return
    if track.sets_changed is not None and track.sets_changed >= around.monday and track.sets_changed != track.since:
        return
    load = _next_load(around, exercise, plan, pct_max)
    if load is not None:
        low, high = bounds(around, exercise, True)
        gap = _gap(around, exercise, plan, load, pct_max)
        if gap is Gap.STEP:
            dose = replace(plan, load_kg=load.each_kg, count=load.count, amount=low)
            yield _changed(stood, dose, reason("load_up", **{"from": plan.total_kg, "to": load.total_kg}))
        elif gap is Gap.GATED and (stepped := _kit_step(stood, track, load, low, high)) is not None:
            yield stepped
    rung = _next_rung(around, stood) if rungs else None
    # A movement that takes no weight has one on its next rung: that is its load, and comes before slowness (3.3).
    lifts = load is None and plan.load_kg is None and rung is not None and rung.dose.load_kg is not None
    if lifts and rung is not None:
        yield rung
    yield from _slower(around, stood, spare)
    if rung is not None and not lifts:
        yield rung


CRUMB = 1e-4
"""Of a per cent: what the arithmetic of weights leaves over."""


class Gap(Enum):
    """How far the next weight is: there is none, a step, only through the gate of a kit step, or too far (3.8)."""

    NONE = "none"
    STEP = "step"
    GATED = "gated"
    TOO_FAR = "too_far"


def _next_load(around: Around, exercise: Exercise, plan: Dose, pct_max: float) -> Load | None:
    first = _first_added(around, exercise, pct_max) if plan.total_kg == 0 else None
    return first or next_up(around.kit, exercise, plan.total_kg)


def gap_to_next(around: Around, exercise: Exercise, plan: Dose, pct_max: float) -> Gap:
    """How far the next weight at home is from the planned one, where a step adds so many % of system load at most."""
    load = _next_load(around, exercise, plan, pct_max)
    return Gap.NONE if load is None else _gap(around, exercise, plan, load, pct_max)


def _gap(around: Around, exercise: Exercise, plan: Dose, load: Load, pct_max: float) -> Gap:
    system, added = system_load(around, exercise, plan.total_kg), load.total_kg - plan.total_kg
    if added * 100 <= (pct_max + CRUMB) * system:
        return Gap.STEP
    if plan.total_kg <= 0 or added / plan.total_kg * 100 > policy().kit_step.gap_pct_max:
        return Gap.TOO_FAR
    return Gap.GATED


def _first_added(around: Around, exercise: Exercise, pct_max: float) -> Load | None:
    """The first weight of what begins without one: as a first load is found, and no more than one step (3.4, 12)."""
    if exercise.next_load is None:
        return None
    most = exercise.next_load / 100 * around.mass * (0.5 if around.halved else 1)
    step = pct_max / 100 * system_load(around, exercise, 0.0)
    return largest_at_most(around.kit, exercise, min(most, step))


def _changed(stood: Plan, dose: Dose, *why: Reason) -> Plan:
    return Plan(stood.slot, stood.exercise, dose, stood.before, why)


def _kit_step(stood: Plan, track: Track, load: Load, low: int, high: int) -> Plan | None:
    """A gap too big for 10%: after +3 repetitions on two exposures, planned or told, once with less of everything else
    (3.8).
    """
    rules, plan = policy().kit_step, stood.dose
    recent = track.exposures[-rules.gate_exposures :]
    ready = len(recent) == rules.gate_exposures and all(
        counts_upwards(one)
        and (
            one.over >= rules.gate_reps_over
            or one.plan.amount >= high + rules.gate_reps_over
            or (one.used_kg or 0.0) >= load.total_kg - SAME_KG
        )
        for one in recent
    )
    if not ready:
        return None
    reps = max(rules.reps_floor, low - rules.reps_below_bottom)
    sets = max(1, plan.sets - rules.sets_minus)
    if load.total_kg * reps * sets > plan.total_kg * plan.amount * plan.sets * rules.tonnage_max_x:
        return None
    dose = replace(plan, load_kg=load.each_kg, count=load.count, amount=reps, sets=sets)
    return _changed(stood, dose, reason("kit_step", **{"from": plan.total_kg, "to": load.total_kg}))


def _slower(around: Around, stood: Plan, spare: float) -> Iterator[Plan]:
    """Without a next weight: slower lowering, then a longer pause (3.3, 3.8)."""
    rules, plan = policy().step, stood.dose
    if plan.tempo is None:
        return
    lower, pause, lift, top = plan.tempo
    # A second slower, and no less time in all: a step up is never the lighter set.
    low, _ = bounds(around, stood.exercise, plan.load_kg is not None)
    seconds = sum(plan.tempo)
    amount = max(low, min(plan.amount, ceil(plan.amount * seconds / (seconds + 1))))
    slow, paused = (lower + 1, pause, lift, top), (lower, pause + 1, lift, top)
    if stood.longer(amount, slow) > spare:
        return
    if lower < rules.lowering_s_max:
        yield _changed(stood, replace(plan, tempo=slow, amount=amount), reason("slower", lower + 1))
    if pause < rules.pause_s_max:
        yield _changed(stood, replace(plan, tempo=paused, amount=amount), reason("longer_pause", pause + 1))


def _next_rung(around: Around, stood: Plan) -> Plan | None:
    """The next rung as a new exercise (3.3)."""
    slot, exercise = stood.slot, stood.exercise
    rung = harder_rung(around, slot, exercise)
    if rung is None:
        return None
    # Where it stood here before with less it comes back with that, and rises from there.
    dose = no_more_than_before(around, slot, rung, entering(around, rung, stood.dose.sets))
    return Plan(slot, rung, dose, stood.before, (reason("progress", exercise.id, rung.id), reason("new_exercise")))
