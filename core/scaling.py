"""The heart: one exercise's next planned dose from its own course, one rung at a time, with reasons.

`standing_plan`, `lowered`, `phase_set` and `risen` are what the season's plan becomes at the next exposure (rulebook
1.4, 3.2-3.4, 3.8, 3.9). What a day's light, a sore part or a deload makes of it is `core.adjust`'s. A rise needs leave
(`Leave`); a fall never does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from core.athlete import Athlete, Level
from core.body import LEG_VOLUMES, Region, Volume
from core.catalogue import (
    EXPLOSIVE,
    Catalogue,
    Exercise,
    Slot,
    Unit,
    available,
    first_load,
)
from core.kit import Kit, largest_at_most, next_down, next_up
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.season import Position, monday_of, older
from core.session import Dose
from core.standing import Exposure, Standing, Track, track_key

UPPER = (Volume.push, Volume.pull)


@dataclass(frozen=True, slots=True)
class Leave:
    """What a session may change upwards. `rise` = the PUSH light; `grow` = the phase may add its set."""

    rise: bool = False
    grow: bool = False
    add: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """The season's plan for a slot at one exposure. `before` None = new here. `grown` = the phase added a set."""

    slot: Slot
    exercise: Exercise
    dose: Dose
    before: Dose | None
    reasons: tuple[Reason, ...] = ()
    grown: bool = False
    target: int = 0

    @property
    def new(self) -> bool:
        return self.before is None


@dataclass(frozen=True, slots=True)
class Around:
    """What a plan depends on beside its own track."""

    athlete: Athlete
    standing: Standing
    position: Position
    day: date
    kit: Kit
    catalogue: Catalogue
    barred: Mapping[str, Reason] = field(default_factory=dict)
    """What is not for this runner at all (`core.people`)."""

    @property
    def mass(self) -> float:
        return self.athlete.mass_kg or policy().system_share.mass_unknown_kg

    @property
    def calibrating(self) -> bool:
        start = self.standing.joined
        return start is None or (self.day - start).days < policy().effort.calibration_days

    @property
    def eased(self) -> frozenset[Volume]:
        """The volumes of deloads that the runner asked for in part: the legs, or a region's (3.6)."""
        eased: set[Volume] = set()
        for scope in {one.scope for one in self.position.asked} - {"all"}:
            if scope == "legs":
                eased |= {*LEG_VOLUMES, Volume.lateral_hip}
                continue
            level, region = self.position.level.value, Region(scope)
            for slot in self.catalogue.slots.values():
                if any(region in one.regions for one in self.catalogue.candidates(slot, level, self.kit)):
                    eased.add(slot.volume)
        return frozenset(eased)

    @property
    def halved(self) -> bool:
        """First loads are halved for 60 and over, new, or with something to be careful about (3.4)."""
        return self.position.level is Level.NEW or bool(self.athlete.limits) or older(self.athlete, self.day)


# --- entering ----------------------------------------------------------------------------------------------------


def bounds(around: Around, exercise: Exercise, loaded: bool) -> tuple[int, int]:
    """The range of double progression; a loaded one below 8 repetitions starts at 8 until heavy work is open (3.1)."""
    rules = policy().step
    low, high = exercise.low, exercise.high
    if exercise.unit is Unit.reps and loaded and not around.position.heavy and low < rules.heavy_reps_below:
        low = min(rules.light_bottom_reps, high)
    return low, high


def entering(around: Around, slot: Slot, exercise: Exercise, sets: int, *, bare: bool = False) -> Dose:
    """The first dose of an exercise: few sets, the bottom of its range, the first load of 3.4 (`bare`: none)."""
    load = (
        None
        if bare
        else first_load(
            around.kit, exercise, around.mass, halved=around.halved, stated_kg=around.standing.weighed.get(exercise.id)
        )
    )
    low, _ = bounds(around, exercise, load is not None)
    rules = policy()
    tempo = tempo_of(exercise, older(around.athlete, around.day))
    fewest = min(sets, rules.step.new_exercise_sets, max(exercise.sets_max, 1))
    return Dose(
        sets=max(1, fewest),
        amount=low,
        unit=exercise.unit.value,
        load_kg=None if load is None else load.each_kg,
        count=1 if load is None else load.count,
        tempo=tempo,
        explosive=exercise.tempo is not None and exercise.tempo.lift == EXPLOSIVE,
    )


def tempo_of(exercise: Exercise, slow: bool = False) -> tuple[int, int, int, int] | None:
    """The tempo in whole seconds (X as 1); `slow` is 3-1-3, the older beginner's (3.9)."""
    if exercise.unit is not Unit.reps or exercise.rep_seconds:
        return None
    lower, pause, lift, top = exercise.working_tempo
    lift = 1 if lift == EXPLOSIVE else lift
    if slow and exercise.tempo:
        return max(lower, 3), max(pause, 1), 3, top
    return lower, pause, lift, top


# --- the next plan -----------------------------------------------------------------------------------------------


def standing_plan(around: Around, slot: Slot, exercise: Exercise, target: int) -> Plan:
    """What a slot holds as it stands: its track's plan with the kit that is there now, or the first dose.

    `target` sets are what the phase wants; more than that never stand.
    """
    track = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if track is None:
        dose = entering(around, slot, exercise, target)
        return Plan(slot, exercise, dose, None, (reason("new_exercise"),), target=target)
    plan = _fitted(around, exercise, track.plan)
    if plan.sets > target:
        why = reason("maintained" if around.position.loading == "maintain" else "phase_sets", target)
        return Plan(slot, exercise, replace(plan, sets=target), track.plan, (why,), target=target)
    return Plan(slot, exercise, plan, track.plan, target=target)


def _track(around: Around, stood: Plan) -> Track:
    return around.standing.tracks[track_key(stood.slot.id, stood.exercise.id)]


def lowered(around: Around, stood: Plan) -> Plan | None:
    """What the last report takes away; None = nothing. Needs one report and no leave."""
    track = _track(around, stood)
    plan = _fitted(around, stood.exercise, track.plan)
    fallen = _lowered(around, stood.slot, stood.exercise, track, plan, _last(track))
    return None if fallen is None else replace(fallen, target=stood.target)


def phase_set(around: Around, stood: Plan, volume_room: int) -> Plan | None:
    """The phase's next set; `volume_room` are the sets that its region may still gain this week."""
    plan, track = stood.dose, _track(around, stood)
    if plan.sets >= stood.target or not _may_grow(around, stood.slot, stood.exercise, track, volume_room):
        return None
    low, _ = bounds(around, stood.exercise, plan.load_kg is not None)
    grown = replace(plan, sets=plan.sets + 1, amount=min(plan.amount, low))
    return replace(stood, dose=grown, reasons=(reason("phase_set", around.position.phase),), grown=True)


def waiting(around: Around, stood: Plan) -> bool:
    """Whether a deload, or the spacing of 3.2 and 3.9, forbids a rise."""
    if around.position.deload or stood.slot.volume in around.eased:
        return True
    return _wait(around, stood.slot, stood.exercise, _track(around, stood))


def risen(around: Around, stood: Plan) -> Iterator[Plan]:
    """What the answers earned; nothing where they earned nothing yet.

    The first is the rule's. The others stand in for it where the runner's minutes hold no repetition more: after two
    good exposures heavier, slower or harder instead, which begins with fewer repetitions (3.3, 3.8) [DC].
    """
    track = _track(around, stood)
    track = replace(track, exposures=tuple(one for one in track.exposures if not _passed_over(one)))
    last = _last(track)
    up = None if last is None else _risen(around, stood.slot, stood.exercise, track, stood.dose, last)
    if up is None:
        return
    yield replace(up, target=stood.target)
    if good_streak(track) < policy().step.rep_exposures:
        return
    easy = all((d := _difference(one)) is not None and d < 0 for one in track.exposures[-2:])
    for one in _ups(around, stood.slot, stood.exercise, track, stood.dose, policy().step.load_pct_max):
        if one.exercise is stood.exercise or easy:
            yield replace(one, target=stood.target, reasons=(reason("minutes_full"), *one.reasons))


def _passed_over(exposure: Exposure) -> bool:
    """A lighter dose of a deload, or of the way out of one, that went well: it neither earns a rise nor costs what the
    exposures before it had earned (3.6). One that went badly, or that nobody answered, stays in the row.
    """
    d = _difference(exposure)
    well = _answered_well(exposure) and d is not None and d <= 0
    return exposure.eased and not exposure.same and well


def _last(track: Track) -> Exposure | None:
    return track.exposures[-1] if track.exposures else None


def _fitted(around: Around, exercise: Exercise, plan: Dose) -> Dose:
    """The plan with a weight that is still there, should the runner's kit have changed."""
    if plan.load_kg is None:
        return plan
    load = largest_at_most(around.kit, exercise, plan.total_kg)
    if load is None:
        return replace(plan, load_kg=None, count=1)
    return replace(plan, load_kg=load.each_kg, count=load.count)


def _may_grow(around: Around, slot: Slot, exercise: Exercise, track: Track, room: int) -> bool:
    """One set more by the phase: +1 per exercise and +2 per region a week, tendon items every 14 days (3.5, 3.9)."""
    if room <= 0:
        return False
    monday = monday_of(around.day)
    if any(
        other.exercise == exercise.id and other.sets_changed is not None and other.sets_changed >= monday
        for other in around.standing.tracks.values()
    ):
        return False
    if exercise.is_tendon and not _old(track.changed, around.day, policy().step.tendon_days):
        return False
    if track.load_changed is not None and track.load_changed >= monday and track.load_changed != track.since:
        return False
    return slot.volume is not Volume.push or _push_may_follow(around)


def _push_may_follow(around: Around) -> bool:
    """Pull leads: push takes a set only up to the pull sets of last week, so the two stay in balance (3.5) [DC]."""
    monday = monday_of(around.day)
    pull, push = 0, 0
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


def _old(day: date | None, today: date, days: int) -> bool:
    return day is None or (today - day).days >= days


# --- down --------------------------------------------------------------------------------------------------------


def own_difference(dose: Dose, own: float | None) -> int | None:
    """d of 1.4: an effort typed for one exercise against its set target, in whole points as D is."""
    if own is None:
        return None
    low, high = dose.rpe
    if own > high:
        return ceil(own - high)
    return -floor(low - own) if own < low else 0


def _lowered(
    around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose, last: Exposure | None
) -> Plan | None:
    """Falls need one report and no leave: the table of 1.4 for a single exercise."""
    if last is None or not last.done:
        return None
    d = own_difference(last.plan, last.own)
    failed = (
        last.short >= 2
        or (last.broke and slot.main)
        or (last.broke and exercise.volume in (Volume.squat, Volume.hinge))
    )
    rules = policy()
    if (d is not None and d >= 3) or failed or (grinding(track, last) and d is not None and d >= 2):
        why = (
            reason("reps_missed", last.short)
            if last.short >= 2
            else reason("form_broke")
            if failed
            else reason("exercise_over", d=d)
        )
        sets = max(1, plan.sets - 1)
        if plan.load_kg is None:
            # A deload has nothing new in it, not even something easier (3.6).
            rung = None if around.position.deload else easier(around, exercise)
            if rung is not None:
                dose = entering(around, slot, rung, sets, bare=True)
                if any(one.exercise == rung.id for one in around.standing.tracks.values()):
                    dose = replace(dose, sets=sets)
                dose = no_more_than_before(around, slot, rung, dose)
                return Plan(slot, rung, dose, track.plan, (why, reason("regress", exercise.id, rung.id)))
            return Plan(slot, exercise, replace(plan, sets=sets, amount=_fewer(exercise, plan, 2)), track.plan, (why,))
        cut, reasons = load_down(around.kit, exercise, plan, rules.effort.exercise_back_load_x)
        return Plan(slot, exercise, replace(cut, sets=sets), track.plan, (why, *reasons))
    if d == 2:
        why = reason("exercise_over", d=2)
        if plan.load_kg is None:
            return Plan(slot, exercise, replace(plan, amount=_fewer(exercise, plan, 2)), track.plan, (why,))
        cut, reasons = load_down(around.kit, exercise, plan, rules.effort.back_load_x)
        return Plan(slot, exercise, cut, track.plan, (why, *reasons))
    return None


def no_more_than_before(around: Around, slot: Slot, exercise: Exercise, dose: Dose) -> Dose:
    """An exercise that stood in this slot before never comes back with more sets or repetitions than it had there."""
    own = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if own is None:
        return dose
    return replace(dose, sets=min(dose.sets, own.plan.sets), amount=min(dose.amount, own.plan.amount))


def grinding(track: Track, last: Exposure) -> bool:
    """Whether the bar ground to the top: in a word, or in metres a second, by itself or against the same weight."""
    now = _metres_a_second(last)
    if now is None:
        return last.speed == "grinding"
    rules = policy().effort
    before = [
        speed for one in track.exposures
        if one.day < last.day and one.plan.total_kg == last.plan.total_kg
        and (speed := _metres_a_second(one)) is not None
    ]  # fmt: skip
    return now < rules.grinding_m_s or bool(before and now < before[-1] * rules.grinding_slower_x)


def _metres_a_second(exposure: Exposure) -> float | None:
    try:
        return float(exposure.speed)
    except ValueError:
        return None


def _fewer(exercise: Exercise, plan: Dose, reps: int) -> int:
    """So many repetitions less, never below five; holds lose 5 s each two [DC]."""
    if exercise.unit is Unit.seconds:
        return max(min(plan.amount, 10), plan.amount - 5)
    return max(min(plan.amount, policy().kit_step.reps_floor), plan.amount - reps)


def load_down(kit: Kit, exercise: Exercise, plan: Dose, factor: float) -> tuple[Dose, tuple[Reason, ...]]:
    """3.8 Down: the largest loadable at most `factor` of it; too big a step down = same weight, fewer repetitions."""
    if plan.load_kg is None:
        return plan, ()
    rules = policy().kit_step
    wanted = plan.total_kg * factor
    load = largest_at_most(kit, exercise, wanted)
    gap = 1.0 if load is None else 1 - load.total_kg / plan.total_kg
    if gap * 100 <= rules.down_gap_pct + 1e-9 and load is not None:
        return replace(plan, load_kg=load.each_kg, count=load.count), (reason("load_down", factor=factor),)
    cut = rules.reps_for_5pct if factor >= 0.95 - 1e-9 else rules.reps_for_10pct
    floor_reps = rules.reps_floor
    if plan.unit == "reps" and plan.amount - cut >= floor_reps:
        return replace(plan, amount=plan.amount - cut), (reason("kit_rep_cut", cut),)
    if load is None:
        lower = max(min(plan.amount, floor_reps), plan.amount - cut) if plan.unit == "reps" else plan.amount
        return replace(plan, amount=lower), (reason("kit_rep_cut", plan.amount - lower),)
    return replace(plan, load_kg=load.each_kg, count=load.count), (reason("load_down", factor=factor),)


def load_below(kit: Kit, exercise: Exercise, plan: Dose) -> Dose | None:
    """One rung down where there is weight: the next lower loadable; bodyweight below the lightest; None without."""
    if plan.load_kg is None:
        return None
    load = next_down(kit, exercise, plan.total_kg)
    if load is None:
        return None if exercise.needs else replace(plan, load_kg=None, count=1)
    return replace(plan, load_kg=load.each_kg, count=load.count)


def easier(around: Around, exercise: Exercise, tier: int = 4) -> Exercise | None:
    """The nearest easier rung whose kit is there and whose tier is not above `tier` (section 10)."""
    for name in around.catalogue.regressions(exercise.id):
        rung = around.catalogue[name]
        if rung.id in around.barred:
            continue
        if available(rung, around.kit) and not rung.is_contact and (rung.achilles_tier or 0) <= tier:
            if rung.half_rung and tier < 2:
                continue
            return rung
    return None


# --- up ----------------------------------------------------------------------------------------------------------


def _risen(around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose, last: Exposure) -> Plan | None:
    rules = policy().step
    wait = _wait(around, slot, exercise, track)
    if wait or not _good(last) or grinding(track, last) or not _strength_known(around, slot):
        return None
    d = _difference(last)
    if d is None or d > 0:
        return None
    lift = slot.volume in (Volume.squat, Volume.hinge)
    streak = good_streak(track)
    twice_easy = _twice_easy(around) and lift
    if around.calibrating:
        if d <= -3 and lift and around.standing.strength_done:
            step = up(around, slot, exercise, track, plan, rules.load_pct_default)
            if step is not None and step.exercise is exercise and step.dose.total_kg > plan.total_kg:
                return replace(step, reasons=(reason("calibration_easy", d=d), *step.reasons))
            return _rep_up(around, slot, exercise, track, plan, reason("calibration_easy", d=d))
    elif twice_easy and around.position.phase == "build":
        step = up(around, slot, exercise, track, plan, rules.load_pct_max)
        if step is not None:
            return replace(step, reasons=(reason("twice_easy", d=d), *step.reasons))
    elif last.own is not None and d <= -2 and streak >= 2 and len(track.exposures) > 1:
        before = own_difference(track.exposures[-2].plan, track.exposures[-2].own)
        if before is not None and before <= -2:
            step = up(around, slot, exercise, track, plan, rules.load_pct_default)
            if step is not None:
                return replace(step, reasons=(reason("exercise_easy_twice", d=d), *step.reasons))
    needed = 1 if d <= -1 else rules.rep_exposures
    if streak < needed:
        return None
    why = reason("effort_under", d=d) if d <= -1 else reason("on_target_twice")
    return _rep_up(around, slot, exercise, track, plan, why)


def _good(last: Exposure) -> bool:
    """An exposure that may count upwards: the planned dose, and answered well."""
    return last.same and _answered_well(last)


def _answered_well(one: Exposure) -> bool:
    """All of it done, clean, with soreness known and effort given."""
    rated = one.difference is not None or one.own is not None
    return one.done and rated and one.known and one.clean and not one.broke and one.fraction >= 1 and one.short == 0


def _difference(one: Exposure) -> int | None:
    """D of an exercise: what was said of itself, else what was said of the session (1.4)."""
    own = own_difference(one.plan, one.own)
    return one.difference if own is None else own


def _strength_known(around: Around, slot: Slot) -> bool:
    """Whether the slot's last strength session left nothing open: soreness told, technique clean.

    A light day since then was asked for less, so that its answers do not stand for that session's.
    """
    strength = {one.id for one in around.standing.strength(before=around.day)}
    held = [
        one
        for key, track in around.standing.tracks.items()
        if key.startswith(f"{slot.id}/")
        for one in track.exposures
        if one.session in strength
    ]
    last = max((one.day for one in held), default=None)
    return all(one.known and one.clean for one in held if one.day == last)


def good_streak(track: Track) -> int:
    """Exposures in a row at the present plan with D of 0 or less, the last one included."""
    count = 0
    for one in reversed(track.exposures):
        d = _difference(one)
        if one.plan != track.plan or not _good(one) or grinding(track, one) or d is None or d > 0:
            break
        count += 1
    return count


def _twice_easy(around: Around) -> bool:
    """D of -2 or less in the last two strength sessions (1.4)."""
    last = around.standing.strength(before=around.day)[-2:]
    return len(last) == 2 and all(one.tempered is not None and one.tempered <= -2 for one in last)


def _wait(around: Around, slot: Slot, exercise: Exercise, track: Track) -> bool:
    """Whether the spacing of 3.2 and 3.9 still forbids a change."""
    rules = policy().step
    day = around.day
    if exercise.is_tendon:
        return not _old(track.changed, day, rules.tendon_days)
    if slot.volume in (Volume.squat, Volume.hinge):
        return not _old(track.changed, day, rules.days_between_steps)
    since = max(around.position.since, track.changed or around.position.since)
    return (day - since).days < rules.accessory_days


def _rep_up(around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose, why: Reason) -> Plan | None:
    rules = policy().step
    _, high = bounds(around, exercise, plan.load_kg is not None)
    if exercise.unit is Unit.seconds:
        top = min(high, rules.hold_s_max)
        more = min(plan.amount + rules.hold_s, top)
    elif exercise.unit is Unit.metres:
        top, more = high, min(plan.amount + 10, high)
    else:
        top, more = high, plan.amount + 1
    if plan.amount < top:
        kind = "seconds_up" if exercise.unit is Unit.seconds else "reps_up"
        return Plan(slot, exercise, replace(plan, amount=more), track.plan, (why, reason(kind, more - plan.amount)))
    if good_streak(track) < rules.rep_exposures:
        return None
    return up(around, slot, exercise, track, plan, rules.load_pct_max)


def system_load(around: Around, exercise: Exercise, total_kg: float) -> float:
    """Share of body mass + external kg (3.8)."""
    return exercise.share * around.mass + total_kg


def up(around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose, pct_max: float) -> Plan | None:
    """One Up step of 3.8: the next loadable, else the gate of a kit step, else slower, longer, harder."""
    return next(_ups(around, slot, exercise, track, plan, pct_max), None)


def _ups(around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose, pct_max: float) -> Iterator[Plan]:
    """The Up steps of 3.8 that are open, in their order; only one of them is taken."""
    rules = policy().step
    if not _old(track.load_changed, around.day, rules.tendon_days if exercise.is_tendon else rules.days_between_steps):
        return
    monday = monday_of(around.day)
    if track.sets_changed is not None and track.sets_changed >= monday and track.sets_changed != track.since:
        return
    load = next_up(around.kit, exercise, plan.total_kg)
    if load is not None:
        system = system_load(around, exercise, plan.total_kg)
        added = load.total_kg - plan.total_kg
        low, _ = bounds(around, exercise, True)
        if system > 0 and Fraction(added / system).limit_denominator(10**6) <= Fraction(int(pct_max), 100):
            dose = replace(plan, load_kg=load.each_kg, count=load.count, amount=low)
            why = reason("load_up", **{"from": plan.total_kg, "to": load.total_kg})
            yield Plan(slot, exercise, dose, track.plan, (why,))
        elif (stepped := _kit_step(around, slot, exercise, track, plan, low)) is not None:
            yield stepped
    yield from _harder(around, slot, exercise, track, plan)


def _kit_step(around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose, low: int) -> Plan | None:
    """A gap too big for 10%: after +3 repetitions on two exposures, once with less of everything else (3.8)."""
    rules = policy().kit_step
    load = next_up(around.kit, exercise, plan.total_kg)
    recent = track.exposures[-rules.gate_exposures :]
    ready = len(recent) == rules.gate_exposures and all(
        one.over >= rules.gate_reps_over and _good(one) for one in recent
    )
    if load is None or not ready or plan.total_kg <= 0:
        return None
    if (load.total_kg / plan.total_kg - 1) * 100 > rules.gap_pct_max:
        return None
    reps = max(rules.reps_floor, low - rules.reps_below_bottom)
    sets = max(1, plan.sets - rules.sets_minus)
    if load.total_kg * reps * sets > plan.total_kg * plan.amount * plan.sets * rules.tonnage_max_x:
        return None
    dose = replace(plan, load_kg=load.each_kg, count=load.count, amount=reps, sets=sets)
    return Plan(slot, exercise, dose, track.plan, (reason("kit_step", **{"from": plan.total_kg, "to": load.total_kg}),))


def _harder(around: Around, slot: Slot, exercise: Exercise, track: Track, plan: Dose) -> Iterator[Plan]:
    """Without a next weight: slower lowering, longer pause, then the next rung as a new exercise (3.3, 3.8)."""
    rules = policy().step
    low, _ = bounds(around, exercise, plan.load_kg is not None)
    if plan.tempo is not None:
        lower, pause, lift, top = plan.tempo
        if lower < rules.lowering_s_max:
            dose = replace(plan, tempo=(lower + 1, pause, lift, top), amount=low)
            yield Plan(slot, exercise, dose, track.plan, (reason("slower", lower + 1),))
        if pause < rules.pause_s_max:
            dose = replace(plan, tempo=(lower, pause + 1, lift, top), amount=low)
            yield Plan(slot, exercise, dose, track.plan, (reason("longer_pause", pause + 1),))
    rung = harder_rung(around, slot, exercise)
    if rung is not None:
        dose = entering(around, slot, rung, plan.sets)
        why = (reason("progress", exercise.id, rung.id), reason("new_exercise"))
        yield Plan(slot, rung, dose, track.plan, why)


def harder_rung(around: Around, slot: Slot, exercise: Exercise) -> Exercise | None:
    """The nearest harder rung of the same kind whose kit is there and whose tier is open."""
    for name in exercise.progress:
        rung = around.catalogue[name]
        if rung.is_contact or not available(rung, around.kit) or not tier_open(around, rung):
            continue
        if rung.half_rung and around.position.level is not Level.NEW:
            further = harder_rung(around, slot, rung)
            if further is not None:
                return further
        if rung.volume is not exercise.volume and rung.volume is not slot.volume:
            continue
        return rung
    return None


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
