"""The clock that everybody is handed. This is the only file that reads the system's time."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """An aware instant in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Until so much of this clock's time has gone by."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class MovableClock:
    """Stands still until it is moved, and only ever forward: the demo's clock, and the tests'."""

    def __init__(self, now: datetime) -> None:
        self._now = utc(now)
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._count = itertools.count()

    def now(self) -> datetime:
        return self._now

    def move(self, to: datetime) -> None:
        to = utc(to)
        if to < self._now:
            raise ValueError(f"the clock stands at {self._now.isoformat()} and does not go back")
        self._now = to
        while self._sleepers and self._sleepers[0][0] <= to:
            _, _, sleeper = heapq.heappop(self._sleepers)
            if not sleeper.done():
                sleeper.set_result(None)

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._count), sleeper))
        await sleeper


class FileClock:
    """For child processes of tests: the file holds an ISO instant (then time stands still) or an offset ("+90m").

    An unreadable moment (the file is being written) gives the last instant that was read. Raises OSError or ValueError
    for a file that holds neither at first.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = self._read()

    def now(self) -> datetime:
        with contextlib.suppress(OSError, ValueError):
            self._last = self._read()
        return self._last

    def _read(self) -> datetime:
        text = self._path.read_text().strip()
        return datetime.now(UTC) + span(text) if text.startswith(("+", "-")) else utc(datetime.fromisoformat(text))

    async def sleep(self, seconds: float) -> None:
        until = self.now() + timedelta(seconds=seconds)
        while True:
            left = (until - self.now()).total_seconds()
            if left <= 0:
                return
            await asyncio.sleep(min(left, 0.05))


def utc(at: datetime) -> datetime:
    """The instant in UTC. Raises ValueError for one without an offset."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} lacks its offset")
    return at.astimezone(UTC)


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def span(text: str) -> timedelta:
    """ "+24h", "+3d", "-90m", "+30s". Raises ValueError."""
    sign, number, unit = text[:1], text[1:-1], text[-1:]
    if sign not in ("+", "-") or unit not in _UNITS or not number.isascii() or not number.isdigit():
        raise ValueError(f"{text!r} is no span of time: a sign, a whole number and s, m, h or d, such as +24h")
    try:
        length = timedelta(**{_UNITS[unit]: int(number)})
    except OverflowError as error:
        raise ValueError(f"{text!r} is longer than any training plan") from error
    return length if sign == "+" else -length
