"""A side that was told wrong: "no, the right one" takes what was just noted to the other side."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.pain import questions, sides
from bot.dialogues.shared.stated import parts
from bot.dialogues.undo.questions import settled
from bot.grammar.text import plain
from core.body import Side
from core.diary import Entry, Sore

WITHIN = timedelta(hours=2)
"""Later such words are about something else."""

_CORRECTED = re.compile(
    r"(?P<but>(?:no|sorry|oops|actually|wait|i meant|i mean|meant|hm+|not (?:the )?(?:left|right)"
    r"|wrong (?:side|leg|one))[,.;:]? )*(?:it'?s |it is |it was |that was |i meant |i mean |meant )*"
    r"(?:the |my |on the )*(?P<side>left|right)(?P<one> (?:one|side|leg|foot))?"
    r"(?P<part> (?!not\b|and\b)[a-z ]{3,20}?)?"
    r"(?P<not>,? (?:and )?not (?:the )?(?:left|right)(?: one)?)?"
)


async def listen(turn: Turn) -> Reply | None:
    """Before any question that is open: it is about what was said, not about what is asked."""
    match = _CORRECTED.fullmatch(plain(turn.text)) if turn.athlete is not None else None
    if match is None or turn.diary is None or not any(match[one] for one in ("but", "one", "not")):
        return None
    named = {region for region, _ in parts(turn.text)}
    if match["part"] and not named:
        return None
    side = Side(match["side"])
    other = Side.left if side is Side.right else Side.right
    for entry in reversed(turn.recent):
        if turn.now - entry.at > WITHIN:
            return None
        for one in sides.told(entry):
            if one.side is other and (not named or one.region in named):
                return await _taken_over(turn, entry, one, other, side)
    return None


async def _taken_over(turn: Turn, entry: Entry, sore: Sore, was: Side, side: Side) -> Reply | None:
    """Its questions go with it: those about the one side are closed, those about the other asked."""
    diary = await turn.diary() if turn.diary is not None else ()
    found = sides.moved(turn, diary, entry.n, sore.region, was, side)
    if found is None:
        return None
    after, reply = found
    gone, close = settled(after, [entry])
    asked = questions.after_pain(replace(after, prompts=()), [replace(sore, side=side)])
    first, *rest = reply.outs
    return replace(reply, outs=(replace(first, fresh=True), *rest, *gone, *asked), close=(*reply.close, *close))


DIALOGUE = Dialogue(name="other side", interrupts=(listen,))
