"""Composing the season's plan of one strength session: who stands in which slot, with what dose, inside the minutes.

What is composed here is the plan as the season has it. `core.adjust` makes of it what today allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core import levels
from core.athlete import Level
from core.body import Volume
from core.catalogue import Exercise, Slot, available, seconds_of_work
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Leave, Plan, entering, next_plan, tier_open
from core.season import monday_of
from core.session import Dose, Phase
from core.standing import Track, track_key

DROP_ORDER = ("push", "pull", "lateral_hip", "core", "single")
"""What goes first where the runner's minutes do not reach (3.9); the lifts and the calf stay."""

WORTH = ("main", "calf", "single", "core", "lateral_hip", "pull", "push")
"""What a minute is worth, for short versions: the lift first, then the calf that a runner lives on [DC]."""


def group(slot: Slot) -> str:
    """A slot's place in the orders above."""
    return _group(slot.main, slot.volume)


@lru_cache(maxsize=32)
def _group(main: bool, volume: Volume) -> str:
    if main:
        return "main"
    return "single" if volume in (Volume.squat, Volume.hinge) else volume.value


PHASES = {
    "main": Phase.MAIN,
    "single": Phase.SINGLE,
    "calf": Phase.TENDON,
    "lateral_hip": Phase.CORE,
    "core": Phase.CORE,
    "pull": Phase.UPPER,
    "push": Phase.UPPER,
}
"""Where a slot's item stands in the session; lateral hip counts to the trunk."""


def phase_of(slot: Slot) -> Phase:
    """The phase of a session's item in that slot."""
    return PHASES[group(slot)]


@dataclass(frozen=True, slots=True)
class Composed:
    """The plans in the order of training, those that found no time, and whether accessory work is paired."""

    plans: tuple[Plan, ...]
    dropped: tuple[Plan, ...] = ()
    paired: bool = False


def compose(around: Around, letter: str, leave: Leave) -> Composed:
    """The season's plan of session `letter` ("a" or "b")."""
    plans: list[Plan] = []
    room = _rooms(around)
    # Who stands here with how many sets is settled first, and rises afterwards fill what minutes are left: otherwise a
    # better answer could cost an exercise its set.
    settled = replace(leave, rise=False)
    for slot in _slots(around, letter):
        plan = _plan(around, slot, settled, room, plans)
        if plan is None:
            continue
        if plan.grown:
            room[slot.volume] = room.get(slot.volume, policy().step.region_sets_week_add) - 1
        plans.append(plan)
    fitted = _fit(around, plans)
    return _risen(around, fitted) if leave.rise else fitted


def _risen(around: Around, fitted: Composed) -> Composed:
    """The rises that the answers earned, most worthwhile first, as long as the minutes hold."""
    plans = list(fitted.plans)
    room = room_for(around)
    for name in WORTH:
        for number, plan in enumerate(plans):
            if group(plan.slot) != name or plan.grown or plan.new or plan.dose != plan.before:
                continue
            risen = next_plan(around, plan.slot, plan.exercise, plan.dose.sets, Leave(rise=True), 0)
            trial = [*plans[:number], risen, *plans[number + 1 :]]
            if risen != plan and minutes(_seconds(trial, around, fitted.paired)) <= room:
                plans = trial
    return replace(fitted, plans=tuple(plans))


def _slots(around: Around, letter: str) -> list[Slot]:
    """The slots of a session in their order; build has a second exercise for the trunk (section 10)."""
    slots: list[Slot] = []
    for slot in around.catalogue.slots.values():
        if slot.session != letter:
            continue
        slots.append(slot)
        if slot.second is not None and around.position.loading == "build":
            starts = {level.value: slot.second for level in Level}
            slots.append(replace(slot, id=f"{slot.id}_2", starts=starts, second=None))
    return slots


def _rooms(around: Around) -> dict[Volume, int]:
    """Sets that each region may still gain this week (+2, rulebook 1.5 and 3.5)."""
    monday = monday_of(around.day)
    room: dict[Volume, int] = {}
    for key, track in around.standing.tracks.items():
        slot = around.catalogue.slots.get(key.split("/")[0].removesuffix("_2"))
        if (
            slot is None
            or track.sets_changed is None
            or track.sets_changed < monday
            or track.sets_changed == track.since
        ):
            continue
        room[slot.volume] = room.get(slot.volume, policy().step.region_sets_week_add) - 1
    return room


def _plan(around: Around, slot: Slot, leave: Leave, room: dict[Volume, int], before: Sequence[Plan]) -> Plan | None:
    exercise = standing_exercise(around, slot)
    if exercise is None:
        return None
    track = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if track is None and around.position.deload and around.standing.tracks:
        # A deload has nothing new in it: a slot that nobody holds yet waits (3.6).
        return None
    target = _target(around, slot, exercise, track)
    moved_on = _moves_on(around, slot, exercise, track, leave, before)
    if moved_on is not None:
        dose = entering(around, slot, moved_on, target)
        why = (reason("progress", exercise.id, moved_on.id), reason("new_exercise"))
        return Plan(slot, moved_on, dose, track.plan if track else None, why, target=target)
    left = room.get(slot.volume, policy().step.region_sets_week_add)
    return next_plan(around, slot, exercise, target, leave, left)


def standing_exercise(around: Around, slot: Slot) -> Exercise | None:
    """Who holds a slot: the runner's own choice, else whoever stands there, else who starts there."""
    catalogue, kit = around.catalogue, around.kit
    current = around.standing.slots.get(slot.id)
    chosen = next(
        (one.to for one in reversed(around.standing.swaps) if one.session is None and one.exercise == current), None
    )
    for name in (chosen, current):
        if name is not None and name in catalogue.by_id:
            exercise = catalogue[name]
            if available(exercise, kit) and tier_open(around, exercise):
                return exercise
    level = around.athlete.level.value
    candidates = [one for one in catalogue.candidates(slot, level, kit) if tier_open(around, one) and not one.half_rung]
    if current is not None and current in catalogue.by_id:
        rungs = {name: place for place, name in enumerate(catalogue.regressions(current))}
        candidates.sort(key=lambda one: rungs.get(one.id, len(rungs)))
    elif around.position.block == "B" and slot.volume is Volume.lateral_hip and len(candidates) > 1:
        return candidates[1]
    return candidates[0] if candidates else None


def _target(around: Around, slot: Slot, exercise: Exercise, track: Track | None) -> int:
    """The sets that the phase wants of a slot, inside what the exercise is good for."""
    position = around.position
    if position.deload and track is not None:
        return track.plan.sets
    phase = position.loading
    wanted = slot.sets[phase]
    most = exercise.sets_max + (1 if phase == "build" and (slot.main or slot.volume is Volume.calf) else 0)
    return max(1, min(wanted, most))


def _moves_on(
    around: Around, slot: Slot, exercise: Exercise, track: Track | None, leave: Leave, before: Sequence[Plan]
) -> Exercise | None:
    """The first base week moves a slot to its second exercise, and block B turns the lateral hip work over (3.9)."""
    if track is None or not leave.grow or around.position.loading == "intro" or around.position.deload:
        return None
    if any(plan.new and plan.slot.volume is slot.volume for plan in before):
        return None
    level = around.athlete.level.value
    wanted: str | None = slot.base.get(level) if exercise.id == slot.starts.get(level) else None
    if slot.volume is Volume.lateral_hip and around.position.block == "B" and around.position.week >= 2:
        other = [one for one in around.catalogue.candidates(slot, level, around.kit) if one.id != exercise.id]
        wanted = other[0].id if other and exercise.id == slot.starts.get(level) else wanted
    if wanted is None or track_key(slot.id, wanted) in around.standing.tracks:
        return None
    rung = around.catalogue[wanted]
    if not available(rung, around.kit) or not tier_open(around, rung):
        return None
    days = policy().step.tendon_days if rung.is_tendon else policy().step.days_between_steps
    if track.changed is not None and (around.day - track.changed).days < days:
        return None
    last = track.exposures[-2:]
    on_target = len(last) == 2 and all(
        one.difference is not None and one.difference <= 0 and one.known and one.clean and one.done for one in last
    )
    return rung if on_target else None


# --- minutes -----------------------------------------------------------------------------------------------------


_LONG_RESTS = frozenset({Phase.MAIN, Phase.SINGLE})


def rest_of(phase: Phase, rpe_high: float, paired: bool = False) -> int:
    """Seconds between sets (3.9)."""
    rules = policy().session
    if phase in _LONG_RESTS:
        return rules.rest_s.heavy if rpe_high > rules.heavy_rpe_above else rules.rest_s.main
    return rules.rest_s.paired if paired else rules.rest_s.other


def item_seconds(exercise: Exercise, dose: Dose, rest: int | None = None) -> float:
    """Sets with their rests (`rest`: these instead of the dose's own) and the set-up of one exercise (3.9)."""
    pause = dose.rest if rest is None else rest
    per_rep = sum(dose.tempo) if dose.tempo is not None else None
    work: float
    if exercise.unit == "reps" and per_rep is not None:
        sides = 2 if exercise.sided else 1
        work = dose.sets * (dose.amount * per_rep * sides * exercise.directions + pause)
    else:
        work = seconds_of_work(exercise, dose.sets, dose.amount, pause)
    return work + policy().session.setup_s


def minutes(seconds: float) -> int:
    """The session's minutes with warm-up and cool-down, rounded half up."""
    rules = policy().session
    return int(rules.warmup_min + rules.cooldown_min + seconds / 60 + 0.5)


def _seconds(plans: Sequence[Plan], around: Around, paired: bool) -> float:
    rpe = policy().phase[around.position.loading].set_rpe[1]
    return sum(
        item_seconds(plan.exercise, plan.dose, rest_of(phase_of(plan.slot), rpe, paired and group(plan.slot) in PAIRS))
        for plan in plans
    )


PAIRS = frozenset({"lateral_hip", "core", "pull", "push"})
"""Accessories that do not compete: done in turns, with half the rest (3.9)."""


def _fit(around: Around, plans: list[Plan]) -> Composed:
    """Over the runner's minutes: pair first, then take back the phase's new sets, then drop in order (3.9)."""
    room = room_for(around)
    if minutes(_seconds(plans, around, False)) <= room and _working(plans) <= policy().session.working_sets_max:
        return Composed(tuple(plans))

    def fits() -> bool:
        return minutes(_seconds(plans, around, True)) <= room and _working(plans) <= policy().session.working_sets_max

    dropped: list[Plan] = []
    for plan in [one for one in plans if one.slot.id.endswith("_2")]:
        if not fits():
            plans.remove(plan)
            dropped.append(replace(plan, reasons=(reason("no_time"),)))
    for name in reversed(WORTH):
        for number, plan in enumerate(plans):
            if plan.grown and plan.before is not None and group(plan.slot) == name and not fits():
                # No room for the phase's set: the exercise goes on at the sets it has.
                plans[number] = next_plan(around, plan.slot, plan.exercise, plan.before.sets, Leave(), 0)
    for name in DROP_ORDER:
        for plan in reversed(plans):
            if group(plan.slot) == name and not fits():
                plans.remove(plan)
                dropped.append(replace(plan, reasons=(reason("no_time"),)))
    while not fits() and any(plan.dose.sets > 1 for plan in plans):
        # A very short day: the longest item gives a set, so that something of everything stays.
        longest = max((plan for plan in plans if plan.dose.sets > 1), key=lambda plan: plan.dose.sets)
        at = plans.index(longest)
        plans[at] = replace(longest, dose=replace(longest.dose, sets=longest.dose.sets - 1))
    return Composed(tuple(plans), tuple(dropped), True)


SHORTEST_WITH_CONTACTS = 30
"""Minutes below which elastic work takes only what is left over [DC]."""


def room_for(around: Around) -> int:
    """The minutes that the season's plan may fill; who is on the ladder of elastic work keeps five of them for it."""
    room = min(around.athlete.minutes, policy().session.minutes_max)
    if room < SHORTEST_WITH_CONTACTS or not levels.on_the_ladder(around):
        return room
    return room - policy().plyo.minutes


def _working(plans: Sequence[Plan]) -> int:
    return sum(plan.dose.sets for plan in plans)


def deload_sets(around: Around) -> dict[str, int]:
    """Sets of each slot in a deload: half up of 0.55 x the last loading week per region, the main lift first (3.6)."""
    rules = policy().deload
    by_volume: dict[Volume, list[tuple[Slot, int]]] = {}
    for letter in ("a", "b"):
        for slot in _slots(around, letter):
            exercise = around.standing.slots.get(slot.id)
            track = around.standing.tracks.get(track_key(slot.id, exercise)) if exercise else None
            if track is not None:
                by_volume.setdefault(slot.volume, []).append((slot, track.plan.sets))
    shares: dict[str, int] = {}
    for slots in by_volume.values():
        ordered = sorted(slots, key=lambda pair: not pair[0].main)
        total = max(1, int(rules.sets_x * sum(sets for _, sets in slots) + 0.5))
        each, over = divmod(max(total, len(ordered)), len(ordered))
        for number, (slot, sets) in enumerate(ordered):
            shares[slot.id] = max(rules.sets_min, min(sets, each + (1 if number < over else 0)))
    return shares
