"""Red flags in what a runner types (rulebook 2.4): they outrank everything else in the message.

Where a phrase can mean harm or not, it is taken as harm; a plain "no" in front of it or behind it is believed. Ways of
speaking ("killed my legs", "heart was racing on the hills") name nothing on the list.
"""

from bot.grammar.flags.cleared import clearance
from bot.grammar.flags.flag import URGENCY, Flag, Urgency
from bot.grammar.flags.reading import find, read

__all__ = [
    "URGENCY",
    "Flag",
    "Urgency",
    "clearance",
    "find",
    "read",
]
