"""Coming, staying and leaving: intents, declared commands, cut connections, tokens."""

from __future__ import annotations

import asyncio
import json
import logging
from types import SimpleNamespace

import pytest
from discord import shard

from adapters.discord.client import Client
from adapters.discord.gateway import DiscordGateway
from adapters.gateway import (
    ConfigurationError,
    NotDelivered,
)
from adapters.messages import (
    Said,
)
from tests.contract.suite import until
from tests.discord.cards import CARD, HELLO, actions
from tests.discord.rig import COMMANDS, DiscordRig, discord_rig
from tests.discord.server import Discord, flood, refuse


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
        gateway = DiscordGateway("a-wrong.token.x")
        with pytest.raises(ConfigurationError, match="SINEW_DISCORD_TOKEN") as caught:
            await gateway.run(lambda _: asyncio.sleep(0))
        assert len(api.requests) == 1
        assert "a-wrong.token.x" not in str(caught.value) + repr(gateway)


@pytest.mark.parametrize(
    "token", ["", "none", "123456789012345678", "Bot a.b.c", "a.b.c d", "https://discord.com/", "ä.b.c"]
)
async def test_what_cannot_be_a_token_is_not_even_tried(token: str) -> None:
    async with Discord() as api:
        gateway = DiscordGateway(token)
        with pytest.raises(ConfigurationError, match="SINEW_DISCORD_TOKEN: must be three parts"):
            await gateway.run(lambda _: asyncio.sleep(0))
        assert not api.requests


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
