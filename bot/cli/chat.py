"""`sinew chat`: the coach at this terminal, on the user's own diary and the real clock."""

from __future__ import annotations

import argparse
from pathlib import Path

from adapters.console.jsonl import BadLine, checked_name
from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.cli.talk import talk
from bot.storage import Store


async def command(given: argparse.Namespace) -> int:
    found = setup.begin(level="warning")
    try:
        person = checked_name(given.person)
    except BadLine as error:
        raise ConfigurationError("--person", str(error)) from None
    files = _folder(found.folder / "files")
    return await talk(Store(found.database_url), setup.clock_of(found), person, files)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError("SINEW_DATA", f"must be a folder that can be written to ({error.strerror})") from None
    return path
