"""How much of it, and what comes: one session this week, twice a day, too long, the next block, what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, WEDNESDAY, living, written


@pytest.mark.parametrize(
    "said",
    [
        "only one session this week please", "this week only one session", "can we do only 1 session this week?",
        "one session is enough this week", "could i just do one session this week",
    ],
)  # fmt: skip
async def test_one_session_this_week_keeps_the_first_and_frees_the_days_behind_it(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert any("Then this stays: Strength A, today" in one.text for one in stage.since)
        (away,) = await written(stage, "away")
        assert (away["start"], away["until"]) == ("2026-11-25", "2026-11-29")


async def test_who_has_done_the_one_is_free_from_then_on(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore")
        await stage.clock(WEDNESDAY)
        await stage.say("only one session this week")
        (away,) = await written(stage, "away")
        assert (away["start"], away["until"]) == ("2026-11-25", "2026-11-29")


async def test_one_session_next_week_leaves_this_week_alone(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("only one session next week")
        (away,) = await written(stage, "away")
        assert (away["start"], away["until"]) == ("2026-12-02", "2026-12-06")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("can we do 3 sessions this week", "would cost your runs"), ("2 sessions this week", "Week of Mon 23 Nov"),
        ("can I do this twice a day", "Once a day is enough"), ("can i do it again tonight?", "Once a day is enough"),
        ("is 41 min too long?", "41 min with warm-up"), ("that's too long", "41 min with warm-up"),
        ("what's next block", "From Mon 28 Dec on, as it stands: stability block"),
        ("what comes after this block?", "stability block"), ("why is there no jumping", "Jumps come last"),
        ("why don't we do plyometrics", "Jumps come last"), ("do you remember my knee?", "nothing noted"),
    ],
)  # fmt: skip
async def test_a_question_has_its_answer_and_nothing_is_written(tmp_path: Path, said: str, told: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert any(told in one.text for one in stage.since)
        for kind in ("report", "away", "felt", "skipped"):
            assert not await written(stage, kind)


async def test_too_long_has_the_shorter_ones_below_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("is 41 min too long?")
        await stage.press("20 min")
        assert "20 min" in next(one.text for one in reversed(stage.since) if one.card)


async def test_what_was_told_of_a_part_is_remembered(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.say("do you remember my knee?")
        assert "left knee, 4/10 today" in stage.last().text


@pytest.mark.parametrize("said", ["3 sessions left this week", "week 3 of 5", "i have 3 kids", "2 more sessions to go"])
async def test_a_count_of_weeks_or_sessions_rates_none(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert not await written(stage, "report")
