"""The planning core by itself: a morning, an answer's effect, a runner's year, and what a long diary costs more."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from types import FrameType
from typing import Any

from core import diary, planner, week as placement
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


def bytecodes(work: Callable[[], object]) -> int:
    """Instructions of Python that one call executes, after a first one that fills the caches.

    What is done in C is not in it; but it is the same on every machine, and no neighbour disturbs it.
    """
    work()
    count = 0

    def each(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def rows(long: bool = False) -> Sequence[Row]:
    """Two weeks of diary against two years, on a Tuesday with a session of about the same size (16 and 14 working
    sets). The later one is the third week of a block, in which more rises are tried: that is training and not diary.
    """
    young, old = Book(), Book()
    young.to(day(SHORT + 1, "mon"))
    began = time.process_time()
    old.to(day(53, "mon"))
    year = time.process_time() - began
    old.to(day(LONG + 1, "mon"))
    kept = [json.dumps(one.standing.to_json()) for one in (young, old)]
    both = ((young, SHORT + 1), (old, LONG + 1))
    morning = [cpu_ms(partial(_morning, one, at)) for one, at in both]
    effect = cpu_ms(partial(_effect, young, SHORT + 1), 20)
    nothing = [cpu_ms(partial(_no_effect, one, at), 20) for one, at in both]
    codes = [[bytecodes(partial(what, one, at)) / 1000 for one, at in both] for what in (_morning, _no_effect)]
    back = [cpu_ms(partial(_read_back, raw)) for raw in kept]
    return [
        Row("core: a morning planned, its week searched anew, CPU", morning[0], "ms", None, "≤ 1 ms"),
        Row("  with two years of diary", morning[1], "ms", morning[0], "≤ 1.2 × two weeks"),
        Row("  in thousands of bytecodes", codes[0][0], "k"),
        Row("  with two years of diary", codes[0][1], "k", codes[0][0], "≤ 1.2 × two weeks"),
        Row("core: a hard session, what it changes in the next two, CPU", effect, "ms"),
        Row("core: an answer that changes nothing for nine days, CPU", nothing[0], "ms"),
        Row("  with two years of diary", nothing[1], "ms", nothing[0], "≤ 1.2 × two weeks"),
        Row("  in thousands of bytecodes", codes[1][0], "k"),
        Row("  with two years of diary", codes[1][1], "k", codes[1][0], "≤ 1.2 × two weeks"),
        Row("core: a cached standing read back after two years, CPU", back[1], "ms", back[0]),
        Row("core: a runner's year, CPU", year, "s", None, "≤ 1 s"),
    ]


SHORT, LONG = 2, 106
"""Weeks of diary."""


def _morning(book: Book, week: int) -> object:
    placement.plan.cache_clear()
    return planner.plan_day(book.athlete, book.standing, day(week, "tue"))


def _effect(book: Book, week: int) -> object:
    """A hard session instead of one as asked, told as the bot tells it: the first two sessions that differ."""
    last = next(one for one in reversed(book.standing.past) if one.kind.strength)
    hard = diary.Report(at=book.at(), day=day(week, "mon"), session=last.id, effort=10.0)
    after = planner.advance(book.standing, hard)
    shown: set[date] = set()
    for one in planner.changes(book.athlete, book.standing, after, day(week, "mon")):
        shown.add(one.day)
        if len(shown) > 2:
            break
    assert shown
    return shown


def _no_effect(book: Book, week: int) -> object:
    return tuple(planner.changes(book.athlete, book.standing, book.standing, day(week, "mon")))


def _read_back(raw: str) -> object:
    return Standing.from_json(json.loads(raw))
