"""What has come together over the months: sessions, kilometres, the heaviest load, weeks in a row.

A tally is part of the fold, so a long diary costs no more than a short one. Crossing a threshold leaves a mark that
says by which answer, so that it is told once, there. The weeks are strict: one without training ends the row, unless
the runner was away or ill for most of it (rulebook 3.7 knows no blame, and neither does a count).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from core.policy import policy
from core.records import dataclass, replace
from core.units import KG_PER_LB, KM_PER_MILE

KEPT = 6
SETTLED = 4
"""Sessions of the first two weeks, in which the loads are still being found."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold that was reached. `kind` sessions, km, mi, kg, lb or weeks; `by` the session or run that did it."""

    kind: str
    value: float
    by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """`kg` is the heaviest external load that was done as planned; `week` the Monday of the last week trained."""

    sessions: int = 0
    km: float = 0.0
    kg: float = 0.0
    weeks: int = 0
    week: date | None = None
    marks: tuple[Mark, ...] = ()


NOTHING = Tally()


def ran(tally: Tally, km: float | None, by: str) -> Tally:
    """One run more; without a distance it counts for nothing."""
    if not km:
        return tally
    total = round(tally.km + km, 3)
    tally = _marked(tally, "km", tally.km, total, by)
    return replace(_marked(tally, "mi", tally.km / KM_PER_MILE, total / KM_PER_MILE, by), km=total)


def trained(
    tally: Tally, day: date, by: str, *, strength: bool, kg: float, excused: Callable[[date], bool]
) -> Tally:  # fmt: skip
    """One session more. `kg` of the heaviest exercise in it; `excused`: whether a week (its Monday) may be missed."""
    if strength:
        tally = replace(_marked(tally, "sessions", tally.sessions, tally.sessions + 1, by), sessions=tally.sessions + 1)
    if kg > tally.kg:
        if tally.sessions > SETTLED:
            # What somebody begins with is no milestone.
            tally = _marked(tally, "kg", tally.kg, kg, by)
            tally = _marked(tally, "lb", tally.kg / KG_PER_LB, kg / KG_PER_LB, by)
        tally = replace(tally, kg=kg)
    monday = day - timedelta(days=day.weekday())
    if tally.week is not None and monday <= tally.week:
        return tally
    weeks = tally.weeks + 1 if unbroken(tally, monday, excused) else 1
    tally = _marked(tally, "weeks", tally.weeks, weeks, by) if weeks > 1 else tally
    return replace(tally, weeks=weeks, week=monday)


def unbroken(tally: Tally, monday: date, excused: Callable[[date], bool]) -> bool:
    """Whether the row of weeks still stands when the week of that Monday begins."""
    if tally.week is None:
        return False
    missed = ((monday - tally.week) // WEEK) - 1
    return missed <= 26 and all(excused(tally.week + WEEK * (number + 1)) for number in range(missed))


def reached(tally: Tally, by: str, metric: bool, pounds: bool) -> tuple[Mark, ...]:
    """What one session or run has reached, in the runner's own units."""
    foreign = {"mi" if metric else "km", "kg" if pounds else "lb"}
    return tuple(one for one in tally.marks if one.by == by and one.kind not in foreign)


def _marked(tally: Tally, kind: str, before: float, after: float, by: str) -> Tally:
    steps: Sequence[float] = policy().milestones[kind]
    passed = [one for one in steps if before < one <= after + 1e-9]
    if not passed:
        return tally
    return replace(tally, marks=(*tally.marks, Mark(kind, float(max(passed)), by))[-KEPT:])
