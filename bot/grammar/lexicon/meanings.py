"""What a word can stand for in a rating, and what an effort in words is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any


class Cat(Enum):
    """What a word or phrase does in a rating."""

    NUMBER = auto()
    RANGE = auto()  # "7-8", "7 or 8": two neighbours (low, high), else no number at all
    SHARE = auto()  # (done, planned, unit)
    QUANTITY = auto()  # (number, unit)
    PERCENT = auto()
    SETS_REPS = auto()
    VELOCITY = auto()
    BARE = auto()  # "bodyweight", "without weight": of an exercise, none of its load
    UNIT = auto()
    EFFORT = auto()
    QUALITY = auto()  # sore, tight, ache, pain
    PART = auto()
    BACK = auto()  # "back", a part only beside a word that says so
    SIDE = auto()
    LETTER = auto()  # "l", "r", "e", "s": only beside what they belong to
    HARD = auto()  # an effort in words
    DEGREE = auto()  # "very", "a bit"
    NO = auto()
    NOTHING = auto()
    EXERCISE = auto()
    FORM = auto()
    TECHNIQUE = auto()
    GOOD = auto()
    SPEED = auto()
    PACE = auto()  # "slow", "quick": a speed only beside reps or bar
    SPEED_OF = auto()
    DID = auto()
    ONLY = auto()
    FIRST = auto()
    PART_OF_IT = auto()
    SOME_OF_IT = auto()
    STOP = auto()
    SKIP = auto()
    SHORT = auto()
    OVER = auto()
    REASON = auto()
    PLANNED = auto()
    YESTERDAY = auto()
    AND = auto()
    OR = auto()
    OF = auto()
    TO = auto()
    TIMES = auto()
    SLASH = auto()
    DASH = auto()
    PLUS = auto()
    MORE_LESS = auto()
    IN = auto()
    DURING = auto()
    GLUE = auto()
    TARGET = auto()  # "planned 6": a number that is not the report's
    LABEL = auto()  # "zone 2", "bus 7": a number that is a name
    WEEKDAY = auto()
    STOPPER = auto()  # a comma and its like
    UNKNOWN = auto()


@dataclass(slots=True)
class Lex:
    cat: Cat
    value: Any
    start: int
    end: int
    text: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Hardness:
    """An effort in words. `value` by the anchors of rulebook 1.1, None where they have none; `low`-`high` what number
    may stand beside it without contradicting it."""

    value: float | None
    low: float
    high: float


EASY, MODERATE, HARD, BRUTAL, MAXIMAL = "easy", "moderate", "hard", "brutal", "maximal"

HARDNESS = {
    (EASY, ""): Hardness(2, 0, 4), (EASY, "mild"): Hardness(2, 0, 4), (EASY, "plain"): Hardness(2, 0, 4),
    (EASY, "strong"): Hardness(1, 0, 3), (EASY, "extreme"): Hardness(1, 0, 3),
    (MODERATE, ""): Hardness(3, 2, 6),
    (HARD, ""): Hardness(5, 4, 9), (HARD, "mild"): Hardness(4, 3, 7), (HARD, "plain"): Hardness(5, 4, 9),
    (HARD, "strong"): Hardness(7, 6, 10), (HARD, "extreme"): Hardness(None, 7, 10),
    (BRUTAL, ""): Hardness(None, 7, 10),
    (MAXIMAL, ""): Hardness(10, 8.5, 10),
}  # fmt: skip


def hardness(word: str, degree: str) -> Hardness:
    return HARDNESS.get((word, degree)) or HARDNESS[(word, "")]
