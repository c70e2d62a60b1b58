"""The judge of the wished weekdays: which pairs of days a week had for strength, counted out by hand (rulebook 8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

HARD = ("quality", "long")


def pairs(
    runs: Sequence[str], before: str, after: str, apart_from: int | None, free: Collection[int], drills: bool
) -> list[tuple[int, int]]:
    """The pairs of weekdays (0 = Monday) on which two strength days stand without anything giving way.

    `runs` are the week's seven, `before` and `after` those of the Sunday before and the Monday after. `apart_from`: the
    weekday of the last strength day before this week, counted back from it (-3 = Friday). `free`: nothing is planned
    there. `drills`: a technique day has to find its place, too.
    """
    line = [*runs, after]
    open_days = [
        day for day in range(7)
        if runs[day] not in HARD and line[day + 1] not in HARD and day not in free
        and (apart_from is None or day - apart_from >= 2)
    ]  # fmt: skip
    return [
        pair for pair in combinations(open_days, 2)
        if pair[1] - pair[0] >= 2 and pair[0] + 7 - pair[1] >= 2 and rested(runs, pair, free, drills)
    ]  # fmt: skip


def rested(runs: Sequence[str], pair: tuple[int, int], free: Collection[int], drills: bool) -> bool:
    """Whether a day without run and session is left, with the technique day somewhere else."""
    rest = {day for day in range(7) if runs[day] == "rest"} - set(pair)
    if not drills:
        return bool(rest)
    places = [day for day in range(7) if runs[day] not in HARD and day not in free and day not in pair]
    return any(rest - {place} for place in places)
