"""Whose row it is and what became of it: claimed for a while, acknowledged, or swept up after its sender."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, or_, select, update

from bot.storage.connection import Connection
from bot.storage.outbox import COLUMNS, WAITING, OutboxRow, erase
from bot.storage.prepared import prepared
from bot.storage.tables import IS_PLANNED, IS_SENDING, IS_WAITING, outbox
from bot.storage.types import Id, UtcDateTime, unreadable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of one row. `status` "due" and "unsure" wait until `due_at`.

    `counts`: of a row that waits again, whether this try is one of those that it has. A try that certainly brought
    nothing to anybody is none.
    """

    id: int
    status: str
    ref: str = ""
    due_at: datetime | None = None
    chat: str = ""
    counts: bool = False


_CHOSEN = (
    select(outbox.c.id)
    .where(outbox.c.platform == bindparam("on"), IS_WAITING, outbox.c.due_at <= bindparam("now", type_=UtcDateTime))
    .where(outbox.c.chat.not_in(bindparam("busy", expanding=True)))
    .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def claiming(chosen: Select[tuple[int]]) -> Any:
    """The statement that takes the chosen rows for `holder`, `until` when."""
    # Found once and for all: PostgreSQL might ask an inner question again for each row, and go past its limit.
    found = chosen.cte("chosen").prefix_with("MATERIALIZED")
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(found.c.id)))
        .values(
            status="sending",
            lease_until=bindparam("until", type_=UtcDateTime),
            lease_by=bindparam("holder"),
            tries=outbox.c.tries + 1,
        )
        .returning(*COLUMNS)
    )


_CLAIM = claiming(_CHOSEN)
_CLAIM_PLANNED = claiming(_CHOSEN.where(IS_PLANNED))


async def claim(
    connection: Connection, platform: str, now: datetime, until: datetime, holder: str, limit: int,
    busy: Collection[str], *, planned: bool = False,
) -> list[OutboxRow]:  # fmt: skip
    """Takes waiting rows, replies first, chats in `busy` left out so that a chat's messages keep their order.

    `planned`: only those that say what to send.
    """
    values: dict[str, Any] = {
        "on": platform, "now": now, "until": until, "holder": holder, "most": limit, "busy": list(busy),
    }  # fmt: skip
    rows = await connection.execute(_CLAIM_PLANNED if planned else _CLAIM, values)
    # By number within a chat: what was held back goes before what came after it.
    return sorted(await sound(connection, rows), key=lambda row: (row.priority, row.id))


async def sound(connection: Connection, rows: Iterable[Any]) -> list[OutboxRow]:
    """Those that can be worked on. One with a cell that a failing disk spoiled is given up, and only that one."""
    found = [OutboxRow(*row) for row in rows]
    spoiled = [one.id for one in found if not _is_sound(one)]
    if not spoiled:
        return found
    log.error("rows that cannot be read are given up", extra={"action": "outbox.garbage", "count": len(spoiled)})
    given_up = update(outbox).where(outbox.c.id.in_(spoiled))
    await connection.execute(given_up.values(status="refused", lease_until=None, lease_by=""))
    return [one for one in found if one.id not in spoiled]


def _is_sound(row: OutboxRow) -> bool:
    numbers: tuple[object, ...] = row.priority, row.tries
    times = row.due_at, row.not_after
    return all(isinstance(one, int) for one in numbers) and not any(unreadable(one) for one in times)


async def unclaim(connection: Connection, holder: str, until: Collection[datetime], mine: Sequence[int]) -> None:
    """Gives back what `holder` claimed until one of those instants and never heard of; `mine` it did hear of."""
    await connection.execute(
        update(outbox)
        .where(IS_SENDING, outbox.c.lease_by == holder, outbox.c.lease_until.in_(until), outbox.c.id.not_in(mine))
        .values(status="due", lease_until=None, lease_by="", tries=outbox.c.tries - 1)
    )


_ACK = prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row", type_=Id), outbox.c.lease_by == bindparam("holder"))
    .values(
        status=bindparam("to"),
        ref=func.coalesce(func.nullif(bindparam("new_ref"), ""), outbox.c.ref),
        due_at=func.coalesce(bindparam("again", type_=UtcDateTime), outbox.c.due_at),
        sent_at=bindparam("sent", type_=UtcDateTime),
        chat=func.coalesce(func.nullif(bindparam("new_chat"), ""), outbox.c.chat),
        tries=outbox.c.tries - bindparam("uncounted", type_=Integer),
        lease_until=None,
        lease_by="",
    )
)


async def acknowledge(connection: Connection, acks: Sequence[Ack], holder: str, now: datetime) -> None:
    await connection.execute(
        _ACK,
        [
            {
                "row": one.id, "holder": holder, "to": one.status, "new_ref": one.ref, "again": one.due_at,
                "sent": now if one.status == "sent" else None, "new_chat": one.chat,
                "uncounted": int(one.status in WAITING and not one.counts),
            }
            for one in acks
        ],
    )  # fmt: skip


async def renew(connection: Connection, ids: Sequence[int], holder: str, until: datetime) -> None:
    """Who still works on a row keeps it: a pause of the token may outlast any lease."""
    await connection.execute(
        update(outbox).where(outbox.c.id.in_(ids), outbox.c.lease_by == holder, IS_SENDING).values(lease_until=until)
    )


async def shift(connection: Connection, platform: str, now: datetime, by: timedelta, longest: timedelta) -> None:
    """The clock went back: what waits for another try waits as long as was meant, and no lease is longer than one.

    What has not been planned yet keeps its time, which is the runner's.
    """
    waits = (outbox.c.platform == platform, IS_WAITING, outbox.c.payload.is_not(None), outbox.c.due_at > now)
    late = await connection.execute(select(outbox.c.id, outbox.c.due_at).where(*waits))
    if moved := [{"row": row.id, "again": max(now, row.due_at - by)} for row in late]:
        await connection.execute(_AGAIN, moved)
    await connection.execute(
        update(outbox)
        .where(IS_SENDING, outbox.c.platform == platform, outbox.c.lease_until > now + longest)
        .values(lease_until=now + longest)
    )


_AGAIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("row", type_=Id), IS_WAITING)
    .values(due_at=bindparam("again", type_=UtcDateTime))
)


async def sweep(
    connection: Connection, platform: str, now: datetime, holder: str = "", mine: Sequence[int] = (),
    *, planned: bool = False,
) -> list[OutboxRow]:  # fmt: skip
    """Rows whose lease is over, or (`holder`) all that another holder left: nobody knows whether they arrived.

    `mine` are still being worked on, whatever the clock says of their lease. `planned`: of another holder's, only those
    that say what to send; the others may be at a worker.
    """
    over: ColumnElement[bool] = outbox.c.lease_until < now
    if holder:
        left = outbox.c.lease_by != holder
        over = or_(over, and_(left, IS_PLANNED) if planned else left)
    if mine:
        over = and_(over, outbox.c.id.not_in(mine))
    rows = await connection.execute(
        update(outbox)
        .where(IS_SENDING, outbox.c.platform == platform, over)
        .values(status="unsure", lease_until=None, lease_by="")
        .returning(*COLUMNS)
    )
    return await sound(connection, rows)


async def settle(connection: Connection, acks: Sequence[Ack]) -> None:
    """Says what becomes of swept rows, which have no holder."""
    for one in acks:
        values: dict[str, Any] = {"status": one.status}
        if one.due_at is not None:
            values["due_at"] = one.due_at
        await connection.execute(
            update(outbox).where(outbox.c.id == one.id, outbox.c.status == "unsure").values(**values)
        )
    if over := [one.id for one in acks if one.status not in WAITING]:
        await erase(connection, over)
