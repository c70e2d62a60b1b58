"""The weight that was really used, typed with the answer or by itself: it is kept, and the next one goes on from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.athlete import Athlete, Level, Place
from core.kit import Item as KitItem, Kit
from core.units import KG_PER_LB
from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, newest, planned, written
from tests.stages.console_stage import ConsoleStage

KG = (4, 6, 8, 10, 12, 16, 20)
NEXT_TUESDAY = "2026-12-01T07:01+01:00"


def with_weights(*kg: float, **changes: Any) -> Athlete:
    return replace(RUNNER, places=(Place("home", Kit(frozenset({KitItem.dumbbells}), kg)),), **changes)


async def used(stage: ConsoleStage) -> dict[str, float]:
    """The weights in the diary, the later in the place of the earlier."""
    items = [one for entry in await written(stage, "report") for one in entry.get("items", ())]
    return {one["exercise"]: one["load_kg"] for one in items if one.get("load_kg") is not None}


async def load(stage: ConsoleStage, session: str, exercise: str = "sq_goblet") -> float:
    items = (await planned(stage))[session]["items"]
    kg: float = next(one["load_kg"] for one in items if one["exercise"] == exercise)
    return kg


A, B = "2026-12-01.strength_a", "2026-12-04.strength_b"


@pytest.mark.parametrize(
    "said",
    [
        "done, 5, squats with 6 kg", "6kg squats, 5", "5, used 6 kg for the squats, nothing sore", "squats 6 kg, 5",
        "5, nothing sore, goblet squat 6 kg instead of 10kg", "goblet squat 2x8x6kg, effort 5", "squats 6kg x 8, 5",
    ],
)  # fmt: skip
async def test_less_than_asked_is_kept_and_the_next_session_goes_on_from_there(tmp_path: Path, said: str) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        told = newest(stage, "Noted: effort 5")
        assert "goblet squat with 6 kg" in told.text
        assert "Goblet squat: 2 × 8 with 10 kg → 2 × 8 with 6 kg" in told.text
        assert "you used 6 kg, not 10 kg: it goes on from there" in told.text
        assert await used(stage) == {"sq_goblet": 6}
        assert await load(stage, A) == 6
        await stage.clock(NEXT_TUESDAY)
        await stage.say("why the squats?")
        assert "You used 6 kg, not 10 kg: it goes on from there." in stage.last().text
        assert "2 × 8 with 6 kg" in stage.last().text


async def test_more_than_asked_that_was_easy_is_where_the_next_session_starts(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("3, nothing sore, squats with 12 kg")
        assert "You used 12 kg, not 10 kg" in newest(stage, "Noted: effort 3").text.replace("you", "You")
        assert await load(stage, A) == 12
        await stage.clock(FRIDAY)
        await stage.say("5, nothing sore")
        await stage.clock(NEXT_TUESDAY)
        await stage.say("/why")
        assert "10 kg → 12 kg" in stage.last().text


async def test_much_more_than_asked_is_told_to_come_a_step_at_a_time(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, squats with 20 kg")
        assert "it goes up a step at a time" in newest(stage, "Noted: effort 5").text.lower()
        assert await load(stage, A) == 10
        assert await used(stage) == {"sq_goblet": 20}


async def test_a_pair_is_told_and_kept_for_each_hand(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(FRIDAY)
        await stage.say("5, nothing sore, rdl 2 x 6 kg, press 6 kg in each hand")
        assert "Romanian deadlift with 2 × 6 kg" in newest(stage, "Noted: effort 5").text
        assert await used(stage) == {"rdl": 6, "dbpress": 6}
        assert await load(stage, B, "rdl") == 6


async def test_pounds_are_kept_in_kilograms_and_shown_in_pounds(tmp_path: Path) -> None:
    pounds = tuple(round(one * KG_PER_LB, 2) for one in (10, 15, 20, 25, 35))
    async with living(tmp_path, with_weights(*pounds, mass_unit="lb")) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, squats with 10 lbs")
        told = newest(stage, "Noted: effort 5").text
        assert "goblet squat with 10 lb" in told
        assert "You used 10 lb, not 20 lb" in told.replace("you", "You")
        assert await used(stage) == {"sq_goblet": 4.54}
        await stage.say("it was 20 lb")
        assert await load(stage, A) == 9.07
        assert "you used" not in stage.last().text


async def test_the_pounds_of_the_weight_that_was_asked_for_change_nothing(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, squats with 22 lb")
        assert "you used" not in newest(stage, "Noted: effort 5").text
        assert await load(stage, A) == 10


async def test_a_later_word_puts_it_right_and_undo_takes_that_back(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, squats with 6 kg")
        await stage.say("sorry, it was 8 kg")
        assert "goblet squat with 8 kg" in stage.last().text
        assert await load(stage, A) == 8
        await stage.press("Undo")
        assert await load(stage, A) == 6
        await stage.say("squats 10 kg")
        assert await load(stage, A) == 10
        await stage.say("/undo")
        await stage.say("/undo")
        assert await load(stage, A) == 10
        assert await used(stage) == {}


async def test_told_by_itself_after_the_session_it_asks_how_hard_that_was(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.press("▶ Start")
        await stage.say("goblet squat 6 kg")
        assert "How hard was it" in stage.last().text
        await stage.press("5")
        await stage.press("Done")
        assert "you used 6 kg, not 10 kg" in stage.last().text
        assert await load(stage, A) == 6
        await stage.press("Undo")
        assert await used(stage) == {}


async def test_a_weight_told_in_the_past_tense_is_one_that_was_used(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("used 6 kg on the squats")
        assert await used(stage) == {"sq_goblet": 6}
        assert not await written(stage, "weighed")


async def test_a_weight_told_before_the_first_session_is_still_the_first_load(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("goblet squat 6 kg")
        assert [one["kg"] for one in await written(stage, "weighed")] == [6]
        assert await used(stage) == {}


@pytest.mark.parametrize(
    "said", ["heel raises with 200 kg, 5, nothing sore", "5, nothing sore, two-leg heel raise 200kg"]
)
async def test_what_nobody_can_believe_is_not_kept_and_the_rest_of_the_answer_is(tmp_path: Path, said: str) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "200 kg in the two-leg heel raise is more than I can believe" in stage.last().text
        assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5
        assert await used(stage) == {}


async def test_a_weight_that_is_not_at_home_is_taken_but_not_planned_with(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("3, nothing sore, squats with 14 kg")
        assert "I choose from the weights I know of" in newest(stage, "Noted: effort 3").text
        assert await used(stage) == {"sq_goblet": 14}
        assert await load(stage, A) == 12


async def test_a_beginner_without_a_weight_gets_the_first_one_after_using_one(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(5, 10, 15, level=Level.NEW, mass_kg=None)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("2, nothing sore, box squat with 10 kg")
        assert "You used 10 kg, not bodyweight" in newest(stage, "Noted: effort 2").text.replace("you used", "You used")
        assert await load(stage, A, "sq_box") == 5


async def test_an_exercise_that_no_weight_at_home_fits_says_so(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, dead bug with 4 kg")
        assert "the plan goes on without one" in newest(stage, "Noted: effort 5").text


async def test_repetitions_of_a_weight_are_no_rating_of_it(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, goblet squat 10kg x 8")
        [report] = await written(stage, "report")
        assert [(one["rpe"], one["load_kg"], one["short"]) for one in report["items"]] == [(None, 10, 0)]


async def test_the_weights_move_house_with_the_diary(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, squats with 6 kg")
        await stage.say("/export")
        data = stage.last().data
    async with living(tmp_path, with_weights(*KG), data["diary"]) as stage:
        await stage.clock(WEDNESDAY)
        assert await used(stage) == {"sq_goblet": 6}
        assert await load(stage, A) == 6


async def test_a_pain_beside_a_weight_keeps_its_own_number(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, left knee 4, squats with 6 kg")
        [report] = await written(stage, "report")
        assert [(one["region"], one["side"], one["score"]) for one in report["soreness"]] == [("knee", "left", 4)]
        assert await used(stage) == {"sq_goblet": 6}


async def test_chest_pain_beside_a_weight_comes_first(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, squats with 6 kg, chest pain on the last set")
        assert await written(stage, "flagged")
        assert "goblet squat" not in newest(stage, "chest").text.lower()


async def test_a_weight_of_no_exercise_is_asked_back_and_the_answer_stands(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("6, only used 8 kg")
        assert "8 kg: of which exercise?" in stage.last().text
        assert "goblet squat 8 kg" in stage.last().text
        assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 6
        await stage.say("goblet squat 8 kg")
        assert await used(stage) == {"sq_goblet": 8}


@pytest.mark.parametrize(("unit", "kg"), [("kg", 12), ("lb", 5.44)])
async def test_a_bare_number_beyond_the_scale_behind_with_is_a_weight(tmp_path: Path, unit: str, kg: float) -> None:
    async with living(tmp_path, with_weights(*KG, mass_unit=unit)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, rows with 12")
        assert await used(stage) == {"row_1": kg}
        assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5


async def test_it_is_put_right_after_another_word_about_the_session_too(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, squats with 6 kg")
        await stage.say("squats 6")
        await stage.say("oops it was 8kg")
        assert await load(stage, A) == 8


async def test_more_weight_that_was_too_hard_is_told_to_change_nothing_upwards(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("8, nothing sore, squats and rows with 12 kg")
        told = newest(stage, "Noted: effort 8").text
        assert "Goblet squat, one-arm row: more than the plan asks for, and hard" in told
        assert "once it stays easy" not in told


async def test_a_beginner_who_did_the_loaded_form_of_it_gets_a_weight(tmp_path: Path) -> None:
    """Box squats were asked for; goblet squats are their next rung, done with what was at home."""
    async with living(tmp_path, with_weights(5, 10, 15, level=Level.NEW, mass_kg=None)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("2, nothing sore, goblet squats with 10 kg")
        told = newest(stage, "Noted: effort 2").text
        assert "box squat to a chair with 10 kg" in told
        assert await used(stage) == {"sq_box": 10}
        assert await load(stage, A, "sq_box") == 5


async def test_a_weight_of_an_exercise_that_was_not_there_is_said_to_be_none(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore, hip thrust with 16 kg, squats 6kg")
        assert "Hip thrust was not in that session" in stage.last().text
        assert await used(stage) == {"sq_goblet": 6}


async def test_one_in_each_hand_where_one_in_both_was_asked_for_counts_twice(tmp_path: Path) -> None:
    async with living(tmp_path, with_weights(4, 8, 12, 16)) as stage:
        await stage.clock(FRIDAY)
        items = (await planned(stage))["2026-11-27.strength_b"]["items"]
        asked = next((one["load_kg"], one["count"]) for one in items if one["exercise"] == "rdl")
        each = "4 kg in each hand" if asked[1] == 1 else "4kg"
        await stage.say(f"5, nothing sore, rdl {each}")
        assert await used(stage) == {"rdl": 8 if asked[1] == 1 else 4}


async def test_progress_and_the_export_show_the_weight_that_was_really_used(tmp_path: Path) -> None:
    """Both told what was asked for: whoever squatted with 6 kg instead of 10 read 10 there for good."""
    async with living(tmp_path, with_weights(*KG)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("done, 5, squats with 6 kg")
        await stage.clock(NEXT_TUESDAY)
        await stage.say("done, 5, squats with 8 kg")
        await stage.say("/progress")
        squat = next(one for one in stage.last().text.splitlines() if "Goblet squat" in one)
        assert "6 kg → 8 kg" in squat
        items = {one["exercise"]: one for one in (await planned(stage))["2026-11-24.strength_a"]["items"]}
        assert (items["sq_goblet"]["load_kg"], items["sq_goblet"]["used_kg"]) == (10, 6)
        assert all("used_kg" not in one for name, one in items.items() if name != "sq_goblet")


@pytest.mark.parametrize(
    "said",
    [
        "used 12kg for everything, 6", "used 12 kilos on all exercises, 6", "everything with 12 kg, 6",
        "all with the 12s, 6", "6, did everything with the 12s", "took 12 kg throughout, 6", "A w/ 12s, 6",
        "did everything but with 12 kg instead of 8, 6",
    ],
)  # fmt: skip
async def test_one_weight_for_everything_is_that_of_every_exercise_with_a_weight(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert await used(stage) == {"sq_goblet": 12, "bstance_rdl": 12, "row_1": 12}
        (report,) = await written(stage, "report")
        assert report["effort"] == 6
        assert "general" not in report, "the weight is no soreness"


async def test_one_weight_for_everything_alone_asks_how_hard_it_was(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("used 12kg for everything")
        assert "How hard was it" in stage.last().text
        assert await used(stage) == {"sq_goblet": 12, "bstance_rdl": 12, "row_1": 12}
        assert not await written(stage, "weighed")


@pytest.mark.parametrize("said", ["can I use 12kg for everything?", "12kg for everything is too heavy"])
async def test_a_weight_that_is_only_spoken_of_was_not_used(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert not await used(stage)
