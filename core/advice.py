"""What the coach proposes and does not do by itself: easing a week, seeing a professional (rulebook 2.1, 3.6, 9.1)."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import fmean

from core import episodes, pain, readiness, reentry, returns, season
from core.athlete import Athlete
from core.body import RED_LEG_REGIONS
from core.pain import Band
from core.policy import policy
from core.reasons import Reason, reason
from core.session import Light
from core.standing import Part, Standing

ASK_AGAIN_DAYS = 7
"""A proposal that was declined rests for so long [DC]."""


def deload_signs(athlete: Athlete, standing: Standing, day: date) -> tuple[Reason, ...]:
    """The signs for easing a week now (3.6); empty where it is not to be proposed.

    Any two of five, three systemic ambers in a row, or three red days in ten (9.1). Never in or right after a deload,
    never within a week of the last question, and before the fifth session never for soreness alone.
    """
    if _eased_lately(athlete, standing, day):
        return ()
    rules = policy().deload
    signs = [one for one in (_performance(standing, day), _red_days(standing, day), _sore(standing, day),
                             _ambers(standing, day), _over_target(standing, day)) if one is not None]  # fmt: skip
    if standing.strength_done < rules.not_before_session:
        signs = [one for one in signs if one.code != "sign_soreness"]
    reds = _reds(standing, day)
    if reds is not None:
        return (reds, *signs)
    if _systemic_ambers(standing, day):
        return (reason("sign_ambers_in_row", policy().light.ask_deload_ambers_in_row), *signs)
    return tuple(signs) if len(signs) >= rules.trigger_signs else ()


def _eased_lately(athlete: Athlete, standing: Standing, day: date) -> bool:
    asked = any(one.what == "deload" and (day - one.day).days < ASK_AGAIN_DAYS for one in standing.answers)
    own = any(one.end is None or (day - one.end).days <= 14 for one in standing.deloads if one.start <= day)
    planned = any(season.position(athlete, standing, day + timedelta(days=ahead)).planned_deload for ahead in (0, 3))
    away = any(one.holds(day) for one in standing.away)
    return asked or own or planned or away or reentry.coming_back(standing, day) is not None


def _performance(standing: Standing, day: date) -> Reason | None:
    """Repetitions missed or form broken in each of the last two strength sessions."""
    last = {one.id for one in standing.strength(before=day + timedelta(days=1))[-2:] if one.done}
    down = {
        exposure.session
        for track in standing.tracks.values()
        for exposure in track.exposures
        if exposure.session in last and (exposure.short >= 2 or exposure.broke)
    }
    return reason("sign_performance") if len(down) >= 2 else None


def _red_days(standing: Standing, day: date) -> Reason | None:
    times, days = policy().deload.trigger_red_days
    since = day - timedelta(days=days)
    red = {one.day for one in standing.past if one.light is Light.BACK_OFF and since < one.day <= day}
    return reason("sign_red_days", len(red)) if len(red) >= times else None


def _reds(standing: Standing, day: date) -> Reason | None:
    """Three red days in ten: a morning's answers, or pain that took the legs out (9.1)."""
    times, days = policy().light.rest_week_reds
    since = day - timedelta(days=days)
    red = {
        one.day
        for one in standing.mornings
        if since < one.day <= day and readiness.morning(standing, one)[0] is readiness.Systemic.RED
    }
    red |= {
        one.day
        for part in standing.parts.values()
        for one in part.felt
        if part.region in RED_LEG_REGIONS and one.score >= policy().pain.red_min and since < one.day <= day
    }
    return reason("sign_red_in_ten", len(red)) if len(red) >= times else None


def _sore(standing: Standing, day: date) -> Reason | None:
    """Mean soreness of 5 and more on five days in a row."""
    score, days = policy().deload.trigger_soreness
    for back in range(days):
        told = [one.score for one in standing.aches if one.day == day - timedelta(days=back)]
        if not told or fmean(told) < score:
            return None
    return reason("sign_soreness", days)


def _ambers(standing: Standing, day: date) -> Reason | None:
    told = [one for one in pain.troubles(standing, day) if not one.unanswered]
    regions = {one.region for one in told if Band.HELD <= one.band <= Band.AMBER_RED}
    return reason("sign_pain_regions", len(regions)) if len(regions) >= policy().deload.trigger_amber_regions else None


def _over_target(standing: Standing, day: date) -> Reason | None:
    rated = [one for one in standing.strength(before=day + timedelta(days=1)) if one.difference is not None][-2:]
    over = [one for one in rated if (one.difference or 0) >= policy().deload.trigger_over_target]
    return reason("sign_over_target") if len(over) >= 2 else None


def _systemic_ambers(standing: Standing, day: date) -> bool:
    needed = policy().light.ask_deload_ambers_in_row
    answered = sorted((one for one in standing.mornings if one.day <= day and one.answered), key=lambda one: one.day)[
        -needed:
    ]
    recent = len(answered) == needed and (day - answered[0].day).days <= 2 * needed
    return recent and all(readiness.morning(standing, one)[0] is readiness.Systemic.AMBER for one in answered)


def see_a_professional(standing: Standing, day: date) -> tuple[Reason, ...]:
    """Parts that somebody should look at: sore for over a week; painful for two weeks and no better; climbing from
    week to week; 6 or more twice in 7 days, 8 or more once (2.1, 2.2).
    """
    found = [reason("pro_soreness", one.region, score=one.score) for one in pain.soreness(standing, day) if one.long]
    for trouble in pain.troubles(standing, day):
        part = standing.parts[f"{trouble.region.value}:{trouble.side.value}"]
        where = (trouble.region, trouble.side)
        if not Band.HELD <= trouble.band <= Band.RED or trouble.unanswered:
            continue
        if strong(part, day):
            found.append(reason("pro_strong", *where, score=trouble.score))
        elif _no_better(part, day):
            found.append(reason("pro_pain", *where, score=trouble.score))
        elif returns.rising(part, day) and trouble.score > policy().pain.green_max:
            found.append(reason("pro_rising", *where, score=trouble.score))
    return tuple(found)


def strong(part: Part, day: date) -> bool:
    """6 or more on two days of the last 7, or 8 or more once (2.1)."""
    rules = policy().pain
    times, days = rules.pro_red_in_days
    recent = [one for one in part.felt if 0 <= (day - one.day).days <= days]
    if any(one.score >= rules.pro_now for one in recent):
        return True
    return len({one.day for one in recent if one.score >= rules.red_min}) >= times


def _no_better(part: Part, day: date) -> bool:
    """Two weeks after the first report of the episode the last one is no lower, or keeps a red part resting (2.4)."""
    began = episodes.began(part, day)
    first = max((one.score for one in part.felt if one.day == began), default=0.0)
    last = part.felt[-1].score
    resting = part.red is not None and part.cleared is None and last > policy().pain.green_max
    return day >= look_by(part, day) and (last >= first or resting)


def look_by(part: Part, day: date) -> date:
    """The day from which somebody should look at a part that is no better by then (2.4)."""
    return episodes.began(part, day) + timedelta(days=policy().pain.pro_without_improvement_days)
