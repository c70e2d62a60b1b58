"""Which weight belongs to which thing, and what a gym stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.grammar.kit.names import spelled
from bot.grammar.kit.parts import RANGE, Break, Mass, Part, Thing, parts_of, written_out
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import Token, clean, tokens
from core.kit import Item
from core.units import KG_PER_LB

_TOKENS = 400

GYM_ITEMS = frozenset({Item.dumbbells, Item.barbell, Item.machine, Item.step, Item.box})
GYM_WEIGHTS = {"kg": tuple(2.5 * number for number in range(1, 13)), "lb": tuple(5.0 * one for one in range(1, 14))}
GYM_PLATES = {"kg": (1.25, 2.5, 5.0, 10.0, 15.0, 20.0), "lb": (2.5, 5.0, 10.0, 25.0, 35.0, 45.0)}
GYM_BAR = {"kg": 20.0, "lb": 45.0}
"""What stands in most gyms, until the runner says otherwise, in kilograms and where pounds are lifted [DC]."""


@dataclass(frozen=True, slots=True)
class KitRead:
    """`weights_kg` are pairs of dumbbells or single kettlebells, `single_kg` dumbbells of which there is only one.

    `gym`: some of it is what a gym usually has, not what was said; ask. `none`: the runner said to have nothing.
    `guessed`: the weights between the ends of a range are a usual set, as nobody said its steps; show them.
    `added`: told as new, beside what there is.
    """

    items: frozenset[Item] = frozenset()
    dumbbells_kg: tuple[float, ...] = ()
    kettlebells_kg: tuple[float, ...] = ()
    single_kg: tuple[float, ...] = ()
    bar_kg: float | None = None
    plates_kg: tuple[float, ...] = ()
    gym: bool = False
    guessed: bool = False
    none: bool = False
    added: bool = False
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def weights_kg(self) -> tuple[float, ...]:
        """All of them in one ascending list, as a kit holds them."""
        return tuple(sorted({*self.dumbbells_kg, *self.kettlebells_kg, *self.single_kg}))


_NOT_NOW = re.compile(
    r"\b(?:ago|used to|did|went|was|were|had|once|back then|in the past|formerly|previously|years back|last year"
    r"|when i was|as a (?:kid|teen|teenager|student)|at (?:uni|university|college|school))\b"
    r"|\b(?:bit of|little|occasional|odd) gym\b"
    r"|\b(?:some|tried) gym(?! (?:equipment|kit|gear|access|machines|things))\b"
)
"""Of a gym that was, or hardly is."""
_NEW = re.compile(
    r"\b(?:bought|ordered|borrowed|gotten|added|add|new|additionally|also|as well|too)\b"
    r"|(?:^|\bjust |\bfinally )got (?:a|an|some|two|myself)\b"
)
"""Of things that come to those that are there."""
_ONE_OF_EACH = re.compile(
    r"\((?:all )?singles?(?: ones)?\)|\b(?:one of each|one each|singles|(?:not|no)(?: a| in)? pairs?)\b", re.IGNORECASE
)
"""Of dumbbells that have no twin."""
_IN_ALL = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:kgs?|kilos?|lbs?|pounds?) of ((?:weight )?(?:plates|discs|disks))\b", re.IGNORECASE
)
"""The sum of the plates, which says nothing of the single ones."""
_ADJUSTABLE = re.compile(
    r"\b(?:bowflex|power ?blocks?|select ?techs?|nuo ?bells?|(?:bowflex )?select ?techs?)(?: (?:552|1090)\w?)*"
    r"(?: (?:dumb?bells?|dbs|weights))?\b",
    re.IGNORECASE,
)
"""Dumbbells by their makers' names."""
_ALONE = re.compile(
    r"^\s*(?:(?:i have|i've got|got|my) )?adjustables?(?: ones)?:?\s+(?=(?:up to|from|max)?\s*\d)", re.IGNORECASE
)
_LIGHTEST, _HEAVIEST, _BAR_KG, _PLATE_KG = 0.25, 150.0, (3.0, 35.0), (0.25, 25.5)


def read_kit(text: str, *, unit: str = "kg") -> KitRead:
    """Reads a kit. `unit` is what a weight without one is in ("kg" or "lb")."""
    text = _ADJUSTABLE.sub("dumbbells", spelled(clean(text)))
    written, guessed = written_out(_ALONE.sub("adjustable dumbbells ", text), unit)
    cleaned = _IN_ALL.sub(lambda match: match[1].rjust(len(match[0])), written)
    cut = tokens(_ONE_OF_EACH.sub(lambda match: " " * len(match[0]), cleaned))
    # "pull-up bar" is three words; a dash between numbers stays.
    cut = [one for at, one in enumerate(cut) if one.text != "-" or not _hyphen(cut, at)]
    reader = _Reader(cleaned, unit)
    if len(cut) > _TOKENS:
        reader.problems.append(Problem(Trouble.too_long, ""))
        cut = cut[:_TOKENS]
    found = reader.read(parts_of(cut, reader.leave))
    return replace(found, guessed=guessed and len(found.weights_kg) > 1)


def _in_kg(value: float, unit: str) -> float:
    return round(value * (KG_PER_LB if unit == "lb" else 1), 2)


def _hyphen(cut: Sequence[Token], at: int) -> bool:
    return 0 < at < len(cut) - 1 and cut[at].glued and cut[at - 1].kind == cut[at + 1].kind == "word"


class _Reader:
    """One kit on its way to a `KitRead`."""

    def __init__(self, cleaned: str, unit: str) -> None:
        self.cleaned, self.unit = cleaned, unit
        self.problems: list[Problem] = []
        self.lost: list[str] = []
        self.items: set[Item] = set()
        self.absent: set[Item] = set()
        self.dumbbells: list[float] = []
        self.kettlebells: list[float] = []
        self.single: list[float] = []
        self.plates: list[float] = []
        self.bar: float | None = None
        self.open: list[tuple[int, int]] = []
        """Where ranges stand."""

    def leave(self, start: int, end: int) -> None:
        self.lost.append(self.cleaned[start:end])

    def problem(self, code: Trouble, start: int, end: int, about: str = "") -> None:
        problem = Problem(code, self.cleaned[start:end].strip()[:120], about)
        if problem not in self.problems:
            self.problems.append(problem)

    def read(self, parts: list[Part]) -> KitRead:
        gym = none = False
        things = [part for part in parts if isinstance(part, Thing)]
        gyms = any(one.item == "gym" and not one.denied for one in things)
        for thing in things:
            if thing.denied or thing.item in ("", "other", "plates", "bar", "gym", "home", "none", "all"):
                continue
            self.items.add(Item(thing.item))
        for thing in things:
            if thing.denied and thing.item in set(Item):
                self.absent.add(Item(thing.item))
            gym |= thing.item == "gym" and not thing.denied and not self._of_the_past(thing)
            none |= thing.item == "none" or (thing.item == "" and len(things) == 1)
            # Of a gym "everything" says no more than that it is one.
            if not thing.denied and (thing.item == "home" or (thing.item == "all" and not gyms)):
                self.problem(Trouble.ambiguous, thing.start, thing.end, "all")
        self._barbell(things)
        self._ranges()
        for run, owner in _weighed(parts):
            self._weigh([one for one in run if not any(start <= one.start < end for start, end in self.open)], owner)
        return self._result(gym, none, things)

    def _of_the_past(self, thing: Thing) -> bool:
        """ "Did some gym years ago": nothing to train with now."""
        start = max(self.cleaned.rfind(one, 0, thing.start) for one in ";\n,.") + 1
        ends = [at for one in ";\n,." if (at := self.cleaned.find(one, thing.end)) >= 0]
        return _NOT_NOW.search(self.cleaned[start : min(ends, default=len(self.cleaned))].casefold()) is not None

    def _ranges(self) -> None:
        """ "2.5 to 25": which weights lie between has to be asked."""
        for match in RANGE.finditer(self.cleaned):
            self.open.append(match.span())
            self.problem(Trouble.needs_weight, *match.span(), "dumbbells")

    def _barbell(self, things: Sequence[Thing]) -> None:
        """ "bar 20" beside a barbell or plates is its bar; "a bar" alone may as well be one to hang from."""
        bars = [one for one in things if one.item == "bar" and not one.denied]
        if any(one.item == "plates" and not one.denied for one in things) or Item.barbell in self.items:
            self.items.add(Item.barbell)
            for one in bars:
                one.item = "bar"
        elif bars and any("olympic" in one.text or "empty" in one.text for one in bars):
            self.items.add(Item.barbell)
        for one in bars:
            if Item.barbell not in self.items:
                one.item = "perhaps"

    def _weigh(self, run: Sequence[Mass], thing: Thing | None) -> None:
        item = thing.item if thing else ""
        if thing and thing.denied:
            return
        if item == "perhaps":
            # "bar 20": a bar with a weight is a barbell.
            self.items.add(Item.barbell)
            item = "bar"
        unit = next((one.unit for one in reversed(run) if one.unit), "")
        masses = list(run)
        counted = _count(masses, thing)
        if counted is not None:
            masses = masses[1:]
        if thing is None or item not in ("dumbbells", "kettlebell", "barbell", "bar", "plates"):
            self._elsewhere(masses, thing, counted)
            return
        values = [(self._kg(one, unit), one) for one in masses]
        if item in ("barbell", "bar") and len(values) > 1 and self._is_bar(item, *values[:2]):
            # "Barbell 20 kg with 2x10": the bar, and what goes on it.
            self.bar, item, values = values[0][0], "plates", values[1:]
        for kg, one in values:
            lightest, heaviest = {"bar": _BAR_KG, "plates": _PLATE_KG}.get(item, (_LIGHTEST, _HEAVIEST))
            if item == "plates" and kg > heaviest:
                # No plate weighs that: it is what they are together.
                self.problem(Trouble.ambiguous, one.start, one.end, "plates")
            elif not lightest <= kg <= heaviest:
                self.problem(Trouble.out_of_range, one.start, one.end, item)
            elif item == "barbell" and len(values) == 1 and one.times is None and kg > _BAR_KG[1]:
                # No bar weighs that: it is what can be put on one.
                self.problem(Trouble.ambiguous, one.start, one.end, "plates")
            elif item == "bar" or (item == "barbell" and len(values) == 1 and one.times is None and kg >= 5):
                self.bar = kg
            elif item in ("barbell", "plates"):
                self._plate(kg, one)
            elif item == "kettlebell":
                self.kettlebells.append(kg)
            elif (
                counted == 1
                or one.times == 1
                or thing.count == len(masses) > 1
                or (thing.single and thing.text.endswith("dumbbell") and len(masses) == 1)
            ):
                self.single.append(kg)
            else:
                self.dumbbells.append(kg)

    def _is_bar(self, item: str, first: tuple[float, Mass], second: tuple[float, Mass]) -> bool:
        """Whether the first of several weights is the bar's own: it has no count, and what follows it has."""
        (kg, one), (_, other) = first, second
        return one.times is None and (item == "bar" or other.times is not None) and _BAR_KG[0] <= kg <= _BAR_KG[1]

    def _plate(self, kg: float, mass: Mass) -> None:
        """ "2x10" is a pair of tens, "4x5" two pairs; without a count a pair is meant."""
        times = 2 if mass.times is None else mass.times
        if times % 2 or not 2 <= times <= 20:
            self.problem(Trouble.ambiguous, mass.start, mass.end, "plates")
        else:
            self.plates.extend([kg] * int(times // 2))

    def _elsewhere(self, masses: Sequence[Mass], thing: Thing | None, counted: float | None) -> None:
        """Numbers that belong to nothing that is weighed here: of a vest or a sandbag the plan has no use."""
        if thing is not None and thing.item == "other":
            return
        if masses and (thing is None or any(one.unit for one in masses)):
            self.problem(Trouble.ambiguous, masses[0].start, masses[-1].end, "of_what")

    def _in_gyms(self, weights: Mapping[str, Sequence[float]]) -> tuple[float, ...]:
        return tuple(_in_kg(one, self.unit) for one in weights[self.unit])

    def _kg(self, mass: Mass, unit: str) -> float:
        said = mass.unit or unit or self.unit
        return _in_kg(mass.value, said)

    def _result(self, gym: bool, none: bool, things: Sequence[Thing]) -> KitRead:
        items = self.items - self.absent
        if _ONE_OF_EACH.search(self.cleaned):
            self.dumbbells, self.single = [], [*self.single, *self.dumbbells]
        dumbbells = tuple(sorted(set(self.dumbbells)))
        bar, plates = self.bar, tuple(sorted(self.plates))
        if gym:
            items |= GYM_ITEMS - self.absent
            dumbbells = dumbbells or (self._in_gyms(GYM_WEIGHTS) if Item.dumbbells in items else ())
            if Item.barbell in items:
                bar, plates = bar or _in_kg(GYM_BAR[self.unit], self.unit), plates or self._in_gyms(GYM_PLATES)
        asked = {problem.about for problem in self.problems}
        if Item.dumbbells in items and not (dumbbells or self.single) and "dumbbells" not in asked:
            self._needs_weight(things, "dumbbells")
        if Item.kettlebell in items and not self.kettlebells and "kettlebell" not in asked:
            self._needs_weight(things, "kettlebell")
        for thing in things:
            if thing.item == "perhaps" and Item.barbell not in items:
                self.problem(Trouble.ambiguous, thing.start, thing.end, "bar")
        nothing = none and not items and not self.problems
        return KitRead(
            items=frozenset(items),
            dumbbells_kg=dumbbells if Item.dumbbells in items else (),
            kettlebells_kg=tuple(sorted(set(self.kettlebells))) if Item.kettlebell in items else (),
            single_kg=tuple(sorted(set(self.single))) if Item.dumbbells in items else (),
            bar_kg=bar if Item.barbell in items else None,
            plates_kg=plates if Item.barbell in items else (),
            gym=gym,
            none=nothing,
            added=_NEW.search(self.cleaned.casefold()) is not None,
            problems=tuple(self.problems[:20]),
            leftovers=tuple(self.lost[:20]),
        )

    def _needs_weight(self, things: Sequence[Thing], item: str) -> None:
        for thing in things:
            if thing.item == item and not thing.denied:
                self.problem(Trouble.needs_weight, thing.start, thing.end, item)
                return


def _count(masses: Sequence[Mass], thing: Thing | None) -> float | None:
    """ "two 8 kg dumbbells": a first number without a unit before one with, or a number word, says how many.

    Not behind the implement: "dumbbells 4 8 kg" lists two weights.
    """
    listed = thing is not None and bool(masses) and thing.start < masses[0].start
    if len(masses) >= 2 and not masses[0].unit and masses[0].times is None and masses[0].value in (1, 2, 3, 4, 6):
        following = masses[1]
        if masses[0].word or (following.unit and len(masses) == 2 and not listed):
            return masses[0].value
    if len(masses) == 1 and masses[0].word and not masses[0].unit and thing is not None:
        return masses[0].value
    return None


def _weighed(parts: Sequence[Part]) -> list[tuple[list[Mass], Thing | None]]:
    """Each run of numbers with the thing it is about: the one before it, else the one right behind it."""
    found: list[tuple[list[Mass], Thing | None]] = []
    last: Thing | None = None
    waits = False
    """Whether `last` is weighed and has no numbers yet."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Thing):
            last, waits = part, _weighable(part) and not any(thing is part for _, thing in found)
            at += 1
        elif isinstance(part, Break):
            last = None if part.strong else last
            at += 1
        else:
            run, at = _run(parts, at, last if waits else None)
            behind = parts[at] if at < len(parts) else None
            if isinstance(behind, Thing) and not waits:
                if _is_count(run) and _numbers_of(parts, at + 1):
                    # "2 kettlebells 12 kg", "two dumbbells, 6 and 10 kg"
                    behind.count = run[0].value
                    continue
                if _weighable(behind) or last is None:
                    found.append((run, behind))
                    continue
            found.append((run, last))
            waits = False
    return found


def _run(parts: Sequence[Part], at: int, waiting: Thing | None) -> tuple[list[Mass], int]:
    """The numbers from here on that belong together, over commas, and where they end; `waiting` has none yet."""
    run: list[Mass] = []
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Mass):
            run.append(part)
        elif not (isinstance(part, Break) and not part.strong and _number_at(parts, at + 1)):
            break
        elif (
            waiting is not None
            and run
            and (_owned_ahead(parts, at + 1) or (waiting.item in ("barbell", "bar") and _of_plates(parts, at + 1)))
        ):
            # "bar 15 kg and 2x10 2x5 plates": the numbers behind the "and" have an owner of their own.
            break
        at += 1
    return run, at


def _numbers_of(parts: Sequence[Part], at: int) -> bool:
    """Whether numbers follow that belong to nothing behind them, over a comma as well."""
    if _number_at(parts, at):
        return True
    comma = parts[at] if at < len(parts) else None
    if not isinstance(comma, Break) or comma.strong:
        return False
    return _number_at(parts, at + 1) and not _owned_in_list(parts, at + 1)


def _owned_in_list(parts: Sequence[Part], at: int) -> bool:
    while at < len(parts) and not isinstance(parts[at], Thing):
        at += 1
    thing = parts[at] if at < len(parts) else None
    return isinstance(thing, Thing) and _weighable(thing) and not _numbers_of(parts, at + 1)


def _owned_ahead(parts: Sequence[Part], at: int) -> bool:
    while at < len(parts) and isinstance(parts[at], Mass):
        at += 1
    thing = parts[at] if at < len(parts) else None
    return isinstance(thing, Thing) and _weighable(thing) and not _number_at(parts, at + 1)


def _of_plates(parts: Sequence[Part], at: int) -> bool:
    """ "Barbell 20 kg with 5, 10 and 20 plates": a list that ends in its plates."""
    ahead = (one for one in parts[at:] if isinstance(one, Thing) or (isinstance(one, Break) and one.strong))
    thing = next(ahead, None)
    return isinstance(thing, Thing) and thing.item == "plates" and not _numbers_of(parts, parts.index(thing) + 1)


def _is_count(run: Sequence[Mass]) -> bool:
    return len(run) == 1 and not run[0].unit and run[0].times is None and run[0].value in (1, 2, 3, 4, 6)


def _weighable(thing: Thing) -> bool:
    return thing.item in ("dumbbells", "kettlebell", "barbell", "bar", "plates", "perhaps")


def _number_at(parts: Sequence[Part], at: int) -> bool:
    return at < len(parts) and isinstance(parts[at], Mass)
