"""Which side is meant, and what a pain that climbs is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import living, newest, written
from tests.stages.console_stage import ConsoleStage


async def felt(stage: ConsoleStage) -> list[tuple[str, str, float]]:
    await stage.say("/export")
    found: list[tuple[str, str, float]] = []
    for one in stage.last().data["diary"]:
        told = one["soreness"] or [] if one["type"] == "report" else [one] if one["type"] == "felt" else []
        found += [(part["region"], part["side"], part["score"]) for part in told]
    return found


@pytest.mark.parametrize(
    "said",
    ["achilles stiff this morning, left, 2", "achilles 2, left", "achilles 2 on the left", "achilles 2, left side"],
)
async def test_a_side_anywhere_in_the_message_counts(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert await felt(stage) == [("achilles", "left", 2)]


async def test_a_side_of_another_part_says_nothing_of_this_one(stage: ConsoleStage) -> None:
    await stage.say("left knee 3, achilles 2")
    assert ("achilles", "both", 2) in await felt(stage)


async def test_without_a_side_the_one_that_hurts_already_is_meant(stage: ConsoleStage) -> None:
    await stage.say("left achilles 3")
    await stage.clock("2026-11-24T19:00+01:00")
    await stage.say("8 and the achilles was 4 on the raises")
    assert {(region, side) for region, side, _ in await felt(stage)} == {("achilles", "left")}
    await stage.say("/pain")
    assert "Right Achilles" not in stage.last().text


async def test_after_two_weeks_an_old_side_says_nothing(stage: ConsoleStage) -> None:
    await stage.say("left achilles 3")
    await stage.clock("2026-12-10T07:01+01:00")
    await stage.say("achilles 2")
    assert (await felt(stage))[-1] == ("achilles", "both", 2)


async def climbing(stage: ConsoleStage, *scores: int) -> None:
    """A left Achilles, told on one morning after the other."""
    for number, score in enumerate(scores):
        await stage.clock(f"2026-11-{24 + number}T07:01+01:00")
        await stage.say(f"left achilles {score}")


async def test_a_pain_that_climbs_is_told_so_with_what_follows(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await climbing(stage, 2, 3, 4, 4)
        await stage.clock("2026-11-28T07:01+01:00")
        await stage.say("left achilles 5, worse every day")
        told = newest(stage, "Pain and soreness").text
        assert "Left Achilles is climbing: 2, 3, 4, 4, 5." in told
        assert "Nothing changes" not in told
        assert "Bike instead, or run short, easy and flat" in told
        assert "If it reaches 6, or is no better by" in told


async def test_a_pain_that_has_climbed_to_six_is_not_told_what_happens_if_it_reaches_six(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await climbing(stage, 3, 4, 6)
        told = newest(stage, "Pain and soreness").text
        assert "Left Achilles is climbing: 3, 4, 6." in told
        assert "If it is at 6 or more once again this week, or no better by" in told
        assert "reaches 6" not in told


async def test_a_pain_that_eases_is_not_said_to_climb(stage: ConsoleStage) -> None:
    await climbing(stage, 4, 3)
    assert not any("climbing" in m.text for _, m in stage.seen)


@pytest.mark.parametrize("said", ["achilles 3", "achilles stiff this morning, 3"])
async def test_an_unknown_side_counts_as_both_until_it_is_answered(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert any("I take it as both until you tell me" in m.text for _, m in stage.seen)
    await stage.press("Left Achilles only")
    await stage.say("/pain")
    assert "Left Achilles  3" in stage.last().text
    assert "Right Achilles" not in stage.last().text
    await stage.press("Left Achilles only")
    assert stage.last().notice
    before = len(stage.seen)
    await stage.say("achilles 4")
    assert not any("I take it as both" in m.text for _, m in stage.seen[before:])


async def test_the_side_of_a_rated_session_can_be_answered_too(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T19:00+01:00")
        await stage.say("5, knee 3")
        await stage.press("Right knee only")
        await stage.say("/pain")
        assert "Right knee" in stage.last().text
        assert "Left knee" not in stage.last().text
        await stage.say("/export")
        assert {one["id"]: one for one in stage.last().data["sessions"]}["2026-11-24.strength_a"]["effort"] == 5


@pytest.mark.parametrize("said", ["left achilles 3", "both achilles 3", "knees 3", "calves sore 4", "lower back 3"])
async def test_a_side_that_is_known_or_has_none_is_not_asked_for(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert not any("I take it as both" in m.text for _, m in stage.seen)


@pytest.mark.parametrize(
    "said",
    ["actually it was the right one", "no i meant the right achilles", "sorry, right not left", "wrong side, right"],
)
async def test_a_side_that_was_told_wrong_is_put_right_in_words(stage: ConsoleStage, said: str) -> None:
    await stage.say("left achilles 4")
    await stage.say(said)
    assert [(one["side"], one["score"]) for one in await written(stage, "felt")] == [("right", 4)]
    await stage.press("None of these")
    assert [one["what"] for one in await written(stage, "asked")] == ["signs:achilles:right"]


async def test_a_side_told_wrong_beside_an_effort_is_put_right_and_the_effort_stays(stage: ConsoleStage) -> None:
    await stage.say("7, left knee 4, calves 2")
    await stage.say("no, the right knee")
    (report,) = await written(stage, "report")
    assert report["effort"] == 7
    assert {(one["region"], one["side"]) for one in report["soreness"]} == {("knee", "right"), ("calf", "both")}


@pytest.mark.parametrize("said", ["right achilles 3", "the right one hurts less", "right", "no"])
async def test_a_word_about_the_other_side_alone_takes_nothing_back(stage: ConsoleStage, said: str) -> None:
    await stage.say("left achilles 4")
    await stage.say(said)
    assert "left" in [one["side"] for one in await written(stage, "felt")]
