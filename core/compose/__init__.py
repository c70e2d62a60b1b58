"""Composing the season's plan of one strength session: who stands in which slot, with what dose, inside the minutes.

What is composed here is the plan as the season has it. `core.adjust` makes of it what today allows.
"""

from core.compose.composing import as_it_stands, compose
from core.compose.fitting import Composed
from core.compose.parts import PAIRS, WORTH, phase_of, rest_of, rests
from core.compose.standing import deload_sets
from core.timing import ends, extra_seconds, item_seconds, minutes, seconds_of

__all__ = [
    "PAIRS",
    "WORTH",
    "Composed",
    "as_it_stands",
    "compose",
    "deload_sets",
    "ends",
    "extra_seconds",
    "item_seconds",
    "minutes",
    "phase_of",
    "rest_of",
    "rests",
    "seconds_of",
]
