"""How a session was: effort, soreness and pain, what was done of it, read from what a runner types.

Numbers go to the word beside them ("effort 7", "left knee 5"); the first that is left is the effort, the second the
soreness of no part in particular ("7 3"). What could be meant in two ways becomes a problem, never a guess.
"""

from bot.grammar.rating.asides import without_asides
from bot.grammar.rating.everything import read_everything
from bot.grammar.rating.reading import understand
from bot.grammar.rating.understood import Understood

__all__ = ["Understood", "read_everything", "understand", "without_asides"]
