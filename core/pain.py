"""Pain and soreness on a day: which band every region stands in, and what that asks for (rulebook 2.1-2.3, 9.1).

Pain lives in a joint, tendon or bone and follows the pain-monitoring model; soreness lives in a muscle and follows its
own rule. The two never stand for one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from statistics import median

from core.body import LEG_REGIONS, LOWER_LEG, RED_LEG_REGIONS, Kind, Region, Side
from core.policy import policy
from core.standing import Ache, Part, Standing


class Band(IntEnum):
    """In order of force."""

    CLEAR = 0
    RETURNING = 1
    HELD = 2
    AMBER_RED = 3
    AFTER_RED = 4
    RED = 5


@dataclass(frozen=True, slots=True)
class Trouble:
    """One region and side that pain has something to say about today.

    `score` is the last report, `day` the day of the last report of 3 or more, `free` the first day without the rule.
    `standing` = the last report is 6 or more. `peak` = the strongest report of that day.
    """

    region: Region
    side: Side
    what: Kind
    band: Band
    score: float
    day: date
    free: date
    hurt: tuple[str, ...] = ()
    site: str | None = None
    standing: bool = False
    stubborn: bool = False
    again: int = 0
    peak: float = 0.0

    @property
    def leg(self) -> bool:
        return self.region in LEG_REGIONS


@dataclass(frozen=True, slots=True)
class Soreness:
    region: Region
    score: float
    day: date
    lasting: bool = False
    long: bool = False


def troubles(standing: Standing, day: date) -> tuple[Trouble, ...]:
    """Every part that is not clear on `day`, strongest first, then by region and side."""
    found = [one for part in standing.parts.values() if (one := _trouble(standing, part, day)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.band, one.region, one.side)))


def baseline(part: Part, day: date) -> float:
    """Median of the mornings in the 14 days before the report, else 0 (2.1)."""
    since = day - timedelta(days=policy().pain.baseline_days)
    mornings = [one.score for one in part.felt if one.when == "morning" and since <= one.day < day]
    return float(median(mornings)) if mornings else 0.0


def _trouble(standing: Standing, part: Part, day: date) -> Trouble | None:
    rules = policy().pain
    felt = [one for one in part.felt if one.day <= day]
    if part.red is not None and part.red <= day and (part.cleared is None or part.cleared > day):
        score = felt[-1].score if felt else float(rules.red_min)
        return _about(
            part, Band.RED, score, part.red, day + timedelta(days=rules.red_clear_mornings), score >= rules.red_min
        )
    if not felt:
        return None
    last = felt[-1].score
    bone = part.what is Kind.bone
    bad_from = rules.bone + 1 if bone else rules.green_max + 1
    bad = [one for one in felt if one.score >= bad_from]
    after_red = None
    if part.cleared is not None and part.cleared <= day:
        until = part.cleared + timedelta(days=rules.red_return_days)
        if day <= until:
            after_red = _about(part, Band.AFTER_RED, last, part.red or part.cleared, until + timedelta(days=1), False)
    if not bad:
        return after_red
    report = bad[-1].day
    free = report + timedelta(days=rules.local_days + 1)
    if day >= free:
        returning = day < report + timedelta(days=2 * rules.local_days + 1)
        if after_red is not None:
            return after_red
        if (returning or _waits_for_test(standing, part, report)) and part.hurt is not None:
            return _about(part, Band.RETURNING, last, report, report + timedelta(days=2 * rules.local_days + 1), False)
        return None
    start = _window_start(bad, rules.local_days)
    worse = [
        one
        for one in bad
        if one.when == "morning"
        and one.day >= start
        and one.score > baseline(part, _reported_before(bad, one.day, start))
    ]
    band = Band.AMBER_RED if worse else Band.HELD
    later = [one for one in worse if one.day > worse[0].day]
    trouble = _about(part, band, last, report, free, False, stubborn=bool(later), again=_red_count(part, day))
    if after_red is not None and after_red.band > trouble.band:
        return after_red
    return trouble


def _window_start(bad: list, days: int) -> date:  # type: ignore[type-arg]
    """The day on which the present run of reports began: no two neighbours further apart than the window."""
    start: date = bad[-1].day
    for one in reversed(bad):
        if (start - one.day).days > days:
            break
        start = one.day
    return start


def _reported_before(bad: list, day: date, start: date) -> date:  # type: ignore[type-arg]
    """The report that a morning follows: its baseline is that of the mornings before the run began."""
    del bad, day
    return start


def _red_count(part: Part, day: date) -> int:
    times, days = policy().pain.pro_red_in_days
    del times
    since = day - timedelta(days=days)
    return sum(1 for one in part.felt if one.score >= policy().pain.red_min and since <= one.day <= day)


def _waits_for_test(standing: Standing, part: Part, report: date) -> bool:
    """Lower-leg tendons come back by a test that the runner has to do and say (2.3, "come back when")."""
    if part.region not in LOWER_LEG:
        return False
    passed = [
        one.day for one in standing.answers if one.what == "return_test" and one.region is part.region and one.yes
    ]
    return not any(one > report for one in passed)


def _about(
    part: Part, band: Band, score: float, day: date, free: date, stands: bool, stubborn: bool = False, again: int = 0
) -> Trouble:
    peak = max((one.score for one in part.felt if one.day == day), default=score)
    return Trouble(
        part.region, part.side, part.what, band, score, day, free, part.hurt, part.site, stands, stubborn, again, peak
    )


def soreness(standing: Standing, day: date) -> tuple[Soreness, ...]:
    """The last word on every sore muscle region within 72 h, worst side, in order of region (2.2)."""
    rules = policy().doms
    window = rules.lasting_h // 24
    by_region: dict[Region, dict[Side, Ache]] = {}
    for ache in standing.aches:
        if ache.day <= day:
            by_region.setdefault(ache.region, {})[ache.side] = ache
    found = []
    for region, sides in by_region.items():
        recent = [one for one in sides.values() if (day - one.day).days <= window]
        worst = max(recent, key=lambda one: one.score, default=None)
        if worst is None or worst.score < rules.hold:
            continue
        began = _began(standing.aches, worst)
        lasted = (worst.day - began).days
        found.append(
            Soreness(region, worst.score, worst.day, lasted * 24 >= rules.lasting_h, lasted > rules.see_pro_days)
        )
    return tuple(sorted(found, key=lambda one: one.region))


def _began(aches: tuple[Ache, ...], last: Ache) -> date:
    """The first day of the unbroken run of reports at 4 or more that ends with `last`."""
    began = last.day
    for one in reversed(aches):
        if (one.region, one.side) != (last.region, last.side) or one.day > last.day:
            continue
        if one.score < policy().doms.hold or (began - one.day).days > 3:
            break
        began = one.day
    return began


def legs_red(standing: Standing, day: date) -> bool:
    """Pain of 6 or more standing in a leg, hip, groin or low-back region, or soreness of 8 or more in two (9)."""
    rules = policy().doms
    if any(one.standing and one.region in RED_LEG_REGIONS for one in troubles(standing, day)):
        return True
    very = [one for one in soreness(standing, day) if one.score >= rules.red_region and one.region in LEG_REGIONS]
    return len(very) >= rules.red_regions_for_legs


def contacts_banned(standing: Standing, day: date) -> bool:
    """No landing while a leg, hip or groin report of 3 or more is younger than eight days, or is red, or flagged."""
    legs = [one for one in troubles(standing, day) if one.leg and one.band > Band.RETURNING]
    flagged = any(not one.regions or LEG_REGIONS & set(one.regions) for one in standing.flags)
    return bool(legs) or flagged or any(one.region in LEG_REGIONS for one in soreness(standing, day))


def flare_end(standing: Standing, day: date) -> date | None:
    """The first day on which contacts were free again after the last flare in a leg; None without one."""
    rules = policy().pain
    days = [
        one.day + timedelta(days=rules.local_days + 1)
        for part in standing.parts.values()
        if part.region in LEG_REGIONS
        for one in part.felt
        if one.score > rules.green_max and one.day <= day
    ]
    return max(days, default=None)
