"""One process at a time serves a platform's token. The others stand by and take over when it falls silent.

The process that serves counts the time by a clock of its own, from before it asked, and stops earlier than the
database lets anybody else begin: cut off from the database, it learns nothing from there.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection
from datetime import timedelta

from bot.storage import Connection, StorageError, Store, leases, refusals

log = logging.getLogger(__name__)

LASTS = timedelta(seconds=15)
"""Without a sign of life for so long, the holder counts as gone."""
MARGIN = timedelta(seconds=4)
"""So much earlier the holder itself gives up: time to hang up, and to let what flies arrive."""
RENEW_SECONDS = 4.0
ASK_SECONDS = 2.0
PATIENCE = 1.0
"""Seconds for which an end waits to hand the lease over; without that it runs out by itself."""


class Lost(StorageError):
    """Another process serves the platform now, or may do so soon: this one was silent for too long."""

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"This Sinew did not reach the database in time and has let {platform} go, so that another one may take"
            " over. It stands by now."
        )


class Lease:
    def __init__(self, store: Store, platform: str, holder: str) -> None:
        self._store, self._platform, self._holder = store, platform, holder
        self._name = leases.name_of(platform)
        self._until = 0.0

    @property
    def held(self) -> bool:
        return _now() < self._until

    async def take(self) -> None:
        """Waits until this process is the one."""
        told = False
        while True:
            try:
                await self._ask()
            except StorageError as error:
                log.error("%s", error, extra={"action": "lease.postponed", "platform": self._platform})
            if self.held:
                break
            if not told:
                told = True
                log.info("standing by", extra={"action": "lease.waiting", "platform": self._platform})
            await asyncio.sleep(ASK_SECONDS)
        log.info("serving", extra={"action": "lease.taken", "platform": self._platform, "holder": self._holder})

    async def keep(self) -> None:
        """Shows signs of life for ever. Raises Lost as soon as there was none in time."""
        while True:
            await asyncio.sleep(min(RENEW_SECONDS, self._left()))
            try:
                async with asyncio.timeout(self._left()):
                    await self._ask()
            except TimeoutError:
                log.error("no sign of life in time", extra={"action": "lease.silent", "platform": self._platform})
            except StorageError as error:
                log.error("%s", error, extra={"action": "lease.postponed", "platform": self._platform})
            if not self.held:
                self._until = 0.0
                raise Lost(self._platform)

    async def give_up(self) -> None:
        if not self.held:
            return
        self._until = 0.0
        try:
            async with asyncio.timeout(PATIENCE):
                await self._store.write(lambda connection: leases.give_up(connection, self._name, self._holder, LASTS))
        except (StorageError, TimeoutError) as error:
            why = str(error) or "the database does not answer"
            log.error("%s", why, extra={"action": "lease.runs_out", "platform": self._platform})

    async def _ask(self) -> None:
        asked = _now()
        mine = await self._store.write(lambda connection: leases.take(connection, self._name, self._holder, LASTS))
        # The database counts from an instant after this one.
        self._until = asked + (LASTS - MARGIN).total_seconds() if mine else 0.0

    def _left(self) -> float:
        return max(0.0, self._until - _now())


def _now() -> float:
    """Seconds that nobody sets, and that go on while the machine sleeps, where the system counts those."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


async def served(connection: Connection, here: Collection[str]) -> set[str]:
    """The platforms that somebody serves now; `here`: those that the only process on an embedded store may."""
    if connection.dialect.name == "sqlite":
        return set(here) - (await refusals.known(connection)).keys()
    return await leases.platforms(connection, LASTS)
