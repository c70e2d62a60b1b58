"""Rows that are given to workers to plan: in a fleet, one process plans a message and another sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update

from bot.storage.claims import claiming, sound
from bot.storage.connection import Connection
from bot.storage.outbox import OutboxRow
from bot.storage.tables import IS_PLANNED, IS_UNPLANNED, IS_WAITING, outbox
from bot.storage.types import UtcDateTime


async def ahead(connection: Connection, platform: str, now: datetime) -> int:
    """How many rows are planned or being planned, and not sent."""
    mine = outbox.c.platform == platform
    ready = select(func.count()).select_from(outbox).where(mine, IS_WAITING, IS_PLANNED, outbox.c.due_at <= now)
    handed = select(func.count()).select_from(outbox).where(mine, IS_UNPLANNED, outbox.c.lease_until >= now)
    row = (await connection.execute(select(ready.scalar_subquery(), handed.scalar_subquery()))).one()
    return int(row[0]) + int(row[1])


async def hand_out(connection: Connection, platform: str, now: datetime, until: datetime, limit: int) -> list[int]:
    """Marks due rows that nobody plans yet, the longest due first."""
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until < now)
    chosen = (
        select(outbox.c.id)
        .where(outbox.c.platform == platform, IS_UNPLANNED, outbox.c.due_at <= now, free)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("chosen")
        .prefix_with("MATERIALIZED")
    )
    rows = await connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(select(chosen.c.id)))
        .values(lease_until=until)
        .returning(outbox.c.id, outbox.c.due_at)
    )
    return [row.id for row in sorted(rows, key=lambda row: (row.due_at, row.id))]


_NAMED = claiming(
    select(outbox.c.id)
    .where(outbox.c.id.in_(bindparam("numbers", expanding=True)), IS_UNPLANNED)
    .where(outbox.c.due_at <= bindparam("now", type_=UtcDateTime))
    .with_for_update(skip_locked=True)
)


async def take(
    connection: Connection, numbers: Sequence[int], now: datetime, until: datetime, holder: str
) -> list[OutboxRow]:
    """Takes those of the rows that are due and not planned yet."""
    values = {"numbers": list(numbers), "now": now, "until": until, "holder": holder}
    rows = await connection.execute(_NAMED, values)
    return sorted(await sound(connection, rows), key=lambda row: (row.due_at, row.id))
