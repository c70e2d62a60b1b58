"""Joining as the tests do it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.stages.console_stage import ConsoleStage, Seen

TUESDAY = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
"""7:30 in Berlin; with the runs below a day for strength."""
RUNS = "Tu 8k easy, Th 6x800, Su 18k"
KIT = "dumbbells 4 8 12 kg, band"
LONGEST = 30
"""Lines that a phone shows without scrolling for long."""


async def do(stage: ConsoleStage, *steps: str, as_: str = "") -> list[Seen]:
    """A runner's inputs: "#label" is a press, everything else is typed."""
    seen: list[Seen] = []
    for step in steps:
        seen = await (stage.press(step[1:], as_) if step.startswith("#") else stage.say(step, as_))
    return seen


USUAL = ("/start", "#None of these", RUNS, KIT, "#Nothing hurts", "#6 months to 2 years", "#Next", "Berlin", "#Accept")


async def exported(stage: ConsoleStage, as_: str = "") -> dict[str, Any]:
    (document,) = await stage.say("/export", as_)
    data: dict[str, Any] = document.data
    return data


async def open_at(stage: ConsoleStage, question: str) -> None:
    """Joining up to a question."""
    before = {
        "health": (), "runs": ("#None of these",), "kit": ("#None of these", RUNS), "hurts": ("none", RUNS, "none"),
        "level": ("none", RUNS, "none", "none"), "time": ("none", RUNS, "none", "none", "new"),
        "place": ("none", RUNS, "none", "none", "new", "next"),
        "preview": ("none", RUNS, "none", "none", "new", "next", "Berlin"),
    }  # fmt: skip
    await do(stage, "/start", *before[question])
