"""Buttons on Telegram: the spinner stops in time, whatever the database is doing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from adapters.gateway import Delivered, NotDelivered
from adapters.messages import Event, Notice, Pressed, Said, Text, line
from tests.contract.suite import MORNING, arrived, until
from tests.telegram.rig import NOON, TelegramRig, telegram_rig
from tests.telegram.server import flood, refuse
from tests.telegram.values import Query, Shown


@pytest.fixture
async def card(rig: TelegramRig) -> Shown:
    await rig.gateway.send(rig.me, MORNING, nonce="card")
    return rig.seen()[0]


async def pressed(rig: TelegramRig, card: Shown, count: int = 1) -> tuple[Query, str]:
    query = rig.api.press(rig.rena, card, "Start")
    return query, (await arrived(rig, count))[-1].origin.event_id


async def test_a_press_is_answered_by_itself(rig: TelegramRig, card: Shown) -> None:
    query, _ = await pressed(rig, card)
    await until(lambda: query.toast is not None)
    assert query.toast == ""


async def test_a_slow_database_does_not_keep_the_spinner_turning() -> None:
    async with telegram_rig(hold_seconds=0.7) as rig:
        await rig.gateway.send(rig.me, MORNING, nonce="card")
        store, stored = rig.take, asyncio.Event()

        async def slowly(events: Sequence[Event]) -> None:
            await stored.wait()
            await store(events)

        rig.take_with = slowly
        query = rig.api.press(rig.rena, rig.seen()[0], "Start")
        await until(lambda: query.answered_after is not None)
        assert query.answered_after is not None
        assert query.answered_after < 1
        assert rig.events == []
        stored.set()
        await arrived(rig, 1)


async def test_a_press_behind_a_slow_database_is_answered_in_time_as_well() -> None:
    async with telegram_rig(hold_seconds=0.1) as rig:
        await rig.gateway.send(rig.me, MORNING, nonce="card")
        store = rig.take

        async def slowly(events: Sequence[Event]) -> None:
            await asyncio.sleep(1.5)
            await store(events)

        rig.take_with = slowly
        rig.api.say(rig.rena, "7 3")
        await asyncio.sleep(0.1)
        queries = [rig.api.press(rig.rena, rig.seen()[0], "Start") for _ in range(2)]
        await until(lambda: all(one.answered_after is not None for one in queries))
        assert max(one.answered_after or 0 for one in queries) < 1
        assert rig.events == []
        events = await arrived(rig, 3)
        assert [type(one) for one in events] == [Said, Pressed, Pressed]
        assert [one.answers for one in queries] == [1, 1]


async def test_a_notice_rides_on_the_answer(rig: TelegramRig, card: Shown) -> None:
    query, event = await pressed(rig, card)
    told = await rig.gateway.send(rig.me, Notice("Noted: 7"), nonce="1", answering=event)
    assert told == Delivered("")
    assert query.toast == "Noted: 7"
    assert len(rig.seen()) == 1


async def test_a_second_notice_or_a_late_one_is_a_short_message(rig: TelegramRig, card: Shown) -> None:
    query, event = await pressed(rig, card)
    await rig.gateway.send(rig.me, Notice("first"), nonce="1", answering=event)
    await rig.gateway.send(rig.me, Notice("second"), nonce="2", answering=event)
    assert (query.toast, [one.text for one in rig.seen()[1:]]) == ("first", ["second"])


async def test_a_notice_too_long_for_a_toast_is_a_message(rig: TelegramRig, card: Shown) -> None:
    query, event = await pressed(rig, card)
    await rig.gateway.send(rig.me, Notice("word " * 50), nonce="1", answering=event)
    assert rig.seen()[1].text == ("word " * 50).strip()
    await until(lambda: query.toast == "")


async def test_a_query_that_telegram_forgot_is_answered_by_a_message(rig: TelegramRig, card: Shown) -> None:
    rig.api.query_seconds = 0
    _, event = await pressed(rig, card)
    await rig.gateway.send(rig.me, Notice("Noted: 7"), nonce="1", answering=event)
    assert [one.text for one in rig.seen()[1:]] == ["Noted: 7"]


async def test_a_toast_that_met_the_flood_limit_can_be_sent_again(rig: TelegramRig, card: Shown) -> None:
    rig.api.fail("answerCallbackQuery", flood(2))
    _, event = await pressed(rig, card)
    notice = Notice("Noted: 7")
    told = await rig.gateway.send(rig.me, notice, nonce="1", answering=event)
    assert told == NotDelivered(2.0, whole_token=True)
    assert isinstance(await rig.gateway.send(rig.me, notice, nonce="1", answering=event), Delivered)
    assert rig.seen()[1].text == "Noted: 7"


async def test_an_edited_card_lets_the_spinner_stop_early_and_a_notice_still_ride() -> None:
    async with telegram_rig(hold_seconds=3) as rig:
        await rig.gateway.send(rig.me, MORNING, nonce="card")
        card = rig.seen()[0]
        query, event = await pressed(rig, card)
        await rig.gateway.edit(rig.me, str(card.id), Text((line("Done"),)), answering=event)
        await rig.gateway.send(rig.me, Notice("Noted"), nonce="1", answering=event)
        assert query.toast == "Noted"
        await rig.gateway.edit(rig.me, str(card.id), MORNING)
        query, event = await pressed(rig, card, 2)
        await rig.gateway.edit(rig.me, str(card.id), Text((line("Done"),)), answering=event)
        await until(lambda: query.toast == "", 1)


async def test_two_taps_are_two_events_and_two_answers(rig: TelegramRig, card: Shown) -> None:
    queries = [rig.api.press(rig.rena, card, "Start") for _ in range(2)]
    events = await arrived(rig, 2)
    await until(lambda: all(query.toast == "" for query in queries))
    assert len({one.origin.event_id for one in events}) == 2


async def test_a_press_whose_storing_failed_comes_again_and_is_answered_once(rig: TelegramRig, card: Shown) -> None:
    rig.broken_store = 1
    query, _ = await pressed(rig, card)
    await until(lambda: query.toast == "")
    assert query.answers == 1


async def test_a_press_carries_what_the_coach_needs(rig: TelegramRig, card: Shown) -> None:
    await pressed(rig, card)
    (event,) = rig.events
    assert isinstance(event, Pressed)
    assert (event.key, event.message) == ("1.start.a", str(card.id))
    assert (event.origin.at, event.origin.language, event.origin.private) == (NOON, "en", True)


async def test_forged_and_ancient_keys_are_handed_on_as_they_are(rig: TelegramRig, card: Shown) -> None:
    for data in ("", "1.rate", "DROP TABLE", "x" * 200, "é"):
        rig.api.press_data(rig.rena, card, data)
    # Telegram describes a message older than two days by its number alone.
    gone = Shown(rig.rena.id, 5, "", ())
    rig.api.press_data(rig.rena, gone, "1.old")
    events = await arrived(rig, 6)
    assert [one.key for one in events if isinstance(one, Pressed)] == [
        "",
        "1.rate",
        "DROP TABLE",
        "x" * 200,
        "é",
        "1.old",
    ]


async def test_presses_still_held_are_answered_on_the_way_out() -> None:
    async with telegram_rig(hold_seconds=30) as rig:
        await rig.gateway.send(rig.me, MORNING, nonce="card")
        query, _ = await pressed(rig, rig.seen()[0])
    assert query.toast == ""


async def test_a_refused_answer_is_no_trouble_for_the_press(rig: TelegramRig, card: Shown) -> None:
    rig.api.fail("answerCallbackQuery", refuse(400, "query is too old"))
    await pressed(rig, card)
    await asyncio.sleep(0.3)
    assert len(rig.events) == 1


@pytest.fixture(autouse=True)
async def patience() -> AsyncIterator[None]:
    async with asyncio.timeout(10):
        yield
