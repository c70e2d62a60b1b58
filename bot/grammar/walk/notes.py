"""What has been taken from a message so far, and what every step asks of the words around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.grammar.anatomy import Part
from bot.grammar.lexicon import Cat, Hardness, Lex
from bot.grammar.problem import Problem, Trouble
from core.body import Region, Side


@dataclass(slots=True)
class Anchor:
    """Something that takes a number: the effort, a soreness, a part, an exercise."""

    what: str
    start: int
    end: int
    clause: int
    parts: list[tuple[Part, Side | None, bool]] = field(default_factory=list)
    word: str = ""
    ids: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Further exercises of which the same is said ("squats and lunges 7")."""
    denied: bool = False
    adjective: bool = False
    number: Number | None = None
    certain: bool = False
    """The number was bound by its own words ("4 in my left knee"), not by standing beside it."""


@dataclass(slots=True)
class Word:
    """A word nobody knows, standing between a number and what it might belong to."""

    start: int
    end: int
    clause: int
    torn: bool = False


@dataclass(slots=True)
class Number:
    """`value` None: no single number. Of two neighbours ("6-7") it is the higher one, and `least` the lower."""

    value: float | None
    start: int
    end: int
    clause: int
    bound: bool = False
    backward: bool = False
    least: float | None = None


Unit = Anchor | Number | Word


class Walk:
    """One message, its meanings in order, and what the steps have made of them. Places are numbers of `lexes`; a weight
    without a unit is in `unit`, "kg" or "lb".
    """

    def __init__(self, cleaned: str, lexes: list[Lex], unit: str = "kg") -> None:
        self.cleaned, self.lexes, self.unit = cleaned, lexes, unit
        self.units: list[Unit] = []
        self.problems: list[Problem] = []
        self.places: dict[int, tuple[int, int]] = {}
        self.hard: list[tuple[Hardness, int, int]] = []
        self.reasons: list[tuple[str, int, int, int]] = []
        self.said: dict[str, Any] = {}
        self.item: dict[str, dict[str, Any]] = {}
        self.unknown: list[tuple[int, int]] = []
        self.none: set[str] = set()
        self.nothing: tuple[int, int] | None = None
        self.answered_no: tuple[int, int] | None = None
        """A "no" all by itself: an answer only where soreness was asked for."""
        self.clause = 0
        self.exercise: Anchor | None = None
        self.last_part: Anchor | None = None
        self.during: list[tuple[Region, str]] = []
        self.has_break = any(lex.cat in (Cat.STOP, Cat.SKIP) for lex in lexes)

    def new_clause(self) -> None:
        """A new sentence: no exercise is spoken of any more."""
        self.clause += 1
        self.exercise = None

    def leave(self, *lexes: Lex) -> None:
        """Words that nothing is made of; they are shown as left over."""
        if lexes and any(char.isalnum() for char in self.text(lexes[0].start, lexes[-1].end)):
            self.unknown.append((lexes[0].start, lexes[-1].end))
            if lexes[-1].cat is Cat.UNKNOWN and len(lexes[-1].text) > 2:
                self.units.append(Word(lexes[0].start, lexes[-1].end, self.clause, lexes[-1].value == "torn"))

    def text(self, start: int, end: int) -> str:
        """The runner's own words between two places of the cleaned text."""
        return self.cleaned[start:end].strip()

    def problem(self, code: Trouble, start: int, end: int, about: str = "") -> None:
        """Something that could not be made sense of, once for each text and reason."""
        problem = Problem(code, self.text(start, end)[:120], about)
        if problem not in self.problems:
            self.places[len(self.problems)] = (start, end)
            self.problems.append(problem)

    def cat(self, at: int) -> Cat | None:
        """What stands at a place; None before the first and behind the last."""
        return self.lexes[at].cat if 0 <= at < len(self.lexes) else None

    def past(self, at: int, *cats: Cat) -> int:
        """The next place whose meaning is none of these."""
        while self.cat(at) in cats:
            at += 1
        return at

    def number_near(self, at: int) -> bool:
        """Whether a number comes next, with small words between at most."""
        return self.cat(self.past(at, Cat.GLUE)) in (Cat.NUMBER, Cat.RANGE)

    def number(self, lex: Lex, *, bound: bool = False) -> Number:
        """A number or a range as one that can be bound."""
        low, high = (lex.value or (None, None)) if lex.cat is Cat.RANGE else (None, lex.value)
        return Number(high, lex.start, lex.end, self.clause, bound, least=low)

    def amount_at(self, at: int) -> float | None:
        """A bare number or one of repetitions."""
        if self.cat(at) is Cat.NUMBER:
            return float(self.lexes[at].value)
        if self.cat(at) is Cat.QUANTITY and self.lexes[at].value[1] == "reps":
            return float(self.lexes[at].value[0])
        return None

    def hold(self, anchor: Anchor, number: Number) -> None:
        """Binds a number to its anchor for good."""
        anchor.number, anchor.certain, number.bound = number, True, True
        anchor.start = min(anchor.start, number.start)
        self.units.append(anchor)
        if anchor.what == "part":
            self.last_part = anchor

    def note(self, anchor: Anchor, **values: Any) -> None:
        """Something said of an exercise; the first word counts, and of two different ones neither."""
        if len(anchor.ids) != 1:
            return
        for exercise in (*anchor.ids, *anchor.also):
            item = self.item.setdefault(exercise, {})
            for name, value in values.items():
                if item.get(name, value) != value:
                    self.problem(Trouble.contradiction, anchor.start, anchor.end, exercise)
                else:
                    item[name] = value
        anchor.denied = True

    def tell(self, name: str, value: str, start: int, end: int) -> None:
        """Technique or speed, of the exercise spoken of or of the whole session."""
        if self.exercise:
            self.note(self.exercise, **{name: value})
        elif self.said.get(name, value) != value:
            self.problem(Trouble.contradiction, start, end)
        else:
            self.said[name] = value
