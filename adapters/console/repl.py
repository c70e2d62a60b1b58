"""The coach for a person at a terminal: plain typing, numbered buttons, and a clock to travel with."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.console.coach import Coach
from adapters.console.gateway import Shown
from adapters.console.jsonl import BadLine, instant
from adapters.console.render import WIDTH, coloured, plain, rows_of, safe
from adapters.messages import Button, Card, Document, Event, Message, Notice, Picture, Rows, Text

Say = Callable[..., str]
"""Words for a key with its figures: the terminal's own sentences are in the catalogue like all others."""
FARTHEST = timedelta(days=366)
MORNING = time(7, 0)


class Repl:
    def __init__(
        self, coach: Coach, write: Callable[[str], None], say: Say, person: str, files: Path, *, colour: bool,
        travels: bool,
    ) -> None:  # fmt: skip
        self._coach, self._write, self._say, self._person, self._files = coach, write, say, person, files
        self._colour, self._travels = colour, travels
        self._zone = ZoneInfo("UTC")
        self._numbered: dict[str, Button] = {}
        self._fresh = True
        self._asking, self._scale = "", 0
        self._shown = 0

    async def open(self) -> None:
        """What is still on the screen from last time keeps its buttons."""
        await self._coach.look_back(self._person)
        await self._look_where()

    async def _look_where(self) -> None:
        self._zone = ZoneInfo(await self._coach.house.zone(self._person))

    def prompt(self) -> str:
        return f"{self._when(self._coach.house.now())} > "

    # --- what appears ------------------------------------------------------------------------------------------------

    def show(self, shown: Shown) -> None:
        self._shown += 1
        if isinstance(shown.message, Notice):
            self._write(f"  » {safe(shown.message.text)}\n")
            return
        title = self._when(shown.at) + (f" · {self._say('console.edited')}" if shown.edits is not None else "")
        self._write(self._dim(f"── {title} {'─' * max(3, WIDTH - len(title) - 4)}") + "\n")
        body = coloured(shown.message) if self._colour else plain(shown.message)
        if body:
            self._write(body + "\n")
        self._save(shown)
        rows = rows_of(shown.message)
        scale = _scale(shown.message, rows)
        if scale or self._asking == shown.ref:
            self._asking, self._scale = shown.ref, scale
        if rows:
            self._write("\n" + self._buttons(rows, self._scale) + "\n")
        self._write("\n")

    def _buttons(self, rows: Rows, taken: int) -> str:
        """Numbers that a label already is, and those up to `taken`, are left: while 0–10 is asked, 7 means 7."""
        if self._fresh:
            self._numbered, self._fresh = {}, False
        labels = [int(one.label) for row in rows for one in row if one.label.isascii() and one.label.isdigit()]
        number = max([*labels, *(int(name) for name in self._numbered), taken])
        lines = []
        for row in rows:
            shown = []
            for one in row:
                if one.url:
                    shown.append(f"{safe(one.label)} <{safe(one.url)}>")
                elif one.label.isascii() and one.label.isdigit():
                    self._numbered[one.label] = one
                    shown.append(self._bright(f"[{one.label}]"))
                else:
                    number += 1
                    self._numbered[str(number)] = one
                    shown.append(f"{self._bright(f'[{number}]')} {safe(one.label)}")
            lines.append("  " + "  ".join(shown))
        return "\n".join(lines)

    def _save(self, shown: Shown) -> None:
        message = shown.message
        if isinstance(message, Document):
            name, content = re.sub(r"[^\w.-]", "_", Path(message.name).name)[-100:] or "file", message.content
        elif isinstance(message, Picture):
            name, content = "picture.png", message.png
        else:
            return
        path = self._files / f"{shown.n}-{name}"
        path.write_bytes(content)
        self._write(self._say("console.saved", path=path) + "\n")

    def _when(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%a %d %b %H:%M}"

    def _dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self._colour else text

    def _bright(self, text: str) -> str:
        return f"\x1b[36m{text}\x1b[0m" if self._colour else text

    # --- what is typed -----------------------------------------------------------------------------------------------

    async def take(self, text: str) -> bool:
        """One line of input. False: the runner leaves."""
        text = text.strip()
        if not text:
            return True
        self._fresh = True
        if text.startswith(":"):
            return await self._colon(text[1:].strip())
        button = self._button(text)
        if any(one.isdigit() for one in text):
            self._asking, self._scale = "", 0
        if button and text.isdigit() and text != button.label:
            # Anyone who meant their effort sees what the number was taken for.
            self._write(self._dim(f"  → {safe(button.label)}") + "\n")
        event = (
            self._coach.make.pressed(self._person, button.key) if button else self._coach.make.said(self._person, text)
        )
        await self._give(event)
        return True

    def _button(self, text: str) -> Button | None:
        wanted = text.casefold()
        for one in self._numbered.values():
            if wanted in (one.label.casefold(), _bare(one.label)):
                return one
        return self._numbered.get(text)

    async def _give(self, event: Event) -> None:
        await self._coach.give(event)
        await self._look_where()

    async def _colon(self, wish: str) -> bool:
        verb, _, rest = wish.partition(" ")
        match verb.lower():
            case "quit" | "q" | "exit":
                return False
            case "help" | "h" | "?" | "":
                self._write(self._say("console.help_demo" if self._travels else "console.help_chat") + "\n")
            case "send":
                await self._send(rest.strip())
            case _:
                await self._go(wish)
        return True

    async def _send(self, name: str) -> None:
        try:
            event = self._coach.make.sent(self._person, _path(name))
        except (OSError, ValueError, RuntimeError) as error:
            why = getattr(error, "strerror", None) or error
            self._write(self._say("console.cannot_read", name=safe(name), why=why) + "\n")
            return
        await self._give(event)

    async def _go(self, wish: str) -> None:
        try:
            to = await self._destination(wish)
        except (BadLine, ValueError, OverflowError):
            self._write(self._say("console.unknown", what=":" + safe(wish)) + "\n")
            return
        if not self._travels:
            self._write(self._say("console.no_travel") + "\n")
            return
        if to - self._coach.house.now() > FARTHEST:
            self._write(self._say("console.too_far") + "\n")
            return
        before = self._shown
        await self._coach.house.travel(to)
        await self._look_where()
        if self._shown == before:
            self._write(self._say("console.nothing", now=self._when(to)) + "\n")

    async def _destination(self, wish: str) -> datetime:
        now = self._coach.house.now()
        here = now.astimezone(self._zone)
        if wish.lower() == "tomorrow":
            morning = await self._coach.house.morning(self._person)
            at = morning.astimezone(self._zone).time() if morning else MORNING
            return datetime.combine(here.date() + timedelta(days=1), at, self._zone).astimezone(UTC)
        if re.fullmatch(r"\d{1,2}:\d{2}", wish):
            hour, _, minute = wish.partition(":")
            at = time(int(hour), int(minute))
            day = here.date() if at > here.time() else here.date() + timedelta(days=1)
            return datetime.combine(day, at, self._zone).astimezone(UTC)
        to = instant(wish, now)
        if to < now:
            raise BadLine("backwards")
        return to


def _scale(message: Message, rows: Rows) -> int:
    """Up to which number is asked for: in words, or by buttons that are numbers from 1 on. 0 where none is."""
    if isinstance(message, Card | Text) and message.scale:
        return message.scale
    numbers = {one.label for row in rows for one in row}
    return next((n - 1 for n in range(1, len(numbers) + 2) if str(n) not in numbers), 0)


def _path(name: str) -> Path:
    return Path(name.strip("'\"")).expanduser()


def _bare(label: str) -> str:
    """A label as somebody types it: without its symbols."""
    return re.sub(r"^[^\w]+|[^\w]+$", "", label).casefold()


Read = Callable[[str], Awaitable[str | None]]


async def converse(repl: Repl, read: Read) -> None:
    """Until the runner leaves. `read` shows a prompt and gives a line, None at the end of the input."""
    while True:
        text = await read(repl.prompt())
        if text is None or not await repl.take(text):
            return
