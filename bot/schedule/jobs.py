"""The fixed jobs of a coach at work: APScheduler is a clock with three hands, the rows are the truth."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.engine import Engine
from bot.schedule.tick import mark, tick
from bot.storage import Connection, StorageError, Store, doors, inbox, outbox

log = logging.getLogger(__name__)

SWEEP_SECONDS = 30
TIDY_HOURS = 24
KEEP_EVENTS = timedelta(days=7)
KEEP_WORDS = timedelta(days=14)
KEEP_MESSAGES = timedelta(days=60)


def scheduler(engine: Engine, tick_seconds: float) -> AsyncIOScheduler:
    """Three jobs in memory; one that comes late or twice runs once."""
    made = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    store, clock = engine.store, engine.clock

    async def look() -> None:
        began = time.monotonic()
        due = await tick(store, clock, engine.options.spread_seconds)
        await mark(store, clock)
        engine.watch.ticked(due, time.monotonic() - began)
        if due:
            for sender in engine.senders.values():
                sender.wake()

    async def sweep() -> None:
        for sender in engine.senders.values():
            await sender.sweep()

    for name, job, seconds in (
        ("tick", look, tick_seconds),
        ("sweep", sweep, SWEEP_SECONDS),
        ("tidy", lambda: tidy(store, clock), TIDY_HOURS * 3600),
    ):
        made.add_job(_patient(name, job), IntervalTrigger(seconds=seconds, timezone="UTC"), id=name)
    return made


def _patient(name: str, job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A job that meets a locked database says so and comes again."""

    async def run() -> None:
        try:
            await job()
        except StorageError as error:
            log.error("%s", error, extra={"action": f"{name}.postponed"})
        except Exception:
            log.exception("a job failed", extra={"action": f"{name}.failed"})

    return run


async def tidy(store: Store, clock: Clock) -> None:
    """Old events and messages go; diaries stay for as long as their runner wants."""
    now = clock.now()

    async def sweep_out(connection: Connection) -> tuple[int, int]:
        events = await inbox.tidy(connection, now - KEEP_EVENTS)
        await doors.tidy_codes(connection, now)
        return events, await outbox.tidy(connection, now - KEEP_WORDS, now - KEEP_MESSAGES)

    events, messages = await store.write(sweep_out)
    await store.scrub()
    log.info("tidied", extra={"action": "tidy.done", "events": events, "messages": messages})
