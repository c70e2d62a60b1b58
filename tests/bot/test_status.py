"""What an operator sees of a coach at work: the health check, the figures for Prometheus, and `/admin`."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from adapters.gateway import ConfigurationError, NotDelivered
from adapters.messages import Address, Origin, Said
from bot import settings, status
from bot.clock import MovableClock
from bot.engine import Options
from bot.house import House
from bot.logs import TALLY
from bot.settings import Settings
from bot.storage import Store, refusals, sqlite
from bot.storage.tables import outbox
from bot.watch import Watch
from tests.bot.echo import ECHO
from tests.bot.gateways import Moody
from tests.contract.suite import until
from tests.dialogues.living import living
from tests.stages.console_stage import ConsoleStage
from tests.stages.house_stage import BEGIN

WORDS = ("thunderbolt", "Europe/Berlin", "u-4711", "c-4711")
"""What a runner says, where they live, and the platform's names for them."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def said(text: str, number: int, user: str = "u-4711") -> Said:
    now = datetime.now(UTC)
    return Said(Origin(f"e{number}", Address("telegram", user, f"c{user[1:]}"), now, "en"), text)


class Served:
    """A coach at work whose platform is a Moody, asked over HTTP."""

    def __init__(self, house: House, found: Settings, gateway: Moody) -> None:
        self.house, self.found, self.gateway = house, found, gateway

    async def ask(self, path: str) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://{self.found.metrics}{path}", timeout=aiohttp.ClientTimeout(20)) as answer,
        ):
            return answer.status, await answer.text()

    async def figures(self) -> Callable[..., float]:
        """`figures("sinew_sends_total", platform="telegram", …)`: the sum of what bears these labels."""
        code, text = await self.ask("/metrics")
        assert code == 200
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]

        def value(name: str, **labels: str) -> float:
            found = [one.value for one in samples if one.name == name and labels.items() <= one.labels.items()]
            assert found, name
            return sum(found)

        return value


def house_served(found: Settings, house: House) -> AbstractAsyncContextManager[None]:
    return status.served(found, house.store, house.clock, house.engine.watch, house.pacers)


@asynccontextmanager
async def served(tmp_path: Path, gateway: Moody | None = None, tick_seconds: float = 0.1) -> AsyncIterator[Served]:
    found = settings.load(metrics=f"127.0.0.1:{free_port()}")
    gateway = gateway or Moody()
    clock = MovableClock(BEGIN)
    house = House(
        Store(sqlite.url_of(tmp_path / "sinew.db")), clock, [ECHO], {"telegram": gateway},
        Options(watch=status.watch(found), rates={"telegram": 28}),
    )  # fmt: skip
    await house.open()
    logging.getLogger().addHandler(TALLY)
    async with house.at_work(tick_seconds), house_served(found, house):
        yield Served(house, found, gateway)
    await house.close()
    logging.getLogger().removeHandler(TALLY)


# --- the health check ------------------------------------------------------------------------------------------------


async def test_a_coach_at_work_is_healthy(tmp_path: Path) -> None:
    async with served(tmp_path) as coach:
        code, text = await coach.ask("/healthz")
        assert code == 200
        assert json.loads(text)["ok"] is True
        assert set(json.loads(text)) == {"ok", "database", "seconds_since_tick", "version"}


async def test_a_coach_whose_tick_stands_still_is_not_healthy(tmp_path: Path) -> None:
    async with served(tmp_path, tick_seconds=3600) as coach:
        assert (await coach.ask("/healthz"))[0] == 200, "it counts from the start"
        coach.house.clock.move(BEGIN + timedelta(seconds=59))  # type: ignore[attr-defined]
        assert (await coach.ask("/healthz"))[0] == 200
        coach.house.clock.move(BEGIN + timedelta(seconds=61))  # type: ignore[attr-defined]
        code, text = await coach.ask("/healthz")
        assert code == 503
        assert json.loads(text)["ok"] is False
        assert json.loads(text)["database"] == "answers"


async def test_a_database_that_does_not_answer_is_not_healthy_and_says_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "PATIENCE", 0.2)
    async with served(tmp_path) as coach:
        store = coach.house.store
        before = store.read

        async def never(query: Any) -> Any:
            await asyncio.sleep(3600)

        store.read = never  # type: ignore[method-assign]
        try:
            code, text = await coach.ask("/healthz")
            figures = await coach.figures()
        finally:
            store.read = before  # type: ignore[method-assign]
        assert code == 503
        assert json.loads(text)["database"] == "does not answer"
        assert str(tmp_path) not in text
        assert figures("sinew_database_up") == 0


async def test_nothing_else_is_served(tmp_path: Path) -> None:
    async with served(tmp_path) as coach:
        for path in ("/", "/admin", "/metrics/../sinew.db", "/healthz/x"):
            code, _ = await coach.ask(path)
            assert code == 404, path


async def test_no_port_is_opened_unless_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings.load()
    assert found.metrics is None
    assert type(status.watch(found)) is Watch
    opened: list[Any] = []
    monkeypatch.setattr("aiohttp.web.TCPSite.start", lambda *given: opened.append(given))
    async with status.served(found, Store("sqlite:///unused.db"), MovableClock(BEGIN), Watch()):
        assert opened == []


async def test_a_port_that_is_taken_names_its_variable(tmp_path: Path) -> None:
    async with served(tmp_path) as coach:
        with pytest.raises(ConfigurationError, match="SINEW_METRICS"):
            async with house_served(coach.found, coach.house):
                pytest.fail("two cannot listen on one port")


# --- the figures -----------------------------------------------------------------------------------------------------


async def test_what_happens_is_counted(tmp_path: Path) -> None:
    moods = iter([None, NotDelivered(0.05, whole_token=True)])
    gateway = Moody(decide=lambda text: next(moods, None))
    async with served(tmp_path, gateway) as coach:
        await coach.house.engine.receive([said("hello", 1)])
        await until(lambda: len(gateway.arrived) == 1)
        await coach.house.engine.receive([said("Europe/Berlin", 2)])
        await until(lambda: gateway.tried == 2)
        coach.house.clock.move(BEGIN + timedelta(seconds=90))  # type: ignore[attr-defined]
        await until(lambda: len(gateway.arrived) == 2)
        await coach.house.engine.receive([said("crash", 3)])
        await until(lambda: len(gateway.arrived) == 3)
        figures = await coach.figures()
        assert figures("sinew_events_total", platform="telegram") == 3
        assert figures("sinew_event_seconds_count", platform="telegram") == 3
        assert figures("sinew_sends_total", kind="reply", outcome="Delivered") == 3
        assert figures("sinew_sends_total", kind="reply", outcome="NotDelivered") == 1
        assert figures("sinew_pauses_total", platform="telegram") == 1
        assert 14 <= figures("sinew_pace", platform="telegram") < 28, "slower since the platform asked for a pause"
        assert figures("sinew_crashes_total", action="handler.crash") >= 1
        assert figures("sinew_problems_total", action="send.again", level="warning") >= 1
        assert figures("sinew_tick_seconds_count") >= 1
        assert figures("sinew_waiting", platform="telegram") == 0
        assert figures("sinew_unhandled") == 0
        assert figures("sinew_database_up") == 1
        assert figures("sinew_database_bytes") > 4096
        assert figures("process_resident_memory_bytes") > 1e6


async def test_a_morning_is_counted_from_due_to_sent(tmp_path: Path) -> None:
    async with served(tmp_path) as coach:
        await coach.house.engine.receive([said("hello", 1)])
        await coach.house.engine.receive([said("Europe/Berlin", 2)])
        await until(lambda: len(coach.gateway.arrived) == 2)
        coach.house.clock.move(BEGIN + timedelta(days=1))  # type: ignore[attr-defined]
        await until(lambda: len(coach.gateway.arrived) == 3)
        figures = await coach.figures()
        assert figures("sinew_due_total") == 1
        assert figures("sinew_planning_seconds_count", kind="morning") == 1
        assert figures("sinew_sends_total", kind="morning", outcome="Delivered") == 1


async def test_what_waits_is_seen_with_its_age(tmp_path: Path) -> None:
    async with served(tmp_path, Moody(decide=lambda text: NotDelivered(3600))) as coach:
        await coach.house.engine.receive([said("hello", 1)])
        await until(lambda: coach.gateway.tried == 1)

        async def waiting(query: Any = None) -> Any:
            return await coach.house.store.write(
                lambda connection: connection.execute(
                    update(outbox).where(outbox.c.status == "due").values(due_at=BEGIN - timedelta(minutes=5))
                )
            )

        for _ in range(100):
            if (await waiting()).rowcount:
                break
            await asyncio.sleep(0.02)
        figures = await coach.figures()
        assert figures("sinew_waiting", platform="telegram") == 1
        assert figures("sinew_waiting_seconds") == 300


async def test_no_person_and_no_word_of_theirs_is_in_the_figures(tmp_path: Path) -> None:
    async with served(tmp_path) as coach:
        await coach.house.engine.receive(
            [said("hello", 1), said("Europe/Berlin", 2), said("thunderbolt in my knee", 3)]
        )
        await until(lambda: len(coach.gateway.arrived) == 3)
        for path in ("/metrics", "/healthz"):
            _, text = await coach.ask(path)
            assert text
            for word in (*WORDS, "knee"):
                assert word not in text
        labels = {
            name for line in (await coach.ask("/metrics"))[1].splitlines() for name in re.findall(r'(\w+)="', line)
        }
        assert labels - {"le", "version", "implementation", "major", "minor", "patchlevel"} <= {
            "platform", "kind", "outcome", "level", "action",
        }  # fmt: skip


# --- /admin ----------------------------------------------------------------------------------------------------------

OPERATOR = Options(retry_seconds=0.05, operators=frozenset({"console:boss"}))


@pytest.fixture
async def club(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    """Two runners in Berlin; the operator is none."""
    from bot.dialogues.admin import DIALOGUE

    async with ConsoleStage(tmp_path, [ECHO, DIALOGUE], options=OPERATOR) as stage:
        for name in ("anna", "otto"):
            await stage.say("hello", as_=name)
            await stage.press("Berlin", as_=name)
        yield stage


async def test_an_operator_is_told_how_the_coach_does(club: ConsoleStage) -> None:
    await club.clock("2026-11-24T06:30:00+00:00")
    await club.say("hello", as_="eve")  # She has not joined.
    [seen] = await club.say("/admin", as_="boss")
    assert "Runners: 2, 2 of them active in 7 days" in seen.text
    assert "Mornings today: 2 sent (0 late), 0 unsent, 0 given up" in seen.text
    assert "Messages waiting: none" in seen.text
    assert "Last tick: none yet" in seen.text
    assert re.search(r"Database \d+\.\d MB · Sinew \S+", seen.text)
    assert not seen.labels


async def test_where_a_platform_knows_menus_only_the_word_does_it_too(club: ConsoleStage) -> None:
    [seen] = await club.say("admin", as_="boss")
    assert "Runners: 2" in seen.text
    [seen] = await club.say("admin", as_="anna")
    assert "Runners" not in seen.text


async def test_late_and_unsent_mornings_are_counted(club: ConsoleStage) -> None:
    await club.clock("2026-11-24T06:30:00+00:00")
    at = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

    async def spoil(connection: Any) -> None:
        ids = [row.id for row in await connection.execute(outbox.select().where(outbox.c.kind == "morning"))]
        late, unsent = ids
        await connection.execute(update(outbox).where(outbox.c.id == late).values(sent_at=at + timedelta(minutes=40)))
        gone = {"status": "sending", "sent_at": None, "lease_until": at + timedelta(days=1)}
        await connection.execute(update(outbox).where(outbox.c.id == unsent).values(**gone))

    await club.house.store.write(spoil)
    [seen] = await club.say("/admin", as_="boss")
    assert "Mornings today: 1 sent (1 late), 1 unsent, 0 given up" in seen.text


async def test_yesterdays_mornings_and_sleeping_runners_do_not_count(club: ConsoleStage) -> None:
    await club.clock("+8d")
    await club.clock("2026-12-02T00:30:00+00:00")
    [seen] = await club.say("/admin", as_="boss")
    assert "Runners: 2, 0 of them active in 7 days" in seen.text
    assert "Mornings today: 0 sent" in seen.text


async def test_errors_are_named_by_their_action(club: ConsoleStage) -> None:
    before = TALLY.errors["handler.crash"]
    root = logging.getLogger()
    root.addHandler(TALLY)
    try:
        await club.say("/crash", as_="anna")
    finally:
        root.removeHandler(TALLY)
    assert TALLY.errors["handler.crash"] == before + 1
    [seen] = await club.say("/admin", as_="boss")
    assert "handler.crash" in seen.text


async def test_a_platform_that_does_not_take_its_token_is_named_first(club: ConsoleStage) -> None:
    why = "SINEW_DISCORD_TOKEN: Discord does not know it (any more)"
    await refusals.keep(club.house.store, "discord", datetime(2026, 11, 24, 6, 0, tzinfo=UTC), why)
    [seen] = await club.say("/admin", as_="boss")
    assert seen.text.splitlines()[1].startswith(f"Discord is left alone since 2026-11-24 06:00 UTC: {why}.")
    await refusals.clear(club.house.store)
    [seen] = await club.say("/admin", as_="boss")
    assert "left alone" not in seen.text


async def test_an_operator_learns_nothing_about_anybody(club: ConsoleStage) -> None:
    await club.say("echo thunderbolt", as_="anna")
    [seen] = await club.say("/admin", as_="boss")
    for word in ("anna", "otto", "thunderbolt", "Berlin"):
        assert word not in seen.text


async def test_for_everybody_else_it_is_a_word_like_any_other(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        stage.house.engine.options.operators = frozenset({"console:boss"})
        [seen] = await stage.say("/admin")
        assert seen.text.startswith("I do not know /admin.")
        [near] = await stage.say("/admn")
        assert "admin" not in near.text.replace("/admn", "")
        await stage.say("/help")
        assert "admin" not in stage.last().text
        await stage.say("/admin", as_="a stranger")
        await stage.say("/zzzzz", as_="another stranger")
        assert stage.last("a stranger").text == stage.last("another stranger").text


def test_it_stands_in_no_menu() -> None:
    from bot import menu
    from bot.dialogues import DIALOGUES
    from bot.turns.registry import Registry

    registry = Registry(DIALOGUES)
    assert "admin" in registry.operators
    assert "admin" not in {one.name for one in menu.commands(registry, "en")}


def test_an_operator_need_not_be_named_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_ALLOWED", "telegram:1")
    monkeypatch.setenv("SINEW_OPERATORS", "telegram:2")
    assert settings.load().may_speak == {"telegram:1", "telegram:2"}
    monkeypatch.delenv("SINEW_ALLOWED")
    assert settings.load().may_speak is None
