"""`sinew migrate`: brings the database to this version's layout."""

from __future__ import annotations

import argparse
import sys

from bot.cli import setup
from bot.storage import Store


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    store = Store(found.database_url)
    await store.open(migrate=True)
    try:
        revision = await store.revision()
        if not store.embedded:
            await _lift_fleet(store)
    finally:
        await store.close()
    sys.stdout.write(f"{store.where} has layout {revision}, the newest.\n")
    return 0


async def _lift_fleet(store: Store) -> None:
    """The tables of the engine of a fleet, where its packages are installed."""
    try:
        from bot.schedule import fleet
    except ModuleNotFoundError:
        return
    await fleet.lift(store)
