"""A usual week, read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.grammar.problem import Problem, Trouble
from bot.grammar.runs.beside import own
from bot.grammar.runs.described import MOST_TOKENS, Entry
from bot.grammar.runs.entries import entries_of
from bot.grammar.runs.racing import without_races
from bot.grammar.text import clean, tokens
from core.athlete import WEEKDAYS, Run, RunKind
from core.units import KM_PER_MILE

_LONGER, _LONGER_AT_WEEKEND, _LONG_KM = 1.25, 1.2, 14.0
"""How much longer than every other run of the week a run is that is the long one without being called so, and how
long one at the weekend is that has nothing to be compared with [DC]."""

_MINUTES_PER_KM = 6.0
_PROGRAMMES = re.compile(r"\bcouch (?:to|2) ?5 ?k\b", re.IGNORECASE)
"""A name with a distance in it that no run of the week has."""

_STRENGTH_ONLY = re.compile(
    r"^(?!.*\b(?:runs?|running|rest|off|free|no)\b).*\b(?:strength|gym|weights|lift\w*)\b", re.I | re.S
)
_OF_A_WEEK = frozenset(("all", "just", "only", "now", "moment", "currently", "completely", "every", "always"))
"""Words beside a rest from running: "nothing hurts" is none."""


@dataclass(frozen=True, slots=True)
class Week:
    """`runs` Monday to Sunday, rest where nothing was said; `said` the weekdays that were named."""

    runs: tuple[Run, ...] = (Run(),) * 7
    said: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()


def read_week(text: str, *, unit: str = "km", days_alone: bool = False) -> Week:
    """Reads a usual week. `unit` is what a distance without one is in ("km" or "mi").

    A word says the kind; without one, repeats ("6x800") are quality and the clearly longest run is the long one.
    `days_alone`: where nothing else can be meant, a day of which only the name is said ("Tue, Thu, Sun") has an easy
    run.
    """
    cleaned, races = without_races(clean(text))
    parts = tokens(own(_PROGRAMMES.sub(lambda one: " " * len(one[0]), cleaned)))
    problems: list[Problem] = []
    if len(parts) > MOST_TOKENS:
        problems.append(Problem(Trouble.too_long, ""))
        parts = parts[:MOST_TOKENS]
    entries, lost = entries_of(parts), list(races)
    runs: dict[int, Run] = {}
    told: set[int] = set()
    named: set[int] = set()
    others: Entry | None = None
    counted = 0, ""
    for entry in entries:
        fragment = cleaned[entry.start : entry.end].strip(" ,;.\n")[:120]
        if entry.others and entry.described and not entry.days:
            others = entry
            continue
        if not entry.days:
            if (
                set(entry.kinds) == {RunKind.REST}
                and len(entries) == 1
                and ("run" in cleaned.casefold() or _OF_A_WEEK.issuperset(entry.words))
                and not (entry.km or entry.minutes or entry.bare)
            ):
                return Week((Run(),) * 7, frozenset(range(7)), tuple(problems), ())
            if entry.described:
                problems.append(Problem(Trouble.needs_day, fragment))
            elif entry.words:
                lost.append(fragment)
            continue
        about = WEEKDAYS[entry.days[0]]
        if entry.either:
            problems.append(Problem(Trouble.ambiguous, fragment, about))
            continue
        if entry.count > counted[0]:
            counted = entry.count, fragment
        bare = not (entry.kinds or entry.measured or entry.between or entry.unclear)
        if bare and not ((days_alone or entry.count) and not entry.words):
            problems.append(Problem(Trouble.needs_distance, fragment, about))
            continue
        run = _run(entry, unit, problems, fragment, about)
        if run is None:
            continue
        named |= set(entry.days) if bare else set()
        for day in entry.days:
            if day in runs and runs[day] != run and day not in named:
                problems.append(Problem(Trouble.contradiction, fragment, WEEKDAYS[day]))
                continue
            runs[day] = run
            if entry.kinds:
                told.add(day)
    if runs and _STRENGTH_ONLY.search(cleaned) and not any(one.kind is not RunKind.REST for one in runs.values()):
        # "Strength on Sunday" takes no run away.
        return Week(problems=tuple(problems), leftovers=(cleaned.strip()[:120],))
    said = frozenset(runs)
    running = sum(one.kind is not RunKind.REST for one in runs.values())
    if running < counted[0] and others is None and not any(one.code is Trouble.needs_day for one in problems):
        problems.append(Problem(Trouble.needs_day, counted[1]))
    if others is not None:
        fragment = cleaned[others.start : others.end].strip(" ,;.\n")[:120]
        run = _run(others, unit, problems, fragment, "") or Run()
        runs |= {day: run for day in range(7) if day not in runs}
        said = frozenset(range(7))
    return Week(
        _with_long(tuple(runs.get(day, Run()) for day in range(7)), told), said, tuple(problems[:20]), tuple(lost[:20])
    )


def _run(entry: Entry, unit: str, problems: list[Problem], fragment: str, about: str) -> Run | None:
    """One entry as a run; what cannot be read of it is a problem, and the rest stands."""
    if Trouble.needs_day in entry.unclear:
        problems.append(Problem(Trouble.needs_day, fragment, ""))
        return None
    kinds = set(entry.kinds)
    moves = kinds - {RunKind.REST}
    if kinds == {RunKind.REST} and not (entry.km or entry.minutes or entry.repeats or entry.bare):
        return Run()
    if RunKind.REST in kinds and not moves and (entry.km or entry.repeats or entry.bare):
        problems.append(Problem(Trouble.contradiction, fragment, about))
        return None
    if kinds == {RunKind.REST}:
        return Run()
    problems.extend(Problem(one, fragment, about) for one in dict.fromkeys(entry.unclear))
    for one in entry.between:
        # A usual run of "8-10k" is one of nine.
        {"km": entry.km, "minutes": entry.minutes}.get(one.unit, entry.bare).append((one.value + one.high) / 2)
    km = entry.whole_km
    minutes: float | None = sum(entry.minutes) if entry.minutes else None
    if entry.bare and km is None and not entry.unclear:
        km = _bare(entry, moves, unit, problems, fragment, about, minutes)
    if km is not None and not 0.2 <= km <= 200:
        problems.append(Problem(Trouble.out_of_range, fragment, about))
        km = None
    if minutes is not None and not 3 <= minutes <= 1440:
        problems.append(Problem(Trouble.out_of_range, fragment, about))
        minutes = None
    return Run(
        entry.kind or RunKind.EASY, None if km is None else round(km, 2), None if minutes is None else round(minutes, 1)
    )


def _bare(
    entry: Entry,
    moves: set[RunKind],
    unit: str,
    problems: list[Problem],
    fragment: str,
    about: str,
    minutes: float | None,
) -> float | None:
    """ "Tue 8" is a distance; "Tue 45" may as well be minutes."""
    if len(entry.bare) > 1 or minutes is not None:
        problems.append(Problem(Trouble.ambiguous, fragment, about))
        return None
    value = entry.bare[0]
    most = (45 if RunKind.LONG in moves else 25) / (KM_PER_MILE if unit == "mi" else 1)
    if value > 200 or value <= 0:
        problems.append(Problem(Trouble.out_of_range, fragment, about))
        return None
    if value > most:
        problems.append(Problem(Trouble.needs_unit, fragment, about))
        return None
    return value * (KM_PER_MILE if unit == "mi" else 1)


def _with_long(runs: tuple[Run, ...], told: set[int]) -> tuple[Run, ...]:
    """Names the long run of a week in which the runner named none."""
    if any(run.kind is RunKind.LONG for run in runs):
        return runs
    known = {day: run.km or (run.minutes or 0) / _MINUTES_PER_KM for day, run in enumerate(runs)}
    ranked = sorted((day for day in known if known[day] > 0), key=lambda day: -known[day])
    if not ranked or ranked[0] in told or runs[ranked[0]].kind is not RunKind.EASY:
        return runs
    longest, weekend = ranked[0], ranked[0] >= 5
    if len(ranked) > 1:
        clearly = known[longest] >= (_LONGER_AT_WEEKEND if weekend else _LONGER) * known[ranked[1]]
    else:
        clearly = weekend and known[longest] >= _LONG_KM
    if not clearly:
        return runs
    return tuple(replace(run, kind=RunKind.LONG) if day == longest else run for day, run in enumerate(runs))
