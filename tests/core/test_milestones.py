"""What comes together over months is told once, where it happened; rows of weeks survive an absence."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, strategies as st

from core import diary, milestones, planner
from core.milestones import Mark, Tally
from core.standing import Standing, run_key
from tests.core.golden import Book, day


def run(book: Book, km: float) -> diary.Ran:
    entry = diary.Ran(at=book.at(), day=book.day, km=km, kind="easy")
    book.add(entry)
    return entry


def marks(book: Book, kind: str) -> list[float]:
    return [one.value for one in book.standing.tally.marks if one.kind == kind]


def test_a_hundred_kilometres_are_told_by_the_run_that_made_them() -> None:
    book = Book()
    for _ in range(9):
        run(book, 11)
    assert marks(book, "km") == []
    last = run(book, 11)
    found = milestones.reached(book.standing.tally, run_key(last), metric=True, pounds=False)
    assert found == (Mark("km", 100, run_key(last)),)
    assert milestones.reached(book.standing.tally, run_key(run(book, 11)), metric=True, pounds=False) == ()


def test_of_several_thresholds_at_once_only_the_highest_is_told() -> None:
    assert [one.value for one in milestones.ran(Tally(), 1200, "run 1").marks if one.kind == "km"] == [1000]


def test_sessions_and_weeks_in_a_row_are_counted() -> None:
    book = Book()
    book.to(day(6, "mon"))
    assert book.standing.tally.weeks == 5
    assert book.standing.tally.sessions == sum(one.kind.strength for one in book.sent.values())
    assert 10 in marks(book, "sessions")
    assert marks(book, "weeks") == [4]


def test_a_row_of_weeks_survives_an_absence_but_no_silence() -> None:
    def weeks(away: bool) -> int:
        book = Book()
        book.to(day(4, "mon"))
        if away:
            book.add(diary.Away(at=book.at(), day=book.day, why="travel", start=book.day, until=day(5, "sun")))
        book.to(day(6, "mon"), rate=False)
        book.to(day(7, "mon"))
        return book.standing.tally.weeks

    assert weeks(away=True) == 4
    assert weeks(away=False) == 1


def test_what_somebody_begins_with_is_no_milestone_and_a_new_heaviest_load_is() -> None:
    book = Book()
    book.to(day(3, "mon"))
    assert marks(book, "kg") == []
    assert book.standing.tally.kg > 0
    heavier = milestones.trained(
        book.standing.tally, day(3, "tue"), "s", strength=True, kg=60, excused=lambda _: False
    )  # fmt: skip
    assert Mark("kg", 60, "s") in heavier.marks


def test_a_run_taken_back_is_out_of_the_tally() -> None:
    book = Book()
    entry = run(book, 99)
    undone = diary.Undone(at=book.at(), day=book.day, n=entry.n + 1, entry=entry.n)
    assert planner.read([*book.entries, undone]).tally.km == 0


@given(st.lists(st.floats(0.1, 60), max_size=60))
def test_every_threshold_is_told_at_most_once(runs: list[float]) -> None:
    tally, told = Tally(), []
    for number, km in enumerate(runs):
        tally = milestones.ran(tally, km, str(number))
        told += [one.value for one in tally.marks if one.by == str(number) and one.kind == "km"]
    assert told == sorted(set(told))
    assert Standing.from_json(Standing(tally=tally).to_json()).tally == tally


@given(st.lists(st.integers(1, 20), max_size=40))
def test_weeks_in_a_row_are_never_more_than_the_weeks_trained(gaps: list[int]) -> None:
    tally, on = Tally(), day(1, "mon")
    trained = set()
    for number, gap in enumerate(gaps):
        on += timedelta(days=gap)
        tally = milestones.trained(tally, on, str(number), strength=True, kg=0, excused=lambda _: False)
        trained.add(on - timedelta(days=on.weekday()))
        assert 1 <= tally.weeks <= len(trained)
