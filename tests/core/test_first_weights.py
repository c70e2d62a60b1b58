"""Which weight a runner begins with, whatever they own (3.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.athlete import Level, Limit, Place
from core.body import Region
from core.kit import Item, Kit
from tests.core.golden import RUNNER, Book, day

BEGINNER = replace(
    RUNNER,
    level=Level.NEW,
    mass_kg=None,
    minutes=45,
    places=(Place("home", Kit(frozenset({Item.dumbbells}), (5, 10, 15))),),
)
BAR = Place("gym", Kit(frozenset({Item.barbell}), bar_kg=20, plates_kg=(1.25, 2.5, 5, 10, 20)))


def test_a_beginner_who_told_no_body_weight_lifts_the_lightest_dumbbell_from_the_first_week_on() -> None:
    """Half of ten per cent of an assumed 60 kg is less than 5 kg, and the row stayed a wall slide for half a year."""
    book = Book(BEGINNER)
    book.to(day(2, "mon"))
    weights = {one.exercise: one.dose.load_kg for session in book.sent.values() for one in session.items}
    assert weights["row_1"] == 5


@pytest.mark.parametrize("careful", [{"born": 1960}, {"limits": (Limit(Region.knee),)}])
def test_whose_first_loads_are_halved_for_age_or_a_limit_begins_with_none_rather_than_one_too_heavy(
    careful: dict[str, Any],
) -> None:
    book = Book(replace(BEGINNER, **careful))
    book.to(day(2, "mon"))
    assert all(one.dose.load_kg is None for session in book.sent.values() for one in session.items)


def test_a_trained_runner_with_a_bar_deadlifts_it_and_pushes_from_the_floor() -> None:
    """An empty bar is more than a quarter of the body's mass, and B began with bows and pushes against a wall."""
    book = Book(replace(RUNNER, level=Level.TRAINED, places=(BAR,)))
    book.to(day(2, "mon"))
    friday = {one.slot: (one.exercise, one.dose.load_kg) for one in book.sent[day(1, "fri")].items}
    assert friday["hinge_main"] == ("rdl", 20)
    assert friday["push_b"] == ("pushup", None)


def test_a_movement_without_weight_goes_on_to_its_next_rung_with_one_before_it_gets_slower() -> None:
    book = Book(BEGINNER)
    book.to(day(27, "mon"))
    asked = [one for session in book.sent.values() if not session.deload for one in session.items]
    hinge = [(one.exercise, one.dose.tempo) for one in asked if one.slot == "hinge_main"]
    assert {name for name, _ in hinge} == {"goodm", "rdl"}
    assert len({tempo for name, tempo in hinge if name == "goodm"}) == 1
