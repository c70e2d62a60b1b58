"""What a day means for running: as planned, easy, or not at all (rulebook 2.1-2.4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import diary, running
from core.body import Region
from core.diary import Entry
from core.running import Run
from tests.core.golden import Book
from tests.core.hurting import lived


def run(book: Book) -> Run:
    return running.advice(book.athlete, book.standing, book.day).run


def test_a_day_like_any_other_is_run_as_planned() -> None:
    assert run(lived()) is Run.PLANNED


@pytest.mark.parametrize(
    ("region", "what", "score", "expected"),
    [
        ("knee", "joint", 2, Run.PLANNED), ("knee", "joint", 4, Run.EASY), ("knee", "joint", 6, Run.NONE),
        ("wrist", "joint", 7, Run.PLANNED), ("shin", "bone", 3, Run.NONE), ("quad", "muscle", 5, Run.EASY),
    ],
)  # fmt: skip
def test_pain_below_the_hips_counts_by_its_strength(region: str, what: str, score: int, expected: Run) -> None:
    book = lived()
    book.felt(region, "left", score, "now", what)
    assert run(book) is expected


@pytest.mark.parametrize(
    ("what", "score", "expected"),
    [("joint", 3, Run.EASY), ("joint", 0, Run.EASY), ("bone", 1, Run.NONE), ("bone", 0, Run.EASY)],
)
def test_a_part_that_was_red_is_run_on_easily_and_one_that_may_be_a_bone_only_without_any_pain(
    what: str, score: int, expected: Run
) -> None:
    book = lived()
    book.felt("shin", "left", 7, "now", what)
    book.day += timedelta(days=3)
    book.felt("shin", "left", score, "now", what)
    assert run(book) is expected


@pytest.mark.parametrize(
    ("urgency", "regions", "expected"),
    [
        ("emergency", ("wrist",), Run.NONE), ("same_day", ("wrist",), Run.NONE), ("next_day", ("wrist",), Run.PLANNED),
        ("soon", ("wrist",), Run.PLANNED), ("soon", ("knee",), Run.NONE), ("soon", (), Run.NONE),
    ],
)  # fmt: skip
def test_an_open_sign_stops_running_where_it_is_urgent_or_of_what_running_loads(
    urgency: str, regions: tuple[str, ...], expected: Run
) -> None:
    book = lived()
    where = tuple(map(Region, regions))
    book.add(diary.Flagged(at=book.at(), day=book.day, flag="x", urgency=urgency, regions=where))
    assert run(book) is expected


def test_illness_and_a_night_of_three_hours_rest_and_a_tired_morning_is_easy() -> None:
    said: list[tuple[type[Entry], dict[str, object], Run]] = [
        (diary.Away, {"why": "illness", "start": lived().day}, Run.NONE),
        (diary.Readiness, {"sleep_h": 3.0}, Run.NONE),
        (diary.Readiness, {"sleep_h": 5.5, "fatigue": 6}, Run.EASY),
    ]
    for kind, fields, expected in said:
        book = lived()
        book.add(kind(at=book.at(), day=book.day, **fields))  # type: ignore[arg-type]
        assert run(book) is expected, kind
