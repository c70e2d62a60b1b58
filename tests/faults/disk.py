"""A database that somebody else keeps locked, and a disk that is full: what is heard of it, and that it passes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.faults.coach import Coach
from tests.stages.raw import raw

Trouble = Callable[[Coach], AbstractAsyncContextManager[None]]
PACE = 12.0
"""Mornings a second, so that many are still to go when the trouble begins."""


@dataclass(frozen=True, slots=True)
class Outcome:
    mornings: Counter[int]
    """How many runners got so many morning cards."""
    ended: Counter[str]
    answers: Counter[int]
    """How many words of runners got so many answers."""
    failed: int
    """Transactions that could not be written."""
    told: list[str]
    """What runners were told of it."""
    recovered: float
    """Seconds from the end of the trouble to the first answer."""
    lag: float
    """The longest that the event loop stood still while other threads went on, in seconds."""


async def through(
    folder: Path, trouble: Trouble, *, seconds: float, runners: int = 40, busy_seconds: float = 0.5
) -> Outcome:
    async with Coach(folder, runners, 2, rate=PACE, busy_seconds=busy_seconds, speed=1, durable=False) as coach:
        coach.clock.skip(timedelta(seconds=30))
        async with coach.talking(0.3, patience=seconds + 20) as took, _lag() as lag:
            await _until(lambda: sum(bool(coach.mornings(one)) for one in coach.runners) >= 3)
            async with trouble(coach):
                await asyncio.sleep(seconds)
            over = time.monotonic()
            await _until(lambda: any(answered > over for _, answered, _ in took))
            recovered = min(answered for _, answered, _ in took if answered > over) - over
            ended = await coach.settled(60)
        # Whatever is sent twice would be by now.
        await asyncio.sleep(0.5)
        said = Counter(one.text for who in coach.talkers for one in coach.api.seen(who) if "I heard" in one.text)
        words = {f"I heard {one.text}." for (chat, _), one in coach.api.messages.items() if not one.from_bot}
        told = sorted({one.text for who in coach.talkers for one in coach.api.seen(who) if "I heard" not in one.text})
        mornings = Counter(len(coach.mornings(one)) for one in coach.runners)
    answers = Counter(said[one] for one in words)
    return Outcome(mornings, Counter(ended.values()), answers, coach.failed, told, recovered, lag[0])


async def _until(true: Callable[[], object], patience: float = 60) -> None:
    async with asyncio.timeout(patience):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _lag() -> AsyncIterator[list[float]]:
    """The longest standstill of the loop, by a thread's beats: where the whole machine stood still, both did."""
    beat, longest, beats, over = 0.02, [0.0], [0], threading.Event()

    def count() -> None:
        while not over.wait(beat):
            beats[0] += 1

    async def look() -> None:
        while True:
            before = beats[0]
            await asyncio.sleep(beat)
            longest[0] = max(longest[0], (beats[0] - before - 1) * beat)

    threading.Thread(target=count, daemon=True).start()
    task = asyncio.create_task(look())
    try:
        yield longest
    finally:
        task.cancel()
        over.set()


@asynccontextmanager
async def locked(coach: Coach) -> AsyncIterator[None]:
    """Another program writes and does not end."""
    other = sqlite3.connect(coach.path, isolation_level=None, timeout=10)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@asynccontextmanager
async def full(coach: Coach) -> AsyncIterator[None]:
    """Something else takes every block that is left on the small disk of `small_disk`."""
    # The log would go on in the room that it has.
    await coach.house.store.scrub()
    filler = coach.path.with_name("somebody-elses-video")
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@asynccontextmanager
async def at_its_limit(coach: Coach) -> AsyncIterator[None]:
    """Where no small disk can be made: the file may not grow by a page."""

    def limit(file: sqlite3.Connection, pages: int = 0) -> None:
        (now,) = file.execute("PRAGMA page_count").fetchone()
        file.execute(f"PRAGMA max_page_count = {pages or now}")

    await raw(coach.house.store, limit)
    try:
        yield
    finally:
        await raw(coach.house.store, lambda file: limit(file, 1 << 30))


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Path, Trouble]]:
    """A disk of a few megabytes and how to fill it; a limit in SQLite itself where this user may mount nothing."""
    place = folder / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        yield place, at_its_limit
        return
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        yield place, at_its_limit
        return
    try:
        yield place, full
    finally:
        subprocess.run(["umount", str(place)], check=True)
