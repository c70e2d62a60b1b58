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
    if lex.cat is Cat.BARE:
        return at_load(walk, at, 0.0)
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
    elif unit in ("kg", "lb") and 0 <= value <= 500:
        return at_load(walk, at, in_kg(value, unit))
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


def in_kg(value: float, unit: str) -> float:
    return round(value * (KG_PER_LB if unit == "lb" else 1), 2)


def at_load(walk: Walk, at: int, kg: float) -> int:
    """A weight, of the exercise before it or right behind it: "squats 12 kg x 8", "12 kg on the squats"."""
    end = _past_hands(walk, at + 1)
    times = walk.amount_at(end + 1) if walk.cat(end) is Cat.TIMES else None
    reps = int(times) if times is not None and times == int(times) and 0 < times <= 200 else None
    end += 0 if reps is None else 2
    ahead = walk.past(end, Cat.GLUE, Cat.IN, Cat.DURING, Cat.OF)
    exercise = walk.exercise
    if walk.cat(ahead) is Cat.EXERCISE and (exercise is None or not right_before(walk, at) or _loaded(walk, exercise)):
        lex = walk.lexes[ahead]
        exercise = Anchor("exercise", lex.start, lex.end, walk.clause, ids=tuple(lex.value))
        walk.units.append(exercise)
        walk.exercise, end = exercise, ahead + 1
    if exercise is None:
        walk.leave(walk.lexes[at])
        return at + 1
    pair = {"pair": True} if _past_hands(walk, at + 1) > at + 1 else {}
    walk.note(exercise, kg=kg, **pair, **({} if reps is None else {"reps": reps}))
    after = walk.past(end, Cat.STOPPER)
    if reps and walk.cat(after) is Cat.NOTHING and walk.lexes[after].text.startswith("no problem"):
        # What went well is the lift.
        return after + 1
    return end


def _loaded(walk: Walk, exercise: Anchor) -> bool:
    """Whether its weight was said already."""
    return any("kg" in walk.item.get(one, {}) for one in exercise.ids)


def right_before(walk: Walk, at: int) -> bool:
    """Whether an exercise stands there, with small words between at most."""
    at -= 1
    while walk.cat(at) in (Cat.GLUE, Cat.IN, Cat.SETS_REPS) or (walk.cat(at) and walk.lexes[at].text == "with"):
        at -= 1
    return walk.cat(at) is Cat.EXERCISE


def _past_hands(walk: Walk, at: int) -> int:
    """Behind "each", "per hand", "in each hand": a weight is told for each hand anyway."""
    words = [one.text for one in walk.lexes[at : at + 3]]
    first = 1 if words[:1] == ["in"] else 0
    each, held = (*words[first:], "", "")[:2]
    if held in _HELD and each in ("each", "per", "a", "both"):
        return at + first + 2
    return at + 1 if each in ("each", "apiece") and not first else at


_HELD = ("hand", "hands", "side", "arm", "dumbbell", "dumbbells", "kettlebell", "bell", "bells")


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
