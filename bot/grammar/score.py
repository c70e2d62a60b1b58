"""The number or the side of one part that was just asked about: "4", "left", "right, about a 3", "3-4"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from bot.grammar.text import plain


@dataclass(frozen=True, slots=True)
class Score:
    """`side` "left", "right", "both" or "" where none was said; `number` 0-10, None where only the side was said."""

    side: str
    number: int | None


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
