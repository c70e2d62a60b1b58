"""`/away`: travel, illness, injury, life. Nothing is planned and nothing asks until the runner is back (3.7, 3.9)."""

from __future__ import annotations

from adapters.messages import Button, line, quiet
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.away import leaving, returning, typed
from bot.dialogues.away.card import KIND, ahead, current, shown, span, stands
from bot.dialogues.shared.common import in_rows, say
from bot.grammar import away as grammar


async def away(turn: Turn) -> Reply:
    """What it is, or how it stands; with words behind the command what they say."""
    if turn.text.strip() and not turn.option:
        found = grammar.read(turn.text, turn.today, asked=True)
        return typed.understood(turn, found) if found is not None else say(turn, "away.not_understood")
    if (now := current(turn)) is not None:
        return Reply(outs=(stands(turn, now),))
    words = turn.words
    buttons = [Button(words(f"away.why.{one}"), f"awaywhy.{one}") for one in leaving.WHYS]
    rows: list[tuple[Button, ...]] = list(in_rows(buttons, 2))
    lines = [line(words("away.which")), line(quiet(words("away.how")))]
    coming = ahead(turn)
    if coming is not None:
        lines.insert(0, line(words("away.coming", what=span(turn, coming))))
        rows.append((Button(words("away.call_off"), "awayoff"),))
    return Reply(outs=(shown(turn, words("away.title"), lines, tuple(rows), {"step": "which"}),))


DIALOGUE = Dialogue(
    name="away",
    commands={"away": away},
    verbs={
        "away": away, "awaywhy": leaving.why, "awayfor": leaving.for_days, "awayend": leaving.new_end,
        "awayoff": leaving.call_off, "awaykit": leaving.kit, "awayat": leaving.at_place, "awayrest": leaving.rest,
        "awayback": returning.returned, "awaydoctor": returning.doctor, "sick": returning.sick,
        "awayforget": returning.forget,
    },
    texts={KIND: typed.typed},
    interrupts=(typed.interrupt,),
    listens=(typed.listen,),
    stale={"away": away, "awayback": returning.returned, "sick": returning.sick},
)  # fmt: skip
