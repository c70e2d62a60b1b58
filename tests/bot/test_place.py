"""The diary's file is taken away, or another put in its place, while the coach is at work: nothing goes with it."""

from __future__ import annotations

import asyncio
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.house import House
from bot.schedule.tick import mark
from bot.storage import Store, errors, place, sqlite
from tests.bot.echo import ECHO
from tests.bot.gateways import Moody
from tests.stages.console_stage import ConsoleStage
from tests.stages.house_stage import BEGIN


@pytest.fixture
async def lived(tmp_path: Path) -> Path:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        return stage.path


def entries(path: Path) -> int:
    with sqlite3.connect(path) as file:
        [count] = file.execute("SELECT count(*) FROM outbox").fetchone()
    file.close()
    return int(count)


def removed(path: Path) -> None:
    for one in path.parent.glob("sinew.db*"):
        one.unlink()


def only_the_file(path: Path) -> None:
    path.unlink()


def with_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


async def ended(path: Path, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a coach at work says at its end, after that happened to its file."""
    monkeypatch.setattr(place, "LOOK_SECONDS", 0.05)
    house = House(Store(sqlite.url_of(path)), MovableClock(BEGIN), [ECHO], {"telegram": Moody()})
    await house.open(exclusive=True)
    try:
        async with house.at_work(0.2):
            await mark(house.store, house.clock)
            await asyncio.sleep(0.2)
            spoil(path)
            with pytest.raises(errors.Replaced, match="Nothing more is written"):
                await mark(house.store, house.clock)
            with pytest.raises(errors.Replaced) as told:
                await asyncio.wait_for(house.until(asyncio.Event()), 5)
    finally:
        await house.close()
    return str(told.value)


def readable_by_others(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


@pytest.mark.parametrize("spoil", [removed, only_the_file, with_its_folder])
async def test_a_diary_that_was_taken_away_is_written_anew_and_the_coach_ends(
    spoil: Callable[[Path], None], lived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries(lived)
    assert before
    assert "written back" in await ended(lived, spoil, monkeypatch)
    assert entries(lived) == before
    assert not readable_by_others(lived)
    assert [one.name for one in lived.parent.glob("sinew.db-*")] == []


async def test_a_diary_in_whose_place_another_was_put_is_kept_beside_it(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries(lived)

    def replaced(path: Path) -> None:
        other = tmp_path / "other"
        sqlite3.connect(other).execute("CREATE TABLE mine (n)").connection.close()
        other.replace(path)

    said = await ended(lived, replaced, monkeypatch)
    [kept] = lived.parent.glob("sinew.db.held-*")
    assert f"`sinew restore {kept}` puts it back" in said
    assert entries(kept) == before
    with sqlite3.connect(lived) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)], "no log was mixed into it"
    other.close()


def test_a_conversation_at_the_terminal_ends_as_well_and_says_why(tmp_path: Path, root: Path) -> None:
    given = {**os.environ, "SINEW_DATA": str(tmp_path), "PYTHONPATH": str(root)}
    screen, theirs = pty.openpty()
    chat = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], cwd=tmp_path, env=given, text=True, stdin=theirs, stdout=theirs,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    with chat, open(screen, "r+b", buffering=0) as terminal:
        terminal.write(b"/start\n")
        shown = b""
        while b"Hello, I am Sinew" not in shown:
            shown += terminal.read(4096)
        removed(tmp_path / "sinew.db")
        assert chat.wait(30) == 1
        assert chat.stderr is not None
        assert chat.stderr.read().splitlines()[-1].startswith("sinew: The file of the database")
    os.close(theirs)
    assert entries(tmp_path / "sinew.db")
