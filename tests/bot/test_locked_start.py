"""Somebody else has the database locked when the coach starts: it waits, says so, and not for ever."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.house import House
from bot.storage import Store, errors, sqlite, sqlite_file
from tests.bot.echo import ECHO
from tests.bot.gateways import Moody
from tests.stages.console_stage import ConsoleStage
from tests.stages.house_stage import BEGIN


@pytest.fixture
async def lived(tmp_path: Path) -> Path:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        return stage.path


@contextmanager
def locked(path: Path, how: str) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(path, isolation_level=None)
    if how == "to readers, too":
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE pulse SET holder = holder")
    try:
        yield other
    finally:
        other.close()


def house_on(path: Path) -> House:
    return House(Store(sqlite.url_of(path), busy_seconds=0.05), MovableClock(BEGIN), [ECHO], {"telegram": Moody()})


@pytest.mark.parametrize("how", ["to writers", "to readers, too"])
async def test_a_start_waits_for_a_locked_diary_and_says_so_once(
    lived: Path, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    house = house_on(lived)
    with locked(lived, how):
        opening = asyncio.create_task(house.open(exclusive=True, patience=60))
        await asyncio.sleep(2.5)
        assert not opening.done()
    await asyncio.wait_for(opening, 10)
    await house.close()
    [said] = [one.getMessage() for one in caplog.records if getattr(one, "action", "") == "start.waits"]
    assert "locked by another program" in said
    assert logging.ERROR not in [one.levelno for one in caplog.records]


async def test_it_does_not_wait_for_ever_and_leaves_the_diary_to_others(lived: Path) -> None:
    house = house_on(lived)
    with locked(lived, "to writers"), pytest.raises(errors.StillLocked, match="Nothing was lost"):
        await house.open(exclusive=True, patience=1)
    again = house_on(lived)
    await again.open(exclusive=True)
    await again.close()


@pytest.mark.parametrize("patience", [60, 1])
async def test_a_start_on_a_full_disk_goes_on_by_itself_when_there_is_room(
    lived: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    before, tries = sqlite_file.hold, 0

    def full(path: Path) -> Any:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise errors.DiskFull(str(path))
        return before(path)

    monkeypatch.setattr(sqlite_file, "hold", full)
    house = house_on(lived)
    if patience == 1:
        with pytest.raises(errors.StillFull, match="make room"):
            await house.open(exclusive=True, patience=patience)
        return
    await house.open(exclusive=True, patience=patience)
    assert tries == 4
    await house.close()


def test_a_coach_that_waits_for_the_lock_still_ends_when_it_is_told(lived: Path, root: Path) -> None:
    given = {
        **os.environ, "SINEW_DATA": str(lived.parent), "PYTHONPATH": str(root),
        "SINEW_TELEGRAM_TOKEN": "4242:never-used-because-it-never-gets-so-far",
    }  # fmt: skip
    with locked(lived, "to writers"):
        coach = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=lived.parent, env=given, stderr=subprocess.PIPE, text=True
        )
        assert coach.stderr is not None
        for line in coach.stderr:
            if "start.waits" in line:
                break
        began = time.monotonic()
        coach.send_signal(signal.SIGTERM)
        assert coach.wait(15) == 0
        assert time.monotonic() - began < 10
        coach.stderr.close()
