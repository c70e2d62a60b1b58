"""`sinew backup [PATH]`: an online copy of the diary, checked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.storage import backups, sqlite


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    if not sqlite.is_sqlite(found.database_url):
        raise ConfigurationError("SINEW_DATABASE", "must be an SQLite file for `sinew backup`; PostgreSQL has pg_dump")
    source = sqlite.path_of(found.database_url)
    name = f"sinew-{setup.clock_of(found).now():%Y%m%dT%H%M%SZ}.db"
    target = Path(given.path) if given.path else found.folder / "backups" / name
    if _is_folder(target):
        target = target / name
    size = backups.backup(source, target)
    sys.stdout.write(f"{target}: {size:,} bytes, checked.\n")
    sys.stdout.write("It holds what every runner said; /forget does not reach it. Delete it when you do not need it.\n")
    return 0


def _is_folder(path: Path) -> bool:
    return path.is_dir()
