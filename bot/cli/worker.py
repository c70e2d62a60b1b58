"""`sinew worker`: on PostgreSQL, helps those that serve the platforms. It marks who is due and plans; it sends nothing.

It needs the database only: no token, and no way out of the network.
"""

from __future__ import annotations

import argparse
import logging
import uuid

from adapters.gateway import ConfigurationError
from bot import garbage, platforms, status
from bot.cli import setup
from bot.dialogues import DIALOGUES
from bot.preload import preload
from bot.schedule.planning import Planning
from bot.storage import Store, sqlite
from bot.turns import fold
from bot.turns.registry import Registry

log = logging.getLogger(__name__)


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    if sqlite.is_sqlite(found.database_url):
        raise ConfigurationError(
            "SINEW_DATABASE", "must be a PostgreSQL for `sinew worker`; on SQLite `sinew run` does it all"
        )
    try:
        from bot.schedule import fleet
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "sinew worker", f"needs the packages of requirements-fleet.txt ({error.name} is missing)"
        ) from None
    stop = setup.told_to_stop()
    clock, holder = setup.clock_of(found), uuid.uuid4().hex
    store = Store(found.database_url)
    watch = status.watch(found)
    planning = Planning(store, clock, Registry(DIALOGUES), holder, watch, fold.Memory(), gives_back=True)
    async with fleet.ready(store), status.served(found, store, clock, watch):
        app = fleet.engine(
            store, clock, planning, holder, platforms.rates(found), tick_seconds=found.tick_seconds,
            spread_seconds=found.spread_seconds,
        )  # fmt: skip
        preload()
        garbage.settle()
        log.info("at work", extra={"action": "worker.started", "holder": holder})
        await fleet.work(app, holder, stop)
    log.info("stopped", extra={"action": "worker.stopped"})
    return 0
