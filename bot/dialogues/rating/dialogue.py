"""Answering by taps: effort, sore areas, technique, stopping early, and the evening's question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from adapters.messages import Button, Rows, line
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues.pain import questions
from bot.dialogues.rating.answering import listen
from bot.dialogues.rating.card import (
    TECHNIQUE,
    Data,
    card,
    data_of,
    effort_entry,
    fresh,
    past_of,
    result,
    score_card,
    silence_over,
    soreness_entry,
    stays,
    title,
    unsore_entry,
)
from bot.dialogues.rating.of_parts import of_waking
from bot.dialogues.shared import heard, silence
from bot.dialogues.shared.common import (
    RATE_WITHIN_DAYS,
    advanced,
    athlete_of,
    day_card,
    effect_between,
    in_rows,
    question,
    rateable,
    say,
    text,
    then,
    toast,
    undo_button,
    with_next,
)
from bot.dialogues.today import day
from bot.grammar.score import Score, read_score
from core import diary
from core.body import Kind, Region, Side, default_kind
from core.diary import Entry
from core.session import Kind as SessionKind, Status
from core.standing import Past

FRACTIONS = {"25": 0.25, "50": 0.5, "75": 0.75}


STOPPED = ("time", "pain", "effort", "sick")


async def rate(turn: Turn) -> Reply:
    """`/rate`, "Done", or the evening: the newest session that can still be answered."""
    past = turn.standing.session(turn.option) if turn.option else None
    past = past or rateable(turn)
    if turn.text.strip() and past is not None:
        typed = await listen(turn)
        if typed is not None:
            return typed
    if past is None:
        return say(turn, "rate.nothing")
    return Reply(outs=(card(turn, fresh(past)),))


async def done(turn: Turn) -> Reply:
    """Done on the card of the day (or of a day that can still be answered)."""
    session_id = str(turn.prompt.data.get("session", "")) if turn.prompt is not None else ""
    past = turn.standing.session(session_id) or rateable(turn)
    if past is None or (turn.today - past.day).days > RATE_WITHIN_DAYS:
        return say(turn, "rate.too_old")
    if past.kind in (SessionKind.MOBILITY, SessionKind.MICRO):
        entries = (diary.Report(at=turn.now, day=turn.today, session=past.id),)
        after = advanced(turn, entries)
        lines = with_next(then(turn, entries), [line(turn.words("rate.mobility_done"))], after)
        out = question(title(turn, past), lines, ((undo_button(turn),),), card=day_card(past.day))
        return Reply(outs=(out,), entries=entries)
    return Reply(outs=(card(turn, fresh(past)),))


def _keep(turn: Turn, data: dict[str, Any], entries: Sequence[Entry] = (), notes: Sequence[str] = ()) -> Reply:
    """The same card with what was just chosen."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    return Reply(
        outs=(card(then(turn, entries), data, keep=turn.prompt.id, notes=notes),),
        entries=tuple(entries),
        update={turn.prompt.id: data},
    )


async def effort(turn: Turn) -> Reply:
    """The number is kept at once: a runner who stops here has answered."""
    data = data_of(turn)
    if data is None or not turn.option.isdigit() or int(turn.option) > 10:
        return toast(turn, "engine.stale")
    entry = effort_entry(turn, data, float(turn.option))
    after = then(turn, (entry,))
    now = after.standing.session(entry.session)
    changed = [one.plain for one in effect_between(turn, turn.standing, after.standing)]
    changed += [one.plain for one in silence_over(turn, after.standing)] if changed else []
    changed = changed or [turn.words("effect.nothing" if now is None else stays(after, now))]
    kept = {"effort": float(turn.option), "first": data["first"] or turn.next_n}
    return _keep(turn, data | kept, (entry,), changed)


async def late(turn: Turn) -> Reply:
    """The effort of an earlier session, on the morning's card."""
    name, _, number = turn.option.rpartition(":")
    past = turn.standing.session(name)
    if past is None or not number.isdigit() or int(number) > 10:
        return toast(turn, "engine.unknown_button")
    if past.effort is not None:
        return toast(turn, "rate.already", effort=phrases.number(past.effort))
    return result(turn, past, (effort_entry(turn, fresh(past), float(number)),)).below()


async def as_planned(turn: Turn) -> Reply:
    """Everything as asked: the middle of the target, nothing sore, clean."""
    data = data_of(turn)
    past = past_of(turn, data) if data else None
    if data is None or past is None:
        return toast(turn, "engine.stale")
    low, high = past.target
    value = float(int((low + high) / 2 + 0.5))
    asked = diary.Report(
        at=turn.now, day=turn.today, session=past.id, effort=value, soreness=(), technique="clean", batch=data["first"]
    )
    return result(turn, past, (asked,), first=data["first"])


async def re_effort(turn: Turn) -> Reply:
    data = data_of(turn)
    return toast(turn, "engine.stale") if data is None else _keep(turn, data | {"effort": None})


async def sore(turn: Turn) -> Reply:
    data = data_of(turn)
    name, wanted = turn.option[:-1], turn.option[-1:]
    if data is None or name not in Region.__members__ or wanted not in "+-":
        return toast(turn, "engine.stale")
    areas = [one for one in data["areas"] if one["region"] != name]
    if wanted == "+":
        muscle = default_kind(Region(name)) is Kind.muscle
        areas.append({"region": name, "side": None, "score": data.get("general") if muscle else None})
    return _keep(turn, data | {"areas": areas})


async def technique(turn: Turn) -> Reply:
    data = data_of(turn)
    name, wanted = turn.option[:-1], turn.option[-1:]
    if data is None or name not in TECHNIQUE:
        return toast(turn, "engine.stale")
    return _keep(turn, data | {"technique": name if wanted == "+" else None})


async def rated(turn: Turn) -> Reply:
    """Done: scores for the chosen areas one by one, then the effect."""
    data = data_of(turn)
    past = past_of(turn, data) if data else None
    if data is None or past is None or turn.prompt is None:
        return toast(turn, "engine.stale")
    if data.get("general") is not None and not data["areas"]:
        return toast(turn, "rate.where_all")
    missing = next((one for one in data["areas"] if one["score"] is None), None)
    if missing is not None:
        return Reply(outs=(score_card(turn, past, missing),))
    return result(turn, past, (soreness_entry(turn, data),), first=data["first"])


async def sore_side(turn: Turn) -> Reply:
    data = data_of(turn)
    name, _, side = turn.option.partition(":")
    if data is None or side not in Side.__members__:
        return toast(turn, "engine.stale")
    return _with_area(turn, data, name, {"side": side})


async def sore_score(turn: Turn) -> Reply:
    data = data_of(turn)
    name, _, number = turn.option.partition(":")
    if data is None or not number.isdigit() or not 0 <= int(number) <= 10:
        return toast(turn, "engine.stale")
    return _with_area(turn, data, name, {"score": float(number)})


def _with_area(turn: Turn, data: dict[str, Any], name: str, change: dict[str, Any]) -> Reply:
    past = past_of(turn, data)
    if past is None or turn.prompt is None or all(one["region"] != name for one in data["areas"]):
        return toast(turn, "engine.stale")
    areas = [one | change if one["region"] == name else one for one in data["areas"]]
    data = data | {"areas": areas}
    missing = next((one for one in areas if one["score"] is None), None)
    if missing is not None:
        return Reply(outs=(score_card(turn, past, missing),), update={turn.prompt.id: data})
    return result(turn, past, (soreness_entry(turn, data),), first=data["first"])


async def typed(turn: Turn) -> Reply | None:
    """The number or the side of the area that was just asked about, typed; anything else as it reads."""
    data = data_of(turn)
    open_ = [one for one in data["areas"] if one["score"] is None] if data and data["effort"] is not None else []
    told = (read_score(turn.text) or _named(turn, open_[0])) if open_ else None
    if told is None:
        return await listen(turn)
    name = open_[0]["region"]
    change: dict[str, Any] = {"side": told.side} if told.side else {}
    change |= {"score": float(told.number)} if told.number is not None else {}
    reply = _with_area(turn, data or {}, name, change)
    # What was typed is answered below it.
    return replace(reply, outs=(replace(reply.outs[0], fresh=True), *reply.outs[1:]))


def _named(turn: Turn, area: Data) -> Score | None:
    """ "Achilles was 4 during": the number that was asked for, with the part's name; of this morning it is none."""
    said = heard.read(turn)
    if said.effort is not None or len(said.soreness or ()) != 1 or not heard.only_parts(said) or of_waking(turn.text):
        return None
    [one] = said.soreness or ()
    side = "" if one.side is Side.both else one.side.value
    return Score(side, ceil(one.score)) if one.region.value == area["region"] else None


async def stopped(turn: Turn) -> Reply:
    """Not all of it was done: how much, and why."""
    session_id = str(turn.prompt.data.get("session", "")) if turn.prompt is not None else ""
    past = turn.standing.session(session_id) or rateable(turn)
    if past is None:
        return say(turn, "rate.nothing")
    words = turn.words
    how_much, _, why = turn.option.partition(":")
    if how_much not in FRACTIONS:
        buttons = tuple(Button(words(f"stopped.{one}"), f"stopped.{one}") for one in FRACTIONS)
        return Reply(outs=(_step(turn, past, "stopped.how_much", (buttons,)),))
    if why not in STOPPED:
        buttons = tuple(Button(words(f"stopped.why.{one}"), f"stopped.{how_much}:{one}") for one in STOPPED)
        # A runner who leaves without the reason has said how much all the same.
        part = diary.Report(at=turn.now, day=turn.today, session=past.id, fraction=FRACTIONS[how_much])
        return Reply(outs=(_step(turn, past, "stopped.why", in_rows(buttons, 2)),), entries=(part,))
    fraction = FRACTIONS[how_much]
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, fraction=fraction, stopped=why)
    if why == "pain":
        out = questions.where(then(turn, (entry,)))
        return Reply(outs=(Out(text(turn, "stopped.said.pain")), out), entries=(entry,))
    data = fresh(past) | {"fraction": fraction, "first": turn.next_n}
    close = (turn.prompt.id,) if turn.prompt is not None and turn.prompt.kind == "rating" else ()
    note = words(f"stopped.said.{why}")
    return Reply(outs=(card(then(turn, (entry,)), data, notes=(note,)),), entries=(entry,), close=close)


def _step(turn: Turn, past: Past, key: str, rows: Rows) -> Out:
    keep = turn.prompt.id if turn.prompt is not None else None
    ask = None if keep is not None else Ask("today", {"session": past.id, "day": past.day.isoformat()}, topic="day")
    return question(title(turn, past), (line(turn.words(key)),), rows, ask, card=day_card(past.day), keep=keep)


async def evening(turn: Turn) -> Reply:
    """The evening question, only for a session that nobody answered (chat.md, principle 2)."""
    if turn.data.get("folded"):
        return _instead_of_the_morning(turn)
    past = turn.standing.session(str(turn.data.get("session", "")))
    if (
        past is None
        or athlete_of(turn).evening is None
        or past.effort is not None
        or past.stopped == silence.FLAG
        or past.status in (Status.SKIPPED, Status.MOVED)
        or past.day != turn.today
    ):
        return Reply()
    if any(one.what == "evening" and one.day == turn.today for one in turn.standing.answers):
        # A runner who flies west has a second evening, and no second question.
        return Reply()
    silent = silence.silent_for(turn)
    if silent >= 3 and silence.asked_this_week(turn):
        # Silence stops the questions, not the mornings: from here on once a week.
        return Reply()
    asked = (diary.Asked(at=turn.now, day=turn.today, what="evening"),)
    if silent >= 2:
        return Reply(outs=(_short_question(turn, past),), entries=asked)
    out = card(turn, fresh(past), notes=(turn.words("rate.evening"),))
    return Reply(outs=(replace(out, fresh=True, silent=False),), entries=asked)


def _instead_of_the_morning(turn: Turn) -> Reply:
    """The card never came and noon has gone by: once, in the evening, with what there was to do and how to answer."""
    past = turn.standing.on(turn.today)
    over = past is not None and (past.done or past.effort is not None or past.status in (Status.SKIPPED, Status.MOVED))
    if over or athlete_of(turn).paused or day.plan(turn).session is None:
        return Reply()
    outs, entries = day.show(turn, fresh=True, silent=False, notes=(turn.words("rate.folded"),))
    asked = diary.Asked(at=turn.now, day=turn.today, what="evening")
    return Reply(outs=outs, entries=(*entries, asked))


SHORT = ("easy", "right", "hard")
"""The question for someone who has not answered lately: one tap, against the session's own target."""


def _short_question(turn: Turn, past: Past) -> Out:
    buttons = tuple(Button(turn.words(f"rate.short.{one}"), f"shortly.{one}") for one in SHORT)
    ask = Ask("rating", fresh(past), text=True, topic="rating")
    lines = (line(turn.words("rate.short")),)
    out = question(title(turn, past), lines, (buttons,), ask, card=day_card(past.day))
    return replace(out, fresh=True, silent=False)


async def shortly(turn: Turn) -> Reply:
    """Easy is a point under the target, hard two over it; soreness was not asked and is not known."""
    data = data_of(turn)
    past = past_of(turn, data) if data else None
    if data is None or past is None or turn.option not in SHORT:
        return toast(turn, "engine.stale")
    low, high = past.target
    value = {"easy": low - 1, "right": float(int((low + high) / 2 + 0.5)), "hard": min(10.0, high + 2)}[turn.option]
    return result(turn, past, (effort_entry(turn, data, value),))


async def unsore(turn: Turn) -> Reply:
    """Nothing sore, said after an effort that came alone."""
    past = turn.standing.session(turn.option)
    if past is None or past.sore_known or (turn.today - past.day).days > RATE_WITHIN_DAYS:
        return toast(turn, "engine.stale")
    return result(turn, past, (unsore_entry(turn, past),))


async def whereabouts(turn: Turn) -> Reply:
    """Where the soreness is that came as a number alone: its areas, which take that number."""
    past = turn.standing.session(turn.option)
    if past is None or past.general is None or not any(one.presumed for one in turn.standing.aches):
        return toast(turn, "engine.stale")
    return Reply(outs=(card(turn, fresh(past) | {"general": past.general}),))


async def detail(turn: Turn) -> Reply:
    """Where no form opened by itself (the card is shown on another platform, too), words are typed."""
    return toast(turn, "rate.detail.typed")


async def stale(turn: Turn) -> Reply:
    """A press on an answer that is closed: a kind word, and the newest one if there is any."""
    past = past_of(turn, turn.prompt.data) if turn.prompt is not None else None
    if past is not None and past.effort is not None:
        return toast(turn, "rate.already", effort=phrases.number(past.effort))
    return toast(turn, "engine.stale")


DIALOGUE = Dialogue(
    name="rating",
    commands={"rate": rate},
    verbs={
        "rate": rate,
        "done": done,
        "effort": effort,
        "asplanned": as_planned,
        "late": late,
        "detail": detail,
        "reeffort": re_effort,
        "sore": sore,
        "technique": technique,
        "rated": rated,
        "shortly": shortly,
        "unsore": unsore,
        "whereabouts": whereabouts,
        "soreside": sore_side,
        "sorescore": sore_score,
        "stopped": stopped,
    },
    texts={"rating": typed},
    due={"evening": evening},
    stale={
        "done": done,
        "effort": stale,
        "asplanned": stale,
        "reeffort": stale,
        "sore": stale,
        "technique": stale,
        "rated": stale,
        "soreside": stale,
        "sorescore": stale,
        "stopped": stale,
    },
)
