"""Telling of a worse day never makes it longer (12)."""

from __future__ import annotations

from datetime import timedelta

from core import compose, diary
from core.athlete import Athlete
from core.catalogue import catalogue
from core.readiness import Systemic, read
from core.records import replace
from core.session import Session
from tests.core.golden import RUNNER, Book, day


def after_a_deload(hours: float) -> Session:
    """The first session back is one of single sets, where there are no fewer to be had."""
    book = Book(replace(RUNNER, minutes=30))
    book.to(day(6, "tue"))
    book.add(diary.Readiness(at=book.at(6), day=book.day, sleep_h=hours))
    session = book.plan(book.day)
    assert session is not None
    return session


def test_a_short_night_lowers_more_slowly_and_takes_no_longer() -> None:
    rested, tired = after_a_deload(8), after_a_deload(5)
    assert tired.minutes <= rested.minutes
    slowed = 0
    for item in tired.items:
        other = rested.item(item.exercise)
        if item.working_sets and other is not None:
            exercise = catalogue()[item.exercise]
            assert compose.item_seconds(exercise, item.dose) <= compose.item_seconds(exercise, other.dose)
            slowed += item.dose.tempo is not None and item.dose.tempo != other.dose.tempo
    assert slowed


def rated_mornings(athlete: Athlete, monday: int) -> Book:
    """Mornings of 8 in sum, but for the one before the last; the last is 10."""
    book = Book(athlete)
    for number in range(10):
        book.to(day(1, "tue") + timedelta(days=number))
        item = monday if number == 8 else 2
        book.add(diary.Readiness(at=book.at(6), day=book.day, sleep=item, fatigue=2, stress=2, soreness=item))
    book.to(book.day + timedelta(days=1))
    book.add(diary.Readiness(at=book.at(6), day=book.day, sleep=3, fatigue=2, stress=2, soreness=3))
    return book


def test_a_bad_morning_since_the_last_session_does_not_make_the_next_bad_one_usual() -> None:
    """It once raised the runner's own mean, and the session after two bad mornings was larger than that after one."""
    lights = []
    for score in (2, 5):
        book = rated_mornings(RUNNER, score)
        lights.append(read(book.athlete, book.standing, book.day).systemic)
    assert lights[1] >= lights[0] >= Systemic.AMBER
