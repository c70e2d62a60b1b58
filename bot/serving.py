"""One platform being served: stood by for where others may serve it, heard and written to while its token is taken.

A platform that does not take our token (any more) takes nobody else's mornings along: it is left alone, said once, and
asked again after a while. Only when no platform is left, there is nothing to go on for.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping

from adapters.gateway import ConfigurationError
from bot.engine import Engine
from bot.schedule import hands
from bot.schedule.lease import Lease
from bot.schedule.posting import always
from bot.storage import StorageError, refusals

log = logging.getLogger(__name__)

AGAIN_SECONDS = 900.0
"""So long after a refusal the platform is asked again: the platform itself may have been wrong."""
SETTLED_SECONDS = 30.0
"""A platform that was not refused for so long is served."""
RETRY_SECONDS = 2.0


class NoneLeft(ConfigurationError):
    """Every platform that is set refused us."""

    def __init__(self, errors: Mapping[str, ConfigurationError]) -> None:
        super().__init__(next(iter(errors.values())).variable, "")
        self._said = "; ".join(str(one) for one in errors.values())

    def __str__(self) -> str:
        return self._said


class Serving:
    """`lease` where other processes may serve the platform, too. Who refused us stands in `engine.refused`."""

    def __init__(self, engine: Engine, platform: str, lease: Lease | None) -> None:
        self._engine, self._platform, self._lease = engine, platform, lease
        self._gateway, self._sender = engine.gateways[platform], engine.senders[platform]
        self._serves = always if lease is None else lambda: lease.held

    async def go_on(self) -> None:
        """Until the gateway is closed. Raises NoneLeft."""
        while True:
            try:
                await self._once()
                return
            except ConfigurationError as error:
                await self._leave(error)
                await asyncio.sleep(AGAIN_SECONDS)
            except StorageError as error:
                log.error("%s", error, extra={"action": "platform.postponed", "platform": self._platform})
                await asyncio.sleep(RETRY_SECONDS)

    async def _once(self) -> None:
        """Waits for the platform's lease, goes on where its last holder stopped, and stops when anything is lost."""
        if self._lease is not None:
            await self._lease.take()
        work = [asyncio.create_task(self._listen())]
        if self._lease is not None:
            work.append(asyncio.create_task(self._lease.keep()))
        settling = asyncio.create_task(self._settle())
        try:
            done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                one.result()
        except BaseException:
            self._sender.rest()
            raise
        finally:
            for one in (*work, settling):
                one.cancel()
            await asyncio.gather(*work, settling, return_exceptions=True)

    async def _listen(self) -> None:
        if self._lease is not None:
            await self._engine.start([self._platform])
            with contextlib.suppress(StorageError):
                # Until the first tick, too, what is not planned is left to workers where there are any.
                self._sender.only_planned(await hands.at_work(self._engine.store))
        if self._platform not in self._engine.refused:
            self._sender.resume(self._serves)
        await self._gateway.run(self._engine.receive)

    async def _settle(self) -> None:
        await asyncio.sleep(SETTLED_SECONDS)
        if self._engine.refused.pop(self._platform, None) is not None:
            log.warning("takes us again", extra={"action": "platform.back", "platform": self._platform})
            self._sender.resume(self._serves)
        with contextlib.suppress(StorageError):
            await refusals.clear(self._engine.store, [self._platform])

    async def _leave(self, error: ConfigurationError) -> None:
        refused, platform = self._engine.refused, self._platform
        first = platform not in refused
        refused[platform] = error
        if self._lease is not None:
            # Another process may have a token that is taken.
            await self._lease.give_up()
        if len(refused) == len(self._engine.gateways):
            raise NoneLeft(refused)
        if not first:
            return
        log.error(
            "%s. The other platforms go on; this one is asked again every %d minutes",
            error, AGAIN_SECONDS / 60, extra={"action": "platform.refused", "platform": platform},
        )  # fmt: skip
        with contextlib.suppress(StorageError):
            await refusals.keep(self._engine.store, platform, self._engine.clock.now(), str(error))
            await self._engine.detour()
