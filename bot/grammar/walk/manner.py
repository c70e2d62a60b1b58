"""How it was moved: technique and speed."""

from __future__ import annotations

from bot.grammar.lexicon import Cat, Lex
from bot.grammar.problem import Trouble
from bot.grammar.walk.notes import Anchor, Walk


def at_form(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    quality: str | None = None
    end = at + 1
    follow = walk.past(at + 1, Cat.GLUE, Cat.DEGREE)
    if lex.cat is Cat.FORM:
        if walk.cat(at + 1) is Cat.NUMBER:
            walk.problem(Trouble.ambiguous, lex.start, walk.lexes[at + 1].end)
            return at + 2
        if walk.cat(follow) in (Cat.GOOD, Cat.TECHNIQUE):
            quality, end = walk.lexes[follow].value, follow + 1
        elif walk.cat(follow) is Cat.SPEED and walk.lexes[follow].text in ("smooth", "steady", "controlled"):
            quality, end = "clean", follow + 1
    elif walk.cat(follow) is Cat.FORM and follow == at + 1:
        quality, end = lex.value, follow + 1
    elif lex.cat is Cat.TECHNIQUE:
        article = walk.cat(at + 1) is Cat.GLUE and walk.lexes[at + 1].text in ("my", "a", "the", "his", "her")
        quality = None if article and lex.text == "broke" else lex.value
    elif lex.value == "clean" and walk.last_part is None:
        return end
    if quality is None:
        if lex.cat is not Cat.FORM and lex.value != "clean":
            walk.leave(lex)
        return end
    where = walk.past(end, Cat.IN, Cat.DURING, Cat.GLUE)
    if walk.cat(end) in (Cat.IN, Cat.DURING) and walk.cat(where) is Cat.EXERCISE:
        found = walk.lexes[where]
        walk.note(Anchor("exercise", found.start, found.end, walk.clause, ids=tuple(found.value)), technique=quality)
        return where + 1
    walk.tell("technique", quality, lex.start, walk.lexes[end - 1].end)
    return end


def at_speed(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    if lex.cat is Cat.SPEED_OF:
        follow = walk.past(at + 1, Cat.GLUE, Cat.DEGREE)
        if walk.cat(follow) in (Cat.SPEED, Cat.PACE):
            walk.tell("speed", walk.lexes[follow].value, lex.start, walk.lexes[follow].end)
            return follow + 1
        if walk.cat(follow) is Cat.NUMBER and walk.lexes[follow].value < 3 and lex.text != "tempo":
            _velocity(walk, walk.lexes[follow])
            return follow + 1
        return at + 1
    if lex.cat is Cat.VELOCITY:
        _velocity(walk, lex)
    elif lex.cat is Cat.SPEED or walk.exercise or walk.cat(walk.past(at + 1, Cat.GLUE)) in (Cat.UNIT, Cat.SPEED_OF):
        walk.tell("speed", lex.value, lex.start, lex.end)
    else:
        walk.leave(lex)
    return at + 1


def _velocity(walk: Walk, lex: Lex) -> None:
    if 0.05 <= lex.value <= 3:
        walk.tell("speed", f"{lex.value:g}", lex.start, lex.end)
    else:
        walk.problem(Trouble.out_of_range, lex.start, lex.end)
