"""Every session begins with a warm-up and ends with a cool-down, whatever hurts (rulebook 12, the extra ones)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core import planner
from core.athlete import Level
from core.body import Region
from core.session import Kind, Phase
from tests.core.golden import MONDAY, RUNNER, Book, rows


def both_red(*regions: Region) -> Book:
    book = Book()
    for region in regions:
        book.felt(region.value, "both", 7, "now", "joint")
    return book


@pytest.mark.parametrize("other", [one for one in Region if one is not Region.upper_back])
def test_with_an_upper_back_and_another_part_that_hurt_badly_every_day_begins_and_ends_gently(other: Region) -> None:
    book = both_red(Region.upper_back, other)
    for number in (1, 2, 4):
        session = planner.plan_day(book.athlete, book.standing, MONDAY + timedelta(days=number)).session
        assert session is not None
        phases = [one.phase for one in session.items]
        assert (phases[0], phases[-1]) == (Phase.WARMUP, Phase.COOLDOWN), (session.kind, session.day)


def test_a_groin_and_an_upper_back_that_hurt_badly_still_leave_the_trunk_its_session() -> None:
    """It once became ten minutes of mobility, because neither of the usual warm-ups was left."""
    book = both_red(Region.adductor, Region.upper_back)
    tuesday = planner.plan_day(book.athlete, book.standing, MONDAY + timedelta(days=1)).session
    assert tuesday is not None
    assert tuesday.kind is Kind.UPPER
    assert rows(tuesday)
    assert "safety" not in {one.code for one in tuesday.reasons}


def test_the_lunge_of_the_warm_up_stays_in_place_for_the_first_two_weeks_however_trained_the_runner_is() -> None:
    """Somebody trained is in base after a week (1.3); the walking lunge waits all the same (10)."""
    book = Book(replace(RUNNER, level=Level.TRAINED))
    book.to(MONDAY + timedelta(days=21))
    walked = {one.day: one.item("walklunge_wu") is not None for one in book.sent.values() if one.kind.strength}
    assert not any(there for day, there in walked.items() if day < MONDAY + timedelta(days=14))
    assert any(walked.values())
