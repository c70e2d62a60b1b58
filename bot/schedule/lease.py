"""One process at a time serves a platform's token. The others stand by and take over when it falls silent."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.storage import StorageError, Store, leases

log = logging.getLogger(__name__)

LASTS = timedelta(seconds=15)
"""Without a sign of life for so long, the holder counts as gone."""
RENEW_SECONDS = 4.0
ASK_SECONDS = 2.0


class Lost(StorageError):
    """Another process serves the platform now: this one was silent for too long."""

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"Another Sinew has taken over {platform}, because this one did not reach the database for"
            f" {LASTS.total_seconds():.0f} s. It ends here; started again, it stands by."
        )


class Lease:
    def __init__(self, store: Store, platform: str, holder: str) -> None:
        self._store, self._platform, self._holder = store, platform, holder
        self._name = name_of(platform)
        self.held = False

    async def take(self) -> None:
        """Waits until this process is the one."""
        told = False
        while not self.held:
            try:
                self.held = await self._ask()
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
        """Shows signs of life for ever. Raises Lost."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                if not await self._ask():
                    self.held = False
                    raise Lost(self._platform)
            except Lost:
                raise
            except StorageError as error:
                # Without the database nothing can be claimed or taken in either, so nobody is harmed meanwhile.
                log.error("%s", error, extra={"action": "lease.postponed", "platform": self._platform})

    async def give_up(self) -> None:
        if not self.held:
            return
        self.held = False
        try:
            await self._store.write(lambda connection: leases.give_up(connection, self._name, self._holder, LASTS))
        except StorageError as error:
            log.error("%s", error, extra={"action": "lease.runs_out", "platform": self._platform})

    async def _ask(self) -> bool:
        return await self._store.write(lambda connection: leases.take(connection, self._name, self._holder, LASTS))


def name_of(platform: str) -> str:
    """The row of `pulse` that says who serves a platform."""
    return f"gateway:{platform}"
