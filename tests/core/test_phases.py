"""Which phase a block has (rulebook 1.3, 3.1, 3.9): it goes on as it began, and is heavy only with something heavy."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from core import season
from core.athlete import Athlete, Level, Place
from core.body import Volume
from core.catalogue import catalogue
from core.kit import Item, Kit
from core.standing import Standing
from tests.core.golden import MONDAY, RUNNER, Book

GYM = Kit(frozenset({Item.barbell}), plates_kg=(5, 10))


def blocks(athlete: Athlete, weeks: int = 52) -> list[tuple[str, list[str]]]:
    """The blocks of so many weeks: their letter, and what their weeks load by."""
    standing, found = Standing(joined=MONDAY), defaultdict[int, list[season.Position]](list)
    for number in range(weeks):
        at = season.position(athlete, standing, MONDAY + timedelta(days=7 * number))
        found[len(found) if at.week == 1 else len(found) - 1].append(at)
    return [(one[0].block, [week.loading for week in one]) for one in found.values()]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("joins", range(7))
def test_no_block_turns_from_base_to_build_on_its_way(level: Level, joins: int) -> None:
    """Twelve weeks of 'some' end inside of a block: its third week was heavy where two had not been."""
    athlete = replace(RUNNER, level=level)
    standing = Standing(joined=MONDAY + timedelta(days=joins))
    days = [MONDAY + timedelta(days=7 * number) for number in range(1, 40)]
    found = [season.position(athlete, standing, one) for one in days]
    for before, after in pairwise(found):
        if after.week > 1 and "intro" not in (before.loading, after.loading):
            assert (after.loading, after.heavy) == (before.loading, before.heavy), after


@pytest.mark.parametrize("level", [Level.SOME, Level.TRAINED])
def test_whoever_has_nothing_to_lift_stays_in_base_where_only_weights_make_a_block_heavy(level: Level) -> None:
    """Build asks for rests of 150 s, which is for weights: without any they only took the room of the arms (3.9)."""
    for places in ((), (Place("home", Kit(frozenset({Item.band, Item.dumbbells}))),)):
        found = blocks(replace(RUNNER, level=level, places=places))
        assert {phase for letter, phases in found if letter == "A" for phase in phases} == {"intro", "base"}
        assert {phase for letter, phases in found if letter == "B" for phase in phases} == {"build"}


@pytest.mark.parametrize("level", [Level.SOME, Level.TRAINED])
def test_a_weight_anywhere_opens_the_heavy_blocks(level: Level) -> None:
    found = blocks(replace(RUNNER, level=level, places=(Place("home", Kit()), Place("gym", GYM))))
    assert {phase for letter, phases in found[3:] if letter == "A" for phase in phases} >= {"build"}


@pytest.mark.parametrize("level", Level)
def test_a_reset_week_eases_the_block_before_it(level: Level) -> None:
    """It counted as base where build had come before: of eight sets for the trunk the reset week kept two, not four."""
    found = blocks(replace(RUNNER, level=level))
    for (_, before), (letter, reset) in pairwise(found):
        if letter == "C":
            assert reset == before[-1:]


@pytest.mark.parametrize("level", Level)
def test_a_deload_leaves_each_part_about_half_of_the_sets_that_it_had(level: Level) -> None:
    book = Book(replace(RUNNER, level=level, minutes=60))
    book.to(MONDAY + timedelta(days=7 * 20))
    weeks = defaultdict[int, Counter[Volume]](Counter)
    for session in book.sent.values():
        for item in session.items if session.kind.strength else ():
            volume = catalogue()[item.exercise].volume
            if volume is not None and item.working_sets:
                weeks[(session.day - MONDAY).days // 7][volume] += item.working_sets
    eased = {(session.day - MONDAY).days // 7 for session in book.sent.values() if session.deload}
    for number in eased:
        for volume, sets in weeks[number - 1].items():
            assert abs(weeks[number][volume] - 0.55 * sets) < 1, (number, volume)
