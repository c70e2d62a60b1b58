"""What is erased gives its room back to the disk, a little at a time, and none of it can be found in the files."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from bot.clock import MovableClock
from bot.schedule.tidying import tidy
from bot.storage import Connection, Store, backups, shrinking, sqlite
from bot.storage.tables import outbox
from tests.bot.echo import ECHO
from tests.stages.console_stage import ConsoleStage
from tests.stages.house_stage import BEGIN
from tests.stages.raw import raw

WORD = "quokka-quokka-quokka"
ROWS = 2500


async def much_said(store: Store, *, person: int | None = None, days_ago: int = 0) -> None:
    """Some megabytes of messages with the word in each."""
    at = BEGIN - timedelta(days=days_ago)
    row = {
        "person": person, "platform": "console", "user": "runner", "chat": "runner", "kind": "reply", "priority": 0,
        "status": "sent", "due_at": at, "created_at": at, "sent_at": at, "payload": {"said": WORD * 100},
    }  # fmt: skip
    await store.write(lambda connection: connection.execute(insert(outbox), [row] * ROWS))
    await store.scrub()


def found_in(path: Path) -> int:
    return sum(file.read_bytes().count(WORD.encode()) for file in path.parent.glob(f"{path.name}*"))


async def figure(store: Store, name: str) -> int:
    return int(await raw(store, lambda file: file.execute(f"PRAGMA {name}").fetchone()[0]))


async def store_in(folder: Path) -> Store:
    store = Store(sqlite.url_of(folder / "sinew.db"))
    await store.open(exclusive=True)
    return store


async def test_what_grew_old_gives_its_room_back_with_the_daily_tidying(tmp_path: Path) -> None:
    store = await store_in(tmp_path)
    path = tmp_path / "sinew.db"
    await much_said(store, days_ago=90)
    before = path.stat().st_size
    assert before > 4_000_000
    assert found_in(path) > ROWS
    await tidy(store, MovableClock(BEGIN))
    assert path.stat().st_size < before / 3
    assert found_in(path) == 0
    assert await raw(store, lambda file: file.execute("PRAGMA integrity_check").fetchone()[0]) == "ok"
    await store.close()


async def test_a_runner_who_is_forgotten_leaves_no_empty_rooms(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.say("hi", as_="anna")
        await much_said(stage.house.store, person=1)
        before = stage.path.stat().st_size
        await stage.say("/forget")
        assert found_in(stage.path) == 0
        await tidy(stage.house.store, stage.moving)
        assert stage.path.stat().st_size < before / 3
        assert found_in(stage.path) == 0
        await stage.press("Berlin", as_="anna")
        assert stage.last("anna").text == "You live in Europe/Berlin."


async def test_a_few_empty_pages_are_kept_for_what_comes(tmp_path: Path) -> None:
    store = await store_in(tmp_path)
    await much_said(store)
    await store.write(lambda connection: connection.execute(text("DELETE FROM outbox WHERE id % 20 = 0")))
    pages = await figure(store, "page_count")
    assert await store.shrink() == 0
    assert await figure(store, "page_count") == pages
    await store.close()


async def test_whoever_writes_meanwhile_gets_their_turn(tmp_path: Path) -> None:
    store = await store_in(tmp_path)
    await much_said(store)
    await store.write(lambda connection: connection.execute(text("DELETE FROM outbox")))
    work = asyncio.create_task(store.shrink())
    written = 0

    async def note(connection: Connection) -> None:
        await connection.execute(text("INSERT INTO note (name, text) VALUES (:n, '')"), {"n": str(written)})

    while not work.done():
        await store.write(note)
        written += 1
    slices = work.result() / shrinking.SLICE
    assert slices > 5
    assert written >= slices - 1
    await store.close()


async def old_file(folder: Path) -> Path:
    """As earlier versions made it."""
    store = await store_in(folder)
    await much_said(store)
    await store.close()
    path = folder / "sinew.db"
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA auto_vacuum = NONE")
    file.execute("VACUUM")
    assert file.execute("PRAGMA auto_vacuum").fetchone() == (0,)
    file.close()
    return path


async def numbers(store: Store) -> list[Any]:
    async def ask(connection: Connection) -> list[Any]:
        return list((await connection.execute(select(outbox.c.id))).all())

    return await store.read(ask)


async def test_a_file_of_an_earlier_version_is_made_anew_when_the_coach_starts(tmp_path: Path) -> None:
    path = await old_file(tmp_path)
    store = await store_in(tmp_path)
    assert len(await numbers(store)) == ROWS
    before = path.stat().st_size
    await store.write(lambda connection: connection.execute(text("DELETE FROM outbox")))
    assert await store.shrink() > 0
    await store.scrub()
    assert path.stat().st_size < before / 3
    await store.close()


async def test_a_large_one_is_left_as_it_is_until_it_is_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shrinking, "SMALL", 1_000_000)
    path = await old_file(tmp_path)
    store = await store_in(tmp_path)
    assert await figure(store, "auto_vacuum") == 0
    assert await store.shrink() == 0
    await store.close()
    backups.backup(path, tmp_path / "b.db")
    backups.restore(tmp_path / "b.db", path, BEGIN)
    store = await store_in(tmp_path)
    assert await figure(store, "auto_vacuum") == 2
    assert len(await numbers(store)) == ROWS
    await store.close()


async def test_a_coach_starts_though_its_file_cannot_be_made_anew_just_now(tmp_path: Path) -> None:
    path = await old_file(tmp_path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store(sqlite.url_of(path), busy_seconds=0.1)
    await store.open(exclusive=True)
    other.execute("ROLLBACK")
    other.close()
    assert len(await numbers(store)) == ROWS
    await store.close()
