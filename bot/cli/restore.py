"""`sinew restore PATH`: a backup becomes the diary; the one there was is kept beside it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.storage import Store, backups, errors, sqlite, sqlite_file


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    if not sqlite.is_sqlite(found.database_url):
        raise ConfigurationError("SINEW_DATABASE", "must be an SQLite file for `sinew restore`")
    target = sqlite.path_of(found.database_url)
    sqlite_file.make_folder(target)
    release = sqlite_file.hold(target)
    if release is None:
        raise errors.Taken(str(target))
    try:
        kept = backups.restore(Path(given.path), target, setup.clock_of(found).now())
    finally:
        release()
    store = Store(found.database_url)
    await store.open()
    await store.close()
    sys.stdout.write(f"{target} is the backup {given.path} now.\n")
    if kept is not None:
        sys.stdout.write(f"What was there before is kept as {kept}.\n")
    return 0
