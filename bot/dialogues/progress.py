"""`/progress`: the tests with what really changed, the lifts from the first day until now, and the elastic level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from adapters.messages import BLANK, Button, Card, Line, line, quiet, strong
from bot import phrases, rows
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.dialogues.common import athlete_of, say
from bot.dialogues.testing.cards import elastic_lines, summary
from bot.dialogues.week import card as week
from core import assessment, diary
from core.diary import Entry
from core.season import monday_of
from core.session import Item, Phase, Session, Status
from core.session import from_json as session_from_json

SHOWN = 6
"""Exercises of a phone screen."""


async def progress(turn: Turn) -> Reply:
    words, athlete = turn.words, athlete_of(turn)
    entries = await turn.diary() if turn.diary is not None else turn.recent
    lines: list[Line] = []
    lifts = _lifts(turn, entries)
    if lifts:
        lines += [line(strong(words("progress.strength"))), *lifts, BLANK]
    found = assessment.assess(athlete, turn.standing, turn.today)
    if found.graded:
        lines += [line(strong(words("progress.tests"))), *summary(turn, found), BLANK]
    due = assessment.due(turn.standing, turn.today)
    rows: tuple[tuple[Button, ...], ...] = ()
    if due is not None:
        lines += [line(words(f"test.due.{due.value}"))]
        rows = ((Button(words("test.button"), "test"),),)
    if turn.standing.marks or found.graded:
        lines += [line(strong(words("progress.elastic"))), *elastic_lines(turn)]
    if not lifts and not found.graded:
        lines.insert(0, line(words("progress.early")))
    return Reply(outs=(Out(Card(words("progress.title"), tuple(lines), rows=rows), card="progress", fresh=True),))


async def look_back(turn: Turn, last: bool = False) -> Reply:
    """ "How did my week go?": the week with what was done of it; last week's where this one has only begun."""
    monday = monday_of(turn.today)
    if not last and not any(one.done for one in turn.standing.past if one.day >= monday):
        last = True
    first = monday - timedelta(days=7) if last else monday
    sent = [
        one
        for one in turn.standing.past
        if first <= one.day < first + timedelta(days=7)
        and one.status is not Status.MOVED
        and (one.day < turn.today or one.done)
    ]
    words = turn.words
    if not sent:
        return say(turn, "progress.week.none")
    notes = [words("progress.week.done", done=sum(one.done for one in sent), sent=len(sent))]
    efforts = [phrases.number(one.effort) for one in sent if one.effort is not None]
    if efforts:
        notes.append(words("progress.week.efforts", efforts=", ".join(efforts)))
    return Reply(outs=(replace(week.card(turn, -1 if last else 0, [*notes, ""]), fresh=True),))


def _lifts(turn: Turn, entries: Iterable[Entry]) -> list[Line]:
    """The first and the newest dose of what was trained, as it was done; the lifts first."""
    words, athlete = turn.words, athlete_of(turn)
    first: dict[str, tuple[Session, Item]] = {}
    last: dict[str, tuple[Session, Item]] = {}
    for session in _done(turn, entries):
        for item in session.planned():
            if item.plan is None or item.plan_exercise == item.exercise:
                first.setdefault(item.exercise, (session, item))
                last[item.exercise] = (session, item)
    order = (Phase.MAIN, Phase.SINGLE, Phase.TENDON, Phase.UPPER, Phase.CORE)
    told: list[tuple[int, Line]] = []
    for exercise, (session, item) in last.items():
        began, was = first[exercise]
        if began.id == session.id:
            continue
        before, now = (phrases.dose(words, athlete, one.dose, one.sided) for one in (was, item))
        key = "progress.same" if before == now else "progress.lift"
        text = words(
            key, name=phrases.exercise(words, exercise), before=before, now=now,
            change=next(iter(rows.differences(words, athlete, was.dose, item.dose)), ""),
            day=phrases.date_text(words, began.day),
        )  # fmt: skip
        full = phrases.dose(words, athlete, item.plan or item.dose, item.sided)
        if full != now:
            text = words("progress.cut", text=text, day=phrases.date_text(words, session.day), full=full)
        told.append((order.index(item.phase) if item.phase in order else len(order), line(text)))
    told.sort(key=lambda pair: pair[0])
    shown = [one for _, one in told[:SHOWN]]
    if len(told) > SHOWN:
        shown.append(line(quiet(words.plural("progress.more", len(told) - SHOWN))))
    return shown


def _done(turn: Turn, entries: Iterable[Entry]) -> list[Session]:
    """Sessions that were done, in their order, each as it was sent last."""
    listed = list(entries)
    gone = diary.taken_back(listed)
    sent: dict[str, Session] = {}
    reported: set[str] = set()
    for one in listed:
        if one.n in gone:
            continue
        if isinstance(one, diary.Prescribed):
            sent[one.session["id"]] = session_from_json(one.session)
        elif isinstance(one, diary.Report):
            reported.add(one.session)
    skipped = {one.id for one in turn.standing.past if one.status is Status.SKIPPED}
    return [one for name, one in sent.items() if name in reported and name not in skipped]


DIALOGUE = Dialogue(name="progress", commands={"progress": progress}, verbs={"progress": progress})
