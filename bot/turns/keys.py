"""A button's key: `1.<verb>.<prompt id, base 36>.<option>` in at most 64 bytes, with nothing personal in it.

Dialogues write "verb" or "verb.option"; the prompt's id is stamped in when the prompt row exists. Id 0 means that the
button belongs to no question (it only shows something) and works for as long as it can be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from adapters.messages import KEY_BYTES_MAX, Card, Document, Media, Message, Notice, Picture, Rows, Text
from core.records import replace

VERSION = "1"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_VERB = re.compile(r"[a-z][a-z0-9_-]*")
_NUMBER = re.compile(r"0|[1-9a-z][0-9a-z]{0,12}")
_OPTION = re.compile(r"[!-~]*")


class BadKey(ValueError):
    """Not a key of ours (or of a version that we do not know)."""


@dataclass(frozen=True, slots=True)
class Key:
    verb: str
    prompt: int = 0
    option: str = ""


def encode(verb: str, prompt: int = 0, option: str = "") -> str:
    """Raises BadKey for what would not come back the same or does not fit."""
    if not _VERB.fullmatch(verb):
        raise BadKey(f"a verb is lower case letters, digits, - and _: {verb!r}")
    if not _OPTION.fullmatch(option):
        raise BadKey(f"an option is visible ASCII: {option!r}")
    if not 0 <= prompt < 2**63:
        raise BadKey(f"no prompt has the id {prompt}")
    key = f"{VERSION}.{verb}.{base36(prompt)}.{option}"
    if len(key) > KEY_BYTES_MAX:
        raise BadKey(f"{len(key)} bytes are more than {KEY_BYTES_MAX}: {key!r}")
    return key


def decode(text: str) -> Key:
    """Raises BadKey. Every string either comes from `encode` or is refused."""
    if len(text.encode(errors="replace")) > KEY_BYTES_MAX:
        raise BadKey("too long")
    parts = text.split(".", 3)
    if len(parts) != 4 or parts[0] != VERSION:
        raise BadKey(f"not a key: {text!r}")
    _, verb, number, option = parts
    if not (_VERB.fullmatch(verb) and _NUMBER.fullmatch(number) and _OPTION.fullmatch(option)):
        raise BadKey(f"not a key: {text!r}")
    prompt = int(number, 36)
    if prompt >= 2**63:
        raise BadKey(f"not a key: {text!r}")
    return Key(verb, prompt, option)


def base36(number: int) -> str:
    digits = ""
    while True:
        number, last = divmod(number, 36)
        digits = DIGITS[last] + digits
        if not number:
            return digits


def split(short: str) -> tuple[str, str]:
    """A dialogue's own key: "effort.7" -> ("effort", "7")."""
    verb, _, option = short.partition(".")
    return verb, option


def stamped(message: Message, prompt: int) -> Message:
    """The message with every dialogue key made whole. A link has no key; a whole key stays as it is."""
    if isinstance(message, Notice):
        return message
    return _stamped(message, prompt)


def _stamped(message: Card | Text | Picture | Document | Media, prompt: int) -> Message:
    if not message.rows:
        return message
    rows: Rows = tuple(
        tuple(
            one if one.url or one.key.startswith(f"{VERSION}.") else replace(one, key=_whole(one.key, prompt))
            for one in row
        )
        for row in message.rows
    )
    return replace(message, rows=rows)


def _whole(short: str, prompt: int) -> str:
    verb, option = split(short)
    return encode(verb, prompt, option)
