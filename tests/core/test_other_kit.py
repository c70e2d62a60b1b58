"""What a runner lifts where the usual things are not there, or are lighter than what was told."""

from __future__ import annotations

from core import diary
from core.athlete import FLOOR
from tests.core.golden import Book, day, rows


def test_on_a_journey_without_a_dumbbell_a_held_upper_back_still_pulls_at_the_wall() -> None:
    """The row, which was to be held as it was, cannot be done there: the session once lost its pull to the gate."""
    book = Book()
    book.to(day(1, "fri"))
    leave(book)
    book.to(day(2, "mon"))
    book.add(diary.Back(at=book.at(), day=book.day))
    book.to(day(3, "wed"))
    book.felt("upper_back", "both", 4, "after", "joint")
    leave(book)
    friday = book.plan(day(3, "fri"))
    assert friday is not None
    assert {"wallslide", "row_1"} & {name for name, *_ in rows(friday)} == {"wallslide"}
    assert "safety" not in {one.code for one in friday.reasons}


def leave(book: Book) -> None:
    book.add(diary.Away(at=book.at(), day=book.day, why="travel", start=book.day, place=FLOOR))


def test_a_row_that_was_told_lighter_than_anything_there_is_done_with_what_it_was_done_with_before() -> None:
    """8 kg on Tuesday, then "2 kg, fifteen times": on Friday it once stood there with nothing in the hand."""
    book = Book()
    book.to(day(1, "wed"))
    book.add(diary.Weighed(at=book.at(), day=book.day, exercise="row_1", kg=2.0))
    friday = rows(book.plan(day(1, "fri")))
    assert [kg for name, _, _, kg in friday if name == "row_1"] == [8.0]


def test_what_was_swapped_for_good_stays_so_however_often_another_exercise_is_swapped_for_a_day() -> None:
    """After forty of those it was once forgotten."""
    book = Book()
    book.to(day(1, "tue"))
    for number in range(60):
        session = None if number == 0 else f"another.{number}"
        name, to = ("pushup", "pushup_wall") if number == 0 else ("deadbug", "plank")
        book.add(diary.Swapped(at=book.at(), day=book.day, exercise=name, to=to, session=session))
    book.to(day(2, "tue"))
    assert "pushup_wall" in {name for name, *_ in rows(book.morning())}
