"""Messages as Discord's Components v2: a container in the colour of the light, its text escaped, its buttons in rows.

Nothing here talks to Discord, and discord.py keeps no reference to it: a press finds its way by its key alone (see
interactions.py).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord.http import MultipartParameters

from adapters.discord.controls import LABEL, ROW, Component, clipped, controls, of
from adapters.discord.markdown import blocks, escaped, fields_of, flat, seen, written
from adapters.gateway import Limits
from adapters.messages import (
    Button,
    Card,
    Document,
    Line,
    Media,
    Message,
    Notice,
    Picture,
    Rows,
    Span,
    Text,
    Tone,
    quiet,
)
from adapters.splitting import split, units
from adapters.tables import fold, is_row

TOTAL_TEXT = 4000
TOTAL_COMPONENTS = 40

_BLOCKS = 12
"""A text of more paragraphs and tables is one component with blank lines in it: its buttons need the room."""

SILENT = discord.MessageFlags(suppress_notifications=True).value
HIDDEN = discord.MessageFlags(ephemeral=True).value
_V2 = discord.MessageFlags(components_v2=True).value

PHONE = 30
"""Columns of a code block inside a container that a narrow phone shows on one line."""

# Where they are measured, it is with their escapes; what stands between them (fences, headings) lives from the slack.
LIMITS = Limits(
    text=3800, caption=3800, buttons_per_row=ROW, rows=10, label=LABEL, file_bytes=10 * 1024 * 1024,
    once_per_nonce=True,
)  # fmt: skip

COLOURS = {
    Tone.PUSH: 0x2FA866,
    Tone.HOLD: 0xE9A820,
    Tone.BACK_OFF: 0xD83C3E,
    Tone.NEUTRAL: 0x6B7F99,
    Tone.ALERT: 0xD83C3E,
}


def _text(content: str) -> Component:
    return of(discord.ComponentType.text_display, content=content)


def _space(line: bool) -> Component:
    return of(discord.ComponentType.separator, divider=line, spacing=1)


def _gallery(url: str, **about: str) -> Component:
    return of(discord.ComponentType.media_gallery, items=[{"media": {"url": url}, **about}])


def _texts(lines: Iterable[Line]) -> list[Component]:
    shown = blocks(lines)
    if len(shown) > _BLOCKS:
        return [_text("\n".join(shown))]
    return [_text(text) if text else _space(line=False) for text in shown]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message as its components, and the files that they show."""

    components: Sequence[Component]
    files: tuple[tuple[str, bytes], ...] = ()

    def uploads(self) -> list[discord.File]:
        """Fresh file objects: discord.py closes the ones it sent."""
        return [discord.File(io.BytesIO(content), name) for name, content in self.files]

    def body(self, flags: int = 0, **more: Any) -> MultipartParameters:
        """What the library's request layer sends. Nobody is mentioned, and an edit takes away the files from before.

        Made by hand: discord.py's views make an object of each component, only to take it apart again, and keep a
        future to wait for its presses by.
        """
        uploads = self.uploads()
        payload = {
            "components": self.components, "flags": _V2 | flags, "allowed_mentions": {"parse": []},
            "attachments": [file.to_dict(n) for n, file in enumerate(uploads)], **more,
        }  # fmt: skip
        if not uploads:
            return MultipartParameters(payload, None, None)
        form: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(payload)}]
        for n, file in enumerate(uploads):
            kind = "application/octet-stream"
            form.append({"name": f"files[{n}]", "value": file.fp, "filename": file.filename, "content_type": kind})
        return MultipartParameters(None, form, uploads)


def render(message: Message, *, choose: str = "Choose") -> list[Rendered]:
    """The message as one or more Discord messages, in order; the buttons are on the last."""
    limits = LIMITS
    if not isinstance(message, Notice) and any(map(is_row, message.lines)):
        message = replace(message, lines=fold(message.lines, PHONE))
    # Most messages are far from any limit: what fits as it is need not be measured line by line.
    parts: Sequence[Message] = (message,)
    while True:
        try:
            return [_rendered(part, choose) for part in parts]
        except _TooLong:
            parts = split(message, limits, lambda line: units(written(line)))
            # Hundreds of short tables can eat the slack. Halving ends: one line alone always fits.
            limits = replace(limits, text=limits.text // 2, caption=limits.caption // 2)


class _TooLong(ValueError):
    pass


def _rendered(message: Message, choose: str) -> Rendered:
    files: tuple[tuple[str, bytes], ...] = ()
    link: Rows = ()
    items: list[Component] = []
    match message:
        case Notice(text=text):
            items = _texts([Line((Span(text),))])
        case Card():
            return _finished([_container(message, choose)])
        case Text(lines=lines):
            items = _texts(lines)
        case Picture(png=png, alt=alt, lines=lines):
            files = (("picture.png", png),)
            items = [*_texts(lines), _gallery("attachment://picture.png", description=clipped(alt, 1024))]
        case Document(name=name, content=content, lines=lines):
            # Discord renames what it does not like, and then would not find the file by its name.
            safe = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip(".-") or "file"
            files = ((safe, content),)
            items = [*_texts(lines), of(discord.ComponentType.file, file={"url": f"attachment://{safe}"})]
        case Media(file_id=where, lines=lines):
            # Discord keeps no files by an id; what can be shown again is an address.
            items = _texts(lines)
            if where.startswith(_MESSAGES):
                # A message of this very chat: a link to it never expires.
                link = ((Button("▶", "", url=where),),)
            elif where.startswith("https://"):
                items.append(_gallery(where))
    items = items or [_text("·")]
    if rows := () if isinstance(message, Notice) else (*message.rows, *link):
        items += controls(rows, TOTAL_COMPONENTS - len(items), choose)
    return _finished(items, files)


_MESSAGES = "https://discord.com/channels/"


def _container(card: Card, choose: str) -> Component:
    items: list[Component] = []
    if title := seen(card.title):
        items.append(_text(f"## {escaped(flat(title))}"))
    items += _texts(card.lines)
    if card.fields:
        items.append(_text(fields_of(card.fields)))
    items += _texts([Line((quiet(part),)) for part in card.footer.split("\n") if seen(part)])
    items = items or [_text("·")]
    if card.rows:
        items.append(_space(line=True))
        items += controls(card.rows, TOTAL_COMPONENTS - len(items) - 1, choose)
    return of(discord.ComponentType.container, accent_color=COLOURS[card.tone], components=items)


def _finished(items: Sequence[Component], files: tuple[tuple[str, bytes], ...] = ()) -> Rendered:
    count, text = _size(items)
    if text > TOTAL_TEXT:
        raise _TooLong
    if count > TOTAL_COMPONENTS:
        raise ValueError(f"{count} components do not fit into one Discord message")
    return Rendered(items, files)


def _size(items: Sequence[Component]) -> tuple[int, int]:
    """How many components they are, those within others counted, and how much text they hold."""
    count, text = len(items), 0
    for one in items:
        if "content" in one:
            text += units(one["content"])
        elif "components" in one:
            within, more = _size(one["components"])
            count, text = count + within, text + more
    return count, text
