"""Settings told in words, what contradicts itself, and an exercise that was not in the session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dialogues.living import FRIDAY, TUESDAY, living, written
from tests.dialogues.testing.test_testing import to_heel_raises
from tests.stages.console_stage import ConsoleStage


async def profile(stage: ConsoleStage) -> dict[str, Any]:
    await stage.say("/export")
    found: dict[str, Any] = stage.last().data["athlete"]
    return found


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("morning at 5:30", {"morning": "05:30"}), ("mornings at 6", {"morning": "06:00"}),
        ("set my morning card to 6:15", {"morning": "06:15"}),
        ("evening question at 21:30", {"evening": "21:30"}), ("evening at 7pm", {"evening": "19:00"}),
        ("time zone Tokyo", {"zone": "Asia/Tokyo"}), ("I live in Tokyo", {"zone": "Asia/Tokyo"}),
        ("I use pounds and miles", {"mass_unit": "lb", "distance_unit": "mi"}),
        ("please use imperial units", {"mass_unit": "lb", "distance_unit": "mi"}),
        ("switch to miles", {"mass_unit": "kg", "distance_unit": "mi"}),
        (
            "mornings at 7 on weekdays and 9 at weekends",
            {"morning": "07:00", "mornings": {"sat": "09:00", "sun": "09:00"}},
        ),
        ("card at 6:30 Mon-Fri, 8 on weekends", {"morning": "06:30", "mornings": {"sat": "08:00", "sun": "08:00"}}),
        ("I weigh 64 kg now", {"mass_kg": 64}), ("I'm 41", {"born": 1985}),
        ("I moved to Vienna", {"zone": "Europe/Vienna"}),
        ("only one session a week from now on", {"strength_days": 1}), ("1 strength day", {"strength_days": 1}),
        ("3 strength days please", {"strength_days": 2}),
        ("only 30 minutes from now on", {"minutes": 30}), ("30 min per session please", {"minutes": 30}),
        ("can we do 30 minutes from now on", {"minutes": 30}), ("let's do 30 min sessions", {"minutes": 30}),
        ("i'm a woman 62kg born 1991", {"born": 1991, "sex": "f", "mass_kg": 62}),
        ("I was born in 1950", {"born": 1950}), ("I am female", {"sex": "f"}),
        ("no emojis please", {"plain": True}), ("I use a screen reader", {"plain": True}),
        ("plain text please", {"plain": True}), ("plain lines on", {"plain": True}),
        ("daily mobility please", {"daily_mobility": True}), ("switch on daily mobility", {"daily_mobility": True}),
        ("I want mobility on rest days", {"daily_mobility": True}),
        ("no more technique days", {"technique_day": False}), ("technique day off", {"technique_day": False}),
        ("a slower pace please", {"policy": "calm"}), ("ask me about my sleep", {"readiness": True}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["hello", "/rate"])
async def test_a_setting_is_told_in_words_whatever_is_open(
    stage: ConsoleStage, before: str, said: str, changed: dict[str, str]
) -> None:
    await stage.say(before)
    await stage.say(said)
    now = await profile(stage)
    assert {name: now[name] for name in changed} == changed
    assert not await written(stage, "report")


async def test_what_was_switched_on_in_words_is_switched_off_in_words(stage: ConsoleStage) -> None:
    before = await profile(stage)
    for on, off in (
        ("no emojis", "show emojis again"), ("daily mobility", "stop the daily mobility"),
        ("calm pace", "turn off the calm pace"), ("ask me about sleep", "stop asking me about sleep"),
        ("technique day off", "switch the technique day on"),
    ):  # fmt: skip
        await stage.say(on)
        assert await profile(stage) != before, on
        await stage.say(off)
        assert await profile(stage) == before, off


@pytest.mark.parametrize("said", ["no technique day today", "skip the technique day", "technique day"])
async def test_a_light_day_that_is_spared_once_is_not_switched_off(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert (await profile(stage))["technique_day"]


@pytest.mark.parametrize("said", ["I live in a small flat", "morning 7", "evening run 7", "use 8 kg"])
async def test_other_words_change_no_setting(stage: ConsoleStage, said: str) -> None:
    before = await profile(stage)
    await stage.say(said)
    now = await profile(stage)
    assert {one: now[one] for one in ("zone", "morning", "evening", "mass_unit")} == {
        one: before[one] for one in ("zone", "morning", "evening", "mass_unit")
    }


@pytest.mark.parametrize("said", ["how do I stop the messages?", "stop", "turn off notifications"])
@pytest.mark.parametrize("before", ["hello", "/rate"])
async def test_whoever_wants_no_more_messages_finds_the_pause(stage: ConsoleStage, before: str, said: str) -> None:
    await stage.say(before)
    await stage.say(said)
    assert "Pause mornings" in stage.last().labels
    assert not await written(stage, "report")


async def test_stop_in_the_middle_of_a_test_or_a_session_is_about_that(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.say("stop")
    assert "Pause mornings" not in stage.last().labels
    await stage.clock("+2h")
    await stage.say("/today")
    await stage.press("▶ Start")
    await stage.say("stop")
    assert "Pause mornings" not in stage.last().labels


@pytest.mark.parametrize(
    "said", ["used 12 instead of 8 on the squats", "I used 12 kg for the squats", "did the squats with 12"]
)
async def test_a_weight_is_told_whichever_comes_first(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        [report] = await written(stage, "report")
        assert [(one["exercise"], one["load_kg"]) for one in report["items"]] == [("sq_goblet", 12)]


async def test_a_weight_told_beside_an_effort_is_not_passed_over(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        seen = await stage.say("done, 6, squats with 12kg")
        assert "goblet squat with 12 kg" in seen[-1].text


@pytest.mark.parametrize("said", ["I hate push ups", "no more push-ups", "never give me push ups"])
async def test_an_exercise_that_is_disliked_is_known_in_the_plural(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        seen = await stage.say(said)
        assert "Instead of push-up" in seen[-1].text
        assert not await written(stage, "report")


async def test_quiet_hours_are_answered_by_what_is_sent(stage: ConsoleStage) -> None:
    await stage.say("quiet hours 21 to 8")
    assert "twice a training day at most" in stage.last().text


async def test_b_is_put_on_a_day_by_its_letter(stage: ConsoleStage) -> None:
    await stage.say("put B on saturday")
    assert "Fri: Strength B → rest" in stage.last().text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("8 0, legs 6", "front of thigh sore 6/10"), ("8 0, clean, legs 6", "front of thigh sore 6/10"),
        ("8 0, soreness 6", "soreness 6"), ("8 6, soreness 0", "soreness 6"),
    ],
)  # fmt: skip
async def test_of_two_words_for_the_soreness_the_stricter_is_kept(stage: ConsoleStage, said: str, told: str) -> None:
    await stage.say(said)
    assert any(told in one.text for _, one in stage.seen[-3:])
    assert not any("nothing sore" in one.text for _, one in stage.seen[-3:])
    [report] = await written(stage, "report")
    assert report["effort"] == 8


async def test_a_speed_is_of_no_other_exercise_than_the_one_that_was_named(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("7 0, goblet squat 0.45 m/s")
        assert "goblet squat at 0.45 m/s" in stage.last().text
        await stage.clock(FRIDAY)
        await stage.say("6 0")
        before = len(await written(stage, "report"))
        await stage.say("goblet squat 0.45 m/s")
        assert "Goblet squat was not in that session" in stage.last().text
        assert len(await written(stage, "report")) == before


async def test_repeats_told_in_the_morning_are_todays_plan(stage: ConsoleStage) -> None:
    seen = await stage.say("intervals 6x800 today")
    assert "Today: quality. Only that date" in seen[0].text
    assert await written(stage, "ran") == []


async def test_what_is_wanted_beside_a_pain_stands_below_it(stage: ConsoleStage) -> None:
    seen = await stage.say("my knee hurts 4, send it at 8")
    assert "Both knees 4/10, noted." in seen[0].text
    assert "Your mornings" in seen[-1].text


async def test_of_two_races_that_may_have_moved_it_is_asked_which(stage: ConsoleStage) -> None:
    await stage.say("Berlin half marathon 4 April 2027 B")
    await stage.say("10k race 20 December 2026 B")
    seen = await stage.say("My b race moved to 21 December")
    assert "Which of them has moved?" in seen[0].text


@pytest.mark.parametrize("said", ["i'll skip it then", "ill skip today", "no run sunday, i'll rest", "I'll do 20 min"])
async def test_who_will_do_something_is_not_ill(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert not await written(stage, "away")
    assert not any("well" in one.text for _, one in stage.seen[-2:])


@pytest.mark.parametrize("said", ["too sick to train", "too ill to exercise today", "way too sick"])
async def test_who_is_too_ill_to_train_is_ill(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert [one["why"] for one in await written(stage, "away")] == ["illness"]


@pytest.mark.parametrize("said", ["too tired to train", "I'm way too tired for this", "too tired to run"])
async def test_who_is_too_tired_to_train_is_tired(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert [one["fatigue"] for one in await written(stage, "readiness")]


async def test_a_greeting_beside_the_night_is_no_riddle(stage: ConsoleStage) -> None:
    await stage.say("good morning! slept 8 hours")
    assert not any("I did not understand" in one.text for _, one in stage.seen)
    assert [one["sleep_h"] for one in await written(stage, "readiness")] == [8]


async def test_a_run_that_cannot_be_and_where_it_goes_is_a_run_that_moves(stage: ConsoleStage) -> None:
    await stage.say("can't do sunday's long run, wedding. moving it to monday")
    assert "Monday: long 18 km. Sunday: no run." in stage.last().text
