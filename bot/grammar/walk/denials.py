"""What "no" and "nothing" take back."""

from __future__ import annotations

from bot.grammar.lexicon import Cat
from bot.grammar.problem import Trouble
from bot.grammar.walk.exercises import left_undone
from bot.grammar.walk.moments import leave_moment, moment_at
from bot.grammar.walk.notes import Walk
from bot.grammar.walk.parts import is_part_ahead, part_group


def at_no(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    follow = walk.past(at + 1, Cat.GLUE, Cat.DEGREE, Cat.NO, Cat.OR, Cat.DID)
    before = moment_at(walk, follow)
    if before > follow and walk.cat(before) is Cat.QUALITY:
        # "no night pain"
        return leave_moment(walk, at, before + 1)
    cat = walk.cat(follow)
    if cat in (Cat.QUALITY, Cat.PART, Cat.SIDE, Cat.BACK):
        taken = part_group(walk, follow)
        if taken:
            anchor, end = taken
            behind = moment_at(walk, end)
            if behind > end:
                return leave_moment(walk, at, behind)
            if anchor.what in ("sore", "pain"):
                walk.none.add(anchor.what)
                while (
                    walk.cat(end) in (Cat.OR, Cat.AND, Cat.SLASH)
                    and walk.cat(walk.past(end + 1, Cat.GLUE, Cat.NO)) is Cat.QUALITY
                ):
                    more = part_group(walk, walk.past(end + 1, Cat.GLUE, Cat.NO))
                    if more is None or more[0].what == "part":
                        break
                    walk.none.add(more[0].what)
                    end = more[1]
                return end
            if anchor.what == "part":
                anchor.denied, anchor.start = True, lex.start
                walk.units.append(anchor)
                walk.last_part = anchor
                return end
    if cat is Cat.HARD:
        walk.problem(Trouble.ambiguous, lex.start, walk.lexes[follow].end)
        return follow + 1
    if cat is Cat.REASON:
        if walk.lexes[follow].text.startswith("too "):
            walk.problem(Trouble.ambiguous, lex.start, walk.lexes[follow].end)
        return follow + 1
    if cat in (Cat.TECHNIQUE, Cat.FORM):
        end = follow + 1
        if cat is Cat.FORM:
            end = walk.past(end, Cat.GLUE)
        walk.problem(Trouble.ambiguous, lex.start, walk.lexes[min(end, len(walk.lexes)) - 1].end)
        return end
    if cat in (Cat.STOP, Cat.SKIP, Cat.GOOD):
        return follow + 1
    if cat is Cat.EXERCISE:
        left_undone(walk, walk.lexes[follow], lex.start)
        return follow + 1
    if (cat is None or cat is Cat.STOPPER) and lex.text in ("no", "none") and follow == at + 1:
        walk.answered_no = (lex.start, lex.end)
        return at + 1
    walk.leave(lex)
    return at + 1


def at_nothing(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    follow = walk.past(at + 1, Cat.GLUE, Cat.DEGREE)
    hurts = walk.past(follow, Cat.QUALITY)
    behind = moment_at(walk, hurts)
    if behind > hurts:
        return leave_moment(walk, at, behind)
    if walk.cat(follow) is Cat.QUALITY and not is_part_ahead(walk, follow):
        walk.none |= {"sore", "pain"} if lex.text.startswith(("nothing", "no")) else {"sore"}
        return hurts
    if walk.cat(follow) is Cat.IN and is_part_ahead(walk, follow):
        taken = part_group(walk, walk.past(follow, Cat.IN, Cat.GLUE))
        if taken and taken[0].what == "part":
            taken[0].denied = True
            walk.units.append(taken[0])
            return taken[1]
    if lex.text not in ("nothing", "none", "nil", "nope", "nada", "all good", "nowhere", "no where"):
        walk.none |= {"sore", "pain"}
    else:
        walk.nothing = (lex.start, lex.end)
    return at + 1
