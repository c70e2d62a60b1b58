"""Lines that say several things of a body at once: every number goes to what it is of, and none gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import ever_written, living, newest
from tests.stages.console_stage import ConsoleStage

EVENING, THURSDAY = "2026-11-24T18:30+01:00", "2026-11-26T08:00+01:00"


async def _felt(stage: ConsoleStage) -> list[tuple[str, str, float]]:
    return [(one["region"], one["side"], one["score"]) for one in await ever_written(stage, "felt")]


async def test_a_session_left_out_for_a_knee_of_five_notes_the_five(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        seen = await stage.say("skipped, left knee 5")
        assert "Skipped" in seen[0].text
        assert "Tell me where" not in seen[0].text
        assert await _felt(stage) == [("knee", "left", 5)]
        assert [one["reason"] for one in await ever_written(stage, "skipped")] == ["pain"]


async def test_a_session_left_out_for_a_back_asks_how_strong_it_is(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("skip, back hurts")
        assert "How strong is it in your lower back" in stage.last().text
        assert "Tell me where" not in newest(stage, "Skipped").text
        await stage.say("4")
        assert await _felt(stage) == [("lower_back", "both", 4)]


async def test_without_a_place_it_is_asked_where_as_before(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("skipped, pain")
        assert "Tell me where" in stage.last().text


async def test_a_run_of_tomorrow_takes_no_calf_away(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("7, calves 3 and tomorrow i run 6k")
        (report,) = await ever_written(stage, "report")
        assert (report["effort"], report["soreness"][0]["region"], report["soreness"][0]["score"]) == (7, "calf", 3)
        assert [one["km"] for one in await ever_written(stage, "run_planned")] == [6]


async def test_a_number_beside_a_sign_stays_that_of_its_part(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("shins hurt on landing, one spot on the bone, 5")
        assert await _felt(stage) == [("shin", "both", 5)]
        assert [one["flag"] for one in await ever_written(stage, "flagged")] == ["bone_stress"]
        assert not await ever_written(stage, "report")


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("achilles 2 warm up then 0", [("achilles", "both", 2), ("achilles", "both", 0)]),
        ("left knee 0 during 3 after 5 next morning", [("knee", "left", 0), ("knee", "left", 3), ("knee", "left", 5)]),
        ("right shin 4 at the start, then 1", [("shin", "right", 4), ("shin", "right", 1)]),
        ("glute 4, left one only", [("glute", "left", 4)]),
        ("it band again 5 outside right knee", [("knee", "right", 5)]),
        ("calf is killing me, right, 5", [("calf", "right", 5)]),
    ],
)  # fmt: skip
async def test_no_number_of_a_part_is_an_effort_and_its_side_is_heard(
    tmp_path: Path, said: str, felt: list[tuple[str, str, float]]
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(said)
        assert await _felt(stage) == felt
        assert not await ever_written(stage, "report")


async def test_a_pain_somewhere_in_the_leg_keeps_its_number_and_is_asked_for_its_place(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("i have pain in the leg behind, 4")
        assert "4 of 10: and where is it?" in stage.last().text
        assert not await ever_written(stage, "report")


@pytest.mark.parametrize(("said", "effort"), [("headache 3, 6", 6), ("6, blister 4", 6), ("migraine 7/10, 5", 5)])
async def test_a_headache_has_a_number_of_its_own(tmp_path: Path, said: str, effort: float) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(said)
        (report,) = await ever_written(stage, "report")
        assert (report["effort"], report.get("general")) == (effort, None)


@pytest.mark.parametrize("said", ["doms 3", "no soreness", "sore all over 5", "blister 6"])
async def test_an_old_soreness_says_of_no_technique_day_that_it_was_done(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("5")
        await stage.clock(THURSDAY)
        await stage.say(said)
        assert {one["session"] for one in await ever_written(stage, "report")} == {"2026-11-24.strength_a"}


async def test_soreness_before_todays_session_is_of_the_last_one_that_was_answered(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("5")
        await stage.clock(THURSDAY)
        await stage.say("doms 5")
        assert "Where is it sore?" in stage.last().text
        assert [one.get("general") for one in await ever_written(stage, "report")] == [None, 5]


async def test_soreness_before_the_first_session_is_asked_for_its_place(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T08:00+01:00")
        await stage.say("doms 3")
        assert "3 of 10: and where is it?" in stage.last().text
        assert not await ever_written(stage, "report")


async def test_a_heart_that_beats_fast_is_no_session_done_fast(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("worried about my heart, it beats so fast after training")
        assert "dizziness, breathlessness or chest pain" in stage.last().text
        assert not await ever_written(stage, "report")
