"""A Bot API that does next to nothing, in a process of its own: what is measured is the bot, not the server.

`python -m tests.bench.quick_bot_api` prints its port. `GET /drive?runners=50&rounds=20&text=/today` plays so many
runners who each say something, wait for the answer, and say it again; it answers with the seconds each one waited.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import sys
import time
from collections import deque
from collections.abc import Iterator
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import parse_qs, urlsplit

ME = {"id": 4242, "is_bot": True, "first_name": "Quick", "username": "QuickBot"}
TOKEN = "4242:QUICK-token_of-a-bot-that-does-not-exist"
_CHAT = re.compile(rb"chat_id=(-?\d+)")
_OFFSET = re.compile(rb"offset=(-?\d+)")
_TIMEOUT = re.compile(rb"(?<![a-z_])timeout=(\d+)")


def _sent(chat: int) -> bytes:
    message = {
        "message_id": 7,
        "date": 1764000000,
        "chat": {"id": chat, "type": "private", "first_name": "R"},
        "text": "x",
    }
    return json.dumps({"ok": True, "result": message}).encode()


class Quick:
    """The state: updates that wait, and who waits for an answer."""

    def __init__(self) -> None:
        self.pending: deque[dict[str, Any]] = deque()
        self.news = asyncio.Event()
        self.waiting: dict[int, asyncio.Future[None]] = {}
        self.number = 0

    def say(self, chat: int, text: str) -> None:
        self.number += 1
        who = {"id": chat, "is_bot": False, "first_name": "R", "language_code": "en"}
        message: dict[str, Any] = {"message_id": self.number, "date": int(time.time()), "text": text, "from": who}
        message["chat"] = {"id": chat, "type": "private", "first_name": "R"}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        self.pending.append({"update_id": self.number, "message": message})
        self.news.set()

    async def updates(self, body: bytes) -> bytes:
        found, timeout = _OFFSET.search(body), _TIMEOUT.search(body)
        offset = int(found.group(1)) if found else 0
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        if not self.pending:
            self.news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), int(timeout.group(1)) if timeout else 0)
        return json.dumps({"ok": True, "result": list(self.pending)[:100]}).encode()

    async def answer(self, method: str, body: bytes) -> bytes:
        match method:
            case "getMe":
                return json.dumps({"ok": True, "result": ME}).encode()
            case "getUpdates":
                return await self.updates(body)
            case "sendMessage" | "editMessageText":
                found = _CHAT.search(body)
                chat = int(found.group(1)) if found else 0
                if (waiting := self.waiting.pop(chat, None)) is not None and not waiting.done():
                    waiting.set_result(None)
                return _sent(chat)
        return b'{"ok":true,"result":true}'

    async def drive(self, runners: int, rounds: int, text: str) -> bytes:
        took: list[float] = []

        async def runner(chat: int) -> None:
            for _ in range(rounds):
                answered = self.waiting[chat] = asyncio.get_running_loop().create_future()
                start = time.perf_counter()
                self.say(chat, text)
                await asyncio.wait_for(answered, 60)
                took.append(time.perf_counter() - start)

        await asyncio.gather(*(runner(10_001 + n) for n in range(runners)))
        return json.dumps(took).encode()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: *(\d+)", head)
                body = await reader.readexactly(int(length.group(1))) if length else b""
                url = urlsplit(head.split(b" ", 2)[1].decode())
                if url.path == "/drive":
                    given = {name: values[0] for name, values in parse_qs(url.query).items()}
                    answer = await self.drive(int(given["runners"]), int(given["rounds"]), given["text"])
                else:
                    answer = await self.answer(url.path.rsplit("/", 1)[1], body)
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
                    + answer
                )
                await writer.drain()
        writer.close()


async def main() -> None:
    """Serve until killed."""
    server = await asyncio.start_server(Quick().serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The server in a process of its own; gives its address."""
    with Popen([sys.executable, "-m", "tests.bench.quick_bot_api"], stdout=PIPE) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(main())
