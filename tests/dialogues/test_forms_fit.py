"""The largest cards there are fit the platforms (the console asks that of every one that it shows).

Joining and the settings with everything ticked, and a session longer than any.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.console.render import rows_of
from adapters.messages import Button
from bot import phrases
from bot.cards.session import session_card
from bot.dialogues.settings.dialogue import LISTED
from bot.dialogues.shared import forms
from bot.words import Words
from core.body import Region
from core.catalogue import catalogue
from core.kit import Item as Gear
from core.reasons import Reason
from core.session import Dose, Item, LeftOut, Light, Phase
from tests.core.golden import RUNNER, Book, day
from tests.dialogues.joining import RUNS, TUESDAY, USUAL, do
from tests.dialogues.living import TUESDAY as TODAY, living
from tests.stages.console_stage import ConsoleStage
from tests.stages.fits import fits


def assert_keys_fit(stage: ConsoleStage) -> None:
    for seen in stage.messages():
        for row in rows_of(seen.message):
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
        for item in Gear:
            await stage.press(words(f"kit.{item.value}"))
        await do(stage, "#Next", "4 8 12", "2.5 5 10")
        for region in Region:
            await stage.press(phrases.upper_first(words(f"region.{region.value}")))
        await stage.press("Next")
        for _ in Region:
            await stage.press("2")
        await do(stage, "1984 f 62kg", "new", "marathon on 12 April 2027", "#Next", "Springfield")
        await stage.press(stage.last().labels[0])
        await do(stage, "#Change an answer", "#Your mornings", "Berlin", "#Accept")
        assert_keys_fit(stage)


@pytest.mark.parametrize("page", LISTED)
async def test_every_page_of_the_settings_fits(tmp_path: Path, page: str) -> None:
    async with living(tmp_path) as stage:
        await do(stage, "/settings", f"/settings {page}")
        if page == "health":
            await stage.press("Answer the questions again")
        if page == "kit":
            await stage.press("Home")
        assert_keys_fit(stage)


async def test_the_usual_way_in_fits(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=TUESDAY) as stage:
        await do(stage, *USUAL, "/help", "/forget", "/settings")
        assert_keys_fit(stage)


async def test_the_sign_question_about_every_part_fits(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TODAY)
        await stage.say(
            "left foot 4, right achilles 4, left knee 4, lower back 4, left hip 4, right shin 4, right ankle 3, "
            "left shoulder 4, right wrist 3, left groin 3"
        )
        card = next(one for _, one in reversed(stage.seen) if "None of these" in one.labels)
        assert_keys_fit(stage)
        assert "Left knee: the knee locks" in card.labels
        assert "A spot I can put a fingertip on, on the bone" in card.labels


def test_the_longest_session_with_the_longest_names_and_every_warning_is_one_message() -> None:
    words, book = Words(), Book()
    session = book.plan(day(2, "tue"))
    assert session is not None
    named = sorted(catalogue().by_id, key=lambda one: len(phrases.exercise(words, one)))
    dose = Dose(4, 12, load_kg=12.5, count=2, tempo=(3, 1, 3, 0), rest=120)
    why = Reason("weaker_first", ("right",))
    work = tuple(Item(Phase.MAIN, one, dose, sided=True, reasons=(why,)) for one in named[-14:])
    ends = [one for one in session.items if one.phase in (Phase.WARMUP, Phase.COOLDOWN)]
    out = tuple(
        LeftOut(one, why, session.day + timedelta(days=7 + n % 3) if n % 4 else None)
        for n, one in enumerate(named[-40:-14])
    )
    longest = replace(session, items=(*ends, *work), left_out=out, light=Light.BACK_OFF)
    notes = [
        words("today.late"),
        words("today.welcome"),
        *["Let running rest while your right Achilles is above 5. " * 2] * 3,
    ]
    rows = tuple(tuple(Button(f"{n} · {row}", f"echo.{row}:{n}") for n in range(5)) for row in range(7))
    fits(session_card(words, RUNNER, book.standing, longest, rows, notes))
