"""Why not Tuesday?"""

from __future__ import annotations

from datetime import timedelta

from adapters.messages import Line, line
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.common import athlete_of, question
from bot.grammar.text import fold
from core import planner, season
from core.session import Kind

_DAYS = {fold(name): number for number, names in enumerate((
    ("monday", "mon"), ("tuesday", "tue", "tues"), ("wednesday", "wed", "weds"), ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
)) for name in names}  # fmt: skip


async def listen(turn: Turn) -> Reply | None:
    """ "why not tuesday?", in any spelling that names a day."""
    said = fold(turn.text).replace("?", " ").split()
    if "why" not in said or not ("not" in said or "isnt" in said):
        return None
    tomorrow = (turn.today + timedelta(days=1)).weekday()
    named = _DAYS | {"today": turn.today.weekday(), "tomorrow": tomorrow}
    day = next((named[one] for one in said if one in named), None)
    if day is None or turn.athlete is None:
        return None
    return Reply(outs=(_why_not(turn, day),))


def _why_not(turn: Turn, weekday: int) -> Out:
    words = turn.words
    monday = season.monday_of(turn.today)
    day = monday + timedelta(days=weekday)
    if day < turn.today:
        day += timedelta(days=7)
    placed = planner.plan_week(athlete_of(turn), turn.standing, day, turn.today)
    here = placed.on(day).slot
    title = words("whynot.title", day=phrases.date_text(words, day))
    if here is not None and here.strength:
        return question(title, (line(words("whynot.is", kind=phrases.kind(words, here))),), ())
    lines: list[Line] = []
    for kind in (Kind.STRENGTH_A, Kind.STRENGTH_B):
        chosen = placed.find(kind)
        if chosen is None:
            continue
        why = planner.why_not(athlete_of(turn), turn.standing, turn.today, day, kind)
        sentences = " ".join(phrases.reasons(words, why, turn.today))
        lines.append(
            line(
                words(
                    "whynot.kind", kind=phrases.kind(words, kind), day=phrases.weekday(words, chosen.day), why=sentences
                )
            )
        )
    return question(title, lines or (line(words("whynot.none")),), ())
