"""Not now, but today: the card comes back once, at an hour the runner names. The series of mornings stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from adapters.messages import Button
from bot import due, phrases
from bot.dialogue import Dialogue, Later, Reply, Turn
from bot.dialogues.shared.common import athlete_of, prescribed_today, say
from bot.dialogues.today import dialogue as today
from bot.dialogues.today.day import day_out
from bot.grammar import times
from bot.grammar.days import weekday
from core.session import Status

HOURS = (1, 3)
"""Offered beside the days that a session may move to."""
WORTH = timedelta(hours=2)
"""A reminder that could not leave for so long is no help any more."""

_ASKED = re.compile(
    r"^(?:please |can you |could you |maybe )*"
    r"(?:(?:snooze|later|remind me|ask me(?: again)?|not now)\b[\s,:]*(?:later|again later)?"
    r"(?:(?P<how>in|for|at|again at|until|till|til)\s+)?"
    r"|(?P<alone>in)\s+(?=\d|an?\b|half\b|two\b|three\b))(?P<when>.*)$",
    re.IGNORECASE,
)


async def snooze(turn: Turn) -> Reply:
    if not turn.option.isdigit() or not 1 <= int(turn.option) <= 24 * 60:
        return await today.today(turn)
    return await _until(turn, turn.now + timedelta(minutes=int(turn.option)))


async def listen(turn: Turn) -> Reply | None:
    """ "later", "snooze 2 h", "remind me at 18:00"; whatever else begins so is about something else."""
    asked = _ASKED.match(turn.text.strip())
    if asked is None or turn.athlete is None or prescribed_today(turn) is None:
        return None
    at = _when(turn, asked["how"] or asked["alone"] or "", asked["when"].strip(" .!"))
    return None if at is None else await _until(turn, at)


async def interrupt(turn: Turn) -> Reply | None:
    """While the session waits: "snooze 10 min" is no effort of 10, whatever question is open."""
    return await listen(turn) if _waits(turn) else None


def _waits(turn: Turn) -> bool:
    past = turn.standing.on(turn.today)
    return past is not None and not past.done and past.effort is None and past.status is Status.SENT


def _when(turn: Turn, how: str, text: str) -> datetime | None:
    if not text:
        return turn.now + timedelta(hours=HOURS[0])
    if text.lower() == "tomorrow" or weekday(text.lower().removeprefix("on ")) is not None:
        # Another day is no snooze: moving is offered.
        return turn.now + due.DAY
    if how.lower() in ("", "in", "for"):
        minutes = times.read_minutes(text, most=24 * 60).minutes
        if minutes is not None and (how or not text.isdigit()):
            return turn.now + timedelta(minutes=minutes)
    zone = athlete_of(turn).zone
    named = [due.at_local(zone, turn.today, one) for one in times.clocks(text)]
    return next((at for at in named if at > turn.now), named[-1] if named else None)


async def _until(turn: Turn, at: datetime) -> Reply:
    session = prescribed_today(turn)
    past = turn.standing.on(turn.today)
    if session is None or past is None or past.done or past.status is Status.SKIPPED:
        reply = await today.today(turn)
        # What is over is not put off: said where it was asked, not further up.
        return replace(reply, outs=tuple(replace(one, fresh=True) for one in reply.outs))
    athlete = athlete_of(turn)
    asleep = due.quiet_until(athlete.zone, athlete.quiet_from, athlete.quiet_to, at) is not None
    if at <= turn.now or asleep or due.local_date(athlete.zone, at) != turn.today:
        move = Button(turn.words("button.move"), "move")
        return say(turn, "snooze.not_today", rows=((move,),))
    midnight = due.at_local(athlete.zone, turn.today + due.DAY, time(0))
    later = Later("snooze", at, min(at + WORTH, midnight), {"session": session.id}, "snooze")
    clock = phrases.clock(at.astimezone(due.zone_of(athlete.zone)).time())
    return replace(say(turn, "snooze.until", time=clock), later=(later,))


async def again(turn: Turn) -> Reply:
    """The hour has come: the card once more, unless it was trained, skipped or moved meanwhile."""
    session = prescribed_today(turn)
    if session is None or not _waits(turn) or athlete_of(turn).paused or turn.data.get("session") != session.id:
        return Reply()
    return Reply(outs=(day_out(turn, session, fresh=True, silent=False, notes=(turn.words("snooze.again"),)),))


def buttons(turn: Turn) -> tuple[Button, ...]:
    """What is offered where today's session is about to move."""
    return tuple(Button(turn.words("snooze.in", hours=one), f"snooze.{60 * one}") for one in HOURS)


DIALOGUE = Dialogue(
    name="snooze",
    verbs={"snooze": snooze},
    listens=(listen,),
    interrupts=(interrupt,),
    due={"snooze": again},
    stale={"snooze": today.stale},
)
