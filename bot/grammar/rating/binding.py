"""Numbers to what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.grammar.problem import Trouble
from bot.grammar.walk import Anchor, Number, Unit, Walk, Word


def bind(walk: Walk) -> None:
    """Within each clause numbers go to what takes one; then across, where two are left."""
    clauses: dict[int, list[Unit]] = {}
    for unit in sorted(walk.units, key=lambda one: one.start):
        if isinstance(unit, Number) and unit.bound:
            continue
        clauses.setdefault(unit.clause, []).append(unit)
    for units in clauses.values():
        told = _known(units)
        _match(told)
        _strangers(walk, told)
    _bind_across(walk)
    _bind_to_the_part_before(walk)


def _strangers(walk: Walk, units: Sequence[Unit]) -> None:
    """ "7 clavs 3", "sore clavs 4": a number behind an unknown word belongs to that, unless it comes first."""
    for word, number in pairwise(units):
        if isinstance(word, Word) and word.torn and isinstance(number, Number) and not number.bound:
            number.bound = True
            walk.problem(Trouble.needs_part, word.start, number.end)
    for before, word, number in zip(units, units[1:], units[2:], strict=False):
        if isinstance(word, Word) and isinstance(number, Number) and not number.bound and not _named(before):
            number.bound = True
            walk.problem(Trouble.ambiguous, word.start, number.end)


def _bind_across(walk: Walk) -> None:
    """ "7, calves, 4": where two numbers are left, the one right behind a part without its own goes to it."""
    ordered = sorted(walk.units, key=lambda one: one.start)
    free = [one for one in ordered if isinstance(one, Number) and not one.bound]
    left = len(free)
    for first, second in pairwise(ordered):
        waits = isinstance(first, Anchor) and first.what == "part" and first.number is None and not first.denied
        if not waits or not isinstance(second, Number) or second.bound:
            continue
        # "Both shins are sore, like 3" has one number, and says whose it is.
        loosely = " like " in walk.cleaned[first.end : second.start].casefold()
        if not loosely and (second is free[0] or left < 2):
            continue
        if isinstance(first, Anchor):
            first.number, second.bound = second, True
            left -= 1


def _bind_to_the_part_before(walk: Walk) -> None:
    """ "7, calves, sore 3", "my achilles, pain 4": the soreness is that of the one part just named."""
    ordered = sorted((one for one in walk.units if isinstance(one, Anchor)), key=lambda one: one.start)
    waiting = [one for one in ordered if one.what == "part" and one.number is None and not one.denied]
    for part, told in pairwise(ordered):
        if waiting == [part] and told.what in ("sore", "pain") and told.number is not None and not told.number.backward:
            part.number, told.number, part.word = told.number, None, part.word or told.word


def bind_to_the_one_part(walk: Walk) -> None:
    """Asked for soreness: "right achilles a bit, 2 in the morning" has one part and behind it one number."""
    waiting = [one for one in walk.units if isinstance(one, Anchor) and one.what == "part" and not one.denied]
    free = [one for one in walk.units if isinstance(one, Number) and not one.bound]
    if len(waiting) == len(free) == 1 and waiting[0].number is None and waiting[0].start < free[0].start:
        waiting[0].number, free[0].bound = free[0], True


def _match(units: Sequence[Unit]) -> None:
    """Within one clause every number goes to a neighbour that takes one: as many as can be, forward before backward."""
    # best[k] = (anchors with a number, of these forward) over the first k units, and how it came about
    best: list[tuple[int, int]] = [(0, 0)]
    how: list[str] = [""]
    for at, unit in enumerate(units):
        score, step = best[at], "skip"
        before = units[at - 1] if at else None
        if at and isinstance(before, Anchor) and isinstance(unit, Number) and _takes(before):
            candidate = (best[at - 1][0] + 1, best[at - 1][1] + 1)
            if candidate > score:
                score, step = candidate, "forward"
        # "soreness: clavs 3": what follows is the number's, even if nobody knows the word.
        told = len(units) > at + 2 and isinstance(units[at + 1], Word) and isinstance(units[at + 2], Number)
        backward = isinstance(unit, Anchor) and _takes(unit) and unit.what != "exercise" and not told
        if at and isinstance(before, Number) and backward:
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
        anchor, number = (one, other) if isinstance(one, Anchor) else (other, one)
        if isinstance(anchor, Anchor) and isinstance(number, Number):
            anchor.number, number.bound, number.backward = number, True, step == "backward"
        at -= 2


def _known(units: Sequence[Unit]) -> list[Unit]:
    """Without the unknown words behind a part or an exercise: "left knee feels weird 4" is still about the knee."""
    found: list[Unit] = []
    for unit in units:
        if not (isinstance(unit, Word) and found and _named(found[-1])):
            found.append(unit)
    return found


def _named(unit: Unit) -> bool:
    return isinstance(unit, Anchor) and unit.what in ("part", "exercise")


def _takes(anchor: Anchor) -> bool:
    return anchor.number is None and not (anchor.denied and anchor.what != "exercise")
