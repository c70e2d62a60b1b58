"""A message that may have arrived: what is done about it, by platform and by what it says.

Discord (and the console) take the same nonce again and show nothing twice. Telegram has no such thing: an answer is
sent once more, for silence after a press is worse than a double; a morning card waits five minutes for a press that
proves it arrived, then goes once more; a nudge is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot import keys
from bot.storage.connection import Connection
from bot.storage.outbox import Ack, OutboxRow
from bot.storage.tables import inbox

SAFE_TWICE = frozenset({"discord", "console"})
WAIT = timedelta(minutes=5)
SOON = timedelta(seconds=2)
TRIES = 2
"""A platform without a nonce gets the same message at most twice."""
TRIES_WITH_NONCE = 8


def after_unsure(row: OutboxRow, now: datetime) -> Ack:
    """What becomes of a row of which nobody knows whether it arrived."""
    if row.payload is None:
        # It was never planned, so nothing can have been sent.
        return Ack(row.id, "due", due_at=now)
    if row.platform in SAFE_TWICE:
        return Ack(row.id, "due", due_at=now + SOON) if row.tries < TRIES_WITH_NONCE else Ack(row.id, "uncertain")
    if row.tries >= TRIES:
        return Ack(row.id, "uncertain")
    if row.priority == 0:
        return Ack(row.id, "due", due_at=now)
    if row.kind == "morning":
        return Ack(row.id, "unsure", due_at=now + WAIT)
    return Ack(row.id, "uncertain")


async def proof(connection: Connection, row: OutboxRow) -> str | None:
    """The ref of the message if a button of it was pressed ("" if the press did not say), None without a press."""
    mine = set(_prompts(row.payload or {}))
    if not mine:
        return None
    presses = await connection.execute(
        select(inbox.c.body)
        .where(inbox.c.platform == row.platform, inbox.c.user == row.user, inbox.c.body.is_not(None))
        .where(inbox.c.received_at >= row.due_at - WAIT - timedelta(minutes=5))
    )
    for (body,) in presses:
        if body.get("kind") != "pressed":
            continue
        try:
            if keys.decode(body["key"]).prompt in mine:
                return str(body.get("message") or "")
        except keys.BadKey:
            continue
    return None


def _prompts(payload: Mapping[str, Any]) -> Iterator[int]:
    rows: Sequence[Sequence[Mapping[str, str]]] = payload.get("rows") or ()
    for one in (button for row in rows for button in row):
        try:
            number = keys.decode(one["key"]).prompt
        except keys.BadKey:
            continue
        if number:
            yield number
