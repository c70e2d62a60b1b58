"""`sinew run`: the coach on the platforms whose tokens are set, until it is told to stop."""

from __future__ import annotations

import argparse
import logging

from bot import garbage, platforms, status
from bot.cli import setup
from bot.dialogues import DIALOGUES
from bot.engine import Options
from bot.house import House
from bot.storage import Store
from bot.turns.registry import Registry

log = logging.getLogger(__name__)

WAITS_SECONDS = 600.0
"""So long a start waits for a program that has the database locked, or for room. Ten such starts take longer than the
hour in which a supervisor counts them.
"""


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    clock = setup.clock_of(found)
    store = Store(found.database_url)
    registry = Registry(DIALOGUES)
    gateways = platforms.build(found, store, clock, registry)
    options = Options(
        per_minute=dict.fromkeys(gateways, found.per_minute), allowed=found.may_speak,
        spread_seconds=found.spread_seconds, rates=platforms.rates(found), operators=found.operators or frozenset(),
        watch=status.watch(found),
    )  # fmt: skip
    # Where several processes can share a store, one of them serves each platform and the others stand by.
    house = House(store, clock, DIALOGUES, gateways, options, leased=not store.embedded)
    stop = setup.told_to_stop()
    if not await setup.unless(stop, house.open(exclusive=True, patience=WAITS_SECONDS)):
        return 0
    garbage.settle()
    try:
        async with house.at_work(found.tick_seconds), status.served(found, store, clock, options.watch, house.pacers):
            log.info("at work", extra={"action": "run.started", "platforms": ",".join(gateways)})
            await house.until(stop)
    finally:
        await house.close()
    log.info("stopped", extra={"action": "run.stopped"})
    return 0
