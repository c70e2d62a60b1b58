"""Every session begins with a warm-up and ends with a cool-down, whatever hurts (rulebook 12, the extra ones)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core import diary, planner
from core.athlete import Level
from core.body import Region, Side, Volume
from core.catalogue import catalogue
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


def test_legs_that_must_not_be_loaded_give_their_minutes_to_the_arms_and_never_make_the_session_longer() -> None:
    """Eight minutes of dead bug it once was, with "no room in your 30 minutes" for push-ups."""
    book = Book(replace(RUNNER, minutes=30))
    book.to(MONDAY + timedelta(days=1))
    whole = planner.plan_day(book.athlete, book.standing, book.day).session
    book.add(
        diary.Flagged(
            at=book.at(), day=book.day, flag="pop", urgency="today", regions=(Region.achilles,), side=Side.left
        )
    )
    session = planner.plan_day(book.athlete, book.standing, book.day).session
    assert whole is not None
    assert session is not None
    assert session.kind is Kind.UPPER
    assert {catalogue()[one.exercise].volume for one in session.items if one.working_sets} >= {Volume.push, Volume.pull}
    assert session.minutes <= whole.minutes
    assert session.working_sets <= whole.working_sets
    assert not any(one.why.code.startswith("no_time") for one in session.left_out)


def test_the_lunge_of_the_warm_up_stays_in_place_for_the_first_two_weeks_however_trained_the_runner_is() -> None:
    """Somebody trained is in base after a week (1.3); the walking lunge waits all the same (10)."""
    book = Book(replace(RUNNER, level=Level.TRAINED))
    book.to(MONDAY + timedelta(days=21))
    walked = {one.day: one.item("walklunge_wu") is not None for one in book.sent.values() if one.kind.strength}
    assert not any(there for day, there in walked.items() if day < MONDAY + timedelta(days=14))
    assert any(walked.values())
