"""How a runner's answers lie beside what the plan expects: a forecast of the next effort, its grade, and their habit.

Each strength session is sent with a forecast of its effort. What comes back is graded against it. A runner who
rates low every time has a plan that is too easy, and it follows them. One whose answers jump about tells less with each
of them, so a single low one moves the plan less. Nothing here ever softens a step down: that may act on one answer
(rulebook 1.4), and does.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from core.policy import policy
from core.records import dataclass


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer: `offset` = effort minus the middle of its target, `error` = effort minus its forecast (points)."""

    session: str
    offset: float
    error: float


@dataclass(frozen=True, slots=True)
class Habit:
    """What `answers` answers show, in points of effort.

    `offset`: how far off the target this runner usually rates; `spread`: how far their answers lie around that;
    `error`: how far off the forecasts were.
    """

    answers: int
    offset: float
    spread: float
    error: float


def middle(target: tuple[float, float]) -> float:
    """The effort in the middle of a target range, 0-10."""
    return (target[0] + target[1]) / 2


def graded(before: Sequence[Graded], session: str, offset: float, error: float) -> tuple[Graded, ...]:
    """The answers with this one; a corrected answer takes the place of the first."""
    kept = [one for one in before if one.session != session]
    return (*kept, Graded(session, offset, error))[-policy().habit.kept :]


def habit(answers: Sequence[Graded]) -> Habit | None:
    """None before enough answers are there (policy `habit.sessions`)."""
    if len(answers) < policy().habit.sessions:
        return None
    offset = median(one.offset for one in answers)
    spread, error = fmean([abs(one.offset - offset) for one in answers]), fmean([abs(one.error) for one in answers])
    return Habit(len(answers), round(offset, 1), round(spread, 1), round(error, 1))


def forecast(target: tuple[float, float], answers: Sequence[Graded]) -> float:
    """The effort that will be said of a session, 0-10 in halves: the middle of its target, moved by the habit."""
    known = habit(answers)
    expected = middle(target) + (known.offset if known is not None else 0.0)
    return min(10.0, max(0.0, round(expected * 2) / 2))


def ease(answers: Sequence[Graded]) -> int:
    """Points that a low answer counts for less: 1 for a runner whose answers scatter widely, else 0.

    The newest answers do not count yet, so that no answer decides how it is read itself, nor how the next one is.
    """
    rules = policy().habit
    known = habit(answers[: -rules.newest_ignored])
    return 1 if known is not None and known.spread >= rules.spread else 0
