"""What an event needs, in one statement: the runner, open questions, the newest entries, the live cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, cast, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select

from bot.storage.tables import address, entry, outbox, person, prompt
from bot.storage.types import Id, Json

RECENT = 60
PROMPTS = 20
CARDS = 12

_PERSON, _PROMPT, _ENTRY, _CARD, _PRESSED = range(5)


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    athlete: Mapping[str, Any] | None
    language: str
    next_due_at: datetime | None
    standing: Mapping[str, Any] | None
    standing_version: str
    standing_n: int
    unreachable: bool


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


@dataclass(frozen=True, slots=True)
class EntryRow:
    n: int
    body: Mapping[str, Any]


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


def _statement(who: Any) -> Any:
    """Five selects of one shape under one roof. `who` gives the person's id."""

    def part(number: int, columns: list[Any], rows: Any) -> Select[Any]:
        return select(literal(number).label("part"), *columns).select_from(rows)

    nothing, no_text = cast(null(), Json), literal("")
    people = part(
        _PERSON,
        [
            person.c.id.label("id"), person.c.id.label("owner"), person.c.standing_n.label("m"),
            person.c.unreachable_since.is_not(None).label("flag"), person.c.next_due_at.label("at"),
            person.c.next_due_at.label("until"), cast(person.c.standing_version, String).label("kind"),
            cast(person.c.language, String).label("topic"), no_text.label("more"), person.c.athlete.label("body"),
            person.c.standing.label("extra"),
        ],
        person,
    ).where(person.c.id == who)  # fmt: skip

    def questions(number: int, rows: Any) -> Select[Any]:
        return part(
            number,
            [
                rows.c.id, rows.c.person, rows.c.version, rows.c.takes_text, rows.c.opened_at, rows.c.expires_at,
                rows.c.kind, rows.c.topic, rows.c.status, rows.c.data, nothing,
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
    newest = select(entry).where(entry.c.person == who).order_by(entry.c.n.desc()).limit(RECENT).subquery()
    told = part(
        _ENTRY,
        [
            cast(newest.c.n, Id), newest.c.person, newest.c.n, literal(False), newest.c.at, newest.c.at, newest.c.type,
            no_text, no_text, newest.c.body, nothing,
        ],
        newest,
    )  # fmt: skip
    live = (
        select(outbox)
        .where(outbox.c.person == who, outbox.c.card != "")
        .where(outbox.c.status.in_(("due", "unsure", "sending", "sent")))
        .order_by(outbox.c.id.desc())
        .limit(CARDS)
        .subquery()
    )
    cards = part(
        _CARD,
        [
            live.c.id, live.c.person, live.c.tries, literal(False), live.c.due_at, live.c.due_at, live.c.card,
            live.c.ref, live.c.status + literal(" ") + live.c.chat, nothing, nothing,
        ],
        live,
    )  # fmt: skip
    pressed = questions(_PRESSED, prompt).where(prompt.c.id == bindparam("pressed", type_=Id))
    return union_all(people, questions(_PROMPT, asked), told, cards, pressed)


_WHO = bindparam("who", type_=Id)
_BY_ID = _statement(_WHO)
_BY_ADDRESS = _statement(
    select(address.c.person)
    .where(address.c.platform == bindparam("platform"), address.c.user == bindparam("user"))
    .scalar_subquery()
)


async def by_address(connection: AsyncConnection, platform: str, user: str, now: datetime, pressed: int) -> Loaded:
    """`pressed` is the id of the prompt that a button names, 0 for none."""
    values = {"platform": platform, "user": user, "pressed": pressed}
    return _sorted((await connection.execute(_BY_ADDRESS, values)).all(), now)


async def by_person(connection: AsyncConnection, number: int, now: datetime) -> Loaded:
    return _sorted((await connection.execute(_BY_ID, {"who": number, "pressed": 0})).all(), now)


def _sorted(rows: Any, now: datetime) -> Loaded:
    loaded = Loaded()
    for part, number, owner, m, flag, at, until, kind, topic, more, body, extra in rows:
        match part:
            case 0:
                loaded.person = PersonRow(number, body, topic, at, extra, kind, m, bool(flag))
            case 1 | 4:
                status_open = more == "open" and (until is None or until > now)
                row = PromptRow(number, owner, kind, topic, body, bool(flag), status_open, m, at)
                if part == _PRESSED:
                    loaded.pressed = row
                elif status_open:
                    loaded.prompts.append(row)
            case 2:
                loaded.entries.append(EntryRow(number, body))
            case 3:
                status, _, chat = more.partition(" ")
                loaded.cards.setdefault(kind, CardRow(number, kind, topic, status, chat))
    loaded.prompts.sort(key=lambda row: -row.id)
    loaded.entries.sort(key=lambda row: row.n)
    return loaded


async def diary(connection: AsyncConnection, number: int, after: int = 0) -> list[EntryRow]:
    """Every entry of a runner after the one numbered `after`, oldest first."""
    rows = await connection.execute(
        select(entry.c.n, entry.c.body).where(entry.c.person == number, entry.c.n > after).order_by(entry.c.n)
    )
    return [EntryRow(n, body) for n, body in rows]


async def person_of(connection: AsyncConnection, platform: str, user: str) -> int | None:
    found = select(address.c.person).where(address.c.platform == platform, address.c.user == user)
    return (await connection.execute(found)).scalar()


async def reachable_at(connection: AsyncConnection, number: int) -> tuple[str, str, str] | None:
    """(platform, user, chat) of the address a runner prefers."""
    row = (
        await connection.execute(
            select(address.c.platform, address.c.user, address.c.chat)
            .where(address.c.person == number)
            .order_by(address.c.preferred.desc(), address.c.id)
            .limit(1)
        )
    ).first()
    return None if row is None else (row.platform, row.user, row.chat)
