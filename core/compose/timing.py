"""What lines and sessions last (3.9)."""

from __future__ import annotations

from core.catalogue import Exercise, seconds_of_work
from core.policy import policy
from core.records import replace
from core.session import Dose, Item, Phase

_LONG_RESTS = frozenset({Phase.MAIN, Phase.SINGLE})


def rest_of(phase: Phase, rpe_high: float, paired: bool = False) -> int:
    """Seconds between sets (3.9)."""
    rules = policy().session
    if phase in _LONG_RESTS:
        return rules.rest_s.heavy if rpe_high > rules.heavy_rpe_above else rules.rest_s.main
    return rules.rest_s.paired if paired else rules.rest_s.other


def item_seconds(exercise: Exercise, dose: Dose, rest: int | None = None) -> float:
    """Sets with their rests (`rest`: these instead of the dose's own) and the set-up of one exercise (3.9)."""
    pause = dose.rest if rest is None else rest
    per_rep = sum(dose.tempo) if dose.tempo is not None else None
    work: float
    if exercise.unit == "reps" and per_rep is not None:
        sides = 2 if exercise.sided else 1
        work = dose.sets * (dose.amount * per_rep * sides * exercise.directions + pause)
    else:
        work = seconds_of_work(exercise, dose.sets, dose.amount, pause)
    return work + policy().session.setup_s


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
