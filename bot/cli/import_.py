"""`sinew import PATH`: fills an empty store with an installation's lines and compares the two."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from adapters.gateway import ConfigurationError
from bot.cli import setup
from bot.storage import Store, moving


async def command(given: argparse.Namespace) -> int:
    found = setup.begin()
    store = Store(found.database_url)
    try:
        with _source(given.path) as lines:
            # Not before the dump is there: a wrong path would leave an empty database behind.
            await store.open(exclusive=True)
            count = await moving.load(store, lines)
        with _source(given.path) as lines:
            wanted = _last(lines)
        same = await moving.sum_of(store) == wanted
    except UnicodeDecodeError:
        says = "cannot be imported: it is no text; `sinew export --all` writes what can be"
        raise ConfigurationError(str(given.path), says) from None
    except (moving.BadDump, OSError) as error:
        why = getattr(error, "strerror", None) or error
        raise ConfigurationError(str(given.path), f"cannot be imported: {why}") from error
    finally:
        await store.close()
    if not same:
        sys.stderr.write("sinew: the rows that were read back differ from the dump; do not use this database\n")
        return 1
    sys.stdout.write(f"{count} rows are in {store.where}, and read back they are the same.\n")
    return 0


def _source(path: str) -> contextlib.AbstractContextManager[TextIO]:
    return Path(path).open(encoding="utf-8")


def _last(lines: Iterator[str] | TextIO) -> str:
    found = deque(lines, maxlen=1)
    return found[0] if found else ""
