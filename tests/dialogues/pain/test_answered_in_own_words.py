"""What is typed under a question about a part is of that part, however it is put: never an effort, and no sign lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.grammar.score import read_loosely
from tests.dialogues.living import TUESDAY, ever_written, living

EVENING = "2026-11-24T18:30+01:00"


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("kinda 4ish", 4), ("about three I'd say", 3), ("four", 4), ("4 on stairs, 2 otherwise", 4),
        ("maybe a 4 or 5", 5), ("3.5 going down", 4), ("ten out of ten", 10),
    ],
)  # fmt: skip
async def test_a_number_in_other_words_is_that_of_the_part_that_was_asked_about(
    tmp_path: Path, said: str, score: float
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("my left knee hurts")
        await stage.say(said)
        felt = await ever_written(stage, "felt")
        assert [(one["region"], one["side"], one["score"]) for one in felt] == [("knee", "left", score)]
        assert not await ever_written(stage, "report")


@pytest.mark.parametrize(
    "said", ["7 3", "effort 7", "7, hard", "ran 8k in 40", "session was a 6", "right one 2", "20 min"]
)
def test_what_speaks_of_something_else_is_no_such_number(said: str) -> None:
    assert read_loosely(said) is None


@pytest.mark.parametrize("said", ["not much", "a lot", "only going downstairs", "don't know", "it depends"])
async def test_words_without_a_number_are_asked_for_one_again(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("my left knee hurts")
        await stage.say(said)
        assert "How strong is it in your left knee" in stage.last().text
        await stage.say("3")
        assert [one["score"] for one in await ever_written(stage, "felt")] == [3]


@pytest.mark.parametrize(
    ("first", "then", "flag", "regions"),
    [
        ("my left knee hurts", "it's swollen too", "knee_locking", ["knee"]),
        ("left knee 4", "it felt like it would give way once last week", "knee_locking", ["knee"]),
        ("lower back 5", "bladder is fine, leg feels weak", "weak_leg", []),
        ("lower back 5", "weak leg", "weak_leg", []),
        ("right shin 4", "limping a little in the morning", "limping", ["shin"]),
        ("right shin 4", "i had a stress fracture there 3 years ago", "bone_stress", ["shin"]),
        ("chest 4", "when i breathe in", "chest_pain", []),
        ("left calf 4", "it is a bit swollen", "clot", ["calf"]),
    ],
)
async def test_a_sign_told_under_a_question_is_of_the_part_that_it_asked_about(
    tmp_path: Path, first: str, then: str, flag: str, regions: list[str]
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(first)
        await stage.say(then)
        (found,) = await ever_written(stage, "flagged")
        assert (found["flag"], found.get("regions", [])) == (flag, regions)


@pytest.mark.parametrize("then", ["it isn't swollen", "no swelling at all", "my ankle is swollen", "leg day was weak"])
async def test_a_no_or_another_part_is_no_sign_of_the_one_that_was_asked_about(tmp_path: Path, then: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("my left knee hurts")
        await stage.say(then)
        assert not await ever_written(stage, "flagged")


async def test_a_number_put_right_after_two_of_them_asks_which_was_meant(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("7, calves 6")
        await stage.say("i meant 3")
        assert "which of them" in stage.last().text
        assert len(await ever_written(stage, "report")) == 1


async def test_a_number_put_right_after_one_alone_is_that_one(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("7")
        await stage.say("i meant 8")
        assert [one["effort"] for one in await ever_written(stage, "report")] == [7, 8]


async def test_still_sore_is_no_effort_of_todays_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("7 5")
        await stage.clock("2026-11-25T18:30+01:00")
        await stage.say("still sore, 4")
        assert "4 of 10: and where is it?" in stage.last().text
        assert [one["effort"] for one in await ever_written(stage, "report")] == [7]


async def test_first_steps_and_then_is_the_course_of_a_heel(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left heel 6 first steps then 2")
        felt = await ever_written(stage, "felt")
        assert [(one["region"], one["score"], one["when"]) for one in felt] == [
            ("foot", 6, "morning"), ("foot", 2, "after"),
        ]  # fmt: skip


@pytest.mark.parametrize("said", ["broke my ankle in may", "my knee was operated 3 months ago"])
async def test_what_was_months_ago_answers_the_health_questions_and_is_no_injury_of_today(
    tmp_path: Path, said: str
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "surgery or a broken bone" in stage.last().text
        assert not await ever_written(stage, "flagged")
        assert not await ever_written(stage, "away")


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("where the hamstring meets the butt, left, 3", [("hamstring", "left", 3), ("glute", "left", 3)]),
        ("my lower back and left hip, 3 and 4", [("lower_back", "both", 3), ("hip", "left", 4)]),
        ("left calf, 4", [("calf", "left", 4)]),
        ("right foot at the outside, 4 or so when i run", [("foot", "right", 4)]),
    ],
)  # fmt: skip
async def test_no_number_under_where_is_it_is_an_effort(
    tmp_path: Path, said: str, felt: list[tuple[str, str, float]]
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("/pain")
        await stage.say(said)
        told = await ever_written(stage, "felt")
        assert [(one["region"], one["side"], one["score"]) for one in told] == felt
        assert not await ever_written(stage, "report")


@pytest.mark.parametrize("said", ["nothing", "never mind", "no pain"])
async def test_nothing_under_where_is_it_leaves_it(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("/pain")
        await stage.say(said)
        assert "nothing is noted" in stage.last().text
        assert not await ever_written(stage, "felt")


async def test_gone_now_is_a_pain_that_went_and_nobody_who_left(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("my left knee hurts")
        await stage.say("gone now")
        assert "How strong is it in your left knee" in stage.last().text
        assert not await ever_written(stage, "away")


@pytest.mark.parametrize("said", ["it locked me out of the app", "swollen budget this month", "limited time tomorrow"])
async def test_other_things_under_a_question_are_no_signs(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("left knee 3")
        await stage.say(said)
        assert not await ever_written(stage, "flagged")


async def test_a_back_that_is_out_is_asked_about_beside_the_skip(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("not today, back is out")
        assert "How strong is it in your lower back" in stage.last().text


@pytest.mark.parametrize(("said", "effort"), [("7, sore throat 3", 7), ("7, period cramps 5", 7)])
async def test_an_ailments_number_is_no_soreness_and_no_effort(tmp_path: Path, said: str, effort: float) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(said)
        (report,) = await ever_written(stage, "report")
        assert (report["effort"], report.get("general")) == (effort, None)


@pytest.mark.parametrize("said", ["both actually", "the right one too", "no, it's both"])
async def test_the_other_side_told_under_the_question_makes_it_both(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say("my left knee hurts")
        await stage.say(said)
        assert "in both knees" in stage.last().text
        await stage.say("3")
        assert [(one["side"], one["score"]) for one in await ever_written(stage, "felt")] == [("both", 3)]
