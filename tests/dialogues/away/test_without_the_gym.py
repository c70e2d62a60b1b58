"""Days without the gym or without any kit, at home: it goes on with what there is, and nobody travels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.athlete import FLOOR, Place
from core.kit import Item, Kit
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living, session_card, written

GYM = Place("gym", Kit(frozenset({Item.dumbbells, Item.barbell, Item.machine}), (4, 8, 12, 16, 20), 20, (2.5, 5, 10)))
LIFTER = replace(RUNNER, places=(GYM, *RUNNER.places))
ONLY_GYM = replace(RUNNER, places=(GYM,))


@pytest.mark.parametrize("said", ["gym closed this week", "no gym until sunday", "can't get to the gym this week"])
async def test_who_has_dumbbells_at_home_trains_with_them_while_the_gym_is_closed(tmp_path: Path, said: str) -> None:
    async with living(tmp_path, LIFTER) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        told = next(one.text for one in stage.since if "planned with" in one.text)
        assert "(home): planned with dumbbells" in told
        assert "Travel" not in told
        (away,) = await written(stage, "away")
        assert (away["place"], away["until"]) == ("home", "2026-11-29")


async def test_who_has_only_the_gym_goes_on_with_the_floor(tmp_path: Path) -> None:
    async with living(tmp_path, ONLY_GYM) as stage:
        await stage.clock(TUESDAY)
        await stage.say("gym closed until friday")
        (away,) = await written(stage, "away")
        assert (away["place"], away["until"]) == (FLOOR, "2026-11-27")
        assert " kg" not in session_card(stage).text


async def test_who_trains_at_home_loses_nothing_with_the_gym(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("gym closed this week")
        assert "nothing changes" in stage.last().text
        assert not await written(stage, "away")


@pytest.mark.parametrize("said", ["gym is open again", "back", "#It is back"])
async def test_the_gym_is_back_before_its_day(tmp_path: Path, said: str) -> None:
    async with living(tmp_path, LIFTER) as stage:
        await stage.clock(TUESDAY)
        await stage.say("gym closed this week")
        await (stage.press(said[1:]) if said.startswith("#") else stage.say(said))
        assert "your usual kit again" in stage.last().text
        assert "Good to have you back" not in stage.last().text


async def test_on_a_journey_without_a_gym_nobody_trains_at_home(tmp_path: Path) -> None:
    async with living(tmp_path, LIFTER) as stage:
        await stage.clock(TUESDAY)
        await stage.say("travelling until friday, no gym")
        (away,) = await written(stage, "away")
        assert (away["why"], away["place"]) == ("travel", FLOOR)
