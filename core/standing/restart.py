"""Starting over: after eight weeks without strength a new first block, its intro weeks among it (3.7)."""

from __future__ import annotations

from datetime import date, timedelta

from core.policy import policy
from core.records import replace
from core.standing.state import Standing, trained_last


def restart_day(standing: Standing, day: date) -> date | None:
    """The first day of strength after so long a gap, until an answer ends it; None = there is no such gap."""
    told, enough = standing.last_strength, policy().gap.new_after
    if told is None or (day - told).days < enough:
        return None
    if trained_last(standing, day) == told:
        return day
    return next((one.day for one in standing.strength(before=day) if (one.day - told).days >= enough), day)


def begins_late(standing: Standing, day: date) -> bool:
    """Whether nothing was trained before `day`, two weeks and more after joining: the health questions waited for a
    professional's word, say. The first block begins with it [DC].
    """
    if standing.joined is None or standing.tracks or standing.first_strength is not None:
        return False
    return day - standing.joined >= timedelta(days=policy().effort.calibration_days)


def restarted(standing: Standing, day: date) -> Standing:
    """As `day` is planned: a new first block begins with the day that ends such a gap, or such a wait."""
    start = day if begins_late(standing, day) else restart_day(standing, day)
    return standing if start is None else replace(standing, restarted=start)
