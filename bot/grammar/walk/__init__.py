"""A rating from left to right: what each word says, and what wants a number.

The walk collects anchors (things that take a number), free numbers, and everything that stands for itself. Which number
belongs to what, and what it all means, is `rating`'s to say.
"""

from bot.grammar.walk.notes import Anchor, Number, Unit, Walk, Word
from bot.grammar.walk.steps import through

__all__ = ["Anchor", "Number", "Unit", "Walk", "Word", "through"]
