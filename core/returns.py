"""How a painful part comes back: the conditions of its row, which of them are met, and what to try next (rulebook 2.3).

Some conditions are read from what was reported; the others have to be tried and told. Nothing that lands is ever asked
for while a bone may be behind the pain (2.4).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

from core.body import LOWER_LEG, Kind, Region, Side
from core.catalogue import Exercise, RegionAction, catalogue, counts_for
from core.policy import policy
from core.records import dataclass
from core.standing import Answer, Part, Standing, bone
from core.units import DAYS_PER_MONTH

CALM = "pain_2_for_7_days"
STIFFNESS = "morning_stiffness_not_rising"
BONE_QUESTIONS = "bone_questions_no"
READ = frozenset({CALM, "pain_2", STIFFNESS, BONE_QUESTIONS, "index_50_then_14_days"})
"""Conditions that follow from reports; every other one is something to try."""

HOPS = frozenset({"two_leg_hops_10", "two_leg_hop", "two_leg_hops_2"})
"""Conditions that land. Asked for last, and never while a question about the bone is open (2.4)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of "come back when". `met` None = to be tried and not told yet; `day` = when it was told."""

    code: str
    met: bool | None
    day: date | None = None


class Stage(IntEnum):
    """Rungs of the Achilles ladder: both legs on the floor, one leg, then added load (2.3)."""

    FLOOR = 1
    ONE_LEG = 2
    LOADED = 3


def what(code: str, region: Region, side: Side) -> str:
    """The name under which the answer to one condition is kept."""
    return f"back:{code}:{region.value}:{side.value}"


def no_pain(standing: Standing, part: Part, day: date) -> bool:
    """Whether no pain at all is accepted there: a bone, or a part whose bone was in question within the year (2.1)."""
    return part.what is Kind.bone or bone(standing, part.region, part.side, day)


def accepted(standing: Standing, part: Part, day: date) -> float:
    """The strongest pain that is not held against the part: 2, and 0 where a bone may be behind it."""
    return policy().pain.bone if no_pain(standing, part, day) else policy().pain.green_max


def last_report(standing: Standing, part: Part, day: date) -> date | None:
    """The day of the last report of more than is accepted."""
    limit = accepted(standing, part, day)
    return max((one.day for one in part.felt if one.score > limit and one.day <= day), default=None)


def rows(part: Part) -> tuple[RegionAction, ...]:
    """The rows of 2.3 for that part and, where it is known, its finer place."""
    return catalogue().actions_for(part.region, part.site)


def conditions(standing: Standing, part: Part, day: date) -> tuple[Condition, ...]:
    """Every line of the part's rows, in their order, each once."""
    report = last_report(standing, part, day)
    if report is None:
        return ()
    codes = dict.fromkeys(code for row in rows(part) for code in row.back_when)
    return tuple(_condition(standing, part, code, report, day) for code in codes)


def _condition(standing: Standing, part: Part, code: str, report: date, day: date) -> Condition:
    if code in READ:
        return Condition(code, _read(standing, part, code, report, day))
    told = _told(standing, part, code, report)
    if told is not None:
        return Condition(code, bool(told.yes), told.day)
    return Condition(code, None)


def _read(standing: Standing, part: Part, code: str, report: date, day: date) -> bool:
    match code:
        case "pain_2":
            return bool(part.felt) and part.felt[-1].score <= policy().pain.green_max
        case "morning_stiffness_not_rising":
            return not rising(part, day)
        case "bone_questions_no":
            return bone_questions_no(standing, part, report)
        case "index_50_then_14_days":
            return (day - report).days > 2 * policy().pain.local_days
    return (day - report).days > policy().pain.local_days


def rising(part: Part, day: date) -> bool:
    """Whether the mornings of the last week are worse than those of the week before; without both they are not."""
    week = timedelta(days=7)
    mornings = [one for one in part.felt if one.when == "morning" and one.day <= day]
    now = [one.score for one in mornings if day - week < one.day]
    before = [one.score for one in mornings if day - 2 * week < one.day <= day - week]
    return bool(now and before) and max(now) > max(before)


def signs_names(part: Part) -> frozenset[str]:
    """The names under which the answers to the questions about signs of something worse are kept (2.4)."""
    return frozenset(f"signs:{part.region.value}:{side.value}" for side in (part.side, Side.both))


def signs_open(standing: Standing, part: Part, report: date) -> bool:
    """Whether they were asked again after a report and have no answer: so long nothing loads the part harder."""
    names = signs_names(part)
    told = [one for one in standing.answers if one.what in names and one.day >= report]
    return bool(told) and all(one.yes is None for one in told) and not _looked_at(standing, report)


def signs_due(standing: Standing, part: Part, day: date) -> bool:
    """Whether a part that hurts has been told, and not whether any sign of something worse is there."""
    least = accepted(standing, part, day)
    told = [one.day for one in part.felt if one.score > least and one.day < day]
    if not told or _flagged(standing, part) or _looked_at(standing, told[-1]):
        return False
    since, names = told[-1] - timedelta(days=policy().pain.local_days), signs_names(part)
    return not any(one.what in names and one.yes is not None and one.day >= since for one in standing.answers)


def _looked_at(standing: Standing, report: date) -> bool:
    """Whether a professional's word has come since; one of the same day may be about something else."""
    return any(day > report for day in standing.cleared.values())


def bone_questions_no(standing: Standing, part: Part, report: date) -> bool:
    """Whether all questions about the bone were answered with no, on the day of the report or after it."""
    names = signs_names(part)
    told = [one for one in standing.answers if one.what in names and one.day >= report]
    return bool(told) and told[-1].yes is False


def _told(standing: Standing, part: Part, code: str, report: date) -> Answer | None:
    """What was said of a condition after the report; one word for the whole region counts for each."""
    name, both = what(code, part.region, part.side), what(code, part.region, Side.both)
    for one in reversed(standing.answers):
        if one.day <= report:
            continue
        if one.what in (name, both) or (one.what == "return_test" and one.region is part.region and one.yes):
            return one
    return None


@lru_cache(maxsize=256)
def _to_try(region: Region, site: str | None) -> tuple[str, ...]:
    """The conditions of a part's rows that have to be tried and told."""
    codes = dict.fromkeys(code for row in catalogue().actions_for(region, site) for code in row.back_when)
    return tuple(one for one in codes if one not in READ)


def waits(standing: Standing, part: Part, day: date) -> bool:
    """Whether the row still waits for something to be tried.

    What is never answered holds the lower leg's harder tiers for good, and the rest for a second week (2.3, 4.2).
    """
    codes = _to_try(part.region, part.site)
    report = last_report(standing, part, day) if codes else None
    if report is None:
        return False
    told = [_told(standing, part, code, report) for code in codes]
    if all(one is not None and one.yes for one in told):
        return False
    if part.region in LOWER_LEG or any(one is not None and not one.yes for one in told):
        return True
    return (day - report).days <= policy().pain.return_unasked_days


def restarts(standing: Standing, part: Part) -> bool:
    """Whether a lower leg's tiers start again: after a painful morning or red, until the row's test is met (4.2)."""
    flare, codes = part.flare, _to_try(part.region, part.site)
    told = [_told(standing, part, code, flare) for code in codes] if flare is not None else []
    return flare is not None and not all(one is not None and one.yes for one in told)


def next_test(standing: Standing, part: Part, day: date) -> str | None:
    """What the runner may try today; None where it is too early, not safe to ask, or nothing is left to try."""
    rules = policy().pain
    report = last_report(standing, part, day)
    if report is None or day <= report + timedelta(days=rules.local_days) or _unsafe(standing, part, day):
        return None
    if part.red is not None and (part.cleared is None or part.cleared + timedelta(days=rules.red_return_days) >= day):
        return None
    for one in conditions(standing, part, day):
        if one.met:
            continue
        if one.code in READ:
            return None
        if one.code in HOPS and not may_hop(standing, part, report, day):
            return None
        if one.met is False and one.day is not None and (day - one.day).days < rules.return_retry_days:
            return None
        return one.code
    return None


def _unsafe(standing: Standing, part: Part, day: date) -> bool:
    """Flagged, or spoken of today as more than is accepted."""
    limit = accepted(standing, part, day)
    return _flagged(standing, part) or any(one.score > limit and one.day == day for one in part.felt)


def _flagged(standing: Standing, part: Part) -> bool:
    return any(not one.regions or part.region in one.regions for one in standing.stopping)


def may_hop(standing: Standing, part: Part, report: date, day: date) -> bool:
    """Never ask for a hop to find out: not before every bone question was answered with no (2.4), nor after a bone
    stress injury for half a year (2.5).
    """
    if part.what is Kind.bone or _flagged(standing, part):
        return False
    fresh = DAYS_PER_MONTH * policy().screen.bsi_level0_months
    if any((day - one.day).days <= fresh for one in standing.bones):
        return False
    return bone_questions_no(standing, part, report)


def kept_out(standing: Standing, part: Part, exercise: Exercise, day: date) -> date | None:
    """The day of the last report that kept an exercise out: its row names it, its tier closed, or it hurt in it, be it
    in an earlier report of the same run (2.3, 4.2); None = none did.
    """
    closed = part.flare is not None and part.region in LOWER_LEG and not exercise.at_walk
    if (closed and (exercise.achilles_tier or 0) >= 2) or any(row.bans(exercise) for row in rows(part)):
        return last_report(standing, part, day)
    limit, week = accepted(standing, part, day), timedelta(days=policy().pain.local_days)
    last: date | None = None
    for one in part.felt:
        if one.day > day or one.score <= limit:
            continue
        if one.exercise == exercise.id or (last is not None and one.day - last <= week):
            last = one.day
    return last


def hurt_last(standing: Standing, exercise: Exercise, day: date) -> date:
    """The day of the last report of more than is accepted in a part that the exercise is for, or that kept it out."""
    told = [
        last_report(standing, part, day)
        if counts_for(exercise, part.region)
        else kept_out(standing, part, exercise, day)
        for part in standing.parts.values()
    ]
    return max((one for one in told if one is not None), default=date.min)


def heel_raises_since(standing: Standing, part: Part, day: date) -> date | None:
    """Since when an Achilles that hurt can do its slow raises on one leg; None without an episode or the test."""
    report = last_report(standing, part, day)
    if part.region is not Region.achilles or report is None:
        return None
    told = _told(standing, part, "slow_heel_raises_15", report)
    return told.day if told is not None and told.yes else None


def achilles_stage(standing: Standing, part: Part, day: date) -> Stage | None:
    """The rung of the Achilles ladder of an episode; None for other parts and without one (2.3)."""
    if part.region is not Region.achilles or last_report(standing, part, day) is None:
        return None
    since = heel_raises_since(standing, part, day)
    if since is None:
        return Stage.FLOOR
    return Stage.ONE_LEG if (day - since).days < policy().achilles.stage_two_days else Stage.LOADED
