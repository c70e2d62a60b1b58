"""Transactions that queue for the writer are stored together, each for itself; folds are remembered, never believed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text

from bot.storage import Conflict, Connection, Store, sqlite
from bot.storage.loads import EntryRow, Loaded, PersonRow
from bot.storage.tables import note
from bot.turns import fold
from core import diary, planner
from core.diary import Entry, Undone
from core.standing import Standing
from tests.simulation.lives import Life, lived


async def opened(folder: Path) -> Store:
    store = Store(sqlite.url_of(folder / "sinew.db"))
    await store.open()
    return store


def writing(name: str, *, fails: Exception | None = None) -> Any:
    async def query(connection: Connection) -> str:
        await connection.execute(insert(note).values(name=name, text=name))
        if fails is not None:
            raise fails
        return name

    return query


async def written(store: Store) -> list[str]:
    async def query(connection: Connection) -> list[str]:
        return [row.name for row in await connection.execute(select(note.c.name).order_by(note.c.name))]

    return await store.read(query)


async def test_many_who_write_at_once_share_a_few_transactions(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    began: list[str] = []
    store.listen(lambda statement: began.append(statement) if statement.startswith("BEGIN") else None)
    names = [f"{number:02}" for number in range(40)]
    assert await asyncio.gather(*(store.write(writing(name)) for name in names)) == names
    assert len(began) <= 3
    assert await written(store) == names
    await store.close()


async def test_one_that_fails_takes_nobody_down_with_it(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    wrong = ValueError("a handler's bug")
    outcomes = await asyncio.gather(
        *(store.write(writing(str(number), fails=wrong if number == 4 else None)) for number in range(10)),
        store.write(writing("3")),  # somebody else was quicker with the same row
        return_exceptions=True,
    )
    assert outcomes[4] is wrong
    assert isinstance(outcomes[10], Conflict)
    assert await written(store) == [str(number) for number in range(10) if number != 4]
    await store.close()


async def test_a_transaction_that_cannot_be_stored_fails_for_all_of_them_and_leaves_nothing(tmp_path: Path) -> None:
    store = await opened(tmp_path)

    async def ends_everything(connection: Connection) -> None:
        # What SQLite itself does when the disk is full.
        await connection.execute(text("ROLLBACK"))
        raise OSError("no room")

    outcomes = await asyncio.gather(
        store.write(writing("a")), store.write(ends_everything), store.write(writing("b")), return_exceptions=True
    )
    assert all(isinstance(one, Exception) for one in outcomes)
    assert await written(store) == []
    await store.write(writing("c"))
    assert await written(store) == ["c"]
    await store.close()


async def test_who_gave_up_while_waiting_has_written_nothing(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    waiting = [asyncio.create_task(store.write(writing(str(number)))) for number in range(3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(done[1], asyncio.CancelledError)
    assert await written(store) == ["0", "2"]
    await store.close()


async def test_one_broken_question_spoils_no_other(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    await store.write(writing("a"))

    async def count(connection: Connection) -> int:
        return int((await connection.execute(select(func.count()).select_from(note))).scalar_one())

    async def nonsense(connection: Connection) -> None:
        await connection.execute(text("SELECT nothing FROM nowhere"))

    first, broken, last = await asyncio.gather(
        store.read(count), store.read(nonsense), store.read(count), return_exceptions=True
    )
    assert (first, last) == (1, 1)
    assert isinstance(broken, Exception)
    await store.close()


# --- what is remembered ---


def rows(entries: list[Entry]) -> list[EntryRow]:
    return [EntryRow(one.n, json.dumps(diary.to_json(one))) for one in entries]


async def known(life: Life, entries: list[Entry], snapshot: fold.Known | None, memory: fold.Memory) -> fold.Known:
    """The runner as the rows say, once with a memory and once without: no difference."""
    kept = snapshot.snapshot if snapshot is not None else None
    person = PersonRow(
        1, json.dumps(life.athlete.to_json()), "en", None,
        json.dumps(kept["standing"]) if kept else None, fold.VERSION if kept else "",
        kept["standing_n"] if kept else 0, False,
    )  # fmt: skip
    listed = rows(entries)

    async def read(after: int) -> list[EntryRow]:
        return [row for row in listed if row.n > after]

    def loaded() -> Loaded:
        return Loaded(person, entries=listed[-60:])

    found = await fold.know(loaded(), read, memory)
    anew = await fold.know(loaded(), read)
    assert (found.athlete, found.standing, tuple(found.recent)) == (anew.athlete, anew.standing, tuple(anew.recent))
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_a_runner_who_is_remembered_stands_where_the_diary_says(seed: int) -> None:
    life, memory = lived(seed, 60), fold.Memory()
    snapshot = None
    for n in range(1, len(life.entries) + 1):
        found = await known(life, list(life.entries[:n]), snapshot, memory)
        snapshot = found if found.snapshot is not None else snapshot
    assert found.standing == planner.read(life.entries)


async def test_an_undo_and_another_diary_are_seen_at_once() -> None:
    life, memory = lived(1, 30), fold.Memory()
    entries = list(life.entries)
    await known(life, entries, None, memory)
    last = entries[-1]
    undone = [*entries, Undone(at=last.at, day=last.day, n=last.n + 1, entry=last.n)]
    await known(life, undone, None, memory)
    # The same numbers and the same end, another beginning: an import put a corrected diary in its place.
    first, report = next((number, one) for number, one in enumerate(entries) if isinstance(one, diary.Report))
    corrected = [*entries]
    corrected[first] = replace(report, effort=10.0)
    found = await known(life, corrected, None, memory)
    assert found.standing == planner.read(corrected)


async def test_only_so_many_are_remembered() -> None:
    life, memory = lived(2, 10), fold.Memory(runners=2)
    for person in (1, 2, 3):
        memory.of(person).standing = Standing()
    assert memory.of(1).standing is None
    memory.forget(3)
    assert memory.of(3).standing is None
    assert life.entries
