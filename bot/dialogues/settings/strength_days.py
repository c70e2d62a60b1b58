"""Weekdays for strength and for nothing, told in a line: "strength on Mondays and Thursdays", "never on Wednesdays"."""

from __future__ import annotations

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared.common import say
from bot.grammar import flags, strength_days


async def interrupt(turn: Turn) -> Reply | None:
    """Before the runs, which would read a week of them in it, and before a journey of this week alone."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    if strength_days.every_other_week(turn.text):
        return say(turn, "settings.alternate")
    told = strength_days.read(turn.text)
    return None if told is None else settings.weekdays_told(turn, told)


DIALOGUE = Dialogue(name="strength days", interrupts=(interrupt,))
