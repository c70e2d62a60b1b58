"""Everything put together, once: store, clock, engine, gateways. The commands, the demo and the tests all open this."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import time
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from adapters.gateway import Gateway
from adapters.messages import Event, Message
from adapters.stored import message_from_json
from bot.clock import Clock, MovableClock
from bot.dialogue import Dialogue
from bot.engine import Engine, Options
from bot.preload import preload
from bot.schedule.lease import Lease
from bot.schedule.pacer import Pacer
from bot.schedule.tick import mark, tick
from bot.serving import Serving
from bot.storage import Connection, StorageError, Store, outbox, people, refusals
from bot.storage.errors import Passes
from bot.turns.registry import Registry

log = logging.getLogger(__name__)

SCREEN = 200


class House:
    def __init__(
        self, store: Store, clock: Clock, dialogues: Iterable[Dialogue], gateways: Mapping[str, Gateway],
        options: Options | None = None, *, leased: bool = False,
    ) -> None:  # fmt: skip
        """`leased`: other processes may be at work on the same store, and each platform is served by one of them."""
        self.store, self.clock, self.gateways = store, clock, dict(gateways)
        self.engine = Engine(store, clock, Registry(dialogues), gateways, options)
        self.leases = {name: Lease(store, name, self.engine.holder) for name in gateways} if leased else {}
        for name in self.leases:
            # What is not ours yet is not written to.
            self.engine.senders[name].rest()
        self.failed: asyncio.Future[None]
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, *, migrate: bool = True, exclusive: bool = False, patience: float = 0) -> None:
        """Waits for so many seconds while the database is locked or its disk is full. Raises StorageError."""
        began, told = time.monotonic(), 0
        while True:
            try:
                await self._open(migrate, exclusive)
                return
            except Passes as error:
                waited = time.monotonic() - began
                if not patience:
                    raise
                if waited >= patience:
                    raise error.still(self.store.where, waited) from error
                if waited >= 60 * told:
                    told += 1
                    log.warning("%s", error, extra={"action": "start.waits", "seconds": round(waited)})
            await asyncio.sleep(min(1.0, patience))

    async def _open(self, migrate: bool, exclusive: bool) -> None:
        await self.store.open(migrate=migrate, exclusive=exclusive)
        if self.leases:
            return  # What an earlier run left is taken up with the lease.
        try:
            await self.engine.start()
        except BaseException:
            await self.store.close()
            raise

    async def close(self, grace: float = 10.0) -> None:
        await self.engine.stop(grace)
        await self.store.close()

    @contextlib.asynccontextmanager
    async def at_work(self, tick_seconds: float = 15) -> AsyncIterator[None]:
        """The real clock's way: senders run, gateways listen, and the fixed jobs come by."""
        from bot.jobs import after_jump, scheduler
        from bot.schedule.jumps import watch

        preload()
        # What was loaded by now stays: a collection that goes through all of it again holds everybody up for a tenth of
        # a second.
        gc.freeze()
        jobs = scheduler(self.engine, tick_seconds, self.leases)
        if not self.leases:
            await self.settle()
            with contextlib.suppress(StorageError):
                # From here on somebody is at work, and does not look dead until the first tick.
                await mark(self.store, self.clock)
                await refusals.clear(self.store)
        jobs.start()
        self.failed = asyncio.get_running_loop().create_future()
        self._begin(watch(self.clock, partial(after_jump, jobs, self.engine)))
        self._begin(self.store.stay(self.clock.now()))
        for name in self.gateways:
            self._begin(self.engine.senders[name].run())
            self._begin(Serving(self.engine, name, self.leases.get(name)).go_on())
        try:
            yield
        finally:
            jobs.shutdown(wait=False)
            # What flies is finished while there is still a platform to fly to.
            await self.engine.stop()
            await asyncio.gather(*(gateway.close() for gateway in self.gateways.values()))
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            for lease in self.leases.values():
                await lease.give_up()
            gc.unfreeze()
            if self.failed.done():
                self.failed.exception()
            else:
                self.failed.cancel()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def until(self, stop: asyncio.Event) -> None:
        """Until somebody says stop, or no platform takes us any more; raises NoneLeft then."""
        waiting: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
        await asyncio.wait({waiting, self.failed}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.failed.done():
            self.failed.result()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """What nobody can go on after (no platform takes its token) ends the program with its reason."""
        if task.cancelled() or self.failed.done():
            return
        error = task.exception()
        if error is not None:
            self.failed.set_exception(error)

    @property
    def pacers(self) -> Mapping[str, Pacer]:
        return {name: sender.pacer for name, sender in self.engine.senders.items()}

    # --- for the console ---------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        return self.clock.now()

    async def give(self, events: Sequence[Event]) -> None:
        try:
            await self.engine.receive(events)
        except StorageError:
            # Said and logged by the engine; at a console the runner is the one who tries again.
            return

    async def quiet(self) -> None:
        try:
            await self.engine.quiet()
        except StorageError as error:
            # What was sent and not yet acknowledged stays in memory and is tried again with the next turn.
            log.error("%s", error, extra={"action": "quiet.postponed"})

    async def settle(self) -> None:
        """Everything that is due at this instant."""
        try:
            await tick(self.store, self.clock, self.engine.options.spread_seconds, self.engine.wake)
            await self.engine.quiet()
        except StorageError as error:
            log.error("%s", error, extra={"action": "settle.failed"})

    async def travel(self, to: datetime) -> None:
        """Moves the clock to an instant by way of everything that falls due before it, in order."""
        if not isinstance(self.clock, MovableClock):
            raise ValueError("only a demo's clock can be moved")
        await self.settle()
        while True:
            due = await self._next_due(self.clock.now())
            if due is None or due > to:
                break
            self.clock.move(due)
            await self.settle()
        if to > self.clock.now():
            self.clock.move(to)
            await self.settle()

    async def _next_due(self, after: datetime) -> datetime | None:
        """The next instant at which anything can happen."""
        platforms = list(self.gateways)

        async def ask(connection: Connection) -> list[datetime | None]:
            return [await people.next_due(connection, after), await outbox.next_due(connection, platforms, after)]

        held = [one.held_until() for one in self.engine.senders.values()]
        return min(
            (one for one in [*await self.store.read(ask), *held] if one is not None and one > after), default=None
        )

    async def zone(self, person: str) -> str:
        return await self.store.read(lambda connection: people.zone_of(connection, "console", person))

    async def morning(self, person: str) -> datetime | None:
        return await self.store.read(lambda connection: people.morning_of(connection, "console", person))

    async def screen(self, person: str) -> Sequence[tuple[str, Message]]:
        rows = await self.store.read(lambda connection: outbox.latest_shown(connection, "console", person, SCREEN))
        return [(ref, message_from_json(payload)) for ref, payload in rows]
