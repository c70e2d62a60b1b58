"""A rating from left to right: what each word says, and what wants a number.

The walk collects anchors (things that take a number), free numbers, and everything that stands for itself. Which number
belongs to what, and what it all means, is `rating`'s to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.grammar.anatomy import PLURAL, SIDES, Part
from bot.grammar.lexicon import Cat, Hardness, Lex, hardness
from bot.grammar.masses import KG_PER_LB
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
    value: float | None
    start: int
    end: int
    clause: int
    bound: bool = False
    backward: bool = False


Unit = Anchor | Number | Word


class Walk:
    """One message, taken word by word."""

    def __init__(self, cleaned: str, lexes: list[Lex]) -> None:
        self.cleaned, self.lexes = cleaned, lexes
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

    def walk(self) -> None:
        at = 0
        while at < len(self.lexes):
            at = max(self._step(at), at + 1)

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
            case Cat.TARGET if self._number_near(at + 1):
                number = self._past(at + 1, Cat.GLUE)
                self.unknown.append((lex.start, self.lexes[number].end))
                return number + 1
            case Cat.WEEKDAY:
                self.said["weekday"] = lex.value
            case Cat.PLANNED:
                self.said["as_planned"] = True
            case Cat.YESTERDAY if self._cat(at - 1) not in (Cat.DURING, Cat.IN, Cat.QUANTITY):
                # "sore from yesterday's run" is about today.
                self.said["yesterday"] = True
            case Cat.UNKNOWN | Cat.MORE_LESS | Cat.TARGET:
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
                self.units.append(Word(lexes[0].start, lexes[-1].end, self.clause, lexes[-1].value == "torn"))

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
        if self.last_part is not None and self._told_later(at, after):
            end = min(after, len(self.lexes) - 1)
            self._problem(Trouble.ambiguous, lex.start, self.lexes[end].end)
            return end + 1
        value = lex.value if lex.cat is Cat.NUMBER else None
        number = Number(value, lex.start, lex.end, self.clause)
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

    def _told_later(self, at: int, after: int) -> bool:
        """ "achilles 3 this morning, 1 now": a second number of the same part, at another time."""
        opens = self._cat(at - 1) in (Cat.STOPPER, Cat.AND)
        words = [one.text for one in self.lexes[at + 1 : after + 2]]
        times = {"now", "after", "afterwards", "later", "before", "beforehand", "morning", "during", "evening"}
        return opens and not times.isdisjoint(words[:3])

    def _pain_in(self, at: int) -> bool:
        """ "4 pain in my left knee": the noun says what the number is of."""
        lex = self.lexes[at] if at < len(self.lexes) else None
        if lex is None or lex.cat is not Cat.QUALITY or lex.text in ("sore", "tight", "stiff", "tender"):
            return False
        follow = self._past(at + 1, Cat.GLUE)
        return self._cat(follow) is Cat.IN and self._is_part_ahead(follow)

    def _inherits(self, at: int) -> bool:
        """ "4 left, 3 right": the number's side comes after it and no part of its own does."""
        free = not self.units[:-1] or not isinstance(self.units[-2], Anchor) or self.units[-2].clause != self.clause
        return self.last_part is not None and free and self._cat(at + 2) in (None, Cat.STOPPER, Cat.AND)

    def _same_part(self, last: Anchor, side: Side, start: int, end: int) -> Anchor:
        parts: list[tuple[Part, Side | None, bool]] = [(part, side, False) for part, _, _ in last.parts]
        return Anchor("part", start, end, self.clause, parts, last.word)

    def _hold(self, anchor: Anchor, number: Number) -> None:
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
            Anchor("effort" if lex.value == "e" else "sore", lex.start, lex.end, self.clause, word="sore")
        )
        return at + 1

    def _at_effort(self, at: int) -> int:
        lex = self.lexes[at]
        if (
            self.exercise
            and self.exercise.number is None
            and not any(isinstance(one, Number) and one.start > self.exercise.start for one in self.units)
        ):
            return at + 1
        self.units.append(Anchor("effort", lex.start, lex.end, self.clause))
        return at + 1

    # -- parts

    def _is_part_ahead(self, at: int) -> bool:
        """Whether a part follows, with only small words and sides between."""
        at = self._past(at, Cat.GLUE, Cat.DEGREE, Cat.IN, Cat.SIDE, Cat.LETTER, Cat.QUALITY)
        return self._cat(at) is Cat.PART or (self._cat(at) is Cat.BACK)

    def _group(self, at: int) -> tuple[Anchor, int] | None:
        """A part with its side and its words, in any order: "left knee pain", "pain 4 in my right knee"."""
        anchor = Anchor("part", self.lexes[at].start, self.lexes[at].end, self.clause)
        side: Side | None = None
        end = at
        seen = False
        number: Number | None = None
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
                number = Number(lex.value if lex.cat is Cat.NUMBER else None, lex.start, lex.end, self.clause)
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
            elif lex.cat is Cat.LETTER and follows_number and not anchor.word:
                number = self._past(end, Cat.GLUE)
                self._problem(Trouble.needs_part, lex.start, self.lexes[number].end)
                return number + 1
            elif not follows_number or (lex.cat is Cat.LETTER):
                if self._cat(end) is Cat.UNKNOWN:
                    self.units.append(Word(lex.start, lex.end, self.clause))
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

    def _numbered_since(self, anchor: Anchor) -> bool:
        return any(isinstance(one, Number) and one.start > anchor.start and not one.bound for one in self.units)

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

    def _trailing(self, anchor: Anchor, end: int) -> int:
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
        made = Number(value, number.start, number.end, self.clause, bound=True)
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
        if (cat is None or cat is Cat.STOPPER) and lex.text in ("no", "none") and follow == at + 1:
            self.answered_no = (lex.start, lex.end)
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
        anchor = Anchor("exercise", lex.start, lex.end, self.clause, ids=tuple(lex.value))
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
            if isinstance(last, Number) and not last.bound and last.clause == self.clause:
                near_part = any(
                    isinstance(one, Anchor) and one.what == "part" and one.clause == self.clause for one in self.units
                )
                if not near_part:
                    self._hold(anchor, last)
                    self.exercise = anchor
                    return at + 1
            if part is not None and part.clause == self.clause and len(anchor.ids) != 1:
                self._leave(lex)
                return at + 1
            if part is not None and part.clause == self.clause and len(anchor.ids) == 1:
                self.during.extend((one.region, anchor.ids[0]) for one, _, _ in part.parts if one.region)
                return at + 1
        self.units.append(anchor)
        self.exercise = anchor
        return at + 1

    def _note(self, anchor: Anchor, **values: Any) -> None:
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

    def _count(self, exercise: Anchor, cat: Cat, value: float, at: int) -> int:
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
        elif unit in ("sets", "exercises") and not exercise and self._only_before(at):
            if unit == "exercises" and value == int(value) and 1 <= value <= 20:
                self.said["first_items"] = int(value)
            else:
                self._problem(Trouble.needs_share, lex.start, lex.end)
        elif unit == "min" and not exercise and 0 < value <= 300:
            self.said.setdefault("minutes", float(value))
        else:
            self._leave(lex)
        return at + 1

    def _only_before(self, at: int) -> bool:
        return any(one.cat in (Cat.ONLY, Cat.DID, Cat.STOP) for one in self.lexes[max(0, at - 3) : at])

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
                Anchor("exercise", found.start, found.end, self.clause, ids=tuple(found.value)), technique=quality
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
                exercise = Anchor("exercise", found.start, found.end, self.clause, ids=tuple(found.value))
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
            elif lex.value == 1 and text in ("but", "except", "apart from"):
                return self._all_but(at)
            else:
                self._share(lex.value, lex)
            return after
        if lex.cat is Cat.SOME_OF_IT:
            if lex.text != "most" or self._cat(after) in (None, Cat.STOPPER, Cat.OF):
                self._problem(Trouble.needs_share, lex.start, lex.end)
            return after
        return self._at_first(at)

    def _all_but(self, at: int) -> int:
        """ "did everything but the squats"."""
        follow = self._past(at + 2, Cat.GLUE)
        if self._cat(follow) is Cat.EXERCISE:
            self._left_undone(self.lexes[follow], self.lexes[at].start)
            return follow + 1
        self._problem(Trouble.needs_share, self.lexes[at].start, self.lexes[min(follow, len(self.lexes) - 1)].end)
        return follow

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
        if lex.text in ("ran out of time", "out of time", "ran out of steam", "time was short"):
            self.said["cut_short"] = True
            self.said.setdefault("cut_place", (lex.start, lex.end))
        if not self.has_break and lex.text in ("too hard", "too tough", "too difficult"):
            if self.exercise:
                about = self.exercise.ids[0] if len(self.exercise.ids) == 1 else ""
                self._problem(Trouble.needs_score, self.exercise.start, lex.end, about)
                self.exercise.denied = True
                return at + 1
            self.hard.append((hardness("hard", "strong"), lex.start, lex.end))
        elif not self.has_break and lex.text in ("injured",):
            self.units.append(Anchor("pain", lex.start, lex.end, self.clause, word="pain"))
        else:
            self.reasons.append((lex.value, lex.start, lex.end, self.clause))
        return at + 1


def _stricter(one: str, other: str) -> str:
    order = ("", "sore", "tight", "ache", "pain")
    return max(one, other, key=order.index)
