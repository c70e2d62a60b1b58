"""Every press and command is acknowledged within Discord's three seconds, whatever the store does."""

from __future__ import annotations

import asyncio

import pytest

from adapters.messages import (
    Event,
    Said,
)
from tests.contract.suite import until
from tests.discord.cards import CARD, HELLO, actions, paths
from tests.discord.rig import DiscordRig
from tests.discord.server import refuse


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
