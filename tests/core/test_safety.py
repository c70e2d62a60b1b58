"""The last gate bites: whatever the planner gets wrong is found by core itself, taken out, and said (rulebook 12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core import diary, safety
from core.athlete import Athlete
from core.body import Region
from core.catalogue import catalogue, contacts
from core.readiness import Systemic
from core.session import Dose, Elastic, Item, Kind, Phase, Session
from tests.core.golden import RUNNER, Book, day
from tests.core.hurting import flagged


def known(weekday: str = "tue", week: int = 4) -> tuple[Book, Session]:
    book = Book()
    book.to(day(week, weekday))
    session = book.plan(book.day)
    assert session is not None
    return book, session


def wrong(
    book: Book,
    session: Session,
    athlete: Athlete = RUNNER,
    systemic: Systemic = Systemic.GREEN,
    legs_red: bool = False,
) -> set[tuple[int, str]]:
    return {(one.invariant, one.why) for one in safety.violations(athlete, book.standing, session, systemic, legs_red)}


def main(session: Session) -> Item:
    return next(one for one in session.items if one.slot == "squat_main")


def turned(session: Session, **dose: object) -> Session:
    old = main(session)
    new = replace(old, dose=replace(old.dose, **dose))  # type: ignore[arg-type]
    return replace(session, items=tuple(new if one is old else one for one in session.items))


def landing(session: Session, amount: int = 10) -> Session:
    exercise = catalogue()["pogo"]
    item = Item(Phase.PLYO, "pogo", Dose(2, amount, exercise.unit.value), contacts=contacts(exercise, 2, amount))
    return replace(session, items=(session.items[0], item, *session.items[1:]))


@pytest.mark.parametrize("weekday", ["tue", "wed", "fri"])
def test_the_planners_own_sessions_pass_as_they_are(weekday: str) -> None:
    book, session = known(weekday)
    assert wrong(book, session) == set()
    assert safety.gate(RUNNER, book.standing, session, Systemic.GREEN, False) == (session, True)


def hurts(score: int, *, kind: str = "joint") -> Callable[[Book], None]:
    return lambda book: book.felt("knee", "left", score, "now", kind)


IGNORED: list[tuple[int, str, Callable[[Book], None]]] = [
    (1, "loads knee", hurts(7)),
    (3, "loads a flagged region", lambda book: flagged(book, "locked", "knee")),
    (10, "legs are out today", lambda book: flagged(book, "locked", "knee")),
]


@pytest.mark.parametrize(("invariant", "why", "say"), IGNORED, ids=[one[1] for one in IGNORED])
def test_a_session_that_ignores_what_was_said_is_found(invariant: int, why: str, say: Callable[[Book], None]) -> None:
    book, session = known()
    say(book)
    assert (invariant, why) in wrong(book, session)


def test_a_session_with_legs_is_found_on_a_day_without_them() -> None:
    book, session = known()
    assert (10, "legs are out today") in wrong(book, session, systemic=Systemic.RED)
    assert (10, "legs are out today") in wrong(book, session, legs_red=True)


TURNED: list[tuple[int, str, Callable[[Session], Session]]] = [
    (0, "unknown exercise", lambda one: replace(one, items=(*one.items, replace(one.items[0], exercise="none")))),
    (0, "an empty dose", lambda one: turned(one, amount=0)),
    (0, "an empty dose", lambda one: turned(one, sets=0)),
    (0, "no warm-up", lambda one: replace(one, items=tuple(i for i in one.items if i.phase is not Phase.WARMUP))),
    (0, "no cool-down", lambda one: replace(one, items=tuple(i for i in one.items if i.phase is not Phase.COOLDOWN))),
    (4, "contacts are not allowed", landing),
    (10, "a set to failure", lambda one: turned(one, rpe=(8, 10))),
    (10, "too many working sets", lambda one: turned(one, sets=30)),
    (10, "target above the cap", lambda one: replace(one, cap=5)),
]


@pytest.mark.parametrize(("invariant", "why", "turn"), TURNED, ids=[f"{one[1]} {n}" for n, one in enumerate(TURNED)])
def test_one_figure_turned_is_found_and_mended_or_refused(
    invariant: int, why: str, turn: Callable[[Session], Session]
) -> None:
    book, session = known()
    bad = turn(session)
    assert (invariant, why) in wrong(book, bad)
    mended, allowed = safety.gate(RUNNER, book.standing, bad, Systemic.GREEN, False)
    assert allowed is not bool(wrong(book, mended))
    assert any(one.code == "safety" for one in mended.reasons)
    assert allowed is (why not in ("no warm-up", "no cool-down"))


def test_an_exercise_for_which_the_kit_is_missing_is_found() -> None:
    book, session = known()
    assert (0, "kit is missing") in wrong(book, session, athlete=replace(RUNNER, places=()))


def test_strength_on_the_day_after_strength_is_found() -> None:
    book, session = known()
    book.morning()
    book.rate()
    assert (5, "strength sessions too close") in wrong(book, replace(session, day=session.day + timedelta(days=1)))
    assert (5, "strength sessions too close") not in wrong(book, replace(session, day=session.day + timedelta(days=2)))


def able(session: Session, level: int = 1) -> Session:
    """The same, where landings of that level are open."""
    return replace(session, elastic=Elastic(level, 2, session.contacts))


@pytest.mark.parametrize("days", [0, 3, 7, 8])
def test_landings_wait_for_a_week_without_pain_above_what_is_accepted(days: int) -> None:
    book, session = known()
    fresh = wrong(book, able(landing(session)))
    assert fresh == set()
    book.day -= timedelta(days=days)
    book.felt("foot", "left", 2, "now")
    assert wrong(book, able(landing(session))) == set()
    book.felt("foot", "left", 3, "now")
    assert ((4, "contacts are not allowed") in wrong(book, able(landing(session)))) is (days <= 7)


def test_nothing_lands_for_months_after_a_bone_was_injured() -> None:
    book, session = known()
    flagged(book, "bone_stress", "shin")
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="bone_stress"))
    assert (4, "contacts are not allowed") in wrong(book, able(landing(session)))
    assert wrong(book, replace(able(landing(session)), day=book.day + timedelta(days=365))) == set()


def test_landings_of_a_level_that_is_not_open_and_too_many_of_them_are_found() -> None:
    book, session = known()
    assert (4, "contacts are not allowed") in wrong(book, able(landing(session), level=2))
    assert (4, "contacts are not allowed") in wrong(book, able(landing(session, 80)))
    technique = replace(able(landing(session)), kind=Kind.TECHNIQUE)
    assert (4, "contacts are not allowed") in wrong(book, technique)


@pytest.mark.parametrize(
    ("kind", "agreed", "score", "stands"),
    [("joint", True, 2, True), ("joint", False, 2, False), ("joint", True, 4, False), ("bone", True, 2, False)],
)
def test_a_red_part_bears_holds_alone_and_only_agreed_ones_on_a_calm_part_that_is_no_bone(
    kind: str, agreed: bool, score: int, stands: bool
) -> None:
    book, session = known()
    item = replace(main(session), exercise="iso_wall", dose=Dose(1, 30, "s"))
    held = replace(session, items=(*session.items, item))
    book.felt("knee", "left", 7, "now", kind)
    book.day += timedelta(days=1)
    book.felt("knee", "left", score, "now", kind)
    if agreed:
        book.add(diary.Agreed(at=book.at(), day=book.day, what="isometrics", region=Region.knee, yes=True))
    found = safety.violations(RUNNER, book.standing, replace(held, day=book.day), Systemic.GREEN, False)
    loads = {one.exercise for one in found if one.why == "loads knee"}
    assert "sq_goblet" in loads
    assert ("iso_wall" not in loads) is stands
