"""What both chats are asked alike: messages a second with so many in flight, and a runner's wait for an answer."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from typing import Any

import aiohttp

from adapters.messages import Text, line, strong

MESSAGE = Text((line(strong("Tue 24 Nov · 🟡 HOLD")), line("Strength A · 50 min · after your easy 8 km")))
IN_FLIGHT = (1, 4, 20)

Send = Callable[[], Awaitable[object]]
Run = Callable[[str], AbstractAsyncContextManager[Any]]
"""A bot that answers /today, running against the server at this address."""


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


async def rate(send: Send, in_flight: int, count: int) -> Rate:
    """So many messages sent, and never more of them under way than that."""
    numbers = iter(range(count))

    async def worker() -> None:
        for _ in numbers:
            await send()

    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(worker() for _ in range(in_flight)))
    took, used = time.perf_counter() - start, time.process_time() - cpu
    return Rate(in_flight, count / took, used / count * 1000)


def median(rates: Sequence[Rate]) -> Rate:
    """The round that stands in the middle by its speed."""
    return sorted(rates, key=lambda one: one.per_second)[len(rates) // 2]


async def answering(
    server: Callable[[], AbstractContextManager[str]],
    runs: Mapping[str, Run],
    *,
    at_once: Sequence[int] = (1, 50),
    rounds: int = 20,
) -> dict[str, list[Waits]]:
    """Command to answer for each bot, one runner at a time and many at once; each bot against a server of its own."""
    out: dict[str, list[Waits]] = {name: [] for name in runs}
    for name, run in runs.items():
        with server() as url:
            async with run(url), aiohttp.ClientSession() as session:
                await _drive(session, url, 1, 5)
                for runners in at_once:
                    took = await _drive(session, url, runners, rounds if runners > 1 else rounds * 10)
                    cuts = statistics.quantiles(took, n=100)
                    out[name].append(Waits(runners, cuts[49] * 1000, cuts[98] * 1000))
    return out


async def _drive(session: aiohttp.ClientSession, url: str, runners: int, rounds: int) -> list[float]:
    query = {"runners": runners, "rounds": rounds}
    async with session.get(f"{url}/drive", params=query, timeout=aiohttp.ClientTimeout(total=300)) as answer:
        took: list[float] = json.loads(await answer.read())
        return took


def shown(sending: Mapping[str, Sequence[Rate]], answers: Mapping[str, Sequence[Waits]]) -> str:
    """Both as tables for a terminal."""
    rates = [
        f"  {name:14}" + "  ".join(f"{r.in_flight:3} in flight {r.per_second:6.0f} ({r.cpu_ms:.2f})" for r in each)
        for name, each in sending.items()
    ]
    waits = [
        f"  {name:14}" + "  ".join(f"{w.at_once:3} at once p50 {w.p50:6.1f} p99 {w.p99:6.1f}" for w in each)
        for name, each in answers.items()
    ]
    return "\n".join(("sending, messages/s (CPU ms each)", *rates, "command to answer, ms", *waits))
