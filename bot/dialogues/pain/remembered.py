"""What is known of a part, where a runner asks for it: "do you remember my knee?", "did you note my achilles?"."""

from __future__ import annotations

import re

from adapters.messages import Said
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import athlete_of, say
from bot.dialogues.shared.stated import parts
from bot.grammar import flags
from bot.grammar.text import plain
from core.body import Region, Side

_ASKS = re.compile(
    r"(?:hey |hi |ok |so |and |but )*(?:do|did|have|can|will|are) (?:you|u)(?: still| already)*"
    r" ?(?:remember|recall|know|aware|note|noted|save|saved|store|stored|forget|forgot|forgotten|track|consider"
    r"|account|keep|take)\b[^0-9]{0,60}"
)


async def interrupt(turn: Turn) -> Reply | None:
    """Before the questions about a body, which would take it for one that hurts now."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    named = parts(turn.text) if _ASKS.fullmatch(plain(turn.text)) else []
    return _known(turn, *named[0]) if len(named) == 1 else None


def _known(turn: Turn, region: Region, side: Side | None) -> Reply:
    words = turn.words
    told = [
        (felt, phrases.part(words, one.region, one.side))
        for one in turn.standing.parts.values()
        if one.region is region and side in (None, one.side)
        for felt in one.felt
    ]
    if told:
        felt, part = max(told, key=lambda one: one[0].day)
        day = phrases.near_day(words, felt.day, turn.today)
        score = phrases.number(felt.score)
        return say(turn, "remembered.felt", part=part, score=score, day=day)
    part = phrases.part(words, region, side)
    if any(one.region is region for one in athlete_of(turn).limits):
        return say(turn, "remembered.limit", part=part)
    return say(turn, "remembered.none", part=part)


DIALOGUE = Dialogue(name="remembered", interrupts=(interrupt,))
