"""Who is due gets a row in the outbox, in batches; nothing is planned here. Running it twice changes nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from bot import due
from bot.clock import Clock
from bot.schedule.planning import MORNING
from bot.storage import Connection, Store, people
from bot.storage.people import Cohort, Stray
from bot.storage.types import unreadable
from bot.turns.commit import DUE

log = logging.getLogger(__name__)

BATCH, LEAST = 125, 50
BATCH_SECONDS = 0.03
UNREADABLE = timedelta(hours=1)
"""After so long a runner whose morning could not be worked out is looked at again."""
ASTRAY = timedelta(days=4)
"""There is a morning every day, but for dates that a place has left out."""


async def tick(
    store: Store, clock: Clock, spread_seconds: int = 0, on_batch: Callable[[], object] = lambda: None
) -> int:
    """Marks every due runner. Returns how many mornings were made.

    `on_batch` is told after each batch that made some, so that the first runner need not wait for the last.
    """
    made, size, more = 0, LEAST, True

    async def batch(connection: Connection) -> int:
        nonlocal size, more
        now, new, began = clock.now(), 0, time.monotonic()
        cohorts = await people.due(connection, now, size)
        left = sum(len(ids) for ids in cohorts.values())
        more = left == size
        for cohort, ids in cohorts.items():
            if unreadable(cohort.next_due_at) or unreadable(cohort.next_due_on):
                strays = [Stray(number, cohort.zone, cohort.mornings) for number in ids]
                await people.put_right(connection, _rescheduled(strays, now))
                left, more = left - len(ids), True
                continue
            found, following = _morning(cohort, now)
            if found is not None:
                new += await people.make_mornings(
                    connection, ids, cohort.next_due_at, _row(cohort, found, now), _key(found), spread_seconds
                )
            await people.move_due(connection, ids, cohort.next_due_at, following.at, following.day)
            left -= len(ids)
            if time.monotonic() - began > BATCH_SECONDS:
                break
        more = more or left > 0
        # A slow disk or a busy server gets smaller bites, so that no other writer waits long.
        took = time.monotonic() - began
        if took > BATCH_SECONDS:
            size = max(LEAST, size // 2)
        elif took < BATCH_SECONDS / 2:
            size = min(BATCH, size * 2)
        return new

    await _mend(store, clock)
    # Asked through a reader first, so that an idle coach never takes the write lock; and between two batches other
    # writers get their turn.
    if not await store.read(lambda connection: people.anybody_due(connection, clock.now())):
        return 0
    while more:
        new = await store.write(batch)
        made += new
        if new:
            on_batch()
    if made:
        log.info("mornings are due", extra={"action": "tick.due", "count": made})
    return made


async def _mend(store: Store, clock: Clock) -> None:
    """A spoiled cell, or a clock that was a year ahead for a while, would keep a runner without mornings for ever."""
    now = clock.now()
    strays = await store.read(partial(people.astray, after=now + ASTRAY, limit=LEAST))
    if strays:
        await store.write(partial(people.put_right, found=_rescheduled(strays, now)))


def _rescheduled(strays: Sequence[Stray], now: datetime) -> list[tuple[int, datetime, date]]:
    """Their next morning by its rule, today's if its time has come: the row's key takes care of doubles."""
    found = []
    for one in strays:
        try:
            following = due.rescheduled(one.zone, one.mornings, now, now)
        except Exception:
            following = due.Due(now.date(), now + UNREADABLE)
        found.append((one.id, following.at, following.day))
        log.error("a next morning was lost and is found again", extra={"action": "tick.astray", "person": one.id})
    return found


async def mark(store: Store, clock: Clock) -> None:
    await store.write(lambda connection: people.beat(connection, "tick", clock.now()))


def _morning(cohort: Cohort, now: datetime) -> tuple[due.Due | None, due.Due]:
    """The same; of whom it cannot be told (a zone that is gone from tzdata), nobody else's morning is kept back."""
    try:
        return morning(cohort, now)
    except Exception:
        log.exception("a morning cannot be worked out", extra={"action": "tick.unreadable", "zone": cohort.zone})
        return None, due.Due(cohort.next_due_on, now + UNREADABLE)


def morning(cohort: Cohort, now: datetime) -> tuple[due.Due | None, due.Due]:
    """The morning that is due (None if its day was missed entirely), and the one after it."""
    found = due.Due(cohort.next_due_on, cohort.next_due_at)
    # Several mornings may have gone by while nobody was at work: only the newest counts, and only on its own day.
    following = due.following(cohort.zone, cohort.mornings, found.day)
    while following.at <= now:
        found, following = following, due.following(cohort.zone, cohort.mornings, following.day)
    return None if due.local_date(cohort.zone, now) > found.day else found, following


def _row(cohort: Cohort, found: due.Due, now: datetime) -> dict[str, Any]:
    return {
        "created_at": now, "kind": MORNING, "priority": DUE, "status": "due", "due_at": found.at,
        "not_after": due.not_after(found, cohort.zone), "data": {"date": found.day.isoformat()},
    }  # fmt: skip


def _key(found: due.Due) -> tuple[str, str]:
    return "morning:", f":{found.day.isoformat()}"
