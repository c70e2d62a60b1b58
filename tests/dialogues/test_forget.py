"""Forgetting a runner: everything, once, and only on their word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogues.living import living
from tests.dialogues.test_data import MONDAY, export
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=MONDAY) as opened:
        yield opened


async def test_forgetting_erases_the_runner_and_everything_of_theirs(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("+48h")
        await stage.say("/forget")
        seen = await stage.press("Erase everything")
        assert "I know nothing about you" in seen[-1].text
        seen = await stage.say("/export")
        assert seen[-1].document is None
        assert not await stage.clock("+72h"), "no morning comes any more"
        assert b"Europe/Berlin" not in stage.path.read_bytes()


async def test_the_export_is_offered_before_forgetting(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/forget")
        seen = await stage.press("Send me the export first")
        assert seen[-1].data["format"] == "sinew/1"
        await stage.press("Erase everything")
        path = tmp_path / "back.json"
        path.write_bytes(seen[-1].document or b"")
        seen = await stage.send(path)
        assert "Moved in" in seen[-1].text, "and with it there is a way back"


async def test_keep_it_keeps_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        before = await export(stage)
        await stage.say("/forget")
        await stage.press("Keep it")
        assert await export(stage) == before


async def test_an_old_card_of_forgetting_erases_nothing(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/forget")
        key = stage.last().keys["Erase everything"]
        await stage.clock("+3h")
        seen = await stage.press_key(key)
        assert "Erase everything?" in seen[-1].text, "it asks anew"
        assert (await export(stage))["diary"]


async def test_somebody_unknown_has_nothing_to_forget(stage: ConsoleStage) -> None:
    seen = await stage.say("/forget")
    assert "nothing about you" in seen[-1].text


async def test_a_half_joined_runner_can_be_forgotten_too(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.press("None of these")
    await stage.say("/forget")
    await stage.press("Erase everything")
    seen = await stage.say("/start")
    assert seen[-1].text.startswith("1 of 7")
