"""What lines and sessions last (3.9)."""

from __future__ import annotations

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


def minutes(seconds: float) -> int:
    """The session's minutes with warm-up and cool-down, rounded half up."""
    rules = policy().session
    return int(rules.warmup_min + rules.cooldown_min + seconds / 60 + 0.5)


def seconds_below(minutes: int) -> float:
    """What the work of a session has to stay below to take no more than so many minutes, rounded half up."""
    rules = policy().session
    return (minutes + 0.5 - rules.warmup_min - rules.cooldown_min) * 60
