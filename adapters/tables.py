"""Tables for narrow screens: rows of cells are aligned where they fit and stacked where they do not.

A table is a run of lines whose spans are all mono. A row is written either as one span a cell or as one padded span
(two spaces part the cells); the platform knows how many columns it has, so the platform lays out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from adapters.messages import Line, Mark, mono

_GAP = re.compile(r" {2,}")
_DOT, _DASHES = " · ", "–-"
_ORDINAL = re.compile(r".{1,4}|\w{2,3} \d{1,2}")
"""A first cell as short as a number or a date shares its line with the cell that follows."""


def is_row(line: Line) -> bool:
    """Whether a line belongs to a table."""
    # No generator: every line of every message is asked, twice.
    for span in line.spans:
        if span.mark is not Mark.MONO:
            return False
    return bool(line.spans)


_NARROW = re.compile("[ -\xac\xae-\u02ff\u2010-\u2027\u2190-\u2193\u2212]*")
"""What most cells are made of, one column each."""


@lru_cache(maxsize=1024)
def columns(text: str) -> int:
    """How many columns of a fixed-width face a text takes: wide letters and emoji two, joining marks none."""
    return len(text) if _NARROW.fullmatch(text) else sum(map(_columns_of, text))


@cache
def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def fold(lines: Iterable[Line], width: int) -> tuple[Line, ...]:
    """The same lines, every table laid out for `width` columns.

    A stacked row stays one line of the message (with line breaks inside), so that splitting keeps it whole: the name
    above, its other cells below, none of them broken.
    """
    out: list[Line] = []
    for table, run in groupby(lines, key=is_row):
        if table:
            out.extend(_table(list(run), width))
        else:
            out.extend(run)
    return tuple(out)


def _table(rows: Sequence[Line], width: int) -> Iterator[Line]:
    if all(len(row.spans) == 1 and columns(row.plain) <= width for row in rows):
        yield from rows
        return
    table = [cells(row) for row in rows]
    # Closer together before stacked; but what a numbered list says of its names reads better below them.
    numbered = any(row[0].isdecimal() for row in table)
    for gap in ("  ",) if numbered else ("  ", " "):
        if any(columns(gap.join(row).rstrip(" ")) > width for row in table):
            continue  # too wide by itself: nothing has to be aligned to see it
        aligned = _align(table, gap)
        if max(map(columns, aligned)) <= width:
            yield from (Line((mono(text),)) for text in aligned)
            return
    for row in table:
        yield Line((mono(_stack(row, width)),))


def cells(row: Line) -> tuple[str, ...]:
    """What stands in a row, column by column."""
    if len(row.spans) == 1:
        return tuple(_GAP.split(row.plain.strip(" ")))
    return tuple(span.text.strip(" ") for span in row.spans)


def _align(rows: Sequence[Sequence[str]], gap: str) -> list[str]:
    # A row of one cell is a heading inside the table: it sets no column's width.
    many = [row for row in rows if len(row) > 1]
    wide = [
        max(columns(row[i]) for row in many if i < len(row)) for i in range(max((len(row) for row in many), default=0))
    ]
    return [
        row[0]
        if len(row) == 1
        else gap.join(cell + " " * (wide[i] - columns(cell)) for i, cell in enumerate(row)).rstrip(" ")
        for row in rows
    ]


@lru_cache(maxsize=1024)
def _stack(row: tuple[str, ...], width: int) -> str:
    """The row's lines. Remembered: a card is edited several times a day, and many are shown the same rows."""
    return "\n".join(_stacked(row, width))


def _stacked(row: Sequence[str], width: int) -> list[str]:
    if len(row) == 1 or not _ORDINAL.fullmatch(row[0]):
        told = [cell for cell in row[1:] if cell.strip(_DASHES)]
        return _pack(row[0].split(" "), " ", width, 0, 2) + (_pack(told, _DOT, width, 2, 2) if told else [])
    first, *told = [cell for cell in row[1:] if cell.strip(_DASHES)] or [row[1]]
    if not row[0].isdecimal() and columns(whole := f"{row[0]} {_DOT.join((first, *told))}") <= width:
        return [whole]  # a date with little to say
    indent = columns(row[0]) + 1
    out = _pack(f"{row[0]} {first}".split(" "), " ", width, 0, indent)
    return out + (_pack(told, _DOT, width, indent, indent) if told else [])


def _pack(parts: Sequence[str], glue: str, width: int, first: int, indent: int) -> list[str]:
    """Parts glued into lines that fit; a part is never broken, be it wider than the line itself."""
    out = [" " * first + parts[0]]
    for part in parts[1:]:
        if columns(out[-1]) + columns(glue) + columns(part) <= width:
            out[-1] += glue + part
        else:
            out.append(" " * indent + part)
    return out
