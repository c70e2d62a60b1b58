"""Parts of the body with their side and their words, in any order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.grammar.anatomy import PLURAL, SIDES, Part
from bot.grammar.lexicon import Cat
from bot.grammar.problem import Trouble
from bot.grammar.walk.moments import leave_moment, moment_at
from bot.grammar.walk.notes import Anchor, Number, Walk, Word
from core.body import Region, Side


def at_part(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    taken = part_group(walk, at)
    if taken is None:
        if lex.cat not in (Cat.BACK, Cat.SIDE):
            walk.leave(lex)
        return at + 1
    anchor, end = taken
    if anchor.what == "side":
        side = anchor.parts[0][1]
        follows_number = walk.number_near(end)
        if walk.last_part is not None and side and follows_number:
            anchor = same_part(walk, walk.last_part, side, anchor.start, anchor.end)
        elif lex.cat is Cat.LETTER and follows_number and not anchor.word:
            number = walk.past(end, Cat.GLUE)
            walk.problem(Trouble.needs_part, lex.start, walk.lexes[number].end)
            return number + 1
        elif not follows_number or (lex.cat is Cat.LETTER):
            if walk.cat(end) is Cat.UNKNOWN:
                walk.units.append(Word(lex.start, lex.end, walk.clause))
            if anchor.word:
                walk.leave(lex)
            return end
    nxt = walk.past(end, Cat.GLUE)
    if anchor.number is None and _denial_behind(walk, nxt):
        anchor.denied = True
        end = nxt + 1
        quality = walk.past(end, Cat.GLUE, Cat.DEGREE)
        if walk.lexes[nxt].cat is Cat.NO and walk.cat(quality) is Cat.QUALITY:
            anchor.word, end = _stricter(anchor.word, walk.lexes[quality].value), quality + 1
        behind = moment_at(walk, end)
        if behind > end:
            return leave_moment(walk, at, behind)
    elif anchor.what == "sore" and anchor.word in ("tight", "ache") and walk.cat(nxt) not in (Cat.NUMBER, Cat.RANGE):
        # "felt stiff" without a part or number is a feeling, not an answer.
        anchor.adjective = True
    if walk.cat(end) is Cat.HARD and not anchor.denied and anchor.what == "part":
        walk.leave(walk.lexes[end])
        end += 1
    walk.units.append(anchor)
    if anchor.what == "part":
        walk.last_part = anchor
        end = _trailing(walk, anchor, end)
        exercise = walk.exercise
        if exercise and len(exercise.ids) == 1 and not exercise.denied and not _numbered_since(walk, exercise):
            # "squats: knee 4", "heel raises hurt my achilles 3"
            walk.during.extend((part.region, exercise.ids[0]) for part, _, _ in anchor.parts if part.region)
            exercise.denied, walk.exercise = True, None
    return end


def is_part_ahead(walk: Walk, at: int) -> bool:
    """Whether a part follows, with only small words and sides between."""
    at = walk.past(at, Cat.GLUE, Cat.DEGREE, Cat.IN, Cat.SIDE, Cat.LETTER, Cat.QUALITY)
    return walk.cat(at) is Cat.PART or (walk.cat(at) is Cat.BACK)


def part_group(walk: Walk, at: int) -> tuple[Anchor, int] | None:
    """A part with its side and its words, in any order: "left knee pain", "pain 4 in my right knee"."""
    anchor = Anchor("part", walk.lexes[at].start, walk.lexes[at].end, walk.clause)
    side: Side | None = None
    end = at
    seen = False
    number: Number | None = None
    new_parts: list[tuple[Part, str]] = []
    while at < len(walk.lexes):
        lex = walk.lexes[at]
        if lex.cat is Cat.QUALITY:
            if seen and is_part_ahead(walk, at + 1) and _directly(walk, at + 1):
                break
            anchor.word = _stricter(anchor.word, lex.value)
            anchor.adjective = anchor.adjective or lex.text in ("sore", "tight", "stiff", "tender")
        elif lex.cat is Cat.SIDE or (lex.cat is Cat.LETTER and lex.value in ("l", "r")):
            if seen and is_part_ahead(walk, at + 1) and walk.cat(walk.past(at + 1, Cat.GLUE)) is Cat.PART:
                break
            if (
                lex.cat is Cat.LETTER
                and not seen
                and walk.cat(walk.past(at + 1, Cat.GLUE)) not in (Cat.PART, Cat.NUMBER)
            ):
                break
            if side and seen:
                break
            side = SIDES.get(lex.value)
        elif lex.cat is Cat.PART or (lex.cat is Cat.BACK and _is_region(walk, at)):
            if seen:
                break
            part = lex.value if lex.cat is Cat.PART else Part(Region.lower_back)
            new_parts.append((part, lex.text))
            seen = True
        elif (
            lex.cat is Cat.SLASH
            and seen
            and side is None
            and walk.cat(at + 1) is Cat.SIDE
            and not is_part_ahead(walk, at + 2)
        ):
            at += 1
            continue
        elif lex.cat in (Cat.AND, Cat.SLASH, Cat.PLUS) and seen:
            follow = walk.past(at + 1, Cat.GLUE, Cat.SIDE)
            if walk.cat(follow) is not Cat.PART:
                break
            if anchor.word and not anchor.adjective:
                break
            anchor.parts.extend(_sided(new_parts, side))
            new_parts, side, seen = [], None, False
            at += 1
            continue
        elif lex.cat in (Cat.NUMBER, Cat.RANGE) and not seen and anchor.word and number is None:
            follow = walk.past(at + 1, Cat.GLUE)
            if not is_part_ahead(walk, follow) or not (walk.cat(follow) is Cat.IN or _lonely_part(walk, follow)):
                break
            number = walk.number(lex)
        elif lex.cat in (Cat.GLUE, Cat.DEGREE, Cat.IN, Cat.OF, Cat.DASH):
            if lex.cat is Cat.IN and walk.cat(walk.past(at + 1, Cat.GLUE)) is Cat.EXERCISE:
                break
            at += 1
            continue
        else:
            break
        at += 1
        end = at
    anchor.parts.extend(_sided(new_parts, side))
    if end == 0 or not (anchor.parts or anchor.word or side):
        return None
    anchor.end = walk.lexes[end - 1].end
    if not anchor.parts and side:
        anchor.parts = [(Part(None), side, False)]
        anchor.what = "side"
    elif not anchor.parts:
        anchor.what = "pain" if anchor.word == "pain" else "sore"
    if number:
        walk.units.append(number)
        anchor.number, anchor.certain, number.bound = number, True, True
    return anchor, end


def _lonely_part(walk: Walk, at: int) -> bool:
    """ "pain 4 right knee": whether the part ahead has no number of its own behind it."""
    at = walk.past(at, Cat.GLUE, Cat.DEGREE, Cat.SIDE, Cat.LETTER)
    if walk.cat(at) is not Cat.PART:
        return False
    return walk.cat(walk.past(at + 1, Cat.GLUE, Cat.QUALITY, Cat.SIDE, Cat.LETTER)) in (None, Cat.STOPPER)


def _directly(walk: Walk, at: int) -> bool:
    """Whether the next thing with a meaning is a part or a side, without "in" or "of" before it."""
    while walk.cat(at) in (Cat.GLUE, Cat.DEGREE):
        at += 1
    return walk.cat(at) in (Cat.PART, Cat.SIDE)


def _is_region(walk: Walk, at: int) -> bool:
    """ "back" is a part beside "my", a number, or a word for soreness; else it is "back on Tuesday"."""
    before, after = at - 1, walk.past(at + 1, Cat.GLUE, Cat.DEGREE)
    if walk.cat(before) is Cat.GLUE and walk.lexes[before].text in ("my", "the") and walk.cat(after) is not Cat.TO:
        return True
    near = (walk.cat(before), walk.cat(walk.past(at + 1, Cat.GLUE)), walk.cat(after))
    return bool({Cat.QUALITY, Cat.NUMBER, Cat.RANGE} & {*near[1:]} or near[0] is Cat.QUALITY)


def _sided(parts: Sequence[tuple[Part, str]], side: Side | None) -> list[tuple[Part, Side | None, bool]]:
    return [(part, side or part.side, tuple(text.split()) in PLURAL) for part, text in parts]


def same_part(walk: Walk, last: Anchor, side: Side, start: int, end: int) -> Anchor:
    parts: list[tuple[Part, Side | None, bool]] = [(part, side, False) for part, _, _ in last.parts]
    return Anchor("part", start, end, walk.clause, parts, last.word)


def _numbered_since(walk: Walk, anchor: Anchor) -> bool:
    return any(isinstance(one, Number) and one.start > anchor.start and not one.bound for one in walk.units)


def _denial_behind(walk: Walk, at: int) -> bool:
    """ "soreness: none", "knee? no", "knee not sore"."""
    if walk.cat(at) is Cat.NO and walk.lexes[at].text in ("not", "no longer", "never", "not really"):
        follow = walk.past(at + 1, Cat.GLUE, Cat.DEGREE)
        return walk.cat(follow) is Cat.QUALITY and not is_part_ahead(walk, follow + 1)
    cat = walk.cat(at)
    if cat is Cat.NOTHING:
        return True
    ends = walk.cat(at + 1) in (None, Cat.STOPPER, Cat.AND)
    return cat is Cat.NO and walk.lexes[at].text in ("no", "not any") and ends


def _trailing(walk: Walk, anchor: Anchor, end: int) -> int:
    """ "knee 5 pain", "achilles 4 left": a word or side behind the number still belongs to the part."""
    number_at = walk.past(end, Cat.GLUE)
    if anchor.number is not None or walk.cat(number_at) not in (Cat.NUMBER, Cat.RANGE):
        return end
    after = walk.past(number_at + 1, Cat.GLUE)
    if after != number_at + 1 and walk.lexes[after - 1].text not in ("(", "the", "on"):
        return end
    if walk.cat(after) is Cat.IN and walk.lexes[after].text == "on":
        after = walk.past(after + 1, Cat.GLUE)
    lex = walk.lexes[after] if after < len(walk.lexes) else None
    bracketed = walk.lexes[after - 1].text == "(" and after + 1 < len(walk.lexes) and walk.lexes[after + 1].text == ")"
    if lex is None or (not bracketed and (is_part_ahead(walk, after + 1) or walk.number_near(after + 1))):
        return end
    if lex.cat is Cat.QUALITY:
        anchor.word = _stricter(anchor.word, lex.value)
    elif (lex.cat is Cat.SIDE or (lex.cat is Cat.LETTER and lex.value in ("l", "r"))) and not any(
        side for _, side, _ in anchor.parts
    ):
        anchor.parts = [(part, SIDES.get(lex.value), plural) for part, _, plural in anchor.parts]
    else:
        return end
    made = walk.number(walk.lexes[number_at], bound=True)
    walk.units.append(made)
    anchor.number, anchor.certain = made, True
    anchor.end = lex.end
    return after + 1


def _stricter(one: str, other: str) -> str:
    order = ("", "sore", "tight", "ache", "pain")
    return max(one, other, key=order.index)
