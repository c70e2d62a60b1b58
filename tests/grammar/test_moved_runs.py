"""A run that goes to another day, as it is typed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.grammar.runs import MovedRun, days_of, read_moved
from core.athlete import RunKind

TUESDAY = date(2026, 11, 24)
EASY, QUALITY, LONG, REST = RunKind.EASY, RunKind.QUALITY, RunKind.LONG, RunKind.REST
COMING = (EASY, REST, QUALITY, REST, EASY, LONG, REST, EASY)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("moved my long run to saturday", MovedRun(5, None, LONG)),
        ("I had to move Thursday's intervals to Wednesday", MovedRun(2, 3, QUALITY)),
        ("can you move my easy run from Tue to tomorrow?", MovedRun(2, 1, EASY)),
        ("long run on saturday instead of sunday this week", MovedRun(5, 6, LONG)),
        ("my long run is on saturday this week", MovedRun(5, None, LONG)),
        ("swap thursday and friday runs", MovedRun(4, 3, None, swap=True)),
        ("swapping sunday and saturday runs this week", MovedRun(5, 6, None, swap=True)),
        ("swap saturday's run with sunday's", MovedRun(6, 5, None, swap=True)),
        ("can we switch sunday's long run and saturday", MovedRun(5, 6, LONG, swap=True)),
        ("sat and sun runs swapped this week", MovedRun(6, 5, None, swap=True)),
        ("im swapping the weekend runs", MovedRun(6, 5, None, swap=True)),
        ("swap today's and tomorrow's runs", MovedRun(2, 1, None, swap=True)),
        ("switching my long run and easy run this week", MovedRun(None, None, LONG, swap=True, other=EASY)),
        ("swap tempo with long run please", MovedRun(None, None, QUALITY, swap=True, other=LONG)),
        ("long run saturday this week, not sunday", MovedRun(5, 6, LONG)),
        ("tomorrow long run instead of today", MovedRun(2, 1, LONG)),
        ("long run tomorrow instead of today", MovedRun(2, 1, LONG)),
        ("20k in the hills sunday instead of saturday", MovedRun(6, 5, None)),
        ("swap sat sun runs", MovedRun(6, 5, None, swap=True)),
        ("swap tuesday and thursday", None),
        ("swap strength on tuesday and thursday", None),
        ("not swapping saturday and sunday runs", None),
        ("swapped my running shoes on sunday", None),
        ("swap the easy runs", None),
        ("move my run to saturday", None),
        ("move strength A to thursday", None),
        ("move today's session to wednesday", None),
        ("long run saturday", None),
        ("my long run is on saturdays", None),
        ("moved house on saturday", None),
    ],
)
def test_where_a_run_goes(said: str, found: MovedRun | None) -> None:
    assert read_moved(said, TUESDAY) == found


@pytest.mark.parametrize(
    ("moved", "days"),
    [
        (MovedRun(5, None, LONG), (date(2026, 11, 29), date(2026, 11, 28))),
        (MovedRun(0, None, LONG), (date(2026, 11, 29), date(2026, 11, 30))),
        (MovedRun(2, 3, None), (date(2026, 11, 26), date(2026, 11, 25))),
        (MovedRun(2, 4, None), None),
        (MovedRun(None, None, LONG, swap=True, other=QUALITY), (date(2026, 11, 29), date(2026, 11, 26))),
        (MovedRun(None, None, LONG, swap=True, other=EASY), (date(2026, 11, 29), date(2026, 11, 28))),
    ],
)
def test_the_next_such_run_goes_to_the_nearest_such_day(moved: MovedRun, days: tuple[date, date] | None) -> None:
    assert days_of(moved, COMING, TUESDAY) == days
