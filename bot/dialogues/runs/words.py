"""Runs in words: how far, how long, how fast, which kind, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.shared.common import athlete_of
from bot.intake.run import Activity
from core.athlete import Run, RunKind
from core.diary import Ran
from core.standing import RunDone
from core.units import KM_PER_MILE

KINDS = (RunKind.EASY, RunKind.QUALITY, RunKind.LONG)


def what(turn: Turn, run: Ran | RunDone | Activity) -> str:
    """ "8.2 km · 45 min · 5:29 /km · easy": what is known of it."""
    parts = []
    if run.km:
        parts.append(distance(turn, run.km))
    if run.minutes:
        parts.append(lasting(turn, run.minutes))
    if not isinstance(run, Activity):
        if run.km and run.minutes:
            parts.append(pace(turn, run.km, run.minutes))
        parts.append(turn.words(f"week.run.{run.kind}") if run.kind in KINDS else run.kind)
    return " · ".join(parts)


def all_of(turn: Turn, done: Sequence[RunDone]) -> str:
    """ "quality 12 km", "easy 9 km" for two runs of a day: the harder kind, and how far together."""
    kind = max((one.kind for one in done), key=lambda one: KINDS.index(RunKind(one)) if one in KINDS else -1)
    km = sum(one.km or 0 for one in done) or None
    minutes = sum(one.minutes or 0 for one in done) or None
    return plan_text(turn, Run(RunKind(kind), km, minutes))


def km_between(turn: Turn, first: date, last: date) -> float:
    """Kilometres run from one day to another, both included."""
    return sum(one.km or 0 for one in turn.standing.runs if first <= one.day <= last)


def distance(turn: Turn, km: float) -> str:
    """8.2 km; 160 m for what is next to nothing."""
    if km < 1 and athlete_of(turn).distance_unit == "km":
        return turn.words("ran.metres", n=round(km * 1000))
    return phrases.distance(turn.words, athlete_of(turn), km)


def lasting(turn: Turn, minutes: float) -> str:
    """45 min, 1:45 h."""
    whole = round(minutes)
    if minutes < 1:
        return turn.words("ran.seconds", n=round(minutes * 60))
    if whole < 60:
        return turn.words("ran.minutes", n=whole)
    return turn.words("ran.hours", hours=whole // 60, minutes=f"{whole % 60:02d}")


def pace(turn: Turn, km: float, minutes: float) -> str:
    """5:29 /km, or the mile's."""
    unit = athlete_of(turn).distance_unit
    seconds = round(minutes * 60 / (km / (KM_PER_MILE if unit == "mi" else 1)))
    return turn.words(f"ran.pace.{unit}", minutes=seconds // 60, seconds=f"{seconds % 60:02d}")


def plan_text(turn: Turn, run: Run) -> str:
    """ "easy 8 km", "long 1:45 h", "quality"."""
    words = turn.words
    name = words(f"week.run.{run.kind.value}")
    if run.km:
        return words("week.run_km", run=name, distance=phrases.distance(words, athlete_of(turn), run.km))
    return words("week.run_km", run=name, distance=lasting(turn, run.minutes)) if run.minutes else name
