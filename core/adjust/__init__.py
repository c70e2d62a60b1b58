"""What today makes of the season's plan: lights, deloads, gaps, sore muscles and sore joints (rulebook 2, 3.6-3.8, 9).

Every rule proposes a dose from the *planned* one; per field the smallest wins and factors never multiply (9.1). An
exercise that may not stand today takes its swap, or is left out with the day it can return.
"""

from core.adjust.adjusting import adjust
from core.adjust.bans import ban, held_by
from core.adjust.dosing import known, lowered
from core.adjust.local import after_red
from core.adjust.rules import in_deload
from core.adjust.today import Today, under_caps

__all__ = [
    "Today",
    "adjust",
    "after_red",
    "ban",
    "held_by",
    "in_deload",
    "known",
    "lowered",
    "under_caps",
]
