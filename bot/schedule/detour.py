"""What waits at a platform that nobody serves goes to its runner by another door, where they have one.

It does not take us for now, or its token was taken out of the settings. Which door they prefer stays as it is: once the
platform is served again, the next morning comes there.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.schedule.lease import LASTS
from bot.storage import Store, doors, leases

log = logging.getLogger(__name__)

PAGE = 200
AWAY = timedelta(minutes=5)
"""A process elsewhere that served a platform has so long to come back, at a start of all as well."""


async def detour(
    store: Store, clock: Clock, served: Collection[str], refused: Collection[str], started: datetime
) -> int:  # fmt: skip
    """Moves what the coach says by itself, and nobody can have got yet. Returns how many messages.

    `served`: what this process serves, or stands by for, since `started`; `refused`: what it would, if it were let.
    """
    count, around = 0, clock.now() - started >= AWAY
    for platform in await store.read(doors.platforms):
        if platform in served:
            continue
        if not store.embedded:
            turned_away = platform in refused
            alive = partial(leases.alive, name=leases.name_of(platform), within=LASTS if turned_away else AWAY)
            if not (turned_away or around) or await store.read(alive):
                continue  # Another process serves it, or may do so soon.
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
