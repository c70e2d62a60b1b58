"""The database: its layout, its refusals, and what a runner hears when it cannot be written."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, select

from bot.storage import Conflict, Connection, Store, errors, sqlite
from bot.storage.connection import Waits
from bot.storage.migrate import config, upgrade
from bot.storage.tables import entry, inbox, metadata, person
from tests.bot.echo import ECHO, ask
from tests.stages.console_stage import ConsoleStage
from tests.stages.raw import raw

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def store_in(folder: Path, **named: Any) -> Store:
    return Store(sqlite.url_of(folder / "sinew.db"), **named)


async def entries(stage: ConsoleStage) -> int:
    return len(await ask(stage, select(entry.c.n)))


def layout(file: Path) -> list[tuple[str, ...]]:
    """Every table and index as SQLite keeps it, the parts of a table in any order."""
    found = sqlite3.connect(file).execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return sorted((*names, *sorted(re.split(r"[\s(),]+", sql))) for *names, sql in found)


async def test_a_new_file_is_laid_out_as_the_migrations_would(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await store.open()
    await store.close()
    lifted = tmp_path / "lifted.db"
    engine = create_engine(f"sqlite:///{lifted}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    assert layout(Path(store.where)) == layout(lifted)


async def test_another_programs_file_with_a_table_of_the_same_name_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    other = sqlite3.connect(store.where)
    other.execute("CREATE TABLE person (id INTEGER, name TEXT)")
    with pytest.raises(errors.StorageError, match="person already exists"):
        await store.open()
    assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["person"]
    other.close()


def test_a_first_day_reads_no_alembic(tmp_path: Path) -> None:
    """It stays in memory, and is of use to nobody whose file is new."""
    opened = (
        "import asyncio, sys\n"
        "from bot.storage import Store\n"
        "async def first_day():\n"
        "    store = Store(sys.argv[1])\n"
        "    await store.open()\n"
        "    await store.close()\n"
        "asyncio.run(first_day())\n"
        "print('alembic' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", opened, sqlite.url_of(tmp_path / "new.db")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.stdout.strip() == "False", ran.stderr


async def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    store = store_in(tmp_path)
    await store.open()

    def for_this_store(one: Any, _name: Any, kind: str, _reflected: bool, _other: Any) -> bool:
        return kind != "index" or getattr(one, "_ddl_if", None) is None

    def differences(sync: Any) -> list[Any]:
        here = MigrationContext.configure(sync, opts={"include_object": for_this_store})
        return list(compare_metadata(here, metadata))

    assert await store.read(lambda connection: connection.run_sync(differences)) == []
    await store.close()


async def test_the_migrations_go_back_to_nothing(tmp_path: Path) -> None:
    from alembic import command
    from sqlalchemy import inspect

    store = store_in(tmp_path)
    await store.open()

    def down(sync: Any) -> list[str]:
        command.downgrade(config(sync), "base")
        return list(inspect(sync).get_table_names())

    assert await store.write(lambda connection: connection.run_sync(down)) == ["alembic_version"]
    await store.close()


async def test_an_instant_without_offset_is_refused_and_others_come_back_in_utc(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await store.open()
    naive = insert(person).values(created_at=NOW.replace(tzinfo=None))
    with pytest.raises(Exception, match="naive"):
        await store.write(lambda connection: connection.execute(naive))
    there = insert(person).values(created_at=datetime.fromisoformat("2026-11-24T07:00:00+01:00"))
    await store.write(lambda connection: connection.execute(there))

    async def read(connection: Connection) -> Any:
        return (await connection.execute(select(person.c.created_at))).scalar()

    found = await store.read(read)
    assert found == NOW
    assert found.tzinfo is UTC
    await store.close()


async def test_the_file_is_set_up_to_survive_a_power_cut(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await store.open()

    def pragmas(file: sqlite3.Connection) -> dict[str, Any]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        return {name: file.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    assert await raw(store, pragmas) == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000,
    }  # fmt: skip
    await store.close()


async def test_a_transaction_can_wait_for_nothing_but_the_database(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await store.open()

    async def slow(connection: Connection) -> None:
        await connection.execute(insert(person).values(created_at=NOW))
        await asyncio.sleep(0)

    with pytest.raises(Waits):
        await store.write(slow)

    async def count(connection: Connection) -> int:
        return len((await connection.execute(select(person.c.id))).all())

    assert await store.read(count) == 0, "what it had written is taken back"
    await store.close()


async def test_two_who_number_the_same_entry_do_not_both_win(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await store.open()
    await store.write(lambda connection: connection.execute(insert(person).values(id=1, created_at=NOW)))
    row = {"person": 1, "n": 1, "at": NOW, "day": NOW.date(), "type": "asked", "body": {}}
    await store.write(lambda connection: connection.execute(insert(entry).values(**row)))
    with pytest.raises(Conflict):
        await store.write(lambda connection: connection.execute(insert(entry).values(**row)))
    await store.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await store.open()
    await store.close()
    raw = sqlite3.connect(tmp_path / "sinew.db")
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    before = (tmp_path / "sinew.db").read_bytes()
    with pytest.raises(errors.NewerVersion, match="newer version of Sinew"):
        await store_in(tmp_path).open()
    assert (tmp_path / "sinew.db").read_bytes() == before


async def test_a_second_coach_on_the_same_file_is_refused(tmp_path: Path) -> None:
    first, second = store_in(tmp_path), store_in(tmp_path)
    await first.open(exclusive=True)
    with pytest.raises(errors.Taken, match="Another Sinew"):
        await second.open(exclusive=True)
    await first.close()
    third = store_in(tmp_path)
    await third.open(exclusive=True)
    await third.close()


async def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "sinew.db").write_bytes(b"this is a shopping list, not a database " * 100)
    with pytest.raises(errors.Unreadable, match="cannot be read"):
        await store_in(tmp_path).open()


async def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.NoPlace, match="SINEW_DATA"):
        await Store(sqlite.url_of(tmp_path / "file" / "sinew.db")).open()


async def test_a_name_that_no_disk_takes_says_so(tmp_path: Path) -> None:
    with pytest.raises(errors.NoPlace, match="too long"):
        await Store(sqlite.url_of(tmp_path / ("x" * 3000))).open()


async def test_a_folder_in_the_place_of_the_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(errors.NoPlace, match="it is a folder"):
        await Store(sqlite.url_of(tmp_path)).open()


@pytest.mark.parametrize(("disk", "says"), [("ro", errors.ReadOnly), ("size=16k", errors.DiskFull)])
async def test_a_disk_without_room_for_a_first_diary_is_no_damaged_one(
    tmp_path: Path, disk: str, says: type[errors.StorageError]
) -> None:
    if os.geteuid() != 0 or system("mount", "-t", "tmpfs", "-o", disk, "tmpfs", str(tmp_path)):
        pytest.skip("a disk can be mounted by root only")
    try:
        with pytest.raises(says):
            await Store(sqlite.url_of(tmp_path / "data" / "sinew.db")).open(exclusive=True)
    finally:
        assert system("umount", "--lazy", str(tmp_path)) == 0


def system(program: str, *given: str) -> int:
    """The exit code."""
    return subprocess.run([shutil.which(program) or "false", *given], capture_output=True, check=False).returncode


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(Store.__init__, "__kwdefaults__", {"busy_seconds": 0.05})


@pytest.mark.usefixtures("hasty")
async def test_a_locked_database_is_said_so_and_loses_nothing(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.say("/today")
        other = sqlite3.connect(stage.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await stage.say("7")
        assert "has my diary open" in stage.last().text
        other.execute("ROLLBACK")
        other.close()
        await stage.say("7")
        assert stage.last().text == "Noted as number 1."
        assert await entries(stage) == 1


@pytest.mark.usefixtures("hasty")
async def test_what_was_taken_in_before_the_lock_is_done_after_it(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.say("/today")
        other = sqlite3.connect(stage.path, isolation_level=None)
        await stage.house.give([stage._maker.said("runner", "7")])
        other.execute("BEGIN IMMEDIATE")
        await stage.house.quiet()
        other.execute("ROLLBACK")
        other.close()
        async with asyncio.timeout(10):
            while await entries(stage) == 0:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await stage.house.quiet()
        assert stage.last().text == "Noted as number 1."


async def test_a_read_only_database_is_said_so(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await raw(stage.house.store, lambda file: file.execute("PRAGMA query_only = ON"))
        await stage.say("/today")
        assert "may not write" in stage.last().text
        await raw(stage.house.store, lambda file: file.execute("PRAGMA query_only = OFF"))
        await stage.say("/today")
        assert stage.last().text.startswith("Today")


async def test_a_full_disk_is_said_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await raw(
            stage.house.store,
            lambda file: file.execute(f"PRAGMA max_page_count = {file.execute('PRAGMA page_count').fetchone()[0]}"),
        )
        for _ in range(30):
            await stage.say("echo " + "x" * 3000)
            if "no room" in stage.last().text:
                break
        assert "no room left" in stage.last().text
        await raw(stage.house.store, lambda file: file.execute("PRAGMA max_page_count = 1000000"))
        await stage.say("/count")
        assert stage.last().text == "0 entries"


async def leap(stage: ConsoleStage, days: int) -> None:
    await stage.close()
    stage.moving.move(stage.moving.now() + timedelta(days=days))
    await stage.open()


async def test_messages_and_events_grow_old_and_go(tmp_path: Path) -> None:
    from bot.schedule.tidying import tidy
    from bot.storage.tables import outbox

    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.say("echo secret")
        await stage.clock("+2d")
        await leap(stage, 18)
        await tidy(stage.house.store, stage.moving)
        payloads = await ask(stage, select(outbox.c.payload).order_by(outbox.c.id).limit(3))
        assert [one.payload for one in payloads] == [None, None, None]
        assert await ask(stage, select(inbox.c.id)) == []
        before = len(await ask(stage, select(outbox.c.id)))
        await leap(stage, 60)
        await tidy(stage.house.store, stage.moving)
        assert len(await ask(stage, select(outbox.c.id))) < before
        await stage.say("/today")
        assert stage.last().text.startswith("Today")


async def test_what_is_old_goes_though_the_coach_is_started_anew_every_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.FIRST_TIDY_SECONDS", 0.1)
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await leap(stage, 10)
        async with stage.house.at_work(), asyncio.timeout(10):
            while await ask(stage, select(inbox.c.id)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_a_new_diary_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "sinew.db"
    store = Store(sqlite.url_of(path))
    await store.open()
    try:
        assert path.stat().st_mode & 0o077 == 0
    finally:
        await store.close()
