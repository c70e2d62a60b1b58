"""A pregnancy, the agreement to train in it, and the birth, as they are told (rulebook 2.5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living, written
from tests.stages.console_stage import ConsoleStage


async def agreed(stage: ConsoleStage) -> None:
    await stage.clock(TUESDAY)
    await stage.say("I am pregnant")
    await stage.say("my midwife said I can train")
    assert "agreed" in " ".join(stage.last().labels)
    await stage.press("A professional agreed")


async def test_the_midwife_who_agrees_is_heard_wherever_it_is_said(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await agreed(stage)
        assert [one["flag"] for one in await written(stage, "cleared")] == ["screen"]


@pytest.mark.parametrize("said", ["I had my baby yesterday", "I gave birth on Monday", "had a c-section 3 days ago"])
async def test_a_birth_ends_the_agreement_of_the_pregnancy(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await agreed(stage)
        await stage.say(said)
        assert "Mobility only for now." in stage.last().text
        assert await written(stage, "cleared") == []


@pytest.mark.parametrize("said", ["my sister had a baby", "I am 30 weeks pregnant", "I had my baby 5 months ago"])
async def test_nothing_else_about_babies_ends_it(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await agreed(stage)
        await stage.say(said)
        assert len(await written(stage, "cleared")) == 1
