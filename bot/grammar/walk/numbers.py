"""Numbers and the words that ask for one: effort, soreness as a letter, and how hard it felt."""

from __future__ import annotations

from bot.grammar.anatomy import SIDES
from bot.grammar.lexicon import Cat, hardness
from bot.grammar.problem import Trouble
from bot.grammar.walk.exercises import at_load, count_reps, in_kg, right_before
from bot.grammar.walk.notes import Anchor, Number, Walk
from bot.grammar.walk.parts import is_part_ahead, part_group, same_part

_HELD = ("with", "used", "using")
_WITH = (*_HELD, "at")


def at_number(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    after = walk.past(at + 1, Cat.GLUE)
    if walk.cat(after) in (Cat.SHORT, Cat.OVER) and lex.cat is Cat.NUMBER and walk.exercise:
        return count_reps(walk, walk.exercise, walk.lexes[after].cat, lex.value, after)
    if lex.cat is Cat.NUMBER and walk.exercise and 10 < lex.value <= 200 and walk.lexes[at - 1].text in _WITH:
        # Beyond the scale it is no effort: "rows with 12".
        return at_load(walk, at, in_kg(lex.value, walk.unit))
    if lex.cat is Cat.NUMBER and walk.exercise and walk.lexes[at - 1].text in _HELD and right_before(walk, at):
        return at_load(walk, at, in_kg(lex.value, walk.unit))
    if walk.last_part is not None and _told_later(walk, at, after):
        end = min(after, len(walk.lexes) - 1)
        walk.problem(Trouble.ambiguous, lex.start, walk.lexes[end].end)
        return end + 1
    if at > 1 and walk.lexes[at - 1].text in ("x", "for") and not walk.exercise and _mass(walk, at - 2):
        # "Goblet 24 kg x 10" of an exercise that was not asked for: its repetitions are no effort.
        walk.leave(lex)
        return at + 1
    number = walk.number(lex)
    walk.units.append(number)
    if _pain_in(walk, after):
        taken = part_group(walk, after)
        if taken and taken[0].parts and not walk.number_near(taken[1]):
            walk.hold(taken[0], number)
            return taken[1]
    if walk.cat(after) is Cat.IN or walk.cat(after) is Cat.OF:
        follow = walk.past(after, Cat.IN, Cat.OF, Cat.GLUE)
        if walk.cat(follow) in (Cat.PART, Cat.SIDE, Cat.BACK, Cat.LETTER) or (
            walk.cat(follow) is Cat.QUALITY and is_part_ahead(walk, follow)
        ):
            taken = part_group(walk, follow)
            if taken and taken[0].parts and not walk.number_near(taken[1]):
                walk.hold(taken[0], number)
                return taken[1]
    if walk.cat(at + 1) is Cat.SIDE and _inherits(walk, at):
        side = SIDES.get(walk.lexes[at + 1].value)
        if side and walk.last_part:
            walk.hold(same_part(walk, walk.last_part, side, lex.start, walk.lexes[at + 1].end), number)
            return at + 2
    return at + 1


def _mass(walk: Walk, at: int) -> bool:
    lex = walk.lexes[at]
    return lex.cat is Cat.QUANTITY and lex.value[1] in ("kg", "lb")


def _told_later(walk: Walk, at: int, after: int) -> bool:
    """ "achilles 3 this morning, 1 now", "knee 3 then 1": a second number of the same part, at another time."""
    if walk.lexes[at - 1].text == "then":
        return True
    opens = walk.cat(at - 1) in (Cat.STOPPER, Cat.AND)
    words = [one.text for one in walk.lexes[at + 1 : after + 2]]
    times = {"now", "after", "afterwards", "later", "before", "beforehand", "morning", "during", "evening"}
    return opens and not times.isdisjoint(words[:3])


def _pain_in(walk: Walk, at: int) -> bool:
    """ "4 pain in my left knee": the noun says what the number is of."""
    lex = walk.lexes[at] if at < len(walk.lexes) else None
    if lex is None or lex.cat is not Cat.QUALITY or lex.text in ("sore", "tight", "stiff", "tender"):
        return False
    follow = walk.past(at + 1, Cat.GLUE)
    return walk.cat(follow) is Cat.IN and is_part_ahead(walk, follow)


def _inherits(walk: Walk, at: int) -> bool:
    """ "4 left, 3 right": the number's side comes after it and no part of its own does."""
    free = not walk.units[:-1] or not isinstance(walk.units[-2], Anchor) or walk.units[-2].clause != walk.clause
    return walk.last_part is not None and free and walk.cat(at + 2) in (None, Cat.STOPPER, Cat.AND)


def at_letter(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    after = walk.past(at + 1, Cat.GLUE)
    glued_behind = lex.glued and walk.cat(at - 1) is Cat.NUMBER
    if walk.cat(after) not in (Cat.NUMBER, Cat.RANGE) and not glued_behind:
        walk.leave(lex)
        return at + 1
    walk.units.append(Anchor("effort" if lex.value == "e" else "sore", lex.start, lex.end, walk.clause, word="sore"))
    return at + 1


def at_effort(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    if (
        walk.exercise
        and walk.exercise.number is None
        and not any(isinstance(one, Number) and one.start > walk.exercise.start for one in walk.units)
    ):
        return at + 1
    walk.units.append(Anchor("effort", lex.start, lex.end, walk.clause))
    return at + 1


def at_hard(walk: Walk, at: int) -> int:
    start = at
    degree = ""
    while walk.cat(at) is Cat.DEGREE:
        degree = "extreme" if degree == "strong" == walk.lexes[at].value else walk.lexes[at].value
        at += 1
    if walk.cat(at) is not Cat.HARD:
        return at
    lex = walk.lexes[at]
    after = walk.past(at + 1, Cat.GLUE)
    run_near = any(
        one.cat is Cat.QUANTITY and one.value[1] in ("km", "mi") for one in walk.lexes[max(0, at - 2) : at + 3]
    )
    if run_near or walk.cat(at + 1) is Cat.TO:
        walk.leave(*walk.lexes[start : at + 1])
    elif walk.exercise and walk.cat(after) is not Cat.EFFORT:
        about = walk.exercise.ids[0] if len(walk.exercise.ids) == 1 else ""
        walk.problem(Trouble.needs_score, walk.exercise.start, lex.end, about)
        walk.exercise.denied = True
    else:
        walk.hard.append((hardness(lex.value, degree), walk.lexes[start].start, lex.end))
        if walk.cat(after) is Cat.EFFORT and walk.cat(walk.past(after + 1, Cat.GLUE)) not in (
            Cat.NUMBER,
            Cat.RANGE,
        ):
            return after + 1
    return at + 1
