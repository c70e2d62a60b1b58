"""The way back after strong pain: what waits for a small test is offered where the runner looks anyway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living, newest, session_card
from tests.stages.console_stage import ConsoleStage

TEST = "Left Achilles: test the way back"
DUE = "calm for a week. Before it all comes back: 15 slow heel raises"


@pytest.fixture
async def calm(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    """A left Achilles that was at 6 and has been calm for its days, on the Monday on which the test may be tried."""
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        for said in ("left achilles 6", "none of these", "in the middle"):
            await stage.say(said)
        for number in range(1, 13):
            await stage.clock((datetime.fromisoformat(TUESDAY) + timedelta(days=number)).isoformat())
            await stage.say(f"achilles {2 if number < 6 else 0} this morning")
        yield stage


async def test_the_mornings_answer_and_the_next_card_offer_the_test_that_is_waited_for(calm: ConsoleStage) -> None:
    await calm.clock("2026-12-07T07:01+01:00")
    await calm.say("achilles 0 this morning")
    answer = newest(calm, "noted.")
    assert DUE in answer.text
    assert TEST in answer.labels
    await calm.clock("2026-12-08T07:01+01:00")
    assert DUE in session_card(calm).text
    assert TEST in session_card(calm).labels


async def test_a_passed_test_is_not_offered_again_and_runs_are_free(calm: ConsoleStage) -> None:
    await calm.clock("2026-12-08T07:01+01:00")
    await calm.say("can I run again?")
    assert "on its way back: leave out strides and hills" in newest(calm, "Running").text
    await calm.press(TEST)
    await calm.press("Yes")
    assert "one step further on the way back" in newest(calm, "one step").text
    assert TEST not in session_card(calm).labels
    await calm.say("can I run again?")
    assert "leave out" not in newest(calm, "Running").text


async def test_nothing_that_hurts_is_named_where_it_was_at_0(calm: ConsoleStage) -> None:
    answers = [one.text for _, one in calm.seen if "Left Achilles 0/10, noted." in one.text]
    assert answers
    assert not any("What hurts it" in one for one in answers)


@pytest.mark.parametrize("asked", ["can I do hills tomorrow?", "is it ok to do hill reps next week?", "strides today?"])
async def test_hills_and_strides_are_asked_about_as_runs_are(stage: ConsoleStage, asked: str) -> None:
    await stage.say(asked if asked.startswith(("can", "is")) else f"can I do {asked}")
    assert "Nothing you told me speaks against it" in stage.last().text
    assert "keep it easy" not in stage.last().text
    await stage.say("right achilles 4")
    await stage.say(asked if asked.startswith(("can", "is")) else f"can I do {asked}")
    assert "leave out strides and hills" in stage.last().text
