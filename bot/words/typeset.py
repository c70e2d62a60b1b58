"""What a platform must know of the words in a message, told in the message: a platform knows nothing of doses.

What has to stand on one line is held together by no-break spaces, and what asks for a number says up to which.
"""

from __future__ import annotations

import re
from functools import lru_cache

from adapters.messages import Card, Field, Line, Mark, Message, Notice, Span, Text
from adapters.tables import is_row
from core.records import replace

_TOGETHER = re.compile(
    # 3 × 8 / side with 2 × 8 kg
    r"(?<=\d) (?=×)|(?<=×) (?=\d)|(?<=\d) (?=(?:kg|lb|km|mi|m|s|min|sets?|days?)\b)|(?<=\w) (?=/ side)|(?<=/) (?=side)"
    r"| (?=with \d)|(?<=with) (?=\d)|(?<=\d s) (?=each side)|(?<=each) (?=side)"
    # rest 60 s, effort 4–5 of 10, from 0 to 10, 41 → 28 min, 24 Nov, 10 all-out in a row of · 5 hard · 10 all-out
    r"|(?<=\brest) (?=\d)|(?<=\beffort) (?=\d)|(?<=\d) (?=(?:of|to|→) \d)|(?<=\d (?:of|to)) (?=\d)|(?<=\d →) (?=\d+ )"
    r"|(?<=\d) (?=[A-Z][a-z]{2}\b)|(?<=· \d) (?=[a-z])|(?<=· \d\d) (?=[a-z])"
    r"| (?=· )"
)
_SCALE = re.compile(r"\b0\sto\s(\d+)\b[^.!]*\?")
"""How a number is asked for: "how was it, 0 to 10?"."""
_RANGE = re.compile(r"(?<=\d)\u2013(?=\d)|(?<=\b\d)-(?=\d\b)")


@lru_cache(maxsize=1024)
def bound(text: str) -> str:
    """Running text in which no line ends inside a dose ("3 × 30 s / side") or a range, or begins with a dot."""
    return _RANGE.sub("\\g<0>\u2060", _TOGETHER.sub("\u00a0", text))


def typeset(message: Message) -> Message:
    """The message with all its running text bound. Tables are left: each platform lays them out for its width."""
    if isinstance(message, Notice):
        return Notice(bound(message.text))
    lines = tuple([one if is_row(one) else Line(tuple([_span(span) for span in one.spans])) for one in message.lines])
    if not isinstance(message, Card | Text):
        return replace(message, lines=lines)
    asked = _SCALE.search(" ".join([one.plain for one in message.lines]))
    scale = int(asked[1]) if asked else message.scale
    if isinstance(message, Text):
        return replace(message, lines=lines, scale=scale)
    fields = tuple([Field(bound(one.label), bound(one.value)) for one in message.fields])
    title, footer = bound(message.title), bound(message.footer)
    return replace(message, title=title, lines=lines, fields=fields, footer=footer, scale=scale)


def _span(span: Span) -> Span:
    if span.mark is Mark.MONO or (text := bound(span.text)) == span.text:
        return span
    return Span(text, span.mark)
