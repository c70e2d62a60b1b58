"""Which baseline tests there are: their file, read once and checked completely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from core.body import Pattern, Side, Volume
from core.catalogue import Catalogue, catalogue
from core.figures import Entry, Evidence, FiguresError, packaged, parse, read_sources
from core.kit import Item

FILE = "tests.toml"

PACKS = ("short", "full", "landing", "hop")
"""What is asked together: a first look, all of it, the entry test of elastic work, its second gate."""


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
    present = entry.left
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
