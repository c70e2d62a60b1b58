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
    """`origin` is a weekday; None: the next run of that `kind`. `swap`: what stood on `to` goes to the other day; where
    two kinds were named and no days, `to` is None, and it changes places with the run of the kind `other`.
    """

    to: int | None
    origin: int | None
    kind: RunKind | None
    swap: bool = False
    other: RunKind | None = None


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
_LONG = (
    r"(?:\d{1,2}(?:[.,]\d)? ?(?:k|km|mi|miles)"
    r"(?: (?:easy|long|trail|run|hilly|in the (?:hills|woods|mountains|park)))*)"
)
_NOT_ON = rf"(?:instead of|and not|not|rather than)(?: on)? (?P<origin>{DAY}|today|tomorrow)"
_INSTEAD = (
    re.compile(
        rf"{_START}(?:do |doing |run |running |did )?{_OWN}(?P<what>{_WHAT}|{_LONG})(?: (?:is|goes|will be))?"
        rf" (?:to |on )?(?P<to>{DAY}|today|tomorrow)(?: this week)?,? {_NOT_ON}{_ONCE}"
    ),
    re.compile(
        rf"{_START}(?P<to>{DAY}|today|tomorrow),? (?:i (?:will |'ll )?(?:do |run )?)?{_OWN}(?P<what>{_WHAT}|{_LONG}),?"
        rf" {_NOT_ON}{_ONCE}"
    ),
)
_THIS_WEEK = re.compile(
    rf"{_OWN}(?P<what>{_WHAT}) (?:is|are|goes|will be|moves) (?:on |to )?(?P<to>{DAY}) (?:just )?this week"
)
_CANNOT = re.compile(
    rf"(?:i )?(?:can'?t|cannot|can not|won'?t|unable to)(?: (?:do|run|make|manage))* {_OWN}(?P<what>{_WHAT})"
    rf"(?: (?:on )?(?P<origin>{DAY}))?(?:[ ,;:.-]+[a-z' ]{{2,40}}?)??[ ,;:.-]+"
    rf"(?:(?:so|and|but|i'?m|i'?ll|will|going to) )*"
    rf"(?:moving|move|doing|do|run|running|shift|shifting|push|pushing) it(?: instead)?(?: to| on| till)?"
    rf" (?P<to>{DAY}|today|tomorrow)(?: instead)?{_ONCE}"
)
_DAYS = rf"(?:{DAY}|today(?:'?s)?|tomorrow(?:'?s)?)"
_I = (
    r"(?:(?:i|i'?m|i am|i'?ve|i'?ll|we|we'?re|have|had|need|want|will|would|like|can|could|you|please|let'?s|to|just)"
    r" )*"
)
_BOTH = (
    rf"(?:(?:my|the|this week'?s) )*(?P<origin>{_DAYS})(?P<one> {_WHAT})?"
    rf"(?:,? (?:and |with |for |& ?|\+ ?)?| ?[/+&-] ?)(?:my |the )*(?P<to>{_DAYS})(?P<what> {_WHAT})?"
)
_TURNED = (
    r"(?:swap|swapp?ed|swapp?ing|switch|switched|switching|exchange|exchanged|exchanging|trade|trading|flip|flipping)"
)
_SWAPS = (
    re.compile(rf"{_I}{_TURNED} {_BOTH}(?: around)?{_ONCE}"),
    re.compile(rf"{_I}{_BOTH} (?:are |get |got )?{_TURNED}{_ONCE}"),
)
_SWAP_KINDS = re.compile(
    rf"{_I}{_TURNED} (?:my |the |this week'?s )*(?P<one>{_WHAT}|easy|long|quality) (?:and|with|for|&) (?:my |the )*"
    rf"(?P<what>{_WHAT})(?: around)?{_ONCE}"
)
_WEEKEND = re.compile(r"\bweekend'?s? (?=runs?\b)")


def read_moved(text: str, today: date) -> MovedRun | None:
    """None for whatever says more, speaks of no run, or names no day that it goes to."""
    said = _WEEKEND.sub("saturday and sunday ", " ".join(plain(text).rstrip("?.!").split()))
    swapped = _swapped(said, today)
    if swapped is not None:
        return swapped
    for pattern in (*_INSTEAD, _MOVED, _THIS_WEEK, _CANNOT):
        match = pattern.fullmatch(said)
        if match is None:
            continue
        named = match.groupdict()
        origin = _day(named.get("origin") or named.get("from"), today)
        to = _day(named["to"], today)
        kind = _kind(named["what"])
        if to is None or to == origin or (origin is None and kind is None):
            return None
        return MovedRun(to, origin, kind)
    return None


def _swapped(said: str, today: date) -> MovedRun | None:
    """Two runs that change places: their days, or their kinds where no day was named."""
    for pattern in _SWAPS:
        match = pattern.fullmatch(said)
        if match is None or not (match["one"] or match["what"]):
            continue
        origin, to = _day(match["origin"], today), _day(match["to"], today)
        if origin is None or to is None or origin == to:
            return None
        return MovedRun(to, origin, _kind(match["one"] or ""), swap=True)
    match = _SWAP_KINDS.fullmatch(said)
    kinds = (_kind(match["one"]), _kind(match["what"])) if match is not None else (None, None)
    return (
        MovedRun(None, None, kinds[0], swap=True, other=kinds[1]) if None not in kinds and len({*kinds}) == 2 else None
    )


def _day(word: str | None, today: date) -> int | None:
    word = word.removesuffix("'s").removesuffix("s") if word is not None else None
    if word in ("today", "tomorrow"):
        return (today.weekday() + (word == "tomorrow")) % 7
    return None if word is None else weekday(word)


def _kind(what: str) -> RunKind | None:
    found = [kind for word in what.split(" in the ")[0].split() if (kind := kind_of_word(word)) is not None]
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
    if moved.to is None:
        others = [
            today + timedelta(days=number)
            for number, kind in enumerate(kinds)
            if kind is moved.other and today + timedelta(days=number) != origin
        ]
        return (origin, min(others, key=lambda one: abs(one - origin))) if others else None
    ahead = [today + timedelta(days=number) for number in range(len(kinds) + 3)]
    # In its own week where that is still to come: a long run that goes from Sunday to Monday goes to the next day.
    near = [one for one in ahead if one.weekday() == moved.to and one != origin]
    return (origin, min(near, key=lambda one: abs(one - origin))) if near else None
