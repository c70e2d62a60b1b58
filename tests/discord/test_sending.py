"""What goes out: once, in its bucket, and with an outcome for each way it can fail."""

from __future__ import annotations

import asyncio
import time

import pytest

from adapters.discord.gateway import DiscordGateway
from adapters.gateway import (
    Delivered,
    Missing,
    NotDelivered,
    Refused,
    Unsure,
)
from adapters.messages import (
    Address,
    Document,
    Picture,
    Text,
    line,
)
from tests.discord.cards import CARD, HELLO
from tests.discord.rig import DiscordRig, discord_rig
from tests.discord.server import LOST_ANSWER, Discord, flood, refuse
from tests.discord.values import Trouble


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
