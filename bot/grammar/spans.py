"""A first and a last day as they are typed: "8 dec to 12 dec", "8-12 December", "Thu to Sat"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.grammar.dates import MONTHS, read_date
from core.athlete import WEEKDAYS

_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:,? \d{4})?"
_ORDINAL = r"(?:the )?\d{1,2}(?:st|nd|rd|th)"
_NAMED = rf"(?:(?:next |this |coming )?(?:{'|'.join(WEEKDAYS)})[a-z]*)"
_FULL = (
    rf"(?:{_NAMED},? )?(?:the )?(?:{_NUMBER}(?: of)? ?{_MONTH}{_YEAR}|{_MONTH} (?:the )?{_NUMBER}{_YEAR}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}(?:\.(?:\d{4})?)?|\d{1,2}/\d{1,2}(?:/\d{4})?)"
)
_BETWEEN = r"(?: ?(?:-|/) ?| (?:to|until|till|til|thru|through|and) )"
_SPANS = tuple(
    re.compile(rf"(?<![\w.])(?:(?:from|between|on) )?(?P<first>{first}){_BETWEEN}(?P<last>{last})(?![\w/])")
    for first, last in (
        (_FULL, _FULL),
        (rf"(?:the )?{_NUMBER}", _FULL),
        (rf"(?P<month>{_MONTH}) (?:the )?{_NUMBER}", rf"(?:the )?{_NUMBER}"),
        (rf"{_NAMED},? (?:the )?{_NUMBER}", rf"{_NAMED},? (?:the )?{_NUMBER}"),
        (_ORDINAL, _ORDINAL),
        (_NAMED, _NAMED),
    )
)
_LONGEST = timedelta(days=183)
"""So far apart two days may be that somebody goes and comes back on; "12 dec to 8 dec" is a slip [DC]."""
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}")
_ITS_MONTH = re.compile(rf"{_MONTH}{_YEAR}")


@dataclass(frozen=True, slots=True)
class Span:
    """Both days included, `first` before or on `last`; `words` say so."""

    first: date
    last: date
    words: str

    @property
    def weekdays(self) -> bool:
        """Whether it names days of a week, and no dates."""
        return not any(char.isdigit() for char in self.words)


def read_span(plain: str, today: date) -> Span | None:
    """Two days with a word between them, in lower case. A month said once is that of both; the first may be over."""
    for pattern in _SPANS:
        match = pattern.search(plain)
        if match is None:
            continue
        first, last = match["first"], match["last"]
        if pattern is _SPANS[1] and (month := _ITS_MONTH.search(last)):
            first = f"{first} {month.group()}"
        elif pattern is _SPANS[2]:
            last = f"{match['month']} {last}"
        elif pattern is _SPANS[3]:
            # "Fri 4" is the fourth, whatever Friday comes first.
            first, last = (f"{one}th" if one[-1].isdigit() else one for one in (first, last))
        pairs = [
            (begin, end)
            for end in _days(last, today, past=False)
            for past in (False, True)
            for begin in _days(first, today, past=past)
            if begin <= end <= begin + _LONGEST
        ]
        if pairs:
            # "8/12 to 10/12" is two days in December rather than two months of the summer.
            return Span(*min(pairs, key=lambda pair: pair[1] - pair[0]), match.group())
    return None


_THAT_MONTH = rf"(?P<month>{_MONTH})(?![a-z]|,? ?(?:the )?\d)"
_IN_MONTH = re.compile(rf"\b(?:in|during|throughout|(?:all|whole) of|for the whole of|all)(?: all of)? {_THAT_MONTH}")
_UNTIL_MONTH = re.compile(
    r"\b(?P<word>until|till|til|thru|through|to) (?:about |the )*"
    r"(?P<part>(?:end|middle|mid|start|beginning)(?: of)? )?"
    rf"(?:next )?{_THAT_MONTH}"
)


def read_month(plain: str, today: date) -> Span | None:
    """ "In December", "until January" (its eve), "till mid January", "until the end of February", from today on."""
    match = _IN_MONTH.search(plain) or _UNTIL_MONTH.search(plain)
    if match is None or plain[: match.start()].rstrip()[-1:].isdigit():
        return None
    number = MONTHS[match["month"].rstrip(".")]
    named = match.groupdict()
    first = date(today.year + (number < today.month), number, 1)
    last = date(first.year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    if "word" not in named:
        return Span(max(first, today), last, match.group())
    part = named["part"] or ""
    if part.startswith("end") or named["word"] in ("thru", "through"):
        return Span(today, last, match.group())
    end = first + timedelta(days=13 if part.startswith("mid") else -1)
    return Span(today, end, match.group()) if end >= today else None


_WEEK_OF = re.compile(
    rf"\b(?:(?:over|during|for|in|all|whole|the) )*(?:week (?P<which>of|around|with|before|after|beginning|starting"
    rf"|commencing|from) (?:the )?(?P<day>{_FULL}|{_ORDINAL})|(?P<own>{_FULL}) week)\b"
)
_WEEK = timedelta(days=7)


def read_week_of(plain: str, today: date) -> Span | None:
    """ "The week of the 14th", "25 december week", "the week before 25 december": Monday to Sunday, from today on; of
    one that begins on a day, the seven from then.
    """
    match = _WEEK_OF.search(plain)
    found = _days(match["day"] or match["own"], today, past=False) if match is not None else ()
    if match is None or len(found) != 1:
        return None
    [day] = found
    if match["which"] in ("beginning", "starting", "commencing", "from"):
        return Span(day, day + timedelta(days=6), match.group())
    monday = day - timedelta(days=day.weekday()) + {"before": -_WEEK, "after": _WEEK}.get(match["which"], timedelta())
    last = monday + timedelta(days=6)
    return Span(max(monday, today), last, match.group()) if last >= today else None


def read_backwards(plain: str, today: date) -> str | None:
    """The words for two days of which the second lies before the first: "12 dec to 8 dec"."""
    match = _SPANS[0].search(plain)
    if match is None or read_span(plain, today) is not None:
        return None
    return (
        match.group() if _days(match["first"], today, past=False) and _days(match["last"], today, past=False) else None
    )


def _days(text: str, today: date, *, past: bool) -> tuple[date, ...]:
    found = read_date(f"{text}." if _DOTTED.fullmatch(text) else text, today, past=past)
    return (found.day,) if found.day is not None else found.candidates
