"""The number or the side of one part that was just asked about: "4", "left", "right, about a 3", "3-4"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from bot.grammar.text import in_figures, plain


@dataclass(frozen=True, slots=True)
class Score:
    """`side` "left", "right", "both" or "" where none was said; `number` 0-10, None where only the side was said."""

    side: str
    number: int | None


_ELSE = re.compile(
    r"\b(?:effort|rpe|session|workout|training|run|ran|sets?|reps?|hard|easy|tough|brutal|done|finished|soreness|sore|km?"
    r"|mi|miles?|kg|lbs?|min(?:ute)?s?|h|hours?|days?|weeks?|months?|years?|ago|am|pm|o'?clock|doms)\b|[%:]"
)
_SIDES = frozenset(("left", "right", "both"))
_FIGURE = re.compile(r"(?<![\d.,])\d{1,2}(?:[.,]5)?(?=ish\b|\b)(?![.,]?\d)")
_TENTH = re.compile(r" ?(?:/|out of|of) ?(?:10|ten)\b")


def read_figures(text: str) -> tuple[int, ...]:
    """The numbers of an answer about what hurts, halves as the next whole one; () where it speaks of anything else."""
    said = _TENTH.sub("", in_figures(plain(text)))
    found = tuple(ceil(float(one.replace(",", "."))) for one in _FIGURE.findall(said))
    return () if _ELSE.search(said) or max(found, default=0) > 10 else found


def read_loosely(text: str) -> int | None:
    """The number in an answer to "how strong is it?" that says more: "kinda 4ish", "4 on stairs, 2 otherwise".

    Of several the highest; None where it may speak of anything else ("7 3", "right one 2").
    """
    found = read_figures(text)
    words = re.findall(r"[a-z']+", in_figures(plain(text)).replace("ish", ""))
    if not found or len(words) > 12 or (len(found) > 1 and not words) or not _SIDES.isdisjoint(words):
        return None
    return max(found)


_SCORE = re.compile(
    r"(?:(?P<side>left|right|both)\b(?: (?:side|sides|one))?,? ?)?"
    r"(?:(?:it'?s|it is|its|about|maybe|around|like|only|just|an?|say|probably|id|i'd) )*"
    r"(?:(?:(?P<low>\d) ?(?:-|or|to) ?)?(?P<number>\d{1,2}(?:\.\d|,5)?)(?: ?(?:/|out of|of) ?10)?)?"
)


def read_score(text: str) -> Score | None:
    """None where the words say anything else. Of two neighbours ("3-4", "3.5") the higher one counts:
    less is done with it.
    """
    match = _SCORE.fullmatch(plain(text))
    if match is None or not (match["side"] or match["number"]):
        return None
    number = ceil(float(match["number"].replace(",", "."))) if match["number"] else None
    if number is not None and (number > 10 or (match["low"] and number - int(match["low"]) != 1)):
        return None
    return Score(match["side"] or "", number)
