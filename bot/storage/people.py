"""Who is due, in batches; and the few questions asked about all runners at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, String, and_, any_, cast, func, literal, select, type_coerce, update

from bot.storage.connection import Connection
from bot.storage.inbox import fresh
from bot.storage.tables import address, note as notes, outbox, person, pulse
from bot.storage.types import UtcDateTime


@dataclass(frozen=True, slots=True)
class Cohort:
    """Runners with the same morning next: the same rule in the same zone, at the same instant."""

    zone: str
    mornings: str
    next_due_at: datetime
    next_due_on: date


@dataclass(frozen=True, slots=True)
class Stray:
    """A runner whose next morning is unknown, and the rule by which it can be found again."""

    id: int
    zone: str
    mornings: str


async def due(connection: Connection, now: datetime, limit: int) -> dict[Cohort, list[int]]:
    """At most so many runners whose morning has come, the longest due first."""
    rows = await connection.execute(
        select(person.c.id, person.c.zone, person.c.mornings, person.c.next_due_at, person.c.next_due_on)
        .where(person.c.next_due_at <= now)
        .order_by(person.c.next_due_at)
        .limit(limit)
    )
    found: dict[Cohort, list[int]] = {}
    for number, *rule in rows:
        found.setdefault(Cohort(*rule), []).append(number)
    return found


async def astray(connection: Connection, after: datetime, limit: int) -> list[Stray]:
    """Runners whose next morning lies beyond any that there can be: nobody would look at them again."""
    rows = await connection.execute(
        select(person.c.id, person.c.zone, person.c.mornings)
        .where(person.c.next_due_at > after)
        .order_by(person.c.next_due_at.desc())
        .limit(limit)
    )
    return [Stray(*row) for row in rows]


async def put_right(connection: Connection, found: Sequence[tuple[int, datetime, date]]) -> None:
    """Where the next morning of each of these lies, whatever stood there."""
    for number, at, day in found:
        await connection.execute(
            update(person).where(person.c.id == number).values(next_due_at=at, next_due_on=day)
        )  # fmt: skip


async def anybody_due(connection: Connection, now: datetime) -> bool:
    return (
        await connection.execute(select(person.c.id).where(person.c.next_due_at <= now).limit(1))
    ).first() is not None


async def make_mornings(
    connection: Connection, ids: Sequence[int], was: datetime, values: Mapping[str, Any], key: tuple[str, str],
    spread_seconds: int,
) -> int:  # fmt: skip
    """One outbox row for each of these runners at the door they prefer, all with the same `values`; how many are new.

    In one statement for all, which costs a tenth of a statement each. `key`: what stands before and after a runner's
    number in the row's. With a spread, `due_at` and `not_after` are later by the runner's `offset`. One whose morning
    was moved meanwhile (it is not at `was` any more) gets none.
    """
    before, after = key
    named: dict[str, Any] = {
        name: _later(connection, value, spread_seconds) if name in ("due_at", "not_after") else _typed(name, value)
        for name, value in values.items()
    }
    named |= {
        "person": person.c.id, "platform": address.c.platform, "user": address.c.user, "chat": address.c.chat,
        "key": literal(before, String) + cast(person.c.id, String) + literal(after, String),
    }  # fmt: skip
    theirs = (
        select(*(value.label(name) for name, value in named.items()))
        .select_from(person.join(address, and_(address.c.person == person.c.id, address.c.preferred)))
        .where(*_still_at(connection, ids, was))
        .order_by(person.c.id)
    )
    statement = fresh(connection, outbox).from_select(list(named), theirs, include_defaults=False)
    statement = statement.on_conflict_do_nothing(index_elements=["key"])
    # SQLAlchemy asks for an INSERT's row count only when told to.
    made = await connection.execute(statement.execution_options(preserve_rowcount=True))
    return made.rowcount


def _typed(name: str, value: Any) -> Any:
    return literal(value, outbox.c[name].type)


def _still_at(connection: Connection, ids: Sequence[int], was: datetime) -> tuple[Any, Any]:
    """Those of them whose morning nobody moved."""
    # Not "=", for which PostgreSQL would read on in the index of due times through all who are due at that instant.
    unmoved = person.c.next_due_at.is_not_distinct_from(was)
    if connection.dialect.name == "postgresql":
        # One parameter, not hundreds, which cost more than the rows.
        return person.c.id == any_(literal(list(ids), ARRAY(BigInteger))), unmoved
    return person.c.id.in_(ids), unmoved


_SCATTER, _RANGE = 2_654_435_761, 1 << 32
"""Knuth's multiplier: neighbours in number come to lie far from each other."""


def offset(number: int, spread_seconds: int) -> int:
    """A runner's own place in the window, in seconds, the same every day."""
    return number * _SCATTER % _RANGE % spread_seconds if spread_seconds > 0 else 0


def _later(connection: Connection, at: datetime, spread_seconds: int) -> Any:
    """The instant moved by each runner's `offset`, as the database counts it."""
    if spread_seconds <= 0:
        return literal(at, UtcDateTime)
    seconds = cast(person.c.id, BigInteger) * _SCATTER % _RANGE % spread_seconds
    if connection.dialect.name == "sqlite":
        moved = func.strftime("%Y-%m-%d %H:%M:%S", literal(at, UtcDateTime), func.printf("+%d seconds", seconds))
        return type_coerce(moved + literal(".000000"), UtcDateTime)
    return literal(at, UtcDateTime) + func.make_interval(0, 0, 0, 0, 0, 0, seconds)


async def move_due(connection: Connection, ids: Sequence[int], was: datetime, due_at: datetime, due_on: date) -> None:
    """Where their next morning lies; one whom somebody else moved in between stays as they left it."""
    await connection.execute(
        update(person).where(*_still_at(connection, ids, was)).values(next_due_at=due_at, next_due_on=due_on)
    )


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


async def joined(connection: Connection, platform: str, user: str) -> bool | None:
    """Whether somebody has; None for a stranger."""
    found: bool | None = (await connection.execute(_about(person.c.athlete.is_not(None), platform, user))).scalar()
    return found


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
