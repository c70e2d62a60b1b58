"""Weekdays for strength and for nothing, told in a line: "strength on Mondays and Thursdays", "never on Wednesdays"."""

from __future__ import annotations

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared.common import athlete_of, say
from bot.grammar import flags, strength_days
from bot.grammar.strength_days import Weekdays
from core.athlete import RunKind


async def interrupt(turn: Turn) -> Reply | None:
    """Before the runs, which would read a week of them in it, and before a journey of this week alone."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    if strength_days.every_other_week(turn.text):
        return say(turn, "settings.alternate")
    by_runs = strength_days.read_by_runs(turn.text)
    told = _by_runs(turn, by_runs) if by_runs is not None else strength_days.read(turn.text)
    return None if told is None else settings.weekdays_told(turn, told)


_KINDS = {"run": (RunKind.EASY, RunKind.QUALITY), "easy": (RunKind.EASY,), "rest": (RunKind.REST,)}
"""Strength on the day of a long run is no wish that a week can keep."""


def _by_runs(turn: Turn, which: str) -> Weekdays | None:
    days = tuple(day for day, run in enumerate(athlete_of(turn).runs) if run.kind in _KINDS[which])
    return Weekdays(days) if days else None


DIALOGUE = Dialogue(name="strength days", interrupts=(interrupt,))
