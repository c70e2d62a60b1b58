"""Levels and rungs of elastic work: what tests, weeks and freedom from pain open, and what closes them (rulebook 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from core import assessment, people
from core.athlete import Athlete
from core.body import Side
from core.catalogue import Exercise, available, catalogue
from core.kit import Kit
from core.ladder import TOP_RUNG, Foothold, foothold
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling import Around
from core.season import older
from core.standing import Past, Standing
from core.units import DAYS_PER_MONTH

BONE_FLAGS = ("bone_stress", "femoral_neck")


# --- what the tests open -----------------------------------------------------------------------------------------


def passed(standing: Standing, test_id: str, least: float, day: date) -> bool:
    """Whether the newest result of every side reaches `least` with pain of 2 or less and is not too old."""
    test = assessment.battery()[test_id]
    oldest = day - timedelta(weeks=assessment.battery().entry_weeks)
    for side in test.sides:
        results = [one for one in assessment.course(standing, test_id, side) if one.day <= day]
        if not results:
            return False
        last = results[-1]
        if last.day < oldest or last.value < least or (last.pain or 0) > policy().pain.green_max:
            return False
    return True


def entered(standing: Standing, day: date) -> bool:
    """The entry test of level 1, which opens the prep: a steady leg, clean raises, clean step-downs."""
    return not unanswered(standing, day)


def unanswered(standing: Standing, day: date) -> tuple[str, ...]:
    """The parts of the entry test that no result answers; as many raises on one leg answer those on two."""
    raises = policy().plyo.heel_raises_to_next[0]
    answered = {
        "balance": passed(standing, "balance", assessment.battery()["balance"].high, day),
        "two_raises": any(passed(standing, one, raises, day) for one in ("two_raises", "heel_raise")),
        "ten_steps": passed(standing, "ten_steps", assessment.battery()["ten_steps"].high, day),
    }
    return tuple(test for test, done in answered.items() if not done)


FIRST_SAID_WEEKS, SAID_EVERY_WEEKS = 5, 6
"""After so many weeks of training a card says what opens the first landings, and again after so many [DC]."""


def said_of_landings(athlete: Athlete, standing: Standing, day: date) -> Reason | None:
    """What a strength morning says of the way to the first landings: on the first one of its week, and seldom."""
    if standing.joined is None or standing.marks or ceiling(athlete, standing, day) == 0:
        return None
    weeks = (day - standing.joined).days // 7
    begun = standing.joined + timedelta(weeks=weeks)
    if weeks < FIRST_SAID_WEEKS or (weeks - FIRST_SAID_WEEKS) % SAID_EVERY_WEEKS:
        return None
    if any(one.day >= begun for one in standing.strength(before=day)):
        return None
    left = unanswered(standing, day)
    return reason("needs_entry_tests", *left) if left else None


def missing(athlete: Athlete, standing: Standing, day: date) -> tuple[Reason, ...]:
    """What the next level still waits for, for words: tests by name, weeks, age, bones."""
    at = current(athlete, standing, day)
    found: list[Reason] = []
    left = unanswered(standing, day) if at.level == 0 else ()
    if left:
        return (reason("needs_entry_tests", *left),)
    following = at.level + 1
    if following >= len(TOP_RUNG):
        return ()
    if following > ceiling(athlete, standing, day):
        return (reason("level_ceiling", following),)
    if at.level == 0:
        return (reason("needs_prep", done=len(_prep(standing, at, day)), sessions=policy().plyo.l0_prep.sessions),)
    if not _tests_for(standing, following, at, day):
        found.append(reason("needs_level_tests", following, raises=policy().plyo.heel_raises_to_next[at.level]))
    if not _weeks_over(at, day):
        found.append(reason("needs_weeks", following, weeks=policy().plyo.weeks_to_next[at.level]))
    return tuple(found)


def _tests_for(standing: Standing, level: int, at: Foothold, day: date) -> bool:
    """Levels 2-4: heel raises, the gap between the sides, and once the hop screen; newer than the last flare."""
    rules = policy().plyo
    if not passed(standing, "heel_raise", rules.heel_raises_to_next[level - 1], day):
        return False
    sides = [assessment.course(standing, "heel_raise", side)[-1] for side in Side.both.each()]
    if at.flare is not None and any(one.day <= at.flare for one in sides):
        return False
    most = rules.asymmetry_pct_to_next[level - 1]
    if most and assessment.symmetry(sides[0].value, sides[1].value) > most:
        return False
    return level != 2 or passed(standing, "hop_screen", assessment.battery()["hop_screen"].high, day)


# --- where somebody stands ---------------------------------------------------------------------------------------


def ceiling(athlete: Athlete, standing: Standing, day: date) -> int:
    """The highest level for this body: age, bones, the softer rules of 60 and over (5, 2.5, 3.9)."""
    rules = policy().screen
    top = len(TOP_RUNG) - 1
    if people.minor(athlete, standing, day):
        top = min(top, rules.young_level_max)
    joined = standing.joined or day
    if older(athlete, day) and (day - joined).days < 7 * policy().plyo.older_weeks:
        top = min(top, 1)
    return 0 if _bones(athlete, standing, day) else top


def _bones(athlete: Athlete, standing: Standing, day: date) -> bool:
    """A bone stress injury: level 0 until six months after clearance (2.5)."""
    months = policy().screen.bsi_level0_months * DAYS_PER_MONTH
    told = [standing.cleared[one] for one in BONE_FLAGS if one in standing.cleared]
    if "bone_stress" in athlete.screen_yes:
        stated = standing.cleared.get("screen")
        if stated is None:
            return True
        told.append(stated)
    return any((day - one).days <= months for one in told) or any(one.flag in BONE_FLAGS for one in standing.flags)


def current(athlete: Athlete, standing: Standing, day: date) -> Foothold:
    """The foothold of the marks, lowered by a long pause, under the ceiling of this body."""
    at = foothold(standing.marks)
    if at.level == 0 and at.rung == 0:
        return at
    last = max((*(one.day for one in _landed(standing, day)), *_hopped(standing, day)), default=None)
    if standing.restarted is not None and standing.marks and standing.restarted > standing.marks[-1].day:
        return Foothold(since=standing.restarted, rose=at.rose, changed=standing.restarted)
    some, long = policy().plyo.idle_days
    idle = long if last is None else (day - last).days
    if at.level > 0 and idle >= some and not at.lowered:
        level = min(at.level - 1, 1) if idle >= long else at.level - 1
        half = int(at.contacts * policy().plyo.restart_x)
        at = replace(at, level=level, contacts=half, rung=min(at.rung, TOP_RUNG[level]), since=day, changed=day)
    top = ceiling(athlete, standing, day)
    if at.level > top:
        at = replace(at, level=top, rung=min(at.rung, TOP_RUNG[top]), since=day, changed=day)
    return at


def _landed(standing: Standing, day: date) -> list[Past]:
    """Sessions before a day in which something landed, unless they were skipped or moved."""
    return [one for one in standing.strength(before=day) if one.level is not None]


def _hopped(standing: Standing, day: date) -> Iterator[date]:
    """Days of tests that land: they are elastic work, and stand in the place of that day's."""
    return (one.day for one in standing.results if one.day < day and assessment.battery()[one.test].impact)


def _prep(standing: Standing, at: Foothold, day: date) -> list[Past]:
    since = at.flare
    return [one for one in _landed(standing, day) if one.level == 0 and one.done and (since is None or one.day > since)]


def _weeks_over(at: Foothold, day: date) -> bool:
    weeks = policy().plyo.weeks_to_next[at.level]
    return at.since is not None and (day - at.since).days >= 7 * weeks


def _opens(athlete: Athlete, standing: Standing, at: Foothold, day: date) -> bool:
    """Whether the next level opens today: its tests, its weeks, the rungs below it, and never two within four weeks."""
    rules = policy().plyo
    following = at.level + 1
    if following > ceiling(athlete, standing, day):
        return False
    if at.rose is not None and (day - at.rose).days < 7 * rules.weeks_to_next[1]:
        return False
    if at.level == 0:
        prep = _prep(standing, at, day)
        days = rules.l0_prep.days
        enough = len(prep) >= rules.l0_prep.sessions and (day - prep[0].day).days >= days
        return enough and entered(standing, day)
    held = at.changed is not None and (day - at.changed).days >= rules.rung_days
    climbed = held and _rung_from(at.rung + 1, at.level, athlete.kit(), standing) is None
    return climbed and _weeks_over(at, day) and _tests_for(standing, following, at, day)


def risen(athlete: Athlete, standing: Standing, at: Foothold, day: date, kit: Kit) -> Foothold:
    """One step further where one is due: the level, else rung and contacts in turns, a fortnight apart."""
    rules = policy().plyo
    if at.lowered:
        return at  # The first session after a flare is only the way back in.
    if _opens(athlete, standing, at, day):
        level = at.level + 1
        first = _rung_from(at.rung + 1, level, kit, standing) if at.level == 0 else at.rung
        begin = rules.session_from[level] if at.level == 0 else at.contacts
        return replace(at, level=level, rung=first or at.rung, contacts=begin, changed=day, what="level")
    if at.level == 0 or at.changed is None or (day - at.changed).days < rules.rung_days:
        return at
    following = _rung_from(at.rung + 1, at.level, kit, standing)
    most = session_cap(athlete, at.level)
    more = min(at.contacts + max(1, at.contacts * rules.step_pct // 100), most)
    if following is not None and (at.what != "rung" or more <= at.contacts):
        return replace(at, rung=following, changed=day, what="rung")
    if more > at.contacts:
        return replace(at, contacts=more, changed=day, what="contacts")
    return at


def _rung_from(rung: int, level: int, kit: Kit, standing: Standing) -> int | None:
    """The first rung from `rung` on whose level is open, with its kit and what comes before it."""
    rungs = range(rung, TOP_RUNG[level] + 1)
    return next((one for one in rungs if on_rung(one, level, kit, standing) is not None), None)


def on_rung(rung: int, level: int, kit: Kit, standing: Standing) -> Exercise | None:
    """The landing of that rung that this level, this kit and what was trained before allow."""
    found = (one for one in catalogue().by_id.values() if one.rung == rung and one.is_contact)
    open_now = (one for one in found if (one.level or 0) <= level and available(one, kit))
    return next((one for one in open_now if _grounded(one, standing)), None)


def _grounded(exercise: Exercise, standing: Standing) -> bool:
    """Whether both of what has to be done first was done, itself or something harder (10, "a+b").

    Landings among them are rungs below, which were held on the way.
    """
    if not exercise.regress_all:
        return True
    done = {one.exercise for one in standing.tracks.values() if one.exposures}
    done.update(*(catalogue().regressions(one) for one in done))
    return all(name in done or catalogue()[name].is_contact for name in exercise.regress)


def session_cap(athlete: Athlete, level: int) -> int:
    """The level's own cap, and half of the weekly one; half again above 100 kg."""
    rules = policy().plyo
    most = min(rules.session_cap[level], rules.weekly_cap[level] // rules.sessions_week[level])
    heavy = athlete.mass_kg is not None and athlete.mass_kg > rules.heavy_from_kg
    return int(most * rules.over_100kg_x) if heavy else most


def on_the_ladder(around: Around) -> bool:
    """Whether elastic work has its minutes in this runner's sessions: it has begun, or its entry test is passed.

    It does not ask what today allows, nor what was lost since: a sore day leaves its minutes empty, and the rest of the
    session neither grows nor shrinks with it.
    """
    standing = around.standing
    if standing.marks:
        return True
    if not standing.results or _bones(around.athlete, standing, around.day):
        return False
    return entered(standing, around.day)
