"""One message on its way: planned if it is merely due, paced, sent or edited, and what its platform said of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from adapters.gateway import Delivered, EditOutcome, Gateway, Gone, Missing, Moved, NotDelivered, Refused, Unsure
from adapters.messages import Address
from adapters.stored import message_from_json
from bot.clock import Clock
from bot.schedule.pacer import Pacer
from bot.schedule.uncertain import after_unsure, proof
from bot.storage import StorageError, Store, doors, outbox
from bot.storage.claims import Ack
from bot.storage.outbox import OutboxRow
from bot.watch import Watch

log = logging.getLogger(__name__)

BACKOFF_MAX = 300.0
POSTPONED = timedelta(seconds=5)
"""How long a row waits that could not be planned because the database could not be asked."""

Plan = Callable[[OutboxRow], Awaitable[Ack | None]]
Serves = Callable[[], bool]
"""Whether the platform is ours to write to, and takes our token."""
LetsIn = Callable[[str, str], bool]
"""(platform, user) -> whether the operator lets them speak with the coach."""


def always() -> bool:
    return True


def never() -> bool:
    return False


class Posting:
    """`gone` (person, user) and `moved` were heard of and are for the caller to store, and to clear."""

    def __init__(
        self, platform: str, store: Store, clock: Clock, gateway: Gateway, plan: Plan, rate: float, watch: Watch,
        lets_in: LetsIn,
    ) -> None:  # fmt: skip
        self.pacer = Pacer(rate)
        self.gone: set[tuple[int, str]] = set()
        self.moved: list[Address] = []
        self._platform, self._store, self._clock = platform, store, clock
        self._gateway, self._plan, self._watch, self._lets_in = gateway, plan, watch, lets_in
        self.serves: Serves = always
        self._failed: dict[int, int] = {}
        self._refs: dict[tuple[int | None, str, str], str] = {}

    async def post(self, row: OutboxRow) -> Ack:
        """What became of it. Nothing is raised."""
        try:
            return await self._outcome(row)
        except StorageError as error:
            log.error("%s", error, extra={"action": "plan.postponed", "outbox": row.id})
            return Ack(row.id, "due", due_at=self._clock.now() + POSTPONED)
        except Exception:
            log.exception("a row could not be sent", extra={"action": "send.crash", "outbox": row.id})
            return Ack(row.id, "refused")

    async def _outcome(self, row: OutboxRow) -> Ack:
        if not self.serves():
            return Ack(row.id, "due")
        if row.payload is None:
            nothing = await self._plan(row)
            if nothing is not None:
                return nothing
        elif self._overtaken(row):
            return await self._expire(row)
        elif row.tries > 1 and row.kind == "morning":
            pressed = await self._store.read(lambda connection: proof(connection, row))
            if pressed is not None:
                return Ack(row.id, "sent", pressed)
        # Looked up before, so that nothing is waited for between the last look at the lease and the sending.
        ref = await self._ref(row) if row.card and not row.fresh else ""
        slot = await self.pacer.slot(row.priority)
        if slot is None or not self.serves():
            return Ack(row.id, "due")
        if self._overtaken(row):
            # A pause of the token was longer than the message is worth.
            return await self._expire(row)
        began = time.monotonic()
        outcome = await self._send(row, ref)
        self._watch.sent(self._platform, row.kind, type(outcome).__name__, time.monotonic() - began)
        now = self._clock.now()
        match outcome:
            case Delivered(ref):
                self.pacer.answered(slot)
                if row.card:
                    self._refs[row.person, row.card, row.chat] = ref
                log.debug("sent", extra={"action": "send.delivered", "outbox": row.id})
                return Ack(row.id, "sent", ref)
            case NotDelivered(retry_after, whole_token):
                failed = self._failed[row.id] = self._failed.get(row.id, 0) + 1
                wait = max(retry_after, min(BACKOFF_MAX, 2.0 ** min(failed - 1, 9)))
                if whole_token:
                    self.pacer.pause(retry_after)
                    self._watch.paused(self._platform)
                    wait = retry_after
                log.warning("not delivered", extra={"action": "send.again", "outbox": row.id, "seconds": wait})
                return Ack(row.id, "due", due_at=now + timedelta(seconds=wait))
            case Unsure(why):
                log.warning("may have arrived", extra={"action": "send.unsure", "outbox": row.id, "why": why})
                return after_unsure(row, now, self._gateway.limits.once_per_nonce)
            case Gone(reason):
                log.info("out of reach", extra={"action": "send.gone", "person": row.person, "why": reason})
                if row.person is not None:
                    self.gone.add((row.person, row.user))
                return Ack(row.id, "gone")
            case Moved(address):
                self.moved.append(Address(row.platform, row.user, address.chat))
                return Ack(row.id, "due", due_at=now, chat=address.chat)
            case Missing():
                return Ack(row.id, "nothing")
            case Refused(why):
                log.error("refused: %s", why, extra={"action": "send.refused", "outbox": row.id, "kind": row.kind})
                return Ack(row.id, "refused")
        raise AssertionError(outcome)

    def _overtaken(self, row: OutboxRow) -> bool:
        return row.not_after is not None and self._clock.now() > row.not_after

    async def _expire(self, row: OutboxRow) -> Ack:
        """A due row's planner has the last word on it: a morning is taken up by the evening."""
        ack = await self._plan(row) if row.priority and row.person is not None else None
        return ack or Ack(row.id, "expired")

    async def _send(self, row: OutboxRow, ref: str) -> EditOutcome:
        if not row.answering and not self._lets_in(row.platform, row.user):
            # They could not answer, nor ask for an end of it. What they may still ask for is answered.
            return Gone("not on the list of those who may speak")
        to = Address(row.platform, row.user, row.chat)
        message = row.message or message_from_json(row.payload or {})
        if ref:
            outcome = await self._gateway.edit(to, ref, message, answering=row.answering)
            if not isinstance(outcome, Missing):
                return outcome
            if row.kind == doors.MIRROR:
                return outcome  # It is no longer there to be kept true.
        return await self._gateway.send(to, message, nonce=str(row.id), silent=row.silent, answering=row.answering)

    async def _ref(self, row: OutboxRow) -> str:
        known = self._refs.get((row.person, row.card, row.chat))
        if known or row.edits:
            return known or row.edits
        return await self._store.read(lambda connection: outbox.last_ref(connection, row))

    def stored(self, acks: Sequence[Ack]) -> None:
        """What is in the database need not be kept here."""
        sent = {one.ref for one in acks if one.status == "sent" and one.ref}
        self._refs = {key: ref for key, ref in self._refs.items() if ref not in sent}
        for one in acks:
            if one.status not in outbox.WAITING:
                self._failed.pop(one.id, None)
