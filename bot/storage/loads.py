"""What an event needs, in one statement: the runner, open questions, the newest entries, the live cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import String, Text, bindparam, cast, func, literal, literal_column, null, select, union_all
from sqlalchemy.sql import Select

from bot.storage.connection import Connection, Query
from bot.storage.prepared import prepared
from bot.storage.tables import IS_LIVE, address, entry, outbox, person, prompt
from bot.storage.types import Id, UtcDateTime, loads

RECENT, RECENT_WHEN_DUE = 60, 24
"""Entries loaded for an event, which may be about anything of late, and for what the coach starts by itself."""
PROMPTS = 20
CARDS = 12

_PERSON, _PROMPT, _ENTRIES, _CARDS, _PRESSED = range(5)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`athlete` and `standing` are JSON still."""

    id: int
    athlete: str | None
    language: str
    next_due_at: datetime | None
    standing: str | None
    standing_version: str
    standing_n: int
    unreachable: bool
    doors: int = 1
    """How many addresses lead to this runner."""


@dataclass(frozen=True, slots=True)
class PromptRow:
    id: int
    person: int
    kind: str
    topic: str
    data: Mapping[str, Any]
    takes_text: bool
    open: bool
    version: int
    opened_at: datetime
    expires_at: datetime | None = None


class EntryRow(NamedTuple):
    """`body` is JSON still."""

    n: int
    body: str


UNREADABLE = EntryRow(1, "")
"""In place of entries that a spoiled one among them has made into no lines: reading it fails."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """The newest message of one live card: where it can be edited, or a row that still waits to be sent."""

    outbox: int
    card: str
    platform_ref: str
    status: str
    chat: str


@dataclass(slots=True)
class Loaded:
    person: PersonRow | None = None
    prompts: list[PromptRow] = field(default_factory=list)
    pressed: PromptRow | None = None
    entries: list[EntryRow] = field(default_factory=list)
    cards: dict[str, CardRow] = field(default_factory=dict)


_BREAK: Any = literal_column("'\n'")
_TAB: Any = literal_column("'\t'")
"""Not parameters: SQLAlchemy would write them into the statement again each time."""


def _statement(who: Any) -> Any:
    """Five selects of one shape under one roof. `who` gives the person's id.

    JSON comes as text: most entries are never looked into, and those that are, are read once.
    """

    def part(number: int, columns: list[Any], rows: Any) -> Select[*tuple[Any, ...]]:
        return select(literal(number).label("part"), *columns).select_from(rows)

    no_text, no_time = literal(""), cast(null(), UtcDateTime)

    def lines(number: int, rows: Any, key: Any, line: Any) -> Select[*tuple[Any, ...]]:
        """One row for all of them, a line each beside a line for each key: a row costs more than what is in it."""
        keys, texts = (func.aggregate_strings(one, _BREAK) for one in (cast(key, String), line))
        columns = [literal(0, Id), literal(0, Id), literal(0), literal(False), no_time, no_time, no_text, no_text]
        return part(number, [*columns, keys, texts, no_text], rows)

    doors = select(func.count()).select_from(address).where(address.c.person == who).scalar_subquery()
    people = part(
        _PERSON,
        [
            person.c.id.label("id"), doors.label("owner"), person.c.standing_n.label("m"),
            person.c.unreachable_since.is_not(None).label("flag"), person.c.next_due_at.label("at"),
            no_time.label("until"), cast(person.c.standing_version, String).label("kind"),
            cast(person.c.language, String).label("topic"), no_text.label("more"),
            cast(person.c.athlete, Text).label("body"), cast(person.c.standing, Text).label("extra"),
        ],
        person,
    ).where(person.c.id == who)  # fmt: skip

    def questions(number: int, rows: Any) -> Select[*tuple[Any, ...]]:
        return part(
            number,
            [
                rows.c.id, rows.c.person, rows.c.version, rows.c.takes_text, rows.c.opened_at, rows.c.expires_at,
                rows.c.kind, rows.c.topic, rows.c.status, cast(rows.c.data, Text), no_text,
            ],
            rows,
        )  # fmt: skip

    asked = (
        select(prompt)
        .where(prompt.c.person == who, prompt.c.status == "open")
        .order_by(prompt.c.id.desc())
        .limit(PROMPTS)
        .subquery()
    )
    newest = select(entry).where(entry.c.person == who).order_by(entry.c.n.desc()).limit(bindparam("recent")).subquery()
    # JSON has no line breaks.
    told = lines(_ENTRIES, newest, newest.c.n, cast(newest.c.body, Text))
    live = (
        select(outbox)
        .where(outbox.c.person == who, outbox.c.card != "", IS_LIVE)
        .order_by(outbox.c.id.desc())
        .limit(CARDS)
        .subquery()
    )
    cards = lines(_CARDS, live, live.c.id, live.c.card + _TAB + live.c.ref + _TAB + live.c.status + _TAB + live.c.chat)
    pressed = questions(_PRESSED, prompt).where(prompt.c.id == bindparam("pressed", type_=Id))
    return prepared(union_all(people, questions(_PROMPT, asked), told, cards, pressed))


_WHO = bindparam("who", type_=Id)
_BY_ID = _statement(_WHO)
_BY_ADDRESS = _statement(
    select(address.c.person)
    .where(address.c.platform == bindparam("platform"), address.c.user == bindparam("user"))
    .scalar_subquery()
)


def by_address(platform: str, user: str, now: datetime, pressed: int = 0) -> Query[Loaded]:
    """`pressed` is the id of the prompt that a button names, 0 for none."""
    values = {"platform": platform, "user": user, "pressed": pressed, "recent": RECENT}

    async def query(connection: Connection) -> Loaded:
        return _sorted((await connection.execute(_BY_ADDRESS, values)).all(), now)

    return query


def by_person(number: int, now: datetime) -> Query[Loaded]:
    async def query(connection: Connection) -> Loaded:
        values = {"who": number, "pressed": 0, "recent": RECENT_WHEN_DUE}
        return _sorted((await connection.execute(_BY_ID, values)).all(), now)

    return query


def _sorted(rows: Any, now: datetime) -> Loaded:
    loaded = Loaded()
    for part, number, owner, m, flag, at, until, kind, topic, more, body, extra in rows:
        match part:
            case 0:
                loaded.person = PersonRow(number, body, topic, at, extra, kind, m, bool(flag), owner)
            case 1 | 4:
                is_open = more == "open" and (until is None or until > now)
                row = PromptRow(number, owner, kind, topic, loads(body), bool(flag), is_open, m, at, until)
                if part == _PRESSED:
                    loaded.pressed = row
                elif is_open:
                    loaded.prompts.append(row)
            case 2:
                try:
                    loaded.entries = sorted(map(EntryRow, *_lines(more, body)))
                except ValueError:
                    loaded.entries = [UNREADABLE]
            case 3:
                for n, line in sorted(zip(*_lines(more, body), strict=True), reverse=True):
                    card, *rest = line.split("\t")
                    loaded.cards.setdefault(card, CardRow(n, card, *rest))
    loaded.prompts.sort(key=lambda row: -row.id)
    return loaded


def _lines(keys: str | None, texts: str | None) -> tuple[list[int], list[str]]:
    """What came as one row. Raises ValueError where a spoiled text among them has made them into other lines."""
    if texts is None:
        return [], []
    numbers, lines = [*map(int, keys.split("\n") if keys else ())], texts.split("\n")
    if len(numbers) != len(lines):
        raise ValueError(f"{len(lines)} lines of {len(numbers)}")
    return numbers, lines


async def diary(connection: Connection, number: int, after: int = 0) -> list[EntryRow]:
    """Every entry of a runner after the one numbered `after`, oldest first."""
    rows = await connection.execute(
        select(entry.c.n, cast(entry.c.body, Text))
        .where(entry.c.person == number, entry.c.n > after)
        .order_by(entry.c.n)
    )
    return [EntryRow(n, body) for n, body in rows]
