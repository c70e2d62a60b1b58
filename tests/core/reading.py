"""Which names the code reads as attributes: what is kept and read by nobody changes nothing."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def attributes_read(*places: str) -> set[str]:
    """The names behind a dot in the files of these patterns, from the root of the repository."""
    files = (file for place in places for file in ROOT.glob(place))
    return {
        one.attr
        for file in files
        for one in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Load)
    }
