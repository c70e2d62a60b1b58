"""One part at several times in a line."""

from __future__ import annotations

import pytest

from bot.grammar.course import Moment, read_course

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
        "knee 4 yesterday", "7, knee was 4 yesterday 1 today", "knee 4 today, 2 today", "yesterday 7 3", "7 today",
        "ran 8k yesterday, 5k today", "knee 4 now 2", "", "45 min yesterday, 30 today",
    ],
)  # fmt: skip
def test_one_number_or_another_beside_them_is_no_course(said: str) -> None:
    assert read_course(said) == ()
