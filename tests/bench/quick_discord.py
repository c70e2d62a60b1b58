"""The local Discord without its checks, in a process of its own: what is measured is the bot, not the server.

`python -m tests.bench.quick_discord` prints its port. `GET /drive?runners=50&rounds=20` plays so many runners who each
pick /today, wait for the answer, and pick it again; it answers with the seconds each one waited. `GET /rooms?count=9`
opens so many direct-message channels and answers with [user, channel] for each.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Iterator, Mapping
from subprocess import PIPE, Popen
from typing import Any

import discord
import yarl
from aiohttp import web

from tests.discord.server import TOKEN, Discord
from tests.discord.values import Person, Shown


class Quick(Discord):
    def __init__(self) -> None:
        super().__init__(TOKEN, checked=False)
        self.waiting: dict[int, asyncio.Future[None]] = {}
        self.cast: list[Person] = []

    def players(self, count: int) -> list[Person]:
        """The same people each time: a coach may know them."""
        while len(self.cast) < count:
            self.cast.append(self.person(f"Runner {len(self.cast)}"))
        return self.cast[:count]

    def add_routes(self, router: web.UrlDispatcher) -> None:
        super().add_routes(router)
        router.add_get("/drive", self._drive)
        router.add_get("/rooms", self._rooms)

    def _written(self, shown: Shown, body: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        super()._written(shown, body, files)
        if (waits := self.waiting.pop(shown.channel, None)) is not None:
            waits.set_result(None)
        # A long run must not grow: nothing here looks back.
        self.requests.clear()
        self.appeared.clear()

    async def _rooms(self, request: web.Request) -> web.Response:
        people = self.players(int(request.query["count"]))
        return web.json_response([[one.id, one.room] for one in people])

    async def _drive(self, request: web.Request) -> web.Response:
        runners, rounds = int(request.query["runners"]), int(request.query["rounds"])
        while not (self.sockets and self.commands):  # noqa: ASYNC110 (the bot connects when it can)
            await asyncio.sleep(0.01)
        people = self.players(runners)
        took = await asyncio.gather(*(self._runner_plays(one, rounds) for one in people))
        return web.json_response([seconds for one in took for seconds in one])

    async def _runner_plays(self, person: Person, rounds: int) -> list[float]:
        took = []
        for _ in range(rounds):
            waits = self.waiting[person.room] = asyncio.get_running_loop().create_future()
            began = time.perf_counter()
            await self.slash(person, "today")
            await waits
            took.append(time.perf_counter() - began)
        return took


async def main() -> None:
    quick = Quick()
    await quick.listen()
    print(quick.url.rpartition(":")[2], flush=True)
    await asyncio.Event().wait()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The server in a process of its own, and discord.py's clients speaking to it; gives its address."""
    before = (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)
    with Popen([sys.executable, "-W", "ignore", "-m", "tests.bench.quick_discord"], stdout=PIPE) as process:
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")
            yield f"http://127.0.0.1:{port}"
        finally:
            discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before
            process.terminate()


if __name__ == "__main__":
    asyncio.run(main())
