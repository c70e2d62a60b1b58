"""Races: told in a line or by buttons, moved, called off, and what they make of the days around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.athlete import Priority, Race
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living, planned, session_card, written
from tests.intake import made
from tests.stages.console_stage import ConsoleStage


async def season(stage: ConsoleStage) -> list[dict[str, Any]]:
    await stage.say("/export")
    athlete = stage.last().data["athlete"]
    return sorted([one for one in (athlete["race"], *athlete["races"]) if one], key=lambda one: one["date"])


async def test_a_race_in_one_line_shows_what_it_makes_of_the_weeks(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 A")
        shown = stage.last().text
        assert "Noted: Berlin marathon, Sun 26 Sep 2027." in shown
        assert "Your last heavy session falls between Thu 16 Sep and Sun 19 Sep." in shown
        assert "Tue 21 Sep to Wed 22 Sep: one light session" in shown
        assert "Thu 23 Sep to Sat 25 Sep: loosening up only" in shown
        assert "14 days without loaded legs or jumps, until Sun 10 Oct" in shown
        assert await season(stage) == [
            {"date": "2027-09-26", "km": 42.2, "priority": "A", "name": "Berlin marathon"}
        ]  # fmt: skip


async def test_a_race_by_buttons_is_five_taps(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/race")
        for label in ("Add a race", "Half marathon · 21.1 km", "Dec 2026", "Sun 13 Dec", "Main race"):
            await stage.press(label)
        assert "✓ Main race" in stage.last().labels
        assert await season(stage) == [{"date": "2026-12-13", "km": 21.1, "priority": "A"}]


async def test_what_is_lacking_is_asked_for(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/race 10k")
        assert "Choose the month, or type the date" in stage.last().text
        await stage.say("13 Dec")
        assert [one["date"] for one in await season(stage)] == ["2026-12-13"]
        await stage.say("half marathon 12 April 2020")
        assert "over already" in stage.last().text
        await stage.say("/race blub")
        assert "its distance and its date" in stage.last().text
        assert len(await season(stage)) == 1


async def test_several_races_stand_beside_each_other(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Cologne marathon 4 Oct 2027 A")
        await stage.say("half marathon race 19 September 2027 B")
        assert "Cologne marathon is 15 days apart: in between one strength session a week at most" in stage.last().text
        await stage.say("/race")
        assert stage.last().labels[:2] == ["Half marathon", "Cologne marathon"]
        assert [one["priority"] for one in await season(stage)] == ["B", "A"]


async def test_races_of_one_name_are_told_apart_by_their_days_and_three_close_ones_are_a_season(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for one in ("10k race 24 Jan 2027 B", "10k race 21 Feb 2027 B", "half marathon race 21 March 2027 A"):
            await stage.say(one)
        await stage.say("/race")
        tens = ["10 km race · Sun 24 Jan 2027", "10 km race · Sun 21 Feb 2027"]
        assert stage.last().labels[:3] == [*tens, "Half marathon"]
        assert "From Sun 24 Jan to Sun 21 Mar is your race season" in stage.last().text


async def test_a_race_moves_by_a_line_and_by_buttons(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 A")
        await stage.say("the berlin marathon moved to 3 October 2027")
        assert "Berlin marathon is on Sun 3 Oct 2027 now." in stage.last().text
        await stage.press("New date")
        await stage.say("10 October 2027")
        assert [(one["date"], one["name"]) for one in await season(stage)] == [("2027-10-10", "Berlin marathon")]


async def test_a_race_called_off_is_gone_and_can_be_put_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 A")
        await stage.say("half marathon is cancelled")
        assert len(await season(stage)) == 1
        await stage.say("the marathon is cancelled")
        assert "Berlin marathon is off your list" in stage.last().text
        assert await season(stage) == []
        await stage.press("Undo")
        assert [one["name"] for one in await season(stage)] == ["Berlin marathon"]


async def test_a_race_is_called_off_by_how_much_it_matters(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 A")
        await stage.say("Bonn 10k race 20 December B")
        await stage.say("my A race is cancelled")
        assert "Berlin marathon is off your list" in stage.last().text
        assert [one["name"] for one in await season(stage)] == ["Bonn"]


async def test_the_race_of_several_is_asked_for_and_none_is_called_off(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 B")
        await stage.say("Bonn 10k race 20 December B")
        for said in ("the race is cancelled", "my A race is cancelled"):
            await stage.say(said)
            assert "Which one is it?" in stage.last().text
            assert {"Bonn", "Berlin marathon"} <= set(stage.last().labels)
        assert len(await season(stage)) == 2


async def test_a_day_in_words_is_no_name(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("5k race today")
        assert "Noted: 5 km race, Sun 22 Nov." in stage.last().text
        assert [(one["date"], one.get("name", "")) for one in await season(stage)] == [("2026-11-22", "")]


async def test_a_race_that_stands_in_a_calendar_is_noted_with_one_tap(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        file = tmp_path / "plan.ics"
        race = made.event(uid="r", dtstart="20261213", summary="Cologne Half Marathon race")
        easy = [made.event(uid=str(n), dtstart=f"202612{n:02d}", summary="Easy run 8 km") for n in (1, 3, 5, 8, 10)]
        file.write_bytes(made.calendar(race, *easy))
        await stage.send(file)
        assert "looks like a race. Note it as one with a tap" in stage.last().text
        await stage.press("Note Cologne Half Marathon race as a race")
        assert [(one["date"], one["km"]) for one in await season(stage)] == [("2026-12-13", 21.1)]


async def test_a_race_called_off_by_its_date_and_one_that_never_was(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Cologne 10k race 13 December")
        await stage.say("Bonn 10k race 20 December")
        await stage.say("the race on 13 december is cancelled")
        assert [one["name"] for one in await season(stage)] == ["Bonn"]
        await stage.say("the marathon is cancelled")
        assert "not on your list" in stage.last().text
        assert len(await season(stage)) == 1


async def test_other_talk_of_races_is_no_race(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for text in (
            "ran a 10k race yesterday in 48 min", "should I race on 3 May?", "tomorrow 6k at race pace",
            "half marathon in 1:45 today",
        ):  # fmt: skip
            await stage.say(text)
        assert await season(stage) == []


async def test_the_cards_and_the_week_count_down(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Cologne 10k race 6 December A")
        await stage.clock(TUESDAY)
        card = session_card(stage)
        assert "12 days to Cologne: fewer sets, same weights." in card.text
        await stage.clock("2026-11-27T07:05+01:00")
        card = session_card(stage)
        assert "9 days to Cologne: last heavy session." in card.text
        await stage.clock("2026-12-04T12:00+01:00")
        await stage.say("/week")
        assert "Sun 6   race 10 km" in stage.last().text
        assert "2 days to Cologne: loosening up only." in stage.last().text
        await stage.clock("2026-12-06T12:00+01:00")
        await stage.say("/today")
        assert "Today: Cologne, 10 km. Nothing from me. Enjoy it!" in stage.last().text
        await stage.clock("2026-12-08T12:00+01:00")
        await stage.say("/today")
        assert "2 days after Cologne: loaded legs are back from Friday at the earliest." in stage.last().text


async def test_a_race_next_week_changes_todays_card_at_once(stage: ConsoleStage) -> None:
    before = (await planned(stage))["2026-11-24.strength_a"]
    await stage.say("Cologne 10k race 6 December A")
    assert any("Today's card has changed with it." in one.text for _, one in stage.seen[-4:])
    after = (await planned(stage))["2026-11-24.strength_a"]
    assert sum(one["sets"] for one in after["items"]) < sum(one["sets"] for one in before["items"])


@pytest.mark.parametrize("before", ["hello", "/rate"])
@pytest.mark.parametrize(
    "said",
    [
        "my 10k moved to 24 jan", "10k moved to 24 jan 2027", "10k on 17 jan is off, its on the 24th",
        "10k moved from 17 jan to 24 jan", "the 10k is on 24 jan instead",
    ],
)  # fmt: skip
async def test_a_race_that_moves_is_moved_and_stays_one(stage: ConsoleStage, before: str, said: str) -> None:
    await stage.say("/race 10k 17 jan 2027 A")
    await stage.say(before)
    await stage.say(said)
    assert await season(stage) == [{"date": "2027-01-24", "km": 10, "priority": "A"}]


@pytest.mark.parametrize(
    ("said", "day", "priority"),
    [
        ("10k 17 jan 2027 B", "2027-01-17", "B"), ("my 10k moved to 24 jan", "2027-01-24", "B"),
        ("half marathon 12 April A", "2027-04-12", "A"), ("10k 17.1.2027 C", "2027-01-17", "C"),
    ],
)  # fmt: skip
async def test_a_race_in_a_line_is_no_rating_whatever_is_open(
    stage: ConsoleStage, said: str, day: str, priority: str
) -> None:
    await stage.say("/rate")
    await stage.say(said)
    assert [(one["date"], one["priority"]) for one in await season(stage)] == [(day, priority)]


@pytest.mark.parametrize("said", ["10k easy tomorrow", "moved my 10k easy to thursday", "ran 10k, 5"])
async def test_a_run_of_a_races_length_leaves_the_race_alone(stage: ConsoleStage, said: str) -> None:
    await stage.say("/race 10k 17 jan 2027 A")
    await stage.say(said)
    assert await season(stage) == [{"date": "2027-01-17", "km": 10, "priority": "A"}]


async def test_new_york_keeps_its_whole_name(stage: ConsoleStage) -> None:
    (seen,) = await stage.say("New York marathon 1 Nov 2027")
    assert seen.text.startswith("New York marathon")
    (seen,) = await stage.say("/settings")
    assert "on Mon 1 Nov 2027" in seen.text


async def test_one_of_two_races_of_a_length_is_asked_about_before_it_goes(stage: ConsoleStage) -> None:
    await stage.say("10k 6 December C")
    await stage.say("10k 20 December B")
    await stage.say("10k cancelled")
    assert "Which one is it? Nothing has changed yet" in stage.last().text
    assert len(await season(stage)) == 2
    await stage.say("the 10k on 6 December is cancelled")
    assert [one["date"] for one in await season(stage)] == ["2026-12-20"]


async def test_a_race_in_the_place_of_another_says_so(stage: ConsoleStage) -> None:
    await stage.say("10k 6 December B")
    await stage.say("5k 6 December B")
    assert "It takes the place of the 10 km race on that day." in stage.since[0].text
    assert [one["km"] for one in await season(stage)] == [5]


@pytest.mark.parametrize("said", ["ran the half in 1:38:40!!", "did my race today, 1:38:40, super happy"])
async def test_a_race_that_was_run_is_a_race_and_well_done(tmp_path: Path, said: str) -> None:
    racing = replace(RUNNER, race=Race(date(2026, 11, 29), 21.1, Priority.A))
    async with living(tmp_path, racing) as stage:
        await stage.clock("2026-11-29T17:00+01:00")
        await stage.say(said)
        assert "Well run!" in stage.last().text
        assert "Planned" not in stage.last().text
        ran = (await written(stage, "ran"))[-1]
        assert (ran["day"], ran["km"], round(ran["minutes"], 1)) == ("2026-11-29", 21.1, 98.7)


async def test_before_a_race_the_card_says_once_what_it_asks_for(tmp_path: Path) -> None:
    racing = replace(RUNNER, race=Race(date(2026, 12, 6), 21.1, Priority.A))
    async with living(tmp_path, racing) as stage:
        await stage.clock(TUESDAY)
        assert session_card(stage).text.count("fewer sets, same weights") == 1


async def test_on_the_last_days_trunk_and_arms_are_not_denied_by_the_line_above_them(tmp_path: Path) -> None:
    racing = replace(RUNNER, race=Race(date(2026, 12, 6), 21.1, Priority.B))
    async with living(tmp_path, racing) as stage:
        await stage.clock("2026-12-04T07:01+01:00")
        card = session_card(stage).text
        assert "Upper body and trunk" in card
        assert "nothing that loads the legs any more" in card


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("i want to run a 10k in march", "10 km race"),
        ("running a half in march", "Half marathon"),
        ("doing a marathon in March", "Marathon"),
    ],
)
async def test_a_race_whose_month_alone_is_known_is_asked_for_its_day_and_the_day_alone_answers(
    stage: ConsoleStage, said: str, phrase: str
) -> None:
    await stage.say(said)
    assert "Which day?" in stage.last().text
    assert all("Mar" in one or one == "Back" for one in stage.last().labels)
    await stage.say("the 14th")
    assert f"{phrase}, Sun 14 Mar 2027." in stage.last().text
    assert not await written(stage, "report")


async def test_what_was_run_last_year_is_no_run_of_today(stage: ConsoleStage) -> None:
    await stage.say("ran 10k in march last year")
    assert not await written(stage, "ran")


@pytest.mark.parametrize(
    ("said", "km", "minutes"),
    [("3:05!!! new pb", 42.2, 185), ("finished in 3:05:30, so happy", 42.2, 185.5), ("DNF at 30k, cramps", 30, None)],
)
async def test_on_the_day_of_a_race_its_time_or_how_far_it_went_is_the_run(
    tmp_path: Path, said: str, km: float, minutes: float | None
) -> None:
    async with living(tmp_path, replace(RUNNER, race=Race(date(2026, 11, 29), 42.2, Priority.A))) as stage:
        await stage.clock("2026-11-29T16:00+01:00")
        await stage.say(said)
        [run] = await written(stage, "ran")
        assert (run["km"], run.get("minutes")) == (km, minutes)
        assert not await written(stage, "report")


async def test_whoever_did_not_finish_is_asked_how_far_they_came(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, race=Race(date(2026, 11, 29), 42.2, Priority.A))) as stage:
        await stage.clock("2026-11-29T16:00+01:00")
        await stage.say("dnf")
        assert "Tell me how far you came" in stage.last().text
