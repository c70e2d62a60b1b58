"""One token's pace: so many messages a second, answers before broadcasts, slower after a 429 and back again.

It counts in the event loop's own seconds: a demo's clock that jumps a day must not open the gate for a day's worth.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from dataclasses import dataclass

BURST_SECONDS = 0.05
"""How much unused pace may be saved up; a larger burst is what platforms answer with 429."""
WINDOW_SECONDS = 1.002
"""Never more messages than the setting arrive within a second; the rest is for what two round trips differ by."""
RECOVER_PER_SECOND = 0.02
"""Of the setting, regained each second without a 429, up to a little under the pace that brought the last one."""
PROBE_PER_SECOND = 0.0005
"""The same above that: the platform's real limit is looked for again, but not every half minute."""
BELOW_LIMIT = 0.9
FORGET = 1.001
"""The quickest round trip counts a little less with every message: the way to the platform changes."""
FLOOR = 0.1


@dataclass(slots=True)
class Slot:
    """One turn to send: when it began, and when the platform answered (None: not yet, or never)."""

    began: float
    answered: float | None = None


class Pacer:
    """`rate` messages a second at most; 0 means no limit.

    A message that is slow on its way arrives closer to the ones sent after it. So a slot counts from when its message
    arrived at the latest, which its answer tells: that is how a rate at the platform's very limit meets no 429.
    """

    def __init__(self, rate: float) -> None:
        self._setting = rate
        self._rate = rate
        self._ceiling = rate
        self._free_at = 0.0
        self._paused_until = 0.0
        self._changed = 0.0
        self._quickest = float("inf")
        self._last: deque[Slot] = deque(maxlen=max(1, int(rate)))
        self._waiting: list[tuple[int, int, asyncio.Future[Slot | None]]] = []
        self._count = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._closing = False

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def paused(self) -> bool:
        return self._paused_until > asyncio.get_running_loop().time()

    async def slot(self, priority: int) -> Slot | None:
        """Waits for a turn to send. Lower priorities come first, however long the others have waited.

        None: it is not worth waiting for, see `close`.
        """
        loop = asyncio.get_running_loop()
        if not self._setting and not self.paused:
            return Slot(loop.time())
        turn: asyncio.Future[Slot | None] = loop.create_future()
        heapq.heappush(self._waiting, (priority, next(self._count), turn))
        self._open()
        return await turn

    def answered(self, slot: Slot) -> None:
        """The platform answered what was sent in this slot."""
        slot.answered = asyncio.get_running_loop().time()
        self._quickest = min(self._quickest * FORGET, slot.answered - slot.began)

    def _arrived(self, slot: Slot) -> float:
        """When the platform had it at the latest, less what the next message needs for its own way."""
        return slot.began if slot.answered is None else max(slot.began, slot.answered - self._quickest)

    def pause(self, seconds: float) -> None:
        """The platform said 429: nothing before the deadline, and half the pace after it."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        # Several answers of one burst are one lesson.
        if now >= self._paused_until:
            self._ceiling = max(self._rate * BELOW_LIMIT, self._setting * FLOOR)
            self._rate = max(self._rate / 2, self._setting * FLOOR)
        self._paused_until = max(self._paused_until, now + seconds)
        self._changed = self._paused_until
        self._open()

    def close(self) -> None:
        """The end has come: nobody waits for a pause to pass any more."""
        self._closing = True
        self._open()

    def _open(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            now = loop.time()
            if self._closing and self._paused_until > now:
                _, _, turn = heapq.heappop(self._waiting)
                if not turn.done():
                    turn.set_result(None)
                continue
            self._recover(now)
            at = max(self._paused_until, self._free_at)
            if len(self._last) == self._last.maxlen:
                at = max(at, self._arrived(self._last[0]) + self._window)
            if at > now:
                self._timer = loop.call_later(at - now, self._open)
                return
            _, _, turn = heapq.heappop(self._waiting)
            if turn.done():
                continue
            slot = Slot(now)
            if self._rate:
                self._free_at = max(self._free_at, now - BURST_SECONDS) + 1 / self._rate
                self._last.append(slot)
            turn.set_result(slot)

    @property
    def _window(self) -> float:
        """For a setting of less than one a second the next message is simply as far away as that."""
        return WINDOW_SECONDS if self._setting >= 1 else 0.0

    def _recover(self, now: float) -> None:
        if self._rate >= self._setting or now <= self._changed:
            return
        left = now - self._changed
        self._changed = now
        if self._rate < self._ceiling:
            step = self._setting * RECOVER_PER_SECOND
            needed = min(left, (self._ceiling - self._rate) / step)
            self._rate += needed * step
            left -= needed
        self._rate = min(self._setting, self._rate + left * self._setting * PROBE_PER_SECOND)
        self._ceiling = max(self._ceiling, self._rate)
