"""`sinew restore PATH`: a backup becomes the diary; the one there was is kept beside it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.storage import Store, backups, errors, sqlite


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    if not sqlite.is_sqlite(found.database_url):
        raise ConfigurationError("SINEW_DATABASE", "must be an SQLite file for `sinew restore`")
    if not _is_there(source := Path(given.path)):
        raise errors.BadBackup(given.path, "there is no such file", _newest(found.folder / "backups"))
    target = sqlite.path_of(found.database_url)
    sqlite.make_folder(target)
    release = sqlite.hold(target)
    if release is None:
        raise errors.Taken(str(target))
    try:
        kept = backups.restore(source, target, setup.clock_of(found).now())
    finally:
        release()
    store = Store(found.database_url)
    await store.open()
    await store.close()
    sys.stdout.write(f"{target} is the backup {given.path} now.\n")
    if kept is not None:
        sys.stdout.write(f"What was there before is kept as {kept}.\n")
    return 0


def _is_there(path: Path) -> bool:
    return path.exists()


def _newest(folder: Path, most: int = 3) -> list[str]:
    """The newest of the backups that were made without naming a place, the newest first."""
    found = sorted(folder.glob("*.db"), key=lambda one: one.stat().st_mtime, reverse=True)
    return [str(one) for one in found[:most]]
