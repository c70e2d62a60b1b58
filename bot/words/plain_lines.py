"""Plain lines, for screen readers: no tables and no emoji, in whatever a dialogue says."""

from __future__ import annotations

import re

from adapters.messages import Button, Card, Line, Message, Span, Text
from adapters.tables import cells, is_row
from core.records import replace

_SYMBOL = re.compile("[\U0001f300-\U0001faff\u25b6\u25c0]\ufe0f? ?")
_ORDINAL = re.compile(r"\d{1,2}")
_EMPTY = ("", "–")


def in_plain_lines(message: Message) -> Message:
    """The message with each row of a table as a sentence's worth of words, and without its emoji."""
    if not isinstance(message, Card | Text):
        return message
    rows = tuple(tuple(_button(one) for one in row) for row in message.rows)
    lines = tuple(_line(one) for one in message.lines)
    message = replace(message, lines=lines, rows=rows)
    return replace(message, title=_spoken(message.title)) if isinstance(message, Card) else message


def _line(line: Line) -> Line:
    if not is_row(line):
        return Line(tuple(Span(_spoken(one.text), one.mark) for one in line.spans))
    said = [one for one in map(_spoken, cells(line)) if one not in _EMPTY]
    if said and _ORDINAL.fullmatch(said[0]):
        said[:2] = [" ".join(said[:2])]
    return Line((Span(", ".join(said)),))


def _button(button: Button) -> Button:
    label = _spoken(button.label)
    return replace(button, label=label) if label and label != button.label else button


def _spoken(text: str) -> str:
    return _SYMBOL.sub("", text)
