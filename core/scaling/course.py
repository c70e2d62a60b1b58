"""The next plan of a slot: what stands, what falls, what the phase adds, what rises."""

from __future__ import annotations

from collections.abc import Iterator

from core import returns
from core.athlete import RunKind
from core.body import Volume
from core.catalogue import Exercise, Slot, weighted
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling.answers import difference, good_streak, row
from core.scaling.around import Around, Plan
from core.scaling.entry import bounds, entering, tempo_of
from core.scaling.falls import fall_of, no_heavier
from core.scaling.rises import Gap, gap_to_next, must_wait, old_enough, rise_of, upward_steps
from core.season import run_on
from core.standing import Exposure, Track, track_key

UPPER = (Volume.push, Volume.pull)


def standing_plan(around: Around, slot: Slot, exercise: Exercise, target: int) -> Plan:
    """What a slot holds as it stands: its track's plan with the kit that is there now, or the first dose.

    `target` sets are what the phase wants; more than that never stand. What was done with a band, or with the body
    alone, has no weight to go on from: with nothing but weights it begins anew, with no more sets than it had.
    """
    track = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if track is None or (track.plan.load_kg is None and weighted(exercise, around.kit)):
        dose = entering(around, exercise, target if track is None else min(target, track.plan.sets))
        if track is None or dose.load_kg is not None:
            return Plan(slot, exercise, dose, None, (reason("new_exercise"),), target=target)
    plan = no_heavier(around.kit, exercise, track.plan, track.plan.total_kg)
    if plan.sets > target:
        why = reason("maintained" if around.position.loading == "maintain" else "phase_sets", target)
        return Plan(slot, exercise, replace(plan, sets=target), track.plan, (why,), fell=True, target=target)
    return Plan(slot, exercise, plan, track.plan, target=target)


def _track(around: Around, stood: Plan) -> Track:
    return around.standing.tracks[track_key(stood.slot.id, stood.exercise.id)]


def _counted(around: Around, stood: Plan) -> Track:
    """The track as rises read it: an evening with fewer sets counts as the planned dose, which it is that week (8). A
    week with two quality runs has such an evening for one session or the other, and nothing would ever rise.
    """
    track = _track(around, stood)
    exposures = tuple([
        replace(one, same=True) if not one.same and _cut_by_a_run(around, one) else one for one in track.exposures
    ])  # fmt: skip
    return track if exposures == track.exposures else replace(track, exposures=exposures)


def _cut_by_a_run(around: Around, one: Exposure) -> bool:
    """Whether fewer sets of the same were asked for, in the evening of a quality run (8)."""
    asked, plan = one.asked, one.plan
    if asked is None or (asked.amount, asked.total_kg, asked.tempo) != (plan.amount, plan.total_kg, plan.tempo):
        return False
    return run_on(around.athlete, around.standing, one.day) is RunKind.QUALITY


def lowered(around: Around, stood: Plan) -> Plan | None:
    """What the last report takes away; None = nothing. Needs one report and no leave."""
    fallen = fall_of(around, stood.slot, stood.exercise, _track(around, stood))
    return None if fallen is None else replace(fallen, fell=True)


def phase_set(around: Around, stood: Plan, volume_room: int) -> Plan | None:
    """The phase's next set; `volume_room` are the sets that its region may still gain this week."""
    plan, track = stood.dose, _counted(around, stood)
    if not _may_grow(around, stood.slot, stood.exercise, track, volume_room):
        return None
    low, _ = bounds(around, stood.exercise, plan.load_kg is not None)
    grown = replace(plan, sets=plan.sets + 1, amount=min(plan.amount, low))
    return replace(stood, dose=grown, reasons=(reason("phase_set", around.position.phase),), grown=True)


def waiting(around: Around, stood: Plan) -> bool:
    """Whether a deload, or the spacing of 3.2 and 3.9, forbids a rise."""
    if around.position.deload or stood.slot.volume in around.spared:
        return True
    return must_wait(around, stood.slot, stood.exercise, _track(around, stood))


def risen(around: Around, stood: Plan, spare: float) -> Iterator[Plan]:
    """What the answers earned, where nothing is `waiting`; nothing where they earned nothing yet.

    The first is the rule's. The others stand in for it where the runner's minutes do not hold it: after two good
    exposures heavier, slower or harder instead, which begins with fewer repetitions (3.3, 3.8) [DC]; harder only where
    both were easy, or where it came far without a weight. What takes more than the `spare` seconds beyond the plan is
    not looked at.
    """
    track = _counted(around, stood)
    counted = row(since_pain(around, stood.exercise, track.exposures))
    if len(counted) < len(track.exposures):
        track = replace(track, exposures=counted)
    streak = good_streak(track)
    up = rise_of(around, stood, track, streak, spare)
    if up is None:
        return
    if up is not stood:
        yield up
    if streak < policy().step.rep_exposures:
        return
    easy = all((d := difference(one)) is not None and d < 0 for one in track.exposures[-2:])
    grown = _came_far(around, stood)
    for one in upward_steps(around, stood, track, policy().step.load_pct_max, spare, rungs=easy or grown):
        yield replace(one, reasons=(reason("minutes_full"), *one.reasons))


def _came_far(around: Around, stood: Plan) -> bool:
    """Whether what is done without a weight, and has none within reach, has all repetitions of its range or is slower
    than it began: what comes before a harder one (3.3).
    """
    exercise, dose = stood.exercise, stood.dose
    if dose.load_kg is not None or gap_to_next(around, exercise, dose, policy().step.load_pct_max) is Gap.STEP:
        return False
    slower = dose.tempo is not None and sum(dose.tempo) > sum(tempo_of(exercise, around.older) or dose.tempo)
    return slower or dose.amount >= bounds(around, exercise, False)[1]


def since_pain(around: Around, exercise: Exercise, exposures: tuple[Exposure, ...]) -> tuple[Exposure, ...]:
    """The exposures since a part that it works hurt for the last time: those before earn nothing more (3.9)."""
    if not around.standing.parts:
        return exposures
    hurt = returns.hurt_last(around.standing, exercise, around.day)
    return tuple(one for one in exposures if one.day > hurt)


def _last(track: Track) -> Exposure | None:
    return track.exposures[-1] if track.exposures else None


def _may_grow(around: Around, slot: Slot, exercise: Exercise, track: Track, room: int) -> bool:
    """One set more by the phase: +1 per exercise and +2 per region a week, tendon items every 14 days (3.5, 3.9).

    None for what was two points too hard the last time, or over target twice, nor for what was cut, out or lifted with
    less weight then: its full dose comes back first, and never two sets at once [DC].
    """
    last = _last(track)
    if room <= 0 or (last is not None and ((difference(last) or 0) >= 2 or not last.same or last.lighter)):
        return False
    if len(track.exposures) > 1 and all((difference(one) or 0) >= 1 for one in track.exposures[-2:]):
        return False
    if exercise.id in around.regrown:
        return False
    if exercise.is_tendon and not old_enough(track.changed, around.day, policy().step.tendon_days):
        return False
    if track.load_changed is not None and track.load_changed >= around.monday and track.load_changed != track.since:
        return False
    return slot.volume is not Volume.push or _push_may_follow(around)


def _push_may_follow(around: Around) -> bool:
    """Pull leads: push takes a set only up to the pull sets of last week, so the two stay in balance (3.5) [DC]."""
    monday, pull, push = around.monday, 0, 0
    for name, used in around.standing.slots.items():
        slot = around.catalogue.slots.get(name)
        track = around.standing.tracks.get(track_key(name, used))
        if slot is None or track is None or slot.volume not in UPPER:
            continue
        recent = track.sets_changed is not None and track.sets_changed >= monday and track.sets_changed != track.since
        if slot.volume is Volume.pull:
            pull += track.plan.sets - (1 if recent else 0)
        else:
            push += track.plan.sets
    return push + 1 <= pull
