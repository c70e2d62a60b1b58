"""What a file says: an activity that was recorded, or runs that are planned. And why a file is not taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.athlete import RunKind

LARGEST = 20 * 1024 * 1024
"""Bytes of one file; also what a bot may load from Telegram."""


class Unreadable(ValueError):
    """A file that is not taken. `reason` names the words for it (file.<reason>), `figures` what they need."""

    def __init__(self, reason: str, **figures: str) -> None:
        super().__init__(f"{reason} {figures}" if figures else reason)
        self.reason, self.figures = reason, figures


class Sport(StrEnum):
    """`MOVING` is a recording that does not say its sport and moves as a run might; `ROUTE` has no times at all."""

    RUN = "run"
    WALK = "walk"
    RIDE = "ride"
    FAST = "fast"
    """Faster than legs: a car, a train, a descent on wheels or skis."""
    SWIM = "swim"
    STRENGTH = "strength"
    OTHER = "other"
    MOVING = "moving"
    ROUTE = "route"


class Flaw(StrEnum):
    """What was wrong with a file from which something could be read all the same."""

    CUT_SHORT = "cut_short"
    CHECKSUM = "checksum"


@dataclass(frozen=True, slots=True)
class Lap:
    """`part` as the watch says it: active, rest, warmup, cooldown, "" = not said. `pulse` is the lap's mean."""

    km: float
    minutes: float
    pulse: float | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One recording. `start` is an instant in UTC, `minutes` without pauses, `source` fit, gpx or tcx."""

    start: datetime | None
    km: float | None
    minutes: float | None
    sport: Sport
    source: str
    name: str = ""
    pulse: float | None = None
    laps: tuple[Lap, ...] = ()
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One date's run of a calendar; several of a date are one, as hard as the hardest and as long as all."""

    on: date
    kind: RunKind
    km: float | None = None
    minutes: float | None = None
    name: str = ""
    race: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The runs of the coming weeks. `rest` are days that say so. `whole`: it is the plan, not a few dates beside it.

    `past` events lie before today, `others` are no runs, `lost` could not be read; `later` lie beyond the window.
    """

    runs: tuple[Planned, ...] = ()
    rest: frozenset[date] = frozenset()
    whole: bool = False
    past: int = 0
    others: int = 0
    lost: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Everything in one file (or one archive). `lost` are the archive's files that could not be read."""

    activities: tuple[Activity, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    lost: int = 0


def in_range(km: float | None, minutes: float | None) -> bool:
    """Whether a diary could hold these figures."""
    return (km is None or 0 <= km <= 500) and (minutes is None or 0 <= minutes <= 2880)
