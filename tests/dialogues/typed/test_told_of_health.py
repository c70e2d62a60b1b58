"""How somebody is, in words that had no answer: a knock, a temperature, an illness that is over, a gym that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.athlete import Athlete
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, ever_written, living


@pytest.mark.parametrize(
    "said", ["concussion last week", "my head hurts after the fall yesterday", "car accident yesterday, whiplash"]
)
async def test_a_head_that_was_knocked_comes_before_training(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "have it looked at" in stage.last().text
        assert not await ever_written(stage, "flagged")


@pytest.mark.parametrize("said", ["temp 37.8", "my temperature is 37.4", "37.6 this morning"])
async def test_a_slight_temperature_is_no_effort_out_of_range(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "no fever yet" in stage.last().text


@pytest.mark.parametrize("said", ["vomited this morning", "shivers", "feeling flu-ish", "scratchy throat"])
async def test_an_illness_by_its_signs_is_one(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert [one["why"] for one in await ever_written(stage, "away")] == ["illness"]


async def test_a_fever_of_yesterday_that_is_gone_rests_nobody_without_an_end(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("had fever yesterday, gone today")
        assert "Good that you are well" in stage.last().text
        assert await ever_written(stage, "back")


async def test_a_gym_that_is_gone_leaves_the_kettlebell(tmp_path: Path) -> None:
    kit = {
        "name": "home",
        "kit": ["barbell", "machine", "dumbbells"],
        "weights_kg": [10],
        "bar_kg": 20,
        "plates_kg": [5],
    }
    athlete = Athlete.from_json(RUNNER.to_json() | {"places": [kit]})
    async with living(tmp_path, athlete) as stage:
        await stage.clock(TUESDAY)
        await stage.say("I don't have the gym anymore, only 8 kg kettlebell")
        await stage.say("/export")
        (place,) = stage.last().data["athlete"]["places"]
        assert (place["kit"], place["weights_kg"]) == (["kettlebell"], [8])
