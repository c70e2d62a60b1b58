"""Several dates without their runs, or with easy ones: what a break from running is, and no break from strength."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button, Rows, Said, line
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.runs import noted as noting
from bot.dialogues.runs.sent import planned
from bot.dialogues.shared import heard, stated
from bot.dialogues.shared.common import effect, question, say, undo_button
from bot.grammar import flags
from bot.grammar.runs.spared import RUNS, Spared, read_spared
from core.athlete import Run, RunKind

MOST = timedelta(days=42)
"""Beyond six weeks it is no exception any more, and the usual week is what has to change [DC]."""


async def interrupt(turn: Turn) -> Reply | None:
    """Before being away, which would rest the strength too, and before any question, which would hear an effort."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    text = _undiagnosed(turn)
    found = read_spared(text, turn.today)
    # What hurts comes first, with its number.
    return None if found is None or heard.of_a_part(heard.read(replace(turn, text=text))) else _spared(turn, found)


_DIAGNOSIS = re.compile(
    r"(?<=says)(?: (?:it'?s|it is|i have|i'?ve got|that'?s|this is))+ [a-z' ]+,"
    r"|(?<=said) (?:it'?s|it was|it is) [a-z' ]+,",
    re.IGNORECASE,
)
"""What somebody called a part."""


def _undiagnosed(turn: Turn) -> str:
    """Without what a doctor called a part that is known to hurt: its number is told already."""
    told = _DIAGNOSIS.search(turn.text)
    known = {part.region for part in turn.standing.parts.values()}
    if told is None or {region for region, _ in stated.parts(told[0])} - known:
        return turn.text
    return turn.text.replace(told[0], " ", 1)


def _spared(turn: Turn, found: Spared) -> Reply:
    words = turn.words
    until = min(found.until, turn.today + MOST)
    days = (found.start + timedelta(days=number) for number in range((until - found.start).days + 1))
    plans = [(day, run) for day in days if (run := noting.planned_on(turn, day)).kind in found.kinds]
    what = words("runs.spared.all" if found.kinds == RUNS else f"runs.spared.{min(found.kinds).value}")
    last = phrases.near_day(words, until, turn.today)
    if not plans:
        return say(turn, "runs.spared.none", what=what, day=last)
    entries = tuple(
        planned(turn, day, replace(run, kind=RunKind.EASY) if found.easy else Run(), "typed") for day, run in plans
    )
    shown, sent = noting.again(turn, entries)
    text = words("runs.spared.easy" if found.easy else "runs.spared.off", what=what, day=last)
    lines = [line(phrases.upper_first(text)), *effect(turn, entries), *noting.today_too(turn, shown)]
    rows: Rows = ((undo_button(turn), Button(words("button.week"), "week.0")),)
    out = question(words("runs.coming_title"), lines, rows)
    return Reply(outs=(replace(out, fresh=True), *shown), entries=(*entries, *sent))


DIALOGUE = Dialogue(name="runs spared", interrupts=(interrupt,))
