"""Many hands: in a fleet, workers mark who is due and plan ahead of the one process that sends.

They plan only a little ahead: as many messages as the platform takes while two ticks go by, so that a session is made
from fresh answers and a backlog stays cheap rows. Who was given a row stands in the row (`lease_until`), so that one
whose worker died is given to another.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

from bot.clock import Clock
from bot.schedule.planning import Planning
from bot.storage import Connection, Store, claims, handing, leases
from bot.storage.claims import Ack
from bot.turns.commit import LEASE

log = logging.getLogger(__name__)

WORKERS = "worker"
SILENT = timedelta(seconds=60)
"""Workers that showed no sign of life for so long are gone, and the sending process does their work."""
LASTS = timedelta(minutes=3)
"""After so long a row that was handed out and not planned is handed out again."""
BATCH = 20
AHEAD_TICKS = 2

Defer = Callable[[Connection, str, Sequence[Sequence[int]]], Awaitable[None]]
"""Puts jobs (platform, the numbers of their rows) on the queue, in the transaction of the connection."""


async def at_work(store: Store) -> bool:
    return await store.read(lambda connection: leases.alive(connection, WORKERS, SILENT))


async def show(store: Store, holder: str) -> None:
    """A worker's sign of life."""
    await store.write(lambda connection: leases.beat(connection, WORKERS, holder))


async def hand_out(store: Store, clock: Clock, rates: Mapping[str, float], tick_seconds: float, defer: Defer) -> int:
    """Gives rows that are due and not planned to workers that are free. Returns how many."""
    count = 0
    for platform, rate in rates.items():
        window = max(BATCH, int(rate * tick_seconds * AHEAD_TICKS))

        async def give(connection: Connection, platform: str = platform, window: int = window) -> int:
            now = clock.now()
            room = window - await handing.ahead(connection, platform, now)
            if room <= 0:
                return 0
            found = await handing.hand_out(connection, platform, now, now + LASTS, room)
            if found:
                await defer(connection, platform, [found[at : at + BATCH] for at in range(0, len(found), BATCH)])
            return len(found)

        count += await store.write(give)
    return count


async def prepare(store: Store, clock: Clock, planning: Planning, holder: str, numbers: Sequence[int]) -> int:
    """Plans rows and puts them back, ready to be sent. Those that somebody else has are left alone.

    `planning` gives back what it planned; a row with nothing to say is settled here. Returns how many were taken.
    """
    now = clock.now()
    rows = await store.write(lambda connection: handing.take(connection, numbers, now, now + LEASE, holder))
    acks: list[Ack] = []
    try:
        for row in rows:
            ack = await planning.plan(row)
            if ack is not None:
                acks.append(ack)
    finally:
        if acks:
            await store.write(lambda connection: claims.acknowledge(connection, acks, holder, clock.now()))
    return len(rows)
