"""Runs as they are typed: a usual week ("Tu 8k easy, Th 6x800, Su 18k"), and one run that was run."""

from bot.grammar.runs.alternating import Alternating, read_alternating
from bot.grammar.runs.beside import own
from bot.grammar.runs.left import Left, read_left, read_other_sport
from bot.grammar.runs.moved import MovedRun, days_of, read_moved
from bot.grammar.runs.told import Told, read_run
from bot.grammar.runs.week import Week, read_week

__all__ = [
    "Alternating",
    "Left",
    "MovedRun",
    "Told",
    "Week",
    "days_of",
    "own",
    "read_alternating",
    "read_left",
    "read_moved",
    "read_other_sport",
    "read_run",
    "read_week",
]
