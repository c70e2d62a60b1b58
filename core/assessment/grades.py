"""What results say: grades, the gap between the sides, weak links, and whether a change is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType

from core.assessment.definitions import Better, Link, Test, Unit, battery
from core.athlete import Athlete
from core.body import Side
from core.records import dataclass
from core.standing import Result, Standing

TOGETHER_DAYS = 14
"""Two sides are held against one another when they were tested within so many days [DC]."""


class Grade(IntEnum):
    GREEN = 0
    AMBER = 1
    RED = 2


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
