"""How much there is of it: one session this week, three of them, too long, and what the next block brings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button
from bot import phrases
from bot.dialogue import Reply, Turn
from bot.dialogues.away import leaving
from bot.dialogues.settings.view import MENU, key
from bot.dialogues.shared.common import athlete_of, prescribed_today, say
from bot.dialogues.today.day import SHORTER, shorter
from bot.dialogues.typed.answer import page
from bot.dialogues.typed.session import waiting
from bot.dialogues.week import dialogue as week
from bot.grammar.away import Leaving
from bot.grammar.text import counted
from core import planner, season

_WEEK = timedelta(days=7)
_FARTHEST = 12
"""Weeks ahead that are looked through for the next block: none is longer."""


async def only_so_many(turn: Turn, match: re.Match[str]) -> Reply:
    """So many of one week: the first of them stand, and the days behind them are free."""
    athlete, wanted, later = athlete_of(turn), counted(match["count"]), match["week"] == "next"
    if wanted >= athlete.strength_days:
        return (
            say(turn, "typed.more") if wanted > MOST else await week.week(replace(turn, text=f"{match['week']} week"))
        )
    monday = season.monday_of(turn.today) + (_WEEK if later else timedelta())
    sunday = monday + timedelta(days=6)
    past = [one for one in turn.standing.past if monday <= one.day <= turn.today and one.kind.strength and one.done]
    ahead = (sunday - turn.today).days + 1
    coming = planner.horizon(athlete, turn.standing, turn.today, ahead)
    strength = [one.session for one in coming if one.session is not None and one.session.kind.strength]
    strength = [one for one in strength if one.day >= monday]
    kept, dropped = strength[: max(0, wanted - len(past))], strength[max(0, wanted - len(past)) :]
    if not dropped:
        return await week.week(replace(turn, text=f"{match['week']} week"))
    first = max(monday, turn.today, *(one.day + timedelta(days=1) for one in kept))
    done_today = any(one.day == turn.today for one in past)
    start = first + timedelta(days=1) if first == turn.today and done_today else first
    gone = leaving.leave(turn, Leaving("life", start, sunday, timed=True))
    names = [
        turn.words(
            "typed.kept", kind=phrases.kind(turn.words, one.kind), day=phrases.near_day(turn.words, one.day, turn.today)
        )
        for one in kept
    ]
    if not names:
        return gone
    said = say(turn, "typed.so_many", names=phrases.listed(turn.words, names))
    return replace(gone, outs=(*said.outs, *gone.outs))


MOST = 2
"""Strength sessions of a week, at most."""


async def too_long(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Whether the session is too long: what stands in its minutes, and how it gets shorter."""
    past, session = waiting(turn), prescribed_today(turn)
    if past is None or session is None or past.started or not session.kind.strength:
        return await page("strength")(turn, match)
    rows = ((*shorter(turn, SHORTER),), (Button(turn.words("settings.strength.label"), key(MENU, "strength")),))
    return say(turn, "typed.length", rows=rows, minutes=session.minutes, most=athlete_of(turn).minutes)


async def next_block(turn: Turn, match: re.Match[str]) -> Reply | None:
    """What comes after this block, and when, as far as nothing comes between."""
    athlete, words = athlete_of(turn), turn.words
    now = season.position(athlete, turn.standing, turn.today)
    for number in range(1, _FARTHEST):
        day = season.monday_of(turn.today) + _WEEK * number
        then = season.position(athlete, turn.standing, day)
        if then.block != now.block or then.week < now.week:
            name = phrases.block(words, then.block, then.loading, deload=False)
            this = phrases.block(words, now.block, now.loading, deload=False)
            return say(
                turn, "typed.next_block", this=phrases.upper_first(this), week=now.week, weeks=now.weeks, name=name,
                day=phrases.date_text(words, day, turn.today), brings=words(f"typed.block.{then.block}"),
            )  # fmt: skip
    return None
