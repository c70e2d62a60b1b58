"""What came in: written before anything is done with it, so that a redelivery or a crash has one effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, select, update

from bot.storage.connection import Connection
from bot.storage.prepared import prepared
from bot.storage.tables import inbox
from bot.storage.types import Id, UtcDateTime

POISON = 3
"""An event that was begun again so often and never finished is what ended the process each time: it is left alone."""


@dataclass(frozen=True, slots=True)
class Arrived:
    platform: str
    event_id: str
    user: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class InboxRow:
    id: int
    platform: str
    user: str
    body: Mapping[str, Any] | None
    event_id: str = ""
    tries: int = 0


def fresh(connection: Connection, table: Any) -> Any:
    """INSERT that can ignore what is there already; both stores spell it the same way under two names."""
    return fresh_in(connection.dialect.name, table)


def fresh_in(dialect: str, table: Any) -> Any:
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


@lru_cache(maxsize=4)
def _store(dialect: str) -> Any:
    # One that was stored without anybody hearing of it is found again by what it wants: to be handled.
    wanted = and_(inbox.c.handled_at.is_(None), inbox.c.tries < POISON)
    statement = fresh_in(dialect, inbox).on_conflict_do_update(
        index_elements=["platform", "event_id"], set_={"tries": inbox.c.tries}, where=wanted
    )
    return prepared(statement.returning(inbox.c.id, inbox.c.platform, inbox.c.event_id))


async def store(connection: Connection, events: Sequence[Arrived], now: datetime) -> dict[tuple[str, str], int]:
    """(platform, event id) -> inbox id of those that are new, or were stored before and are still to be handled."""
    values = [
        {"platform": one.platform, "event_id": one.event_id, "user": one.user, "body": one.body, "received_at": now}
        for one in events
    ]
    rows = await connection.execute(_store(connection.dialect.name), values)
    return {(platform, event_id): number for number, platform, event_id in rows}


async def unhandled(
    connection: Connection, platforms: Sequence[str], after: int = 0, limit: int = 1000
) -> list[InboxRow]:
    """What an earlier run left, a page at a time."""
    rows = await connection.execute(
        select(inbox.c.id, inbox.c.platform, inbox.c.user, inbox.c.body, inbox.c.event_id, inbox.c.tries)
        .where(inbox.c.handled_at.is_(None), inbox.c.platform.in_(platforms), inbox.c.id > after)
        .order_by(inbox.c.id)
        .limit(limit)
    )
    return [InboxRow(*row) for row in rows]


async def tried(connection: Connection, number: int) -> None:
    """Counts that an event of an earlier run is begun again: see `POISON`."""
    await connection.execute(update(inbox).where(inbox.c.id == number).values(tries=inbox.c.tries + 1))


_HANDLED = prepared(
    update(inbox)
    .where(inbox.c.id == bindparam("number", type_=Id), inbox.c.handled_at.is_(None))
    .values(handled_at=bindparam("now", type_=UtcDateTime))
)


async def handled(connection: Connection, number: int, now: datetime) -> bool:
    """False: somebody else was first, and this handling may not count."""
    result = await connection.execute(_HANDLED, {"number": number, "now": now})
    return result.rowcount == 1


async def drop_content(connection: Connection, number: int) -> None:
    """A file was read: what counts of it is in the diary, and a hundred more must not fill the disk."""
    await connection.execute(update(inbox).where(inbox.c.id == number).values(body=None))


async def forget(connection: Connection, platform: str, users: Sequence[str], now: datetime) -> None:
    """Leaves the event's number, which keeps a redelivery from being new, and nothing of what was in it."""
    await connection.execute(
        update(inbox)
        .where(inbox.c.platform == platform, inbox.c.user.in_(users))
        .values(user="", body=None, handled_at=func.coalesce(inbox.c.handled_at, now))
    )


async def aged(connection: Connection, before: datetime, after: int, limit: int) -> tuple[list[int], int] | None:
    """The handled ones among the oldest behind the one numbered `after`, and where the next page begins; None: no more.

    An event is handled after it came, so nothing behind a page of newer ones is old.
    """
    page = select(inbox.c.id, inbox.c.received_at, inbox.c.handled_at).where(inbox.c.id > after)
    rows = (await connection.execute(page.order_by(inbox.c.id).limit(limit))).all()
    if not rows or rows[0].received_at >= before:
        return None
    return [row.id for row in rows if row.handled_at is not None and row.handled_at < before], rows[-1].id


async def tidy(connection: Connection, ids: Sequence[int]) -> None:
    await connection.execute(delete(inbox).where(inbox.c.id.in_(ids)))
