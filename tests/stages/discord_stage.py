"""Discord as a stage: the coach behind the real gateway and real discord.py, against the local Discord."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.discord.gateway import DiscordGateway
from adapters.gateway import Delivered, EditOutcome, Outcome
from adapters.messages import Address, Card, Message, Notice
from bot import menu, platforms
from bot.dialogue import Dialogue
from tests.discord import rules
from tests.discord.server import Discord
from tests.discord.values import Person, Shown, Talk
from tests.stages.chat_stage import PATIENCE, ChatStage, Seen
from tests.stages.stage import offered


class _Remembering(DiscordGateway):
    """The gateway as it is; noted on the way out is what Discord does not carry: a card's data, what was fleeting."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.cards: dict[str, dict[str, Any] | None] = {}
        self.notices: set[str] = set()

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        outcome = await super().send(to, message, nonce=nonce, silent=silent, answering=answering)
        if isinstance(outcome, Delivered) and isinstance(message, Notice):
            self.notices.add(outcome.ref)
        return self._noted(message, outcome)

    async def edit(self, to: Address, ref: str, message: Message, *, answering: str = "") -> EditOutcome:
        return self._noted(message, await super().edit(to, ref, message, answering=answering))

    def _noted(self, message: Message, outcome: Any) -> Any:
        if isinstance(outcome, Delivered) and isinstance(message, Card):
            data = dict(message.data) if message.data is not None else None
            self.cards |= dict.fromkeys(outcome.ref.split(","), data)
        return outcome


class DiscordStage(ChatStage):
    """See `tests.stages.stage.Stage`."""

    platform = "discord"

    def __init__(self, folder: Path, dialogues: Iterable[Dialogue] | None = None, **more: Any) -> None:
        super().__init__(folder, dialogues, **more)
        self.api = Discord(now=lambda: self.moving.now().timestamp())
        self.gateway: _Remembering
        self._talks: list[Talk] = []

    async def __aenter__(self) -> DiscordStage:
        await self.api.__aenter__()
        await self.open()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.close()
        await self.api.__aexit__(*failure)
        if not any(failure):
            assert not self.api.violations, "\n".join(self.api.violations)
            late = [talk for talk in self._talks if not talk.callback or talk.answered_after > 1.5]
            assert not late, f"interactions that were not answered in time: {late}"

    def made(self) -> DiscordGateway:
        self.gateway = _Remembering(
            self.api.token, commands=offered(self.dialogues), suggest=menu.suggest, modals=platforms.forms()
        )
        return self.gateway

    async def connect(self) -> None:
        before = self.api.identified
        await super().connect()
        async with asyncio.timeout(PATIENCE):
            while self.api.identified == before:  # noqa: ASYNC110 (the connection comes up by itself)
                await asyncio.sleep(0.002)

    async def restart(self) -> None:
        """The coach goes down and comes up on the same file; Discord keeps the chats."""
        cards, notices = self.gateway.cards, self.gateway.notices
        await self.close()
        await self.open()
        self.gateway.cards |= cards
        self.gateway.notices |= notices

    async def say(self, text: str, as_: str = "") -> list[Seen]:
        """A command without arguments is picked from the menu; anything else is typed."""
        if text.startswith("/") and any(one["name"] == text[1:] for one in self.api.commands):
            return await self._take_step(lambda who: self.api.slash(who, text[1:]), as_)
        return await self._take_step(lambda who: self.api.say(who, text), as_)

    async def press(self, label: str, as_: str = "") -> list[Seen]:
        """The button or list entry with that label on the newest message that has it, as it stands now."""
        shown = self._newest(as_, lambda one: label in one.keys)
        if shown is None:
            raise AssertionError(f"no message has a button {label!r}; the newest says:\n{self.screen(as_)}")
        return await self._take_step(lambda who: self.api.click(who, shown, label), as_)

    async def fill_in(self, label: str, text: str, as_: str = "") -> list[Seen]:
        """The button with that label opens a form, and the form goes off with that text in it."""
        shown = self._newest(as_, lambda one: label in one.keys)
        assert shown is not None
        opened = await self.api.click(self._who(as_), shown, label)
        self._talks.append(opened)
        async with asyncio.timeout(PATIENCE):
            await opened.acknowledged.wait()
        return await self._take_step(lambda who: self.api.submit(opened, text), as_)

    def key(self, label: str, as_: str = "") -> str:
        shown = self._newest(as_, lambda one: label in one.keys)
        assert shown is not None
        return shown.keys[label]

    async def press_key(self, key: str, as_: str = "") -> list[Seen]:
        """A key by itself: an old message's, or one made up."""
        shown = self._newest(as_, lambda one: key in one.keys.values()) or self._newest(as_, lambda one: True)
        assert shown is not None
        return await self._take_step(lambda who: self.api.forge(who, shown, key), as_)

    async def send(self, path: Path, as_: str = "") -> list[Seen]:
        return await self._take_step(lambda who: self.api.say(who, "", {path.name: path.read_bytes()}), as_)

    def _newest(self, as_: str, fits: Callable[[Shown], bool]) -> Shown | None:
        return next((one for one in reversed(self.api.seen(self._who(as_))) if one.components and fits(one)), None)

    async def _take_step(self, act: Callable[[Person], Awaitable[Shown | Talk]], as_: str) -> list[Seen]:
        self._begin_step()
        done = await act(self._who(as_))
        await self._taken(str(done.id))
        if isinstance(done, Talk):
            self._talks.append(done)
            async with asyncio.timeout(PATIENCE):
                await done.acknowledged.wait()
        await self.house.quiet()
        return self._end_step()

    def _is_of(self, one: Shown, who: Person) -> bool:
        return one.channel == who.room

    def _sight(self, one: Shown) -> Seen:
        document = next((content for name, content in one.files.items() if name != "picture.png"), None)
        return Seen(
            one.text, one.labels, datetime.fromtimestamp(one.at, UTC), one.id if one.edits else None,
            one.ref in self.gateway.notices, self.gateway.cards.get(one.ref), document, self._film(one),
        )  # fmt: skip

    def _film(self, one: Shown) -> str:
        """The video in the message that a button leads to."""
        for component in rules.walk(one.components):
            place = re.fullmatch(r"https://discord\.com/channels/@me/(\d+)/(\d+)", component.get("url", ""))
            if place:
                return next(iter(self.api.messages[int(place[1]), int(place[2])].files))
        return ""
