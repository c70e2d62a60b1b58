"""Where a runner is reached: their doors, the codes that open one more, and what happens when one closes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update

from bot.storage import changes
from bot.storage.connection import Connection
from bot.storage.inbox import fresh
from bot.storage.outbox import WAITING
from bot.storage.tables import IS_WAITING, address, note as notes, outbox, person as people

SHOWN_FOR = timedelta(days=2)
"""A card that a runner saw at another door so lately is kept true there."""

MIRROR = "mirror"
"""The kind of an outbox row that only keeps a card true at another door."""


@dataclass(frozen=True, slots=True)
class DoorRow:
    id: int
    platform: str
    user: str
    chat: str
    preferred: bool


async def of(connection: Connection, person: int) -> list[DoorRow]:
    """A runner's doors, the oldest first."""
    found = select(address.c.id, address.c.platform, address.c.user, address.c.chat, address.c.preferred)
    return [
        DoorRow(*row)
        for row in await connection.execute(found.where(address.c.person == person).order_by(address.c.id))
    ]


# --- codes -----------------------------------------------------------------------------------------------------------


async def offer(connection: Connection, person: int, code: str, until: datetime) -> None:
    """Keeps a code; an older one of the same runner opens nothing any more."""
    await withdraw(connection, person)
    await connection.execute(fresh(connection, notes).values(name=f"link.{code}", text=f"{person} {until.isoformat()}"))


async def withdraw(connection: Connection, person: int) -> None:
    """No code opens this runner's diary any more."""
    mine = notes.c.name.like("link.%") & notes.c.text.like(f"{person} %")
    await connection.execute(delete(notes).where(mine))


async def behind(connection: Connection, code: str, now: datetime) -> int:
    """The runner whom a code leads to, 0 if it leads nowhere (any more)."""
    found = await connection.execute(select(notes.c.text).where(notes.c.name == f"link.{code}"))
    return _owner(found.scalar(), now)


async def take(connection: Connection, code: str, now: datetime) -> int:
    """The same, and the code is used up."""
    found = await connection.execute(delete(notes).where(notes.c.name == f"link.{code}").returning(notes.c.text))
    return _owner(found.scalar(), now)


async def tidy_codes(connection: Connection, now: datetime) -> None:
    rows = await connection.execute(select(notes.c.name, notes.c.text).where(notes.c.name.like("link.%")))
    if over := [row.name for row in rows if not _owner(row.text, now)]:
        await connection.execute(delete(notes).where(notes.c.name.in_(over)))


def _owner(text: str | None, now: datetime) -> int:
    number, _, until = (text or "").partition(" ")
    try:
        return int(number) if until and datetime.fromisoformat(until) > now else 0
    except (ValueError, TypeError):
        return 0  # Nobody can read it, so it leads nowhere.


# --- doors -----------------------------------------------------------------------------------------------------------


async def attach(connection: Connection, person: int, platform: str, user: str, chat: str) -> bool:
    """One more door for a runner. Another who had it and has no other is erased. False: there is no such runner."""
    if not await of(connection, person):
        return False
    mine = (address.c.platform == platform) & (address.c.user == user)
    had = (await connection.execute(select(address.c.person).where(mine))).scalar()
    if had is None:
        new = {"platform": platform, "user": user, "chat": chat, "person": person, "preferred": False}
        await connection.execute(fresh(connection, address).values(**new))
        return True
    if had == person:
        return True
    await connection.execute(update(address).where(mine).values(person=person, chat=chat, preferred=False))
    left = await of(connection, had)
    if not left:
        await withdraw(connection, had)
        await changes.erase_person(connection, had)
    elif not any(one.preferred for one in left):
        await prefer(connection, had, left[0].id)
    return True


async def prefer(connection: Connection, person: int, number: int) -> bool:
    """That door gets the mornings, and whatever waits unplanned. False: it is none of the runner's."""
    door = next((one for one in await of(connection, person) if one.id == number), None)
    if door is None:
        return False
    await connection.execute(update(address).where(address.c.person == person).values(preferred=address.c.id == number))
    await connection.execute(
        update(outbox)
        .where(outbox.c.person == person, outbox.c.status == "due", outbox.c.priority == 1, outbox.c.payload.is_(None))
        .values(platform=door.platform, user=door.user, chat=door.chat)
    )
    return True


def _is_closed() -> ColumnElement[bool]:
    """Of an address: the last thing that was sent there bounced. What its runner says there is answered, and opens it
    again."""
    last = (
        select(outbox.c.status)
        .where(
            outbox.c.person == address.c.person, outbox.c.platform == address.c.platform,
            outbox.c.user == address.c.user,
            or_(outbox.c.status == "sent", and_(outbox.c.status == "gone", outbox.c.tries > 0)),
        )
        .order_by(outbox.c.id.desc())
        .limit(1)
        .correlate(address)
        .scalar_subquery()
    )  # fmt: skip
    return func.coalesce(last, "") == "gone"


async def shut(
    connection: Connection, person: int, platform: str, user: str, bounced: Collection[int] = (),
    now: datetime | None = None,
) -> bool:  # fmt: skip
    """A door is closed: nothing goes there any more. True: the runner has another one, which takes its place.

    Of the rows that `bounced` there, what the coach says by itself goes by that one.
    """
    here = (outbox.c.person == person) & (outbox.c.platform == platform) & (outbox.c.user == user)
    closed = await connection.execute(select(address.c.id).where(address.c.person == person, _is_closed()))
    passed = {number for (number,) in closed}
    other = [
        one
        for one in await of(connection, person)
        if one.id not in passed and (one.platform, one.user) != (platform, user)
    ]
    if other:
        door = next((one for one in other if one.preferred), other[0])
        await prefer(connection, person, door.id)
        await _carry(connection, here & outbox.c.id.in_(list(bounced)), door, now)
    await connection.execute(update(outbox).where(here, outbox.c.status.in_(WAITING)).values(status="gone"))
    if other:
        # What stands there need not be kept true any longer.
        await connection.execute(update(outbox).where(here, outbox.c.card != "").values(card=""))
    return bool(other)


async def _carry(connection: Connection, which: ColumnElement[bool], door: DoorRow, now: datetime | None) -> None:
    """Nobody can have got it, so it may go again, as a row of its own: the old one says that its door is closed."""
    rows = (
        await connection.execute(
            select(outbox).where(which, outbox.c.status == "gone", outbox.c.priority == 1, outbox.c.kind != MIRROR)
        )
    ).all()
    for row in rows:
        await connection.execute(update(outbox).where(outbox.c.id == row.id).values(key=None))
        values = dict(row._mapping) | {
            "platform": door.platform, "user": door.user, "chat": door.chat, "status": "due", "tries": 0,
            "created_at": now or row.created_at,
        }  # fmt: skip
        del values["id"]
        await connection.execute(insert(outbox).values(values))


# --- a door that leads nowhere for now --------------------------------------------------------------------------------


async def platforms(connection: Connection) -> list[str]:
    """Where anybody has a door."""
    return [name for (name,) in await connection.execute(_PLATFORMS) if isinstance(name, str)]


def _platforms() -> Select[tuple[str]]:
    """From name to name in an index, however many doors there are."""
    name = select(func.min(address.c.platform).label("name")).cte("name", recursive=True)
    following = select(func.min(address.c.platform)).where(address.c.platform > name.c.name).scalar_subquery()
    every = name.union_all(select(following).where(name.c.name.is_not(None)))
    return select(every.c.name).where(every.c.name.is_not(None))


_PLATFORMS = _platforms()


async def stranded(connection: Connection, served: Collection[str]) -> Mapping[str, int]:
    """Runners who have no door at a platform that is `served`: the platform they prefer -> how many."""
    lost = [one for one in await platforms(connection) if one not in served]
    if not lost:
        return {}
    other = address.alias()
    has_other = select(other.c.id).where(other.c.person == people.c.id, other.c.platform.in_(list(served))).exists()
    rows = await connection.execute(
        select(address.c.platform, func.count().label("n"))
        .join_from(address, people, people.c.id == address.c.person)
        .where(address.c.platform.in_(lost), address.c.preferred, ~has_other)
        .where(people.c.athlete.is_not(None), people.c.unreachable_since.is_(None))
        .group_by(address.c.platform)
        .order_by(address.c.platform)
    )
    return {row.platform: row.n for row in rows}


@dataclass(frozen=True, slots=True)
class Detour:
    """A message that waits in the outbox, and the door by which it could go."""

    outbox: int
    platform: str
    user: str
    chat: str


_UNSEEN = or_(outbox.c.payload.is_(None), outbox.c.tries == 0)
"""Of a row that waits: nobody can have got it."""
TOO_OLD = timedelta(days=2)
"""What has waited for so long is left where it is."""


async def detours(
    connection: Connection, platform: str, others: Collection[str], now: datetime, after: int, limit: int
) -> list[Detour]:
    """What is due at a platform, by itself, for runners who have an open door at one of the `others`; by numbers."""
    rows = await connection.execute(
        select(outbox.c.id, address.c.platform, address.c.user, address.c.chat)
        .join_from(outbox, address, address.c.person == outbox.c.person)
        .where(outbox.c.platform == platform, IS_WAITING, outbox.c.status == "due", outbox.c.priority == 1, _UNSEEN)
        .where(outbox.c.due_at.between(now - TOO_OLD, now), outbox.c.id > after)
        .where(address.c.platform.in_(list(others)), ~_is_closed())
        .order_by(outbox.c.id, address.c.preferred.desc(), address.c.id)
        .limit(limit)
    )
    first: dict[int, Detour] = {}
    for row in rows:
        first.setdefault(row.id, Detour(*row))
    return list(first.values())


async def take_detours(connection: Connection, page: Sequence[Detour]) -> int:
    """How many were moved: one that somebody has claimed meanwhile stays."""
    moved = 0
    for one in page:
        result = await connection.execute(
            update(outbox)
            .where(outbox.c.id == one.outbox, outbox.c.status == "due", _UNSEEN)
            .values(platform=one.platform, user=one.user, chat=one.chat)
        )
        moved += result.rowcount
    return moved


# --- one card, several doors -----------------------------------------------------------------------------------------


async def copies(connection: Connection, person: int, card: str, chat: str, now: datetime) -> Sequence[DoorRow]:
    """Where else a card stands, as doors without a number. What waited to be changed here need not be any more."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.person == person, outbox.c.card == card, outbox.c.chat == chat)
        .where(outbox.c.kind == MIRROR, outbox.c.status == "due")
        .values(status="nothing")
    )
    rows = await connection.execute(
        select(outbox.c.platform, outbox.c.user, outbox.c.chat)
        .where(outbox.c.person == person, outbox.c.card == card, outbox.c.chat != chat)
        .where(outbox.c.status.in_(("sent", "sending", *WAITING)), outbox.c.created_at > now - SHOWN_FOR)
        .group_by(outbox.c.platform, outbox.c.user, outbox.c.chat)
        .order_by(func.min(outbox.c.id))
    )
    return [DoorRow(0, row.platform, row.user, row.chat, False) for row in rows]


async def replace_mirror(connection: Connection, person: int, card: str, chat: str, payload: Mapping[str, Any]) -> bool:
    """Whether a change of that card still waited there, which now says the newer thing."""
    result = await connection.execute(
        update(outbox)
        .where(outbox.c.person == person, outbox.c.card == card, outbox.c.chat == chat)
        .where(outbox.c.kind == MIRROR, outbox.c.status == "due")
        .values(payload=payload)
    )
    return result.rowcount > 0
