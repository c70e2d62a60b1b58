"""Telegram as a stage: the coach behind the real gateway and the real library, against the local Bot API."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.gateway import Delivered, EditOutcome, Outcome
from adapters.messages import Address, Card, Message
from adapters.telegram.gateway import TelegramGateway
from adapters.telegram.webhook import Webhook
from bot.dialogue import Dialogue
from tests.stages.chat_stage import ChatStage, Seen
from tests.stages.stage import offered
from tests.telegram.server import BotApi
from tests.telegram.values import Person, Query, Shown


class _Remembering(TelegramGateway):
    """The gateway as it is; what cards say to programs is noted on the way out, for Telegram does not carry it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.cards: dict[tuple[str, str], dict[str, Any] | None] = {}

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        outcome = await super().send(to, message, nonce=nonce, silent=silent, answering=answering)
        return self._noted(to, message, outcome)

    async def edit(self, to: Address, ref: str, message: Message, *, answering: str = "") -> EditOutcome:
        outcome = await super().edit(to, ref, message, answering=answering)
        return self._noted(to, message, outcome)

    def _noted(self, to: Address, message: Message, outcome: Any) -> Any:
        if isinstance(outcome, Delivered) and isinstance(message, Card):
            data = dict(message.data) if message.data is not None else None
            self.cards |= {(to.chat, ref): data for ref in outcome.ref.split(",")}
        return outcome


class TelegramStage(ChatStage):
    """See `tests.stages.stage.Stage`. With `webhook` Telegram calls in, else the gateway polls."""

    platform = "telegram"

    def __init__(
        self, folder: Path, dialogues: Iterable[Dialogue] | None = None, *, webhook: bool = False, **more: Any
    ) -> None:
        super().__init__(folder, dialogues, **more)
        self.api = BotApi(now=lambda: self.moving.now().timestamp())
        self.gateway: _Remembering
        self.webhook = webhook
        self._pressed: list[Query] = []

    async def __aenter__(self) -> TelegramStage:
        await self.api.listen()
        await self.open()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.close()
        await self.api.hang_up()
        if not any(failure):
            assert self.api.violations == []
            late = [query for query in self._pressed if query.answered_after is None or query.answered_after > 1.5]
            assert not late, f"presses that were not answered in time: {late}"

    def made(self) -> TelegramGateway:
        hook = None
        if self.webhook:
            with socket.socket() as one:
                one.bind(("127.0.0.1", 0))
                port = one.getsockname()[1]
            hook = Webhook(f"http://127.0.0.1:{port}/telegram", port=port)
        self.gateway = _Remembering(
            self.api.token,
            now=self.moving.now,
            base_url=self.api.url,
            base_file_url=self.api.file_url,
            webhook=hook,
            menus={"": offered(self.dialogues)},
        )
        return self.gateway

    async def restart(self) -> None:
        """The coach goes down and comes up on the same file; Telegram keeps the chats, and what is not confirmed."""
        cards = self.gateway.cards
        await self.close()
        await self.open()
        self.gateway.cards |= cards

    async def say(self, text: str, as_: str = "") -> list[Seen]:
        return await self._take_step(lambda who: self.api.say(who, text), as_)

    async def press(self, label: str, as_: str = "") -> list[Seen]:
        """The button with that label on the newest message that has it, as it stands now."""
        for shown in reversed(self.api.seen(self._who(as_))):
            for key in (key for row in shown.keys for key in row):
                if key.label == label and not key.url:
                    return await self.press_key(key.data, as_, shown)
        raise AssertionError(f"no message has a button {label!r}; the newest says:\n{self.screen(as_)}")

    def key(self, label: str, as_: str = "") -> str:
        shown = reversed(self.api.seen(self._who(as_)))
        return next(key.data for one in shown for row in one.keys for key in row if key.label == label)

    async def press_key(self, key: str, as_: str = "", on: Shown | None = None) -> list[Seen]:
        """A key by itself: an old keyboard, or one made up."""

        def press(who: Person) -> int:
            place = on or (self.api.seen(who) or [Shown(who.id, 1, "", ())])[-1]
            self._pressed.append(self.api.press_data(who, place, key))
            return self.api.newest_update

        return await self._take_step(press, as_)

    async def send(self, path: Path, as_: str = "") -> list[Seen]:
        send = self.api.send_video if path.suffix == ".mp4" else self.api.send_file
        return await self._take_step(lambda who: send(who, path.name, path.read_bytes()), as_)

    async def _take_step(self, act: Callable[[Person], int], as_: str) -> list[Seen]:
        self._begin_step()
        event = str(act(self._who(as_)))
        await self._taken(event)
        await self.house.quiet()
        return self._end_step()

    def _is_of(self, one: Shown, who: Person) -> bool:
        return one.chat == who.id

    def _sight(self, one: Shown) -> Seen:
        card = self.gateway.cards.get((str(one.chat), str(one.id)))
        at = datetime.fromtimestamp(one.at, UTC)
        document = one.file.content if one.file is not None and one.kind == "document" else None
        film = one.file.name if one.file is not None and one.kind == "video" else ""
        return Seen(one.read, one.labels, at, one.id if one.edits else None, one.kind == "toast", card, document, film)
