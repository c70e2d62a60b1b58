"""Toggles of one question as one set, however its author laid them out: what a screen has room for is a platform's."""

from __future__ import annotations

from adapters.messages import Button, Rows, Style

TOGGLES = frozenset({Style.ON, Style.OFF})


def as_sets(rows: Rows) -> list[list[Button]]:
    """The rows that are not empty, neighbours of nothing but toggles with one verb together."""
    out: list[list[Button]] = []
    for row in rows:
        if out and _question(row) and _question(row) == _question(out[-1]):
            out[-1].extend(row)
        elif row:
            out.append(list(row))
    return out


def _question(row: tuple[Button, ...] | list[Button]) -> str:
    """The verb that all of a row's toggles share, "" where one is no toggle."""
    verbs = {".".join(one.key.split(".")[:2]) if one.style in TOGGLES else "" for one in row}
    return verbs.pop() if len(verbs) == 1 else ""
