"""What runs ask of the next strength session (rulebook 8, "Bot run checks"; 3.9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core import diary, planner
from core.athlete import Run
from core.body import Volume
from core.catalogue import catalogue
from core.session import Kind, Light, Session
from tests.core.golden import EASY, LONG, QUALITY, REST, RUNNER, Book, day

KNOWN = replace(
    RUNNER,
    runs=(Run(REST), Run(EASY, 8), Run(REST), Run(QUALITY, 10), Run(REST), Run(EASY, 6), Run(LONG, 18)),
)
"""The runner of rulebook 14 with every distance told: 42 km a week, 18 at once."""


def ran(book: Book, km: float | None, kind: str = "easy", minutes: float | None = None) -> None:
    book.add(diary.Ran(at=book.at(18), day=book.day, km=km, minutes=minutes, kind=kind))


def book_at(week: int, weekday: str) -> Book:
    book = Book(KNOWN)
    book.to(day(week, weekday))
    return book


def leg_sets(session: Session | None) -> int:
    assert session is not None
    legs = (Volume.squat, Volume.hinge, Volume.calf)
    return sum(one.working_sets for one in session.items if catalogue()[one.exercise].volume in legs)


def codes(session: Session | None) -> set[str]:
    assert session is not None
    return {one.code for one in session.reasons}


def next_strength(book: Book) -> Session:
    found = (one.session for one in planner.horizon(book.athlete, book.standing, book.day, 8))
    return next(one for one in found if one is not None and one.kind.strength)


def test_a_long_run_as_long_as_every_week_asks_for_nothing() -> None:
    book = book_at(3, "sun")
    before = next_strength(book)
    ran(book, 18, "long")
    assert next_strength(book).items == before.items
    assert next_strength(book).light is before.light is Light.PUSH


@pytest.mark.parametrize(("km", "code", "factor"), [(20.0, "amber", 0.8), (24.0, "strong", 0.7)])
def test_a_run_beyond_the_longest_of_a_month_takes_leg_sets_from_the_next_strength_session(
    km: float, code: str, factor: float
) -> None:
    book = book_at(3, "sun")
    before = next_strength(book)
    ran(book, km, "long")
    after = next_strength(book)
    assert after.day == before.day
    assert after.light is Light.HOLD
    assert f"run_spike_{code}" in codes(after)
    for item in after.items:
        exercise = catalogue()[item.exercise]
        if item.working_sets and exercise.volume in (Volume.squat, Volume.hinge, Volume.calf):
            assert item.dose.sets == max(1, int((item.plan or item.dose).sets * factor))
    assert leg_sets(after) < leg_sets(before)


def test_a_run_of_more_than_twice_the_longest_takes_the_loaded_legs_out() -> None:
    book = book_at(4, "mon")
    ran(book, 40, "long")
    session = book.plan(day(4, "tue"))
    assert session is not None
    assert session.kind is Kind.UPPER
    assert leg_sets(session) == 0
    assert session.light is Light.BACK_OFF
    assert "run_spike_red" in codes(session)
    assert "run_spike_red" in {one.why.code for one in session.left_out}


def test_one_strength_session_answers_to_a_long_run_and_the_next_goes_on() -> None:
    book = book_at(4, "mon")
    ran(book, 24)
    book.to(day(4, "tue"))
    assert "run_spike_strong" in codes(book.morning())
    book.rate()
    book.to(day(4, "fri"))
    assert "run_spike_strong" not in codes(book.morning())


def test_a_skipped_session_has_not_answered() -> None:
    book = book_at(4, "mon")
    ran(book, 24)
    book.to(day(4, "tue"))
    session = book.morning()
    assert session is not None
    book.add(diary.Skipped(at=book.at(19), day=book.day, session=session.id, reason="life"))
    book.to(day(4, "fri"))
    assert "run_spike_strong" in codes(book.morning())


def test_the_longest_is_that_of_thirty_days_once_runs_are_on_record() -> None:
    book = Book(KNOWN)
    while book.day < day(6, "sun"):
        run = KNOWN.run_on(book.day)
        if run.kind is not REST:
            ran(book, min(run.km or 0, 10))
        if book.morning() is not None:
            book.rate()
        book.day += timedelta(days=1)
    ran(book, 18, "long")
    assert "run_spike_strong" in codes(next_strength(book)), "18 km is usual by the profile, but no run was over 10"


def test_minutes_count_where_kilometres_are_not_known() -> None:
    book = Book(replace(KNOWN, runs=tuple(replace(one, km=None, minutes=60) for one in KNOWN.runs)))
    book.to(day(4, "sun"))
    ran(book, None, minutes=75)
    assert "run_spike_amber" in codes(next_strength(book))


def test_a_runner_who_never_told_a_distance_is_not_judged_by_the_first_run() -> None:
    book = Book(replace(KNOWN, runs=tuple(replace(one, km=None) for one in KNOWN.runs)))
    book.to(day(3, "sun"))
    ran(book, 30)
    assert "run_spike_amber" not in codes(next_strength(book))
    assert next_strength(book).light is Light.PUSH


def test_a_week_far_above_both_weeks_before_it_takes_leg_sets() -> None:
    book = book_at(4, "mon")
    for number in range(4):
        ran(book, 15)
        book.to(day(4, "mon") + timedelta(days=number + 1))
    assert "week_spike" in codes(next_strength(book))


def test_the_week_after_an_easy_week_is_measured_against_the_one_before() -> None:
    book = Book(KNOWN)
    for week in (1, 2, 3, 4, 5):
        for weekday, km in (("tue", 8), ("thu", 10), ("sat", 6), ("sun", 18)):
            book.to(day(week, weekday))
            ran(book, km * (0.6 if week == 4 else 1))
    assert "week_spike" not in codes(next_strength(book))


def test_in_a_week_with_more_running_strength_takes_no_step() -> None:
    book = book_at(4, "mon")
    usual = next_strength(book)
    assert usual.light is Light.PUSH
    book.add(diary.RunPlanned(at=book.at(), day=book.day, on=day(4, "sat"), kind="easy", km=14))
    held = next_strength(book)
    assert held.light is Light.HOLD
    assert "mileage_up" in codes(held)
    for item in held.items:
        there = usual.item(item.exercise)
        assert there is None or item.dose.amount <= there.dose.amount


def test_a_hard_run_moved_right_behind_a_strength_day_takes_sets_from_the_next() -> None:
    book = book_at(4, "tue")
    book.morning()
    book.rate()
    book.to(day(4, "wed"))
    book.add(diary.RunPlanned(at=book.at(), day=book.day, on=day(4, "wed"), kind="quality"))
    book.add(diary.RunPlanned(at=book.at(), day=book.day, on=day(4, "thu"), kind="easy"))
    later = next_strength(book)
    assert "hard_run_after" in codes(later)
    assert later.light is Light.HOLD
    assert all(
        item.dose.sets <= max(1, int((item.plan or item.dose).sets * 0.8)) for item in later.items if item.working_sets
    )


def test_the_run_planned_for_a_date_is_the_one_that_the_week_is_laid_around() -> None:
    book = book_at(4, "mon")
    book.add(diary.RunPlanned(at=book.at(), day=book.day, on=day(4, "wed"), kind="quality"))
    placed = planner.plan_week(book.athlete, book.standing, book.day, book.day)
    assert day(4, "tue") not in placed.strength
    assert placed.on(day(4, "wed")).run == QUALITY


@pytest.mark.parametrize("kind", ["long", "quality"])
def test_a_hard_run_in_the_place_of_an_easy_one_leaves_todays_strength_with_fewer_leg_sets(kind: str) -> None:
    """The session stands, because the runner moved the run (invariant 6); it is what an evening after quality holds."""
    book = book_at(3, "tue")
    before = book.plan(book.day)
    ran(book, 12, kind)
    after = book.plan(book.day)
    assert before is not None
    assert after is not None
    assert leg_sets(after) < leg_sets(before)
    assert after.contacts == 0
    assert any(why.code == "hard_run_today" for one in after.items for why in one.reasons)
    ran(easy := book_at(3, "tue"), 8)
    assert leg_sets(easy.plan(easy.day)) == leg_sets(before)
