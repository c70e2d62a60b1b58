"""What people type about a part of the body without a number, and questions that are no ratings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.joining import do
from tests.dialogues.living import WEDNESDAY, ever_written, living
from tests.stages.console_stage import ConsoleStage


async def test_a_part_without_a_number_is_asked_for_one_and_a_typed_number_answers(stage: ConsoleStage) -> None:
    await stage.say("my left knee hurts")
    assert "How strong is it in your left knee" in stage.last().text
    assert {"0", "5", "10"} <= set(stage.last().labels)
    await stage.say("maybe a 4")
    assert [(one["region"], one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [
        ("knee", "left", 4)
    ]
    assert not await ever_written(stage, "report")


async def test_without_a_side_the_side_is_asked_and_may_be_typed(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("my achilles is sore")
        assert {"Left", "Right", "Both"} <= set(stage.last().labels)
        await stage.say("right")
        assert "How strong is it in your right Achilles" in stage.last().text
        await stage.say("3")
        assert [(one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [("right", 3)]


async def test_after_an_hour_a_lone_number_is_no_answer_to_an_old_question(stage: ConsoleStage) -> None:
    await stage.say("my left knee hurts")
    await stage.clock("2026-11-24T12:00+01:00")
    await stage.say("5")
    assert not await ever_written(stage, "felt")
    assert [one["effort"] for one in await ever_written(stage, "report")] == [5]


async def test_both_knees_are_spoken_of_as_such(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("both knees hurt")
        assert "in both knees" in stage.last().text


@pytest.mark.parametrize(
    "said", ["my left knee clicks but doesn't hurt", "left knee is fine", "my knee feels ok", "the calf does not hurt"]
)
async def test_a_part_that_is_fine_asks_nothing_and_notes_nothing(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Good to hear" in stage.last().text
    assert not await ever_written(stage, "felt")


async def test_an_open_part_that_does_not_hurt_any_more_is_noted_as_nothing(stage: ConsoleStage) -> None:
    await stage.say("left knee 5")
    await stage.clock(WEDNESDAY)
    await stage.say("my knee doesn't hurt any more")
    assert [one["score"] for one in await ever_written(stage, "felt")] == [5, 0]


@pytest.mark.parametrize("said", ["how hard should it be?", "what does effort mean", "should it be easy"])
async def test_a_question_is_no_rating(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert not await ever_written(stage, "report")


async def test_a_hurt_without_a_place_asks_where_with_buttons(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("am I injured?")
        assert "Achilles" in stage.last().labels


async def test_a_skip_told_on_a_later_day_bears_that_days_date_and_leaves_todays_card(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("sorry, I skipped it")
        assert stage.last().text.startswith("Tue 24 Nov · Skipped")


@pytest.mark.parametrize("said", ["7, knees ok", "7, knees are fine", "knees ok, 7", "effort 7, my calf felt good"])
@pytest.mark.parametrize("when", ["2026-11-24T12:00+01:00", "2026-11-25T12:00+01:00"])
async def test_a_part_that_is_fine_beside_an_effort_is_no_pain(stage: ConsoleStage, said: str, when: str) -> None:
    await stage.clock(when)
    await stage.say(said)
    assert [one["effort"] for one in await ever_written(stage, "report")] == [7]
    assert not await ever_written(stage, "felt")
    assert "How strong" not in stage.last().text


@pytest.mark.parametrize("said", ["pain 5", "it's a 5, pain", "hurts, 5", "some pain, maybe a 5"])
@pytest.mark.parametrize(
    ("answer", "noted"),
    [
        (("#Knee", "#Left"), ("knee", "left", 5)), (("left knee",), ("knee", "left", 5)),
        (("knee", "left"), ("knee", "left", 5)), (("#Lower back",), ("lower_back", "both", 5)),
        (("#More", "#Back", "#Knee", "#Both"), ("knee", "both", 5)),
    ],
)  # fmt: skip
async def test_a_number_before_its_part_waits_for_it(
    stage: ConsoleStage, said: str, answer: tuple[str, ...], noted: tuple[str, str, float]
) -> None:
    await stage.say(said)
    assert "5 of 10: and where is it?" in stage.last().text
    await do(stage, *answer)
    assert [(one["region"], one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [noted]
    assert not await ever_written(stage, "report")


async def test_a_number_typed_while_the_place_is_asked_for_waits_for_it(stage: ConsoleStage) -> None:
    await do(stage, "/pain", "4", "#Knee", "#Right")
    assert [(one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [("right", 4)]


async def test_an_effort_beside_a_pain_without_a_place_is_kept_and_only_the_place_is_asked(stage: ConsoleStage) -> None:
    await do(stage, "#▶ Start", "7, pain 5", "right knee")
    assert [one["effort"] for one in await ever_written(stage, "report")] == [7]
    assert [(one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [("right", 5)]


async def test_a_part_without_its_number_beside_an_effort_is_asked_for_that_number_alone(stage: ConsoleStage) -> None:
    await do(stage, "#▶ Start", "all done!! my legs are a bit jelly, id say 6. bum is sore")
    assert "How sore is it in both glutes" in stage.last().text
    await stage.say("maybe a 4")
    reports = await ever_written(stage, "report")
    assert reports[-1]["effort"] == 6
    assert [(one["region"], one["score"]) for one in reports[-1]["soreness"]] == [("glute", 4)]


async def test_a_stiff_part_told_before_training_is_no_effort_however_long_it_took(stage: ConsoleStage) -> None:
    await stage.say("oh dear the achiles are very stiff again this morning, took 20 mins to walk properly. maybe 3?")
    assert [(one["region"], one["score"]) for one in await ever_written(stage, "felt")] == [("achilles", 3)]
    assert not await ever_written(stage, "report")


async def test_both_sides_told_together_are_meant_together_later_on(stage: ConsoleStage) -> None:
    await stage.say("both achilles 2")
    await stage.clock(WEDNESDAY)
    await do(stage, "achiles are better today", "1")
    assert [(one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [("both", 2), ("both", 1)]


async def test_an_everyday_word_for_the_glutes_is_a_part(stage: ConsoleStage) -> None:
    await stage.say("my bottom is realy sore today wow, is that normal")
    assert "glute" in stage.last().text.casefold()
    assert not await ever_written(stage, "report")


async def test_a_sore_muscle_has_no_side_and_an_open_part_has_its_own(stage: ConsoleStage) -> None:
    await stage.say("my bottom is sore")
    assert "How strong is it in both glutes" in stage.last().text
    await do(stage, "4", "both achilles 2")
    await stage.clock(WEDNESDAY)
    await stage.say("achiles are better today, nearly nothing")
    assert "How strong is it in both Achilles" in stage.last().text
