"""Pain and soreness from week to week: what climbs, and what was told without a place."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from hypothesis import given, settings, strategies as st

from core import diary, pain, readiness
from core.body import Region, Volume
from core.catalogue import catalogue
from core.session import Light
from tests.core.golden import MONDAY, Book
from tests.core.hurting import advised, bones_no, lived, signs

TUESDAY = MONDAY + timedelta(days=1)


def told_daily(book: Book, *scores: float, region: str = "achilles", side: str = "left") -> None:
    """A report every morning, one after the other; the book stands at the evening before the next day."""
    for score in scores:
        book.felt(region, side, score, "morning")
        if book.day not in book.sent and book.morning() is not None:
            book.rate()
        book.day += timedelta(days=1)


def climbing(book: Book) -> tuple[float, float] | None:
    found = pain.climbing(book.standing, book.day)
    return (found[0].before, found[0].now) if found else None


STEADY, CLIMBING = (1, 1, 1, 1, 1, 1, 1), (2, 2, 2, 2, 2, 2, 2)


def test_pain_that_climbs_from_week_to_week_takes_sets_and_lets_nothing_rise_there() -> None:
    """Though every single morning is one at which progress is allowed (2.1, rule 3)."""
    books = {"steady": lived(7), "climbing": lived(7)}
    told_daily(books["steady"], *STEADY, *STEADY)
    told_daily(books["climbing"], *STEADY, *CLIMBING)
    assert climbing(books["steady"]) is None
    assert climbing(books["climbing"]) == (1, 2)
    sets: dict[str, dict[str, int]] = {}
    for name, book in books.items():
        book.to(book.day + timedelta(days=1))
        session = book.plan(book.day)
        assert session is not None
        assert session.kind.strength
        calf = {one.exercise: one for one in session.items if one.slot.startswith("calf")}
        sets[name] = {one.exercise: one.dose.sets for one in session.items if one.slot}
        climbs = {why.code for one in calf.values() for why in one.reasons} & {"pain_climbing"}
        assert bool(climbs) is (name == "climbing")
        for one in calf.values():
            whole = (one.plan or one.dose).sets
            assert one.dose.sets == (max(1, int(whole * 0.8)) if climbs else whole)
    changed = {name for name in sets["steady"] if sets["steady"][name] != sets["climbing"][name]}
    assert {catalogue()[name].volume for name in changed} <= {Volume.calf}


def test_nothing_of_a_climbing_part_rises_until_it_no_longer_climbs() -> None:
    book = lived(21)
    told_daily(book, *STEADY)
    before = {name: track.plan for name, track in book.standing.tracks.items() if name.startswith("calf")}
    told_daily(book, *CLIMBING, *(3, 3, 3, 3, 3, 3, 3))
    after = {name: track.plan for name, track in book.standing.tracks.items() if name in before}
    assert all(plan.sets <= before[name].sets for name, plan in after.items())
    assert all(plan.amount <= before[name].amount for name, plan in after.items())
    assert climbing(book) == (2, 3)
    told_daily(book, *(3, 3, 3, 3, 3, 3, 3))
    assert climbing(book) is None


def test_a_single_bad_evening_is_no_climb() -> None:
    book = lived(21)
    told_daily(book, *STEADY, 1, 1, 1)
    book.felt("achilles", "left", 4, "after")
    told_daily(book, 1, 1, 1)
    assert climbing(book) is None


def test_a_climb_ends_on_the_eighth_day_without_a_word() -> None:
    book = lived(21)
    told_daily(book, *STEADY, *CLIMBING)
    last = book.day - timedelta(days=1)
    for days, there in ((7, True), (8, False)):
        book.day = last + timedelta(days=days)
        assert (climbing(book) is not None) is there


@settings(max_examples=100, deadline=None)
@given(
    first=st.lists(st.integers(0, 5), min_size=7, max_size=7),
    second=st.lists(st.integers(0, 5), min_size=7, max_size=7),
    more=st.integers(1, 5),
    which=st.integers(0, 6),
)
def test_a_worse_report_of_this_week_never_ends_a_climb(
    first: list[int], second: list[int], more: int, which: int
) -> None:
    def told_as(week: list[int]) -> bool:
        book = Book()
        for score in (*first, *week):
            book.felt("achilles", "left", score, "morning")
            book.day += timedelta(days=1)
        return climbing(book) is not None

    worse = [*second]
    worse[which] = min(5, worse[which] + more)
    assert not told_as(second) or told_as(worse)


def test_who_stands_in_comes_back_from_every_deload_with_what_it_had_before() -> None:
    """A knee that hurts on and off: what stands in for its exercises goes through the deloads of three blocks."""
    book = Book()
    asked: dict[tuple[str, str], list[tuple[bool, int, int]]] = defaultdict(list)
    while book.day < MONDAY + timedelta(weeks=16):
        if book.day >= MONDAY + timedelta(weeks=2) and (book.day - MONDAY).days % 6 == 2:
            book.felt("knee", "left", 4, "during")
        session = book.morning()
        if session is not None:
            book.rate()
            for item in session.items if session.kind.strength else ():
                if item.plan is not None and item.plan_exercise != item.exercise:
                    asked[item.slot, item.exercise].append((session.deload, item.dose.sets, item.dose.amount))
        book.day += timedelta(days=1)
    through = [one for one in asked.values() if len({eased for eased, _, _ in one}) == 2]
    assert through
    for course in through:
        first = next((sets, amount) for eased, sets, amount in course if not eased)
        last = [(sets, amount) for eased, sets, amount in course if not eased][-1]
        assert last >= first, course


def _told_a_number_alone(score: float) -> Book:
    book = Book()
    book.to(MONDAY + timedelta(days=1))
    book.morning()
    book.rate(5, soreness=None, general=score)
    return book


def test_a_soreness_without_a_place_is_one_of_everything_that_the_session_worked() -> None:
    book = _told_a_number_alone(6.0)
    wednesday = MONDAY + timedelta(days=2)
    sore = {one.region: one.score for one in pain.soreness(book.standing, wednesday)}
    assert {Region.quad, Region.calf, Region.core} <= set(sore)
    assert set(sore.values()) == {6.0}
    assert readiness.read(book.athlete, book.standing, wednesday).light is Light.HOLD


def test_the_place_once_told_is_the_only_one_that_is_sore() -> None:
    book = _told_a_number_alone(6.0)
    book.felt("calf", "both", 6, "rest", what="muscle")
    assert [one.region for one in pain.soreness(book.standing, book.day)] == [Region.calf]


def test_a_soreness_of_three_without_a_place_holds_nothing() -> None:
    assert pain.soreness(_told_a_number_alone(3.0).standing, MONDAY + timedelta(days=2)) == ()


def test_what_only_waits_for_an_answer_says_so_and_is_not_called_pain_that_lasts() -> None:
    book = lived()
    began = book.day
    for region in ("achilles", "lower_back", "knee"):
        book.felt(region, "left", 4, "now")
    book.day += timedelta(days=1)
    for region, side in (("achilles", "left"), ("lower_back", "both"), ("knee", "left")):
        book.add(diary.Asked(at=book.at(), day=book.day, what=f"signs:{region}:{side}"))
    book.to(began + timedelta(days=15))
    assert all(one.unanswered for one in pain.troubles(book.standing, book.day))
    assert advised(book) == []
    assert signs(book) == []
    session = next(one for n in range(7) if (one := book.plan(book.day + timedelta(days=n))) and one.kind.strength)
    waiting = [one for one in session.left_out if one.why.code == "signs_unanswered"]
    assert {one.back for one in waiting} == {None}
    bones_no(book, "knee", "left")
    assert not any(one.region is Region.knee for one in pain.troubles(book.standing, book.day) if one.unanswered)
