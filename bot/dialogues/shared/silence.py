"""Sessions without an answer: the last one that waits for it, when it is asked for, and for how long nobody spoke."""

from __future__ import annotations

from datetime import date, timedelta

from bot import due
from bot.dialogue import Later, Turn
from bot.dialogues.shared.common import RATE_WITHIN_DAYS
from core import diary
from core.athlete import Athlete
from core.diary import Entry
from core.session import Kind, Session, Status
from core.standing import Past

FLAG = "flag"
"""A session that stopped for a red flag: nobody is asked how hard it was."""


def unrated(turn: Turn) -> Past | None:
    """The last session before today that still waits for its answer: asked as a row of this morning's card."""
    for past in reversed(turn.standing.past):
        age = (turn.today - past.day).days
        if age > RATE_WITHIN_DAYS:
            break
        asked = past.kind not in (Kind.MOBILITY, Kind.MICRO) and past.status not in (Status.SKIPPED, Status.MOVED)
        if age > 0 and asked:
            return past if past.effort is None and past.stopped != FLAG else None
    return None


def evening_question(turn: Turn, athlete: Athlete, session: Session) -> tuple[Later, ...]:
    """The evening question for a session that nobody answered; a mobility day asks nothing."""
    if athlete.evening is None or session.kind in (Kind.MOBILITY, Kind.MICRO):
        return ()
    at = due.at_local(athlete.zone, turn.today, athlete.evening)
    if at <= turn.now:
        return ()
    return (Later("evening", at, at + timedelta(hours=2), {"session": session.id}, f"evening:{turn.today}"),)


def asked_this_week(turn: Turn) -> bool:
    return any(one.what == "evening" and (turn.today - one.day).days < 7 for one in turn.standing.answers)


def silent_for(turn: Turn) -> int:
    """How many sessions in a row have no answer, today's not counted, since the runner last said or tapped anything."""
    count = 0
    for past in reversed(turn.standing.past):
        if past.day >= turn.today or past.kind in (Kind.MOBILITY, Kind.MICRO) or past.status is Status.MOVED:
            continue
        if past.effort is not None or past.status is Status.SKIPPED or _heard_since(turn, past.day):
            break
        count += 1
    return count


def _heard_since(turn: Turn, day: date) -> bool:
    return any(one.day > day and _by_the_runner(one) for one in reversed(turn.recent))


def _by_the_runner(entry: Entry) -> bool:
    """What the coach sent and asked by itself says nothing about whether anybody is there."""
    return not (entry.type == "prescribed" or (isinstance(entry, diary.Asked) and entry.yes is None))
