"""What an operator does: look after it, copy it, bring it back, move it into another store."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import main
from bot.cli import doctor
from bot.storage import Store, backups, errors, moving, people, sqlite, sqlite_file
from tests.bot.echo import ECHO
from tests.discord.server import Discord
from tests.stages.console_stage import ConsoleStage
from tests.stages.house_stage import BEGIN
from tests.telegram.server import BotApi, _Hook

SHAPED = "123456789:" + "A" * 35
"""Of a bot token's shape, and nobody's."""

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with two runners and a few days in it."""
    monkeypatch.chdir(tmp_path)
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        for name in ("runner", "anna"):
            await stage.say("hi", as_=name)
            await stage.press("Berlin", as_=name)
            await stage.say("/remind 4000", as_=name)
        await stage.clock("+2d")
        await stage.press("Done")
    monkeypatch.setenv("SINEW_DATABASE", str(stage.path))
    return stage.path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert code == 2
    assert out == ""
    assert "demo" in err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert out.startswith("sinew ")


async def test_a_backup_is_made_while_the_coach_is_at_work_and_brought_back(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.say("/today")
        await stage.say("7")
        backups.backup(stage.path, tmp_path / "copy.db")
        await stage.say("/today")
        await stage.say("8")
        await stage.say("/count")
        assert stage.last().text == "2 entries"
        await stage.close()
        kept = backups.restore(tmp_path / "copy.db", stage.path, stage.moving.now())
        await stage.open()
        await stage.say("/count")
        assert stage.last().text == "1 entries"
        assert kept is not None
        assert backups.check(kept)


async def test_what_is_said_after_a_restore_is_answered_though_its_numbers_were_given_before(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        backups.backup(stage.path, tmp_path / "copy.db")
        await stage.say("/today")
        lost = stage.key("Done")
        await stage.press_key(lost)
        await stage.close()
        backups.restore(tmp_path / "copy.db", stage.path, stage.moving.now())
        await stage.open()
        for _ in range(4):
            assert await stage.say("/count"), "a platform takes a number that it knows for a message that it has"
        await stage.say("/today")
        await stage.press_key(lost)
        await stage.say("/count")
        assert stage.last().text == "0 entries", "a button of the time that is lost is none of a new question's"


async def test_backups_are_whole_while_the_coach_writes(tmp_path: Path) -> None:
    """Copies are made in another process while runners answer all the time; each is a moment that there was."""
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        surroundings = {**os.environ, "SINEW_DATABASE": str(stage.path), "PYTHONPATH": str(ROOT)}
        written, counts = 0, []
        for number in range(3):
            copy = tmp_path / f"copy{number}.db"
            program = (sys.executable, "-m", "bot", "backup", str(copy))
            process = await asyncio.create_subprocess_exec(
                *program, env=surroundings, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
            )
            ended = asyncio.ensure_future(process.communicate())
            before = written
            while not ended.done():
                await stage.say("/today")
                await stage.say("7")
                written += 1
            assert process.returncode == 0, (await ended)[1]
            assert written > before + 3, "the coach was not held up"
            assert backups.check(copy)
            raw = sqlite3.connect(copy)
            [(found,)] = raw.execute("SELECT count(*) FROM entry")
            [(last,)] = raw.execute("SELECT max(n) FROM entry")
            raw.close()
            assert found == (last or 0), "no entry is missing in between"
            assert before <= found <= written
            counts.append(found)
        assert counts == sorted(counts)
        await stage.close()
        backups.restore(tmp_path / "copy2.db", stage.path, stage.moving.now())
        await stage.open()
        await stage.say("/count")
        # An answer that had come in and was not dealt with yet when the copy was made is dealt with now.
        assert stage.last().text in {f"{counts[-1] + more} entries" for more in (0, 1)}


def test_the_commands_make_a_backup_and_restore_it(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "backup", str(tmp_path / "b.db"))
    assert code == 0
    assert "checked" in out
    assert "/forget does not reach it" in out
    code, out, _ = run(capsys, "restore", str(tmp_path / "b.db"))
    assert code == 0
    assert "kept as" in out


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_copies_are_readable_by_their_owner_alone(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = os.umask(0o022)
    try:
        run(capsys, "backup", str(tmp_path / "b.db"))
        run(capsys, "restore", str(tmp_path / "b.db"))
        run(capsys, "export", "--all", str(tmp_path / "all.jsonl"))
    finally:
        os.umask(before)
    copies = [tmp_path / "b.db", tmp_path / "all.jsonl", *tmp_path.glob("sinew.db*")]
    assert len(copies) >= 4
    assert [one.name for one in copies if one.stat().st_mode & 0o077 and not one.name.endswith(".lock")] == []


def test_a_backup_that_is_damaged_is_not_restored(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lived.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xff" * 20_000)
    code, _, err = run(capsys, "restore", str(damaged))
    assert code == 1
    assert "damaged.db cannot be restored" in err
    assert "Nothing was changed" in err
    assert lived.read_bytes() == before


@pytest.mark.parametrize("what", ["missing", "a folder", "empty", "words", "another program's"])
def test_what_is_no_backup_is_not_restored(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    given, before = tmp_path / "given", lived.read_bytes()
    match what:
        case "a folder":
            given.mkdir()
        case "empty" | "words":
            given.write_text("" if what == "empty" else "Dear diary")
        case "another program's":
            alter(given, "CREATE TABLE song (name TEXT)")
    code, out, err = run(capsys, "restore", str(given))
    assert (code, out) == (1, "")
    assert "given cannot be restored" in err
    assert lived.read_bytes() == before


def damage(path: Path, table: str) -> None:
    """Another program has written over that table's first page."""
    raw = sqlite3.connect(path)
    [(page,)] = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    [(size,)] = raw.execute("PRAGMA page_size")
    raw.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


async def test_a_damaged_diary_is_found_by_the_doctor_and_by_a_backup(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(lived, "entry")
    found = (await said())["database"]
    assert found.state == "wrong"
    assert "sinew restore" in found.says
    code, _, err = await asyncio.to_thread(run, capsys, "backup", str(tmp_path / "b.db"))
    assert code == 1
    assert str(lived) in err
    assert not (tmp_path / "b.db").exists()


def test_what_a_damaged_diary_could_not_take_in_is_put_aside_with_it(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "backup", str(tmp_path / "b.db"))
    lived.write_bytes(b"garbage" * 1000)
    log = lived.with_name(lived.name + "-wal")
    log.write_bytes(b"the last words before the disk failed")
    code, out, _ = run(capsys, "restore", str(tmp_path / "b.db"))
    assert code == 0
    kept = Path(out.rpartition("kept as ")[2].strip().rstrip("."))
    assert kept.read_bytes().startswith(b"garbage")
    assert kept.with_name(kept.name + "-wal").read_bytes().startswith(b"the last words")
    assert run(capsys, "doctor", "--offline")[0] == 0


def test_a_copy_of_a_diary_in_use_is_restored_with_its_log(lived: Path, tmp_path: Path) -> None:
    coach = sqlite3.connect(lived)
    coach.execute("PRAGMA journal_mode = WAL")
    coach.execute("INSERT INTO note (name, text) VALUES ('said', 'last')")
    coach.commit()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{lived}{ending}", tmp_path / f"by-hand.db{ending}")
    coach.close()
    backups.restore(tmp_path / "by-hand.db", lived, datetime.now(UTC))
    raw = sqlite3.connect(lived)
    assert raw.execute("SELECT text FROM note WHERE name = 'said'").fetchall() == [("last",)]
    raw.close()


def test_a_restore_that_fails_leaves_the_diary_where_it_was(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.backup(lived, tmp_path / "b.db")
    before, replace = lived.read_bytes(), Path.replace

    def full(self: Path, target: Path) -> Path:
        if self.name.startswith("."):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(errors.StorageError, match="The diary is as it was"):
        backups.restore(tmp_path / "b.db", lived, datetime.now(UTC))
    assert lived.read_bytes() == before
    assert not list(tmp_path.glob("*.before-*"))


def test_an_export_that_cannot_be_written_is_a_sentence(lived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "export", "--all", str(lived / "nowhere" / "all.jsonl"))
    assert code == 1
    assert "all.jsonl: cannot be written" in err


def test_a_backup_of_a_newer_version_is_not_restored(lived: Path, tmp_path: Path) -> None:
    backups.backup(lived, tmp_path / "b.db")
    raw = sqlite3.connect(tmp_path / "b.db")
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    with pytest.raises(errors.NewerVersion):
        backups.check(tmp_path / "b.db")


def test_a_backup_of_a_locked_diary_gives_up_with_a_sentence(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PATIENCE", 0.5)
    raw = sqlite3.connect(lived, isolation_level=None)
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("BEGIN EXCLUSIVE")
    raw.execute("UPDATE pulse SET holder = ''")
    with pytest.raises(errors.Locked):
        backups.backup(lived, tmp_path / "b.db")
    raw.close()
    assert not [one for one in os.listdir(tmp_path) if "b.db" in one and "sinew" not in one], (
        "nothing half-made is left"
    )
    assert backups.backup(lived, tmp_path / "b.db")


def test_a_copy_may_have_any_name(lived: Path, tmp_path: Path) -> None:
    for name in ("two words.db", "what?mode=rwc.db", "100%25#x.db", "ü.db"):
        backups.backup(lived, tmp_path / name)
        assert backups.check(tmp_path / name)
    assert {one.name for one in tmp_path.glob("*x.db")} == {"100%25#x.db"}


async def test_a_restore_waits_for_no_coach_at_work(lived: Path, tmp_path: Path) -> None:
    backups.backup(lived, tmp_path / "b.db")
    store = Store(sqlite.url_of(lived))
    await store.open(exclusive=True)
    assert sqlite_file.hold(lived) is None
    await store.close()


def test_an_export_of_no_diary_says_so_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINEW_DATA", str(tmp_path / "a slip"))
    code, out, err = run(capsys, "export", "--all")
    assert (code, out) == (1, "")
    assert "there is no such file" in err
    assert not (tmp_path / "a slip").exists()
    (tmp_path / "a slip").mkdir()
    (tmp_path / "a slip" / "sinew.db").touch()
    assert "it is empty" in run(capsys, "export", "--all")[2]


def test_an_import_of_a_file_that_is_not_there_makes_no_diary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINEW_DATA", str(tmp_path / "new"))
    code, out, err = run(capsys, "import", str(tmp_path / "a slip.jsonl"))
    assert (code, out) == (1, "")
    assert "cannot be imported: No such file or directory" in err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["run", "doctor", "migrate", "export --all", "import all.jsonl", "chat"])
def test_postgresql_without_its_packages_says_which_are_missing(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("SINEW_DATABASE", "postgresql://sinew:password@127.0.0.1:9/sinew")
    code, out, err = run(capsys, *command.split())
    assert code == 1
    assert "requirements-fleet.txt" in out + err
    assert "password@" not in out + err


@pytest.mark.parametrize("command", ["chat", "migrate"])
def test_a_command_that_meets_a_locked_database_ends_and_says_to_try_again(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINEW_DATA", str(tmp_path))
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(tmp_path / "sinew.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    code, _, err = run(capsys, command)
    holder.close()
    assert code == 1
    assert "is locked by another program" in err
    assert "try again" in err
    assert "by itself" not in err, "nothing goes on: the command has ended"


def test_an_import_of_what_is_not_there_says_so_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINEW_DATA", str(tmp_path))
    code, _, err = run(capsys, "import", "/nowhere/all.jsonl")
    assert (code, err) == (1, "sinew: /nowhere/all.jsonl: cannot be imported: No such file or directory\n")


async def test_an_export_waits_for_no_coach_at_work(lived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(sqlite.url_of(lived))
    await store.open(exclusive=True)
    code, out, err = await asyncio.to_thread(run, capsys, "export", "--all")
    await store.close()
    assert (code, out) == (1, "")
    assert "at work" in err


def test_an_installation_moves_and_is_the_same_afterwards(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run(capsys, "export", "--all", str(tmp_path / "all.jsonl"))
    assert code == 0
    assert "rows" in err
    monkeypatch.setenv("SINEW_DATABASE", str(tmp_path / "new.db"))
    code, out, _ = run(capsys, "import", str(tmp_path / "all.jsonl"))
    assert code == 0
    assert "read back they are the same" in out
    code, _, err = run(capsys, "import", str(tmp_path / "all.jsonl"))
    assert code == 1
    assert "not empty" in err


def test_a_file_that_is_no_text_is_no_installation_and_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    monkeypatch.setenv("SINEW_DATABASE", str(tmp_path / "new.db"))
    code, _, err = run(capsys, "import", str(tmp_path / "photo.jpg"))
    assert code == 1
    assert "it is no text" in err
    assert "codec" not in err


async def test_an_installation_moves_to_a_store_that_was_made_ready(lived: Path, tmp_path: Path) -> None:
    """`sinew migrate` and a first start leave notes of their own: they are not in the way, and the engine's stays."""
    source, target = Store(sqlite.url_of(lived)), Store(sqlite.url_of(tmp_path / "ready.db"))
    await target.open()
    for name in ("telegram.menu", "procrastinate.layout"):
        await target.write(partial(people.keep_note, name=name, text="here"))
    await target.write(lambda connection: people.beat(connection, "tick", BEGIN))
    await source.write(lambda connection: people.keep_note(connection, "procrastinate.layout", "there"))
    lines = [line async for line in moving.dump(source)]
    await moving.load(target, lines)
    assert await moving.sum_of(target) == lines[-1]
    assert await target.read(lambda connection: people.note(connection, "procrastinate.layout")) == "here"
    assert await target.read(lambda connection: people.note(connection, "telegram.menu")) is None
    await source.close()
    await target.close()


@pytest.mark.parametrize("harm", ["cut", "changed", "foreign", "newer", "nonsense"])
async def test_a_dump_that_is_not_whole_changes_nothing(lived: Path, tmp_path: Path, harm: str) -> None:
    store = Store(sqlite.url_of(lived))
    lines = [line async for line in moving.dump(store)]
    await store.close()
    match harm:
        case "cut":
            lines = lines[:-1]
        case "changed":
            lines[2] = lines[2].replace("Europe/Berlin", "Europe/London")
        case "foreign":
            lines[0] = json.dumps({"format": "sinew/1"})
        case "newer":
            lines[0] = json.dumps({"format": moving.FORMAT, "revision": "9999"})
        case "nonsense":
            lines[3] = "{"
    target = Store(sqlite.url_of(tmp_path / "new.db"))
    await target.open()
    empty = await moving.sum_of(target)
    with pytest.raises(moving.BadDump):
        await moving.load(target, lines)
    assert await moving.sum_of(target) == empty
    await target.close()


def locked_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`sinew` where that folder really is read-only."""
    unshare = shutil.which("unshare")
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && echo locked >&2 && exec "$@"'
    command = [unshare or "", "--mount", "sh", "-c", script, str(folder), sys.executable, "-m", "bot", *arguments]
    done = unshare and subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=60
    )
    if not done or "locked" not in done.stderr:
        pytest.skip("only root on Linux can make a folder read-only for one process")
    return done


def test_on_a_read_only_disk_every_command_says_so(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "fixed"
    folder.mkdir()
    shutil.copy(lived, folder / "sinew.db")
    monkeypatch.setenv("SINEW_DATABASE", str(folder / "sinew.db"))
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", SHAPED)
    for arguments in (("run",), ("migrate",), ("doctor", "--offline")):
        done = locked_in(folder, *arguments)
        assert done.returncode == 1
        assert "read-only" in done.stdout + done.stderr, arguments
        assert "restore" not in done.stdout + done.stderr, "nothing is damaged"
        assert "Traceback" not in done.stderr
    done = locked_in(folder, "backup", str(tmp_path / "rescued.db"))
    assert done.returncode == 0, done.stderr
    assert backups.check(tmp_path / "rescued.db")


def test_whatever_stands_in_the_locks_place_is_a_sentence(
    lived: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", SHAPED)
    lived.with_name(lived.name + ".lock").unlink(missing_ok=True)
    lived.with_name(lived.name + ".lock").mkdir()
    code, _, err = run(capsys, "run")
    assert code == 1
    assert err.startswith("sinew: The database")


def test_exporting_needs_to_be_said_for_all(lived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "export")
    assert code == 1
    assert "/export" in err


async def said(*, offline: bool = False) -> dict[str, doctor.Finding]:
    return {one.about: one async for one in doctor.findings(offline=offline)}


async def test_the_doctor_looks_at_everything(lived: Path) -> None:
    found = await said()
    assert set(found) == {
        "settings", "Telegram", "Discord", "clock", "time zones", "words", "disk", "database", "runners", "last tick",
        "messages",
    }  # fmt: skip
    assert found["runners"].says.startswith("2, ")
    assert found["database"].state == "ok"
    assert not [one for one in found.values() if one.state == "wrong"]


async def test_the_doctor_says_what_to_do(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", "http://x")
    monkeypatch.setenv("SINEW_DISCORD_TOKEN", "https://discord.com")
    monkeypatch.setenv("SINEW_TELEGRAM_TOKN", "a slip")
    monkeypatch.setenv("SINEW_CLOCK_FILE", str(lived.with_name("clock")))
    lived.with_name("clock").write_text("1970-01-01T00:00:00Z")
    found = await said()
    for name in ("Telegram", "Discord"):
        assert found[name].state == "wrong"
        assert "copy it again" in found[name].says
    assert "SINEW_TELEGRAM_TOKN" in found["settings"].says
    assert "set the system's time" in found["clock"].says
    monkeypatch.setenv("SINEW_LOG", "yaml")
    assert "SINEW_LOG" in (await said())["settings"].says


@pytest.mark.parametrize(
    ("platform", "token"),
    [("Telegram", "http://x"), ("Telegram", "4242"), ("Discord", "https://discord.com/x"), ("Discord", "a.b")],
)
async def test_the_doctor_takes_no_address_for_a_token(
    lived: Path, monkeypatch: pytest.MonkeyPatch, platform: str, token: str
) -> None:
    monkeypatch.setenv(f"SINEW_{platform.upper()}_TOKEN", token)
    assert (await said())[platform].state == "wrong"


async def test_the_doctor_knows_a_database_of_another_version(lived: Path) -> None:
    alter(lived, "UPDATE alembic_version SET version_num = '9999'")
    assert "update Sinew" in (await said())["database"].says


async def test_the_doctor_knows_a_name_that_no_disk_takes(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_DATABASE", str(lived.with_name("x" * 3000)))
    assert "SINEW_DATABASE" in (await said())["database"].says


def alter(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for one in statements:
        raw.execute(one)
    raw.commit()
    raw.close()


async def test_the_doctor_sees_who_is_at_work_and_what_waits(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_CLOCK_FILE", str(lived.with_name("clock")))
    lived.with_name("clock").write_text("2026-11-25T06:00:00Z")
    alter(
        lived,
        "INSERT OR REPLACE INTO pulse (name, at, holder) VALUES ('tick', '2026-11-25 05:59:50.000000', '')",
        "UPDATE outbox SET status = 'due', due_at = '2026-11-25 05:00:00.000000' WHERE id = 1",
    )
    found = await said()
    assert found["last tick"] == doctor.Finding("last tick", "ok", "10 s ago")
    assert found["messages"].state == "look"
    assert "the oldest for 60 min" in found["messages"].says
    lived.with_name("clock").write_text("2026-11-25T06:30:00Z")
    assert "no coach is at work" in (await said())["last tick"].says
    lived.with_name("clock").write_text("2026-11-25T04:00:00Z")
    assert (await said())["last tick"].state == "wrong", "the clock was set back"


async def test_the_doctor_finds_a_zone_that_nobody_knows(lived: Path) -> None:
    alter(lived, "UPDATE person SET zone = 'Mars/Olympus' WHERE id = 1")
    found = await said()
    assert found["time zones"].state == "wrong"
    assert "Mars/Olympus" in found["time zones"].says


async def test_the_doctor_finds_a_diary_that_others_can_read(lived: Path) -> None:
    assert "privacy" not in await said()
    os.chmod(lived, 0o644)
    assert "chmod 600" in (await said())["privacy"].says


async def test_the_doctor_tries_the_tokens(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with BotApi() as api, Discord() as club:
        monkeypatch.setattr("adapters.telegram.knock.API", api.url)
        monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", api.token)
        monkeypatch.setenv("SINEW_DISCORD_TOKEN", club.token)
        found = await said()
        assert (found["Telegram"].state, found["Discord"].state) == ("ok", "ok")
        assert f"@{api.username}" in found["Telegram"].says
        monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", "4242:revoked-token-of-yesterday")
        monkeypatch.setenv("SINEW_DISCORD_TOKEN", "revoked.token-of.yesterday")
        found = await said()
        assert (found["Telegram"].state, found["Discord"].state) == ("wrong", "wrong")
        assert "SINEW_DISCORD_TOKEN" in found["Discord"].says
        assert not [one for one in found.values() if "yesterday" in one.says]


async def test_the_doctor_sees_where_telegram_calls(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with BotApi() as api:
        monkeypatch.setattr("adapters.telegram.knock.API", api.url)
        monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", api.token)

        async def calls() -> doctor.Finding:
            return (await said())["Telegram's calls"]

        async def come_to(url: str) -> None:
            async with aiohttp.ClientSession() as session:
                await session.post(f"{api.url}{api.token}/setWebhook", json={"url": url})

        assert (await calls()).state == "ok"
        await come_to("http://127.0.0.1:9/elsewhere")
        assert "a webhook is set, though SINEW_TELEGRAM_WEBHOOK is not" in (await calls()).says
        monkeypatch.setenv("SINEW_TELEGRAM_WEBHOOK", "https://sinew.example.org/telegram")
        assert "but to another address" in (await calls()).says
        api._unhook()
        assert "but nowhere" in (await calls()).says
        api.hook = _Hook("https://sinew.example.org/telegram", "")
        assert (await calls()).says == "come to https://sinew.example.org/telegram"
        api.hook_answers.append(502)
        api.pending.append({"update_id": 1})
        found = await calls()
        assert found.state == "look"
        assert "Wrong response from the webhook: 502" in found.says


async def test_a_platform_out_of_reach_is_no_fault(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with BotApi() as api, Discord() as club:
        monkeypatch.setattr("adapters.telegram.knock.API", api.url)
        monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", api.token)
        monkeypatch.setenv("SINEW_DISCORD_TOKEN", club.token)
        await api.hang_up()
        await club.hang_up()
        found = await said()
        asked = len(api.requests) + len(club.requests)
        for name in ("Telegram", "Discord"):
            assert found[name].state == "look"
            assert "cannot be reached from here now (no connection)" in found[name].says
        found = await said(offline=True)
        assert found["Telegram"].state == "ok"
        assert len(api.requests) + len(club.requests) == asked


def test_the_doctors_exit_code_says_whether_something_is_wrong(
    lived: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "doctor", "--offline")[0] == 0
    monkeypatch.setenv("SINEW_DISCORD_TOKEN", "nonsense")
    code, out, _ = run(capsys, "doctor", "--offline")
    assert code == 1
    assert "✗ Discord" in out
