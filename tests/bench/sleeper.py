"""A child of the benchmark that sleeps beside a hundred thousand runners and says what that costs.

`python -m tests.bench.sleeper` with `sinew DATABASE SECONDS URL`: the coach; `jobs DATABASE SECONDS`: one APScheduler
job per runner; `minute FOLDER COUNT`: so many such jobs, kept in a database, come due at once; `bare`: only the
libraries that are named on standard input. It prints one JSON object. Times are this process's own CPU seconds, so that
a busy machine does not count.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import psutil

MINUTE: list[int] = []
"""Whose job has run. A persisted job names its function, so it has to live in a module."""


def said(**found: Any) -> None:
    rss = psutil.Process().memory_info().rss / 1e6
    print(json.dumps({"rss": rss, **found}), flush=True)


def foreign() -> list[str]:
    """The modules of libraries that are loaded, in the order in which they were."""
    own = ("bot", "core", "adapters", "tests", "psutil", "__main__")
    return [
        name
        for name, module in sys.modules.items()
        if name.split(".")[0] not in own and "site-packages" in (getattr(module, "__file__", None) or "")
    ]


async def asleep(start: float, seconds: float, imported: float = 0) -> None:
    await asyncio.sleep(1)
    before, began = time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    said(
        start=start,
        idle=(time.process_time() - before) / (time.monotonic() - began) * 100,
        imported=imported,
        modules=foreign(),
    )


async def sinew(database: str, seconds: float, url: str) -> None:
    from bot import garbage

    with garbage.loading():
        from adapters.telegram.gateway import TelegramGateway
        from bot.clock import SystemClock
        from bot.dialogues import DIALOGUES
        from bot.engine import Options
        from bot.house import House
        from bot.storage import Store
        from tests.bench.quick_bot_api import TOKEN

    clock = SystemClock()
    gateway = TelegramGateway(TOKEN, now=clock.now, base_url=f"{url}/bot")
    house = House(Store(database), clock, DIALOGUES, {"telegram": gateway}, Options(rates={"telegram": 28}))
    await house.open()
    async with house.at_work(15):
        await asleep(time.process_time(), seconds)
    await house.close()


async def morning(number: int) -> None:
    MINUTE.append(number)


async def jobs(database: str, seconds: float) -> None:
    """What is written at first: read the runners, add a job for each."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.cron import CronTrigger

    imported = time.process_time()
    scheduler = AsyncIOScheduler()
    runners = sqlite3.connect(database.removeprefix("sqlite:///")).execute("SELECT id, zone, mornings FROM person")
    for number, zone, rule in runners:
        hour, minute = rule.split(",")[0].split(":")
        trigger = CronTrigger(hour=int(hour), minute=int(minute), timezone=zone)
        scheduler.add_job(morning, trigger, args=(number,), id=str(number))
    scheduler.start()
    await asleep(time.process_time(), seconds, imported)
    scheduler.shutdown(wait=False)


async def minute(folder: str, count: int) -> None:
    """Jobs that survive a restart, all due at once: what the clock's wake-up costs then."""
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.cron import CronTrigger

    from bot.clock import SystemClock
    from tests.bench import sleeper  # the function's address must not be __main__

    store = SQLAlchemyJobStore(f"sqlite:///{Path(folder) / 'jobs.db'}")
    scheduler = AsyncIOScheduler(jobstores={"default": store}, job_defaults={"misfire_grace_time": None})
    scheduler.start(paused=True)
    now = SystemClock().now()
    for number in range(count):
        trigger = CronTrigger(hour=7, minute=0, timezone="Europe/Berlin")
        scheduler.add_job(sleeper.morning, trigger, args=(number,), id=str(number), next_run_time=now)
    before = time.process_time()
    scheduler.resume()
    while len(sleeper.MINUTE) < count:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    said(each=(time.process_time() - before) / count)
    scheduler.shutdown(wait=False)


def bare() -> None:
    for name in json.load(sys.stdin):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    said(start=time.process_time())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["sinew", database, seconds, url]:
            asyncio.run(sinew(database, float(seconds), url))
        case ["jobs", database, seconds]:
            asyncio.run(jobs(database, float(seconds)))
        case ["minute", folder, count]:
            asyncio.run(minute(folder, int(count)))
        case ["bare"]:
            bare()
        case _:
            sys.exit(__doc__)
