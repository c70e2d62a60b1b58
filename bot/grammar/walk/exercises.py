"""Exercises, and the amounts that are said of them."""

from __future__ import annotations

from bot.grammar.lexicon import Cat, Lex
from bot.grammar.problem import Trouble
from bot.grammar.walk.notes import Anchor, Number, Walk
from core.units import KG_PER_LB


def at_exercise(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    before = at - 1
    while walk.cat(before) is Cat.GLUE:
        before -= 1
    anchor = Anchor("exercise", lex.start, lex.end, walk.clause, ids=tuple(lex.value))
    behind_for = walk.cat(at - 1) is Cat.GLUE and walk.lexes[at - 1].text == "for"
    while (
        walk.cat(at + 1) in (Cat.AND, Cat.SLASH, Cat.PLUS) and walk.cat(at + 2) is Cat.EXERCISE and len(lex.value) == 1
    ):
        anchor.also += tuple(walk.lexes[at + 2].value)
        anchor.end = walk.lexes[at + 2].end
        at += 2
    if (behind_for or walk.cat(before) in (Cat.IN, Cat.DURING, Cat.OF)) and walk.units:
        last = walk.units[-1]
        part = walk.last_part
        if isinstance(last, Number) and not last.bound and last.clause == walk.clause:
            near_part = any(
                isinstance(one, Anchor) and one.what == "part" and one.clause == walk.clause for one in walk.units
            )
            if not near_part:
                walk.hold(anchor, last)
                walk.exercise = anchor
                return at + 1
        if part is not None and part.clause == walk.clause and len(anchor.ids) != 1:
            walk.leave(lex)
            return at + 1
        if part is not None and part.clause == walk.clause and len(anchor.ids) == 1:
            walk.during.extend((one.region, anchor.ids[0]) for one, _, _ in part.parts if one.region)
            return at + 1
    walk.units.append(anchor)
    walk.exercise = anchor
    return at + 1


def at_amount(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    exercise = walk.exercise
    if lex.cat in (Cat.SHORT, Cat.OVER):
        follow = walk.past(at + 1, Cat.GLUE)
        follow = walk.past(at + 1, Cat.GLUE, Cat.TIMES)
        amount = walk.amount_at(follow)
        if exercise and amount is not None:
            count_reps(walk, exercise, lex.cat, amount, follow)
            return follow + 1
        walk.leave(lex)
        return at + 1
    if lex.cat is Cat.SETS_REPS:
        sets, reps = lex.value
        if exercise and sets <= 20 and reps <= 100:
            walk.note(exercise, sets=int(sets), reps=int(reps))
        else:
            walk.leave(lex)
        return at + 1
    value, unit = lex.value
    follow = walk.past(at + 1, Cat.GLUE)
    if exercise and unit == "reps" and walk.cat(follow) in (Cat.SHORT, Cat.OVER) and walk.amount_at(follow + 1) is None:
        return count_reps(walk, exercise, walk.lexes[follow].cat, value, follow)
    if exercise and unit == "reps" and walk.cat(at - 1) is Cat.PLUS:
        return count_reps(walk, exercise, Cat.OVER, value, at)
    if exercise and unit == "reps" and value == int(value) and 0 <= value <= 200:
        walk.note(exercise, reps=int(value))
    elif exercise and unit == "sets" and value == int(value) and 0 <= value <= 20:
        walk.note(exercise, sets=int(value))
    elif exercise and unit in ("kg", "lb") and 0 < value <= 500:
        walk.note(exercise, kg=round(value * (KG_PER_LB if unit == "lb" else 1), 2))
        reps = walk.amount_at(at + 2) if walk.cat(at + 1) is Cat.TIMES else None
        if reps is not None and reps == int(reps) and 10 < reps <= 200:
            # "20 kg x 15, no problem": beyond the scale it is no effort, and what went well is the lift.
            walk.note(exercise, reps=int(reps))
            after = walk.past(at + 3, Cat.STOPPER)
            well = walk.cat(after) is Cat.NOTHING and walk.lexes[after].text.startswith("no problem")
            return after + 1 if well else at + 3
    elif unit in ("sets", "exercises") and not exercise and _only_before(walk, at):
        if unit == "exercises" and value == int(value) and 1 <= value <= 20:
            walk.said["first_items"] = int(value)
        else:
            walk.problem(Trouble.needs_share, lex.start, lex.end)
    elif unit == "min" and not exercise and 0 < value <= 300:
        walk.said.setdefault("minutes", float(value))
    else:
        walk.leave(lex)
    return at + 1


def _only_before(walk: Walk, at: int) -> bool:
    return any(one.cat in (Cat.ONLY, Cat.DID, Cat.STOP) for one in walk.lexes[max(0, at - 3) : at])


def count_reps(walk: Walk, exercise: Anchor, cat: Cat, value: float, at: int) -> int:
    end = walk.past(at + 1, Cat.GLUE)
    if walk.cat(end) is Cat.UNIT and walk.lexes[end].value == "reps":
        at = end
    if value != int(value) or not 0 <= value <= 100:
        walk.problem(Trouble.out_of_range, exercise.start, walk.lexes[at].end, "".join(exercise.ids[:1]))
    else:
        walk.note(exercise, **{"short" if cat is Cat.SHORT else "over": int(value)})
    return at + 1


def left_undone(walk: Walk, exercise: Lex, start: int) -> None:
    if len(exercise.value) == 1:
        walk.item.setdefault(exercise.value[0], {})["sets"] = 0
    else:
        walk.problem(Trouble.ambiguous if exercise.value else Trouble.unknown_exercise, start, exercise.end)
