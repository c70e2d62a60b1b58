"""One part of a message as one request of the Bot API."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto, LinkPreviewOptions
from telegram import Message as Posted
from telegram.constants import ParseMode
from telegram.error import TelegramError

from adapters.messages import Card, Document, Media, Notice, Picture, Text, line
from adapters.splitting import lines_of
from adapters.telegram import markup
from adapters.telegram.outcomes import unreadable_markup

_log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Part = Card | Text | Picture | Document | Media | Notice
_ALT = 200
_Answer = TypeVar("_Answer")


async def put(bot: Bot, chat: str, part: Part, *, silent: bool) -> Posted:
    """Send a part as a new message."""
    keys = _keys(part)

    async def call(mode: ParseMode | None) -> Posted:
        words = _words(part, mode)
        if isinstance(part, Card | Text | Notice):
            return await bot.send_message(
                chat, words, mode, reply_markup=keys, link_preview_options=_NO_PREVIEW, disable_notification=silent
            )
        about: dict[str, Any] = {"caption": words or None, "parse_mode": mode if words else None}
        about |= {"reply_markup": keys, "disable_notification": silent}
        match part:
            case Picture():
                return await bot.send_photo(chat, InputFile(part.png, "picture.png"), **about)
            case Document():
                return await bot.send_document(chat, InputFile(part.content, part.name), **about)
            case Media(kind="photo"):
                return await bot.send_photo(chat, part.file_id, **about)
            case Media(kind="document"):
                return await bot.send_document(chat, part.file_id, **about)
            case Media(kind="animation"):
                return await bot.send_animation(chat, part.file_id, **about)
            case Media():
                return await bot.send_video(chat, part.file_id, **about)

    return await _marked_up(call)


async def swap(bot: Bot, chat: str, ref: int, part: Part) -> None:
    """Put a part in the place of a message that was sent."""
    keys = _keys(part)

    async def call(mode: ParseMode | None) -> object:
        words = _words(part, mode)
        if isinstance(part, Picture):
            photo = InputMediaPhoto(InputFile(part.png, "picture.png", attach=True), words or None, mode)
            return await bot.edit_message_media(photo, chat, ref, reply_markup=keys)
        if isinstance(part, Document):
            file = InputMediaDocument(InputFile(part.content, part.name, attach=True), words or None, mode)
            return await bot.edit_message_media(file, chat, ref, reply_markup=keys)
        return await bot.edit_message_text(
            words, chat, ref, parse_mode=mode, reply_markup=keys, link_preview_options=_NO_PREVIEW
        )

    await _marked_up(call)


async def _marked_up(call: Callable[[ParseMode | None], Awaitable[_Answer]]) -> _Answer:
    try:
        return await call(ParseMode.HTML)
    except TelegramError as error:
        if not unreadable_markup(error):
            raise
        # The words matter more than their looks.
        _log.error("action=send platform=telegram outcome=plain why=%s", error.message)
        return await call(None)


def _words(part: Part, mode: ParseMode | None) -> str:
    lines = lines_of(part)
    if isinstance(part, Picture) and not lines:
        # Telegram has no description for screen readers; a caption is the next best place.
        lines = (line(part.alt[:_ALT]),)
    return markup.plain(lines) if mode is None else markup.html(lines)


def _keys(part: Part) -> Any:
    return None if isinstance(part, Notice) else markup.keyboard(part.rows)
