"""The faults at full length: `await run(say)`, or `python -m tests.faults.long`. Some ten minutes.

Each story says in one line what came of it and whether that is what was promised; `run` gives the ones that were not.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.faults import disk, network, platform

Story = Callable[[Path], Awaitable[tuple[bool, object]]]


async def a_bad_network(folder: Path) -> tuple[bool, object]:
    """One request in five fails, and the platform's pauses take up to a minute."""
    found = await network.through(folder, runners=400, longest_pause=60, seed=7, speed=20, patience=900)
    kept = not found.lost and not found.repeated and not found.early and found.storm < 1.6
    return kept and len(found.met) == 11 and found.slowest < 1, found


async def a_storm(folder: Path) -> tuple[bool, object]:
    """The setting is twice what the platform takes, for a thousand mornings."""
    found = await platform.storm(folder, runners=1000, setting=60, limit=30, patience=300)
    return set(found.ended) == {"sent"} and not found.early and found.refused <= 60 and found.slowest < 1, found


async def a_locked_database(folder: Path) -> tuple[bool, object]:
    """For ten seconds, with the patience that the program has."""
    found = await disk.through(folder, disk.locked, seconds=10, runners=120, busy_seconds=5)
    return _nothing_lost(found), found


async def a_full_disk(folder: Path) -> tuple[bool, object]:
    with disk.small_disk(folder) as (place, trouble):
        found = await disk.through(place, trouble, seconds=20, runners=120, busy_seconds=5)
    return _nothing_lost(found), found


async def a_tenth_blocked(folder: Path) -> tuple[bool, object]:
    found = await platform.blocked(folder, runners=300, days=5)
    return found == {1: 30}, found


def _nothing_lost(found: disk.Outcome) -> bool:
    once = set(found.mornings) == {1} and set(found.answers) == {1} and set(found.ended) == {"sent"}
    return once and found.recovered < 5 and found.lag < 1


STORIES: tuple[Story, ...] = (a_bad_network, a_storm, a_locked_database, a_full_disk, a_tenth_blocked)


async def run(say: Callable[[str], object] = print) -> list[str]:
    """Tells all stories one after the other; the names of those that did not end as promised."""
    logging.disable(logging.CRITICAL)
    failed = []
    for story in STORIES:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="sinew-faults-") as folder:
            kept, found = await story(Path(folder))
        name = story.__name__.replace("_", " ")
        say(f"{'kept  ' if kept else 'BROKEN'} {name} ({time.monotonic() - began:.0f} s): {found}")
        if not kept:
            failed.append(name)
    return failed


if __name__ == "__main__":
    sys.exit(bool(asyncio.run(run())))
