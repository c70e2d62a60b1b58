"""Composing the season's plan of one strength session: who stands in which slot, with what dose, inside the minutes.

What is composed here is the plan as the season has it. `core.adjust` makes of it what today allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from core import levels, weakness
from core.athlete import Level
from core.body import Volume
from core.catalogue import Exercise, Slot, seconds_of_work
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import (
    Around,
    Leave,
    Plan,
    bounds,
    doable,
    easier,
    entering,
    lowered,
    phase_set,
    risen,
    standing_plan,
    strength_known,
    tempo_of,
    waiting,
)
from core.season import monday_of, older
from core.session import Dose, Item, Phase
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
    """The plans in the order of training, those that found no time, and whether accessory work is paired.

    `most` are the same plans, each with the most it could have taken today, whatever was reported.
    """

    plans: tuple[Plan, ...]
    dropped: tuple[Plan, ...] = ()
    paired: bool = False
    most: tuple[Plan, ...] = ()


def compose(around: Around, letter: str, leave: Leave, without: Set[Volume] = frozenset()) -> Composed:
    """The season's plan of session `letter` ("a" or "b"), `without` some volumes: those take no minutes either.

    Who stands here, with the dose that stands, is fitted into the minutes first. What the answers take away frees no
    minute for anything else, and what they add never costs an exercise its place: otherwise a worse report could bring
    the larger session (12).
    """
    fitted = as_it_stands(around, letter, without)
    if not leave.grow and not leave.rise and not any(plan.before for plan in fitted.plans):
        return replace(fitted, most=fitted.plans)
    return _Choice(around, leave, list(fitted.plans), [_at_most(around, one) for one in fitted.plans]).settled(fitted)


def as_it_stands(around: Around, letter: str, without: Set[Volume] = frozenset()) -> Composed:
    """That session as it stands, fitted into the minutes, before anything that was reported."""
    plans: list[Plan] = []
    for slot in _slots(around, letter):
        plan = None if slot.volume in without else _standing(around, slot, {one.exercise.id for one in plans})
        if plan is not None:
            plans.append(plan)
    fitted = _fit(around, plans)
    return _answering(around, letter, fitted, without)


def _at_most(around: Around, plan: Plan) -> Plan:
    """The main lift with all the repetitions of its range at its own tempo, where that is more than it has.

    The minutes that it may come to need are kept for it from the beginning, whatever was answered; else it would stand
    still as soon as the runner's minutes are full.
    """
    if not plan.slot.main:
        return plan
    _, high = bounds(around, plan.exercise, plan.dose.load_kg is not None)
    tempo = plan.dose.tempo and tempo_of(plan.exercise, older(around.athlete, around.day))
    most = replace(plan, dose=replace(plan.dose, amount=high, tempo=tempo))
    return most if _longer(most, plan) else plan


@dataclass(slots=True)
class _Choice:
    """The changes of one session. `reserved` is what each exercise could take at most, whatever was reported."""

    around: Around
    leave: Leave
    plans: list[Plan]
    reserved: list[Plan]

    def settled(self, fitted: Composed) -> Composed:
        order = sorted(range(len(self.plans)), key=lambda number: WORTH.index(group(self.plans[number].slot)))
        standing = tuple(self.plans)
        for number in order:
            plan = standing[number]
            fallen = None if plan.before is None else lowered(self.around, plan)
            if fallen is not None:
                self.plans[number] = replace(
                    fallen, dose=replace(fallen.dose, sets=min(fallen.dose.sets, plan.dose.sets))
                )
        rooms = _rooms(self.around)
        for number in order:
            self._grow(number, standing[number], rooms)
        for number in order:
            self._rise(number, standing[number])
        paired = not _fits(self.around, self.reserved, paired=False)
        return replace(fitted, plans=tuple(self.plans), paired=paired, most=tuple(self.reserved))

    def _grow(self, number: int, stood: Plan, rooms: Mapping[Volume, int]) -> None:
        """The phase's set, or the second exercise of the slot."""
        if stood.before is None or stood.dose != stood.before or self.around.position.deload:
            return
        if stood.slot.volume in self.around.eased:
            return
        others = [one for place, one in enumerate(self.plans) if place != number]
        left = rooms.get(stood.slot.volume, policy().step.region_sets_week_add)
        left -= sum(one.grown for one in others if one.slot.volume is stood.slot.volume)
        left -= sum(one.dose.sets for one in others if one.new and one.slot.id.startswith(weakness.PREFIX))
        grown = phase_set(self.around, stood, left)
        if self.leave.grow and self.plans[number] is stood:
            changed = _moves_on(self.around, stood, others) or grown
            if changed is not None:
                self._take(number, changed)
        if grown is not None:
            self._reserve(number, grown)

    def _rise(self, number: int, stood: Plan) -> None:
        """What the answers earned."""
        if stood.before is None or stood.dose != stood.before or waiting(self.around, stood):
            return
        if self.leave.rise and self.plans[number] is stood:
            others = [one for place, one in enumerate(self.plans) if place != number]
            for up in risen(self.around, stood):
                entering = up.exercise is not stood.exercise and _another_enters(stood, others)
                if not entering and self._take(number, up):
                    break
        more = policy().step.hold_s if stood.dose.unit == "seconds" else 1
        self._reserve(number, replace(stood, dose=replace(stood.dose, amount=stood.dose.amount + more)))

    def _reserve(self, number: int, most: Plan) -> None:
        most = _at_most(self.around, most)
        if _longer(most, self.reserved[number]) and self._fits(number, most):
            self.reserved[number] = most

    def _take(self, number: int, changed: Plan) -> bool:
        """Whether the minutes hold it, and nobody else does it already."""
        twice = any(one.exercise is changed.exercise for place, one in enumerate(self.plans) if place != number)
        if twice or not self._fits(number, changed):
            return False
        self.plans[number] = changed
        most = _at_most(self.around, changed)
        if _longer(most, self.reserved[number]):
            self.reserved[number] = most
        return True

    def _fits(self, number: int, changed: Plan) -> bool:
        trial = [*self.reserved[:number], _at_most(self.around, changed), *self.reserved[number + 1 :]]
        return _fits(self.around, trial, paired=True)


def _another_enters(stood: Plan, others: Sequence[Plan]) -> bool:
    """Whether another exercise of that region is new in this session: never two at once (3.9)."""
    return any(
        one.slot.volume is stood.slot.volume and (one.new or any(why.code == "new_exercise" for why in one.reasons))
        for one in others
    )


def _longer(plan: Plan, other: Plan) -> bool:
    return item_seconds(plan.exercise, plan.dose, 0) > item_seconds(other.exercise, other.dose, 0)


GIVE_WAY = ("push", "pull", "lateral_hip", "core")
"""Accessories that make room for a weak link, the lowest value first (7)."""

MOST_GIVE_WAY = 2


def _answering(around: Around, letter: str, fitted: Composed, without: Set[Volume]) -> Composed:
    """With the exercises that the tests ask for, each in an accessory's place and never for more minutes (7)."""
    for plan in weakness.plans(around, letter, fitted.plans, _rooms(around)):
        if plan.slot.volume not in without:
            fitted = _in_place(around, fitted, plan) or fitted
    return fitted


def _in_place(around: Around, fitted: Composed, plan: Plan) -> Composed | None:
    """The session with this plan in the place of the lowest accessories; None where it finds none in the minutes."""
    room = minutes(_seconds(fitted.plans, around, fitted.paired))
    few = replace(plan, dose=replace(plan.dose, sets=1))
    for wanted in (plan, few) if plan.new else (plan,):
        plans, gone = list(fitted.plans), list(fitted.dropped)
        for _ in range(MOST_GIVE_WAY):
            least = next(
                (
                    one
                    for name in GIVE_WAY
                    for one in plans
                    if group(one.slot) == name
                    and one.slot.volume is not plan.slot.volume
                    and not one.slot.id.startswith(weakness.PREFIX)
                ),
                None,
            )
            if least is None:
                break
            plans.remove(least)
            gone.append(replace(least, reasons=(reason("for_weak_link", plan.reasons[0].about[0]),)))
            trial = _inserted(plans, wanted)
            if minutes(_seconds(trial, around, fitted.paired)) <= room and _working(trial) <= _most_sets(fitted):
                return replace(fitted, plans=tuple(trial), dropped=tuple(gone))
    return None


def _most_sets(fitted: Composed) -> int:
    return max(_working(fitted.plans), policy().session.working_sets_max)


def _inserted(plans: Sequence[Plan], plan: Plan) -> list[Plan]:
    """Behind the last plan of its own part of the session."""
    order = list(Phase)
    place = order.index(phase_of(plan.slot))
    before = [one for one in plans if order.index(phase_of(one.slot)) <= place]
    return [*before, plan, *(one for one in plans if one not in before)]


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
    for volume, sets in weakness.entered_since(around.standing, monday).items():
        room[volume] = room.get(volume, policy().step.region_sets_week_add) - sets
    return room


def _standing(around: Around, slot: Slot, taken: Set[str]) -> Plan | None:
    """The slot as it stands, before anything that was reported; None = nobody who is not `taken` stands there."""
    exercise = standing_exercise(around, slot)
    if exercise is not None and exercise.id in taken:
        exercise = next((one for one in _candidates(around, slot) if one.id not in taken), None)
    if exercise is None:
        return None
    track = around.standing.tracks.get(track_key(slot.id, exercise.id))
    if track is None and around.position.deload:
        # A deload has nothing new in it: a slot that nobody holds yet waits (3.6).
        return None
    plan = standing_plan(around, slot, exercise, _target(around, slot, exercise, track))
    if plan.new and weakness.uneasy_squat(around) and slot.volume is Volume.squat:
        return replace(plan, reasons=(reason("squat_look"), *plan.reasons))
    return plan


def standing_exercise(around: Around, slot: Slot) -> Exercise | None:
    """Who holds a slot: the runner's own choice, else whoever stands there, else who starts there."""
    catalogue = around.catalogue
    current = around.standing.slots.get(slot.id)
    chosen = next(
        (one.to for one in reversed(around.standing.swaps) if one.session is None and one.exercise == current), None
    )
    for name in (chosen, current):
        if name is not None and name in catalogue.by_id:
            exercise = catalogue[name]
            if doable(around, exercise):
                return _lower(around, slot, exercise)
    candidates = _candidates(around, slot)
    if current is not None and current in catalogue.by_id:
        rungs = {name: place for place, name in enumerate(catalogue.regressions(current))}
        candidates.sort(key=lambda one: rungs.get(one.id, len(rungs)))
    elif around.position.block == "B" and slot.volume is Volume.lateral_hip and len(candidates) > 1:
        return candidates[1]
    return _lower(around, slot, candidates[0]) if candidates else None


def _candidates(around: Around, slot: Slot) -> list[Exercise]:
    """Who may begin in a slot, in its order."""
    listed = around.catalogue.candidates(slot, around.position.level.value, around.kit)
    return [one for one in listed if doable(around, one) and not one.half_rung]


def _lower(around: Around, slot: Slot, exercise: Exercise) -> Exercise:
    """One rung lower where the squat's look asks for it."""
    if not weakness.squat_lower(around, slot, exercise):
        return exercise
    rung = easier(around, exercise, loaded=True)
    return rung if rung is not None and rung.volume is exercise.volume else exercise


def _target(around: Around, slot: Slot, exercise: Exercise, track: Track | None) -> int:
    """The sets that the phase wants of a slot, inside what the exercise is good for."""
    position = around.position
    if position.deload and track is not None:
        return track.plan.sets
    phase = position.loading
    wanted = slot.sets[phase]
    most = exercise.sets_max + (1 if phase == "build" and (slot.main or slot.volume is Volume.calf) else 0)
    return max(1, min(wanted, most))


def _moves_on(around: Around, stood: Plan, others: Sequence[Plan]) -> Plan | None:
    """The first base week moves a slot to its second exercise, and block B turns the lateral hip work over (3.9)."""
    slot, exercise = stood.slot, stood.exercise
    track = around.standing.tracks[track_key(slot.id, exercise.id)]
    if around.position.loading in ("intro", "maintain") or around.position.deload:
        return None
    if _another_enters(stood, others):
        return None
    level = around.position.level.value
    wanted: str | None = slot.base.get(level) if exercise.id == slot.starts.get(level) else None
    if slot.volume is Volume.lateral_hip and around.position.block == "B" and around.position.week >= 2:
        other = [one for one in around.catalogue.candidates(slot, level, around.kit) if one.id != exercise.id]
        wanted = other[0].id if other and exercise.id == slot.starts.get(level) else wanted
    if wanted is None or track_key(slot.id, wanted) in around.standing.tracks:
        return None
    rung = around.catalogue[wanted]
    if not doable(around, rung):
        return None
    days = policy().step.tendon_days if rung.is_tendon else policy().step.days_between_steps
    if track.changed is not None and (around.day - track.changed).days < days:
        return None
    last = track.exposures[-2:]
    on_target = len(last) == 2 and all(
        one.difference is not None and one.difference <= 0 and one.known and one.clean and one.done for one in last
    )
    if not (on_target and strength_known(around, slot)):
        return None
    why = (reason("progress", exercise.id, rung.id), reason("new_exercise"))
    return replace(stood, exercise=rung, dose=entering(around, slot, rung, stood.target), reasons=why)


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


def extra_seconds(exercise: Exercise, item: Item) -> float:
    """What one set more on one side takes: half of a set of both, and its rest."""
    one = item_seconds(exercise, replace(item.dose, sets=1)) - policy().session.setup_s - item.dose.rest
    return one / 2 + item.dose.rest


def seconds_of(exercise: Exercise, item: Item) -> float:
    """A line of a session, the weaker side's extra set included."""
    return item_seconds(exercise, item.dose) + (extra_seconds(exercise, item) if item.extra_side else 0.0)


def minutes(seconds: float) -> int:
    """The session's minutes with warm-up and cool-down, rounded half up."""
    rules = policy().session
    return int(rules.warmup_min + rules.cooldown_min + seconds / 60 + 0.5)


def _seconds(plans: Sequence[Plan], around: Around, paired: bool) -> float:
    rpe = policy().phase[around.position.effort].set_rpe[1]
    return sum(
        item_seconds(plan.exercise, plan.dose, rest_of(phase_of(plan.slot), rpe, paired and group(plan.slot) in PAIRS))
        for plan in plans
    )


PAIRS = frozenset({"lateral_hip", "core", "pull", "push"})
"""Accessories that do not compete: done in turns, with half the rest (3.9)."""


def _fits(around: Around, plans: Sequence[Plan], paired: bool) -> bool:
    return (
        minutes(_seconds(plans, around, paired)) <= room_for(around)
        and _working(plans) <= policy().session.working_sets_max
    )


def _fit(around: Around, plans: list[Plan]) -> Composed:
    """Over the runner's minutes: pair first, then drop in order (3.9)."""
    if _fit_all(around, plans, paired=False):
        return Composed(tuple(plans))
    dropped: list[Plan] = []
    seconds = [one for one in plans if one.slot.id.endswith("_2")]
    firsts = [one for one in reversed(plans) if not one.slot.id.endswith("_2")]
    for plan in (*seconds, *(one for name in DROP_ORDER for one in firsts if group(one.slot) == name)):
        if _fit_all(around, plans, paired=True):
            break
        dropped.append(replace(plan, reasons=(reason("no_time"),)))
        plans.remove(plan)
    while not _fits(around, plans, paired=True) and any(plan.dose.sets > 1 for plan in plans):
        # A very short day: the longest item gives a set, so that something of everything stays.
        longest = max((plan for plan in plans if plan.dose.sets > 1), key=lambda plan: plan.dose.sets)
        at = plans.index(longest)
        plans[at] = replace(longest, dose=replace(longest.dose, sets=longest.dose.sets - 1))
    return Composed(tuple(plans), tuple(dropped), not _fit_all(around, plans, paired=False))


def _fit_all(around: Around, plans: Sequence[Plan], paired: bool) -> bool:
    """Whether they fit whatever their lifts come to within their ranges."""
    return _fits(around, [_at_most(around, one) for one in plans], paired)


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
