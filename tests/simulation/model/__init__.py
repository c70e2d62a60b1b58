"""A runner's body as a model: what a session costs, what it builds, what it hurts, and what is said about it.

Every equation and every figure is explained, with what it rests on, in docs/simulation.md. The figures were set from
the literature and from runs without any strength work (`Nothing` in `peers.py`) before any planner was compared, and
are not to be tuned towards one. The model knows no rule of the planning core: it takes a list of `Work` from anybody.

All chance lies in `Runner` and `Life`, drawn once from the seed and equal for every planner. Time is a day number.
"""

from __future__ import annotations

from tests.simulation.model.body import DOMS, Body, Lifted, Trained, misjudged
from tests.simulation.model.life import Life, make_life
from tests.simulation.model.runner import START, Runner, day_of, make_runner
from tests.simulation.model.voice import Answer, Voice
from tests.simulation.model.work import LEGS, MUSCLE, PARTS, Work, facts

__all__ = [
    "DOMS", "LEGS", "MUSCLE", "PARTS", "START", "Answer", "Body", "Life", "Lifted", "Runner", "Trained", "Voice",
    "Work", "day_of", "facts", "make_life", "make_runner", "misjudged",
]  # fmt: skip
