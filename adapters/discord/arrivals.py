"""What comes in: every interaction is acknowledged before anything else happens to it, then its event is delivered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

import aiohttp
import discord

from adapters.discord.interactions import (
    Answer,
    Interaction,
    Modal,
    command,
    events,
    form,
    is_private,
    source,
    suggestions,
    verb,
)
from adapters.discord.outcomes import ACKNOWLEDGED, HEARD, Heard, said
from adapters.discord.posts import posted
from adapters.gateway import Command, OnEvents, Suggest
from adapters.messages import Address, Event, Origin

log = logging.getLogger("sinew.discord")

_FAILS = (discord.DiscordException, aiohttp.ClientError, OSError)
"""What a request may end with; a timeout is among them."""

_ANSWERS_KEPT = 4_000
_STORE_PAUSES = (0.2, 1.0, 5.0, 15.0)

_SAID_SECONDS = 900.0
"""So often it is said that somebody else uses the token."""

_TIDY_SECONDS = 10.0

THINKING_SECONDS = 45.0
"""So long may "thinking …" stand; a command that was answered elsewhere, or with nothing to say, leaves none behind."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The few words that the gateway itself says. The keeper of the words hands them in."""

    elsewhere: str = (
        "I answered in our private messages. Nothing there? Allow direct messages in this server's privacy settings."
    )
    closed: str = "I coach in private messages, and yours are closed to me: allow direct messages, then try again."
    choose: str = "Choose"


@dataclass(eq=False)
class Arrivals:
    """Interactions and messages on their way to the coach. `direct` finds the private chat with a user."""

    commands: Mapping[str, Command]
    suggest: Suggest | None
    modals: Mapping[str, Modal]
    hidden: Collection[str]
    notes: Notes
    attachment_bytes: int
    direct: Callable[[int], Awaitable[str]]
    thinking_seconds: float = THINKING_SECONDS

    def __post_init__(self) -> None:
        self.on_events: OnEvents | None = None
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._waiting: list[Event] = []
        self._storing = asyncio.Lock()
        # Whose files are being fetched: what they do meanwhile comes after them.
        self._fetching: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._thinking: deque[Answer] = deque()
        self._tidying: asyncio.Task[None] | None = None
        self._contended_at = float("-inf")

    async def interacted(self, interaction: Interaction) -> None:
        """Acknowledge, then deliver. A press comes here twice, by its key and as itself: the second finds it taken."""
        if interaction.type is discord.InteractionType.autocomplete:
            await self._offer(interaction)
            return
        event_id = str(interaction.id)
        if event_id in self._answers or interaction.type is discord.InteractionType.ping:
            return
        private = is_private(interaction)
        answer = self._taken(interaction)
        pressed = interaction.type is discord.InteractionType.component
        modal = self.modals.get(verb(interaction)) if pressed and private else None
        # The acknowledgement is on its way while the event is stored; the answer waits for it.
        answer.acked = asyncio.create_task(self._acknowledge(answer, private, modal))
        if modal is not None:
            await answer.acked
            return
        chat = str(interaction.channel_id)
        if not private:
            answer.lost = True  # what follows belongs into the private messages
            try:
                chat = await self.direct(interaction.user.id)
            except _FAILS as error:
                log.warning("no way to a runner yet: %s", said(error), extra={"action": "discord.no_way"})
                chat = ""  # looked for again when there is something to say
            else:
                if not chat:
                    await self._say_closed(answer)
                    return
        address = Address("discord", str(interaction.user.id), chat)
        origin = Origin(event_id, address, interaction.created_at, interaction.locale.value)
        if (turn := self._fetching.get(interaction.user.id)) is not None:
            async with turn:
                pass
        await self._deliver(events(interaction, origin, self.commands))
        await answer.acked
        if answer.placeholder and not answer.lost:
            self._thinking.append(answer)
            if self._tidying is None or self._tidying.done():
                self._tidying = asyncio.create_task(self._stop_thinking())

    async def _say_closed(self, answer: Answer) -> None:
        if answer.acked is not None:
            await answer.acked
        try:
            await answer.interaction.edit_original_response(content=self.notes.closed)
        except _FAILS as error:
            log.info("not told that there is no way: %s", error, extra={"action": "discord.closed"})

    async def _stop_thinking(self) -> None:
        """Take "thinking …" away where nothing took its place; what comes later comes as a message of its own."""
        while self._thinking:
            answer = self._thinking[0]
            await asyncio.sleep(answer.born + self.thinking_seconds - time.monotonic())
            self._thinking.popleft()
            if not answer.placeholder or not answer.fresh:
                continue
            answer.placeholder = False
            try:
                async with asyncio.timeout(_TIDY_SECONDS):
                    await answer.interaction.delete_original_response()
            except _FAILS as error:
                log.info("still thinking: %s", error, extra={"action": "discord.thinking"})

    async def close(self) -> None:
        """Nothing is waited for any longer."""
        if self._tidying is not None:
            self._tidying.cancel()
            await asyncio.wait({self._tidying})

    def _taken(self, interaction: Interaction) -> Answer:
        called = interaction.type is discord.InteractionType.application_command
        message = interaction.message
        answer = self._answers[str(interaction.id)] = Answer(
            interaction,
            hidden=command(interaction) in self.hidden if called else bool(message and message.flags.ephemeral),
            placeholder=called,
            source=source(interaction),
        )
        while len(self._answers) > _ANSWERS_KEPT:
            self._answers.popitem(last=False)
        return answer

    async def _acknowledge(self, answer: Answer, private: bool, modal: Modal | None) -> None:
        interaction, heard = answer.interaction, Heard()
        HEARD.set(heard)
        try:
            if not private:
                await interaction.response.send_message(self.notes.elsewhere, ephemeral=True)
            elif modal is not None:
                await interaction.response.send_modal(form(modal, interaction.custom_id or ""))
            else:
                await interaction.response.defer(ephemeral=answer.hidden)
        except _FAILS as error:
            answer.lost = True  # too late, or a second process was faster; the event itself still counts
            if getattr(error, "code", 0) == ACKNOWLEDGED and heard.tries == 1:
                self._contended()
                return
            log.warning("not acknowledged: %s", error, extra={"action": "discord.acknowledge"})

    def _contended(self) -> None:
        """It was not our own try whose answer was lost: somebody else is told what runners do, and answers.

        Nothing else tells us: Discord lets any number listen with one token, and says to none of them that it does.
        """
        now = asyncio.get_running_loop().time()
        if now - self._contended_at >= _SAID_SECONDS:
            self._contended_at = now
            log.error(
                "another program uses this bot's token and answers runners, too: stop one of the two",
                extra={"action": "discord.conflict"},
            )

    async def _offer(self, interaction: Interaction) -> None:
        try:
            offered = suggestions(interaction, self.commands, self.suggest)
        except Exception:
            log.exception("nothing could be suggested", extra={"action": "discord.suggest"})
            offered = []
        try:
            await interaction.response.autocomplete(offered)
        except _FAILS as error:
            log.info(
                "a suggestion came late: %s", error, extra={"action": "discord.suggest_late"}
            )  # the runner typed on

    async def written(self, message: discord.Message) -> None:
        """A direct message; anything else is none of our business."""
        if message.is_system() or not isinstance(message.channel, discord.DMChannel):
            return
        async with self._fetching.setdefault(message.author.id, asyncio.Lock()):
            new = await posted(message, self.commands.keys(), self.attachment_bytes)
        await self._deliver(new)

    async def _deliver(self, new: Sequence[Event]) -> None:
        """Hand events on in the order they came, one batch at a time: what arrives meanwhile goes together."""
        self._waiting.extend(new)
        async with self._storing:
            batch, self._waiting = self._waiting, []
            if not batch or self.on_events is None:
                return
            for pause in (*_STORE_PAUSES, None):
                try:
                    await self.on_events(batch)
                    return
                except Exception:
                    log.exception(
                        "not stored, given up" if pause is None else "not stored, tried again",
                        extra={"action": "discord.take", "count": len(batch), "seconds": pause},
                    )
                if pause is not None:
                    await asyncio.sleep(pause)  # Discord tells nothing twice, so it is up to us to try again

    async def answer(self, to: Address, event_id: str) -> Answer | None:
        """The interaction to answer through, once it is acknowledged, or None."""
        answer = self._answers.get(event_id.partition(".")[0])
        if answer is None:
            return None
        if answer.acked is not None:
            await asyncio.shield(answer.acked)
        here = (str(answer.interaction.user.id), str(answer.interaction.channel_id))
        return answer if answer.fresh and here == (to.user, to.chat) else None
