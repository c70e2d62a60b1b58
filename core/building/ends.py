"""What stands around the work: warm-up, cool-down, and something short and fast at the end of it."""

from __future__ import annotations

from collections.abc import Sequence

from core import adjust, compose
from core.adjust import Today
from core.body import LOWER_LEG
from core.building.frame import Frame, item_of, seconds_left
from core.catalogue import Exercise, catalogue
from core.pain import Band
from core.records import replace
from core.scaling import tier_open
from core.session import Item, Light, Phase

WALKING_DRILLS = frozenset({"hkw", "wallrun", "bkick", "slbal"})
"""Drills at a walk: dropped for a lower leg that is amber-red (4.2)."""


def warmup(frame: Frame, drills: bool = False) -> list[Item]:
    """Leg swings, a lunge with a twist, the A-march (14)."""
    today = frame.today
    items: list[Item] = []
    short = False
    for name in catalogue().warmup:
        exercise = catalogue()[name]
        if name == "lunge_wu" and (walking := _walking(frame)) is not None:
            exercise = walking
        closed = exercise.id in WALKING_DRILLS and any(
            one.region in LOWER_LEG and one.band >= Band.AMBER_RED for one in today.troubles
        )
        if closed or adjust.ban(today, exercise) is not None:
            short = short or name == "lunge_wu"
            continue
        sets = exercise.sets_max + (1 if drills and name == "hkw" else 0)
        items.append(item_of(exercise, Phase.WARMUP, sets, exercise.low, rest=0))
    if short:
        # The lunge is out: another length of marching keeps the warm-up as long as it was (14, R3).
        items = [
            replace(one, dose=replace(one.dose, sets=one.dose.sets + 1)) if one.exercise == "hkw" else one
            for one in items
        ]
    return begun(items, frame.around.athlete.minutes) or [beginning(today, "thoracic")]


def begun(items: list[Item], minutes: int) -> list[Item]:
    """The lines of a warm-up that the minutes of the session leave time for."""
    warm, _ = compose.ends(minutes)
    return items if warm > 3 else items[: min(warm, 2)]


def ended(items: list[Item], minutes: int) -> list[Item]:
    """The lines of a cool-down that the minutes of the session leave time for: the walk is half as long, then goes."""
    _, cool = compose.ends(minutes)
    if cool > 3:
        return items
    if cool < 2:
        return items[-1:]
    kept = items if cool > 2 else [items[0], items[-1]]
    return [replace(one, dose=replace(one.dose, amount=min(one.dose.amount, 60))) for one in kept]


def _walking(frame: Frame) -> Exercise | None:
    """The lunge that walks, where it may: from base on, never in the first two weeks, nor in a deload (10, 14)."""
    today, around, walking = frame.today, frame.around, catalogue()["walklunge_wu"]
    joined = around.standing.joined
    early = joined is None or (today.day - joined).days < walking.after_days or around.position.loading == "intro"
    sore = any(one.region in LOWER_LEG and one.band > Band.RETURNING for one in today.troubles)
    if early or sore or around.position.deload or not tier_open(around, walking):
        return None
    return walking if adjust.ban(today, walking) is None else None


def beginning(today: Today, *names: str) -> Item:
    """The one line that a gentle session begins with: the first that may stand, else an easy walk, which loads nothing
    and so always may (12)."""
    name = next((one for one in names if adjust.ban(today, catalogue()[one]) is None), "walk_down")
    exercise = catalogue()[name]
    return item_of(exercise, Phase.WARMUP, 1, exercise.low, rest=0, rpe=(1, 3))


def cooldown(today: Today) -> list[Item]:
    """Two minutes of easy walking, then two short holds; a stretch that is out leaves its place to another (14)."""
    items: list[Item] = []
    for name in catalogue().cooldown:
        exercise = catalogue()[name]
        if adjust.ban(today, exercise) is not None:
            exercise = catalogue()["s_quad"]
            if any(one.exercise == exercise.id for one in items) or adjust.ban(today, exercise) is not None:
                continue
        amount = 120 if name == "walk_down" else exercise.low
        items.append(item_of(exercise, Phase.COOLDOWN, 1, amount, rest=0))
    if len(items) < 2:
        # No stretch may stand: a minute of quiet breathing ends the session.
        items.append(item_of(catalogue()["breathe"], Phase.COOLDOWN, 1, 60, rest=0, rpe=(1, 2)))
    return ended(items, today.around.athlete.minutes)


def fast_finish(frame: Frame, items: Sequence[Item], fast: Item | None = None) -> list[Item]:
    """Block B ends with something short and fast, feet on the floor below level 2 (5)."""
    position, today = frame.around.position, frame.today
    if position.block != "B" or position.deload or today.reading.light is Light.BACK_OFF or today.back is not None:
        return []
    if any(one.leg for one in today.troubles) or not any(item.slot.startswith("calf") for item in items):
        return []
    if fast is not None and compose.item_seconds(catalogue()[fast.exercise], fast.dose) <= seconds_left(frame, items):
        return [fast]
    exercise = catalogue()["hr_fast"]
    if adjust.ban(today, exercise) is not None or (frame.plan is not None and frame.plan.race.held):
        # Close before a race nothing comes in that may be new (6).
        return []
    spent = sum(compose.item_seconds(catalogue()[one.exercise], one.dose) for one in items)
    last = item_of(exercise, Phase.FINISHER, 1, exercise.low, rest=0, rpe=(5, 7))
    if (
        compose.minutes(spent + compose.item_seconds(exercise, last.dose), frame.around.ends)
        > frame.around.athlete.minutes
    ):
        return []
    return [last]
