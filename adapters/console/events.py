"""What was typed at a console, as events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from adapters.console.gateway import PLATFORM
from adapters.messages import Address, Called, Event, Origin, Pressed, Said, Sent

FILE_BYTES_MAX = 20_000_000
NAME_MAX = 64


class Maker:
    """Makes events of one run: no two runs share an event's id."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._run = uuid4().hex
        self._count = count(1)

    def origin(self, person: str) -> Origin:
        return Origin(f"{self._run}-{next(self._count)}", Address(PLATFORM, person, person), self._now())

    def said(self, person: str, text: str) -> Event:
        """A leading slash makes it a command."""
        text = _encodable(text)
        if text.startswith("/") and len(text) > 1 and not text[1].isspace():
            command, _, arguments = text[1:].partition(" ")
            return Called(self.origin(person), command.strip().lower(), arguments.strip())
        return Said(self.origin(person), text)

    def pressed(self, person: str, key: str) -> Event:
        return Pressed(self.origin(person), _encodable(key))

    def sent(self, person: str, path: Path) -> Event:
        """Raises OSError for a file that cannot be read."""
        size = path.stat().st_size
        if path.suffix.lower() in _VIDEOS:
            return Sent(
                self.origin(person), _encodable(path.name), None, "video", size, _encodable(str(path.resolve()))
            )
        content = path.read_bytes() if size <= FILE_BYTES_MAX else None
        return Sent(self.origin(person), _encodable(path.name), content, size=size)


_VIDEOS = (".mp4", ".mov", ".webm", ".m4v")
"""Kept by their place on the disk, as a platform keeps them by an id."""


def _encodable(text: str) -> str:
    """JSON can name half characters that no encoding has."""
    return text.encode("utf-8", "replace").decode("utf-8")
