"""What a row of the library asks for beside its dose: a programme of its own, a first weight, what comes before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from core import diary, levels
from core.athlete import Level, Place
from core.kit import Item as KitItem, Kit
from core.session import Item
from core.standing import Standing, Track
from tests.core.golden import RUNNER, Book, day
from tests.core.invariants import breaches

FINE = Kit(frozenset({KitItem.dumbbells}), tuple(range(1, 41)))
NOTHING: tuple[str, ...] = ()


def raises(kit: Kit, to: str, weeks: int) -> list[Item]:
    """The straight-knee calf work of a trained runner who chose another exercise for it, all on target."""
    book = Book(replace(RUNNER, level=Level.TRAINED, minutes=60, places=(Place("home", kit),)))
    book.day = day(1, "tue")
    book.morning()
    book.add(diary.Swapped(at=book.at(8), day=book.day, exercise="hr_one", to=to, session=None))
    book.rate()
    book.day += timedelta(days=1)
    found: list[Item] = []
    while book.day < day(weeks + 1, "mon"):
        session = book.morning()
        if session is not None:
            book.rate()
            found += [one for one in session.items if one.exercise == to and not session.deload and one.plan is None]
        book.day += timedelta(days=1)
    assert not breaches(book)
    return found


def test_the_heavy_slow_heel_raise_begins_with_fifteen_and_gets_fewer_as_the_weight_goes_up() -> None:
    """15, 12, 10, 8, 6 repetitions over twelve weeks, and the load decides (4.1)."""
    asked = raises(FINE, "hr_hsr", 16)
    reps, kilos = [one.dose.amount for one in asked], [one.dose.total_kg for one in asked]
    assert (reps[0], reps[-1]) == (15, 6)
    assert reps == sorted(reps, reverse=True)
    assert kilos == sorted(kilos)
    assert kilos[-1] > kilos[0]


def test_the_towel_raise_begins_with_twelve_and_without_weights_gets_longer_before_it_gets_fewer() -> None:
    """Fewer only with the set that takes them, or with a slower lowering (4.1, 3.8)."""
    asked = raises(Kit(), "hr_towel", 8)
    assert asked[0].dose.amount == 12
    for before, after in pairwise(one.dose for one in asked):
        assert after.amount <= before.amount
        assert after.amount == before.amount or after.sets > before.sets or sum(after.tempo) > sum(before.tempo)


def test_the_first_weight_of_a_split_squat_is_the_heaviest_step_that_may_be_taken_and_not_the_lightest_bell() -> None:
    """Nothing at first, then a tenth of the body's mass (3.4), and no more than 10 % of what is moved (12)."""
    book = Book(replace(RUNNER, places=(Place("home", FINE),)))
    first: float | None = None
    while first is None and book.day < day(20, "mon"):
        session = book.morning()
        if session is not None:
            book.rate()
            held = session.item("splitsq")
            first = held.dose.total_kg if held is not None and held.dose.total_kg else None
        book.day += timedelta(days=1)
    assert first == 5
    assert not breaches(book)


@pytest.mark.parametrize(
    ("trained", "rung"), [(NOTHING, None), (("splitsq",), "splitjump"), (("bulg",), "splitjump"), (("sts",), None)]
)
def test_split_squat_jumps_wait_until_split_squats_or_something_harder_were_done(
    trained: tuple[str, ...], rung: str | None
) -> None:
    book = Book()
    book.to(day(2, "mon"))
    track: Track = next(one for one in book.standing.tracks.values() if one.exposures)
    standing: Standing = replace(
        book.standing, tracks={f"squat_single/{one}": replace(track, exercise=one) for one in trained}
    )
    found = levels.on_rung(8, 3, Kit(), standing)
    assert (found and found.id) == rung
