"""The morning echo: which part yesterday's work is asked about before today's session is taken (rulebook 2.1).

A tendon tells the morning after what it made of the day before, and may take up to two days to say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from core import pain
from core.athlete import Athlete
from core.body import LEG_REGIONS, Region, Side
from core.catalogue import catalogue
from core.pain import Band
from core.policy import policy
from core.records import dataclass
from core.standing import MIDLINE, Past, Standing


class Why(StrEnum):
    PAIN = "pain"
    CONTACTS = "contacts"
    TENDON = "tendon"


@dataclass(frozen=True, slots=True)
class Question:
    """One part to ask about. `why` says what made it worth a tap."""

    region: Region
    side: Side
    why: Why


def questions(athlete: Athlete, standing: Standing, day: date) -> tuple[Question, ...]:
    """Open pain first; then where there were landings yesterday, or heavy or once painful tendons worked."""
    found: dict[tuple[Region, Side], Question] = {}
    for one in _asked(athlete, standing, day):
        known = any((one.region, side) in found for side in (one.side, Side.both, *one.side.each()))
        if not known and not spoken_of(standing, one.region, one.side, day):
            found[one.region, one.side] = one
    return tuple(found.values())


def spoken_of(standing: Standing, region: Region, side: Side, day: date) -> bool:
    """Whether anything was said of that part on `day` already."""
    sides = (Side.both,) if region in MIDLINE else side.each()
    parts = [standing.parts.get(f"{region.value}:{one.value}") for one in sides]
    return all(part is not None and any(one.day == day for one in part.felt) for part in parts)


def _asked(athlete: Athlete, standing: Standing, day: date) -> Iterator[Question]:
    yesterday = [
        one for one in standing.past if one.day == day - timedelta(days=1) and (one.done or one.started)
    ]  # fmt: skip
    for trouble in pain.troubles(standing, day):
        # What only waits for its test is quiet: it is asked about after a day that worked it.
        quiet = trouble.band is Band.RETURNING and day >= trouble.free
        if not quiet or yesterday:
            yield Question(trouble.region, trouble.side, Why.PAIN)
    for past in yesterday:
        if past.contacts:
            yield Question(Region.achilles, Side.both, Why.CONTACTS)
        yield from _tendons(athlete, standing, past)


def _tendons(athlete: Athlete, standing: Standing, past: Past) -> Iterator[Question]:
    """Tendon work of that session: heavy (RPE 7 and more, 4.1), or in a part that hurt lately or is to be spared."""
    heavy = past.phase in policy().phase and policy().phase[past.phase].set_rpe[0] >= HEAVY_RPE
    tender = {(one.region, one.side) for one in athlete.limits}
    tender |= {
        (part.region, part.side)
        for part in standing.parts.values()
        if any(one.score > policy().pain.green_max for one in part.felt)
    }
    for track in standing.tracks.values():
        exercise = catalogue().by_id.get(track.exercise)
        if exercise is None or not exercise.is_tendon or all(one.session != past.id for one in track.exposures):
            continue
        worked = {*exercise.regions, Region.achilles} & LEG_REGIONS
        for region, side in sorted(tender):
            if region in worked:
                yield Question(region, side, Why.TENDON)
        if heavy:
            yield Question(Region.achilles, Side.both, Why.TENDON)


HEAVY_RPE = 7
"""Calf and tendon sets from here on count as an exposure of the tendon (4.1)."""
