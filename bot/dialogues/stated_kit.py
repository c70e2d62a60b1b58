"""Kit as it is typed ("dumbbells 4 8 12 kg, band, a sturdy table")."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import Spelling, clean, tokens
from core.kit import Item

KG_PER_LB = 0.45359237

_NAMES = {
    Item.band: "band bands resistance miniband theraband",
    Item.dumbbells: "dumbbell dumbbells db dbs weights",
    Item.kettlebell: "kettlebell kettlebells kb kbs",
    Item.barbell: "barbell bar olympic",
    Item.machine: "machine machines gym cable",
    Item.step: "step steps stepper",
    Item.box: "box bench plyobox",
    Item.stair: "stair stairs staircase",
    Item.slider: "slider sliders",
    Item.rope: "rope skipping",
    Item.backpack: "backpack rucksack",
    Item.roller: "roller foam",
    Item.fixed: "pullup table door",
}
_ITEMS = {word: item for item, words in _NAMES.items() for word in words.split()}
_SPELLING = Spelling({word: item.value for word, item in _ITEMS.items()}, ("hand", "land", "back"))
_SMALL = """a an the and some my i have own got with of pair pairs set at home gym kg kgs kilo kilos lb lbs pounds only
    just one two x in each both sturdy low knee high or loop long foam jump skip , . ; : / + & - ( )"""
_IGNORED = frozenset(_SMALL.split()) | {"\n"}


@dataclass(frozen=True, slots=True)
class Told:
    items: frozenset[Item] = frozenset()
    weights_kg: tuple[float, ...] = ()
    plates_kg: tuple[float, ...] = ()
    bar_kg: float | None = None
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def said(self) -> bool:
        return bool(self.items or self.weights_kg or self.plates_kg or self.bar_kg)


def read_kit(text: str, *, unit: str = "kg", bare: str = "weights") -> Told:
    """`bare`: what numbers without a name belong to ("weights" or "plates")."""
    found = tokens(clean(text))[:400]
    items: set[Item] = set()
    numbers: dict[str, list[float]] = {"weights": [], "plates": [], "bar": []}
    left: list[str] = []
    problems: list[Problem] = []
    goes = bare
    pounds = unit == "lb"
    for token in found:
        if token.kind == "word" and token.text in ("lb", "lbs", "pounds", "pound"):
            pounds = True
        if token.kind == "word" and token.text in ("kg", "kgs", "kilo", "kilos"):
            pounds = False
    for token in found:
        if token.kind == "number":
            kg = token.value * KG_PER_LB if pounds else token.value
            if 0.1 <= kg <= 500:
                numbers[goes].append(round(kg, 3))
            else:
                problems.append(Problem(Trouble.out_of_range, token.text))
        elif token.text in ("plates", "plate", "discs"):
            goes = "plates"
        elif token.kind == "word":
            item = _ITEMS.get(_SPELLING.right(token.text))
            if item is Item.barbell:
                items.add(item)
                goes = "bar"
            elif item is not None:
                items.add(item)
                goes = "weights" if item in (Item.dumbbells, Item.kettlebell) else goes
            elif token.text not in _IGNORED:
                left.append(token.text)
    return Told(
        frozenset(items), tuple(sorted(set(numbers["weights"]))), tuple(sorted(numbers["plates"])),
        numbers["bar"][0] if numbers["bar"] else None, tuple(problems), tuple(left),
    )  # fmt: skip
