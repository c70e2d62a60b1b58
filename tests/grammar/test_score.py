"""The number or the side of a part that was just asked about."""

from __future__ import annotations

import pytest

from bot.grammar.score import Score, read_score


@pytest.mark.parametrize(
    ("said", "side", "number"),
    [
        ("4", "", 4), ("it's about a 3", "", 3), ("4/10", "", 4), ("4 out of 10", "", 4), ("10", "", 10),
        ("left", "left", None), ("right, 5", "right", 5), ("both 2", "both", 2), ("3-4", "", 4), ("2 or 3", "", 3),
        ("maybe 3 to 4", "", 4), ("left 3-4/10", "left", 4),
        ("3.5", "", 4), ("4.0", "", 4), ("3,5", "", 4), ("left side, about 4", "left", 4),
    ],
)  # fmt: skip
def test_a_number_or_a_side_is_read_and_of_two_neighbours_the_higher_one(
    said: str, side: str, number: int | None
) -> None:
    assert read_score(said) == Score(side, number)


@pytest.mark.parametrize("said", ["11", "2-6", "4-3", "ran 5", "", "knee 4", "7 3", "7,3"])
def test_anything_else_is_no_such_number(said: str) -> None:
    assert read_score(said) is None
