"""What the engine itself says: short, kind and useful, where no dialogue has anything to say."""

from __future__ import annotations

from typing import Any

from adapters.messages import Event, Message, Notice, Pressed, Text, line
from bot.dialogue import Out, Reply
from bot.words import Words


def answer(words: Words, event: Event | None, key: str, **figures: Any) -> Reply:
    """A toast on a press, a short message otherwise."""
    return Reply(outs=(Out(said(words, event, key, **figures)),))


def said(words: Words, event: Event | None, key: str, **figures: Any) -> Message:
    text = words(key, **figures)
    if isinstance(event, Pressed):
        return Notice(text)
    return Text(tuple(line(one) for one in text.split("\n")))
