"""The usual week of runs: shown as it would be with what was typed, and taken or left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import Button, Line, Rows, Said, Style, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Reply, Turn
from bot.dialogues.runs.noted import question
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import athlete_of, say, toast, undo_button
from bot.dialogues.today import day as days_card
from bot.grammar import flags
from bot.grammar.runs import Week, read_week
from bot.grammar.runs.from_now import read_from_now
from bot.intake import said
from core import planner, season
from core.athlete import Athlete, Run, RunKind

WEEK = "runweek"
_LASTS = timedelta(days=2)


async def change(turn: Turn) -> Reply:
    """Asks for the usual week in one line."""
    words = turn.words
    now = forms.runs_text(words, athlete_of(turn))
    lines = (line(words("runs.week.now", runs=now)), line(words("runs.week.type")))
    rows: Rows = ((Button(words("runs.week.grid"), "runset.grid"), Button(words("button.leave"), "runset.no")),)
    ask = Ask(WEEK, {}, text=True, lasts=_LASTS, topic=WEEK)
    return Reply(outs=(question(turn, words("runs.week.title"), lines, rows, ask, card=WEEK),))


async def typed_week(turn: Turn) -> Reply | None:
    """The line that was asked for; anything else goes on to whom it concerns."""
    week = read_week(turn.text, unit=athlete_of(turn).distance_unit)
    if not week.said or isinstance(said.read(turn.text, turn.today), said.Done | said.Coming):
        return None
    return week_as_told(turn, week)


async def interrupt(turn: Turn) -> Reply | None:
    """ "My long run is 25k now": before an open question makes something of its number. Nothing is taken yet."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    week = read_from_now(turn.text, turn.athlete.runs, turn.athlete.distance_unit)
    return None if week is None else week_as_told(turn, week)


def week_as_told(turn: Turn, typed: Week) -> Reply:
    """Shows what the week would be, as a whole or with only these days changed, before it is taken."""
    words, athlete = turn.words, athlete_of(turn)
    choices = _choices(athlete, typed.runs, typed.said)
    lacks = stated.complaints(words, typed.problems)
    if not choices and not lacks:
        return say(turn, "runs.week.known", runs=forms.runs_text(words, athlete))
    lines: list[Line] = [line(one) for one in lacks]
    if lacks:
        lines.append(line(words("runs.week.again" if choices else "runs.week.again_only")))
    buttons = []
    for name, week in choices.items():
        changed = replace(athlete, runs=week)
        key = "runs.week.shows" if len(choices) == 1 else f"runs.week.shows_{name}"
        lines.append(line(words(key, runs=forms.runs_text(words, changed))))
        lines.append(line(quiet(_strength(turn, changed))))
        label = words("button.take" if len(choices) == 1 else f"runs.week.take_{name}")
        buttons.append(Button(label, f"runset.{name}", Style.PRIMARY if len(choices) == 1 else Style.PLAIN))
    rows: Rows = ((Button(words("button.leave"), "runset.no"),),)
    rows = (tuple(buttons), *rows) if buttons else rows
    data = {name: [run_json(one) for one in week] for name, week in choices.items()}
    ask = Ask(WEEK, data, text=True, lasts=_LASTS, topic=WEEK)
    return Reply(outs=(question(turn, words("runs.week.title"), lines, rows, ask, card=WEEK),))


def _choices(athlete: Athlete, new: Sequence[Run], days: frozenset[int]) -> dict[str, tuple[Run, ...]]:
    """The week as typed, and the present one with the typed days in it; each only where it changes something."""
    whole = tuple(new)
    part = tuple(new[number] if number in days else run for number, run in enumerate(athlete.runs))
    choices = {"days": part} if len(days) == 1 else {"whole": whole, "days": part}
    if whole == part:
        choices = {"whole": whole}
    return {name: week for name, week in choices.items() if week != athlete.runs}


def _strength(turn: Turn, athlete: Athlete) -> str:
    """Where the strength days of the coming week would be."""
    words = turn.words
    monday = season.monday_of(turn.today) + timedelta(days=7)
    placed = planner.plan_week(athlete, turn.standing, monday, turn.today)
    days = ", ".join(phrases.weekday(words, day) for day in placed.strength)
    return words("runs.week.strength", days=days) if days else words("runs.week.no_strength")


async def set_week(turn: Turn) -> Reply:
    """Takes the week, or leaves it."""
    words = turn.words
    if turn.prompt is None or turn.prompt.kind != WEEK:
        return toast(turn, "engine.stale")
    close = (turn.prompt.id,)
    if turn.option == "no":
        left = question(turn, words("runs.week.title"), (line(words("ran.left")),), (), card=WEEK)
        return Reply(outs=(left,), close=close)
    if turn.option == "grid":
        return say(turn, "runs.week.settings")
    raw = turn.prompt.data.get(turn.option)
    if turn.option not in ("whole", "days") or raw is None:
        return toast(turn, "engine.unknown_button")
    return _taken(turn, tuple(run_of(one) for one in raw), close)


def _taken(turn: Turn, week: tuple[Run, ...], close: tuple[int, ...]) -> Reply:
    words = turn.words
    athlete = replace(athlete_of(turn), runs=week)
    shown, entries = days_card.for_profile(turn, athlete)
    lines = [line(words("runs.week.taken", runs=forms.runs_text(words, athlete))), line(_strength(turn, athlete))]
    rows: Rows = ((undo_button(turn), Button(words("button.week"), "week.0")),)
    out = question(turn, words("runs.week.title"), lines, rows, card=WEEK)
    return Reply(outs=(out, *shown), entries=entries, athlete=athlete, close=close)


def run_json(run: Run) -> list[Any]:
    return [run.kind.value, run.km, run.minutes]


def run_of(raw: Sequence[Any]) -> Run:
    return Run(RunKind(raw[0]), raw[1], raw[2])


DIALOGUE = Dialogue(name="usual runs", interrupts=(interrupt,))
