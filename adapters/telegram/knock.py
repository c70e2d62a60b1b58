"""Whether Telegram takes a token, and where it calls: asked once and without starting anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram.error import TelegramError, TimedOut

from adapters.gateway import Unreachable, WrongToken
from adapters.telegram.wire import Unwritten, Wire

API = "https://api.telegram.org/bot"
_WHY = {Unwritten: "no connection", TimedOut: "no answer in time"}


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram calls ("": it waits to be asked), how many updates wait there, and what went wrong last."""

    url: str
    waiting: int
    error: str


async def knock(token: str) -> str:
    """The bot's name. Raises WrongToken, or Unreachable."""
    return "@" + str((await _ask(token, "getMe"))["username"])


async def hook(token: str) -> Hook:
    """Raises WrongToken, or Unreachable."""
    found = await _ask(token, "getWebhookInfo")
    return Hook(found["url"], found["pending_update_count"], found.get("last_error_message", ""))


async def _ask(token: str, method: str) -> Mapping[str, Any]:
    wire = Wire(connections=1, read_timeout=5.0)
    try:
        status, payload = await wire.do_request(f"{API}{token}/{method}", "POST", connect_timeout=5.0)
        if status in (401, 404):
            raise WrongToken
        result: Mapping[str, Any] = json.loads(payload)["result"]
        return result
    except (TelegramError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(_WHY.get(type(error), type(error).__name__)) from None
    finally:
        await wire.shutdown()
