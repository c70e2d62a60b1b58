"""Several processes on one PostgreSQL: workers plan, one process serves a platform, the others stand by."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Interval, insert, literal, select, text, update

from bot import due
from bot.cli import doctor
from bot.clock import MovableClock
from bot.dialogues import admin
from bot.house import House
from bot.schedule import fleet, hands, lease
from bot.schedule.planning import Planning
from bot.schedule.tick import tick
from bot.storage import Connection, Store, claims, errors, handing, leases, overview, people
from bot.storage.tables import address, outbox as rows, person, pulse
from bot.turns import fold
from bot.turns.commit import columns
from bot.turns.registry import Registry
from bot.watch import Watch
from bot.words import Words
from core.athlete import Athlete
from tests.bot.echo import ECHO
from tests.bot.gateways import Moody
from tests.contract.suite import until
from tests.scenarios.scenarios import export_file
from tests.stages.console_stage import ConsoleStage

pytestmark = pytest.mark.xdist_group("postgres")

ZONE = "Europe/Berlin"
TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""Seven o'clock in Berlin."""


@pytest.fixture
async def store(postgres_url: str) -> Any:
    store = Store(postgres_url)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(TUESDAY + timedelta(seconds=1))


async def settle_in(store: Store, count: int) -> None:
    async def keep(connection: Connection) -> None:
        for n in range(count):
            made = await connection.execute(
                insert(person)
                .values(**columns(Athlete(zone=ZONE)), created_at=TUESDAY)
                .values(next_due_at=TUESDAY, next_due_on=due.local_date(ZONE, TUESDAY))
                .returning(person.c.id)
            )
            home = {"platform": "telegram", "user": f"r{n}", "chat": f"r{n}", "person": made.scalar_one()}
            await connection.execute(insert(address).values(**home, preferred=True))

    await store.write(keep)


async def ask(store: Store, question: Any) -> list[Any]:
    async def query(connection: Connection) -> list[Any]:
        return list((await connection.execute(question)).all())

    return await store.read(query)


def planning(store: Store, clock: MovableClock, holder: str = "worker") -> Planning:
    return Planning(store, clock, Registry([ECHO]), holder, Watch(), fold.Memory(), gives_back=True)


class Jobs:
    """Takes the batches that are deferred."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, connection: Connection, platform: str, batches: Sequence[Sequence[int]]) -> None:
        self.batches += [list(one) for one in batches]


def at_work_on(store: Store, clock: MovableClock, gateway: Moody) -> House:
    return House(store, clock, [ECHO], {"telegram": gateway}, leased=True)


# --- many hands ---


async def test_what_workers_plan_is_sent_by_the_one_that_serves_the_platform(store: Store, clock: MovableClock) -> None:
    await settle_in(store, 45)
    await hands.show(store, "worker")
    jobs, gateway = Jobs(), Moody()
    house = at_work_on(store, clock, gateway)
    await house.open()
    async with house.at_work(0.1):
        await tick(store, clock)
        assert await hands.hand_out(store, clock, {"telegram": 28}, 15, jobs) == 45
        assert [len(one) for one in jobs.batches] == [20, 20, 5]
        await asyncio.sleep(0.6)
        assert gateway.arrived == [], "what is not planned is left to the workers"
        for batch in jobs.batches:
            await hands.prepare(store, clock, planning(store, clock), "worker", batch)
        await until(lambda: len(gateway.arrived) == 45, 20)
    await house.close()
    assert len({chat for chat, _ in gateway.arrived}) == 45


async def test_a_new_server_leaves_the_planning_to_the_workers_from_its_first_moment_on(
    store: Store, clock: MovableClock
) -> None:
    await settle_in(store, 5)
    await hands.show(store, "worker")
    await tick(store, clock)
    gateway = Moody()
    house = at_work_on(store, clock, gateway)
    await house.open()
    async with house.at_work(30):
        await until(lambda: house.leases["telegram"].held, 10)
        await asyncio.sleep(0.6)
        assert gateway.arrived == [], "though its own first tick is half a minute away"
    await house.close()


async def test_a_job_that_runs_twice_or_late_plans_nothing_twice(store: Store, clock: MovableClock) -> None:
    await settle_in(store, 5)
    await tick(store, clock)
    jobs = Jobs()
    await hands.hand_out(store, clock, {"telegram": 28}, 15, jobs)
    [batch] = jobs.batches
    taken = await asyncio.gather(
        hands.prepare(store, clock, planning(store, clock, "a"), "a", batch),
        hands.prepare(store, clock, planning(store, clock, "b"), "b", batch),
    )
    assert sum(taken) == 5
    assert await hands.prepare(store, clock, planning(store, clock, "c"), "c", batch) == 0
    diaries = await ask(store, text("SELECT count(*) FROM entry GROUP BY person"))
    assert [tuple(one) for one in diaries] == [(1,)] * 5


async def test_only_as_much_is_planned_ahead_as_is_sent_within_two_ticks(store: Store, clock: MovableClock) -> None:
    await settle_in(store, 100)
    await tick(store, clock)
    jobs = Jobs()
    assert await hands.hand_out(store, clock, {"telegram": 2}, 15, jobs) == 60
    assert await hands.hand_out(store, clock, {"telegram": 2}, 15, jobs) == 0, "nothing of it was sent yet"
    for batch in jobs.batches:
        await hands.prepare(store, clock, planning(store, clock), "worker", batch)
    assert await hands.hand_out(store, clock, {"telegram": 2}, 15, jobs) == 0
    sent = rows.update().where(rows.c.payload.is_not(None)).values(status="sent")
    await store.write(lambda connection: connection.execute(sent))
    assert await hands.hand_out(store, clock, {"telegram": 2}, 15, jobs) == 40


async def test_the_rows_of_a_worker_that_died_are_given_to_another(store: Store, clock: MovableClock) -> None:
    await settle_in(store, 3)
    await tick(store, clock)
    jobs = Jobs()
    assert await hands.hand_out(store, clock, {"telegram": 28}, 15, jobs) == 3
    assert await hands.hand_out(store, clock, {"telegram": 28}, 15, jobs) == 0
    clock.move(clock.now() + hands.LASTS + timedelta(seconds=1))
    assert await hands.hand_out(store, clock, {"telegram": 28}, 15, jobs) == 3


async def test_a_mark_and_its_jobs_are_one_transaction(store: Store, clock: MovableClock) -> None:
    await fleet.lift(store)
    await settle_in(store, 30)
    await tick(store, clock)

    async def breaks(connection: Connection, platform: str, batches: Sequence[Sequence[int]]) -> None:
        await fleet.defer(connection, platform, batches)
        raise RuntimeError("the worker fell over")

    with pytest.raises(RuntimeError):
        await hands.hand_out(store, clock, {"telegram": 28}, 15, breaks)
    queued = text("SELECT queue_name, args FROM procrastinate_jobs ORDER BY id")
    assert await ask(store, queued) == []
    assert await hands.hand_out(store, clock, {"telegram": 28}, 15, fleet.defer) == 30
    found = await ask(store, queued)
    assert [one.queue_name for one in found] == ["plan:telegram"] * 2
    numbers = await ask(store, select(rows.c.id).order_by(rows.c.due_at, rows.c.id))
    assert [n for one in found for n in one.args["numbers"]] == [n for (n,) in numbers]


async def test_without_workers_the_one_that_serves_does_it_all(store: Store, clock: MovableClock) -> None:
    await settle_in(store, 4)
    gateway = Moody()
    house = at_work_on(store, clock, gateway)
    await house.open()
    async with house.at_work(0.1):
        await until(lambda: len(gateway.arrived) == 4, 20)
    await house.close()


async def test_a_row_that_a_worker_is_planning_is_left_to_it_by_a_new_server(store: Store, clock: MovableClock) -> None:
    await settle_in(store, 1)
    await tick(store, clock)
    [(number,)] = await ask(store, select(rows.c.id))
    now = clock.now()
    await store.write(lambda c: handing.take(c, [number], now, now + timedelta(minutes=1), "worker"))
    swept = await store.write(lambda c: claims.sweep(c, "telegram", now, "server", planned=True))
    assert swept == []
    assert len(await store.write(lambda c: claims.sweep(c, "telegram", now, "server"))) == 1


# --- moving in, and out again ---


def sinew(root: Path, home: Path, database: str, *arguments: str) -> None:
    given = {**os.environ, "HOME": str(home), "SINEW_DATABASE": database}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=root, env=given, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()


# --- what the doctor says of it ---


async def doctors(store: Store) -> dict[str, doctor.Finding]:
    return {one.about: one async for one in doctor.work(store, TUESDAY, ())}


async def older(store: Store, name: str, seconds: int) -> None:
    aged = (
        update(pulse)
        .where(pulse.c.name == name)
        .values(at=pulse.c.at - literal(timedelta(seconds=seconds), Interval()))
    )
    await store.write(lambda connection: connection.execute(aged))


async def test_the_doctor_says_who_serves_each_platform_and_whether_workers_help(
    store: Store, clock: MovableClock
) -> None:
    assert "none yet" in (await doctors(store))["workers"].says
    await hands.show(store, "worker-1")
    house = at_work_on(store, clock, Moody())
    await house.open()
    async with house.at_work(30):
        await until(lambda: house.leases["telegram"].held, 10)
        found = await doctors(store)
        assert found["telegram is served"].state == "ok"
        assert house.engine.holder[:8] in found["telegram is served"].says
        assert found["workers"].state == "ok"
        told = await store.read(lambda connection: overview.overview(connection, TUESDAY, TUESDAY, ()))
        assert re.search(r"telegram \d+ s ago, worker \d+ s ago$", admin.lines(Words(), told)[-2].plain)
    await house.close()
    found = await doctors(store)
    assert found["telegram is served"].state == "look"
    assert "handed back" in found["telegram is served"].says
    assert "sinew run" in found["telegram is served"].says


async def test_the_doctor_says_what_to_do_about_whoever_fell_silent(store: Store) -> None:
    await store.write(lambda connection: leases.take(connection, leases.name_of("discord"), "abcdef0123", lease.LASTS))
    await hands.show(store, "worker-1")
    await older(store, "gateway:discord", 300)
    await older(store, "worker", 7200)
    found = await doctors(store)
    assert found["discord is served"].state == "look"
    assert "abcdef01 fell silent 5 min ago" in found["discord is served"].says
    assert "sinew run" in found["discord is served"].says
    assert found["workers"].state == "look"
    assert "2 h ago" in found["workers"].says
    assert "sinew worker" in found["workers"].says


async def test_an_installation_moves_into_a_fleet_and_out_again_by_the_commands(
    root: Path, tmp_path: Path, postgres_url: str
) -> None:
    async with ConsoleStage(tmp_path) as stage:
        await stage.send(export_file(tmp_path))
        await stage.clock("+2d")
        await stage.say("größer 🏃")
        await stage.call("week")
    there, back = [str(tmp_path / name) for name in ("there.jsonl", "back.jsonl")]
    other = str(tmp_path / "other.db")
    await asyncio.to_thread(sinew, root, tmp_path, str(stage.path), "export", "--all", there)
    await asyncio.to_thread(sinew, root, tmp_path, postgres_url, "import", there)
    await asyncio.to_thread(sinew, root, tmp_path, postgres_url, "migrate")
    await asyncio.to_thread(sinew, root, tmp_path, postgres_url, "export", "--all", back)
    assert tables(Path(back)) == tables(Path(there))
    assert len(tables(Path(there))["entry"]) > 2
    await asyncio.to_thread(sinew, root, tmp_path, other, "import", back)
    async with ConsoleStage(tmp_path, at=stage.moving.now(), url=f"sqlite:///{other}") as again:
        await again.call("week")
        assert again.last().text == stage.last().text


def tables(dump: Path) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for line in dump.read_text().splitlines():
        one = json.loads(line)
        if "table" in one and one["row"].get("name") != fleet.LAYOUT:
            found.setdefault(one["table"], []).append(one["row"])
    return found


# --- its own tables, its own packages ---


async def test_a_worker_before_the_migration_says_what_to_do(store: Store) -> None:
    with pytest.raises(errors.Behind, match="sinew migrate"):
        await fleet.require(store)
    await fleet.lift(store)
    await fleet.require(store)
    await fleet.lift(store)
    [(count,)] = await ask(store, text("SELECT count(*) FROM procrastinate_jobs"))
    assert count == 0


async def test_a_note_that_was_imported_is_not_taken_for_the_tables(store: Store) -> None:
    await store.write(lambda connection: people.keep_note(connection, fleet.LAYOUT, fleet._scripts()[-1].name))
    with pytest.raises(errors.Behind):
        await fleet.require(store)
    await fleet.lift(store)
    await fleet.require(store)


def test_nobody_but_a_fleet_imports_procrastinate(root: Path) -> None:
    script = (
        "import sys; import bot.__main__, bot.house, bot.jobs, bot.cli.run, bot.cli.worker, bot.cli.migrate;"
        "sys.exit('procrastinate' in sys.modules or 'psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False, timeout=60).returncode == 0


async def test_a_worker_says_that_it_is_well_and_ends_when_it_is_told(
    root: Path, tmp_path: Path, store: Store, postgres_url: str
) -> None:
    await fleet.lift(store)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    given = {**os.environ, "HOME": str(tmp_path), "SINEW_DATABASE": postgres_url, "SINEW_TICK_SECONDS": "1"}
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "worker", cwd=root, env={**given, "SINEW_METRICS": f"127.0.0.1:{port}"}
    )

    async def well() -> bool:
        async with aiohttp.ClientSession() as session:
            with suppress(aiohttp.ClientError):
                async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                    return answer.status == 200
        return False

    try:
        async with asyncio.timeout(60):
            while not (await hands.at_work(store) and await well()):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        worker.terminate()
        assert await asyncio.wait_for(worker.wait(), 10) == 0
    finally:
        with suppress(ProcessLookupError):
            worker.kill()


@pytest.mark.parametrize(
    ("seconds", "cron"),
    [
        (0.3, "* * * * * */1"),
        (1, "* * * * * */1"),
        (15, "* * * * * */15"),
        (17, "* * * * * */15"),
        (59, "* * * * * */30"),
        (60, "*/1 * * * *"),
        (3600, "*/30 * * * *"),
    ],
)
def test_a_tick_is_never_rarer_than_was_set(seconds: float, cron: str) -> None:
    assert fleet.every(seconds) == cron


async def test_on_sqlite_a_worker_is_told_that_there_is_nothing_for_it(root: Path, tmp_path: Path) -> None:
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "worker", cwd=root, stderr=asyncio.subprocess.PIPE,
        env={"SINEW_DATA": str(tmp_path), "PATH": "/usr/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    _, said = await done.communicate()
    with suppress(ProcessLookupError):
        done.kill()
    assert done.returncode == 1
    assert b"SINEW_DATABASE" in said
    assert b"PostgreSQL" in said
