"""What a runner's minutes leave no room for all week long, and from how many minutes on there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.shared.common import athlete_of
from core import planner
from core.athlete import Athlete
from core.catalogue import catalogue
from core.reasons import NO_ROOM
from core.session import Session

GROUPS = ("single", "hip", "core", "pull", "push")
"""What gives way to the minutes, most telling for a runner first."""

LONGER = (30, 45, 60)
"""Minutes that the settings offer."""

AHEAD = 8
"""Days in which each of the two strength sessions comes once."""


def remark(turn: Turn, shown: Iterable[Session]) -> str:
    """The sentence below the week, "" where every kind of work has its place; `shown` are the week's sessions."""
    if not _without(shown):
        return ""
    words, athlete = turn.words, athlete_of(turn)
    missing = _missing(turn, athlete)
    if not missing:
        return ""
    names = phrases.listed(words, [words(f"week.group.{one}") for one in missing])
    told = words("week.no_room", minutes=athlete.minutes, names=names)
    enough = next((one for one in LONGER if one > athlete.minutes and "single" not in _missing(turn, athlete, one)), 0)
    return f"{told} {words('week.room_from', minutes=enough)}" if enough and "single" in missing else told


def _missing(turn: Turn, athlete: Athlete, minutes: int = 0) -> list[str]:
    """The kinds of work that no strength session of the coming days has for want of time."""
    if minutes:
        athlete = replace(athlete, minutes=minutes)
    days = planner.horizon(athlete, turn.standing, turn.today, AHEAD)
    ahead = [one.session for one in days if one.session is not None and one.session.kind.strength]
    there = {_group(item.exercise) for session in ahead for item in session.items if item.working_sets}
    return [one for one in GROUPS if one in _without(ahead) - there]


def _without(sessions: Iterable[Session]) -> set[str]:
    return {_group(left.exercise) for one in sessions for left in one.left_out if left.why.code in NO_ROOM}


def _group(exercise: str) -> str:
    return catalogue()[exercise].phase.value if exercise in catalogue().by_id else ""
