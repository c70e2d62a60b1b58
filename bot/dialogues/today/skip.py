"""Not today: why, and what follows from it (rulebook 3.7, 3.9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import Button, Tone, line, quiet
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import (
    athlete_of,
    day_card,
    in_rows,
    prescribed_today,
    question,
    then,
    toast,
    undo_button,
    with_next,
)
from bot.dialogues.today import dialogue as today
from bot.dialogues.today.day import again, is_current, kept
from core import diary, planner
from core.diary import Entry
from core.session import Status

SKIP_REASONS = ("time", "tired", "sick", "pain", "choice")


async def skip(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or not is_current(turn):
        return await today.today(turn)
    words = turn.words
    buttons = [Button(words(f"skip.{one}"), f"skipped.{one}") for one in SKIP_REASONS]
    rows = (*in_rows(buttons, 3), (Button(words("button.back"), "back"),))
    lines = (line(words("skip.why")), line(quiet(words("skip.note"))))
    return Reply(outs=(question(words("skip.title"), lines, rows, card=day_card(turn.today), keep=kept(turn)),))


async def skipped(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or turn.option not in SKIP_REASONS:
        return await today.today(turn)
    past = turn.standing.session(session.id)
    if past is not None and (past.done or past.status is Status.SKIPPED):
        # The second tap of a double tap: written twice, Undo would take only one of them back.
        return toast(turn, "engine.stale")
    return skip_session(turn, session.id, turn.option)


async def not_done(turn: Turn) -> Reply:
    """A session that was asked about and never took place: why, then as if it had been skipped."""
    words = turn.words
    name, _, why = turn.option.partition(":")
    past = turn.standing.session(name)
    if past is None or past.done or past.effort is not None or past.status is Status.SKIPPED:
        return toast(turn, "engine.stale")
    # Who was ill on an earlier day may be well by now.
    reasons = [one for one in SKIP_REASONS if one != "sick" or past.day == turn.today]
    if why not in reasons:
        buttons = [Button(words(f"skip.{one}"), f"notdone.{name}:{one}") for one in reasons]
        title = f"{phrases.kind(words, past.kind)}, {phrases.near_day(words, past.day, turn.today)}"
        asked = "skip.why" if past.day == turn.today else "skip.why_then"
        lines = (line(words(asked)), line(quiet(words("skip.note"))))
        return Reply(outs=(question(title, lines, in_rows(buttons, 3), card=day_card(past.day)),))
    reply = skip_session(turn, name, why)
    shown, sent = again(then(turn, reply.entries)) if past.day < turn.today else ((), ())
    close = tuple(one.id for one in turn.prompts if one.kind == "rating" and one.data.get("session") == name)
    return replace(reply, outs=(*reply.outs, *shown), entries=(*reply.entries, *sent), close=close)


def skip_session(turn: Turn, session_id: str, why: str, *, placed: bool = False) -> Reply:
    """Writes the skip, says what follows, and asks on where the reason asks for it; `placed`: what hurts is known."""
    words = turn.words
    entries: list[Entry] = [diary.Skipped(at=turn.now, day=turn.today, session=session_id, reason=why)]
    if why == "sick":
        entries.append(diary.Away(at=turn.now, day=turn.today, why="illness", start=turn.today))
    # Said on a later day it is about that session, and today's card stays as it is.
    past = turn.standing.session(session_id)
    of = past.day if past is not None else turn.today
    then_too = "_then" if of < turn.today and why in ("time", "tired", "pain") else ""
    lines = [line(words("skip.said.placed" if placed else f"skip.said.{why}{then_too}"))]
    rows: list[tuple[Button, ...]] = []
    free = _free_day(turn, session_id) if why in ("time", "tired") else None
    if free is not None:
        day = phrases.near_day(words, free[1], turn.today)
        lines.append(line(words("skip.move_offer", day=day)))
        rows.append((Button(words("button.move_to", day=day), f"moveto.{free[0]}:{free[1].isoformat()}"),))
    if why == "pain" and not placed:
        rows.append((Button(words("button.where"), "hurts"),))
    if why == "sick":
        rows.append((Button(words("sick.fever"), "sick.fever"), Button(words("sick.well"), "awayback")))
    rows.append((undo_button(turn), Button(words("button.week"), "week.0")))
    after = then(turn, entries)
    title = f"{phrases.date_text(words, of)} · {words('today.skipped.title')}"
    body = with_next(after, lines, after.standing)
    out = question(title, body, tuple(rows), card=day_card(of), tone=Tone.NEUTRAL)
    return Reply(outs=(replace(out, fresh=of != turn.today),), entries=tuple(entries))


def _free_day(turn: Turn, session_id: str) -> tuple[str, Any] | None:
    """Where a missed session may go: one of the next two days of its week, by the rules of the week (8)."""
    past = turn.standing.session(session_id)
    if past is None or not past.kind.movable:
        return None
    for ahead in (1, 2):
        to = turn.today + timedelta(days=ahead)
        if to.isocalendar()[:2] != turn.today.isocalendar()[:2]:
            break
        offer = planner.move(athlete_of(turn), turn.standing, turn.today, past.kind, to)
        if offer.as_wanted is not None:
            return past.kind.value, to
    return None


DIALOGUE = Dialogue(
    name="skip",
    verbs={"skip": skip, "skipped": skipped, "notdone": not_done},
    stale=dict.fromkeys(("skip", "skipped"), today.stale),
)
