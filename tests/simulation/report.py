"""Figures with their confidence intervals, and the plain words on which goals were met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from random import Random

from tests.simulation.compare import NAMES, PEER_NAMES, TOO_HEAVY, TOO_LIGHT, Found, Half, Search, Sinew
from tests.simulation.peers import Nothing

RESAMPLES = 500
WITHIN_SESSIONS = 4
CONVERGED_GOAL = 0.95
OVERLOADS_GOAL = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate with its 95 % interval by bootstrap over runners."""

    value: float
    low: float
    high: float

    def text(self, digits: int = 1) -> str:
        return f"{self.value:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}]"


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is counted: the sum of `of` over the sum of `per`, over runners."""

    title: str
    of: Callable[[Half], float]
    per: Callable[[Half], float] = lambda half: 1.0
    times: float = 1.0
    digits: int = 1


COLUMNS = (
    Column("legs stronger, %", lambda half: half.gain),
    Column("sessions", lambda half: half.sessions),
    Column("true session effort", lambda half: half.effort * half.sessions, lambda half: half.sessions),
    Column("over target, % of sessions", lambda half: half.over, lambda half: half.sessions, 100),
    Column("tissue overloads", lambda half: half.overloads, digits=2),
    Column("of them by lifting", lambda half: half.tipped, digits=2),
    Column("days lost", lambda half: half.lost, digits=2),
    Column("oscillation, %", lambda half: half.wasted, digits=2),
    Column("working sets", lambda half: half.sets, digits=0),
)
GAIN, OVERLOADS, TIPPED = COLUMNS[0], COLUMNS[4], COLUMNS[5]


class Sample:
    """Runners drawn again and again, the same draws for every figure, so that planners are compared in pairs."""

    def __init__(self, size: int, resamples: int = RESAMPLES) -> None:
        random = Random("bootstrap")
        self.size = size
        self.draws = [random.choices(range(size), k=size) for _ in range(resamples)]

    def ratio(self, of: Sequence[float], per: Sequence[float], times: float = 1.0) -> list[float]:
        """The ratio of the sums: of all runners first, then of each draw."""
        ratios = [_over(sum(of), sum(per)) * times]
        for draw in self.draws:
            ratios.append(_over(sum(map(of.__getitem__, draw)), sum(map(per.__getitem__, draw))) * times)
        return ratios


def _over(of: float, per: float) -> float:
    """Something beside nothing is more of it, not less."""
    return of / per if per else inf if of else 0.0


def figure(values: Sequence[float]) -> Figure:
    """From an estimate followed by its resamples."""
    ordered = sorted(values[1:]) or [values[0]]
    last = len(ordered) - 1
    return Figure(values[0], ordered[round(0.025 * last)], ordered[round(0.975 * last)])


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of one run: `table` by planner and column, the goals, and the lines that say so."""

    table: dict[str, dict[str, Figure]]
    best: str
    gain_difference: Figure
    overload_ratio: Figure
    tipped_ratio: Figure
    broken: tuple[str, ...]

    @property
    def gain_met(self) -> bool:
        return self.gain_difference.value >= 0

    @property
    def overloads_met(self) -> bool:
        return self.tipped_ratio.value <= OVERLOADS_GOAL


def compared(found: Sequence[Found], resamples: int = RESAMPLES) -> Comparison:
    """What the half-years say. The best peer is the one with the largest gain."""
    sample = Sample(len(found), resamples)
    drawn: dict[str, dict[str, list[float]]] = {}
    for name in NAMES:
        halves = [one.halves[name] for one in found]
        drawn[name] = {
            column.title: sample.ratio(
                [column.of(one) for one in halves], [column.per(one) for one in halves], column.times
            )
            for column in COLUMNS
        }
    best = max(PEER_NAMES, key=lambda name: drawn[name][GAIN.title][0])

    def pairs(column: Column) -> Iterable[tuple[float, float]]:
        return zip(drawn[Sinew.name][column.title], drawn[best][column.title], strict=True)

    return Comparison(
        {name: {title: figure(values) for title, values in columns.items()} for name, columns in drawn.items()},
        best,
        figure([ours - theirs for ours, theirs in pairs(GAIN)]),
        figure([_over(ours, theirs) for ours, theirs in pairs(OVERLOADS)]),
        figure([_over(ours, theirs) for ours, theirs in pairs(TIPPED)]),
        tuple(f"runner {one.seed}: {text}" for one in found for text in one.halves[Sinew.name].broken),
    )


# --- convergence --------------------------------------------------------------------------------------------------

WAYS: tuple[tuple[str, Callable[[Search], int | None]], ...] = (
    ("within 4 sessions with the lift, %", lambda one: one.near),
    ("within 4 sessions of any kind, %", lambda one: one.near_session),
    ("by repetitions alone, %", lambda one: one.within),
    ("within a point of effort, %", lambda one: one.point),
)


def convergence(searches: Sequence[Search], resamples: int = RESAMPLES) -> dict[tuple[str, float | None], list[Figure]]:
    """Share of main lifts that found their dose, by planner and by error (None = both); runners are what is redrawn."""
    seeds = sorted({one.seed for one in searches})
    found: dict[tuple[str, float | None], list[Figure]] = {}
    for factor in (TOO_LIGHT, TOO_HEAVY, None):
        kept = [seed for seed in seeds if any(one.seed == seed and factor in (one.factor, None) for one in searches)]
        sample = Sample(len(kept), resamples)
        for name in NAMES[:-1]:
            figures = []
            for _, way in WAYS:
                good, all_of_them = dict.fromkeys(kept, 0.0), dict.fromkeys(kept, 0.0)
                for one in searches:
                    if one.planner == name and one.seed in good:
                        number = way(one)
                        all_of_them[one.seed] += 1
                        good[one.seed] += number is not None and number <= WITHIN_SESSIONS
                figures.append(figure(sample.ratio(list(good.values()), list(all_of_them.values()), 100)))
            found[name, factor] = figures
    return found


# --- words ----------------------------------------------------------------------------------------------------------


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, also readable in a terminal."""
    widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def comparison_table(comparison: Comparison) -> str:
    """A row for everything that is counted, a column for every planner."""
    rows = [["a half-year, mean of a runner [95 % CI]", *NAMES]]
    for column in COLUMNS:
        rows.append([column.title, *(comparison.table[name][column.title].text(column.digits) for name in NAMES)])
    return table(rows)


def convergence_table(searches: Sequence[Search], resamples: int = RESAMPLES) -> str:
    found = convergence(searches, resamples)
    rows = [["first load", "planner", *(title for title, _ in WAYS)]]
    for factor, words in ((TOO_LIGHT, "30 % too light"), (TOO_HEAVY, "30 % too heavy"), (None, "both")):
        for name in NAMES[:-1]:
            rows.append([words, name, *(one.text(0) for one in found[name, factor])])
    return table(rows)


def levels_table(found: Sequence[Found], best: str) -> str:
    """The gain of Sinew and of the best peer by level."""
    rows = [["level", "runners", *(f"gain: {one}" for one in (Sinew.name, best))]]
    rows[0] += [f"overloads: {one}" for one in (Nothing.name, Sinew.name, best)]
    for level in sorted({one.level for one in found}):
        those = [one for one in found if one.level == level]
        gains = [sum(one.halves[name].gain for one in those) / len(those) for name in (Sinew.name, best)]
        over = [
            sum(one.halves[name].overloads for one in those) / len(those) for name in (Nothing.name, Sinew.name, best)
        ]
        rows.append([level, str(len(those)), *(f"{one:.1f} %" for one in gains), *(f"{one:.2f}" for one in over)])
    return table(rows)


def verdicts(comparison: Comparison, searches: Sequence[Search], resamples: int = RESAMPLES) -> list[str]:
    """The goals of the issue, each with its figure and whether it was met."""
    share = convergence(searches, resamples)[Sinew.name, None][0]
    lines = [
        f"{_met(share.value >= 100 * CONVERGED_GOAL)}: convergence within {WITHIN_SESSIONS} sessions in at least "
        f"{CONVERGED_GOAL:.0%} of lifts: {share.text(0)} %",
        f"{_met(comparison.gain_met)}: at least the gain of the best peer ({comparison.best}): difference "
        f"{comparison.gain_difference.text(1)} points",
        f"{_met(comparison.overloads_met)}: at most {OVERLOADS_GOAL} of that peer's overloads by lifting: ratio "
        f"{comparison.tipped_ratio.text(2)} (with those of running: {comparison.overload_ratio.text(2)})",
        f"{_met(not comparison.broken)}: no invariant violated: {len(comparison.broken)}",
    ]
    return [*lines, *(f"  {one}" for one in comparison.broken[:20])]


def _met(yes: bool) -> str:
    return "MET   " if yes else "MISSED"
