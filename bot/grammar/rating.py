"""How a session was: effort, soreness and pain, what was done of it, read from what a runner types.

Numbers go to the word beside them ("effort 7", "left knee 5"); the first that is left is the effort, the second the
soreness of no part in particular ("7 3"). What could be meant in two ways becomes a problem, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from bot.grammar import exercise_names, flags
from bot.grammar.anatomy import MIDLINE, PLURAL, SIDES, Part, kind_of
from bot.grammar.lexicon import Cat, Hardness, Lex, cut, hardness
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import LONGEST, clean, tokens
from core.body import Kind, Region, Side
from core.diary import ItemReport, Sore

KG_PER_LB = 0.45359237

_MANY = 240
"""Meanings that are read; a longer message is told so."""

_STOPPED = {"time": "time", "life": "time", "weather": "time", "choice": "time", "sick": "sick", "pain": "pain",
            "effort": "effort", "tired": "effort"}  # fmt: skip
_SKIPPED = {"effort": "tired"}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says of a session. Nothing said is None, () or False, but for `soreness`: () = nothing is sore.

    `general_soreness` and `general_pain` are numbers without a part. `unsided` are the joints, tendons and bones of
    which no side was said (they stand in `soreness` with both). `during` pairs a region with the exercise in which it
    hurt, `sites` a region with its finer place. `items` hold what was said of one exercise, `reps` and `loads_kg` what
    was done of it. `speed` is fast, steady, grinding, or metres a second ("0.45"). `first_items`: only the first
    few exercises were done. `cut_short`: it ended early, with or without a reason (`stopped`).
    """

    effort: float | None = None
    soreness: tuple[Sore, ...] | None = None
    general_soreness: float | None = None
    general_pain: float | None = None
    unsided: tuple[Region, ...] = ()
    during: tuple[tuple[Region, str], ...] = ()
    sites: tuple[tuple[Region, str], ...] = ()
    items: tuple[ItemReport, ...] = ()
    reps: tuple[tuple[str, int], ...] = ()
    loads_kg: tuple[tuple[str, float], ...] = ()
    technique: str | None = None
    speed: str | None = None
    fraction: float | None = None
    first_items: int | None = None
    minutes: float | None = None
    cut_short: bool = False
    stopped: str | None = None
    skipped: bool = False
    reason: str | None = None
    unwell: bool = False
    as_planned: bool = False
    yesterday: bool = False
    flags: tuple[flags.Flag, ...] = ()
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything of a rating was understood (problems and leftovers aside)."""
        return any(
            getattr(self, name) != getattr(_NOTHING, name)
            for name in self.__slots__
            if name not in ("problems", "leftovers")
        )


_NOTHING = Understood()


def understand(
    text: str, *, exercises: Mapping[str, str] | None = None, expecting: str = "effort", mass_unit: str = "kg"
) -> Understood:
    """Reads a message about a session.

    `exercises`: names and aliases -> ids of those that may be spoken of. `expecting` "soreness": an open question asked
    for it, so that a lone number or "no" answers that. `mass_unit`: what a weight without a unit of its own is in.
    """
    cleaned = clean(text)
    parts = tokens(cleaned)
    red = flags.read(cleaned, parts)
    lexes = cut(parts[: 2 * _MANY], exercise_names.names(exercises or {}))
    reader = _Reader(cleaned, lexes[:_MANY], red, expecting, mass_unit)
    found = reader.read()
    if len(text) > LONGEST or len(lexes) > _MANY or len(parts) > 2 * _MANY:
        found = replace(found, problems=(*found.problems, Problem(Trouble.too_long, "")))
    return found


@dataclass(slots=True)
class _Anchor:
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
    number: _Number | None = None
    certain: bool = False
    """The number was bound by its own words ("4 in my left knee"), not by standing beside it."""


@dataclass(slots=True)
class _Word:
    """A word nobody knows, standing between a number and what it might belong to."""

    start: int
    end: int
    clause: int
    torn: bool = False


@dataclass(slots=True)
class _Number:
    value: float | None
    start: int
    end: int
    clause: int
    bound: bool = False
    backward: bool = False


_Unit = _Anchor | _Number | _Word


class _Reader:
    """One message on its way to an `Understood`."""

    def __init__(
        self, cleaned: str, lexes: list[Lex], red: tuple[flags.Flag, ...], expecting: str, mass_unit: str
    ) -> None:
        self.cleaned, self.lexes, self.red = cleaned, lexes, red
        self.expecting, self.mass_unit = expecting, mass_unit
        self.units: list[_Unit] = []
        self.problems: list[Problem] = []
        self.places: dict[int, tuple[int, int]] = {}
        self.hard: list[tuple[Hardness, int, int]] = []
        self.reasons: list[tuple[str, int, int, int]] = []
        self.said: dict[str, Any] = {}
        self.item: dict[str, dict[str, Any]] = {}
        self.unknown: list[tuple[int, int]] = []
        self.none: set[str] = set()
        self.nothing: tuple[int, int] | None = None
        self.clause = 0
        self.exercise: _Anchor | None = None
        self.last_part: _Anchor | None = None
        self.during: list[tuple[Region, str]] = []
        self.has_break = any(lex.cat in (Cat.STOP, Cat.SKIP) for lex in lexes)

    # -- the walk

    def read(self) -> Understood:
        at = 0
        while at < len(self.lexes):
            at = max(self._step(at), at + 1)
        self._bind()
        return self._resolve()

    def _step(self, at: int) -> int:
        lex = self.lexes[at]
        match lex.cat:
            case Cat.STOPPER:
                self._new_clause()
            case Cat.AND | Cat.SLASH | Cat.PLUS:
                self.clause += 1
            case Cat.NUMBER | Cat.RANGE:
                return self._at_number(at)
            case Cat.LETTER if lex.value in ("e", "s"):
                return self._at_letter(at)
            case Cat.EFFORT:
                return self._at_effort(at)
            case Cat.QUALITY | Cat.PART | Cat.SIDE | Cat.LETTER | Cat.BACK:
                return self._at_part(at)
            case Cat.NO:
                return self._at_no(at)
            case Cat.NOTHING:
                return self._at_nothing(at)
            case Cat.DEGREE | Cat.HARD:
                return self._at_hard(at)
            case Cat.EXERCISE:
                return self._at_exercise(at)
            case Cat.FORM | Cat.TECHNIQUE | Cat.GOOD:
                return self._at_form(at)
            case Cat.SPEED | Cat.PACE | Cat.SPEED_OF | Cat.VELOCITY:
                return self._at_speed(at)
            case Cat.SHARE | Cat.PERCENT | Cat.PART_OF_IT | Cat.SOME_OF_IT | Cat.FIRST:
                return self._at_share(at)
            case Cat.QUANTITY | Cat.SETS_REPS | Cat.SHORT | Cat.OVER:
                return self._at_amount(at)
            case Cat.STOP | Cat.SKIP:
                return self._at_break(at)
            case Cat.REASON:
                return self._at_reason(at)
            case Cat.PLANNED:
                self.said["as_planned"] = True
            case Cat.YESTERDAY:
                self.said["yesterday"] = True
            case Cat.UNKNOWN | Cat.MORE_LESS:
                self._leave(lex)
            case _:
                pass
        return at + 1

    def _new_clause(self) -> None:
        self.clause += 1
        self.exercise = None

    def _leave(self, *lexes: Lex) -> None:
        if lexes and any(char.isalnum() for char in self._text(lexes[0].start, lexes[-1].end)):
            self.unknown.append((lexes[0].start, lexes[-1].end))
            if lexes[-1].cat is Cat.UNKNOWN and len(lexes[-1].text) > 2:
                self.units.append(_Word(lexes[0].start, lexes[-1].end, self.clause, lexes[-1].value == "torn"))

    def _text(self, start: int, end: int) -> str:
        return self.cleaned[start:end].strip()

    def _problem(self, code: Trouble, start: int, end: int, about: str = "") -> None:
        problem = Problem(code, self._text(start, end)[:120], about)
        if problem not in self.problems:
            self.places[len(self.problems)] = (start, end)
            self.problems.append(problem)

    def _cat(self, at: int) -> Cat | None:
        return self.lexes[at].cat if 0 <= at < len(self.lexes) else None

    def _past(self, at: int, *cats: Cat) -> int:
        """The next place whose meaning is none of these."""
        while self._cat(at) in cats:
            at += 1
        return at

    def _at_number(self, at: int) -> int:
        lex = self.lexes[at]
        after = self._past(at + 1, Cat.GLUE)
        if self._cat(after) in (Cat.SHORT, Cat.OVER) and lex.cat is Cat.NUMBER and self.exercise:
            return self._count(self.exercise, self.lexes[after].cat, lex.value, after)
        value = lex.value if lex.cat is Cat.NUMBER else None
        number = _Number(value, lex.start, lex.end, self.clause)
        self.units.append(number)
        if self._pain_in(after):
            taken = self._group(after)
            if taken and taken[0].parts and not self._number_near(taken[1]):
                self._hold(taken[0], number)
                return taken[1]
        if self._cat(after) is Cat.IN or self._cat(after) is Cat.OF:
            follow = self._past(after, Cat.IN, Cat.OF, Cat.GLUE)
            if self._cat(follow) in (Cat.PART, Cat.SIDE, Cat.BACK, Cat.LETTER) or (
                self._cat(follow) is Cat.QUALITY and self._is_part_ahead(follow)
            ):
                taken = self._group(follow)
                if taken and taken[0].parts and not self._number_near(taken[1]):
                    self._hold(taken[0], number)
                    return taken[1]
        if self._cat(at + 1) is Cat.SIDE and self._inherits(at):
            side = SIDES.get(self.lexes[at + 1].value)
            if side and self.last_part:
                self._hold(self._same_part(self.last_part, side, lex.start, self.lexes[at + 1].end), number)
                return at + 2
        return at + 1

    def _pain_in(self, at: int) -> bool:
        """ "4 pain in my left knee": the noun says what the number is of."""
        lex = self.lexes[at] if at < len(self.lexes) else None
        if lex is None or lex.cat is not Cat.QUALITY or lex.text in ("sore", "tight", "stiff", "tender"):
            return False
        follow = self._past(at + 1, Cat.GLUE)
        return self._cat(follow) is Cat.IN and self._is_part_ahead(follow)

    def _inherits(self, at: int) -> bool:
        """ "4 left, 3 right": the number's side comes after it and no part of its own does."""
        free = not self.units[:-1] or not isinstance(self.units[-2], _Anchor) or self.units[-2].clause != self.clause
        return self.last_part is not None and free and self._cat(at + 2) in (None, Cat.STOPPER, Cat.AND)

    def _same_part(self, last: _Anchor, side: Side, start: int, end: int) -> _Anchor:
        parts: list[tuple[Part, Side | None, bool]] = [(part, side, False) for part, _, _ in last.parts]
        return _Anchor("part", start, end, self.clause, parts, last.word)

    def _hold(self, anchor: _Anchor, number: _Number) -> None:
        anchor.number, anchor.certain, number.bound = number, True, True
        anchor.start = min(anchor.start, number.start)
        self.units.append(anchor)
        if anchor.what == "part":
            self.last_part = anchor

    def _number_near(self, at: int) -> bool:
        return self._cat(self._past(at, Cat.GLUE)) in (Cat.NUMBER, Cat.RANGE)

    def _at_letter(self, at: int) -> int:
        lex = self.lexes[at]
        after = self._past(at + 1, Cat.GLUE)
        glued_behind = lex.glued and self._cat(at - 1) is Cat.NUMBER
        if self._cat(after) not in (Cat.NUMBER, Cat.RANGE) and not glued_behind:
            self._leave(lex)
            return at + 1
        self.units.append(
            _Anchor("effort" if lex.value == "e" else "sore", lex.start, lex.end, self.clause, word="sore")
        )
        return at + 1

    def _at_effort(self, at: int) -> int:
        lex = self.lexes[at]
        if (
            self.exercise
            and self.exercise.number is None
            and not any(isinstance(one, _Number) and one.start > self.exercise.start for one in self.units)
        ):
            return at + 1
        self.units.append(_Anchor("effort", lex.start, lex.end, self.clause))
        return at + 1

    # -- parts

    def _is_part_ahead(self, at: int) -> bool:
        """Whether a part follows, with only small words and sides between."""
        at = self._past(at, Cat.GLUE, Cat.DEGREE, Cat.IN, Cat.SIDE, Cat.LETTER, Cat.QUALITY)
        return self._cat(at) is Cat.PART or (self._cat(at) is Cat.BACK)

    def _group(self, at: int) -> tuple[_Anchor, int] | None:
        """A part with its side and its words, in any order: "left knee pain", "pain 4 in my right knee"."""
        anchor = _Anchor("part", self.lexes[at].start, self.lexes[at].end, self.clause)
        side: Side | None = None
        end = at
        seen = False
        number: _Number | None = None
        new_parts: list[tuple[Part, str]] = []
        while at < len(self.lexes):
            lex = self.lexes[at]
            if lex.cat is Cat.QUALITY:
                if seen and self._is_part_ahead(at + 1) and self._directly(at + 1):
                    break
                anchor.word = _stricter(anchor.word, lex.value)
                anchor.adjective = anchor.adjective or lex.text in ("sore", "tight", "stiff", "tender")
            elif lex.cat is Cat.SIDE or (lex.cat is Cat.LETTER and lex.value in ("l", "r")):
                if seen and self._is_part_ahead(at + 1) and self._cat(self._past(at + 1, Cat.GLUE)) is Cat.PART:
                    break
                if (
                    lex.cat is Cat.LETTER
                    and not seen
                    and self._cat(self._past(at + 1, Cat.GLUE)) not in (Cat.PART, Cat.NUMBER)
                ):
                    break
                if side and seen:
                    break
                side = SIDES.get(lex.value)
            elif lex.cat is Cat.PART or (lex.cat is Cat.BACK and self._is_region(at)):
                if seen:
                    break
                part = lex.value if lex.cat is Cat.PART else Part(Region.lower_back)
                new_parts.append((part, lex.text))
                seen = True
            elif (
                lex.cat is Cat.SLASH
                and seen
                and side is None
                and self._cat(at + 1) is Cat.SIDE
                and not self._is_part_ahead(at + 2)
            ):
                at += 1
                continue
            elif lex.cat in (Cat.AND, Cat.SLASH, Cat.PLUS) and seen:
                follow = self._past(at + 1, Cat.GLUE, Cat.SIDE)
                if self._cat(follow) is not Cat.PART:
                    break
                if anchor.word and not anchor.adjective:
                    break
                anchor.parts.extend(self._sided(new_parts, side))
                new_parts, side, seen = [], None, False
                at += 1
                continue
            elif lex.cat in (Cat.NUMBER, Cat.RANGE) and not seen and anchor.word and number is None:
                follow = self._past(at + 1, Cat.GLUE)
                if not self._is_part_ahead(follow) or not (self._cat(follow) is Cat.IN or self._lonely_part(follow)):
                    break
                number = _Number(lex.value if lex.cat is Cat.NUMBER else None, lex.start, lex.end, self.clause)
            elif lex.cat in (Cat.GLUE, Cat.DEGREE, Cat.IN, Cat.OF, Cat.DASH):
                if lex.cat is Cat.IN and self._cat(self._past(at + 1, Cat.GLUE)) is Cat.EXERCISE:
                    break
                at += 1
                continue
            else:
                break
            at += 1
            end = at
        anchor.parts.extend(self._sided(new_parts, side))
        if end == 0 or not (anchor.parts or anchor.word or side):
            return None
        anchor.end = self.lexes[end - 1].end
        if not anchor.parts and side:
            anchor.parts = [(Part(None), side, False)]
            anchor.what = "side"
        elif not anchor.parts:
            anchor.what = "pain" if anchor.word == "pain" else "sore"
        if number:
            self.units.append(number)
            anchor.number, anchor.certain, number.bound = number, True, True
        return anchor, end

    def _lonely_part(self, at: int) -> bool:
        """ "pain 4 right knee": whether the part ahead has no number of its own behind it."""
        at = self._past(at, Cat.GLUE, Cat.DEGREE, Cat.SIDE, Cat.LETTER)
        if self._cat(at) is not Cat.PART:
            return False
        return self._cat(self._past(at + 1, Cat.GLUE, Cat.QUALITY, Cat.SIDE, Cat.LETTER)) in (None, Cat.STOPPER)

    def _directly(self, at: int) -> bool:
        """Whether the next thing with a meaning is a part or a side, without "in" or "of" before it."""
        while self._cat(at) in (Cat.GLUE, Cat.DEGREE):
            at += 1
        return self._cat(at) in (Cat.PART, Cat.SIDE)

    def _is_region(self, at: int) -> bool:
        """ "back" is a part beside "my", a number, or a word for soreness; else it is "back on Tuesday"."""
        before, after = at - 1, self._past(at + 1, Cat.GLUE, Cat.DEGREE)
        if (
            self._cat(before) is Cat.GLUE
            and self.lexes[before].text in ("my", "the")
            and self._cat(after) is not Cat.TO
        ):
            return True
        near = (self._cat(before), self._cat(self._past(at + 1, Cat.GLUE)), self._cat(after))
        return bool({Cat.QUALITY, Cat.NUMBER, Cat.RANGE} & {*near[1:]} or near[0] is Cat.QUALITY)

    @staticmethod
    def _sided(parts: Sequence[tuple[Part, str]], side: Side | None) -> list[tuple[Part, Side | None, bool]]:
        return [(part, side or part.side, tuple(text.split()) in PLURAL) for part, text in parts]

    def _at_part(self, at: int) -> int:
        lex = self.lexes[at]
        taken = self._group(at)
        if taken is None:
            if lex.cat not in (Cat.BACK, Cat.SIDE):
                self._leave(lex)
            return at + 1
        anchor, end = taken
        if anchor.what == "side":
            side = anchor.parts[0][1]
            follows_number = self._number_near(end)
            if self.last_part is not None and side and follows_number:
                anchor = self._same_part(self.last_part, side, anchor.start, anchor.end)
            elif not follows_number or (lex.cat is Cat.LETTER):
                if self._cat(end) is Cat.UNKNOWN:
                    self.units.append(_Word(lex.start, lex.end, self.clause))
                if anchor.word:
                    self._leave(lex)
                return end
        nxt = self._past(end, Cat.GLUE)
        if anchor.number is None and self._denial_behind(nxt):
            anchor.denied = True
            end = nxt + 1
            quality = self._past(end, Cat.GLUE, Cat.DEGREE)
            if self.lexes[nxt].cat is Cat.NO and self._cat(quality) is Cat.QUALITY:
                anchor.word, end = _stricter(anchor.word, self.lexes[quality].value), quality + 1
        elif (
            anchor.what == "sore" and anchor.word in ("tight", "ache") and self._cat(nxt) not in (Cat.NUMBER, Cat.RANGE)
        ):
            # "felt stiff" without a part or number is a feeling, not an answer.
            anchor.adjective = True
        if self._cat(end) is Cat.HARD and not anchor.denied and anchor.what == "part":
            self._leave(self.lexes[end])
            end += 1
        self.units.append(anchor)
        if anchor.what == "part":
            self.last_part = anchor
            end = self._trailing(anchor, end)
            exercise = self.exercise
            if exercise and len(exercise.ids) == 1 and not exercise.denied and not self._numbered_since(exercise):
                # "squats: knee 4", "heel raises hurt my achilles 3"
                self.during.extend((part.region, exercise.ids[0]) for part, _, _ in anchor.parts if part.region)
                exercise.denied, self.exercise = True, None
        return end

    def _numbered_since(self, anchor: _Anchor) -> bool:
        return any(isinstance(one, _Number) and one.start > anchor.start and not one.bound for one in self.units)

    def _denial_behind(self, at: int) -> bool:
        """ "soreness: none", "knee? no", "knee not sore"."""
        if self._cat(at) is Cat.NO and self.lexes[at].text in ("not", "no longer", "never", "not really"):
            follow = self._past(at + 1, Cat.GLUE, Cat.DEGREE)
            return self._cat(follow) is Cat.QUALITY and not self._is_part_ahead(follow + 1)
        cat = self._cat(at)
        if cat is Cat.NOTHING:
            return True
        ends = self._cat(at + 1) in (None, Cat.STOPPER, Cat.AND)
        return cat is Cat.NO and self.lexes[at].text in ("no", "not any") and ends

    def _trailing(self, anchor: _Anchor, end: int) -> int:
        """ "knee 5 pain", "achilles 4 left": a word or side behind the number still belongs to the part."""
        number_at = self._past(end, Cat.GLUE)
        if anchor.number is not None or self._cat(number_at) not in (Cat.NUMBER, Cat.RANGE):
            return end
        after = self._past(number_at + 1, Cat.GLUE)
        if after != number_at + 1 and self.lexes[after - 1].text not in ("(", "the", "on"):
            return end
        if self._cat(after) is Cat.IN and self.lexes[after].text == "on":
            after = self._past(after + 1, Cat.GLUE)
        lex = self.lexes[after] if after < len(self.lexes) else None
        if lex is None or self._is_part_ahead(after + 1) or self._number_near(after + 1):
            return end
        if lex.cat is Cat.QUALITY:
            anchor.word = _stricter(anchor.word, lex.value)
        elif (lex.cat is Cat.SIDE or (lex.cat is Cat.LETTER and lex.value in ("l", "r"))) and not any(
            side for _, side, _ in anchor.parts
        ):
            anchor.parts = [(part, SIDES.get(lex.value), plural) for part, _, plural in anchor.parts]
        else:
            return end
        number = self.lexes[number_at]
        value = number.value if number.cat is Cat.NUMBER else None
        made = _Number(value, number.start, number.end, self.clause, bound=True)
        self.units.append(made)
        anchor.number, anchor.certain = made, True
        anchor.end = lex.end
        return after + 1

    # -- "no" and "nothing"

    def _at_no(self, at: int) -> int:
        lex = self.lexes[at]
        follow = self._past(at + 1, Cat.GLUE, Cat.DEGREE, Cat.NO, Cat.OR, Cat.DID)
        cat = self._cat(follow)
        if cat in (Cat.QUALITY, Cat.PART, Cat.SIDE, Cat.BACK):
            taken = self._group(follow)
            if taken:
                anchor, end = taken
                if anchor.what in ("sore", "pain"):
                    self.none.add(anchor.what)
                    while (
                        self._cat(end) in (Cat.OR, Cat.AND, Cat.SLASH)
                        and self._cat(self._past(end + 1, Cat.GLUE, Cat.NO)) is Cat.QUALITY
                    ):
                        more = self._group(self._past(end + 1, Cat.GLUE, Cat.NO))
                        if more is None or more[0].what == "part":
                            break
                        self.none.add(more[0].what)
                        end = more[1]
                    return end
                if anchor.what == "part":
                    anchor.denied, anchor.start = True, lex.start
                    self.units.append(anchor)
                    self.last_part = anchor
                    return end
        if cat is Cat.HARD:
            self._problem(Trouble.ambiguous, lex.start, self.lexes[follow].end)
            return follow + 1
        if cat is Cat.REASON:
            if self.lexes[follow].text.startswith("too "):
                self._problem(Trouble.ambiguous, lex.start, self.lexes[follow].end)
            return follow + 1
        if cat in (Cat.TECHNIQUE, Cat.FORM):
            end = follow + 1
            if cat is Cat.FORM:
                end = self._past(end, Cat.GLUE)
            self._problem(Trouble.ambiguous, lex.start, self.lexes[min(end, len(self.lexes)) - 1].end)
            return end
        if cat in (Cat.STOP, Cat.SKIP, Cat.GOOD):
            return follow + 1
        if cat is Cat.EXERCISE:
            self._left_undone(self.lexes[follow], lex.start)
            return follow + 1
        if cat is None or cat is Cat.STOPPER:
            self.nothing = self.nothing or (lex.start, lex.end)
            return at + 1
        self._leave(lex)
        return at + 1

    def _at_nothing(self, at: int) -> int:
        lex = self.lexes[at]
        follow = self._past(at + 1, Cat.GLUE, Cat.DEGREE)
        if self._cat(follow) is Cat.QUALITY and not self._is_part_ahead(follow):
            self.none |= {"sore", "pain"} if lex.text.startswith(("nothing", "no")) else {"sore"}
            return self._past(follow + 1, Cat.QUALITY)
        if self._cat(follow) is Cat.IN and self._is_part_ahead(follow):
            taken = self._group(self._past(follow, Cat.IN, Cat.GLUE))
            if taken and taken[0].what == "part":
                taken[0].denied = True
                self.units.append(taken[0])
                return taken[1]
        if lex.text not in ("nothing", "none", "nil", "nope", "nada", "all good", "nowhere", "no where"):
            self.none |= {"sore", "pain"}
        else:
            self.nothing = (lex.start, lex.end)
        return at + 1

    # -- effort in words

    def _at_hard(self, at: int) -> int:
        start = at
        degree = ""
        while self._cat(at) is Cat.DEGREE:
            degree = "extreme" if degree == "strong" == self.lexes[at].value else self.lexes[at].value
            at += 1
        if self._cat(at) is not Cat.HARD:
            return at
        lex = self.lexes[at]
        after = self._past(at + 1, Cat.GLUE)
        run_near = any(
            one.cat is Cat.QUANTITY and one.value[1] in ("km", "mi") for one in self.lexes[max(0, at - 2) : at + 3]
        )
        if run_near or self._cat(at + 1) is Cat.TO:
            self._leave(*self.lexes[start : at + 1])
        elif self.exercise and self._cat(after) is not Cat.EFFORT:
            about = self.exercise.ids[0] if len(self.exercise.ids) == 1 else ""
            self._problem(Trouble.needs_score, self.exercise.start, lex.end, about)
            self.exercise.denied = True
        else:
            self.hard.append((hardness(lex.value, degree), self.lexes[start].start, lex.end))
            if self._cat(after) is Cat.EFFORT and self._cat(self._past(after + 1, Cat.GLUE)) not in (
                Cat.NUMBER,
                Cat.RANGE,
            ):
                return after + 1
        return at + 1

    # -- exercises

    def _at_exercise(self, at: int) -> int:
        lex = self.lexes[at]
        before = at - 1
        while self._cat(before) is Cat.GLUE:
            before -= 1
        anchor = _Anchor("exercise", lex.start, lex.end, self.clause, ids=tuple(lex.value))
        behind_for = self._cat(at - 1) is Cat.GLUE and self.lexes[at - 1].text == "for"
        while (
            self._cat(at + 1) in (Cat.AND, Cat.SLASH, Cat.PLUS)
            and self._cat(at + 2) is Cat.EXERCISE
            and len(lex.value) == 1
        ):
            anchor.also += tuple(self.lexes[at + 2].value)
            anchor.end = self.lexes[at + 2].end
            at += 2
        if (behind_for or self._cat(before) in (Cat.IN, Cat.DURING, Cat.OF)) and self.units:
            last = self.units[-1]
            part = self.last_part
            if isinstance(last, _Number) and not last.bound and last.clause == self.clause:
                near_part = any(
                    isinstance(one, _Anchor) and one.what == "part" and one.clause == self.clause for one in self.units
                )
                if not near_part:
                    self._hold(anchor, last)
                    self.exercise = anchor
                    return at + 1
            if part is not None and part.clause == self.clause and len(anchor.ids) == 1:
                self.during.extend((one.region, anchor.ids[0]) for one, _, _ in part.parts if one.region)
                return at + 1
        self.units.append(anchor)
        self.exercise = anchor
        return at + 1

    def _note(self, anchor: _Anchor, **values: Any) -> None:
        """Something said of an exercise; the first word counts, and of two different ones neither."""
        if len(anchor.ids) != 1:
            return
        for exercise in (*anchor.ids, *anchor.also):
            item = self.item.setdefault(exercise, {})
            for name, value in values.items():
                if item.get(name, value) != value:
                    self._problem(Trouble.contradiction, anchor.start, anchor.end, exercise)
                else:
                    item[name] = value
        anchor.denied = True

    def _count(self, exercise: _Anchor, cat: Cat, value: float, at: int) -> int:
        end = self._past(at + 1, Cat.GLUE)
        if self._cat(end) is Cat.UNIT and self.lexes[end].value == "reps":
            at = end
        if value != int(value) or not 0 <= value <= 100:
            self._problem(Trouble.out_of_range, exercise.start, self.lexes[at].end, "".join(exercise.ids[:1]))
        else:
            self._note(exercise, **{"short" if cat is Cat.SHORT else "over": int(value)})
        return at + 1

    def _at_amount(self, at: int) -> int:
        lex = self.lexes[at]
        exercise = self.exercise
        if lex.cat in (Cat.SHORT, Cat.OVER):
            follow = self._past(at + 1, Cat.GLUE)
            follow = self._past(at + 1, Cat.GLUE, Cat.TIMES)
            amount = self._amount(follow)
            if exercise and amount is not None:
                self._count(exercise, lex.cat, amount, follow)
                return follow + 1
            self._leave(lex)
            return at + 1
        if lex.cat is Cat.SETS_REPS:
            sets, reps = lex.value
            if exercise and sets <= 20 and reps <= 100:
                self._note(exercise, sets=int(sets), reps=int(reps))
            else:
                self._leave(lex)
            return at + 1
        value, unit = lex.value
        follow = self._past(at + 1, Cat.GLUE)
        if (
            exercise
            and unit == "reps"
            and self._cat(follow) in (Cat.SHORT, Cat.OVER)
            and self._amount(follow + 1) is None
        ):
            return self._count(exercise, self.lexes[follow].cat, value, follow)
        if exercise and unit == "reps" and self._cat(at - 1) is Cat.PLUS:
            return self._count(exercise, Cat.OVER, value, at)
        if exercise and unit == "reps" and value == int(value) and 0 <= value <= 200:
            self._note(exercise, reps=int(value))
        elif exercise and unit == "sets" and value == int(value) and 0 <= value <= 20:
            self._note(exercise, sets=int(value))
        elif exercise and unit in ("kg", "lb") and 0 < value <= 500:
            self._note(exercise, kg=round(value * (KG_PER_LB if unit == "lb" else 1), 2))
        elif unit == "min" and not exercise and 0 < value <= 300:
            self.said.setdefault("minutes", float(value))
        else:
            self._leave(lex)
        return at + 1

    def _amount(self, at: int) -> float | None:
        if self._cat(at) is Cat.NUMBER:
            return float(self.lexes[at].value)
        if self._cat(at) is Cat.QUANTITY and self.lexes[at].value[1] == "reps":
            return float(self.lexes[at].value[0])
        return None

    # -- technique and speed

    def _at_form(self, at: int) -> int:
        lex = self.lexes[at]
        quality: str | None = None
        end = at + 1
        follow = self._past(at + 1, Cat.GLUE, Cat.DEGREE)
        if lex.cat is Cat.FORM:
            if self._cat(at + 1) is Cat.NUMBER:
                self._problem(Trouble.ambiguous, lex.start, self.lexes[at + 1].end)
                return at + 2
            if self._cat(follow) in (Cat.GOOD, Cat.TECHNIQUE):
                quality, end = self.lexes[follow].value, follow + 1
            elif self._cat(follow) is Cat.SPEED and self.lexes[follow].text in ("smooth", "steady", "controlled"):
                quality, end = "clean", follow + 1
        elif self._cat(follow) is Cat.FORM and follow == at + 1:
            quality, end = lex.value, follow + 1
        elif lex.cat is Cat.TECHNIQUE:
            article = self._cat(at + 1) is Cat.GLUE and self.lexes[at + 1].text in ("my", "a", "the", "his", "her")
            quality = None if article and lex.text == "broke" else lex.value
        elif lex.value == "clean" and self.last_part is None:
            return end
        if quality is None:
            if lex.cat is not Cat.FORM and lex.value != "clean":
                self._leave(lex)
            return end
        where = self._past(end, Cat.IN, Cat.DURING, Cat.GLUE)
        if self._cat(end) in (Cat.IN, Cat.DURING) and self._cat(where) is Cat.EXERCISE:
            found = self.lexes[where]
            self._note(
                _Anchor("exercise", found.start, found.end, self.clause, ids=tuple(found.value)), technique=quality
            )
            return where + 1
        self._tell("technique", quality, lex.start, self.lexes[end - 1].end)
        return end

    def _at_speed(self, at: int) -> int:
        lex = self.lexes[at]
        if lex.cat is Cat.SPEED_OF:
            follow = self._past(at + 1, Cat.GLUE, Cat.DEGREE)
            if self._cat(follow) in (Cat.SPEED, Cat.PACE):
                self._tell("speed", self.lexes[follow].value, lex.start, self.lexes[follow].end)
                return follow + 1
            if self._cat(follow) is Cat.NUMBER and self.lexes[follow].value < 3 and lex.text != "tempo":
                self._velocity(self.lexes[follow])
                return follow + 1
            return at + 1
        if lex.cat is Cat.VELOCITY:
            self._velocity(lex)
        elif (
            lex.cat is Cat.SPEED or self.exercise or self._cat(self._past(at + 1, Cat.GLUE)) in (Cat.UNIT, Cat.SPEED_OF)
        ):
            self._tell("speed", lex.value, lex.start, lex.end)
        else:
            self._leave(lex)
        return at + 1

    def _velocity(self, lex: Lex) -> None:
        if 0.05 <= lex.value <= 3:
            self._tell("speed", f"{lex.value:g}", lex.start, lex.end)
        else:
            self._problem(Trouble.out_of_range, lex.start, lex.end)

    def _tell(self, name: str, value: str, start: int, end: int) -> None:
        """Technique or speed, of the exercise spoken of or of the whole session."""
        if self.exercise:
            self._note(self.exercise, **{name: value})
        elif self.said.get(name, value) != value:
            self._problem(Trouble.contradiction, start, end)
        else:
            self.said[name] = value

    # -- how much of it

    def _at_share(self, at: int) -> int:
        lex = self.lexes[at]
        after = at + 1
        if lex.cat is Cat.SHARE:
            done, planned, unit = lex.value
            follow = self._past(after, Cat.OF, Cat.IN, Cat.GLUE)
            exercise = self.exercise
            if self._cat(follow) is Cat.EXERCISE and self._cat(after) in (Cat.OF, Cat.IN):
                found = self.lexes[follow]
                exercise = _Anchor("exercise", found.start, found.end, self.clause, ids=tuple(found.value))
                after = follow + 1
            if unit == "?":
                self._problem(Trouble.ambiguous, lex.start, lex.end)
            elif not 0 <= done <= planned or planned == 0 or planned > 200:
                self._problem(Trouble.out_of_range, lex.start, lex.end)
            elif exercise and unit == "reps":
                self._note(exercise, short=int(planned - done))
            elif exercise and unit in ("sets", ""):
                self._note(exercise, sets=int(done))
            elif unit == "reps":
                self._problem(Trouble.ambiguous, lex.start, lex.end)
            else:
                self._share(done / planned, lex)
            return after
        if lex.cat is Cat.PERCENT:
            did = any(one.cat in (Cat.DID, Cat.ONLY, Cat.STOP) for one in self.lexes[max(0, at - 3) : at + 4])
            if not did and self._cat(after) is not Cat.OF:
                self._problem(Trouble.ambiguous, lex.start, lex.end)
            elif not 0 <= lex.value <= 100:
                self._problem(Trouble.out_of_range, lex.start, lex.end)
            else:
                self._share(lex.value / 100, lex)
            return after
        if lex.cat is Cat.PART_OF_IT:
            text = self.lexes[after].text if after < len(self.lexes) else ""
            before = self.lexes[at - 1].text if at else ""
            only = any(one.cat in (Cat.ONLY, Cat.DID, Cat.STOP, Cat.SKIP) for one in self.lexes[max(0, at - 3) : at])
            if (
                (before in ("first", "second", "last", "other") and not only)
                or text in ("an", "marathon", "marathons", "kneeling", "as")
                or (self._cat(after) is Cat.UNIT and text != "sets")
            ):
                self._leave(lex)
            else:
                self._share(lex.value, lex)
            return after
        if lex.cat is Cat.SOME_OF_IT:
            if lex.text != "most" or self._cat(after) in (None, Cat.STOPPER, Cat.OF):
                self._problem(Trouble.needs_share, lex.start, lex.end)
            return after
        return self._at_first(at)

    def _at_first(self, at: int) -> int:
        """ "only the first three"."""
        lex = self.lexes[at]
        follow = self._past(at + 1, Cat.GLUE)
        around = self.lexes[max(0, at - 3) : follow + 4]
        only = any(one.cat in (Cat.ONLY, Cat.DID, Cat.STOP) for one in around)
        cat = self._cat(follow)
        count = self.lexes[follow].value if cat is Cat.NUMBER else None
        unit = ""
        if cat is Cat.QUANTITY:
            count, unit = self.lexes[follow].value
        if only and count is not None and unit in ("", "exercises"):
            if count == int(count) and 1 <= count <= 20:
                self.said["first_items"] = int(count)
            else:
                self._problem(Trouble.out_of_range, lex.start, self.lexes[follow].end)
            return follow + 1
        if only and unit == "sets":
            self._problem(Trouble.needs_share, lex.start, self.lexes[follow].end)
            return follow + 1
        if cat is Cat.PART_OF_IT:
            return at + 1
        return at + 1

    def _share(self, share: float, lex: Lex) -> None:
        if self.said.get("fraction", share) != share:
            self._problem(Trouble.contradiction, lex.start, lex.end)
            self.said["fraction"] = min(share, self.said["fraction"])
        else:
            self.said["fraction"] = share

    def _at_break(self, at: int) -> int:
        lex = self.lexes[at]
        follow = self._past(at + 1, Cat.GLUE, Cat.ONLY)
        cat = self._cat(follow)
        if lex.cat is Cat.STOP:
            self.said["cut_short"] = True
            self.said["cut_place"] = (lex.start, lex.end)
            return at + 1
        if cat is Cat.EXERCISE:
            self._left_undone(self.lexes[follow], lex.start)
            while self._cat(follow + 1) in (Cat.AND, Cat.SLASH) and self._cat(follow + 2) is Cat.EXERCISE:
                follow += 2
                self._left_undone(self.lexes[follow], lex.start)
            return follow + 1
        if self._skips_part(follow):
            self._problem(Trouble.needs_share, lex.start, self.lexes[follow].end)
            return follow + 1
        amount = self._amount(follow)
        rep = next((one for one in self.lexes[follow : follow + 3] if one.text == "rep"), None)
        if lex.text == "missed" and self.exercise and rep is not None and amount is None:
            self._note(self.exercise, short=1)
            return self.lexes.index(rep) + 1
        if amount is not None and lex.text == "missed" and self.exercise:
            self._count(self.exercise, Cat.SHORT, amount, follow)
            return follow + 1
        if cat in (Cat.PART_OF_IT, Cat.SHARE, Cat.SOME_OF_IT) or (
            cat is Cat.QUANTITY and self.lexes[follow].value[1] in ("sets", "reps", "exercises")
        ):
            if cat is Cat.QUANTITY:
                self._problem(Trouble.needs_share, lex.start, self.lexes[follow].end)
                return follow + 1
            return at + 1
        if any(one.text in ("last", "final", "first") for one in self.lexes[at + 1 : at + 3]):
            end = min(at + 4, len(self.lexes))
            self._problem(Trouble.needs_share, lex.start, self.lexes[end - 1].end)
            return end
        self.said["skipped"] = True
        self.said["skip_place"] = (lex.start, lex.end)
        return at + 1

    def _skips_part(self, at: int) -> bool:
        """ "skipped core": a part of the session, not a part that hurts."""
        return self._cat(at) is Cat.PART and self._cat(at + 1) in (None, Cat.STOPPER, Cat.AND)

    def _left_undone(self, exercise: Lex, start: int) -> None:
        if len(exercise.value) == 1:
            self.item.setdefault(exercise.value[0], {})["sets"] = 0
        else:
            self._problem(Trouble.ambiguous if exercise.value else Trouble.unknown_exercise, start, exercise.end)

    def _at_reason(self, at: int) -> int:
        lex = self.lexes[at]
        if not self.has_break and lex.text in ("too hard", "too tough", "too difficult"):
            if self.exercise:
                about = self.exercise.ids[0] if len(self.exercise.ids) == 1 else ""
                self._problem(Trouble.needs_score, self.exercise.start, lex.end, about)
                self.exercise.denied = True
                return at + 1
            self.hard.append((hardness("hard", "strong"), lex.start, lex.end))
        elif not self.has_break and lex.text in ("injured",):
            self.units.append(_Anchor("pain", lex.start, lex.end, self.clause, word="pain"))
        else:
            self.reasons.append((lex.value, lex.start, lex.end, self.clause))
        return at + 1

    # -- numbers to what they belong to

    def _bind(self) -> None:
        clauses: dict[int, list[_Unit]] = {}
        for unit in sorted(self.units, key=lambda one: one.start):
            if isinstance(unit, _Number) and unit.bound:
                continue
            clauses.setdefault(unit.clause, []).append(unit)
        for units in clauses.values():
            known = (
                at for at, one in enumerate(units) if not (isinstance(one, _Word) and at and _named(units[at - 1]))
            )
            _match([units[at] for at in known])
            self._strangers(units)
        self._bind_across()

    def _strangers(self, units: Sequence[_Unit]) -> None:
        """ "7 clavs 3", "sore clavs 4": a number behind an unknown word belongs to that, unless it comes first."""
        for word, number in pairwise(units):
            if isinstance(word, _Word) and word.torn and isinstance(number, _Number) and not number.bound:
                number.bound = True
                self._problem(Trouble.needs_part, word.start, number.end)
        for before, word, number in zip(units, units[1:], units[2:], strict=False):
            if isinstance(word, _Word) and isinstance(number, _Number) and not number.bound and not _named(before):
                number.bound = True
                self._problem(Trouble.ambiguous, word.start, number.end)

    def _bind_across(self) -> None:
        """ "7, calves, 4": where two numbers are left, the one right behind a part without its own goes to it."""
        ordered = sorted(self.units, key=lambda one: one.start)
        free = [one for one in ordered if isinstance(one, _Number) and not one.bound]
        left = len(free)
        for first, second in pairwise(ordered):
            waits = isinstance(first, _Anchor) and first.what == "part" and first.number is None and not first.denied
            if not waits or not isinstance(second, _Number) or second.bound or second is free[0] or left < 2:
                continue
            if isinstance(first, _Anchor):
                first.number, second.bound = second, True
                left -= 1

    # -- the reading

    def _resolve(self) -> Understood:
        said = self.said
        anchors = [one for one in self.units if isinstance(one, _Anchor)]
        free = [one for one in self.units if isinstance(one, _Number) and not one.bound]
        free.sort(key=lambda one: one.start)
        self._unlead(anchors, free)
        efforts = [one for one in anchors if one.what == "effort"]
        effort = self._explicit(efforts)
        general, pain = self._generals(anchors)
        spoken = any(one.number for one in efforts)
        effort, general = self._assign(free, effort, general, spoken, anchors)
        effort = self._with_words(effort, free, spoken)
        soreness, unsided, sites = self._soreness(anchors, general)
        if general == 0 and not soreness:
            soreness = ()
        items, reps, loads = self._items(anchors)
        skipped, cut_short = bool(said.get("skipped")), bool(said.get("cut_short"))
        partly = (said.get("fraction") or 1) < 1 or "first_items" in said
        cause = self._cause(anchors) if skipped or cut_short or (partly and self.reasons) else None
        if skipped and (effort is not None):
            place = said["skip_place"]
            self._problem(
                Trouble.contradiction,
                min(place[0], free[0].start if free else place[0]),
                max(place[1], free[0].end if free else place[1]),
            )
            effort = None
        if cut_short and not skipped and cause is None:
            self._problem(Trouble.needs_reason, *said["cut_place"])
        if not cause:
            for value, start, end, _ in self.reasons:
                if value != "sick":
                    self.unknown.append((start, end))
        return Understood(
            effort=effort,
            soreness=soreness,
            general_soreness=general,
            general_pain=pain,
            unsided=unsided,
            during=tuple(dict.fromkeys(self.during)),
            sites=sites,
            items=items,
            reps=reps,
            loads_kg=loads,
            technique=said.get("technique"),
            speed=said.get("speed"),
            fraction=said.get("fraction"),
            first_items=said.get("first_items"),
            minutes=said.get("minutes"),
            cut_short=cut_short,
            stopped=_STOPPED.get(cause) if cause and not skipped else None,
            skipped=skipped,
            reason=_SKIPPED.get(cause, cause) if skipped and cause else None,
            unwell=any(value == "sick" for value, *_ in self.reasons) and cause != "life",
            as_planned=bool(said.get("as_planned")),
            yesterday=bool(said.get("yesterday")),
            flags=self.red,
            problems=self._without_flagged(),
            leftovers=self._leftovers(),
        )

    def _unlead(self, anchors: Sequence[_Anchor], free: list[_Number]) -> None:
        """ "5 left knee" alone may be an effort and a knee, or a knee of 5: neither is taken."""
        if self.expecting == "soreness" or self.hard or self.said.get("skipped") or self.said.get("as_planned"):
            return
        if free or any(one.what == "effort" for one in anchors):
            return
        numbers = sorted((one for one in self.units if isinstance(one, _Number)), key=lambda one: one.start)
        for anchor in anchors:
            number = anchor.number
            if number is None or not number.backward or anchor.certain or number is not numbers[0]:
                continue
            if anchor.what in ("part", "side") or (anchor.what in ("sore", "pain") and anchor.adjective):
                self._problem(Trouble.ambiguous, number.start, anchor.end)
                anchor.number, anchor.denied = None, True
                anchor.what = "void"

    def _value(self, number: _Number, start: int, end: int, about: str = "") -> float | None:
        """A rating's number, or a problem: out of 0-10, finer than halves, or no single number at all."""
        value = number.value
        start, end = min(start, number.start), max(end, number.end)
        if value is None:
            self._problem(Trouble.ambiguous, start, end, about)
        elif not 0 <= value <= 10:
            self._problem(Trouble.out_of_range, start, end, about)
        elif value * 2 != int(value * 2):
            self._problem(Trouble.not_half, start, end, about)
        else:
            return value
        return None

    def _explicit(self, efforts: Sequence[_Anchor]) -> float | None:
        found: list[tuple[float, _Anchor]] = []
        for anchor in efforts:
            if anchor.number is not None:
                value = self._value(anchor.number, anchor.start, anchor.end)
                if value is not None:
                    found.append((value, anchor))
            elif not self.hard and len(efforts) == 1 and not any(isinstance(one, _Number) for one in self.units):
                self._problem(Trouble.needs_score, anchor.start, anchor.end, "effort")
        values = {value for value, _ in found}
        if len(values) > 1:
            self._problem(
                Trouble.contradiction,
                found[0][1].start,
                max(found[-1][1].end, found[-1][1].number.end if found[-1][1].number else 0),
            )
            self.said["contradicted"] = True
            return None
        return values.pop() if values else None

    def _generals(self, anchors: Sequence[_Anchor]) -> tuple[float | None, float | None]:
        """Soreness and pain without a part."""
        soreness: list[tuple[float, _Anchor]] = []
        pain: float | None = None
        parts = any(one.what == "part" and any(part.region for part, _, _ in one.parts) for one in anchors)
        breaks = self.said.get("skipped") or self.said.get("cut_short")
        for anchor in anchors:
            wide = anchor.what == "part" and all(part.region is None for part, _, _ in anchor.parts)
            if anchor.what not in ("sore", "pain", "side") and not wide:
                continue
            sided = any(side in (Side.left, Side.right) for _, side, _ in anchor.parts)
            narrow = wide and self.cleaned[anchor.start : anchor.end].lower().count("lower leg")
            if anchor.denied:
                self.none.add("pain" if anchor.word == "pain" else "sore")
            elif anchor.number is None:
                if wide and not anchor.word:
                    self.unknown.append((anchor.start, anchor.end))
                elif anchor.what == "pain" and not breaks and not parts:
                    self._problem(Trouble.needs_part, anchor.start, anchor.end)
                elif (
                    not parts
                    and not breaks
                    and not (anchor.what == "sore" and anchor.word in ("tight", "ache") and not wide)
                ):
                    self._problem(
                        Trouble.needs_part if sided or narrow else Trouble.needs_score, anchor.start, anchor.end
                    )
                elif not parts and not breaks:
                    self._problem(Trouble.needs_part, anchor.start, anchor.end)
            else:
                value = self._value(anchor.number, anchor.start, anchor.end)
                if value is None:
                    continue
                if anchor.what == "side" or sided or narrow or (anchor.word == "pain" and value > 0):
                    end = max(anchor.end, anchor.number.end)
                    self._problem(Trouble.needs_part, min(anchor.start, anchor.number.start), end)
                    if anchor.word == "pain":
                        pain = value if pain is None else max(pain, value)
                elif anchor.word == "pain":
                    self.none.add("pain")
                else:
                    soreness.append((value, anchor))
        values = {value for value, _ in soreness}
        if len(values) > 1:
            first, last = soreness[0][1], soreness[-1][1]
            self._problem(Trouble.contradiction, first.start, max(last.end, last.number.end if last.number else 0))
            return None, pain
        return (values.pop() if values else None), pain

    def _assign(
        self,
        free: Sequence[_Number],
        effort: float | None,
        general: float | None,
        spoken: bool,
        anchors: Sequence[_Anchor],
    ) -> tuple[float | None, float | None]:
        """Numbers that stand alone: effort, then soreness."""
        if not free:
            return effort, general
        first, last = free[0], free[-1]
        adjacent = not any(first.start < one.start < last.start for one in anchors)
        if (
            self.expecting == "soreness"
            and len(free) == 1
            and not spoken
            and general is None
            and not any(one.what == "effort" for one in anchors)
        ):
            return effort, self._value(first, first.start, first.end)
        if self.said.get("skipped"):
            if len(free) == 1 and effort is None:
                return self._value(first, first.start, first.end), general
            self._problem(Trouble.ambiguous, first.start, last.end)
            return effort, general
        if len(free) == 1 and not spoken:
            return self._value(first, first.start, first.end), general
        has_general = any(one.what == "sore" and one.number for one in anchors)
        parts = any(one.what == "part" for one in anchors)
        if (
            len(free) == 1
            and not has_general
            and not parts
            and all(one.start < first.start for one in anchors if one.what == "effort")
        ):
            return effort, self._value(first, first.start, first.end)
        if len(free) == 2 and not spoken and not has_general and adjacent:
            return self._value(first, first.start, first.end), self._value(last, last.start, last.end)
        self._problem(Trouble.ambiguous, first.start, last.end)
        return effort, general

    def _with_words(self, effort: float | None, free: Sequence[_Number], spoken: bool) -> float | None:
        """A number beside "hard" stands if the word allows it; a word alone counts by its anchor (rulebook 1.1)."""
        if not self.hard:
            return effort
        start, end = self.hard[0][1], self.hard[-1][2]
        low, high = max(one.low for one, *_ in self.hard), min(one.high for one, *_ in self.hard)
        values = {one.value for one, *_ in self.hard}
        if low > high:
            self._problem(Trouble.contradiction, start, end)
            return None
        if effort is not None:
            if low <= effort <= high:
                return effort
            numbers = [one for one in self.units if isinstance(one, _Number)]
            places = [one for one in numbers if one.value == effort]
            start = min(start, *(one.start for one in places)) if places else start
            end = max(end, *(one.end for one in places)) if places else end
            self._problem(Trouble.contradiction, start, end)
            return None
        if (free and free[0].value is not None) or spoken or self.said.get("contradicted") or free:
            return None
        if len(values) == 1 and None not in values:
            return values.pop()
        self._problem(Trouble.contradiction if len(values) > 1 else Trouble.ambiguous, start, end)
        return None

    def _soreness(
        self, anchors: Sequence[_Anchor], general: float | None
    ) -> tuple[tuple[Sore, ...] | None, tuple[Region, ...], tuple[tuple[Region, str], ...]]:
        found: dict[tuple[Region, Side, Kind], float] = {}
        unsided: list[Region] = []
        sites: dict[Region, str] = {}
        broken: set[tuple[Region, Side, Kind]] = set()
        for anchor in anchors:
            if anchor.what != "part":
                continue
            named = [(part, side, plural) for part, side, plural in anchor.parts if part.region]
            if not named:
                continue
            if anchor.denied and anchor.word == "pain" and all(part.region is Region.chest for part, _, _ in named):
                # "no chest pain" answers the red flag, it says nothing of a muscle.
                continue
            score: float | None = None
            if anchor.denied:
                score = 0.0
            elif anchor.number is None:
                for part, _, _ in named:
                    self._problem(Trouble.needs_score, anchor.start, anchor.end, str(part.region))
            else:
                score = self._value(anchor.number, anchor.start, anchor.end, str(named[0][0].region))
            for part, side, plural in named:
                if part.region is None:
                    continue
                if part.site:
                    sites[part.region] = part.site
                if score is None:
                    continue
                kind = kind_of(part.region, part.kind, anchor.word)
                key = (part.region, side or Side.both, kind)
                if found.get(key, score) != score:
                    broken.add(key)
                    end = max(anchor.end, anchor.number.end if anchor.number else 0)
                    self._problem(Trouble.contradiction, anchor.start, end, str(part.region))
                found[key] = score
                if side is None and not plural and part.region not in MIDLINE and kind is not Kind.muscle:
                    unsided.append(part.region)
        sores = tuple(
            Sore(region, side, score, kind)
            for (region, side, kind), score in found.items()
            if (region, side, kind) not in broken
        )
        self._check_none(sores, general)
        none = bool(self.none) or (self.nothing is not None and self._answers_soreness())
        if self.nothing is not None and not self._answers_soreness():
            self.unknown.append(self.nothing)
        if sores:
            return sores, tuple(dict.fromkeys(unsided)), tuple(sites.items())
        if none and not broken and not (general or 0) > 0:
            return (), (), tuple(sites.items())
        return None, (), tuple(sites.items())

    def _answers_soreness(self) -> bool:
        numbers = any(isinstance(one, _Number) for one in self.units)
        effort = numbers or self.hard or any(isinstance(one, _Anchor) and one.what == "effort" for one in self.units)
        return bool(effort) or self.expecting == "soreness"

    def _check_none(self, sores: Sequence[Sore], general: float | None) -> None:
        """ "no soreness" beside a sore muscle, "no pain" beside a painful joint."""
        muscle = any(one.score > 0 and one.what is Kind.muscle for one in sores) or (general or 0) > 0
        other = any(one.score > 0 and one.what is not Kind.muscle for one in sores)
        if (
            ("sore" in self.none and muscle)
            or ("pain" in self.none and other and "sore" not in self.none)
            or ("sore" in self.none and "pain" in self.none and other)
        ):
            self._problem(Trouble.contradiction, 0, len(self.cleaned))

    def _items(
        self, anchors: Sequence[_Anchor]
    ) -> tuple[tuple[ItemReport, ...], tuple[tuple[str, int], ...], tuple[tuple[str, float], ...]]:
        for anchor in anchors:
            if anchor.what != "exercise":
                continue
            end = max(anchor.end, anchor.number.end if anchor.number else 0)
            if not anchor.ids:
                self._problem(Trouble.unknown_exercise, anchor.start, end)
            elif len(anchor.ids) > 1:
                self._problem(Trouble.ambiguous, anchor.start, end, ",".join(anchor.ids))
            elif anchor.number is not None:
                value = self._value(anchor.number, anchor.start, anchor.end, anchor.ids[0])
                if value is not None:
                    self._note(anchor, rpe=value)
            elif not anchor.denied:
                self.unknown.append((anchor.start, anchor.end))
        order = {one.ids[0]: one.start for one in reversed(anchors) if one.what == "exercise" and one.ids}
        items, reps, loads = [], [], []
        for exercise in sorted(self.item, key=lambda one: order.get(one, 0)):
            values = dict(self.item[exercise])
            if "reps" in values:
                reps.append((exercise, int(values.pop("reps"))))
            if "kg" in values:
                loads.append((exercise, float(values.pop("kg"))))
            if values:
                items.append(ItemReport(exercise, **values))
        return tuple(items), tuple(reps), tuple(loads)

    def _cause(self, anchors: Sequence[_Anchor]) -> str | None:
        if self.reasons:
            causes = [value for value, *_ in self.reasons]
            if "cold" in causes:
                return "weather" if "weather" in causes else "sick"
            # "sick kid" is not the runner's illness.
            return "life" if causes[0] == "sick" and "life" in causes else causes[0]
        if any(one.what in ("pain", "sore") or (one.what == "part" and not one.denied) for one in anchors):
            return "pain"
        if any(flag.name == "fever" for flag in self.red):
            return "sick"
        return "pain" if self.red else None

    def _without_flagged(self) -> tuple[Problem, ...]:
        """A part that is named in a red flag needs no score first."""
        kept = []
        for number, problem in enumerate(self.problems):
            start, end = self.places.get(number, (0, 0))
            flagged = any(start < flag.end and end > flag.start for flag in self.red)
            if not (
                flagged
                and problem.code in (Trouble.needs_score, Trouble.needs_part, Trouble.ambiguous, Trouble.needs_reason)
            ):
                kept.append(problem)
        return tuple(kept[:20])

    def _leftovers(self) -> tuple[str, ...]:
        runs: list[tuple[int, int]] = []
        for start, end in sorted(set(self.unknown)):
            if any(start < flag.end and end > flag.start for flag in self.red):
                continue
            if any(start >= first and end <= last for first, last in self.places.values()):
                continue
            if runs and self.cleaned[runs[-1][1] : start].strip(" ") == "":
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return tuple(self._text(start, end)[:80] for start, end in runs[:20])


def _stricter(one: str, other: str) -> str:
    order = ("", "sore", "tight", "ache", "pain")
    return max(one, other, key=order.index)


def _match(units: Sequence[_Unit]) -> None:
    """Within one clause every number goes to a neighbour that takes one: as many as can be, forward before backward."""
    # best[k] = (anchors with a number, of these forward) over the first k units, and how it came about
    best: list[tuple[int, int]] = [(0, 0)]
    how: list[str] = [""]
    for at, unit in enumerate(units):
        score, step = best[at], "skip"
        before = units[at - 1] if at else None
        if at and isinstance(before, _Anchor) and isinstance(unit, _Number) and _takes(before):
            candidate = (best[at - 1][0] + 1, best[at - 1][1] + 1)
            if candidate > score:
                score, step = candidate, "forward"
        # "soreness: clavs 3": what follows is the number's, even if nobody knows the word.
        told = len(units) > at + 2 and isinstance(units[at + 1], _Word) and isinstance(units[at + 2], _Number)
        backward = isinstance(unit, _Anchor) and _takes(unit) and unit.what != "exercise" and not told
        if at and isinstance(before, _Number) and backward:
            candidate = (best[at - 1][0] + 1, best[at - 1][1])
            if candidate > score:
                score, step = candidate, "backward"
        best.append(score)
        how.append(step)
    at = len(units)
    while at > 0:
        step = how[at]
        if step == "skip":
            at -= 1
            continue
        one, other = units[at - 2], units[at - 1]
        anchor, number = (one, other) if isinstance(one, _Anchor) else (other, one)
        if isinstance(anchor, _Anchor) and isinstance(number, _Number):
            anchor.number, number.bound, number.backward = number, True, step == "backward"
        at -= 2


def _named(unit: _Unit) -> bool:
    """A part or an exercise: "left knee feels weird 4" is still about the knee."""
    return isinstance(unit, _Anchor) and unit.what in ("part", "exercise")


def _takes(anchor: _Anchor) -> bool:
    return anchor.number is None and not (anchor.denied and anchor.what != "exercise")
