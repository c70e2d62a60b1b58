"""Runs as they are typed: a usual week ("Tu 8k easy, Th 6x800, Su 18k"), and one run that was run."""

from bot.grammar.runs.told import Told, read_run
from bot.grammar.runs.week import Week, read_week

__all__ = [
    "Told",
    "Week",
    "read_run",
    "read_week",
]
