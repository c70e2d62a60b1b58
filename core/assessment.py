"""Baseline tests: which there are, who may do which, and what their results say (rulebook 7).

A result is a diary entry; grades, gaps between the sides and weak links are read from the results, never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache
from types import MappingProxyType

from core import season
from core.athlete import Athlete, RunKind
from core.body import LEG_REGIONS, Pattern, Side, Volume
from core.catalogue import Catalogue, Exercise, catalogue
from core.figures import Entry, Evidence, FiguresError, packaged, parse, read_sources
from core.kit import Item, Kit
from core.policy import policy
from core.reasons import Reason, reason
from core.standing import Result, Standing, trained_last

FILE = "tests.toml"

PACKS = ("short", "full", "landing", "hop")
"""What is asked together: a first look, all of it, the entry test of elastic work, its second gate."""

TOGETHER_DAYS = 14
"""Two sides are held against one another when they were tested within so many days [DC]."""


class Unit(StrEnum):
    """What a result counts. `look` is the runner's own: 0 next to none, 1 clearly less, 2 as wanted."""

    reps = "reps"
    seconds = "seconds"
    cm = "cm"
    faults = "faults"
    look = "look"


class Link(StrEnum):
    """The regions that a weak link is named for, in the order in which equals are ranked."""

    calf = "calf"
    ankle = "ankle"
    hip = "hip"
    posterior = "posterior"
    core = "core"
    quad = "quad"
    balance = "balance"
    squat = "squat"
    thoracic = "thoracic"


class Grade(IntEnum):
    GREEN = 0
    AMBER = 1
    RED = 2


class Better(StrEnum):
    more = "more"
    fewer = "fewer"


@dataclass(frozen=True, slots=True)
class Norm:
    """Expected values by decade of age from `start` on; the last one holds for everybody older."""

    start: int
    by_sex: Mapping[str, tuple[int, ...]]

    def of(self, sex: str | None, age: int | None) -> int | None:
        """None where sex or age are unknown, or nobody so young was measured."""
        values = self.by_sex.get(sex or "")
        if values is None or age is None or age < self.start:
            return None
        return values[min((age - self.start) // 10, len(values) - 1)]


@dataclass(frozen=True, slots=True)
class Test:
    """One baseline test; the file's head says what each field means."""

    __test__ = False

    id: str
    unit: Unit
    sided: bool
    link: Link | None
    low: float
    high: float
    pace: tuple[int, int] | None
    hold: bool
    questions: tuple[str, ...]
    better: Better
    green: float | None
    red: float | None
    older: tuple[int, float, float] | None
    norm: Norm | None
    green_pct: float
    red_pct: float
    gap: tuple[float, float] | None
    gap_own: tuple[float, float] | None
    error: float
    maximal: bool
    impact: bool
    contacts: int
    replaces: tuple[str, ...]
    needs: tuple[Item, ...]
    entry: bool
    optional: bool
    minutes: int
    evidence: Mapping[str, Evidence]

    @property
    def sides(self) -> tuple[Side, ...]:
        return Side.both.each() if self.sided else (Side.both,)


@dataclass(frozen=True, slots=True)
class LinkWork:
    """What a weak link gets: exercises for S, the first that fits, and a drill for every day."""

    exercises: tuple[str, ...]
    drill: str


@dataclass(frozen=True, slots=True)
class Battery:
    """All of it. Weeks, days and repetitions as the file's head names them."""

    __test__ = False

    by_id: Mapping[str, Test]
    links: Mapping[Link, LinkWork]
    packs: Mapping[str, tuple[str, ...]]
    retest_weeks: tuple[int, int]
    after_gap_weeks: int
    first_week_days: int
    short_of: int
    pain_stop: int
    side_rest_s: int
    entry_weeks: int
    weak_links: int
    weak_sets: int
    extra_side_weeks: int

    def __getitem__(self, test_id: str) -> Test:
        return self.by_id[test_id]


# --- reading the file --------------------------------------------------------------------------------------------


def _norm(entry: Entry) -> Norm | None:
    inner = entry.inner("norm")
    if inner is None:
        return None
    start = inner.take("from", int)
    by_sex = {}
    for sex in ("m", "f"):
        values = inner.take(sex, list)
        if not values or any(type(one) is not int or one <= 0 for one in values):
            raise inner.error(f"'{sex}' must be whole numbers by decade")
        by_sex[sex] = tuple(values)
    inner.done()
    if len(by_sex["m"]) != len(by_sex["f"]):
        raise inner.error("both sexes need the same decades")
    return Norm(start, MappingProxyType(by_sex))


def _older(entry: Entry) -> tuple[int, float, float] | None:
    inner = entry.inner("older")
    if inner is None:
        return None
    found = inner.take("from", int), inner.take("green", float), inner.take("red", float)
    inner.done()
    return found


def _test(entry: Entry, sources: Mapping[str, Evidence], exercises: Catalogue) -> Test:
    span = entry.span("range", float)
    if span is None:
        raise entry.error("'range' is missing")
    sides = entry.take("sides", str)
    if sides not in ("each", "both"):
        raise entry.error(f"'sides' must be each or both, not {sides!r}")
    named = entry.pairs("evidence", str)
    for what, source in named.items():
        if source not in sources:
            raise entry.error(f"'evidence' of '{what}' names an unknown source {source!r}")
    present = set(entry._values)
    test = Test(
        id=entry.name,
        unit=entry.one_of("unit", Unit),
        sided=sides == "each",
        link=entry.maybe_one_of("link", Link),
        low=span[0],
        high=span[1],
        pace=entry.span("pace", int),
        hold=entry.maybe("hold", bool) or False,
        questions=entry.strings("questions"),
        better=entry.one_of("better", Better),
        green=entry.maybe("green", float),
        red=entry.maybe("red", float),
        older=_older(entry),
        norm=_norm(entry),
        green_pct=entry.maybe("green_pct", float) or 0.0,
        red_pct=entry.maybe("red_pct", float) or 0.0,
        gap=entry.span("gap", float),
        gap_own=entry.span("gap_own", float),
        error=entry.take("error", float),
        maximal=entry.maybe("maximal", bool) or False,
        impact=entry.maybe("impact", bool) or False,
        contacts=entry.maybe("contacts", int) or 0,
        replaces=entry.strings("replaces"),
        needs=entry.all_of("needs", Item),
        entry=entry.maybe("entry", bool) or False,
        optional=entry.maybe("optional", bool) or False,
        minutes=entry.take("minutes", int),
        evidence=MappingProxyType({what: sources[source] for what, source in named.items()}),
    )
    entry.done()
    more = test.better is Better.more
    both_cuts = (test.green is None) == (test.red is None)
    ordered = test.green is None or test.red is None or ((test.green >= test.red) == more or test.green == test.red)
    figures = {"green", "older", "norm", "green_pct", "gap", "gap_own", "error"} & present
    checks = (
        (both_cuts, "'green' and 'red' come together"),
        (ordered, "'green' and 'red' are the wrong way round"),
        ((test.norm is None) == (test.green_pct == 0), "'norm' and 'green_pct' come together"),
        (test.green_pct >= test.red_pct, "'green_pct' lies below 'red_pct'"),
        (test.gap is None or test.gap_own is None, "either 'gap' or 'gap_own'"),
        (test.sided or (test.gap is None and test.gap_own is None), "a gap needs two sides"),
        (any((test.green is not None, test.norm, test.gap, test.gap_own)), "nothing says what is good"),
        (test.impact == (test.contacts > 0), "'impact' goes with 'contacts'"),
        (test.link is not None or test.entry, "needs a 'link', unless it is an entry test"),
        (not test.hold or test.unit is Unit.seconds, "a hold is counted in seconds"),
        (test.pace is None or test.unit is Unit.reps, "'pace' goes with repetitions"),
        ((test.unit is Unit.faults) == bool(test.questions), "'questions' are what faults are counted from"),
        (not test.questions or len(test.questions) == test.high, "as many 'questions' as faults"),
        (
            set(test.replaces) <= {*Volume, *Pattern, *exercises.by_id},
            "'replaces' knows weekly groups, patterns and exercises only",
        ),
        (test.minutes > 0 and test.error >= 0, "'minutes' and 'error' cannot be negative"),
        (figures <= set(named), f"no source for {', '.join(sorted(figures - set(named)))}"),
    )  # fmt: skip
    for holds, why in checks:
        if not holds:
            raise entry.error(why)
    return test


def read_battery(text: str, exercises: Catalogue) -> Battery:
    """The tests from the text of their file, completely checked. Raises FiguresError with file, entry and reason."""
    document = Entry(FILE, "the whole file", parse(FILE, text))
    sources = read_sources(document)
    rows: dict[str, object] = document.take("test", dict)
    found = {name: _test(Entry(FILE, name, values), sources, exercises) for name, values in rows.items()}
    links: dict[Link, LinkWork] = {}
    for name, values in document.take("link", dict).items():
        entry = Entry(FILE, f"link.{name}", values)
        try:
            link = Link(name)
        except ValueError:
            raise entry.error("is no link") from None
        work = LinkWork(entry.strings("exercises"), entry.take("drill", str))
        entry.done()
        for exercise in (*work.exercises, work.drill):
            if exercise not in exercises.by_id:
                raise entry.error(f"names an unknown exercise '{exercise}'")
        if any(exercises[one].volume is None or exercises[one].is_contact for one in work.exercises):
            raise entry.error("its exercises must be working sets without landings")
        links[link] = work
    for link in Link:
        if link not in links:
            raise FiguresError(FILE, f"link.{link}", "is missing")
    pack = Entry(FILE, "pack", document.take("pack", dict))
    packs = {name: pack.strings(name) for name in PACKS}
    pack.done()
    for name, ids in packs.items():
        if not ids or (unknown := set(ids) - set(found)):
            raise pack.error(f"'{name}' names {min(unknown) if ids else 'nothing'}")
    weeks = document.span("retest_weeks", int)
    if weeks is None:
        raise document.error("'retest_weeks' is missing")
    made = Battery(
        by_id=MappingProxyType(found),
        links=MappingProxyType(links),
        packs=MappingProxyType(packs),
        retest_weeks=weeks,
        after_gap_weeks=document.take("after_gap_weeks", int),
        first_week_days=document.take("first_week_days", int),
        short_of=document.take("short_of", int),
        pain_stop=document.take("pain_stop", int),
        side_rest_s=document.take("side_rest_s", int),
        entry_weeks=document.take("entry_weeks", int),
        weak_links=document.take("weak_links", int),
        weak_sets=document.take("weak_sets", int),
        extra_side_weeks=document.take("extra_side_weeks", int),
    )
    document.done()
    return made


@lru_cache(maxsize=1)
def battery() -> Battery:
    """The packaged tests, read once."""
    return read_battery(packaged(FILE), catalogue())


# --- results -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """The newest result of one test: one value a side, or one for both (`sides` says which)."""

    test: Test
    day: date
    sides: Mapping[Side, Result]

    @property
    def worst(self) -> Result:
        def worth(one: Result) -> float:
            return one.value if self.test.better is Better.more else -one.value

        return min(self.sides.values(), key=worth)

    @property
    def submaximal(self) -> bool:
        return any(one.submaximal for one in self.sides.values())

    @property
    def pain(self) -> float:
        return max((one.pain or 0.0 for one in self.sides.values()), default=0.0)

    def value(self, side: Side) -> float | None:
        found = self.sides.get(side)
        return None if found is None else found.value


@dataclass(frozen=True, slots=True)
class Graded:
    """A reading and what it says. `gap` in per cent of the better side, or in the unit where the test says so."""

    reading: Reading
    grade: Grade
    level: Grade
    gap: float | None
    gap_grade: Grade
    weaker: Side | None
    norm: int | None

    @property
    def test(self) -> Test:
        return self.reading.test


@dataclass(frozen=True, slots=True)
class Weak:
    """A weak link: the region, its grade, and the test that says so."""

    link: Link
    graded: Graded

    @property
    def grade(self) -> Grade:
        return self.graded.grade


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that the results say on a day. `weak` is ranked: red before amber; the first two are worked on."""

    graded: tuple[Graded, ...] = ()
    links: Mapping[Link, Grade] = field(default_factory=dict)
    weak: tuple[Weak, ...] = ()

    def of(self, test_id: str) -> Graded | None:
        return next((one for one in self.graded if one.test.id == test_id), None)


def symmetry(one: float, other: float) -> float:
    """The gap between two sides in per cent of the larger: 100 * (max - min) / max; 0 where both are 0."""
    top = max(one, other)
    return 0.0 if top <= 0 else 100 * (top - min(one, other)) / top


def readings(results: Iterable[Result], day: date) -> tuple[Reading, ...]:
    """The newest reading of every test, in the order of the file; sides far apart in time are not held together."""
    newest: dict[str, dict[Side, Result]] = {}
    for one in results:
        if one.test in battery().by_id and one.day <= day:
            newest.setdefault(one.test, {})[one.side] = one
    found = []
    for test in battery().by_id.values():
        sides = newest.get(test.id)
        if not sides:
            continue
        last = max(one.day for one in sides.values())
        together = {side: one for side, one in sides.items() if (last - one.day).days <= TOGETHER_DAYS}
        found.append(Reading(test, last, MappingProxyType(together)))
    return tuple(found)


def grade(athlete: Athlete, reading: Reading) -> Graded:
    """Level against the cut or the norm, and the gap between the sides; the worse of the two is the grade.

    A submaximal level (two left, or stopped for pain) is never called red, and without a norm for this runner only
    the gap speaks.
    """
    test = reading.test
    norm = test.norm.of(athlete.sex, athlete.age(reading.day)) if test.norm else None
    level = _level(athlete, reading, norm)
    left, right = reading.value(Side.left), reading.value(Side.right)
    gap, gap_grade, weaker = None, Grade.GREEN, None
    if left is not None and right is not None:
        bands = test.gap_own or test.gap
        gap = abs(left - right) if test.gap_own else symmetry(left, right)
        if bands is not None:
            amber, red = bands
            at_least = test.gap_own is not None
            over_amber = gap >= amber if at_least else gap > amber
            over_red = gap >= red if at_least else gap > red
            gap_grade = Grade.RED if over_red else Grade.AMBER if over_amber else Grade.GREEN
        if left != right:
            less = Side.left if left < right else Side.right
            weaker = less if test.better is Better.more else (Side.right if less is Side.left else Side.left)
    return Graded(reading, max(level, gap_grade), level, gap, gap_grade, weaker, norm)


def _level(athlete: Athlete, reading: Reading, norm: int | None) -> Grade:
    test, value = reading.test, reading.worst.value
    if reading.submaximal and test.unit is Unit.reps and test.maximal:
        value += battery().short_of
    green, red = test.green, test.red
    if test.older is not None:
        age = athlete.age(reading.day)
        if age is not None and age >= test.older[0]:
            green, red = test.older[1], test.older[2]
    if norm is not None:
        green, red = norm * test.green_pct / 100, norm * test.red_pct / 100
    if green is None or red is None:
        return Grade.GREEN
    if test.better is Better.fewer:
        found = Grade.GREEN if value <= green else Grade.AMBER if value <= red else Grade.RED
    else:
        found = Grade.GREEN if value >= green else Grade.AMBER if value >= red else Grade.RED
    return min(found, Grade.AMBER) if reading.submaximal else found


def assess(athlete: Athlete, standing: Standing, day: date) -> Assessment:
    """Grades of every test, the worst one of each region, and the weak links in their order."""
    if not standing.results:
        return Assessment()
    graded = tuple(grade(athlete, one) for one in readings(standing.results, day))
    worst: dict[Link, Graded] = {}
    for one in graded:
        link = one.test.link
        if link is not None and (link not in worst or _rank(one) > _rank(worst[link])):
            worst[link] = one
    weak = [Weak(link, worst[link]) for link in Link if link in worst and worst[link].grade > Grade.GREEN]
    weak.sort(key=lambda one: -one.grade)
    return Assessment(graded, MappingProxyType({link: one.grade for link, one in worst.items()}), tuple(weak))


def _rank(one: Graded) -> tuple[int, int]:
    return int(one.grade), int(one.gap_grade)


def worked_on(athlete: Athlete, standing: Standing, day: date) -> tuple[Weak, ...]:
    """The two regions that get more work (7)."""
    return assess(athlete, standing, day).weak[: battery().weak_links]


def uneven(assessment: Assessment) -> tuple[Graded, ...]:
    """Tests whose gap between the sides asks for the weaker side first, red before amber."""
    found = [one for one in assessment.graded if one.gap_grade > Grade.GREEN and one.weaker is not None]
    return tuple(sorted(found, key=lambda one: -one.gap_grade))


# --- change ------------------------------------------------------------------------------------------------------


class Change(StrEnum):
    """What became of a result: a real change, one within the error of measurement, or nothing to hold it against."""

    FIRST = "first"
    BETTER = "better"
    WORSE = "worse"
    NOISE = "noise"


def change(test: Test, values: Sequence[float]) -> Change:
    """Whether the last of a side's values, oldest first, really differs (7).

    Real is more than the error of measurement, or the second change in a row in the same direction.
    """
    if len(values) < 2:
        return Change.FIRST
    step = values[-1] - values[-2]
    real = abs(step) > test.error
    if not real and len(values) >= 3 and step:
        real = step * (values[-2] - values[-3]) > 0
    if not real or not step:
        return Change.NOISE
    return Change.BETTER if (step > 0) == (test.better is Better.more) else Change.WORSE


def course(standing: Standing, test_id: str, side: Side) -> tuple[Result, ...]:
    """One side's results, oldest first, one a day; submaximal ones stand for themselves."""
    by_day: dict[date, Result] = {}
    for one in standing.results:
        if one.test == test_id and one.side is side:
            by_day[one.day] = one
    return tuple(by_day[day] for day in sorted(by_day))


# --- who may do which, and when ----------------------------------------------------------------------------------


def offered(athlete: Athlete, standing: Standing, day: date, kit: Kit | None = None) -> tuple[Test, ...]:
    """The tests that this runner may do today, in the order of the file."""
    return tuple(
        one
        for one in battery().by_id.values()
        if not one.optional and refusal(athlete, standing, one, day, kit) is None
    )


def refusal(athlete: Athlete, standing: Standing, test: Test, day: date, kit: Kit | None = None) -> Reason | None:
    """Why a test may not be done today; None = it may (7, 2.4, 2.5)."""
    kit = kit or athlete.kit()
    rules = policy().screen
    age = athlete.age(day)
    if test.needs and not any(kit.has(one) for one in test.needs):
        return reason("test_kit")
    if test.maximal and age is not None and age < rules.guardian_under:
        return reason("test_young")
    if test.maximal and _uncleared(athlete, standing, day):
        return reason("not_cleared")
    if any(not one.regions or set(one.regions) & LEG_REGIONS for one in standing.flags):
        return reason("test_flag")
    if _recent_pain(standing, day) and (test.maximal or test.impact):
        return reason("test_pain")
    return _hop_refusal(athlete, standing, day) if test.impact else None


def _uncleared(athlete: Athlete, standing: Standing, day: date) -> bool:
    if not athlete.screened:
        return True
    stated = standing.cleared.get("screen")
    months = 30.5 * policy().screen.clearance_months
    return bool(athlete.screen_yes) and (stated is None or (day - stated).days > months)


def _recent_pain(standing: Standing, day: date) -> bool:
    """A leg that said 3 or more within the last week, or is red: nothing goes to fatigue on it."""
    since = policy().pain.local_days
    return any(
        part.region in LEG_REGIONS
        and (
            (part.red is not None and part.cleared is None)
            or any(one.score >= battery().pain_stop and 0 <= (day - one.day).days <= since for one in part.felt)
        )
        for part in standing.parts.values()
    )


def _hop_refusal(athlete: Athlete, standing: Standing, day: date) -> Reason | None:
    """The hop screen: all green, at level 1, and no bone stress within a year (7)."""
    healed = standing.cleared.get("bone_stress")
    if "bone_stress" in athlete.screen_yes or (healed is not None and (day - healed).days <= 366):
        return reason("test_bone")
    if standing.level < 1:
        return reason("test_level")
    assessment = assess(athlete, standing, day)
    calf = assessment.of("heel_raise")
    hopped = {"hop_screen"}
    if calf is None or any(one.grade > Grade.GREEN for one in assessment.graded if one.test.id not in hopped):
        return reason("test_not_green")
    return None


def unsuited(athlete: Athlete, standing: Standing, day: date) -> Reason | None:
    """Why nothing should go to fatigue today: the day before hard running, or too soon after strength (7)."""
    tomorrow = day + timedelta(days=1)
    if season.run_on(athlete, standing, tomorrow) in (RunKind.QUALITY, RunKind.LONG):
        return reason("test_before_hard")
    if athlete.race is not None and athlete.race.day in (day, tomorrow):
        return reason("test_before_hard")
    last = standing.last_strength
    if last is not None and 0 <= (day - last).days < policy().days.s_to_s:
        return reason("test_after_strength")
    return None


def next_suited(athlete: Athlete, standing: Standing, day: date) -> date | None:
    """The next day within two weeks on which the tests fit, as the week stands."""
    coming = (day + timedelta(days=number) for number in range(1, 15))
    return next((one for one in coming if unsuited(athlete, standing, one) is None), None)


def pack(athlete: Athlete, standing: Standing, name: str, day: date) -> tuple[Test, ...]:
    """The tests of a pack that this runner may do today; on an unsuited day nothing that tires."""
    tiring = unsuited(athlete, standing, day) is None
    found = (battery()[one] for one in battery().packs[name])
    return tuple(
        one
        for one in found
        if refusal(athlete, standing, one, day) is None and (tiring or not (one.maximal or one.impact))
    )


def replaced(standing: Standing, exercise: Exercise, day: date) -> bool:
    """Whether a test of that day stands for this exercise's work (7)."""
    kinds = {
        kind for one in standing.results if one.day == day and one.test in battery().by_id
        for kind in battery()[one.test].replaces
    }  # fmt: skip
    return exercise.is_working and bool(
        kinds & {exercise.pattern.value, exercise.volume.value if exercise.volume else ""}
    )


def submaximal(standing: Standing, day: date) -> bool:
    """In the first week every test stops two repetitions short (7)."""
    start = standing.joined
    return start is None or (day - start).days < battery().first_week_days


class Due(StrEnum):
    NEVER = "never"
    SOON = "soon"
    AGAIN = "again"
    GAP = "gap"


def due(standing: Standing, day: date) -> Due | None:
    """Why tests should be offered: never done, six weeks or more ago (eight: `AGAIN`), or after a gap; None = not."""
    graded = [one.day for one in standing.results if one.test in battery().by_id and not battery()[one.test].entry]
    if not graded:
        return Due.NEVER
    last = max(graded)
    gap = standing.gap
    if gap is not None and gap[0] >= 7 * battery().after_gap_weeks and gap[1] > last:
        return Due.GAP
    trained = trained_last(standing, day)
    if trained is not None and (day - trained).days >= 7 * battery().after_gap_weeks and trained >= last:
        return Due.GAP
    soon, late = battery().retest_weeks
    weeks = (day - last) // timedelta(days=7)
    return Due.AGAIN if weeks >= late else Due.SOON if weeks >= soon else None
