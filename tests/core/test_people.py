"""People who need more care (rulebook 2.5; 3.9, "older beginner or hypermobile")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core import assessment, diary, levels, people, planner, season
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


@pytest.mark.parametrize("weeks", [2, 3, 5, 7, 13])
def test_whoever_was_cleared_weeks_later_begins_with_the_first_week_and_no_deload(weeks: int) -> None:
    """After eight weeks of mobility the first strength session was "first steps after the deload", past all intro."""
    book = Book(replace(RUNNER, screen_yes=("postpartum",)))
    book.to(day(weeks + 1, "mon"))
    assert all(one.phase == "intro" and not one.deload for one in book.sent.values())
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="screen"))
    book.to(day(weeks + 4, "mon"))
    strength = [(one.week, one.phase) for on, one in book.sent.items() if one.kind.strength]
    assert strength == [(1, "intro")] * 2 + [(2, "intro")] * 2 + [(3, "base")] * 2


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


YOUNG = replace(RUNNER, born=MONDAY.year - 16)


def cleared(athlete: Athlete) -> Book:
    book = Book(athlete)
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="screen"))
    return book


def test_a_year_of_birth_makes_a_minor_whatever_was_ticked() -> None:
    book = Book(YOUNG)
    assert people.minor(YOUNG, book.standing, book.day)
    assert planner.uncleared(YOUNG, book.standing, book.day), "a guardian agrees first"
    assert not planner.uncleared(YOUNG, cleared(YOUNG).standing, book.day)
    assert levels.ceiling(YOUNG, book.standing, book.day) == policy().screen.young_level_max


def test_who_ticked_it_without_a_year_of_birth_does_no_maximal_test_and_no_high_jumps() -> None:
    athlete = replace(RUNNER, born=None, screen_yes=("under_18",))
    book = cleared(athlete)
    assert levels.ceiling(athlete, book.standing, book.day) == policy().screen.young_level_max
    assert not [one for one in assessment.offered(athlete, book.standing, book.day) if one.maximal]


def test_nobody_stays_under_18() -> None:
    athlete = replace(RUNNER, born=MONDAY.year - 17, screen_yes=("under_18",))
    book = cleared(athlete)
    birthday = MONDAY.replace(year=MONDAY.year + 1)
    assert people.minor(athlete, book.standing, birthday), "the birthday may still come"
    grown = MONDAY.replace(year=MONDAY.year + 2)
    assert not people.minor(athlete, book.standing, grown)
    assert not planner.uncleared(athlete, book.standing, grown), "no guardian is asked once more"


def test_of_an_answer_and_a_year_that_never_agreed_the_careful_one_counts() -> None:
    athlete = replace(RUNNER, born=1990, screen_yes=("under_18",))
    assert people.minor(athlete, Book(athlete).standing, MONDAY)


@pytest.mark.parametrize(
    "whom", [{"screen_yes": ("pregnant",)}, {"born": 2010}, {"screen_yes": ("under_18",)}], ids=["p", "15", "u18"]
)
def test_who_is_pregnant_or_not_yet_18_never_lifts_a_weight_for_fewer_than_eight_repetitions(
    whom: dict[str, Any],
) -> None:
    book = Book(replace(RUNNER, level=Level.TRAINED, **whom))
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="screen"))
    book.to(day(12, "mon"))
    heavy = [
        (one.exercise, one.dose.amount)
        for session in book.sent.values()
        for one in session.items
        if one.dose.load_kg is not None and one.dose.unit == "reps" and one.dose.amount < 8 and one.plan is None
    ]
    assert heavy == []
    if whom.get("screen_yes") == ("pregnant",):
        assert all(session.cap <= 7 for session in book.sent.values())
