"""After red a part opens with three calm mornings in a row: each is asked for, also on days without a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.storage.tables import outbox
from tests.bot.echo import ask
from tests.dialogues.living import living, newest, planned
from tests.stages.console_stage import ConsoleStage


def texts(stage: ConsoleStage) -> list[str]:
    return [message.text for _, message in stage.seen]


async def red(stage: ConsoleStage, said: str = "left shin 6") -> None:
    await stage.say(said)
    await stage.press("None of these")


async def morning(stage: ConsoleStage, day: int, answer: str = "0") -> None:
    """That morning of November at seven, and a tap on how the resting part is."""
    await stage.clock(f"2026-11-{day}T07:01+01:00")
    await stage.press(answer)


async def test_three_calm_mornings_can_be_had_with_days_off_between(stage: ConsoleStage) -> None:
    await red(stage)
    for day, told in (("25", "1 of 3"), ("26", "2 of 3"), ("27", "calm mornings are there")):
        before = len(stage.seen)
        await stage.clock(f"2026-11-{day}T07:01+01:00")
        assert any("Left shin this morning?" in one for one in texts(stage)[before:]), day
        await stage.press("0")
        assert any(told in one for one in texts(stage)[before:]), day


async def test_the_question_of_a_day_off_comes_without_a_sound(stage: ConsoleStage) -> None:
    await red(stage)
    seen = await stage.clock("2026-11-26T07:01+01:00")
    [asked] = [one.text for one in seen if "Thu 26 Nov · Rest day" in one.text]
    assert "Left shin this morning?" in asked
    mornings = select(outbox.c.silent).where(outbox.c.kind == "morning", outbox.c.status == "sent")
    heard = [row.silent for row in await ask(stage, mornings.order_by(outbox.c.id))]
    assert heard == [False, False, True], "Tuesday's and Wednesday's cards, and Thursday's question"


async def test_a_day_off_with_nothing_resting_sends_nothing(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T20:30+01:00")
        assert not await stage.clock("2026-11-26T12:00+01:00")


async def test_silence_stops_the_questions_of_days_off(stage: ConsoleStage) -> None:
    await red(stage)
    await stage.clock("2026-12-09T20:30+01:00")
    assert not await stage.clock("2026-12-10T12:00+01:00")


async def test_both_sides_of_a_region_are_one_question(stage: ConsoleStage) -> None:
    await red(stage, "both shins 6")
    for day in ("25", "26", "27"):
        await stage.clock(f"2026-11-{day}T07:01+01:00")
        assert "Both shins this morning?" in newest(stage, "this morning?").text
        await stage.press("0")
    await stage.say("/pain")
    assert "Coming back until" in stage.last().text
    assert "three mornings in a row" not in stage.last().text


@pytest.mark.parametrize(
    "said",
    [
        "shins totally fine, they never hurt anymore", "shins fine now", "no pain", "shin is fine", "nothing hurts",
        "Left shin: gone", "effort 4, shins fine now",
    ],
)  # fmt: skip
async def test_fine_in_words_is_that_mornings_zero_and_rates_no_earlier_session(stage: ConsoleStage, said: str) -> None:
    await red(stage)
    await stage.clock("2026-12-11T07:01+01:00")
    await stage.say(said)
    assert any("1 of 3 calm mornings" in one for one in texts(stage)[-3:])
    await stage.say("/export")
    diary = stage.last().data["diary"]
    assert [(one["score"], one.get("when")) for one in diary if one["type"] == "felt"][-1] == (0, "morning")
    assert [one for one in diary if one["type"] == "report"] == [] or said.startswith("effort")


async def test_fine_in_the_evening_of_a_morning_that_hurt_is_no_calm_morning(stage: ConsoleStage) -> None:
    await red(stage)
    await morning(stage, 25, "3–5")
    await stage.clock("2026-11-25T19:00+01:00")
    await stage.say("shin fine now")
    assert any("0 of 3 calm mornings" in one for one in texts(stage)[-3:])


async def test_a_mornings_zero_clears_no_red_flag(stage: ConsoleStage) -> None:
    await stage.say("left shin 6")
    await stage.press("I limp")
    for day in ("25", "26", "27", "28"):
        await stage.clock(f"2026-11-{day}T07:01+01:00")
        await stage.say("shins fine now")
    await stage.say("can i run?")
    assert "Please no running" in stage.last().text


async def test_the_card_shows_the_number_of_now_and_what_the_lock_waits_for(stage: ConsoleStage) -> None:
    await red(stage)
    await morning(stage, 26)
    await morning(stage, 27)
    await stage.say("/today")
    assert "Left shin 0/10 today, still resting: 2 of 3 calm mornings" in stage.last().text.replace("left", "Left")
    await stage.say("/pain")
    assert "three mornings in a row at 2 or less. So far: 2." in stage.last().text
    assert "while it is above 5" not in stage.last().text
    assert "short, easy and flat" in stage.last().text
    assert "6/10" not in str((await planned(stage))["2026-11-27.strength_b"])


async def test_two_weeks_of_resting_without_change_ask_for_somebody_to_look(stage: ConsoleStage) -> None:
    await red(stage)
    await stage.clock("2026-12-09T07:01+01:00")
    await stage.press("3–5")
    assert any("has not got better in two weeks" in one for one in texts(stage)[-3:])
    await stage.say("/pain")
    assert "please let a physio or doctor look" in stage.last().text


@pytest.mark.parametrize(("said", "told"), [("3, nothing sore", False), ("3, left shin 4", True)])
async def test_that_somebody_should_look_is_said_with_an_answer_that_speaks_of_the_part(
    stage: ConsoleStage, said: str, told: bool
) -> None:
    """It once came with every rating for as long as the part was no better."""
    await red(stage)
    await stage.clock("2026-12-09T07:01+01:00")
    await stage.press("3–5")
    await stage.clock("2026-12-09T18:00+01:00")
    before = len(texts(stage))
    await stage.say(said)
    after = texts(stage)[before:]
    assert any("Noted" in one for one in after)
    assert any("has not got better in two weeks" in one for one in after) is told


async def test_why_of_a_session_to_come_counts_the_calm_mornings_that_there_are(stage: ConsoleStage) -> None:
    await red(stage)
    await morning(stage, 25)
    await morning(stage, 26)
    await stage.say("/why")
    assert "tomorrow" in stage.last().text
    assert "2 of 3 calm mornings" in stage.last().text


async def test_the_calm_mornings_are_counted_once_on_a_card(stage: ConsoleStage) -> None:
    await red(stage)
    await morning(stage, 25)
    card = newest(stage, "Wed 25 Nov").text
    assert "still resting: 1 of 3 calm mornings" in card
    assert card.count("calm mornings") == 1
