"""`/deload`: how much, why, how long; what it changes before it is taken; the coach's own proposal (rulebook 3.6)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Line, Rows, Style, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues.shared import stated
from bot.dialogues.shared.common import advanced, athlete_of, effect, in_rows, question, say, then, toast, undo_button
from bot.dialogues.today import day
from bot.grammar import easing, flags
from bot.grammar.asking import asks
from core import advice, diary, planner, season
from core.body import Region
from core.policy import policy
from core.standing import Period

CAUSES = ("tired", "sore", "race", "life")
LENGTHS = (5, 7, 10)
REGIONS = (Region.calf, Region.knee, Region.quad, Region.hamstring, Region.glute, Region.hip, Region.lower_back)


def taken(turn: Turn) -> Period | None:
    """A deload of the runner's own that holds today, or is still to come."""
    return next(
        (
            one
            for one in reversed(turn.standing.deloads)
            if one.end is not None and one.end >= max(one.start, turn.today)
        ),
        None,
    )


async def deload(turn: Turn) -> Reply:
    """Asked twice it does not deload twice: the one that there is is shown, with its end."""
    words = turn.words
    now = taken(turn)
    if now is not None:
        lines = [line(told(turn, now))]
        label = words("deload.end_early" if now.holds(turn.today) else "deload.call_off")
        rows: Rows = ((Button(label, "deloadend"), Button(words("button.leave"), "deloadno")),)
        out = question(words("deload.title"), lines, rows, _ask(), card="deload")
        return Reply(outs=(replace(out, fresh=turn.prompt is None),))
    planned = season.position(athlete_of(turn), turn.standing, turn.today)
    if planned.planned_deload:
        last = planned.monday + timedelta(days=6)
        return say(turn, "deload.planned_now", day=phrases.date_text(words, last))
    if turn.text.strip() and not turn.option and (asked := await _behind(turn)) is not None:
        return asked
    return Reply(outs=(replace(_scopes(turn), fresh=turn.prompt is None),))


async def _behind(turn: Turn) -> Reply | None:
    """What stands behind the command: the scope, or cause and length."""
    fresh = replace(turn, prompt=None)
    part = _part(turn.text)
    if part is not None:
        # One part of the body, with what is said beside it: what it is, and for how long.
        said = easing.read(turn.text)
        days = said.days if said is not None and said.days is not None else policy().deload.days
        why = said.cause if said is not None and said.cause else "sore"
        out = _preview(fresh, part.value, why, min(LENGTHS, key=lambda one: abs(one - days)))
        return Reply(outs=(replace(out, fresh=True),))
    chosen = easing.read_scope(turn.text)
    reply = await scope(replace(fresh, option=chosen)) if chosen else await typed(fresh)
    return (
        None
        if reply is None
        else replace(reply, outs=(replace(reply.outs[0], ask=reply.outs[0].ask or _ask(), fresh=True),))
    )


def _part(text: str) -> Region | None:
    found = {region for region, _ in stated.parts(text)}
    return next(iter(found)) if len(found) == 1 else None


def told(turn: Turn, one: Period) -> str:
    """ "You are in a deload of the legs until Tue 8 Dec", or from when to when one is to come."""
    words, last = turn.words, one.end or one.start
    first, day = phrases.near_day(words, one.start, turn.today), phrases.date_text(words, last)
    key = "deload.runs" if one.holds(turn.today) else "deload.comes"
    return words(key, first=first, day=day, scope=_scope(turn, one.scope))


async def typed(turn: Turn) -> Reply | None:
    """ "Tired, a week": cause and length as they are typed; a preview, as behind the buttons. Or only what to ease."""
    of_it = easing.read_scope(turn.text)
    if of_it and taken(turn) is None:
        asked = await scope(replace(turn, option=of_it))
        return replace(asked, outs=(replace(asked.outs[0], fresh=True),))
    said = easing.read(turn.text)
    question_back = asks(turn.text) or _ASKED.match(turn.text) is not None
    if said is None or question_back or taken(turn) is not None or stated.parts(turn.text) or flags.find(turn.text):
        return None
    chosen = str(turn.prompt.data.get("scope", "all")) if turn.prompt is not None else "all"
    wanted = said.days if said.days is not None else policy().deload.days
    nearest = min(LENGTHS, key=lambda one: abs(one - wanted))
    out = _preview(turn, "legs" if said.legs else chosen, said.cause or "tired", nearest)
    return Reply(outs=(replace(out, fresh=True),))


_ASKED = re.compile(r"\s*(?:what|when|why|how|where|who|show)\b", re.IGNORECASE)


def _ask() -> Ask:
    return Ask("deload", {}, text=True, topic="deload", lasts=timedelta(days=2))


def _scopes(turn: Turn) -> Out:
    words = turn.words
    rows = (
        (Button(words("deload.scope.all"), "deloadscope.all"), Button(words("deload.scope.legs"), "deloadscope.legs")),
        (Button(words("deload.scope.region"), "deloadscope.region"),),
    )
    return question(words("deload.title"), (line(words("deload.ask_scope")),), rows, _ask(), card="deload")


def _scope(turn: Turn, scope: str) -> str:
    if scope in ("all", "legs"):
        return turn.words(f"deload.scope.{scope}.in")
    return phrases.region(turn.words, scope)


async def scope(turn: Turn) -> Reply:
    words = turn.words
    if turn.option == "region":
        buttons = [Button(phrases.region(words, one).capitalize(), f"deloadscope.{one.value}") for one in REGIONS]
        rows = (*in_rows(buttons, 3), (Button(words("button.back"), "deload"),))
        return Reply(
            outs=(
                question(words("deload.title"), (line(words("deload.which")),), rows, card="deload", keep=_kept(turn)),
            )
        )
    if turn.option not in ("all", "legs") and turn.option not in Region.__members__:
        return toast(turn, "engine.unknown_button")
    buttons = [Button(words(f"deload.cause.{one}"), f"deloadcause.{turn.option}:{one}") for one in CAUSES]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "deload"),))
    kept = _kept(turn)
    asked = (line(words("deload.ask_cause")),)
    return Reply(
        outs=(question(words("deload.title"), asked, rows, card="deload", keep=kept),),
        update={kept: {"scope": turn.option}} if kept is not None else {},
    )


def _kept(turn: Turn) -> int | None:
    return turn.prompt.id if turn.prompt is not None else None


async def cause(turn: Turn) -> Reply:
    where, _, why = turn.option.partition(":")
    if why not in CAUSES:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(_preview(turn, where, why, policy().deload.days),))


async def length(turn: Turn) -> Reply:
    parts = turn.option.split(":")
    if len(parts) != 3 or parts[1] not in CAUSES or not parts[2].isdigit() or int(parts[2]) not in LENGTHS:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(_preview(turn, parts[0], parts[1], int(parts[2])),))


def _entry(turn: Turn, where: str, why: str, days: int) -> diary.Deloaded:
    return diary.Deloaded(at=turn.now, day=turn.today, scope=where, cause=why, start=_first_day(turn), days=days)


def _first_day(turn: Turn) -> date:
    """From today, or from tomorrow where today's session is done already."""
    past = turn.standing.on(turn.today)
    return turn.today + timedelta(days=1) if past is not None and past.done else turn.today


def _preview(turn: Turn, where: str, why: str, days: int) -> Out:
    """Exactly what changes, and the end date, before anything is taken."""
    words = turn.words
    entry = _entry(turn, where, why, days)
    last = entry.start + timedelta(days=days - 1)
    lines: list[Line] = [
        line(words("deload.preview", days=days, scope=_scope(turn, where), day=phrases.date_text(words, last))),
        *_differences(turn, entry),
        BLANK,
        line(quiet(words("deload.after"))),
    ]
    lengths = tuple(
        Button(words("deload.days", n=one), f"deloaddays.{where}:{why}:{one}", Style.ON if one == days else Style.OFF)
        for one in LENGTHS
    )
    take = Button(words("button.take"), f"deloadok.{where}:{why}:{days}", Style.PRIMARY)
    rows = (lengths, (take, Button(words("button.leave"), "deloadno")))
    return question(
        words("deload.title"), lines, rows, card="deload", keep=_kept(turn), ask=None if _kept(turn) else _ask()
    )


def _differences(turn: Turn, entry: diary.Deloaded) -> list[Line]:
    """The sessions inside it, before and after; the two that lead back come after it."""
    athlete = athlete_of(turn)
    out: list[Line] = []
    before = {one.day: one.session for one in planner.horizon(athlete, turn.standing, turn.today, 14) if one.session}
    after = {
        one.day: one.session
        for one in planner.horizon(athlete, advanced(turn, (entry,)), turn.today, 14)
        if one.session
    }
    for on, session in after.items():
        was = before.get(on)
        if (
            was is None
            or on > entry.start + timedelta(days=entry.days - 1)
            or (was.working_sets, was.minutes) == (session.working_sets, session.minutes)
        ):
            continue
        out.append(
            line(
                turn.words(
                    "deload.difference" if was.working_sets else "deload.difference_minutes",
                    day=phrases.upper_first(phrases.near_day(turn.words, on, turn.today)),
                    kind=phrases.kind(turn.words, session.kind),
                    before=was.working_sets,
                    after=session.working_sets,
                    minutes_before=was.minutes,
                    minutes=session.minutes,
                )
            )
        )
    return out or [line(turn.words("effect.nothing"))]


async def take(turn: Turn) -> Reply:
    parts = turn.option.split(":")
    if len(parts) != 3 or parts[1] not in CAUSES or not parts[2].isdigit():
        return toast(turn, "engine.unknown_button")
    if taken(turn) is not None:
        return await deload(turn)
    words = turn.words
    entry = _entry(turn, parts[0], parts[1], int(parts[2]))
    last = entry.start + timedelta(days=entry.days - 1)
    lines = [line(words("deload.taken", day=phrases.date_text(words, last))), *_differences(turn, entry)]
    rows: Rows = ((Button(words("button.week"), "week.0"), undo_button(turn)),)
    out = question(words("deload.title"), lines, rows, card="deload")
    outs, sent = day.again(then(turn, (entry,)))
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    return Reply(outs=(out, *outs), entries=(entry, *sent), close=close)


async def end(turn: Turn) -> Reply:
    """Ended early: the two sessions back are announced (3.6), where there was a session to come back from."""
    now = taken(turn)
    if now is None:
        return toast(turn, "deload.not_running")
    past = (one for one in turn.standing.past if now.start <= one.day and (one.day < turn.today or one.done))
    entry = diary.DeloadEnded(at=turn.now, day=turn.today)
    key = "deload.ended" if any(one.deload for one in past) else "deload.called_off"
    lines = [line(turn.words(key)), *effect(turn, (entry,))]
    out = question(turn.words("deload.title"), lines, ((undo_button(turn),),), card="deload")
    outs, sent = day.again(then(turn, (entry,)))
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    return Reply(outs=(out, *outs), entries=(entry, *sent), close=close)


async def leave(turn: Turn) -> Reply:
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    out = question(turn.words("deload.title"), (line(turn.words("deload.left")),), (), card="deload")
    return Reply(outs=(out,), close=close, entries=_declined(turn))


def _declined(turn: Turn) -> tuple[diary.Entry, ...]:
    if turn.prompt is None or turn.prompt.kind != "deload_offer":
        return ()
    return (diary.Asked(at=turn.now, day=turn.today, what="deload", yes=False),)


def offer(turn: Turn) -> tuple[tuple[Out, ...], tuple[diary.Entry, ...]]:
    """The coach's own proposal, with the signs it goes by; asked, never done, and not again for a week (3.6)."""
    words = turn.words
    signs = advice.deload_signs(athlete_of(turn), turn.standing, turn.today)
    if not signs:
        return (), ()
    told = phrases.reasons(words, signs, turn.today)
    lines: list[Line] = [line(words("deload.offer")), *(line(words("effect.item", text=one)) for one in told)]
    rows: Rows = (
        (
            Button(words("deload.offer_yes"), "deloadcause.all:tired", Style.PRIMARY),
            Button(words("deload.offer_no"), "deloadno"),
        ),
    )
    ask = Ask("deload_offer", {}, topic="deload", lasts=timedelta(days=5))
    out = question(words("deload.title"), lines, rows, ask, card="deload")
    return (replace(out, fresh=True),), (diary.Asked(at=turn.now, day=turn.today, what="deload"),)


DIALOGUE = Dialogue(
    name="deload",
    commands={"deload": deload},
    texts={"deload": typed},
    verbs={
        "deload": deload, "deloadscope": scope, "deloadcause": cause, "deloaddays": length, "deloadok": take,
        "deloadend": end, "deloadno": leave,
    },
)  # fmt: skip

__all__ = ["DIALOGUE", "offer"]
