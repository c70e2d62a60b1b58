"""What `/load` shows: every tissue week by week, how near its limit it is, and that too much running takes sets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.dialogues import DIALOGUES
from bot.menu import commands
from bot.turns.registry import Registry
from tests.core.golden import RUNNER
from tests.dialogues.living import living, planned
from tests.stages.console_stage import ConsoleStage

STRENGTH = ("11-24", "11-27", "12-01", "12-04", "12-08", "12-11")


async def trained(stage: ConsoleStage) -> None:
    for day in STRENGTH:
        await stage.clock(f"2026-{day}T07:01+01:00")
        await stage.say("5, no soreness")


async def test_it_is_in_the_menu() -> None:
    assert "load" in [one.name for one in commands(Registry(DIALOGUES), "en")]


async def test_a_new_runner_sees_this_week_and_that_it_takes_two_before_there_is_a_limit(stage: ConsoleStage) -> None:
    await stage.say("/load")
    shown = stage.last().text
    assert "the last seven days." in shown
    assert "After two weeks I can say how fast it may grow." in shown
    assert not any(one in shown for one in "▁▂▃▄▅▆▇█"), "a first week has nothing to be held against"


async def test_planned_runs_that_nobody_told_count_as_run_and_that_is_said(stage: ConsoleStage) -> None:
    await stage.say("/load")
    assert "A planned run that nobody told me about counts as run." in stage.last().text


async def test_who_told_every_run_reads_nothing_of_others(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day in ("yesterday", "3 days ago", "5 days ago", "today"):
            await stage.say(f"ran 8 km in 45 min {day}")
        await stage.say("/load")
        assert "counts as run" not in stage.last().text


async def test_after_some_weeks_each_tissue_has_a_bar_for_every_week_and_a_limit(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await trained(stage)
        await stage.say("/load")
        row = next(one for one in stage.last().text.split("\n") if one.startswith("Calf and Achilles"))
        _, bars, numbers = row.rsplit("  ", 2)
        assert len(bars.strip()) == 3
        now, limit = numbers.split(" of ")
        assert 0 < int(now) < int(limit)
        assert all(len(one) <= 36 for one in stage.last().text.split("\n") if "█" in one or "▆" in one)


async def test_plain_lines_have_numbers_and_no_blocks(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, plain=True)) as stage:
        await trained(stage)
        await stage.say("/load")
        shown = stage.last().text
        assert not any(one in shown for one in "▁▂▃▄▅▆▇█")
        row = next(one for one in shown.split("\n") if one.startswith("Shin:"))
        assert row.count(",") == 2
        assert "now" in row


async def test_a_week_of_far_more_running_is_over_its_limit_and_takes_sets_on_the_card(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await trained(stage)
        before = (await planned(stage))["2026-12-15.strength_a"]
        for day in ("12-12", "12-13", "12-14"):
            await stage.clock(f"2026-{day}T18:00+01:00")
            await stage.say("ran 28 km today")
        await stage.say("/load")
        assert "More than this week should hold" in stage.last().text
        await stage.clock("2026-12-15T07:01+01:00")
        after = (await planned(stage))["2026-12-15.strength_a"]
        assert sum(one["sets"] for one in after["items"]) < sum(one["sets"] for one in before["items"])
        assert any(why.startswith("tissue_ramp") for one in after["items"] for why in one["reasons"])
