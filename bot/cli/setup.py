"""What several commands begin with: settings, logs, a clock, the dialogues."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import threading
from collections.abc import AsyncIterator, Coroutine
from datetime import UTC, datetime
from typing import Any

from adapters.gateway import ConfigurationError
from bot import logs, settings
from bot.clock import Clock, FileClock, SystemClock
from bot.settings import Settings


def begin(level: str | None = None, **given: Any) -> Settings:
    """Reads the settings and sets the logs up. Raises ConfigurationError."""
    found = settings.load(**given)
    logs.set_up(found.log, level or found.log_level, found.secrets)
    return found


def told_to_stop() -> asyncio.Event:
    """Set by SIGTERM and SIGINT; asked for before anything is opened, so that an early signal ends it in order, too."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(one, stop.set)
    return stop


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Does the work; False: it was told to stop before it was done."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for one in (working, stopped):
        one.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
        return True
    return False


def clock_of(found: Settings) -> Clock:
    """Raises ConfigurationError."""
    if found.clock_file is None:
        return SystemClock()
    try:
        return FileClock(found.clock_file)
    except (OSError, ValueError):
        raise ConfigurationError(
            "SINEW_CLOCK_FILE", "must be a file with an instant and its offset, or with a span from now such as +90m"
        ) from None


def parse_instant(text: str) -> datetime:
    """Raises ValueError for what is no instant with an offset."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("the offset is missing")
    return at.astimezone(UTC)


async def lines_of_stdin() -> AsyncIterator[bytes]:
    """Standard input by lines, read in a thread that never holds the process up when it wants to end."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    def read() -> None:
        try:
            for line in sys.stdin.buffer:
                loop.call_soon_threadsafe(queue.put_nowait, line)
        except (OSError, ValueError):
            pass
        finally:
            # The loop may have ended before the input did.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line
