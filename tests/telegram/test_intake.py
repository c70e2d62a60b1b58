"""What runners do on Telegram, and what of it reaches the coach: nothing lost, nothing twice, nobody held up."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

import pytest

from adapters.gateway import ConfigurationError, Delivered, NotDelivered
from adapters.messages import Called, Event, Left, Located, Said, Sent
from adapters.telegram import calls, intake
from adapters.telegram.gateway import TelegramGateway
from tests.contract.suite import MORNING, arrived, until
from tests.telegram.rig import NOON, TelegramRig, telegram_rig
from tests.telegram.server import BotApi, flood, refuse
from tests.telegram.values import Request, Trouble

FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 7}
PLAIN = {"id": 1, "type": "private", "first_name": "x"}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses between attempts are noted, not slept."""
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0.01)

    for module in (intake, calls):
        monkeypatch.setattr(module, "asyncio", _Asyncio(note))
    return pauses


class _Asyncio:
    def __init__(self, sleep: Any) -> None:
        self.sleep = sleep

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)


async def test_a_command_from_a_deep_link_brings_its_payload(rig: TelegramRig) -> None:
    for text in ("/start link-4711", "/START", "/rate@SinewTestBot   7 3\n", "/week now\nplease"):
        rig.api.say(rig.rena, text)
    events = await arrived(rig, 4)
    assert [(one.command, one.arguments) for one in events if isinstance(one, Called)] == [
        ("start", "link-4711"), ("start", ""), ("rate", "7 3"), ("week", "now\nplease")
    ]  # fmt: skip


async def test_a_slash_alone_is_something_said(rig: TelegramRig) -> None:
    for text in ("/", "/ 7 3", "7/10", "/тест", "/7/10"):
        rig.api.say(rig.rena, text)
    assert all(isinstance(one, Said) for one in await arrived(rig, 5))


async def test_files_of_other_kinds_come_by_reference(rig: TelegramRig) -> None:
    size = {"width": 1, "height": 1}
    for kind, value in (
        ("photo", [FILE | size | {"file_id": "small"}, FILE | size | {"file_id": "large", "file_size": 9}]),
        ("voice", FILE | {"duration": 1}),
        ("video", FILE | size | {"duration": 1, "file_name": "squat.mp4"}),
        ("video_note", FILE | {"length": 1, "duration": 1}),
        ("audio", FILE | {"duration": 1}),
        ("sticker", FILE | size | {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}),
        ("contact", {"phone_number": "1", "first_name": "x"}),
        ("dice", {"emoji": "🎲", "value": 3}),
    ):
        rig.api.send_kind(rig.rena, kind, value)
    events = [one for one in await arrived(rig, 8) if isinstance(one, Sent)]
    assert [(one.kind, one.file_id, one.size, one.content) for one in events] == [
        ("photo", "large", 9, None), ("voice", "f", 7, None), ("video", "f", 7, None), ("video_note", "f", 7, None),
        ("audio", "f", 7, None), ("sticker", "f", 7, None), ("contact", "", 0, None), ("dice", "", 0, None),
    ]  # fmt: skip
    assert events[2].name == "squat.mp4"
    assert events[5].caption == "👍"


async def test_an_animation_is_not_taken_for_the_document_it_also_is(rig: TelegramRig) -> None:
    message = {"message_id": 1, "date": 1, "chat": PLAIN | {"id": rig.rena.id}, "from": rig.rena.as_user}
    gif = FILE | {"width": 1, "height": 1, "duration": 1}
    rig.api.forge("message", message | {"animation": gif, "document": FILE})
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Sent)
    assert event.kind == "animation"


async def test_a_file_too_large_is_announced_without_its_content(rig: TelegramRig) -> None:
    rig.api.send_file(rig.rena, "huge.json", b"x", size=30 << 20)
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Sent)
    assert (event.content, event.size) == (None, 30 << 20)
    assert rig.api.calls("getFile") == []


async def test_a_file_that_cannot_be_fetched_is_announced_all_the_same(rig: TelegramRig) -> None:
    rig.api.fail("getFile", refuse(400, "file is temporarily unavailable"))
    rig.api.send_file(rig.rena, "a.json", b"{}", caption="here")
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Sent)
    assert (event.content, event.name, event.caption) == (None, "a.json", "here")


async def test_a_slow_file_holds_up_nobody_else_and_keeps_its_senders_order(rig: TelegramRig) -> None:
    rig.api.fail("download", Trouble(seconds=0.3))
    other = rig.api.person("Olu")
    rig.api.say(rig.rena, "before")
    rig.api.send_file(rig.rena, "a.json", b"{}")
    rig.api.say(rig.rena, "after")
    rig.api.say(other, "hello")
    events = await arrived(rig, 4)
    assert [one.text for one in events[:2] if isinstance(one, Said)] == ["before", "hello"]
    mine = [one for one in events if one.origin.address == rig.me]
    assert [type(one) for one in mine] == [Said, Sent, Said]


async def test_nobody_waits_for_a_file_that_somebody_sent_before() -> None:
    async with telegram_rig() as rig:
        rig.api.fail("download", Trouble(seconds=1.5))
        other = rig.api.person("Olu")
        number = rig.api.send_file(rig.rena, "a.json", b"{}")
        await until(lambda: rig.api.calls("getFile"))
        rig.api.say(rig.rena, "after")
        rig.api.say(other, "hello")
        began = time.monotonic()
        (first,) = await arrived(rig, 1)
        assert time.monotonic() - began < 1
        assert isinstance(first, Said)
        assert first.text == "hello"
        # Nothing is confirmed past the file, so a kill would lose neither.
        assert number not in rig.api.confirmed
        events = await arrived(rig, 3)
        assert [type(one) for one in events[1:]] == [Sent, Said]
        await until(lambda: len(rig.api.confirmed) == 3)


async def test_whoever_sends_many_large_files_waits_for_them_alone_and_not_for_ever(
    rig: TelegramRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.intake._FETCH_SECONDS", 0.3)
    rig.api.fail("download", *[Trouble(seconds=0.2)] * 20)
    for n in range(20):
        rig.api.send_file(rig.rena, f"{n}.json", b"{}")
    events = [one for one in await arrived(rig, 20) if isinstance(one, Sent)]
    assert [one.name for one in events] == [f"{n}.json" for n in range(20)]
    assert [one.content for one in events] == [b"{}"] + [None] * 19


async def test_a_place_is_taken_for_the_time_zone(rig: TelegramRig) -> None:
    rig.api.locate(rig.rena, 52.5, 13.4)
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Located)
    assert (event.latitude, event.longitude) == (52.5, 13.4)


async def test_blocking_and_coming_back_are_understood(rig: TelegramRig) -> None:
    rig.api.block(rig.rena)
    rig.api.unblock(rig.rena)
    events = await arrived(rig, 2)
    assert [one.back for one in events if isinstance(one, Left)] == [False, True]


async def test_groups_channels_and_bots_never_reach_the_coach(rig: TelegramRig) -> None:
    api = rig.api
    person = rig.rena.as_user
    bare: dict[str, Any] = {"message_id": 1, "date": 1}
    message = bare | {"text": "7 3"}
    press = {"id": "9", "from": person, "chat_instance": "1", "data": "x"}
    group = {"id": -5, "type": "group", "title": "Club"}
    for kind, value in (
        ("message", message | {"chat": group, "from": person}),
        ("message", message | {"chat": PLAIN, "from": person | {"is_bot": True}}),
        ("message", message | {"chat": PLAIN}),
        ("message", message | {"chat": group, "from": person, "text": "/today@AnotherBot"}),
        ("message", bare | {"chat": group, "from": person, "new_chat_title": "x"}),
        ("callback_query", press | {"message": message | {"chat": group}}),
        ("callback_query", press | {"inline_message_id": "1"}),
        ("my_chat_member", {
            "chat": group, "from": person, "date": 1,
            "old_chat_member": {"status": "left", "user": person},
            "new_chat_member": {"status": "member", "user": person},
        }),
        ("message", bare | {"chat": PLAIN, "from": person, "pinned_message": message | {"chat": PLAIN}}),
    ):  # fmt: skip
        api.forge(kind, value)
    for kind in ("channel_post", "edited_message"):
        api.forge(kind, message | {"chat": {"id": -9, "type": "channel", "title": "x"}})
    api.say(rig.rena, "the end")
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Said)
    assert event.text == "the end"
    assert api.calls("sendMessage") == []


async def led(rig: TelegramRig) -> list[Request]:
    """What was said in groups, once all that was heard is dealt with."""
    rig.api.say(rig.rena, "the end")
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Said)
    await asyncio.sleep(0.1)
    return rig.api.calls("sendMessage")


async def test_a_group_is_led_into_the_private_chat(rig: TelegramRig) -> None:
    for n, text in enumerate(("/today", "/today@SinewTestBot 7", "/start@sinewtestbot", "just talk", "/start@Other")):
        rig.api.say_in_group(rig.rena, text, group=-100123 - n)
    answers = await led(rig)
    assert [one.given["chat_id"] for one in answers] == ["-100123", "-100124", "-100125"]
    assert '"https://t.me/SinewTestBot?start=group"' in answers[0].given["reply_markup"]
    assert "private" in answers[0].given["text"]


async def test_a_group_that_calls_and_calls_is_answered_once(rig: TelegramRig) -> None:
    for _ in range(30):
        rig.api.say_in_group(rig.rena, "/start")
    assert len(await led(rig)) == 1


async def test_a_call_in_a_topic_is_answered_there(rig: TelegramRig) -> None:
    for topic in (0, 77):
        rig.api.say_in_group(rig.rena, "/start", topic=topic)
    assert [one.given.get("message_thread_id") for one in await led(rig)] == [None, "77"]


async def test_who_speaks_for_a_group_is_led_away_as_well(rig: TelegramRig) -> None:
    group = {"id": -100123, "type": "supergroup", "title": "Club"}
    anybody = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    call = {"message_id": 5, "date": 1, "chat": group, "from": anybody, "text": "/start"}
    rig.api.forge("message", call)
    rig.api.forge("message", call | {"sender_chat": group})
    assert len(await led(rig)) == 1


async def test_an_update_that_nobody_can_read_holds_up_nobody(
    rig: TelegramRig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.api.forge("message", {"message_id": 1, "date": "soon", "chat": "here", "text": "my knee hurts"})
    rig.api.forge("callback_query", {"id": "1"})
    rig.api.forge("holiday_greeting", {"text": "my knee hurts"})
    rig.api.say(rig.rena, "7 3")
    assert [type(one) for one in await arrived(rig, 1)] == [Said]
    assert [one.action for one in caplog.records if hasattr(one, "action")].count("telegram.read") == 2
    assert "knee" not in caplog.text


async def test_updates_are_confirmed_once_safe_and_the_last_ones_on_the_way_out() -> None:
    async with telegram_rig(poll_seconds=20) as rig:
        blocked = asyncio.Event()
        store = rig.take

        async def slowly(events: Sequence[Event]) -> None:
            await blocked.wait()
            await store(events)

        rig.take_with = slowly
        number = rig.api.say(rig.rena, "7 3")
        await asyncio.sleep(0.1)
        assert rig.api.confirmed == []
        blocked.set()
        await arrived(rig, 1)
        await until(lambda: rig.api.confirmed == [number])
        last = rig.api.say(rig.rena, "8 3")
        await arrived(rig, 2)
        api = rig.api
    assert api.confirmed == [number, last]


async def test_updates_of_a_killed_process_come_again() -> None:
    async with BotApi() as api:
        rig = TelegramRig(api)
        rig.broken_store = 10**6
        await rig.start()
        rig.api.say(rig.rena, "7 3")
        await asyncio.sleep(0.1)
        await rig.stop()
        again = TelegramRig(api)
        await again.start()
        await arrived(again, 1)
        await again.stop()


async def test_a_cancelled_run_confirms_and_can_still_send(rig: TelegramRig) -> None:
    number = rig.api.say(rig.rena, "7 3")
    await arrived(rig, 1)
    assert rig.running is not None
    rig.running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await rig.running
    rig.running = None
    assert rig.api.confirmed == [number]
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Delivered)


async def test_without_a_network_it_waits_and_says_so_once(
    hurried: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with BotApi() as api:
        rig = TelegramRig(api)
        await api.hang_up()
        await rig.start()
        await until(lambda: len(hurried) > 8)
        await api.listen()
        rig.api.say(rig.rena, "7 3")
        await arrived(rig, 1)
        await rig.stop()
    assert hurried[:8] == [1, 2, 4, 8, 15, 15, 15, 15]
    assert caplog.text.count("out of reach") == 1
    assert caplog.text.count("in reach again") == 1


async def test_a_poll_on_a_connection_that_died_silently_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_LATE", 0.2)
    async with telegram_rig(poll_seconds=0) as rig:
        rig.api.fail("getUpdates", Trouble(before=True, silence=True))
        await until(lambda: rig.api.calls("getUpdates"))
        rig.api.say(rig.rena, "7 3")
        await arrived(rig, 1)


async def test_a_wrong_token_names_the_variable_and_asks_only_once() -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, token="4242:WRONG-token")
        with pytest.raises(ConfigurationError, match="SINEW_TELEGRAM_TOKEN") as caught:
            await rig.gateway.run(rig.take)
        await rig.gateway.close()
        assert "WRONG" not in str(caught.value)
        assert caught.value.variable == "SINEW_TELEGRAM_TOKEN"
        assert api.knocks == 1


@pytest.mark.parametrize("token", ["", "none", "4242", "4242:with space", "https://api.telegram.org/"])
async def test_what_cannot_be_a_token_is_not_even_tried(token: str) -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, token=token)
        with pytest.raises(ConfigurationError, match="BotFather"):
            await rig.gateway.run(rig.take)
        await rig.gateway.close()
        assert api.knocks == 0


async def test_a_token_revoked_at_work_ends_the_run() -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, poll_seconds=0)
        await rig.start()
        await until(lambda: api.calls("getUpdates"))
        api.token = "4242:a-new-one"
        assert rig.running is not None
        with pytest.raises(ConfigurationError, match="SINEW_TELEGRAM_TOKEN"):
            await rig.running
        await rig.gateway.close()


async def test_a_message_that_finds_the_token_revoked_ends_a_poll_that_waits() -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, poll_seconds=25)
        await rig.start()
        await until(lambda: api.calls("getUpdates"))
        api.token = "4242:a-new-one"
        assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), NotDelivered)
        assert rig.running is not None
        with pytest.raises(ConfigurationError, match="SINEW_TELEGRAM_TOKEN"):
            await asyncio.wait_for(rig.running, 3)
        await rig.gateway.close()


async def test_a_message_that_was_refused_by_mistake_does_not_end_it() -> None:
    async with telegram_rig(poll_seconds=25) as rig:
        await until(lambda: rig.api.calls("getUpdates"))
        rig.api.fail("sendMessage", refuse(401, "Unauthorized"))
        assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), NotDelivered)
        await until(lambda: len(rig.api.calls("getMe")) > 1)
        rig.api.say(rig.rena, "7 3")
        await arrived(rig, 1)
        assert rig.running is not None
        assert not rig.running.done()


async def test_a_second_program_with_the_same_token_is_told_apart(
    hurried: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    async with telegram_rig() as rig:
        rig.api.fail("getUpdates", *[refuse(409, "Conflict: terminated by other getUpdates request")] * 2)
        rig.api.say(rig.rena, "7 3")
        await until(lambda: len(hurried) == 2)
        await arrived(rig, 1)
    assert hurried == [5, 5]
    assert caplog.text.count("another program uses this bot's token") == 1


async def test_a_poll_told_to_wait_waits(hurried: list[float]) -> None:
    async with telegram_rig() as rig:
        rig.api.fail("getUpdates", flood(9))
        rig.api.say(rig.rena, "7 3")
        await until(lambda: hurried == [9])


async def test_closing_before_the_start_is_no_trouble() -> None:
    gateway = TelegramGateway("1:x", now=lambda: NOON)
    await gateway.close()

    async def take(events: Sequence[Event]) -> None:
        raise AssertionError

    await gateway.run(take)
