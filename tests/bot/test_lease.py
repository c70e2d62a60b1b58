"""One process at a time serves a platform, and who is cut off stops before another begins. On a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import make_url

from bot.clock import MovableClock
from bot.house import House
from bot.schedule import lease
from bot.schedule.tick import tick
from bot.storage import Store
from tests.bot.gateways import Moody
from tests.bot.test_fleet import at_work_on, clock, settle_in, store
from tests.contract.suite import until

pytestmark = pytest.mark.xdist_group("postgres")

__all__ = ["clock", "store"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LASTS", timedelta(seconds=1))
    monkeypatch.setattr(lease, "MARGIN", timedelta(seconds=0.3))
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.2)
    monkeypatch.setattr(lease, "ASK_SECONDS", 0.1)


class Listening(Moody):
    """Says when it is served, and until when."""

    served = False
    ended = 0.0

    async def run(self, on_events: Any) -> None:
        self.served = True
        try:
            await super().run(on_events)
        finally:
            self.served, self.ended = False, asyncio.get_running_loop().time()


class Cable:
    """The way to the database, which can be pulled: nothing arrives any more, and nobody is told."""

    def __init__(self, url: str) -> None:
        self._far = make_url(url)
        self._whole = asyncio.Event()
        self._whole.set()
        self._ends: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Cable:
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        near = self._far.set(host="127.0.0.1", port=port, query={})
        self.url = near.render_as_string(hide_password=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.mend()
        for one in self._ends:
            one.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def pull(self) -> None:
        self._whole.clear()

    def mend(self) -> None:
        self._whole.set()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far = await asyncio.open_unix_connection(f"{self._far.query['host']}/.s.PGSQL.5432")
        self._ends += [writer, far[1]]
        for one, other in ((reader, far[1]), (far[0], writer)):
            task = asyncio.create_task(self._carry(one, other))
            self._tasks.add(task)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._whole.wait()
                writer.write(data)
                await writer.drain()
        writer.close()


async def test_of_two_processes_one_serves_and_the_other_follows_when_it_stops(
    store: Store, clock: MovableClock, quick: None
) -> None:
    first, second = Listening(), Listening()
    one, two = at_work_on(store, clock, first), at_work_on(store, clock, second)
    async with working(one):
        await until(lambda: first.served)
        async with working(two):
            await asyncio.sleep(1.5)
            assert not second.served
            one.leases["telegram"]._holder = "nobody"  # From here on it is silent, like one that was killed.
            await until(lambda: second.served, 5)
            await until(lambda: not first.served, 5)
            assert not one.failed.done(), "it stands by, for the day on which the other one falls silent"


async def test_who_is_cut_off_from_the_database_has_stopped_before_another_begins(
    store: Store, postgres_url: str, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LASTS", timedelta(seconds=3))
    monkeypatch.setattr(lease, "MARGIN", timedelta(seconds=1))
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.5)
    monkeypatch.setattr(lease, "ASK_SECONDS", 0.1)
    first, second = Listening(), Listening()
    async with Cable(postgres_url) as cable:
        far = Store(cable.url)
        one, two = at_work_on(far, clock, first), at_work_on(store, clock, second)
        async with working(one):
            await until(lambda: first.served)
            async with working(two):
                loop = asyncio.get_running_loop()
                await asyncio.sleep(1)
                assert not second.served
                # Some are claimed and planned already, and wait until the platform has had enough of a pause.
                one.engine.senders["telegram"].pacer.pause(3.5)
                await settle_in(store, 5)
                await tick(store, clock)
                one.engine.wake()
                cable.pull()
                await until(lambda: second.served, 10)
                began = loop.time()
                assert not first.served
                assert 0.3 < began - first.ended < 2
                await asyncio.sleep(2)
                assert first.arrived == [], "what it had claimed is the other's now"
                cable.mend()
            # The other one has handed over in order, and it is this one's turn again.
            await until(lambda: first.served, 20)
            await until(lambda: len({chat for chat, _ in first.arrived + second.arrived}) == 5, 20)
            assert len(first.arrived + second.arrived) == 5


async def test_whoever_is_cut_off_from_the_database_still_ends_in_time(
    store: Store, postgres_url: str, clock: MovableClock
) -> None:
    gateway = Listening()
    await settle_in(store, 5)
    async with Cable(postgres_url) as cable:
        house = at_work_on(Store(cable.url), clock, gateway)
        await house.open()
        async with house.at_work(0.2):
            await until(lambda: len(gateway.arrived) == 5, 20)
            cable.pull()
            await asyncio.sleep(0.5)
            began = asyncio.get_running_loop().time()
        await house.close()
        assert asyncio.get_running_loop().time() - began < 10


async def test_an_orderly_end_hands_over_at_once(store: Store, clock: MovableClock) -> None:
    first, second = Listening(), Listening()
    one, two = at_work_on(store, clock, first), at_work_on(store, clock, second)
    async with working(two):
        await until(lambda: second.served)
        waiting = asyncio.create_task(run_until_served(one, first))
        await asyncio.sleep(0.3)
    began = asyncio.get_running_loop().time()
    await asyncio.wait_for(waiting, 20)
    assert asyncio.get_running_loop().time() - began < lease.ASK_SECONDS + 3


@asynccontextmanager
async def working(house: House) -> AsyncIterator[None]:
    await house.open()
    async with house.at_work(0.2):
        yield


async def run_until_served(house: House, gateway: Listening) -> None:
    async with working(house):
        await until(lambda: gateway.served, 20)
