"""What a deload is wanted for, as it is typed under its question: "tired, a week", "only the legs"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.text import NUMBER, counted, plain

_CAUSES = {
    "tired": r"tired|exhausted|fatigued?|worn out|beat", "sore": r"sore|aching|aches|heavy legs",
    "race": r"race", "life": r"life|work|busy|stress(?:ed)?|travel|family|sleep",
}  # fmt: skip
_SCOPES = {
    "all": r"(?:just |please )*(?:all|everything|all of it|it all|the whole (?:thing|body|plan)|whole body)",
    "legs": r"(?:only |just |my |the )*legs?",
    "region": r"(?:only |just )?(?:one|a|the) (?:region|part|area)",
}
_SPAN = re.compile(rf"\b(?P<count>{NUMBER}) (?P<unit>day|week)s?\b")
_LONGEST = 6
"""Words beside the span; whoever writes more says something else."""


@dataclass(frozen=True, slots=True)
class Easing:
    """`cause` "" and `days` None: not said."""

    cause: str
    days: int | None
    legs: bool


def read_scope(text: str) -> str:
    """Only what is to be eased: "all", "legs" or "region"; "" for anything else."""
    return next((name for name, words in _SCOPES.items() if re.fullmatch(words, plain(text))), "")


def read(text: str) -> Easing | None:
    """Cause and length; None for whatever says anything else ("7 3", "calves sore 4")."""
    said = plain(text)
    span = _SPAN.search(said)
    rest = _SPAN.sub(" ", said)
    cause = next((name for name, words in _CAUSES.items() if re.search(rf"\b(?:{words})\b", rest)), "")
    other = any(one.isdigit() for one in rest) or "?" in text or len(rest.split()) > _LONGEST
    if other or not (cause or span):
        return None
    days = None if span is None else counted(span["count"]) * (7 if span["unit"] == "week" else 1)
    return Easing(cause, days, re.search(r"\blegs?\b", said) is not None)
