"""The Telegram gateway: sends, edits, and hands on what runners do.

python-telegram-bot without its `Updater`: that one confirms updates before anybody handled them, and a kill would
lose presses. Ours are confirmed once they are safe on disk (`intake.py`).
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

from telegram.error import InvalidToken, TelegramError

from adapters.gateway import (
    ConfigurationError,
    Delivered,
    EditOutcome,
    Limits,
    Missing,
    OnEvents,
    Outcome,
    Ref,
    Refused,
)
from adapters.messages import Address, Media, Message, Notice, Text, line
from adapters.splitting import split, units
from adapters.tables import fold
from adapters.telegram import markup
from adapters.telegram.acks import Acks
from adapters.telegram.calls import RawBot, patiently
from adapters.telegram.intake import LARGEST_FILE, Intake, Invitation
from adapters.telegram.menu import Menus, Remember, publish
from adapters.telegram.outcomes import SHAPE, TOKEN, edit_outcome, outcome
from adapters.telegram.posting import put, swap
from adapters.telegram.updates import Now
from adapters.telegram.webhook import Webhook, serve
from adapters.telegram.wire import Wire

_log = logging.getLogger(__name__)
_HALF_SENT_KEPT = 500


def _invite(_language: str) -> tuple[str, str]:
    return "I only talk in private chats.", "Open a private chat"


class TelegramGateway:
    """One bot on Telegram. See `adapters.gateway.Gateway`.

    `now` is the clock for presses, which Telegram does not date. `menus` are the commands per language, `remember`
    keeps their hash (without it the menu is sent at every start). `invite` says what groups are told. With a `webhook`
    it listens instead of polling. After `read_seconds` without an answer a send is `Unsure`. `hold_seconds` is how
    long a press waits for a notice to ride on its answer.
    """

    platform = "telegram"
    limits = Limits(text=4096, caption=1024, buttons_per_row=8, rows=12, label=64, file_bytes=LARGEST_FILE)

    def __init__(
        self,
        token: str,
        *,
        now: Now,
        menus: Menus | None = None,
        remember: Remember | None = None,
        invite: Invitation = _invite,
        webhook: Webhook | None = None,
        base_url: str = "https://api.telegram.org/bot",
        base_file_url: str = "https://api.telegram.org/file/bot",
        poll_seconds: float = 25.0,
        read_seconds: float = 15.0,
        hold_seconds: float = 0.7,
    ) -> None:
        self._token = token.strip()
        # Polling has a connection of its own, so that a hundred sends cannot hold it up.
        self._wires = (Wire(connections=1), Wire(read_timeout=read_seconds))
        self._bot = RawBot(self._token or "none", base_url, base_file_url, self._wires[1], self._wires[0])
        self._acks = Acks(self._answer, hold_seconds)
        self._intake = Intake(self._bot, self._acks, now, invite)
        self._menus = menus or {}
        self._remember = remember or _forget
        self._webhook = webhook
        self._poll_seconds = poll_seconds
        self._half_sent: dict[str, list[Ref]] = {}
        self._work: asyncio.Task[None] | None = None
        self._closing = False

    def __repr__(self) -> str:
        return "TelegramGateway()"

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        """Send a message, in parts where it is long; a retry with the same nonce goes on after the last part sent.

        The ref of a message in parts is that of its parts, joined by commas; a toast's is empty.
        """
        if isinstance(message, Notice):
            toast = await self._toast(message, answering)
            if toast is not None:
                return toast
        else:
            self._acks.hurry(answering)
        done = self._half_sent.pop(nonce, [])
        for part in laid_out(message)[len(done) :]:
            # However many parts, the phone rings once.
            result = await self._put(to, part, silent or bool(done))
            if not isinstance(result, Delivered):
                if done:
                    self._keep_half(nonce, done)
                return result
            done.append(result.ref)
        return Delivered(",".join(done))

    async def edit(self, to: Address, ref: Ref, message: Message, *, answering: str = "") -> EditOutcome:
        """Put another message in the place of one; parts that are too many go, parts that are missing are sent."""
        if isinstance(message, Notice):
            return await self.send(to, message, nonce="", answering=answering)
        self._acks.hurry(answering)
        old, parts = ref.split(","), laid_out(message)
        refs: list[Ref] = []
        for i, part in enumerate(parts):
            result = await (self._swap(to, old[i], part) if i < len(old) else self._put(to, part, silent=True))
            if not isinstance(result, Delivered):
                return result
            refs.append(result.ref)
        for extra in old[len(parts) :]:
            try:
                await self._bot.delete_message(to.chat, int(extra))
            except (TelegramError, ValueError) as error:
                _log.info("a part too many stays: %s", error, extra={"action": "telegram.delete"})
        return Delivered(",".join(refs))

    async def run(self, on_events: OnEvents) -> None:
        """Hand on what runners do until `close`. Waits for the network; a wrong token is a ConfigurationError."""
        if not SHAPE.fullmatch(self._token):
            raise ConfigurationError(TOKEN, "must look like 123456789:ABC..., as @BotFather gave it")
        if self._closing:
            return
        self._work = asyncio.ensure_future(self._run(on_events))
        try:
            await self._work
        except asyncio.CancelledError:
            if not self._closing:
                raise

    async def close(self) -> None:
        """Stop handing on, answer the presses still held, and leave. Send nothing afterwards."""
        self._closing = True
        if self._work is not None:
            self._work.cancel()
            await asyncio.wait([self._work])
        await self._acks.close()
        await self._intake.close()
        for wire in self._wires:
            await wire.shutdown()

    async def _run(self, on_events: OnEvents) -> None:
        await patiently(self._bot.get_me)
        _log.info("connected as @%s", self._bot.username, extra={"action": "telegram.connect"})
        self._intake.errand("menu", publish(self._bot, self._menus, self._remember))
        if self._webhook is None:
            await self._intake.poll(on_events, self._poll_seconds)
        else:

            async def take(update: dict[str, Any]) -> None:
                await self._intake.take([update], on_events)

            await serve(self._bot, self._webhook, take, self._intake.doubted)

    async def _put(self, to: Address, part: Message, silent: bool) -> Outcome:
        try:
            return Delivered(await put(self._bot.call, to.chat, part, silent=silent))
        except TelegramError as error:
            self._doubt(error)
            return outcome(error, to)

    async def _swap(self, to: Address, ref: Ref, part: Message) -> EditOutcome:
        if not ref.isdecimal() or isinstance(part, Media):
            return Missing()
        try:
            await swap(self._bot.call, to.chat, ref, part)
        except TelegramError as error:
            self._doubt(error)
            return edit_outcome(error, to, ref)
        return Delivered(ref)

    def _doubt(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            self._intake.doubted.set()

    async def _toast(self, notice: Notice, answering: str) -> Outcome | None:
        """The notice on the press it answers; None where it comes too late for that, and is sent as a message."""
        if units(notice.text) > markup.TOAST:
            return None
        return await self._acks.toast(answering, markup.clean(notice.text))

    async def _answer(self, query: str, words: str) -> Outcome | None:
        try:
            await self._bot.answer_callback_query(query, text=words or None)
        except TelegramError as error:
            result = outcome(error, Address(self.platform, "", ""))
            return None if isinstance(result, Refused) else result
        return Delivered("")

    def _keep_half(self, nonce: str, done: list[Ref]) -> None:
        self._half_sent[nonce] = done
        if len(self._half_sent) > _HALF_SENT_KEPT:
            del self._half_sent[next(iter(self._half_sent))]


def laid_out(message: Message) -> tuple[Message, ...]:
    """The message as Telegram gets it: laid out for a phone, in as many parts as it needs."""
    if isinstance(message, Notice):
        message = Text((line(message.text),))
    if isinstance(message, Media) and message.kind == "video_note" and message.lines:
        # A round video has no caption.
        return (replace(message, lines=(), rows=()), *laid_out(Text(message.lines, message.rows)))
    # Tables are laid out before splitting, because that changes their length.
    folded = replace(message, lines=fold(message.lines, markup.PHONE_COLUMNS))
    return split(folded, TelegramGateway.limits)


async def _forget(_name: str, _value: str | None) -> str | None:
    return None
