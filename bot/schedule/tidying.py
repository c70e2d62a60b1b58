"""What goes after a while: events, messages, codes, questions. Diaries stay for as long as their runner wants."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.storage import Store, changes, doors, inbox, outbox, shares

log = logging.getLogger(__name__)

KEEP_EVENTS = timedelta(days=7)
KEEP_WORDS = timedelta(days=14)
KEEP_MESSAGES = timedelta(days=60)
PAGE = 500


async def tidy(store: Store, clock: Clock) -> None:
    now = clock.now()
    await store.write(lambda connection: doors.tidy_codes(connection, now))
    await store.write(lambda connection: shares.tidy(connection, now))
    events = await _tidy_events(store, now)
    messages = await _tidy_messages(store, now)
    questions = await _tidy_questions(store, now)
    pages = await store.shrink()
    await store.scrub()
    went = {"events": events, "messages": messages, "questions": questions, "pages": pages}
    log.info("tidied", extra={"action": "tidy.done", **went})


async def _tidy_events(store: Store, now: datetime) -> int:
    count = after = 0
    while page := await store.read(partial(inbox.aged, before=now - KEEP_EVENTS, after=after, limit=PAGE)):
        ids, after = page
        count += len(ids)
        if ids:
            await store.write(partial(inbox.tidy, ids=ids))
    return count


async def _tidy_questions(store: Store, now: datetime) -> int:
    count = after = 0
    while True:
        went, after = await store.write(
            partial(changes.tidy_prompts, before=now - KEEP_MESSAGES, after=after, limit=PAGE)
        )
        count += went
        if not after:
            return count


async def _tidy_messages(store: Store, now: datetime) -> int:
    """How many rows went. Found beside the writers and taken away a page at a time, so that nobody waits for it."""
    count = after = 0
    words, rows = now - KEEP_WORDS, now - KEEP_MESSAGES
    while page := await store.read(partial(outbox.aged, words_before=words, rows_before=rows, after=after, limit=PAGE)):
        after = page.after
        count += len(page.gone)
        if page.gone or page.worded:
            await store.write(partial(outbox.tidy, page=page))
    return count
