"""The system's clock is sometimes put right by minutes or hours, or a laptop sleeps: noticed within a second.

APScheduler plans by the wall clock, so after a step back of two hours its next look at who is due would be two hours
away; and whatever waits for another try was told a time of the wrong clock.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.clock import Clock

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
SLACK = timedelta(seconds=2)
"""Less than this is a busy machine or a clock that is being slewed."""


async def watch(clock: Clock, jumped: Callable[[timedelta], Awaitable[None]], every: float = LOOK_SECONDS) -> None:
    """Calls `jumped` with how far the clock moved beyond the time that went by; negative is back. Never returns."""
    loop = asyncio.get_running_loop()
    was, at = clock.now(), loop.time()
    while True:
        await asyncio.sleep(every)
        now, later = clock.now(), loop.time()
        by = now - was - timedelta(seconds=later - at)
        was, at = now, later
        if abs(by) > SLACK:
            log.warning("the clock moved", extra={"action": "clock.jumped", "seconds": round(by.total_seconds())})
            await jumped(by)
