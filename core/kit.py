"""What a runner has to train with at one place, and which weights can really be put together from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Protocol

from core.policy import policy
from core.records import dataclass, once

SAME_KG = 0.01
"""Two weights closer than this are one (pounds turned into kilograms carry crumbs)."""

_PLATES_MAX_KG = 300.0


class Item(StrEnum):
    """One thing a runner may own. A floor, a wall and a sound chair are not asked for: everyone has them."""

    band = "band"
    dumbbells = "dumbbells"
    kettlebell = "kettlebell"
    barbell = "barbell"
    machine = "machine"
    step = "step"
    box = "box"
    stair = "stair"
    slider = "slider"
    rope = "rope"
    backpack = "backpack"
    roller = "roller"
    fixed = "fixed"


_BELLS = frozenset({Item.dumbbells, Item.kettlebell})
_WEIGHTS = _BELLS | {Item.barbell, Item.machine, Item.backpack}


class Implement(StrEnum):
    """How an exercise holds dumbbells or kettlebells: one, two of the same weight, or whichever comes out right."""

    single = "single"
    pair = "pair"
    either = "either"


@dataclass(frozen=True)
class Kit:
    """One place's kit.

    `weights_kg`: what the runner owns, each as a pair of dumbbells; without dumbbells each is one kettlebell.
    `single_kg`: those of them that the runner has only one of, whatever else there is.
    `bar_kg`: the empty bar; None with a barbell means the common one of the policy. `plates_kg`: each entry is a pair.
    Weights of zero or less are refused.
    """

    items: frozenset[Item] = frozenset()
    weights_kg: tuple[float, ...] = ()
    bar_kg: float | None = None
    plates_kg: tuple[float, ...] = ()
    single_kg: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        bar = () if self.bar_kg is None else (self.bar_kg,)
        given = (*self.weights_kg, *self.plates_kg, *self.single_kg, *bar)
        if any(not 0 < kg < float("inf") for kg in given):
            raise ValueError(f"weights must be above zero: {given}")
        # Equal kits share what was worked out for one of them, so that 8 and 8.0 have to be written alike.
        for name in ("weights_kg", "plates_kg", "single_kg"):
            object.__setattr__(self, name, tuple(map(_plainly, getattr(self, name))))
        object.__setattr__(self, "bar_kg", None if self.bar_kg is None else _plainly(self.bar_kg))

    @once
    def usable(self) -> frozenset[Item]:
        """What is there to be used: bells of unknown weight are not."""
        return self.items if self.weights_kg else self.items - _BELLS

    @once
    def lifts(self) -> bool:
        """Whether there is anything to lift at all, be it a backpack."""
        return not self.usable.isdisjoint(_WEIGHTS)

    def has(self, item: Item) -> bool:
        """Whether the item is there to be used."""
        return item in self.usable


def _plainly(kg: float) -> float:
    """A whole number without its point."""
    return int(kg) if kg == int(kg) else kg


NO_KIT = Kit()
"""Nothing asked has been said yes to: floor, wall and chair."""


@dataclass(frozen=True)
class Load:
    """A weight that can really be lifted: `count` times `each_kg` of one tool (2 = one in each hand, on each thigh)."""

    tool: Item
    each_kg: float
    count: int = 1

    @once
    def total_kg(self) -> float:
        """All of it, in kg: what the arithmetic of loads speaks of."""
        return self.each_kg * self.count


class Liftable(Protocol):
    """The part of an exercise that decides what can be lifted in it."""

    @property
    def loads(self) -> tuple[Item, ...]:
        """What may be added as load."""

    @property
    def implement(self) -> Implement | None:
        """How bells are held; None where none are."""


_total = attrgetter("total_kg")


def loadable(kit: Kit, exercise: Liftable) -> tuple[Load, ...]:
    """Every load the exercise can have with this kit, ascending by total and without doubles.

    Empty where there is none (then it is done with bodyweight, or a band, which has no kilograms). Where two ways
    give the same total, a pair comes before a single bell, and bells before bar, machine and backpack.
    """
    return _loadable(kit, exercise.loads, exercise.implement)


@lru_cache(maxsize=4096)
def _loadable(kit: Kit, tools: tuple[Item, ...], implement: Implement | None) -> tuple[Load, ...]:
    found: list[Load] = []
    for tool in tools:
        if kit.has(tool):
            found.extend(_of_tool(kit, tool, implement))
    # Stable sort: at equal totals the order of preference decides.
    found.sort(key=lambda load: (-load.count, list(Item).index(load.tool)))
    found.sort(key=lambda load: round(load.total_kg / SAME_KG))
    distinct: list[Load] = []
    for load in found:
        if not distinct or load.total_kg - distinct[-1].total_kg > SAME_KG:
            distinct.append(load)
    return tuple(distinct)


def _of_tool(kit: Kit, tool: Item, implement: Implement | None) -> Iterable[Load]:
    if tool in _BELLS:
        # A pair is two equal dumbbells; a kettlebell is bought one at a time.
        counts = {Implement.single: (1,), Implement.pair: (2,), Implement.either: (1, 2), None: ()}[implement]
        for count in counts:
            if count == 1 or tool is Item.dumbbells:
                owned = (kg for kg in kit.weights_kg if count == 1 or kg not in kit.single_kg)
                yield from (Load(tool, kg, count) for kg in owned)
    elif tool is Item.barbell:
        yield from (Load(tool, kg) for kg in _bar_totals(kit))
    elif tool is Item.machine:
        yield from _steps(tool, policy().kit.stack_step_kg, policy().kit.stack_max_kg)
    elif tool is Item.backpack:
        yield from _steps(tool, policy().kit.backpack_step_kg, policy().kit.backpack_max_kg)


def _steps(tool: Item, step_kg: float, max_kg: float) -> Iterable[Load]:
    return (Load(tool, step_kg * number) for number in range(1, int(max_kg / step_kg) + 1))


def _bar_totals(kit: Kit) -> Iterable[float]:
    """The bar with every choice of its pairs of plates, in grams underneath so that equal sums stay equal."""
    sums = {0}
    for plate in kit.plates_kg:
        pair = round(2000 * plate)
        sums |= {total + pair for total in sums if total + pair <= 1000 * _PLATES_MAX_KG}
    bar = kit.bar_kg if kit.bar_kg is not None else policy().kit.bar_kg
    return (bar + grams / 1000 for grams in sorted(sums))


def largest_at_most(kit: Kit, exercise: Liftable, total_kg: float) -> Load | None:
    """The heaviest load whose total does not exceed `total_kg`; None where even the lightest does."""
    loads = loadable(kit, exercise)
    number = bisect_right(loads, total_kg + SAME_KG, key=_total)
    return loads[number - 1] if number else None


def next_up(kit: Kit, exercise: Liftable, total_kg: float) -> Load | None:
    """The lightest load above `total_kg` (0 = bodyweight); None at the top of what the runner owns."""
    loads = loadable(kit, exercise)
    number = bisect_right(loads, total_kg + SAME_KG, key=_total)
    return loads[number] if number < len(loads) else None


def next_down(kit: Kit, exercise: Liftable, total_kg: float) -> Load | None:
    """The heaviest load below `total_kg`; None where only bodyweight is lower."""
    below = [load for load in loadable(kit, exercise) if load.total_kg < total_kg - SAME_KG]
    return below[-1] if below else None
