"""What the local Discord keeps: people, messages as they stand, interactions, troubles."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.discord import rules
from tests.discord.markdown import shown

EPOCH_MS = 1420070400000
_counter = itertools.count()


def snowflake(at: float | None = None) -> int:
    """An id as Discord makes them: its time is in it."""
    return (int((time.time() if at is None else at) * 1000) - EPOCH_MS) << 22 | (next(_counter) & 0x3FFFFF)


@dataclass(slots=True, eq=False)
class Person:
    """A user. `closed`: takes no direct messages from us. `stranger`: shares no server with us."""

    id: int
    name: str
    room: int
    """The channel of their direct messages with the bot."""

    closed: bool = False
    stranger: bool = False

    def json(self) -> dict[str, Any]:
        return {"id": str(self.id), "username": self.name, "global_name": self.name, "discriminator": "0"} | {
            "avatar": None
        }


@dataclass(slots=True, eq=False)
class Shown:
    """A message as it stands on the screen. `only_for`: ephemeral, the one who sees it."""

    channel: int
    id: int
    author: int
    content: str = ""
    components: Sequence[Mapping[str, Any]] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    flags: int = 0
    nonce: str = ""
    only_for: int = 0
    thinking: bool = False
    edits: int = 0
    at: float = 0.0

    @property
    def ref(self) -> str:
        return f"{self.channel}:{self.id}"

    @property
    def text(self) -> str:
        """All that it says, without marks; a blank that does not break is a blank."""
        said = "\n".join(shown(text)[0] for text in [self.content, *rules.texts(self.components)] if text)
        return said.replace("\u00a0", " ").replace("\u2060", "")

    @property
    def keys(self) -> dict[str, str]:
        """What can be pressed or picked: label -> key."""
        out = {}
        for component in rules.walk(self.components):
            if component["type"] == rules.BUTTON and "custom_id" in component:
                out[component["label"]] = component["custom_id"]
            for option in component.get("options", []):
                out[("✓ " if option.get("default") else "") + option["label"]] = option["value"]
        return out

    @property
    def labels(self) -> list[str]:
        return list(self.keys)


@dataclass(slots=True, eq=False)
class Talk:
    """An interaction and what became of it. `original`: the message that `@original` names."""

    id: int
    token: str
    person: Person
    channel: int
    kind: int
    began: float
    source: Shown | None = None
    callback: int = 0
    answered_after: float = 0.0
    original: Shown | None = None
    hidden: bool = False
    modal: Mapping[str, Any] | None = None
    choices: Sequence[Mapping[str, str]] | None = None
    replies: list[Shown] = field(default_factory=list)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with one request: refused, late, or answered never once it was carried out."""

    status: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    silence: bool = False


def refuse(status: int, code: int, message: str = "") -> Trouble:
    """An answer with an error code of Discord's."""
    return Trouble(status, {"code": code, "message": message})


def flood(seconds: float, *, whole_token: bool = False) -> Trouble:
    """429 with the seconds to wait, for one bucket or for the whole token."""
    headers = {"Retry-After": str(seconds), "Via": "1.1 google"}
    headers |= {"X-RateLimit-Global": "true"} if whole_token else {"X-RateLimit-Scope": "user"}
    return Trouble(
        429, {"message": "You are being rate limited.", "retry_after": seconds, "global": whole_token}, headers
    )


LOST_ANSWER = Trouble(silence=True)
"""Carried out, and the answer never comes."""
