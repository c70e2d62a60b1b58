"""`sinew export --all [PATH]`: the whole installation as lines, to move it into another store."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.storage import Store, moving


async def command(given: argparse.Namespace) -> int:
    if not given.all:
        raise ConfigurationError("--all", "must be given: a single runner asks the coach for /export")
    found = setup.begin()
    store = Store(found.database_url)
    # Page by page: what a coach at work writes meanwhile would be in one table and not in the next.
    await store.open(migrate=False, exclusive=True)
    last = ""
    try:
        with _target(given.path) as out:
            async for last in moving.dump(store):
                out.write(last)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConfigurationError(given.path or "standard output", f"cannot be written: {error.strerror}") from error
    finally:
        await store.close()
    sys.stderr.write(f"{json.loads(last)['rows']} rows of {store.where} are written, with a sum that import checks.\n")
    sys.stderr.write("They hold what every runner said; delete them when they are where they should be.\n")
    return 0


@contextlib.contextmanager
def _target(path: str | None) -> Iterator[TextIO]:
    if not path:
        yield sys.stdout
        return
    # Anyone who can read it can read every diary.
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        yield file
