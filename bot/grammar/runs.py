"""Runs as they are typed: a usual week ("Tu 8k easy, Th 6x800, Su 18k"), and one run that was run."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from bot.grammar.amounts import KM_PER_MILE, NAMED_KM, Amount, amount_at
from bot.grammar.days import days_at, weekday
from bot.grammar.lexicon import HARDNESS, PHRASES, Cat
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import Spelling, Token, clean, listed, tokens
from core.athlete import WEEKDAYS, Run, RunKind

_TOKENS = 600

_KINDS = {
    RunKind.EASY: """easy recovery jog jogging jogs slow steady aerobic base relaxed shakeout gentle regen regeneration
        e relax chilled chill lazy conversational commute dog""",
    RunKind.QUALITY: """quality tempo tempos interval intervals track fartlek hills hill threshold speed speedwork reps
        repeats repetitions session workout hard fast race racing parkrun vo vomax cruise progression ladder pyramid
        sprints sprint tt club lt pace q int repetition quick uphill kenyan norwegian""",
    RunKind.LONG: "long lr longrun longruns",
    RunKind.REST: """rest off none nothing free yoga gym swim swimming bike cycling cycle spin crosstrain crosstraining
        strength pilates recover football climbing row rowing padel tennis""",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SPELLING = Spelling(
    {word: kind.value for word, kind in _KIND.items()} | {"minutes": "m", "miles": "mi", "every": "ev", "other": "ot"},
    listed("truck shaky hours houses raced paces place basic basis timer miler milers"),
)

_LONGER, _LONGER_AT_WEEKEND, _LONG_KM = 1.25, 1.2, 14.0
"""How much longer than every other run of the week a run is that is the long one without being called so, and how
long one at the weekend is that has nothing to be compared with [DC]."""

_MINUTES_PER_KM = 6.0


@dataclass(frozen=True, slots=True)
class Week:
    """`runs` Monday to Sunday, rest where nothing was said; `said` the weekdays that were named."""

    runs: tuple[Run, ...] = (Run(),) * 7
    said: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    """Some days and what is run on them, as far as read."""

    days: list[int] = field(default_factory=list)
    kinds: list[RunKind] = field(default_factory=list)
    km: list[float] = field(default_factory=list)
    named: list[float] = field(default_factory=list)
    minutes: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    repeats: bool = False
    repeats_km: float = 0.0
    strides: bool = False
    others: bool = False
    either: bool = False
    unclear: list[Trouble] = field(default_factory=list)
    start: int = 0
    end: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def measured(self) -> bool:
        return bool(self.km or self.minutes or self.bare or self.repeats)

    @property
    def described(self) -> bool:
        return bool(self.kinds or self.km or self.minutes or self.bare or self.repeats or self.unclear)


def read_week(text: str, *, unit: str = "km") -> Week:
    """Reads a usual week. `unit` is what a distance without one is in ("km" or "mi").

    A word says the kind; without one, repeats ("6x800") are quality and the clearly longest run is the long one.
    """
    cleaned = clean(text)
    parts = tokens(cleaned)
    problems: list[Problem] = []
    if len(parts) > _TOKENS:
        problems.append(Problem(Trouble.too_long, ""))
        parts = parts[:_TOKENS]
    entries, lost = _entries(parts)
    runs: dict[int, Run] = {}
    told: set[int] = set()
    others: _Entry | None = None
    for entry in entries:
        fragment = cleaned[entry.start : entry.end].strip(" ,;.\n")[:120]
        if entry.others:
            others = entry
            continue
        if not entry.days:
            if (
                set(entry.kinds) == {RunKind.REST}
                and len(entries) == 1
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
        if not entry.described:
            problems.append(Problem(Trouble.needs_distance, fragment, about))
            continue
        run = _run(entry, unit, problems, fragment, about)
        if run is None:
            continue
        for day in entry.days:
            if day in runs and runs[day] != run:
                problems.append(Problem(Trouble.contradiction, fragment, WEEKDAYS[day]))
                continue
            runs[day] = run
            if entry.kinds:
                told.add(day)
    said = frozenset(runs)
    if others is not None:
        fragment = cleaned[others.start : others.end].strip(" ,;.\n")[:120]
        run = _run(others, unit, problems, fragment, "") or Run()
        runs |= {day: run for day in range(7) if day not in runs}
        said = frozenset(range(7))
    return Week(
        _with_long(tuple(runs.get(day, Run()) for day in range(7)), told), said, tuple(problems[:20]), tuple(lost[:20])
    )


_ENDS = frozenset(",;\n.|!?")


def _entries(parts: Sequence[Token]) -> tuple[list[_Entry], list[str]]:
    """Cuts a week into days with their runs, whichever of the two comes first."""
    clauses: list[list[Token]] = [[]]
    for number, token in enumerate(parts):
        if (token.kind == "mark" and token.text in _ENDS) or (
            token.text in ("and", "&", "+", "then")
            and clauses[-1]
            and _day_next(parts, number + 1)
            and not _day_before(parts, number)
        ):
            clauses.append([])
        else:
            clauses[-1].append(token)
    entries: list[_Entry] = []
    lost: list[str] = []
    day_first = True
    waiting: _Entry | None = None
    for clause in clauses:
        if not clause:
            continue
        for entry, first in _in_clause(clause, lost):
            if entry.days and entry.described:
                if waiting and waiting.days:
                    entry.days = list(dict.fromkeys((*waiting.days, *entry.days)))
                    entry.start = waiting.start
                elif waiting:
                    _add(entry, waiting)
                waiting = None
                entries.append(entry)
                day_first = first
            elif entry.days:
                if entries and not day_first and waiting is None:
                    entries[-1].days.extend(day for day in entry.days if day not in entries[-1].days)
                elif waiting and waiting.days:
                    waiting.days.extend(entry.days)
                    waiting.end = entry.end
                elif waiting:
                    _add(entry, waiting)
                    entries.append(entry)
                    waiting, day_first = None, False
                else:
                    waiting = entry
            elif entry.described:
                if waiting and waiting.days:
                    _add(waiting, entry)
                    entries.append(waiting)
                    waiting = None
                elif entry.others:
                    entries.append(entry)
                elif entries and day_first and not waiting and not entry.either and not _another(entries[-1], entry):
                    _add(entries[-1], entry)
                elif waiting:
                    _add(waiting, entry)
                else:
                    waiting = entry
            else:
                entries.append(entry)
    if waiting:
        entries.append(waiting)
    return entries, lost


def _day_next(parts: Sequence[Token], at: int) -> bool:
    return at < len(parts) and days_at(parts, at) is not None


def _day_before(parts: Sequence[Token], at: int) -> bool:
    return at > 0 and parts[at - 1].kind == "word" and weekday(parts[at - 1].text) is not None


def _another(entry: _Entry, more: _Entry) -> bool:
    """ "Tu 8k, long 18k": the long run is one of its own, whose day was not said."""
    if RunKind.LONG not in more.kinds or RunKind.LONG in entry.kinds:
        return False
    return bool(entry.kinds) or (entry.measured and more.measured)


def _add(entry: _Entry, more: _Entry) -> None:
    entry.kinds += more.kinds
    entry.km += more.km
    entry.minutes += more.minutes
    entry.bare += more.bare
    entry.unclear += more.unclear
    entry.repeats |= more.repeats
    entry.strides |= more.strides
    entry.start, entry.end = min(entry.start, more.start), max(entry.end, more.end)


def _in_clause(clause: Sequence[Token], lost: list[str]) -> list[tuple[_Entry, bool]]:
    """The entries of one clause, each with whether its day came first."""
    found: list[tuple[_Entry, bool]] = []
    entry = _Entry(start=clause[0].start, end=clause[0].end)
    first = False
    at = 0
    while at < len(clause):
        token = clause[at]
        days = days_at(clause, at)
        if days:
            length, which = days
            if entry.days and entry.described:
                found.append((entry, first))
                entry = _Entry(start=token.start)
                first = True
            elif not entry.days:
                first = not entry.described
            if entry.days and at and clause[at - 1].text == "or":
                entry.either = True
            entry.days.extend(day for day in which if day not in entry.days)
            at += length
            entry.end = clause[at - 1].end
            if not first and at < len(clause):
                rest_is_days = clause[at].text in ("or",)
                if not rest_is_days:
                    found.append((entry, False))
                    entry, first = _Entry(start=clause[at].start, end=clause[at].end), False
            continue
        if _longest([one.text for one in clause[at : at + 6]], _OTHER_DAYS) and (entry.days or entry.described):
            found.append((entry, first))
            entry, first = _Entry(start=token.start, end=token.end), False
        length = _describe(clause, at, entry)
        entry.end = max(entry.end, clause[at + length - 1].end)
        at += length
    if entry.days or entry.described or entry.others or entry.words:
        found.append((entry, first))
    return _joined(found)


def _joined(found: list[tuple[_Entry, bool]]) -> list[tuple[_Entry, bool]]:
    """ "8k Tue easy": what follows a day in its clause, without a day of its own, belongs to it."""
    out: list[tuple[_Entry, bool]] = []
    for entry, first in found:
        if out and not entry.days and not entry.others and out[-1][0].days:
            _add(out[-1][0], entry)
            out[-1][0].words += entry.words
        else:
            out.append((entry, first))
    return out


_IGNORED = listed(
    """run runs running at on in with of the a an for about approx around ca circa usually normally mostly or and to
    then my i do go is are also incl including plus pm am morning evening night lunch warm up down cool wu cd warmup
    cooldown group total x by pace zone z week weekly per each every maybe approximately roughly strides easyish day
    distance time road trail trails treadmill miles minutes w"""
)


_OTHER_DAYS = {
    tuple(phrase.split())
    for phrase in [
        "the rest",
        "the rest of the week",
        "the rest of week",
        "rest of the week",
        "rest of week",
        "other days",
        "on other days",
        "the other days",
        "on the other days",
        "all other days",
        "remaining days",
        "the others",
        "others",
        "otherwise",
        "every other day except",
    ]
}
_TWO_WORDS = {
    tuple(phrase.split()): kind
    for kind, phrases in (
        (RunKind.EASY, "medium long|mid long|semi long|medium long run|z 1|z 2|zone 1|zone 2"),
        (RunKind.QUALITY, "z 3|z 4|z 5|zone 3|zone 4|zone 5|race pace|marathon pace|goal pace|track club"),
        (RunKind.REST, "no run|no runs|no running|day off|days off|not running|do not run|never run|am not running"),
        (RunKind.LONG, "long run|long runs|long slow|long slow distance|slow long"),
    )
    for phrase in phrases.split("|")
}


def _longest(texts: Sequence[str], phrases: Container[tuple[str, ...]]) -> int:
    """How many words the longest of some phrases takes here, 0 = none of them."""
    return next((length for length in range(min(len(texts), 6), 0, -1) if tuple(texts[:length]) in phrases), 0)


def _describe(clause: Sequence[Token], at: int, entry: _Entry) -> int:
    """Takes what a token says of the run into the entry; how many tokens that was."""
    token = clause[at]
    texts = [one.text for one in clause[at : at + 6]]
    often = _how_often(texts)
    if often or texts[:3] == ["every", "other", "day"]:
        entry.unclear.append(Trouble.needs_day)
        return often or 3
    length = _longest(texts, _OTHER_DAYS)
    if length:
        entry.others = True
        return length
    length = _longest(texts, _TWO_WORDS)
    if length:
        entry.kinds.append(_TWO_WORDS[tuple(texts[:length])])
        return length
    amount = amount_at(clause, at)
    if amount and at and clause[at - 1].text == "or" and (entry.km or entry.minutes or entry.bare):
        # "8k or 10k"
        entry.km, entry.minutes, entry.bare = [], [], []
        entry.unclear.append(Trouble.ambiguous)
        return amount.length
    if amount:
        _measure(amount, entry, texts)
        return amount.length
    if token.kind == "word":
        if token.text in ("strides", "stride", "drills"):
            entry.strides = True
            return 1
        word = _SPELLING.right(token.text)
        kind = _KIND.get(word)
        if kind is RunKind.QUALITY and word == "pace" and texts[:1] == ["pace"] and entry.kinds:
            return 1
        if kind:
            entry.kinds.append(kind)
        elif token.text not in _IGNORED:
            entry.words.append(token.text)
    return 1


def _how_often(texts: Sequence[str]) -> int:
    """ "3x a week", "three times per week", "twice a week": how many tokens say how often without saying when."""
    for start in (1, 2):
        if (texts[:1] in (["twice"], ["once"]) and start == 1) or (
            texts[1 : 1 + 1] in (["x"], ["times"], ["days"], ["runs"], ["time"]) and start == 2
        ):
            rest = texts[start : start + 2]
            if rest in (["a", "week"], ["per", "week"], ["each", "week"], ["every", "week"], ["/", "week"]):
                return start + 2
            if rest[:1] == ["weekly"]:
                return start + 1
    return 0


_SAME_SHARE = 0.05


def _distance(entry: _Entry, km: float, *, named: bool) -> None:
    """ "parkrun, 5k in 24:30" are five kilometres, not ten: a figure beside its name says it more exactly."""
    twins = entry.km if named else entry.named
    twin = next((one for one in twins if abs(one - km) <= _SAME_SHARE * km), None)
    if twin is None:
        entry.km.append(km)
        entry.named += [km] if named else []
    elif not named:
        entry.km[entry.km.index(twin)] = km
        entry.named.remove(twin)


def _measure(amount: Amount, entry: _Entry, texts: Sequence[str]) -> None:
    if amount.what == "km":
        _distance(entry, amount.value, named=texts[0] in NAMED_KM)
        if texts[0] in ("parkrun", "parkruns"):
            entry.kinds.append(RunKind.QUALITY)
    elif amount.what == "minutes" or amount.what == "colon":
        entry.minutes.append(amount.value)
    elif amount.what == "repeats":
        if amount.unit == "km" or (amount.unit == "number" and amount.clock[0] >= 100_000):
            metres = amount.clock[0] if amount.unit == "km" else amount.clock[0] / 1000
            entry.repeats_km += amount.value * metres / 1000
        # A few short strides at the end of an easy run are none of these.
        short = (
            amount.clock
            and amount.unit in ("number", "km")
            and amount.clock[0] / (1000 if amount.unit == "number" else 1) <= 120
        )
        if short and amount.unit == "number" and amount.clock[0] / 1000 < 30:
            short = False
        if short and ("strides" in texts or entry.strides or RunKind.EASY in entry.kinds):
            entry.strides = True
        else:
            entry.repeats = True
    elif amount.what == "range":
        entry.unclear.append(Trouble.ambiguous)
    elif amount.what == "number":
        if amount.unit == "m":
            entry.unclear.append(Trouble.needs_unit)
        elif not amount.unit:
            entry.bare.append(amount.value)


def _run(entry: _Entry, unit: str, problems: list[Problem], fragment: str, about: str) -> Run | None:
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
    km: float | None = sum(entry.km) if entry.km else None
    if km and len(entry.km) > 1:
        # "2k + 6x800 + 2k"; of "10k with 6x800" the ten are the whole.
        km += entry.repeats_km
    minutes: float | None = sum(entry.minutes) if entry.minutes else None
    if entry.bare and km is None and not entry.unclear:
        km = _bare(entry, moves, unit, problems, fragment, about, minutes)
    if km is not None and not 0.2 <= km <= 200:
        problems.append(Problem(Trouble.out_of_range, fragment, about))
        km = None
    if minutes is not None and not 3 <= minutes <= 1440:
        problems.append(Problem(Trouble.out_of_range, fragment, about))
        minutes = None
    if RunKind.LONG in moves:
        kind = RunKind.LONG
    elif RunKind.QUALITY in moves or entry.repeats:
        kind = RunKind.QUALITY
    else:
        kind = RunKind.EASY
    return Run(kind, None if km is None else round(km, 2), None if minutes is None else round(minutes, 1))


def _bare(
    entry: _Entry,
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


@dataclass(frozen=True, slots=True)
class Told:
    """One run that was run. `kind` None = not said. `days_ago` 0 today, 1 yesterday; `weekday` if named."""

    km: float | None = None
    minutes: float | None = None
    kind: RunKind | None = None
    effort: float | None = None
    days_ago: int | None = None
    weekday: int | None = None
    problems: tuple[Problem, ...] = ()


_FASTEST, _SLOWEST = 2.3, 20.0


def read_run(text: str, *, unit: str = "km") -> Told | None:
    """Reads one run that was run ("ran 8k easy in 45min", "yesterday 12 km"); None where the text speaks of none.

    A run is spoken of where there is a distance with its unit, or a word such as "ran" with a number.
    """
    cleaned = clean(text)
    parts = tokens(cleaned)[:_TOKENS]
    entry = _Entry(start=0, end=len(cleaned))
    verb = False
    colon: tuple[int, ...] = ()
    effort: float | None = None
    days_ago: int | None = None
    day: int | None = None
    at = 0
    while at < len(parts):
        token = parts[at]
        texts = [one.text for one in parts[at : at + 4]]
        number = _effort(parts, at)
        if number:
            effort, length = number
            at += length
            continue
        if token.kind == "word":
            days = days_at(parts, at)
            if days and len(days[1]) == 1:
                day = days[1][0]
                at += days[0]
                continue
            verb = verb or token.text in ("ran", "jogged", "run", "jog", "running", "jogging")
            if token.text in ("yesterday", "yday", "today", "tonight"):
                days_ago = 1 if token.text.startswith("y") else 0
            if token.text in ("felt", "was", "feeling") and texts[1:2]:
                felt = _felt(texts[1:])
                if felt is not None:
                    effort = felt
                    at += 2
                    continue
        amount = amount_at(parts, at)
        if amount and amount.what == "colon":
            colon = amount.clock
            at += amount.length
            continue
        at += _describe(parts, at, entry)
    measured = bool(entry.bare or entry.minutes or colon or entry.repeats or entry.unclear)
    if not (entry.km or entry.repeats_km or (verb and measured)):
        return None
    if any(PHRASES.get((word,), (None, ""))[0] in (Cat.PART, Cat.QUALITY) for word in entry.words):
        # "calves 3 after 8k" is about the calves.
        return None
    return _told(entry, cleaned.strip()[:120], unit, colon, effort, days_ago, day)


def _told(
    entry: _Entry,
    fragment: str,
    unit: str,
    colon: tuple[int, ...],
    effort: float | None,
    days_ago: int | None,
    day: int | None,
) -> Told:
    problems: list[Problem] = []
    problems.extend(Problem(one, fragment) for one in dict.fromkeys(entry.unclear))
    km = sum(entry.km) if entry.km else None
    if km is None and len(entry.bare) == 1:
        km = entry.bare[0] * (KM_PER_MILE if unit == "mi" else 1)
    elif len(entry.bare) > 1 or (entry.bare and entry.km):
        problems.append(Problem(Trouble.ambiguous, fragment))
    if km is not None and not 0.2 <= km <= 200:
        problems.append(Problem(Trouble.out_of_range, fragment))
        km = None
    minutes = sum(entry.minutes) if entry.minutes else _colon(colon, km)
    if minutes is not None and not 1 <= minutes <= 2880:
        problems.append(Problem(Trouble.out_of_range, fragment))
        minutes = None
    if km and minutes and not _FASTEST <= minutes / km <= _SLOWEST:
        problems.append(Problem(Trouble.out_of_range, fragment))
        minutes = None
    if effort is not None and not (0 <= effort <= 10 and effort * 2 == int(effort * 2)):
        problems.append(Problem(Trouble.out_of_range, fragment))
        effort = None
    kinds = set(entry.kinds) - {RunKind.REST}
    kind = None
    if RunKind.LONG in kinds:
        kind = RunKind.LONG
    elif RunKind.QUALITY in kinds or entry.repeats:
        kind = RunKind.QUALITY
    elif kinds:
        kind = RunKind.EASY
    return Told(
        None if km is None else round(km, 2),
        None if minutes is None else round(minutes, 1),
        kind,
        effort,
        days_ago,
        day,
        tuple(problems),
    )


def _colon(colon: tuple[int, ...], km: float | None) -> float | None:
    """ "45:30" is minutes and seconds, "1:45" hours and minutes, unless the distance says otherwise."""
    if not colon:
        return None
    long, short = colon[0] * 60.0 + colon[1], colon[0] + colon[1] / 60
    if km:
        fits = [one for one in (short, long) if _FASTEST <= one / km <= _SLOWEST]
        if len(fits) == 1:
            return fits[0]
    return short if colon[0] >= 10 else long


def _effort(parts: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "rpe 6", "effort 6/10"."""
    if parts[at].text not in ("rpe", "effort", "e"):
        return None
    follow = at + 1
    while follow < len(parts) and parts[follow].text in (":", "=", "was", "of"):
        follow += 1
    if follow >= len(parts) or parts[follow].kind != "number":
        return None
    scale = 2 if [one.text for one in parts[follow + 1 : follow + 3]] == ["/", "10"] else 0
    return parts[follow].value, follow + 1 + scale - at


def _felt(texts: Sequence[str]) -> float | None:
    """ "felt hard": an effort in words, by the anchors of rulebook 1.1."""
    degree = ""
    for word in texts:
        cat, value = PHRASES.get((word,), (None, None))
        if cat is Cat.DEGREE:
            degree = str(value)
        elif cat is Cat.HARD:
            found = HARDNESS.get((str(value), degree)) or HARDNESS[(str(value), "")]
            return found.value
        else:
            return None
    return None
