"""Telegram's HTML, parsed the way the Bot API parses it, and a little stricter.

Written after https://core.telegram.org/bots/api#html-style and the messages that the real server answers with.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from adapters.splitting import units

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "tg-emoji": "custom_emoji", "code": "code", "pre": "pre",
    "blockquote": "blockquote",
}  # fmt: skip
_ALONE = {"code", "pre"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(lt|gt|amp|quot));?")
_TAG = re.compile(r"<(/?)([A-Za-z0-9-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s+([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'))?""")


class Unparsable(ValueError):
    """The description the server gives back after "Bad Request: "."""


@dataclass(frozen=True, slots=True)
class Entity:
    type: str
    offset: int
    length: int
    url: str = ""

    def as_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        return out | {"url": self.url} if self.url else out


def parse(html: str) -> tuple[str, tuple[Entity, ...]]:
    """The text that is shown and its entities, offsets in UTF-16 units."""
    text: list[str] = []
    at = 0
    open_tags: list[tuple[str, int, str]] = []
    entities: list[Entity] = []
    i = 0
    while i < len(html):
        char = html[i]
        if char == "<":
            found = _TAG.match(html, i)
            offset = len(html[:i].encode())
            if found is None:
                raise Unparsable(f"can't parse entities: Unclosed start tag at byte offset {offset}")
            closing, name, rest = found.group(1), found.group(2).lower(), found.group(3)
            if closing:
                if not open_tags:
                    raise Unparsable(f"can't parse entities: Unexpected end tag at byte offset {offset}")
                expected, start, url = open_tags.pop()
                if name not in (expected, ""):
                    raise Unparsable(
                        f"can't parse entities: Unmatched end tag at byte offset {offset}, "
                        f'expected "</{expected}>", found "</{name}>"'
                    )
                if at > start:
                    entities.append(Entity(TAGS[expected], start, at - start, url))
            else:
                url = _start(name, rest, offset, [tag for tag, _, _ in open_tags])
                open_tags.append((name, at, url))
            i = found.end()
            continue
        reference = _REFERENCE.match(html, i) if char == "&" else None
        if reference is not None:
            char = _character(reference)
            i = reference.end()
        else:
            i += 1
        text.append(char)
        at += units(char)
    if open_tags:
        name = open_tags[-1][0]
        raise Unparsable(f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
    return "".join(text), tuple(sorted(entities, key=lambda one: (one.offset, -one.length)))


def shown(text: str, entities: tuple[Entity, ...] = ()) -> tuple[str, tuple[Entity, ...]]:
    """What remains on the screen: control characters become blanks, direction marks go, the ends are trimmed."""
    out: list[str] = []
    moved = list(entities)
    for char in text:
        if "\u2028" <= char <= "\u202e":
            at = units("".join(out))
            moved = [_without(one, at) for one in moved]
            continue
        out.append(" " if (char < " " and char not in "\n\t") or char == "\x7f" else char)
    clean = "".join(out)
    cut = units(clean) - units(clean.lstrip())
    clean = clean.strip()
    end = units(clean)
    kept = []
    for one in moved:
        start = max(one.offset - cut, 0)
        stop = min(one.offset - cut + one.length, end)
        if stop > start:
            kept.append(replace(one, offset=start, length=stop - start))
    return clean, tuple(kept)


def is_empty(text: str) -> bool:
    """Blanks and invisible characters alone do not make a message."""
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def _start(name: str, rest: str, offset: int, around: list[str]) -> str:
    if name not in TAGS:
        raise Unparsable(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    attributes = {m.group(1): m.group(2) or m.group(3) or "" for m in _ATTRIBUTE.finditer(rest)}
    if re.sub(r"\s", "", _ATTRIBUTE.sub("", rest)):
        raise Unparsable(f"can't parse entities: Unclosed start tag at byte offset {offset}")
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise Unparsable(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    # Stricter than the server, which keeps the outer one without a word.
    inside = [tag for tag in around if tag in _ALONE]
    if inside and not (name == "code" and around == ["pre"]):
        raise Unparsable(f'can\'t parse entities: "{inside[0]}" contains "{name}" at byte offset {offset}')
    if name in _ALONE and [tag for tag in around if tag not in ("pre", "blockquote")]:
        raise Unparsable(f'can\'t parse entities: "{name}" inside another entity at byte offset {offset}')
    if name == "a" and not attributes.get("href"):
        raise Unparsable(f"can't parse entities: a link without href at byte offset {offset}")
    return attributes.get("href", "") if name == "a" else ""


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return reference.group(0)
    return chr(code)


def _without(one: Entity, at: int) -> Entity:
    if one.offset > at:
        return replace(one, offset=one.offset - 1)
    return replace(one, length=one.length - 1) if one.offset <= at < one.offset + one.length else one
