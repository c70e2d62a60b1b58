"""The fixed jobs of a coach at work: APScheduler is a clock with three hands, the rows are the truth."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import SystemClock
from bot.engine import Engine
from bot.schedule import hands
from bot.schedule.lease import Lease
from bot.schedule.tick import mark, tick
from bot.schedule.tidying import tidy
from bot.storage import StorageError

log = logging.getLogger(__name__)

SWEEP_SECONDS = 30
TIDY_HOURS = 24
FIRST_TIDY_SECONDS = 60
"""So soon after the start, for a coach that is never left running for a day."""


def scheduler(engine: Engine, tick_seconds: float, leases: Mapping[str, Lease]) -> AsyncIOScheduler:
    """Three jobs in memory; one that comes late or twice runs once.

    With `leases`, a process that holds none leaves them to those that do, and while workers are at work, the tick and
    the planning are theirs.
    """
    made = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    store, clock = engine.store, engine.clock

    def stands_by() -> bool:
        return bool(leases) and not any(one.held for one in leases.values())

    async def look() -> None:
        if stands_by():
            return
        elsewhere = bool(leases) and await hands.at_work(store)
        if leases:
            for sender in engine.senders.values():
                sender.only_planned(elsewhere)
        if not elsewhere:
            began = time.monotonic()
            due = await tick(store, clock, engine.options.spread_seconds, engine.wake)
            await mark(store, clock)
            engine.watch.ticked(due, time.monotonic() - began)
        await engine.detour()

    async def sweep() -> None:
        for name, sender in engine.senders.items():
            if name not in leases or leases[name].held:
                await sender.sweep()

    async def clean() -> None:
        if not stands_by():
            await tidy(store, clock)

    for name, job, seconds, first in (
        ("tick", look, tick_seconds, tick_seconds),
        ("sweep", sweep, SWEEP_SECONDS, SWEEP_SECONDS),
        ("tidy", clean, TIDY_HOURS * 3600, FIRST_TIDY_SECONDS),
    ):
        begin = SystemClock().now() + timedelta(seconds=first)
        made.add_job(_patient(name, job), IntervalTrigger(seconds=seconds, start_date=begin, timezone="UTC"), id=name)
    return made


async def after_jump(jobs: AsyncIOScheduler, engine: Engine, by: timedelta) -> None:
    """The clock was put to another time: look at once, and let nothing wait for the time that it showed before."""
    now = SystemClock().now()
    for name in ("tick", "sweep"):
        jobs.modify_job(name, next_run_time=now)
    for sender in engine.senders.values():
        await sender.clock_moved(by)


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
