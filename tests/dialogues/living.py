"""Living with the coach on the console: a runner joins by an export and then only speaks, taps and waits."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.dialogues import DIALOGUES
from core.athlete import Athlete
from core.diary import from_json, taken_back
from tests.core.golden import RUNNER
from tests.stages.console_stage import ConsoleStage, Seen

SUNDAY_EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TUESDAY, WEDNESDAY, FRIDAY = "2026-11-24T07:01+01:00", "2026-11-25T07:01+01:00", "2026-11-27T07:01+01:00"


@asynccontextmanager
async def living(
    folder: Path, athlete: Athlete = RUNNER, diary: list[dict[str, Any]] | None = None
) -> AsyncIterator[ConsoleStage]:
    """A stage on which `athlete` has joined; the golden runner's strength days are Tuesday and Friday."""
    async with ConsoleStage(folder, DIALOGUES, at=SUNDAY_EVENING) as stage:
        export = folder / "runner.json"
        export.write_text(json.dumps({"format": "sinew/1", "athlete": athlete.to_json(), "diary": diary or []}))
        await stage.send(export)
        yield stage


async def planned(stage: ConsoleStage) -> dict[str, dict[str, Any]]:
    """The sessions of an export, by id."""
    await stage.say("/export")
    return {one["id"]: one for one in stage.last().data["sessions"]}


async def ever_written(stage: ConsoleStage, kind: str) -> list[dict[str, Any]]:
    """Every entry of a kind in the diary, also what was taken back since."""
    await stage.say("/export")
    return [one for one in stage.last().data["diary"] if one["type"] == kind]


async def written(stage: ConsoleStage, kind: str) -> list[dict[str, Any]]:
    """The entries of a kind that count: what was taken back is not among them."""
    await stage.say("/export")
    entries = stage.last().data["diary"]
    gone = taken_back([from_json(one) for one in entries])
    return [one for one in entries if one["type"] == kind and one["n"] not in gone]


def newest(stage: ConsoleStage, words: str) -> Seen:
    """The newest message that has these words."""
    return next(one for _, one in reversed(stage.seen) if words in one.text)


def session_card(stage: ConsoleStage) -> Seen:
    """The newest card of a session."""
    return next(one for _, one in reversed(stage.seen) if one.card is not None and one.card.get("session"))


def work(session: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """(sets, amount) of the items that belong to the season's slots."""
    return {
        one["exercise"]: (one["sets"], one.get("reps") or one.get("seconds") or one.get("metres"))
        for one in session["items"]
        if one["slot"]
    }
