"""The same promises on PostgreSQL: the store changes, the runner does not notice."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.storage import Connection, Store, errors, moving, postgres, sqlite
from bot.storage.store import revisions
from bot.storage.tables import metadata
from tests.bot import test_engine as engine, test_mornings as mornings
from tests.bot.echo import ECHO
from tests.stages.console_stage import ConsoleStage

Scenario = Callable[[ConsoleStage], Awaitable[None]]

SCENARIOS: list[Scenario] = [
    engine.test_a_card_is_edited_in_place,
    engine.test_a_card_is_still_edited_after_a_restart,
    engine.test_a_button_pressed_twice_has_one_effect_and_two_answers,
    engine.test_two_taps_at_the_same_instant_have_one_effect,
    engine.test_a_redelivered_event_has_no_second_effect,
    engine.test_another_runners_button_does_nothing,
    engine.test_a_reply_that_cannot_be_stored_is_a_crash_and_keeps_nothing,
    engine.test_a_typed_answer_that_does_not_fit_is_passed_on,
    engine.test_a_newer_question_of_the_same_topic_replaces_the_older,
    engine.test_a_runner_who_is_forgotten_is_a_stranger_again,
    engine.test_events_wait_in_the_inbox_for_a_coach_that_was_killed,
    engine.test_a_runners_events_keep_their_order_and_runners_do_not_wait_for_each_other,
    engine.test_a_diary_of_two_years_is_not_read_for_an_ordinary_event,
    engine.test_a_runner_who_left_and_came_back_is_heard_again,
    mornings.test_a_week_brings_each_morning_and_evening_in_order,
    mornings.test_the_tick_twice_is_one_morning,
    mornings.test_each_runner_has_a_place_of_their_own_in_the_window_and_the_same_every_day,
    mornings.test_a_morning_moved_while_the_tick_looked_is_left_to_its_new_time,
    mornings.test_a_coach_that_slept_till_noon_asks_in_the_evening,
    mornings.test_a_reminder_comes_once_and_moves_when_it_is_set_anew,
    mornings.test_forty_runners_in_one_minute_each_get_theirs,
]


pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture
def url(postgres_url: str) -> str:
    return postgres_url


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__.removeprefix("test_"))
async def test_on_postgresql(scenario: Scenario, url: str, tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO], url=url) as stage:
        await stage.say("hello")
        await stage.press("Berlin")
        await scenario(stage)


async def test_an_installation_moves_from_one_store_to_the_other_and_back(url: str, tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.clock("+2d")
        await stage.say("größer 🏃")
    small = Store(sqlite.url_of(tmp_path / "sinew.db"))
    lines = [line async for line in moving.dump(small)]
    await small.close()
    big = Store(url)
    await big.open()
    await moving.load(big, lines)
    assert await moving.sum_of(big) == lines[-1]
    back = [line async for line in moving.dump(big)]
    await big.close()
    assert back == lines
    async with ConsoleStage(tmp_path, [ECHO], url=url, at=stage.moving.now()) as moved:
        await moved.say("/remind 5")
        await moved.say("/count")
        assert moved.last().text == "2 entries"


async def test_the_migrations_make_exactly_the_tables_here_too(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    store = Store(url)
    await store.open()

    def differences(sync: Any) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(sync), metadata))

    assert await store.read(lambda connection: connection.run_sync(differences)) == []
    await store.close()


async def test_processes_that_start_at_once_lift_the_layout_once(url: str) -> None:
    stores = [Store(url) for _ in range(3)]
    await asyncio.gather(*(one.open() for one in stores))
    assert {await one.revision() for one in stores} == {revisions()[-1]}
    for one in stores:
        await one.close()


async def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    store = Store(url)
    await store.open()
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    await store.write(lambda connection: connection.execute(newer))
    await store.close()
    with pytest.raises(errors.NewerVersion):
        await Store(url).open()


async def test_a_server_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(errors.StorageError, match="answered"):
        await Store(f"postgresql+psycopg://u:secret@/x?host={tmp_path}").open()


async def test_a_database_without_unicode_is_said_in_one_sentence(url: str) -> None:
    name = f"{make_url(url).database}_ascii"
    ascii_url = make_url(url).set(database=name).render_as_string(hide_password=False)
    root = create_engine(url, isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(
            text(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        )
    root.dispose()
    with pytest.raises(errors.StorageError, match="encoding SQL_ASCII; it must be UTF8"):
        await Store(ascii_url).open()


async def test_a_transaction_does_not_wait_for_a_coach_that_thinks(url: str) -> None:
    store, done = Store(url), threading.Event()

    async def told_twice(connection: Connection) -> None:
        for _ in range(2):
            await connection.execute(text("SELECT 1"))
        done.set()

    writing = asyncio.create_task(store.write(told_twice))
    await asyncio.sleep(0)
    assert done.wait(20), "it waits for the event loop, which does nothing else here"
    await writing
    await store.close()


async def test_a_server_out_of_reach_is_given_up_within_seconds_or_as_its_address_says(url: str) -> None:
    async def given(connection: Connection) -> dict[str, str]:
        return await connection.run_sync(lambda sync: sync.connection.driver_connection.info.get_parameters())

    for address, wanted in ((url, "15000"), (f"{url}&tcp_user_timeout=4000", "4000")):
        store = Store(address)
        for ask in (store.read, store.write):
            found = await ask(given)
            assert (found["tcp_user_timeout"], found["connect_timeout"]) == (wanted, "10")
        await store.close()


async def test_nobody_waits_for_ever_for_a_server_that_does_not_answer(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.postgres.PATIENCE", 0.1)
    store = Store(url)

    async def stuck(connection: Connection) -> None:
        await connection.execute(text("SELECT pg_sleep(2)"))

    stalled = [asyncio.create_task(store.read(stuck)) for _ in range(postgres.READERS)]
    await asyncio.sleep(0)
    with pytest.raises(errors.StorageError, match="busy"):
        await store.read(stuck)
    for one in stalled:
        one.cancel()
    with pytest.raises(errors.StorageError, match="busy"):
        await store.read(stuck)
    await asyncio.gather(*stalled, return_exceptions=True)
    await store.close()
