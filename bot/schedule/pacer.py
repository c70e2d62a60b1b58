"""One token's pace: so many messages a second, answers before broadcasts, slower after a 429 and back again.

It counts in the event loop's own seconds: a demo's clock that jumps a day must not open the gate for a day's worth.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools

BURST_SECONDS = 0.05
"""How much unused pace may be saved up; a larger burst is what platforms answer with 429."""
RECOVER_PER_SECOND = 0.02
"""Of the setting, regained each second without a 429."""
FLOOR = 0.1


class Pacer:
    """`rate` messages a second at most; 0 means no limit."""

    def __init__(self, rate: float) -> None:
        self._setting = rate
        self._rate = rate
        self._free_at = 0.0
        self._paused_until = 0.0
        self._changed = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._count = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def paused(self) -> bool:
        return self._paused_until > asyncio.get_running_loop().time()

    async def slot(self, priority: int) -> None:
        """Waits for a turn to send. Lower priorities come first, however long the others have waited."""
        if not self._setting and not self.paused:
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (priority, next(self._count), turn))
        self._open()
        await turn

    def pause(self, seconds: float) -> None:
        """The platform said 429: nothing before the deadline, and half the pace after it."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        # Several answers of one burst are one lesson.
        if now >= self._paused_until:
            self._rate = max(self._rate / 2, self._setting * FLOOR)
        self._paused_until = max(self._paused_until, now + seconds)
        self._changed = self._paused_until
        self._open()

    def _open(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            now = loop.time()
            self._recover(now)
            at = max(self._paused_until, self._free_at)
            if at > now:
                self._timer = loop.call_later(at - now, self._open)
                return
            _, _, turn = heapq.heappop(self._waiting)
            if turn.done():
                continue
            if self._rate:
                self._free_at = max(self._free_at, now - BURST_SECONDS) + 1 / self._rate
            turn.set_result(None)

    def _recover(self, now: float) -> None:
        if self._rate < self._setting and now > self._changed:
            self._rate = min(self._setting, self._rate + (now - self._changed) * self._setting * RECOVER_PER_SECOND)
            self._changed = now
