"""The HTTP under python-telegram-bot, on aiohttp instead of httpx.

Two reasons. Speed: about four times the messages a second for a quarter of the CPU (`tests/bench/telegram_bench.py`).
And exactness: it tells "never written" from "written, no answer", which decides between sending again and not.
"""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_JSON = {"Content-Type": "application/json"}


class Unwritten(NetworkError):
    """The request was certainly not sent: no connection."""


class Flood(TelegramError):
    """429, with the seconds to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Too many requests, retry after {retry_after:g} s")
        self.retry_after = retry_after


class Wire(BaseRequest):
    """One pool of connections to the Bot API; opened with its first request, in the loop that makes it."""

    def __init__(self, connections: int = 100, read_timeout: float = 15.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a request does not say otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to do: see `do_request`."""

    async def shutdown(self) -> None:
        """Close the connections; a later request would open new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; raises `Unwritten`, `Flood`, `TimedOut` or `NetworkError`, never with the URL in it."""
        session = self._session or self._open(url)
        default = BaseRequest.DEFAULT_NONE
        read = self._read_timeout if read_timeout is default else read_timeout
        connect = 10.0 if connect_timeout is default else connect_timeout
        timeout = aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)
        body, headers = _body(request_data)
        try:
            async with session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                status, payload = answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unwritten(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None
        if status == 429:
            raise Flood(_retry_after(payload))
        if status == 413:
            raise BadRequest("Request entity too large")
        if method == "POST" and not payload.lstrip().startswith(b"{"):
            # A proxy or a login page between us and Telegram: its 403 says nothing about the runner.
            raise NetworkError(f"HTTP {status} with an answer that is not Telegram's")
        return status, payload

    def _open(self, url: str) -> aiohttp.ClientSession:
        # The library's own certificates (httpx brings certifi): a bare machine may have none.
        secure: Any = httpx.create_ssl_context() if url.startswith("https:") else False
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300, ssl=secure),
            cookie_jar=aiohttp.DummyCookieJar(),
            proxy=_proxy(url),
        )
        return self._session


def _proxy(url: str) -> str | None:
    """The proxy that the environment names. Asked once: aiohttp would ask for every request, in a thread."""
    place = urlsplit(url)
    return None if proxy_bypass(place.hostname or "") else getproxies().get(place.scheme)


def _body(data: RequestData | None) -> tuple[Any, dict[str, str]]:
    if data is None:
        return None, {}
    files = data.multipart_data
    if not files:
        # A form would percent-encode every line break and emoji: twenty times the work, and a longer body.
        return data.json_payload, _JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in files.items():
        # As a stream: aiohttp writes one piece by piece, where it would hold the loop for a large one in bytes.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mime)
    return form, {}


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 5.0
