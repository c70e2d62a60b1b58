"""What one event changes: a few statements inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, case, delete, insert, select, tuple_, update

from bot.storage.connection import Connection
from bot.storage.prepared import prepared
from bot.storage.tables import address, entry, outbox, person, prompt
from bot.storage.types import Id, UtcDateTime


async def add_person(connection: Connection, platform: str, user: str, chat: str, language: str, now: datetime) -> int:
    number = (
        await connection.execute(insert(person).values(language=language, created_at=now).returning(person.c.id))
    ).scalar_one()
    await connection.execute(
        insert(address).values(platform=platform, user=user, chat=chat, person=number, preferred=True)
    )
    return int(number)


@lru_cache(maxsize=64)
def _change_person(names: frozenset[str]) -> Any:
    changed = {name: bindparam(name, type_=person.c[name].type) for name in names}
    return prepared(update(person).where(person.c.id == bindparam("number", type_=Id)).values(changed))


async def change_person(connection: Connection, number: int, values: Mapping[str, Any]) -> None:
    await connection.execute(_change_person(frozenset(values)), {**values, "number": number})


_ADD_ENTRIES = prepared(insert(entry))


async def add_entries(
    connection: Connection, number: int, rows: Sequence[tuple[int, datetime, date, str, Mapping[str, Any]]]
) -> None:
    """Rows of (n, at, day, type, body). A number that is taken raises Conflict in the store."""
    await connection.execute(
        _ADD_ENTRIES,
        [
            {"person": number, "n": n, "at": at, "day": day, "type": kind, "body": body}
            for n, at, day, kind, body in rows
        ],
    )


NO_SNAPSHOT: Mapping[str, Any] = {"standing": None, "standing_version": "", "standing_n": 0}
"""A person's columns where the cached fold is worth nothing any more."""


async def clear_diary(connection: Connection, number: int) -> None:
    await connection.execute(delete(entry).where(entry.c.person == number))


_AS_SEEN = tuple_(prompt.c.id, prompt.c.version).in_(bindparam("answered", expanding=True))
_CLOSE = (
    update(prompt)
    .where(prompt.c.status == "open", _AS_SEEN | prompt.c.id.in_(bindparam("superseded", expanding=True)))
    .values(
        status=case((_AS_SEEN, "answered"), else_="superseded"),
        version=prompt.c.version + 1,
        closed_at=bindparam("now", type_=UtcDateTime),
    )
    .returning(prompt.c.id)
)


async def close_prompts(
    connection: Connection, answered: Mapping[int, int], superseded: Sequence[int], now: datetime
) -> set[int]:
    """Closes open prompts and says which were. `answered` maps an id to the version the answer was given to."""
    values = {"answered": list(answered.items()), "superseded": list(superseded), "now": now}
    return {row.id for row in await connection.execute(_CLOSE, values)}


async def update_prompt(connection: Connection, number: int, version: int, data: Mapping[str, Any]) -> bool:
    """Compare-and-set: False when the row is not open any more or not as it was seen."""
    result = await connection.execute(
        update(prompt)
        .where(prompt.c.id == number, prompt.c.status == "open", prompt.c.version == version)
        .values(data=data, version=version + 1)
    )
    return result.rowcount == 1


_OPEN = prepared(insert(prompt).returning(prompt.c.id, sort_by_parameter_order=True))


async def open_prompts(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The new rows' ids, in their order."""
    result = await connection.execute(
        _OPEN,
        [{"status": "open", "version": 1} | dict(row) for row in rows],
    )
    return [number for (number,) in result]


async def tidy_prompts(connection: Connection, before: datetime, after: int, limit: int) -> tuple[int, int]:
    """Takes away questions that were settled before then, among the oldest behind the one numbered `after`.

    How many went, and where the next page begins (0: nothing of that age is left). An open question stays.
    """
    page = select(prompt.c.id, prompt.c.opened_at, prompt.c.closed_at).where(prompt.c.id > after)
    rows = (await connection.execute(page.order_by(prompt.c.id).limit(limit))).all()
    if not rows or rows[0].opened_at >= before:
        return 0, 0
    over = [row.id for row in rows if row.closed_at is not None and row.closed_at < before]
    if over:
        await connection.execute(delete(prompt).where(prompt.c.id.in_(over)))
    return len(over), rows[-1].id


async def addresses(connection: Connection, number: int) -> list[tuple[str, str]]:
    rows = await connection.execute(select(address.c.platform, address.c.user).where(address.c.person == number))
    return [(row.platform, row.user) for row in rows]


async def erase_person(connection: Connection, number: int) -> None:
    """The runner and, by cascade, everything that hangs on them."""
    await connection.execute(delete(outbox).where(outbox.c.person == number))
    await connection.execute(delete(person).where(person.c.id == number))


async def move_chat(connection: Connection, platform: str, user: str, chat: str) -> None:
    """The runner's door is at another place now, and so is whatever waits to go through it."""
    waits = outbox.c.status.in_(("due", "unsure"))
    await connection.execute(
        update(outbox).where(outbox.c.platform == platform, outbox.c.user == user, waits).values(chat=chat)
    )
    await connection.execute(
        update(address).where(address.c.platform == platform, address.c.user == user).values(chat=chat)
    )
