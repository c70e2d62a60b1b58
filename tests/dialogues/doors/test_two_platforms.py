"""One runner on Telegram and Discord, with the real libraries on both sides."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.due import DAY
from bot.storage import overview
from tests.dialogues.living import SUNDAY_EVENING, TUESDAY
from tests.scenarios.scenarios import entries, export_file
from tests.stages.stage import Stage
from tests.stages.two_doors import TwoDoors


async def code_from(stage: Stage) -> str:
    await stage.call("link")
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", stage.last().text)
    assert found is not None, stage.last().text
    return found[0]


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[TwoDoors]:
    """A runner of Telegram who has linked Discord."""
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await both.telegram.send(export_file(tmp_path))
        await both.discord.say(await code_from(both.telegram))
        assert "Your diary is here, too" in both.discord.last().text
        yield both


async def test_an_answer_on_discord_changes_the_card_on_telegram(both: TwoDoors) -> None:
    assert "Discord is open" in both.telegram.last().text
    await both.telegram.clock(TUESDAY)
    morning = both.telegram.last()
    assert "Strength A" in morning.text
    await both.discord.say("/today")
    await both.discord.say("9, calves 6")
    assert "effort 9" in both.discord.last().text
    changed = both.telegram.last()
    assert changed.edits is not None
    assert "effort 9" in changed.text


async def test_an_answer_on_telegram_changes_the_card_on_discord(both: TwoDoors) -> None:
    await both.telegram.clock(TUESDAY)
    await both.discord.say("/today")
    await both.telegram.press("Skip")
    there = both.discord.last()
    assert there.text.splitlines()[0] == both.telegram.last().text.splitlines()[0]
    assert there.edits is not None


async def test_a_runner_of_discord_opens_telegram_by_a_start_link_with_the_code(tmp_path: Path) -> None:
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await both.discord.send(export_file(tmp_path))
        await both.telegram.say(f"/start {await code_from(both.discord)}")
        assert "Your diary is here, too" in both.telegram.last().text
        assert "Telegram is open" in both.discord.last().text
        await both.telegram.clock(TUESDAY)
        assert "Strength A" in both.discord.last().text
        await both.telegram.say("/today")
        await both.telegram.say("8, left knee 4")
        assert any("effort 8" in one.text for one in both.telegram.messages()[-2:])
        there = next(one for one in reversed(both.discord.messages()) if "effort 8" in one.text)
        assert there.edits is not None


async def test_a_press_on_both_platforms_at_once_has_one_effect_and_two_answers(both: TwoDoors) -> None:
    await both.telegram.clock(TUESDAY)
    await both.discord.say("/today")
    await both.telegram.press("Skip")
    telegram, discord = both.telegram.key("Tired"), both.discord.key("Tired")
    before = len(both.telegram.messages()), len(both.discord.messages())
    await asyncio.gather(both.telegram.press_key(telegram), both.discord.press_key(discord))
    assert len(both.telegram.messages()) > before[0]
    assert len(both.discord.messages()) > before[1]
    assert len(await entries(both.telegram, "skipped")) == 1


async def test_the_mornings_move_to_discord(both: TwoDoors) -> None:
    await both.discord.say("/link")
    await both.discord.press("Mornings by Discord")
    before = len(both.telegram.messages())
    await both.telegram.clock(TUESDAY)
    assert "Strength A" in both.discord.last().text
    assert len(both.telegram.messages()) == before


async def test_who_blocks_one_platform_goes_on_at_the_other(both: TwoDoors) -> None:
    await both.telegram._take_step(both.telegram.api.block, "")
    await both.telegram.clock(TUESDAY)
    assert "Strength A" in both.discord.last().text


async def test_the_morning_that_finds_its_door_closed_comes_by_the_other_one(both: TwoDoors) -> None:
    # Telegram has not said so yet when the morning knocks there.
    for who in both.telegram.api.people.values():
        who.blocked = True
    before = len(both.discord.messages())
    await both.telegram.clock(TUESDAY)
    assert sum("Strength A" in one.text for one in both.discord.messages()[before:]) == 1
    now = both.house.clock.now()
    counted = await both.house.store.read(lambda connection: overview.mornings(connection, now - DAY, now))
    assert (counted.sent, counted.given_up) == (1, 0)


async def test_with_both_doors_closed_one_morning_knocks_at_each_and_then_none_does(
    both: TwoDoors, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for stage in (both.telegram, both.discord):
        for who in stage.api.people.values():
            setattr(who, "closed" if stage is both.discord else "blocked", True)
    await both.telegram.clock(TUESDAY)
    await both.telegram.clock("+72h")
    assert sum(getattr(one, "action", "") == "send.gone" for one in caplog.records) == 2
