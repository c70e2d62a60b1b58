"""The light: push, hold or back off, with hysteresis (rulebook 9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from math import inf
from statistics import fmean, pstdev

from core import mileage, pain, reentry
from core.athlete import Athlete
from core.body import RED_LEG_REGIONS
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass
from core.session import Light, Status
from core.standing import EASING_FLAGS, Morning, Past, Standing, expired


class Systemic(IntEnum):
    GREEN = 0
    AMBER = 1
    RED = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """The light with its causes. `legs` = red for the legs; `stop` = nothing but rest (fever, emergency).

    `runs` are those that the next strength session answers to, `crowded` two hard days next to each other.
    """

    light: Light
    systemic: Systemic
    legs: bool
    reasons: tuple[Reason, ...]
    stop: bool = False
    runs: tuple[mileage.Spike, ...] = ()
    crowded: Reason | None = None


def read(athlete: Athlete, standing: Standing, day: date, past: Sequence[Past] | None = None) -> Reading:
    """The light of a day from everything said up to its morning, and run before it.

    `past` are the strength sessions before it, for those who have them at hand.
    """
    past = standing.strength(before=day) if past is None else past
    runs, crowded = mileage.spikes(athlete, standing, day), mileage.crowded(standing, past, day)
    return _light(athlete, standing, past, day, runs, crowded)


def _light(
    athlete: Athlete,
    standing: Standing,
    past: Sequence[Past],
    day: date,
    runs: tuple[mileage.Spike, ...],
    crowded: Reason | None,
) -> Reading:
    systemic, causes, stop = _systemic(standing, day, athlete.readiness)
    hurting = pain.legs_red(standing, day)
    legs = hurting or mileage.legs_red(runs)
    local = (*_local(standing, day), *_recovery(standing, day), *(one.reason for one in runs))
    if crowded is not None:
        local = (*local, crowded)
    if hurting:
        causes = (*causes, reason("legs_red"))
    if systemic is not Systemic.GREEN or legs:
        return Reading(Light.BACK_OFF, systemic, legs, causes + local, stop, runs, crowded)
    if local:
        return Reading(Light.HOLD, systemic, False, local, False, runs, crowded)
    missing = _not_yet_push(athlete, standing, past, day)
    light = Light.HOLD if missing else Light.PUSH
    return Reading(light, systemic, False, missing or (reason("all_green"),), False, runs, crowded)


def _systemic(standing: Standing, day: date, asked: bool) -> tuple[Systemic, tuple[Reason, ...], bool]:
    causes: list[Reason] = []
    worst, stop = Systemic.GREEN, False
    for flag in standing.stopping:
        if not flag.regions or flag.urgency == "emergency":
            causes.append(reason("red_flag", flag.flag))
            worst, stop = Systemic.RED, True
    ill = next((one for one in reversed(standing.away) if one.why == "illness" and one.holds(day)), None)
    if ill is not None:
        causes.append(reason("ill", days=ill.days(day)))
        worst, stop = max(worst, Systemic.RED if ill.deep else Systemic.AMBER), stop or ill.deep
    answered = answers(standing, day)
    if answered is not None:
        level, why = morning(standing, answered)
        worst = max(worst, level)
        causes.extend(why)
    elif asked and (last := _last_known(standing, day)) is not None:
        # A bad night is a night old by now: it still backs off, and no longer takes everything out [DC].
        level, why = morning(standing, last)
        worst = max(worst, min(level, Systemic.AMBER))
        causes.extend(reason("last_known", day=str(last.day)) for _ in why[:1])
    if reentry.barely_well(standing, day) is not None:
        causes.append(reason("first_day_after_illness"))
        worst = max(worst, Systemic.RED)
    return worst, tuple(causes), stop


def morning(standing: Standing, said: Morning) -> tuple[Systemic, tuple[Reason, ...]]:
    """What one morning's answers say by themselves, against the runner's own last three weeks."""
    rules = policy().readiness
    level, why = Systemic.GREEN, []
    if said.sleep_h is not None:
        if said.sleep_h < rules.sleep_red_h:
            level = Systemic.RED
            why.append(reason("sleep_very_short", hours=said.sleep_h))
        elif said.sleep_h < rules.sleep_amber_h:
            level = max(level, Systemic.AMBER)
            why.append(reason("sleep_short", hours=said.sleep_h))
        elif _sleep_slipping(standing, said):
            level = max(level, Systemic.AMBER)
            why.append(reason("sleep_slipping", hours=said.sleep_h))
    for name in ("fatigue", "stress"):
        value = getattr(said, name)
        if value is not None and value >= rules.item_amber:
            level = max(level, Systemic.AMBER)
            why.append(reason(f"{name}_high", score=value))
    items = _items(said)
    total = _sum(said, items)
    if total is not None and len(items) > 1:
        amber, red = _cuts(standing, said, items)
        if total >= red:
            level = Systemic.RED
            why.append(reason("readiness_very_low", sum=total))
        elif total >= amber:
            level = max(level, Systemic.AMBER)
            why.append(reason("readiness_low", sum=total))
    if said.hrv is not None and _hrv_outside(standing, said):
        level = max(level, Systemic.AMBER)
        why.append(reason("hrv_outside", value=said.hrv))
    return level, tuple(why)


def answers(standing: Standing, day: date) -> Morning | None:
    """What was said of that morning; None where nothing was."""
    return next((one for one in standing.mornings if one.day == day and one.answered), None)


def _last_known(standing: Standing, day: date) -> Morning | None:
    """The newest answered morning of the days before, for as long as it holds (9.1)."""
    since = day - timedelta(days=policy().readiness.carry_days)
    known = [one for one in standing.mornings if since <= one.day < day and one.answered]
    return max(known, key=lambda one: one.day, default=None)


ITEMS = ("sleep", "fatigue", "stress", "soreness")
"""The Hooper-like items, 1 best to 7 worst."""


def _items(said: Morning) -> tuple[str, ...]:
    return tuple(one for one in ITEMS if getattr(said, one) is not None)


def _sum(said: Morning, items: tuple[str, ...]) -> int | None:
    """The sum of those items; None where one of them was not answered."""
    values = [getattr(said, one) for one in items]
    return None if any(one is None for one in values) else sum(values)


def _before(standing: Standing, said: Morning, days: int) -> list[Morning]:
    return [one for one in standing.mornings if 0 < (said.day - one.day).days <= days]


def _own(standing: Standing, said: Morning, days: int) -> list[Morning]:
    """The mornings that say what is usual: up to that of the last strength session, a week ago at most [DC].

    A bad one since then would only raise the bar for the next session, which would be the larger for it (12).
    """
    last = max((one.day for one in standing.strength(before=said.day)), default=said.day)
    until = max(last, said.day - timedelta(days=7))
    return [one for one in _before(standing, said, days) if one.day <= until]


def _cuts(standing: Standing, said: Morning, items: tuple[str, ...]) -> tuple[float, float]:
    """Where amber and red begin for a sum of those items: the runner's own mean and spread of the last 21 days.

    Until there are seven answers only all four items have a cut, the absolute one. Some of the four are never red by
    the runner's own measure alone (9, [DC] for fewer than four).
    """
    rules = policy().readiness
    whole = len(items) == len(ITEMS)
    sums = [value for one in _own(standing, said, rules.days) if (value := _sum(one, items)) is not None]
    if len(sums) < rules.min_answers:
        return (rules.amber_sum, rules.red_sum) if whole else (inf, inf)
    mean, spread = fmean(sums), max(pstdev(sums), rules.sd_min if whole else rules.partial_sd_min)
    red = mean + rules.red_sd * spread
    return mean + rules.amber_sd * spread, red if whole else max(red, rules.partial_red_item * len(items))


def _sleep_slipping(standing: Standing, said: Morning) -> bool:
    rules = policy().readiness
    own = [one.sleep_h for one in _before(standing, said, rules.sleep_own_days) if one.sleep_h is not None]
    week = [one.sleep_h for one in _before(standing, said, 6) if one.sleep_h is not None]
    if len(own) < rules.min_answers or len(week) < 3 or said.sleep_h is None:
        return False
    average = fmean([*week, said.sleep_h])
    return average < rules.sleep_avg_h and fmean(own) - average >= rules.sleep_avg_below_own_min / 60


def sleep_average(standing: Standing, day: date) -> float | None:
    """Hours a night over the last seven, where enough of them were told; None otherwise."""
    nights = [one.sleep_h for one in standing.mornings if 0 <= (day - one.day).days < 7 and one.sleep_h is not None]
    return fmean(nights) if len(nights) >= policy().readiness.hint_days else None


def _hrv_outside(standing: Standing, said: Morning) -> bool:
    """The 7-day mean against the runner's band of mean ± 0.5 SD; at least three readings a week (9)."""
    rules = policy().readiness
    own = [one.hrv for one in _before(standing, said, rules.hrv_own_days) if one.hrv is not None]
    week = [one.hrv for one in _before(standing, said, 6) if one.hrv is not None]
    if len(own) < rules.hrv_min_own or len(week) < rules.hrv_min_week - 1 or said.hrv is None:
        return False
    return abs(fmean([*week, said.hrv]) - fmean(own)) > rules.hrv_band_sd * max(pstdev(own), 0.01)


def _recovery(standing: Standing, day: date) -> tuple[Reason, ...]:
    """What lets nothing rise without backing off: a raised resting pulse, little food or drink the day before [DC]."""
    rules = policy().readiness
    found = []
    said = answers(standing, day)
    if said is not None and said.resting_pulse is not None:
        own = [one.resting_pulse for one in _own(standing, said, rules.days) if one.resting_pulse is not None]
        if len(own) >= rules.min_answers:
            over = max(rules.pulse_over_sd * pstdev(own), rules.pulse_over_min)
            if said.resting_pulse > fmean(own) + over:
                found.append(reason("pulse_high", value=said.resting_pulse))
    eaten = next((one for one in standing.mornings if one.day == day - timedelta(days=1)), None)
    if eaten is not None and eaten.food == "low":
        found.append(reason("food_low"))
    if eaten is not None and eaten.drink == "low":
        found.append(reason("drink_low"))
    return tuple(found)


def _local(standing: Standing, day: date) -> tuple[Reason, ...]:
    rules = policy()
    recent = timedelta(hours=rules.light.local_amber_h)
    found = []
    for one in pain.troubles(standing, day):
        fresh = day - one.day <= recent
        if one.band is pain.Band.RED:
            found.append(pain.red_reason(one))
        elif one.band >= pain.Band.HELD and fresh:
            why = f"pain_{one.band.name.lower()}"
            found.append(reason(why, one.region, one.side, score=one.peak, day=str(one.day)))
    sore = [one for one in pain.soreness(standing, day) if day - one.day <= recent]
    found += [reason("sore", one.region, score=one.score) for one in sore if not one.presumed]
    presumed = max((one.score for one in sore if one.presumed), default=None)
    if presumed is not None:
        found.append(reason("sore_somewhere", score=presumed))
    found += [reason("red_flag", one.flag) for one in standing.stopping if one.regions and one.urgency != "emergency"]
    found += [reason("low_energy") for one in standing.flags if one.flag in EASING_FLAGS]
    return tuple(found)


def _not_yet_push(athlete: Athlete, standing: Standing, past: Sequence[Past], day: date) -> tuple[Reason, ...]:
    """Why a green morning is HOLD all the same; empty = PUSH."""
    rules = policy().light
    past = [expired(one, day) for one in past]
    rated = [one for one in past if one.effort is not None]
    calibrating = standing.joined is not None and (day - standing.joined).days < policy().effort.calibration_days
    needed = rules.push_rated_calibration if calibrating else rules.push_rated
    if past and past[-1].effort is None:
        return (reason("last_unrated", past[-1].id),)
    if past and past[-1].fraction < policy().effort.half_done:
        return (reason("half_done", past[-1].id),)
    if len(rated) < needed:
        return (reason("few_rated", rated=len(rated), needed=needed),)
    over = [one for one in rated[-needed:] if one.effort is not None and one.effort > one.target[1]]
    if over:
        least = min((one.difference or 0) for one in rated[-rules.over_for_long :])
        if len(rated) >= rules.over_for_long and least > 0:
            return (reason("far_over_for_long" if least >= 3 else "over_for_long", rules.over_for_long),)
        return (reason("over_target", day=str(over[-1].day), effort=over[-1].effort, target=over[-1].target[1]),)
    skipped = standing.skipped_by_choice
    if skipped is not None and (day - skipped).days <= rules.push_no_skip_days:
        return (reason("skipped_by_choice", day=str(skipped)),)
    more = mileage.stepping_up(athlete, standing, day)
    if more is not None:
        return (more,)
    trained = max((one.day for one in rated if one.status is not Status.SENT), default=date.min)
    backed = _backed_off(standing, trained, day)
    if backed is not None:
        return (reason("after_back_off", day=str(backed)),)
    if athlete.readiness and answers(standing, day) is None:
        return (reason("not_asked_today"),)
    return ()


def _backed_off(standing: Standing, after: date, day: date) -> date | None:
    """The last day between the two whose light was BACK OFF, by its session or by its morning's answers."""
    days = [one.day for one in standing.past if one.light is Light.BACK_OFF and after < one.day < day]
    days += [
        one.day
        for one in standing.mornings
        if after < one.day < day and (day - one.day).days <= 14 and morning(standing, one)[0] is not Systemic.GREEN
    ]
    days += [
        part.red
        for part in standing.parts.values()
        if part.red is not None and after < part.red < day and part.region in RED_LEG_REGIONS
    ]
    return max(days, default=None)
