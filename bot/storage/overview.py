"""How the whole installation does, in counts: for the doctor, the health check, the metrics and `/admin`.

Nothing here names a runner or looks into a diary.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    String,
    and_,
    case,
    cast,
    distinct,
    func,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
)

from bot.storage import doors, leases, people, refusals
from bot.storage.connection import Connection
from bot.storage.leases import Sign
from bot.storage.outbox import WAITING
from bot.storage.tables import IS_WAITING, address, inbox, metadata, outbox, person
from bot.storage.types import Day, UtcDateTime

ACTIVE = timedelta(days=7)
"""As long as the inbox remembers who spoke."""
LATE = timedelta(minutes=15)
"""A morning that was sent so long after its time counts as late here; the runner is told from an hour on."""
CONSOLE = "console"
"""A runner with a door there opens it by themselves."""
GIVEN_UP = ("refused", "expired", "uncertain", "gone")


@dataclass(frozen=True, slots=True)
class State:
    """What changes by the second. Cheap: every figure comes from a small index.

    `waiting`: platform -> messages that are due and not sent. Ages are in seconds; `since_tick` None = there was none.
    `refused`: platform -> since when and why it does not take our token. `stranded`: the platform that they prefer ->
    runners whom no door reaches that somebody serves.
    """

    since_tick: float | None
    waiting: Mapping[str, int]
    oldest_seconds: float
    unhandled: int
    bytes: int
    refused: Mapping[str, str]
    stranded: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Mornings:
    """The mornings since some instant. `late` of those `sent`; `unsent` are due and on their way or waiting."""

    sent: int
    late: int
    unsent: int
    given_up: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What an operator is told. `signs` are those of a fleet."""

    state: State
    runners: int
    active: int
    mornings: Mornings
    signs: Sequence[Sign] = ()


async def state(connection: Connection, now: datetime, served: Collection[str]) -> State:
    """`served`: the platforms that somebody serves now."""
    last = await people.last_beat(connection, "tick")
    rows = await connection.execute(
        select(outbox.c.platform, func.count(), func.min(outbox.c.due_at))
        .where(IS_WAITING, outbox.c.due_at <= now)
        .group_by(outbox.c.platform)
    )
    waiting, oldest = {}, now
    for platform, count, since in rows:
        waiting[platform], oldest = count, min(oldest, since)
    open_events = select(func.count()).select_from(inbox).where(inbox.c.handled_at.is_(None))
    return State(
        since_tick=None if last is None else (now - last).total_seconds(),
        waiting=waiting,
        oldest_seconds=(now - oldest).total_seconds(),
        unhandled=int((await connection.execute(open_events)).scalar_one()),
        bytes=await size(connection),
        refused=await refusals.known(connection),
        stranded=await doors.stranded(connection, {*served, CONSOLE}),
    )


async def size(connection: Connection) -> int:
    """Bytes of the database."""
    asked = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if connection.dialect.name == "sqlite"
        else "SELECT pg_database_size(current_database())"
    )
    return int((await connection.execute(text(asked))).scalar_one())


async def damage(connection: Connection) -> str:
    """What is wrong with the pages of the file, the first of it; "" if nothing. PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return ""
    found = str((await connection.execute(text("PRAGMA quick_check(1)"))).scalar_one())
    return "" if found == "ok" else " ".join(found.split())


async def spoiled(connection: Connection) -> Mapping[str, int]:
    """Column -> cells that hold nothing of the column's kind, as after a disk failed. PostgreSQL takes none such."""
    if connection.dialect.name != "sqlite":
        return {}
    found: dict[str, int] = {}
    for table in metadata.sorted_tables:
        bad = {f"{table.name}.{one.name}": _bad(one) for one in table.c}
        counted = select(*(func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in bad.values()))
        row = (await connection.execute(counted.select_from(table))).one()
        found |= {name: count for name, count in zip(bad, row, strict=True) if count}
    return found


def _bad(column: Column[Any]) -> ColumnElement[bool]:
    raw = type_coerce(column, String)
    if isinstance(column.type, Integer | Boolean):
        return and_(raw.is_not(None), func.typeof(raw) != "integer")
    wrong = [func.typeof(raw) != "text", func.is_text(cast(raw, LargeBinary)) == 0]
    match column.type:
        case UtcDateTime():
            wrong.append(func.datetime(raw).is_(None))
        case Day():
            wrong.append(func.date(raw).is_(None))
        case JSON():
            wrong.append(func.json_valid(raw) == 0)
    return and_(raw.is_not(None), or_(*wrong))


async def overview(
    connection: Connection, since: datetime, now: datetime, served: Collection[str], spread: timedelta = timedelta()
) -> Overview:  # fmt: skip
    """`since`: when the operator's day began. `spread`: over how long a minute's mornings are spread on purpose."""
    spoke = (
        select(func.count(distinct(address.c.person)))
        .select_from(inbox.join(address, (address.c.platform == inbox.c.platform) & (address.c.user == inbox.c.user)))
        .join(person, person.c.id == address.c.person)
        .where(inbox.c.received_at > now - ACTIVE, person.c.athlete.is_not(None))
    )
    return Overview(
        state=await state(connection, now, served),
        runners=await people.count(connection),
        active=int((await connection.execute(spoke)).scalar_one()),
        mornings=await mornings(connection, since, now, spread),
        signs=await leases.signs(connection),
    )


async def mornings(connection: Connection, since: datetime, now: datetime, spread: timedelta = timedelta()) -> Mornings:
    """Of the rows made since then; they are found by their numbers, so that old ones are never read."""
    first = await _first_since(connection, since)
    # A retry moves `due_at`, a coach that was down makes the row late: either shows in one of the two.
    late = _passed(connection, "due_at", LATE) | _passed(connection, "created_at", LATE + spread)
    counts = select(
        func.count(case((outbox.c.status == "sent", 1))),
        func.count(case(((outbox.c.status == "sent") & late, 1))),
        func.count(case((outbox.c.status.in_((*WAITING, "sending")) & (outbox.c.due_at <= now), 1))),
        # What found a door closed and went on by another one has handed its key on.
        func.count(case((outbox.c.status.in_(GIVEN_UP) & outbox.c.key.is_not(None), 1))),
    ).where(outbox.c.id >= first, outbox.c.kind == "morning")
    return Mornings(*(await connection.execute(counts)).one())


def _passed(connection: Connection, column: str, length: timedelta) -> ColumnElement[bool]:
    """Whether more than that lay between the column's instant and the sending."""
    seconds = int(length.total_seconds())
    if connection.dialect.name == "sqlite":
        return literal_column(f"(julianday(outbox.sent_at) - julianday(outbox.{column})) * 86400 > {seconds}")
    return literal_column(f"outbox.sent_at - outbox.{column} > interval '{seconds} seconds'")


async def _first_since(connection: Connection, since: datetime) -> int:
    """The number of the first row made since then. Numbers grow with time, so it is looked for by halves."""
    low = int((await connection.execute(select(func.coalesce(func.min(outbox.c.id), 1)))).scalar_one())
    high = int((await connection.execute(select(func.coalesce(func.max(outbox.c.id), 0)))).scalar_one()) + 1
    while low < high:
        middle = (low + high) // 2
        at = select(outbox.c.created_at).where(outbox.c.id >= middle).order_by(outbox.c.id).limit(1)
        made = (await connection.execute(at)).scalar_one()
        low, high = (low, middle) if made >= since else (middle + 1, high)
    return low
