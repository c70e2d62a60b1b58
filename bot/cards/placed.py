"""What a week's placement had to give up, and what is worth saying of it once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot import phrases
from bot.words import Words
from core.session import Kind, Session
from core.week import GiveWay, WeekPlan


def gave_way(words: Words, placed: WeekPlan, sessions: Iterable[Session], today: date) -> list[str]:
    """The steps of rulebook 8 that were needed for these `sessions`, then the remarks; a sentence each."""
    # Without a strength session there are no warm-ups that drills could go into, and only then are there just the tens.
    wrong = GiveWay.MICRO if placed.strength else GiveWay.TECHNIQUE_DAY
    # A wish is told with what stands against it.
    untold = {wrong.value, "wish_not_kept"}
    if not any(one.kind is Kind.UPPER for one in sessions):
        untold.add(GiveWay.S2_UPPER.value)
    shown = [one for one in (*placed.given_up, *placed.remarks) if one.code not in untold]
    return list(phrases.reasons(words, shown, today))
