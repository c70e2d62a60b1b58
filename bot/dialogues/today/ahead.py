"""The session of a day to come, as it stands now: "what's on Friday?", "/today Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import phrases
from bot.cards.session import session_card
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, next_line, say
from core import planner

FURTHEST = 14
"""Days; a plan further out would only be a guess."""


def on_day(turn: Turn, day: date) -> Reply:
    words, athlete, away = turn.words, athlete_of(turn), (day - turn.today).days
    named = phrases.near_day(words, day, turn.today)
    if away > FURTHEST:
        return say(turn, "ahead.far", day=named)
    coming = planner.horizon(athlete, turn.standing, turn.today, away + 1)
    session = next((one.session for one in coming if one.day == day and one.session is not None), None)
    if session is None:
        after = next_line(turn)
        return say(turn, "ahead.nothing", day=phrases.upper_first(named), next=after.plain if after is not None else "")
    card = session_card(words, athlete, turn.standing, session, notes=(words("ahead.note"),))
    return Reply(outs=(Out(replace(card, data=None)),))
