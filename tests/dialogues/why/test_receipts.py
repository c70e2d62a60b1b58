"""Nothing is a secret: why a dose, what if I had said 9, and the receipt of a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.dialogues.living import FRIDAY, WEDNESDAY, living, planned
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize("asked", ["/why goblet squat", "why the goblet squats?", "/why squat"])
async def test_an_exercise_has_its_own_why(stage: ConsoleStage, asked: str) -> None:
    await stage.say(asked)
    said = stage.last().text
    assert said.startswith("Why: Goblet squat, today")
    assert "2 × 8" in said
    assert "You have not done it here yet." in said
    assert "HOLD" in said


async def test_why_of_a_first_time_says_where_its_weight_and_repetitions_come_from(stage: ConsoleStage) -> None:
    await stage.say("/why goblet squat")
    said = stage.last().text
    assert "First weight: the heaviest you have that is not above 10–15 % of 70 kg body weight." in said
    assert "Repetitions begin at the bottom of their range, 8 to 10." in said


async def test_what_another_session_has_had_already_is_not_called_new(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    await stage.clock(FRIDAY)
    await stage.say("/why one-arm row")
    said = stage.last().text
    assert "New in this session; in another one you have done it:" in said
    assert "Tue 24 Nov: 1 × 8 / side" in said
    assert "You have not done it here yet." not in said
    await stage.say("5, nothing sore")
    await stage.say("/audit")
    row = next(one for one in stage.last().text.splitlines() if "One-arm row" in one)
    assert "(new)" not in row


async def test_why_tells_how_it_went_the_last_times(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    await stage.clock("2026-12-01T07:01+01:00")
    await stage.say("/why goblet squat")
    assert "Tue 24 Nov: 2 × 8" in stage.last().text
    assert "as hard as it should be (effort 5, asked for 4–5)" in stage.last().text


async def test_why_of_who_stands_in_tells_no_times_of_the_exercise_that_it_stands_in_for(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    await stage.clock("2026-11-27T07:01+01:00")
    await stage.say("5, nothing sore")
    await stage.clock("2026-11-28T09:00+01:00")
    await stage.say("left knee 4 during the split squat")
    await stage.clock("2026-12-04T07:01+01:00")
    await stage.say("/why box squat")
    assert stage.last().text.startswith("Why: Box squat to a chair, today")
    assert "You have not done it here yet." in stage.last().text
    await stage.say("/why split squat")
    assert "Split squat: last on Fri 27 Nov, 2 × 8 / side." in stage.last().text


async def test_why_with_a_day_answers_for_what_stands_on_it(stage: ConsoleStage) -> None:
    await stage.say("/why Wednesday")
    assert stage.last().text.startswith("Why: Technique, tomorrow")


async def test_what_if_shows_what_another_number_would_do_and_does_nothing(stage: ConsoleStage) -> None:
    await stage.say("5, nothing sore")
    before = await planned(stage)
    await stage.say("what if I had said 9?")
    said = stage.last().text
    assert "You said 5 for Strength A, Tue 24 Nov" in said
    assert "Friday, Strength B" in said
    assert "your answer stays as it is" in said
    assert await planned(stage) == before


@pytest.mark.parametrize("said", ["on tuesday", "for Tuesday?", "on 24 Nov", "on the 24th", "two days ago"])
async def test_what_if_of_a_day_is_about_the_answer_of_that_day(stage: ConsoleStage, said: str) -> None:
    await stage.say("5, nothing sore")
    await stage.clock(WEDNESDAY)
    await stage.say("3, nothing sore")
    await stage.clock("2026-11-26T09:00+01:00")
    await stage.say(f"what if I had said 9 {said}")
    assert "You said 5 for Strength A, Tue 24 Nov" in stage.last().text
    await stage.say("what if I had said 9")
    assert "You said 3 for Technique, Wed 25 Nov" in stage.last().text
    await stage.say("what if I had said 9 on Monday")
    assert "no answer for Mon 23 Nov" in stage.last().text


async def test_what_if_goes_before_the_open_question_for_effort(stage: ConsoleStage) -> None:
    await stage.say("5")
    await stage.say("/rate")
    await stage.say("what if I had said 9?")
    assert "What if you had said 9?" in stage.last().text
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5


@pytest.mark.parametrize(
    ("asked", "said"), [("what if I had said 9?", "no answer to look at"), ("what if 14", "0 to 10")]
)
async def test_what_if_without_an_answer_or_a_number_is_answered_kindly(
    stage: ConsoleStage, asked: str, said: str
) -> None:
    await stage.say(asked)
    assert said in stage.last().text


async def test_a_red_flag_goes_before_a_what_if(stage: ConsoleStage) -> None:
    await stage.say("what if I have chest pain at 9?")
    assert "What if you had said" not in stage.last().text


async def test_the_receipt_of_a_day_says_what_it_was_made_from_and_that_it_comes_out_again(stage: ConsoleStage) -> None:
    await stage.say("9, calves 6")
    await stage.clock(FRIDAY)
    await stage.say("/audit")
    friday = stage.last().text
    assert friday.startswith("Receipt: Strength B, Fri 27 Nov")
    assert "the session of Tue 24 Nov: effort 9" in friday
    assert "calf sore 6/10" in friday
    assert "✓ Planned again" in friday
    await stage.say("/audit Tuesday")
    tuesday = stage.last().text
    assert "I expected an effort of 4.5, you said 9" in tuesday
    assert "✓ Planned again" in tuesday


async def test_a_receipt_holds_after_settings_were_changed(stage: ConsoleStage) -> None:
    await stage.press("20 min")
    await stage.say("/settings kit nothing")
    await stage.say("/audit Tuesday")
    assert "✓ Planned again" in stage.last().text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/audit 3 March 2025", "Mon 3 Mar 2025"),
        ("/audit soup", "Which day?"),
        ("/audit", "No session has been sent yet"),
    ],
)
async def test_a_day_without_a_receipt_is_answered_kindly(tmp_path: Path, asked: str, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say(asked)
        assert said in stage.last().text


async def test_ten_answers_show_a_runner_how_they_rate(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        day, told, count = date(2026, 11, 24), "", 0
        for _ in range(36):
            await stage.clock(f"{day.isoformat()}T07:01+01:00")
            today = (await planned(stage)).get(f"{day.isoformat()}.strength_{'a' if day.weekday() == 1 else 'b'}")
            if today is not None and today["status"] == "sent":
                low = today["target_effort_range"][0]
                await stage.say(f"effort {low - 1:g}, nothing sore")
                count += 1
                told = stage.last().text
                assert ("usually rate" in told) == (count == 10)
                if count == 10:
                    break
            day += timedelta(days=1)
        assert "usually rate 1.5 below what I asked for" in told


async def test_the_receipt_fits_a_quiet_wednesday_too(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("/audit today")
        assert stage.last().text.startswith("Receipt: Technique, Wed 25 Nov")


async def test_what_holds_for_several_exercises_is_said_once_for_all_of_them(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", 5), ("2026-11-27", 5), ("2026-12-01", 9)):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(f"{effort}, nothing sore")
        await stage.clock("2026-12-04T07:01+01:00")
        await stage.say("/why")
        lines = [one for one in stage.last().text.split("\n") if "well over target" in one]
        # Where the same rules touched several, one line names them all.
        assert [one.partition(":")[0] for one in lines] == [
            "Romanian deadlift, seated heel raise, one-arm row, overhead press",
            "Split squat, clamshell, side plank",
        ]


async def test_what_was_left_as_it_was_is_named_together(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day in ("2026-11-24", "2026-11-27"):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say("5, nothing sore")
        await stage.clock("2026-12-01T07:01+01:00")
        await stage.say("/why")
        assert sum("goblet squat" in one.lower() for one in stage.last().text.split("\n")) == 1


async def after_a_cut(stage: ConsoleStage) -> tuple[str, str]:
    """The row of a lift on the day that was cut after a 9, and that card."""
    for day, effort in (("2026-11-24", 5), ("2026-11-27", 5), ("2026-12-01", 9)):
        await stage.clock(f"{day}T18:00+01:00")
        await stage.say(f"{effort}, nothing sore")
    await stage.clock("2026-12-04T07:01+01:00")
    card = stage.last().text
    assert "well over target" in card
    await stage.clock("2026-12-04T18:00+01:00")
    await stage.say("4, nothing sore")
    return next(one for one in card.split("\n") if "Romanian deadlift" in one), card


async def test_the_time_before_is_what_the_card_of_that_day_asked_for(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        row, _ = await after_a_cut(stage)
        assert " 1 × 6 " in row
        await stage.say("/progress")
        assert re.search(r"Romanian deadlift +2 × 8 +2 × 8 kg", stage.last().text)
        assert "full doses that wait" in stage.last().text
        await stage.clock("2026-12-11T07:01+01:00")
        card = stage.last().text
        assert "Romanian deadlift" in card
        await stage.say("/audit")
        assert "(Fri 4 Dec: 1 × 6)" in next(
            one for one in stage.last().text.split("\n") if one.startswith("Romanian deadlift")
        )
        await stage.say("/why Romanian deadlift")
        assert "Fri 4 Dec: 1 × 6" in stage.last().text


async def test_a_receipt_after_days_away_says_how_many(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T18:00+01:00")
        await stage.say("5, nothing sore")
        await stage.say("I am away until 12 December")
        await stage.clock("2026-12-15T07:01+01:00")
        await stage.say("/audit")
        assert "{" not in stage.last().text
        assert "• 21 days since" in stage.last().text
