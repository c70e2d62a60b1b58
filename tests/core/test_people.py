"""People who need more care (rulebook 2.5; 3.9, "older beginner or hypermobile")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from core import diary, people, planner, season
from core.athlete import Athlete, Level, Limit
from core.body import Region, Side
from core.catalogue import catalogue
from core.policy import policy
from core.session import Kind, Phase, Session
from core.standing import Standing
from tests.core.golden import MONDAY, RUNNER, Book, day

BENDY = replace(RUNNER, hypermobile=True)
ELDER = replace(RUNNER, level=Level.NEW, born=1960)


def sessions(athlete: Athlete, weeks: int, cleared: bool = False) -> Iterator[Session]:
    book = Book(athlete)
    if cleared:
        book.add(diary.Cleared(at=book.at(), day=book.day, flag="screen"))
    book.to(day(weeks, "sun"))
    yield from book.sent.values()


def exercises(several: Iterator[Session]) -> set[str]:
    return {item.exercise for one in several for item in one.items}


def test_every_name_in_the_lists_is_an_exercise() -> None:
    rules = policy().screen
    assert {*rules.supine, *rules.passive, *rules.unsupported} <= set(catalogue().by_id)


@pytest.mark.parametrize("yes", ["pregnant", "under_18", "heart", "diabetes", "bone_stress"])
def test_until_somebody_agreed_there_is_mobility_and_nothing_else(yes: str) -> None:
    for one in sessions(replace(RUNNER, screen_yes=(yes,)), 2):
        assert one.kind is Kind.MOBILITY
        assert max(item.dose.rpe[1] for item in one.items) <= 4


def test_a_clearance_ends_after_twelve_months() -> None:
    book = Book(replace(RUNNER, screen_yes=("heart",)))
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="screen"))
    year = book.day + timedelta(days=360)
    assert not planner.uncleared(book.athlete, book.standing, year)
    assert planner.uncleared(book.athlete, book.standing, year + timedelta(days=10))


def test_a_pregnant_runner_who_may_train_does_nothing_long_on_the_back() -> None:
    athlete = replace(RUNNER, screen_yes=("pregnant",))
    done = exercises(sessions(athlete, 7, cleared=True))
    assert not done & set(policy().screen.supine)
    assert "sideplank" in done, "the trunk is trained another way"
    assert all(not one.contacts for one in sessions(athlete, 7, cleared=True))


def test_a_leg_that_hurts_at_all_keeps_landings_out_after_a_bone_stress_injury() -> None:
    book = Book(replace(RUNNER, screen_yes=("bone_stress",)))
    book.felt("shin", "left", 1, "during")
    assert people.lands_nowhere(book.athlete, book.standing, book.day)
    assert not people.lands_nowhere(RUNNER, book.standing, book.day)
    assert not people.lands_nowhere(book.athlete, book.standing, book.day + timedelta(days=8))


def test_a_hypermobile_runner_stretches_nothing_passively_and_stops_short_of_the_end() -> None:
    found = list(sessions(BENDY, 4))
    assert not {name for name in exercises(iter(found)) if name.startswith("s_")}
    assert all(one.items[-1].phase is Phase.COOLDOWN for one in found)
    strength = [one for one in found if one.kind.strength]
    assert all("short_of_the_end" in {why.code for why in one.reasons} for one in strength)


@pytest.mark.parametrize("athlete", [BENDY, ELDER])
def test_older_beginners_and_hypermobile_runners_go_slower(athlete: Athlete) -> None:
    found = list(sessions(athlete, 5))
    for one in found:
        for item in one.items:
            plan = item.plan or item.dose
            own = catalogue()[item.plan_exercise or item.exercise].tempo
            if item.slot and own and plan.tempo is not None:
                assert plan.tempo[0] >= 3
                assert plan.tempo[1] >= 1
                assert plan.tempo[2] == 3
    position = season.position(athlete, Standing(joined=MONDAY), MONDAY)
    assert position.loading == "intro"
    assert season.position(athlete, Standing(joined=MONDAY), day(5, "mon")).loading == "intro", "four loading weeks"
    assert season.position(athlete, Standing(joined=MONDAY), day(4, "mon")).deload, "every fourth week is easier"


def test_who_stands_less_than_ten_seconds_on_one_leg_keeps_to_what_is_supported() -> None:
    book = Book(replace(ELDER, level=Level.TRAINED))
    book.add(diary.Tested(at=book.at(), day=book.day, test="balance", side=Side.left, value=25))
    book.add(diary.Tested(at=book.at(), day=book.day, test="balance", side=Side.right, value=7))
    book.to(day(8, "sun"))
    assert not exercises(iter(book.sent.values())) & set(policy().screen.unsupported)
    steadier = diary.Tested(at=book.at(), day=book.day, test="balance", side=Side.right, value=12)
    book.add(steadier)
    assert not people.unsteady(book.athlete, book.standing, book.day)


def test_a_young_runner_who_stands_short_is_no_fall_risk() -> None:
    book = Book(RUNNER)
    book.add(diary.Tested(at=book.at(), day=book.day, test="balance", side=Side.left, value=5))
    assert not people.unsteady(book.athlete, book.standing, book.day)


def test_with_a_limit_the_first_weights_are_halved() -> None:
    whole, careful = Book(replace(RUNNER, level=Level.SOME)), Book(replace(RUNNER, limits=(Limit(Region.knee),)))
    first, less = whole.plan(day(1, "tue")), careful.plan(day(1, "tue"))
    assert first is not None
    assert less is not None
    heaviest = max(item.dose.total_kg for item in first.items)
    assert max(item.dose.total_kg for item in less.items) <= heaviest / 2
