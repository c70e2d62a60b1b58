"""What there is to train with where a journey goes: "the hotel has dumbbells up to 20 kg"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.kit import KitRead, read_kit
from bot.grammar.problem import Trouble
from bot.grammar.text import clean, listed

_PLACES = (
    r"(?P<place>hotel|air ?bnb|holiday (?:home|flat|house|apartment)|apartment|campsite|cabin|cottage|resort|hostel"
    r"|guest ?house|conference)"
)
_THERE = re.compile(rf"\b(?:(?:in|at|on) )?(?:(?:the|my|our|this|a|an) )*{_PLACES}(?:'s)?\b", re.IGNORECASE)
_PLACE_ONLY = re.compile(r"\b(?:there|here)\b", re.IGNORECASE)
_GYM = re.compile(
    r"\b(?:(?:a|an|the|its|small|little|tiny|nice|good|with|own) )*(?:gym|fitness (?:room|studio|cent(?:er|re)))\b",
    re.IGNORECASE,
)
_NO_GYM = re.compile(r"\b(?:no|without|not)\b", re.IGNORECASE)
_FILLERS = listed(
    """has have had they this week until till for next days there are is here it its with got only just but and some
    also we will be says"""
)


def of_a_journey(name: str) -> bool:
    """Whether a place is called as only places of journeys are."""
    return re.fullmatch(_PLACES, name, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class There:
    """`place` in one word or two, "" where only "there" was said; `kit` None where it is not told or lacks weights."""

    place: str
    kit: KitRead | None


def read(text: str, *, unit: str = "kg", away: bool = False) -> There | None:
    """A kit at a place of a journey; None where the line tells of none. `away`: "there" is enough."""
    said = clean(text)
    named = _THERE.search(said)
    if len(said) > 160 or (named is None and not (away and _PLACE_ONLY.search(said))):
        return None
    if _NO_GYM.search(said):
        return None
    gym = _GYM.search(said) is not None
    rest = _GYM.sub(" ", _PLACE_ONLY.sub(" ", _THERE.sub(" ", said))).strip(" ,:;.!")
    place = " ".join(named["place"].casefold().split()) if named is not None else ""
    told = read_kit(rest, unit=unit) if rest else KitRead()
    if told.none:
        return None
    lacking = any(one.code is not Trouble.needs_weight for one in told.problems) or set(told.leftovers) - _FILLERS
    if told.items and not lacking:
        return There(place, None if told.problems else told)
    # A gym of which nothing is told: what is there has to be asked.
    return There(place, None) if gym and named is not None and not (told.items or lacking) else None
