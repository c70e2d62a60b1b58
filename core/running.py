"""What a day means for running: the coach prescribes no runs, it says when to leave one out or go easy (2.1-2.4)."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from core import pain, people, readiness
from core.athlete import Athlete
from core.body import RED_LEG_REGIONS
from core.pain import Band, Soreness, Trouble
from core.records import dataclass
from core.standing import Standing
from core.standing.memory import Flag

URGENT = ("emergency", "same_day", "next_day", "soon")
"""The urgencies of a red flag, most urgent first."""
TODAY = frozenset({"emergency", "same_day"})
"""Somebody has to look before anything else is done on that day."""


class Run(IntEnum):
    """In order of force."""

    PLANNED = 0
    EASY = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Advice:
    """`flags` and `ill` mean no run, as do those of `parts` that stand at 6 or more or may be a bone; `parts` are the
    painful ones from the foot to the low back, strongest first, `sore` muscles at 4 and more. `light` is the day's.
    """

    run: Run
    light: readiness.Reading
    flags: tuple[Flag, ...] = ()
    parts: tuple[Trouble, ...] = ()
    sore: tuple[Soreness, ...] = ()
    ill: bool = False
    uncleared: bool = False


def advice(athlete: Athlete, standing: Standing, day: date) -> Advice:
    """Whether to run on a day, and with what in mind."""
    light = readiness.read(athlete, standing, day)
    flags = waiting(standing)
    ill = any(one.why == "illness" and one.holds(day) for one in standing.away)
    hurting = parts(standing, day)
    sore = tuple(one for one in pain.soreness(standing, day) if one.region in RED_LEG_REGIONS)
    uncleared = people.uncleared(athlete, standing, day)
    none = flags or ill or uncleared or light.systemic is readiness.Systemic.RED or any(rests(one) for one in hurting)
    easy = hurting or sore or light.legs or light.systemic is readiness.Systemic.AMBER
    run = Run.NONE if none else Run.EASY if easy else Run.PLANNED
    return Advice(run, light, flags, hurting, sore, ill, uncleared)


def parts(standing: Standing, day: date) -> tuple[Trouble, ...]:
    """The painful parts that running loads, from the foot to the low back, strongest first."""
    return tuple(
        one for one in pain.troubles(standing, day) if one.region in RED_LEG_REGIONS and one.band > Band.RETURNING
    )


def waiting(standing: Standing) -> tuple[Flag, ...]:
    """Open flags with which nobody runs until somebody has looked: those that ask for it today, of the whole body, or
    of a part that running loads; most urgent first (2.4).
    """
    found = [
        one for one in standing.stopping
        if not one.regions or one.urgency in TODAY or RED_LEG_REGIONS & set(one.regions)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: URGENT.index(one.urgency)))


def rests(trouble: Trouble) -> bool:
    """Whether running rests for a red part: while it stands at 6 or more, and with a bone until it is free of pain."""
    return trouble.band is Band.RED and (trouble.standing or (trouble.no_pain and trouble.score > 0))
