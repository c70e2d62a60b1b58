"""The kit of a journey once it is over: still among the runner's places, and offered to be let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button, Line, line
from bot.dialogue import Turn
from bot.dialogues.shared.common import athlete_of
from bot.grammar.kit_there import of_a_journey
from core.athlete import Athlete, Place

OFFERED = timedelta(days=3)
"""So long after the last day of a journey [DC]."""


def left_behind(turn: Turn) -> Place | None:
    """A place that a journey of the last days led to and that no other one leads to. A gym or a parent's house, which
    was there before, is none.
    """
    periods = turn.standing.away
    stays = {one.place for one in periods if one.end is None or one.end >= turn.today}
    gone = {one.place for one in periods if one.end is not None and turn.today - OFFERED <= one.end < turn.today}
    return next(
        (one for one in athlete_of(turn).places[1:] if one.name in gone - stays and of_a_journey(one.name)), None
    )


def without(athlete: Athlete, place: Place) -> Athlete:
    return replace(athlete, places=tuple(one for one in athlete.places if one.name != place.name))


def offer(turn: Turn) -> tuple[tuple[Line, ...], tuple[tuple[Button, ...], ...]]:
    """A line and its button, where a journey left a kit behind."""
    place = left_behind(turn)
    if place is None:
        return (), ()
    words = turn.words
    button = Button(words("away.forget_place", place=place.name), "awayforget")
    return (line(words("away.place_left", place=place.name)),), ((button,),)
