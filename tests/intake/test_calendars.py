"""Calendars as training platforms and people write them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.intake import ics
from bot.intake.run import Calendar, Planned
from core.athlete import RunKind
from tests.intake import made
from tests.intake.made import calendar, event

BERLIN, TODAY = ZoneInfo("Europe/Berlin"), date(2026, 11, 25)
"""A Wednesday."""


def read(*events: str, by: str = "-//Somebody//EN", zone: str = "Europe/Berlin") -> Calendar:
    return ics.read(calendar(*events, by=by), ZoneInfo(zone), TODAY)


def only(*events: str, by: str = "-//Somebody//EN", zone: str = "Europe/Berlin") -> Planned:
    [run] = read(*events, by=by, zone=zone).runs
    return run


# --- one event ---


def test_a_runna_event_has_kind_distance_and_its_estimated_time() -> None:
    long = made.runna(
        date(2026, 11, 29), "🏃 Long Run • 18km", "Long Run • 18km • 1h40m - 1h50m\\n\\nEasy all the way.",
        kind="LONG_RUN", seconds=6300,
    )  # fmt: skip
    run = only(long, by="-//Runna//EN")
    assert (run.on, run.kind, run.km, run.minutes) == (date(2026, 11, 29), RunKind.LONG, 18, 105)


def test_the_first_run_of_a_beginner_is_a_run_though_it_is_called_walk_run() -> None:
    run = only(
        made.runna(date(2026, 11, 26), "🏃 My First Run • 2.3km", "Walk Run • 2.3km • 25m - 30m", kind="WALK_RUN"),
        by="-//Runna//EN",
    )
    assert (run.kind, run.km, run.minutes) == (RunKind.EASY, 2.3, 27.5)


def test_rest_days_strength_and_cross_training_are_no_runs() -> None:
    found = read(
        made.runna(date(2026, 11, 26), "😴 Rest Day", "Rest"),
        made.runna(date(2026, 11, 27), "💪 Strength • 40m", "Full body • 40m"),
        event(uid="a", dtstart="20261128", summary="Cross-training: bike 60 min"),
        event(uid="b", dtstart="20261129", summary="Swim"),
        event(uid="c", dtstart="20261130T090000", summary="Dentist"),
        by="-//Runna//EN",
    )
    assert found.runs == ()
    assert found.rest == {date(2026, 11, 26)}
    assert found.others == 4


@pytest.mark.parametrize(
    ("summary", "kind", "km"),
    [
        ("Easy run 8 km", RunKind.EASY, 8),
        ("Run 5 mi easy", RunKind.EASY, 8.05),
        ("Tempo run 10k", RunKind.QUALITY, 10),
        ("Run: 6x800", RunKind.QUALITY, None),
        ("Long run 8-10 miles", RunKind.LONG, 14.48),
        ("Berlin Half Marathon race", RunKind.LONG, 21.1),
        ("parkrun", RunKind.QUALITY, 5),
        ("Recovery jog", RunKind.EASY, None),
    ],
)
def test_a_title_says_kind_and_distance(summary: str, kind: RunKind, km: float | None) -> None:
    run = only(event(uid="a", dtstart="20261128", summary=summary))
    assert (run.kind, run.km) == (kind, km)


@pytest.mark.parametrize(
    ("summary", "kind", "km"),
    [
        ("Intervals", RunKind.QUALITY, None),
        ("Intervals 6x800", RunKind.QUALITY, None),
        ("6x800 intervals", RunKind.QUALITY, None),
        ("6 x 800m", RunKind.QUALITY, None),
        ("8x400m w/ 200 jog", RunKind.QUALITY, None),
        ("5 x 1 km", RunKind.QUALITY, None),
        ("5 x 1 km, 10 km in all", RunKind.QUALITY, 10),
        ("10 x 1 min hard / 1 min easy", RunKind.QUALITY, None),
        ("Hill repeats", RunKind.QUALITY, None),
        ("Hill sprints 10x", RunKind.QUALITY, None),
        ("Track session", RunKind.QUALITY, None),
        ("Track Tuesday", RunKind.QUALITY, None),
        ("Speed work", RunKind.QUALITY, None),
        ("Tempo", RunKind.QUALITY, None),
        ("Threshold 3x10min", RunKind.QUALITY, None),
        ("Long 2h", RunKind.LONG, None),
        ("Long 18", RunKind.LONG, None),
    ],
)
def test_a_hard_or_long_session_is_a_run_in_anybodys_calendar(summary: str, kind: RunKind, km: float | None) -> None:
    run = only(event(uid="a", dtstart="20261128", summary=summary))
    assert (run.kind, run.km) == (kind, km)


@pytest.mark.parametrize(
    "summary",
    [
        "Long weekend",
        "Long lunch with Ana",
        "Speed dating",
        "Race office meeting",
        "Base camp planning",
        "Tempo taxi",
        "Track parcel",
        "2x4 timber from the yard",
        "Easy dinner",
        "Recovery of the laptop",
        "Swim 10x100",
        "Spin intervals bike",
        "Hill House viewing",
        "Interval training on the bike",
        "Gym: 5x5 squats",
        "Reps meeting",
        "Speed camera fine",
    ],
)
def test_the_rest_of_a_life_is_no_run(summary: str) -> None:
    assert read(event(uid="a", dtstart="20261128", summary=summary)).runs == ()


def test_the_time_kept_free_stands_for_the_run_where_nothing_else_is_said() -> None:
    run = only(event(uid="a", dtstart="20261126T170000Z", dtend="20261126T175000Z", summary="Run"))
    assert run.minutes == 50


# --- when ---


def test_a_time_in_utc_falls_on_the_runners_own_day() -> None:
    late = event(uid="a", dtstart="20261127T233000Z", summary="Run 8 km")
    assert only(late).on == date(2026, 11, 28)
    assert only(late, zone="America/New_York").on == date(2026, 11, 27)


def test_a_time_with_its_zone_falls_on_the_runners_own_day() -> None:
    early = event(uid="a", dtstart_=";TZID=Asia/Tokyo:20261128T060000", summary="Run 8 km")
    assert only(early).on == date(2026, 11, 27)


def test_an_all_day_event_is_that_day_everywhere() -> None:
    whole = event(uid="a", dtstart_=";VALUE=DATE:20261128", dtend_=";VALUE=DATE:20261129", summary="Run 8 km")
    for zone in ("Pacific/Auckland", "Europe/Berlin", "Pacific/Honolulu"):
        assert only(whole, zone=zone).on == date(2026, 11, 28)
    utc = event(uid="a", dtstart="20261128T000000Z", dtend="20261129T000000Z", summary="Run 8 km")
    assert only(utc, zone="Pacific/Honolulu").on == date(2026, 11, 28)


def test_folded_lines_and_line_breaks_inside_text_are_read() -> None:
    folded = event(uid="a", dtstart="20261128", summary="Long ru\r\n n 1\r\n 8 km", description="Steady\\nRun with Ann")
    assert (only(folded).kind, only(folded).km) == (RunKind.LONG, 18)


# --- again and again ---


def days(*events: str) -> list[int]:
    """Days from today on which there is a run."""
    return [(one.on - TODAY).days for one in read(*events).runs]


def every(rule: str, start: str = "20260105", **more: str) -> str:
    return event(uid="a", dtstart=start, rrule=rule, summary="Run 8 km", **more)


def test_a_weekly_run_comes_every_week_of_the_coming_six() -> None:
    assert days(every("FREQ=WEEKLY;BYDAY=MO,TH")) == [1, 5, 8, 12, 15, 19, 22, 26, 29, 33, 36, 40]


def test_every_second_week_keeps_its_rhythm_over_the_years() -> None:
    start = date(2021, 11, 25)
    expected = [n for n in range(43) if (TODAY + timedelta(days=n) - start).days % 14 == 0]
    assert days(every("FREQ=WEEKLY;INTERVAL=2", start=f"{start:%Y%m%d}")) == expected


def test_a_recurrence_ends_by_count_and_by_date() -> None:
    assert days(every("FREQ=DAILY;COUNT=3", start="20261125")) == [0, 1, 2]
    assert days(every("FREQ=DAILY;UNTIL=20261127")) == [0, 1, 2]
    assert days(every("FREQ=DAILY;COUNT=3", start="20200101")) == []


def test_a_day_taken_out_and_a_day_moved_are_honoured() -> None:
    weekly = every("FREQ=WEEKLY;BYDAY=TH", start="20260101", exdate="20261203")
    moved = event(uid="a", recurrence_id="20261210", dtstart="20261211", summary="Run 10 km")
    found = {(one.on - TODAY).days: one.km for one in read(weekly, moved).runs}
    assert 8 not in found
    assert 15 not in found
    assert found[16] == 10
    assert found[1] == 8


def test_a_cancelled_date_of_a_series_is_gone() -> None:
    weekly = every("FREQ=WEEKLY;BYDAY=TH", start="20260101")
    gone = event(uid="a", recurrence_id="20261203", dtstart="20261203", status="CANCELLED", summary="Run 8 km")
    assert days(weekly, gone)[:2] == [1, 15]


def test_the_first_saturday_of_the_month_is_found() -> None:
    assert days(every("FREQ=MONTHLY;BYDAY=1SA", start="20260103")) == [10, 38]


# --- the plan as a whole ---


def test_what_lies_behind_and_far_ahead_is_counted_and_left() -> None:
    found = read(
        event(uid="a", dtstart="20251101", summary="Run 8 km"),
        event(uid="b", dtstart="20261128", summary="Run 8 km"),
        event(uid="c", dtstart="20270601", summary="Run 8 km"),
    )
    assert (len(found.runs), found.past, found.later) == (1, 1, 1)


def test_two_runs_of_a_day_are_as_hard_as_the_harder_and_as_long_as_both() -> None:
    run = only(
        event(uid="a", dtstart="20261128T070000", summary="Easy run 6 km"),
        event(uid="b", dtstart="20261128T170000", summary="Tempo run 8 km"),
    )
    assert (run.kind, run.km) == (RunKind.QUALITY, 14)


def test_the_long_run_of_a_plan_that_names_none_is_found() -> None:
    week = [("20261126", 6), ("20261128", 8), ("20261129", 18), ("20261127", 6)]
    found = read(*(event(uid=on, dtstart=on, summary=f"Run {km} km") for on, km in week))
    assert {one.on.day: one.kind for one in found.runs}[29] is RunKind.LONG


def test_a_plan_says_what_its_other_days_are_and_one_date_does_not() -> None:
    plan = [made.runna(TODAY + timedelta(days=number), "🏃 Easy • 6km", "Easy • 6km") for number in range(1, 14, 2)]
    assert read(*plan, by="-//Runna//EN").whole
    assert not read(event(uid="a", dtstart="20261128", summary="Run with Ann 8 km")).whole


def test_one_broken_event_costs_only_itself() -> None:
    found = read(
        event(uid="a", dtstart="20261399", summary="Run 8 km"),
        event(uid="b", dtstart="20261128", summary="Run 8 km"),
        event(uid="c", dtstart="20261129", rrule="FREQ=SOMETIMES", summary="Run 8 km"),
    )
    assert (len(found.runs), found.lost) == (1, 2)
