"""Days and races as they are typed, given today: "Friday", "12 April", "in 10 weeks", "half marathon 12 April A"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.grammar.days import weekday
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import Spelling, clean, in_figures, listed
from core.athlete import Priority
from core.units import KM_PER_MILE


@dataclass(frozen=True, slots=True)
class DateRead:
    """`day` where there is one reading; `candidates` where there are two ("12/4", "next Friday"). `words` say so."""

    day: date | None = None
    candidates: tuple[date, ...] = ()
    problems: tuple[Problem, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class RaceRead:
    """`name` is what the race is called ("Berlin marathon"), "" where it was not said."""

    day: date | None = None
    km: float | None = None
    priority: Priority | None = None
    candidates: tuple[date, ...] = ()
    problems: tuple[Problem, ...] = ()
    name: str = ""


MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH_SPELLING = Spelling(MONTHS, ("match", "marsh", "apron", "jane", "marathon"))

_MONTH = r"(?P<month>[a-z]{3,10})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?:,?\s*(?P<year>\d{4}|'\d\d))?"
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}|\d\d(?!\d)))?(?![\d.])")
_SLASHED = re.compile(
    r"(?<![\d/])(?P<one>\d{1,2})\s?[/-]\s?(?P<two>\d{1,2})(?:\s?[/-]\s?(?P<year>\d{4}|\d\d))?(?![\d/]| ?x\b)"
)
_DAY_MONTH = re.compile(rf"(?<![\d.:]){_DAY}(?:\s+of)?\s*{_MONTH}{_YEAR}(?![a-z\d])")
_MONTH_DAY = re.compile(rf"(?<![a-z]){_MONTH}\s*(?:the\s+)?{_DAY}(?![\d:k]){_YEAR}")
_OF_THIS_MONTH = re.compile(
    r"(?<![\w.])(?:the|on the)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b|(?<![\w.])(?P<other>\d{1,2})(?:st|nd|rd|th)\b"
)
_AHEAD = re.compile(
    r"(?:\bin\s+)?(?<![\w.])(?P<count>\d{1,3}|a couple of|a few|an|a|half a)\s+"
    r"(?P<unit>days?|weeks?|months?|years?|fortnights?|wks?)\b"
    r"(?P<from>\s+(?:from (?:now|today)|time|away|out|to go|ahead|ago))?"
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>this|next|coming|on|last|the)\s+)?(?P<name>[a-z]{2,11})\b"
    r"(?P<after>\s+(?:after next|week|next week))?"
)
_WORDS = (
    ("day after tomorrow", 2), ("overmorrow", 2), ("tomorrow", 1), ("tomorow", 1), ("tommorow", 1),
    ("tommorrow", 1), ("tmrw", 1), ("tmr", 1),
    ("today", 0), ("tonight", 0), ("day before yesterday", -2), ("yesterday", -1),
)  # fmt: skip


def read_date(text: str, today: date, *, past: bool = False) -> DateRead:
    """Reads one day. `past`: whether a day before today is welcome; without a year the nearest fitting one is meant."""
    plain = _plainly(text)
    fragment = clean(text).strip()[:80]
    found = _find(plain, today, past)
    if found is None:
        return DateRead(problems=(Problem(Trouble.unknown, fragment),))
    if isinstance(found, Trouble):
        return DateRead(problems=(Problem(found, fragment),))
    days = tuple(dict.fromkeys(found[0]))
    if not past and all(day < today for day in days):
        return DateRead(problems=(Problem(Trouble.past, fragment),))
    days = tuple(day for day in days if past or day >= today)
    if len(days) > 1:
        return DateRead(candidates=days, problems=(Problem(Trouble.ambiguous, fragment),))
    named = _named_weekday(plain.replace(found[1], " ", 1)) if found[1] else None
    if named is not None and days[0].weekday() != named:
        return DateRead(candidates=days, problems=(Problem(Trouble.contradiction, fragment),))
    if abs((days[0] - today).days) > 366 * 5:
        return DateRead(problems=(Problem(Trouble.out_of_range, fragment),))
    return DateRead(days[0], words=found[1])


_FEASTS = (
    (r"christmas eve|xmas eve|x-mas eve", "24 december"), (r"christmas(?: day)?|xmas(?: day)?|x-mas", "25 december"),
    (r"boxing day", "26 december"), (r"new year'?s eve|silvester", "31 december"),
    (r"new year(?:'?s)?(?: day)?", "1 january"),
)  # fmt: skip
_FEAST = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), day) for words, day in _FEASTS)


def with_feasts(text: str) -> str:
    """The feasts that have a date of their own by that."""
    for feast, day in _FEAST:
        text = feast.sub(day, text)
    return text


def _plainly(text: str) -> str:
    plain = re.sub(r"[ \t\r\n]+", " ", with_feasts(clean(text))[:300].lower()).strip(' ,!?;"()')
    return in_figures(plain)


_Found = tuple[list[date], str] | Trouble | None
"""The days it may be and the words that said so, why it is none, or nothing at all."""


def _find(plain: str, today: date, past: bool) -> _Found:
    for word, days in _WORDS:
        if re.search(rf"\b{word}\b", plain):
            return [today + timedelta(days)], ""
    for reader in (_iso, _dotted, _spelled, _slashed, _ahead, _of_this_month, _by_weekday):
        found = reader(plain, today, past)
        if found is not None:
            return found
    return None


def _iso(plain: str, today: date, past: bool) -> _Found:
    match = _ISO.search(plain)
    return None if match is None else _dated(int(match["year"]), int(match["month"]), int(match["day"]), match.group())


def _dotted(plain: str, today: date, past: bool) -> _Found:
    """ "12.4." and "12.4.2026": with dots the day comes first."""
    match = _DOTTED.search(plain)
    return (
        None
        if match is None
        else _yearly(match["year"], int(match["month"]), int(match["day"]), today, past, match.group())
    )


def _spelled(plain: str, today: date, past: bool) -> _Found:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(plain):
            month = MONTHS.get(_MONTH_SPELLING.right(match["month"]))
            if month:
                return _yearly(match["year"], month, int(match["day"]), today, past, match.group())
    return None


def _slashed(plain: str, today: date, past: bool) -> _Found:
    match = _SLASHED.search(plain)
    if match is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    readings: list[date] = []
    for day, month in dict.fromkeys(((one, two), (two, one))):
        found = _yearly(match["year"], month, day, today, past, match.group())
        if isinstance(found, tuple):
            readings += found[0]
    return (readings, match.group()) if readings else Trouble.out_of_range


_IN = re.compile(r"\bin (?:(?:about|around|like|roughly|only|just|maybe|another|the next|exactly) )*$")


def _ahead(plain: str, today: date, past: bool) -> _Found:
    match = _AHEAD.search(plain)
    if match is None:
        return None
    lead = _IN.search(plain[: match.start()])
    if not (match.group().startswith("in ") or lead or match["from"] or match.group() == plain):
        return None
    words = plain[lead.start() if lead else match.start() : match.end()]
    if match["count"] in ("a couple of", "a few"):
        return Trouble.ambiguous
    count = 1 if match["count"] in ("a", "an") else 0.5 if match["count"] == "half a" else int(match["count"])
    unit = match["unit"]
    if (match["from"] or "").strip() == "ago":
        count = -count
    if unit.startswith(("month", "year")):
        months = count * (12 if unit.startswith("year") else 1)
        if months != int(months):
            return Trouble.ambiguous
        return _months_on(today, int(months)), words
    days = count * {"d": 1, "w": 7, "f": 14}[unit[0]]
    return ([today + timedelta(days)], words) if days == int(days) else Trouble.ambiguous


def _months_on(today: date, months: int) -> list[date]:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return [today]
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(1)).day if month != 11 else 31
    return [date(year, month + 1, min(today.day, last))]


def _by_weekday(plain: str, today: date, past: bool) -> _Found:
    for match in _WEEKDAY.finditer(plain):
        number = weekday(match["name"])
        if number is None or (len(match["name"]) < 3 and match.group().strip() != plain):
            continue
        ahead = (number - today.weekday()) % 7
        which, after = match["which"] or "", match["after"] or ""
        if which == "last":
            return [today - timedelta((today.weekday() - number) % 7 or 7)], ""
        if "after next" in after or "week" in after:
            monday = today - timedelta(today.weekday())
            following = monday + timedelta(7 + number)
            if after.strip() == "week":
                # "Friday week": a week after the coming one.
                following = today + timedelta((ahead or 7) + 7)
            return (
                [following + timedelta(7)] if "after next" in after and following.weekday() == number else [following]
            ), ""
        if which == "next":
            # The coming one to some, the one of next week to others.
            return [today + timedelta(ahead or 7), today - timedelta(today.weekday()) + timedelta(7 + number)], ""
        if ahead == 0 and which != "this":
            return [today, today + timedelta(-7 if past else 7)], ""
        if past:
            return [today - timedelta((today.weekday() - number) % 7)], ""
        return [today + timedelta(ahead)], ""
    return None


def _of_this_month(plain: str, today: date, past: bool) -> _Found:
    """ "the 12th": the next one, or where days that were are welcome the last one."""
    match = _OF_THIS_MONTH.search(plain)
    if match is None:
        return None
    wanted = int(match["day"] or match["other"])
    for months in range(12):
        first = _months_on(today.replace(day=1), -months if past else months)[0]
        try:
            day = first.replace(day=wanted)
        except ValueError:
            continue
        if day == today or (day < today) == past:
            return [day], match.group()
    return Trouble.out_of_range


def _yearly(year: str | None, month: int, day: int, today: date, past: bool, fragment: str) -> _Found:
    if year:
        number = int(year.lstrip("'"))
        return _dated(number + 2000 if number < 100 else number, month, day, fragment)
    for candidate in range(today.year - 1 if past else today.year, today.year + 9):
        found = _dated(candidate, month, day, fragment)
        if not isinstance(found, tuple):
            if (month, day) != (2, 29):
                return found
            continue
        if past and found[0][0] <= today and (today - found[0][0]).days < 366:
            later = _dated(candidate + 1, month, day, fragment)
            if isinstance(later, tuple) and later[0][0] <= today:
                continue
            return found
        if not past and found[0][0] >= today:
            return found
    return Trouble.out_of_range


def _dated(year: int, month: int, day: int, fragment: str) -> _Found:
    try:
        return [date(year, month, day)], fragment
    except ValueError:
        return Trouble.out_of_range


def _named_weekday(plain: str) -> int | None:
    numbers = (
        weekday(word) for word in re.findall(r"[a-z]{3,}", plain) if word not in ("mar", "sat.", "may", "marathon")
    )
    return next((number for number in numbers if number is not None), None)


_NAMED_RACES = (
    (r"half[- ]?marathon|\bhm\b|(?<!and a )\bhalf\b(?!-? ?(?:an?|of|the|my|hours?|past|way)\b)|halbmarathon", 21.1),
    (r"\bultra[- ]?marathon\b", 0.0),
    (r"(?<!half )(?<!half-)(?<!ultra )\bmarathon\b|\bfull\b(?! (?:time|of|body|week|day|gym|rest|on))", 42.2),
    (r"\bpark ?run\b", 5.0),
)
_DISTANCE = re.compile(
    r"(?<![\w./])(?:(?P<value>\d{1,3}(?:[.,]\d+)?)\s*-?\s*(?P<unit>k|km|kms|kilomet(?:er|re)s?|mi|miles?|miler)"
    r"|(?P<metres>\d{3,5}) ?m(?:et(?:er|re)s?)?)\b"
)
_PRIORITY = re.compile(
    r"\b(?:priority|prio)[\s:=]*(?P<named>[abc])\b|(?<![\w'])(?P<before>[abc])[- ]?(?:race|goal|priority|prio)\b"
    r"|[\s,(]+(?P<last>[abc])\)?\s*$"
)
_CAPITAL = re.compile(r"(?<![\w'])(?P<big>[ABC])(?![\w'])(?!\s+(?:half|full|marathon|\d))")


def read_race(text: str, today: date, *, unit: str = "km") -> RaceRead:
    """A race: its day, its distance and, where said, its priority ("half marathon 12 April A", "10k on 3 May")."""
    cleaned = clean(text)[:300]
    fragment = cleaned.strip()[:80]
    rest = cleaned
    priority = None
    match = _PRIORITY.search(cleaned.lower()) or _CAPITAL.search(cleaned)
    if match:
        priority = Priority(next(one for one in match.groups() if one).upper())
        rest = f"{cleaned[: match.start()]} {cleaned[match.end() :]}"
    elif re.search(r"\b(?:goal|main|target|big) (?:race|event)\b", cleaned.lower()):
        priority = Priority.A
    called = rest
    km, rest, trouble = _distance(rest)
    problems: list[Problem] = [Problem(trouble, fragment, "race")] if trouble else []
    when = read_date(rest, today)
    if any(one.code is not Trouble.unknown for one in when.problems) or when.day is None:
        code = when.problems[0].code if when.problems else Trouble.needs_day
        code = Trouble.needs_day if code is Trouble.unknown else code
        problems.append(Problem(code, fragment, "race" if code is Trouble.needs_day else ""))
    name = _name(called, when.words) if km is not None and when.day is not None else ""
    return RaceRead(when.day, km, priority, when.candidates, tuple(problems), name)


_UNNAMED = listed(
    """a an the my our on at in to for of is am i i'm im it it's will be doing do have got signed up training prepare
    preparing race racing run running goal main target big next this new date day year moved from with and half marathon
    full ultra hm parkrun park distance km kms k mi mile miles miler kilometres kilometers entered entry target"""
)
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*|\d+")
_LONGEST_NAME = 40


_HOPED = re.compile(
    r"\b(?:sub[- ]?|(?:goal|target|aiming|aim|hoping)(?: (?:time|for|of|is|under))* )\d[\d:.h]*\b", re.IGNORECASE
)
"""A time that is hoped for is no name."""
_NEAR = re.compile(
    rf"\b(?:{'|'.join(word for word, _ in _WORDS)})(?: (?:early|morning|noon|afternoon|evening|night))*\b",
    re.IGNORECASE,
)


def _name(text: str, dated: str) -> str:
    """What is left of a race without its date, its figures and the words around them, as it was written."""
    rest = re.sub(re.escape(dated), " | ", text, count=1, flags=re.IGNORECASE) if dated else text
    rest = _NEAR.sub(" | ", _HOPED.sub(" | ", rest))
    rest = _DISTANCE.sub(" | ", rest.replace("\n", " | "))
    parts = []
    for part in re.split(r"[|,;:()!?]", rest):
        words = [one for one in part.split() if weekday(one.casefold().strip(".")) is None]
        while words and _plain_word(words[0]) in _UNNAMED - _LEADING:
            if words[1:] and (_plain_word(words[0]), _plain_word(words[1])) in _NEW_PLACES:
                break
            words.pop(0)
        while words and _plain_word(words[-1]) in _UNNAMED - _RACE_WORDS:
            words.pop()
        if any(_plain_word(one) not in _UNNAMED and _WORD.fullmatch(one.strip(".")) for one in words):
            parts.append(" ".join(words))
    name = max(parts, key=len, default="")[:_LONGEST_NAME]
    return name[:1].upper() + name[1:]


_NEW_PLACES = frozenset(
    ("new", place) for place in ("york", "orleans", "jersey", "england", "zealand", "delhi", "forest", "mexico")
)
_LEADING = listed("half marathon ultra parkrun")
_RACE_WORDS = _LEADING | listed("race run")


def _plain_word(word: str) -> str:
    return word.casefold().strip(".'’\"-")


_NO_EVENT = re.compile(
    r"\b(?:half[ -]?marathon|marathon|half|race|\d+ ?k) (?:training|block|plan|build(?:[ -]?up)?|cycle|prep(?:aration)?"
    r"|season|camp|program(?:me)?|group)\b"
)
"""What comes before a race."""


def _distance(text: str) -> tuple[float | None, str, Trouble | None]:
    """The race's kilometres, and the text without them."""
    lower = _NO_EVENT.sub(lambda one: " " * len(one[0]), text.lower())
    found = list(_DISTANCE.finditer(lower))
    values = {_kilometres(match) for match in found}
    named = next((km for pattern, km in _NAMED_RACES if re.search(pattern, lower)), None)
    if len(values) > 1 or (values and named and abs(named - min(values)) > 1):
        return None, text, Trouble.ambiguous
    if found:
        km = values.pop()
        rest = _cut(text, ((match.start(), match.end()) for match in found))
        return (round(km, 1), rest, None) if 0.1 <= km <= 500 else (None, rest, Trouble.out_of_range)
    for pattern, km in _NAMED_RACES:
        match = re.search(pattern, lower)
        if match:
            rest = _cut(text, [(match.start(), match.end())])
            return (km, rest, None) if km else (None, rest, Trouble.needs_distance)
    return None, text, Trouble.needs_distance


def _kilometres(match: re.Match[str]) -> float:
    if match["metres"]:
        return float(match["metres"]) / 1000
    value = float(match["value"].replace(",", "."))
    return value if match["unit"].startswith("k") else value * KM_PER_MILE


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
