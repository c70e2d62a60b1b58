"""People who need more care: what their bodies keep out for good, or for now (rulebook 2.5; 3.9, "older beginner").

Nothing here depends on a day's answers; those are the business of `core.pain` and `core.readiness`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from core.athlete import Athlete, Level
from core.policy import policy
from core.reasons import Reason, reason
from core.season import older
from core.standing import Standing
from core.units import DAYS_PER_MONTH

PREGNANT, BONE_STRESS, MINOR = "pregnant", "bone_stress", "under_18"


def minor(athlete: Athlete, standing: Standing, day: date) -> bool:
    """Under 18, by the year of birth or by their own answer, whichever says so.

    An answer ends with the year of the 18th birthday; one that never went with the year of birth stays.
    """
    years, age = policy().screen.guardian_under, athlete.age(day)
    if age is not None and age < years:
        return True
    joined = athlete.age(standing.joined or day)
    grown = age is not None and age > years and joined is not None and joined <= years
    return MINOR in athlete.screen_yes and not grown


def screen_yes(athlete: Athlete, standing: Standing, day: date) -> frozenset[str]:
    """The health questions whose answer is yes on that day: who was under 18 does not stay so."""
    told = frozenset(athlete.screen_yes) - {MINOR}
    return told | {MINOR} if minor(athlete, standing, day) else told


def uncleared(athlete: Athlete, standing: Standing, day: date) -> bool:
    """A yes in the health screen without a clearance of the last 12 months, or no screen at all (2.5)."""
    if not athlete.screened:
        return True
    if not screen_yes(athlete, standing, day):
        return False
    stated = standing.cleared.get("screen")
    return stated is None or (day - stated).days > DAYS_PER_MONTH * policy().screen.clearance_months


def birth_behind(athlete: Athlete, standing: Standing, day: date) -> bool:
    """Whether to ask who agreed to the return, where a pregnancy or a new birth still keeps a runner at mobility.

    Twelve weeks after joining, and in every fourth week from then on (2.5) [DC].
    """
    if PREGNANT not in athlete.screen_yes or standing.joined is None or not uncleared(athlete, standing, day):
        return False
    weeks = (day - standing.joined).days // 7 - policy().screen.birth_weeks
    return weeks >= 0 and weeks % policy().screen.birth_again_weeks == 0


def lifts_lightly(athlete: Athlete, standing: Standing, day: date) -> bool:
    """Who lifts no weight for fewer than eight repetitions (3.1): pregnant, because nobody lifts it without holding
    the breath, or under 18, because nobody watches [DC].
    """
    return PREGNANT in athlete.screen_yes or minor(athlete, standing, day)


def barred(athlete: Athlete, standing: Standing, day: date, level: Level) -> Mapping[str, Reason]:
    """Exercise -> why it is not for this runner, whatever the day."""
    rules = policy().screen
    found: dict[str, Reason] = {}
    if PREGNANT in athlete.screen_yes:
        # A professional agreed to training; lying flat for long is out all the same.
        found |= dict.fromkeys(rules.supine, reason("not_on_the_back"))
    if bendy(athlete, day, level):
        found |= dict.fromkeys(rules.passive, reason("no_end_range"))
    if unsteady(athlete, standing, day):
        found |= dict.fromkeys(rules.unsupported, reason("unsteady"))
    return found


def bendy(athlete: Athlete, day: date, level: Level) -> bool:
    """Who stops short of the end of a joint's range: hypermobile, or 60 and over and new to strength work."""
    return athlete.hypermobile or (older(athlete, day) and level is Level.NEW)


def unsteady(athlete: Athlete, standing: Standing, day: date) -> bool:
    """60 and over or hypermobile with less than 10 s on one leg at the last test: supported variants only."""
    if not older(athlete, day):
        return False
    last: dict[str, float] = {}
    for one in standing.results:
        if one.test == "balance":
            last[one.side.value] = one.value
    return any(one < policy().screen.steady_s for one in last.values())


def lands_nowhere(athlete: Athlete, standing: Standing, day: date) -> bool:
    """Whether landings are out today: pregnant, or a bone stress injury behind and a leg that hurts at all (2.5)."""
    if PREGNANT in athlete.screen_yes:
        return True
    return BONE_STRESS in athlete.screen_yes and any(
        one.score > policy().pain.bone and 0 <= (day - one.day).days <= policy().pain.local_days
        for part in standing.parts.values()
        for one in part.felt
    )
