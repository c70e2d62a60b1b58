"""What lines and sessions last (3.9)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from core.catalogue import Exercise
from core.policy import policy
from core.records import replace
from core.session import Dose, Item


def item_seconds(exercise: Exercise, dose: Dose, rest: int | None = None) -> float:
    """Sets with their rests (`rest`: these instead of the dose's own) and the set-up of one exercise (3.9).

    Repetitions take the dose's tempo or else the exercise's own, holds their seconds, metres a walking pace.
    """
    pause = dose.rest if rest is None else rest
    return dose.sets * (set_seconds(exercise, dose.amount, dose.tempo) + pause) + policy().session.setup_s


def set_seconds(exercise: Exercise, amount: int, tempo: tuple[int, int, int, int] | None) -> float:
    """One set without its rest, of both sides or directions where there are two."""
    return amount * (exercise.pace if tempo is None else sum(tempo)) * exercise.turns


def extra_seconds(exercise: Exercise, item: Item) -> float:
    """What one set more on one side takes: half of a set of both, and its rest."""
    one = item_seconds(exercise, replace(item.dose, sets=1)) - policy().session.setup_s - item.dose.rest
    return one / 2 + item.dose.rest


def seconds_of(exercise: Exercise, item: Item) -> float:
    """A line of a session, the weaker side's extra set included."""
    return item_seconds(exercise, item.dose) + (extra_seconds(exercise, item) if item.extra_side else 0.0)


@lru_cache(maxsize=64)
def ends(minutes: int) -> tuple[int, int]:
    """Whole minutes of warm-up and of cool-down in a session of so many minutes.

    The rulebook's 7 and 4 are a third of half an hour and more than half of twenty minutes, so that shorter ones have
    less of them, evenly between two lines of the policy's table [DC].
    """
    rules = policy().session
    table = (*rules.short_ends, (rules.whole_from, rules.warmup_min, rules.cooldown_min))
    for (low, *few), (high, *more) in pairwise(table):
        if minutes < high:
            part = max(0, minutes - low) / (high - low)
            warm, cool = (int(one + (other - one) * part) for one, other in zip(few, more, strict=True))
            return warm, cool
    return rules.warmup_min, rules.cooldown_min


def minutes(seconds: float, around: tuple[int, int]) -> int:
    """The session's minutes with those of warm-up and cool-down `around` its work, rounded half up."""
    return int(sum(around) + seconds / 60 + 0.5)


def seconds_below(minutes: int, around: tuple[int, int]) -> float:
    """What the work of a session has to stay below to take no more than so many minutes, rounded half up."""
    return (minutes + 0.5 - sum(around)) * 60
