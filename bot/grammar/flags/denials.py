"""When a "no" is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.grammar.anatomy import WORDS as PART_WORDS
from bot.grammar.flags.line import Line
from bot.grammar.text import listed

_DENIALS = frozenset({"no", "not", "never", "without", "neither", "nor", "zero", "0", "none"})
_MAY_STAND_BETWEEN = listed(
    """any more real sign signs of hint the my a an feel felt feeling feels get got getting had have having has been
    experience experienced notice noticed left right really actually at all in on severe major sharp is was there i
    did do does me wake woken longer other new further unusual kind or nor and either even hurt pain ache feel
    symptoms symptom problem problems issue issues with from trouble now currently today"""
)
_PLACE = frozenset(PART_WORDS) | {"in", "on", "my", "the", "left", "right", "both", "speech"}
_TURNS = ("but", "and", "though", "although", "however", "except", "yet", "still")
"""No "no" reaches over these."""
_PAINS = ("pain", "pains", "ache", "aches", "soreness", "swelling", "numbness", "tingling")
_HURTS = ("hurt", "hurts", "hurting", "aches", "ached", "ache", "woke", "wakes", "waking", "kept", "keeps")
_PART_OF_THE_SIGN = listed("reason slow settle settling stop calm mean try take bear hold bend straighten extend fully")
_BELIEVE_IT = ("like this", "like that", "like it", "this bad", "before")
_NO_AFTER = re.compile(r" (?:(?:\||\?) )?(?:no|none|nope|negative|never|nil|nah|false|0)(?: (?:\||\?)|$)")
_STILL_THERE = re.compile(r"(?<![^ ])(?:gone|better|settled|over|away|improved|stopped|cleared)(?![^ ])")


def denied(line: Line, first: int, end: int, names: Sequence[bool]) -> bool:
    """Whether a "no" stands before it ("no", "without", "did not have any ...") or as the answer behind it.

    `names` says for each word whether it belongs to a flag of its own: a "no" reaches over those along "or".
    """
    inside = line.words[first:end]
    for word, following in pairwise((*inside[1:], "")):
        if word in ("not", "never", "no") and following not in _PART_OF_THE_SIGN:
            return True
    if inside[0] in _PAINS and (inside[1:2] == ["free"] or _no_part_has_it(line, first)):
        return True
    if inside[0] in _HURTS and line.words[first - 1 : first] == ["nothing"]:
        return True
    after = line.text[line.starts[end - 1] + len(line.words[end - 1]) :]
    if any(after.startswith((f" {one}", f" | {one}")) for one in _BELIEVE_IT):
        return False
    if after.startswith(" free"):
        return True
    rest = line.words[end:]
    place = next((at for at, word in enumerate(rest) if word not in _PLACE), len(rest))
    if _NO_AFTER.match(after[sum(len(word) + 1 for word in rest[:place]) :]):
        return not _STILL_THERE.search(" ".join(inside))
    if inside[0] in _HURTS and line.words[first - 1 : first] and line.words[first - 1] in PART_WORDS:
        # "No pain running knee hurts at night": what hurts is a subject of its own.
        return line.words[first - 2 : first - 1] in (["neither"], ["nor"], ["no"])
    at = first - 1
    lists = 0
    while at >= 0 and first - at <= 14:
        word = line.words[at]
        if word in _DENIALS:
            following = line.words[at + 1] if at + 1 < len(line.words) else ""
            return following not in ("only", "just", "sure", "doubt", "better", "good", "normal", "change")
        if word in _TURNS:
            return False
        if word == "|":
            # "no chest pain, fainting or palpitations": along a list only when an "or" says that it is one.
            listed = any(one in ("or", "nor") for one in (*line.words[first - 1 : first], *line.words[end : end + 1]))
            lists += 1
            if lists > 4 or not (listed or _or_follows(line, end)):
                return False
        elif word not in _MAY_STAND_BETWEEN and not names[at]:
            return False
        at -= 1
    return False


def _no_part_has_it(line: Line, first: int) -> bool:
    """ "no left knee pain ...": nothing but the part between the no and the pain."""
    at = first - 1
    while at > 0 and line.words[at] in _PLACE:
        at -= 1
    return 0 <= at < first - 1 and line.words[at] in ("no", "without")


def _or_follows(line: Line, end: int) -> bool:
    """Whether the list goes on with "or" behind the next comma or two."""
    return any(word in ("or", "nor") for word in line.words[end : end + 6]) and line.words[end : end + 1] == ["|"]
