"""What runners do on Telegram, from the Bot API to the coach's inbox: polled or called in, confirmed once safe."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from telegram import Message, Update
from telegram.error import Conflict, TelegramError

from adapters.gateway import OnEvents
from adapters.messages import Button, Event, Sent, Text, line
from adapters.telegram.acks import Acks
from adapters.telegram.calls import RawBot, patiently
from adapters.telegram.posting import put
from adapters.telegram.updates import Now, called_in_group, event

_log = logging.getLogger(__name__)

Raw = Mapping[str, Any]
Invitation = Callable[[str], tuple[str, str]]
"""A language hint -> what a group is told, and the label of the button that leads into the private chat."""

LARGEST_FILE = 20 * 1024 * 1024
"""What Telegram lets a bot download."""

_FETCH_SECONDS = 10.0
"""How long the files of one runner in one batch may take; those that are left come without their content."""
_GLANCE_SECONDS = 0.5
"""How often the updates behind one that is not safe yet are looked at."""
_CONFLICT_PAUSE = 5.0
_SAID_SECONDS = 900.0
"""How often it is said that another program polls, too."""
_LED_SECONDS = 60.0
"""How long the button that leads out of a group is good for all who call there."""


class Intake:
    """Takes updates in, answers what needs no coach (presses in time, calls in groups), hands on the rest."""

    def __init__(self, bot: RawBot, acks: Acks, now: Now, invite: Invitation) -> None:
        self._bot = bot
        self._acks = acks
        self._now = now
        self._invite = invite
        self.doubted = asyncio.Event()
        """Set where Telegram did not take the token of a message."""
        self._errands: set[asyncio.Task[None]] = set()
        self._led: dict[tuple[int, int | None], float] = {}
        """Where somebody was led away, and when."""
        self._contended_at = float("-inf")
        self._storing = asyncio.Lock()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """Chats with a file on the way. What they send meanwhile comes after it."""

    async def poll(self, on_events: OnEvents, seconds: float) -> None:
        """Ask for updates for ever. An offset is confirmed by asking for the next one, once all before it are safe.

        Behind an update that is slow to be stored or fetched the others are looked at without confirming anything: a
        press is answered in time, and nobody waits for somebody else's file.
        """
        await patiently(self._bot.delete_webhook)
        keep = partial(self._keep, on_events)
        offset = 0
        begun: dict[int, asyncio.Task[None]] = {}
        try:
            while True:
                updates = await patiently(partial(self._asked, offset, 0 if begun else seconds))
                if new := [update for update in updates if update["update_id"] not in begun]:
                    task = asyncio.create_task(self.take(new, keep))
                    begun |= dict.fromkeys((update["update_id"] for update in new), task)
                if unsafe := {one for one in begun.values() if not one.done()}:
                    await asyncio.wait(unsafe, timeout=_GLANCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                offset = _safe_up_to(begun, offset)
        finally:
            offset = _safe_up_to(begun, offset)
            for task in begun.values():
                task.cancel()
            await asyncio.gather(*begun.values(), return_exceptions=True)
            if offset:
                with suppress(TelegramError, TimeoutError):
                    await asyncio.wait_for(self._bot.raw_updates(offset, 0, limit=1), 2)

    async def _asked(self, offset: int, seconds: float) -> Sequence[Raw]:
        """The next updates. A poll that waits hears nothing of a token that a message found revoked meanwhile."""
        poll = asyncio.create_task(self._bot.raw_updates(offset, seconds))
        doubt = asyncio.create_task(self.doubted.wait())
        try:
            await asyncio.wait({poll, doubt}, return_when=asyncio.FIRST_COMPLETED)
            if poll.done():
                return poll.result()
            self.doubted.clear()
            await self._bot.get_me()
            return await poll
        except Conflict as error:
            await self._contended(error)
            return ()
        finally:
            for one in (poll, doubt):
                one.cancel()
            await asyncio.gather(poll, doubt, return_exceptions=True)

    async def _contended(self, error: Conflict) -> None:
        """Somebody else takes this bot's updates: by a webhook, which is taken away, or by asking as we do."""
        if "webhook" in error.message:
            _log.error(
                "a webhook was set for this bot, so that nothing could be asked for; it is taken away. If another"
                " program uses the token, stop one of the two",
                extra={"action": "telegram.conflict"},
            )
            await self._bot.delete_webhook()
            return
        now = asyncio.get_running_loop().time()
        if now - self._contended_at >= _SAID_SECONDS:
            self._contended_at = now
            _log.error(
                "another program uses this bot's token and takes runners' messages: stop one of the two",
                extra={"action": "telegram.conflict"},
            )
        await asyncio.sleep(_CONFLICT_PAUSE)

    async def take(self, updates: Sequence[Raw], on_events: OnEvents) -> None:
        """Hand updates on, in order for each runner; a runner who sent a file waits for it alone."""
        quick: list[Event] = []
        slow: dict[str, tuple[asyncio.Lock, list[Event]]] = {}
        for update in updates:
            found = self._read(update)
            if found is None:
                continue
            chat = found.origin.address.chat
            if chat in self._turns or _to_fetch(found):
                turn = self._turns.setdefault(chat, asyncio.Lock())
                slow.setdefault(chat, (turn, []))[1].append(found)
            else:
                quick.append(found)
        if quick:
            await on_events(quick)
        await asyncio.gather(*(self._fetch(turn, events, on_events) for turn, events in slow.values()))

    async def _fetch(self, turn: asyncio.Lock, events: Sequence[Event], on_events: OnEvents) -> None:
        async with turn:
            until = asyncio.get_running_loop().time() + _FETCH_SECONDS
            for one in events:
                await on_events([await self._fetched(one, until)])

    async def _keep(self, on_events: OnEvents, events: Sequence[Event]) -> None:
        """Store, one batch after the other; nothing is confirmed before, so a failure is only tried again."""
        async with self._storing:
            while True:
                try:
                    await on_events(events)
                    return
                except Exception:
                    _log.exception("not stored, tried again", extra={"action": "telegram.take", "count": len(events)})
                await asyncio.sleep(1)

    def errand(self, name: str, work: Coroutine[Any, Any, object]) -> None:
        """Do something beside the stream of updates; a failure is logged, nobody waits for it."""

        async def run() -> None:
            try:
                await work
            except Exception as error:
                _log.warning("%s failed: %s", name, error, extra={"action": "telegram.errand"})

        task = asyncio.create_task(run())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def close(self) -> None:
        """Drop the errands."""
        for task in self._errands:
            task.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)

    def _read(self, raw: Raw) -> Event | None:
        try:
            update = Update.de_json(dict(raw), self._bot)
            if update.callback_query is not None:
                self._acks.open(str(update.update_id), update.callback_query.id)
            elif (call := called_in_group(update, self._bot.username)) is not None:
                self._lead_away(call)
            return event(update, self._now)
        except Exception as error:
            # A kind of update newer than the library. Its text is the runner's, so only the error's name is logged.
            _log.error(
                "an update that cannot be read is left out",
                extra={"action": "telegram.read", "update": raw.get("update_id"), "why": type(error).__name__},
            )
            return None

    def _lead_away(self, call: Message) -> None:
        """The way into the private chat, once in a while: a group cannot make us use up what a token may send."""
        topic = call.message_thread_id if call.is_topic_message else None
        place, now = (call.chat.id, topic), asyncio.get_running_loop().time()
        self._led = {one: at for one, at in self._led.items() if at > now - _LED_SECONDS}
        if place in self._led:
            return
        self._led[place] = now
        words, label = self._invite((call.from_user.language_code if call.from_user else "") or "")
        door = Button(label, "", url=f"https://t.me/{self._bot.username}?start=group")
        text = Text((line(words),), ((door,),))
        self.errand("lead_away", put(self._bot.call, str(call.chat.id), text, silent=True, topic=topic))

    async def _fetched(self, one: Event, until: float) -> Event:
        if not isinstance(one, Sent) or not _to_fetch(one):
            return one
        try:
            async with asyncio.timeout_at(until):
                file = await self._bot.get_file(one.file_id)
                content = bytes(await file.download_as_bytearray())
        except Exception as error:
            _log.warning("a file was not fetched: %s", type(error).__name__, extra={"action": "telegram.fetch"})
            return one
        return replace(one, content=content, size=len(content))


def _safe_up_to(begun: dict[int, asyncio.Task[None]], offset: int) -> int:
    """The offset behind the updates that are safe, which are forgotten; raises what was wrong with one."""
    for number, task in list(begun.items()):
        if not task.done():
            break
        del begun[number]
        task.result()
        offset = number + 1
    return offset


def _to_fetch(one: Event) -> bool:
    return isinstance(one, Sent) and one.kind == "document" and one.size <= LARGEST_FILE
