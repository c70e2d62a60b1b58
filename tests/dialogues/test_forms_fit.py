"""Every card of joining and of the settings fits the platforms, as they are and with everything ticked."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.discord.components import render
from adapters.messages import Card, Message, without_forms
from adapters.telegram.markup import html, lay_out
from bot.dialogues import forms
from bot.dialogues.settings.dialogue import LISTED
from bot.words import Words
from core.body import Region
from core.kit import Item
from tests.dialogues.joining import RUNS, TUESDAY, USUAL, do
from tests.dialogues.living import TUESDAY as TODAY
from tests.dialogues.living import living
from tests.stages.console_stage import ConsoleStage


def fits(message: Message) -> None:
    if not isinstance(message, Card):
        return
    assert render(message), message.title
    assert len(html(message.lines)) < 4000, message.title
    rows = lay_out(without_forms(message.rows))
    assert sum(map(len, rows)) <= 100
    assert all(1 <= len(row) <= 6 for row in rows)
    for row in message.rows:
        for one in row:
            assert len(one.key.encode()) <= 64
            assert len(one.label) <= 64, one.label


async def test_every_question_of_joining_fits(tmp_path: Path) -> None:
    words = Words()
    async with ConsoleStage(tmp_path, at=TUESDAY) as stage:
        await do(stage, "/start", "#Some apply")
        for one in forms.SCREEN:
            await stage.press(words(f"screen.{one}.short"))
        await do(stage, "#Next", "#A parent or guardian agrees", "#A professional agreed", RUNS)
        for item in Item:
            await stage.press(words(f"kit.{item.value}"))
        await do(stage, "#Next", "4 8 12", "2.5 5 10")
        for region in Region:
            await stage.press(forms.capital(words(f"region.{region.value}")))
        await stage.press("Next")
        for _ in Region:
            await stage.press("2")
        await do(stage, "1984 f 62kg", "new", "marathon on 12 April 2027", "#Next", "Springfield")
        await stage.press(stage.last().labels[0])
        await do(stage, "#Change an answer", "#Your mornings", "Berlin", "#Accept")
        for seen in stage.messages():
            fits(seen.message)


@pytest.mark.parametrize("page", LISTED)
async def test_every_page_of_the_settings_fits(tmp_path: Path, page: str) -> None:
    async with living(tmp_path) as stage:
        await do(stage, "/settings", f"/settings {page}")
        if page == "health":
            await stage.press("Answer the questions again")
        if page == "kit":
            await stage.press("Home")
        for seen in stage.messages():
            fits(seen.message)


async def test_the_usual_way_in_fits(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=TUESDAY) as stage:
        await do(stage, *USUAL, "/help", "/forget", "/settings")
        for seen in stage.messages():
            fits(seen.message)


async def test_the_sign_question_about_every_part_fits(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TODAY)
        await stage.say(
            "left foot 4, right achilles 4, left knee 4, lower back 4, left hip 4, right shin 4, right ankle 3, "
            "left shoulder 4, right wrist 3, left groin 3"
        )
        card = next(one for _, one in reversed(stage.seen) if "None of these" in one.labels)
        fits(card.message)
        assert "Left knee: the knee locks" in card.labels
        assert "A spot I can put a fingertip on, on the bone" in card.labels
