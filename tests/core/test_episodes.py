"""Pain as episodes: their course, and which kind it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core import diary, episodes
from core.body import Kind, Region, Side
from core.episodes import Described, Trend
from tests.core.golden import MONDAY, Book
from tests.core.hurting import lived, only

TUESDAY = MONDAY + timedelta(days=1)


def test_an_episode_shows_its_course_day_by_day_and_that_it_eases() -> None:
    book = lived()
    began = book.day
    for score in (4, 3, 2, 2):
        book.felt("achilles", "left", score, "morning")
        book.day += timedelta(days=1)
    found = only(book)
    assert [score for _, score in found.course] == [4, 3, 2, 2]
    assert (found.region, found.side, found.began, found.trend) == (Region.achilles, Side.left, began, Trend.EASING)


def test_the_worst_of_a_day_is_what_its_course_shows() -> None:
    book = lived()
    book.felt("knee", "right", 2, "morning", "joint")
    book.felt("knee", "right", 5, "after", "joint")
    book.felt("knee", "right", 1, "now", "joint")
    assert [score for _, score in only(book).course] == [5]


def test_both_sides_are_two_episodes() -> None:
    book = lived()
    book.felt("knee", "both", 4, "now", "joint")
    assert [one.side for one in episodes.episodes(book.standing, book.day)] == [Side.left, Side.right]


def test_an_episode_starts_over_after_two_quiet_weeks() -> None:
    book = lived()
    book.felt("foot", "left", 4, "now")
    book.day += timedelta(days=16)
    book.felt("foot", "left", 3, "now")
    assert only(book).began == book.day


def test_a_pain_that_changes_sides_twice_in_two_weeks_needs_the_questions() -> None:
    book = lived()
    for side in ("left", "right", "left"):
        assert not episodes.unclear(book.standing, Region.knee, Side(side), 4, book.day)
        book.felt("knee", side, 4, "now", "joint")
        book.day += timedelta(days=3)
    assert episodes.switches(book.standing, Region.knee, book.day) == 2
    assert episodes.unclear(book.standing, Region.knee, Side.left, 4, book.day)


PLAIN = Described(spot=False, both=True, at_rest=False, swollen=False, after_training=True)


def test_a_whole_muscle_after_training_and_quiet_at_rest_is_soreness() -> None:
    assert episodes.kind(Region.calf, PLAIN) is Kind.muscle


@pytest.mark.parametrize("name", ["spot", "at_rest", "swollen", "after_training"])
def test_anything_else_or_unanswered_is_taken_as_a_tendon(name: str) -> None:
    for other in (not getattr(PLAIN, name), None):
        assert episodes.kind(Region.calf, replace(PLAIN, **{name: other})) is Kind.tendon


def test_a_knee_is_never_a_sore_muscle() -> None:
    assert episodes.kind(Region.knee, PLAIN) is Kind.joint


def test_a_muscle_that_nothing_trained_is_asked_about_once_a_week() -> None:
    book = Book()
    assert episodes.unclear(book.standing, Region.calf, Side.both, 3, book.day)
    assert not episodes.unclear(book.standing, Region.calf, Side.both, 2, book.day)
    what = episodes.kind_asked(Region.calf, Side.both)
    book.add(diary.Asked(at=book.at(), day=book.day, what=what, yes=True))
    assert not episodes.unclear(book.standing, Region.calf, Side.left, 6, book.day)
