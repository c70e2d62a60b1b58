"""What every runner needs is read before the coach is at work, not while the first of them waits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

CHILD = """
import asyncio, json, sys
from datetime import timedelta

from bot.clock import MovableClock
from bot.dialogues import DIALOGUES
from bot.house import House
from bot.schedule.tick import tick
from bot.storage import Store
from tests.bench import crowd
from tests.bench.delivery_bench import TUESDAY
from tests.bot.gateways import Moody

opened = []


def heard(event, given):
    if event == "open" and str(given[0]).endswith((".toml", ".mo", ".po")):
        opened.append(str(given[0]))


async def main():
    clock, gateway = MovableClock(TUESDAY - timedelta(hours=1)), Moody()
    house = House(Store(sys.argv[1]), clock, DIALOGUES, {"telegram": gateway})
    await house.open()
    await crowd.settle(house.store, 1, TUESDAY)
    async with house.at_work(3600):
        sys.addaudithook(heard)
        clock.move(TUESDAY)
        await tick(house.store, clock, 0, house.engine.wake)
        async with asyncio.timeout(20):
            while not gateway.arrived:
                await asyncio.sleep(0.01)
    await house.close()
    print(json.dumps([len(gateway.arrived), opened]))


asyncio.run(main())
"""


def test_the_first_morning_after_a_start_reads_no_figures_and_no_words(root: Path, tmp_path: Path) -> None:
    given = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", CHILD, f"sqlite:///{tmp_path / 'sinew.db'}"]
    done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [1, []]
