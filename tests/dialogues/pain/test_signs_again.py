"""Questions about signs of something worse come back each morning until they are answered, and hold the part."""

from __future__ import annotations

from pathlib import Path

from tests.dialogues.living import TUESDAY, living, newest, planned
from tests.stages.console_stage import ConsoleStage, Seen

STILL = "This is still open"


def asked(seen: list[Seen]) -> int:
    return sum(STILL in one.text for one in seen)


async def test_an_unanswered_question_comes_again_with_the_next_card_once_a_day(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.clock("2026-11-25T12:00+01:00")
    assert asked(stage.messages()) == 1
    again = newest(stage, STILL)
    assert "A spot I can put a fingertip on, on the bone" in again.labels
    await stage.say("/today")
    assert asked(stage.messages()) == 1
    await stage.clock("2026-11-27T12:00+01:00")
    assert asked(stage.messages()) == 2


async def test_the_longer_it_is_left_open_the_less_often_it_comes(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    came = []
    for day in ("2026-11-25", "2026-11-27", "2026-12-01", "2026-12-02", "2026-12-04", "2026-12-08", "2026-12-09"):
        if asked(await stage.clock(f"{day}T07:01+01:00")):
            came.append(day)
        await stage.press("3–5")
    assert came == ["2026-11-25", "2026-11-27", "2026-12-01", "2026-12-08"]


async def test_more_pain_than_before_brings_it_back_the_next_morning(stage: ConsoleStage) -> None:
    await stage.say("left achilles 3")
    for day in ("2026-11-25", "2026-11-27", "2026-12-01"):
        await stage.clock(f"{day}T07:01+01:00")
    assert not asked(await stage.clock("2026-12-02T07:01+01:00"))
    await stage.say("left achilles 5")
    assert asked(await stage.clock("2026-12-04T07:01+01:00"))


async def test_more_pain_on_the_same_morning_does_not_ask_the_same_again(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.clock("2026-11-25T07:01+01:00")
    told = await stage.say("left shin 5")
    assert not any("A spot I can put a fingertip on, on the bone" in one.labels for one in told)
    more = await stage.say("right knee 4")
    question = next(one for one in more if "one question" in one.text)
    assert "Right knee: the knee locks" in question.labels
    await stage.press("None of these")
    assert not asked(await stage.clock("2026-11-27T12:00+01:00")), "one answer is for both"


async def test_an_answer_ends_it(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.clock("2026-11-25T07:01+01:00")
    await stage.press("None of these")
    assert not asked(await stage.clock("2026-11-27T12:00+01:00"))


async def test_a_yes_to_the_question_that_came_again_stops_the_plan(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.clock("2026-11-25T07:01+01:00")
    await stage.press("I limp")
    assert any("Please read this" in m.text for _, m in stage.seen)
    assert not asked(await stage.clock("2026-11-27T12:00+01:00"))


async def test_nothing_gets_harder_there_until_it_is_answered(stage: ConsoleStage) -> None:
    await stage.say("right knee 4")
    await stage.clock("2026-12-04T07:01+01:00")
    assert (await planned(stage))["2026-12-04.strength_b"]["light"] == "hold"
    await stage.say("/pain")
    assert "Calm for a week" not in stage.last().text
    assert "still open" in stage.last().text
    await stage.press("Right knee: a few questions first")
    await stage.press("None of these")
    await stage.say("/pain")
    assert "Calm for a week" in stage.last().text


async def test_a_bare_no_in_the_morning_is_asked_once_more_what_it_is_about(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.clock("2026-11-25T07:01+01:00")
    await stage.say("no")
    assert "I want to be sure" in stage.last().text
    await stage.say("none")
    assert "Good." in stage.last().text


async def test_after_three_silent_sessions_it_rests(stage: ConsoleStage) -> None:
    await stage.say("left shin 4")
    await stage.clock("2026-12-10T07:01+01:00")
    assert not asked(await stage.clock("2026-12-18T07:01+01:00"))


async def test_a_word_about_another_place_on_the_same_day_answers_nothing(stage: ConsoleStage) -> None:
    await stage.say("my calf is swollen and hot")
    await stage.press("A professional agreed")
    await stage.press("Yes, they agreed")
    await stage.say("left shin 4")
    await stage.clock("2026-11-25T12:00+01:00")
    assert asked(stage.messages()) == 1


async def test_a_physios_yes_is_heard_beside_what_it_is_not(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("achilles 7 this morning, cant push off")
        assert "no push-off" in stage.last().text, "what was said is said back"
        await stage.say("physio says no rupture, its tendinopathy, training ok")
        assert "Careful with" not in stage.last().text
        assert any("agreed" in one.casefold() for one in stage.last().labels)


async def test_a_waiting_sign_is_told_once_on_a_rest_day(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("achilles 7 this morning, cant push off")
        await stage.clock("2026-11-26T09:00+01:00")
        seen = await stage.call("today")
        assert seen[-1].text.count("no push-off") == 1


async def test_whether_a_run_is_fine_is_answered_by_what_hurts(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("can I run 20k today")
        assert "Your runs are yours to plan" in stage.last().text
        await stage.say("left achilles 4")
        await stage.say("can I run 20k today")
        assert "On runs, leave out" in stage.last().text
