"""An answer to a recognised line: what it is, and the plain ones."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.dialogue import Handler, Reply, Turn
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import on_the_card, say

Answer = Callable[[Turn, "re.Match[str]"], Awaitable[Reply | None]]
"""From the turn and the match of its words; None for words that mean something else after all."""


def pressing(handler: Handler) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return (await handler(on_the_card(turn))).below()

    return answer


def saying(key: str) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return say(turn, key)

    return answer


def unhurt(answer: Answer) -> Answer:
    """The same, but for a line that also speaks of something that hurts: that comes first."""

    async def answered(turn: Turn, match: re.Match[str]) -> Reply | None:
        return None if heard.of_a_part(heard.read(turn)) else await answer(turn, match)

    return answered


def page(name: str) -> Answer:
    """A page of the settings."""

    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return await settings.settings(replace(turn, text=name, prompt=None))

    return answer


def set_to(name: str) -> Answer:
    """A page of the settings with what was typed for it; None for words that this page cannot read."""

    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return await settings.said_of(replace(turn, prompt=None), name, match["value"])

    return answer


def switched(name: str, what: str) -> Answer:
    """A button of a page of the settings, pressed in words."""

    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return settings.switched(replace(turn, prompt=None), name, what)

    return answer


def named(match: re.Match[str], group: str) -> str:
    """What stands in a group of the pattern, "" where it has none of that name."""
    return match.groupdict().get(group) or ""
