"""Strength on the weekdays that a runner wishes for, and nothing on those that they keep free."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogues.joining import do, exported
from tests.dialogues.living import living
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    """The evening before the first week."""
    async with living(tmp_path) as stage:
        yield stage


async def test_strength_on_mondays_and_fridays_moves_the_week_and_says_so(here: ConsoleStage) -> None:
    (seen,) = await here.say("strength on Mondays and Fridays")
    assert "Noted for strength: best on Mon and Fri." in seen.text
    assert "Mon Strength A" in seen.text
    assert (await exported(here))["athlete"]["wished_days"] == ["mon", "fri"]


async def test_a_wish_that_cannot_be_kept_is_told_at_once_and_in_the_week(here: ConsoleStage) -> None:
    why = "Thu was your wish, but it does not fit. That is your quality day; strength goes on easy or rest days."
    (seen,) = await here.say("strength on Mondays and Thursdays")
    assert why in seen.text
    (seen,) = await here.say("/week")
    assert why in seen.text


async def test_no_strength_on_wednesdays_keeps_the_whole_day_free(here: ConsoleStage) -> None:
    await here.say("never strength on Wednesdays")
    (seen,) = await here.say("/week")
    assert next(line for line in seen.text.split("\n") if "Wed" in line).split()[2:] == ["–", "rest"]
    (seen,) = await here.say("why not Wednesday?")
    assert "You keep that day free." in seen.text


async def test_a_day_that_is_told_again_is_what_was_said_last(here: ConsoleStage) -> None:
    await do(here, "no strength on weekends", "every Tuesday to Thursday I travel", "any day is fine for strength")
    athlete = (await exported(here))["athlete"]
    assert (athlete["wished_days"], athlete["free_days"]) == ([], [])


async def test_a_week_without_any_day_is_refused_kindly(here: ConsoleStage) -> None:
    (seen,) = await here.say("no strength on weekdays and weekends")
    assert "no day at all" in seen.text
    assert (await exported(here))["athlete"]["free_days"] == []


async def test_the_weekdays_stand_on_the_page_for_strength_and_are_undone(here: ConsoleStage) -> None:
    await do(here, "/settings strength", "#Mon", "#✓ Mon")
    assert (await exported(here))["athlete"]["free_days"] == ["mon"]
    (seen,) = await do(here, "/undo")
    assert "For strength again: best on Mon." in seen.text


async def test_every_other_week_away_is_told_what_works_instead(here: ConsoleStage) -> None:
    (seen,) = await here.say("I travel every second week")
    assert "away 7 to 11 Dec" in seen.text
    assert "never on Wednesdays" in seen.text
