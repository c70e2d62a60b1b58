"""Who may do which test, and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from core import people, reentry, season
from core.assessment.definitions import Test, battery
from core.assessment.grades import Grade, assess
from core.athlete import Athlete, RunKind
from core.body import LEG_REGIONS
from core.kit import Kit
from core.policy import policy
from core.reasons import Reason, reason
from core.standing import Standing, trained_last


def offered(athlete: Athlete, standing: Standing, day: date, kit: Kit | None = None) -> tuple[Test, ...]:
    """The tests that this runner may do today, in the order of the file."""
    return tuple(
        one
        for one in battery().by_id.values()
        if not one.optional and refusal(athlete, standing, one, day, kit) is None
    )


def refusal(athlete: Athlete, standing: Standing, test: Test, day: date, kit: Kit | None = None) -> Reason | None:
    """Why a test may not be done today; None = it may (7, 2.4, 2.5)."""
    kit = kit or athlete.kit()
    if test.needs and not any(kit.has(one) for one in test.needs):
        return reason("test_kit")
    ill = any(one.why == "illness" and one.holds(day) for one in standing.away)
    if ill or reentry.barely_well(standing, day) is not None:
        return reason("test_ill")
    if test.maximal and people.minor(athlete, standing, day):
        return reason("test_young")
    if test.maximal and people.uncleared(athlete, standing, day):
        return reason("not_cleared")
    if any(not one.regions or set(one.regions) & LEG_REGIONS for one in standing.flags):
        return reason("test_flag")
    if _recent_pain(standing, day) and (test.maximal or test.impact):
        return reason("test_pain")
    return _hop_refusal(athlete, standing, day) if test.impact else None


def _recent_pain(standing: Standing, day: date) -> bool:
    """A leg that said 3 or more within the last week, or is red: nothing goes to fatigue on it."""
    since = policy().pain.local_days
    return any(
        part.region in LEG_REGIONS
        and (
            (part.red is not None and part.cleared is None)
            or any(one.score >= battery().pain_stop and 0 <= (day - one.day).days <= since for one in part.felt)
        )
        for part in standing.parts.values()
    )


def _hop_refusal(athlete: Athlete, standing: Standing, day: date) -> Reason | None:
    """The hop screen: all green, at level 1, and no bone stress within a year (7)."""
    healed = standing.cleared.get("bone_stress")
    if "bone_stress" in athlete.screen_yes or (healed is not None and (day - healed).days <= 366):
        return reason("test_bone")
    if standing.level < 1:
        return reason("test_level")
    assessment = assess(athlete, standing, day)
    calf = assessment.of("heel_raise")
    hopped = {"hop_screen"}
    if calf is None or any(one.grade > Grade.GREEN for one in assessment.graded if one.test.id not in hopped):
        return reason("test_not_green")
    return None


def unsuited(athlete: Athlete, standing: Standing, day: date, planned: Collection[date] = ()) -> Reason | None:
    """Why nothing should go to fatigue that day: the day before hard running, or too soon after strength (7).

    `planned`: days of strength that lie between now and then.
    """
    tomorrow = day + timedelta(days=1)
    if season.run_on(athlete, standing, tomorrow) in HARD:
        return reason("test_before_hard")
    if any(one.day in (day, tomorrow) for one in athlete.season):
        return reason("test_before_hard")
    done = [one for one in (standing.last_strength,) if one is not None and one <= day]
    last = max((*done, *(one for one in planned if one < day)), default=None)
    if last is not None and (day - last).days < policy().days.s_to_s:
        return reason("test_after_strength")
    return None


HARD = (RunKind.QUALITY, RunKind.LONG)


def suits(athlete: Athlete, standing: Standing, day: date, planned: Collection[date] = ()) -> bool:
    """Whether a coming day is one to name for the full tests: nothing hard that day or the next, and time to recover;
    the start of a strength day is the best of them (7).
    """
    if season.run_on(athlete, standing, day) in HARD or unsuited(athlete, standing, day, planned) is not None:
        return False
    if any(one.rests and one.holds(day) for one in standing.away):
        return False
    full = (battery()[one] for one in battery().packs["full"])
    return any(one.maximal and refusal(athlete, standing, one, day) is None for one in full)


def pack(athlete: Athlete, standing: Standing, name: str, day: date) -> tuple[Test, ...]:
    """The tests of a pack that this runner may do today; on an unsuited day nothing that tires."""
    tiring = unsuited(athlete, standing, day) is None
    found = (battery()[one] for one in battery().packs[name])
    return tuple(
        one
        for one in found
        if refusal(athlete, standing, one, day) is None and (tiring or not (one.maximal or one.impact))
    )


def replaced(standing: Standing, day: date) -> frozenset[str]:
    """The patterns and weekly groups whose work of that day its tests stand for (7)."""
    known = battery().by_id
    today = (one.test for one in standing.results if one.day == day)
    return frozenset(kind for test in today if test in known for kind in known[test].replaces)


def submaximal(standing: Standing, day: date) -> bool:
    """In the first week every test stops two repetitions short (7)."""
    start = standing.joined
    return start is None or (day - start).days < battery().first_week_days


class Due(StrEnum):
    NEVER = "never"
    SOON = "soon"
    AGAIN = "again"
    GAP = "gap"


def due(standing: Standing, day: date) -> Due | None:
    """Why tests should be offered: never done, six weeks or more ago (eight: `AGAIN`), or after a gap; None = not."""
    last = _last_graded(standing)
    if last is None:
        return Due.NEVER
    gap = standing.gap
    if gap is not None and gap[0] >= 7 * battery().after_gap_weeks and gap[1] > last:
        return Due.GAP
    trained = trained_last(standing, day)
    if trained is not None and (day - trained).days >= 7 * battery().after_gap_weeks and trained >= last:
        return Due.GAP
    soon, late = battery().retest_weeks
    weeks = (day - last) // timedelta(days=7)
    return Due.AGAIN if weeks >= late else Due.SOON if weeks >= soon else None


def _last_graded(standing: Standing) -> date | None:
    graded = (one.day for one in standing.results if one.test in battery().by_id and not battery()[one.test].entry)
    return max(graded, default=None)


def reminded(standing: Standing, day: date) -> Due | None:
    """Why a strength morning speaks of the tests again by itself: the first of every second week since they are due."""
    last, why = _last_graded(standing), due(standing, day)
    if last is None or why is None:
        return None
    weeks = (day - last) // timedelta(days=7)
    begun = last + timedelta(weeks=weeks)
    return None if weeks % 2 or any(one.day >= begun for one in standing.strength(before=day)) else why
