"""XML read as a stream, by a parser that knows neither entities nor document types.

No tree is built, so that a file costs what is read of it; a file that ends in the middle is read up to there.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Protocol

from bot.intake.run import Unreadable

_DEEPEST = 60
_CHUNK = 1 << 16
_HEAD = 4096
MOST_TRACKS = 200
_LONGEST_TEXT = 2000
_MOST_ELEMENTS = 1_000_000
"""More than the largest file has room for, if a recording is what it holds; what has more only costs time."""


class Reader(Protocol):
    """What is done with the elements: `opened` with attributes, `closed` with the text; names without namespace."""

    def opened(self, path: tuple[str, ...], attributes: dict[str, str]) -> None: ...

    def closed(self, path: tuple[str, ...], text: str) -> None: ...


class _Target:
    """Feeds a reader from the parser's events."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._path: tuple[str, ...] = ()
        self._text: list[str] = []
        self._length = 0
        self._elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._path) >= _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise Unreadable("hostile")
        self._path = (*self._path, tag.rpartition("}")[2])
        self._text, self._length = [], 0
        self._reader.opened(self._path, attributes)

    def data(self, data: str) -> None:
        if self._length < _LONGEST_TEXT:
            self._text.append(data[:_LONGEST_TEXT])
            self._length += len(data)

    def end(self, _tag: str) -> None:
        self._reader.closed(self._path, "".join(self._text).strip())
        self._text, self._length = [], 0
        self._path = self._path[:-1]

    def close(self) -> None:
        return


def root_of(content: bytes) -> str:
    """ "gpx", "tcx", another root's name, or "" for what is no XML."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = content[:_HEAD].decode("utf-16", "ignore")
    else:
        head = content[:_HEAD].decode("utf-8", "ignore")
    head = head.lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return ""
    at = 0
    while (at := head.find("<", at)) >= 0:
        if head.startswith("<!--", at):
            at = head.find("-->", at)
            if at < 0:
                return "xml"
        elif head[at + 1 : at + 2] not in ("?", "!"):
            name = head[at + 1 :].split(">", 1)[0].split("/", 1)[0].split()
            local = name[0].rpartition(":")[2] if name else ""
            return {"gpx": "gpx", "TrainingCenterDatabase": "tcx"}.get(local, "xml")
        at += 1
    return "xml"


def parse(content: bytes, reader: Reader) -> bool:
    """Reads it all. False where it ends in the middle or is broken from some point on.

    Raises Unreadable for document types and entities: no recording has them, and all attacks do.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Target(reader), forbid_dtd=True)
    try:
        for at in range(0, len(content), _CHUNK):
            parser.feed(content[at : at + _CHUNK])
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable("hostile") from error
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, Unreadable):
            raise
        return False
    return True


def instant(text: str) -> datetime | None:
    """ "2026-11-24T06:15:50.000Z"; without an offset it is taken as UTC, as both formats ask for."""
    try:
        found = datetime.fromisoformat(text.strip())
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if 1990 <= found.year <= 2200 else None


def number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None
