"""The number or the side of one part that was just asked about: "4", "left", "right, about a 3", "3-4"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.text import plain


@dataclass(frozen=True, slots=True)
class Score:
    """`side` "left", "right", "both" or "" where none was said; `number` 0-10, None where only the side was said."""

    side: str
    number: int | None


_SCORE = re.compile(
    r"(?:(?P<side>left|right|both)\b,? ?)?"
    r"(?:(?:it'?s|it is|its|about|maybe|around|like|only|just|an?|say|probably|id|i'd) )*"
    r"(?:(?:(?P<low>\d) ?(?:-|or|to) ?)?(?P<number>\d{1,2})(?: ?(?:/|out of|of) ?10)?)?"
)


def read_score(text: str) -> Score | None:
    """None where the words say anything else. Of two neighbours ("3-4") the higher one counts: less is done with it."""
    match = _SCORE.fullmatch(plain(text))
    if match is None or not (match["side"] or match["number"]):
        return None
    number = int(match["number"]) if match["number"] else None
    if number is not None and (number > 10 or (match["low"] and number - int(match["low"]) != 1)):
        return None
    return Score(match["side"] or "", number)
