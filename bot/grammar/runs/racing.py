"""A race told beside the runs of a week: "Su 18k, marathon 18 April" has no run of sixty kilometres."""

from __future__ import annotations

import re

from bot.grammar.dates import MONTHS
from bot.grammar.days import weekday
from bot.grammar.text import tokens

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_CLAUSE = re.compile(rf"(?:[^,.;!?\n]|[.,](?=\d|\s*{_MONTH}\b)|(?<=\d\.\d)\.|(?<=\d\.\d\d)\.)+", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|then|but|because)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:(?:half|ultra)?[ -]?marathons?|half|hm|race|event|ultra|triathlon|\d+(?:[.,]\d+)? ?(?:kms?|k|mi|miles?))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    rf"\b{_MONTH}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}\b|\b\d{{1,2}}\.\d{{1,2}}\."
    r"|\bin (?:(?:early|late|the) )?(?:spring|summer|autumn|fall|winter|\w+ (?:weeks?|months?))\b"
    r"|\bnext (?:month|year|spring|summer|autumn|fall)\b"
    r"|\b(?:train\w*|prepar\w+|prepp?ing|building) (?:up )?(?:for|to)\b"
    r"|\b(?:signed up|registered|entered|booked|racing)\b"
    r"|\b(?:want|hope|hoping|plan|planning|aim|would like|goal is) to\b",
    re.IGNORECASE,
)


def without_races(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with blanks for the clauses that speak of a race ahead, and these. One with a weekday is of the week."""
    found: list[str] = []
    for clause in _CLAUSE.finditer(text):
        start = clause.start()
        for cut in [*(one.end() for one in _JOINED.finditer(clause[0])), len(clause[0])]:
            part = text[start : clause.start() + cut]
            start = clause.start() + cut
            if _EVENT.search(part) and _AHEAD.search(part) and not _has_weekday(part):
                found.append(part.strip())
                text = text[: start - len(part)] + " " * len(part) + text[start:]
    return text, tuple(found)


def _has_weekday(text: str) -> bool:
    return any(weekday(one.text) is not None for one in tokens(text))
