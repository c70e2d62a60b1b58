"""The message on its way from words to a rating."""

from __future__ import annotations

import math

from bot.grammar import flags
from bot.grammar.lexicon import Lex
from bot.grammar.problem import Trouble
from bot.grammar.walk import Number, Walk


class Reading(Walk):
    """One message, walked, with the red flags in it and what an open question expects of it."""

    def __init__(self, cleaned: str, lexes: list[Lex], red: tuple[flags.Flag, ...], expecting: str, unit: str) -> None:
        super().__init__(cleaned, lexes, unit)
        self.red, self.expecting = red, expecting
        self.legs: float | None = None
        """What was said of the legs as a whole."""

    def value(self, number: Number, start: int, end: int, about: str = "") -> float | None:
        """A rating's number, or a problem: out of 0-10, finer than halves, or no single number at all."""
        value = number.value
        start, end = min(start, number.start), max(end, number.end)
        if value is None:
            self.problem(Trouble.ambiguous, start, end, about)
        elif not 0 <= value <= 10:
            self.problem(Trouble.out_of_range, start, end, about)
        elif value * 2 != int(value * 2):
            self.problem(Trouble.not_half, start, end, about)
        else:
            return value
        return None

    def effort(self, number: Number, start: int, end: int, about: str = "") -> float | None:
        """The same of an effort: two neighbours stand for what lies between them, while of a soreness the higher counts
        (with less of a part than it bears nothing is lost).
        """
        value = self.value(number, start, end, about)
        return value if value is None or number.least is None else math.ceil(value + number.least) / 2
