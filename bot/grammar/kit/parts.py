"""A message cut into things, weights and what separates them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.grammar.kit.names import LONGEST, PHRASES, SPELLING
from bot.grammar.text import NUMBER_WORDS, Token, listed

_KG = ("kg", "kgs", "kilo", "kilos", "k", "kilogram", "kilograms")
_LB = ("lb", "lbs", "pound", "pounds", "#")

PAIRS = ("pair", "pairs", "set", "sets", "couple")
_ENDS = (";", "\n", ".", "|")


@dataclass(slots=True)
class Mass:
    """A number: a weight, if it has a unit or stands with an implement, else perhaps a count. `times`: "2 x 8"."""

    value: float
    unit: str
    start: int
    end: int
    times: float | None = None
    word: bool = False


@dataclass(slots=True)
class Thing:
    item: str
    start: int
    end: int
    text: str
    denied: bool = False
    single: bool = False
    count: float | None = None


@dataclass(slots=True)
class Break:
    strong: bool = False


Part = Mass | Thing | Break

RANGE = re.compile(
    r"(?P<low>\d+(?:[.,]\d+)?)\s*(?P<one>kg|lbs?)?\s*(?:-|to|up to|bis|through)\s*(?P<high>\d+(?:[.,]\d+)?)"
    r"\s*(?P<two>kgs?|lbs?|pounds?)?(?![\d:])",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"^[\s,(]*(?:(?:adjustable|each|all)\s+)?(?:in|by|at|with|every)?\s*(?:steps?\s+of\s+|increments?\s+of\s+|the\s+)?"
    r"(?P<step>\d+(?:[.,]\d+)?)\s*(?:kgs?|lbs?|pounds?)?(?:\s*'?s\b|\s*-?\s*(?:steps?|increments?|jumps?)|(?=\s*(?:$|[,;.)\n])))\)?",
    re.IGNORECASE,
)


def written_out(text: str) -> str:
    """ "2-20 in 2s" as the weights that it stands for; a range without its step stays as it is."""
    out, at = [], 0
    for match in RANGE.finditer(text):
        step = _STEP.match(text[match.end() :])
        low, high = to_float(match["low"]), to_float(match["high"])
        size = to_float(step["step"]) if step else 0.0
        if match.start() < at or step is None or not (0.25 <= size <= high - low) or (high - low) / size > 60:
            continue
        unit = (match["two"] or match["one"] or "").lower()
        weights = [low + size * number for number in range(int((high - low) / size + 1e-6) + 1)]
        out += [text[at : match.start()], " ".join(f"{weight:g}{unit}" for weight in weights)]
        at = match.end() + step.end()
    return "".join([*out, text[at:]])


def parts_of(cut: Sequence[Token], leave: Callable[[int, int], None]) -> list[Part]:
    """The message as things, numbers and what separates them."""
    words = [SPELLING.right(one.text) if one.kind == "word" else one.text for one in cut]
    found: list[Part] = []
    at = 0
    denied = False
    while at < len(cut):
        token = cut[at]
        if token.kind == "number" or (token.text in NUMBER_WORDS and token.text != "zero"):
            length, mass = _mass(cut, at)
            found.append(mass)
            at += length
            continue
        if token.text in ("x", "*") and found and at + 1 < len(cut) and cut[at + 1].kind == "number":
            # "5 kg dumbbells x 2"
            at += 2
            continue
        length, item = _thing_at(words, at)
        if length:
            last = cut[at + length - 1]
            single = any(one.text in ("a", "an", "one", "single") for one in cut[max(0, at - 3) : at])
            found.append(Thing(item, token.start, last.end, " ".join(words[at : at + length]), denied, single))
            denied = False
            at += length
            continue
        if token.text in ("no", "not", "without", "never"):
            denied = True
        elif token.text in _ENDS:
            found.append(Break(strong=True))
            denied = False
        elif token.text in (",", "and", "plus", "&", "+", "also", "with", "/", "-", "(", ")", "or"):
            if token.text in (",", "and", "plus", "also", "with", "+", "&"):
                found.append(Break())
        elif token.kind == "word" and token.text not in _GLUE:
            leave(token.start, token.end)
        at += 1
    return found


_GLUE = listed(
    """i have got own a an the my some of only just in at to up kg each per hand both two pairs pair set sets couple
    we there is are adjustable it its for use access can also too maybe old small big light heavy medium long
    short few about around approx various different good sturdy proper available one single home here that which
    any more s lots lot do you your equipment as well then steps from weighing total max maximum min ca or so
    right now usually mostly but go by kit is are bought buy borrowed ordered gotten ive can fill filled load loaded
    books bottles water"""
)


def _thing_at(words: Sequence[str], at: int) -> tuple[int, str]:
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        name = tuple(words[at : at + length])
        item = PHRASES.get(name)
        if item is not None:
            return length, item
    return 0, ""


def _mass(cut: Sequence[Token], at: int) -> tuple[int, Mass]:
    token = cut[at]
    value = NUMBER_WORDS.get(token.text, token.value)
    texts = [one.text for one in cut[at + 1 : at + 5]]
    if texts[:1] in (["x"], ["*"]) and len(cut) > at + 2 and cut[at + 2].kind == "number":
        length, inner = _mass(cut, at + 2)
        inner.times, inner.start = value, token.start
        return length + 2, inner
    unit, length, end = "", 1, token.end
    follow = 1 if texts[:1] == ["-"] else 0
    if texts[follow : follow + 1] and texts[follow] in (*_KG, *_LB):
        unit = "kg" if texts[follow] in _KG else "lb"
        length += follow + 1
        end = cut[at + follow + 1].end
    elif texts[:1] and texts[0] in ("s",) and cut[at + 1].glued:
        length, end = 2, cut[at + 1].end
    if at and cut[at - 1].text == "-" and token.glued and not (at > 1 and cut[at - 1].glued):
        value = -value
    return length, Mass(value, unit, token.start, end, word=token.kind == "word")


def to_float(digits: str) -> float:
    return float(digits.replace(",", "."))
