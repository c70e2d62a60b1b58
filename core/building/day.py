"""Everything that lowers a plan on a day, found once."""

from __future__ import annotations

from datetime import date
from typing import Any

from core import adjust, compose, mileage, pain, readiness, season
from core.adjust import Today
from core.body import Region, Volume
from core.policy import policy
from core.scaling import Around
from core.standing import Past, Standing


def whole_day(athlete: Any, standing: Standing, day: date, around: Around) -> Today:
    """Everything that lowers a plan on `day`, found once."""
    reading = readiness.read(athlete, standing, day)
    past = standing.strength(before=day)
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
        back=season.coming_back(standing, day, restoring=not around.position.deload),
        before=before,
        unknown=unknown,
        legs_x=mileage.leg_sets(reading.runs),
        sets_x=None if reading.crowded is None else (policy().spike.crowded_sets_x, reading.crowded),
        spike=max((one.day for one in reading.runs), default=None),
        soft=soft,
        deload=compose.deload_sets(around) if around.position.deload else {},
        scoped=_scoped(around),
    )


def _scoped(around: Around) -> frozenset[Volume]:
    """The volumes of a deload that the runner asked for in part: the legs, or one region's."""
    asked = around.position.asked
    if asked is None or asked.scope == "all":
        return frozenset()
    if asked.scope == "legs":
        return adjust.LEGS | {Volume.lateral_hip}
    region = Region(asked.scope)
    return frozenset(
        slot.volume
        for slot in around.catalogue.slots.values()
        if any(
            region in one.regions for one in around.catalogue.candidates(slot, around.athlete.level.value, around.kit)
        )
    )
