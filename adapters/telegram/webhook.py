"""Telegram calls us: a small HTTP server behind a TLS proxy, for those who have a public address."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import BadRequest

from adapters.gateway import ConfigurationError
from adapters.telegram.calls import RawBot, patiently
from adapters.telegram.updates import WANTED

WEBHOOK = "SINEW_TELEGRAM_WEBHOOK"
LISTEN = "SINEW_TELEGRAM_LISTEN"

_log = logging.getLogger(__name__)
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1 << 20
_LOOK_SECONDS = 900.0
"""How often it is looked whether Telegram still calls us."""

Take = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram calls (`url`, https), and where we listen for the proxy that passes it on.

    The secret comes with every call. Left empty it is made from the token, the same on every machine of a fleet.
    """

    url: str
    secret: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8080

    def secret_for(self, token: str) -> str:
        """The secret that goes with a token."""
        return self.secret or hashlib.sha256(f"sinew webhook {token}".encode()).hexdigest()


async def serve(bot: RawBot, webhook: Webhook, take: Take, doubted: asyncio.Event) -> None:
    """Listen for Telegram's calls for ever, and look now and then whether they still come here; soon when the token is
    `doubted`."""
    secret = webhook.secret_for(bot.token)
    server = await listen(webhook, secret, take)
    announce = partial(bot.set_webhook, webhook.url, allowed_updates=WANTED, secret_token=secret)

    async def begin() -> None:
        try:
            await announce()
        except BadRequest as error:
            raise ConfigurationError(WEBHOOK, f"Telegram does not take this address: {error.message}") from None

    failed: datetime | None = None

    async def look() -> None:
        nonlocal failed
        info = await bot.get_webhook_info()
        if info.url != webhook.url:
            why = "had been sent to another address" if info.url else "had been called off"
            _log.error(
                "Telegram's calls %s; they come here again. If another program uses this bot's token, stop one of"
                " the two", why, extra={"action": "telegram.unhooked"},
            )  # fmt: skip
        elif info.pending_update_count and info.last_error_date != failed:
            _log.error(
                "Telegram's calls do not arrive (%s): look at the proxy", info.last_error_message,
                extra={"action": "telegram.unreached"},
            )  # fmt: skip
        else:
            return
        failed = info.last_error_date
        # Also where the address is right: it may have been set with another secret.
        await announce()

    try:
        await patiently(begin)
        while True:
            # Polling finds out by itself; a gateway that is only called would wait for ever, with a token that was
            # revoked or a webhook that somebody deleted.
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await doubted.wait()
            doubted.clear()
            await patiently(look)
    finally:
        await server.cleanup()


async def listen(webhook: Webhook, secret: str, take: Take) -> web.AppRunner:
    """Serve the webhook until the returned runner is cleaned up. 200 is said once an update is safe."""

    async def called(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict):
            return web.Response(status=400)
        try:
            await take(update)
        except Exception:
            # Telegram calls again with the same update until it hears 200.
            _log.exception("not stored, will be called again", extra={"action": "telegram.take"})
            return web.Response(status=500)
        return web.Response()

    app = web.Application(client_max_size=_LARGEST)
    app.router.add_post(urlsplit(webhook.url).path or "/", called)
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, webhook.host, webhook.port).start()
    except OSError as error:
        await runner.cleanup()
        place = f"{webhook.host}:{webhook.port}"
        raise ConfigurationError(LISTEN, f"cannot listen on {place}: {error.strerror or error}") from None
    return runner
