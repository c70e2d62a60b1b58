"""The coach at work: an event is stored before anything else, then handled.

Events wait in the inbox, in order for each runner, several runners at once (one of them: handling.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import uuid
from collections import deque
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.gateway import ConfigurationError, Gateway
from adapters.messages import Event
from adapters.stored import event_from_json, event_to_json
from bot.clock import Clock
from bot.handling import Handling
from bot.schedule.delivery import Sender
from bot.schedule.detour import detour
from bot.schedule.planning import Planning
from bot.storage import Connection, StorageError, Store, inbox, people
from bot.storage.inbox import Arrived, InboxRow
from bot.throttle import Throttle
from bot.turns import answers, fold, routing
from bot.turns.registry import Registry
from bot.watch import Watch
from bot.words import Words

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Runners whose events are handled at the same time; more would only wait for the one writer."""
ROUNDS = 4
"""So often an event is taken up when nothing comes of it; then its runner is told, and it is over."""
TOLD = 10_000
"""Strangers remembered for having been told that they are none of ours; beyond that some are told again."""

Lane = tuple[str, str]


@dataclass(slots=True)
class Options:
    """What an operator may set.

    `per_minute` (events of one runner) and `rates` (messages a second) go by platform, 0 = no limit; `allowed` None =
    everybody ("platform:user"): nobody else is heard or written to, but for what a runner is owed. `operators` are
    told by `/admin` how the coach does. `watch` hears what happens.
    """

    per_minute: Mapping[str, int] = field(default_factory=dict)
    allowed: frozenset[str] | None = None
    spread_seconds: int = 0
    retry_seconds: float = 2.0
    rates: Mapping[str, float] = field(default_factory=dict)
    operators: frozenset[str] = frozenset()
    watch: Watch = field(default_factory=Watch)

    def lets_in(self, platform: str, user: str) -> bool:
        return self.allowed is None or f"{platform}:{user}" in self.allowed


class Engine:
    def __init__(
        self, store: Store, clock: Clock, registry: Registry, gateways: Mapping[str, Gateway],
        options: Options | None = None,
    ) -> None:  # fmt: skip
        self.store, self.clock, self.registry = store, clock, registry
        self.gateways = dict(gateways)
        self.options = options or Options()
        self.holder = uuid.uuid4().hex
        self.watch, self.started = self.options.watch, clock.now()
        self._memory = fold.Memory()
        self.planning = Planning(store, clock, registry, self.holder, self.watch, self._memory)
        self.senders = {name: self._sender(name, gateway) for name, gateway in self.gateways.items()}
        self._handling = Handling(
            store, clock, registry, self.senders, self.holder, self._memory,
            spread_seconds=self.options.spread_seconds, operators=self.options.operators,
        )  # fmt: skip
        self._throttle = Throttle(clock, self.options.per_minute)
        self._lanes: dict[Lane, deque[tuple[int, Event, float]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._earlier: dict[int, int] = {}
        """Events of an earlier run -> how often they were begun again."""
        self._alone = asyncio.Lock()
        self._stopping = False
        self._told: dict[Lane, str] = {}
        self.refused: dict[str, ConfigurationError] = {}
        """Platforms that do not take us for now, and why."""
        self._resting: set[asyncio.Task[None]] = set()

    def _sender(self, name: str, gateway: Gateway) -> Sender:
        rate = self.options.rates.get(name, 0)
        return Sender(
            name, self.store, self.clock, gateway, self.planning.plan, self.holder, rate, self.watch,
            self.options.lets_in,
        )  # fmt: skip

    # --- in ----------------------------------------------------------------------------------------------------------

    async def start(self, platforms: Sequence[str] | None = None) -> None:
        """Takes up what an earlier run left: messages on the way, events not handled yet.

        `platforms` are those whose lease this process has just taken; None: all, on a store that is ours alone.
        """
        alone = self.store.embedded or platforms is not None
        platforms, last, count = list(self.gateways if platforms is None else platforms), 0, 0
        if alone:
            for name in platforms:
                await self.senders[name].recover()

        async def page(connection: Connection) -> list[InboxRow]:
            return await inbox.unhandled(connection, platforms, last)

        while rows := await self.store.read(page):
            for row in rows:
                self._take_up(row)
            last, count = rows[-1].id, count + len(rows)
        if count:
            log.info("taking up events", extra={"action": "inbox.resume", "count": count})

    def _take_up(self, row: InboxRow) -> None:
        try:
            if row.tries >= inbox.POISON:
                log.error(
                    "an event ended several runs and is left alone", extra={"action": "inbox.poison", "inbox": row.id}
                )
                return
            event = event_from_json(row.body or {})
        except (KeyError, ValueError, TypeError):
            log.exception("an event of another version is left alone", extra={"action": "inbox.foreign"})
            return
        if any(row.id == number for number, *_ in self._lanes.get(_lane(event), ())):
            return  # It has waited here all the time, while the platform was served elsewhere.
        self._earlier[row.id] = row.tries
        self._enqueue(row.id, event)

    async def receive(self, events: Sequence[Event]) -> None:
        """A platform's `OnEvents`: returns once the events are safe on disk. Raises StorageError otherwise."""
        taken = [event for event in events if await self._admit(event)]
        if not taken:
            return
        arrived = [
            Arrived(
                event.origin.address.platform, event.origin.event_id, event.origin.address.user, event_to_json(event)
            )
            for event in taken
        ]
        try:
            now = self.clock.now()
            new = await self.store.write(lambda connection: inbox.store(connection, arrived, now))
        except StorageError as error:
            log.error("%s", error, extra={"action": "inbox.failed", "count": len(taken)})
            for event in taken:
                self._throttle.give_back(_lane(event))
                await self._tell(event, error.key)
            raise
        for event in taken:
            number = new.get((event.origin.address.platform, event.origin.event_id))
            if number is not None:
                self._enqueue(number, event)

    async def _admit(self, event: Event) -> bool:
        """False for anyone who may not speak, or speaks too fast; they are told so, once. Raises StorageError."""
        lane = _lane(event)
        listed, asked = self.options.lets_in(*lane), routing.asked(event)
        if not listed and asked not in self.registry.owed:
            return self._turn_away(event)
        verdict = self._throttle.admit(lane)
        if verdict is not None:
            if verdict:
                log.warning("too fast", extra={"action": "inbox.too_fast", "platform": lane[0]})
                self._soon(self._tell(event, "engine.too_fast", once=False))
            return False
        return listed or await self._owes(lane, asked) or self._turn_away(event)

    def _turn_away(self, event: Event) -> bool:
        self._soon(self._tell(event, "engine.not_allowed", me=":".join(_lane(event))))
        return False

    async def _owes(self, lane: Lane, asked: str) -> bool:
        """Whether there is something of theirs here to ask that for."""
        joined = await self.store.read(lambda connection: people.joined(connection, *lane))
        return bool(joined) or (joined is not None and asked in self.registry.before_joining)

    def _enqueue(self, number: int, event: Event) -> None:
        lane = _lane(event)
        waiting = self._lanes.get(lane)
        arrived = (number, event, time.monotonic())
        if waiting is not None:
            if all(number != one for one, *_ in waiting):
                waiting.append(arrived)
            return
        self._lanes[lane] = deque([arrived])
        self._soon(self._work_off(lane))

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, lane: Lane) -> None:
        waiting, rounds = self._lanes[lane], 0
        while waiting and not self._stopping:
            number, event, since = waiting[0]
            try:
                async with self._slots:
                    await self._attend(number, event)
            except StorageError as error:
                log.error("%s", error, extra={"action": "event.postponed", "inbox": number})
                await self._tell(event, error.key)
                await self._rest(self.options.retry_seconds)
                continue
            except Exception:
                rounds += 1
                log.exception(
                    "an event could not be handled",
                    extra={"action": "event.failed", "inbox": number, "round": rounds},
                )  # fmt: skip
                if rounds < ROUNDS:
                    await self._rest(self.options.retry_seconds * rounds)
                    continue
                await self._apologise(number, event)
            else:
                self.watch.handled(lane[0], type(event).__name__.lower(), time.monotonic() - since)
            self._told.pop(lane, None)
            waiting.popleft()
            rounds = 0
        del self._lanes[lane]

    async def _apologise(self, number: int, event: Event) -> None:
        """Silence is no answer, and what the runner says next must not wait behind it for ever."""
        try:
            await self._handling.apologise(number, event)
        except Exception:
            # Not even that could be stored: the row stays, the next start tries again.
            log.exception("an event is left alone", extra={"action": "event.left", "inbox": number})
            await self._tell(event, "engine.crash")

    async def _rest(self, seconds: float) -> None:
        """Waits without counting as work: nobody should wait for a database that may stay as it is."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101
        self._resting.add(task)
        try:
            await asyncio.sleep(seconds)
        finally:
            self._resting.discard(task)

    async def _attend(self, number: int, event: Event) -> None:
        """Handles an event; one of an earlier run is counted first, for that run may have ended because of it."""
        tries = self._earlier.pop(number, None)
        if tries is None:
            await self._handling.handle(number, event)
            return
        # The second time alone, so that if this run ends, too, nobody is counted who was merely beside it.
        async with self._alone if tries else contextlib.nullcontext():
            await self.store.write(lambda connection: inbox.tried(connection, number))
            await self._handling.handle(number, event)

    # --- around ------------------------------------------------------------------------------------------------------

    async def _tell(self, event: Event, key: str, *, once: bool = True, **figures: str) -> None:
        """A word to the runner past the database, which cannot be written; said once until something worked again."""
        lane = _lane(event)
        if once and self._told.get(lane) == key:
            return
        if len(self._told) >= TOLD:
            self._told.clear()
        self._told[lane] = key
        gateway = self.gateways.get(lane[0])
        if gateway is None:
            return
        message = answers.said(Words(event.origin.language), event, key, **figures)
        nonce = uuid.uuid4().hex[:16]
        await gateway.send(event.origin.address, message, nonce=nonce, silent=True, answering=event.origin.event_id)

    def wake(self) -> None:
        """Rows were written that may be due."""
        for sender in self.senders.values():
            sender.wake()

    async def detour(self) -> None:
        """See `bot.schedule.detour`. Raises StorageError."""
        served = sorted(self.senders.keys() - self.refused)
        if served and await detour(self.store, self.clock, served, self.refused, self.started):
            self.wake()

    async def quiet(self) -> None:
        """Until every event is handled and everything due was sent: what a demo and a test wait for."""
        while True:
            if busy := self._tasks - self._resting:
                await asyncio.wait(busy, timeout=0.05)
                continue
            for sender in self.senders.values():
                await sender.drain()
            if not self._tasks - self._resting:
                return

    async def stop(self, grace: float = 8.0) -> None:
        """Takes nothing new, finishes what flies, gives the rest back: within ten seconds, with the hanging up."""
        if self._stopping:
            return
        self._stopping = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=grace / 4)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(sender.stop(grace / 2) for sender in self.senders.values()))


def _lane(event: Event) -> Lane:
    return event.origin.address.platform, event.origin.address.user
