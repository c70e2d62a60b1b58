"""A local server that can be out of reach and come back on its port, as the ones that play the platforms do."""

from __future__ import annotations

import asyncio
import socket

from aiohttp import web


class Listening:
    def __init__(self) -> None:
        self.port = 0
        """The same each time, once it has listened."""
        self._runner: web.AppRunner | None = None
        self._socket: socket.socket | None = None

    def __bool__(self) -> bool:
        return self._runner is not None

    async def start(self, app: web.Application, port: int = 0) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05, handler_cancellation=True)
        await self._runner.setup()
        self._socket = socket.create_server(("127.0.0.1", port or self.port), backlog=128)
        self._socket.setblocking(False)
        self.port = self._socket.getsockname()[1]
        await web.SockSite(self._runner, self._socket).start()

    async def stop(self) -> None:
        """No connection is taken any more, and those there are end."""
        if self._runner is None or self._socket is None:
            return
        # asyncio drops, unclosed, a connection that was taken in the very turn in which its server closes.
        asyncio.get_running_loop().remove_reader(self._socket)
        for _ in range(3):
            await asyncio.sleep(0)
        await self._runner.cleanup()
        self._runner = self._socket = None
