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
    revision = await store.revision()
    await store.close()
    sys.stdout.write(f"{store.where} has layout {revision}, the newest.\n")
    return 0
