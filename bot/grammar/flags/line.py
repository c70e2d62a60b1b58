"""The message as one line of words, spelled right, with "|" between its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.grammar.anatomy import WORDS as PART_WORDS, Named
from bot.grammar.flags.signs import SIGNS
from bot.grammar.text import Spelling, Token, listed
from core.body import Side

_MEANINGS = {
    word: word
    for word in re.findall(
        r"[a-z]{5,}",
        " ".join(sign.source for sign in SIGNS) + " " + " ".join(word for sign in SIGNS for word in sign.words),
    )
} | {word: word for word in PART_WORDS}
_LOOKALIKES = listed(
    """these normal angle angles angled paint point points cheat chess crest stoke stokes strike grown groan grain waist
    twist thing things think thinks kneel kneels shine shines quite quiet quit stead steady stress dress press pressed
    fainter forever never sever several walks walking weigh weighs weights hoping hoped hope shopping popular hot hit
    hurdle hurdles looked looking blocked blocking clocked rocked limit limits limited lumping bumping jumping pumping
    resting nesting testing vesting bonus bones chased chests should shoulder heavy heaven swelling dwelling caves
    carves halves valves sight right tight night might fight light lights lighter eight weight beast breast breasts
    breath breathe breaths breach brother black block back clock number numbers lumber member tempo temple slower
    slowed sharp share shape stair stairs start started stated state states still steel steps stops stuck stick
    sticks blind bling poppy pressup pressups tingle single singles mingle singled worse horse worth worked walked
    talked concussion concussed"""
)
_SPELLING = Spelling(_MEANINGS, _LOOKALIKES)

_SEPARATORS = {",": "|", ";": "|", ".": "|", "\n": "|", "!": "|", "?": "?", "&": "and", "+": "and", "(": "|", ")": "|"}


@dataclass(frozen=True, slots=True)
class Line:
    """The message in one line of words, and for each word its place in that line and in the cleaned text."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    spans: Sequence[tuple[int, int]]

    def at(self, position: int) -> int:
        """The number of the word at a place of the line."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] <= position:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)


def line_of(cut: Iterable[Token]) -> Line:
    """The line that the signs are looked for in."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for token in cut:
        if token.kind == "word":
            word = _SPELLING.right(token.text)
        elif token.kind == "number":
            word = f"{token.value:g}"
        elif token.text in (":", "=", "-", "/"):
            word = "" if token.glued else "|" if token.text == "-" else ""
        else:
            word = _SEPARATORS.get(token.text, "")
        if word and not (word == "|" and words and words[-1] == "|"):
            words.append(word)
            spans.append((token.start, token.end))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return Line(" ".join(words), words, starts, spans)


_ENOUGH = 60
"""Places that one pattern is followed to: after so many of the same phrase the message says nothing new."""


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a pattern begins to fit, overlapping ones too: in "no swelling but my knee locks" a knee is named twice."""
    at = 0
    for _ in range(_ENOUGH):
        match = pattern.search(text, at)
        if match is None:
            return
        yield match
        at = match.start() + 1


def clause(line: Line, first: int, end: int) -> str:
    """The clause or clauses that the words from `first` to before `end` stand in."""
    return " ".join(line.words[clause_start(line, first) : clause_end(line, end)])


def clause_start(line: Line, first: int) -> int:
    """The first word of the clause of `first`."""
    while first > 0 and line.words[first - 1] not in ("|", "?"):
        first -= 1
    return first


def clause_end(line: Line, end: int) -> int:
    """The place behind the clause that `end` stands in."""
    while end < len(line.words) and line.words[end] not in ("|", "?"):
        end += 1
    return end


def side_in(named: Sequence[Named], line: Line, low: int, high: int) -> Side:
    """The one side that these parts, or else the words between, speak of; both where it is not one."""
    sides = {one.side for one in named if one.side}
    if not sides:
        sides = {Side(word) for word in line.words[low:high] if word in ("left", "right")}
    return next(iter(sides)) if len(sides) == 1 else Side.both
