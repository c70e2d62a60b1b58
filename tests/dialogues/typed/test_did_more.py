"""More than the card, less than the card, and the numbers of a session behind a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living, written


@pytest.mark.parametrize(
    "said",
    ["did an extra set of everything, 7", "did one more set of each exercise. 7", "added an extra set of squats, 7"],
)
async def test_extra_sets_count_by_how_hard_it_was(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "Extra sets are not counted" in stage.last().text
        (report,) = await written(stage, "report")
        assert (report["effort"], report.get("fraction", 1.0)) == (7, 1.0)


async def test_extra_sets_alone_are_asked_about(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("did an extra set of everything")
        assert any("How hard was it" in one.text for one in stage.since)


async def test_what_hurts_beside_an_extra_set_is_noted_as_that(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("did another set of squats, left knee 4")
        (felt,) = await written(stage, "felt")
        assert (felt["region"], felt["side"], felt["score"]) == ("knee", "left", 4)
        assert not await written(stage, "report")


@pytest.mark.parametrize("said", ["did 20 min of it, 6", "did the first 20 min, 6", "only managed 20 min, 6"])
async def test_minutes_of_it_are_a_part_of_it(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        (report,) = await written(stage, "report")
        assert report["effort"] == 6
        assert 0.4 < report["fraction"] < 0.6


@pytest.mark.parametrize("said", ["ran 8k, 7 3", "ran 8k 7 3", "ran 8k. 7 3", "ran 8k, 7, 3", "8k easy 7/3"])
async def test_the_two_numbers_behind_a_run_are_those_of_the_session(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        (ran,) = await written(stage, "ran")
        (report,) = await written(stage, "report")
        assert (ran["km"], report["effort"], report["general"]) == (8, 7, 3)
