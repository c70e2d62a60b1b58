"""An answer goes where its question was asked, and becomes a message once that place is gone."""

from __future__ import annotations

from adapters.gateway import (
    Missing,
    Unsure,
)
from adapters.messages import (
    Notice,
)
from tests.contract.suite import until
from tests.discord.cards import CARD, HELLO, paths
from tests.discord.rig import DiscordRig, discord_rig
from tests.discord.server import LOST_ANSWER


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
