"""What runners do on Discord becomes neutral events: commands, presses, lists, forms, files."""

from __future__ import annotations

import asyncio

import pytest

from adapters.gateway import (
    Command,
)
from adapters.messages import (
    Button,
    Called,
    Pressed,
    Said,
    Sent,
    Style,
    Text,
    line,
)
from tests.discord import rules
from tests.discord.cards import CARD, HELLO, paths
from tests.discord.rig import DiscordRig, discord_rig, options
from tests.discord.values import Shown, snowflake


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
