"""The plan's answer to the tests: one more exercise for each weak link, a drill a day, the weaker side first (7).

Who takes the place of what is `core.compose`'s; here stands what is wanted, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from datetime import date, timedelta
from typing import TypeVar

from core import assessment
from core.assessment import Graded, Link, Weak, battery
from core.athlete import Athlete, Priority
from core.body import Side, Volume
from core.catalogue import LEVELS, SEASON_PHASES, Exercise, Sides, Slot, catalogue
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling import Around, Plan, doable, standing_plan
from core.session import Item
from core.standing import Standing, Track, track_key

Line = TypeVar("Line", Item, Plan)

PREFIX = "weak_"
NOTHING_NEW_DAYS = 14
"""Before an A race nothing new begins (6)."""

FIRST_WEEK_DAYS = 7

VOLUMES = {
    Link.calf: (Volume.calf,),
    Link.hip: (Volume.lateral_hip,),
    Link.posterior: (Volume.hinge,),
    Link.quad: (Volume.squat,),
    Link.core: (Volume.core,),
}
"""Whose one-sided exercises train what a test of that region measures: the weaker side goes first there."""


def slot(link: Link, letter: str, volume: Volume) -> Slot:
    """The place of a weak link's exercise in session `letter`."""
    sets = dict.fromkeys(SEASON_PHASES, battery().weak_sets)
    names = tuple(one for one in battery().links[link].exercises if catalogue()[one].volume is volume)
    starts = dict.fromkeys(LEVELS, names[0]) if names else {}
    return Slot(f"{PREFIX}{link.value}_{letter}", letter, volume, False, starts, {}, {}, {}, names, None, sets)


def slot_of(item: Item) -> Slot | None:
    """The slot an item stands in, a weak link's included; None for warm-up, landings and the like."""
    if not item.slot.startswith(PREFIX):
        return catalogue().slots.get(item.slot.removesuffix("_2"))
    link, _, letter = item.slot.removeprefix(PREFIX).rpartition("_")
    volume = catalogue()[item.plan_exercise or item.exercise].volume
    return slot(Link(link), letter, volume) if volume is not None else None


def why(weak: Weak | Graded, code: str = "weak_link") -> Reason:
    """ "Chosen because left calf 18, right 27": the test and its values."""
    graded = weak.graded if isinstance(weak, Weak) else weak
    values = {side.value: one.value for side, one in graded.reading.sides.items()}
    about = (weak.link.value,) if isinstance(weak, Weak) else ((graded.weaker or Side.both).value,)
    return reason(code, *about, test=graded.test.id, **values)


def plans(
    around: Around, letter: str, present: Sequence[Plan], rooms: dict[Volume, int], full: Set[Volume]
) -> list[Plan]:
    """One more exercise of two sets for each of the two weakest links, where today's session may have it.

    One set for a region whose week is `full`: more than its row of 3.5.
    """
    standing, day = around.standing, around.day
    found: list[Plan] = []
    for weak in assessment.worked_on(around.athlete, standing, day):
        exercise = _exercise(around, weak.link, letter, [*present, *found])
        if exercise is None or exercise.volume is None:
            continue
        place = slot(weak.link, letter, exercise.volume)
        track = standing.tracks.get(track_key(place.id, exercise.id))
        sets = battery().weak_sets
        if track is None:
            sets = min(sets, rooms.get(exercise.volume, policy().step.region_sets_week_add))
            if sets < 1 or not _may_enter(around, weak, letter, exercise, [*present, *found]):
                continue
        elif exercise.volume in full:
            sets = 1
        plan = standing_plan(around, place, exercise, sets)
        found.append(replace(plan, reasons=(why(weak), *plan.reasons)))
    return found


def _exercise(around: Around, link: Link, letter: str, present: Sequence[Plan]) -> Exercise | None:
    """Who holds the place, else the first of the link's list that is there, open and not in the session yet."""
    held = around.standing.slots.get(f"{PREFIX}{link.value}_{letter}")
    here = {one.exercise.id for one in present}
    names = (*([held] if held else ()), *battery().links[link].exercises)
    for name in names:
        one = catalogue().by_id.get(name)
        if one is not None and one.id not in here and doable(around, one):
            return one
    return None


def _may_enter(around: Around, weak: Weak, letter: str, exercise: Exercise, present: Sequence[Plan]) -> bool:
    """One day in the first week, both from the second; nothing new in a deload, before an A race, or beside another."""
    day = around.day
    if around.position.deload or any(one.new and one.slot.volume is exercise.volume for one in present):
        return False
    main = (one.day for one in around.athlete.season if one.priority is Priority.A)
    if any(0 <= (race - day).days <= NOTHING_NEW_DAYS for race in main):
        return False
    tested = weak.graded.reading.day
    if (day - tested).days >= FIRST_WEEK_DAYS:
        return True
    other = "b" if letter == "a" else "a"
    return not any(one.since >= tested for one in _held(around.standing, weak.link, other))


def _held(standing: Standing, link: Link, letter: str) -> Iterable[Track]:
    start = f"{PREFIX}{link.value}_{letter}/"
    return (track for key, track in standing.tracks.items() if key.startswith(start))


def entered_since(standing: Standing, monday: date) -> dict[Volume, int]:
    """Sets that weak links brought to a region this week: they use up what it may gain (3.5)."""
    used: dict[Volume, int] = {}
    for key, track in standing.tracks.items():
        if track.since < monday or not key.startswith(PREFIX):
            continue
        volume = catalogue()[track.exercise].volume
        if volume is not None:
            used[volume] = used.get(volume, 0) + track.plan.sets
    return used


def distinct(lines: Sequence[Line], names: Callable[[Line], tuple[str, str]]) -> list[Line]:
    """Each exercise once, though a fall, or today, may have brought it into a second place: a weak link's gives way.

    `names` gives the place and the exercise of a line.
    """
    if len({names(one)[1] for one in lines}) == len(lines):
        return list(lines)
    first: dict[str, Line] = {}
    for line in sorted(lines, key=lambda one: names(one)[0].startswith(PREFIX)):
        first.setdefault(names(line)[1], line)
    return [one for one in lines if first[names(one)[1]] is one]


# --- the weaker side ---------------------------------------------------------------------------------------------


def sided(around: Around, items: list[Item], extra: Callable[[Item], bool]) -> list[Item]:
    """The weaker side goes first in one exercise of its region, with one set more for six weeks where `extra` says so.

    Where a weak link's own exercise is of that region, it is the one.
    """
    marked = list(items)
    for graded in assessment.uneven(assessment.assess(around.athlete, around.standing, around.day)):
        link = graded.test.link
        volumes = VOLUMES.get(link, ()) if link is not None else ()
        for number, item in sorted(enumerate(marked), key=lambda pair: not pair[1].slot.startswith(PREFIX)):
            exercise = catalogue()[item.exercise]
            if exercise.volume not in volumes or exercise.sides is not Sides.each or not item.working_sets:
                continue
            if any(one.code == "weaker_first" for one in item.reasons):
                continue
            recent = around.day - graded.reading.day < timedelta(weeks=battery().extra_side_weeks)
            side = graded.weaker.value if graded.weaker is not None and recent and extra(item) else ""
            marked[number] = replace(item, extra_side=side, reasons=(*item.reasons, why(graded, "weaker_first")))
            break
    return marked


# --- every day ---------------------------------------------------------------------------------------------------


def drills(athlete: Athlete, standing: Standing, day: date) -> tuple[tuple[Link, Exercise], ...]:
    """The small drill of each weak link, for every day."""
    weak = assessment.worked_on(athlete, standing, day)
    return tuple((one.link, catalogue()[battery().links[one.link].drill]) for one in weak)


def uneasy_squat(around: Around) -> assessment.Reading | None:
    """The look at the squat that found more than one fault; None = fine, or not looked at."""
    if not around.standing.results:
        return None
    look = assessment.assess(around.athlete, around.standing, around.day).of("squat_look")
    return None if look is None or look.grade is assessment.Grade.GREEN else look.reading


def squat_lower(around: Around, place: Slot, exercise: Exercise) -> bool:
    """A squat that looks uneasy starts one rung lower: once, for anyone who stood there before the look (7)."""
    if place.volume is not Volume.squat or around.position.deload:
        return False
    look = uneasy_squat(around)
    if look is None:
        return False
    track = around.standing.tracks.get(track_key(place.id, exercise.id))
    held = around.standing.slots.get(place.id)
    return held is None or (held == exercise.id and track is not None and track.since < look.day)
