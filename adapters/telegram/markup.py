"""The neutral message as Telegram's HTML and keyboards, made for a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any

from adapters.messages import Button, Line, Mark, Rows, Span, Style
from adapters.tables import columns, is_row

PHONE_COLUMNS = 38
"""Fixed-width letters that a small phone shows on one line of a chat bubble."""

TOAST = 200
"""The longest answer to a press, in characters."""

_LABEL = 64
_PAD = 3
"""Labels up to this wide make a pad (0 to 10, days, grades): more of them fit side by side."""
_PAD_ROW = 6
_ROW = 3

_TAGS = {Mark.STRONG: "b", Mark.QUIET: "i", Mark.MONO: "code"}
_STYLES = {Style.PRIMARY: "primary", Style.DANGER: "danger", Style.ON: "success"}
# What Telegram turns into blanks or drops by itself, and halves of characters that no request can carry. Taking them
# out here keeps what we measured, what we sent and what is on the screen the same.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DROPPED = re.compile(r"[\u2028-\u202e]")
_HALF = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Text as Telegram keeps it: no control characters, no switching of the writing direction."""
    return _HALF.sub("\ufffd", _DROPPED.sub("", _CONTROL.sub(" ", text)))


def html(lines: Iterable[Line]) -> str:
    """Lines as Telegram's HTML; a run of table rows becomes one `<pre>`."""
    out: list[str] = []
    for table, run in groupby(lines, key=is_row):
        if table:
            out.append("<pre>" + "\n".join(escape(clean(one.plain), quote=False) for one in run) + "</pre>")
        else:
            out.extend("".join(map(_span, one.spans)) for one in run)
    return "\n".join(out)


def plain(lines: Iterable[Line]) -> str:
    """The same lines without any markup."""
    return "\n".join(clean(one.plain) for one in lines)


def keyboard(rows: Rows) -> dict[str, Any] | None:
    """An `InlineKeyboardMarkup` laid out for a phone, or None where there are no buttons."""
    laid = [[_button(button) for button in row] for row in lay_out(rows)]
    return {"inline_keyboard": laid} if laid else None


def lay_out(rows: Rows) -> list[Sequence[Button]]:
    """Rows as a phone can show them: one to three a row by the longest label, pads up to six, all about as full."""
    out: list[Sequence[Button]] = []
    for row in rows:
        if row:
            widest = max(columns(button.label) for button in row)
            most = _PAD_ROW if widest <= _PAD else _ROW if widest <= 12 else 2 if widest <= 19 else 1
            count = -(-len(row) // most)
            size, more = divmod(len(row), count)
            ends = [size * (i + 1) + min(i + 1, more) for i in range(count)]
            out.extend(row[start:end] for start, end in zip([0, *ends], ends, strict=False))
    return out


def _span(span: Span) -> str:
    text = escape(clean(span.text), quote=False)
    tag = _TAGS.get(span.mark)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def _button(button: Button) -> dict[str, str]:
    label = clean(button.label)
    label = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
    if button.url:
        return {"text": label, "url": button.url}
    style = _STYLES.get(button.style)
    return {"text": label, "callback_data": button.key} | ({"style": style} if style else {})
