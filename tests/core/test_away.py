"""Away and back: days that hold nothing, and the way back, one clean step after the other (rulebook 3.7, 3.9)."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from core import diary, planner, reentry
from core.athlete import FLOOR, Run, RunKind
from core.catalogue import available, catalogue
from core.kit import Kit
from core.session import Kind, Light, Session
from core.standing import Standing
from tests.core.golden import RUNNER, Book, day
from tests.core.invariants import breaches


def leave(book: Book, why: str, until: date | None = None, **more: object) -> None:
    book.add(diary.Away(at=book.at(), day=book.day, why=why, start=book.day, until=until, **more))  # type: ignore[arg-type]


def back(book: Book) -> None:
    book.add(diary.Back(at=book.at(), day=book.day))


def live(book: Book, days: int) -> list[Session]:
    before = len(book.sent)
    book.to(book.day + timedelta(days=days))
    return list(book.sent.values())[before:]


def strength(sessions: list[Session]) -> list[Session]:
    return [one for one in sessions if one.kind.strength]


def sets(session: Session) -> int:
    return session.working_sets


@pytest.mark.parametrize("why", ["travel", "illness", "injury", "life"])
def test_nothing_is_planned_while_somebody_is_away(why: str) -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, why)
    assert live(book, 21) == []


def test_an_absence_with_an_end_is_over_by_itself() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "life", day(4, "sun"))
    sent = live(book, 14)
    assert sent
    assert min(one.day for one in sent) > day(4, "sun")


def test_whoever_comes_back_early_goes_on_at_once() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "life", day(6, "sun"))
    live(book, 3)
    back(book)
    assert min(one.day for one in live(book, 7)) <= day(4, "sun")


def test_ill_and_well_again_on_the_same_day_was_no_illness() -> None:
    book = Book()
    book.to(day(4, "tue"))
    plan = book.plan(book.day)
    leave(book, "illness")
    back(book)
    assert book.standing.away == ()
    again = book.plan(book.day)
    assert replace(again, receipt=None) == replace(plan, receipt=None)


@pytest.mark.parametrize("deep", ["fever", "below_neck", "chest"])
def test_a_fever_of_a_few_hours_keeps_two_days_free_and_begins_gently(deep: str) -> None:
    book = Book()
    book.to(day(4, "mon"))
    said: dict[str, Any] = {deep: True}
    leave(book, "illness", **said)
    back(book)
    assert reentry.barely_well(book.standing, day(4, "mon")) == day(4, "wed")
    sent = live(book, 10)
    assert all(one.working_sets == 0 for one in sent if one.day < day(4, "wed"))
    first = strength(sent)[0]
    assert first.target[1] <= 5
    assert first.contacts == 0
    again = Standing.from_json(book.standing.to_json())
    assert again == book.standing


def test_a_cold_keeps_the_day_of_well_free() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "illness")
    live(book, 1)
    back(book)
    assert reentry.barely_well(book.standing, day(4, "tue")) == day(4, "wed")
    assert all(one.working_sets == 0 for one in live(book, 1))
    assert reentry.barely_well(book.standing, day(4, "wed")) is None


def test_fever_blocks_everything_and_two_days_more() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "illness", fever=True)
    live(book, 3)
    assert planner.plan_day(RUNNER, book.standing, book.day).reading.stop
    back(book)
    first = live(book, 14)
    assert all(one.kind is Kind.MOBILITY for one in first if (one.day - day(4, "thu")).days < 2)
    assert all(one.working_sets == 0 for one in first if (one.day - day(4, "thu")).days < 2)


def test_sick_days_come_back_in_steps_of_half_three_quarters_and_more() -> None:
    book = Book()
    book.to(day(5, "mon"))
    usual = {one.kind: sets(one) for one in strength(list(book.sent.values()))}
    leave(book, "illness")
    live(book, 5)
    back(book)
    found = strength(live(book, 24))
    shares = [round(sets(one) / usual[one.kind], 2) for one in found[:4]]
    assert shares[0] <= 0.6
    assert found[0].target[1] <= 5
    assert shares == sorted(shares)
    assert all(one.contacts == 0 for one in found[:2])
    assert breaches(book) == []


def test_a_morning_that_speaks_against_it_repeats_the_step() -> None:
    def second(hurt: bool) -> Session:
        book = Book()
        book.to(day(5, "mon"))
        leave(book, "illness")
        live(book, 4)
        back(book)
        while not strength(live(book, 1)):
            pass
        if hurt:
            book.felt("knee", "left", 3, "morning")
        return next(one for _ in range(7) for one in strength(live(book, 1)))

    clean, hurt = second(False), second(True)
    assert sets(hurt) < sets(clean)


def test_a_week_of_the_ladder_after_a_long_gap_is_done_again_after_a_bad_morning() -> None:
    def second_week(hurt: bool = False, fatigue: int = 1) -> float:
        book = Book()
        book.to(day(6, "mon"))
        leave(book, "travel")
        live(book, 20)
        back(book)
        first = next(one for _ in range(7) for one in strength(live(book, 1)))
        if hurt:
            book.felt("knee", "left", 3, "morning")
        book.add(diary.Readiness(at=book.at(), day=book.day, fatigue=fatigue))
        live(book, 6)
        found = reentry.coming_back(book.standing, first.day + timedelta(days=7), restoring=False)
        assert found is not None
        return found.sets_x

    assert (second_week(), second_week(hurt=True)) == (0.7, 0.5)
    assert (second_week(fatigue=5), second_week(fatigue=6)) == (0.7, 0.5)


@pytest.mark.parametrize(("days", "chest", "asked"), [(3, False, False), (7, False, True), (2, True, True)])
def test_a_long_illness_or_one_in_the_chest_asks_for_a_doctor(days: int, chest: bool, asked: bool) -> None:
    book = Book()
    book.to(day(5, "mon"))
    leave(book, "illness", chest=chest)
    live(book, days)
    back(book)
    assert planner.doctor_awaited(book.standing, book.day) is asked
    found = strength(live(book, 10))
    if asked:
        assert all(one.cap <= 4 for one in found)
        book.add(diary.Cleared(at=book.at(), day=book.day, flag=planner.ILLNESS))
        assert not planner.doctor_awaited(book.standing, book.day)
        assert max(one.cap for one in strength(live(book, 21))) > 4


def test_on_a_journey_with_nothing_but_the_floor_the_plan_asks_for_no_kit() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "travel", day(5, "sun"), place=FLOOR)
    sent = strength(live(book, 14))
    assert len(sent) >= 3
    for session in sent:
        for item in session.items:
            assert available(catalogue()[item.exercise], Kit())
            assert item.dose.load_kg is None
    home = strength(live(book, 7))
    assert any(item.dose.load_kg for one in home for item in one.items)


def test_an_absence_survives_the_cached_standing() -> None:
    book = Book()
    leave(book, "travel", day(2, "sun"), place="home")
    assert Standing.from_json(book.standing.to_json()) == book.standing
    assert book.standing.place_on(book.day) == "home"
    assert replace(RUNNER, places=()).kit(FLOOR) == Kit()


# --- silence that is read as a gap -------------------------------------------------------------------------------


def silent_weeks() -> Book:
    """A runner who was on target to the end of week 3, and then gave no answer for two weeks and more."""
    book = Book()
    book.to(day(4, "mon"))
    book.to(day(6, "tue"), rate=False)
    return book


def trained(book: Book) -> None:
    for one in reentry.unheard(book.standing, book.day):
        book.add(diary.Report(at=book.at(), day=book.day, session=one.id))


def test_whoever_trained_without_a_word_says_so_and_there_was_no_gap() -> None:
    book = silent_weeks()
    halved = book.plan(book.day)
    assert halved is not None
    assert any(one.code == "gap_14" for item in halved.items for one in item.reasons)
    trained(book)
    whole = book.plan(book.day)
    assert whole is not None
    assert not any(one.code.startswith("gap") for item in whole.items for one in item.reasons)
    assert sets(whole) > sets(halved)
    assert whole.light is not Light.PUSH, "how it felt nobody said, so nothing rises"
    assert breaches(book) == []


def test_it_can_be_said_after_the_first_short_session_too() -> None:
    book = silent_weeks()
    book.morning()
    book.rate()
    book.to(day(6, "fri"))
    halved = book.plan(book.day)
    assert reentry.unheard(book.standing, book.day)
    trained(book)
    whole = book.plan(book.day)
    assert halved is not None
    assert whole is not None
    assert sets(whole) > sets(halved)
    assert reentry.unheard(book.standing, book.day) == ()
    assert book.standing.last_strength == day(6, "tue"), "an older session told late is not the last one"


def test_a_gap_that_was_a_gap_stays_one() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "travel", day(5, "sun"))
    live(book, 15)
    assert reentry.unheard(book.standing, book.day) == ()


def test_where_only_a_part_of_the_silence_was_training_the_rest_is_still_a_gap() -> None:
    book = Book()
    book.to(day(4, "mon"))
    book.to(day(4, "sat"), rate=False)
    leave(book, "travel", day(5, "sun"))
    book.day = day(6, "tue")
    halved = book.plan(book.day)
    trained(book)
    after = book.plan(book.day)
    assert halved is not None
    assert after is not None
    codes = {one.code for item in after.items for one in item.reasons}
    assert "gap_7" in codes
    assert "gap_14" not in codes
    assert breaches(book) == []


@pytest.mark.parametrize("answered", [True, False])
def test_the_way_back_is_not_cut_short_by_a_session_without_an_answer(answered: bool) -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "travel", day(6, "sun"))
    book.to(day(7, "tue"), rate=False)
    assert strength([book.morning()])  # type: ignore[list-item]
    if answered:
        book.rate()
    second = next(one for _ in range(7) for one in strength(live(book, 1)))
    assert told(second, "gap_back") is not None, "22 days are no shorter for what nobody said of the first one after"
    third = next(one for _ in range(7) for one in strength(live(book, 1)))
    assert told(third, "gap_back") is not None
    assert breaches(book) == []


def test_one_session_told_inside_a_long_gap_leaves_what_lies_before_it_a_gap() -> None:
    book = Book()
    book.to(day(4, "mon"))
    book.to(day(8, "tue"), rate=False)
    book.morning()
    book.rate()
    book.to(day(8, "fri"), rate=False)
    told = reentry.unheard(book.standing, book.day)[-1]
    book.add(diary.Report(at=book.at(), day=book.day, session=told.id, effort=5))
    after = book.plan(book.day)
    assert after is not None
    assert any(one.code.startswith("gap") for item in after.items for one in item.reasons)
    assert breaches(book) == []


def test_two_silent_months_can_be_taken_back_too() -> None:
    book = Book()
    book.to(day(4, "mon"))
    book.to(day(13, "tue"), rate=False)
    assert reentry.unheard(book.standing, book.day)
    trained(book)
    whole = book.plan(book.day)
    assert whole is not None
    assert whole.phase != "intro"
    assert not any(one.code.startswith("gap") for item in whole.items for one in item.reasons)


def told(session: Session, code: str) -> dict[str, object] | None:
    why = (one for item in session.items for one in item.reasons if one.code == code)
    return next((one.figures for one in why), None)


def test_whoever_is_back_is_told_the_step_of_the_way_and_not_that_they_are_away() -> None:
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "travel", day(6, "sun"))
    found = strength(live(book, 42))
    assert told(found[0], "gap_14") is not None
    for one in found[1:]:
        assert told(one, "gap_14") is None, one.day
    steps = [figures for one in found if (figures := told(one, "gap_back")) is not None]
    assert [one["step"] for one in steps] == sorted(one["step"] for one in steps)  # type: ignore[type-var]
    assert {(one["step"], one["steps"]) for one in steps} == {(1, 2), (2, 2)}
    assert breaches(book) == []


def test_after_an_illness_the_second_session_is_the_second_step() -> None:
    book = Book()
    book.to(day(5, "mon"))
    leave(book, "illness")
    live(book, 5)
    back(book)
    first, second, *_ = strength(live(book, 14))
    assert told(first, "sick_days") is not None
    assert told(second, "sick_days") is None
    assert told(second, "sick_back") == {"days": 5, "step": 2, "steps": 3}


def test_whoever_is_away_from_tuesday_to_friday_every_week_has_a_deload_by_the_ninth_all_the_same() -> None:
    """Each such week came again as one that was lost, and so the deload never came (3.6)."""
    runs = tuple(Run(RunKind.EASY, 6) if number in (1, 5) else Run(RunKind.REST) for number in range(7))
    book = Book(replace(RUNNER, runs=runs))
    deloads, trained = [], []
    for week in range(1, 21):
        book.to(day(week, "tue"))
        leave(book, "life", book.day + timedelta(days=3))
        found = strength([*live(book, 6)])
        deloads.append(any(one.deload for one in found))
        trained.append(bool(found))
    assert all(trained)
    between = [len(list(one)) for eased, one in itertools.groupby(deloads) if not eased]
    assert max(between) <= 8
    assert len(between) >= 3


def _after_eleven_weeks() -> Book:
    """Three weeks of training, the base's first rises among them, then 74 days of travel."""
    book = Book()
    book.to(day(4, "mon"))
    leave(book, "travel")
    live(book, 74)
    back(book)
    return book


def _begun(session: Session) -> dict[str, tuple[int, float]]:
    """With how many sets and kilograms each exercise stands there."""
    return {one.exercise: (one.dose.sets, one.dose.total_kg) for one in session.items if one.slot}


def test_after_eight_weeks_away_the_plan_starts_over_and_says_so() -> None:
    book = _after_eleven_weeks()
    was = {one.exercise: (one.plan.sets, one.plan.total_kg) for one in book.standing.tracks.values()}
    again = strength(live(book, 16))
    for one in again[:2]:
        for name, (sets, kg) in _begun(one).items():
            assert sets <= max(1, was[name][0] // 2)
            assert kg <= 0.8 * was[name][1]
    assert [any(why.code == "gap_56" for why in one.reasons) for one in again] == [True] + [False] * (len(again) - 1)
    assert {one.phase for one in again} == {"intro"}
    assert {one.phase for one in strength(live(book, 7))} == {"base"}
    assert breaches(book) == []
    assert planner.read(book.entries) == book.standing


def test_it_starts_over_too_where_the_first_session_back_is_not_answered() -> None:
    book = _after_eleven_weeks()
    while not (sent := book.morning()) or not sent.kind.strength:
        book.day += timedelta(days=1)
    book.day += timedelta(days=1)
    assert strength(live(book, 14))[-1].phase == "intro"
    assert breaches(book) == []


def test_what_starts_over_is_in_nothing_more_than_before() -> None:
    book = Book()
    book.to(day(1, "tue"))
    book.morning()
    book.rate(10)
    book.to(day(4, "mon"))
    was = {one.exercise: one.plan.total_kg for one in book.standing.tracks.values()}
    leave(book, "travel")
    live(book, 74)
    back(book)
    for one in strength(live(book, 7)):
        for name, (_, kg) in _begun(one).items():
            assert kg <= was.get(name, kg)


@pytest.mark.parametrize("days", [8, 16, 30])
def test_a_longer_gap_asks_for_no_more_effort_in_its_first_session_than_a_shorter_one(days: int) -> None:
    book = Book()
    book.to(day(8, "mon"))
    assert max(one.target[1] for one in book.sent.values()) == 7, "it was building"
    leave(book, "travel", book.day + timedelta(days=days - 1))
    first, second, *_ = strength(live(book, days + 21))
    assert first.target[1] == 6
    assert max(item.dose.rpe[1] for item in first.items if item.working_sets) == 6
    assert second.day - first.day < timedelta(days=7)


def test_weeks_without_an_answer_stay_a_gap_when_the_sessions_before_them_are_no_longer_kept() -> None:
    book = Book()
    book.to(day(4, "mon"))
    book.to(day(4, "sat"), rate=False)
    leave(book, "travel", day(9, "sun"))
    book.to(day(10, "wed"), rate=False)
    while book.day < day(11, "fri"):
        sent = book.morning()
        if sent is not None and sent.kind.strength:
            book.add(diary.Skipped(at=book.at(), day=book.day, session=sent.id, reason="time"))
        book.day += timedelta(days=1)
    after = book.morning()
    assert after is not None
    assert told(after, "gap_28") or told(after, "gap_56"), "in eight weeks one session may have been done, and no more"
    assert breaches(book) == []
