"""What the coach proposes by itself: easing a week, and seeing somebody."""

from __future__ import annotations

import re
from pathlib import Path

from bot.words import Words
from tests.dialogues.living import FRIDAY, newest
from tests.stages.console_stage import ConsoleStage


async def test_two_hard_sessions_with_pain_in_two_places_bring_the_offer_to_ease_a_week(
    stage: ConsoleStage,
) -> None:
    await stage.say("8, left knee 4")
    assert "I would ease a week now" not in " ".join(m.text for _, m in stage.seen)
    await stage.clock(FRIDAY)
    await stage.say("8, right achilles 4")
    offer = newest(stage, "I would ease a week now")
    assert "well over target" in offer.text
    assert "Pain in 2 places" in offer.text
    await stage.press("Show me")
    assert "until" in stage.last().text


async def test_an_offer_that_was_declined_rests_for_a_week(stage: ConsoleStage) -> None:
    await stage.say("8, left knee 4")
    await stage.clock(FRIDAY)
    await stage.say("8, right achilles 4")
    await stage.press("Not now")
    await stage.clock("2026-12-01T07:01+01:00")
    before = len(stage.seen)
    await stage.say("9, left knee 4")
    assert not any("I would ease a week now" in m.text for _, m in stage.seen[before:])


def test_every_reason_that_core_can_give_has_its_sentence() -> None:
    words = Words("en")
    source = "".join(path.read_text() for path in Path("core").rglob("*.py"))
    codes = set(re.findall(r'reason\(\s*"([a-z_0-9]+)"', source))
    assert codes
    assert sorted(code for code in codes if not words.has(f"reason.{code}")) == []
