"""A run of every other week, as it is typed: "long run every other Sunday", "every second Wednesday intervals"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grammar.runs.week import read_week
from bot.grammar.text import clean
from core.athlete import Run, RunKind

_EVERY_OTHER = re.compile(
    r"\b(?:only |just |now )*(?:(?:on )?(?:every|each) (?:other|second|2nd|two|2)(?: weeks?(?: on)?)?"
    r"|(?:on )?alternat(?:e|ing)(?: weeks?(?: on)?)?|bi-?weekly|fortnightly|every fortnight)\b",
    re.IGNORECASE,
)
_KINDS = (
    (RunKind.LONG, re.compile(r"\blong(?: run)?\b", re.IGNORECASE)),
    (RunKind.QUALITY, re.compile(r"\b(?:intervals?|tempo|track|hills?|speed|quality|fartlek)\b", re.IGNORECASE)),
    (RunKind.EASY, re.compile(r"\beasy\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Alternating:
    """`run` on that weekday (0 = Monday) of every other week."""

    weekday: int
    run: Run


def read_alternating(text: str, usual: Sequence[Run], *, unit: str = "km") -> Alternating | None:
    """One run on one weekday of every other week; a kind without a day is that of the usual week. None for the rest."""
    said = clean(text)
    if len(said) > 120 or said.rstrip().endswith("?") or not _EVERY_OTHER.search(said):
        return None
    week = read_week(_EVERY_OTHER.sub(" ", said), unit=unit)
    if len(week.said) == 1 and not week.problems:
        day = next(iter(week.said))
        run = week.runs[day]
        return Alternating(day, run) if run.kind is not RunKind.REST else None
    kind = next((one for one, way in _KINDS if way.search(said)), None)
    days = [number for number, run in enumerate(usual) if run.kind is kind]
    return Alternating(days[0], usual[days[0]]) if not week.said and len(days) == 1 else None
