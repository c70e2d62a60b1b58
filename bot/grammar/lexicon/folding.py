"""Numbers with what belongs to them: a scale, a unit, another end, letters run together with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.grammar.lexicon.meanings import Cat, Lex

MASSES = ("kg", "lb")


def known_blobs_only(found: list[Lex]) -> list[Lex]:
    """Letters and digits run together mean something only in known shapes: "e7", "s3", "rpe7", "8k", "7e"."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].glued and _solid(found[end]) and _solid(found[end - 1]):
            end += 1
        if end - at > 1 and not _known_blob(found[at:end]):
            for lex in found[at:end]:
                lex.cat = Cat.UNKNOWN
        at = end
    return found


def _solid(lex: Lex) -> bool:
    return lex.text[:1].isalnum()


def _known_blob(blob: Sequence[Lex]) -> bool:
    shape = [lex.cat for lex in blob]
    known = (Cat.EFFORT, Cat.LETTER, Cat.QUALITY, Cat.PART, Cat.SIDE)
    if shape[0] is not Cat.NUMBER:
        pairs = [shape[number : number + 2] for number in range(0, len(shape), 2)]
        return all(len(pair) == 2 and pair[0] in known and pair[1] is Cat.NUMBER for pair in pairs)
    if len(blob) == 2:
        return shape[1] in (*known, Cat.UNIT, Cat.TIMES, Cat.GLUE, Cat.REASON) or blob[1].text in ("ish", "out")
    if shape[-1] is Cat.UNIT and blob[-1].value in MASSES and len(blob) in (4, 6):
        # "2x12kg", "3x8x12kg"
        shape.pop()
    return len(shape) in (3, 5) and set(shape[::2]) == {Cat.NUMBER} and set(shape[1::2]) == {Cat.TIMES}


def fold(found: list[Lex]) -> list[Lex]:
    out: list[Lex] = []
    at = 0
    while at < len(found):
        lex = found[at]
        if lex.cat is Cat.NUMBER:
            length, folded = _folded(found, at, out)
            out.append(folded)
            at += length
        else:
            out.append(lex)
            at += 1
    return out


def _folded(found: Sequence[Lex], at: int, before: Sequence[Lex]) -> tuple[int, Lex]:
    """One number with what belongs to it: its scale, its unit, its other end."""
    lex = found[at]
    cats = [one.cat for one in found[at : at + 6]]
    texts = [one.text for one in found[at : at + 6]]

    def made(cat: Cat, value: Any, length: int) -> tuple[int, Lex]:
        return length, Lex(cat, value, lex.start, found[at + length - 1].end, lex.text, lex.glued)

    if cats[1:4] == [Cat.UNIT, Cat.SLASH, Cat.LETTER] and texts[1] == "m" and texts[3] == "s":
        return made(Cat.VELOCITY, lex.value, 4)
    if cats[1:4] == [Cat.UNIT, Cat.SLASH, Cat.UNIT] and texts[1] == "m":
        return made(Cat.VELOCITY, lex.value, 4)
    if texts[1:3] == ["point", *texts[2:3]] and cats[2:3] == [Cat.NUMBER] and 0 <= found[at + 2].value < 10:
        return made(Cat.NUMBER, lex.value + found[at + 2].value / 10, 3)
    if cats[1:2] == [Cat.AND] and texts[2:4] == ["a", "half"]:
        return made(Cat.NUMBER, lex.value + 0.5, 4)
    if cats[1:2] == [Cat.AND] and texts[2:3] == ["half"]:
        return made(Cat.NUMBER, lex.value + 0.5, 3)
    if cats[1:3] == [Cat.GLUE, Cat.PART_OF_IT] and texts[1] == "a" and texts[2] == "half":
        return made(Cat.NUMBER, lex.value + 0.5, 3)
    if cats[1:5] == [Cat.SLASH, Cat.NUMBER, Cat.SLASH, Cat.NUMBER]:
        return made(Cat.RANGE, None, 5)
    if cats[1:2] and (cats[1] in (Cat.SLASH, Cat.OF) or texts[1] == "from") and cats[2:3] == [Cat.NUMBER]:
        return _ratio(found, at, before, made)
    if cats[1:4] == [Cat.NUMBER, Cat.SLASH, Cat.NUMBER] and (found[at + 1].value, found[at + 3].value) == (1, 2):
        return made(Cat.NUMBER, lex.value + 0.5, 4)
    arrow = 1 if texts[1:3] in (["=", ">"], ["-", ">"]) else 0
    if (arrow and cats[3:4] == [Cat.NUMBER]) or (texts[1:2] in (["vs"], ["versus"]) and cats[2:3] == [Cat.NUMBER]):
        return made(Cat.RANGE, None, 3 + arrow)
    if before and before[-1].cat is Cat.PLUS and lex.glued and len(before) == 1:
        return made(Cat.RANGE, None, 1)
    then = next((number for number in (1, 2) if texts[number : number + 1] and texts[number] in _THEN), 0)
    if then and cats[then + 1 : then + 2] == [Cat.NUMBER] and (then == 1 or texts[1] == "("):
        return made(Cat.RANGE, None, then + 2)
    doubt = 2 if texts[1:2] == [","] else 1
    unsure = texts[doubt : doubt + 1] and texts[doubt] in _MAYBE and cats[doubt + 1 : doubt + 2] == [Cat.NUMBER]
    if unsure and abs(lex.value - found[at + doubt + 1].value) <= 1:
        # "6 maybe 7" is one number that is not sure; "7, maybe 3" are two.
        return made(Cat.RANGE, _between(lex.value, found[at + doubt + 1].value), doubt + 2)
    if texts[1:2] == ["("] and cats[2:3] == [Cat.NUMBER] and found[at + 2].value == lex.value:
        return made(Cat.NUMBER, lex.value, 3)
    if cats[1:3] == [Cat.AND, Cat.NUMBER] and before and before[-1].text == "between":
        return made(Cat.RANGE, _between(lex.value, found[at + 2].value), 3)
    if cats[1:2] and cats[1] in (Cat.DASH, Cat.TO, Cat.OR) and cats[2:3] == [Cat.NUMBER]:
        if cats[1] is Cat.DASH and cats[3:5] == [Cat.DASH, Cat.NUMBER]:
            return made(Cat.UNKNOWN, None, 5)
        # "3-4 sets" are a number of something.
        of_units = cats[3:4] == [Cat.UNIT]
        return made(Cat.RANGE, None if of_units else _between(lex.value, found[at + 2].value), 3)
    if cats[1:2] == [Cat.DASH] and cats[2:3] == [Cat.STOPPER]:
        return made(Cat.RANGE, None, 2)
    if cats[1:4] == [Cat.TIMES, Cat.NUMBER, Cat.UNIT] and found[at + 3].value in MASSES:
        # "2 x 12 kg" are two of twelve, or two sets with it.
        return made(Cat.QUANTITY, (found[at + 2].value, found[at + 3].value), 4)
    if cats[1:3] == [Cat.NUMBER, Cat.UNIT] and texts[0] == "two" and found[at + 2].value in MASSES:
        return made(Cat.QUANTITY, (found[at + 1].value, found[at + 2].value), 3)
    if cats[1:3] == [Cat.TIMES, Cat.NUMBER]:
        return made(Cat.SETS_REPS, (lex.value, found[at + 2].value), 3)
    if cats[1:2] == [Cat.PLUS] and found[at + 1].glued and cats[2:3] != [Cat.NUMBER]:
        return made(Cat.RANGE, None, 2)
    if before and before[-1].cat is Cat.MORE_LESS:
        before[-1].cat = Cat.GLUE
        return made(Cat.RANGE, None, 1)
    if cats[1:2] == [Cat.UNIT]:
        unit = found[at + 1].value
        if unit == "sets" and cats[2:4] == [Cat.OF, Cat.NUMBER]:
            # "2 sets out of 3" is a share; "2 sets of 3" may be three repetitions each.
            share = texts[2] == "out of" or any(one.cat in (Cat.DID, Cat.ONLY) for one in before[-3:])
            return made(Cat.SHARE, (lex.value, found[at + 3].value, "sets" if share else "?"), 4)
        if unit == "percent":
            return made(Cat.PERCENT, lex.value, 2)
        return made(Cat.VELOCITY, lex.value, 2) if unit == "m/s" else made(Cat.QUANTITY, (lex.value, unit), 2)
    if cats[1:2] == [Cat.REASON] and found[at + 1].glued:
        return made(Cat.UNKNOWN, None, 2)
    return 1, lex


def _between(low: float, high: float) -> tuple[float, float] | None:
    """Two neighbours say how much, to half a point; what lies further apart is no answer."""
    halves = low * 2 == int(low * 2) and high * 2 == int(high * 2)
    return (low, high) if halves and 0 < high - low <= 1 else None


_MAYBE = ("maybe", "perhaps", "possibly", "probably")
_THEN = ("now", "then", "was", "before")
"""Between two numbers of one thing: "knee 4 now 2"."""


def _ratio(found: Sequence[Lex], at: int, before: Sequence[Lex], made: Any) -> tuple[int, Lex]:
    """ "7/10" and "7 out of 10" are ratings; "2 of 3 sets", "did 2/3" shares; "7/3" is anybody's guess."""
    done, planned = found[at].value, found[at + 2].value
    slash = found[at + 1].cat is Cat.SLASH
    rest = found[at + 3 : at + 6]
    unit, length = "", 3
    for number, lex in enumerate(rest):
        if lex.cat is Cat.UNIT and lex.value in ("sets", "exercises", "reps", "min"):
            unit, length = lex.value, 4 + number
            break
        if lex.cat not in (Cat.GLUE, Cat.OF):
            break
    close = before[-1:] if before and before[-1].cat is Cat.STOPPER else before[-2:]
    said_did = any(lex.cat in (Cat.DID, Cat.ONLY, Cat.STOP) for lex in close)
    of_it = bool(rest) and rest[0].cat is Cat.OF
    result: tuple[int, Lex]
    if planned == 10 and not unit and not said_did:
        result = made(Cat.NUMBER, done, 3)
    elif unit or said_did or of_it or not slash:
        result = made(Cat.SHARE, (done, planned, unit), length)
    else:
        result = made(Cat.RANGE, None, 3)
    return result
