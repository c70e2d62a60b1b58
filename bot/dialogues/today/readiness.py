"""Sleep, freshness, food and drink, heart-rate variability, pulse: by a tap or typed; the day follows at once (9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from math import exp

from adapters.messages import Line, line
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import effect, question, say, then, toast, undo_button
from bot.dialogues.today import day
from bot.dialogues.today.morning_questions import FATIGUE, SLEEP
from bot.dialogues.week import deload
from bot.grammar.readiness import Read
from core import diary
from core.diary import Entry


async def ready(turn: Turn) -> Reply:
    """A tap on the morning card, which is planned afresh in place."""
    name, _, value = turn.option.partition(":")
    if turn.prompt is not None and turn.prompt.data.get("day") != turn.today.isoformat():
        return await stale(turn)
    words = turn.words
    if name == "sleep" and value in SLEEP:
        hours, item = SLEEP[value]
        entry = diary.Readiness(at=turn.now, day=turn.today, sleep_h=hours, sleep=item)
        note = words("ready.noted.sleep", what=words(f"ready.sleep.{value}"))
    elif name == "fatigue" and value in FATIGUE:
        entry = diary.Readiness(at=turn.now, day=turn.today, fatigue=FATIGUE[value])
        note = words("ready.noted.fatigue", what=phrases.lower_first(words(f"ready.fatigue.{value}")))
    else:
        return toast(turn, "engine.unknown_button")
    past = turn.standing.on(turn.today)
    if past is not None and (past.done or past.started):
        return _noted(turn, (entry,), note)
    reply = day.replanned(turn, (entry,), (note,))
    offered, asked = deload.offer(then(turn, reply.entries))
    return replace(reply, outs=(*reply.outs, *offered), entries=(*reply.entries, *asked))


async def fuel(turn: Turn) -> Reply:
    """Food and drink of the day, offered with the evening's answer."""
    told = {"ok": ("ok", "ok"), "food": ("low", "ok"), "drink": ("ok", "low")}.get(turn.option)
    if told is None:
        return toast(turn, "engine.unknown_button")
    entry = diary.Readiness(at=turn.now, day=turn.today, food=told[0], drink=told[1])
    return _noted(turn, (entry,), turn.words(f"ready.fuel.{turn.option}.said"))


def _noted(turn: Turn, entries: tuple[Entry, ...], *notes: str) -> Reply:
    lines: list[Line] = [line(one) for one in notes]
    lines += effect(turn, entries)
    out = question(turn.words("ready.title"), lines, ((undo_button(turn),),))
    shown, sent = day.again(then(turn, entries))
    return Reply(outs=(out, *shown), entries=(*entries, *sent))


async def take(turn: Turn, read: Read, others: Callable[[Turn], Awaitable[Reply | None]]) -> Reply | None:
    """What was typed about the morning; the rest of the message goes on to `others`."""
    words = turn.words
    if not read.values:
        if read.rest:
            return None
        return say(turn, f"ready.problem.{read.problems[0].about}")
    entries = (diary.Readiness(at=turn.now, day=turn.today, **read.values),)  # type: ignore[arg-type]
    notes = [words(f"ready.typed.{name}", value=_shown(name, value)) for name, value in read.values.items()]
    notes += [words(f"ready.problem.{one.about}") for one in read.problems]
    if not read.rest:
        return _noted(turn, entries, *notes)
    more = await others(replace(then(turn, entries), text=read.rest))
    if more is None:
        # Whatever the rest may mean: what was understood is not lost over it.
        return _noted(turn, entries, *notes, words("ready.rest", text=read.rest))
    return replace(more, entries=(*entries, *more.entries))


def _shown(name: str, value: float) -> str:
    if name == "hrv":
        return phrases.number(round(exp(value)))
    return phrases.number(value)


async def stale(turn: Turn) -> Reply:
    return say(turn, "today.stale")


DIALOGUE = Dialogue(name="readiness", verbs={"ready": ready, "fuel": fuel}, stale={"ready": stale})
