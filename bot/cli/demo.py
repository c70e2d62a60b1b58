"""`sinew demo`: the coach with a temporary diary and a clock that the user moves; with --jsonl, for programs."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from adapters.console.coach import Coach
from adapters.console.gateway import ConsoleGateway
from adapters.console.jsonl import BadLine, Protocol, checked_name, files_folder
from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.clock import MovableClock
from bot.dialogues import DIALOGUES
from bot.house import House
from bot.storage import Store, sqlite


async def command(given: argparse.Namespace) -> int:
    found = setup.begin(level="warning")
    try:
        start = setup.parse_instant(given.at) if given.at else setup.clock_of(found).now()
    except ValueError:
        raise ConfigurationError(
            "--at", f"must be an instant with its offset, such as 2026-11-24T07:00:00+01:00, not {given.at!r}"
        ) from None
    try:
        person = checked_name(given.person)
    except BadLine as error:
        raise ConfigurationError("--person", str(error)) from None
    clock = MovableClock(start)
    with tempfile.TemporaryDirectory(prefix="sinew-demo-") as folder, files_folder() as files:
        store = Store(sqlite.url_of(_database(given.db, Path(folder))), durable=bool(given.db))
        if given.jsonl:
            return await _lines(store, clock, person, Path(files))
        from bot.cli.talk import talk

        return await talk(store, clock, person, Path(files))


def _database(given: str | None, folder: Path) -> Path:
    return Path(given).expanduser() if given else folder / "sinew.db"


async def _lines(store: Store, clock: MovableClock, person: str, files: Path) -> int:
    out = sys.stdout

    def write(line: str) -> None:
        out.write(line)
        out.flush()

    # Whatever a library prints must not get between the lines.
    sys.stdout = sys.stderr
    out.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    screen = ConsoleGateway(clock.now, lambda shown: protocol.show(shown))
    house = House(store, clock, DIALOGUES, {"console": screen})
    protocol = Protocol(Coach(house, screen), write, person, files)
    await house.open(exclusive=True)
    try:
        await house.settle()
        await protocol.serve(setup.lines_of_stdin())
    finally:
        await house.close()
        sys.stdout = out
    return 0
