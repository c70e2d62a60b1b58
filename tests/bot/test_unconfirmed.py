"""The database stored something and could not say so any more: a connection that broke during the commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import insert, select

from adapters.messages import Said
from bot.engine import Options
from bot.house import House
from bot.schedule.tick import tick
from bot.storage import StorageError, Store, sqlite
from bot.storage.connection import Query
from bot.storage.tables import outbox
from bot.throttle import Throttle
from tests.bot.echo import ECHO, ask
from tests.bot.gateways import Moody
from tests.bot.test_delivery import BEGIN, Scene, until

T = TypeVar("T")


class Mumbling(Store):
    """Stores what it is given; of so many of the next writes nobody hears that it did."""

    unheard = 0
    failing = 0

    async def write(self, query: Query[T]) -> T:
        if self.failing:
            self.failing -= 1
            raise StorageError("the disk is full")
        result = await super().write(query)
        if self.unheard:
            self.unheard -= 1
            raise StorageError("the connection broke")
        return result


@contextmanager
def unheard(scene: Scene, count: int = 1) -> Iterator[None]:
    store = scene.house.store
    assert isinstance(store, Mumbling)
    store.unheard = count
    yield
    assert not store.unheard, "there was nothing to hear"


@asynccontextmanager
async def stored_by(kind: type[Store], folder: Path) -> AsyncIterator[Scene]:
    """A runner has joined; from then on it is such a store that keeps what happens."""
    scene = Scene(folder, Moody())
    await scene.open()
    await scene.join()
    await scene.house.close(1)
    store = kind(sqlite.url_of(scene.path), durable=False)
    scene.house = House(store, scene.moving, [ECHO], {"telegram": scene.gateway}, Options(retry_seconds=0.05))
    await scene.house.open()
    try:
        yield scene
    finally:
        await scene.house.close(1)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with stored_by(Mumbling, tmp_path) as scene:
        yield scene


async def test_an_event_is_handled_when_it_comes_again(scene: Scene) -> None:
    event = Said(scene.origin(), "echo 1")
    with unheard(scene), pytest.raises(StorageError):
        await scene.house.engine.receive([event])
    for _ in range(3):
        await scene.house.engine.receive([event])
    await scene.house.quiet()
    assert scene.texts().count("I heard echo 1.") == 1


async def test_an_answer_does_not_wait_for_its_lease_to_end(scene: Scene) -> None:
    await scene.house.engine.receive([Said(scene.origin(), "today")])
    with unheard(scene):
        await until(lambda: not scene.house.engine._lanes)
    sender = asyncio.create_task(scene.house.engine.senders["telegram"].run())
    await until(lambda: scene.texts()[-1] == "Today")
    await scene.house.quiet()
    assert scene.texts().count("Today") == 1
    await scene.house.engine.senders["telegram"].stop(1)
    await sender


async def test_what_was_claimed_does_not_wait_for_its_lease_to_end(scene: Scene) -> None:
    scene.moving.move(BEGIN + timedelta(hours=1))
    await tick(scene.house.store, scene.moving)
    with unheard(scene), pytest.raises(StorageError):
        await scene.house.engine.senders["telegram"].crank()
    await scene.house.quiet()
    assert scene.texts()[-1] == "Morning 2026-11-24"
    assert await scene.rows("status", "tries", kind="morning") == [("sent", 1)]


async def test_what_was_acknowledged_is_not_sent_again(scene: Scene) -> None:
    sender = scene.house.engine.senders["telegram"]
    scene.moving.move(BEGIN + timedelta(hours=1))
    await tick(scene.house.store, scene.moving)
    await sender.crank()
    await until(lambda: sender._acks)
    with unheard(scene), pytest.raises(StorageError):
        await sender.crank()
    await scene.house.quiet()
    assert scene.texts().count("Morning 2026-11-24") == 1
    assert await scene.rows("status", "tries", kind="morning") == [("sent", 1)]


class Slow(Store):
    """Stores the next thing when it is let."""

    let: asyncio.Event | None = None

    async def write(self, query: Query[T]) -> T:
        let, self.let = self.let, None
        if let is not None:
            await let.wait()
        return await super().write(query)


async def test_what_was_sent_is_not_taken_for_lost_while_it_is_written_down(tmp_path: Path) -> None:
    async with stored_by(Slow, tmp_path) as scene:
        store, sender = scene.house.store, scene.house.engine.senders["telegram"]
        assert isinstance(store, Slow)
        scene.moving.move(BEGIN + timedelta(hours=1))
        await tick(store, scene.moving)
        await sender.crank()
        await until(lambda: sender._acks)
        let = store.let = asyncio.Event()
        writing = asyncio.create_task(sender.crank())
        await until(lambda: store.let is None)
        scene.moving.move(scene.moving.now() + timedelta(minutes=2))
        await sender.sweep()
        let.set()
        await writing
        await scene.go(minutes=10)
        assert scene.texts().count("Morning 2026-11-24") == 1
        assert await scene.rows("status", kind="morning") == [("sent",)]


async def test_a_store_that_fails_makes_nobody_speak_too_fast(scene: Scene) -> None:
    """A platform gives an event again each second until it is safe: those tries are ours and not the runner's."""
    engine, event = scene.house.engine, Said(scene.origin(), "echo 1")
    engine._throttle = Throttle(scene.moving, {"telegram": 3})
    assert isinstance(scene.house.store, Mumbling)
    scene.house.store.failing = 5
    for _ in range(5):
        with pytest.raises(StorageError):
            await engine.receive([event])
    await engine.receive([event])
    await scene.house.quiet()
    assert scene.texts()[-1] == "I heard echo 1."


async def message(scene: Scene) -> None:
    """One more message to the runner comes due, written by another process."""
    [row] = await ask(scene, select(outbox).order_by(outbox.c.id.desc()).limit(1))
    values = {**row._mapping, "status": "due", "due_at": scene.moving.now(), "key": None, "ref": ""}
    del values["id"]
    await scene.house.store.write(lambda connection: connection.execute(insert(outbox), [values]))


async def test_who_wakes_a_sender_while_it_looks_is_heard(scene: Scene) -> None:
    sender, look = scene.house.engine.senders["telegram"], scene.house.engine.senders["telegram"]._look_ahead

    async def meanwhile() -> None:
        await look()
        sender._look_ahead = look  # type: ignore[method-assign]
        await message(scene)
        sender.wake()

    sender.wake()
    sender._look_ahead = meanwhile  # type: ignore[method-assign]
    assert await sender.crank() == 0
    assert await sender.crank() == 1


async def test_who_wakes_a_sender_while_it_claims_is_heard(scene: Scene) -> None:
    sender, write = scene.house.engine.senders["telegram"], scene.house.store.write

    async def meanwhile(query: Query[T]) -> T:
        result = await write(query)
        scene.house.store.write = write  # type: ignore[method-assign]
        await message(scene)
        sender.wake()
        return result

    await message(scene)
    sender.wake()
    scene.house.store.write = meanwhile  # type: ignore[method-assign,assignment]
    assert await sender.crank() == 1
    await until(lambda: not sender._chats)
    sender._unlooked = False
    assert await sender.crank() == 1, "by the wake alone"
