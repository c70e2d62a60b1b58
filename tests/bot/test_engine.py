"""What a runner gets from the engine, whatever the dialogue is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.echo import ECHO
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        yield stage


@pytest.fixture
async def joined(stage: ConsoleStage) -> ConsoleStage:
    await stage.say("hello")
    await stage.press("Berlin")
    return stage


async def test_a_strangers_first_word_starts_the_conversation(stage: ConsoleStage) -> None:
    await stage.say("hi there")
    assert stage.last().text == "Where do you live?"
    assert stage.last().labels == ["Berlin"]


async def test_a_typed_answer_goes_to_the_open_question(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.say("Europe/Paris")
    assert stage.last().text == "You live in Europe/Paris."


async def test_a_card_is_edited_in_place(joined: ConsoleStage) -> None:
    await joined.say("/today")
    shown = joined.last()
    assert shown.edits is None
    assert shown.card == {"light": "hold", "session": "x"}
    await joined.press("Plus")
    await joined.press("Plus")
    assert joined.last().text == "Today\n2 so far"
    assert joined.last().edits is not None
