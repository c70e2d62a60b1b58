"""The heart: one exercise's next planned dose from its own course, one rung at a time, with reasons.

`standing_plan`, `lowered`, `phase_set` and `risen` are what the season's plan becomes at the next exposure (rulebook
1.4, 3.2-3.4, 3.8, 3.9). What a day's light, a sore part or a deload makes of it is `core.adjust`'s. A rise needs leave
(`Leave`); a fall never does.
"""

from core.scaling.answers import difference, grinding
from core.scaling.around import Around, Leave, Plan
from core.scaling.course import lowered, phase_set, risen, since_pain, standing_plan, waiting
from core.scaling.entry import bounds, entering, tempo_of
from core.scaling.falls import load_below, load_down, no_heavier, no_more_than_before
from core.scaling.rises import strength_known
from core.scaling.rungs import doable, easier, liftable, tier_open

__all__ = [
    "Around",
    "Leave",
    "Plan",
    "bounds",
    "difference",
    "doable",
    "easier",
    "entering",
    "grinding",
    "liftable",
    "load_below",
    "load_down",
    "lowered",
    "no_heavier",
    "no_more_than_before",
    "phase_set",
    "risen",
    "since_pain",
    "standing_plan",
    "strength_known",
    "tempo_of",
    "tier_open",
    "waiting",
]
