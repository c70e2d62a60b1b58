"""Reading files: an hour of a watch and five years of a calendar, beside the bare libraries on the same bytes; and what
600 runs in the diary cost the planner."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.intake import files
from core import diary, planner
from core.athlete import RunKind
from core.standing import Standing
from tests.bench.core_bench import cpu_ms
from tests.bench.table import Row
from tests.core.golden import RUNNER, Book, day as golden_day
from tests.intake import made

BERLIN, TODAY = ZoneInfo("Europe/Berlin"), date(2026, 11, 25)
ROUNDS = 5


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median wall seconds of one call."""
    found = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        found.append(time.perf_counter() - before)
    return statistics.median(found)


def hour() -> bytes:
    """An hour, a record of 30 fields every second, a lap every kilometre."""
    return made.fit(12, 60, every=1, more=25, laps=[made.Lap(1, 5)] * 12)


def years() -> bytes:
    """Five years up to three months from now: four runs a week, a rest day, strength, and two that recur."""
    first = TODAY - timedelta(days=5 * 365 - 90)
    events = []
    for number in range(5 * 365):
        on = first + timedelta(days=number)
        match on.weekday():
            case 1 | 3 | 5 | 6:
                events.append(made.runna(on, f"🏃 Easy Run • {6 + number % 9}km", "Easy Run • 40m - 50m\\n\\nSteady."))
            case 4:
                events.append(made.runna(on, "😴 Rest Day", "Rest"))
            case 2:
                events.append(made.runna(on, "💪 Strength • 40m", "Full body"))
    for weekday in ("MO", "FR"):
        rule = f"FREQ=WEEKLY;BYDAY={weekday}"
        events.append(made.event(uid=weekday, dtstart=f"{first:%Y%m%d}T180000Z", rrule=rule, summary="Club run 8 km"))
    return made.calendar(*events, by="-//Runna//EN")


def bare_fit(content: bytes) -> int:
    import fitdecode

    with fitdecode.FitReader(content) as frames:
        return sum(1 for frame in frames if isinstance(frame, fitdecode.FitDataMessage) and list(frame.fields))


def bare_ics(content: bytes) -> int:
    import icalendar

    return len(list(icalendar.Calendar.from_ical(content).walk("VEVENT")))


async def longest_pause(content: bytes) -> float:
    """The longest that the event loop was held up, in milliseconds, while the file was read beside it."""
    worst = 0.0
    task = asyncio.create_task(asyncio.to_thread(files.read, "plan.ics", content, BERLIN, TODAY))
    while not task.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, time.perf_counter() - before - 0.001)
    await task
    return worst * 1000


def with_runs(standing: Standing, until: date, weeks: int) -> Standing:
    """Six runs a week up to that day."""
    for number in reversed(range(1, weeks * 7 + 1)):
        on = until - timedelta(days=number)
        if on.weekday() == 0:
            continue
        at = datetime(on.year, on.month, on.day, 8, tzinfo=UTC)
        kind = RunKind.LONG if on.weekday() == 6 else RunKind.EASY
        entry = diary.Ran(at=at, day=on, km=16 if on.weekday() == 6 else 8, minutes=48, kind=kind, start=at)
        standing = planner.advance(standing, entry)
    return standing


async def rows(_long: bool = False) -> Sequence[Row]:
    fit, plan = hour(), years()
    fit_s = seconds(partial(files.read, "run.fit", fit, BERLIN, TODAY))
    ics_s = seconds(partial(files.read, "plan.ics", plan, BERLIN, TODAY))
    book = Book()
    book.to(golden_day(3, "mon"))
    until = golden_day(3, "tue")
    short, old = with_runs(book.standing, until, 2), with_runs(book.standing, until, 100)
    costs = [cpu_ms(partial(planner.plan_day, RUNNER, one, until), 40) for one in (short, old)]
    return [
        Row(f"runs: a one-hour FIT of {len(fit) // 1000} kB", fit_s, "s", seconds(partial(bare_fit, fit)), "<= 0.5 s"),
        Row(f"runs: a 5-year calendar of {len(plan) // 1000} kB", ics_s, "s", seconds(partial(bare_ics, plan), 3),
            "<= 1 s"),
        Row("runs: the loop's longest pause meanwhile", await longest_pause(plan), "ms"),
        Row(f"runs: a morning with 600 runs told ({len(old.runs)} in mind)", costs[1], "ms", costs[0], "<= 1.2 x"),
    ]  # fmt: skip
