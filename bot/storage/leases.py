"""Who does what in a fleet: rows with a holder and the time of its last sign of life.

The time is the database's own, never a machine's: two machines' clocks differ, and a lease must end for both at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Interval, extract, func, literal, or_, select, update

from bot.storage.connection import Connection
from bot.storage.inbox import fresh
from bot.storage.tables import pulse
from bot.storage.types import UtcDateTime

_GATEWAY = "gateway:"

_NOW = func.clock_timestamp(type_=UtcDateTime())


def name_of(platform: str) -> str:
    """The row of `pulse` that says who serves a platform."""
    return _GATEWAY + platform


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: who gave it ("": it was handed back) and how many seconds ago, by the database's clock."""

    name: str
    holder: str
    seconds: float


async def take(connection: Connection, name: str, holder: str, lasts: timedelta) -> bool:
    """Takes or keeps a lease; False while another holder's lasts. PostgreSQL only."""
    free = or_(pulse.c.holder == holder, pulse.c.at < _NOW - literal(lasts, Interval()))
    statement = fresh(connection, pulse).values(name=name, at=_NOW, holder=holder)
    taken = await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"at": _NOW, "holder": holder}, where=free
        ).returning(pulse.c.name)
    )
    return taken.first() is not None


async def give_up(connection: Connection, name: str, holder: str, lasts: timedelta) -> None:
    """Lets the next one take it at once."""
    await connection.execute(
        update(pulse)
        .where(pulse.c.name == name, pulse.c.holder == holder)
        .values(holder="", at=_NOW - literal(lasts, Interval()))
    )


async def alive(connection: Connection, name: str, within: timedelta) -> bool:
    """Whether somebody beat under that name a short time ago."""
    found = select(pulse.c.name).where(pulse.c.name == name, pulse.c.at >= _NOW - literal(within, Interval()))
    return (await connection.execute(found)).first() is not None


async def platforms(connection: Connection, within: timedelta) -> set[str]:
    """Those that somebody serves: there was a sign of it a short time ago."""
    found = select(pulse.c.name).where(
        pulse.c.name.startswith(_GATEWAY), pulse.c.holder != "", pulse.c.at >= _NOW - literal(within, Interval())
    )
    return {name.removeprefix(_GATEWAY) for (name,) in await connection.execute(found)}


async def beat(connection: Connection, name: str, holder: str) -> None:
    statement = fresh(connection, pulse).values(name=name, at=_NOW, holder=holder)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"at": _NOW, "holder": holder})
    )


async def signs(connection: Connection) -> list[Sign]:
    """The last sign of life under each name that somebody holds or held. PostgreSQL only: elsewhere there is one."""
    if connection.dialect.name == "sqlite":
        return []
    age = extract("epoch", _NOW - pulse.c.at)
    held = or_(pulse.c.name.startswith(_GATEWAY), pulse.c.name == "worker")
    rows = await connection.execute(select(pulse.c.name, pulse.c.holder, age).where(held).order_by(pulse.c.name))
    return [Sign(name, holder, float(seconds)) for name, holder, seconds in rows]
