"""The ladder of elastic work as the diary tells it: levels, rungs and contacts, one mark at a time (rulebook 5).

A mark is written by the session that first went further, or by a flare. Where the runner stands now is read from the
marks and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.policy import policy
from core.records import dataclass

TOP_RUNG = (1, 4, 7, 9, 12)
"""The highest rung of each level, 0-4."""

KEPT = 40
"""Marks kept; at most one or two a fortnight, so more than a year of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a session stood on; `session` "" = a flare, which takes back a level and half of the contacts."""

    day: date
    session: str
    level: int = 0
    rung: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class Foothold:
    """Where somebody stands.

    `contacts` are those of a session before today's cuts. `since`: at this level. `rose`: the last rise of a level.
    `changed`: the last change of anything, `what` it was (level, rung or contacts). `lowered`: a flare, and no
    session since. `flare`: the last one.
    """

    level: int = 0
    rung: int = 0
    contacts: int = 0
    since: date | None = None
    rose: date | None = None
    changed: date | None = None
    what: str = ""
    lowered: bool = False
    flare: date | None = None


def foothold(marks: Iterable[Mark]) -> Foothold:
    """Reads the marks in their order."""
    at = Foothold()
    for one in marks:
        at = _flared(at, one.day) if not one.session else _stepped(at, one)
    return at


def _flared(at: Foothold, day: date) -> Foothold:
    rules = policy().plyo
    if at.lowered:
        return Foothold(at.level, at.rung, at.contacts, day, at.rose, day, "flare", True, day)
    level = max(0, at.level - rules.restart_levels_down)
    rung = min(at.rung, TOP_RUNG[level])
    return Foothold(level, rung, int(at.contacts * rules.restart_x), day, at.rose, day, "flare", True, day)


def _stepped(at: Foothold, mark: Mark) -> Foothold:
    what = at.what
    if mark.level != at.level:
        what = "level"
    elif mark.rung != at.rung:
        what = "rung"
    elif mark.contacts != at.contacts:
        what = "contacts"
    moved = (mark.level, mark.rung, mark.contacts) != (at.level, at.rung, at.contacts)
    return Foothold(
        mark.level,
        mark.rung,
        mark.contacts,
        mark.day if mark.level != at.level or at.since is None else at.since,
        mark.day if mark.level > at.level else at.rose,
        mark.day if moved or at.changed is None else at.changed,
        what,
        False,
        at.flare,
    )


def marked(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    """With a session's mark, where it says something that the marks do not say yet."""
    at = foothold(marks)
    if marks and not at.lowered and (at.level, at.rung, at.contacts) == (mark.level, mark.rung, mark.contacts):
        return marks
    return (*marks, mark)[-KEPT:]


def flared(marks: tuple[Mark, ...], day: date) -> tuple[Mark, ...]:
    """With a flare on that day; several in a row are one, dated by the last. Nobody who never landed can fall."""
    if not marks:
        return marks
    if not marks[-1].session:
        return (*marks[:-1], Mark(max(day, marks[-1].day), ""))
    return (*marks, Mark(day, ""))[-KEPT:]
