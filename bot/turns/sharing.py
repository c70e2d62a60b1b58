"""What a dialogue may ask about shares: those of this runner, those this chat may look at, and a look through one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import Seen, Shares
from bot.storage import Connection, Store, loads, shares
from bot.storage.loads import EntryRow
from bot.storage.shares import ShareRow
from bot.turns import fold


def shares_of(store: Store, person: int, now: datetime) -> Shares:
    """Anyone who looks through a share sees its runner as they stand now, and only while the share is there."""

    async def given() -> Sequence[ShareRow]:
        return await store.read(lambda connection: shares.given(connection, person))

    async def seen() -> Sequence[ShareRow]:
        return await store.read(lambda connection: shares.seen(connection, person))

    async def behind(code: str) -> ShareRow | None:
        return await store.read(lambda connection: shares.behind(connection, code, now))

    async def look(number: int) -> Seen | None:
        share = next((one for one in await seen() if one.id == number), None)
        if share is None:
            return None
        loaded = await store.read(loads.by_person(share.owner, now))

        async def entries(after: int) -> list[EntryRow]:
            async def all_of(connection: Connection) -> list[EntryRow]:
                return await loads.diary(connection, share.owner, after)

            return await store.read(all_of)

        known = await fold.know(loaded, entries)
        return None if known.athlete is None else Seen(share, known.athlete, known.standing)

    return Shares(given, seen, behind, look)
