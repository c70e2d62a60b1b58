"""What opens the first landings: answered by the tests there are, said by a card, and more than was asked passes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core import assessment, levels
from core.diary import from_json
from core.planner import read
from tests.core.golden import RUNNER
from tests.dialogues.living import living, written
from tests.stages.console_stage import ConsoleStage

DAY = "2026-10-19"


def diary(*results: tuple[str, str, float]) -> list[dict[str, Any]]:
    at = {"at": f"{DAY}T08:00:00+01:00", "day": DAY}
    told = [
        {"type": "tested", "n": n, "test": test, "side": side, "value": value} | at
        for n, (test, side, value) in enumerate(results, 2)
    ]
    return [{"type": "joined", "n": 1} | at, *told]


def test_all_tests_answer_what_opens_the_first_landings() -> None:
    assert {"balance", "heel_raise", "ten_steps"} <= set(assessment.battery().packs["full"])
    both = [("balance", 30.0), ("heel_raise", 35.0), ("ten_steps", 10.0)]
    entries = diary(*((test, side, value) for test, value in both for side in ("left", "right")))
    standing = read([from_json(one) for one in entries])
    assert levels.entered(standing, from_json(entries[0]).day)


async def test_a_card_says_once_what_the_first_landings_wait_for(tmp_path: Path) -> None:
    told = diary(*(("heel_raise", side, 35.0) for side in ("left", "right")))
    async with living(tmp_path, diary=told) as stage:
        await stage.clock("2026-11-24T07:01+01:00")
        card = stage.last()
        assert "What opens the first landings: 30 s on one leg and 10 clean step-downs a side." in card.text
        assert any(one.startswith("Ready to jump?") for one in card.labels)
        await stage.say("5, no soreness")
        await stage.clock("2026-11-27T07:01+01:00")
        assert "first landings" not in stage.last().text


async def test_more_than_was_asked_for_passes(stage: ConsoleStage) -> None:
    await stage.say("/test")
    await stage.press(next(one for one in stage.last().labels if one.startswith("Ready to jump?")))
    await stage.say("left 40 right 45")
    await stage.say("25")
    results = {(one["test"], one["side"]): one["value"] for one in await written(stage, "tested")}
    assert results["balance", "left"] == 30
    assert results["two_raises", "both"] == 20


def test_the_runner_of_these_tests_may_land_at_all() -> None:
    standing = read([from_json(one) for one in diary()])
    assert levels.ceiling(RUNNER, standing, from_json(diary()[0]).day) > 0
