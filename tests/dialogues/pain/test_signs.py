"""The questions about signs of something worse: one card for all parts, answered by a tap or in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, WEDNESDAY, ever_written, living
from tests.stages.console_stage import ConsoleStage


async def no_to(stage: ConsoleStage) -> list[str]:
    """The parts whose signs were answered with no."""
    asked = await ever_written(stage, "asked")
    return [one["what"] for one in asked if one["what"].startswith("signs:") and one.get("yes") is False]


def asking(stage: ConsoleStage) -> list[str]:
    """The buttons of the newest sign question."""
    return next(one for _, one in reversed(stage.seen) if "None of these" in one.labels).labels


@pytest.mark.parametrize(
    "answer",
    ["no", "none of these", "no locking, no giving way and no swelling", "it doesn't lock or give way, not swollen"],
)
async def test_a_no_in_words_is_the_same_as_the_button(tmp_path: Path, answer: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.say(answer)
        assert "Where in the knee is it?" in stage.last().text
        assert await no_to(stage) == ["signs:knee:left"]
        assert await ever_written(stage, "flagged") == []


async def test_what_was_not_answered_is_asked_on(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.say("no swelling")
        assert "Good. And any of these?" in stage.last().text
        assert asking(stage) == ["The knee locks", "The knee gives way", "None of these"]
        assert await no_to(stage) == []
        await stage.say("it doesn't lock, and no giving way")
        assert await no_to(stage) == ["signs:knee:left"]


@pytest.mark.parametrize("answer", ["it gives way sometimes", "yes", "no, it locks", "no swelling but it locks"])
async def test_a_yes_in_words_stops_the_plan_for_the_part(tmp_path: Path, answer: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.say(answer)
        [flag] = await ever_written(stage, "flagged")
        assert (flag["flag"], flag["regions"], flag["side"]) == ("knee_locking", ["knee"], "left")


@pytest.mark.parametrize("answer", ["not sure", "not very swollen", "no swelling and locks"])
async def test_what_could_mean_both_is_asked_again(tmp_path: Path, answer: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.say(answer)
        assert "I want to be sure of this one" in stage.last().text
        assert await no_to(stage) == []
        assert await ever_written(stage, "flagged") == []


async def test_a_lone_yes_to_signs_of_different_weight_is_asked_which(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("lower back 4")
        await stage.say("yes")
        assert "Which of these is it?" in stage.last().text
        await stage.press("Numb or tingling")
        assert [one["flag"] for one in await ever_written(stage, "flagged")] == ["numbness"]


async def test_a_lone_no_of_the_next_day_answers_no_old_question(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.clock(WEDNESDAY)
        await stage.say("no")
        assert await no_to(stage) == []


async def test_several_parts_are_asked_about_on_one_card(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        n = len(stage.seen)
        await stage.say("left knee 4, right achilles 3, shins 4")
        cards = [one for _, one in stage.seen[n:] if "None of these" in one.labels]
        assert len(cards) == 1
        assert cards[0].text.startswith("Left knee, both shins, right Achilles: one question")
        assert {"Left knee: the knee locks", "Right Achilles: a pop, or a sudden kick", "Both shins: I limp"} <= set(
            cards[0].labels
        )
        noted = next(one.text for _, one in stage.seen[n:] if "noted." in one.text)
        assert all(part in noted for part in ("Left knee 4/10", "Right Achilles 3/10", "Both shins 4/10"))
        await stage.press("None of these")
        assert sorted(await no_to(stage)) == ["signs:achilles:right", "signs:knee:left", "signs:shin:both"]


async def test_a_yes_about_one_part_leaves_the_others_asked(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4, shins 4")
        await stage.press("Left knee: the knee locks")
        [flag] = await ever_written(stage, "flagged")
        assert (flag["flag"], flag["regions"]) == ("knee_locking", ["knee"])
        assert "I limp" in asking(stage)
        await stage.press("I limp")
        assert [one["flag"] for one in await ever_written(stage, "flagged")] == ["knee_locking", "bone_stress"]


async def test_a_sign_that_several_parts_share_counts_for_all_of_them(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left shin 4, right foot 4")
        await stage.press("It aches at night or at rest")
        flagged = await ever_written(stage, "flagged")
        assert {(one["flag"], one["regions"][0], one["side"]) for one in flagged} == {
            ("bone_stress", "shin", "left"),
            ("bone_stress", "foot", "right"),
        }


async def test_a_part_told_later_joins_the_open_question(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.say("and the shins 4")
        assert {"Left knee: the knee locks", "Both shins: I limp"} <= set(asking(stage))
        await stage.press("None of these")
        assert sorted(await no_to(stage)) == ["signs:knee:left", "signs:shin:both"]


async def test_a_yes_after_a_no_still_stops_the_plan(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        yes = stage.key("The knee locks")
        await stage.press("None of these")
        await stage.press_key(yes)
        assert [one["flag"] for one in await ever_written(stage, "flagged")] == ["knee_locking"]
        await stage.press_key(yes)
        assert len(await ever_written(stage, "flagged")) == 1


async def test_a_run_with_pain_in_several_parts_asks_once(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T19:00+01:00")
        n = len(stage.seen)
        await stage.say("ran 8k easy, left knee 4, shins 4")
        assert sum("None of these" in one.labels for _, one in stage.seen[n:]) == 1


@pytest.mark.parametrize("answer", ["i don't have pain at night", "no numbness", "no swelling and no pop"])
async def test_a_sign_nobody_has_and_nobody_asked_for_is_no_word_about_soreness(tmp_path: Path, answer: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T19:00+01:00")
        await stage.say(answer)
        assert stage.last().text == "Good to know. The plan stays as it is."
        assert await ever_written(stage, "report") == []


async def test_an_effort_with_no_pain_at_night_says_nothing_of_soreness(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T19:00+01:00")
        await stage.say("6, no pain at night")
        [report] = await ever_written(stage, "report")
        assert report["effort"] == 6
        assert report.get("soreness") is None


async def test_nothing_sore_before_a_session_does_not_make_it_done(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("no soreness")
        assert "Today's session is still ahead" in stage.last().text
        assert await ever_written(stage, "report") == []
        await stage.say("5, nothing sore")
        assert len(await ever_written(stage, "report")) == 1


async def test_parts_without_a_number_are_asked_one_after_the_other_and_their_signs_together(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("my left knee hurts, my right achilles is sore and my lower back aches")
        for part, number in (("left knee", "4"), ("right Achilles", "3"), ("lower back", "5")):
            assert f"How strong is it in your {part}" in stage.last().text
            await stage.press(number)
        felt = await ever_written(stage, "felt")
        assert [(one["region"], one["score"]) for one in felt] == [("knee", 4), ("achilles", 3), ("lower_back", 5)]
        card = next(one for _, one in reversed(stage.seen) if "None of these" in one.labels)
        assert card.text.startswith("Left knee, right Achilles, lower back: one question")


async def test_a_part_with_a_number_is_kept_while_another_is_asked_for_its_own(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4 and my right achilles hurts")
        assert "How strong is it in your right Achilles" in stage.last().text
        await stage.say("3")
        felt = await ever_written(stage, "felt")
        assert [(one["region"], one["side"], one["score"]) for one in felt] == [
            ("knee", "left", 4),
            ("achilles", "right", 3),
        ]
