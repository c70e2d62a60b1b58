"""What could not be read: a code for the words, and the fragment it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a fragment was not taken."""

    out_of_range = "out_of_range"
    not_half = "not_half"
    """A rating finer than halves."""
    ambiguous = "ambiguous"
    contradiction = "contradiction"
    needs_score = "needs_score"
    """A part or an exercise without its number."""
    needs_part = "needs_part"
    """A pain or a number that belongs to a part which was not named, or not named closely enough."""
    needs_reason = "needs_reason"
    needs_share = "needs_share"
    """Not all was done, but not how much of it."""
    unknown_exercise = "unknown_exercise"
    unknown = "unknown"
    needs_day = "needs_day"
    needs_weight = "needs_weight"
    needs_unit = "needs_unit"
    needs_distance = "needs_distance"
    not_a_place = "not_a_place"
    """An abbreviation or an offset where a place was asked for."""
    past = "past"
    too_long = "too_long"


@dataclass(frozen=True, slots=True)
class Problem:
    """`about` names what it concerns where that is known: a region, an exercise's id, a weekday ("mon")."""

    code: Trouble
    fragment: str
    about: str = ""
