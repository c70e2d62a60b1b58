"""What a platform has to be able to do, and the closed set of answers to sending.

Platform exceptions end behind this door: the rest of the coach knows only what is written here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from adapters.messages import Address, Event, Message

Ref = str
"""A platform's own name for a sent message; opaque to everybody else."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform can show. Lengths are characters after parsing unless a name says bytes.

    `once_per_nonce`: a message sent again with its nonce is shown once, so that one that may have arrived can be sent
    again without a second thought.
    """

    text: int
    caption: int
    buttons_per_row: int
    rows: int
    label: int
    file_bytes: int
    edits: bool = True
    once_per_nonce: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived, as the message that `ref` names from now on."""

    ref: Ref


TOKEN_PAUSE = 0.5
"""Seconds for which a token rests that was not taken: whether it is revoked for good, and its platform is left alone,
is found out beside the sending. With one that works again the message still goes out."""


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """Certainly not delivered; try again after so many seconds. `whole_token` pauses every send of this token (429)."""

    retry_after: float
    whole_token: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """The request was written and no answer came: it may have arrived."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """The runner cannot be reached (blocked, deleted, left): send nothing more until they come back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another address from now on; nothing arrived."""

    address: Address


@dataclass(frozen=True, slots=True)
class Refused:
    """Our bug or our configuration: a retry would fail again. Raise an alarm."""

    why: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Answer to an edit only: that message is no longer there. Send a new one."""


Outcome = Delivered | NotDelivered | Unsure | Gone | Moved | Refused
EditOutcome = Outcome | Missing

OnEvents = Callable[[Sequence[Event]], Awaitable[None]]
"""Takes what the platform delivered, stores it in one transaction, and returns once it is safe on disk."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command for a platform's menu: name without slash, one-line description, arguments for slash commands.

    `choices` maps an argument's name to its fixed choices; `suggest` names the arguments with autocomplete.
    """

    name: str
    description: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suggest: tuple[str, ...] = ()


Suggest = Callable[[str, str, str, Mapping[str, str]], Sequence[str]]
"""(command, argument, typed so far, other arguments) -> suggestions; must be quick and may not touch the database."""


class ConfigurationError(Exception):
    """A setting is wrong in a way only the operator can mend; names the variable and says what it must be."""

    def __init__(self, variable: str, must_be: str) -> None:
        super().__init__(f"{variable}: {must_be}")
        self.variable = variable


class WrongToken(Exception):
    """The platform was asked and does not take the token."""


class Unreachable(Exception):
    """The platform could not be asked. Says why in a word, never with an address that holds a token."""


class Gateway(Protocol):
    """One platform with one token.

    `send` and `edit` never raise for anything the platform did. `nonce` is stable over retries of the same message.
    `answering` is the event that a message answers (a press to acknowledge, a slash command to follow up), or "".
    `run` delivers events until `close`; it reconnects by itself. It raises ConfigurationError where the platform does
    not take the token (any more) or a setting of it. After that, and after it was cancelled, it can be run again. Where
    everything typed arrives, the buttons that open a form are left out (`without_forms`).
    """

    platform: str
    limits: Limits

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome: ...

    async def edit(self, to: Address, ref: Ref, message: Message, *, answering: str = "") -> EditOutcome: ...

    async def run(self, on_events: OnEvents) -> None: ...

    async def close(self) -> None: ...


def seconds(value: float | int | timedelta) -> float:
    """A platform's `retry_after` as seconds: libraries give numbers or timedeltas."""
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
