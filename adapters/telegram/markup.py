"""The neutral message as Telegram's HTML and keyboards, made for a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import Any

from adapters.messages import Button, Line, Mark, Rows, Span, Style, without_forms
from adapters.tables import columns, is_row
from adapters.toggles import as_sets

PHONE_COLUMNS = 32
"""Fixed-width letters on one line of a chat bubble: a 360 dp wide phone at Telegram's own text size shows 31 to 33."""

TOAST = 200
"""The longest answer to a press, in characters."""

_LABEL = 64
_PAD = 3
"""Labels up to this wide make a pad (0 to 10, days, grades): more of them fit side by side."""
_PAD_ROW = 6
_ROW = 3
_FITS = {2: 19, 3: 12}
"""The widest label where so many share a row."""
_TICK = 2

_COMMAND = re.compile(r"/[a-z0-9_]{1,32}")
"""A command alone: in code a tap would copy it, and as it is a tap calls it."""

_TAGS = {Mark.STRONG: "b", Mark.QUIET: "i", Mark.MONO: "code"}
_STYLES = {Style.PRIMARY: "primary", Style.DANGER: "danger", Style.ON: "success"}
# What Telegram turns into blanks or drops by itself, and halves of characters that no request can carry. Taking them
# out here keeps what we measured, what we sent and what is on the screen the same.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DROPPED = re.compile(r"[\u2028-\u202e]")
_HALF = re.compile(r"[\ud800-\udfff]")
_UNCLEAN = re.compile("|".join(one.pattern for one in (_CONTROL, _DROPPED, _HALF)))


def clean(text: str) -> str:
    """Text as Telegram keeps it: no control characters, no switching of the writing direction."""
    if _UNCLEAN.search(text) is None:
        return text
    return _HALF.sub("\ufffd", _DROPPED.sub("", _CONTROL.sub(" ", text)))


def html(lines: Iterable[Line]) -> str:
    """Lines as Telegram's HTML; a run of table rows becomes one `<pre>`."""
    out: list[str] = []
    for table, run in groupby(lines, key=is_row):
        if table:
            rows = (_together(row) for one in run for row in one.plain.split("\n"))
            out.append("<pre>" + "\n".join(escape(clean(row), quote=False) for row in rows) + "</pre>")
        else:
            out.extend("".join(map(_span, one.spans)) for one in run)
    return "\n".join(out)


def plain(lines: Iterable[Line]) -> str:
    """The same lines without any markup."""
    return "\n".join(clean(one.plain) for one in lines)


def keyboard(rows: Rows) -> dict[str, Any] | None:
    """An `InlineKeyboardMarkup` laid out for a phone, or None where there are no buttons."""
    laid = [[_button(button) for button in row] for row in lay_out(without_forms(rows))]
    return {"inline_keyboard": laid} if laid else None


def lay_out(rows: Rows) -> list[Sequence[Button]]:
    """Rows as a phone can show them: one to three buttons a row by their labels, pads up to six."""
    out: list[Sequence[Button]] = []
    for row in as_sets(rows):
        widths = [_width(button) for button in row]
        most = _PAD_ROW if max(widths, default=0) <= _PAD else _ROW
        ends = _ends(widths, most)
        out.extend(row[start:end] for start, end in pairwise(ends))
    return out


def _ends(widths: Sequence[int], most: int) -> list[int]:
    """Where the rows end: as full as their labels allow, and the last ones evened out, so that none is left alone."""
    ends = [0]
    for i in range(1, len(widths) + 1):
        row = widths[ends[-1] : i]
        if len(row) > most or (len(row) > 1 and most == _ROW and max(row) > _FITS[len(row)]):
            ends.append(i - 1)
    if widths:
        ends.append(len(widths))
    for i in range(len(ends) - 2, 0, -1):
        while ends[i] - ends[i - 1] > ends[i + 1] - ends[i] + 1 and _may_move(widths[ends[i] - 1 : ends[i + 1]], most):
            ends[i] -= 1
    return ends


def _may_move(row: Sequence[int], most: int) -> bool:
    return most != _ROW or len(row) == 1 or max(row) <= _FITS[len(row)]


def _width(button: Button) -> int:
    """A toggle is as wide off as on: no button may jump from under the thumb because another was pressed."""
    return columns(button.label) + (_TICK if button.style is Style.OFF else 0)


def _together(row: str) -> str:
    """A stacked row's lower cells, breakable between its cells only: with large letters every phone is narrow."""
    if not row.startswith("  "):
        return row
    indent = row[: len(row) - len(row.lstrip(" "))]
    return indent + " · ".join(cell.replace(" ", "\u00a0") for cell in row.strip(" ").split(" · "))


def _span(span: Span) -> str:
    text = escape(clean(span.text), quote=False)
    tag = _TAGS.get(span.mark)
    if not text or not tag or (tag == "code" and _COMMAND.fullmatch(text)):
        return text
    return f"<{tag}>{text}</{tag}>"


def _button(button: Button) -> dict[str, str]:
    label = clean(button.label)
    label = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
    if button.url:
        return {"text": label, "url": button.url}
    style = _STYLES.get(button.style)
    return {"text": label, "callback_data": button.key} | ({"style": style} if style else {})
