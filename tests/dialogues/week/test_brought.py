"""A session on a day on which it does not stand: wished for today, or done there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, WEDNESDAY, living, session_card, written
from tests.stages.console_stage import ConsoleStage

THURSDAY = "2026-11-26T17:01+01:00"


async def week_lines(stage: ConsoleStage) -> dict[str, str]:
    await stage.say("/week")
    return {line[:3]: line for line in stage.last().text.splitlines() if line[3:4] == " "}


@pytest.mark.parametrize(
    "said",
    [
        "can I do friday's session today", "let's do B today instead", "B today instead", "do fridays strength today?",
        "can we pull fridays session forward to today", "Let’s do B instead",
        "i'd rather do friday's session today", "could I do session b today instead please",
    ],
)  # fmt: skip
async def test_the_other_letter_changes_places_with_todays(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "Tue: Strength A → Strength B" in stage.last().text
        assert "Fri: Strength B → Strength A" in stage.last().text
        await stage.press("Take it")
        assert "Strength B" in session_card(stage).text
        lines = await week_lines(stage)
        assert "Strength B" in lines["Tue"]
        assert "Strength A" in lines["Fri"]
        assert "Strength" not in lines["Thu"]


async def test_two_that_changed_places_stay_so_once_the_first_is_done(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("let's do B today instead")
        await stage.press("Take it")
        await stage.say("5 0")
        assert stage.last().text.startswith("✓ Strength B")
        await stage.clock(WEDNESDAY)
        lines = await week_lines(stage)
        assert "Strength A" in lines["Fri"]
        assert "Strength" not in lines["Thu"]


@pytest.mark.parametrize(
    "said", ["can I do tomorrow's session today", "do fridays today please", "can i do strength today instead?"]
)
async def test_a_rest_day_takes_the_session_of_tomorrow(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(THURSDAY)
        await stage.say(said)
        assert "Thu: rest → Strength B" in stage.last().text
        await stage.press("Take it")
        assert "Strength B" in session_card(stage).text


async def test_what_today_cannot_take_says_why_and_which_days_can(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("can I do tomorrow's session today")
        assert "Something else would have to give way" in "\n".join(one.text for one in stage.since)
        assert {"Thu", "Fri"} <= set(stage.last().labels)


@pytest.mark.parametrize(
    ("said", "effort"),
    [
        ("did strength today instead of friday, 7", 7), ("did friday's session today, 7 3", 7),
        ("already did fridays strength today: 6", 6), ("trained today instead of tomorrow, 5, nothing sore", 5),
        ("did B today, 6", 6), ("today I did friday's session, 6", 6), ("did tomorrow's session already today, 6", 6),
    ],
)  # fmt: skip
async def test_a_session_that_was_done_early_is_noted_on_its_day(tmp_path: Path, said: str, effort: int) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(THURSDAY)
        await stage.say(said)
        (report,) = await written(stage, "report")
        assert report["session"] == "2026-11-26.strength_b"
        assert report["effort"] == effort
        lines = await week_lines(stage)
        assert "done" in lines["Thu"]
        assert "Strength B ·" not in lines["Fri"] or "moved" in lines["Fri"]


async def test_done_early_without_a_number_is_asked_for_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(THURSDAY)
        await stage.say("did friday's session today")
        assert "How hard was it" in stage.last().text
        await stage.press("6")
        await stage.press("Done")
        (report, *_) = await written(stage, "report")
        assert report["session"] == "2026-11-26.strength_b"


async def test_what_hurt_in_it_is_not_lost(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(THURSDAY)
        await stage.say("did friday's session today, 7, left knee 4")
        (report,) = await written(stage, "report")
        assert report["session"] == "2026-11-26.strength_b"
        assert report["soreness"][0]["region"] == "knee"


async def test_done_where_the_week_would_not_have_it_counts_all_the_same(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore")
        await stage.clock(WEDNESDAY)
        await stage.say("did friday's session today, 7, nothing sore")
        assert "quality run" in stage.last().text
        assert "Friday: Technique instead of strength B." in "\n".join(one.text for one in stage.since)
        reports = await written(stage, "report")
        assert [one["session"] for one in reports] == ["2026-11-24.strength_a", "2026-11-25.strength_b"]
        lines = await week_lines(stage)
        assert sum("Strength" in one for one in lines.values()) == 2


async def test_strength_instead_of_friday_on_a_strength_day_is_that_days_own(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("did strength today instead of friday, 7")
        assert "stays on Friday" in stage.last().text
        await stage.press("Move")
        assert "where should it go" in stage.last().text
        (report,) = await written(stage, "report")
        assert report["session"] == "2026-11-24.strength_a"


@pytest.mark.parametrize(
    "said", ["did A today, 6", "did my session today, 6", "I trained today, 6", "did the strength session today, 6"]
)
async def test_todays_own_session_is_rated_as_ever(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        (report,) = await written(stage, "report")
        assert report["session"] == "2026-11-24.strength_a"
        assert not await written(stage, "moved")


@pytest.mark.parametrize(
    "said",
    [
        "should I have done friday's session today?", "didn't do friday's session today", "did not do B today",
        "can I skip friday's session", "what is friday's session", "why not do B today",
    ],
)  # fmt: skip
async def test_what_only_looks_like_it_moves_nothing(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "Take it" not in stage.last().labels
        assert not await written(stage, "moved")
        assert not await written(stage, "report")


@pytest.mark.parametrize(
    "said",
    [
        "do friday's session on thursday", "friday's strength on thursday please", "move friday to thursday",
        "can I do my strength on thursday instead of friday", "move strength from friday to thursday",
        "move B to thursday", "put strength b on thursday",
    ],
)  # fmt: skip
async def test_a_session_goes_to_another_day_once_and_no_weekday_is_wished_for(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "Thu: rest → Strength B" in stage.last().text
        await stage.say("/export")
        assert not stage.last().data["athlete"].get("wished_days")


async def test_the_technique_of_tomorrow_done_today_is_noted_today(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("did wednesday's technique today, 3")
        (report,) = await written(stage, "report")
        assert report["session"] == "2026-11-24.technique"


@pytest.mark.parametrize(
    "said",
    [
        "on a plane friday", "flying home on friday", "friday i'm on a plane", "working late friday",
        "friday late shift", "i'm out friday night", "in meetings friday",
    ],
)  # fmt: skip
async def test_a_day_that_is_taken_asks_where_its_session_goes(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "Strength B, Friday: where should it go?" in stage.last().text


@pytest.mark.parametrize("said", ["on a plane thursday", "flying thursday"])
async def test_a_taken_day_without_a_session_needs_nothing(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "no session is planned there" in stage.last().text


@pytest.mark.parametrize(
    "said", ["did B today, 7, nothing sore", "did friday's session today, 7 0", "B done 7, nothing sore"]
)
async def test_a_session_of_yesterday_without_an_answer_is_what_was_done_today(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-28T10:01+01:00")
        await stage.say(said)
        (report,) = await written(stage, "report")
        assert (report["session"], report["effort"]) == ("2026-11-27.strength_b", 7)
        assert not await written(stage, "moved")


async def test_the_letter_that_is_done_is_meant_and_not_the_technique_of_the_day(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T19:01+01:00")
        await stage.say("A done 6, calves 3")
        (report,) = await written(stage, "report")
        assert (report["session"], report["effort"]) == ("2026-11-24.strength_a", 6)
