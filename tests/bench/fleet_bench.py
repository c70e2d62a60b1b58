"""Workers on PostgreSQL: mornings marked, planned and sent by one process and its workers, beside that process alone.

The real programs as processes, at rest until the full minute; the local Bot API counts what arrives. A rate is of all
the mornings, from the beginning of that minute to the last message: what was planned before the first was sent counts
as well. Everything shares the machine, PostgreSQL and the strict Bot API too, so on two cores more workers are hardly
faster: the rows show the cost, and that nothing doubles. `python -m tests.bench fleet_bench [--long]`.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.bench.coach_bench import SHORT, TUESDAY, settle_in
from tests.bench.table import Row
from tests.chaos.world import World
from tests.postgres import fresh, running

BEFORE = 12.0
"""Seconds from the start of the processes to the full minute."""
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Found:
    rate: float
    """Mornings a second, from the full minute to the last of them."""
    first: float
    """Seconds from the full minute to the first."""
    doubles: int
    planning: float
    """CPU milliseconds of the workers for one morning; of the sending process, where it plans by itself."""
    sending: float


async def mornings(url: str, workers: int, count: int) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), "telegram", url, runners=0, workers=max(1, workers))
        times: list[float] = []
        async with world.open():
            who = [world.api.person(f"R{n}") for n in range(count)]
            await settle_in(world.store, "telegram", [(str(one.id), str(one.id)) for one in who], SHORT)
            world.set_clock(TUESDAY)
            world.pass_time(-int(BEFORE))
            due = time.monotonic() + (TUESDAY - world.now()).total_seconds()
            chosen: dict[str, Any] = {"echo": False, "lease_seconds": 0, "rate": 1000}
            hands = [(await world.child("worker", **chosen)).pid for _ in range(workers)]
            sender = (await world.child("run", **chosen)).pid
            await asyncio.sleep(BEFORE - 1)
            before = used(hands), used([sender])
            while len(world.api.appeared) < count and time.monotonic() - due < PATIENCE:
                await asyncio.sleep(0.05)
                times += [time.monotonic()] * (len(world.api.appeared) - len(times))
            planning, sending = used(hands) - before[0], used([sender]) - before[1]
            await asyncio.sleep(2)
            got = Counter(one.chat for one in world.api.appeared)
        if len(got) < count:
            raise RuntimeError(f"{count - len(got)} of {count} mornings did not come: {world.tail()}")
        return Found(
            count / (times[-1] - due), times[0] - due, sum(got.values()) - len(got), planning / count * 1000,
            sending / count * 1000,
        )  # fmt: skip


def used(pids: Sequence[int]) -> float:
    """CPU seconds of processes."""
    times = [psutil.Process(one).cpu_times() for one in pids]
    return sum(one.user + one.system for one in times)


async def rows(long: bool = False) -> list[Row]:
    count = 2000 if long else 600
    out: list[Row] = []
    alone = 0.0
    with running() as server:
        for workers in (0, 1, 2, 4):
            found = await mornings(fresh(server), workers, count)
            name = f"PostgreSQL, {workers} worker{'s' if workers != 1 else ''}"
            out.append(Row(f"{name}: {count} mornings marked, planned and sent", found.rate, "/s", alone or None))
            out.append(Row(f"{name}: the first", found.first, "s", None, ""))
            out.append(Row(f"{name}: doubles", float(found.doubles), "", None, "0"))
            out.append(Row(f"{name}: CPU of the workers for one", found.planning, "ms", None, ""))
            out.append(Row(f"{name}: CPU of the sending process for one", found.sending, "ms", None, ""))
            alone = alone or found.rate
    return out
