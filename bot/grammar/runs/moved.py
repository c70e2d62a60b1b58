"""A run that goes to another day, once: "moved my long run to Saturday", "swap Thursday's and Friday's runs"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.grammar.days import DAY, weekday
from bot.grammar.runs.described import kind_of_word
from bot.grammar.text import plain
from core.athlete import RunKind


@dataclass(frozen=True, slots=True)
class MovedRun:
    """`origin` is a weekday; None: the next run of that `kind`. `swap`: what stood on `to` goes to the other day."""

    to: int
    origin: int | None
    kind: RunKind | None
    swap: bool = False


_WHAT = (
    r"(?:(?:easy|long|quality|short|slow|hard|tempo|interval|recovery|speed) ?)*"
    r"(?:runs?|jog|intervals|tempo|speedwork|workout|track(?: session)?|longrun)"
)
_START = r"(?:(?:i|i'?m|i am|i'?ve|i have|have|had to|need to|want to|can i|can you|could you|please|will|to) )*"
_ONCE = r"(?: (?:this week|please|instead|just this once|this time|once|only))*"
_OWN = rf"(?:my |the |this week'?s? )*(?:(?P<from>{DAY}) )?"
_MOVED = re.compile(
    rf"{_START}(?:move|moved|moving|shift|shifted|push|pushed|postpone|postponed|reschedule|rescheduled|switch|switched)"
    rf" {_OWN}(?P<what>{_WHAT})(?: from (?P<origin>{DAY}))? (?:back )?(?:to|until|till|on) (?P<to>{DAY}|today|tomorrow)"
    rf"{_ONCE}"
)
_INSTEAD = re.compile(
    rf"{_START}(?:do |doing |run |running |did )?{_OWN}(?P<what>{_WHAT})(?: (?:is|goes|will be))? (?:to |on )?"
    rf"(?P<to>{DAY}|today|tomorrow) (?:instead of|and not|not|rather than)(?: on)? (?P<origin>{DAY}){_ONCE}"
)
_THIS_WEEK = re.compile(
    rf"{_OWN}(?P<what>{_WHAT}) (?:is|are|goes|will be|moves) (?:on |to )?(?P<to>{DAY}) (?:just )?this week"
)
_SWAP = re.compile(
    rf"{_START}(?:swap|swapped|switch|switched|exchange) (?:my |the )*(?P<origin>{DAY})(?: {_WHAT})?"
    rf" (?:and|with|for) (?:my |the )*(?P<to>{DAY})(?P<what> {_WHAT}){_ONCE}"
)


def read_moved(text: str, today: date) -> MovedRun | None:
    """None for whatever says more, speaks of no run, or names no day that it goes to."""
    said = " ".join(plain(text).rstrip("?.!").split())
    for pattern in (_SWAP, _INSTEAD, _MOVED, _THIS_WEEK):
        match = pattern.fullmatch(said)
        if match is None:
            continue
        named = match.groupdict()
        origin = _day(named.get("origin") or named.get("from"), today)
        to = _day(named["to"], today)
        kind = _kind(named["what"])
        if to is None or to == origin or (origin is None and kind is None):
            return None
        return MovedRun(to, origin, kind, swap=pattern is _SWAP)
    return None


def _day(word: str | None, today: date) -> int | None:
    if word in ("today", "tomorrow"):
        return (today.weekday() + (word == "tomorrow")) % 7
    return None if word is None else weekday(word.removesuffix("'s"))


def _kind(what: str) -> RunKind | None:
    found = [kind for word in what.split() if (kind := kind_of_word(word)) is not None]
    return found[0] if found else None


def days_of(moved: MovedRun, kinds: Sequence[RunKind], today: date) -> tuple[date, date] | None:
    """From which date to which: the next run that is meant, and the nearest such day to it that is not over.

    `kinds` are the runs of the coming days, today first.
    """
    origin = next(
        (
            today + timedelta(days=number)
            for number, kind in enumerate(kinds)
            if (moved.origin is None or (today + timedelta(days=number)).weekday() == moved.origin)
            and kind is not RunKind.REST
            and moved.kind in (None, kind)
        ),
        None,
    )
    if origin is None:
        return None
    ahead = [today + timedelta(days=number) for number in range(len(kinds) + 3)]
    # In its own week where that is still to come: a long run that goes from Sunday to Monday goes to the next day.
    near = [one for one in ahead if one.weekday() == moved.to and one != origin]
    return (origin, min(near, key=lambda one: abs(one - origin))) if near else None
