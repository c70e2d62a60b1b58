"""A message as plain text for people, with a little colour where the terminal has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adapters import tables
from adapters.messages import (
    BLANK,
    Button,
    Card,
    Document,
    Field,
    Line,
    Mark,
    Media,
    Message,
    Notice,
    Picture,
    Rows,
    Text as TextMessage,
    Tone,
    without_forms,
)

WIDTH = 88
TABLE = 66
"""Columns of a table: what half a window, a quoted block or a small screen still shows on one line."""

_TONES = {Tone.PUSH: "32", Tone.HOLD: "33", Tone.BACK_OFF: "31", Tone.ALERT: "31;1", Tone.NEUTRAL: "36"}
_MARKS = {Mark.PLAIN: "", Mark.STRONG: "1", Mark.MONO: "", Mark.QUIET: "2"}


def plain(message: Message, width: int = TABLE) -> str:
    """All that a person reads of a message, its buttons aside."""
    return "\n".join(_lines(message, width, colour=False))


def coloured(message: Message) -> str:
    return "\n".join(_lines(message, TABLE, colour=True))


def rows_of(message: Message) -> Rows:
    return () if isinstance(message, Notice) else without_forms(message.rows)


def buttons(message: Message) -> list[Button]:
    """The buttons in reading order."""
    return [one for row in rows_of(message) for one in row]


def _lines(message: Message, width: int, *, colour: bool) -> list[str]:
    match message:
        case Notice(text):
            return [safe(one) for one in text.split("\n")]
        case Card():
            title = _paint(safe(message.title), "1;" + _TONES[message.tone] if colour else "")
            body = [title, *_body(message.lines, width, colour)]
            if message.fields:
                body.append(_fields(message.fields))
            if message.footer:
                body += ["", *(_paint(safe(one), "2" if colour else "") for one in message.footer.split("\n"))]
            return body
        case Media(file_id=place):
            return [*_body(message.lines, width, colour), safe(place)]
        case TextMessage(lines) | Document(_, _, lines):
            return _body(lines, width, colour)
        case Picture():
            return [f"[{safe(message.alt)}]", *_body(message.lines, width, colour)]
    raise TypeError(message)


def _body(lines: Sequence[Line], width: int, colour: bool) -> list[str]:
    return ["".join(_span(line, colour)) for line in tables.fold(lines, width)] if lines else []


def _span(line: Line, colour: bool) -> list[str]:
    if line == BLANK:
        return [""]
    return [_paint(safe(span.text), _MARKS[span.mark] if colour else "") for span in line.spans]


def _fields(fields: Sequence[Field]) -> str:
    return " · ".join(f"{safe(one.label)}: {safe(one.value)}" for one in fields)


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060\u2066-\u2069]")


def safe(text: str) -> str:
    """Without what could steer a terminal: control characters and the marks that turn the reading direction.

    A terminal breaks its lines anywhere, so what keeps words together only stood in the way of copying and searching.
    """
    return _UNSAFE.sub("", text.replace("\u00a0", " "))
