"""A platform's token was taken out of the settings: a runner with another door is reached by that one.

On one machine with real python-telegram-bot and real discord.py; in a fleet, where a process elsewhere may serve it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot import due, status
from bot.cli import doctor
from bot.clock import MovableClock
from bot.dialogues import admin
from bot.house import House
from bot.logs import TALLY
from bot.metrics import Metrics
from bot.schedule import detour, lease
from bot.schedule.tidying import KEEP_MESSAGES, tidy
from bot.storage import Connection, Store, doors, leases, overview
from bot.storage.tables import address, outbox, person
from bot.turns.commit import columns
from bot.words import Words
from core.athlete import Athlete
from tests.bot.echo import ECHO
from tests.bot.gateways import Moody
from tests.bot.test_fleet import TUESDAY as SEVEN, ZONE, older
from tests.bot.test_refused import at_work, came, down, move, texts
from tests.contract.suite import until
from tests.dialogues.doors.test_two_platforms import code_from
from tests.dialogues.living import FRIDAY, SUNDAY_EVENING, TUESDAY
from tests.scenarios.scenarios import export_file
from tests.stages.chat_stage import ChatStage
from tests.stages.two_doors import TwoDoors

# --- on one machine ---


async def prefers(both: TwoDoors, platform: str) -> None:
    async def query(connection: Connection) -> None:
        [runner] = (await connection.execute(select(person.c.id))).scalars()
        [door] = [one for one in await doors.of(connection, runner) if one.platform == platform]
        await doors.prefer(connection, runner, door.id)

    await both.house.store.write(query)


async def linked(both: TwoDoors, folder: Path, *, prefer: str) -> None:
    await both.telegram.send(export_file(folder))
    await both.discord.say(await code_from(both.telegram))
    await prefers(both, prefer)
    await down(both)


def sides(both: TwoDoors, lost: str) -> tuple[ChatStage, ChatStage]:
    return (both.telegram, both.discord) if lost == "telegram" else (both.discord, both.telegram)


@pytest.mark.parametrize("lost", ["telegram", "discord"])
async def test_whose_door_has_no_token_any_more_gets_the_morning_by_the_other_one_and_the_next_at_their_own(
    tmp_path: Path, lost: str
) -> None:
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await linked(both, tmp_path, prefer=lost)
        bad, good = sides(both, lost)
        shown, before = len(texts(good)), len(texts(bad))
        async with at_work(both, without=lost) as house:
            move(both, TUESDAY)
            await came(good, "Strength A", shown)
            await asyncio.sleep(0.5)
            assert await stranded(house) == {}
        assert sum("Strength A" in one for one in texts(good)[shown:]) == 1
        assert len(texts(bad)) == before
        shown = len(texts(bad))
        async with at_work(both):
            move(both, FRIDAY)
            await came(bad, "Strength A", shown)


async def stranded(house: House) -> dict[str, int]:
    return dict((await seen(house)).state.stranded)


async def seen(house: House) -> overview.Overview:
    now = house.clock.now()

    async def ask(connection: Connection) -> overview.Overview:
        served = await lease.served(connection, house.gateways)
        return await overview.overview(connection, now - timedelta(days=1), now, served)

    return await house.store.read(ask)


async def test_runners_whom_nothing_reaches_are_counted_wherever_an_operator_looks(tmp_path: Path) -> None:
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await both.telegram.send(export_file(tmp_path))
        await down(both)
        shown = len(texts(both.telegram))
        async with at_work(both, without="telegram") as house:
            move(both, TUESDAY)
            found = await seen(house)
            assert found.state.stranded == {"telegram": 1}
            said = [one.plain for one in admin.lines(Words(), found)]
            assert said[0] == "1 runner has only Telegram, and nothing serves it."
            more = replace(found, state=replace(found.state, stranded={"telegram": 12}))
            assert admin.lines(Words(), more)[0].plain == "12 runners have only Telegram, and nothing serves it."
            health = status.health(replace(found.state, since_tick=0), 15)
            assert health.status == 200, "a restart would not mend it"
            assert json.loads(health.text or "")["stranded"] == {"telegram": 1}
            metrics = Metrics(TALLY)
            assert 'sinew_stranded{platform="telegram"} 1.0' in metrics.page(found.state, house.pacers).decode()
            [told] = [
                one
                async for one in doctor.work(house.store, house.clock.now(), house.gateways)
                if one.about == "out of reach"
            ]
            assert told.state == "look"
            assert "1 runner has only Telegram" in told.says
            assert "SINEW_TELEGRAM_TOKEN" in told.says
        async with at_work(both) as house:
            await came(both.telegram, "Strength A", shown)
            state = (await seen(house)).state
            assert state.stranded == {}
            assert "sinew_stranded{" not in metrics.page(state, house.pacers).decode()


async def test_what_waits_for_a_platform_that_never_comes_back_does_not_pile_up_for_ever(tmp_path: Path) -> None:
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await both.telegram.send(export_file(tmp_path))
        await down(both)
        async with at_work(both, without="telegram") as house:
            move(both, TUESDAY)

            async def mornings(connection: Connection) -> list[int]:
                waiting = select(outbox.c.id).where(outbox.c.kind == "morning", outbox.c.status == "due")
                return list((await connection.execute(waiting)).scalars())

            async with asyncio.timeout(10):
                while not (first := await house.store.read(mornings)):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            both.telegram.moving.move(house.clock.now() + KEEP_MESSAGES + timedelta(days=1))
            await tidy(house.store, house.clock)
            assert set(first).isdisjoint(await house.store.read(mornings))


# --- in a fleet ---


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[Store]:
    store = Store(postgres_url)
    await store.open()
    yield store
    await store.close()


async def settle_in(store: Store, *, elsewhere: bool) -> None:
    """A runner who prefers Discord and whose morning is due; `elsewhere`: they have Telegram, too."""

    async def keep(connection: Connection) -> None:
        made = await connection.execute(
            insert(person)
            .values(**columns(Athlete(zone=ZONE)), created_at=SEVEN)
            .values(next_due_at=SEVEN, next_due_on=due.local_date(ZONE, SEVEN))
            .returning(person.c.id)
        )
        theirs = {"person": made.scalar_one(), "user": "nora"}
        await connection.execute(
            insert(address).values(**theirs, platform="discord", chat="at discord", preferred=True)
        )
        if elsewhere:
            await connection.execute(
                insert(address).values(**theirs, platform="telegram", chat="at telegram", preferred=False)
            )

    await store.write(keep)


async def serve_discord(store: Store) -> None:
    name = leases.name_of("discord")
    await store.write(lambda connection: leases.take(connection, name, "another process", lease.LASTS))


pytestmark_fleet = pytest.mark.xdist_group("postgres")


@pytestmark_fleet
async def test_in_a_fleet_a_platform_counts_as_lost_only_when_nobody_has_served_it_for_a_while(store: Store) -> None:
    await settle_in(store, elsewhere=True)
    clock, gateway = MovableClock(SEVEN + timedelta(seconds=1)), Moody()
    house = House(store, clock, [ECHO], {"telegram": gateway}, leased=True)
    await house.open()
    async with house.at_work(0.1):
        await until(lambda: house.leases["telegram"].held, 10)
        await asyncio.sleep(0.6)
        assert gateway.arrived == [], "at a start of all, the process that serves Discord may be on its way"
        await serve_discord(store)
        clock.move(clock.now() + detour.AWAY)
        await asyncio.sleep(0.6)
        assert gateway.arrived == [], "a process elsewhere serves it"
        await older(store, "gateway:discord", 60)
        await asyncio.sleep(0.6)
        assert gateway.arrived == [], "it is being started again"
        await older(store, "gateway:discord", int(detour.AWAY.total_seconds()))
        await until(lambda: [chat for chat, _ in gateway.arrived] == ["at telegram"], 10)
    await house.close()


@pytestmark_fleet
async def test_in_a_fleet_whoever_is_served_elsewhere_is_not_out_of_reach(store: Store) -> None:
    await settle_in(store, elsewhere=False)
    house = House(store, MovableClock(SEVEN), [ECHO], {"telegram": Moody()}, leased=True)
    assert await stranded(house) == {"discord": 1}
    await serve_discord(store)
    assert await stranded(house) == {}
    await older(store, "gateway:discord", 60)
    assert await stranded(house) == {"discord": 1}
