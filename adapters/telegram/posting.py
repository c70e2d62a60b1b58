"""One part of a message as one request of the Bot API.

Through the library's request layer, but without its `Message`: of the answer only the number is wanted, building the
rest costs a third of a send, and an answer that this version cannot read would turn a delivered message into an error.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import InputFile, InputMediaDocument, InputMediaPhoto
from telegram.error import TelegramError

from adapters.gateway import Ref
from adapters.messages import Document, Media, Message, Notice, Picture, line
from adapters.splitting import lines_of
from adapters.telegram import markup
from adapters.telegram.outcomes import unreadable_markup

_log = logging.getLogger(__name__)

Call = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
"""A method of the Bot API and its parameters; those that are None are left out."""

_QUIET_LINKS = {"is_disabled": True}
_KEPT = {
    "photo": ("sendPhoto", "photo"), "document": ("sendDocument", "document"), "video": ("sendVideo", "video"),
    "animation": ("sendAnimation", "animation"), "video_note": ("sendVideoNote", "video_note"),
    "video_file": ("sendDocument", "document"),
}  # fmt: skip
"""Kind -> method and parameter. Telegram shows a file again only as what it was sent as."""
_ALT = 200


async def put(call: Call, chat: str, part: Message, *, silent: bool, topic: int | None = None) -> Ref:
    """Send a part as a new message; into a topic, where a group has those."""
    about = {
        "chat_id": chat, "message_thread_id": topic,
        "reply_markup": _keys(part), "disable_notification": silent or None,
    }  # fmt: skip

    async def attempt(words: str, mode: str | None) -> Any:
        caption = {"caption": words or None, "parse_mode": mode if words else None}
        match part:
            case Picture():
                return await call("sendPhoto", {**about, **caption, "photo": InputFile(part.png, "picture.png")})
            case Document():
                return await call("sendDocument", {**about, **caption, "document": InputFile(part.content, part.name)})
            case Media():
                method, name = _KEPT.get(part.kind, _KEPT["video"])
                return await call(method, {**about, **caption, name: part.file_id})
        return await call("sendMessage", {**about, **_text(words, mode)})

    return str((await _legibly(attempt, part))["message_id"])


async def swap(call: Call, chat: str, ref: Ref, part: Message) -> None:
    """Put a part in the place of a message that was sent."""
    about = {"chat_id": chat, "message_id": int(ref), "reply_markup": _keys(part)}

    async def attempt(words: str, mode: str | None) -> Any:
        match part:
            case Picture():
                file = InputFile(part.png, "picture.png", attach=True)
                return await call("editMessageMedia", {**about, "media": InputMediaPhoto(file, words or None, mode)})
            case Document():
                file = InputFile(part.content, part.name, attach=True)
                return await call("editMessageMedia", {**about, "media": InputMediaDocument(file, words or None, mode)})
        return await call("editMessageText", {**about, **_text(words, mode)})

    await _legibly(attempt, part)


def _text(words: str, mode: str | None) -> Mapping[str, Any]:
    return {"text": words, "parse_mode": mode, "link_preview_options": _QUIET_LINKS}


async def _legibly(attempt: Callable[[str, str | None], Awaitable[Any]], part: Message) -> Any:
    """With markup; without, where Telegram cannot read ours: the words matter more than their looks."""
    lines = lines_of(part)
    if isinstance(part, Picture) and not lines:
        # Telegram has no description for screen readers; a caption is the next best place.
        lines = (line(part.alt[:_ALT]),)
    try:
        return await attempt(markup.html(lines), "HTML")
    except TelegramError as error:
        if not unreadable_markup(error):
            raise
        _log.error("sent without markup: %s", error.message, extra={"action": "telegram.plain"})
        return await attempt(markup.plain(lines), None)


def _keys(part: Message) -> Mapping[str, Any] | None:
    return None if isinstance(part, Notice) else markup.keyboard(part.rows)
