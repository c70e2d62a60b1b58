"""A run of every other week: kept as dates of the next weeks, beside a usual week that has one pattern only."""

from __future__ import annotations

from datetime import date, timedelta

from adapters.messages import Button, Rows, Said, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Reply, Turn
from bot.dialogues.runs import noted as noting, sent as runs_sent
from bot.dialogues.runs.noted import planned_on, question
from bot.dialogues.runs.usual import run_json, run_of
from bot.dialogues.runs.words import plan_text
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import athlete_of, effect, toast, undo_button
from bot.grammar import flags
from bot.grammar.runs import read_alternating
from core.athlete import Run, RunKind

KIND = "alternate"
WEEKS = 12
"""So far ahead it is kept [DC]; a runner's weeks seldom stay the same for longer."""
_SHOWN = 3


async def interrupt(turn: Turn) -> Reply | None:
    """Before the usual week, which would take it for every week."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    athlete = athlete_of(turn)
    told = read_alternating(turn.text, athlete.runs, unit=athlete.distance_unit)
    if told is None or heard.of_a_part(heard.read(turn)):
        return None
    words = turn.words
    first = turn.today + timedelta(days=(told.weekday - turn.today.weekday()) % 7)
    run = _filled(told.run, athlete.runs[told.weekday])
    days = (first, first + timedelta(days=7))
    buttons = tuple(Button(phrases.date_text(words, one), f"alternate.{one}") for one in days)
    what = phrases.upper_first(plan_text(turn, run))
    asked = words("runs.alternate.first", what=what, day=words(f"day.long.{told.weekday}"))
    rows: Rows = (buttons, (Button(words("button.leave"), "alternate.no"),))
    ask = Ask(KIND, {"run": run_json(run)}, lasts=timedelta(days=2), topic=KIND)
    return Reply(outs=(question(turn, words("runs.alternate.title"), (line(asked),), rows, ask, card=KIND),))


def _filled(run: Run, usual: Run) -> Run:
    """As long as it usually is, where nothing else was said."""
    return usual if usual.kind is run.kind and run.km is None and run.minutes is None else run


async def pressed(turn: Turn) -> Reply:
    words = turn.words
    if turn.prompt is None or turn.prompt.kind != KIND:
        return toast(turn, "engine.stale")
    close = (turn.prompt.id,)
    if turn.option == "no":
        left = question(turn, words("runs.alternate.title"), (line(words("ran.left")),), (), card=KIND)
        return Reply(outs=(left,), close=close)
    try:
        first = date.fromisoformat(turn.option)
    except ValueError:
        return toast(turn, "engine.unknown_button")
    run = run_of(turn.prompt.data["run"])
    usual = athlete_of(turn).runs[first.weekday()]
    between = Run() if usual.kind is run.kind else usual
    start = first if first - timedelta(days=7) < turn.today else first - timedelta(days=7)
    wanted = {
        day: run if (day - first).days % 14 == 0 else between
        for day in (start + timedelta(days=7 * number) for number in range(WEEKS))
    }
    entries = tuple(
        runs_sent.planned(turn, day, one, "typed") for day, one in wanted.items() if one != planned_on(turn, day)
    )
    shown, sent = noting.again(turn, entries)
    shows = [phrases.date_text(words, day) for day, one in wanted.items() if one == run][:_SHOWN]
    what = phrases.upper_first(plan_text(turn, run))
    rest = words("runs.no_run") if between.kind is RunKind.REST else plan_text(turn, between)
    lines = [
        line(words("runs.alternate.noted", what=what, days=", ".join(shows), rest=rest)),
        line(quiet(words("runs.alternate.until", day=phrases.date_text(words, max(wanted), turn.today)))),
        *effect(turn, entries),
        *noting.today_too(turn, shown),
    ]
    rows: Rows = ((undo_button(turn), Button(words("button.week"), "week.0")),)
    out = question(turn, words("runs.alternate.title"), lines, rows, card=KIND)
    return Reply(outs=(out, *shown), entries=(*entries, *sent), close=close)


DIALOGUE = Dialogue(name="alternate", verbs={"alternate": pressed}, interrupts=(interrupt,))
