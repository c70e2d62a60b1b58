"""A due row becomes a message when its turn to send has come: with the freshest answers, outside the write lock."""

from __future__ import annotations

import asyncio
import logging
import time as timing
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from adapters.messages import Address
from bot import due
from bot.clock import Clock
from bot.dialogue import Handler, Later, Reply, Turn
from bot.storage import Conflict, StorageError, Store, loads, outbox
from bot.storage.claims import Ack
from bot.storage.outbox import OutboxRow
from bot.turns import fold, routing
from bot.turns.commit import Outdated, Work, commit, later_row
from bot.turns.registry import Registry
from bot.turns.sharing import shares_of
from bot.watch import Watch
from core.athlete import Athlete
from core.records import replace

log = logging.getLogger(__name__)

MORNING, EVENING = "morning", "evening"
ASKED = "asked"
"""In a row's data: the runner asked for it just now (a timer), so quiet hours do not hold it."""
AGAIN = timedelta(minutes=5)
TRIES = 4
PATIENCE = 20.0
"""Seconds after which a handler, of an event or of what is due, counts as crashed."""


class Planning:
    def __init__(
        self, store: Store, clock: Clock, registry: Registry, holder: str, watch: Watch, memory: fold.Memory, *,
        gives_back: bool = False,
    ) -> None:  # fmt: skip
        """`gives_back`: what is planned here is sent elsewhere."""
        self._store, self._clock, self._registry, self._holder = store, clock, registry, holder
        self._watch, self._memory = watch, memory
        self._gives_back = gives_back
        self._alone = asyncio.Lock()

    async def plan(self, row: OutboxRow) -> Ack | None:
        """Fills the row's payload and stores it; an Ack says why there is nothing to send now."""
        handler = self._registry.due.get(row.kind)
        if handler is None or row.person is None:
            log.error("nobody plans a row", extra={"action": "plan.unknown", "kind": row.kind, "outbox": row.id})
            return Ack(row.id, "refused")
        began = timing.monotonic()
        for _ in range(3):
            try:
                done = await self._once(row, handler)
                self._watch.planned(row.kind, timing.monotonic() - began)
                return done
            except (Conflict, Outdated):
                continue
            except StorageError:
                raise
            except Exception:
                log.exception(
                    "a due row could not be planned",
                    extra={"action": "plan.crash", "kind": row.kind, "outbox": row.id, "person": row.person},
                )
                break
        if row.tries >= TRIES:
            return Ack(row.id, "refused")
        return Ack(row.id, "due", due_at=self._clock.now() + AGAIN, counts=True)

    async def _once(self, row: OutboxRow, handler: Handler) -> Ack | None:
        now = self._clock.now()
        loaded = await self._store.read(loads.by_person(row.person or 0, now))
        if loaded.person is None or loaded.person.unreachable:
            return Ack(row.id, "gone")
        read = fold.reader(self._store, loaded)
        known = await fold.know(loaded, read, self._memory)
        if known.athlete is not None:
            early = await self._untimely(row, known.athlete)
            if early is not None:
                return early
        elif row.kind not in self._registry.before_joining:
            return Ack(row.id, "nothing")
        turn = routing.turn_of(loaded, known, now, data=self._data(row), facts={"platform": row.platform})
        turn = replace(turn, diary=routing.diary_of(read), shares=shares_of(self._store, turn.person, now))
        reply = await self._ask(handler, turn)
        work = Work(
            turn, reply, loaded, known, Address(row.platform, row.user, row.chat), now, self._holder, row=row,
            gives_back=self._gives_back,
        )  # fmt: skip
        await self._store.write(lambda connection: commit(connection, work))
        return None if reply.outs else Ack(row.id, "nothing")

    async def _ask(self, handler: Handler, turn: Turn) -> Reply:
        # Rows that were read together are not planned in one breath: the event loop has other things to do between two.
        async with self._alone, asyncio.timeout(PATIENCE):
            return await handler(turn)

    def _data(self, row: OutboxRow) -> Mapping[str, Any]:
        late = int((self._clock.now() - row.due_at).total_seconds() // 60)
        lateness = {"late_minutes": late} if row.kind == MORNING and late > due.LATE.total_seconds() / 60 else {}
        return dict(row.data or {}) | lateness

    async def _untimely(self, row: OutboxRow, athlete: Athlete) -> Ack | None:
        now = self._clock.now()
        if row.not_after is not None and now > row.not_after:
            if row.kind == MORNING:
                await self._fold(row, athlete)
            return Ack(row.id, "expired")
        # A time that the runner named holds, in quiet hours too: those are for what the coach starts by itself.
        if row.kind == MORNING or (row.data or {}).get(ASKED):
            return None
        own = athlete.evening if row.kind == EVENING else None
        if own is not None and due.within(own, athlete.quiet_from, athlete.quiet_to):
            return None
        until = due.quiet_until(athlete.zone, athlete.quiet_from, athlete.quiet_to, now)
        if until is None:
            return None
        if row.not_after is not None and until > row.not_after:
            return Ack(row.id, "expired")
        return Ack(row.id, "due", due_at=until)

    async def _fold(self, row: OutboxRow, athlete: Athlete) -> None:
        """A morning that noon has overtaken is taken up by the evening question of the same day, or not at all."""
        day = date.fromisoformat((row.data or {})["date"])
        now = self._clock.now()
        end = due.at_local(athlete.zone, day + due.DAY, time(0))
        if EVENING not in self._registry.due or athlete.evening is None or now >= end:
            return
        at = max(now, due.at_local(athlete.zone, day, athlete.evening))
        asked = Later(EVENING, at, end, {"date": day.isoformat(), "folded": True}, f"evening:{day.isoformat()}")
        values = later_row(asked, row.person or 0, Address(row.platform, row.user, row.chat), now)
        await self._store.write(lambda connection: outbox.add(connection, (), [values]))
        log.info("folded into the evening", extra={"action": "morning.folded", "person": row.person})
