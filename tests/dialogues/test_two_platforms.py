"""One runner on Telegram and Discord, with the real libraries on both sides."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.core.golden import RUNNER
from tests.dialogues.living import SUNDAY_EVENING, TUESDAY
from tests.stages.two_doors import TwoDoors


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[TwoDoors]:
    """A runner of Telegram who has linked Discord."""
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        export = tmp_path / "runner.json"
        export.write_text(json.dumps({"format": "sinew/1", "athlete": RUNNER.to_json(), "diary": []}))
        await both.telegram.send(export)
        await both.telegram.say("/link")
        found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", both.telegram.last().text)
        assert found is not None, both.telegram.last().text
        await both.discord.say(found[0])
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
