"""What goes out: every message is a row before it is a request, and the row decides what happens to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, select, union_all, update

from adapters.messages import Message
from bot.storage.connection import Connection
from bot.storage.inbox import fresh_in
from bot.storage.prepared import prepared
from bot.storage.tables import IS_PLANNED, IS_WAITING, outbox
from bot.storage.types import Id, UtcDateTime

WAITING = ("due", "unsure")


@dataclass(slots=True)
class OutboxRow:
    id: int
    person: int | None
    platform: str
    user: str
    chat: str
    kind: str
    priority: int
    status: str
    due_at: datetime
    not_after: datetime | None
    tries: int
    payload: Mapping[str, Any] | None
    data: Mapping[str, Any] | None
    card: str
    fresh: bool
    answering: str
    silent: bool
    edits: str = ""
    """The message to change, where the event that made the row knew it already. Not stored: it can be looked up."""
    message: Message | None = None
    """What the payload says, where it was written just now. Not stored: it can be read from it."""


COLUMNS = tuple(outbox.c[name] for name in OutboxRow.__dataclass_fields__ if name in outbox.c)


_ADD = prepared(insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True))
_EMPTY: Mapping[str, Any] = {
    "key": None, "not_after": None, "lease_until": None, "lease_by": "", "tries": 0, "payload": None, "data": None,
    "card": "", "fresh": False, "answering": "", "silent": True,
}  # fmt: skip


async def add(
    connection: Connection, rows: Sequence[Mapping[str, Any]], later: Sequence[Mapping[str, Any]] = ()
) -> list[int]:
    """Rows of the same columns, stored; their ids, in their order. Together with them, those of `later`.

    Of `later` one whose key exists moves that one, while it still waits unplanned. One that is over makes room for a
    later one: a snooze can be asked for again, but what was sent at its time is not sent a second time.
    """
    if not later:
        return [number for (number,) in await connection.execute(_ADD, [dict(row) for row in rows])]
    statement = _put(connection.dialect.name)
    given = [{**_EMPTY, **row} for row in (*rows, *later)]
    made = (await connection.execute(statement, given)).all()
    keyed = [row for row in given if row["key"]]
    if sum(key is not None for _, key in made) < len(keyed):
        await connection.execute(_MAKE_ROOM, [{"over": row["key"], "later": row["due_at"]} for row in keyed])
        await connection.execute(statement, keyed)
    # Numbers are given in the order of the rows.
    return sorted(number for number, key in made if key is None)[: len(rows)]


_MAKE_ROOM = (
    update(outbox)
    .where(outbox.c.key == bindparam("over"), outbox.c.due_at < bindparam("later", type_=UtcDateTime))
    .where(outbox.c.status.not_in((*WAITING, "sending")))
    .values(key=None)
)


@lru_cache(maxsize=2)
def _put(dialect: str) -> Any:
    statement = fresh_in(dialect, outbox)
    new = statement.excluded
    moved = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={"due_at": new.due_at, "not_after": new.not_after, "data": new.data},
        where=and_(outbox.c.status == "due", outbox.c.payload.is_(None)),
    )
    return prepared(moved.returning(outbox.c.id, outbox.c.key))


async def replace_payload(connection: Connection, number: int, payload: Mapping[str, Any]) -> bool:
    """An edit of a message that has not left yet: the row says the newer thing. False: it has left meanwhile."""
    result = await connection.execute(
        update(outbox).where(outbox.c.id == number, outbox.c.status == "due").values(payload=payload)
    )
    return result.rowcount == 1


async def erase(connection: Connection, ids: Sequence[int]) -> None:
    """Takes away what was sent to somebody who was forgotten."""
    await connection.execute(
        delete(outbox).where(outbox.c.id.in_(ids), outbox.c.person.is_(None), outbox.c.status.not_in(WAITING))
    )


async def planned(connection: Connection, number: int, holder: str, values: Mapping[str, Any]) -> bool:
    """Stores what a due row turned out to say. False: the lease is not ours any more."""
    result = await connection.execute(_planned(frozenset(values)), {**values, "number": number, "holder": holder})
    return result.rowcount == 1


@lru_cache(maxsize=16)
def _planned(names: frozenset[str]) -> Any:
    filled = {name: bindparam(name, type_=outbox.c[name].type) for name in names}
    mine = outbox.c.id == bindparam("number", type_=Id), outbox.c.lease_by == bindparam("holder")
    return prepared(update(outbox).where(*mine, outbox.c.status == "sending").values(filled))


async def last_ref(connection: Connection, row: OutboxRow) -> str:
    """The platform's name for the newest sent message of the row's card; "" if there is none."""
    found = (
        select(outbox.c.ref)
        .where(
            outbox.c.person == row.person, outbox.c.card == row.card, outbox.c.status == "sent",
            outbox.c.ref != "",
            outbox.c.chat == row.chat, outbox.c.platform == row.platform, outbox.c.id != row.id,
        )
        .order_by(outbox.c.id.desc())
        .limit(1)
    )  # fmt: skip
    return str((await connection.execute(found)).scalar() or "")


async def drop_waiting(connection: Connection, person: int) -> None:
    """What waited for a runner belongs to another diary, or cannot reach them."""
    await connection.execute(update(outbox).where(outbox.c.person == person, IS_WAITING).values(status="gone"))


PRIORITIES = (0, 1)


async def next_due(
    connection: Connection, platforms: Sequence[str], after: datetime | None = None, *, busy: Collection[str] = (),
    planned: bool = False,
) -> datetime | None:  # fmt: skip
    """When the first waiting row is due (later than `after`): the end of an index, however many rows wait.

    As in `claim`, chats in `busy` are left out, and with `planned` what does not say yet what to send.
    """
    values: dict[str, Any] = {f"on_{n}": platform for n, platform in enumerate(platforms)}
    if after is not None:
        values["after"] = after
    if busy:
        values["busy"] = list(busy)
    rows = await connection.execute(_first_due(len(platforms), after is not None, bool(busy), planned), values)
    return min((at for (at,) in rows if at is not None), default=None)


@lru_cache(maxsize=16)
def _first_due(platforms: int, bounded: bool, choosy: bool, planned: bool) -> Any:
    firsts = []
    for n in range(platforms):
        for priority in PRIORITIES:
            on = outbox.c.platform == bindparam(f"on_{n}")
            first = select(func.min(outbox.c.due_at).label("at")).where(IS_WAITING, on, outbox.c.priority == priority)
            if planned:
                first = first.where(IS_PLANNED)
            if choosy:
                first = first.where(outbox.c.chat.not_in(bindparam("busy", expanding=True)))
            if bounded:
                first = first.where(outbox.c.due_at > bindparam("after", type_=UtcDateTime))
            firsts.append(first)
    return union_all(*firsts)


async def take_back(connection: Connection, people: Collection[int], card: str) -> None:
    """Of what these were shown on cards whose names begin so, no word is kept once it was sent."""
    shown = outbox.c.person.in_(list(people)) & outbox.c.card.startswith(card)
    done = outbox.c.status.not_in((*WAITING, "sending"))
    await connection.execute(update(outbox).where(shown, done, outbox.c.payload.is_not(None)).values(payload=None))


@dataclass(frozen=True, slots=True)
class Aged:
    """A page of old rows: those to take away, those to take the words out of, and where the next page begins."""

    gone: list[int]
    worded: list[int]
    after: int


async def aged(
    connection: Connection, words_before: datetime, rows_before: datetime, after: int, limit: int
) -> Aged | None:
    """The oldest rows behind the one numbered `after`; None where nothing of that age is left.

    What was sent some days ago needs its words no more, and after some weeks no card is edited any more. By then what
    still waits at a platform that nobody serves has missed its time.
    """
    missed = and_(IS_WAITING, outbox.c.not_after < rows_before)
    page = select(
        outbox.c.id, outbox.c.status, outbox.c.created_at, outbox.c.payload.is_not(None).label("worded"),
        func.coalesce(missed, False).label("missed"),
    )  # fmt: skip
    rows = (await connection.execute(page.where(outbox.c.id > after).order_by(outbox.c.id).limit(limit))).all()
    if not rows or rows[0].created_at >= words_before:
        return None
    done = [row for row in rows if row.missed or row.status not in (*WAITING, "sending")]
    gone = [row.id for row in done if row.created_at < rows_before]
    worded = [row.id for row in done if row.worded and rows_before <= row.created_at < words_before]
    return Aged(gone, worded, rows[-1].id)


async def tidy(connection: Connection, page: Aged) -> None:
    if page.gone:
        await connection.execute(delete(outbox).where(outbox.c.id.in_(page.gone)))
    if page.worded:
        await connection.execute(update(outbox).where(outbox.c.id.in_(page.worded)).values(payload=None))


async def latest_shown(connection: Connection, platform: str, user: str, limit: int) -> list[tuple[str, Any]]:
    """(ref, payload) of the newest messages of a runner, oldest first: what is still on their screen."""
    rows = await connection.execute(
        select(outbox.c.ref, outbox.c.payload)
        .where(outbox.c.platform == platform, outbox.c.user == user, outbox.c.status == "sent", outbox.c.ref != "")
        .where(outbox.c.payload.is_not(None))
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    return [(row.ref, row.payload) for row in rows][::-1]
