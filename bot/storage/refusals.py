"""Which platforms do not take our token, kept where the doctor and every other process can read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.storage import people
from bot.storage.connection import Connection
from bot.storage.tables import note

if TYPE_CHECKING:
    from bot.storage.store import Store

_BEFORE = "refused."


async def known(connection: Connection) -> Mapping[str, str]:
    """Platform -> since when and why."""
    rows = await connection.execute(select(note.c.name, note.c.text).where(note.c.name.like(f"{_BEFORE}%")))
    return {row.name.removeprefix(_BEFORE): row.text for row in rows}


async def keep(store: Store, platform: str, since: datetime, why: str) -> None:
    text = f"since {since:%Y-%m-%d %H:%M} UTC: {why}"
    await store.write(lambda connection: people.keep_note(connection, _BEFORE + platform, text))


async def clear(store: Store, platforms: Sequence[str] | None = None) -> None:
    """These are served again; None: the process that writes here now serves them all."""
    found = await store.read(known)
    over = [_BEFORE + one for one in (found if platforms is None else platforms) if one in found]
    if over:
        await store.write(lambda connection: connection.execute(delete(note).where(note.c.name.in_(over))))
