"""Many runners at once, and a database that is slow: order for each, nobody waits for another, every press in time."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.storage import Store, sqlite
from tests.contract.suite import until
from tests.scenarios.scenarios import TUESDAY, export_file
from tests.scenarios.test_scenarios import STAGES, SUNDAY_EVENING
from tests.stages.discord_stage import DiscordStage
from tests.stages.telegram_stage import TelegramStage

CROWD = 50
DEADLINE = {"telegram": 10.0, "discord": 3.0}
"""Seconds after which the platform gives up (Telegram's own is later still). How fast it is, the benchmarks say."""


class SlowStore(Store):
    """A database on a tired disk: every transaction takes a while before it begins."""

    seconds = 0.0

    async def write(self, query: Any) -> Any:
        await asyncio.sleep(self.seconds)
        return await super().write(query)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> type[SlowStore]:
    monkeypatch.setattr("tests.stages.chat_stage.Store", SlowStore)
    monkeypatch.setattr(SlowStore, "seconds", 0.0)
    return SlowStore


@asynccontextmanager
async def at_work(stage: Any) -> AsyncIterator[None]:
    """The senders run by themselves, as in the program; a stage otherwise turns them by hand."""
    tasks = [asyncio.create_task(one.run()) for one in stage.house.engine.senders.values()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def crowd_on(stage: Any) -> list[tuple[Any, Any]]:
    """Fifty runners before their first question, and what they see."""
    people = [stage._who(f"runner {n}") for n in range(CROWD)]
    for who in people:
        said = stage.api.say(who, "/start")
        if asyncio.iscoroutine(said):
            await said
    await until(lambda: all("None of these" in _newest(stage, who) for who in people), 30)
    return [(who, stage.api.seen(who)[-1]) for who in people]


def _newest(stage: Any, who: Any) -> str:
    seen = stage.messages(who.name)
    return " ".join([seen[-1].text, *seen[-1].labels]) if seen else ""


async def test_fifty_runners_answer_on_telegram_at_once(tmp_path: Path) -> None:
    async with TelegramStage(tmp_path, at=SUNDAY_EVENING) as stage, at_work(stage):
        crowd = await crowd_on(stage)
        queries = [stage.api.press(who, shown, "None of these") for who, shown in crowd]
        await until(lambda: all(one.answered_after is not None for one in queries), 20)
        await until(lambda: all("2 of 7" in _newest(stage, who) for who, _ in crowd), 20)
        assert max(one.answered_after for one in queries) < DEADLINE["telegram"]


async def test_fifty_runners_answer_on_discord_at_once(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, at=SUNDAY_EVENING) as stage, at_work(stage):
        crowd = await crowd_on(stage)
        talks = await asyncio.gather(*(stage.api.click(who, shown, "None of these") for who, shown in crowd))
        await until(lambda: all(one.callback for one in talks), 20)
        await until(lambda: all("2 of 7" in _newest(stage, who) for who, _ in crowd), 20)
        assert max(one.answered_after for one in talks) < DEADLINE["discord"]


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_press_is_acknowledged_in_time_while_the_database_sleeps(
    platform: str, tmp_path: Path, slow: type[SlowStore]
) -> None:
    async with STAGES[platform](tmp_path, at=SUNDAY_EVENING) as stage:
        await stage.send(export_file(tmp_path))
        await stage.clock(TUESDAY)
        slow.seconds = 2.0
        # The stage itself fails where a press was answered later than the platform's deadline.
        await stage.press("Skip")
        slow.seconds = 0.0
        assert "What is in the way?" in stage.last().text


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_one_runners_messages_are_answered_in_the_order_they_came(platform: str, tmp_path: Path) -> None:
    async with STAGES[platform](tmp_path, at=SUNDAY_EVENING) as stage:
        await stage.send(export_file(tmp_path))
        who = stage._who("")
        asked = ["week", "why", "today", "rate", "pain", "undo", "deload", "export", "forget", "settings"]
        before = len(stage.messages())
        for one in asked:
            said = stage.api.say(who, f"/help {one}")
            if asyncio.iscoroutine(said):
                await said
        await until(lambda: len(stage.messages()) >= before + len(asked), 20)
        told = [one.text.split()[0].rstrip(":") for one in stage.messages()[before:]]
        assert told == [f"/{one}" for one in asked]


async def test_a_runner_who_thinks_long_keeps_nobody_waiting(tmp_path: Path) -> None:
    """One runner's import of years of diary runs while another asks for today's card."""
    async with TelegramStage(tmp_path, at=SUNDAY_EVENING) as stage:
        await stage.send(export_file(tmp_path))
        await stage.call("export")
        export = json.loads(stage.last().document)
        day = {"at": "2025-01-01T12:00:00+00:00", "day": "2025-01-01", "type": "felt", "region": "calf", "side": "left"}
        export["diary"] = [{**day, "score": 1 + n % 3, "what": "muscle", "when": "now"} for n in range(1500)]
        large = json.dumps(export).encode()
        other, me = stage._who("large"), stage._who("")
        stage.api.send_file(other, "years.json", large)
        await asyncio.sleep(0.2)
        before, began = len(stage.api.seen(me)), time.monotonic()
        stage.api.say(me, "/help")
        await until(lambda: len(stage.api.seen(me)) > before, 20)
        assert time.monotonic() - began < 5
        await until(lambda: stage.api.seen(other), 30)
        await stage.house.quiet()


def test_a_store_of_this_kind_is_a_store(tmp_path: Path) -> None:
    assert SlowStore(sqlite.url_of(tmp_path / "x.db")).embedded
