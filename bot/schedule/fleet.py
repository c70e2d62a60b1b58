"""A fleet's engine: procrastinate wakes the tick on one worker at a time and gives the planning to those that are free.

The only module that imports it, and only `sinew worker` and `sinew migrate` import this one. The outbox row stays the
arbiter: a job that is lost, late or run twice changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.schema import SchemaManager
from sqlalchemy import inspect, make_url, text

from bot.clock import Clock
from bot.schedule import hands
from bot.schedule.planning import Planning
from bot.schedule.tick import mark, tick
from bot.schedule.tidying import tidy
from bot.storage import Connection, Store, people
from bot.storage.errors import Behind

log = logging.getLogger(__name__)

HOUSE, PREPARE = "house", "prepare"
AT_ONCE = 2
"""Batches that one worker plans at the same time: while one waits for the database, the other computes."""
STALLED_SECONDS = 30.0
GRACE_SECONDS = 8.0
KEEP_HOURS = 72
LAYOUT = "procrastinate.layout"
_LOCK = 0x51E0
"""The number under which processes that lift the layout wait for each other."""


def engine(
    store: Store, clock: Clock, planning: Planning, holder: str, rates: Mapping[str, float], *, tick_seconds: float,
    spread_seconds: int,
) -> App:  # fmt: skip
    """The jobs of a worker. `rates` are the messages a second of each platform that is planned for."""
    app = App(connector=PsycopgConnector(conninfo=_conninfo(store.url), min_size=1, max_size=4))

    @app.task(name=PREPARE)
    async def prepare(numbers: list[int]) -> None:
        await hands.prepare(store, clock, planning, holder, numbers)

    @app.periodic(cron=every(tick_seconds))
    @app.task(name="tick", queue=HOUSE, priority=10)
    async def look(timestamp: int) -> None:
        # Without a lock: two at once do no harm, and one that was killed would hold up the next.
        await hands.show(store, holder)
        await tick(store, clock, spread_seconds)
        await mark(store, clock)
        handed = await hands.hand_out(store, clock, rates, tick_seconds, defer)
        if handed:
            log.info("handed out", extra={"action": "plan.handed_out", "count": handed})

    @app.periodic(cron="* * * * *")
    @app.task(name="stalled", queue=HOUSE, priority=10)
    async def stalled(timestamp: int) -> None:
        """A killed worker's jobs are done by another."""
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            log.warning("a job without a worker", extra={"action": "fleet.stalled", "job": job.task_name})
            await app.job_manager.retry_job(job)

    @app.periodic(cron="17 3 * * *")
    @app.task(name="tidy", queue=HOUSE)
    async def clean(timestamp: int) -> None:
        await tidy(store, clock)
        await app.job_manager.delete_old_jobs(
            KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )

    return app


_QUEUE = App(connector=SyncPsycopgConnector())
"""Never opened: it only writes through connections that it is given."""


async def defer(connection: Connection, platform: str, batches: Sequence[Sequence[int]]) -> None:
    """Puts batches on the queue in the very transaction that marks their rows: a rollback leaves neither."""
    jobs: list[dict[str, Any]] = [{"numbers": list(one)} for one in batches]

    def put(raw: Any) -> None:
        _QUEUE.configure_task(PREPARE, queue=f"plan:{platform}", connection=raw).batch_defer(*jobs)

    await _past(connection, put)


async def _past(connection: Connection, work: Callable[[Any], object]) -> None:
    """Past SQLAlchemy, in the same transaction: `work` is given psycopg's connection."""
    await connection.run_sync(lambda sync: work(sync.connection.driver_connection))


async def work(app: App, holder: str, stop: asyncio.Event) -> None:
    """Until `stop`; what was begun is finished within `GRACE_SECONDS`."""
    async with app.open_async():
        working = asyncio.create_task(
            app.run_worker_async(
                name=holder, concurrency=AT_ONCE, delete_jobs="successful", shutdown_graceful_timeout=GRACE_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS, install_signal_handlers=False,
            )
        )  # fmt: skip
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        # Its way of being told to stop: it takes nothing more and finishes what it has.
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


def every(seconds: float) -> str:
    """A cron line with seconds at its end: of what a clock's face allows, the longest step that is not longer."""
    whole = max(1, int(seconds))
    if whole < 60:
        return f"* * * * * */{max(step for step in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30) if step <= whole)}"
    return f"*/{max(step for step in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30) if step * 60 <= whole)} * * * *"


def _conninfo(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


# --- its own tables ---------------------------------------------------------------------------------------------------


async def lift(store: Store) -> None:
    """Brings procrastinate's tables to the layout of the version that is installed."""
    scripts = _scripts()

    async def bring(connection: Connection) -> None:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        there = await people.note(connection, LAYOUT)
        if not await _has_tables(connection):
            # Whatever the note says: it may have come here with an import.
            await _run(connection, SchemaManager.get_schema())
        else:
            for script in scripts:
                if there is not None and script.name > there:
                    await _run(connection, script.read_text(encoding="utf-8"))
        await people.keep_note(connection, LAYOUT, scripts[-1].name)

    await store.write(bring)


async def require(store: Store) -> None:
    """Raises Behind where `sinew migrate` has to be run first."""

    async def ask(connection: Connection) -> bool:
        lifted = await people.note(connection, LAYOUT) == _scripts()[-1].name
        return lifted and await _has_tables(connection)

    if not await store.read(ask):
        raise Behind(store.where)


async def _has_tables(connection: Connection) -> bool:
    return await connection.run_sync(lambda sync: bool(inspect(sync).has_table("procrastinate_jobs")))


async def _run(connection: Connection, script: str) -> None:
    """A script of many statements; SQLAlchemy would look for parameters in it."""
    await _past(connection, lambda raw: raw.execute(script))


def _scripts() -> list[Path]:
    """procrastinate's migrations, oldest first: their names begin with the version."""
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


@contextlib.asynccontextmanager
async def ready(store: Store) -> AsyncIterator[None]:
    """The store of a worker, whose layout has to be the newest already."""
    await store.open(migrate=False)
    try:
        await require(store)
        yield
    finally:
        await store.close()
