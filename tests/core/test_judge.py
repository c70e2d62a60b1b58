"""The judge bites: a session that ignores what was said, or breaks a figure of the rulebook, is found.

Each time the planner's own session is taken, and then either something is told that it does not know, or one figure in
it is turned. A judge that stays silent here would make the properties over months worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core import diary
from core.athlete import Athlete
from core.body import Kind as Tissue, Region, Side
from core.catalogue import catalogue, contacts
from core.diary import Sore
from core.session import Dose, Item, Phase, Session, to_json
from tests.core.golden import RUNNER, Book, day, muscle
from tests.core.invariants import Breach, judge


def told(book: Book, **kinds: Any) -> None:
    """One entry of each kind named, with its fields."""
    for name, fields in kinds.items():
        book.add(getattr(diary, name)(at=book.at(6), day=book.day, **fields))


def send(book: Book, session: Session) -> list[tuple[int, str]]:
    """What the judge says of that session, given on that morning."""
    book.add(diary.Prescribed(at=book.at(), day=book.day, session=to_json(session)))
    return [(one.invariant, one.why) for one in judge(book.entries) if one.session == session.id]


def known(weekday: str = "tue", week: int = 4) -> Book:
    book = Book()
    profile = diary.Profile(at=book.at(), day=book.day, athlete=RUNNER.to_json())
    book.add(profile)
    book.to(day(week, weekday))
    return book


def plan(book: Book) -> Session:
    session = book.plan(book.day)
    assert session is not None
    return session


def test_the_planners_own_sessions_are_fine() -> None:
    for weekday in ("tue", "wed", "fri"):
        book = known(weekday)
        assert send(book, plan(book)) == []


def very_sore(book: Book) -> None:
    for region in ("quad", "calf"):
        book.felt(region, "both", 9, "morning", "muscle")


def crept(book: Book) -> None:
    today = book.day
    for back in range(14, 0, -1):
        book.day = today - timedelta(days=back)
        book.felt("quad", "left", 2 if back <= 7 else 1, "morning", "tendon")
    book.day = today


IGNORED: list[tuple[int, str, Callable[[Book], None]]] = [
    (1, "loads", lambda book: book.felt("knee", "left", 7, "now", "joint")),
    (1, "loaded legs", lambda book: book.felt("knee", "left", 7, "now", "joint")),
    (2, "sets not x0.7", lambda book: book.felt("hamstring", "left", 4, "morning", "tendon")),
    (2, "sets not x0.8 while quad climbs", crept),
    (2, "closed tier", lambda book: book.felt("achilles", "left", 4, "morning", "tendon")),
    (3, "while chest is open", lambda book: told(book, Flagged={"flag": "chest", "urgency": "emergency"})),
    (3, "loads knee", lambda book: told(book, Flagged={"flag": "x", "urgency": "soon", "regions": (Region.knee,)})),
    (3, "before clearance", lambda book: told(book, Profile={
        "athlete": replace(RUNNER, screen_yes=("heart",)).to_json()})),
    (3, "pregnant", lambda book: told(book, Profile={
        "athlete": replace(RUNNER, screen_yes=("pregnant",)).to_json()}, Cleared={"flag": "screen"})),
    (0, "kit is missing", lambda book: told(book, Profile={"athlete": replace(RUNNER, places=()).to_json()})),
    (0, "passive stretch", lambda book: told(book, Profile={
        "athlete": replace(RUNNER, hypermobile=True).to_json()})),
    (0, "too quick", lambda book: told(book, Profile={"athlete": replace(RUNNER, born=1955).to_json()})),
    (6, "the day before", lambda book: told(book, RunPlanned={
        "on": book.day + timedelta(days=1), "kind": "quality"})),
    (6, "long-run day", lambda book: told(book, RunPlanned={"on": book.day, "kind": "long"})),
    (6, "quality day", lambda book: told(book, RunPlanned={"on": book.day, "kind": "quality"})),
    (7, "PUSH after a run", lambda book: told(book, Ran={"km": 21.0})),
    (10, "leg sets after a run", lambda book: told(book, Ran={"km": 25.0})),
    (10, "loaded legs after a run", lambda book: told(book, Ran={"km": 40.0})),
    (8, "although one was asked", lambda book: told(book, Deloaded={
        "scope": "all", "cause": "tired", "start": book.day})),
    (10, "less than 4 h", lambda book: told(book, Readiness={"sleep_h": 3.0})),
    (10, "while ill", lambda book: told(book, Away={"why": "illness", "start": book.day, "fever": True})),
    (10, "more than light work", lambda book: told(book, Away={"why": "illness", "start": book.day})),
    (10, "while away", lambda book: told(book, Away={"why": "injury", "start": book.day})),
    (10, "very sore", lambda book: very_sore(book)),
    (10, "minutes of", lambda book: told(book, Profile={"athlete": replace(RUNNER, minutes=30).to_json()})),
]  # fmt: skip


@pytest.mark.parametrize(("invariant", "words", "say"), IGNORED, ids=[one[1] for one in IGNORED])
def test_a_session_that_ignores_what_was_said_is_found(invariant: int, words: str, say: Callable[[Book], None]) -> None:
    book = known()
    session = plan(book)
    say(book)
    found = send(book, session)
    assert any(number == invariant and words in why for number, why in found), found


def test_an_exercise_that_hurt_and_stands_again_within_a_week_is_found() -> None:
    book = known()
    session = plan(book)
    book.day -= timedelta(days=7)
    book.felt("wrist", "left", 4, "during", "tendon", "deadbug")
    book.day += timedelta(days=7)
    assert any("deadbug within 7 days of hurting" in why for _, why in send(book, session))


def main(session: Session) -> Item:
    return next(one for one in session.items if one.slot == "squat_main")


def turned(session: Session, **dose: Any) -> Session:
    """The main lift with another dose."""
    old = main(session)
    new = replace(old, dose=replace(old.dose, **dose), plan=None, plan_exercise="")
    return replace(session, items=tuple(new if one is old else one for one in session.items))


def landing(session: Session, amount: int) -> Session:
    exercise = catalogue()["pogo"]
    counted = contacts(exercise, 2, amount)
    item = Item(Phase.PLYO, "pogo", Dose(2, amount, exercise.unit.value), contacts=counted)
    first = [one for one in session.items if one.phase is Phase.WARMUP]
    return replace(session, items=(*first, item, *session.items[len(first) :]))


TURNED: list[tuple[int, str, Callable[[Session], Session]]] = [
    (0, "no warm-up", lambda one: replace(one, items=tuple(i for i in one.items if i.phase is not Phase.WARMUP))),
    (0, "no cool-down", lambda one: replace(one, items=tuple(i for i in one.items if i.phase is not Phase.COOLDOWN))),
    (0, "push", lambda one: replace(one, items=tuple(i for i in one.items if i.slot != "pull_a"))),
    (0, "cannot be loaded", lambda one: turned(one, load_kg=13.3)),
    (0, "an empty dose", lambda one: turned(one, amount=0)),
    (0, "an exercise twice", lambda one: replace(
        one, items=(*one.items[:-1], main(one), one.items[-1]))),
    (4, "every cap", lambda one: landing(one, 80)),
    (7, "is over 10%", lambda one: turned(one, load_kg=main(one).dose.total_kg * 2 + 8)),
    (7, "more than one set at once", lambda one: turned(one, sets=main(one).dose.sets + 2)),
    (7, "sets and repetitions together", lambda one: turned(
        one, sets=main(one).dose.sets + 1, amount=main(one).dose.amount + 2)),
    (10, "to failure", lambda one: turned(one, rpe=(8, 10))),
    (10, "working sets", lambda one: turned(one, sets=20)),
    (10, "above the cap", lambda one: replace(one, target=(8, 9))),
    (10, "cap 9", lambda one: replace(one, cap=9)),
    (10, "minutes of", lambda one: replace(one, minutes=75)),
]  # fmt: skip


@pytest.mark.parametrize(("invariant", "words", "turn"), TURNED, ids=[one[1] for one in TURNED])
def test_one_figure_turned_is_found(invariant: int, words: str, turn: Callable[[Session], Session]) -> None:
    book = known()
    found = send(book, turn(plan(book)))
    assert any(number == invariant and words in why for number, why in found), found


def test_a_strength_day_right_after_another_is_found() -> None:
    book = known("tue")
    session = plan(book)
    send(book, session)
    book.sent[book.day] = session
    book.rate()
    book.day += timedelta(days=1)
    again = replace(session, id=f"{book.day}.strength_a", day=book.day)
    assert any(number == 5 and "the day after" in why for number, why in send(book, again))


def test_a_full_dose_after_three_weeks_off_is_found() -> None:
    book = known("tue")
    session = plan(book)
    book.day = day(7, "tue")
    late = replace(session, id=f"{book.day}.strength_a", day=book.day)
    assert any(number == 9 for number, _ in send(book, late))


def test_a_full_dose_after_three_silences_is_found() -> None:
    book = known("mon", week=3)
    session = None
    for week, weekday in ((3, "tue"), (3, "fri"), (4, "tue")):
        book.to(day(week, weekday), rate=False)
        session = book.morning() or session
    assert session is not None
    book.day = day(4, "fri")
    again = replace(session, id=f"{book.day}.strength_a", day=book.day, light=session.light)
    found = send(book, again)
    assert any(number == 7 and "three silences" in why for number, why in found), found


def test_a_rise_after_an_answer_that_was_too_hard_is_found() -> None:
    book = known("tue", week=3)
    session = book.morning()
    assert session is not None
    book.rate(effort=9.0)
    book.to(day(4, "tue"))
    more = turned(session, amount=main(session).dose.amount + 1)
    found = send(book, replace(more, id=f"{book.day}.strength_a", day=book.day))
    assert any(number == 7 for number, _ in found), found


def test_contacts_too_soon_after_pain_are_found() -> None:
    book = known("tue")
    session = plan(book)
    book.day -= timedelta(days=3)
    book.felt("foot", "left", 3, "now")
    book.day += timedelta(days=3)
    assert any(number == 4 and "within 7 days" in why for number, why in send(book, landing(session, 10)))


def test_contacts_on_the_technique_day_are_found() -> None:
    book = known("wed")
    found = send(book, landing(plan(book), 10))
    assert any(number == 5 and "outside a strength day" in why for number, why in found), found


def test_something_new_in_a_deload_is_found() -> None:
    book = known("tue", week=5)
    session = plan(book)
    assert session.deload
    old = main(session)
    new = replace(old, exercise="legpress", plan=None, plan_exercise="")
    changed = replace(session, items=tuple(new if one is old else one for one in session.items))
    assert any(number == 8 and "new in a deload" in why for number, why in send(book, changed))


def test_a_deload_with_every_set_is_found() -> None:
    book = known("tue", week=5)
    session = plan(book)
    usual = replace(
        session, items=tuple(replace(one, dose=one.plan, plan=None) if one.plan else one for one in session.items)
    )
    found = send(book, usual)
    assert any(number == 8 and "lighter nor shorter" in why for number, why in found), found


def test_sore_words_are_what_the_judge_reads_too() -> None:
    """A report's soreness reaches the judge like a morning's does."""
    book = known("tue", week=3)
    book.morning()
    book.rate(soreness=[muscle("quad", 9), muscle("calf", 9), Sore(Region.knee, Side.left, 7, Tissue.joint)])
    book.day += timedelta(days=1)
    session = next(one for one in book.sent.values() if one.kind.strength and one.day == day(3, "tue"))
    found = send(book, replace(session, id=f"{book.day}.strength_b", day=book.day))
    assert {1, 5, 10} <= {number for number, _ in found}


def lived_by(planner: Athlete, stated: Athlete) -> list[Breach]:
    """What the judge says of four weeks planned for one runner, where the diary says that it is another."""
    book = Book(planner)
    book.add(diary.Profile(at=book.at(), day=book.day, athlete=stated.to_json()))
    book.to(day(5, "tue"))
    return judge(book.entries)


def test_a_session_on_a_weekday_that_is_kept_free_is_found() -> None:
    found = lived_by(RUNNER, replace(RUNNER, free_days=(1,)))
    assert {one.day.weekday() for one in found if "kept free" in one.why} == {1}
    assert not lived_by(kept := replace(RUNNER, free_days=(1,)), kept)


def test_a_wished_weekday_that_was_passed_over_is_found_and_one_before_a_hard_run_is_not_asked_for() -> None:
    """Monday and Friday were possible, Wednesday is the day before the quality run."""
    wishing = replace(RUNNER, wished_days=(0, 4))
    assert any("wished" in one.why for one in lived_by(RUNNER, wishing))
    assert not lived_by(wishing, wishing)
    assert not lived_by(RUNNER, replace(RUNNER, wished_days=(2, 4)))


def test_a_plan_that_stays_above_the_lesser_weight_that_was_lifted_is_found() -> None:
    book = known("tue", 3)
    session = book.morning()
    assert session is not None
    book.rate(items=(diary.ItemReport("sq_goblet", load_kg=4),))
    book.to(day(4, "tue"))
    planned = plan(book)
    assert send(book, planned) == []
    found = send(book, changed_main(planned, session))
    assert any(number == 7 and "after 4 kg was used" in why for number, why in found)


def changed_main(planned: Session, before: Session) -> Session:
    """With the weight of the main lift as it was."""
    was = main(before).dose
    items = (
        replace(one, dose=replace(one.dose, load_kg=was.load_kg)) if one == main(planned) else one
        for one in planned.items
    )
    return replace(planned, items=tuple(items))
