"""A runner as others may see them: the week, today's light, how much was done; pain and tests only where ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import BLANK, Document, Line, line, strong
from bot import phrases
from bot.dialogue import Out, Seen, Turn
from bot.dialogues.shared.common import athlete_of
from bot.dialogues.week import card as week
from bot.due import local_date
from bot.words import Words
from core import pain, planner, season
from core.session import Kind, Status

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the look-alikes: 0 and O, 1, I and L, U and V."""
GROUP = 4
WEEKS = 4
"""How far back it is told how much was done."""


def written(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def name(words: Words, label: str) -> str:
    return label or words("view.somebody")


def numbered(names: Sequence[str]) -> list[str]:
    """Names that can be told apart: of equal ones the second is "… (2)"."""
    return [f"{one} ({names[: at + 1].count(one)})" if one in names[:at] else one for at, one in enumerate(names)]


def through(turn: Turn, found: Seen) -> Turn:
    """The viewer's turn with the eyes on the runner: their profile and day, the viewer's words."""
    today = local_date(found.athlete.zone, turn.now)
    return replace(turn, athlete=found.athlete, standing=found.standing, today=today, recent=())


def lines_of(turn: Turn, with_pain: bool, with_tests: bool) -> list[Line]:
    """`turn` holds the runner who is looked at."""
    words, athlete, standing = turn.words, athlete_of(turn), turn.standing
    monday = season.monday_of(turn.today)
    placed = planner.plan_week(athlete, standing, monday, turn.today)
    lines = [line(strong(words("view.week", day=phrases.date_text(words, monday))))]
    lines += week.lines_of(turn, placed, week.ahead(turn, monday))
    light = planner.plan_day(athlete, standing, turn.today).reading.light
    lines += [BLANK, line(words("view.light", light=phrases.light(words, light, athlete.plain)))]
    lines.append(line(_done(turn)))
    if with_pain:
        lines += [BLANK, line(strong(words("view.pain"))), *_pain(turn)]
    if with_tests:
        lines += [BLANK, line(strong(words("view.tests"))), *_tests(turn)]
    return lines


def _done(turn: Turn) -> str:
    """Adherence: sessions done of those that were sent, today's left out while it is open."""
    first = turn.today - timedelta(weeks=WEEKS)
    sent = [
        one
        for one in turn.standing.past
        if first <= one.day <= turn.today
        and one.status is not Status.MOVED
        and one.kind not in (Kind.MICRO, Kind.MOBILITY)
        and (one.day < turn.today or one.done)
    ]
    return turn.words("view.done", done=sum(one.done for one in sent), sent=len(sent), weeks=WEEKS)


def _pain(turn: Turn) -> list[Line]:
    words = turn.words
    found = pain.troubles(turn.standing, turn.today)
    told = [
        words(
            "view.pain.one", part=phrases.upper_first(phrases.part(words, one.region, one.side)),
            score=phrases.number(one.score), day=phrases.date_text(words, one.day, turn.today),
        )
        for one in found
    ]  # fmt: skip
    return [line(words("effect.item", text=one)) for one in told] or [line(words("view.pain.none"))]


def _tests(turn: Turn) -> list[Line]:
    words = turn.words
    newest = {(one.test, one.side): one for one in turn.standing.results}
    told = [
        words(
            "view.tests.one", test=words(f"test.{one.test}.name"), side=words(f"side.{one.side.value}"),
            value=phrases.number(one.value), day=phrases.date_text(words, one.day, turn.today),
        )
        for one in newest.values()
        if words.has(f"test.{one.test}.name")
    ]  # fmt: skip
    return [line(words("effect.item", text=one)) for one in told] or [line(words("view.tests.none"))]


def document(turn: Turn, label: str, lines: Sequence[Line]) -> Out:
    """The view as a plain text file; a table's cells become words with two spaces between them."""
    words = turn.words
    title = words("view.of", name=name(words, label))
    day = phrases.date_text(words, turn.today)
    body = [title, day, "", *("  ".join(span.text for span in one.spans) for one in lines), "", words("view.note")]
    content = ("\n".join(body) + "\n").encode()
    return Out(Document(f"sinew-{turn.today.isoformat()}.txt", content, (line(words("view.file")),)))
