"""The whole coach behind each platform's real library, beside the bare library's echo in the same run.

`rows(long)` gives the table's rows; `python -m tests.bench.coach_bench` prints them.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import insert

from adapters.console.gateway import ConsoleGateway
from adapters.discord.gateway import DiscordGateway
from adapters.gateway import Gateway
from adapters.messages import Address, Called, Origin
from adapters.telegram.gateway import TelegramGateway
from bot import menu
from bot.clock import MovableClock, SystemClock
from bot.commit import columns
from bot.dialogues import DIALOGUES
from bot.engine import Options
from bot.house import House
from bot.registry import Registry
from bot.schedule.tick import tick
from bot.storage import Connection, Store, sqlite
from bot.storage.tables import address, entry, person
from core import diary
from core.diary import Entry
from tests.bench import discord_bench, telegram_bench
from tests.bench.quick_bot_api import TOKEN as BOT_TOKEN
from tests.bench.table import Row
from tests.core.golden import RUNNER, Book
from tests.discord.server import TOKEN

ROOT = Path(__file__).resolve().parents[2]
RUNNERS = 60
TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
COMMAND = "today"


# --- runners ---


def lived(weeks: int) -> Sequence[Entry]:
    """The golden runner's diary, so many weeks long up to the day before yesterday."""
    end = date(2026, 11, 23)
    start = end - timedelta(weeks=weeks)
    book = Book(RUNNER, start)
    book.to(end)
    return book.entries


async def settle_in(store: Store, platform: str, users: Iterable[tuple[str, str]], entries: Sequence[Entry]) -> None:
    """Runners with a diary, straight into the tables: (user, chat) each."""
    raw = [diary.to_json(replace(one, n=n)) for n, one in enumerate(entries, 1)]

    async def keep(connection: Connection) -> None:
        for user, chat in users:
            made = await connection.execute(
                insert(person)
                .values(**columns(RUNNER), created_at=TUESDAY, next_due_at=TUESDAY, next_due_on=TUESDAY.date())
                .returning(person.c.id)
            )
            number = made.scalar_one()
            await connection.execute(
                insert(address).values(platform=platform, user=user, chat=chat, person=number, preferred=True)
            )
            values = [
                {"person": number, "n": n, "at": one.at, "day": one.day, "type": one.type, "body": body}
                for n, (one, body) in enumerate(zip(entries, raw, strict=True), 1)
            ]
            await connection.execute(insert(entry), values)

    await store.write(keep)


class OnTuesday:
    """The system's clock, as if it were the morning of a strength day: what is held back must come due."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._ahead = TUESDAY + timedelta(hours=1) - self._system.now()

    def now(self) -> datetime:
        return self._system.now() + self._ahead


def house_of(folder: str, gateway: Gateway, clock: Any) -> House:
    options = Options(retry_seconds=0.05)
    return House(
        Store(sqlite.url_of(Path(folder) / "sinew.db")), clock, DIALOGUES, {gateway.platform: gateway}, options
    )


# --- command to answer ---


@asynccontextmanager
async def coach_on_telegram(url: str) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        gateway = TelegramGateway(BOT_TOKEN, now=telegram_bench._now, base_url=f"{url}/bot")
        house = house_of(folder, gateway, OnTuesday())
        await house.open()
        users = [(str(10_001 + n), str(10_001 + n)) for n in range(RUNNERS)]
        await settle_in(house.store, "telegram", users, lived(2))
        async with house.at_work(3600):
            yield
        await house.close()


@asynccontextmanager
async def coach_on_discord(url: str) -> AsyncIterator[None]:
    import aiohttp

    with tempfile.TemporaryDirectory() as folder:
        gateway = DiscordGateway(TOKEN, commands=menu.commands(Registry(DIALOGUES), "en"))
        house = house_of(folder, gateway, OnTuesday())
        await house.open()
        async with aiohttp.ClientSession() as session, session.get(f"{url}/rooms", params={"count": RUNNERS}) as answer:
            users = [(str(user), str(room)) for user, room in await answer.json()]
        await settle_in(house.store, "discord", users, lived(2))
        async with house.at_work(3600):
            while not gateway.client.is_ready():  # noqa: ASYNC110 (before it is, nothing can be sent)
                await asyncio.sleep(0.01)
            yield
        await house.close()


async def answers(long: bool) -> list[Row]:
    out: list[Row] = []
    rounds = 20 if long else 6
    for name, bench, runs in (
        ("Telegram", telegram_bench, {"bare": telegram_bench.bare_echo, "coach": coach_on_telegram}),
        ("Discord", discord_bench, {"bare": discord_bench.bare_deferred, "coach": coach_on_discord}),
    ):
        found = await bench.answering(runs, rounds=rounds)  # type: ignore[attr-defined]
        (bare_one, bare_many), (one, many) = found["bare"], found["coach"]
        out.append(
            Row(f"{name}: /{COMMAND} to answer, one at a time, p50", one.p50, "ms", bare_one.p50, "≤ bare + 25 ms")
        )
        out.append(Row(f"{name}: 50 at once, p99", many.p99, "ms", bare_many.p99, "≤ 3 × bare and ≤ 1000 ms"))
    return out


# --- one event, one morning ---


async def _console(folder: str, weeks: int, count: int) -> tuple[House, MovableClock]:
    clock = MovableClock(TUESDAY - timedelta(minutes=1))
    gateway = ConsoleGateway(clock.now, lambda shown: None)
    house = house_of(folder, gateway, clock)
    await house.open()
    await settle_in(house.store, "console", [(f"r{n}", f"r{n}") for n in range(count)], lived(weeks))
    return house, clock


async def _event(house: House, user: str, n: int) -> None:
    origin = Origin(f"{user}-{n}-{time.monotonic_ns()}", Address("console", user, user), house.clock.now())
    await house.give([Called(origin, COMMAND, "")])
    await house.quiet()


async def event_ms(weeks: int, count: int) -> tuple[float, float]:
    """CPU milliseconds and SQL statements of one answered event."""
    with tempfile.TemporaryDirectory() as folder:
        house, _ = await _console(folder, weeks, 3)
        for n in range(8):
            await _event(house, "r0", n)
        before, cpu = house.store.statements, time.process_time()
        for n in range(count):
            await _event(house, f"r{n % 2}", n)
        used, statements = time.process_time() - cpu, house.store.statements - before
        await house.close()
        return used / count * 1000, statements / count


async def morning_ms(count: int) -> float:
    """CPU milliseconds of one morning in a batch: read, plan, render, store."""
    with tempfile.TemporaryDirectory() as folder:
        house, clock = await _console(folder, 2, count)
        clock.move(TUESDAY + timedelta(seconds=1))
        cpu = time.process_time()
        await tick(house.store, clock)
        await house.quiet()
        used = time.process_time() - cpu
        await house.close()
        return used / count * 1000


def chat_rss() -> float:
    """MB of `sinew chat` when it idles."""
    with tempfile.TemporaryDirectory() as folder:
        given = {**os.environ, "SINEW_DATA": folder, "HOME": folder}
        command = [sys.executable, "-m", "bot", "chat"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=given, stdin=pipe, stdout=pipe, stderr=pipe) as process:
            assert process.stdin is not None
            time.sleep(6)
            used = psutil.Process(process.pid).memory_info().rss / 2**20
            process.stdin.close()
            process.wait(20)
    return used


async def rows(long: bool = False) -> list[Row]:
    """Everything that is measured here."""
    out = await answers(long)
    count = 60 if long else 24
    short, statements = await event_ms(2, count)
    years, _ = await event_ms(104, count)
    out.append(Row("one answered event, CPU", short, "ms"))
    out.append(Row("one answered event, SQL statements", statements, ""))
    out.append(Row("the same event with two years of diary", years, "ms", short, "≤ 2 × two weeks"))
    out.append(Row("a morning in a batch of 100, CPU", await morning_ms(100), "ms"))
    out.append(Row("`sinew chat` idle, RSS", chat_rss(), "MB"))
    return out


if __name__ == "__main__":
    for one in asyncio.run(rows("--long" in sys.argv)):
        print(json.dumps([one.name, round(one.value, 2), one.unit, one.baseline, one.ratio, one.target]))
