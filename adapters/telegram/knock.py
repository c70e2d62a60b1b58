"""Whether Telegram takes a token, asked once and without starting anything."""

from __future__ import annotations

import json

from telegram.error import TelegramError, TimedOut

from adapters.gateway import Unreachable, WrongToken
from adapters.telegram.wire import Unwritten, Wire

API = "https://api.telegram.org/bot"
_WHY = {Unwritten: "no connection", TimedOut: "no answer in time"}


async def knock(token: str) -> str:
    """The bot's name. Raises WrongToken, or Unreachable."""
    wire = Wire(connections=1, read_timeout=5.0)
    try:
        status, payload = await wire.do_request(f"{API}{token}/getMe", "POST", connect_timeout=5.0)
        if status in (401, 404):
            raise WrongToken
        return "@" + str(json.loads(payload)["result"]["username"])
    except (TelegramError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(_WHY.get(type(error), type(error).__name__)) from None
    finally:
        await wire.shutdown()
