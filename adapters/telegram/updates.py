"""Telegram's updates as neutral events. Only private chats speak to the coach."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from adapters.messages import Address, Called, Event, Left, Located, Origin, Pressed, Said, Sent

WANTED = ("message", "callback_query", "my_chat_member")
"""The kinds of update asked for. An edited message is not among them: what was said stays said."""

Now = Callable[[], datetime]

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_FILES = ("animation", "document", "audio", "video", "video_note", "voice", "sticker")
# Things nobody asked for that still deserve an answer.
_ODDITIES = ("contact", "poll", "dice", "story", "game", "checklist", "invoice")


def event(update: Update, now: Now) -> Event | None:
    """What the runner did, or None for what is not for us: groups, channels, bots, service messages.

    A document comes without its content; fetching it is the gateway's work.
    """
    if (press := update.callback_query) is not None:
        return _pressed(update, press, now)
    if (change := update.my_chat_member) is not None:
        return _left(update, change)
    message = update.message
    if message is None or message.from_user is None or message.from_user.is_bot or not _private(message.chat):
        return None
    return _spoken(_origin(update, message.from_user, message.chat, message.date), message)


def called_in_group(update: Update, username: str) -> Message | None:
    """The command by which somebody called this bot in a group, or None."""
    message = update.message
    if message is None or message.text is None or message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    found = _COMMAND.fullmatch(message.text)
    named = found.group(2) if found else None
    # Who runs a group may speak in its name; Telegram then puts a bot in the sender's place.
    bot = message.sender_chat is None and message.from_user is not None and message.from_user.is_bot
    if found is None or bot:
        return None
    return message if named is None or named.lower() == username.lower() else None


def _spoken(origin: Origin, message: Message) -> Event | None:
    if message.text is not None:
        if found := _COMMAND.fullmatch(message.text):
            return Called(origin, found.group(1).lower(), (found.group(3) or "").strip())
        return Said(origin, message.text)
    if message.location is not None:
        return Located(origin, message.location.latitude, message.location.longitude)
    caption = message.caption or ""
    if message.photo:
        largest = message.photo[-1]
        return Sent(origin, "photo.jpg", None, "photo", largest.file_size or 0, largest.file_id, caption)
    for kind in _FILES:
        if (file := getattr(message, kind)) is not None:
            name = getattr(file, "file_name", None) or kind
            if kind == "document" and (file.mime_type or "").startswith("video/"):
                kind = "video_file"
            # What a sticker says is the emoji that it stands for.
            words = caption or getattr(file, "emoji", None) or ""
            return Sent(origin, name, None, kind, file.file_size or 0, file.file_id, words)
    for kind in _ODDITIES:
        if getattr(message, kind) is not None:
            return Sent(origin, kind, None, kind)
    return None


def _pressed(update: Update, press: CallbackQuery, now: Now) -> Event | None:
    message = press.message
    if message is None or not _private(message.chat) or press.data is None:
        return None
    # Telegram does not say when a button was pressed; the message's own date is that of its sending.
    origin = _origin(update, press.from_user, message.chat, now())
    return Pressed(origin, press.data, message=str(message.message_id))


def _left(update: Update, change: ChatMemberUpdated) -> Event | None:
    if not _private(change.chat):
        return None
    origin = _origin(update, change.from_user, change.chat, change.date)
    return Left(origin, back=change.new_chat_member.status != ChatMemberStatus.BANNED)


def _private(chat: Chat) -> bool:
    return chat.type == ChatType.PRIVATE


def _origin(update: Update, user: User, chat: Chat, at: datetime) -> Origin:
    address = Address("telegram", str(user.id), str(chat.id))
    return Origin(str(update.update_id), address, at, user.language_code or "")
