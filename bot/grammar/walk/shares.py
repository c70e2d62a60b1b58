"""How much of the session was done, where it ended, and why."""

from __future__ import annotations

import re

from bot.grammar.lexicon import Cat, Lex, hardness
from bot.grammar.problem import Trouble
from bot.grammar.walk.exercises import count_reps, left_undone
from bot.grammar.walk.notes import Anchor, Walk


def at_share(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    after = at + 1
    if lex.cat is Cat.SHARE:
        done, planned, unit = lex.value
        follow = walk.past(after, Cat.OF, Cat.IN, Cat.GLUE)
        exercise = walk.exercise
        if walk.cat(follow) is Cat.EXERCISE and walk.cat(after) in (Cat.OF, Cat.IN):
            found = walk.lexes[follow]
            exercise = Anchor("exercise", found.start, found.end, walk.clause, ids=tuple(found.value))
            after = follow + 1
        if unit == "?":
            walk.problem(Trouble.ambiguous, lex.start, lex.end)
        elif not 0 <= done <= planned or planned == 0 or planned > 200:
            walk.problem(Trouble.out_of_range, lex.start, lex.end)
        elif exercise and unit == "reps":
            walk.note(exercise, short=int(planned - done))
        elif exercise and unit in ("sets", ""):
            walk.note(exercise, sets=int(done))
        elif unit == "reps":
            walk.problem(Trouble.ambiguous, lex.start, lex.end)
        else:
            _tell_share(walk, done / planned, lex)
        return after
    if lex.cat is Cat.PERCENT:
        did = any(one.cat in (Cat.DID, Cat.ONLY, Cat.STOP) for one in walk.lexes[max(0, at - 3) : at + 4])
        if not did and walk.cat(after) is not Cat.OF:
            walk.problem(Trouble.ambiguous, lex.start, lex.end)
        elif not 0 <= lex.value <= 100:
            walk.problem(Trouble.out_of_range, lex.start, lex.end)
        else:
            _tell_share(walk, lex.value / 100, lex)
        return after
    if lex.cat is Cat.PART_OF_IT:
        text = walk.lexes[after].text if after < len(walk.lexes) else ""
        before = walk.lexes[at - 1].text if at else ""
        only = any(one.cat in (Cat.ONLY, Cat.DID, Cat.STOP, Cat.SKIP) for one in walk.lexes[max(0, at - 3) : at])
        if (
            (before in ("first", "second", "last", "other") and not only)
            or text in ("an", "marathon", "marathons", "kneeling", "as")
            or (walk.cat(after) is Cat.UNIT and text != "sets")
        ):
            walk.leave(lex)
        elif lex.value == 1 and walk.cat(after) in (Cat.STOPPER, Cat.GLUE) and walk.lexes[after].value == "but":
            return _all_but(walk, at)
        else:
            _tell_share(walk, lex.value, lex)
        return after
    if lex.cat is Cat.SOME_OF_IT:
        if lex.text != "most" or walk.cat(after) in (None, Cat.STOPPER, Cat.OF):
            walk.problem(Trouble.needs_share, lex.start, lex.end)
        return after
    return _at_first(walk, at)


def _all_but(walk: Walk, at: int) -> int:
    """ "did everything but the squats"."""
    follow = walk.past(at + 2, Cat.GLUE)
    if walk.cat(follow) is Cat.EXERCISE:
        left_undone(walk, walk.lexes[follow], walk.lexes[at].start)
        return follow + 1
    walk.problem(Trouble.needs_share, walk.lexes[at].start, walk.lexes[min(follow, len(walk.lexes) - 1)].end)
    return follow


def _at_first(walk: Walk, at: int) -> int:
    """ "only the first three"."""
    lex = walk.lexes[at]
    follow = walk.past(at + 1, Cat.GLUE)
    around = walk.lexes[max(0, at - 6) : follow + 4]
    only = any(one.cat in (Cat.ONLY, Cat.DID, Cat.STOP) for one in around)
    cat = walk.cat(follow)
    count = walk.lexes[follow].value if cat is Cat.NUMBER else None
    unit = ""
    if cat is Cat.QUANTITY:
        count, unit = walk.lexes[follow].value
    if only and count is not None and unit in ("", "exercises"):
        if count == int(count) and 1 <= count <= 20:
            walk.said["first_items"] = int(count)
        else:
            walk.problem(Trouble.out_of_range, lex.start, walk.lexes[follow].end)
        return follow + 1
    if only and unit == "sets":
        walk.problem(Trouble.needs_share, lex.start, walk.lexes[follow].end)
        return follow + 1
    if cat is Cat.PART_OF_IT:
        return at + 1
    return at + 1


def _tell_share(walk: Walk, share: float, lex: Lex) -> None:
    if walk.said.get("fraction", share) != share:
        walk.problem(Trouble.contradiction, lex.start, lex.end)
        walk.said["fraction"] = min(share, walk.said["fraction"])
    else:
        walk.said["fraction"] = share


_LEFT = ("forgot ", "left out")


def at_break(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    follow = walk.past(at + 1, Cat.GLUE, Cat.ONLY)
    cat = walk.cat(follow)
    if lex.cat is Cat.STOP:
        walk.said["cut_short"] = True
        walk.said["cut_place"] = (lex.start, lex.end)
        return at + 1
    if cat is Cat.EXERCISE:
        left_undone(walk, walk.lexes[follow], lex.start)
        while walk.cat(follow + 1) in (Cat.AND, Cat.SLASH) and walk.cat(follow + 2) is Cat.EXERCISE:
            follow += 2
            left_undone(walk, walk.lexes[follow], lex.start)
        return follow + 1
    if lex.text.startswith(_LEFT):
        # Of an exercise alone: "forgot the time, 6" leaves nothing out.
        walk.leave(lex)
        return at + 1
    if _skips_part(walk, follow):
        walk.problem(Trouble.needs_share, lex.start, walk.lexes[follow].end)
        return follow + 1
    amount = walk.amount_at(follow)
    rep = next((one for one in walk.lexes[follow : follow + 3] if one.text == "rep"), None)
    if lex.text == "missed" and walk.exercise and rep is not None and amount is None:
        walk.note(walk.exercise, short=1)
        return walk.lexes.index(rep) + 1
    if amount is not None and lex.text == "missed" and walk.exercise:
        count_reps(walk, walk.exercise, Cat.SHORT, amount, follow)
        return follow + 1
    if cat in (Cat.PART_OF_IT, Cat.SHARE, Cat.SOME_OF_IT) or (
        cat is Cat.QUANTITY and walk.lexes[follow].value[1] in ("sets", "reps", "exercises")
    ):
        if cat is Cat.QUANTITY:
            walk.problem(Trouble.needs_share, lex.start, walk.lexes[follow].end)
            return follow + 1
        return at + 1
    if any(one.text in ("last", "final", "first") for one in walk.lexes[at + 1 : at + 3]):
        end = min(at + 4, len(walk.lexes))
        walk.problem(Trouble.needs_share, lex.start, walk.lexes[end - 1].end)
        return end
    if walk.cat(at - 1) in (Cat.DURING, Cat.IN) or walk.lexes[at - 1].text in ("while", "when", "after", "from"):
        # "Hurt during skipping": an exercise with a rope.
        walk.leave(lex)
        return at + 1
    walk.said["skipped"] = True
    walk.said["skip_place"] = (lex.start, lex.end)
    return at + 1


def _skips_part(walk: Walk, at: int) -> bool:
    """ "skipped core", "skipped the warm-up": a part of the session, not a part that hurts."""
    if at < len(walk.lexes) and re.match(r"(?:warm|cool) ?-?(?:up|down)?\b|stretch|mobility\b", walk.lexes[at].text):
        return True
    return walk.cat(at) is Cat.PART and walk.cat(at + 1) in (None, Cat.STOPPER, Cat.AND)


def at_reason(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    if lex.text in ("ran out of time", "out of time", "ran out of steam", "time was short"):
        walk.said["cut_short"] = True
        walk.said.setdefault("cut_place", (lex.start, lex.end))
    if not walk.has_break and lex.text in ("too hard", "too tough", "too difficult"):
        if walk.exercise:
            about = walk.exercise.ids[0] if len(walk.exercise.ids) == 1 else ""
            walk.problem(Trouble.needs_score, walk.exercise.start, lex.end, about)
            walk.exercise.denied = True
            return at + 1
        walk.hard.append((hardness("hard", "strong"), lex.start, lex.end))
    elif not walk.has_break and lex.text in ("injured",):
        walk.units.append(Anchor("pain", lex.start, lex.end, walk.clause, word="pain"))
    else:
        walk.reasons.append((lex.value, lex.start, lex.end, walk.clause))
    return at + 1
