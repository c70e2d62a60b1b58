"""Who may look at a runner's week: what was offered by a code, who took it, and what each side wishes.

A share belongs to its runner. It ends at once when either side ends it or is forgotten; nothing else keeps it alive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select, update

from bot.storage.connection import Connection
from bot.storage.inbox import fresh
from bot.storage.tables import share

MOST = 8
"""Shares of one runner; more are a mistake or a nuisance."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """`viewer` None until the code is taken. `pain`, `tests`: shown too. `digest`, `wanted`: each side's wish."""

    id: int
    owner: int
    viewer: int | None
    label: str
    pain: bool
    tests: bool
    digest: bool
    wanted: bool
    made_at: datetime


_COLUMNS = [getattr(share.c, name) for name in ShareRow.__dataclass_fields__]


def _of(rows: Any) -> list[ShareRow]:
    return [ShareRow(*row) for row in rows]


async def given(connection: Connection, owner: int) -> list[ShareRow]:
    """Those that a runner gives, the oldest first; codes that nobody took yet are among them."""
    return _of(await connection.execute(select(*_COLUMNS).where(share.c.owner == owner).order_by(share.c.id)))


async def viewers(connection: Connection, owner: int) -> list[int]:
    return [one.viewer for one in await given(connection, owner) if one.viewer is not None]


async def seen(connection: Connection, viewer: int) -> list[ShareRow]:
    """Those that somebody may look at."""
    return _of(await connection.execute(select(*_COLUMNS).where(share.c.viewer == viewer).order_by(share.c.id)))


async def behind(connection: Connection, code: str, now: datetime) -> ShareRow | None:
    """What a code leads to, while it is open."""
    found = _of(await connection.execute(select(*_COLUMNS).where(_open(code, now))))
    return found[0] if found else None


def _open(code: str, now: datetime) -> Any:
    return and_(share.c.code == code, share.c.viewer.is_(None), share.c.until > now)


async def offer(connection: Connection, owner: int, values: Mapping[str, Any], now: datetime) -> bool:
    """A new code. One that nobody took yet is replaced by it. False: there are too many already."""
    await connection.execute(delete(share).where(share.c.owner == owner, share.c.viewer.is_(None)))
    if len(await given(connection, owner)) >= MOST:
        return False
    await connection.execute(fresh(connection, share).values(owner=owner, made_at=now, wanted=False, **values))
    return True


async def take(connection: Connection, code: str, viewer: int, now: datetime) -> ShareRow | None:
    """The code is used up, and `viewer` may look from now on."""
    found = await connection.execute(
        update(share)
        .where(_open(code, now), share.c.owner != viewer)
        .values(viewer=viewer, code=None)
        .returning(*_COLUMNS)
    )
    rows = _of(found)
    return rows[0] if rows else None


async def end(connection: Connection, number: int, person: int) -> bool:
    """Either side ends it."""
    mine = or_(share.c.owner == person, share.c.viewer == person)
    return bool((await connection.execute(delete(share).where(share.c.id == number, mine))).rowcount)


async def change(connection: Connection, number: int, person: int, values: Mapping[str, bool]) -> bool:
    """The runner changes what is shown and whether a digest may go out; the viewer whether they want it."""
    side = share.c.viewer if set(values) == {"wanted"} else share.c.owner
    return bool(
        (
            await connection.execute(update(share).where(share.c.id == number, side == person).values(**dict(values)))
        ).rowcount
    )


async def tidy(connection: Connection, now: datetime) -> None:
    """Codes that nobody took in time."""
    await connection.execute(delete(share).where(share.c.viewer.is_(None), share.c.until <= now))
