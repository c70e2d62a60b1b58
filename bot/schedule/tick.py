"""Who is due gets a row in the outbox, in batches; nothing is planned here. Running it twice changes nothing."""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.commit import DUE
from bot.schedule import due
from bot.schedule.planning import MORNING
from bot.storage import Connection, Store, outbox, people
from bot.storage.people import DueRow

log = logging.getLogger(__name__)

BATCH = 500
BATCH_SECONDS = 0.05


async def tick(
    store: Store, clock: Clock, spread_seconds: int = 0, on_batch: Callable[[], object] = lambda: None
) -> int:
    """Marks every due runner. Returns how many mornings were made.

    `on_batch` is told after each batch that made some, so that the first runner need not wait for the last.
    """
    made = 0

    async def batch(connection: Connection) -> int:
        now = clock.now()
        end = time.monotonic() + BATCH_SECONDS
        mornings: list[dict[str, Any]] = []
        moves: list[dict[str, Any]] = []
        for row in await people.due(connection, now, BATCH):
            found, move = morning(row, now, spread_seconds)
            if found is not None:
                mornings.append(found)
            moves.append(move)
            if time.monotonic() > end:
                break
        new = await outbox.schedule(connection, mornings) if mornings else 0
        await people.move_due(connection, moves)
        return new

    # Asked through a reader first, so that an idle coach never takes the write lock; and between two batches other
    # writers get their turn.
    while await store.read(lambda connection: people.due(connection, clock.now(), 1)):
        new = await store.write(batch)
        made += new
        if new:
            on_batch()
    if made:
        log.info("mornings are due", extra={"action": "tick.due", "count": made})
    return made


async def mark(store: Store, clock: Clock) -> None:
    await store.write(lambda connection: people.beat(connection, "tick", clock.now()))


def morning(row: DueRow, now: datetime, spread_seconds: int = 0) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The outbox row of a due runner (None for a day that was missed entirely), and where their next one lies."""
    found: due.Due | None = due.Due(row.next_due_on, row.next_due_at)
    # Several mornings may have gone by while nobody was at work: only the newest counts, and only on its own day.
    following = due.following(row.zone, row.mornings, row.next_due_on)
    while following.at <= now:
        found, following = following, due.following(row.zone, row.mornings, following.day)
    move = {"number": row.id, "was": row.next_due_at, "due_at": following.at, "due_on": following.day}
    if found is None or row.platform is None or due.local_date(row.zone, now) > found.day:
        return None, move
    late = timedelta(seconds=offset(row.id, spread_seconds))
    return {
        "person": row.id, "platform": row.platform, "user": row.user, "chat": row.chat, "created_at": now,
        "kind": MORNING, "priority": DUE, "status": "due", "due_at": found.at + late,
        "not_after": due.not_after(found, row.zone) + late, "data": {"date": found.day.isoformat()},
        "key": f"morning:{row.id}:{found.day.isoformat()}",
    }, move  # fmt: skip


def offset(person: int, spread_seconds: int) -> int:
    """A runner's own place in the window, the same every day."""
    return zlib.crc32(str(person).encode()) % spread_seconds if spread_seconds > 0 else 0
