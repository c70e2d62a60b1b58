"""The season: blocks, their weeks and phases, and planned deloads (rulebook 1.3, 3.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from datetime import date, timedelta

from core import races
from core.athlete import Athlete, Level, Run, RunKind
from core.policy import policy
from core.records import dataclass, once, replace
from core.standing import Period, Standing, restart_day

WEEK = timedelta(days=7)
ORDER = ("A", "B", "C")


@dataclass(frozen=True)
class Position:
    """Where a day lies in the season.

    `week` counts from 1 in a block of `weeks`; `phase` is a row of rulebook 1.3 (intro, base, build, maintain, deload);
    `planned_deload` is the block's own, `asked` the runner's.
    """

    block: str
    week: int
    weeks: int
    phase: str
    monday: date
    planned_deload: bool = False
    asked: tuple[Period, ...] = ()
    heavy: bool = False
    loading: str = "base"
    level: Level = Level.NEW
    """What the runner trains as in this block."""

    @once
    def effort(self) -> str:
        """The row of 1.3 whose set effort is asked for; a race season opens no heavy work by itself [DC]."""
        return "base" if self.loading == "maintain" and not self.heavy else self.loading

    @once
    def deload(self) -> bool:
        return self.planned_deload or any(one.scope == "all" for one in self.asked)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def first_monday(day: date) -> date:
    """The Monday from which weeks are counted: that of the week joined, or the next one from Friday on [DC].

    Nobody fits two sessions between a Friday and a Sunday, and intro weeks are short enough as they are.
    """
    monday = monday_of(day)
    return monday if day.weekday() <= 3 else monday + WEEK


def planned_run(athlete: Athlete, standing: Standing, day: date) -> Run:
    """The run of a date: what was planned for it alone, else the usual week's."""
    for special in reversed(standing.run_plans):
        if special.on == day:
            return Run(RunKind(special.kind), special.km, special.minutes)
    return athlete.run_on(day)


def run_on(athlete: Athlete, standing: Standing, day: date) -> RunKind:
    """The kind of that run."""
    return planned_run(athlete, standing, day).kind


def cautious(athlete: Athlete, day: date) -> bool:
    """Whose blocks are a new runner's, whatever the level: 50 and over, hypermobile, or with a limit (3.6)."""
    age = athlete.age(day)
    old = age is not None and age >= policy().blocks.as_new_from_age
    return old or athlete.hypermobile or bool(athlete.limits)


def older(athlete: Athlete, day: date) -> bool:
    """60 and over, or hypermobile: the softer rules of 3.9."""
    age = athlete.age(day)
    return athlete.hypermobile or (age is not None and age >= policy().screen.older_from_age)


def position(athlete: Athlete, standing: Standing, day: date) -> Position:
    """Where `day` lies. Weeks that were away or in a deload of the runner's own do not count on.

    A block goes on as it began: what the sessions have earned counts from the next one on, so that no week is gone
    through twice and no deload falls out.
    """
    rules = policy()
    start_day = restart_day(standing, day) or standing.restarted or standing.joined or day
    start = first_monday(start_day)
    monday = max(monday_of(day), start)
    deloads, away = _paused(athlete, standing)
    lost = _lost(start, monday, (*deloads, *map(_with_return, away)))
    rested = _lost(start, monday, deloads) | _rests(start, monday, away)
    intro = rules.blocks.intro_weeks["older" if older(athlete, start_day) else athlete.level.value]

    earned = standing.seasoned if athlete.level is Level.NEW else None
    # What was told, or what so many sessions have made of it by the week that a block begins in (3.9).
    after = (earned - start).days // 7 if earned is not None else None
    careful = cautious(athlete, start_day)

    def level_from(gone: int) -> Level:
        return athlete.level if after is None or gone <= after else Level.SOME

    told, later = (
        [rules.blocks.lengths[name][Level.NEW if careful else level] for name in ORDER]
        for level in (athlete.level, Level.SOME)
    )

    def shape(number: int, gone: int) -> Sequence[int]:
        return (told if after is None or gone <= after else later)[number % 3]

    weeks, steady = (monday - start).days // 7, 0 if after is None else after + 1
    number, week, loading_before, gone = _place(weeks, lost, rested, shape, steady)
    block = ORDER[number % 3]
    loading, easy = shape(number, gone)
    level = level_from(gone)
    deload = week > loading and not races.tapers(athlete, monday)
    heavy = heavy_open(athlete, level, standing, start + WEEK * gone)
    phase = _phase(level, block, number, week, loading_before, intro, heavy)
    if phase != "intro" and races.race_season(athlete, day) is not None:
        phase = "maintain"
    return Position(
        block=block,
        week=week,
        weeks=loading + easy,
        phase="deload" if deload else phase,
        monday=monday,
        planned_deload=deload,
        asked=tuple(one for one in standing.deloads if one.holds(day)),
        heavy=heavy,
        loading=phase,
        level=level,
    )


def _phase(level: Level, block: str, number: int, week: int, loading_before: int, intro: int, heavy: bool) -> str:
    """The phase of a loading week; a reset week eases that of the block before it."""
    if week <= intro - loading_before:
        return "intro"
    if block != "A":
        return "base" if level is Level.NEW else "build"
    return "build" if heavy and number > 0 else "base"


def heavy_open(athlete: Athlete, level: Level, standing: Standing, began: date) -> bool:
    """Whether a block that `began` then has sets of fewer than 8 loaded repetitions: for trained, or some after 12
    weeks, and only with a weight (3.1).
    """
    if not any(one.kit.lifts for one in athlete.places):
        return False
    if level is Level.TRAINED:
        return True
    weeks = policy().step.heavy_open_weeks
    start = standing.restarted or standing.joined
    return level is Level.SOME and start is not None and (began - start).days >= 7 * weeks


def _paused(athlete: Athlete, standing: Standing) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """Stretches that do not count as weeks of a block: deloads that were asked for, and days away or after a race."""
    asked = tuple(one for one in standing.deloads if one.scope == "all")
    return asked, (*(one for one in standing.away if one.rests), *races.rests(athlete))


def _with_return(away: Period) -> Period:
    """A stretch away and the eased weeks that lead out of it (3.7): nobody needs a deload from those [DC].

    After eight weeks a new first block begins, and its own weeks count.
    """
    if away.end is None or away.days(away.end) >= policy().gap.new_after:
        return away
    days, rules = away.days(away.end), policy().gap
    # The sessions before and after it are no neighbours of it: ten days away are two weeks without strength.
    weeks = len(rules.d14_sets_x) if days + rules.around >= rules.d14_from else 1 if days > rules.d7_from else 0
    return replace(away, end=away.end + WEEK * weeks)


def _place(
    weeks: int, lost: frozenset[int], rested: Set[int], shape: Callable[[int, int], Sequence[int]], steady: int
) -> tuple[int, int, int, int]:
    """Number of the block, week in it, loading weeks before it, and after how many weeks it began; `lost` do not count.
    A reset week began with the block that it eases.

    `shape`: loading and easy weeks of the block of that number, which began after so many weeks; the same for every
    round of blocks from `steady` weeks on.

    An easy week that was lost counts all the same: a deload that fell into an illness is done (3.9). Anyone who is away
    for some days of every week trains on the others: after eight weeks without one that was `rested` the deload comes
    (3.6).
    """
    most = policy().blocks.max_loading_weeks
    number, week, loading_before, gone, began, loaded = 0, 1, 0, 0, 0, 0
    while gone < weeks:
        if week == 1 and number % 3 == 0 and began >= steady and (not lost or gone > max(lost)):
            # Nothing changes any more: as many rounds of all blocks as there were.
            loads, eases = map(sum, zip(*(shape(one, began) for one in range(3)), strict=True))
            rounds = (weeks - gone) // (loads + eases)
            if rounds:
                number, loading_before = number + 3 * rounds, loading_before + loads * rounds
                gone += rounds * (loads + eases)
                began, loaded = gone, 0
                continue
        loading, easy = shape(number, began)
        whole = loading + easy
        if week == 1 and gone + whole <= weeks and not (lost and lost.intersection(range(gone, gone + whole))):
            gone += whole
        else:
            loaded = 0 if gone in rested or week > loading else loaded + 1
            week += gone not in lost or week > loading
            gone += 1
            if loaded >= most and week <= loading:
                week = loading + 1
            if week <= whole:
                continue
        number, week, loading_before, loaded = number + 1, 1, loading_before + loading, 0
        if shape(number, gone)[0]:
            began = gone
    return number, week, loading_before, began


def _rests(start: date, monday: date, away: tuple[Period, ...]) -> frozenset[int]:
    """The weeks between, counted from 0, whose Sunday lies in seven or more days away: loading starts over after it."""
    rested = set()
    for trip in away:
        last = trip.end or monday
        if (last - trip.start).days < 6:
            continue
        first = max(monday_of(trip.start), start)
        while first < monday and first + timedelta(days=6) <= last:
            rested.add((first - start).days // 7)
            first += WEEK
    return frozenset(rested)


def _lost(start: date, monday: date, off: tuple[Period, ...]) -> frozenset[int]:
    """The weeks between, counted from 0, of which at least four days were off."""
    lost = set()
    for period in off:
        last = period.end or monday
        first = max(monday_of(period.start), start)
        while first < monday and first <= last:
            inside = min(last, first + timedelta(days=6)) - max(period.start, first)
            if inside.days + 1 >= 4:
                lost.add((first - start).days // 7)
            first += WEEK
    return frozenset(lost)
