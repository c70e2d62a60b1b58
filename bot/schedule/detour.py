"""What waits at a platform that does not take us goes to its runner by another door, where they have one.

Which door they prefer stays as it is: once the platform takes us again, the next morning comes there.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.schedule.lease import LASTS, name_of
from bot.storage import Store, doors, leases

log = logging.getLogger(__name__)

PAGE = 200


async def detour(store: Store, clock: Clock, refused: Collection[str], served: Collection[str]) -> int:
    """Moves what the coach says by itself, and nobody can have got yet. Returns how many messages."""
    count = 0
    for platform in refused:
        alive = partial(leases.alive, name=name_of(platform), within=LASTS)
        if not store.embedded and await store.read(alive):
            continue  # Another process serves it.
        count += await _from(store, clock, platform, served)
    if count:
        log.info("by another door", extra={"action": "outbox.detour", "count": count})
    return count


async def _from(store: Store, clock: Clock, platform: str, served: Collection[str]) -> int:
    count = after = 0
    while True:
        look = partial(
            doors.detours, platform=platform, others=served, now=clock.now(), after=after, limit=PAGE
        )  # fmt: skip
        page = await store.read(look)
        if not page:
            return count
        after = page[-1].outbox
        count += await store.write(partial(doors.take_detours, page=page))
