"""A message cut into its meanings."""

from __future__ import annotations

from collections.abc import Sequence

from bot.grammar.exercise_names import Names
from bot.grammar.lexicon.folding import fold, known_blobs_only
from bot.grammar.lexicon.meanings import Cat, Lex
from bot.grammar.lexicon.vocabulary import FIRST_WORDS, LONGEST, PHRASES, SPELLING
from bot.grammar.text import NUMBER_WORDS, Token


def cut(parts: Sequence[Token], names: Names) -> list[Lex]:
    """The message as meanings, in order, numbers already folded ("7/10", "2 of 3 sets", "0.45 m/s")."""
    words = [
        SPELLING.right(one.text) if one.kind == "word" and one.text not in names.words else one.text for one in parts
    ]
    found: list[Lex] = []
    at = 0
    while at < len(parts):
        token = parts[at]
        if token.kind == "number":
            found.append(_number(parts, at, found))
            at += 1
        elif token.kind == "mark":
            found.append(_mark(token, parts, at, found))
            at += 1
        else:
            length, lex = _meaning(parts, words, at, names)
            found.append(lex)
            at += length
    return fold(known_blobs_only(found))


def _number(parts: Sequence[Token], at: int, found: Sequence[Lex]) -> Lex:
    token = parts[at]
    value = token.value
    previous = parts[at - 1] if at else None
    if (previous and previous.text == "-" and token.glued and not (previous.glued and at >= 2)) or (
        previous and previous.text in ("minus", "negative")
    ):
        value = -value
        found[-1].cat = Cat.GLUE
    return Lex(
        Cat.NUMBER,
        value,
        token.start if value >= 0 else previous.start if previous else token.start,
        token.end,
        token.text,
        token.glued,
    )


_MARKS = {
    "/": Cat.SLASH,
    "-": Cat.DASH,
    "&": Cat.AND,
    "+": Cat.PLUS,
    "<": Cat.MORE_LESS,
    ">": Cat.MORE_LESS,
    "%": Cat.UNIT,
    "*": Cat.TIMES,
}

_TAKES_NUMBER = (Cat.PART, Cat.SIDE, Cat.EXERCISE, Cat.EFFORT)


def _mark(token: Token, parts: Sequence[Token], at: int, found: Sequence[Lex]) -> Lex:
    cat, value = _MARKS.get(token.text, Cat.GLUE), ""
    following = parts[at + 1] if at + 1 < len(parts) else None
    spaced = token.text == "-" and not token.glued and not (following and following.glued)
    if spaced and found and following and following.kind == "number" and found[-1].cat in _TAKES_NUMBER:
        cat = Cat.GLUE
    elif spaced or token.text in ",;.!\n|":
        cat = Cat.STOPPER
    elif token.text == "%":
        value = "percent"
    return Lex(cat, value, token.start, token.end, token.text, token.glued)


def _meaning(parts: Sequence[Token], words: Sequence[str], at: int, names: Names) -> tuple[int, Lex]:
    """The longest meaning that begins at a word; an exercise goes before an equally long part."""
    run = []
    for number in range(at, min(at + 10, len(parts))):
        if parts[number].kind == "word":
            run.append(words[number])
        elif parts[number].text == "-" and parts[number].glued and number + 1 < len(parts) and parts[number + 1].glued:
            run.append("-")
        else:
            break
    plain = [one for one in run if one != "-"]
    length, cat, value = 0, Cat.UNKNOWN, None
    if plain[0] in FIRST_WORDS:
        for count in range(min(LONGEST, len(plain)), 0, -1):
            hit = PHRASES.get(tuple(plain[:count]))
            if hit:
                length, (cat, value) = count, hit
                break
    in_a_row = at and words[at - 1] == "a" and plain[0] == "row"
    exercise = None if in_a_row else names.at(plain, 0) or (None if length else names.by_rare_word(plain))
    if exercise and exercise.length >= length and not (cat in (Cat.SKIP,) and not exercise.ids):
        length, cat, value = exercise.length, Cat.EXERCISE, exercise.ids
    if not length:
        length = 1
        if plain[0] in NUMBER_WORDS:
            cat, value = Cat.NUMBER, NUMBER_WORDS[plain[0]]
        elif SPELLING.torn(plain[0]):
            value = "torn"
    elif cat is Cat.GLUE and plain[0] == "one" and _counts(words, at):
        cat, value = Cat.NUMBER, 1.0
    # Dashes inside the phrase ("b-stance", "pain-free") were left out while matching.
    taken, tokens = 0, 0
    while taken < length:
        taken += run[tokens] != "-"
        tokens += 1
    first, last = parts[at], parts[at + tokens - 1]
    return tokens, Lex(cat, value, first.start, last.end, " ".join(plain[:length]), first.glued)


def _counts(words: Sequence[str], at: int) -> bool:
    """Whether "one" is a number here: after "effort" or "soreness", or before "of" or "out of" a number."""
    before = PHRASES.get((words[at - 1],), (None,))[0] if at else None
    after = words[at + 1] if at + 1 < len(words) else ""
    return before in (Cat.EFFORT, Cat.QUALITY) or after in ("of", "out", "/", "set", "rep")
