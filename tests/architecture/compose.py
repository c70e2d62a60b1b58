"""Reads the little of YAML that our compose files are written in, and refuses the rest.

Mappings, lists, plain and quoted scalars, lists in brackets, one anchor's merge. A full reader is not worth a
dependency; what this one does not know is not to be used there.
"""

from __future__ import annotations

import json
import re
from typing import Any

_KEY = re.compile(r"([\w.<-]+):(?: +(.*))?")
_PLAIN = re.compile(r"[\w./$][^#\[\]]*")


class NotOurs(ValueError):
    """What is not understood, and in which line."""


def read(text: str) -> Any:
    lines = [
        (number, len(line) - len(line.lstrip()), line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    reader = _Reader(lines)
    found = reader.block(0)
    if reader.at < len(lines):
        raise NotOurs(f"line {lines[reader.at][0]}: its indentation belongs to nothing")
    return found


class _Reader:
    def __init__(self, lines: list[tuple[int, int, str]]) -> None:
        self.lines, self.at = lines, 0
        self.anchors: dict[str, Any] = {}

    def block(self, indent: int) -> Any:
        """Everything that stands exactly so far in."""
        if self.lines[self.at][2].startswith("- "):
            return self.items(indent)
        inherited: dict[str, Any] = {}
        found: dict[str, Any] = {}
        while self.at < len(self.lines) and self.lines[self.at][1] == indent:
            number, _, line = self.lines[self.at]
            key = _KEY.fullmatch(line)
            if key is None:
                raise NotOurs(f"line {number}: no key: {line}")
            name, rest = key[1], key[2] or ""
            if name in found:
                raise NotOurs(f"line {number}: {name} for the second time")
            self.at += 1
            if name == "<<":
                inherited |= self.anchors[rest.removeprefix("*")]
                continue
            value = self.value(rest, indent, number)
            if rest.startswith("&"):
                self.anchors[rest[1:]] = value
            found[name] = value
        return inherited | found

    def value(self, rest: str, indent: int, number: int) -> Any:
        if rest and not rest.startswith("&"):
            return _scalar(rest, number)
        if self.at < len(self.lines) and self.lines[self.at][1] > indent:
            return self.block(self.lines[self.at][1])
        return None

    def items(self, indent: int) -> list[Any]:
        found = []
        while self.at < len(self.lines) and self.lines[self.at][1] == indent:
            number, _, line = self.lines[self.at]
            if not line.startswith("- "):
                raise NotOurs(f"line {number}: no item: {line}")
            if _KEY.fullmatch(line[2:]):
                # The item is a mapping whose first key stands behind the dash.
                self.lines[self.at] = (number, indent + 2, line[2:])
                found.append(self.block(indent + 2))
            else:
                self.at += 1
                found.append(_scalar(line[2:], number))
        return found


def _scalar(text: str, number: int) -> Any:
    if text.startswith('"'):
        return json.loads(text)
    if text.startswith("["):
        if not text.endswith("]"):
            raise NotOurs(f"line {number}: a list over several lines")
        return [_scalar(one.strip(), number) for one in text[1:-1].split(", ")]
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"\d+", text):
        return int(text)
    if not _PLAIN.fullmatch(text):
        raise NotOurs(f"line {number}: {text}")
    return text
