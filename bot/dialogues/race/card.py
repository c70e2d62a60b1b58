"""Races as they are shown: the season, one race and the weeks around it, the months to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from adapters.messages import BLANK, Button, Line, Rows, line, quiet, strong
from bot import phrases
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.race import words as race_words
from bot.dialogues.shared import forms
from bot.dialogues.shared.common import athlete_of, in_place, in_rows, question, undo_button
from core import races
from core.athlete import Priority, Race

KIND = CARD = "race"
_LASTS = timedelta(days=2)


def races_ahead(turn: Turn) -> list[Race]:
    return [one for one in athlete_of(turn).season if one.day >= turn.today]


def season_card(turn: Turn, notes: Sequence[Line] = (), changed: bool = False) -> Out:
    words = turn.words
    coming = races_ahead(turn)
    lines: list[Line] = [*notes, *([BLANK] if notes else [])]
    for one in coming:
        lines += [line(strong(race_words.named(turn, one))), line(quiet(race_words.about(turn, one)))]
    lines += [line(words("race.none_yet"))] if not coming else _held(turn, coming)
    lines += [BLANK, line(quiet(words("race.how")))]
    rows = [(Button(race_words.told_apart(turn, one, coming), f"raceone.{one.day}"),) for one in coming[:6]]
    rows.append((Button(words("race.add"), "racenew"),))
    if changed:
        rows.append((undo_button(turn),))
    return card(turn, words("race.title"), lines, tuple(rows), {"step": "any"})


def _held(turn: Turn, coming: Sequence[Race]) -> list[Line]:
    """Where races stand so close that strength is only held between them."""
    season = next((found for one in coming if (found := races.race_season(athlete_of(turn), one.day))), None)
    if season is None:
        return []
    first, last = (phrases.date_text(turn.words, one) for one in season)
    return [BLANK, line(turn.words("race.season", first=first, last=last))]


def card(turn: Turn, title: str, lines: Sequence[Line], rows: Rows, data: dict[str, Any] | None = None) -> Out:
    """A card that is edited in place by its own buttons, and stands below what was typed."""
    ask = Ask(KIND, data, text=True, lasts=_LASTS, topic=KIND) if data is not None else None
    return in_place(turn, question(title, lines, rows, ask, card=CARD))


def race_of(turn: Turn, day: str) -> Race | None:
    return next((one for one in athlete_of(turn).season if one.day.isoformat() == day), None)


def race_card(turn: Turn, one: Race, notes: Sequence[Line] = (), changed: bool = False) -> Out:
    words = turn.words
    lines = [*notes, *([BLANK] if notes else []), line(race_words.about(turn, one)), BLANK]
    lines += [line(text) for text in race_words.weeks_around(turn, one)]
    matters = tuple(
        forms.choice(words(f"race.{each.value}"), f"raceprio.{one.day}:{each.value}", each is one.priority)
        for each in Priority
    )
    moved = (Button(words("race.move"), f"racemove.{one.day}"), Button(words("race.cancel"), f"racedrop.{one.day}"))
    last = [Button(words("race.all"), "race")]
    if changed:
        last.append(undo_button(turn))
    return card(
        turn,
        race_words.named(turn, one),
        lines,
        (matters, moved, tuple(last)),
        {"step": "any", "day": one.day.isoformat()},
    )


def months_card(turn: Turn, data: dict[str, Any]) -> Out:
    """The coming twelve months; a typed date does as well."""
    words = turn.words
    buttons = []
    for number in range(12):
        month = turn.today.month - 1 + number
        first = date(turn.today.year + month // 12, month % 12 + 1, 1)
        buttons.append(Button(words("race.month", month=words(f"month.{first.month}"), year=first.year),
                              f"racemonth.{first:%Y-%m}"))  # fmt: skip
    rows = (*in_rows(buttons, 3), (Button(words("button.back"), "race"),))
    return card(turn, words("race.when_title"), (line(words("race.which_month")),), rows, data)


def days_card(turn: Turn, first: date, data: dict[str, Any]) -> Out:
    """The Saturdays and Sundays of the month that begins with `first`: on other days the date is typed."""
    words = turn.words
    days = (first + timedelta(days=number) for number in range(31))
    buttons = [
        Button(phrases.date_text(words, one, turn.today), f"raceday.{one}")
        for one in days
        if one.month == first.month and one.weekday() >= 5 and one >= turn.today
    ]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "race"),))
    lines = (line(words("race.which_day")),)
    return card(turn, words("race.when_title"), lines, rows, data | {"month": f"{first:%Y-%m}"})
