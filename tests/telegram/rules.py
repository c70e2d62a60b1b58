"""What Telegram lets into a message: its text, its buttons, its files."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from adapters.splitting import units
from tests.telegram import entities
from tests.telegram.entities import Entity, Unparsable
from tests.telegram.values import File, Key, Refusal


def text(given: Mapping[str, Any], name: str = "text") -> tuple[str, tuple[Entity, ...]]:
    """The text or caption of a request as it will be shown, with its entities."""
    shown, marks = given.get(name, ""), tuple[Entity, ...]()
    if (mode := given.get("parse_mode", "")) == "HTML":
        try:
            shown, marks = entities.parse(shown)
        except Unparsable as error:
            raise Refusal(400, str(error)) from None
    elif mode:
        raise Refusal(400, f"unsupported parse_mode {mode}")
    shown, marks = entities.shown(shown, marks)
    if name == "text" and entities.is_empty(shown):
        raise Refusal(400, "message text is empty")
    if units(shown) > (4096 if name == "text" else 1024):
        raise Refusal(400, "message is too long" if name == "text" else "message caption is too long")
    # Telegram would show the rest unmarked.
    if len(marks) > 100:
        raise Refusal(400, f"{len(marks)} entities")
    return shown, marks


def keys(given: Mapping[str, str]) -> tuple[tuple[Key, ...], ...]:
    """The inline keyboard of a request."""
    if "reply_markup" not in given:
        return ()
    rows = json.loads(given["reply_markup"])["inline_keyboard"]
    if sum(map(len, rows)) > 100:
        raise Refusal(400, "REPLY_MARKUP_TOO_LONG")
    for row in rows:
        if not 1 <= len(row) <= 8:
            raise Refusal(400, f"a row of {len(row)} buttons")
        for one in row:
            _check_key(one)
    return tuple(
        tuple(Key(one["text"], *(one.get(name, "") for name in ("callback_data", "url", "style"))) for one in row)
        for row in rows
    )


def check_file(file: File, kind: str) -> None:
    """Whether an uploaded file may go out as this kind."""
    if not file.content:
        raise Refusal(400, "file must be non-empty")
    if len(file.content) > (10 if kind == "photo" else 50) << 20:
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo":
        if not file.content.startswith(b"\x89PNG"):
            raise Refusal(400, "IMAGE_PROCESS_FAILED")
        width, height = struct.unpack(">II", file.content[16:24])
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise Refusal(400, "PHOTO_INVALID_DIMENSIONS")


def check_command(name: str, description: str) -> None:
    """Whether a menu may hold this command."""
    if not (1 <= len(name) <= 32 and name.isascii() and name.replace("_", "a").isalnum() and name == name.lower()):
        raise Refusal(400, "BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise Refusal(400, "BOT_COMMAND_DESCRIPTION_INVALID")


def _check_key(key: Mapping[str, Any]) -> None:
    if entities.is_empty(key["text"]):
        raise Refusal(400, "Text buttons are unallowed in the inline keyboard")
    if ("callback_data" in key) == ("url" in key):
        raise Refusal(400, "BUTTON_TYPE_INVALID")
    if "callback_data" in key and not 1 <= len(key["callback_data"].encode()) <= 64:
        raise Refusal(400, "BUTTON_DATA_INVALID")
    if "url" in key and not key["url"].startswith(("https://", "http://", "tg://")):
        raise Refusal(400, "BUTTON_URL_INVALID")
    if key.get("style", "primary") not in ("primary", "success", "danger"):
        raise Refusal(400, "BUTTON_STYLE_INVALID")
