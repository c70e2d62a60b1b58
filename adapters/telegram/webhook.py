"""Telegram calls us: a small HTTP server behind a TLS proxy, for those who have a public address."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from adapters.gateway import ConfigurationError

WEBHOOK = "SINEW_TELEGRAM_WEBHOOK"
LISTEN = "SINEW_TELEGRAM_LISTEN"

_log = logging.getLogger(__name__)
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1 << 20


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


async def listen(webhook: Webhook, secret: str, take: Callable[[dict[str, Any]], Awaitable[None]]) -> web.AppRunner:
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
