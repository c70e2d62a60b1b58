"""Real discord.py over its own HTTP client and gateway, against the local Discord."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from discord import shard

from adapters.discord.client import Client
from adapters.discord.gateway import DiscordGateway
from adapters.discord.interactions import thread_name
from adapters.discord.rooms import CLUB_CHANNEL
from adapters.gateway import (
    Command,
    ConfigurationError,
    Delivered,
    Gateway,
    Gone,
    Missing,
    Moved,
    NotDelivered,
    Refused,
    Unsure,
)
from adapters.messages import (
    Address,
    Button,
    Called,
    Card,
    Document,
    Event,
    Notice,
    Picture,
    Pressed,
    Said,
    Sent,
    Style,
    Text,
    line,
)
from tests.contract.suite import until
from tests.discord import rules
from tests.discord.rig import COMMANDS, DiscordRig, discord_rig, options
from tests.discord.server import LOST_ANSWER, Discord, flood, refuse
from tests.discord.values import Person, Shown, Trouble, snowflake

CARD = Card(
    "Tue 24 Nov · 🟡 HOLD",
    (line("Strength A"),),
    rows=((Button("Start", "1.start.2k.", Style.PRIMARY), Button("Detail", "1.detail.2k.")),),
)
HELLO = Text((line("Good morning."),))


def actions(caplog: pytest.LogCaptureFixture) -> set[str]:
    """What the log is about."""
    return {getattr(one, "action", "") for one in caplog.records}


def paths(rig: DiscordRig, method: str = "") -> list[str]:
    return [one.path for one in rig.api.requests if method in ("", one.method)]


def gateway_of(rig: DiscordRig) -> Gateway:
    return rig.gateway  # mypy checks here that it is one


# --- acknowledging ---------------------------------------------------------------------------------------------------


async def test_a_press_is_acknowledged_at_once_however_slow_the_database_is(rig: DiscordRig) -> None:
    rig.slow_store = 0.5
    talk = await rig.api.click(rig.rena, await rig.send(CARD), "Start")
    await asyncio.wait_for(talk.acknowledged.wait(), 0.4)
    assert talk.callback == 6
    assert rig.events == []
    await rig.heard()


async def test_a_command_is_acknowledged_in_public_for_the_daily_card_and_in_private_for_settings(
    rig: DiscordRig,
) -> None:
    today = await rig.api.slash(rig.rena, "today")
    settings = await rig.api.slash(rig.rena, "settings", zone="Europe/Berlin")
    await rig.heard(settings, 2)
    await today.acknowledged.wait()
    assert (today.callback, today.hidden) == (5, False)
    assert (settings.callback, settings.hidden) == (5, True)


async def test_another_program_with_the_same_token_is_noticed_by_whoever_was_slower_and_said_once(
    rig: DiscordRig, caplog: pytest.LogCaptureFixture
) -> None:
    other = DiscordRig(rig.api)
    await other.start()
    try:
        for count in range(1, 4):
            talk = await rig.api.slash(rig.rena, "today")
            await asyncio.gather(rig.heard(talk, count), other.heard(talk, count))
        await until(lambda: "discord.conflict" in actions(caplog))
    finally:
        await other.stop()
    said = [one.getMessage() for one in caplog.records if getattr(one, "action", "") == "discord.conflict"]
    assert 1 <= len(said) <= 2, "each of the two says it once"
    assert "another program uses this bot's token" in said[0]


async def test_an_acknowledgement_whose_answer_was_lost_is_no_sign_of_another_program(
    rig: DiscordRig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.api.fail("POST", "/interactions/*/callback", refuse(502, 0), refuse(400, 40060))
    await rig.api.slash(rig.rena, "today")
    await rig.heard()
    await until(lambda: "discord.acknowledge" in actions(caplog))
    assert "discord.conflict" not in actions(caplog)


async def test_a_press_that_was_acknowledged_too_late_still_counts_and_is_answered_by_message(rig: DiscordRig) -> None:
    shown = await rig.send(CARD)
    rig.api.fail("POST", "/interactions/*/callback", refuse(404, 10062, "Unknown interaction"))
    await rig.api.click(rig.rena, shown, "Start")
    event = await rig.heard()
    answer = await rig.send(HELLO, "2", answering=event.origin.event_id)
    assert answer.text == "Good morning."
    assert not any(path.startswith("/webhooks") for path in paths(rig))


async def test_events_that_come_while_the_store_is_busy_go_together_and_in_order(rig: DiscordRig) -> None:
    batches: list[list[Event]] = []

    async def take(events: object) -> None:
        batches.append(list(events))  # type: ignore[call-overload]
        await asyncio.sleep(0.1)

    rig.gateway.listen(take)
    for n in range(20):
        await rig.api.say(rig.rena, str(n))
    await until(lambda: sum(map(len, batches)) == 20)
    assert [event.text for batch in batches for event in batch if isinstance(event, Said)] == [
        str(n) for n in range(20)
    ]
    assert len(batches) < 6


async def test_fifty_runners_at_once_are_all_acknowledged_and_heard(rig: DiscordRig) -> None:
    people = [rig.api.person(f"Runner {n}") for n in range(50)]
    talks = [await rig.api.slash(person, "today") for person in people]
    await until(lambda: len(rig.events) == 50)
    await asyncio.gather(*(talk.acknowledged.wait() for talk in talks))
    assert {event.origin.address.user for event in rig.events} == {str(person.id) for person in people}
    assert max(talk.answered_after for talk in talks) < 2


async def test_what_cannot_be_stored_at_all_is_let_go_and_the_next_is_heard(
    rig: DiscordRig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("adapters.discord.arrivals._STORE_PAUSES", (0.01, 0.01))
    rig.broken_store = 3
    await rig.api.say(rig.rena, "lost")
    await until(lambda: rig.broken_store == 0)
    await rig.api.say(rig.rena, "heard")
    assert isinstance(event := await rig.heard(), Said)
    assert event.text == "heard"
    assert "discord.take" in actions(caplog)


# --- what runners do -------------------------------------------------------------------------------------------------


async def test_a_commands_arguments_come_in_their_declared_order(rig: DiscordRig) -> None:
    await rig.api.slash(rig.rena, "rate", soreness="3", effort="7")
    event = await rig.heard()
    assert isinstance(event, Called)
    assert (event.command, event.arguments, event.origin.language) == ("rate", "7 3", "de")


async def test_a_command_typed_as_text_is_a_command_too(rig: DiscordRig) -> None:
    await rig.api.say(rig.rena, "/rate 7 3")
    await rig.api.say(rig.rena, "/unknown 7 3")
    await rig.heard(count=2)
    called, said = rig.events
    assert isinstance(called, Called)
    assert (called.command, called.arguments) == ("rate", "7 3")
    assert isinstance(said, Said)


async def test_zones_are_suggested_while_they_are_typed_and_days_are_choices(rig: DiscordRig) -> None:
    talk = await rig.api.suggest(rig.rena, "settings", "zone", "par")
    await asyncio.wait_for(talk.acknowledged.wait(), 2)
    assert talk.choices == [{"name": "Europe/Paris", "value": "Europe/Paris"}]
    week = next(one for one in rig.api.commands if one["name"] == "week")
    assert len(week["options"][0]["choices"]) == 7
    assert rig.events == []


async def test_a_suggestion_that_fails_offers_nothing() -> None:
    def broken(*_: str) -> list[str]:
        raise LookupError

    async with discord_rig(suggest=broken) as rig:
        talk = await rig.api.suggest(rig.rena, "settings", "zone", "par")
        await asyncio.wait_for(talk.acknowledged.wait(), 2)
        assert talk.choices == []


async def test_a_long_list_of_choices_is_searched_as_it_is_typed() -> None:
    many = Command("swap", "Swap", {"exercise": "Which"}, {"exercise": tuple(f"Exercise {n}" for n in range(60))})
    async with discord_rig(commands=(many,)) as rig:
        talk = await rig.api.suggest(rig.rena, "swap", "exercise", "cise 5")
        await asyncio.wait_for(talk.acknowledged.wait(), 2)
        assert [one["value"] for one in talk.choices or ()] == ["Exercise 5", *(f"Exercise 5{n}" for n in range(10))]


async def test_picking_several_areas_at_once_is_a_press_each_with_an_id_of_its_own(rig: DiscordRig) -> None:
    areas = tuple(Button(f"Area {n}", f"1.area.2k.{n}", Style.ON if n in (1, 2) else Style.OFF) for n in range(15))
    shown = await rig.send(Text((line("Where?"),), (areas,)))
    assert [label for label, on in options(shown).items() if on] == ["Area 1", "Area 2"]
    select = next(one for one in rules.walk(shown.components) if one["type"] == rules.SELECT)
    await rig.api.pick(rig.rena, shown, select["custom_id"], ["1.area.2k.2", "1.area.2k.7", "1.area.2k.9"])
    await rig.heard(count=3)
    assert [event.key for event in rig.events if isinstance(event, Pressed)] == [
        "1.area.2k.1", "1.area.2k.7", "1.area.2k.9",
    ]  # fmt: skip
    assert len({event.origin.event_id for event in rig.events}) == 3


async def test_each_of_several_picks_can_edit_the_card_it_came_from(rig: DiscordRig) -> None:
    areas = tuple(Button(f"Area {n}", f"1.area.2k.{n}", Style.OFF) for n in range(15))
    shown = await rig.send(Text((line("Where?"),), (areas,)))
    select = next(one for one in rules.walk(shown.components) if one["type"] == rules.SELECT)
    await rig.api.pick(rig.rena, shown, select["custom_id"], ["1.area.2k.2", "1.area.2k.7"])
    await rig.heard(count=2)
    for event in rig.events:
        await rig.edit(shown, HELLO, answering=event.origin.event_id)
    assert shown.edits == 2
    assert paths(rig, "PATCH") == [path for path in paths(rig, "PATCH") if path.startswith("/webhooks")]


async def test_one_choice_of_many_is_one_press(rig: DiscordRig) -> None:
    choices = tuple(Button(f"Choice {n}", f"1.swap.2k.{n}") for n in range(20))
    shown = await rig.send(Text((line("Instead?"),), (choices,)))
    await rig.api.click(rig.rena, shown, "Choice 4")
    event = await rig.heard()
    assert isinstance(event, Pressed)
    assert (event.key, event.message) == ("1.swap.2k.4", rig.ref(shown))


async def test_typed_detail_goes_into_a_form_opened_from_the_key_alone(rig: DiscordRig) -> None:
    shown = await rig.send(CARD)
    talk = await rig.api.click(rig.rena, shown, "Detail")
    await asyncio.wait_for(talk.acknowledged.wait(), 2)
    assert talk.modal is not None
    assert (talk.modal["title"], talk.modal["custom_id"]) == ("Tell me more", "1.detail.2k.")
    assert rig.events == []
    await rig.restart()
    await rig.api.submit(talk, "left calf,\nsince Tuesday")
    event = await rig.heard()
    assert isinstance(event, Said)
    assert event.text == "left calf,\nsince Tuesday"
    await rig.edit(shown, HELLO, answering=event.origin.event_id)
    assert shown.text == "Good morning."


async def test_a_button_from_before_a_restart_still_works(rig: DiscordRig) -> None:
    shown = await rig.send(CARD)
    await rig.restart()
    talk = await rig.api.click(rig.rena, shown, "Start")
    event = await rig.heard(talk)
    assert isinstance(event, Pressed)
    assert event.key == "1.start.2k."


@pytest.mark.parametrize("key", ["x", "1", "1.", "1..", "2.start.2k.", "1.start.2K.é", "1.detail", "💥" * 20])
async def test_a_forged_or_truncated_key_is_acknowledged_and_handed_on_as_it_is(rig: DiscordRig, key: str) -> None:
    talk = await rig.api.forge(rig.rena, await rig.send(CARD), key)
    event = await rig.heard(talk)
    assert isinstance(event, Pressed)
    assert event.key == key


async def test_a_press_of_a_button_that_stands_nowhere_is_heard_once(rig: DiscordRig) -> None:
    talk = await rig.api.forge(rig.rena, await rig.send(CARD), "1.start.9z.nowhere")
    await rig.heard(talk)
    await asyncio.sleep(0.05)
    assert len(rig.events) == 1


async def test_somebody_elses_button_comes_with_who_pressed_it(rig: DiscordRig) -> None:
    other = rig.api.person("Otto")
    talk = await rig.api.click(other, await rig.send(CARD), "Start")
    event = await rig.heard(talk)
    assert event.origin.address.user == str(other.id)


async def test_an_unknown_kind_of_interaction_breaks_nothing(rig: DiscordRig) -> None:
    await rig.api._interact(rig.rena, 77, {})
    await rig.api.say(rig.rena, "still there?")
    assert isinstance(await rig.heard(), Said)


# --- files in --------------------------------------------------------------------------------------------------------


async def test_an_export_comes_with_its_content_and_a_caption(rig: DiscordRig) -> None:
    await rig.api.say(rig.rena, "my diary", {"sinew.json": b"{}", "more.json": b"[]"})
    await rig.heard(count=2)
    first, second = rig.events
    assert isinstance(first, Sent)
    assert isinstance(second, Sent)
    assert (first.content, first.caption, first.kind) == (b"{}", "my diary", "document")
    assert (second.content, second.caption) == (b"[]", "")
    assert first.origin.event_id != second.origin.event_id


async def test_a_file_that_is_too_large_is_named_but_not_fetched() -> None:
    async with discord_rig(attachment_bytes=10) as rig:
        await rig.api.say(rig.rena, "", {"big.json": b"x" * 11})
        event = await rig.heard()
        assert isinstance(event, Sent)
        assert (event.content, event.size) == (None, 11)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "photo"), ("a.mp4", "video"), ("a.ogg", "audio")])
async def test_pictures_videos_and_voices_are_named_but_not_fetched(rig: DiscordRig, name: str, kind: str) -> None:
    await rig.api.say(rig.rena, "", {name: b"x"})
    event = await rig.heard()
    assert isinstance(event, Sent)
    assert (event.kind, event.content) == (kind, None)
    # A video is found again by its message; an attachment's own address expires.
    assert event.file_id.startswith("https://discord.com/channels/") == (kind == "video")


async def test_a_message_of_nothing_readable_is_still_heard(rig: DiscordRig) -> None:
    await rig.api.say(rig.rena, "")
    event = await rig.heard()
    assert isinstance(event, Sent)
    assert (event.kind, event.content) == ("other", None)


async def test_a_file_that_cannot_be_fetched_is_heard_without_its_content(rig: DiscordRig) -> None:
    shown = Shown(rig.rena.room, snowflake(), rig.rena.id, files={"a.json": b"{}"})
    told = rig.api._message(shown)
    rig.api.stored.clear()
    await rig.api._dispatch("MESSAGE_CREATE", told)
    event = await rig.heard()
    assert isinstance(event, Sent)
    assert event.content is None


async def test_bots_and_servers_are_not_listened_to(rig: DiscordRig) -> None:
    bot = rig.api._message(Shown(rig.rena.room, snowflake(), rig.api.me.id, "hello, me"))
    await rig.api._dispatch("MESSAGE_CREATE", bot)
    said = rig.api._message(Shown(rig.rena.room, snowflake(), rig.rena.id, "hello, all"))
    await rig.api._dispatch("MESSAGE_CREATE", said | {"guild_id": str(rig.api.club_guild)})
    await rig.api.say(rig.rena, "hello, coach")
    event = await rig.heard()
    assert [event] == rig.events
    assert isinstance(event, Said)
    assert event.text == "hello, coach"


# --- answering -------------------------------------------------------------------------------------------------------


async def test_the_first_answer_to_a_command_takes_the_place_of_thinking(rig: DiscordRig) -> None:
    talk = await rig.api.slash(rig.rena, "today")
    event = await rig.heard(talk)
    first = await rig.send(CARD, "1", answering=event.origin.event_id)
    second = await rig.send(HELLO, "2", answering=event.origin.event_id)
    assert talk.original is first
    assert not first.thinking
    assert talk.replies == [second]
    assert not first.only_for


async def test_an_answer_sent_again_after_silence_takes_the_same_place(rig: DiscordRig) -> None:
    talk = await rig.api.slash(rig.rena, "today")
    event = await rig.heard(talk)
    rig.api.fail("PATCH", "/webhooks/*/messages/@original", LOST_ANSWER)
    first = await rig.gateway.send(rig.me, CARD, nonce="1", answering=event.origin.event_id)
    assert isinstance(first, Unsure)
    await rig.send(CARD, "1", answering=event.origin.event_id)
    assert [one.text for one in rig.seen()] == [rig.seen()[0].text]


async def test_settings_and_what_follows_from_them_are_seen_by_the_runner_alone(rig: DiscordRig) -> None:
    talk = await rig.api.slash(rig.rena, "settings")
    event = await rig.heard(talk)
    shown = await rig.send(CARD, "1", answering=event.origin.event_id)
    more = await rig.send(HELLO, "2", answering=event.origin.event_id)
    assert shown.only_for == more.only_for == rig.rena.id
    press = await rig.heard(await rig.api.click(rig.rena, shown, "Start"), 2)
    await rig.edit(shown, HELLO, answering=press.origin.event_id)
    assert shown.text == "Good morning."
    assert (await rig.send(CARD, "3", answering=press.origin.event_id)).only_for == rig.rena.id


async def test_a_message_that_only_the_runner_saw_is_missing_once_its_token_is_gone(rig: DiscordRig) -> None:
    talk = await rig.api.slash(rig.rena, "settings")
    event = await rig.heard(talk)
    shown = await rig.send(CARD, "1", answering=event.origin.event_id)
    assert await rig.gateway.edit(rig.me, rig.ref(shown), HELLO) == Missing()


async def test_a_command_that_is_answered_by_nothing_leaves_nobody_thinking() -> None:
    async with discord_rig(thinking_seconds=0.1) as rig:
        talk = await rig.api.slash(rig.rena, "today")
        event = await rig.heard(talk)
        assert any(one.thinking for one in rig.api.seen(rig.rena))
        await until(lambda: not any(one.thinking for one in rig.api.seen(rig.rena)))
        # Whatever is said after all is a message of its own.
        assert (await rig.send(HELLO, answering=event.origin.event_id)).text == "Good morning."


async def test_a_command_answered_by_an_edit_leaves_nobody_thinking(rig: DiscordRig) -> None:
    card = await rig.send(CARD)
    talk = await rig.api.slash(rig.rena, "rate", effort="7")
    event = await rig.heard(talk)
    await rig.edit(card, HELLO, answering=event.origin.event_id)
    assert [one.text for one in rig.api.seen(rig.rena)] == ["Good morning."]


async def test_a_notice_is_for_the_runner_alone_and_without_a_press_a_short_message(rig: DiscordRig) -> None:
    event = await rig.heard(await rig.api.click(rig.rena, await rig.send(CARD), "Start"))
    toast = await rig.send(Notice("Noted."), "2", answering=event.origin.event_id)
    plain = await rig.send(Notice("Noted."), "3")
    assert (toast.only_for, plain.only_for) == (rig.rena.id, 0)


async def test_after_a_quarter_of_an_hour_the_answer_is_a_message(rig: DiscordRig) -> None:
    talk = await rig.api.slash(rig.rena, "today")
    event = await rig.heard(talk)
    rig.api.late = 1000
    answer = await rig.send(CARD, "1", answering=event.origin.event_id)
    assert answer.nonce == "1"
    card = await rig.edit(answer, HELLO, answering=event.origin.event_id)
    assert card is answer


async def test_an_old_token_is_not_even_tried(rig: DiscordRig) -> None:
    event = await rig.heard(await rig.api.slash(rig.rena, "today"))
    answer = await rig.gateway._arrivals.answer(rig.me, event.origin.event_id)
    assert answer is not None
    answer.born -= 900
    assert (await rig.send(CARD, "1", answering=event.origin.event_id)).nonce == "1"
    assert not any(path.startswith("/webhooks") for path in paths(rig))


async def test_a_press_whose_token_expired_meanwhile_edits_the_card_all_the_same(rig: DiscordRig) -> None:
    shown = await rig.send(CARD)
    event = await rig.heard(await rig.api.click(rig.rena, shown, "Start"))
    rig.api.late = 1000
    await rig.edit(shown, HELLO, answering=event.origin.event_id)
    assert shown.text == "Good morning."


async def test_an_answer_from_a_process_that_did_not_hear_the_question_is_a_message(rig: DiscordRig) -> None:
    event = await rig.heard(await rig.api.slash(rig.rena, "today"))
    await rig.restart()
    assert (await rig.send(CARD, "7", answering=event.origin.event_id)).nonce == "7"


async def test_an_answer_meant_for_another_door_does_not_go_through_this_one(rig: DiscordRig) -> None:
    event = await rig.heard(await rig.api.slash(rig.rena, "today"))
    other = rig.api.person("Otto")
    sent = await rig.gateway.send(rig.address(other), HELLO, nonce="1", answering=event.origin.event_id)
    assert rig.message(sent).channel == other.room


# --- sending ---------------------------------------------------------------------------------------------------------


async def test_the_same_nonce_is_the_same_message(rig: DiscordRig) -> None:
    for _ in range(2):
        await rig.send(HELLO, "an outbox row with a name of more than 25 letters")
    assert len(rig.seen()) == 1


async def test_a_message_that_may_have_arrived_is_sent_again_without_doubling(rig: DiscordRig) -> None:
    rig.api.fail("POST", "/channels/*/messages", LOST_ANSWER)
    assert isinstance(await rig.gateway.send(rig.me, HELLO, nonce="1"), Unsure)
    await rig.send(HELLO, "1")
    assert len(rig.seen()) == 1


async def test_the_parts_of_a_long_message_are_not_doubled_either(rig: DiscordRig) -> None:
    long = Text(tuple(line("one two three four " * 40) for _ in range(12)))
    for _ in range(2):
        await rig.send(long, "1")
    assert len(rig.seen()) == 3


async def test_silent_messages_make_no_sound(rig: DiscordRig) -> None:
    assert (await rig.send(HELLO, "1", silent=True)).flags & (1 << 12)
    assert not (await rig.send(HELLO, "2")).flags & (1 << 12)


async def test_files_go_out_as_multipart_and_can_take_each_others_place(rig: DiscordRig) -> None:
    shown = await rig.send(Picture(b"\x89PNG", "a chart of your month", (line("November"),)))
    assert shown.files == {"picture.png": b"\x89PNG"}
    await rig.edit(shown, Document("sinew.json", b"{}", (line("Your diary"),)))
    assert (shown.files, shown.text) == ({"sinew.json": b"{}"}, "Your diary")
    await rig.edit(shown, HELLO)
    assert (shown.files, shown.text) == ({}, "Good morning.")


async def test_an_answer_may_be_a_file(rig: DiscordRig) -> None:
    talk = await rig.api.slash(rig.rena, "settings")
    event = await rig.heard(talk)
    shown = await rig.send(Document("sinew.json", b"{}"), "1", answering=event.origin.event_id)
    assert talk.original is shown
    assert shown.files == {"sinew.json": b"{}"}
    more = await rig.send(Document("more.json", b"[]"), "2", answering=event.origin.event_id)
    assert more.files == {"more.json": b"[]"}


async def test_the_messages_of_one_channel_stay_within_its_bucket() -> None:
    async with discord_rig(patience=5.0) as rig:
        rig.api.bucket = (3, 0.4)
        began = time.monotonic()
        outcomes = await asyncio.gather(*(rig.gateway.send(rig.me, HELLO, nonce=str(n)) for n in range(7)))
        assert [type(one) for one in outcomes] == [Delivered] * 7
        assert time.monotonic() - began > 0.7


async def test_a_short_flood_is_waited_out_and_a_long_one_is_told(rig: DiscordRig) -> None:
    rig.api.fail("POST", "/channels/*/messages", flood(0.05), flood(7.5))
    assert isinstance(await rig.gateway.send(rig.me, HELLO, nonce="1"), NotDelivered)
    assert isinstance(await rig.gateway.send(rig.me, HELLO, nonce="2"), Delivered)


@pytest.mark.parametrize("whole", [False, True])
async def test_a_flood_says_for_how_long_and_whether_for_all(rig: DiscordRig, whole: bool) -> None:
    rig.api.fail("POST", "/channels/*/messages", flood(7.5, whole_token=whole))
    assert await rig.gateway.send(rig.me, HELLO, nonce="1") == NotDelivered(7.5, whole_token=whole)


async def test_a_lockout_of_the_whole_address_pauses_everything(rig: DiscordRig) -> None:
    rig.api.fail("POST", "/channels/*/messages", Trouble(429, {"message": "banned"}, {"Retry-After": "120"}))
    assert await rig.gateway.send(rig.me, HELLO, nonce="1") == NotDelivered(120.0, whole_token=True)


async def test_a_server_error_means_later(rig: DiscordRig) -> None:
    rig.api.fail("POST", "/channels/*/messages", *[Trouble(502)] * 5)
    assert isinstance(await rig.gateway.send(rig.me, HELLO, nonce="1"), NotDelivered)
    assert rig.seen() == []


async def test_what_discord_does_not_take_is_our_own_mistake(rig: DiscordRig) -> None:
    rig.api.fail("POST", "/channels/*/messages", refuse(400, 50035, "Invalid Form Body"))
    outcome = await rig.gateway.send(rig.me, HELLO, nonce="1")
    assert isinstance(outcome, Refused)
    assert "50035" in outcome.why


@pytest.mark.parametrize("code", [10008, 30046, 50005, 50083])
async def test_a_message_that_cannot_be_edited_any_more_is_sent_anew(rig: DiscordRig, code: int) -> None:
    shown = await rig.send(CARD)
    rig.api.fail("PATCH", "/channels/*", refuse(403, code))
    assert await rig.gateway.edit(rig.me, rig.ref(shown), HELLO) == Missing()


async def test_before_it_is_connected_nothing_is_delivered() -> None:
    async with Discord() as api:
        gateway = DiscordGateway(api.token)
        rena = api.person("Rena")
        to = Address("discord", str(rena.id), str(rena.room))
        assert isinstance(await gateway.send(to, HELLO, nonce="1"), NotDelivered)
        assert isinstance(await gateway.edit(to, "1:2", HELLO), NotDelivered)
        await gateway.close()


# --- servers, strangers and closed doors -----------------------------------------------------------------------------


@pytest.mark.parametrize("context", [0, 2])
async def test_a_command_among_others_is_answered_in_the_private_messages(rig: DiscordRig, context: int) -> None:
    room = snowflake()
    talk = await rig.api.slash(rig.rena, "today", channel=room, context=context)
    event = await rig.heard(talk)
    assert event.origin.address == rig.me
    answer = await rig.send(CARD, "1", answering=event.origin.event_id)
    assert answer.channel == rig.rena.room
    (pointer,) = rig.api.seen(rig.rena, room)
    assert pointer.only_for == rig.rena.id
    assert "private messages" in pointer.text
    assert "HOLD" not in pointer.text


async def test_somebody_who_cannot_be_messaged_at_all_is_told_where_they_asked(rig: DiscordRig) -> None:
    room = snowflake()
    rig.api.fail("POST", "/users/@me/channels", refuse(403, 50007))
    talk = await rig.api.slash(rig.rena, "today", channel=room, context=0)
    await until(lambda: "closed" in (talk.original.text if talk.original else ""))
    assert rig.events == []


@pytest.mark.parametrize(
    "trouble", [flood(5), refuse(403, 40003), refuse(503, 0), LOST_ANSWER], ids=["flood", "too fast", "down", "silence"]
)
async def test_a_command_is_not_lost_while_no_private_chat_can_be_opened(rig: DiscordRig, trouble: Trouble) -> None:
    await rig.restart(patience=1.5)
    rig.api.fail("POST", "/users/@me/channels", trouble)
    talk = await rig.api.slash(rig.rena, "today", channel=snowflake(), context=0)
    event = await rig.heard(talk)
    nowhere = event.origin.address
    assert (nowhere.user, nowhere.chat) == (rig.me.user, "")
    assert "closed" not in (talk.original.text if talk.original else "")
    assert await rig.gateway.send(nowhere, CARD, nonce="1", answering=event.origin.event_id) == Moved(rig.me)


async def test_who_cannot_be_told_that_there_is_no_way_breaks_nothing(
    rig: DiscordRig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.api.fail("POST", "/users/@me/channels", refuse(403, 50007))
    rig.api.fail("POST", "/interactions/*", refuse(404, 10062))
    await rig.api.slash(rig.rena, "today", channel=snowflake(), context=0)
    await until(lambda: "discord.closed" in actions(caplog))
    assert [one.name for one in caplog.records if one.name == "discord.client"] == []
    assert rig.events == []


@pytest.fixture
def club(rig: DiscordRig) -> int:
    rig.api.club = snowflake()
    rig.api.members = {rig.rena.id}
    return rig.api.club


def shut(person: Person) -> None:
    person.closed = True


def leave(person: Person) -> None:
    person.stranger = True


@pytest.mark.parametrize("close", [shut, leave])
async def test_closed_doors_lead_to_a_private_thread_in_the_club(
    rig: DiscordRig, club: int, close: Callable[[Person], None]
) -> None:
    await rig.restart(club_channel=club)
    close(rig.rena)
    moved = await rig.gateway.send(rig.me, CARD, nonce="1")
    assert isinstance(moved, Moved)
    (thread,) = rig.api.threads.values()
    assert moved.address == Address("discord", str(rig.rena.id), thread["id"])
    assert thread["people"] == [rig.rena.id]
    assert not thread["thread_metadata"]["invitable"]
    assert isinstance(await rig.gateway.send(moved.address, CARD, nonce="1"), Delivered)
    assert await rig.gateway.send(rig.me, CARD, nonce="2") == moved
    assert len(rig.api.threads) == 1


async def test_in_their_own_thread_a_runner_is_heard_there_even_after_a_restart(rig: DiscordRig, club: int) -> None:
    await rig.restart(club_channel=club)
    shut(rig.rena)
    moved = await rig.gateway.send(rig.me, CARD, nonce="1")
    assert isinstance(moved, Moved)
    shown = rig.message(await rig.gateway.send(moved.address, CARD, nonce="1"))
    await rig.restart(club_channel=club)
    event = await rig.heard(await rig.api.click(rig.rena, shown, "Start"))
    assert event.origin.address == moved.address
    sent = await rig.gateway.edit(moved.address, rig.ref(shown), HELLO, answering=event.origin.event_id)
    assert rig.message(sent).text == "Good morning."


async def test_a_moderator_in_somebodys_thread_is_answered_elsewhere(rig: DiscordRig, club: int) -> None:
    await rig.restart(club_channel=club)
    shut(rig.rena)
    moved = await rig.gateway.send(rig.me, CARD, nonce="1")
    assert isinstance(moved, Moved)
    shown = rig.message(await rig.gateway.send(moved.address, CARD, nonce="1"))
    moderator = rig.api.person("Mo")
    event = await rig.heard(await rig.api.click(moderator, shown, "Start"))
    assert event.origin.address == rig.address(moderator)
    assert thread_name(moderator.id) != thread_name(rig.rena.id)


async def test_a_thread_is_found_again_after_a_restart(rig: DiscordRig, club: int) -> None:
    await rig.restart(club_channel=club)
    shut(rig.rena)
    moved = await rig.gateway.send(rig.me, CARD, nonce="1")
    await rig.restart(club_channel=club)
    assert await rig.gateway.send(rig.me, CARD, nonce="2") == moved
    assert len(rig.api.threads) == 1


@pytest.mark.parametrize("step", ["POST /channels/*/threads", "PUT /channels/*/thread-members/*"])
@pytest.mark.parametrize("trouble", [flood(5), refuse(503, 0), LOST_ANSWER], ids=["flood", "down", "silence"])
async def test_a_thread_that_could_not_be_opened_now_is_opened_later(
    rig: DiscordRig, club: int, step: str, trouble: Trouble
) -> None:
    await rig.restart(club_channel=club, patience=0.5)
    shut(rig.rena)
    method, path = step.split()
    rig.api.fail(method, path, trouble)
    later = await rig.gateway.send(rig.me, CARD, nonce="1")
    assert isinstance(later, NotDelivered)
    assert isinstance(await rig.gateway.send(rig.me, CARD, nonce="1"), Moved)
    (thread,) = rig.api.threads.values()
    assert set(thread["people"]) == {rig.rena.id}


async def test_who_is_not_in_the_club_is_gone(rig: DiscordRig, club: int) -> None:
    await rig.restart(club_channel=club)
    rig.api.members.clear()
    shut(rig.rena)
    assert isinstance(await rig.gateway.send(rig.me, CARD, nonce="1"), Gone)
    assert rig.api.threads == {}


async def test_a_club_channel_that_is_none_is_said_and_nobody_is_lost(
    rig: DiscordRig, club: int, caplog: pytest.LogCaptureFixture
) -> None:
    await rig.restart(club_channel=club + 1)
    shut(rig.rena)
    assert isinstance(await rig.gateway.send(rig.me, CARD, nonce="1"), Gone)
    assert "discord.no_way" in actions(caplog)
    assert CLUB_CHANNEL == "SINEW_DISCORD_CLUB_CHANNEL"


async def test_a_lost_thread_leads_back_to_the_private_messages(rig: DiscordRig) -> None:
    lost = Address("discord", str(rig.rena.id), str(snowflake()))
    assert await rig.gateway.send(lost, CARD, nonce="1") == Moved(rig.me)


async def test_an_address_without_a_channel_gets_one(rig: DiscordRig) -> None:
    assert await rig.gateway.send(Address("discord", str(rig.rena.id), ""), CARD, nonce="1") == Moved(rig.me)
    assert isinstance(await rig.gateway.send(Address("discord", "1", ""), CARD, nonce="1"), Gone | Refused)


# --- connection ------------------------------------------------------------------------------------------------------


async def test_no_privileged_intent_is_asked_for_and_only_direct_messages_are_listened_to(rig: DiscordRig) -> None:
    assert rig.api.intents == 1 << 12


async def test_commands_are_declared_once_and_again_only_when_they_changed() -> None:
    marks: list[str] = []

    async def remembered() -> str:
        return marks[-1] if marks else ""

    async def remember(mark: str) -> None:
        marks.append(mark)

    async with discord_rig(remembered=remembered, remember=remember) as rig:
        await rig.restart()
        assert rig.api.declared == 1
        await rig.restart(commands=COMMANDS[:2])
        assert rig.api.declared == 2
        assert [one["name"] for one in rig.api.commands] == ["today", "rate"]
        assert rig.api.commands[0]["integration_types"] == [0, 1]


async def test_commands_that_discord_does_not_take_do_not_keep_the_coach_from_coaching() -> None:
    async with Discord() as api:
        api.fail("PUT", "/applications/*", refuse(400, 50035, "Invalid Form Body"))
        rig = DiscordRig(api)
        await rig.start()
        await rig.send(HELLO)
        await rig.stop()


async def test_what_happened_during_a_cut_connection_is_heard_after_it(rig: DiscordRig) -> None:
    await rig.api.drop()
    await rig.api.say(rig.rena, "meanwhile")
    event = await rig.heard()
    assert isinstance(event, Said)
    assert event.text == "meanwhile"
    assert (rig.api.resumed, rig.api.identified) == (1, 1)


async def test_something_unreadable_from_discord_costs_a_connection_and_no_more(
    rig: DiscordRig, caplog: pytest.LogCaptureFixture
) -> None:
    await rig.api._dispatch("INTERACTION_CREATE", {"id": "no number"})
    await until(lambda: rig.api.identified == 2)
    await rig.api.say(rig.rena, "still there?")
    assert isinstance(await rig.heard(), Said)
    assert "discord.crash" in actions(caplog)


async def test_the_heart_beats() -> None:
    async with Discord() as api:
        api.heartbeat_seconds = 0.05
        rig = DiscordRig(api)
        await rig.start()
        await until(lambda: api.heartbeats > 2)
        await rig.stop()


async def test_a_wrong_token_is_named_at_once_and_not_tried_again() -> None:
    async with Discord() as api:
        gateway = DiscordGateway("a-wrong-token")
        with pytest.raises(ConfigurationError, match="SINEW_DISCORD_TOKEN") as caught:
            await gateway.run(lambda _: asyncio.sleep(0))
        assert len(api.requests) == 1
        assert "a-wrong-token" not in str(caught.value) + repr(gateway)


@pytest.mark.parametrize("how", ["gateway", "send"])
async def test_a_token_revoked_under_way_ends_the_gateway(how: str) -> None:
    async with Discord() as api:
        rig = DiscordRig(api)
        await rig.start()
        assert rig.running is not None
        api.token = "another"
        if how == "gateway":
            await api.drop(4004)
        else:
            # It is not lost: it goes out with the token that follows.
            assert isinstance(await rig.gateway.send(rig.me, HELLO, nonce="1"), NotDelivered)
        with pytest.raises(ConfigurationError, match="SINEW_DISCORD_TOKEN"):
            await asyncio.wait_for(rig.running, 5)


async def test_a_message_that_was_refused_by_mistake_ends_nothing(rig: DiscordRig) -> None:
    rig.api.fail("POST", "/channels/*/messages", refuse(401, 0, "401: Unauthorized"))
    assert isinstance(await rig.gateway.send(rig.me, HELLO, nonce="1"), NotDelivered)
    await until(lambda: sum(one.path.endswith("/users/@me") for one in rig.api.requests) > 1)
    await asyncio.sleep(0.2)
    assert rig.running is not None
    assert not rig.running.done()
    await rig.send(HELLO, "1")
    assert rig.api.identified == 1


async def test_without_a_network_it_waits_and_then_begins(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with Discord() as api:
        await api.hang_up()
        rig = DiscordRig(api)
        rig.running = asyncio.create_task(rig.gateway.run(rig.take))
        await until(lambda: "discord.unreachable" in actions(caplog))
        await api.listen()
        await until(lambda: api.identified)
        await rig.send(HELLO)
        await rig.stop()


async def test_after_a_long_outage_it_is_back_soon(rig: DiscordRig, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0.01)

    async def at_once(self: object, shard_id: int, *, initial: bool = False) -> None:
        return

    monkeypatch.setattr(Client, "before_identify_hook", at_once)
    monkeypatch.setattr(shard, "asyncio", SimpleNamespace(**vars(asyncio) | {"sleep": note}))
    await rig.api.hang_up()
    await until(lambda: len(pauses) > 30)
    assert max(pauses) <= 16
    await rig.api.listen()
    await until(lambda: rig.api.identified == 2)
    await rig.api.say(rig.rena, "back")
    assert isinstance(await rig.heard(), Said)


async def test_it_can_be_closed_before_it_ever_ran_and_while_it_waits() -> None:
    async with Discord() as api:
        await DiscordGateway(api.token).close()
        await api.hang_up()
        rig = DiscordRig(api)
        rig.running = asyncio.create_task(rig.gateway.run(rig.take))
        await asyncio.sleep(0.05)
        await asyncio.wait_for(rig.stop(), 2)


async def test_the_token_is_in_no_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with discord_rig() as rig:
        event = await rig.heard(await rig.api.slash(rig.rena, "today"))
        await rig.send(CARD, "1", answering=event.origin.event_id)
        rig.api.fail("POST", "/channels/*/messages", refuse(400, 50035, "Invalid Form Body"), flood(5))
        for n in range(2):
            await rig.gateway.send(rig.me, CARD, nonce=str(n))
        token = rig.api.token
    # Identifying is the one line in which discord.py itself writes it, at DEBUG: the redaction is for that.
    said = [one for one in caplog.records if not one.name.startswith("discord.gateway")]
    assert not any(token in one.getMessage() for one in said)
    assert json.dumps(token)[1:-1] not in "".join(one.getMessage() for one in said)
