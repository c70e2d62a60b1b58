"""When somebody should look at it, and what too little energy holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import advice, diary, planner, readiness
from core.session import Light
from core.standing import Standing
from tests.core.golden import MONDAY
from tests.core.hurting import advised, flagged, lived, signs

TUESDAY = MONDAY + timedelta(days=1)


def test_too_little_energy_holds_the_plan_without_stopping_it() -> None:
    book = lived(15)
    assert readiness.read(book.athlete, book.standing, book.day).light is Light.PUSH
    flagged(book, "low_energy")
    assert readiness.read(book.athlete, book.standing, book.day).light is Light.HOLD
    assert planner.plan_day(book.athlete, book.standing, TUESDAY + timedelta(days=14)).session is not None


def test_eight_once_and_six_twice_in_a_week_ask_for_a_professional() -> None:
    book = lived()
    book.felt("knee", "left", 7, "now", "joint")
    assert advised(book) == []
    book.day += timedelta(days=5)
    book.felt("knee", "left", 6, "now", "joint")
    assert advised(book) == ["pro_strong"]
    other = lived()
    other.felt("knee", "left", 8, "now", "joint")
    assert advised(other) == ["pro_strong"]


@pytest.mark.parametrize(("apart", "said"), [(7, ["pro_strong"]), (8, [])])
def test_six_twice_counts_within_seven_days(apart: int, said: list[str]) -> None:
    book = lived()
    for _time in range(2):
        book.felt("knee", "left", 6, "now", "joint")
        book.day += timedelta(days=apart)
    book.day -= timedelta(days=apart)
    assert advised(book) == said


def test_a_part_that_still_rests_after_two_weeks_asks_for_a_professional_though_it_hurts_less() -> None:
    book = lived()
    book.felt("knee", "left", 6, "now", "joint")
    book.day += timedelta(days=13)
    book.felt("knee", "left", 4, "now", "joint")
    assert advised(book) == []
    book.day += timedelta(days=1)
    assert advised(book) == ["pro_pain"]


@pytest.mark.parametrize(("days", "proposed"), [(9, []), (16, ["sign_soreness", "sign_pain_regions"])])
def test_soreness_is_no_sign_for_an_easier_week_before_the_fifth_session(days: int, proposed: list[str]) -> None:
    book = lived(days)
    for _day in range(5):
        book.day += timedelta(days=1)
        book.felt("quad", "both", 5, "morning", "muscle")
    book.felt("knee", "left", 4, "now", "joint")
    book.felt("achilles", "right", 4, "morning")
    assert signs(book) == proposed


def test_two_weeks_without_getting_better_ask_for_a_professional() -> None:
    book = lived()
    for _week in range(2):
        assert advised(book) == []
        book.felt("achilles", "right", 4, "morning")
        book.day += timedelta(days=7)
    book.felt("achilles", "right", 3, "morning")
    assert advised(book) == []
    book.felt("achilles", "right", 4, "now")
    assert advised(book) == ["pro_pain"]


def test_mornings_that_climb_from_week_to_week_ask_for_a_professional() -> None:
    book = lived()
    book.felt("achilles", "right", 3, "morning")
    book.day += timedelta(days=8)
    book.felt("achilles", "right", 5, "morning")
    assert advised(book) == ["pro_rising"]


def test_mornings_that_stay_as_they_were_are_not_said_to_climb() -> None:
    book = lived()
    book.felt("achilles", "right", 4, "morning")
    book.day += timedelta(days=8)
    book.felt("achilles", "right", 4, "morning")
    assert advised(book) == []


def test_soreness_for_more_than_a_week_asks_for_a_professional() -> None:
    book = lived()
    for _day in range(9):
        book.felt("calf", "both", 5, "morning", "muscle")
        book.day += timedelta(days=1)
    assert advised(book) == ["pro_soreness"]
    assert Standing.from_json(book.standing.to_json()) == book.standing


def test_three_red_days_in_ten_suggest_an_easier_week_by_themselves() -> None:
    book = lived(16)
    for ago in (9, 5):
        book.add(diary.Readiness(at=book.at(), day=book.day - timedelta(days=ago), sleep_h=3))
    assert "sign_red_in_ten" not in signs(book)
    book.felt("knee", "left", 7, "now", "joint")
    assert signs(book)[:1] == ["sign_red_in_ten"]
    later = advice.deload_signs(book.athlete, book.standing, book.day + timedelta(days=3))
    assert "sign_red_in_ten" not in [one.code for one in later]
