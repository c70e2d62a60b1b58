"""discord.py's errors as the closed set of answers to sending. They end here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from adapters.gateway import TOKEN_PAUSE, EditOutcome, Gone, Missing, NotDelivered, Outcome, Refused, Unsure

TOKEN = "SINEW_DISCORD_TOKEN"  # noqa: S105  (the variable's name)
SHAPE = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
"""Of every bot's token; what looks different is not even tried."""

DMS_CLOSED = {50007, 50278}
"""Cannot send messages to this user; … because we share no server."""

CHANNEL_LOST = {10003, 50001}
"""Unknown channel; missing access: the address is wrong, the runner may still be reachable elsewhere."""

TOO_FAST = 40003
"""Opening direct messages too fast: it passes, whatever status it comes with."""

TOKEN_LOST = {10015, 10062, 50027}
"""Unknown webhook, unknown interaction, invalid webhook token: that interaction can no longer be answered."""

ACKNOWLEDGED = 40060
"""The interaction has been acknowledged already."""

_NOT_THERE = {10003, 10008, 30046, 50001, 50005, 50083}
"""Unknown channel or message, too many edits of an old message, no access, not ours, in a thread that went to sleep: a
new message is the way (and wakes the thread)."""

SOON = 5.0


@dataclass(slots=True)
class Heard:
    """What Discord's servers said last while we sent one message, which discord.py does not hand on.

    `tries`: how often it asked them.
    """

    tries: int = 0
    status: int = 0
    retry_after: float = 0.0
    whole_token: bool = False

    def refused(self, headers: Mapping[str, str]) -> None:
        self.whole_token = self.status == 429 and (
            "X-RateLimit-Global" in headers or headers.get("X-RateLimit-Scope") == "global" or "Via" not in headers
        )
        try:
            self.retry_after = float(headers.get("Retry-After", "0"))
        except ValueError:
            self.retry_after = 0.0


class Offline(Exception):
    """Not logged in (yet, or again): nothing can have been written."""


HEARD: ContextVar[Heard | None] = ContextVar("HEARD", default=None)


class Response(aiohttp.ClientResponse):
    """Notes what Discord said for the send it belongs to: discord.py quietly retries some."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (heard := HEARD.get()) is not None:
            heard.status = 0
            heard.tries += 1

    async def start(self, connection: Any) -> aiohttp.ClientResponse:
        await super().start(connection)
        if (heard := HEARD.get()) is not None:
            heard.status = self.status
            if heard.status >= 400:
                heard.refused(self.headers)
        return self


def said(error: BaseException) -> str:
    """What it says, or else what it is: a timeout says nothing."""
    return str(error) or type(error).__name__


def outcome(error: Exception, heard: Heard) -> Outcome:
    """What a failed send means for its sender."""
    match error:
        case discord.RateLimited():
            return NotDelivered(max(error.retry_after, heard.retry_after), heard.whole_token)
        case discord.HTTPException() if error.code == TOO_FAST:
            return NotDelivered(max(heard.retry_after, 600.0))
        case discord.HTTPException(status=429):
            # Not from Discord but from the wall in front of it, which locks out the whole address.
            return NotDelivered(max(heard.retry_after, 60.0), whole_token=True)
        case discord.HTTPException(status=401):
            return NotDelivered(TOKEN_PAUSE, whole_token=True)
        case discord.HTTPException() if error.status >= 500:
            return NotDelivered(SOON)
        case discord.HTTPException() if error.code in DMS_CLOSED | CHANNEL_LOST | {10013}:
            return Gone(f"{error.code}: {error.text}")
        case discord.HTTPException():
            return Refused(f"{error.status} {error.code}: {error.text}")
        case Offline() | aiohttp.ClientConnectorError():
            return NotDelivered(SOON)  # nothing was written
        case TimeoutError() if heard.status == 429:
            return NotDelivered(max(heard.retry_after, 1.0), heard.whole_token)
        case TimeoutError() if heard.status >= 500:
            return NotDelivered(SOON)
        case TimeoutError() | OSError() | aiohttp.ClientError():
            return Unsure(type(error).__name__)
    return Refused(f"{type(error).__name__}: {error}")


def edit_outcome(error: Exception, heard: Heard) -> EditOutcome:
    """The same for an edit, where a lost message has its own answer."""
    if isinstance(error, discord.HTTPException) and error.code in _NOT_THERE:
        return Missing()
    return outcome(error, heard)
