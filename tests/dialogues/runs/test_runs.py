"""Runs told, typed and sent: what is noted, what it is held against, and what is never counted twice."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dialogues.runs import sent as runs_sent
from bot.intake import files
from tests.dialogues.living import TUESDAY, WEDNESDAY, living, session_card, written
from tests.intake import made
from tests.stages.console_stage import ConsoleStage

TUESDAY_AT = made.SUNDAY + timedelta(days=2)


async def send(stage: ConsoleStage, folder: Path, name: str, content: bytes) -> str:
    file = folder / name
    file.write_bytes(content)
    await stage.send(file)
    return stage.last().text


def told(stage: ConsoleStage) -> str:
    """Everything that the last step brought: the answer, and the card of the day where that changed."""
    return "\n---\n".join(one.text for one in stage.since)


async def ran(stage: ConsoleStage) -> list[dict[str, Any]]:
    await stage.say("/export")
    entries = stage.last().data["diary"]
    gone = {one["entry"] for one in entries if one["type"] == "undone"}
    return [one for one in entries if one["type"] == "ran" and one["n"] not in gone]


# --- typed ---


async def test_a_typed_run_is_held_against_the_plan_of_its_day(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("yesterday 9k easy in 50 min")
        assert "Tue 24 Nov: 9 km · 50 min · 5:33 /km · easy" in stage.last().text
        assert "Planned: easy 8 km" in stage.last().text
        [run] = await ran(stage)
        assert (run["day"], run["km"], run["minutes"]) == ("2026-11-24", 9, 50)


async def test_the_card_of_the_day_names_the_run_that_was_run(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        assert "after your easy 8 km" in stage.last().text
        await stage.say("ran 20 km")
        assert "long" in stage.last().text
        assert "after your long 20 km" in (await today(stage))
        [run] = await ran(stage)
        assert run["kind"] == "long"


async def test_a_run_while_running_should_rest_is_noted_with_that_word(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("something popped in my left calf")
        await stage.say("ran 12k yesterday")
        assert "Please no running until a professional has looked" in stage.last().text
        assert "Nothing changes" not in stage.last().text
        await stage.say("ran 10k last Tuesday")
        assert "Please no running" not in stage.last().text


async def test_a_run_left_out_and_the_part_that_hurts_are_both_heard(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("no run thursday, left calf 3")
        assert "Thursday: no run" in told(stage)
        assert [one["region"] for one in await written(stage, "felt")] == ["calf"]


async def test_the_training_for_a_race_is_no_race(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("marathon block starts monday, 6 runs a week")
        await stage.say("/export")
        athlete = stage.last().data["athlete"]
        assert (athlete["race"], athlete["races"]) == (None, [])


async def today(stage: ConsoleStage) -> str:
    await stage.say("/today")
    return stage.last().text


async def test_a_run_told_wrongly_is_taken_back_or_corrected(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("ran 8k in 45")
        await stage.press("quality")
        assert [one["kind"] for one in await ran(stage)] == ["quality"]
        await stage.say("/runs")
        assert "✓ 8 km 45 min" in stage.last().text
        await stage.press("Undo")
        assert await ran(stage) == []


async def test_the_same_run_typed_and_recorded_counts_once(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("yesterday 8k in 45 min")
        said = await send(stage, tmp_path, "run.fit", made.fit(8.1, 45.6, start=TUESDAY_AT))
        assert "I have this one already" in said
        assert len(await ran(stage)) == 1
        said = await send(stage, tmp_path, "run.gpx", made.gpx(8.1, 45.6, start=TUESDAY_AT, kind="running"))
        assert "I have this one already" in said
        await stage.press("Yes, another run")
        assert len(await ran(stage)) == 2


async def test_a_second_run_just_like_the_first_counts_where_the_runner_says_so(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("ran 8k easy in 45")
        await stage.say("ran 8k easy in 45")
        assert len(await ran(stage)) == 1
        await stage.press("Yes, another run")
        assert [one["km"] for one in await ran(stage)] == [8, 8]


async def test_two_watches_on_one_run_are_one_run(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await send(stage, tmp_path, "a.fit", made.fit(8.0, 45, start=TUESDAY_AT))
        later = TUESDAY_AT + timedelta(seconds=40)
        await send(stage, tmp_path, "b.tcx", made.tcx((made.Lap(8.2, 44.5),), start=later))
        evening = TUESDAY_AT + timedelta(hours=9)
        await send(stage, tmp_path, "c.fit", made.fit(8.0, 45, start=evening))
        assert [one["source"] for one in await ran(stage)] == ["fit", "fit"]


async def test_a_long_run_without_its_day_is_asked_about(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Tu 8k, long 18k")
        assert "“long 18k”: on which day of the week?" in stage.last().text
        await stage.say("Tu 9k, Su long 18k")
        assert "Tue easy 9 km · Sun long 18 km" in stage.last().text


async def test_a_run_to_come_changes_that_date_only(stage: ConsoleStage) -> None:
    await stage.say("tomorrow 10k easy")
    assert "Tomorrow: easy 10 km. Only that date; your usual week stays." in stage.last().text
    await stage.say("/week")
    assert "Wed 25  easy 10 km" in stage.last().text
    await stage.clock("2026-12-02T12:00+01:00")
    await stage.say("/week")
    assert "easy 10 km" not in stage.last().text


async def test_the_card_names_the_run_of_its_date(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("tuesday 11k easy instead")
        await stage.clock(TUESDAY)
        card = session_card(stage)
        assert "after your easy 11 km" in card.text


async def test_the_week_shows_what_was_run_and_counts_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-30T12:00+01:00")
        await stage.say("yesterday 19k long")
        await stage.say("ran 6k easy")
        await stage.say("/week")
        shown = stage.last().text
        assert "Mon 30  ✓ easy 6 km" in shown
        assert "6 km of 32 km run (19 km last week)" in shown
        await stage.press("◀")
        assert "Sun 29  ✓ long 19 km" in stage.last().text


@pytest.mark.parametrize(("told", "beside"), [(("easy 8k", "8k", "6k", "18k"), True), (("easy 8k", "18k"), False)])
async def test_a_planned_week_is_held_against_one_that_was_told_whole(
    tmp_path: Path, told: tuple[str, ...], beside: bool
) -> None:
    async with living(tmp_path) as stage:
        days = (24, 26, 28, 29) if beside else (24, 29)
        for day, run in zip(days, told, strict=True):
            await stage.clock(f"2026-11-{day}T18:00+01:00")
            await stage.say(f"ran {run}")
        await stage.clock("2026-11-30T12:00+01:00")
        await stage.say("/week")
        line = next(one for one in stage.last().text.split("\n") if "of running" in one)
        assert ("last week" in line.split(" · ")[-1]) is beside


async def test_a_run_far_beyond_the_others_says_so_and_what_it_asks_for(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-23T12:00+01:00")
        await stage.say("yesterday 24k long in 2:20")
        shown = told(stage)
        assert "33" in shown.replace("%", " ")
        assert "longest" in shown
        assert "Tomorrow, Strength A: −3 sets" in shown
        await stage.press("Undo")
        await stage.say("yesterday 19k long in 1:50")
        assert "Nothing changes" in told(stage)


# --- files ---


async def test_what_is_no_run_is_named_and_not_counted(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        ride = made.fit(30, 70, sport=made.CYCLING, start=TUESDAY_AT)
        assert "That is a bike ride (30 km · 1:10 h), not a run" in await send(stage, tmp_path, "a.fit", ride)
        drive = made.gpx(40, 40, start=TUESDAY_AT)
        assert "faster than anyone runs" in await send(stage, tmp_path, "b.gpx", drive)
        settings = made.fit(kind=made.SETTINGS)
        assert "settings file of your watch" in await send(stage, tmp_path, "c.fit", settings)
        early = made.fit(8, 45, start=TUESDAY_AT + timedelta(days=30))
        assert "dated in the future" in await send(stage, tmp_path, "d.fit", early)
        assert await ran(stage) == []


async def test_what_may_be_a_run_is_asked(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        assert "Was it a run?" in await send(stage, tmp_path, "a.gpx", made.gpx(7, 60, start=TUESDAY_AT))
        await stage.press("Yes, a run")
        assert [one["km"] for one in await ran(stage)] == [pytest.approx(7, abs=0.05)]


async def test_a_zip_is_one_message_with_what_was_left_out(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        days = [TUESDAY_AT - timedelta(days=number) for number in (0, 2, 9, 30)]
        members = {f"{n}.fit": made.fit(6 + n, 40, start=at) for n, at in enumerate(days)}
        members |= {"again.fit": made.fit(6, 40, start=days[0]), "bike.fit": made.fit(20, 50, sport=made.CYCLING)}
        members["half.fit"] = made.fit()[:30]
        said = await send(stage, tmp_path, "export.zip", made.zipped(members))
        assert "4 runs, Sun 25 Oct to Tue 24 Nov: 30 km." in said
        assert "1 you had told me already." in said
        assert "Not runs: 1 bike ride." in said
        assert "1 could not be read." in said
        assert len(await ran(stage)) == 4
        await stage.press("Undo")
        assert await ran(stage) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.gpx", b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>', "built in a way that no recording is"),
        ("run.fit", b"poem", "not one inside"),
        ("run.ics", b"poem", "not one inside"),
        ("run.zip", b"PK\3\4poem", "archive is damaged"),
        ("run.tcx", b"", "file is empty"),
    ],
)
async def test_a_hostile_or_broken_file_gets_a_kind_answer(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    async with living(tmp_path) as stage:
        assert said in await send(stage, tmp_path, name, content)
        assert await ran(stage) == []


async def test_nobody_waits_for_a_file_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(runs_sent, "PATIENCE", timedelta(seconds=0.05))
    monkeypatch.setattr(files, "read", lambda *_: over.wait(10))
    async with living(tmp_path) as stage:
        assert "took too long" in await send(stage, tmp_path, "run.fit", made.fit())
        over.set()


async def test_the_house_goes_on_while_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.get_ident()
    read, where = files.read, []

    def elsewhere(*given: Any) -> Any:
        where.append(threading.get_ident())
        return read(*given)

    monkeypatch.setattr(files, "read", elsewhere)
    async with living(tmp_path) as stage:
        await send(stage, tmp_path, "run.fit", made.fit())
    assert where
    assert asked not in where


# --- calendars ---

PLAN = [("2026-11-24", "Easy • 7km"), ("2026-11-26", "Tempo • 9km"), ("2026-11-28", "Long Run • 16km")]


def plan(*days: tuple[str, str]) -> bytes:
    events = [made.runna(date.fromisoformat(on), f"🏃 {what}", what) for on, what in days]
    return made.calendar(*events, by="-//Runna//EN")


async def test_a_calendar_becomes_the_coming_weeks_runs(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        said = await send(stage, tmp_path, "plan.ics", plan(*PLAN))
        assert "3 runs of your calendar are planned now, Tue 24 Nov to Sat 28 Nov." in said
        assert "Sat 28 Nov: long 16 km" in said
        await stage.clock(TUESDAY)
        await stage.say("/runs")
        assert "Tue 24  easy 7 km" in stage.last().text
        assert "Sat 28  long 16 km" in stage.last().text


async def test_a_calendar_sent_twice_changes_nothing_and_one_that_changed_only_what_did(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await send(stage, tmp_path, "plan.ics", plan(*PLAN))
        assert "I have this calendar already" in await send(stage, tmp_path, "plan.ics", plan(*PLAN))
        moved = [*PLAN[:2], ("2026-11-29", "Long Run • 16km")]
        await send(stage, tmp_path, "plan.ics", plan(*moved))
        await stage.clock(TUESDAY)
        await stage.say("/runs")
        assert "Sun 29  long 16 km" in stage.last().text
        assert "long 16 km" not in next(one for one in stage.last().text.splitlines() if one.startswith("Sat"))


async def test_a_calendar_taken_back_leaves_the_usual_week(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await send(stage, tmp_path, "plan.ics", plan(*PLAN))
        await stage.press("Undo")
        lines = [one for one in stage.last().text.splitlines() if " run" in one]
        assert lines[0] == "The runs of 3 days, from Tue 24 Nov to Sat 28 Nov."
        assert not any("other run on" in one for one in lines), "one sentence, not one for each date"
        await stage.clock(TUESDAY)
        await stage.say("/runs")
        assert "Tue 24  easy 8 km" in stage.last().text


# --- milestones ---


async def test_a_milestone_is_one_quiet_line_once(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        days = [TUESDAY_AT - timedelta(days=number) for number in range(1, 10)]
        members = {f"{n}.fit": made.fit(10.5, 60, start=at) for n, at in enumerate(days)}
        await send(stage, tmp_path, "export.zip", made.zipped(members))
        assert "in your diary" not in told(stage)
        await stage.say("ran 8k in 45")
        assert told(stage).count("That makes 100 km in your diary.") == 1
        await stage.say("ran 6k in 35")
        assert "in your diary" not in told(stage)


@pytest.mark.parametrize("before", ["hello", "/rate"])
@pytest.mark.parametrize(
    ("said", "km", "parts"),
    [
        ("8k done, easy, achilles 2 after", 8, [("achilles", 2)]),
        ("ran 10k yesterday in 52 min, left calf 3", 10, [("calf", 3)]),
        ("did parkrun 24:30, calves tight", 5, []),
    ],
)  # fmt: skip
async def test_a_run_and_the_body_after_it_are_told_in_one_line(
    stage: ConsoleStage, before: str, said: str, km: float, parts: list[tuple[str, float]]
) -> None:
    await stage.say("7, nothing sore")
    await stage.clock("2026-11-26T12:00+01:00")
    await stage.say(before)
    await stage.say(said)
    answered = any(word in one.text for one in stage.since for word in ("How strong is it", "Which side?"))
    await stage.say("/export")
    diary = stage.last().data["diary"]
    assert [one["km"] for one in diary if one["type"] == "ran"] == [km]
    assert [(one["region"], one["score"]) for one in diary if one["type"] == "felt"] == parts
    assert len([one for one in diary if one["type"] == "report"]) == 1
    assert parts or answered


async def test_what_no_longer_hurts_is_told_beside_a_run(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await stage.clock("2026-11-29T13:00+01:00")
    await stage.say("long run done, 18k with 400m climbing, achilles fine")
    felt = await written(stage, "felt")
    assert [(one["region"], one["score"]) for one in felt] == [("achilles", 4), ("achilles", 0)]
    assert [one["km"] for one in await written(stage, "ran")] == [18]


async def test_that_all_is_well_beside_a_run_needs_no_second_answer(stage: ConsoleStage) -> None:
    answers = await stage.say("8k easy done, achilles fine")
    assert [one.text.split("\n")[0] for one in answers if "Run noted" in one.text or "Good." in one.text] == [
        "Run noted"
    ]


async def test_beside_a_warning_nothing_takes_it_back(stage: ConsoleStage) -> None:
    """A second run far beyond the others asks for no less than the first did: that is not "nothing changes"."""
    await stage.clock("2026-11-28T18:00+01:00")
    await stage.say("ran 26 km")
    await stage.clock("2026-11-29T18:00+01:00")
    await stage.say("ran 30 km")
    answer = next(one.text for _, one in reversed(stage.seen) if one.text.startswith("Run noted"))
    assert "beyond your longest in a month" in answer
    assert "Nothing changes" not in answer


@pytest.mark.parametrize("said", ["19k 740m+, 2h40, legs trashed", "12 miles 2000ft of climbing, 2:15"])
async def test_a_run_with_its_climb_and_how_the_legs_are_is_a_run_and_no_time_there_is(
    stage: ConsoleStage, said: str
) -> None:
    await stage.say(said)
    [run] = await written(stage, "ran")
    assert run["minutes"] in (160, 135)
    assert ("legs" in said) == any("Feeling worn out, noted." in one.text for _, one in stage.seen)
