"""The short form of `make chaos`: the real program is killed at labelled points, and nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.chaos.world import IN_FLIGHT, LEASE_SECONDS, World, failover, frozen, schedule
from tests.postgres import fresh


def held(world: World) -> None:
    tally = world.tally
    assert tally.lost == []
    assert tally.wrong == []
    assert tally.most_flying <= IN_FLIGHT
    assert max(tally.stops, default=0) < 10


async def test_a_coach_killed_at_any_point_loses_no_morning_and_no_press(tmp_path: Path) -> None:
    world = World(tmp_path, "telegram", runners=12)
    async with world.open():
        for morning, evening in schedule(random.Random(1), 2, 3, 1):
            await world.live_a_day(morning, evening)
    held(world)
    assert world.tally.killed == 8
    assert world.tally.sends == 24


async def test_on_discord_nothing_arrives_twice_either(tmp_path: Path) -> None:
    world = World(tmp_path, "discord", runners=10)
    points = [("send.delivered", 2), ("ack.begun", 1)], [("event.decided", 2), ("send.delivered", 1)]
    async with world.open():
        await world.live_a_day(*points)
    held(world)
    assert world.tally.doubles == 0


@pytest.mark.xdist_group("postgres")
async def test_a_fleet_whose_processes_are_killed_loses_nothing(tmp_path: Path, postgres: str) -> None:
    world = World(tmp_path, "telegram", fresh(postgres), runners=10, workers=1)
    points = [("plan.written", 2), ("take.planned", 1), ("send.begun", 3)], [("event.written", 2)]
    async with world.open():
        await world.live_a_day(*points)
    held(world)


@pytest.mark.xdist_group("postgres")
async def test_a_worker_killed_while_it_takes_rows_leaves_them_to_the_next(tmp_path: Path, postgres: str) -> None:
    world = World(tmp_path, "telegram", fresh(postgres), runners=10, workers=1)
    points = ["hand.marked", "hand.out", "take.begun", "take.written", "take.planned"]
    async with world.open():
        await world.live_a_day([(one, 1) for one in points], [])
    held(world)
    assert [one for one in points if not world.tally.kills[one]] == []


@pytest.mark.xdist_group("postgres")
async def test_when_the_serving_process_is_killed_another_takes_over_within_30_seconds(
    tmp_path: Path, postgres: str
) -> None:
    world = World(tmp_path, "telegram", fresh(postgres), runners=5)
    async with world.open():
        served, answered = await failover(world)
    held(world)
    assert served < 30
    assert answered < 40
    assert world.tally.sends == 5


@pytest.mark.xdist_group("postgres")
async def test_a_serving_process_that_was_frozen_sends_nothing_when_it_goes_on(tmp_path: Path, postgres: str) -> None:
    world = World(tmp_path, "telegram", fresh(postgres), runners=10)
    async with world.open():
        await frozen(world, LEASE_SECONDS, rate=4)
    held(world)
    assert world.tally.doubles == 0
    assert world.tally.sends == 20
