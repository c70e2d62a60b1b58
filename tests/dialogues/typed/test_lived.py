"""Lines of runners who lived with the coach for weeks: hurried, chatty, and in an English of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, written

THURSDAY = "2026-11-26T07:01+01:00"


@pytest.mark.parametrize(
    "said",
    [
        "i can not make friday training, can we make it on thursday?", "b now instead of tmrw",
        "it is possible to make the training from friday today?", "i make the training of tomorrow today ok?",
        "fri -> thu",
    ],
)  # fmt: skip
async def test_tomorrows_session_is_brought_to_today(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(THURSDAY)
        await stage.say(said)
        assert "Strength B would move to today." in stage.last().text


async def test_a_session_of_today_goes_where_its_day_is_named(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(FRIDAY)
        await stage.say("fri -> sat")
        assert "would move to tomorrow" in stage.last().text


@pytest.mark.parametrize(
    "said", ["no session tomorrow, friend's birthday", "my friend's birthday is tomorrow so no session then please"]
)
async def test_no_session_tomorrow_skips_none_that_is_done(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("3")
        await stage.clock(THURSDAY)
        await stage.say(said)
        assert "Strength B, tomorrow: where should it go?" in stage.last().text
        assert not await written(stage, "skipped")


async def test_a_busy_evening_moves_the_session_and_the_clock_is_no_rating(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("hmm I have a dentist at 5 so could I maybe do it tomorrow instead?")
        assert "would move to tomorrow" in stage.last().text
        assert not await written(stage, "report")


async def test_a_distance_and_its_time_is_a_run(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-29T12:01+01:00")
        await stage.say("18 in 1:45")
        (ran,) = await written(stage, "ran")
        assert (ran["km"], ran["minutes"]) == (18, 105)


async def test_easy_instead_of_intervals_is_todays_run_also_while_a_rating_is_open(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(THURSDAY)
        await stage.say("no intervals, 8 easy instead")
        (planned,) = await written(stage, "run_planned")
        assert (planned["on"], planned["kind"], planned["km"]) == ("2026-11-26", "easy", 8)


@pytest.mark.parametrize(
    ("said", "start", "until"),
    [
        ("off 21-27", "2026-12-21", "2026-12-27"), ("xmas wk off", "2026-12-21", "2026-12-27"),
        ("this wk 1 session only", "2026-11-25", "2026-11-29"),
        ("I only want to do one session this week because of deadlines", "2026-11-25", "2026-11-29"),
        ("this week i have only time for one training", "2026-11-25", "2026-11-29"),
    ],
)  # fmt: skip
async def test_days_off_are_heard_in_short(tmp_path: Path, said: str, start: str, until: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T07:01+01:00" if start < "2026-12" else "2026-12-14T07:01+01:00")
        await stage.say(said)
        (away,) = await written(stage, "away")
        assert (away["start"], away["until"]) == (start, until)


@pytest.mark.parametrize("said", ["late today", "today i make the training in the evening", "i do it later today"])
async def test_later_today_is_no_hurry(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert stage.last().text.startswith("No hurry")


async def test_repetitions_of_an_exercise_that_was_not_asked_for_are_no_effort(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("done, 5, nothing sore")
        await stage.say("thrusters 24kg x 10")
        assert [one["effort"] for one in await written(stage, "report")] == [5]


async def test_skip_this_week_is_the_week_and_not_today(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("skip this week, christmas")
        (away,) = await written(stage, "away")
        assert (away["start"], away["until"]) == ("2026-11-24", "2026-11-29")
