"""The slots of a session as they stand: who holds each, with how many sets, before anything that was reported."""

from __future__ import annotations

from collections.abc import Set

from core import assessment, weakness
from core.athlete import Level
from core.body import Volume
from core.catalogue import Exercise, Slot
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Plan, doable, easier, liftable, standing_plan
from core.standing import Track, track_key

SECOND = "_2"
"""Ends the name of a slot's second exercise."""


def slots_of(around: Around, letter: str) -> list[Slot]:
    """The slots of a session in their order; build has a second exercise for the trunk (section 10)."""
    slots: list[Slot] = []
    for slot in around.catalogue.slots.values():
        if slot.session != letter:
            continue
        slots.append(slot)
        if slot.second is not None and around.position.loading == "build":
            starts = {level.value: slot.second for level in Level}
            slots.append(replace(slot, id=f"{slot.id}{SECOND}", starts=starts, second=None))
    return slots


def weekly_rooms(around: Around) -> dict[Volume, int]:
    """Sets that each region may still gain this week (+2, rulebook 1.5 and 3.5)."""
    room: dict[Volume, int] = {}
    for key, track in around.standing.tracks.items():
        if track.sets_changed is None or track.sets_changed < around.monday or track.sets_changed == track.since:
            continue
        slot = around.catalogue.slots.get(key.split("/")[0].removesuffix(SECOND))
        if slot is not None:
            room[slot.volume] = room.get(slot.volume, policy().step.region_sets_week_add) - 1
    for volume, sets in weakness.entered_since(around.standing, around.monday).items():
        room[volume] = room.get(volume, policy().step.region_sets_week_add) - sets
    return room


def regions_room(around: Around, volume: Volume) -> int:
    """The sets that a region may still gain before its week holds more than its row (3.5), weak links' among them.

    A link that comes in during the intro weeks goes by the row of the base weeks: its two sets have no room in theirs.
    """
    phase = around.position.loading
    row = policy().weekly_sets["base" if phase == "intro" else phase][volume.value]
    here = {slot.id for letter in ("a", "b") for slot in slots_of(around, letter)}
    links = {one.link.value for one in assessment.worked_on(around.athlete, around.standing, around.day)}
    here |= {f"{weakness.PREFIX}{link}_{letter}" for link in links for letter in ("a", "b")}
    total = 0
    for name, exercise in around.standing.slots.items():
        track = around.standing.tracks.get(track_key(name, exercise))
        if track is not None and name in here and around.catalogue[exercise].volume is volume:
            total += track.plan.sets
    return row[1] - total


def standing_in(around: Around, slot: Slot, taken: Set[str]) -> Plan | None:
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
    chosen = [one.to for one in around.standing.swaps if one.session is None and one.exercise == current][-1:]
    for name in (*chosen, current):
        if name is not None and name in catalogue.by_id:
            exercise = catalogue[name]
            if doable(around, exercise) and liftable(around, slot, exercise):
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
    listed = around.catalogue.candidates(slot, around.position.level, around.kit)
    return [one for one in listed if doable(around, one) and liftable(around, slot, one) and not one.half_rung]


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


def deload_sets(around: Around) -> dict[str, int]:
    """Sets of each slot in a deload: half up of 0.55 x the last loading week per region, the main lift first (3.6)."""
    rules = policy().deload
    by_volume: dict[Volume, list[tuple[Slot, int]]] = {}
    for letter in ("a", "b"):
        for slot in slots_of(around, letter):
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
