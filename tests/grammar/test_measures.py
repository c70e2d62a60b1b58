"""Results of tests, as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.grammar.measures import Measured, read_measure


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("left 18 right 27", {"left": 18, "right": 27}),
        ("L 18 R 27", {"left": 18, "right": 27}),
        ("18 left, 27 right", {"left": 18, "right": 27}),
        ("27/18", {"left": 27, "right": 18}),
        ("18", {"": 18}),
        ("18 reps", {"": 18}),
        ("9.5 cm", {"": 9.5}),
        ("9,5", {"": 9.5}),
        ("left 9,5 cm right 11 cm", {"left": 9.5, "right": 11}),
        ("45 s", {"": 45}),
        ("1:10", {"": 70}),
        ("1 min 10", {"": 70}),
        ("a minute", None),
        ("left 1:05 right 58 s", {"left": 65, "right": 58}),
        ("both 20", {"both": 20}),
        ("I did 18 on the left", {"left": 18}),
        ("ten", {"": 10}),
        ("left twenty two, right eighteen", {"left": 22, "right": 18}),
        ("7, legs sore", None),
        ("effort 7", None),
        ("why?", None),
        ("", None),
    ],
)
def test_numbers_with_and_without_their_side(said: str, values: dict[str, float] | None) -> None:
    found = read_measure(said)
    assert (dict(found.values) if found else None) == values


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("stopped, it hurt 4", Measured(pain=4, hurt=True, stopped=True)),
        ("it hurts", Measured(hurt=True)),
        ("hurts too much", Measured(hurt=True)),
        ("pain 4/10", Measured(pain=4, hurt=True)),
        ("20, no pain", Measured((("", 20),), pain=0)),
        ("18 pain 2", Measured((("", 18),), pain=2, hurt=True)),
        ("skip", Measured(skip=True)),
        ("stop", Measured(stopped=True)),
        ("pain 40", None),
    ],
)
def test_pain_skipping_and_stopping(said: str, found: Measured | None) -> None:
    assert read_measure(said) == found


@given(st.text(max_size=150))
def test_no_words_break_it(said: str) -> None:
    found = read_measure(said)
    assert found is None or found.pain is None or 0 <= found.pain <= 10
