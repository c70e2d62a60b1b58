"""What every event asks of SQLite goes straight to its driver, and is what SQLAlchemy would have written and read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, text, update

from bot.storage import Conflict, Connection, Store, sqlite
from bot.storage.prepared import prepared
from bot.storage.tables import inbox, outbox

EVENING = datetime(2026, 11, 24, 20, 30, tzinfo=timezone(timedelta(hours=2)))
ROW: dict[str, Any] = {
    "platform": "telegram", "user": "7", "chat": "7", "kind": "reply", "priority": 0, "status": "due",
    "due_at": EVENING, "created_at": EVENING, "payload": {"words": ["3 × 8 Fußheben", None, 1.5, True]}, "fresh": True,
    "silent": False, "not_after": None, "data": None,
}  # fmt: skip
ADD = insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True)
ALL = select(outbox).where(outbox.c.id == bindparam("number"), outbox.c.status == "due")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    made = Store(sqlite.url_of(tmp_path / "sinew.db"))
    await made.open()
    yield made
    await made.close()


async def rows(store: Store, statement: Any, given: Any) -> list[tuple[Any, ...]]:
    async def query(connection: Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in (await connection.execute(statement, given)).all()]

    return await store.write(query)


async def test_it_writes_and_reads_what_sqlalchemy_does(store: Store) -> None:
    ((straight,),) = await rows(store, prepared(ADD), ROW)
    ((usual,),) = await rows(store, ADD, ROW)
    cells = text("SELECT * FROM outbox WHERE id = :number")
    written = [(await rows(store, cells, {"number": one}))[0][1:] for one in (straight, usual)]
    assert written[0] == written[1]
    found = await rows(store, prepared(ALL), {"number": straight})
    assert found == await rows(store, ALL, {"number": straight})
    assert EVENING in found[0], "the instant, whatever zone it was told in"
    assert found[0][outbox.c.keys().index("due_at")].tzinfo is UTC
    assert found[0][outbox.c.keys().index("payload")] == ROW["payload"]
    assert found[0][outbox.c.keys().index("fresh")] is True


async def test_rows_that_are_added_together_get_their_numbers_in_their_order(store: Store) -> None:
    given = [ROW | {"user": name} for name in "cab"]
    numbers = await rows(store, prepared(ADD), given)
    names = [(await rows(store, ALL, {"number": one}))[0][outbox.c.keys().index("user")] for (one,) in numbers]
    assert names == ["c", "a", "b"]


async def test_it_says_how_many_rows_it_changed(store: Store) -> None:
    ((number,),) = await rows(store, prepared(ADD), ROW)
    mine = outbox.c.id == bindparam("number")
    change = prepared(update(outbox).where(mine, outbox.c.status == "due").values(status=bindparam("to")))

    async def query(connection: Connection) -> int:
        return (await connection.execute(change, {"number": number, "to": "sent"})).rowcount

    assert [await store.write(query), await store.write(query)] == [1, 0]


async def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="naive"):
        await rows(store, prepared(ADD), ROW | {"due_at": datetime(2026, 11, 24)})  # noqa: DTZ001
    assert await rows(store, select(outbox.c.id), {}) == []


async def test_a_row_that_is_there_already_is_a_conflict_and_the_next_transaction_is_whole(store: Store) -> None:
    event = {"platform": "telegram", "event_id": "1", "user": "7", "body": {}, "received_at": EVENING}
    add = prepared(insert(inbox).returning(inbox.c.id))
    await rows(store, add, event)
    with pytest.raises(Conflict):
        await rows(store, add, [event | {"event_id": "2"}, event])
    await rows(store, add, event | {"event_id": "3"})
    assert await rows(store, select(inbox.c.event_id).order_by(inbox.c.id), {}) == [("1",), ("3",)]
