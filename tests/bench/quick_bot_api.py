"""A Bot API that does next to nothing, in a process of its own: what is measured is the bot, not the server.

`python -m tests.bench.quick_bot_api` prints its port. `GET /drive?runners=50&rounds=20` plays so many
runners who each say /today, wait for the answer, and say it again; it answers with the seconds each one waited.
`GET /counts` tells how many messages came, when the first and the last one did (seconds of the system's monotonic
clock), when the first one came to a chat above a million, and how many were refused: with an argument it takes no more
messages than that in any second, like Telegram.
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
CROWD = 1_000_000
# In a form, as the bare library sends it, or in JSON, as we do.
_CHAT = re.compile(rb'chat_id(?:=|": ?"?)(-?\d+)')
_OFFSET = re.compile(rb'offset(?:=|": ?"?)(-?\d+)')
_TIMEOUT = re.compile(rb'(?<![a-z_])timeout(?:=|": ?"?)(\d+)')


FLOOD = json.dumps(
    {
        "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
).encode()  # fmt: skip


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

    def __init__(self, limit: int = 0) -> None:
        self.limit = limit
        self.taken: deque[float] = deque()
        self.times: list[float] = []
        self.chats: set[int] = set()
        self.refused = 0
        self.crowd = 0.0
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
                if not self.takes():
                    return FLOOD
                self.chats.add(chat)
                if chat > CROWD and not self.crowd:
                    self.crowd = self.times[-1]
                if (waiting := self.waiting.pop(chat, None)) is not None and not waiting.done():
                    waiting.set_result(None)
                return _sent(chat)
        return b'{"ok":true,"result":true}'

    def takes(self) -> bool:
        """Whether one more message is within the limit."""
        now = time.monotonic()
        if self.limit:
            while self.taken and now - self.taken[0] >= 1:
                self.taken.popleft()
            if len(self.taken) >= self.limit:
                self.refused += 1
                return False
            self.taken.append(now)
        self.times.append(now)
        return True

    def counts(self) -> bytes:
        ends = {"first": self.times[0], "last": self.times[-1]} if self.times else {}
        counted = {"messages": len(self.times), "chats": len(self.chats), "refused": self.refused}
        return json.dumps({**counted, "crowd": self.crowd, **ends}).encode()

    async def drive(self, runners: int, rounds: int) -> bytes:
        took: list[float] = []

        async def runner(chat: int) -> None:
            for _ in range(rounds):
                answered = self.waiting[chat] = asyncio.get_running_loop().create_future()
                start = time.perf_counter()
                self.say(chat, "/today")
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
                if url.path == "/counts":
                    answer = self.counts()
                elif url.path == "/drive":
                    given = {name: values[0] for name, values in parse_qs(url.query).items()}
                    answer = await self.drive(int(given["runners"]), int(given["rounds"]))
                else:
                    answer = await self.answer(url.path.rsplit("/", 1)[1], body)
                status = b"429 Too Many Requests" if answer is FLOOD else b"200 OK"
                writer.write(
                    b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    % (status, len(answer))
                    + answer
                )
                await writer.drain()
        writer.close()


async def main(limit: int) -> None:
    """Serve until killed."""
    server = await asyncio.start_server(Quick(limit).serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextlib.contextmanager
def running(limit: int = 0) -> Iterator[str]:
    """The server in a process of its own; gives its address."""
    with Popen([sys.executable, "-m", "tests.bench.quick_bot_api", str(limit)], stdout=PIPE) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
