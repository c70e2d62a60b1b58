"""The gateway on somebody else's Discord: simcord, an in-memory one that was not written with our code in mind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import simcord

from adapters.discord.gateway import DiscordGateway
from adapters.gateway import Delivered, EditOutcome, Gone, Missing, NotDelivered, Outcome, Refused
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
    Tone,
    line,
)
from tests.discord.rig import COMMANDS, MODALS, zones
from tests.looks.samples import SAMPLES

CARD = Card(
    "Tue 24 Nov · 🟡 HOLD",
    (line("Strength A"),),
    tone=Tone.HOLD,
    rows=((Button("Start", "1.start.2k.", Style.PRIMARY), Button("Detail", "1.detail.2k.")),),
)
RATED = replace(CARD, title="Effort 7 noted", rows=((Button("Undo", "1.undo.2k."),),))
HELLO = Text((line("Good morning."),))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


class Coach:
    """A gateway on simcord, and a coach that answers every event with what the test put into `answers`."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.answers: list[Any] = []
        self.outcomes: list[Outcome | EditOutcome] = []
        self.gateway = self.started()
        self.env: Any = None
        self.rena: Any = None

    def started(self) -> DiscordGateway:
        gateway = DiscordGateway(
            "simcord", commands=COMMANDS, suggest=zones, modals=MODALS, club_channel=None, shard_count=1
        )
        gateway.listen(self.take)
        return gateway

    async def take(self, events: Sequence[Event]) -> None:
        for event in events:
            self.events.append(event)
            for number, answer in enumerate(self.answers):
                nonce = f"{event.origin.event_id}{number}"
                to, asked = event.origin.address, event.origin.event_id
                if isinstance(answer, tuple):
                    done: Any = await self.gateway.edit(to, *answer, answering=asked)
                else:
                    done = await self.gateway.send(to, answer, nonce=nonce, answering=asked)
                self.outcomes.append(done)

    @property
    def me(self) -> Address:
        return Address("discord", str(self.rena.id), str(self.rena.dm_channel.id))

    async def send(self, message: Any) -> Any:
        """Send it without being asked; the message as simcord shows it to Rena."""
        with self.env.time_context():
            sent = await self.gateway.send(self.me, message, nonce=str(len(self.outcomes)))
        assert isinstance(sent, Delivered), sent
        self.outcomes.append(sent)
        return self.rena.dm_channel.last_message

    async def restart(self) -> None:
        self.gateway = self.started()
        await self.env.restart_bot(self.gateway.client)


@asynccontextmanager
async def coaching() -> AsyncIterator[Coach]:
    coach = Coach()
    async with simcord.run(coach.gateway.client) as env:
        coach.env = env
        coach.rena = env.create_user("rena")
        yield coach


def texts(components: Sequence[Any]) -> str:
    """All text of a message's components, whichever form simcord gives them in."""
    out = []
    for one in components:
        raw = one if isinstance(one, dict) else one.to_dict()
        out += [raw["content"]] if raw["type"] == 10 else [texts(raw.get("components", []))]
    return "\n".join(filter(None, out))


async def test_commands_are_in_the_menu_and_their_arguments_come_along() -> None:
    async with coaching() as coach:
        assert set(coach.rena.available_commands()) == {"today", "rate", "week", "settings"}
        coach.answers = [CARD]
        result = await coach.rena.slash("rate", effort="7", soreness="3")
        (event,) = coach.events
        assert isinstance(event, Called)
        assert (event.command, event.arguments) == ("rate", "7 3")
        assert result.acknowledged
        assert "Strength A" in texts(result.response.components)


async def test_settings_are_for_one_pair_of_eyes() -> None:
    async with coaching() as coach:
        coach.answers = [CARD, HELLO]
        result = await coach.rena.slash("settings", zone="Europe/Berlin")
        assert result.ephemeral
        assert result.response.ephemeral
        assert [one.ephemeral for one in result.followups] == [True]


async def test_zones_are_suggested() -> None:
    async with coaching() as coach:
        offered = await coach.rena.autocomplete("settings", "zone", "ber")
        assert [one["value"] for one in offered] == ["Europe/Berlin"]


async def test_a_press_edits_the_card_in_place_and_says_so_in_a_notice() -> None:
    async with coaching() as coach:
        card = await coach.send(CARD)
        ref = coach.outcomes[-1].ref  # type: ignore[union-attr]
        coach.answers = [(ref, RATED), Notice("Noted.")]
        result = await coach.rena.click(card, label="Start")
        assert result.acknowledged
        (notice,) = result.followups
        assert notice.ephemeral
        assert "Effort 7 noted" in texts(coach.rena.dm_channel.last_message.components)
        assert len(coach.rena.dm_channel.history()) == 1
        assert coach.outcomes[-2:] == [Delivered(ref), coach.outcomes[-1]]


async def test_a_button_pressed_twice_and_after_a_restart_is_heard_each_time() -> None:
    async with coaching() as coach:
        card = await coach.send(CARD)
        await coach.rena.click(card, label="Start")
        await coach.rena.click(card, label="Start")
        await coach.restart()
        await coach.env.advance_time(8 * 24 * 3600)
        result = await coach.rena.click(card, label="Start")
        assert result.acknowledged
        assert [event.key for event in coach.events if isinstance(event, Pressed)] == ["1.start.2k."] * 3
        assert len({event.origin.event_id for event in coach.events}) == 3


async def test_a_form_opens_at_once_and_what_is_typed_is_heard() -> None:
    async with coaching() as coach:
        card = await coach.send(CARD)
        coach.answers = [HELLO]
        shown = await coach.rena.click(card, label="Detail")
        assert shown.modal["title"] == "Tell me more"
        assert coach.events == []
        await coach.rena.submit_modal(shown, {"text": "left calf"})
        (event,) = coach.events
        assert isinstance(event, Said)
        assert event.text == "left calf"


async def test_an_export_is_answered_with_a_file_and_a_picture_with_a_gallery() -> None:
    async with coaching() as coach:
        coach.answers = [Document("sinew.json", b"{}", (line("Everything."),)), Picture(PNG, "a chart")]
        result = await coach.rena.slash("today")
        assert [one.filename for one in result.response.attachments] == ["sinew.json"]
        assert [one.filename for one in result.followups[0].attachments] == ["picture.png"]


async def test_words_and_files_in_a_direct_message_are_heard() -> None:
    async with coaching() as coach:
        await coach.rena.send_dm("7 3")
        said = coach.events[-1]
        assert isinstance(said, Said)
        assert said.text == "7 3"
        assert said.origin.address == coach.me
        assert not isinstance(said, Sent)


async def test_in_a_server_nothing_about_health_is_said_in_public() -> None:
    async with coaching() as coach:
        guild = coach.env.create_guild()
        channel = guild.create_text_channel("general")
        rena = guild.add_member(coach.rena)
        coach.answers = [CARD]
        result = await rena.slash(channel, "today")
        assert result.response.ephemeral
        assert "private messages" in result.response.content
        assert channel.history() == []
        assert "Strength A" in texts(coach.rena.dm_channel.last_message.components)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [(403, 50007, Gone), (403, 50278, Gone), (500, 0, NotDelivered), (400, 50035, Refused), (401, 0, NotDelivered)],
)
async def test_a_failed_send_is_an_answer_not_an_error(
    status: int, code: int, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def taken(_token: str) -> str:
        return "Sinew"

    # Asked past the simulation, whether the token is revoked.
    monkeypatch.setattr("adapters.discord.gateway.knock", taken)
    async with coaching() as coach:
        coach.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
        with coach.env.time_context():
            assert isinstance(await coach.gateway.send(coach.me, CARD, nonce="1"), kind)


async def test_an_edit_of_a_lost_message_asks_for_a_new_one() -> None:
    async with coaching() as coach:
        await coach.send(CARD)
        with coach.env.time_context():
            assert await coach.gateway.edit(coach.me, f"{coach.me.chat}:1", HELLO) == Missing()


@pytest.mark.parametrize("name", SAMPLES)
async def test_every_sample_is_taken(name: str) -> None:
    async with coaching() as coach:
        message = SAMPLES[name]
        shown = await coach.send(message)
        assert shown.flags.components_v2
        assert isinstance(await coach_edit(coach, message), Delivered)


async def coach_edit(coach: Coach, message: Any) -> EditOutcome:
    with coach.env.time_context():
        return await coach.gateway.edit(coach.me, coach.outcomes[-1].ref, message)  # type: ignore[union-attr]
