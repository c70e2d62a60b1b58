"""What hurt: which exercise stays out, and what a share is taken of (2.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from core.athlete import Level
from tests.core.golden import RUNNER, Book, day, rows


def a_red_shin_that_clears() -> Book:
    """The dead bug hurt the shin at 6; three calm mornings, so that the week after red runs to Friday of week 3."""
    book = Book()
    book.to(day(1, "thu"))
    book.felt("shin", "left", 6, "during", exercise="deadbug")
    for weekday in ("wed", "thu", "fri"):
        book.to(day(2, weekday))
        book.felt("shin", "left", 0, "morning")
    return book


def test_a_new_report_in_the_week_after_red_does_not_forget_what_hurt() -> None:
    """Nine days after the first it is another run of reports, and the exercise once came back by a worse morning."""
    for score in (0, 3):
        book = a_red_shin_that_clears()
        book.to(day(2, "sun"))
        book.felt("shin", "left", score, "morning")
        book.day += timedelta(days=2)
        assert "deadbug" not in {name for name, *_ in rows(book.plan(day(3, "tue")))}, score


def test_pain_that_climbs_takes_its_share_of_what_is_done_and_not_of_the_set_that_waits_for_it() -> None:
    """Two sets of the seated raise so far; the third, which the week would bring, is not taken, and one of the two."""
    book = Book()
    for number in range(18):
        book.to(day(1, "mon") + timedelta(days=number + 1))
        book.felt("calf", "left", 2 if number > 10 else 1, "morning")
    book.to(day(3, "fri"))
    assert [sets for name, sets, *_ in rows(book.plan(book.day)) if name == "soleus_seat"] == [1]


def test_who_stands_in_for_a_red_muscle_takes_no_more_sets_than_an_amber_one_leaves() -> None:
    """A quad at 7 once left an adductor squeeze of two sets in the place of one easier set at 4."""
    sets = []
    for score in (4, 7):
        book = Book()
        book.to(day(2, "wed"))
        book.felt("quad", "left", 2, "after")
        book.to(day(2, "thu"))
        book.felt("quad", "left", score, "morning")
        book.to(day(2, "fri"))
        book.felt("quad", "left", 2, "morning")
        friday = book.plan(book.day)
        assert friday is not None
        sets.append({one.slot: one.dose.sets for one in friday.items if one.working_sets}["squat_single"])
        assert "splitsq" not in {name for name, *_ in rows(friday)}
    assert sets[1] <= sets[0]


def test_a_part_that_turns_red_again_before_it_has_cleared_does_not_forget_what_hurt_it_first() -> None:
    """No calm morning was told between; the second 7, nine days later, once brought the dead bug back."""
    book = Book()
    book.to(day(1, "thu"))
    book.felt("shin", "left", 7, "during", exercise="deadbug")
    book.to(day(2, "sat"))
    book.felt("shin", "left", 7, "now")
    book.to(day(3, "tue"))
    assert "deadbug" not in {name for name, *_ in rows(book.plan(book.day))}


def _seated_raises_after_a_flare(week: int, worst: float, until: int) -> list[tuple[int, float]]:
    """(sets, kg) of the seated heel raise from the first session after an Achilles flare on that week's Tuesday."""
    book = Book(replace(RUNNER, level=Level.TRAINED))
    book.to(day(week, "tue"))
    book.morning()
    book.felt("achilles", "left", worst, "during")
    book.rate()
    asked: list[tuple[int, float]] = []
    while book.day < day(week + until, "mon"):
        book.day += timedelta(days=1)
        since = (book.day - day(week, "tue")).days
        book.felt("achilles", "left", max(0, 5 - since), "morning")
        session = book.morning()
        if session is None:
            continue
        book.rate()
        asked += [(sets, kg) for name, sets, _, kg in rows(session) if name == "soleus_seat"]
    return asked


@pytest.mark.parametrize("worst", [4, 7])
@pytest.mark.parametrize("week", [3, 5, 6, 7, 11])
def test_after_a_flare_the_calf_gets_its_sets_and_its_weight_back_one_by_one(week: int, worst: float) -> None:
    """Also where a deload falls into the flare: one set of 8 kg once became three of 16 in one step."""
    asked = _seated_raises_after_a_flare(week, worst, 8)
    ladder = asked[: asked.index(max(asked)) + 1]
    assert len(ladder) > 2, asked
    for (sets, kg), (more, heavier) in pairwise(ladder):
        assert more <= sets + 1, ladder
        assert heavier <= kg or more <= sets, ladder


def test_what_hurt_stays_out_and_comes_back_with_few_sets_however_long_the_part_hurt_on() -> None:
    """After five weeks the report that named the squat was forgotten: it came back three days after the last pain."""
    book, hurt = Book(), day(4, "tue")
    book.to(hurt)
    book.morning()
    book.rate()
    book.felt("hamstring", "left", 4, "during", exercise="sq_goblet")
    last = hurt + timedelta(days=39)
    while book.day < last:
        book.to(book.day + timedelta(days=5))
        book.felt("hamstring", "left", 3, "morning")
    book.to(last + timedelta(days=21))
    squats = {on: one for on, session in book.sent.items() if on > hurt and (one := session.item("sq_goblet"))}
    first = min(squats)
    assert first > last + timedelta(days=7)
    assert squats[first].dose.sets <= 2
    assert "returning" in {one.code for one in squats[first].reasons}


def test_while_a_tier_is_closed_the_straight_raise_stays_one_on_both_legs() -> None:
    """Long after a shin's seven days its row's seated raise stood in A as in B, and nothing straight in either."""
    book = Book()
    for weekday in ("tue", "wed", "thu"):
        book.to(day(6, weekday))
        book.felt("shin", "left", 4, "morning")
    for number in range(5):
        book.to(day(7, "mon") + timedelta(days=number))
        book.felt("shin", "left", 0, "morning")
    book.to(day(11, "mon"))
    for week in (7, 8, 10):
        assert book.sent[day(week, "tue")].item("hr_two"), week
        assert book.sent[day(week, "tue")].item("soleus_seat") is None, week
