"""Pain and soreness on a day: which band every region stands in, and what that asks for (rulebook 2.1-2.3, 9.1).

Pain lives in a joint, tendon or bone and follows the pain-monitoring model; soreness lives in a muscle and follows its
own rule. The two never stand for one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from statistics import median

from core import returns
from core.body import LEG_REGIONS, RED_LEG_REGIONS, Kind, Region, Side
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, latest, replace
from core.standing import Ache, Felt, Part, Standing
from core.units import DAYS_PER_MONTH


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
    `standing` = the last report is 6 or more. `peak` = the strongest report of that day. `no_pain` = a bone may be
    behind it, so none is accepted. `waits` = the row of 2.3 still has something to be tried before it opens.
    `hurt` are the exercises that hurt in the present run of reports. `calm` = the calm mornings in a row that a red
    part has had up to `day`, `told` the day of the last report. `unanswered` = its seven days are over, and only the
    questions about signs of something worse keep it held.
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
    no_pain: bool = False
    waits: bool = False
    calm: int = 0
    told: date | None = None
    unanswered: bool = False

    @property
    def leg(self) -> bool:
        return self.region in LEG_REGIONS


@dataclass(frozen=True, slots=True)
class Soreness:
    """A sore muscle: `score` 0-10, and the day of that.

    `lasting` = for 72 h, `long` = beyond `see_pro_days`, `presumed` = the number came without a part.
    """

    region: Region
    score: float
    day: date
    lasting: bool = False
    long: bool = False
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Climb:
    """A region and side whose pain climbs from week to week: the medians of the week before and of the last one."""

    region: Region
    side: Side
    before: float
    now: float


@latest
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
    limit = returns.accepted(standing, part, day)
    bad = [one for one in felt if one.score > limit]
    run = [one for one in bad if one.day >= _window_start(bad, rules.local_days)]
    hurting = _since_red(part, bad, day) or run
    if part.red is not None and part.red <= day and (part.cleared is None or part.cleared > day):
        score = felt[-1].score if felt else float(rules.red_min)
        free = day + timedelta(days=rules.red_clear_mornings)
        about = _about(part, hurting, Band.RED, score, part.red, free, score >= rules.red_min)
        told = felt[-1].day if felt else part.red
        return replace(about, no_pain=returns.no_pain(standing, part, day), calm=calm_mornings(part, day), told=told)
    if not felt:
        return None
    last = felt[-1].score
    after_red = None
    if part.cleared is not None and part.cleared <= day:
        until = part.cleared + timedelta(days=rules.red_return_days)
        if day <= until:
            free = until + timedelta(days=1)
            after_red = _about(part, hurting, Band.AFTER_RED, last, part.red or part.cleared, free, False)
    if not bad:
        return after_red
    report = bad[-1].day
    free = report + timedelta(days=rules.local_days + 1)
    if day >= free and after_red is None and returns.signs_open(standing, part, report):
        held = _about(part, hurting, Band.HELD, last, report, day + timedelta(days=1), False)
        return replace(held, unanswered=True)
    if day >= free:
        returning = day < report + timedelta(days=2 * rules.local_days + 1)
        if after_red is not None:
            return after_red
        waits = returns.waits(standing, part, day)
        if returning or waits:
            after = report + timedelta(days=2 * rules.local_days + 1)
            return replace(_about(part, hurting, Band.RETURNING, last, report, after, False), waits=waits)
        return None
    usual = baseline(part, run[0].day)
    worse = [one for one in run if one.when == "morning" and one.score > usual]
    band = Band.AMBER_RED if worse else Band.HELD
    later = [one for one in worse if one.day > worse[0].day]
    trouble = _about(part, hurting, band, last, report, free, False, stubborn=bool(later), again=_red_count(part, day))
    if after_red is not None and after_red.band > trouble.band:
        return after_red
    return trouble


def calm_mornings(part: Part, day: date) -> int:
    """How many calm mornings in a row a red part has had, the last today or yesterday; a day without one ends them."""
    return part.calm if part.calm_day is not None and (day - part.calm_day).days <= 1 else 0


def red_reason(one: Trouble) -> Reason:
    """Why a red part rests: its last number while that is 6 or more, then the mornings that it still needs (2.1)."""
    told = {"score": one.score, "day": str(one.told or one.day)}
    if one.standing:
        return reason("pain_red", one.region, one.side, **told)
    return reason("pain_calming", one.region, one.side, n=one.calm, of=policy().pain.red_clear_mornings, **told)


def climbing(standing: Standing, day: date) -> tuple[Climb, ...]:
    """Every part whose last week of reports is worse than the one before, for seven days from its last report (2.1)."""
    found = [one for part in standing.parts.values() if (one := _climb(part, day)) is not None]
    return tuple(sorted(found, key=lambda one: (one.region, one.side)))


def _climb(part: Part, day: date) -> Climb | None:
    rules, week = policy().climb, policy().pain.local_days
    told = [one for one in part.felt if one.day <= day]
    if len(told) < 2 * rules.days_told or (day - told[-1].day).days > week:
        return None
    # Weeks that end with the last report: a day without one changes nothing.
    weeks: tuple[dict[date, float], dict[date, float]] = ({}, {})
    for one in told:
        back = (told[-1].day - one.day).days // week
        if back < 2:
            weeks[back][one.day] = max(one.score, weeks[back].get(one.day, 0.0))
    if min(map(len, weeks)) < rules.days_told:
        return None
    now, before = (float(median(one.values())) for one in weeks)
    return Climb(part.region, part.side, before, now) if now - before >= rules.by else None


def _window_start(bad: list[Felt], days: int) -> date:
    """The day on which the present run of reports began: no two neighbours further apart than the window."""
    start = bad[-1].day if bad else date.max
    for one in reversed(bad):
        if (start - one.day).days > days:
            break
        start = one.day
    return start


def _since_red(part: Part, bad: list[Felt], day: date) -> list[Felt]:
    """The reports since the run that made a part red, for as long as that counts: a new run does not end it."""
    rules = policy().pain
    until = None if part.cleared is None else part.cleared + timedelta(days=rules.red_return_days)
    if part.red is None or part.red > day or (until is not None and day > until):
        return []
    start = _window_start([one for one in bad if one.day <= (part.red_since or part.red)], rules.local_days)
    return [one for one in bad if one.day >= start]


def _red_count(part: Part, day: date) -> int:
    _, days = policy().pain.pro_red_in_days
    since = day - timedelta(days=days)
    return sum(1 for one in part.felt if one.score >= policy().pain.red_min and since <= one.day <= day)


def _about(
    part: Part,
    hurting: Sequence[Felt],
    band: Band,
    score: float,
    day: date,
    free: date,
    stands: bool,
    stubborn: bool = False,
    again: int = 0,
) -> Trouble:
    peak = max((one.score for one in part.felt if one.day == day), default=score)
    hurt = tuple(dict.fromkeys(one.exercise for one in hurting if one.exercise is not None))
    return Trouble(
        part.region, part.side, part.what, band, score, day, free, hurt, part.site, stands, stubborn, again, peak
    )


@latest
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
            Soreness(
                region,
                worst.score,
                worst.day,
                lasted * 24 >= rules.lasting_h,
                lasted > rules.see_pro_days,
                bool(worst.presumed),
            )
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
    """No landing while a leg, hip or groin report of 3 or more is younger than eight days, or is red, or flagged.

    After a bone stress injury none for half a year from the clearance, and for a year none with any pain at all in a
    leg (2.5).
    """
    legs = [one for one in troubles(standing, day) if one.leg and one.band > Band.RETURNING]
    flagged = any(not one.regions or LEG_REGIONS & set(one.regions) for one in standing.stopping)
    sore = any(one.region in LEG_REGIONS for one in soreness(standing, day))
    return bool(legs) or flagged or sore or _bone_bans(standing, day)


def _bone_bans(standing: Standing, day: date) -> bool:
    since = min(((day - one.day).days for one in standing.bones), default=None)
    if since is None or since > DAYS_PER_MONTH * policy().pain.bone_history_months:
        return False
    if since <= DAYS_PER_MONTH * policy().screen.bsi_level0_months:
        return True
    week = policy().pain.local_days
    parts = [one for one in standing.parts.values() if one.region in LEG_REGIONS]
    return any(
        one.score > policy().pain.bone and 0 <= (day - one.day).days <= week for part in parts for one in part.felt
    )


def felt_lately(standing: Standing, region: Region, day: date) -> bool:
    """Whether any pain at all was reported there in the last 14 days."""
    since = day - timedelta(days=policy().pain.baseline_days)
    parts = [one for one in standing.parts.values() if one.region is region]
    return any(one.score > 0 and since <= one.day <= day for part in parts for one in part.felt)


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
