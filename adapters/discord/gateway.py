"""Discord: one token, through discord.py, with no privileged intent and nothing kept that a restart could lose.

What the coach says goes through the interaction it answers while that one's token lives, else as a direct message.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from adapters.discord.arrivals import THINKING_SECONDS, Arrivals, Notes
from adapters.discord.client import Client, Menu
from adapters.discord.components import LIMITS, SILENT, Rendered, render
from adapters.discord.interactions import Answer, Modal, declared
from adapters.discord.knock import knock
from adapters.discord.outcomes import (
    CHANNEL_LOST,
    DMS_CLOSED,
    HEARD,
    SHAPE,
    TOKEN,
    TOKEN_LOST,
    Heard,
    Offline,
    edit_outcome,
    outcome,
)
from adapters.discord.replies import put_original, reply
from adapters.discord.rooms import Rooms
from adapters.gateway import (
    Command,
    ConfigurationError,
    Delivered,
    EditOutcome,
    Gone,
    Missing,
    Moved,
    OnEvents,
    Outcome,
    Ref,
    Suggest,
    Unreachable,
    WrongToken,
)
from adapters.messages import Address, Message, Notice

log = logging.getLogger("sinew.discord")

HIDDEN = frozenset({"settings", "export", "forget", "help", "link"})
"""Commands whose answer vanishes with the session; never the daily card, which has to stay."""

_TOKEN_REFUSED = 4004
_LONGEST_PAUSE = 60.0
_REF = re.compile(r"\d+:\d+")

T = TypeVar("T")


class DiscordGateway:
    """Discord with one token. See `adapters.gateway.Gateway` for what it owes to the coach.

    `modals`: the verbs whose keys open a form. `hidden`: the commands answered ephemerally. `remembered`, `remember`:
    keep the fingerprint of the declared commands, so that they are declared only when changed. `club_channel`: where
    runners with closed direct messages get a private thread. `patience`: bounds every send and edit, in seconds.
    `thinking_seconds`: how long "thinking …" may stand where nothing is said.
    """

    platform = "discord"
    limits = LIMITS

    def __init__(
        self,
        token: str,
        *,
        commands: Sequence[Command] = (),
        suggest: Suggest | None = None,
        modals: Mapping[str, Modal] | None = None,
        hidden: Collection[str] = HIDDEN,
        club_channel: int | None = None,
        remembered: Callable[[], Awaitable[str]] | None = None,
        remember: Callable[[str], Awaitable[None]] | None = None,
        notes: Notes | None = None,
        attachment_bytes: int = LIMITS.file_bytes,
        patience: float = 10.0,
        thinking_seconds: float = THINKING_SECONDS,
        shard_count: int | None = None,
    ) -> None:
        self._token = token
        self._patience = patience
        self._notes = notes or Notes()
        self._rooms = Rooms(lambda: self.client, club_channel, patience)
        by_name = {one.name: one for one in commands}
        self._arrivals = Arrivals(
            by_name, suggest, modals or {}, hidden, self._notes, attachment_bytes, self._rooms.direct, thinking_seconds
        )
        menu = Menu(declared(commands), remembered, remember)
        self._connect: Callable[[], Client] = lambda: Client(self._arrivals, menu, shard_count)
        self._ended = asyncio.Event()
        """This run is over: closed, or found out to be in vain."""
        self._closing = self._revoked = False
        self._asking: asyncio.Task[None] | None = None
        self.client = self._connect()

    def __repr__(self) -> str:
        return "<DiscordGateway>"

    # --- staying connected -------------------------------------------------------------------------------------------

    async def run(self, on_events: OnEvents) -> None:
        """Deliver events until `close`. Waits for a network that is not there; gives up on a token that is wrong."""
        if not SHAPE.fullmatch(self._token):
            raise ConfigurationError(TOKEN, "must be three parts with dots between, copied from the Bot page")
        self.listen(on_events)
        if self._closing:
            return
        self._revoked = False
        self._ended.clear()
        if self.client.is_closed():
            self.client = self._connect()
        pause = 1.0
        while not self._ended.is_set():
            began = time.monotonic()
            try:
                await self._stay_connected()
            except discord.LoginFailure:
                self._revoked = True
            except discord.ConnectionClosed as error:
                self._revoked = self._revoked or error.code == _TOKEN_REFUSED
                log.warning("disconnected", extra={"action": "discord.disconnected", "code": error.code})
            except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
                log.warning(
                    "out of reach (%s), trying again",
                    type(error).__name__,
                    extra={"action": "discord.unreachable", "seconds": pause},
                )
            except Exception:
                # discord.py ends when it is told something it cannot read; that must not end the mornings.
                log.exception("the connection crashed", extra={"action": "discord.crash", "seconds": pause})
            if self._revoked:
                raise ConfigurationError(TOKEN, "Discord does not accept this token. Copy it again from the Bot page.")
            if time.monotonic() - began > _LONGEST_PAUSE:
                pause = 1.0
            try:
                async with asyncio.timeout(pause):
                    await self._ended.wait()
            except TimeoutError:
                pause = min(pause * 2, _LONGEST_PAUSE)
                self.client = self._connect()

    async def _stay_connected(self) -> None:
        # Not simply awaited: discord.py sleeps between its own attempts, closed or not.
        connected = asyncio.create_task(self.client.start(self._token))
        ended = asyncio.create_task(self._ended.wait())
        try:
            await asyncio.wait({connected, ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await self.client.shut()
            ended.cancel()
            connected.cancel()
            await asyncio.wait({connected, ended})
        if not connected.cancelled():
            connected.result()

    async def _ask(self) -> None:
        """Whether the token is revoked, or one message was refused by mistake: going on would lock our address out."""
        try:
            with contextlib.suppress(Unreachable):
                await knock(self._token)
        except WrongToken:
            self._revoked = True
            self._ended.set()  # `run` says why
        # One question a minute at most.
        await asyncio.sleep(_LONGEST_PAUSE)

    def listen(self, on_events: OnEvents) -> None:
        """Where events go. `run` calls it; a test that connects the client itself does too."""
        self._arrivals.on_events = on_events

    async def close(self) -> None:
        """Disconnect; `run` returns."""
        self._closing = True
        self._ended.set()
        if self._asking is not None:
            self._asking.cancel()
        await self._arrivals.close()
        await self.client.shut()

    # --- what the coach says -----------------------------------------------------------------------------------------

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        """Send a message, through the interaction it answers where that still lives."""
        heard = Heard()
        try:
            return await self._guarded(heard, self._send(to, message, nonce, silent, answering))
        except Exception as error:
            if isinstance(error, discord.HTTPException) and error.code in DMS_CLOSED | CHANNEL_LOST:
                return await self._rooms.other_way(to, error)
            return outcome(error, heard)

    async def edit(self, to: Address, ref: Ref, message: Message, *, answering: str = "") -> EditOutcome:
        """Change an earlier message in place."""
        heard = Heard()
        try:
            return await self._guarded(heard, self._edit(to, ref, message, answering))
        except Exception as error:
            return edit_outcome(error, heard)

    async def _guarded(self, heard: Heard, work: Coroutine[Any, Any, T]) -> T:
        HEARD.set(heard)
        try:
            if not self.client.online:
                raise Offline
            async with asyncio.timeout(self._patience):
                return await work
        except discord.HTTPException as error:
            if error.status == 401 and error.code not in TOKEN_LOST and (not self._asking or self._asking.done()):
                self._asking = asyncio.create_task(self._ask())
            raise
        finally:
            work.close()

    async def _send(self, to: Address, message: Message, nonce: str, silent: bool, answering: str) -> Outcome:
        if not to.chat:
            chat = await self._rooms.direct(int(to.user))
            return Moved(Address(self.platform, to.user, chat)) if chat else Gone("no direct messages")
        answer = await self._arrivals.answer(to, answering)
        parts = render(message, choose=self._notes.choose)
        fleeting = isinstance(message, Notice)
        refs = [
            await self._put(to, part, answer, fleeting, silent, _nonce(nonce, n, len(parts)))
            for n, part in enumerate(parts)
        ]
        return Delivered(",".join(refs))

    async def _put(
        self, to: Address, part: Rendered, answer: Answer | None, fleeting: bool, silent: bool, nonce: str
    ) -> Ref:
        if answer is not None and answer.fresh:
            try:
                return f"{to.chat}:{await reply(answer, part, hidden=fleeting or answer.hidden)}"
            except discord.HTTPException as error:
                if error.code not in TOKEN_LOST:
                    raise
                answer.lost = True
        with part.body(SILENT if silent else 0, nonce=nonce, enforce_nonce=True) as params:
            sent = await self.client.http.send_message(int(to.chat), params=params)
        return f"{to.chat}:{sent['id']}"

    async def _edit(self, to: Address, ref: Ref, message: Message, answering: str) -> EditOutcome:
        answer = await self._arrivals.answer(to, answering)
        old = ref.split(",")
        if not all(_REF.fullmatch(one) for one in old):
            return Missing()
        parts = render(message, choose=self._notes.choose)
        for one, part in zip(old, parts, strict=False):
            await self._change(one, part, answer)
        new = [await self._put(to, part, None, False, True, secrets.token_hex(8)) for part in parts[len(old) :]]
        for surplus in old[len(parts) :]:
            with contextlib.suppress(discord.NotFound):
                await self._shown(surplus).delete()
        if answer is not None and answer.placeholder:
            answer.placeholder = False  # "thinking …" has been answered elsewhere
            with contextlib.suppress(discord.HTTPException):
                await answer.interaction.delete_original_response()
        return Delivered(",".join([*old[: len(parts)], *new]))

    async def _change(self, ref: Ref, part: Rendered, answer: Answer | None) -> None:
        if answer is not None and answer.fresh and answer.source == ref:
            try:
                # The only way to a message that nobody but the runner can see.
                await put_original(answer.interaction, part)
                return
            except discord.HTTPException as error:
                if error.code not in TOKEN_LOST:
                    raise
                answer.lost = True
        channel, _, number = ref.partition(":")
        with part.body() as params:
            await self.client.http.edit_message(int(channel), int(number), params=params)

    def _shown(self, ref: Ref) -> discord.PartialMessage:
        channel, _, number = ref.partition(":")
        return self.client.get_partial_messageable(int(channel)).get_partial_message(int(number))


def _nonce(nonce: str, part: int, parts: int) -> str:
    """At most 25 characters, the same over retries, another for each part."""
    whole = nonce if parts == 1 else f"{nonce}/{part}"
    return whole if len(whole) <= 25 else hashlib.sha256(whole.encode()).hexdigest()[:25]
