"""A morning speaks of the tests again, six weeks after the last ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.dialogues.living import living


def long_ago(day: str) -> list[dict[str, Any]]:
    return [
        {"type": "joined", "n": 1, "at": f"{day}T08:00:00+01:00", "day": day},
        *(
            {"type": "tested", "n": n, "at": f"{day}T08:00:00+01:00", "day": day, "test": "heel_raise", "side": side,
             "value": 25.0}
            for n, side in ((2, "left"), (3, "right"))
        ),
    ]  # fmt: skip


async def test_a_strength_morning_six_weeks_after_the_tests_offers_them_again(tmp_path: Path) -> None:
    async with living(tmp_path, diary=long_ago("2026-10-12")) as stage:
        await stage.clock("2026-11-24T07:01+01:00")
        assert "Six weeks have gone by: a good time to test again." in stage.last().text
        assert "Find my weak links" in stage.last().labels
        await stage.say("5, no soreness")
        await stage.clock("2026-11-27T07:01+01:00")
        assert "Six weeks" not in stage.last().text
        assert "Find my weak links" not in stage.last().labels
