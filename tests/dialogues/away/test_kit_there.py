"""A hotel's kit: planned for while the journey lasts, and the runner's own after it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.grammar.kit_there import read
from tests.dialogues.joining import do, exported
from tests.dialogues.living import planned
from tests.stages.console_stage import ConsoleStage

HOME = [4, 8, 12, 16, 20]


@pytest.mark.parametrize(
    ("said", "place", "weights"),
    [
        ("in the hotel there are dumbbells up to 10 kg", "hotel", (2.5, 5.0, 7.5, 10.0)),
        ("there is a bench and dumbbells 5 10 15 kg at the hotel gym", "hotel", (5.0, 10.0, 15.0)),
        ("the airbnb has a kettlebell 12 kg", "airbnb", (12.0,)),
    ],
)
def test_a_kit_is_told_of_its_place(said: str, place: str, weights: tuple[float, ...]) -> None:
    found = read(said)
    assert found is not None
    assert found.kit is not None
    assert (found.place, found.kit.weights_kg) == (place, weights)


@pytest.mark.parametrize("said", ["the hotel has a small gym", "hotel gym", "hotel gym has dumbbells"])
def test_a_gym_of_which_nothing_is_told_has_to_be_asked_about(said: str) -> None:
    found = read(said)
    assert found is not None
    assert found.kit is None


@pytest.mark.parametrize(
    "said",
    [
        "no equipment at the hotel",
        "hotel until Friday",
        "at the hotel",
        "the hotel has no gym",
        "dumbbells 5 10 kg",
        "7 3",
    ],
)
def test_what_tells_of_no_kit_there_is_something_else(said: str) -> None:
    assert read(said) is None


async def places(stage: ConsoleStage) -> dict[str, Any]:
    return {one["name"]: one["weights_kg"] for one in (await exported(stage))["athlete"]["places"]}


async def test_a_hotels_dumbbells_are_planned_for_until_the_journey_is_over(stage: ConsoleStage) -> None:
    seen = await do(stage, "hotel until Friday", "in the hotel there are dumbbells up to 10 kg")
    assert "Sessions go on with what is there." in seen[0].text
    assert "There: dumbbells 2.5, 5, 7.5, 10 kg." in seen[0].text
    assert await places(stage) == {"home": HOME, "hotel": [2.5, 5, 7.5, 10]}
    loads = {
        one["date"]: {item["load_kg"] for item in one["items"] if item["load_kg"]}
        for one in (await planned(stage)).values()
        if one["kind"].startswith("strength")
    }
    assert loads["2026-11-27"] <= {2.5, 5, 7.5, 10, 15, 20}
    assert not loads["2026-11-27"] <= set(HOME)
    assert loads["2026-12-01"] <= set(HOME)


async def test_a_hotel_with_a_gym_is_asked_what_is_there(stage: ConsoleStage) -> None:
    seen = await stage.say("hotel gym this week")
    assert "What will be there?" in seen[-1].text
    await stage.say("dumbbells up to 10 kg")
    assert await places(stage) == {"home": HOME, "hotel": [2.5, 5, 7.5, 10]}


async def test_a_kit_told_before_the_journey_is_known_once_it_begins(stage: ConsoleStage) -> None:
    seen = await stage.say("the hotel has dumbbells up to 10 kg")
    assert "Kept as a place, hotel" in seen[0].text
    seen = await stage.say("hotel until Friday")
    assert "Sessions go on with what is there." in seen[0].text


async def test_undo_takes_the_journey_and_its_kit_back_together(stage: ConsoleStage) -> None:
    await do(stage, "travelling 7 to 11 December, the airbnb has a kettlebell 12 kg", "/undo")
    assert await places(stage) == {"home": HOME}


async def test_back_from_the_hotel_its_kit_is_offered_to_be_forgotten(stage: ConsoleStage) -> None:
    await do(stage, "hotel until Friday", "in the hotel there are dumbbells up to 10 kg")
    await stage.clock("2026-11-26T12:00+01:00")
    await stage.say("back")
    assert "Forget the hotel" in stage.last().labels
    await stage.press("Forget the hotel")
    assert await places(stage) == {"home": HOME}
    await stage.say("/undo")
    assert await places(stage) == {"home": HOME, "hotel": [2.5, 5, 7.5, 10]}


async def test_a_journey_that_ended_by_itself_offers_it_on_the_next_card_and_not_for_ever(stage: ConsoleStage) -> None:
    await do(stage, "hotel until Thursday", "in the hotel there are dumbbells up to 10 kg")
    await stage.clock("2026-11-27T07:01+01:00")
    assert "Forget the hotel" in stage.last().labels
    await stage.clock("2026-12-08T07:01+01:00")
    assert "Forget the hotel" not in stage.last().labels


async def test_a_gym_that_a_journey_led_to_is_the_runners_own(stage: ConsoleStage) -> None:
    await do(stage, "/settings kit", "#Add a place", "club gym", "dumbbells 10 20 kg")
    await do(stage, "travelling until Thursday", "#I'd like to train there", "#club gym")
    await stage.clock("2026-11-27T07:01+01:00")
    assert not any(one.startswith("Forget") for one in stage.last().labels)


async def test_the_week_of_a_journey_names_the_kit_it_is_planned_with(stage: ConsoleStage) -> None:
    await do(stage, "travelling Thursday to Sunday, hotel has dumbbells up to 20 kg", "/week")
    assert "(hotel): planned with dumbbells 2.5" in stage.last().text
    await stage.press("▶")
    assert "hotel" not in stage.last().text
