"""Mornings by the hundred thousand: asleep, due in one minute, and on their way at the platform's own limit.

Each part stands beside a baseline from the same run: the bare import of the same libraries, one APScheduler job per
runner, a bare loop of the library's `send_message`. `python -m tests.bench delivery_bench [--long]`.
"""

from __future__ import annotations

import asyncio
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

import aiohttp
from sqlalchemy import func, select
from telegram import Bot
from telegram.constants import ParseMode

from adapters.splitting import lines_of
from adapters.stored import message_to_json
from adapters.telegram.gateway import TelegramGateway
from adapters.telegram.markup import html
from bot.clock import MovableClock, SystemClock
from bot.dialogues import DIALOGUES
from bot.engine import Options
from bot.house import House
from bot.schedule.tick import tick
from bot.storage import Connection, Store, outbox
from bot.storage.tables import outbox as rows_out
from bot.turns.commit import DUE
from tests.bench import crowd
from tests.bench.coach_bench import SHORT, TUESDAY, settle_in
from tests.bench.installed import installed
from tests.bench.quick_bot_api import TOKEN, running
from tests.bench.table import Row
from tests.bench.traffic import MESSAGE

CROWD = 100_000
LIMIT = 30
"""Messages a second that the local platform takes; Telegram's own limit is about that."""
PACE = 28
"""What the setting is by default."""
BEFORE = timedelta(seconds=1)
"""Everybody's morning is then: less than what the coach takes for a clock that was put to another time."""


# --- asleep ----------------------------------------------------------------------------------------------------------


def child(environment: Mapping[str, str], *given: str, told: str = "") -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.sleeper", *given]
    pipes: dict[str, Any] = {"input": told, "capture_output": True, "text": True}
    done = subprocess.run(command, env=environment, timeout=900, check=True, **pipes)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


async def asleep(long: bool) -> list[Row]:
    """So many runners in the tables, none of them due: what it costs to be there for them."""
    seconds = "30" if long else "8"
    with (
        crowd.sqlite_url() as url,
        running() as api,
        tempfile.TemporaryDirectory() as folder,
        installed() as environment,
    ):
        store = Store(url, durable=False)
        await store.open()
        await crowd.settle(store, CROWD, SystemClock().now() + timedelta(hours=20))
        await store.close()
        start = partial(child, environment)
        await asyncio.to_thread(start, "sinew", url, "0", api)
        ours = await asyncio.to_thread(start, "sinew", url, seconds, api)
        jobs = await asyncio.to_thread(start, "jobs", url, "2")
        bare = await asyncio.to_thread(start, "bare", told=json.dumps(ours["modules"]))
        minute = await asyncio.to_thread(start, "minute", folder, "2000" if long else "500")
    name = f"{CROWD:,} runners asleep"
    await _tick_cost(1)  # warm
    each = (await _tick_cost(5000)) / 5000
    return [
        Row(f"{name}: start, CPU", ours["start"], "s", bare["start"], "≤ bare import + 0.7 s"),
        Row(
            f"{name}: start beyond imports beside a job each, CPU",
            ours["start"] - bare["start"],
            "s",
            jobs["start"] - jobs["imported"],
            "≤ 1/10",
        ),
        Row(f"{name}: memory", ours["rss"], "MB", jobs["rss"], "≤ 150 MB and ≤ 1/2"),
        Row(f"{name}: idle CPU", ours["idle"], "%", None, "< 0.5 %"),
        Row("a full minute's wake-up, CPU a due runner", each * 1e6, "µs", minute["each"] * 1e6, "≤ 1/20"),
    ]


async def _tick_cost(count: int) -> float:
    """CPU seconds of marking so many."""
    with crowd.sqlite_url() as url:
        store = Store(url)
        await store.open()
        await crowd.settle(store, count, TUESDAY)
        before = time.process_time()
        made = await tick(store, MovableClock(TUESDAY))
        used = time.process_time() - before
        await store.close()
    assert made == count
    return used


# --- all due in one minute -------------------------------------------------------------------------------------------


@asynccontextmanager
async def at_work(url: str, api: str, clock: MovableClock, rate: float) -> AsyncIterator[House]:
    gateway = TelegramGateway(TOKEN, now=SystemClock().now, base_url=f"{api}/bot")
    options = Options(rates={"telegram": rate}, retry_seconds=0.05)
    house = House(Store(url), clock, DIALOGUES, {"telegram": gateway}, options)
    await house.open()
    try:
        async with house.at_work(3600):
            yield house
    finally:
        await house.close()


async def counts(session: aiohttp.ClientSession, api: str) -> dict[str, Any]:
    async with session.get(f"{api}/counts") as answer:
        found: dict[str, Any] = json.loads(await answer.read())
        return found


async def full_minute(name: str, url: str, count: int) -> list[Row]:
    """Everybody's morning is now. The clock stands, so that nothing is late, and others go on speaking meanwhile."""
    clock, watch = MovableClock(TUESDAY - BEFORE), crowd.Watch()
    store = Store(url, durable=False)
    await store.open()
    await crowd.settle(store, count, TUESDAY)
    await crowd.settle(store, 40, TUESDAY + timedelta(days=1), first=count + 1, chat=10_001)
    await store.close()
    with running() as api:
        async with at_work(url, api, clock, PACE) as house, aiohttp.ClientSession() as session:
            await _spoken(session, api, 1, 3)
            clock.move(TUESDAY)
            async with watch.watching(house.store):
                speaking = asyncio.create_task(_spoken(session, api, 3, 12))
                before = await counts(session, api)
                first = asyncio.create_task(_first_morning(session, api))
                began = time.monotonic()
                made = await tick(house.store, clock, 0, house.engine.senders["telegram"].wake)
                marked = time.monotonic() - began
                first_at = await first - began
                waited = await speaking
                # The broadcast goes on for a while with all of them waiting.
                waited += await _spoken(session, api, 3, 12)
            after = await counts(session, api)
    assert made == count
    sent = (after["messages"] - before["messages"]) / (after["last"] - began)
    about = f"{count:,} due in one minute, {name}"
    return [
        Row(f"{about}: all marked", marked, "s", None, "≤ 10 s"),
        Row(f"{about}: first message", first_at, "s", None, "≤ 1 s"),
        Row(f"{about}: messages meanwhile, answers first", sent, "/s", float(PACE), ""),
        Row(f"{about}: event loop stood still", watch.lag * 1000, "ms", None, "< 200 ms"),
        Row(f"{about}: of it the loop's own work", watch.busy * 1000, "ms", None, ""),
        Row(f"{about}: longest writing transaction", watch.transaction * 1000, "ms", None, "≤ 100 ms"),
        Row(f"{about}: slowest of {len(waited)} answers", max(waited), "s", statistics.median(waited), "< 1 s"),
    ]


async def _spoken(session: aiohttp.ClientSession, api: str, runners: int, rounds: int) -> list[float]:
    query = urlencode({"runners": runners, "rounds": rounds, "text": "/help"})
    async with session.get(f"{api}/drive?{query}", timeout=aiohttp.ClientTimeout(total=120)) as answer:
        took: list[float] = json.loads(await answer.read())
        return took


async def _first_morning(session: aiohttp.ClientSession, api: str) -> float:
    """When (by the system's monotonic clock) the first message reached one of the crowd."""
    while True:
        found = await counts(session, api)
        if found["crowd"]:
            return float(found["crowd"])
        await asyncio.sleep(0.02)


async def planning_rate(name: str, url: str, count: int) -> Row:
    """How many mornings a second are planned, rendered, stored and sent where no pace holds them back."""
    clock = MovableClock(TUESDAY - BEFORE)
    store = Store(url, durable=False)
    await store.open()
    await settle_in(
        store, "telegram", [(str(n), str(n)) for n in range(crowd.FIRST_CHAT, crowd.FIRST_CHAT + count)], SHORT
    )
    await store.close()
    with running() as api:
        async with at_work(url, api, clock, 0) as house, aiohttp.ClientSession() as session:
            clock.move(TUESDAY)
            await tick(house.store, clock)
            began = time.monotonic()
            house.engine.senders["telegram"].wake()
            found = await _all_sent(session, api, count)
    return Row(
        f"mornings planned and sent, {name}", count / (found["last"] - began), "/s", float(PACE), "≥ 4 × the pace"
    )


async def _all_sent(session: aiohttp.ClientSession, api: str, count: int) -> dict[str, Any]:
    while True:
        found = await counts(session, api)
        if found["chats"] >= count:
            return found
        await asyncio.sleep(0.05)


async def slope(long: bool) -> Row:
    """Marking 1,000, 10,000 and 100,000: CPU each, and how it grows with their number."""
    sizes = (1000, 10_000, CROWD) if long else (1000, 10_000, 40_000)
    await _tick_cost(500)
    costs = [statistics.median([await _tick_cost(size) for _ in range(max(1, 30_000 // size))]) for size in sizes]
    xs, ys = [math.log(one) for one in sizes], [math.log(one) for one in costs]
    found = statistics.linear_regression(xs, ys).slope
    return Row(f"marking {sizes[0]:,} to {sizes[-1]:,}: log-log slope of the cost", found, "", None, "≤ 1.05")


# --- on their way ----------------------------------------------------------------------------------------------------


async def at_the_limit(count: int) -> list[Row]:
    """Real mornings against a platform that enforces its limit, with the setting at that limit."""
    clock = MovableClock(TUESDAY - BEFORE)
    with crowd.sqlite_url() as url, running(LIMIT) as api:
        store = Store(url, durable=False)
        await store.open()
        users = [(str(n), str(n)) for n in range(crowd.FIRST_CHAT, crowd.FIRST_CHAT + count)]
        await settle_in(store, "telegram", users, SHORT)
        await store.close()
        async with at_work(url, api, clock, LIMIT) as house, aiohttp.ClientSession() as session:
            clock.move(TUESDAY)
            await tick(house.store, clock)
            house.engine.senders["telegram"].wake()
            found = await _all_sent(session, api, count)
    rate = (found["messages"] - 1) / (found["last"] - found["first"])
    doubles = found["messages"] - found["chats"]
    return [
        Row(f"{count:,} mornings at the platform's limit", rate, "/s", float(LIMIT), "≥ 0.97"),
        Row(f"{count:,} mornings at the platform's limit: 429", found["refused"], "", None, "0"),
        Row(f"{count:,} mornings at the platform's limit: doubles", doubles, "", None, "0"),
    ]


async def without_a_limit(count: int, rounds: int) -> Row:
    """Messages that are planned already, through claims, sends and acknowledgements, beside a bare loop."""
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(await _bare_loop(count))
        ours.append(await _our_loop(count))
    return Row(
        "sending with no limit: claimed, sent, acknowledged", statistics.median(ours), "/s", statistics.median(bare),
        "≥ 0.8 × a bare send_message loop",
    )  # fmt: skip


async def _bare_loop(count: int) -> float:
    words = html(lines_of(MESSAGE))
    with running() as api:
        async with Bot(TOKEN, base_url=f"{api}/bot") as bot:
            numbers = iter(range(count))

            async def worker() -> None:
                for n in numbers:
                    await bot.send_message(crowd.FIRST_CHAT + n, words, ParseMode.HTML)

            began = time.monotonic()
            await asyncio.gather(*(worker() for _ in range(20)))
            return count / (time.monotonic() - began)


async def _our_loop(count: int) -> float:
    clock = MovableClock(TUESDAY)
    payload = message_to_json(MESSAGE)
    with crowd.sqlite_url() as url, running() as api:
        store = Store(url, durable=False)
        await store.open()
        await crowd.settle(store, count, TUESDAY + timedelta(days=1))
        values = [
            {"person": n + 1, "platform": "telegram", "user": str(crowd.FIRST_CHAT + n), "created_at": TUESDAY}
            | {"chat": str(crowd.FIRST_CHAT + n), "kind": "morning", "priority": DUE, "status": "due"}
            | {"due_at": TUESDAY, "not_after": TUESDAY + timedelta(hours=5), "payload": payload, "key": f"morning:{n}"}
            for n in range(count)
        ]
        await store.write(lambda connection: outbox.add(connection, (), values))
        await store.close()
        began = time.monotonic()
        async with at_work_on_nothing(url, api, clock) as house, aiohttp.ClientSession() as session:
            began = time.monotonic()
            house.engine.senders["telegram"].wake()
            await _all_sent(session, api, count)
            while await house.store.read(_unacknowledged):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            return count / (time.monotonic() - began)


@asynccontextmanager
async def at_work_on_nothing(url: str, api: str, clock: MovableClock) -> AsyncIterator[House]:
    """The sender alone runs: no poll, no first settling that would send everything before the clock starts."""
    gateway = TelegramGateway(TOKEN, now=SystemClock().now, base_url=f"{api}/bot")
    house = House(Store(url), clock, DIALOGUES, {"telegram": gateway}, Options())
    await house.open()
    running_sender = asyncio.create_task(house.engine.senders["telegram"].run())
    try:
        yield house
    finally:
        await house.close()
        await gateway.close()
        running_sender.cancel()
        await asyncio.gather(running_sender, return_exceptions=True)


async def _unacknowledged(connection: Connection) -> int:
    asked = select(func.count()).where(rows_out.c.status.in_(("due", "sending")))
    return int((await connection.execute(asked)).scalar_one())


# --- the table -------------------------------------------------------------------------------------------------------


async def rows(long: bool = False) -> list[Row]:
    out = await asleep(long)
    with crowd.sqlite_url() as url:
        out += await full_minute("SQLite", url, CROWD)
    with crowd.sqlite_url() as url:
        out.append(await planning_rate("SQLite", url, 1000 if long else 300))
    with crowd.postgres() as server:
        out += await full_minute("PostgreSQL", crowd.fresh_database(server), CROWD if long else CROWD // 5)
        out.append(await planning_rate("PostgreSQL", crowd.fresh_database(server), 1000 if long else 300))
    out.append(await slope(long))
    out.append(await without_a_limit(3000 if long else 1000, 3))
    out += await at_the_limit(10_000 if long else 1000)
    return out
