"""Telegram beside the bare library, in the same run: messages a second, CPU a message, command to answer.

`python -m tests.bench.telegram_bench` prints a table.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from adapters.messages import Address, Event
from adapters.splitting import lines_of
from adapters.telegram.gateway import TelegramGateway
from adapters.telegram.markup import html
from bot.clock import SystemClock
from tests.bench.quick_bot_api import TOKEN, running
from tests.bench.table import Row
from tests.bench.traffic import IN_FLIGHT, MESSAGE, Rate, Send, answering, median, rate, shown


async def sending(count: int = 400, rounds: int = 3) -> dict[str, list[Rate]]:
    """A bare `bot.send_message` loop and our gateway, turn about; the median round of each."""
    out: dict[str, list[Rate]] = {"bare": [], "sinew": []}
    with running() as url:
        gateway = TelegramGateway(TOKEN, now=SystemClock().now, base_url=f"{url}/bot")
        to, words = Address("telegram", "7", "7"), html(lines_of(MESSAGE))
        nonces = iter(range(10**9))
        async with Bot(TOKEN, base_url=f"{url}/bot") as bot:
            ways: dict[str, Send] = {
                "bare": lambda: bot.send_message(7, words, ParseMode.HTML),
                "sinew": lambda: gateway.send(to, MESSAGE, nonce=str(next(nonces))),
            }
            for in_flight in IN_FLIGHT:
                found: dict[str, list[Rate]] = {name: [] for name in ways}
                for _ in range(rounds):
                    for name, way in ways.items():
                        found[name].append(await rate(way, in_flight, count))
                for name, rates in found.items():
                    out[name].append(median(rates))
        await gateway.close()
    return out


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
    gateway = TelegramGateway(TOKEN, now=SystemClock().now, base_url=f"{url}/bot")
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


async def main() -> None:
    """Print both tables."""
    runs = {"bare echo": bare_echo, "our gateway": gateway_echo}
    print(shown(await sending(), await answering(running, runs)))


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
