"""An absence as it is shown, and what a question about it keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from adapters.messages import Button, Line, Rows, line
from bot import phrases
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.shared import forms
from bot.dialogues.shared.common import athlete_of, in_place, question
from bot.grammar.away import Leaving
from core.athlete import FLOOR
from core.standing import Period

KIND = CARD = "away"
_LASTS = timedelta(days=2)


def current(turn: Turn) -> Period | None:
    """What the runner is away for today."""
    return next((one for one in reversed(turn.standing.away) if one.holds(turn.today)), None)


def ahead(turn: Turn) -> Period | None:
    """The first absence that is told of and not begun."""
    coming = (one for one in turn.standing.away if one.start > turn.today)
    return min(coming, key=lambda one: one.start, default=None)


def shown(turn: Turn, title: str, lines: Sequence[Line], rows: Rows, data: dict[str, Any] | None = None) -> Out:
    """The card of `/away`; with `data` it is a question that also takes typed words."""
    ask = Ask(KIND, data, text=True, lasts=_LASTS, topic=KIND) if data is not None else None
    return in_place(turn, question(title, lines, rows, ask, card=CARD))


def span(turn: Turn, one: Period) -> str:
    """ "travel, Mon 23 Nov to Fri 27 Nov", "illness, since today"."""
    words = turn.words
    why = words("away.name.kit" if one.place and one.why == "life" else f"away.name.{one.why or 'away'}")
    if one.end is None:
        return words("away.since", why=why, day=phrases.near_day(words, one.start, turn.today))
    first, last = (phrases.date_text(words, each, turn.today) for each in (one.start, one.end))
    return (
        words("away.on", why=why, day=first) if first == last else words("away.span", why=why, first=first, last=last)
    )


def kit_there(turn: Turn, one: Period) -> str:
    """ "Travel, Thu 26 Nov to Sun 29 Nov (hotel): planned with dumbbells 2.5 to 20 kg." """
    athlete, key = athlete_of(turn), "week.journey.floor" if one.place == FLOOR else "week.journey"
    kit = forms.kit_text(turn.words, athlete, athlete.kit(one.place))
    return turn.words(key, span=phrases.upper_first(span(turn, one)), place=one.place, kit=kit)


def stands(turn: Turn, now: Period) -> Out:
    """How an absence stands that the runner is in."""
    words = turn.words
    lines = [line(phrases.upper_first(span(turn, now)) + "."), line(words(what_rests(now)))]
    well = Button(words("sick.well" if now.why == "illness" else "away.back"), "awayback")
    rows: list[tuple[Button, ...]] = [(well,)]
    if now.why == "illness" and not now.deep:
        rows[0] = (well, Button(words("sick.fever"), "sick.fever"))
    rows.append((Button(words("away.new_end"), "awayend"),))
    return shown(turn, words("away.title"), lines, tuple(rows), to_json(as_left(now)) | {"step": "until"})


def what_rests(period: Period) -> str:
    """The key of the sentence: nothing at all, or strength goes on with the kit there is."""
    return "away.nothing" if period.rests else "away.trains"


def as_left(period: Period) -> Leaving:
    """An absence as it was told, so that it can be told again with a change."""
    return Leaving(
        period.why, period.start, period.end, period.fever, period.below_neck, period.chest
    )  # fmt: skip


def to_json(one: Leaving) -> dict[str, Any]:
    return {
        "why": one.why, "start": one.start.isoformat(), "fever": one.fever, "below_neck": one.below_neck,
        "chest": one.chest, "until": one.until.isoformat() if one.until else None,
    }  # fmt: skip


def from_json(raw: Any) -> Leaving:
    until = date.fromisoformat(raw["until"]) if raw.get("until") else None
    return Leaving(
        raw["why"], date.fromisoformat(raw["start"]), until, raw["fever"], raw["below_neck"], raw["chest"]
    )  # fmt: skip
