"""The weight that was really used: the next session goes on from it, down at once, up by the one step of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings, strategies as st

from core import diary, planner
from core.athlete import Athlete, Level, Place
from core.diary import ItemReport
from core.kit import Item as KitItem, Kit
from core.session import Item
from core.standing import Standing
from tests.core.golden import RUNNER, Book, day
from tests.core.invariants import breaches

KG = (4, 6, 8, 10, 12, 16, 20)


def with_weights(*kg: float, **changes: object) -> Athlete:
    kit = Kit(frozenset({KitItem.dumbbells}), kg)
    return replace(RUNNER, places=(Place("home", kit),), **changes)  # type: ignore[arg-type]


def told(
    book: Book, on: date, exercise: str, load_kg: float | None, effort: float | None = None, **said: object
) -> Item:
    """The next line of an exercise in a session of that kind, after the one of `on`, in which so much was used."""
    book.to(on)
    book.morning()
    item = ItemReport(exercise, load_kg=load_kg, **said)  # type: ignore[arg-type]
    book.rate(effort, items=(item,) if load_kg is not None or said else ())
    return following(book, exercise)


def following(book: Book, exercise: str) -> Item:
    coming = planner.horizon(book.athlete, book.standing, date.fromordinal(book.day.toordinal() + 1), 8)
    return next(
        item
        for one in coming
        if one.session is not None and one.session.kind is book.sent[book.day].kind
        for item in one.session.items
        if item.exercise == exercise
    )


def kg(item: Item) -> float:
    return (item.plan or item.dose).total_kg


def codes(item: Item) -> dict[str, dict[str, object]]:
    return {one.code: one.figures for one in item.reasons}


def asked(book: Book, on: date, exercise: str) -> Item:
    item = book.sent[on].item(exercise)
    assert item is not None
    return item


def test_whoever_used_less_goes_on_from_there() -> None:
    book = Book(with_weights(*KG))
    item = told(book, day(3, "tue"), "sq_goblet", 6)
    assert asked(book, day(3, "tue"), "sq_goblet").dose.load_kg == 10
    assert kg(item) == 6
    assert codes(item)["used_less"] == {"used": 6, "asked": 10}
    assert breaches(book) == []


def test_an_easy_session_with_less_weight_rises_from_the_lesser_weight_and_not_beyond_it() -> None:
    book = Book(with_weights(*KG))
    item = told(book, day(3, "tue"), "sq_goblet", 6, effort=3)
    assert (kg(item), item.dose.amount) == (6, asked(book, day(3, "tue"), "sq_goblet").dose.amount)


def test_a_hard_session_with_less_weight_falls_from_the_lesser_weight() -> None:
    light, usual = Book(with_weights(*KG)), Book(with_weights(*KG))
    fell = told(light, day(3, "tue"), "sq_goblet", 6, rpe=9.5)
    stood = told(usual, day(3, "tue"), "sq_goblet", None, rpe=9.5)
    assert (kg(fell), kg(stood)) == (6, 10)
    assert fell.dose.sets == stood.dose.sets == 2
    assert {"used_less", "exercise_over"} <= codes(fell).keys()


def test_a_weight_between_those_at_home_is_followed_by_the_one_below_it() -> None:
    assert kg(told(Book(with_weights(*KG)), day(3, "tue"), "sq_goblet", 7.5)) == 6


def test_less_than_the_lightest_at_home_leaves_the_lightest_with_fewer_repetitions() -> None:
    book = Book(with_weights(8, 12))
    item = told(book, day(3, "fri"), "row_1", 3)
    was = asked(book, day(3, "fri"), "row_1").dose
    assert was.load_kg == 8
    assert (kg(item), item.dose.amount) == (8, was.amount - 3)
    assert {"used_less", "kit_rep_cut"} <= codes(item).keys()


def test_less_in_one_session_is_less_in_the_other_one_too_where_it_stands_in_both() -> None:
    book = Book(with_weights(*KG))
    book.to(day(3, "tue"))
    book.morning()
    was = asked(book, book.day, "row_1").dose.total_kg
    book.rate(items=(ItemReport("row_1", load_kg=6),))
    friday = book.plan(day(3, "fri"))
    assert friday is not None
    item = friday.item("row_1")
    assert item is not None
    assert kg(item) == 6 < was
    assert codes(item)["used_less"] == {"used": 6, "asked": was}
    book.to(day(4, "sat"))
    assert {kg(asked(book, day(4, on), "row_1")) for on in ("tue", "fri")} == {6}
    assert breaches(book) == []


def test_what_comes_in_after_less_was_lifted_of_it_elsewhere_begins_there() -> None:
    book = Book(with_weights(*KG))
    book.to(day(1, "tue"))
    book.morning()
    book.rate(items=(ItemReport("row_1", load_kg=6),))
    friday = book.plan(day(1, "fri"))
    assert friday is not None
    item = friday.item("row_1")
    assert item is not None
    assert kg(item) == 6


def test_it_is_less_in_the_other_session_though_that_one_was_never_answered() -> None:
    book = Book(with_weights(*KG))
    book.to(day(3, "fri"))
    book.morning()
    book.to(day(4, "tue"), rate=False)
    book.morning()
    book.rate(items=(ItemReport("row_1", load_kg=6),))
    friday = book.plan(day(4, "fri"))
    assert friday is not None
    item = friday.item("row_1")
    assert item is not None
    assert kg(item) == 6


def test_a_pair_is_told_for_each_hand() -> None:
    book = Book()
    item = told(book, day(3, "fri"), "rdl", 4)
    assert (asked(book, day(3, "fri"), "rdl").dose.load_kg, asked(book, day(3, "fri"), "rdl").dose.count) == (8, 2)
    assert kg(item) == 8
    assert codes(item)["used_less"] == {"used": 4, "asked": 8}


def test_just_what_was_asked_for_changes_nothing() -> None:
    book, silent = Book(), Book()
    assert told(book, day(3, "tue"), "sq_goblet", 8) == told(silent, day(3, "tue"), "sq_goblet", None)


def test_in_a_deload_as_much_less_of_the_plan_as_was_lifted_less_of_what_was_asked() -> None:
    book = Book()
    book.to(day(5, "tue"))
    session = book.morning()
    assert session is not None
    assert session.deload
    squat = session.item("sq_goblet")
    assert squat is not None
    assert squat.plan is not None
    assert (squat.dose.load_kg, squat.plan.load_kg) == (4, 8)
    book.rate(items=(ItemReport("sq_goblet", load_kg=2),))
    assert kg(following(book, "sq_goblet")) == 4


def test_more_than_asked_and_easy_is_where_the_next_session_starts() -> None:
    book = Book(with_weights(*KG))
    item = told(book, day(3, "tue"), "sq_goblet", 12, effort=4)
    assert asked(book, day(3, "tue"), "sq_goblet").dose.load_kg == 10
    assert kg(item) == 12
    assert codes(item)["used_more"] == {"used": 12, "asked": 10}
    assert codes(item)["load_up"] == {"from": 10, "to": 12}
    book.to(day(5, "mon"))
    assert breaches(book) == []


@pytest.mark.parametrize("used", [12, 16, 20, 60])
def test_however_much_was_used_the_plan_goes_up_by_one_step(used: float) -> None:
    assert kg(told(Book(with_weights(*KG)), day(3, "tue"), "sq_goblet", used, effort=4)) == 12


def test_a_weight_further_than_a_tenth_away_is_not_stepped_to() -> None:
    item = told(Book(with_weights(8, 20)), day(3, "tue"), "sq_goblet", 20, effort=4)
    assert kg(item) == 8
    assert "used_more" not in codes(item)


@pytest.mark.parametrize("said", [{"effort": 8.0}, {"soreness": None}, {"technique": "broke"}, {"fraction": 0.5}])
def test_more_than_asked_raises_nothing_where_the_report_is_not_a_good_one(said: dict[str, object]) -> None:
    book = Book(with_weights(*KG))
    book.to(day(3, "tue"))
    book.morning()
    more = {"effort": 4.0} | said
    book.rate(items=(ItemReport("sq_goblet", load_kg=12),), **more)  # type: ignore[arg-type]
    assert kg(following(book, "sq_goblet")) <= 10


def test_on_target_with_more_it_takes_two_good_sessions() -> None:
    book = Book(with_weights(*KG))
    first = told(book, day(3, "tue"), "sq_goblet", 12)
    assert kg(first) == 10
    again = told(book, day(4, "tue"), "sq_goblet", 12)
    assert kg(again) == 10 if again.dose.sets < 3 else 12


def test_fewer_repetitions_with_more_weight_are_no_missed_ones() -> None:
    more, usual = Book(with_weights(*KG)), Book(with_weights(*KG))
    held = told(more, day(3, "tue"), "sq_goblet", 16, short=3)
    fell = told(usual, day(3, "tue"), "sq_goblet", None, short=3)
    assert "reps_missed" in codes(fell)
    assert (fell.dose.amount, held.dose.amount) == (5, 8)
    assert kg(held) == 10


def test_what_was_done_without_a_weight_takes_the_first_one_after_it_was_used() -> None:
    """A beginner of unknown mass with dumbbells of 5, 10 and 15 kg."""
    book = Book(with_weights(5, 10, 15, level=Level.NEW, mass_kg=None))
    item = told(book, day(1, "tue"), "sq_box", 10, effort=2)
    assert asked(book, day(1, "tue"), "sq_box").dose.load_kg is None
    assert kg(item) == 5
    assert codes(item)["used_more"] == {"used": 10, "asked": 0}


def test_a_correction_counts_in_place_of_what_was_said_before() -> None:
    book, right = Book(with_weights(*KG)), Book(with_weights(*KG))
    told(book, day(3, "tue"), "sq_goblet", 4)
    session = book.sent[book.day]
    for load_kg in (6.0, 8.0):
        item = ItemReport("sq_goblet", load_kg=load_kg)
        book.add(diary.Report(at=book.at(20), day=book.day, session=session.id, items=(item,)))
    assert kg(following(book, "sq_goblet")) == kg(told(right, day(3, "tue"), "sq_goblet", 8)) == 8
    as_asked = ItemReport("sq_goblet", load_kg=10)
    book.add(diary.Report(at=book.at(20), day=book.day, session=session.id, items=(as_asked,)))
    assert kg(following(book, "sq_goblet")) == 10


def test_undone_it_is_as_if_it_had_not_been_said_and_a_snapshot_remembers_it() -> None:
    book, silent = Book(with_weights(*KG)), Book(with_weights(*KG))
    told(book, day(3, "tue"), "sq_goblet", 6)
    report = book.entries[-1]
    snapshot = Standing.from_json(book.standing.to_json())
    assert snapshot == book.standing == planner.read(book.entries)
    undone = diary.Undone(at=book.at(20), day=book.day, n=report.n + 1, entry=report.n)
    after = planner.read([*book.entries, undone])
    silent.to(day(3, "tue"))
    silent.morning()
    assert replace(after, n=0) == replace(silent.standing, n=0)


def test_the_lesser_weight_is_what_was_tolerated() -> None:
    book = Book(with_weights(*KG))
    told(book, day(3, "tue"), "sq_goblet", 6)
    tolerated = book.standing.tracks["squat_main/sq_goblet"].tolerated
    assert tolerated is not None
    assert tolerated.load_kg == 6


def test_an_entry_keeps_the_weight_and_an_old_one_has_none() -> None:
    report = diary.Report(
        at=Book().at(), day=day(1, "tue"), session="s", items=(ItemReport("rdl", load_kg=12.5), ItemReport("row_1"))
    )
    raw = diary.to_json(report)
    assert diary.from_json(raw) == report
    assert [one["load_kg"] for one in raw["items"]] == [12.5, None]
    for one in raw["items"]:
        del one["load_kg"]
    old = diary.from_json(raw)
    assert isinstance(old, diary.Report)
    assert [one.load_kg for one in old.items] == [None, None]


@pytest.mark.parametrize("load_kg", [-1, 501, True, "heavy"])
def test_a_weight_out_of_range_is_refused_by_name(load_kg: object) -> None:
    raw = diary.to_json(diary.Report(at=Book().at(), day=day(1, "tue"), session="s", items=(ItemReport("rdl"),)))
    raw["items"][0]["load_kg"] = load_kg
    with pytest.raises(ValueError, match=r"report\.items"):
        diary.from_json(raw)


@pytest.mark.parametrize(("used", "reached"), [(None, 1), (6.0, 0), (20.0, 1)])
def test_no_milestone_is_reached_by_a_weight_that_was_not_lifted_or_not_asked_for(
    used: float | None, reached: int
) -> None:
    book = Book(with_weights(*KG, strength_days=1))
    while (session := book.morning()) is None or not session.kind.strength:
        book.day += timedelta(days=1)
    asked_for = {one.exercise: one.dose.load_kg for one in session.items if one.dose.load_kg}
    book.rate(items=tuple(ItemReport(name, load_kg=used and used * kg / 10) for name, kg in asked_for.items()))
    assert book.standing.tally.kg == max(asked_for.values()) * reached


@cache
def week_three(*weights: float) -> Book:
    """A book on the evening of a Tuesday, with nothing said of it yet."""
    book = Book(with_weights(*weights))
    book.to(day(3, "tue"))
    book.morning()
    return book


@settings(max_examples=40)
@given(
    weights=st.sampled_from((KG, (8, 20), (5, 10, 15), (4, 8, 12, 16, 20))),
    used=st.lists(st.floats(0, 60), min_size=2, max_size=2),
    effort=st.sampled_from((3.0, 5.0, 7.0, 9.0)),
    own=st.sampled_from((None, 5.0, 7.0, 9.0)),
    short=st.sampled_from((0, 0, 1, 3)),
)
def test_whatever_was_used_more_never_brings_less_and_no_more_than_a_step(
    weights: tuple[float, ...], used: list[float], effort: float, own: float | None, short: int
) -> None:
    book = week_three(*weights)
    session = book.sent[book.day]
    was = asked(book, book.day, "sq_goblet").dose.total_kg
    coming = []
    for load_kg in sorted(used):
        items = (ItemReport("sq_goblet", rpe=own, short=short, load_kg=load_kg),)
        report = diary.Report(
            at=book.at(19), day=book.day, session=session.id, effort=effort, soreness=(), items=items,
            n=book.standing.n + 1,
        )  # fmt: skip
        standing = planner.advance(book.standing, report)
        ahead = planner.horizon(book.athlete, standing, day(3, "wed"), 8)
        item = next(
            one.session.item("sq_goblet")
            for one in ahead
            if one.session is not None and one.session.kind is session.kind
        )
        assert item is not None
        assert kg(item) <= max(load_kg, min(weights)) + 0.01 or load_kg >= was - 0.01
        step = next((one for one in sorted(weights) if one > was), was)
        assert kg(item) <= (was if step - was > 0.1 * (0.85 * 70 + was) else step)
        coming.append((kg(item), item.dose.sets))
    assert coming[0] <= coming[1]
