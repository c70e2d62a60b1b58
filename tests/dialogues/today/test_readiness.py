"""The morning's questions: the echo first, two taps where wished, typed words, and what the day makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.grammar.readiness import read
from core.athlete import Athlete
from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, newest, planned, session_card, written
from tests.stages.console_stage import ConsoleStage

ASKED = replace(RUNNER, readiness=True)
SLEEP, FATIGUE = "Slept?", "And how do you feel?"


async def mornings(stage: ConsoleStage) -> list[dict[str, Any]]:
    await stage.say("/export")
    return [one for one in stage.last().data["diary"] if one["type"] == "readiness"]


async def test_nobody_is_asked_about_sleep_who_did_not_wish_it(stage: ConsoleStage) -> None:
    assert SLEEP not in session_card(stage).text
    assert "< 4 h" not in session_card(stage).labels


async def test_the_wish_is_a_switch_of_the_settings(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings mornings")
        await stage.press("Ask about sleep and freshness")
        await stage.clock(TUESDAY)
        assert SLEEP in session_card(stage).text


async def test_a_very_short_night_backs_the_day_off_in_place_and_says_so(tmp_path: Path) -> None:
    async with living(tmp_path, ASKED) as stage:
        await stage.clock(TUESDAY)
        assert "▶ Start" in session_card(stage).labels
        await stage.press("< 4 h")
        shown = session_card(stage)
        assert "🔴 BACK OFF" in shown.text
        assert "3.5 h of sleep" in shown.text
        assert "Goblet squat" not in shown.text
        assert shown.edits is not None
        assert (await mornings(stage))[0]["sleep_h"] == 3.5


async def test_two_taps_on_a_good_morning_change_nothing_and_are_gone(tmp_path: Path) -> None:
    async with living(tmp_path, ASKED) as stage:
        await stage.clock(TUESDAY)
        before = (await planned(stage))["2026-11-24.strength_a"]["items"]
        assert {SLEEP, FATIGUE} <= set(session_card(stage).text.split("\n"))
        await stage.press("7–8 h")
        assert SLEEP not in session_card(stage).text
        await stage.press("Fresh")
        assert FATIGUE not in session_card(stage).text
        assert (await planned(stage))["2026-11-24.strength_a"]["items"] == before


async def test_no_more_than_three_taps_are_asked_for_in_a_day(tmp_path: Path) -> None:
    """The session's effort is one, an open pain another: one is left for the night."""
    async with living(tmp_path, ASKED) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.say("left achilles 4")
        await stage.clock(FRIDAY)
        shown = session_card(stage)
        questions = [one for one in shown.text.split("\n") if one.endswith("?")]
        late = any(one.startswith("Rate ") for one in shown.labels)
        assert questions[0] == "Left Achilles this morning?"
        assert len(questions) + late + 1 <= 3
        await stage.press("1–2")
        questions = [one for one in session_card(stage).text.split("\n") if one.endswith("?")]
        late = any(one.startswith("Rate ") for one in session_card(stage).labels)
        assert len(questions) + late + 1 + 1 <= 3


async def test_the_echo_is_the_first_row_of_the_card(tmp_path: Path) -> None:
    async with living(tmp_path, ASKED) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4")
        await stage.clock(WEDNESDAY)
        assert session_card(stage).labels[:4] == ["0", "1–2", "3–5", "6+"]
        await stage.say("3-5")
        assert "Left Achilles 3–5 this morning" in session_card(stage).text


async def test_a_night_that_is_told_takes_nothing_of_the_question_about_a_part(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4")
        await stage.clock(WEDNESDAY)
        assert "Left Achilles this morning?" in session_card(stage).text
        await stage.say("slept badly")
        assert "Left Achilles this morning?" in session_card(stage).text


async def test_the_hours_behind_a_bad_night_are_the_hours(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("couldnt sleep, 4h")
        assert "4 h of sleep, so less today" in session_card(stage).text
        await stage.say("slept badly, 4 hours, stressed")
        assert "4 h of sleep, so less today" in session_card(stage).text


async def test_a_night_in_the_runners_own_words_is_a_bad_one(tmp_path: Path) -> None:
    for said in ("rough night", "had a crap night", "slept like shit", "another terrible night", "didn't sleep well"):
        async with living(tmp_path) as stage:
            await stage.clock(TUESDAY)
            await stage.say(said)
            assert "4–6 h" in session_card(stage).text, said
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("had a crap night, 4 hours sleep")
        assert "4 h of sleep, so less today" in session_card(stage).text
        assert not any("did not understand" in one.text for one in stage.since)


async def test_food_and_drink_are_offered_with_the_evenings_answer_and_hold_the_next_day(tmp_path: Path) -> None:
    async with living(tmp_path, ASKED) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.press("Ate too little")
        assert "nothing rises tomorrow" in newest(stage, "Ate too little").text
        await stage.clock(WEDNESDAY)
        assert "too little food yesterday" in session_card(stage).text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("slept 4h", {"sleep_h": 4.0}),
        ("I slept only about 5.5 hours last night", {"sleep_h": 5.5}),
        ("sleep 6:30", {"sleep_h": 6.5}),
        ("didnt sleep great, kid was sick. 5h", {"sleep_h": 5.0}),
        ("bad night, maybe 4 hours, the baby", {"sleep_h": 4.0}),
        ("slept 6h45", {"sleep_h": 6.75}),
        ("7,5h of sleep", {"sleep_h": 7.5}),
        ("hrv 62", {"hrv": 4.127}),
        ("HRV: 4.1", {"hrv": 4.1}),
        ("rmssd 48 ms", {"hrv": 3.871}),
        ("resting pulse 48", {"resting_pulse": 48.0}),
        ("rhr 51 bpm", {"resting_pulse": 51.0}),
        ("fatigue 5/7, stress 2", {"fatigue": 5, "stress": 2}),
        ("slept 5h, hrv 50, pulse 60", {"sleep_h": 5.0, "hrv": 3.912, "resting_pulse": 60.0}),
        ("slept 7 and hrv 62", {"sleep_h": 7.0, "hrv": 4.127}),
        ("slept 4h hrv 45", {"sleep_h": 4.0, "hrv": 3.807}),
        ("sleep 5 fatigue 6 stress 4", {"sleep_h": 5.0, "fatigue": 6, "stress": 4}),
        ("resting pulse 48 hrv 60", {"resting_pulse": 48.0, "hrv": 4.094}),
        ("7 3", {}),
        ("heart rate 150", {}),
        ("6h run", {}),
        ("effort 7, fatigue", {}),
        ("squats 8, sleepy", {}),
    ],
)
def test_a_night_in_words(said: str, expected: dict[str, float]) -> None:
    assert read(said).values == expected


@pytest.mark.parametrize("said", ["slept 40 h", "hrv 900", "pulse 300", "fatigue 9", "stress 2.5"])
def test_a_number_that_cannot_be_is_said_so_and_kept_out(said: str) -> None:
    found = read(said)
    assert found.values == {}
    assert len(found.problems) == 1


async def test_a_typed_night_changes_the_day_and_can_be_taken_back(stage: ConsoleStage) -> None:
    await stage.say("slept 3h")
    assert "🔴 BACK OFF" in session_card(stage).text
    await stage.press("Undo")
    assert "🔴 BACK OFF" not in session_card(stage).text


async def test_a_night_and_a_rating_in_one_message_are_both_kept(stage: ConsoleStage) -> None:
    await stage.say("slept 7h, 5, no soreness")
    assert (await mornings(stage))[0]["sleep_h"] == 7
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] == 5


async def test_an_impossible_night_gets_a_kind_answer(stage: ConsoleStage) -> None:
    await stage.say("slept 40h")
    assert "0 to 16 hours" in stage.last().text
    assert not await mornings(stage)


async def test_short_nights_are_spoken_of_once_a_week(tmp_path: Path) -> None:
    entries = [
        {"at": f"2026-11-{day:02d}T07:00:00+01:00", "day": f"2026-11-{day:02d}", "type": "readiness", "sleep_h": 6.5}
        for day in range(18, 24)
    ]
    async with living(tmp_path, ASKED, entries) as stage:
        await stage.clock(TUESDAY)
        assert "6.5 h a night" in session_card(stage).text
        await stage.clock(FRIDAY)
        assert "a night" not in session_card(stage).text


def test_an_old_export_reads_with_the_questions_off() -> None:
    raw = RUNNER.to_json()
    del raw["readiness"]
    assert Athlete.from_json(raw).readiness is False


async def test_a_night_is_kept_beside_words_that_nobody_understands(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("slept 3h, blah blub")
        assert "3 h of sleep, noted" in newest(stage, "This morning").text
        assert "I did not understand “blah blub”." in newest(stage, "This morning").text
        assert session_card(stage).card["light"] == "back_off"  # type: ignore[index]


@pytest.mark.parametrize("said", ["i'm exhausted", "legs destroyed", "slept badly"])
async def test_who_is_tired_on_a_rest_day_is_heard_and_told_no_less_of_nothing(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-23T09:00+01:00")
        await stage.say(said)
        told = stage.last().text
        assert "A good day to rest." in told
        assert "so less today" not in told
        assert await written(stage, "readiness")
