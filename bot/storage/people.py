"""Who is due, in batches; and the few questions asked about all runners at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, select, update

from bot.storage.connection import Connection
from bot.storage.inbox import fresh
from bot.storage.tables import address, person, pulse
from bot.storage.tables import note as notes
from bot.storage.types import Id, UtcDateTime


@dataclass(frozen=True, slots=True)
class DueRow:
    id: int
    zone: str
    mornings: str
    next_due_at: datetime
    next_due_on: date
    platform: str | None
    user: str | None
    chat: str | None


async def due(connection: Connection, now: datetime, limit: int) -> list[DueRow]:
    rows = await connection.execute(
        select(
            person.c.id, person.c.zone, person.c.mornings, person.c.next_due_at, person.c.next_due_on,
            address.c.platform, address.c.user, address.c.chat,
        )
        .select_from(person.outerjoin(address, and_(address.c.person == person.c.id, address.c.preferred)))
        .where(person.c.next_due_at <= now)
        .order_by(person.c.next_due_at)
        .limit(limit)
    )  # fmt: skip
    return [DueRow(*row) for row in rows]


_MOVE = (
    update(person)
    .where(person.c.id == bindparam("number", type_=Id), person.c.next_due_at == bindparam("was", type_=UtcDateTime))
    .values(next_due_at=bindparam("due_at", type_=UtcDateTime), next_due_on=bindparam("due_on"))
)


async def move_due(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of number, was, due_at, due_on; one that somebody else moved in between stays as they left it."""
    if not rows:
        return
    await connection.execute(_MOVE, [dict(row) for row in rows])


async def next_due(connection: Connection, after: datetime) -> datetime | None:
    found = select(func.min(person.c.next_due_at)).where(person.c.next_due_at > after)
    at: datetime | None = (await connection.execute(found)).scalar()
    return at


async def beat(connection: Connection, name: str, now: datetime, holder: str = "") -> None:
    statement = fresh(connection, pulse).values(name=name, at=now, holder=holder)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"at": now, "holder": holder})
    )


async def last_beat(connection: Connection, name: str) -> datetime | None:
    at: datetime | None = (await connection.execute(select(pulse.c.at).where(pulse.c.name == name))).scalar()
    return at


async def zone_of(connection: Connection, platform: str, user: str) -> str:
    return str((await connection.execute(_about(person.c.zone, platform, user))).scalar() or "UTC")


async def morning_of(connection: Connection, platform: str, user: str) -> datetime | None:
    at: datetime | None = (await connection.execute(_about(person.c.next_due_at, platform, user))).scalar()
    return at


def _about(column: Any, platform: str, user: str) -> Any:
    mine = person.join(address, address.c.person == person.c.id)
    return select(column).select_from(mine).where(address.c.platform == platform, address.c.user == user)


async def note(connection: Connection, name: str) -> str | None:
    found: str | None = (await connection.execute(select(notes.c.text).where(notes.c.name == name))).scalar()
    return found


async def keep_note(connection: Connection, name: str, text: str) -> None:
    statement = fresh(connection, notes).values(name=name, text=text)
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"text": text}))


async def count(connection: Connection) -> int:
    found = select(func.count()).select_from(person).where(person.c.athlete.is_not(None))
    return int((await connection.execute(found)).scalar_one())


async def zones(connection: Connection) -> list[str]:
    """Every time zone that some runner lives in."""
    return list((await connection.execute(select(person.c.zone).distinct())).scalars())
