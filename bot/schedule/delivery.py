"""The sender of one token: claims rows, sends them at its pace, acknowledges them in groups.

A row is claimed with a lease, committed before the network call. A reply that this process will send itself is born
claimed, in the event's own transaction. A chat's messages go one after the other; chats go side by side, at most 20
rows claimed and not acknowledged.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.gateway import Gateway
from bot.clock import Clock
from bot.schedule.pacer import Pacer
from bot.schedule.posting import LetsIn, Plan, Posting, Serves, always, never
from bot.schedule.uncertain import after_unsure
from bot.storage import Connection, StorageError, Store, changes, claims, doors, outbox
from bot.storage.claims import Ack
from bot.storage.outbox import OutboxRow
from bot.turns.commit import LEASE, REPLY
from bot.watch import Watch

log = logging.getLogger(__name__)

IN_FLIGHT = 20
QUEUED = 100
"""Rows without room whose messages are kept in mind, about so many."""
LOOK_SECONDS = 0.25
"""How often a running sender looks at the clock; the database is asked only when something can be due."""
ASK_SECONDS = 15.0
"""How often it asks anyway; where other processes write, too, it does at every look."""
ACKS_TOGETHER = IN_FLIGHT // 2
"""So many acknowledgements are stored at once, and as many rows claimed and planned; fewer where nothing else flies or
`LOOK_SECONDS` have passed."""


class Sender:
    def __init__(
        self, platform: str, store: Store, clock: Clock, gateway: Gateway, plan: Plan, holder: str, rate: float,
        watch: Watch, lets_in: LetsIn,
    ) -> None:  # fmt: skip
        self.platform = platform
        self.posting = Posting(platform, store, clock, gateway, plan, rate, watch, lets_in)
        self._store, self._clock, self._gateway, self._holder = store, clock, gateway, holder
        self._chats: dict[str, deque[OutboxRow]] = {}
        self._held: dict[str, datetime] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._flying = 0
        self._acks: list[Ack] = []
        self._storing: list[Ack] = []
        """Those that are being written down at this moment."""
        self._queued: dict[int, OutboxRow] = {}
        """Rows that were written here and found no room: what they say need not be read from the database."""
        self._farewells: set[int] = set()
        self._work = asyncio.Event()
        self._claiming = True
        self._doubted: set[datetime] = set()
        """Until when claims hold of which nobody knows whether they were stored."""
        self._passed_over = False
        self._next_due: datetime | None = None
        self._unlooked = True
        self._cranking = asyncio.Lock()
        self._stopping = False
        self._planned = False
        self._ask_seconds = ASK_SECONDS if store.embedded else LOOK_SECONDS

    @property
    def pacer(self) -> Pacer:
        return self.posting.pacer

    # --- replies that are born claimed ------------------------------------------------------------------------------

    def reserve(self, chat: str, count: int) -> bool:
        """Room for so many rows at once, or they wait in the outbox like everything else."""
        if not self._claims or self.pacer.paused or chat in self._held or self._flying + count > IN_FLIGHT:
            return False
        self._flying += count
        return True

    def release(self, count: int) -> None:
        self._flying -= count

    def accept(self, rows: Sequence[OutboxRow]) -> None:
        for row in rows:
            waiting = self._chats.get(row.chat)
            if waiting is not None:
                waiting.append(row)
                continue
            self._chats[row.chat] = deque([row])
            task = asyncio.get_running_loop().create_task(self._serve(row.chat))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def queue(self, rows: Sequence[OutboxRow]) -> None:
        """What was written here and waits in the outbox like everything else."""
        if len(self._queued) < QUEUED:
            self._queued |= {row.id: row for row in rows}
        self.wake()

    def doubt(self, until: datetime) -> None:
        """A claim until then was not confirmed by the database, which may have stored it all the same."""
        self._doubted.add(until)
        self.wake()

    def wake(self) -> None:
        """Something may be due."""
        self._claiming = self._unlooked = True
        self._work.set()

    def expect(self, at: datetime) -> None:
        """A row was written here that comes due then."""
        self._next_due = at if self._next_due is None else min(at, self._next_due)

    def only_planned(self, planned: bool) -> None:
        """Whether workers do the planning, so that what is not planned yet is left to them."""
        if planned != self._planned:
            self._planned = planned
            self.wake()

    def rest(self) -> None:
        """Sends nothing more until `resume`; what was claimed is given back."""
        self.posting.serves = never

    def resume(self, serves: Serves = always) -> None:
        """Sends again, while `serves` says that the platform is ours."""
        self.posting.serves = serves
        self.wake()

    @property
    def _claims(self) -> bool:
        return not self._stopping and self.posting.serves()

    def held_until(self) -> datetime | None:
        """When the first chat that was held back may be tried again."""
        return min(self._held.values(), default=None)

    # --- one turn of the crank --------------------------------------------------------------------------------------

    async def crank(self) -> int:
        """Acknowledges what is known and claims what is due, in one transaction. Returns how many were claimed."""
        async with self._cranking:
            acks, self._acks = self._acks, []
            self._storing = acks
            gone, self.posting.gone = self.posting.gone, set()
            moved, self.posting.moved = self.posting.moved, []
            now = self._clock.now()
            claiming = self._claiming and self._claims and self._room(acks) > 0 and not self.pacer.paused
            self._doubted = {until for until in self._doubted if until > now}
            doubted = set(self._doubted)
            if not acks and not claiming:
                return 0
            if claiming:
                # Taken before anything is waited for: who wakes it meanwhile is heard the next time.
                self._claiming = False
            if not acks and not doubted and not await self._anything_due(now):
                return 0
            # What may be claimed is kept free until it is known how much was: a reply would take the same room.
            room = self._room(acks) if claiming else 0
            self._flying += room
            farewells = [one.id for one in acks if one.id in self._farewells]
            bounced = [one.id for one in acks if one.status == "gone"]
            busy, mine = self._busy(), self._mine()

            async def turn(connection: Connection) -> list[OutboxRow]:
                if acks:
                    await claims.acknowledge(connection, acks, self._holder, now)
                if farewells:
                    await outbox.erase(connection, farewells)
                for person, user in gone:
                    if await doors.shut(connection, person, self.platform, user, bounced, now):
                        continue  # They go on at another door.
                    asleep = {"unreachable_since": now, "next_due_at": None, "next_due_on": None}
                    await changes.change_person(connection, person, asleep)
                for one in moved:
                    await changes.move_chat(connection, one.platform, one.user, one.chat)
                if not claiming:
                    return []
                if doubted:
                    await claims.unclaim(connection, self._holder, doubted, mine)
                return await claims.claim(
                    connection, self.platform, now, now + LEASE, self._holder, room, busy, planned=self._planned
                )

            try:
                rows = await self._store.write(turn)
            except BaseException:
                self._acks = acks + self._acks
                self.posting.gone |= gone
                self.posting.moved = moved + self.posting.moved
                if claiming:
                    self._doubted.add(now + LEASE)
                    self._claiming = True
                raise
            finally:
                self._storing = []
                self._flying -= room
            if claiming:
                self._doubted -= doubted
            self._flying += len(rows) - len(acks)
            # What is sent may put something off until later: an evening question, a try that failed.
            self._unlooked = self._unlooked or bool(rows) or any(one.status in outbox.WAITING for one in acks)
            for row in rows:
                queued = self._queued.pop(row.id, None)
                if queued is not None and queued.payload == row.payload:
                    row.message = queued.message
            if claiming and len(rows) == room:
                self._claiming = True
            elif claiming:
                self._queued.clear()
            self.posting.stored(acks)
            if farewells:
                self._farewells.difference_update(farewells)
                with contextlib.suppress(StorageError):
                    # If something is in the way, the daily tidy does it.
                    await self._store.scrub()
            self.accept(rows)
            return len(rows)

    def _room(self, acks: Sequence[Ack]) -> int:
        """For how many more there is room once these are acknowledged."""
        return max(0, IN_FLIGHT - self._flying + len(acks))

    def _busy(self) -> set[str]:
        """Chats for which nothing is claimed: what is on its way there, or was held back, goes first."""
        now = self._clock.now()
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._passed_over = self._passed_over or bool(self._chats)
        return {*self._chats, *self._held}

    async def _anything_due(self, now: datetime) -> bool:
        """Asked through a reader, so that an idle sender never takes the write lock."""
        try:
            await self._look_ahead()
        except BaseException:
            self._claiming = True
            raise
        return self._next_due is not None and self._next_due <= now

    def _may_be_due(self) -> bool:
        """Whether the database has to be asked, by what is known here of it."""
        known = self._store.embedded and not self._unlooked
        return not known or (self._next_due is not None and self._next_due <= self._clock.now())

    async def drain(self) -> None:
        """Sends until nothing is due at this instant."""
        while True:
            self._claiming = self._claiming or self._may_be_due()
            claimed = await self.crank()
            if self._tasks:
                await asyncio.wait(set(self._tasks), return_when=asyncio.FIRST_COMPLETED)
            elif not claimed and not self._acks:
                if self._unlooked:
                    await self._look_ahead()
                return

    async def run(self) -> None:
        """Until `stop`: turns the crank whenever there is something to do."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        while not self._stopping:
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._work.wait()
            except TimeoutError:
                if not self._acks and not self._claims:
                    continue
                due = self._next_due is not None and self._next_due <= self._clock.now()
                if not due and not self._acks and loop.time() - asked < self._ask_seconds:
                    continue
                self._claiming = self._unlooked = True
            self._work.clear()
            asked = loop.time()
            try:
                while await self.crank():
                    pass
                if self._unlooked:
                    await self._look_ahead()
            except StorageError as error:
                log.error("%s", error, extra={"action": "outbox.postponed", "platform": self.platform})
                await asyncio.sleep(1)
                self._work.set()

    async def _look_ahead(self) -> None:
        # What is written meanwhile may not be seen, and is told by `expect`.
        self._unlooked, self._next_due = False, None
        busy = self._busy()
        try:
            first = await self._store.read(
                lambda connection: outbox.next_due(connection, [self.platform], busy=busy, planned=self._planned)
            )
        except BaseException:
            self._unlooked = True
            raise
        for at in (first, self.held_until()):
            if at is not None:
                self.expect(at)

    async def stop(self, grace: float = 10.0) -> None:
        """Claims no more, finishes what flies, gives the rest back. A silent database is not waited for long."""
        self._stopping = True
        self.pacer.close()
        self._work.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(grace / 4), self._cranking:
                # A claim that is being made is known from here on.
                pass
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=grace)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            async with asyncio.timeout(grace / 2):
                async with self._cranking:
                    # Somebody else's turn of the crank may be writing the last acknowledgements: cut off, they would be
                    # lost.
                    pass
                await self.crank()
        except (StorageError, TimeoutError) as error:
            # The next start takes these for messages of which nobody knows whether they arrived.
            why = str(error) or "the database does not answer"
            log.error("%s", why, extra={"action": "outbox.unacknowledged", "count": len(self._acks)})
            self._acks = []

    async def recover(self) -> None:
        """The only sender of a platform starts: whatever is on the way belongs to a run that ended."""
        await self.sweep(all_others=True)

    def _mine(self) -> list[int]:
        """The rows that are being worked on here."""
        flying = [row.id for waiting in self._chats.values() for row in waiting]
        return flying + [one.id for one in (*self._acks, *self._storing)]

    async def sweep(self, *, all_others: bool = False) -> None:
        """Decides about rows whose sender has gone."""
        now = self._clock.now()

        mine = self._mine()

        async def decide(connection: Connection) -> int:
            if mine:
                await claims.renew(connection, mine, self._holder, now + LEASE)
            holder = self._holder if all_others else ""
            rows = await claims.sweep(connection, self.platform, now, holder, mine, planned=not self._store.embedded)
            once = self._gateway.limits.once_per_nonce
            await claims.settle(connection, [after_unsure(row, now, once, cut_off=True) for row in rows])
            return len(rows)

        rows = await self._store.write(decide)
        if rows:
            log.warning("rows without a sender", extra={"action": "outbox.swept", "count": rows})
            self.wake()

    async def clock_moved(self, by: timedelta) -> None:
        """After a step back nothing waits longer than it was meant to."""
        if by < timedelta(0):
            now = self._clock.now()
            self._held = {chat: until + by for chat, until in self._held.items()}
            with contextlib.suppress(StorageError):
                await self._store.write(lambda connection: claims.shift(connection, self.platform, now, -by, LEASE))
        self.wake()

    # --- one chat ---------------------------------------------------------------------------------------------------

    async def _serve(self, chat: str) -> None:
        """Works off one chat's rows in their order."""
        waiting = self._chats[chat]
        try:
            while waiting:
                row = waiting[0]
                if self._stopping and row.priority:
                    ack = Ack(row.id, "due")
                else:
                    ack = await self.posting.post(row)
                    # What was planned may have put something off until later.
                    self._unlooked = self._unlooked or row.priority != REPLY
                if row.person is None:
                    self._farewells.add(row.id)
                waiting.popleft()
                self._acks.append(ack)
                # Answers keep their order. What is merely due keeps none back: it may wait until quiet hours are over.
                waits = ack.status in outbox.WAITING
                holds = waits and row.priority == REPLY
                if waiting and (holds or ack.status == "gone"):
                    # Where nobody is there any more, one request was enough to learn it.
                    self._acks += [Ack(one.id, "due" if holds else "gone", due_at=ack.due_at) for one in waiting]
                    waiting.clear()
                if waits:
                    self._claiming = True
                if holds and ack.due_at is not None and ack.due_at > self._clock.now():
                    self._held[chat] = ack.due_at
                alone = len(self._tasks) == 1 and not waiting
                if alone or waits or len(self._acks) >= ACKS_TOGETHER:
                    self._work.set()
        finally:
            del self._chats[chat]
            if self._passed_over:
                self._claiming, self._passed_over = True, False
