"""The weekdays that a runner wishes for strength, where the week could not keep them, and why."""

from __future__ import annotations

from datetime import date

from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.shared.common import athlete_of
from core import planner
from core.week import WeekPlan


def unkept(turn: Turn, placed: WeekPlan) -> tuple[str, ...]:
    """A sentence for each wished day to come without strength."""
    words = turn.words
    told = (date.fromisoformat(one.about[0]) for one in placed.remarks if one.code == "wish_not_kept")
    return tuple(
        words("week.wish_not_kept", day=phrases.weekday(words, day), why=" ".join(_why(turn, placed, day)))
        for day in told
        if day >= turn.today
    )


def _why(turn: Turn, placed: WeekPlan, day: date) -> tuple[str, ...]:
    wished = athlete_of(turn).wished_days
    kinds = [one.slot for one in placed.days if one.slot is not None and one.slot.strength]
    elsewhere = [one.slot for one in placed.days if one.slot in kinds and one.day.weekday() not in wished]
    found = [*elsewhere, *kinds]
    if not found:
        return ()
    against = planner.why_not(athlete_of(turn), turn.standing, turn.today, day, found[0])
    return phrases.reasons(turn.words, against[:1], turn.today)
