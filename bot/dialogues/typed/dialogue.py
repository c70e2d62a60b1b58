"""What people type instead of tapping, and beside training: "done", "swap the squat", "no time today", "what now?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues import explained
from bot.dialogues.common import say
from bot.dialogues.typed.session import short
from bot.dialogues.typed.table import AFTER, BEFORE, Row, bare
from bot.grammar import flags
from bot.grammar.text import plain
from bot.grammar.time_left import read_time_left

LONGEST = 80
"""Characters of a recognised line; a longer text says something of its own."""


async def interrupt(turn: Turn) -> Reply | None:
    """Before any question that is open, which would take it for something else."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    return await _answered(turn, BEFORE)


async def listen(turn: Turn) -> Reply | None:
    if turn.athlete is None:
        return None
    if turn.text.strip() and not any(one.isalnum() for one in turn.text):
        return say(turn, "typed.signs")
    spare = read_time_left(turn.text)
    if spare is not None:
        return await short(turn, spare)
    return await _answered(turn, AFTER) or explained.exercise(turn, _said(turn))


def _said(turn: Turn) -> str:
    return plain(turn.text).rstrip("?").strip()


async def _answered(turn: Turn, table: Sequence[Row]) -> Reply | None:
    said = _said(turn)
    for words in _ways(said) if len(said) <= LONGEST else ():
        for pattern, answer in table:
            match = pattern.fullmatch(words)
            reply = await answer(turn, match) if match is not None else None
            if reply is not None:
                return reply
    return None


def _ways(said: str) -> Iterable[str]:
    """As it was typed, and without what is only said around it."""
    return dict.fromkeys((said, bare(said)))


DIALOGUE = Dialogue(name="typed", listens=(listen,), interrupts=(interrupt,))
