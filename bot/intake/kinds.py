"""Which sport a recording is, and whether a run was easy, quality or long.

A car, a bicycle and a walk must not become runs. What says its sport is believed; what does not is judged by how it
moves, and what stays open is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from bot.grammar.text import clean, tokens
from bot.intake.run import Activity, Lap, Sport
from core.athlete import Run, RunKind

PARTS = frozenset({"active", "rest", "warmup", "cooldown", "recovery", "interval"})
_REST = frozenset({"rest", "recovery"})

_NAMES = {
    Sport.RUN: """run runs running jog jogging trailrun trailrunning treadmill laufen lauf laufband joggen dauerlauf
        correr corrida course footing hardlopen parkrun marathon halfmarathon fartlek""",
    Sport.WALK: "walk walking walks hike hiking hikes walken wandern wanderung spaziergang trekking snowshoeing",
    Sport.RIDE: """ride riding rides cycling biking bike bicycle cycle ebike ebikeride mtb gravel spinning radfahren
        rennrad rad velo virtualride""",
    Sport.FAST: """driving car motorcycling motorcycle flying boating train sailing skiing snowboarding alpine
        snowmobiling skating inline kitesurfing windsurfing""",
    Sport.SWIM: "swim swims swimming schwimmen openwater",
    Sport.STRENGTH: """strength gym weights lifting crossfit yoga pilates mobility stretching stretch core kraft hiit
        training plyometrics conditioning calisthenics flexibility warmup warm-up""",
    Sport.OTHER: """rowing row elliptical multisport transition soccer football tennis basketball golf climbing
        rockclimbing surfing paddling kayaking crosscountryskiing crosstraining crosstrain stair stairs meditation
        breathing hunting fishing horseback rafting fitness""",
}
_SPORTS = {word: sport for sport, words in _NAMES.items() for word in words.split()}
_CODES = {"9": Sport.RUN, "1": Sport.RIDE}
"""What one platform wrote into GPX files for years instead of words."""


def sport_of(name: str) -> Sport | None:
    """The sport that a file names; None where it names none ("generic") or one that is not known."""
    words = [one.text for one in tokens(clean(name.replace("_", " ")))]
    if len(words) == 1:
        return _SPORTS.get(words[0]) or _CODES.get(words[0])
    found = sports_in(words)
    if not found:
        return _SPORTS.get("".join(words))
    # "Trail running", "Run on the treadmill"; of "Strength, then run" the first counts.
    return Sport.RUN if words[-1] in ("run", "running", "lauf") and found[0] is Sport.STRENGTH else found[0]


def sports_in(words: Sequence[str]) -> list[Sport]:
    """The sports that are named, in order, each once."""
    return list(dict.fromkeys(_SPORTS[one] for one in words if one in _SPORTS))


# --- by movement -----------------------------------------------------------------------------------------------------

WALKED, JOGGED, SWIFT = 1.75, 2.15, 4.6
"""Metres a second, the middle of what moved. Up to the first it is walked (9:31 min/km and slower), from the second to
the third it is run; in between and above, the runner is asked [DC]."""
BURST, WHEELS = 7.0, 9.0
"""Half a minute above the first is no steady run, above the second nobody's run [DC]; 100 m are run at 10."""


def sport_by_pace(km: float | None, minutes: float | None) -> Sport:
    """The sport by the mean speed alone."""
    if not km or not minutes:
        return Sport.MOVING
    return sport_by_speeds([km * 1000 / minutes / 60])


def sport_by_speeds(speeds: Sequence[float]) -> Sport:
    """The sport by the speeds of half minutes in motion, metres a second."""
    if not speeds:
        return Sport.MOVING
    middle = median(speeds)
    ordered = sorted(speeds)
    fastest = ordered[max(0, len(ordered) - 1 - len(ordered) // 20)]
    if fastest > WHEELS or middle > BURST:
        return Sport.FAST
    if fastest > BURST or middle > SWIFT:
        return Sport.MOVING
    if middle <= WALKED:
        return Sport.WALK
    return Sport.RUN if middle >= JOGGED else Sport.MOVING


# --- easy, quality, long ---------------------------------------------------------------------------------------------

LONGER = 1.25
"""So much longer than the middle of the other runs is a long one [DC; as in a typed week]."""
LONG_KM, LONG_MINUTES = 10.0, 75.0
"""A long run has at least one of these; at a usual 3 km, 5 km is a longer run, not a long one [DC]."""
ALWAYS_LONG_MINUTES = 100.0
ENOUGH_RUNS = 3
PLANNED_SHARE = 0.75
"""So much of a planned long or quality run is taken as that run [DC]."""
FASTER, FAST_MINUTES = 1.13, 6.0
"""Laps so much faster than the slow ones, for so many minutes together, make a quality run [DC]."""
STEADY_PULSE, HARD_PULSE = 0.84, 0.88
"""Shares of the highest pulse at this age: above the second a whole run was hard; below the first it was not [DC]."""
_MIN_LAP_KM, _MIN_LAP_MINUTES = 0.15, 0.4

_TITLES = {
    RunKind.LONG: "longrun longruns lr",
    RunKind.QUALITY: """tempo interval intervals intervalle fartlek threshold speed speedwork reps repeats race
        wettkampf parkrun vo2max sprints progression""",
    RunKind.EASY: "easy recovery regeneration locker shakeout aerobic base commute",
}
_AFTER_LONG = frozenset(("", "run", "slow", "jog", "lauf", "distance", "easy", "trail", "steady", "progression"))
_TITLE = {word: kind for kind, words in _TITLES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Around:
    """What a run is held against: the day's plan, the distances of the last weeks' other runs, the runner's age.

    `long_km`: the usual week's long run.
    """

    planned: Run = field(default_factory=Run)
    lengths: tuple[float, ...] = ()
    age: int | None = None
    long_km: float | None = None


def kind_of(run: Activity, around: Around) -> RunKind:
    """Long before quality before easy: what asks more of the legs counts."""
    named = title_kind(run.name)
    if named is RunKind.LONG or _long(run, around):
        return RunKind.LONG
    if named is not None:
        return named
    shown = _quality(run, around)
    if shown is not None:
        return RunKind.QUALITY if shown else RunKind.EASY
    planned = around.planned
    if planned.kind is RunKind.QUALITY and _as_planned(run, planned):
        return RunKind.QUALITY
    return RunKind.EASY


def title_kind(title: str) -> RunKind | None:
    """What a run's name says of it; None for "Morning Run". "Long" alone may be part of a place's name."""
    words = [one.text for one in tokens(clean(title.replace("_", " ")))]
    found = {_TITLE[one] for one in words if one in _TITLE}
    for one, after in pairwise([*words, ""]):
        if one in ("long", "langer") and (after in _AFTER_LONG or after[:1].isdigit()):
            found.add(RunKind.LONG)
    for kind in (RunKind.LONG, RunKind.QUALITY, RunKind.EASY):
        if kind in found:
            return kind
    return None


def _long(run: Activity, around: Around) -> bool:
    if run.minutes is not None and run.minutes >= ALWAYS_LONG_MINUTES:
        return True
    planned = around.planned
    if planned.kind is RunKind.LONG and _as_planned(run, planned) and (planned.km or planned.minutes):
        return True
    at_least = (run.km or 0) >= LONG_KM or (run.minutes or 0) >= LONG_MINUTES
    if at_least and run.km and around.long_km and run.km >= PLANNED_SHARE * around.long_km:
        # On another day than planned it is the long run all the same, unless so many were planned for that day, too.
        return planned.km is None or run.km >= LONGER * planned.km
    if not at_least or run.km is None or len(around.lengths) < ENOUGH_RUNS:
        return False
    return run.km >= LONGER * median(around.lengths)


def _as_planned(run: Activity, planned: Run) -> bool:
    if planned.km and run.km is not None:
        return run.km >= PLANNED_SHARE * planned.km
    if planned.minutes and run.minutes is not None:
        return run.minutes >= PLANNED_SHARE * planned.minutes
    return True


def _quality(run: Activity, around: Around) -> bool | None:
    """Whether laps or pulse show quality; None where there is nothing to tell by."""
    parts = [one.part for one in run.laps]
    if parts.count("interval") >= 2 or (sum(one in _REST for one in parts) >= 2 and "active" in parts):
        return True
    laps = [one for one in run.laps if one.km >= _MIN_LAP_KM and one.minutes >= _MIN_LAP_MINUTES]
    if len(laps) >= 3:
        if _changes_pace(laps):
            return True
        if around.age is None or run.pulse is None:
            # Steady laps may still be a tempo run; where one was planned it is believed.
            return None if around.planned.kind is RunKind.QUALITY else False
    if run.pulse is not None and around.age is not None:
        share = run.pulse / top_pulse(around.age)
        if share >= HARD_PULSE and (run.minutes or 0) >= 15:
            return True
        if share <= STEADY_PULSE and len(laps) >= 3:
            return False
    return None


def _changes_pace(laps: Sequence[Lap]) -> bool:
    """Fast laps among slow ones; a slower first and last lap and one quick finish are no intervals."""
    speeds = sorted(one.km / one.minutes for one in laps)
    slow = speeds[len(speeds) // 4]
    fast = [one for one in laps if one.km / one.minutes >= FASTER * slow]
    return len(fast) >= 2 and sum(one.minutes for one in fast) >= FAST_MINUTES and len(fast) < len(laps)


def top_pulse(age: int) -> float:
    """208 - 0.7 x age (Tanaka et al. 2001, JACC 37:153)."""
    return 208 - 0.7 * age


def name_of(text: str) -> str:
    """A name as a runner may read it: one line, no control characters, no novel."""
    plain = "".join(one if one.isprintable() else " " for one in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= 60 else plain[:59] + "…"
