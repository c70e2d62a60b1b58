"""The line protocol: one JSON object a line in, one a line out, as `chat.md` describes it. It is a contract."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.console.coach import Coach
from adapters.console.events import NAME_MAX
from adapters.console.gateway import Shown
from adapters.console.render import plain, rows_of
from adapters.messages import Card, Document, Notice, Picture

VERBS = ("say", "press", "send", "clock", "as")


class BadLine(ValueError):
    """What was wrong with a line, in words for the one who wrote it."""


class Protocol:
    """Reads lines, drives the house, writes what appears. Nothing but JSON lines ever goes to `write`."""

    def __init__(self, coach: Coach, write: Callable[[str], None], person: str, files: Path) -> None:
        self._coach, self._write, self._person, self._files = coach, write, person, files
        self._known: set[str] = set()

    def show(self, shown: Shown) -> None:
        message = shown.message
        picture = self._saved(shown.n, "picture.png", message.png) if isinstance(message, Picture) else None
        document = self._saved(shown.n, message.name, message.content) if isinstance(message, Document) else None
        self._put(
            {
                "message": shown.n, "to": shown.to, "at": shown.at.isoformat(), "text": plain(message),
                "buttons": [
                    [{"key": one.key, "label": one.label} | ({"url": one.url} if one.url else {}) for one in row]
                    for row in rows_of(message)
                ],
                "edits": shown.edits, "picture": picture, "document": document,
                "notice": isinstance(message, Notice),
                "card": dict(message.data) if isinstance(message, Card) and message.data is not None else None,
            }
        )  # fmt: skip

    async def serve(self, lines: AsyncIterator[bytes]) -> None:
        number = 0
        async for line in lines:
            number += 1
            try:
                await self._line(line)
            except BadLine as error:
                self._put({"error": str(error), "line": number})
            else:
                self._put({"done": number, "at": self._coach.house.now().isoformat()})

    async def _line(self, raw: bytes) -> None:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadLine(f"not UTF-8: {error.reason} at byte {error.start}") from error
        if not text.strip():
            return
        try:
            wish = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadLine(f"not JSON: {error}") from error
        if not isinstance(wish, dict):
            raise BadLine("a line is one JSON object")
        if len(wish) != 1 or next(iter(wish)) not in VERBS:
            raise BadLine(f"a line has exactly one of {', '.join(VERBS)}")
        [(verb, value)] = wish.items()
        if not isinstance(value, str):
            raise BadLine(f"{verb} takes a string")
        await getattr(self, f"_{verb}")(value)

    async def _say(self, text: str) -> None:
        await self._give(self._coach.make.said(self._person, text))

    async def _press(self, key: str) -> None:
        if key.startswith("label:"):
            label = key.removeprefix("label:")
            await self._look_back()
            button = self._coach.screen.labelled(self._person, label)
            if button is None:
                raise BadLine(f"no message of {self._person} has a button labelled {label!r}")
            key = button.key
        await self._give(self._coach.make.pressed(self._person, key))

    async def _send(self, name: str) -> None:
        try:
            event = self._coach.make.sent(self._person, Path(name))
        except (OSError, ValueError) as error:
            raise BadLine(f"cannot read {name!r}: {getattr(error, 'strerror', None) or error}") from error
        await self._give(event)

    async def _clock(self, value: str) -> None:
        now = self._coach.house.now()
        to = instant(value, now)
        if to < now:
            raise BadLine(f"the clock stands at {now.isoformat()} and does not go back to {to.isoformat()}")
        await self._look_back()
        await self._coach.house.travel(to)

    async def _as(self, name: str) -> None:
        self._person = checked_name(name)

    async def _give(self, event: Any) -> None:
        await self._look_back()
        await self._coach.give(event)

    async def _look_back(self) -> None:
        if self._person not in self._known:
            self._known.add(self._person)
            await self._coach.look_back(self._person)

    def _saved(self, n: int, name: str, content: bytes) -> str:
        base = re.sub(r"[^\w.-]", "_", Path(name).name)[-100:] or "file"
        folder = self._files / str(n)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / base
        path.write_bytes(content)
        return str(path)

    def _put(self, value: dict[str, Any]) -> None:
        self._write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


_SPAN = re.compile(r"\+(\d{1,9})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def instant(value: str, now: datetime) -> datetime:
    """ "+24h", or ISO 8601 with its offset. Raises BadLine."""
    if found := _SPAN.fullmatch(value.strip()):
        try:
            return now + timedelta(**{_UNITS[found[2]]: int(found[1])})
        except OverflowError as error:
            raise BadLine(f"{value} is beyond the calendar") from error
    try:
        at = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise BadLine(f"{value!r} is neither an ISO 8601 instant nor a span such as +24h (s, m, h, d)") from error
    if at.tzinfo is None:
        raise BadLine(f"{value!r} lacks its offset, such as +02:00 or Z")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise BadLine(f"{value} is beyond the calendar") from error


def checked_name(name: str) -> str:
    """A runner's name at the console. Raises BadLine."""
    if not name.strip() or len(name) > NAME_MAX or not name.isprintable():
        raise BadLine(f"a runner's name is 1 to {NAME_MAX} printable characters")
    return name.strip()


def files_folder() -> tempfile.TemporaryDirectory[str]:
    """Where documents and pictures live until the process ends."""
    return tempfile.TemporaryDirectory(prefix="sinew-files-")
