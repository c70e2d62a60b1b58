"""A typed line: a run that was run, one to come, or the usual week."""

from __future__ import annotations

from datetime import date

import pytest

from bot.intake import said
from core.athlete import RunKind

TODAY = date(2026, 11, 25)
"""A Wednesday."""


def read(text: str) -> str:
    found = said.read(text, TODAY)
    match found:
        case said.Done():
            parts = ["ran", f"{(found.on - TODAY).days:+d}"]
            parts += [f"{found.km:g} km"] if found.km else []
            parts += [f"{found.minutes:g} min"] if found.minutes else []
            parts += [found.kind.value] if found.kind else []
            parts += ["?"] if found.problems else []
            return " ".join(parts)
        case said.Coming():
            km = f" {found.run.km:g} km" if found.run.km else ""
            return f"plan {(found.on - TODAY).days:+d} {found.run.kind.value}{km}"
        case said.Usual(week):
            return f"week of {len(week.said)}" + (" ?" if week.problems else "")
        case said.Unclear():
            return "which?"
    return "-"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ran 8k easy 45min", "ran +0 8 km 45 min easy"),
        ("ran 8k easy in 45", "ran +0 8 km 45 min easy"),
        ("10 mi this morning", "ran +0 16.09 km"),
        ("yesterday 12 km hard", "ran -1 12 km quality"),
        ("did 5k yesterday", "ran -1 5 km"),
        ("ran 10k on monday", "ran -2 10 km"),
        ("jogged 30 min", "ran +0 30 min"),
        ("8 km in 44:10", "ran +0 8 km 44.2 min"),
        ("long run 18k last sunday", "ran -3 18 km long"),
        ("3 days ago 8k", "ran -3 8 km"),
        ("parkrun this morning, 5k in 24:30", "ran +0 5 km 24.5 min quality"),
        ("tomorrow 10k easy", "plan +1 easy 10 km"),
        ("tomorrow 10k instead of intervals", "plan +1 easy 10 km"),
        ("10k easy tomorrow instead of my tempo run", "plan +1 easy 10 km"),
        ("friday easy 8k instead of the intervals", "plan +2 easy 8 km"),
        ("easy run instead of friday's intervals", "plan +2 easy"),
        ("intervals tomorrow instead of easy", "plan +1 quality"),
        ("tempo instead of long run on sunday", "plan +4 quality"),
        ("no intervals tomorrow but 6k easy", "plan +1 easy 6 km"),
        ("skipping intervals on friday, just easy", "plan +2 easy"),
        ("no club tonight, easy 10 instead", "plan +0 easy 10 km"),
        ("no intervals, 8 easy instead", "plan +0 easy 8 km"),
        ("18 in 1:45", "ran +0 18 km 105 min"),
        ("8 in 44:10", "ran +0 8 km 44.2 min"),
        ("tomorrow no run", "plan +1 rest"),
        ("no run tomorrow", "plan +1 rest"),
        ("friday off", "plan +2 rest"),
        ("Tu 8k easy, Th 6x800, Su 18k", "week of 3"),
        ("every tuesday 8k", "week of 1"),
        ("Tu 8k, long 18k", "week of 1 ?"),
        ("Tue 8k", "which?"),
        ("can I run 8k tomorrow?", "-"),
        ("7 3", "-"),
        ("calves 4", "-"),
        ("easy, no soreness", "-"),
        ("effort 7", "-"),
        ("hello there", "-"),
        ("left knee pain 5", "-"),
        ("squats 3x8 were hard", "-"),
        ("just back from 8 miles easy", "ran +0 12.87 km easy"),
        ("6x800 felt hard", "ran +0 quality"),
        ("tuesday run was 8k", "ran -1 8 km"),
        ("friday's session was 8", "-"),
        ("forgot to rate friday: 7", "-"),
        ("back from holiday", "-"),
    ],
)
def test_a_line_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert read(text) == meant


def test_a_distance_without_a_unit_is_in_the_runners_own() -> None:
    found = said.read("ran 5", TODAY, "mi")
    assert isinstance(found, said.Done)
    assert found.km == pytest.approx(8.05)


def test_behind_the_command_a_bare_line_is_a_run() -> None:
    found = said.read("8k easy", TODAY, asked=True)
    assert isinstance(found, said.Done)
    assert (found.km, found.kind) == (8, RunKind.EASY)
