"""The answer to a session: effort, soreness, technique, by buttons or typed, with its effect shown at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from adapters.messages import BLANK, Button, Line, Rows, Style, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues import heard, questions, today
from bot.dialogues.common import (
    advanced,
    as_asked,
    day_card,
    effect,
    in_rows,
    question,
    rateable,
    say,
    score_row,
    text,
    then,
    toast,
    toggle,
    undo_button,
    with_next,
)
from bot.grammar.problem import Problem, Trouble
from bot.grammar.rating import Understood
from core import diary
from core.body import Kind, Region, Side, default_kind
from core.diary import Entry, Sore
from core.session import Kind as SessionKind
from core.session import Status
from core.standing import MIDLINE, Past

FRACTIONS = {"25": 0.25, "50": 0.5, "75": 0.75}
STOPPED = ("time", "pain", "effort", "sick")
TECHNIQUE = ("clean", "wobbly", "broke")

Data = Mapping[str, Any]


# --- by buttons --------------------------------------------------------------------------------------------------


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
    return Reply(outs=(_card(turn, _fresh(past)),))


async def done(turn: Turn) -> Reply:
    """Done on the card of the day (or of a day that can still be answered)."""
    session_id = str(turn.prompt.data.get("session", "")) if turn.prompt is not None else ""
    past = turn.standing.session(session_id) or rateable(turn)
    if past is None or (turn.today - past.day).days > 3:
        return say(turn, "rate.too_old")
    if past.kind in (SessionKind.MOBILITY, SessionKind.MICRO):
        entries = (diary.Report(at=turn.now, day=turn.today, session=past.id),)
        after = advanced(turn, entries)
        lines = with_next(then(turn, entries), [line(turn.words("rate.mobility_done"))], after)
        out = question(turn, _title(turn, past), lines, ((undo_button(turn, entries),),), card=day_card(past.day))
        return Reply(outs=(out,), entries=entries)
    return Reply(outs=(_card(turn, _fresh(past)),))


def _fresh(past: Past) -> dict[str, Any]:
    return {"session": past.id, "effort": past.effort, "areas": [], "technique": None, "first": 0, "fraction": 1.0}


def _past(turn: Turn, data: Data) -> Past | None:
    return turn.standing.session(str(data.get("session", "")))


def _title(turn: Turn, past: Past) -> str:
    return turn.words(
        "rate.title", kind=phrases.kind(turn.words, past.kind), day=phrases.near_day(turn.words, past.day, turn.today)
    )


def _card(turn: Turn, data: dict[str, Any], keep: int | None = None, notes: Sequence[str] = ()) -> Out:
    """One card that grows with the answers: effort, then sore areas and technique, then Done."""
    words = turn.words
    past = _past(turn, data)
    if past is None:
        return Out(text(turn, "rate.nothing"))
    lines: list[Line] = [line(one) for one in notes]
    rows: list[tuple[Button, ...]] = []
    if data["effort"] is None:
        lines += [line(words("rate.effort")), line(quiet(words("rate.anchors")))]
        rows.append(score_row("effort"))
        rows.append((Button(words("rate.as_planned"), "asplanned"), Button(words("button.stopped"), "stopped")))
    else:
        effort = phrases.number(data["effort"])
        lines.append(
            line(words("rate.effort_said", effort=effort, word=words(f"effort.{round(float(data['effort']))}")))
        )
        lines += [BLANK, line(words("rate.sore"))]
        chosen = {one["region"] for one in data["areas"]}
        shown = [*questions.AREAS, *(Region(one) for one in chosen if Region(one) not in questions.AREAS)]
        rows += in_rows(
            [toggle(_capital(phrases.region(words, one)), f"sore.{one.value}", one.value in chosen) for one in shown], 3
        )
        rows.append(
            tuple(toggle(words(f"technique.{one}"), f"technique.{one}", data["technique"] == one) for one in TECHNIQUE)
        )
        rows.append(
            (Button(words("button.done"), "rated", Style.PRIMARY), Button(words("rate.change_effort"), "reeffort"))
        )
    ask = None if keep is not None else Ask("rating", data, text=True, topic="rating")
    return question(turn, _title(turn, past), lines, tuple(rows), ask, card=day_card(past.day), keep=keep)


def _capital(one: str) -> str:
    return one[:1].upper() + one[1:]


def _data(turn: Turn) -> dict[str, Any] | None:
    if turn.prompt is None or turn.prompt.kind != "rating" or _past(turn, turn.prompt.data) is None:
        return None
    return dict(turn.prompt.data)


def _keep(turn: Turn, data: dict[str, Any], entries: Sequence[Entry] = (), notes: Sequence[str] = ()) -> Reply:
    """The same card with what was just chosen."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    return Reply(
        outs=(_card(then(turn, entries), data, keep=turn.prompt.id, notes=notes),),
        entries=tuple(entries),
        update={turn.prompt.id: data},
    )


async def effort(turn: Turn) -> Reply:
    """The number is kept at once: whoever stops here has answered."""
    data = _data(turn)
    if data is None or not turn.option.isdigit() or int(turn.option) > 10:
        return toast(turn, "engine.stale")
    entry = _effort_entry(turn, data, float(turn.option))
    changed = [one.plain for one in effect(turn, (entry,))]
    kept = {"effort": float(turn.option), "first": data["first"] or turn.next_n}
    return _keep(turn, data | kept, (entry,), changed)


def _effort_entry(turn: Turn, data: Data, value: float) -> diary.Report:
    return diary.Report(
        at=turn.now,
        day=turn.today,
        session=str(data["session"]),
        effort=value,
        fraction=float(data.get("fraction", 1.0)),
    )


async def as_planned(turn: Turn) -> Reply:
    """Everything as asked: the middle of the target, nothing sore, clean."""
    data = _data(turn)
    past = _past(turn, data) if data else None
    if data is None or past is None:
        return toast(turn, "engine.stale")
    low, high = past.target
    value = float(int((low + high) / 2 + 0.5))
    entries: tuple[Entry, ...] = (
        diary.Report(at=turn.now, day=turn.today, session=past.id, effort=value, soreness=(), technique="clean"),
    )
    return _result(turn, past, entries, first=data["first"])


async def re_effort(turn: Turn) -> Reply:
    data = _data(turn)
    return toast(turn, "engine.stale") if data is None else _keep(turn, data | {"effort": None})


async def sore(turn: Turn) -> Reply:
    data = _data(turn)
    name, wanted = turn.option[:-1], turn.option[-1:]
    if data is None or name not in Region.__members__ or wanted not in "+-":
        return toast(turn, "engine.stale")
    areas = [one for one in data["areas"] if one["region"] != name]
    if wanted == "+":
        areas.append({"region": name, "side": None, "score": None})
    return _keep(turn, data | {"areas": areas})


async def technique(turn: Turn) -> Reply:
    data = _data(turn)
    name, wanted = turn.option[:-1], turn.option[-1:]
    if data is None or name not in TECHNIQUE:
        return toast(turn, "engine.stale")
    return _keep(turn, data | {"technique": name if wanted == "+" else None})


async def rated(turn: Turn) -> Reply:
    """Done: scores for the chosen areas one by one, then the effect."""
    data = _data(turn)
    past = _past(turn, data) if data else None
    if data is None or past is None or turn.prompt is None:
        return toast(turn, "engine.stale")
    missing = next((one for one in data["areas"] if one["score"] is None), None)
    if missing is not None:
        return Reply(outs=(_score_card(turn, past, missing),))
    return _result(turn, past, (_soreness_entry(turn, data),), first=data["first"])


def _score_card(turn: Turn, past: Past, area: Data) -> Out:
    """One area's number, and its side where it is a joint or tendon."""
    words = turn.words
    region = Region(area["region"])
    keep = turn.prompt.id if turn.prompt else None
    needs_side = area["side"] is None and region not in MIDLINE and default_kind(region) is not Kind.muscle
    if needs_side:
        buttons = tuple(
            Button(_capital(words(f"side.{one.value}")), f"soreside.{region.value}:{one.value}") for one in Side
        )
        lines = [line(words("pain.side_of", region=phrases.region(words, region)))]
        return question(turn, _title(turn, past), lines, (buttons,), card=day_card(past.day), keep=keep)
    part = phrases.part(words, region, area["side"] or "both") if area["side"] else phrases.region(words, region)
    lines = [line(words("rate.how_sore", part=part)), line(quiet(words("pain.scale")))]
    rows: Rows = (score_row("sorescore", f"{region.value}:", 1),)
    return question(turn, _title(turn, past), lines, rows, card=day_card(past.day), keep=keep)


async def sore_side(turn: Turn) -> Reply:
    data = _data(turn)
    name, _, side = turn.option.partition(":")
    if data is None or side not in Side.__members__:
        return toast(turn, "engine.stale")
    return _with_area(turn, data, name, {"side": side})


async def sore_score(turn: Turn) -> Reply:
    data = _data(turn)
    name, _, number = turn.option.partition(":")
    if data is None or not number.isdigit() or not 0 <= int(number) <= 10:
        return toast(turn, "engine.stale")
    return _with_area(turn, data, name, {"score": float(number)})


def _with_area(turn: Turn, data: dict[str, Any], name: str, change: dict[str, Any]) -> Reply:
    past = _past(turn, data)
    if past is None or turn.prompt is None or all(one["region"] != name for one in data["areas"]):
        return toast(turn, "engine.stale")
    areas = [one | change if one["region"] == name else one for one in data["areas"]]
    data = data | {"areas": areas}
    missing = next((one for one in areas if one["score"] is None), None)
    if missing is not None:
        return Reply(outs=(_score_card(turn, past, missing),), update={turn.prompt.id: data})
    return _result(turn, past, (_soreness_entry(turn, data),), first=data["first"])


def _soreness_entry(turn: Turn, data: Data) -> diary.Report:
    sores = tuple(
        Sore(region, Side(one["side"] or "both"), float(one["score"]), default_kind(region))
        for one in data["areas"]
        for region in (Region(one["region"]),)
    )
    return diary.Report(
        at=turn.now, day=turn.today, session=str(data["session"]), effort=data["effort"], soreness=sores,
        technique=data["technique"], fraction=float(data.get("fraction", 1.0)),
    )  # fmt: skip


# --- stopped early -----------------------------------------------------------------------------------------------


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
        return Reply(outs=(_step(turn, past, "stopped.why", in_rows(buttons, 2)),))
    fraction = FRACTIONS[how_much]
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, fraction=fraction, stopped=why)
    if why == "pain":
        out = questions.where(then(turn, (entry,)))
        return Reply(outs=(Out(text(turn, "stopped.said.pain")), out), entries=(entry,))
    data = _fresh(past) | {"fraction": fraction, "first": turn.next_n}
    close = (turn.prompt.id,) if turn.prompt is not None and turn.prompt.kind == "rating" else ()
    note = words(f"stopped.said.{why}")
    return Reply(outs=(_card(then(turn, (entry,)), data, notes=(note,)),), entries=(entry,), close=close)


def _step(turn: Turn, past: Past, key: str, rows: Rows) -> Out:
    keep = turn.prompt.id if turn.prompt is not None else None
    ask = None if keep is not None else Ask("today", {"session": past.id, "day": past.day.isoformat()}, topic="day")
    return question(turn, _title(turn, past), (line(turn.words(key)),), rows, ask, card=day_card(past.day), keep=keep)


# --- the result --------------------------------------------------------------------------------------------------


def _result(
    turn: Turn,
    past: Past,
    entries: Sequence[Entry],
    first: int = 0,
    said: Sequence[str] = (),
    changed: Sequence[str] = (),
) -> Reply:
    """What was understood, what it changes, and the way back."""
    words = turn.words
    after = then(turn, entries)
    now = after.standing.session(past.id) or past
    lines: list[Line] = [line(words("rate.noted", heard=", ".join(said) if said else _heard(turn, now, entries)))]
    lines += effect(turn, entries, as_asked(turn, past) if past.effort is not None else None)
    rows: Rows = ((Button(words("button.why"), "why."), undo_button(turn, entries, first or None)),)
    body = with_next(after, lines, after.standing)
    out = question(turn, _done_title(turn, past), body, rows, card=day_card(past.day))
    # A typed answer is answered below it; a tapped one on the card that was tapped.
    outs = [replace(out, fresh=bool(said)), *_follow_up(turn, entries)]
    close = tuple(one.id for one in turn.prompts if one.kind == "rating")
    if turn.prompt is not None and turn.prompt.kind == "rating":
        close = tuple(dict.fromkeys((*close, turn.prompt.id)))
    if past.day < turn.today:
        # A late answer changes the card that already stands for today.
        shown, sent = today.again(after)
        return Reply(outs=(*outs, *shown), entries=(*entries, *sent), close=close)
    return Reply(outs=tuple(outs), entries=tuple(entries), close=close)


def _done_title(turn: Turn, past: Past) -> str:
    return turn.words(
        "rate.done_title", kind=phrases.kind(turn.words, past.kind), day=phrases.date_text(turn.words, past.day)
    )


def _heard(turn: Turn, past: Past, entries: Sequence[Entry]) -> str:
    words = turn.words
    parts = []
    if past.effort is not None:
        parts.append(words("heard.effort", effort=phrases.number(past.effort)))
    for one in (sore for entry in entries if isinstance(entry, diary.Report) for sore in entry.soreness or ()):
        parts.append(heard.sore(turn, one))
    if past.fraction < 1:
        parts.append(words("heard.fraction", percent=round(past.fraction * 100)))
    if past.technique in ("wobbly", "broke"):
        parts.append(words(f"heard.{past.technique}"))
    return ", ".join(parts) or words("heard.done")


def _follow_up(turn: Turn, entries: Sequence[Entry]) -> list[Out]:
    """Questions about joints and tendons of 3 and more, one at a time."""
    after = then(turn, entries)
    for entry in entries:
        sores = entry.soreness or () if isinstance(entry, diary.Report) else ()
        for one in sores:
            more = questions.after_pain(after, one.region, one.side, one.score, one.what)
            if more:
                return list(more)
        if isinstance(entry, diary.Felt):
            more = questions.after_pain(after, entry.region, entry.side, entry.score, entry.what)
            if more:
                return list(more)
    return []


# --- typed -------------------------------------------------------------------------------------------------------


async def typed(turn: Turn) -> Reply | None:
    """A typed answer while a rating is open."""
    return await listen(turn)


async def listen(turn: Turn) -> Reply | None:
    """Any message that reads like a rating, whether or not one was asked for."""
    if turn.athlete is None:
        return None
    said = heard.read(turn)
    if not said.says_something and not _asks_back(said):
        return None
    return _take(turn, said)


def _asks_back(said: Understood) -> bool:
    """Problems that a question can settle; plain nonsense is somebody else's."""
    return any(one.code not in (Trouble.unknown, Trouble.unknown_exercise, Trouble.too_long) for one in said.problems)


def _take(turn: Turn, said: Understood) -> Reply:
    past = rateable(turn)
    if said.skipped and past is not None:
        return today.skip_session(turn, past.id, said.reason if said.reason in today.SKIP_REASONS else "choice")
    if said.problems and _asks_back(said):
        return _ask_back(turn, past, said)
    sores = said.soreness or ()
    if past is None:
        if not sores:
            return say(turn, "rate.nothing")
        return _felt(turn, sores)
    waiting = past.day == turn.today and not past.started and not past.done
    if waiting and sores and said.effort is None and not said.as_planned and _only_parts(said):
        return _felt(turn, sores)
    if past.status is Status.SKIPPED:
        return _felt(turn, sores) if sores else say(turn, "rate.nothing")
    if said.effort is None and not said.as_planned and sores and past.effort is not None and _only_parts(said):
        return _felt(turn, sores)
    entries = heard.entries(turn, past, said)
    return _result(turn, past, entries, said=heard.echo(turn, said))


def _only_parts(said: Understood) -> bool:
    return said.technique is None and said.fraction is None and not said.items and not said.cut_short


def _felt(turn: Turn, sores: Sequence[Sore]) -> Reply:
    """Parts without a session: pain and soreness of their own."""
    entries = tuple(
        diary.Felt(
            at=turn.now, day=turn.today, region=one.region, side=one.side, score=one.score, what=one.what, when="now"
        )
        for one in sores
    )
    worst = max(sores, key=lambda one: (one.what is not Kind.muscle, one.score))
    outs = questions.noted(turn, entries, worst.region, worst.side, worst.score, worst.what)
    shown, sent = today.again(then(turn, entries))
    return Reply(outs=(*outs, *shown), entries=(*entries, *sent))


def _ask_back(turn: Turn, past: Past | None, said: Understood) -> Reply:
    """Says what was not understood and asks with buttons; what was clear is kept."""
    problem = next(one for one in said.problems if one.code not in (Trouble.unknown, Trouble.unknown_exercise))
    note = _problem_text(turn, problem)
    if past is None or past.status is Status.SKIPPED:
        return Reply(outs=(Out(text(turn, "rate.problem", problem=note)),))
    entries: tuple[Entry, ...] = ()
    clear = said.effort is not None and not any(
        one.code in (Trouble.contradiction, Trouble.ambiguous) for one in said.problems
    )
    if clear:
        sure = replace(said, problems=())
        entries = heard.entries(turn, past, sure)
    data = _fresh(past) | {"effort": said.effort if clear else None, "first": turn.next_n if entries else 0}
    areas: list[dict[str, Any]] = [
        {"region": one.region.value, "side": one.side.value, "score": one.score}
        for one in (said.soreness or ())
        if clear
    ]
    wanted = problem.about if problem.code is Trouble.needs_score and problem.about in Region.__members__ else ""
    if wanted:
        areas.append({"region": wanted, "side": None, "score": None})
    data["areas"] = areas
    after = then(turn, entries)
    card = _card(after, data, notes=(note,))
    close = tuple(one.id for one in turn.prompts if one.kind == "rating")
    return Reply(outs=(replace(card, fresh=True),), entries=entries, close=close)


def _problem_text(turn: Turn, problem: Problem) -> str:
    fragment = problem.fragment.strip()
    shown = fragment if len(fragment) <= 40 else fragment[:39] + "…"
    return turn.words(f"problem.{problem.code.value}", fragment=shown)


# --- due ---------------------------------------------------------------------------------------------------------


async def evening(turn: Turn) -> Reply:
    """The evening question, only for a session that nobody answered (chat.md, principle 2)."""
    past = turn.standing.session(str(turn.data.get("session", "")))
    if (
        past is None
        or past.effort is not None
        or past.status in (Status.SKIPPED, Status.MOVED)
        or past.day != turn.today
    ):
        return Reply()
    asked = (diary.Asked(at=turn.now, day=turn.today, what="evening"),)
    if today.silent_for(turn) >= 2:
        return Reply(outs=(_short_question(turn, past),), entries=asked)
    out = _card(turn, _fresh(past), notes=(turn.words("rate.evening"),))
    return Reply(outs=(replace(out, fresh=True, silent=False),), entries=asked)


SHORT = ("easy", "right", "hard")
"""The question for someone who has not answered lately: one tap, against the session's own target."""


def _short_question(turn: Turn, past: Past) -> Out:
    buttons = tuple(Button(turn.words(f"rate.short.{one}"), f"shortly.{one}") for one in SHORT)
    ask = Ask("rating", _fresh(past), text=True, topic="rating")
    lines = (line(turn.words("rate.short")),)
    out = question(turn, _title(turn, past), lines, (buttons,), ask, card=day_card(past.day))
    return replace(out, fresh=True, silent=False)


async def shortly(turn: Turn) -> Reply:
    """Easy is a point under the target, hard two over it; soreness was not asked and is not known."""
    data = _data(turn)
    past = _past(turn, data) if data else None
    if data is None or past is None or turn.option not in SHORT:
        return toast(turn, "engine.stale")
    low, high = past.target
    value = {"easy": low - 1, "right": float(int((low + high) / 2 + 0.5)), "hard": min(10.0, high + 2)}[turn.option]
    return _result(turn, past, (_effort_entry(turn, data, value),))


async def stale(turn: Turn) -> Reply:
    """A press on an answer that is closed: a kind word, and the newest one if there is any."""
    past = _past(turn, turn.prompt.data) if turn.prompt is not None else None
    if past is not None and past.effort is not None:
        return toast(turn, "rate.already", effort=phrases.number(past.effort))
    return toast(turn, "engine.stale")


DIALOGUE = Dialogue(
    name="rating",
    commands={"rate": rate},
    verbs={
        "rate": rate, "done": done, "effort": effort, "asplanned": as_planned, "reeffort": re_effort, "sore": sore,
        "technique": technique, "rated": rated, "shortly": shortly, "soreside": sore_side, "sorescore": sore_score, "stopped": stopped,
    },
    texts={"rating": typed},
    due={"evening": evening},
    listens=(listen,),
    stale={
        "done": done, "effort": stale, "asplanned": stale, "reeffort": stale, "sore": stale, "technique": stale,
        "rated": stale, "soreside": stale, "sorescore": stale, "stopped": stale,
    },
)  # fmt: skip
