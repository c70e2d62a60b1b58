"""How much time there is for training, as it is typed: "only 20 min", "an hour max", "I don't have 2 hours, only 1"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.amounts import amount_at
from bot.grammar.text import NUMBER_WORDS, Token, clean, listed, tokens

_SMALL = listed(
    """i we have got get just only about around roughly maybe max maximum most at the a is there s ve today now tonight
    this morning afternoon evening left please for to of it so but or rather more like than all day do can could will
    train training spare free available time sorry ok okay hi hey session and ' , . ; : ! - ( ) ~"""
)
_NONE = listed("not no never less under without")
_AFTER = listed("only just but rather more like , . ; : -")
"""Behind these something else is said than what there is not."""


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """`minutes` is None where only what there is not was said ("I don't have an hour")."""

    minutes: int | None


def read_time_left(text: str) -> TimeLeft | None:
    """None for whatever says anything else ("did 20 min", "easy run 30 min")."""
    parts = tokens(clean(text))
    found: list[float] = []
    at, unit, denied, was_denied, some = 0, "", False, False, False
    while at < len(parts):
        told = _minutes(parts, at, unit, was_denied)
        if told is not None:
            minutes, unit, length = told
            # What there is not says nothing of how much there is.
            found += [] if denied else [minutes]
            was_denied = was_denied or denied
            at, denied, some = at + length, False, True
            continue
        word = parts[at].text
        if word not in _SMALL and word not in _NONE:
            return None
        denied = word in _NONE or (denied and word not in _AFTER)
        at += 1
    if not some:
        return None
    return TimeLeft(round(found[-1]) if found else None)


def _minutes(parts: list[Token], at: int, unit: str, denied: bool) -> tuple[float, str, int] | None:
    """A duration with the unit it was said in; a bare number behind one ("not 2 hours, only 1") has the same."""
    amount = amount_at(parts, at)
    if amount is not None and (amount.what == "minutes" or (amount.what, amount.unit) == ("range", "minutes")):
        if not 0 < amount.value < 24 * 60:
            return None
        last = parts[at + amount.length - 1].text
        return amount.value, "h" if last.startswith("h") else "min", amount.length
    value = amount.value if amount is not None and amount.what == "number" else NUMBER_WORDS.get(parts[at].text)
    if not unit or value is None or not denied:
        # "20 mins only, 5": the second number is how hard it was.
        return None
    return value * 60 if unit == "h" else value, unit, amount.length if amount is not None else 1
