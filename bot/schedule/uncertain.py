"""A message that may have arrived: what is done about it, by what its platform can do and by what it says.

Some platforms take the same nonce again and show nothing twice (`Limits.once_per_nonce`). On the others an answer is
sent again, for silence after a press is worse than a double; a morning card waits five minutes for a press that
proves it arrived, then goes again; a nudge is not repeated. How often again: so that a network which loses one request
in ten loses no morning.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, select

from bot.storage.claims import Ack
from bot.storage.connection import Connection
from bot.storage.outbox import OutboxRow
from bot.storage.tables import inbox, outbox
from bot.turns import keys

log = logging.getLogger(__name__)

WAIT = timedelta(minutes=5)
SOON = timedelta(seconds=2)
LATER = timedelta(seconds=10)
TRIES = 3
MORNING_TRIES = 4
"""How often a platform without a nonce is given the same message at most."""
TRIES_WITH_NONCE = 8
TRIES_CUT_OFF = 8
"""The process that was sending it ended. Most of what was in flight never left, so that a second such end is no reason
to stop; a message that ends the process each time is one.
"""


def after_unsure(row: OutboxRow, now: datetime, once_per_nonce: bool, *, cut_off: bool = False) -> Ack:
    """What becomes of a row of which nobody knows whether it arrived. `cut_off`: its sender ended, nobody answered."""
    if row.payload is None:
        # It was never planned, so nothing can have been sent.
        return Ack(row.id, "due", due_at=now)
    if once_per_nonce:
        if row.tries < TRIES_WITH_NONCE:
            return Ack(row.id, "due", due_at=now + SOON, counts=True)
    elif row.priority == 0 and row.tries < (TRIES_CUT_OFF if cut_off else TRIES):
        return Ack(row.id, "due", due_at=now if row.tries < 2 else now + LATER, counts=True)
    elif row.kind == "morning" and row.tries < (TRIES_CUT_OFF if cut_off else MORNING_TRIES):
        return Ack(row.id, "unsure", due_at=now + WAIT, counts=True)
    log.error("nobody knows whether it arrived", extra={"action": "send.uncertain", "outbox": row.id, "kind": row.kind})
    return Ack(row.id, "uncertain")


async def proof(connection: Connection, row: OutboxRow) -> str | None:
    """The ref of the message if a button of it was pressed ("" if the press did not say), None without a press."""
    mine = set(_prompts(row.payload or {}))
    if not mine:
        return None
    # By way of the answers that they got: the inbox holds a week of everybody's events, and knows no runners.
    answered = and_(inbox.c.platform == outbox.c.platform, inbox.c.event_id == outbox.c.answering)
    presses = await connection.execute(
        select(inbox.c.body)
        .join_from(outbox, inbox, answered)
        .where(outbox.c.person == row.person, outbox.c.id > row.id, inbox.c.body.is_not(None))
        .where(outbox.c.platform == row.platform, outbox.c.user == row.user)
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
