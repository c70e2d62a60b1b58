"""Telegram's errors as the closed set of answers to sending. They end here."""

from __future__ import annotations

import re

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from adapters.gateway import (
    TOKEN_PAUSE,
    Delivered,
    EditOutcome,
    Gone,
    Missing,
    Moved,
    NotDelivered,
    Outcome,
    Ref,
    Refused,
    Unsure,
    seconds,
)
from adapters.messages import Address
from adapters.telegram.wire import Flood, Unwritten

TOKEN = "SINEW_TELEGRAM_TOKEN"  # noqa: S105  (the variable's name)
SHAPE = re.compile(r"\d+:[\w-]+", re.ASCII)
"""Of every token; what looks different is not even tried."""

_UNREACHABLE = ("chat not found", "user not found", "peer_id_invalid", "user_is_blocked", "user is deactivated")
_NOT_THERE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)


def outcome(error: TelegramError, to: Address) -> Outcome:
    """What a failed send means for its sender."""
    match error:
        case Unwritten():
            return NotDelivered(retry_after=5.0)
        case Flood() | RetryAfter():
            return NotDelivered(seconds(error.retry_after), whole_token=True)
        case ChatMigrated():
            return Moved(Address(to.platform, to.user, str(error.new_chat_id)))
        case Forbidden():
            return Gone(error.message)
        case BadRequest():
            return Gone(error.message) if _says(error, *_UNREACHABLE) else Refused(error.message)
        case InvalidToken():
            return NotDelivered(TOKEN_PAUSE, whole_token=True)
    # Written, and then no answer or none to make sense of: Telegram may have sent it all the same.
    return Unsure(error.message)


def edit_outcome(error: TelegramError, to: Address, ref: Ref) -> EditOutcome:
    """The same for an edit, where "nothing to change" is success and a lost message has its own answer."""
    if isinstance(error, BadRequest):
        if _says(error, "message is not modified"):
            return Delivered(ref)
        if _says(error, *_NOT_THERE):
            return Missing()
    return outcome(error, to)


def unreadable_markup(error: TelegramError) -> bool:
    """Whether Telegram could not parse our markup: the same text goes through without it."""
    return isinstance(error, BadRequest) and _says(error, "can't parse entities", "can't find end", "unsupported start")


def _says(error: TelegramError, *phrases: str) -> bool:
    message = error.message.lower()
    return any(phrase in message for phrase in phrases)
