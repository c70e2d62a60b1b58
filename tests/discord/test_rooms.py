"""Servers, strangers and closed doors: private messages first, then a private thread in the club."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adapters.discord.interactions import thread_name
from adapters.discord.rooms import CLUB_CHANNEL
from adapters.gateway import (
    Delivered,
    Gone,
    Moved,
    NotDelivered,
    Refused,
)
from adapters.messages import (
    Address,
)
from tests.contract.suite import until
from tests.discord.cards import CARD, HELLO, actions
from tests.discord.rig import DiscordRig
from tests.discord.server import LOST_ANSWER, flood, refuse
from tests.discord.values import Person, Trouble, snowflake


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
