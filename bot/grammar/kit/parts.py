"""A message cut into things, weights and what separates them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.grammar.kit.names import GLUE, LONGEST, PHRASES
from bot.grammar.text import NUMBER_WORDS, Token

_KG = ("kg", "kgs", "kilo", "kilos", "k", "kilogram", "kilograms")
_LB = ("lb", "lbs", "pound", "pounds", "#")

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

_UNIT = r"(?:kgs?|kilos?|lbs?|pounds?)"
RANGE = re.compile(
    rf"(?P<low>\d+(?:[.,]\d+)?)\s*(?P<one>{_UNIT})?\s*(?:-|to|up to|bis|through)\s*(?P<high>\d+(?:[.,]\d+)?)"
    rf"\s*(?P<two>{_UNIT})?(?![\d:])",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"^[\s,(]*(?:(?:adjustable|each|all)\s+)?(?:in|by|at|with|every)?\s*(?:steps?\s+of\s+|increments?\s+of\s+|the\s+)?"
    r"(?P<step>\d+(?:[.,]\d+)?)\s*(?:kgs?|lbs?|pounds?)?(?:\s*'?s\b|\s*-?\s*(?:steps?|increments?|jumps?)|(?=\s*(?:$|[,;.)\n])))\)?",
    re.IGNORECASE,
)


_OWNER = re.compile(
    r"\b(?:(?P<kettlebell>kettle ?bells?|kbs?)"
    r"|(?P<dumbbells>dumb?b?el{1,2}s?|dbs?|(?:hand |free ?)?weights?)"
    r"|(?:bar ?bells?|bars?|plates?|dis[ck]s|(?:\w+ )?bands?|tubes?|machines?|cables?|backpack|rucksack|gym))\b",
    re.IGNORECASE,
)
_OWNER_BEHIND = re.compile(rf"\s*{_UNIT}?\s*(?:adjustable )?", re.IGNORECASE)
_UP_TO = re.compile(
    r"(?<!\d )(?<!kg )(?<!lb )(?<!lbs )(?<!kilos )(?<!pounds )(?:up to|max(?:imum)?|until|bis|\bto)\s*(?=\d)",
    re.IGNORECASE,
)
_STEPS = {
    ("dumbbells", "kg"): (2.5, 2.0, 3.0, 1.0), ("dumbbells", "lb"): (5.0, 2.5),
    ("kettlebell", "kg"): (4.0, 2.0), ("kettlebell", "lb"): (10.0, 5.0),
}  # fmt: skip
"""In what sets of bells rise, the likeliest first [DC]; what was taken is shown, and the runner may say otherwise."""


def written_out(text: str, unit: str = "kg") -> tuple[str, bool]:
    """ "2-20 in 2s" as the weights that it stands for. Of bells without a step a usual one is taken, which the second
    value says; a range of anything else stays as it is. `unit` is that of a number without one.
    """
    text = _UP_TO.sub(lambda match: _from_the_lightest(text, match, unit), text)
    out, at, guessed = [], 0, False
    for match in RANGE.finditer(text):
        step = _STEP.match(text[match.end() :])
        low, high = to_float(match["low"]), to_float(match["high"])
        said = (match["two"] or match["one"] or "").lower()
        size = to_float(step["step"]) if step else _usual_step(text, match, said or unit)
        if match.start() < at or not (0.25 <= size <= high - low) or (high - low) / size > 60:
            continue
        weights = [low + size * number for number in range(int((high - low) / size + 1e-6) + 1)]
        if step is None:
            guessed, weights = True, sorted({*weights, high})
        out += [text[at : match.start()], " ".join(f"{weight:g}{said}" for weight in weights)]
        at = match.end() + (step.end() if step else 0)
    return "".join([*out, text[at:]]), guessed


def _usual_step(text: str, match: re.Match[str], unit: str) -> float:
    """The first usual step on which both ends stand, else the first; 0.0 for what is no bell."""
    low, high = to_float(match["low"]), to_float(match["high"])
    steps = _STEPS.get((_owner(text, match.start(), match.end()), _system(unit)), ())
    fitting = (one for one in steps if low % one == 0 and high % one == 0)
    return next(fitting, next((one for one in steps if (high - low) % one == 0), steps[0] if steps else 0.0))


def _from_the_lightest(text: str, match: re.Match[str], unit: str) -> str:
    """ "Up to 20": from the lightest of a usual set."""
    number = re.compile(rf"(\d+(?:[.,]\d+)?)\s*({_UNIT})?", re.IGNORECASE).match(text, match.end())
    if number is None:
        return match[0]
    steps = _STEPS.get((_owner(text, match.start(), number.end(1)), _system(number[2] or unit)), ())
    high = to_float(number[1])
    step = next((one for one in steps if high % one == 0), steps[0] if steps else 0.0)
    return f"{step:g}-" if 0 < step < high else match[0]


def _owner(text: str, start: int, end: int) -> str:
    """Whose weights stand there: "dumbbells", "kettlebell", or "" for anything else."""
    behind = _OWNER_BEHIND.match(text, end)
    own = _OWNER.match(text, behind.end() if behind else end) or next(
        reversed([*_OWNER.finditer(text, 0, start)]), None
    )
    own = own or _OWNER.search(text, end)
    return own.lastgroup or "" if own is not None else ""


def _system(unit: str) -> str:
    return "lb" if unit.lower().startswith(("lb", "pound")) else "kg"


def parts_of(cut: Sequence[Token], leave: Callable[[int, int], None]) -> list[Part]:
    """The message as things, numbers and what separates them."""
    words = [one.text for one in cut]
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
            # "No, just a backpack" has one.
            denied = words[at + 1 : at + 2] not in (["just"], ["only"])
        elif token.text in _ENDS:
            found.append(Break(strong=True))
            denied = False
        elif token.text in (",", "and", "plus", "&", "+", "also", "with", "/", "-", "(", ")", "or"):
            if token.text in (",", "and", "plus", "also", "with", "+", "&"):
                found.append(Break())
        elif token.kind == "word" and token.text not in GLUE:
            leave(token.start, token.end)
        at += 1
    return found


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
