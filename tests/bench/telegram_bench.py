"""Telegram beside the bare library, in the same run: messages a second, CPU a message, command to answer.

`python -m tests.bench.telegram_bench` prints a table; `sending()` and `answering()` give the numbers.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

import aiohttp
from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from adapters.messages import Address, Event, Text, line, strong
from adapters.splitting import lines_of
from adapters.telegram.gateway import TelegramGateway
from adapters.telegram.markup import html
from tests.bench.quick_bot_api import TOKEN, running
from tests.bench.table import Row

MESSAGE = Text((line(strong("Tue 24 Nov · 🟡 HOLD")), line("Strength A · 50 min · after your easy 8 km")))
IN_FLIGHT = (1, 4, 20)


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages a second and milliseconds of CPU for each, with so many in flight."""

    in_flight: int
    per_second: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds from a runner's command to the answer."""

    at_once: int
    p50: float
    p99: float


def _now() -> datetime:
    return datetime.now(UTC)


async def _rate(send: Callable[[], Awaitable[object]], in_flight: int, count: int) -> Rate:
    numbers = iter(range(count))

    async def worker() -> None:
        for _ in numbers:
            await send()

    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(worker() for _ in range(in_flight)))
    took, used = time.perf_counter() - start, time.process_time() - cpu
    return Rate(in_flight, count / took, used / count * 1000)


def _median(rates: Sequence[Rate]) -> Rate:
    return sorted(rates, key=lambda one: one.per_second)[len(rates) // 2]


async def sending(count: int = 400, rounds: int = 3) -> dict[str, list[Rate]]:
    """A bare `bot.send_message` loop and our gateway, turn about; the median round of each."""
    out: dict[str, list[Rate]] = {"bare": [], "sinew": []}
    with running() as url:
        gateway = TelegramGateway(TOKEN, now=_now, base_url=f"{url}/bot")
        to, words = Address("telegram", "7", "7"), html(lines_of(MESSAGE))
        nonces = iter(range(10**9))
        async with Bot(TOKEN, base_url=f"{url}/bot") as bot:
            ways: dict[str, Callable[[], Awaitable[object]]] = {
                "bare": lambda: bot.send_message(7, words, ParseMode.HTML),
                "sinew": lambda: gateway.send(to, MESSAGE, nonce=str(next(nonces))),
            }
            for in_flight in IN_FLIGHT:
                found: dict[str, list[Rate]] = {name: [] for name in ways}
                for _ in range(rounds):
                    for name, way in ways.items():
                        found[name].append(await _rate(way, in_flight, count))
                for name, rates in found.items():
                    out[name].append(_median(rates))
        await gateway.close()
    return out


Run = Callable[[str], AbstractAsyncContextManager[None]]
"""A bot that answers every command, running against the Bot API at this address."""


@asynccontextmanager
async def bare_echo(url: str) -> AsyncIterator[None]:
    """The library's own echo bot, as its documentation writes it."""

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")

    app = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    assert app.updater is not None
    async with app:
        await app.start()
        await app.updater.start_polling()
        yield
        await app.updater.stop()
        await app.stop()


@asynccontextmanager
async def gateway_echo(url: str) -> AsyncIterator[None]:
    """Our gateway alone, with nothing behind it: what the platform costs without the coach."""
    gateway = TelegramGateway(TOKEN, now=_now, base_url=f"{url}/bot")
    replies: set[asyncio.Task[object]] = set()

    async def answer(events: Sequence[Event]) -> None:
        for event in events:
            origin = event.origin
            reply: asyncio.Task[object] = asyncio.create_task(
                gateway.send(origin.address, MESSAGE, nonce=origin.event_id)  # type: ignore[arg-type]
            )
            replies.add(reply)
            reply.add_done_callback(replies.discard)

    work = asyncio.create_task(gateway.run(answer))
    yield
    await gateway.close()
    await work


async def answering(
    runs: dict[str, Run], *, at_once: Sequence[int] = (1, 50), rounds: int = 20
) -> dict[str, list[Waits]]:
    """Command to answer for each bot, one runner at a time and many at once; each bot against a server of its own."""
    out: dict[str, list[Waits]] = {name: [] for name in runs}
    for name, run in runs.items():
        with running() as url:
            async with run(url), aiohttp.ClientSession() as session:
                await _drive(session, url, 1, 5)
                for runners in at_once:
                    took = await _drive(session, url, runners, rounds if runners > 1 else rounds * 10)
                    cuts = statistics.quantiles(took, n=100)
                    out[name].append(Waits(runners, cuts[49] * 1000, cuts[98] * 1000))
    return out


async def _drive(session: aiohttp.ClientSession, url: str, runners: int, rounds: int) -> list[float]:
    query = urlencode({"runners": runners, "rounds": rounds, "text": "/today"})
    async with session.get(f"{url}/drive?{query}", timeout=aiohttp.ClientTimeout(total=300)) as answer:
        took: list[float] = json.loads(await answer.read())
        return took


async def main() -> None:
    """Print both tables."""
    print("sending, messages/s (CPU ms each)")
    for name, rates in (await sending()).items():
        print(
            f"  {name:14}" + "  ".join(f"{r.in_flight:3} in flight {r.per_second:6.0f} ({r.cpu_ms:.2f})" for r in rates)
        )
    print("command to answer, ms")
    for name, waits in (await answering({"bare echo": bare_echo, "our gateway": gateway_echo})).items():
        print(f"  {name:14}" + "  ".join(f"{w.at_once:3} at once p50 {w.p50:6.1f} p99 {w.p99:6.1f}" for w in waits))


async def rows(long: bool = False) -> list[Row]:
    """For the common table."""
    found = await sending(400 if long else 150)
    out = []
    for ours, bare in zip(found["sinew"], found["bare"], strict=True):
        name = f"Telegram: sending with {ours.in_flight} in flight"
        out.append(Row(name, ours.per_second, "messages/s", bare.per_second, "≥ 0.9 × bare"))
        out.append(Row(f"{name}, CPU", ours.cpu_ms, "ms each", bare.cpu_ms))
    # What one core could do if the server's half of the machine were free, and nothing were planned.
    out.append(Row("  so one core could send", 1000 / min(one.cpu_ms for one in found["sinew"]), "messages/s"))
    return out


if __name__ == "__main__":
    asyncio.run(main())
