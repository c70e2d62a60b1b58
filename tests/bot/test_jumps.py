"""The system's clock is put right by hours while the coach works: no look at who is due is missed, nothing waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.gateway import NotDelivered
from adapters.messages import Said
from bot.clock import SystemClock
from bot.house import House
from bot.schedule import jumps
from bot.storage import Store, sqlite
from tests.bot.echo import ECHO
from tests.bot.gateways import Moody
from tests.bot.test_delivery import Scene, times, until

TWO_HOURS = timedelta(hours=2)


class Wrong:
    """The system's clock with somebody's hand on it."""

    by = timedelta(0)

    def now(self) -> datetime:
        return SystemClock().now() + self.by

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> Wrong:
    """The clock that the coach reads, and the one that APScheduler reads by itself."""
    clock = Wrong()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return clock.now().astimezone(tz)

    for module in ("schedulers.base", "executors.base", "triggers.interval", "job"):
        if hasattr(__import__(f"apscheduler.{module}", fromlist=["datetime"]), "datetime"):
            monkeypatch.setattr(f"apscheduler.{module}.datetime", Shifted)
    monkeypatch.setattr("bot.jobs.SystemClock", lambda: clock)
    monkeypatch.setattr(jumps, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(jumps.watch, "__defaults__", (0.1,))
    return clock


@pytest.fixture
async def scene(tmp_path: Path, wrong: Wrong) -> AsyncIterator[Scene]:
    scene = Scene(tmp_path, Moody())
    scene.moving = wrong  # type: ignore[assignment]
    store = Store(sqlite.url_of(scene.path), durable=False)
    scene.house = House(store, wrong, [ECHO], {"telegram": scene.gateway})
    await scene.house.open()
    yield scene
    await scene.house.close(1)


@pytest.mark.parametrize("by", [TWO_HOURS, -TWO_HOURS])
async def test_the_tick_goes_on_when_the_clock_is_put_elsewhere(scene: Scene, wrong: Wrong, by: timedelta) -> None:
    async with scene.house.at_work(0.3):
        await asyncio.sleep(0.5)
        wrong.by = by
        await asyncio.sleep(0.5)
        ticks = await scene.house.store.read(_beats)
        await asyncio.sleep(1.0)
        assert await scene.house.store.read(_beats) > ticks


async def _beats(connection: Any) -> datetime:
    from bot.storage import people

    return await people.last_beat(connection, "tick") or datetime.min.replace(tzinfo=UTC)


async def test_an_answer_that_waits_for_another_try_does_not_wait_two_hours_more(scene: Scene, wrong: Wrong) -> None:
    scene.gateway.decide = times(1, NotDelivered(1), "I heard")  # type: ignore[assignment]
    async with scene.house.at_work(0.3):
        await scene.house.give([Said(scene.origin(), "hi"), Said(scene.origin(), "Europe/Berlin")])
        await until(lambda: "You live in Europe/Berlin." in scene.texts())
        await scene.house.give([Said(scene.origin(), "echo 1")])
        await until(lambda: scene.gateway.tried == 3)
        wrong.by = -TWO_HOURS
        async with asyncio.timeout(5):
            while "I heard echo 1." not in scene.texts():  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_what_flies_while_the_clock_jumps_is_not_taken_for_lost(scene: Scene, wrong: Wrong) -> None:
    async with scene.house.at_work(0.3):
        await scene.house.give([Said(scene.origin(), "hi"), Said(scene.origin(), "Europe/Berlin")])
        await until(lambda: "You live in Europe/Berlin." in scene.texts())
        scene.gateway.seconds = 1.0
        await scene.house.give([Said(scene.origin(), "echo 1")])
        await until(lambda: scene.gateway.flying)
        wrong.by = TWO_HOURS
        await asyncio.sleep(2.5)
    assert scene.texts().count("I heard echo 1.") == 1


async def test_a_busy_machine_is_no_jump(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    async def jumped(by: timedelta) -> None:
        told.append(by)

    clock = Wrong()
    task = asyncio.create_task(jumps.watch(clock, jumped, 0.05))
    await asyncio.sleep(0.2)
    clock.by = timedelta(seconds=1)
    await asyncio.sleep(0.2)
    assert told == []
    clock.by = timedelta(hours=-1)
    await asyncio.sleep(0.2)
    task.cancel()
    assert [round(one.total_seconds() / 60) for one in told] == [-60]
