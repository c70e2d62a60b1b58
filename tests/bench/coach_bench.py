"""The whole coach behind each platform's real library, beside the bare library's echo in the same run.

`rows(long)` gives the table's rows; `python -m tests.bench.coach_bench` prints them.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import insert

from adapters.console.gateway import ConsoleGateway
from adapters.discord.components import render
from adapters.discord.gateway import DiscordGateway
from adapters.gateway import Gateway
from adapters.messages import Address, Button, Called, Origin
from adapters.telegram.gateway import TelegramGateway
from bot import menu
from bot.cards.session import session_card
from bot.clock import MovableClock, SystemClock
from bot.dialogues import DIALOGUES
from bot.engine import Options
from bot.house import House
from bot.schedule.delivery import IN_FLIGHT
from bot.schedule.tick import tick
from bot.storage import Connection, Store, changes, claims, sqlite
from bot.storage.outbox import OutboxRow
from bot.storage.tables import address, entry, person
from bot.turns import fold
from bot.turns.commit import LEASE, columns
from bot.turns.registry import Registry
from bot.words import Words
from core import diary, planner
from core.diary import Entry
from tests.bench import discord_bench, quick_bot_api, quick_discord, telegram_bench
from tests.bench.installed import installed
from tests.bench.table import Row
from tests.bench.traffic import Run, answering
from tests.core.golden import RUNNER, Book
from tests.discord.server import TOKEN

ROOT = Path(__file__).resolve().parents[2]
RUNNERS = 60
TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
COMMAND = "today"
SHORT, LONG = 2, 106
"""Weeks of diary: two weeks, and two years up to a Tuesday with a session of about the same size (16 and 15 working
sets), so that it is the diary that is compared and not the training."""


# --- runners ---


def lived(weeks: int) -> Sequence[Entry]:
    """The golden runner's diary, so many weeks long up to the day before yesterday."""
    end = date(2026, 11, 23)
    start = end - timedelta(weeks=weeks)
    book = Book(RUNNER, start)
    book.to(end)
    return book.entries


@lru_cache(maxsize=8)
def rows_of(weeks: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The diary as rows, and the cached standing as it may be: from one entry old to just due to be written again."""
    entries = [replace(one, n=n) for n, one in enumerate(lived(weeks), 1)]
    rows = [{"n": one.n, "at": one.at, "day": one.day, "type": one.type, "body": diary.to_json(one)} for one in entries]
    caches = []
    for behind in range(1, min(fold.LAG + 1, len(entries)) + 1):
        kept = entries[: len(entries) - behind]
        cached = {"standing": planner.read(kept).to_json(), "standing_version": fold.VERSION, "standing_n": len(kept)}
        caches.append(cached if kept else dict(changes.NO_SNAPSHOT))
    return rows, caches


async def settle_in(store: Store, platform: str, users: Iterable[tuple[str, str]], weeks: int) -> None:
    """Runners with a diary, straight into the tables: (user, chat) each."""
    rows, caches = rows_of(weeks)

    async def keep(connection: Connection) -> None:
        for at, (user, chat) in enumerate(users):
            values = {"created_at": TUESDAY, "next_due_at": TUESDAY, "next_due_on": TUESDAY.date()}
            made = await connection.execute(
                insert(person).values(**columns(RUNNER), **caches[at % len(caches)], **values).returning(person.c.id)
            )
            number = made.scalar_one()
            await connection.execute(
                insert(address).values(platform=platform, user=user, chat=chat, person=number, preferred=True)
            )
            await connection.execute(insert(entry), [{"person": number, **row} for row in rows])

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


class Statements:
    """How many went to the database, the BEGINs of transactions not counted."""

    def __init__(self, store: Store) -> None:
        self.count = 0
        store.listen(self._heard)

    def _heard(self, statement: str) -> None:
        self.count += not statement.startswith("BEGIN")


@asynccontextmanager
async def coach_on_telegram(url: str) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        gateway = TelegramGateway(quick_bot_api.TOKEN, now=SystemClock().now, base_url=f"{url}/bot")
        house = house_of(folder, gateway, OnTuesday())
        await house.open()
        users = [(str(10_001 + n), str(10_001 + n)) for n in range(RUNNERS)]
        await settle_in(house.store, "telegram", users, SHORT)
        _heard.append(Statements(house.store))
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
        await settle_in(house.store, "discord", users, SHORT)
        _heard.append(Statements(house.store))
        async with house.at_work(3600):
            while not gateway.client.is_ready():  # noqa: ASYNC110 (before it is, nothing can be sent)
                await asyncio.sleep(0.01)
            yield
        await house.close()


def days_card() -> list[Mapping[str, Any]]:
    """What the coach answers, as it stands on Discord."""
    standing = planner.read([replace(one, n=n) for n, one in enumerate(lived(SHORT), 1)])
    session = planner.plan_day(RUNNER, standing, TUESDAY.date()).session
    assert session is not None
    buttons = tuple(Button(name, f"1.{name}.1.") for name in ("go", "short", "swap", "move", "skip", "why"))
    card = session_card(Words("en"), RUNNER, standing, session, (buttons[:3], buttons[3:]))
    return list(render(card)[0].components)


_heard: list[Statements] = []
"""Of each coach that was started."""


async def answers(long: bool) -> list[Row]:
    out: list[Row] = []
    rounds = 20 if long else 6
    each = 5 + 10 * rounds + 50 * rounds
    on_telegram: dict[str, Run] = {"bare": telegram_bench.bare_echo, "coach": coach_on_telegram}
    on_discord: dict[str, Run] = {
        "bare": discord_bench.bare_deferred,
        "bare card": partial(discord_bench.bare_card, days_card()),
        "coach": coach_on_discord,
    }
    for name, server, runs in (
        ("Telegram", quick_bot_api.running, on_telegram),
        ("Discord", quick_discord.running, on_discord),
    ):
        found = await answering(server, runs, rounds=rounds)
        (bare_one, bare_many), (one, many) = found["bare"], found["coach"]
        out.append(
            Row(f"{name}: /{COMMAND} to answer, one at a time, p50", one.p50, "ms", bare_one.p50, "≤ bare + 25 ms")
        )
        out.append(Row(f"{name}: 50 at once, p99", many.p99, "ms", bare_many.p99, "≤ 3 × bare and ≤ 1000 ms"))
        if "bare card" in found:
            _, card_many = found["bare card"]
            out.append(Row("  beside a bare bot that shows such a card", many.p99, "ms", card_many.p99))
        out.append(Row("  SQL statements an event, over both", _heard[-1].count / each, "", None, "about 5"))
    return out


# --- one event, one morning ---


@asynccontextmanager
async def on_the_console(weeks: int, count: int) -> AsyncIterator[tuple[House, MovableClock]]:
    with tempfile.TemporaryDirectory() as folder:
        clock = MovableClock(TUESDAY - timedelta(minutes=1))
        house = house_of(folder, ConsoleGateway(clock.now, lambda shown: None), clock)
        await house.open()
        await settle_in(house.store, "console", [(f"r{n}", f"r{n}") for n in range(count)], weeks)
        yield house, clock
        await house.close()


async def _said(house: House, heard: Statements, user: str, command: str, words: str = "") -> tuple[float, int]:
    """CPU milliseconds and SQL statements from the event to the acknowledged answer."""
    origin = Origin(f"{user}-{time.monotonic_ns()}", Address("console", user, user), house.clock.now())
    before, cpu = heard.count, time.process_time()
    await house.give([Called(origin, command, words)])
    await house.quiet()
    return (time.process_time() - cpu) * 1000, heard.count - before


@dataclass(frozen=True, slots=True)
class Event:
    """Medians of one event."""

    ms: float
    statements: float


async def events(weeks: int, count: int) -> dict[str, Event]:
    """A command; the same from somebody of whom nothing is in memory; a rating with its effect on the coming days."""
    found: dict[str, list[tuple[float, int]]] = {"again": [], "first": [], "rated": []}
    async with on_the_console(weeks, count + 4) as (house, _):
        heard = Statements(house.store)
        for n in range(count, count + 4):
            await _said(house, heard, f"r{n}", COMMAND)
            await _said(house, heard, f"r{n}", "rate", "7")
        for n in range(count):
            found["first"].append(await _said(house, heard, f"r{n}", COMMAND))
            found["again"].append(await _said(house, heard, f"r{n}", COMMAND))
            found["rated"].append(await _said(house, heard, f"r{n}", "rate", "7, calves a bit sore"))
    return {
        name: Event(statistics.median(ms for ms, _ in each), statistics.median(count for _, count in each))
        for name, each in found.items()
    }


async def morning_ms(weeks: int, count: int) -> tuple[float, float]:
    """CPU milliseconds of a morning planned among `count` (read, plan, render, store), and of the whole of it (also
    made due, claimed, shown on a console, acknowledged).
    """
    each: list[float] = []
    async with on_the_console(weeks, count) as (house, clock):
        clock.move(TUESDAY + timedelta(seconds=1))
        await tick(house.store, clock, 0, house.engine.wake)
        planning, now, holder = house.engine.planning, clock.now(), house.engine.holder

        async def claimed(connection: Connection) -> list[OutboxRow]:
            return await claims.claim(connection, "console", now, now + LEASE, holder, IN_FLIGHT, ())

        while group := await house.store.write(claimed):
            cpu = time.process_time()
            outcomes = await asyncio.gather(*(planning.plan(row) for row in group))
            each.append((time.process_time() - cpu) * 1000 / len(group))
            assert outcomes == [None] * len(group)
            # A mean over few would be the mean of whatever else the machine does.
    async with on_the_console(weeks, count) as (house, clock):
        clock.move(TUESDAY + timedelta(seconds=1))
        cpu = time.process_time()
        await tick(house.store, clock, 0, house.engine.wake)
        await house.quiet()
        whole = (time.process_time() - cpu) * 1000 / count
    return statistics.median(each), whole


def chat_rss() -> float:
    """MB of `sinew chat` when it idles on its first day."""
    with installed() as environment:
        _chat_rss(environment, 2)
        return _chat_rss(environment, 6)


def _chat_rss(environment: Mapping[str, str], seconds: float) -> float:
    with tempfile.TemporaryDirectory() as folder:
        given = {**environment, "SINEW_DATA": folder, "HOME": folder}
        command = [sys.executable, "-m", "bot", "chat"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=given, stdin=pipe, stdout=pipe, stderr=pipe) as process:
            assert process.stdin is not None
            time.sleep(seconds)
            used = psutil.Process(process.pid).memory_info().rss / 2**20
            process.stdin.close()
            process.wait(20)
    return used


async def rows(long: bool = False) -> list[Row]:
    """Everything that is measured here."""
    out = await answers(long)
    count = 60 if long else 24
    young, old = await events(SHORT, count), await events(LONG, count)
    for name, what in (
        ("first", f"/{COMMAND} of a runner not in memory"),
        ("again", f"/{COMMAND} once more"),
        ("rated", "a session rated, its effect told"),
    ):
        out.append(Row(f"one answered event, CPU: {what}", young[name].ms, "ms", None, "≤ 15 ms"))
        out.append(Row("  SQL statements", young[name].statements, "", None, "about 5"))
        out.append(Row("  with two years of diary", old[name].ms, "ms", young[name].ms, "≤ 1.2 × two weeks"))
    planned, whole = await morning_ms(SHORT, 100)
    later, _ = await morning_ms(LONG, 100)
    out.append(Row("a morning among 100, CPU: read, planned, rendered, stored", planned, "ms", None, "≤ 3 ms"))
    out.append(Row("  with two years of diary", later, "ms", planned, "≤ 1.2 × two weeks"))
    out.append(Row("  and made due, claimed, shown, acknowledged", whole, "ms"))
    out.append(Row("`sinew chat` idle on its first day, RSS", chat_rss(), "MB", None, "< 90 MB"))
    return out


if __name__ == "__main__":
    for one in asyncio.run(rows("--long" in sys.argv)):
        print(json.dumps([one.name, round(one.value, 2), one.unit, one.baseline, one.ratio, one.target]))
