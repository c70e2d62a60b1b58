"""The planning core by itself: a morning, an answer's effect, a runner's year, and what a long diary costs more."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

from core import planner
from core.standing import Standing
from tests.bench.table import Row
from tests.core.golden import Book, day

ROUNDS = 60


def cpu_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median CPU milliseconds of one call, after a first one that fills the caches."""
    work()
    found = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        found.append((time.process_time() - before) * 1000)
    return statistics.median(found)


def rows(long: bool = False) -> Sequence[Row]:
    young, old = Book(), Book()
    young.to(day(3, "mon"))
    began = time.process_time()
    old.to(day(53, "mon"))
    year = time.process_time() - began
    if long:
        old.to(day(105, "mon"))
    weeks = 105 if long else 53
    kept = [json.dumps(one.standing.to_json()) for one in (young, old)]
    morning = [cpu_ms(partial(_morning, one, at)) for one, at in ((young, 3), (old, weeks))]
    effect = [cpu_ms(partial(_effect, one, at), 20) for one, at in ((young, 3), (old, weeks))]
    back = [cpu_ms(partial(_read_back, raw)) for raw in kept]
    return [
        Row("core: a morning planned, CPU", morning[0], "ms", None, "<= 1 ms"),
        Row(f"core: a morning after {weeks - 1} weeks of diary", morning[1], "ms", morning[0], "<= 1.2 x"),
        Row("core: the effect of an answer, two forecasts", effect[0], "ms"),
        Row(f"core: the same after {weeks - 1} weeks", effect[1], "ms", effect[0], "<= 1.2 x"),
        Row(f"core: a standing read back after {weeks - 1} weeks", back[1], "ms", back[0]),
        Row("core: a runner's year, CPU", year, "s", None, "<= 1 s"),
    ]


def _morning(book: Book, week: int) -> object:
    return planner.plan_day(book.athlete, book.standing, day(week, "tue"))


def _effect(book: Book, week: int) -> object:
    return tuple(planner.changes(book.athlete, book.standing, book.standing, day(week, "mon")))


def _read_back(raw: str) -> object:
    return Standing.from_json(json.loads(raw))
