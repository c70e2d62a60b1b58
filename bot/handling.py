"""One event: it becomes a turn, a handler answers, and one transaction keeps the answer.

No network call happens inside a transaction: replies are rows of the outbox, which the senders deliver.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from adapters.messages import Address, Event, Left, Pressed
from bot.clock import Clock
from bot.dialogue import Door, Doors, Reply, Turn
from bot.schedule import lease
from bot.schedule.delivery import Sender
from bot.schedule.planning import PATIENCE
from bot.storage import Conflict, Connection, StorageError, Store, changes, doors, inbox, loads, overview, people
from bot.storage.loads import Loaded
from bot.turns import answers, fold, keys, labels, routing
from bot.turns.commit import LEASE, Outdated, Work, commit, mornings
from bot.turns.registry import Registry
from bot.turns.sharing import shares_of
from bot.words import Words
from core.records import replace
from core.standing import Standing

log = logging.getLogger(__name__)

ATTEMPTS = 5


class Contended(Exception):
    """Each time that an event was decided, somebody else had changed the same rows meanwhile."""


class Handling:
    """`senders` by platform; `operators` ("platform:user") are told by `/admin` how the coach does."""

    def __init__(
        self, store: Store, clock: Clock, registry: Registry, senders: Mapping[str, Sender], holder: str,
        memory: fold.Memory, *, spread_seconds: int, operators: frozenset[str],
    ) -> None:  # fmt: skip
        self._store, self._clock, self._registry, self._senders = store, clock, registry, senders
        self._holder, self._memory = holder, memory
        self._spread_seconds, self._operators = spread_seconds, operators

    async def handle(self, number: int, event: Event) -> None:
        """The event of this row of the inbox. Raises StorageError where nothing could be stored, or Contended."""
        address = event.origin.address
        for _ in range(ATTEMPTS):
            now = self._clock.now()
            loaded = await self._store.read(loads.by_address(address.platform, address.user, now, _prompt_of(event)))
            if isinstance(event, Left):
                await self._left(number, event, loaded)
                return
            turn, reply, known = await self._think(event, loaded)
            sender = self._senders[address.platform]
            work = Work(
                turn, reply, loaded, known, address, now, self._holder, inbox_id=number,
                answering=event.origin.event_id, language=event.origin.language,
            )  # fmt: skip
            try:
                await self._keep(sender, work)
            except (Outdated, Conflict) as lost:
                log.info("decided again", extra={"action": "event.again", "why": type(lost).__name__, "inbox": number})
                continue
            except StorageError:
                raise
            except Exception:
                log.exception("a reply could not be stored", extra={"action": "reply.crash", "inbox": number})
                work.reply, work.rows = answers.answer(turn.words, event, "engine.crash"), []
                await self._keep(sender, work)
            if work.reply.forget:
                self._memory.forget(work.turn.person)
            if work.reply.forget or (work.reply.link is not None and work.reply.link.take):
                # Somebody was erased: all of a runner, or the diary that this chat had before it joined another.
                await self._scrub()
            log.info("handled", extra={"action": "event.handled", "inbox": number, "person": work.turn.person})
            return
        raise Contended

    async def apologise(self, number: int, event: Event) -> None:
        """Ends an event that nothing came of: the runner is told so, and that they may try again."""
        address, now = event.origin.address, self._clock.now()
        loaded = await self._store.read(loads.by_address(address.platform, address.user, now))
        known = fold.Known(None, Standing(), ())
        turn = routing.turn_of(loaded, known, now, event=event, language=event.origin.language)
        # A runner who left is told nothing.
        reply = Reply() if isinstance(event, Left) else answers.answer(turn.words, event, "engine.crash")
        work = Work(
            turn, reply, loaded, known, address, now, self._holder,
            inbox_id=number, answering=event.origin.event_id, language=event.origin.language,
        )  # fmt: skip
        await self._keep(self._senders[address.platform], work)

    async def _scrub(self) -> None:
        try:
            await self._store.scrub()
        except StorageError as error:
            # The rows are gone; what is left of them in the log goes with the daily tidy.
            log.warning("%s", error, extra={"action": "storage.scrub_later"})

    async def _think(self, event: Event, loaded: Loaded) -> tuple[Turn, Reply, fold.Known]:
        """Runs the handler. Whatever it raises becomes a kind answer, and the diary stays as it is."""
        address, language = event.origin.address, event.origin.language
        words = Words(loaded.person.language if loaded.person else language)
        known = nobody = fold.Known(None, Standing(), ())
        turn: Turn | None = None
        try:
            known = await self._known(event, loaded)
            facts = self._facts(event, loaded.person.id if loaded.person else 0)
            turn = routing.turn_of(loaded, known, self._clock.now(), event=event, language=language, facts=facts)
            if not event.origin.private:
                return turn, answers.answer(turn.words, event, "engine.private"), known
            turn = replace(
                turn,
                diary=routing.diary_of(fold.reader(self._store, loaded)),
                buttons=labels.on_screen(self._store, address),
                doors=self._doors(turn.person, address),
                shares=shares_of(self._store, turn.person, self._clock.now()),
            )
            if f"{address.platform}:{address.user}" in self._operators:
                turn = replace(turn, overview=self._overview)
            async with asyncio.timeout(PATIENCE):
                turn, reply = await routing.respond(self._registry, turn, loaded)
            return turn, reply, known
        except StorageError:
            raise
        except Exception:
            turn = turn or routing.turn_of(loaded, nobody, self._clock.now(), event=event, language=language)
            log.exception(
                "a dialogue crashed",
                extra={"action": "handler.crash", "event": type(event).__name__, "person": turn.person},
            )
            return turn, answers.answer(words, event, "engine.crash"), known

    async def _known(self, event: Event, loaded: Loaded) -> fold.Known:
        try:
            return await fold.know(loaded, fold.reader(self._store, loaded), self._memory)
        except StorageError:
            raise
        except Exception:
            # A diary that nobody can read can still be erased.
            if routing.asked(event) not in self._registry.owed & self._registry.before_joining:
                raise
            log.exception("a diary cannot be read", extra={"action": "diary.unreadable"})
            return fold.Known(None, Standing(), ())

    def _facts(self, event: Event, person: int) -> dict[str, object]:
        return {
            "platform": event.origin.address.platform,
            "commands": tuple(self._registry.commands),
            "offset_seconds": people.offset(person, self._spread_seconds),
        }

    def _doors(self, person: int, here: Address) -> Doors:
        async def mine() -> list[Door]:
            rows = await self._store.read(lambda connection: doors.of(connection, person))
            at = (here.platform, here.user)
            return [Door(one.id, one.platform, one.preferred, (one.platform, one.user) == at) for one in rows]

        async def behind(code: str) -> int:
            now = self._clock.now()
            return await self._store.read(lambda connection: doors.behind(connection, code, now))

        return Doors(mine, behind)

    async def _overview(self, since: datetime) -> overview.Overview:
        now, spread = self._clock.now(), timedelta(seconds=self._spread_seconds)

        async def ask(connection: Connection) -> overview.Overview:
            served = await lease.served(connection, self._senders)
            return await overview.overview(connection, since, now, served, spread)

        return await self._store.read(ask)

    async def _keep(self, sender: Sender, work: Work) -> None:
        wanted = len(work.reply.outs)
        work.born_sending = sender.reserve(work.address.chat, wanted)
        stored = 0
        try:
            await self._store.write(lambda connection: commit(connection, work))
            stored = len(work.rows)
        except StorageError:
            if work.born_sending:
                sender.doubt(work.now + LEASE)
            raise
        finally:
            if work.born_sending:
                sender.release(wanted - stored)
        if work.born_sending:
            sender.accept(work.rows)
        elif work.rows:
            sender.queue(work.rows)
        for later in work.reply.later:
            sender.expect(later.at)
        if work.elsewhere or work.reply.link is not None or work.reply.share is not None:
            for one in self._senders.values():
                one.wake()

    async def _left(self, number: int, event: Left, loaded: Loaded) -> None:
        now = self._clock.now()
        values: dict[str, object] = {"unreachable_since": None if event.back else now}
        address = event.origin.address
        if not event.back:
            values |= {"next_due_at": None, "next_due_on": None}
        else:
            known = await fold.know(loaded, fold.reader(self._store, loaded), self._memory)
            if known.athlete is not None:
                values |= mornings(known.athlete, None, now)

        async def keep(connection: Connection) -> None:
            await inbox.handled(connection, number, now)
            if loaded.person is None:
                return
            if not event.back and await doors.shut(connection, loaded.person.id, address.platform, address.user):
                return  # They go on at another door.
            await changes.change_person(connection, loaded.person.id, values)

        await self._store.write(keep)


def _prompt_of(event: Event) -> int:
    if not isinstance(event, Pressed):
        return 0
    try:
        return keys.decode(event.key).prompt
    except keys.BadKey:
        return 0
