"""One splitter for all platforms: a message too long for its platform becomes several, cut where a reader would cut.

Blocks (parted by blank lines) stay together if they can, then lines, then words. A table's row is cut only where it
alone is longer than a message may be. Buttons go with the last part, which is the one a reader's eye is on.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from adapters.gateway import Limits
from adapters.messages import BLANK, Card, Line, Message, Notice, Span, Text, line, quiet, strong

Measure = Callable[[Line], int]
"""How much of the platform's limit a line takes up, markup included where the platform counts it."""


def units(text: str) -> int:
    """The length in UTF-16 units: never less than what a platform counts, whichever way it counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain_length(one: Line) -> int:
    """The measure of a platform that counts after parsing."""
    return units(one.plain)


def lines_of(message: Message) -> tuple[Line, ...]:
    """A message as plain lines: what it says on a platform that has nothing but text."""
    match message:
        case Card():
            head = (line(strong(message.title)),) if message.title else ()
            facts = tuple(line(strong(fact.label), " ", fact.value) for fact in message.fields)
            foot = (line(quiet(message.footer)),) if message.footer else ()
            blocks = ((*head, *message.lines), facts, foot)
            return _joined([block for block in blocks if block])
        case Notice():
            return (line(message.text),)
        case _:
            return message.lines


def split(message: Message, limits: Limits, measure: Measure = plain_length) -> tuple[Message, ...]:
    """The message as parts that the platform takes, in order; one part where it fits.

    A file whose caption is too long goes ahead without one, and its lines follow as text. The parts of a card are
    cards of the same tone; the first has the title and the data, the last the buttons.
    """
    if isinstance(message, Notice):
        return (message,)
    lines = lines_of(message)
    if isinstance(message, Card | Text):
        if _size(lines, measure) <= limits.text:
            return (message,)
        chunks = _chunks(lines, limits.text, measure)
        last = len(chunks) - 1
        if isinstance(message, Text):
            return tuple(Text(chunk, message.rows if i == last else ()) for i, chunk in enumerate(chunks))
        return tuple(_card(message, chunk, first=i == 0, last=i == last) for i, chunk in enumerate(chunks))
    if _size(lines, measure) <= limits.caption:
        return (message,)
    return (replace(message, lines=(), rows=()), *split(Text(lines, message.rows), limits, measure))


def _card(whole: Card, lines: tuple[Line, ...], *, first: bool, last: bool) -> Card:
    title = ""
    # The title is the first line of the first part, unless it was so long that it had to be cut.
    if first and whole.title and lines[:1] == (line(strong(whole.title)),):
        title, lines = whole.title, lines[1:]
    return Card(title, lines, tone=whole.tone, rows=whole.rows if last else (), data=whole.data if first else None)


def _joined(blocks: Sequence[Iterable[Line]]) -> tuple[Line, ...]:
    out: list[Line] = []
    for block in blocks:
        out.extend((BLANK, *block) if out else block)
    return tuple(out)


def _size(lines: Sequence[Line], measure: Measure) -> int:
    return sum(map(measure, lines)) + max(len(lines) - 1, 0)


def _chunks(lines: Sequence[Line], limit: int, measure: Measure) -> list[tuple[Line, ...]]:
    blocks = [tuple(block) for blank, block in groupby(lines, key=lambda one: not one.plain.strip()) if not blank]
    out: list[tuple[Line, ...]] = []
    for block in blocks:
        grown = _joined([out[-1], block]) if out else block
        if _size(grown, measure) <= limit:
            out[-1:] = [grown]
        elif _size(block, measure) <= limit:
            out.append(block)
        else:
            out.extend(_by_lines(block, limit, measure))
    # A platform refuses a message of nothing but blanks.
    return [chunk for chunk in out if any(one.plain.strip() for one in chunk)] or [()]


def _by_lines(block: Iterable[Line], limit: int, measure: Measure) -> list[tuple[Line, ...]]:
    out: list[tuple[Line, ...]] = []
    for whole in block:
        one = whole
        while measure(one) > limit:
            piece, one = _cut(one, limit, measure)
            out.append((piece,))
        if out and _size((*out[-1], one), measure) <= limit:
            out[-1] = (*out[-1], one)
        else:
            out.append((one,))
    return out


def _cut(one: Line, limit: int, measure: Measure) -> tuple[Line, Line]:
    """As much of a line as fits, and the rest: between words, else between letters, never inside one."""
    text = one.plain
    fits = bisect_right(range(1, len(text)), limit, key=lambda n: measure(_slice(one, 0, n)))
    at = max(text.rfind(" ", 0, fits + 1), text.rfind("\n", 0, fits + 1))
    if at > fits // 2:
        return _slice(one, 0, at), _slice(one, at + 1, len(text))
    at = fits
    while at > 1 and (_joins(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    at = at if at > 1 else max(fits, 1)
    return _slice(one, 0, at), _slice(one, at, len(text))


def _joins(char: str) -> bool:
    """Whether a character belongs to the letter before it: accents, emoji variations, skin tones, joiners."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= char <= "\U0001f3ff"


def _slice(one: Line, start: int, end: int) -> Line:
    out: list[Span] = []
    at = 0
    for span in one.spans:
        text = span.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            out.append(Span(text, span.mark))
        at += len(span.text)
    return Line(tuple(out))
