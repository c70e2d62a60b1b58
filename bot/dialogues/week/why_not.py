"""Why not Tuesday?"""

from __future__ import annotations

from datetime import date, timedelta

from adapters.messages import Line, line
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, question
from bot.grammar.dates import read_date
from bot.grammar.text import fold
from core import planner
from core.session import Kind

_DAYS = {fold(name): number for number, names in enumerate((
    ("monday", "mon"), ("tuesday", "tue", "tues"), ("wednesday", "wed", "weds"), ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
)) for name in names}  # fmt: skip


async def listen(turn: Turn) -> Reply | None:
    """ "why not tuesday?", in any spelling that names a day."""
    said = fold(turn.text).replace("?", " ").replace("'", "").split()
    if turn.athlete is None or "why" not in said or not _NONE.intersection(said):
        return None
    day = day_named(turn.text, turn.today)
    return None if day is None else Reply(outs=(_why_not(turn, day),))


_NONE = frozenset(("not", "isnt", "no", "nothing", "none", "free", "empty", "without"))


def day_named(text: str, today: date) -> date | None:
    """The coming day that a question names: "Tuesday", "tomorrow", "17 April"."""
    said = fold(text).replace("?", " ").split()
    if any(one[:1].isdigit() for one in said):
        dated = read_date(" ".join(one for one in said if one != "why"), today).day
        return dated if dated is not None and dated >= today else None
    named = _DAYS | {"today": today.weekday(), "tomorrow": (today + timedelta(days=1)).weekday()}
    number = next((named[one] for one in said if one in named), None)
    return None if number is None else today + timedelta(days=(number - today.weekday()) % 7)


def _why_not(turn: Turn, day: date) -> Out:
    words = turn.words
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
    if not lines:
        lines = [line(words("whynot.none"))]
        away = any(one.rests and one.holds(day) for one in turn.standing.away)
        against = planner.why_not(athlete_of(turn), turn.standing, turn.today, day, Kind.STRENGTH_A)
        told = [words("whynot.away")] if away else phrases.reasons(words, against, turn.today)
        lines += [line(one) for one in told]
    return question(title, lines, ())
