"""`python -m tests.chaos [--kills N] [--seed N]`: the real program, killed again and again on both stores, and frozen.

Then the network, the platform, the database and the disk fail beside it (`tests.faults.long`). Exits 1 if a morning was
lost, a press lost or counted twice, a point never reached, or a fault did not pass as promised.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.chaos import power
from tests.chaos.points import EVENT, MORNING, SENDING, WORKER
from tests.chaos.world import World, failover, frozen, schedule, uncovered
from tests.faults import long as faults
from tests.postgres import fresh, running

MORNINGS, EVENINGS = 5, 3
"""Kills a day."""
RUNNERS = 40
CUTS = 300
SENDS_A_KILL = 10


async def run(platform: str, url: str, kills: int, seed: int, workers: int) -> tuple[World, list[str]]:
    days = max(1, -(-kills // (MORNINGS + EVENINGS)))
    runners = max(RUNNERS, kills * SENDS_A_KILL // days)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), platform, url, runners=runners, workers=workers, seed=seed)
        async with world.open():
            for morning, evening in schedule(random.Random(seed), days, MORNINGS, EVENINGS, workers=bool(workers)):
                await world.live_a_day(morning, evening)
                print(f"    {world.days} of {days} days: {world.tally}", file=sys.stderr, flush=True)
    labels = MORNING | SENDING | EVENT | (WORKER if workers else {})
    return world, uncovered(world.tally, labels)


async def take_over(platform: str, url: str) -> tuple[World, str]:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), platform, url, runners=10)
        async with world.open():
            served, answered = await failover(world)
    if served > 30:
        world.tally.wrong.append(f"the other took over after {served:.0f} s")
    return world, f"taken over after {served:.1f} s, presses answered after {answered:.1f} s"


async def put_to_sleep(platform: str, url: str) -> tuple[World, str]:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), platform, url, runners=30)
        async with world.open():
            settled = await frozen(world)
    if settled > 60:
        world.tally.wrong.append(f"the other had sent what was left after {settled:.0f} s")
    return world, f"the other had sent what was left after {settled:.1f} s"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=240, help="altogether (default: 240)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    bad = False
    total: Counter[str] = Counter()
    sends = 0
    with running() as server:
        for platform in ("telegram", "discord"):
            for store in ("SQLite", "PostgreSQL"):
                workers = 0 if store == "SQLite" else 2
                url = "" if store == "SQLite" else fresh(server)
                world, missed = asyncio.run(run(platform, url, -(-given.kills // 4), given.seed, workers))
                print(f"{platform} on {store}: {world.tally}", flush=True)
                total, sends = total + world.tally.kills, sends + world.tally.sends
                bad |= _told(world, missed)
            world, how = asyncio.run(take_over(platform, fresh(server)))
            print(f"{platform}, the serving process killed: {how}; {world.tally}", flush=True)
            bad |= _told(world, [])
            world, how = asyncio.run(put_to_sleep(platform, fresh(server)))
            print(f"{platform}, the serving process frozen and thawed: {how}; {world.tally}", flush=True)
            bad |= _told(world, [])
    bad |= _power(given.seed)
    bad |= bool(asyncio.run(faults.run()))
    print(f"{total.total()} kills over {sends} mornings: {dict(sorted(total.items()))}")
    return int(bad)


def _power(seed: int) -> bool:
    if why := power.missing():
        print(why)
        return False
    with tempfile.TemporaryDirectory() as folder:
        story = asyncio.run(power.lived(Path(folder), days=5, runners=12))
        found = power.cut(**story, count=CUTS, seed=seed)
    print(f"SQLite under strace: {found}", flush=True)
    for one in found.broken:
        print(f"  ✗ {one}")
    return bool(found.broken)


def _told(world: World, missed: Sequence[str]) -> bool:
    for one in [*world.tally.lost, *world.tally.wrong]:
        print(f"  ✗ {one}")
    if missed:
        print(f"  ! never killed at {', '.join(missed)}")
    return bool(world.tally.lost or world.tally.wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
