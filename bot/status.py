"""`/healthz` and `/metrics` on a port that is closed unless SINEW_METRICS opens it.

Both say how the coach does, never who is coached: counts, ages and names of actions.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from adapters.gateway import ConfigurationError
from bot.clock import Clock
from bot.logs import TALLY
from bot.schedule import lease
from bot.schedule.pacer import Pacer
from bot.settings import Settings
from bot.storage import Connection, StorageError, Store, overview
from bot.storage.overview import State
from bot.version import number
from bot.watch import Watch

if TYPE_CHECKING:
    from aiohttp import web

VARIABLE = "SINEW_METRICS"
PATIENCE = 5.0
"""Seconds after which a database counts as silent."""
OVERDUE = 4
"""So many ticks may be missed before a coach counts as stuck, and a minute at least."""


def watch(found: Settings) -> Watch:
    """What the engine tells its figures to. Nothing is imported, and nothing counted, where nobody asks."""
    if found.metrics is None:
        return Watch()
    from bot.metrics import Metrics

    return Metrics(TALLY)


@contextlib.asynccontextmanager
async def served(
    found: Settings, store: Store, clock: Clock, watch: Watch, pacers: Mapping[str, Pacer] = MappingProxyType({})
) -> AsyncIterator[None]:
    """Answers on SINEW_METRICS while the coach is at work. Raises ConfigurationError for a port that is taken."""
    if found.metrics is None:
        yield
        return
    from aiohttp import web

    async def on_health(_: web.Request) -> web.Response:
        return health(await _state(store, clock, pacers), found.tick_seconds)

    async def on_metrics(_: web.Request) -> web.Response:
        return figures(await _state(store, clock, pacers), watch, pacers)

    app = web.Application()
    app.router.add_get("/healthz", on_health)
    app.router.add_get("/metrics", on_metrics)
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    host, _, port = found.metrics.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except OSError as error:
        await runner.cleanup()
        raise ConfigurationError(VARIABLE, f"cannot listen on {found.metrics}: {error.strerror or error}") from None
    try:
        yield
    finally:
        await runner.cleanup()


def health(state: State | None, tick_seconds: float) -> web.Response:
    """200 only if the database answers and somebody has looked lately at who is due.

    A platform that does not take its token is named there (`refused`), and how many runners no door reaches that
    somebody serves (`stranded`); neither is a reason for another status.
    """
    from aiohttp import web

    tick = None if state is None else state.since_tick
    # A clock that was set back makes an age negative; that tick is not old.
    fresh = tick is not None and tick < max(60.0, OVERDUE * tick_seconds)
    said: dict[str, Any] = {
        "ok": fresh,
        "database": "answers" if state is not None else "does not answer",
        "seconds_since_tick": None if tick is None else round(tick, 1),
        "version": number(),
    }
    if state is not None and state.refused:
        # No reason to start again: that would take the runners of the other platforms along.
        said["refused"] = dict(state.refused)
    if state is not None and state.stranded:
        said["stranded"] = dict(state.stranded)
    return web.json_response(said, status=200 if fresh else 503)


def figures(state: State | None, watch: Watch, pacers: Mapping[str, Pacer]) -> web.Response:
    from aiohttp import web
    from prometheus_client import CONTENT_TYPE_LATEST

    from bot.metrics import Metrics

    assert isinstance(watch, Metrics)  # noqa: S101
    return web.Response(body=watch.page(state, pacers), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _state(store: Store, clock: Clock, here: Collection[str]) -> State | None:
    now = clock.now()

    async def ask(connection: Connection) -> State:
        return await overview.state(connection, now, await lease.served(connection, here))

    try:
        async with asyncio.timeout(PATIENCE):
            return await store.read(ask)
    except (StorageError, TimeoutError):
        return None
