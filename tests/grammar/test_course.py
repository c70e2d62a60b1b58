"""One part at several times in a line."""

from __future__ import annotations

import pytest

from bot.grammar.course import GoesOn, Moment, read_course, read_now

YESTERDAY, TODAY = (1, "now"), (0, "now")


@pytest.mark.parametrize(
    ("said", "moments"),
    [
        ("knee was 4 yesterday, 1 today", [(1, "now", 4), (0, "now", 1)]),
        ("right knee 1 today, was 4 yesterday", [(1, "now", 4), (0, "now", 1)]),
        ("knee yesterday 4, today 1", [(1, "now", 4), (0, "now", 1)]),
        ("calves 5 yesterday 3 today", [(1, "now", 5), (0, "now", 3)]),
        ("left achilles 3/10 this morning, 1/10 now", [(0, "morning", 3), (0, "now", 1)]),
        ("knee 3 during the run, 1 after", [(0, "during", 3), (0, "after", 1)]),
        ("knee was a 6 last night and only a 2 this morning", [(1, "now", 6), (0, "morning", 2)]),
    ],
)
def test_each_number_goes_to_its_time(said: str, moments: list[tuple[int, str, float]]) -> None:
    assert read_course(said) == tuple(Moment(*one) for one in moments)


@pytest.mark.parametrize(
    "said",
    [
        "shin hurt on the run, 5, stopped after 3k",
        "knee 4 yesterday", "7, knee was 4 yesterday 1 today", "knee 4 today, 2 today", "yesterday 7 3", "7 today",
        "ran 8k yesterday, 5k today", "knee 4 now 2", "", "45 min yesterday, 30 today",
    ],
)  # fmt: skip
def test_one_number_or_another_beside_them_is_no_course(said: str) -> None:
    assert read_course(said) == ()


@pytest.mark.parametrize(
    ("said", "score", "morning"),
    [
        ("still a 4", 4, False), ("it's a 5 now", 5, False), ("6 this morning", 6, True), ("better today, 1", 1, False),
        ("worse than yesterday, 5", 5, False), ("5-6 now", 6, False), ("down to 2 now", 2, False),
        ("on waking it was a 3/10", 3, True), ("pain still 4", 4, False), ("a bit worse, 4 out of 10", 4, False),
    ],
)  # fmt: skip
def test_a_number_with_how_it_goes_on_is_of_the_part_in_mind(said: str, score: float, morning: bool) -> None:
    assert read_now(said) == GoesOn(score, morning)


@pytest.mark.parametrize(
    "said",
    ["4", "7 3", "it was a 5", "felt better, 6", "better than last time, 6", "done 6", "3-6 now", "now 12", "still 8k"],
)
def test_a_number_of_a_session_a_run_or_anything_else_is_of_no_part(said: str) -> None:
    assert read_now(said) is None
