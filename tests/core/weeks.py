"""Runners' weeks as letters, for the tests of `core.week`."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, combinations

from core.athlete import RunKind
from core.session import Kind
from core.week import WeekPlan, WeekProblem

MONDAY = date(2026, 11, 23)
MON, TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(number) for number in range(7))
A, B, U, T, MICRO = Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.TECHNIQUE, Kind.MICRO
LETTER = {"R": RunKind.REST, "E": RunKind.EASY, "Q": RunKind.QUALITY, "L": RunKind.LONG}
SHORT = {A: "A", B: "B", U: "U", T: "T", MICRO: "m", None: "."}
EXAMPLE = "RERQREL"
"""The runner of section 14."""


def week(runs: str, **more) -> WeekProblem:
    """A runner whose weeks are all alike."""
    kinds = tuple(LETTER[one] for one in runs)
    return WeekProblem(MONDAY, kinds, **({"run_before": kinds[6], "run_after": kinds[0]} | more))


def slots(laid: WeekPlan) -> str:
    return "".join(SHORT[one.slot] for one in laid.days)


def codes(reasons) -> list[str]:
    return [str(one) for one in reasons]


def run_weeks(quality: int) -> list[str]:
    """Every run week of 3-7 runs, L on Saturday or Sunday, repeating, hard runs never on neighbouring days."""
    found = []
    for long in (5, 6):
        for days in combinations(range(7), quality):
            hard = {*days, long}
            if len(hard) != quality + 1 or any((one + 1) % 7 in hard for one in hard):
                continue
            others = [one for one in range(7) if one not in hard]
            for easy in chain.from_iterable(combinations(others, size) for size in range(len(others) + 1)):
                if 3 <= len(hard) + len(easy) <= 7:
                    found.append(
                        "".join(
                            "L" if day == long else "Q" if day in days else "E" if day in easy else "R"
                            for day in range(7)
                        )
                    )
    return found
