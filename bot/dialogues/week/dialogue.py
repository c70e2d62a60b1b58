"""`/week`: the days beside each other, moving one, and "why not Tuesday?"."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import toast
from bot.dialogues.week import moving, why_not
from bot.dialogues.week.card import MOST_WEEKS, card, opens
from bot.grammar.which_week import weeks_away


async def week(turn: Turn) -> Reply:
    """The week that it is about, or `◀ ▶` beside it; a question after the command is answered."""
    if turn.text.strip() and turn.event is not None and not turn.option:
        asked = await why_not.listen(turn)
        if asked is not None:
            return asked
        named = weeks_away(turn.text, turn.today)
        if named is not None:
            return Reply(outs=(replace(card(turn, max(-6, min(MOST_WEEKS, named))), fresh=True),))
    inside = turn.prompt is not None and turn.prompt.kind == "week"
    offset = int(turn.option) if turn.option.lstrip("-").isdigit() else 0
    offset = max(-6, min(MOST_WEEKS, offset)) if offset or inside else opens(turn)
    return Reply(outs=(replace(card(turn, offset), fresh=not inside),))


async def accept(turn: Turn) -> Reply:
    """The plan holds as it stands with no word from anyone: a yes is heard, and changes nothing."""
    return toast(turn, "week.accepted")


DIALOGUE = Dialogue(
    name="week",
    commands={"week": week},
    verbs={
        "week": week, "weekok": accept, "move": moving.move, "moveday": moving.move_day, "movefrom": moving.move_from,
        "moveto": moving.move_to, "moveok": moving.move_ok, "moveno": moving.move_no,
    },
    listens=(why_not.listen,),
    stale={"week": week},
)  # fmt: skip
