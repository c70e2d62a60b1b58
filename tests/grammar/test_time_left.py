"""The time there is for training, which is never how hard it was."""

from __future__ import annotations

import pytest

from bot.grammar.time_left import TimeLeft, read_time_left


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("20 min", 20), ("only 20 minutes today", 20), ("I've only got half an hour", 30), ("I have an hour max", 60),
        ("i don't have 2 hours, only 1", 60), ("I dont have 50 min, just 20", 20), ("only have 1h", 60),
        ("haven't got an hour, more like 30 min", 30), ("can only do 25 mins", 25), ("not 2 hours but one", 60),
        ("20-30 min", 20), ("i only have twenty minutes", 20), ("1h30 max", 90), ("no time, 15 min", 15),
        ("just 10min now please!", 10),
    ],
)  # fmt: skip
def test_the_time_there_is_is_read(said: str, minutes: int) -> None:
    assert read_time_left(said) == TimeLeft(minutes)


@pytest.mark.parametrize("said", ["i don't have an hour", "I haven't got 50 minutes today", "less than half an hour"])
def test_time_that_there_is_not_leaves_open_how_much_there_is(said: str) -> None:
    assert read_time_left(said) == TimeLeft(None)


@pytest.mark.parametrize(
    "said",
    ["did 20 min", "easy run 30 min", "7", "7 3", "only 1", "20", "stopped after 20 min", "30 min easy", "no time",
     "sick for 2 hours", "in 2 hours please", "I don't have knee pain, only 1", ""],
)  # fmt: skip
def test_what_says_anything_else_is_no_time_that_there_is(said: str) -> None:
    assert read_time_left(said) is None
