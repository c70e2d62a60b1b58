"""`/progress`: the tests with what really changed, the lifts from the first day until now, and the elastic level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.messages import BLANK, Button, Card, Line, line, quiet, row, strong
from bot import phrases
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, say
from bot.dialogues.testing.cards import elastic_lines, summary
from bot.dialogues.week import card as week
from core import assessment, diary
from core.diary import Entry
from core.season import monday_of
from core.session import Item, Phase, Session, Status, from_json as session_from_json

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


Course = list[tuple[Session, Item]]
"""One exercise, session by session, the newest last."""


def _lifts(turn: Turn, entries: Iterable[Entry]) -> list[Line]:
    """The first and the present dose of what was trained, and the way between; the lifts first."""
    words = turn.words
    courses: dict[str, Course] = {}
    for session in _done(turn, entries):
        for item in session.planned():
            if item.plan is None or item.plan_exercise == item.exercise:
                courses.setdefault(item.exercise, []).append((session, item))
    several = [one for one in courses.values() if len({session.id for session, _ in one}) > 1]
    several.sort(key=lambda one: ORDER.index(one[-1][1].phase) if one[-1][1].phase in ORDER else len(ORDER))
    shown = [_lift(turn, one) for one in several[:SHOWN]]
    if len(several) > SHOWN:
        shown.append(line(quiet(words.plural("progress.more", len(several) - SHOWN))))
    if any(item.plan is not None and item.plan != item.dose for _, item in (one[-1] for one in several[:SHOWN])):
        shown.append(line(quiet(words("progress.full"))))
    if any(_pictured(turn, one) for one in several[:SHOWN]):
        shown.append(line(quiet(words("progress.bars"))))
    return shown


ORDER = (Phase.MAIN, Phase.SINGLE, Phase.TENDON, Phase.UPPER, Phase.CORE)
BARS, FEWEST = 8, 3
"""Sessions of which a picture is made: no more than a phone has room for, no fewer than make a course."""


def _lift(turn: Turn, course: Course) -> Line:
    """Name, bars, sets and repetitions then and now, weight then and now: cells for which a phone has room."""
    words, athlete = turn.words, athlete_of(turn)
    (_, first), (_, last) = course[0], course[-1]
    was, now = first.dose, last.plan or last.dose
    cells = [phrases.dose_amount(words, now, last.sided)]
    if (was.sets, was.amount, was.unit) != (now.sets, now.amount, now.unit):
        cells = [words("progress.lift", before=phrases.dose_amount(words, was, sided=False), now=cells[0])]
    before, load = (phrases.load(words, athlete, one) for one in (was, now))
    if now.load_kg is not None:
        cells.append(load if before == load else words("progress.lift", before=before, now=load))
    name = phrases.exercise(words, last.exercise)
    if athlete.plain:
        return line(words("progress.one", name=name, told=", ".join(cells)))
    work = _work(course)
    return row(name, phrases.bars(work, max(work)) if _pictured(turn, course) else "", *cells)


def _pictured(turn: Turn, course: Course) -> bool:
    """Whether there is a course to be seen."""
    return len(course) >= FEWEST and len(set(_work(course))) > 1 and not athlete_of(turn).plain


def _work(course: Course) -> list[float]:
    """What each of the last sessions came to: sets × amount, and × the weight where each of them had one."""
    doses = [item.dose for _, item in course[-BARS:]]
    loaded = all(one.load_kg for one in doses)
    return [one.sets * one.amount * (one.total_kg if loaded else 1) for one in doses]


def _done(turn: Turn, entries: Iterable[Entry]) -> list[Session]:
    """Sessions that were done, in their order, each as it was sent last, with the weights that were really used."""
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
    used = diary.used_kg(listed)
    return [
        _as_lifted(one, used.get(name, {})) for name, one in sent.items() if name in reported and name not in skipped
    ]


def _as_lifted(session: Session, used: Mapping[str, float]) -> Session:
    def lifted(item: Item) -> Item:
        kg = used.get(item.exercise)
        return item if kg is None else replace(item, dose=replace(item.dose, load_kg=kg or None))

    return replace(session, items=tuple(map(lifted, session.items))) if used else session


DIALOGUE = Dialogue(name="progress", commands={"progress": progress}, verbs={"progress": progress})
