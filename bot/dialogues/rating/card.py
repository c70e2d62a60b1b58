"""The rating card that grows with its answers, and what every finished answer shows: its effect and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from adapters.messages import BLANK, Button, Line, Rows, Style, Tone, line, quiet
from bot import phrases
from bot.dialogue import Ask, Out, Reply, Turn
from bot.dialogues.pain import questions, sides
from bot.dialogues.shared import heard, loads
from bot.dialogues.shared.common import (
    as_asked,
    athlete_of,
    day_card,
    effect_between,
    in_rows,
    milestone,
    question,
    score_row,
    text,
    then,
    toggle,
    undo_button,
    with_next,
)
from bot.dialogues.today import day
from bot.dialogues.week import deload
from core import advice, diary, planner
from core.athlete import Level
from core.body import Kind, Region, Side, default_kind
from core.diary import Entry, Sore
from core.habit import habit
from core.policy import policy
from core.session import Kind as SessionKind
from core.standing import MIDLINE, Past, Standing

Data = Mapping[str, Any]

TECHNIQUE = ("clean", "wobbly", "broke")


def fresh(past: Past) -> dict[str, Any]:
    return {"session": past.id, "effort": past.effort, "areas": [], "technique": None, "first": 0, "fraction": 1.0}


def past_of(turn: Turn, data: Data) -> Past | None:
    return turn.standing.session(str(data.get("session", "")))


def title(turn: Turn, past: Past) -> str:
    return turn.words(
        "rate.title", kind=phrases.kind(turn.words, past.kind), day=phrases.near_day(turn.words, past.day, turn.today)
    )


def card(turn: Turn, data: dict[str, Any], keep: int | None = None, notes: Sequence[str] = ()) -> Out:
    """One card that grows with the answers: effort, then sore areas and technique, then Done."""
    words = turn.words
    past = past_of(turn, data)
    if past is None:
        return Out(text(turn, "rate.nothing"))
    lines: list[Line] = [line(one) for one in notes]
    rows: list[tuple[Button, ...]] = []
    if data["effort"] is None:
        lines += [line(words("rate.effort")), line(quiet(words("rate.anchors")))]
        rows.append(score_row("effort"))
        begun = past.started or past.done
        never = () if begun else (Button(words("button.not_done"), f"notdone.{past.id}"),)
        rows.append((Button(words("rate.as_planned"), "asplanned"), Button(words("button.stopped"), "stopped"), *never))
        rows.append((Button(words("rate.detail"), "detail", form=True),))
    else:
        effort = phrases.number(data["effort"])
        lines.append(
            line(words("rate.effort_said", effort=effort, word=words(f"effort.{round(float(data['effort']))}")))
        )
        lines += [BLANK, line(words("rate.sore" if data.get("general") is None else "rate.where_all"))]
        chosen = {one["region"] for one in data["areas"]}
        shown = [*questions.AREAS, *(Region(one) for one in chosen if Region(one) not in questions.AREAS)]
        rows += in_rows(
            [
                toggle(phrases.upper_first(phrases.region(words, one)), f"sore.{one.value}", one.value in chosen)
                for one in shown
            ],
            3,
        )
        rows.append(
            tuple(toggle(words(f"technique.{one}"), f"technique.{one}", data["technique"] == one) for one in TECHNIQUE)
        )
        rows.append(
            (Button(words("button.done"), "rated", Style.PRIMARY), Button(words("rate.change_effort"), "reeffort"))
        )
    ask = None if keep is not None else Ask("rating", data, text=True, topic="rating")
    return question(title(turn, past), lines, tuple(rows), ask, card=day_card(past.day), keep=keep)


def data_of(turn: Turn) -> dict[str, Any] | None:
    if turn.prompt is None or turn.prompt.kind != "rating" or past_of(turn, turn.prompt.data) is None:
        return None
    return dict(turn.prompt.data)


def score_card(turn: Turn, past: Past, area: Data, ask: Ask | None = None) -> Out:
    """One area's number, and its side where it is a joint or tendon. `ask`: where it is the first question."""
    words = turn.words
    region = Region(area["region"])
    keep = turn.prompt.id if turn.prompt and ask is None else None
    needs_side = area["side"] is None and region not in MIDLINE and default_kind(region) is not Kind.muscle
    if needs_side:
        buttons = tuple(
            Button(phrases.upper_first(words(f"side.{one.value}")), f"soreside.{region.value}:{one.value}")
            for one in Side
        )
        lines = [line(words("pain.side_of", region=phrases.region(words, region)))]
        return question(title(turn, past), lines, (buttons,), ask, card=day_card(past.day), keep=keep)
    part = phrases.your_part(words, region, area["side"] or None)
    lines = [line(words("rate.how_sore", part=part)), line(quiet(words("pain.scale")))]
    rows: Rows = (score_row("sorescore", f"{region.value}:", 1),)
    return question(title(turn, past), lines, rows, ask, card=day_card(past.day), keep=keep)


def effort_entry(turn: Turn, data: Data, value: float) -> diary.Report:
    return diary.Report(
        at=turn.now,
        day=turn.today,
        session=str(data["session"]),
        effort=value,
        fraction=float(data.get("fraction", 1.0)),
        batch=int(data["first"]),
    )


def soreness_entry(turn: Turn, data: Data) -> diary.Report:
    sores = tuple(
        Sore(region, Side(one["side"] or "both"), float(one["score"]), default_kind(region))
        for one in data["areas"]
        for region in (Region(one["region"]),)
    )
    return diary.Report(
        at=turn.now, day=turn.today, session=str(data["session"]), effort=data["effort"], soreness=sores,
        technique=data["technique"], fraction=float(data.get("fraction", 1.0)), batch=int(data["first"]),
    )  # fmt: skip


def result(
    turn: Turn,
    past: Past,
    entries: Sequence[Entry],
    first: int = 0,
    said: Sequence[str] = (),
    unsided: Sequence[Region] = (),
) -> Reply:
    """What was understood, what it changes, and the way back."""
    words = turn.words
    after = then(turn, entries)
    now = after.standing.session(past.id) or past
    lines: list[Line] = [line(words("rate.noted", heard=", ".join(said) if said else _heard(turn, now, entries)))]
    lines += questions.other_side(turn, after)
    lines += [line(one) for one in questions.calm_notes(after, entries)]
    unsaid = now.kind.strength and now.soreness_open
    base = as_asked(turn, past) if unsaid or past.effort is not None else turn.standing
    changes = effect_between(turn, base, after.standing)
    lines += changes or ([] if unsaid else [line(words(stays(after, now)))])
    lines += silence_over(turn, after.standing) if changes and base is turn.standing else []
    lines += loads.follows(after, now, entries)
    lines += [line(words("rate.easy.soreness" if (now.difference or 0) < 0 else "rate.soreness"))] if unsaid else []
    lines += [*_habit(turn, after), *milestone(turn, after.standing, past.id), *_seasoned(after, past)]
    asked_side, sided = sides.asked(turn, unsided)
    lines += asked_side
    somewhere = past.general is None and any(one.presumed for one in after.standing.aches)
    lines += [line(words("rate.where"))] if somewhere else []
    whereabouts = ((Button(words("button.say_where"), f"whereabouts.{past.id}"),),) if somewhere else ()
    unsore = ((Button(words("rate.nothing_sore"), f"unsore.{past.id}"),),) if unsaid else ()
    rows: Rows = (
        *sided,
        *whereabouts,
        *unsore,
        (Button(words("button.why"), "why."), undo_button(turn, first)),
        *_fuel(after),
    )
    body = with_next(after, lines, after.standing)
    out = question(_done_title(turn, past), body, rows, card=day_card(past.day))
    # A typed answer is answered below it; a tapped one on the card that was tapped.
    outs = [replace(out, fresh=bool(said)), *_follow_up(turn, entries)]
    close = tuple(one.id for one in turn.prompts if one.kind == "rating")
    if turn.prompt is not None and turn.prompt.kind == "rating":
        close = tuple(dict.fromkeys((*close, turn.prompt.id)))
    # A late answer changes the card that already stands for today.
    shown, sent = day.again(after) if past.day < turn.today else ((), ())
    offered, asked = deload.offer(after)
    outs += [*shown, *_advice(after, entries), *offered]
    return Reply(outs=tuple(outs), entries=(*entries, *sent, *asked), close=close)


def unsore_entry(turn: Turn, past: Past) -> diary.Report:
    return diary.Report(at=turn.now, day=turn.today, session=past.id, soreness=())


def silence_over(turn: Turn, after: Standing) -> list[Line]:
    """Said where an answer ends a silence: the sets that come back are no praise for a hard session."""
    athlete, row = athlete_of(turn), policy().silence.unknown_in_row
    before, now = (planner.today_of(athlete, one, turn.today).unknown for one in (turn.standing, after))
    return [line(turn.words("rate.silence_over"))] if before >= row > now else []


def stays(after: Turn, past: Past) -> str:
    """Nothing changes. Where it was easy that is a disappointment, so what stands in the way is said; where it was far
    too hard it would sound as if nobody had heard.
    """
    if past.kind.strength and (past.difference or 0) >= 2:
        return "effect.light_already"
    if past.kind is SessionKind.TECHNIQUE and (past.difference or 0) >= 2:
        return "effect.meant_easy"
    if not past.kind.strength or (past.difference or 0) >= 0:
        return "effect.nothing"
    coming = (one.session for one in planner.horizon(athlete_of(after), after.standing, after.today))
    following = next((one for one in coming if one is not None and one.kind is past.kind and one.day > past.day), None)
    return "rate.easy.deload" if following is not None and following.deload else "effect.nothing"


def _seasoned(after: Turn, past: Past) -> list[Line]:
    """Said with the session after which somebody new is not new any more (3.9)."""
    reached = past.kind.strength and after.standing.seasoned == past.day
    if not reached or athlete_of(after).level is not Level.NEW:
        return []
    return [line(after.words("level.earned", n=policy().blocks.some_after_sessions))]


def _habit(before: Turn, after: Turn) -> list[Line]:
    """How this runner rates beside what is asked for: told with the tenth answer, and with every tenth after it."""
    answers, words = len(after.standing.graded), after.words
    known = habit(after.standing.graded)
    if known is None or answers == len(before.standing.graded) or answers % policy().habit.sessions:
        return []
    much = policy().habit.offset
    way = "under" if known.offset <= -much else "over" if known.offset >= much else "on"
    offset, error = phrases.number(abs(known.offset)), phrases.number(known.error)
    told = [words(f"rate.habit.{way}", n=known.answers, offset=offset, error=error)]
    if known.spread >= policy().habit.spread:
        told.append(words("rate.habit.scattered"))
    return [BLANK, line(quiet(" ".join(told)))]


def _fuel(turn: Turn) -> Rows:
    """Food and drink of the day, where the runner wished to be asked about the mornings; offered, never waited for."""
    said = next((one for one in turn.standing.mornings if one.day == turn.today), None)
    if turn.athlete is None or not turn.athlete.readiness or (said is not None and said.food is not None):
        return ()
    return (tuple(Button(turn.words(f"ready.fuel.{one}"), f"fuel.{one}") for one in ("ok", "food", "drink")),)


def _advice(turn: Turn, entries: Sequence[Entry]) -> tuple[Out, ...]:
    """What somebody should look at (2.1, 2.2), where the answer speaks of it; strong pain says so by itself."""
    sore = [one.region for told in entries if isinstance(told, diary.Report) for one in told.soreness or ()]
    spoken = {str(one) for one in (*sore, *(told.region for told in entries if isinstance(told, diary.Felt)))}
    found = [
        one for one in advice.see_a_professional(turn.standing, turn.today)
        if one.code != "pro_strong" and one.about[0] in spoken
    ]  # fmt: skip
    told = phrases.reasons(turn.words, found, turn.today)
    if not told:
        return ()
    return (question(turn.words("pain.pro.title"), [line(one) for one in told], (), tone=Tone.ALERT),)


def _done_title(turn: Turn, past: Past) -> str:
    return turn.words(
        "rate.done_title", kind=phrases.kind(turn.words, past.kind), day=phrases.date_text(turn.words, past.day)
    )


def _heard(turn: Turn, past: Past, entries: Sequence[Entry]) -> str:
    words = turn.words
    parts = []
    if past.effort is not None:
        parts.append(words("heard.effort", effort=phrases.number(past.effort)))
    sores = [one.soreness for one in entries if isinstance(one, diary.Report) and one.soreness is not None]
    parts += [heard.sore(turn, one) for several in sores for one in several] or [words("heard.not_sore") for _ in sores]
    if past.fraction < 1:
        parts.append(words("heard.fraction", percent=round(past.fraction * 100)))
    if past.technique in ("wobbly", "broke"):
        parts.append(words(f"heard.{past.technique}"))
    return ", ".join(parts) or words("heard.done")


def _follow_up(turn: Turn, entries: Sequence[Entry]) -> tuple[Out, ...]:
    """Questions about the joints and tendons of 3 and more."""
    sores: list[Sore] = []
    for entry in entries:
        if isinstance(entry, diary.Report):
            sores += entry.soreness or ()
        elif isinstance(entry, diary.Felt):
            sores.append(Sore(entry.region, entry.side, entry.score, entry.what))
    return questions.after_pain(then(turn, entries), list({(one.region, one.side): one for one in sores}.values()))
