"""The Bot API as the library does not show it: updates and answers as they come, and calls made until they work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from adapters.gateway import ConfigurationError
from adapters.telegram.outcomes import TOKEN
from adapters.telegram.updates import WANTED
from adapters.telegram.wire import Flood

_log = logging.getLogger(__name__)

_LONGEST_PAUSE = 15.0
"""So soon after a long outage is over, runners are heard again."""
_LATE = 10.0
"""A poll that has not ended so many seconds after its time sits on a connection that died without a word."""
_Answer = TypeVar("_Answer")


class RawBot(Bot):
    """python-telegram-bot's Bot with a way to its request layer: parameters in, the answer as it came out.

    Updates are asked for that way, because the library reads a batch as a whole: one update it cannot read would hold
    up all the others for ever.
    """

    async def call(self, method: str, given: Mapping[str, Any]) -> Any:
        """A method of the Bot API by its own name; parameters that are None are left out."""
        return await self._post(method, dict(given))

    async def raw_updates(self, offset: int, wait: float, limit: int = 100) -> list[dict[str, Any]]:
        """The unconfirmed updates from `offset` on, waiting for the first."""
        data = {"offset": offset, "timeout": int(wait), "limit": limit, "allowed_updates": list(WANTED)}
        updates: list[dict[str, Any]] = await self._post("getUpdates", data, read_timeout=wait + _LATE)
        return updates


async def patiently(call: Callable[[], Awaitable[_Answer]]) -> _Answer:
    """Call until it works, with growing pauses; says so once, and once more when it is over."""
    pause, waited = 1.0, False
    while True:
        try:
            answer = await call()
        except InvalidToken:
            raise ConfigurationError(TOKEN, "Telegram does not know it (any more); @BotFather shows it") from None
        except TelegramError as error:
            if not waited:
                _log.warning(
                    "out of reach (%s), trying again until it answers", error, extra={"action": "telegram.wait"}
                )
            waited = True
            await asyncio.sleep(max(pause, error.retry_after) if isinstance(error, Flood) else pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            if waited:
                _log.info("in reach again", extra={"action": "telegram.back"})
            return answer
