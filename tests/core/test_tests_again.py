"""The coach raises the tests again by itself, quietly and seldom (rulebook 7)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from core import assessment, diary
from core.assessment import Due
from core.body import Side
from tests.core.golden import MONDAY, Book


def _tested(weeks: int) -> tuple[Book, list[int]]:
    """A runner tested on the first Tuesday, and the days since on whose strength mornings the tests are spoken of."""
    book, said = Book(), []
    tested = MONDAY + timedelta(days=1)
    for value in (18.0, 19.0):
        side = Side.left if value == 18 else Side.right
        book.add(diary.Tested(at=book.at(), day=tested, test="heel_raise", side=side, value=value))
    for number in range(7 * weeks):
        day = MONDAY + timedelta(days=number)
        book.to(day)
        book.day = day
        session = book.morning()
        if session is None:
            continue
        if session.kind.strength and assessment.reminded(book.standing, day) is not None:
            said.append((day - tested).days)
        book.rate()
    return book, said


def test_from_six_weeks_on_a_strength_morning_speaks_of_the_tests_at_most_once_a_fortnight() -> None:
    _, said = _tested(14)
    assert 42 <= said[0] < 49
    assert len(said) >= 3
    assert all(later - earlier >= 13 for earlier, later in pairwise(said))
    assert all(day // 7 % 2 == 0 for day in said)


def test_whoever_never_tested_is_not_reminded_of_testing_again() -> None:
    book = Book()
    assert assessment.due(book.standing, MONDAY) is Due.NEVER
    assert assessment.reminded(book.standing, MONDAY) is None
