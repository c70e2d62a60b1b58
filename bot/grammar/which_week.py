"""Which week a word behind a command names: "next", "last week", "30 Nov"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.grammar.dates import read_date
from bot.grammar.text import plain

_WORDS = {"next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1, "past": -1, "this": 0, "current": 0}


def weeks_away(text: str, today: date) -> int | None:
    """Weeks from this one, 0 = this; None where no week is named."""
    said = plain(text).removeprefix("the ").removesuffix(" week").removeprefix("week of ").strip()
    if said in _WORDS:
        return _WORDS[said]
    past = read_date(said, today, past=True).day if any(one.isdigit() for one in said) else None
    ahead = read_date(said, today).day if past is not None else None
    nearest = [one for one in (past, ahead) if one is not None]
    if not nearest:
        return None
    day = min(nearest, key=lambda one: abs((one - today).days))
    monday = today - timedelta(days=today.weekday())
    return (day - monday).days // 7
