"""Twenty sessions of strength: nobody stays new, and the season goes on in order (rulebook 3.9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from core import diary, planner, season
from core.athlete import Athlete, Level
from core.standing import Standing
from tests.core.golden import MONDAY, RUNNER, Book, day
from tests.core.invariants import breaches

NEW = replace(RUNNER, level=Level.NEW)
WEEK = timedelta(days=7)


def trained(athlete: Athlete = NEW, weeks: int = 26) -> Book:
    book = Book(athlete)
    book.to(day(weeks, "sun"))
    return book


def positions(book: Book, weeks: int) -> list[season.Position]:
    """Where each Monday lay, as it was read on that day."""
    found, standing, rest = [], Standing(), list(book.entries)
    for number in range(weeks):
        monday = MONDAY + number * WEEK
        before = [one for one in rest if one.day < monday or isinstance(one, diary.Joined | diary.Profile)]
        rest = rest[len(before) :]
        standing = planner.read(before, standing)
        found.append(season.position(book.athlete, standing, monday))
    return found


@pytest.fixture(scope="module")
def half_a_year() -> Book:
    return trained()


def test_somebody_new_trains_as_some_from_the_block_after_the_twentieth_session(half_a_year: Book) -> None:
    seasoned = half_a_year.standing.seasoned
    assert seasoned is not None
    found = positions(half_a_year, 26)
    assert found[0].level is Level.NEW
    assert found[-1].level is Level.SOME
    first = next(one for one in found if one.level is Level.SOME)
    assert first.week == 1, "a block goes on as it began"
    assert first.monday > seasoned


def test_no_week_of_the_season_comes_twice_and_none_falls_out(half_a_year: Book) -> None:
    found = positions(half_a_year, 26)
    for before, after in pairwise(found):
        last = before.week == before.weeks
        following = ({"A": "B", "B": "C", "C": "A"}[before.block], 1) if last else (before.block, before.week + 1)
        assert (after.block, after.week) == following
    assert {one.weeks for one in found if one.block == "A"} == {4, 5}


def test_what_was_told_is_never_less(half_a_year: Book) -> None:
    book = trained(replace(RUNNER, level=Level.TRAINED), 12)
    assert all(one.level is Level.TRAINED for one in positions(book, 12))


def test_the_rules_hold_all_the_way(half_a_year: Book) -> None:
    assert breaches(half_a_year) == []


def test_a_session_taken_back_is_not_counted() -> None:
    book = trained(weeks=12)
    reports = [one for one in book.entries if isinstance(one, diary.Report)]
    twentieth = next(one for one in reports if one.day == book.standing.seasoned)
    early = [one for one in book.entries if one.n <= twentieth.n]
    assert planner.read(early).seasoned == twentieth.day
    undone = diary.Undone(at=book.at(), day=book.day, n=twentieth.n + 1, entry=twentieth.n)
    assert planner.read([*early, undone]).seasoned is None


def test_heavy_work_opens_for_whoever_has_earned_it(half_a_year: Book) -> None:
    found = positions(half_a_year, 26)
    assert not any(one.heavy for one in found if one.level is Level.NEW)
    assert found[-1].heavy
