"""What else is asked of a day: what pain keeps out, the drills, the morning's questions, the countdown to a race."""

from __future__ import annotations

from datetime import date, timedelta

from core import adjust, echo, pain, races, season, weakness
from core.athlete import Athlete
from core.body import Region, Side
from core.catalogue import Exercise, catalogue
from core.planner.days import today_of, uncleared
from core.planner.weeks import plan_week
from core.records import replace
from core.standing import Standing

HEAVY = (races.Stage.TAPER, races.Stage.LAST_HEAVY)
"""What is as heavy as ever with fewer sets, as no deload is."""
DAILY_MOBILITY = ("dorsi", "hipflex", "hip9090", "thoracic")


def held(athlete: Athlete, standing: Standing, day: date) -> dict[tuple[Region, Side], tuple[str, ...]]:
    """What each painful part keeps out on `day`: of the season's slots, then of warm-up, drills and cool-down."""
    today = today_of(athlete, standing, day)
    around_it = [line.exercise for lines in catalogue().technique.values() for line in lines]
    listed = (*standing.slots.values(), *catalogue().warmup, *around_it, *catalogue().cooldown)
    own = [name for name in dict.fromkeys(listed) if name in catalogue().by_id]
    return {
        (one.region, one.side): tuple(name for name in own if adjust.held_by(today, one, catalogue()[name]))
        for one in today.troubles
    }


def drills(athlete: Athlete, standing: Standing, day: date) -> tuple[Exercise, ...]:
    """The small drills that the tests ask for every day, without what hurts today."""
    wanted = weakness.drills(athlete, standing, day)
    if not wanted or uncleared(athlete, standing, day):
        return ()
    today = today_of(athlete, standing, day)
    return tuple(dict.fromkeys(one for _, one in wanted if adjust.ban(today, one) is None))


def mobility(athlete: Athlete, standing: Standing, day: date) -> tuple[Exercise, ...]:
    """The daily dose for ankle, hip and thoracic spine [seed], the drills of weak links first, without what hurts."""
    usual = (catalogue()[name] for name in DAILY_MOBILITY)
    wanted = dict.fromkeys((*drills(athlete, standing, day), *usual))
    today = today_of(athlete, standing, day)
    return tuple(one for one in wanted if adjust.ban(today, one) is None)


def morning_parts(standing: Standing, day: date) -> tuple[pain.Trouble, ...]:
    """Painful regions to ask about this morning: whatever is not clear and was not spoken of today (2.1)."""
    return tuple(one for one in pain.troubles(standing, day) if not echo.spoken_of(standing, one.region, one.side, day))


def morning_questions(athlete: Athlete, standing: Standing, day: date) -> tuple[echo.Question, ...]:
    """Every part to ask about this morning, the most pressing first."""
    return echo.questions(athlete, standing, day)


def countdown(athlete: Athlete, standing: Standing, day: date, today: date) -> races.Countdown | None:
    """The race that a day is about, and what it asks of it."""
    if not races.near(athlete, season.monday_of(day)):
        return None
    weeks = (season.monday_of(day) + timedelta(days=7 * number) for number in range(4))
    strength = [one for week_of in weeks for one in plan_week(athlete, standing, week_of, today).strength]
    found = races.countdown(athlete, day, strength)
    if found is None or found.stage not in HEAVY or not season.position(athlete, standing, day).deload:
        return found
    return replace(found, stage=races.Stage.AHEAD)
