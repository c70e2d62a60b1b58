"""What the questions of joining are made of: lines, buttons, and the row that leads back and on."""

from __future__ import annotations

from adapters.messages import Button, Line, Style, line
from bot.dialogues.join.draft import Draft
from bot.words import Words

VERB = "join"


def lines_of(words: Words, key: str, **figures: object) -> list[Line]:
    return [line(one) for one in words(key, **figures).split("\n")]


def button(words: Words, key: str, what: str, style: Style = Style.PLAIN) -> Button:
    return Button(words(key), f"{VERB}.{what}", style)


def nav(words: Words, draft: Draft, *more: Button) -> tuple[Button, ...]:
    return (button(words, "form.back", f"{draft.step}.back"), *more)


def forward(words: Words, draft: Draft) -> Button:
    return button(words, "form.next", f"{draft.step}.next", Style.PRIMARY)
