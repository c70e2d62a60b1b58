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


def _days(text: str, today: date, *, past: bool) -> tuple[date, ...]:
    found = read_date(f"{text}." if _DOTTED.fullmatch(text) else text, today, past=past)
    return (found.day,) if found.day is not None else found.candidates
