"""Everything that lowers a plan on a day, found once."""

from __future__ import annotations

from datetime import date
from typing import Any

from core import compose, mileage, pain, readiness
from core.adjust import Today
from core.policy import policy
from core.reasons import Reason
from core.scaling import Around
from core.standing import Past, Standing


def whole_day(athlete: Any, standing: Standing, day: date, around: Around) -> Today:
    """Everything that lowers a plan on `day`, found once."""
    past = around.strength
    reading = readiness.read(athlete, standing, day, past)
    unknown = 0
    for one in reversed(past):
        if one.effort is not None or one.day >= day:
            break
        unknown += 1
    before: Past | None = past[-1] if past else None
    soft = standing.joined is None or (day - standing.joined).days < policy().doms.first_days_soft
    return Today(
        around=around,
        reading=reading,
        troubles=pain.troubles(standing, day),
        aches=pain.soreness(standing, day),
        climbs=pain.climbing(standing, day),
        back=around.back,
        before=before,
        unknown=unknown,
        legs_x=_legs_x(athlete, standing, day, reading),
        sets_x=None if reading.crowded is None else (policy().spike.crowded_sets_x, reading.crowded),
        spike=max((one.day for one in reading.runs), default=None),
        soft=soft,
        deload=compose.deload_sets(around) if around.position.deload else {},
    )


def _legs_x(athlete: Any, standing: Standing, day: date, reading: readiness.Reading) -> tuple[float, Reason] | None:
    """The smaller of what a long run of the last days and a hard one of today leave of the leg sets; None = all."""
    found, hard = mileage.leg_sets(reading.runs), mileage.hard_today(athlete, standing, day)
    if hard is None or (found is not None and found[0] <= policy().q_evening.leg_sets_x):
        return found
    return policy().q_evening.leg_sets_x, hard
