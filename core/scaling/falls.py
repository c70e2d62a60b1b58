"""Down: falls need one report and no leave."""

from __future__ import annotations

from collections.abc import Callable

from core.body import Volume
from core.catalogue import Exercise, Slot, weighted
from core.kit import Kit, largest_at_most, loadable, next_down
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling.answers import grinding, over_in_a_row, own_difference
from core.scaling.around import Around, Plan
from core.scaling.entry import entering
from core.scaling.rungs import easier
from core.session import Dose
from core.standing import Exposure, Track, track_key


def fall_of(around: Around, slot: Slot, exercise: Exercise, track: Track) -> Plan | None:
    """Falls need one report and no leave: the table of 1.4 for a single exercise, from what was really lifted.

    A lift falls by it too when its sessions were too hard twice in a row, though nobody named it [DC].
    """
    last = _last_told(around, track)
    if last is None:
        return None
    plan, used = _as_used(around, exercise, track.plan, _last_lifted(around, track))
    lighter = Plan(slot, exercise, plan, track.plan, used) if used else None
    if not last.done:
        return lighter
    d = own_difference(last.plan, last.own)
    over = "exercise_over"
    if d is None and slot.volume in (Volume.squat, Volume.hinge):
        d, over = over_in_a_row(track), "over_twice"
    missed = 0 if last.heavier else last.short
    failed = (
        missed >= 2 or (last.broke and slot.main) or (last.broke and exercise.volume in (Volume.squat, Volume.hinge))
    )
    rules = policy()
    if not failed and (d is None or d < 2):
        return lighter
    # Fewer than five repetitions are none: what is too hard at five is easier or a set less.
    least = plan.load_kg is None and _fewer(plan, 2) == plan.amount
    if failed or least or (d is not None and d >= 3) or grinding(track, last):
        why = reason("reps_missed", missed) if missed >= 2 else reason("form_broke") if failed else reason(over, d=d)
        sets = max(1, plan.sets - 1)
        if plan.load_kg is None:
            # A deload has nothing new in it, not even something easier (3.6).
            rung = None if around.position.deload else easier(around, exercise)
            if rung is not None:
                dose = entering(around, rung, sets, bare=True)
                if any(one.exercise == rung.id for one in around.standing.tracks.values()):
                    dose = replace(dose, sets=sets)
                dose = no_more_than_before(around, slot, rung, dose)
                return Plan(slot, rung, dose, track.plan, (*used, why, reason("regress", exercise.id, rung.id)))
            fewer = replace(plan, sets=sets, amount=_fewer(plan, 2))
            return lighter if fewer == track.plan else Plan(slot, exercise, fewer, track.plan, (*used, why))
        cut, reasons = load_down(around.kit, exercise, plan, rules.effort.exercise_back_load_x)
        return Plan(slot, exercise, replace(cut, sets=min(cut.sets, sets)), track.plan, (*used, why, *reasons))
    why = reason(over, d=2)
    if plan.load_kg is None:
        return Plan(slot, exercise, replace(plan, amount=_fewer(plan, 2)), track.plan, (*used, why))
    cut, reasons = load_down(around.kit, exercise, plan, rules.effort.back_load_x)
    return Plan(slot, exercise, cut, track.plan, (*used, why, *reasons))


def _as_used(around: Around, exercise: Exercise, plan: Dose, last: Exposure) -> tuple[Dose, tuple[Reason, ...]]:
    """The plan with what the kit has of it; after less was lifted than asked for, with as much less of its weight.

    Where nothing is that light and the exercise is nothing without a weight, the lightest with less of it in a set.
    """
    kit = around.kit
    stood = no_heavier(kit, exercise, plan, plan.total_kg)
    if not last.lighter or stood.load_kg is None:
        return stood, ()
    used, asked = last.used_kg or 0.0, last.dose.total_kg
    why = reason("used_less", used=used / last.dose.count, asked=asked / last.dose.count)
    most = last.plan.total_kg * used / asked
    if most >= stood.total_kg:
        return stood, ()
    lighter = no_heavier(kit, exercise, stood, most)
    if lighter.load_kg is not None or not weighted(exercise, kit):
        return lighter, (why,)
    lightest = no_heavier(kit, exercise, stood, loadable(kit, exercise)[0].total_kg)
    cut, more = load_down(kit, exercise, lightest, policy().effort.exercise_back_load_x)
    return cut, (why, *more)


def _last_told(around: Around, track: Track) -> Exposure | None:
    """The last time, or a later one elsewhere at which it was named as too hard (1.4)."""
    if not track.exposures or _over(track.exposures[-1]):
        return next(iter(track.exposures[-1:]), None)
    return _later(around, track, _over)


def _last_lifted(around: Around, track: Track) -> Exposure:
    """The last time, or a later one elsewhere at which less was lifted than asked for."""
    return _later(around, track, lambda one: one.done and one.lighter)


def _later(around: Around, track: Track, wanted: Callable[[Exposure], bool]) -> Exposure:
    """The last time, or a later one of that kind in the other session's slot where the exercise stands there too."""
    last = track.exposures[-1]
    others = [other.exposures[-1] for other in around.tracks_of[track.exercise] if other.exposures]
    return max((one for one in others if one.day > last.day and wanted(one)), key=lambda one: one.day, default=last)


def _over(one: Exposure) -> bool:
    """Whether this exercise was told to be two points too hard, or two repetitions short."""
    d = own_difference(one.plan, one.own)
    return one.done and ((one.short >= 2 and not one.heavier) or (d is not None and d >= 2))


def no_more_than_before(around: Around, slot: Slot, exercise: Exercise, dose: Dose) -> Dose:
    """An exercise that stood in this slot before never comes back with more of anything than it had there."""
    own = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if own is None:
        return dose
    if own.plan.load_kg is not None or not weighted(exercise, around.kit):
        # What was done with a band there has no weight to go on from: with nothing but weights it begins anew.
        dose = no_heavier(around.kit, exercise, dose, own.plan.total_kg)
    return replace(dose, sets=min(dose.sets, own.plan.sets), amount=min(dose.amount, own.plan.amount))


def no_heavier(kit: Kit, exercise: Exercise, dose: Dose, kg: float) -> Dose:
    """The dose with a weight that is there and no more than `kg` in total; without one where nothing is that light."""
    if dose.load_kg is None:
        return dose
    load = largest_at_most(kit, exercise, min(kg, dose.total_kg))
    if load is not None and (load.each_kg, load.count) == (dose.load_kg, dose.count):
        return dose
    return replace(dose, load_kg=load.each_kg if load else None, count=load.count if load else 1)


def _fewer(plan: Dose, reps: int) -> int:
    """So many repetitions less, never below five; a hold or a carry gives 5 s or 5 m instead, never below ten [DC]."""
    rules = policy()
    cut, least = (reps, rules.kit_step.reps_floor) if plan.unit == "reps" else (rules.step.hold_s, 10)
    return max(min(plan.amount, least), plan.amount - cut)


def load_down(kit: Kit, exercise: Exercise, plan: Dose, factor: float) -> tuple[Dose, tuple[Reason, ...]]:
    """3.8 Down: the largest loadable at most `factor` of it; too big a step down = same weight, less of it in a set.

    Where that reaches its least and the next weight is as good as another exercise, the last of it and a set go [DC].
    """
    if plan.load_kg is None:
        return plan, ()
    rules = policy().kit_step
    wanted = plan.total_kg * factor
    load = largest_at_most(kit, exercise, wanted)
    gap = 1.0 if load is None else 1 - load.total_kg / plan.total_kg
    if gap * 100 <= rules.down_gap_pct + 1e-9 and load is not None:
        return replace(plan, load_kg=load.each_kg, count=load.count), (reason("load_down", factor=factor),)
    reps = rules.reps_for_5pct if factor >= 0.95 - 1e-9 else rules.reps_for_10pct
    amount = _fewer(plan, reps)
    less = plan.amount - amount
    fewer = () if not less else (reason("kit_rep_cut", less) if plan.unit == "reps" else reason("kit_shorter"),)
    if less >= reps:
        return replace(plan, amount=amount), fewer
    if load is None or (gap * 100 > rules.drop_pct_max and plan.sets > 1):
        if plan.sets == 1:
            return replace(plan, amount=amount), fewer
        return replace(plan, amount=amount, sets=plan.sets - 1), (*fewer, reason("kit_set_cut"))
    return replace(plan, load_kg=load.each_kg, count=load.count), (reason("load_down", factor=factor),)


def load_below(kit: Kit, exercise: Exercise, plan: Dose) -> Dose | None:
    """One rung down where there is weight: the next lower loadable; bodyweight below the lightest; None without."""
    if plan.load_kg is None:
        return None
    load = next_down(kit, exercise, plan.total_kg)
    if load is None:
        return None if exercise.needs else replace(plan, load_kg=None, count=1)
    return replace(plan, load_kg=load.each_kg, count=load.count)
