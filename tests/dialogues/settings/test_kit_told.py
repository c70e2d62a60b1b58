"""A kit told in a line: it changes the kit, whatever is open, and is never an answer to a session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.core.golden import RUNNER
from tests.dialogues.living import living, written
from tests.stages.console_stage import ConsoleStage

HOME = [4, 8, 12, 16, 20]


async def kit_of(stage: ConsoleStage) -> dict[str, Any]:
    await stage.say("/export")
    place: dict[str, Any] = stage.last().data["athlete"]["places"][0]
    return place


@pytest.mark.parametrize("before", ["hello", "/rate"])
@pytest.mark.parametrize(
    ("said", "weights", "single", "items"),
    [
        ("dont have 6 only 8s", HOME, [], ["dumbbells"]),
        ("I don't have the 12s", [4, 8, 16, 20], [], ["dumbbells"]),
        ("dont have 12, only 10s", [4, 8, 10, 16, 20], [], ["dumbbells"]),
        ("dont have 7.5 dumbbells only 8s", HOME, [], ["dumbbells"]),
        ("i haven't got 16 or 20 kg", [4, 8, 12], [], ["dumbbells"]),
        ("i only have 8 kg dumbbells", [8], [], ["dumbbells"]),
        ("I only have dumbbells 8 kg", [8], [], ["dumbbells"]),
        ("got a band", HOME, [], ["band", "dumbbells"]),
        ("i bought a kettlebell 14kg", [4, 8, 12, 14, 16, 20], [14], ["dumbbells", "kettlebell"]),
        ("kit: dumbbells 6, 10, kettlebell 12, band", [6, 10, 12], [12], ["band", "dumbbells", "kettlebell"]),
        ("two dumbbells, 6kg and 10kg", [6, 10], [6, 10], ["dumbbells"]),
        ("actually my dumbbells are 5 and 10", [5, 10], [], ["dumbbells"]),
        ("my dumbbells are 7", [7], [], ["dumbbells"]),
        ("my dumbells are in pounds: 10 15", [4.54, 6.8], [], ["dumbbells"]),
        ("my new kettlebell is 14kg", [4, 8, 12, 14, 16, 20], [14], ["dumbbells", "kettlebell"]),
        ("only have 8 and 12 now", [8, 12], [], ["dumbbells"]),
        ("sold the 20s", [4, 8, 12, 16], [], ["dumbbells"]),
        ("the dumbbells are 10 not 12", [4, 8, 10, 16, 20], [], ["dumbbells"]),
        ("got bands for christmas", HOME, [], ["band", "dumbbells"]),
    ],
)
async def test_a_kit_in_a_line_is_the_kit_and_no_rating(
    stage: ConsoleStage, before: str, said: str, weights: list[float], single: list[float], items: list[str]
) -> None:
    await stage.say(before)
    await stage.say(said)
    assert "Home: " in stage.last().text
    assert not await written(stage, "report")
    kit = await kit_of(stage)
    assert (kit["weights_kg"], kit.get("single_kg", []), sorted(kit["kit"])) == (weights, single, items)


@pytest.mark.parametrize(
    "said",
    [
        "dont have time, 6",
        "6, had only 20 min",
        "goblet squat 12 kg, 6",
        "7 3",
        "the weights were 5 and 10",
        "weights are 7/10",
        "lost 2 kg",
    ],
)
async def test_an_answer_to_a_session_is_no_kit(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert (await kit_of(stage))["weights_kg"] == list(RUNNER.kit().weights_kg)


async def test_the_kit_page_takes_a_kit_as_it_is_typed(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings kit")
        await stage.say("band, kettlebell 12")
        assert "Home: band · kettlebell 12 kg." in stage.last().text


async def test_minutes_under_the_open_settings_are_the_length_of_a_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings")
        await stage.say("30 min")
        assert "2 days a week, up to 30 min" in stage.last().text


async def test_a_red_flag_beside_a_kit_comes_first(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("i bought a kettlebell 12kg, chest pain when lifting it")
        assert await written(stage, "flagged")


@pytest.mark.parametrize("said", ["got new kettlebell 16kg", "new kettlebell 16 kg", "i bought a 16 kg kettlebell"])
async def test_a_new_kettlebell_takes_no_pair_of_dumbbells_away(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say(said)
        kit = await kit_of(stage)
        assert "kettlebell" in kit["kit"]
        assert 16 in kit["weights_kg"]
        assert not kit.get("single_kg")


@pytest.mark.parametrize("page", ["/settings kit", "i only have 8 kg dumbbells"])
@pytest.mark.parametrize(
    ("said", "part"), [("left calf tight 3", ("calf", "left", 3)), ("my left knee hurts, 4", ("knee", "left", 4))]
)
async def test_a_pain_under_the_open_kit_is_a_pain(
    tmp_path: Path, page: str, said: str, part: tuple[str, str, float]
) -> None:
    async with living(tmp_path) as stage:
        await stage.say(page)
        kit = await kit_of(stage)
        await stage.say(said)
        assert [(one["region"], one["side"], one["score"]) for one in await written(stage, "felt")] == [part]
        assert await kit_of(stage) == kit


@pytest.mark.parametrize("said", ["4 0", "5"])
async def test_bare_numbers_under_the_list_of_places_are_no_weights(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings kit")
        kit = await kit_of(stage)
        await stage.say(said)
        assert await kit_of(stage) == kit


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("dumbbells 4–20 kg", "dumbbells 4 to 20 kg in steps of 2"),
        ("my kit: adjustable dumbbells up to 24 kg", "dumbbells 2 to 24 kg in steps of 2"),
        ("kit: bowflex 552, 5-52.5 lb", "dumbbells 5 to 52.5 lb in steps of 2.5"),
    ],
)
async def test_a_range_of_weights_is_owned_and_its_guessed_steps_are_shown(
    tmp_path: Path, said: str, shown: str
) -> None:
    async with living(tmp_path) as stage:
        await stage.say(said)
        assert shown in stage.last().text
        assert "steps in between are my guess" in stage.last().text


async def test_steps_that_were_said_are_no_guess(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("dumbbells 4 to 20 kg in steps of 4")
        assert (await kit_of(stage))["weights_kg"] == [4, 8, 12, 16, 20]
        assert "my guess" not in stage.last().text


@pytest.mark.parametrize(
    ("said", "weights", "items"),
    [
        ("I sold my dumbbells", [24], ["kettlebell"]),
        ("I no longer have the kettlebell", HOME, ["dumbbells"]),
        ("got rid of the dumbbells and the kettlebell", [], []),
        ("I lost my keys", [*HOME, 24], ["dumbbells", "kettlebell"]),
    ],
)
async def test_what_is_there_no_more_leaves_the_kit_and_the_rest_stays(
    stage: ConsoleStage, said: str, weights: list[float], items: list[str]
) -> None:
    await stage.say("I bought a 24 kg kettlebell")
    await stage.say(said)
    kit = await kit_of(stage)
    assert (kit["weights_kg"], sorted(kit["kit"])) == (weights, items)


async def test_a_part_that_is_named_under_an_open_page_is_no_kit(stage: ConsoleStage) -> None:
    await stage.say("/settings kit")
    await stage.say("calves still sore from sunday")
    assert "Your kit" not in stage.last().text
    assert "calves" in stage.last().text.lower()


@pytest.mark.parametrize("said", ["got a kettlebell 24kg from a friend", "got a used kettlebell 24kg on ebay"])
async def test_where_a_new_thing_is_from_is_no_part_of_it(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    await stage.say("/export")
    [home] = stage.last().data["athlete"]["places"]
    assert "kettlebell" in home["kit"]
    assert 24 in home["weights_kg"]
