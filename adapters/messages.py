"""The neutral vocabulary in both directions: what a runner sees, and what a runner does.

Everything here is a frozen value, and JSON-able (`adapters/stored.py`), because an outgoing message is a row (the
outbox) before it is a request. Text is a tiny tree of plain, strong and mono spans, so that each platform escapes
for itself and nothing a user typed can become markup or a mention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

KEY_BYTES_MAX = 64
"""A button's key: Telegram's `callback_data` allows 64 bytes, the tightest of all platforms."""


class Mark(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    MONO = "mono"
    QUIET = "quiet"


class Tone(StrEnum):
    """The colour of a card. A platform shows colour, and the text always says symbol and word as well."""

    PUSH = "push"
    HOLD = "hold"
    BACK_OFF = "back_off"
    NEUTRAL = "neutral"
    ALERT = "alert"


class Style(StrEnum):
    """`ON` and `OFF` make a button one toggle of a set: a platform may show the set as one list to pick several from.

    The label still says which it is ("✓ Calf"), for platforms that have nothing but labels.
    """

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line. An empty one is a blank line between blocks; a `mono` line belongs to a table and never wraps."""

    spans: tuple[Span, ...] = ()

    @property
    def plain(self) -> str:
        return "".join([span.text for span in self.spans])


def line(*parts: str | Span) -> Line:
    return Line(tuple([part if isinstance(part, Span) else Span(part) for part in parts if part]))


def strong(text: str) -> Span:
    return Span(text, Mark.STRONG)


def mono(text: str) -> Span:
    return Span(text, Mark.MONO)


def row(*cells: str) -> Line:
    """A row of a table, a span for each cell."""
    return Line(tuple([Span(cell, Mark.MONO) for cell in cells]))


def quiet(text: str) -> Span:
    return Span(text, Mark.QUIET)


BLANK = Line()


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a press sends back.

    `key` is at most 64 bytes. `url` makes it a link instead (then `key` is empty). `form`: it opens a form to type
    into, and stands only on a platform that may keep what is typed to itself.
    """

    label: str
    key: str
    style: Style = Style.PLAIN
    url: str = ""
    form: bool = False

    def __post_init__(self) -> None:
        if len(self.key.encode()) > KEY_BYTES_MAX:
            raise ValueError(f"a button's key has at most {KEY_BYTES_MAX} bytes: {self.key!r}")


Rows = tuple[tuple[Button, ...], ...]


def without_forms(rows: Rows) -> Rows:
    """The buttons as they stand where one simply types."""
    if not any(one.form for row in rows for one in row):
        return rows
    left = (tuple(one for one in row if not one.form) for row in rows)
    return tuple(row for row in left if row)


@dataclass(frozen=True, slots=True)
class Field:
    """A short label with a value, shown side by side where the platform can."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """The rich message: a title, lines, fields, a footer, and the light as its tone.

    `data` is for programs (the console's line protocol), never shown: it is passed on as it is. `scale`: it asks in
    words for a number from 0 to this, 0 where it does not; a platform that numbers its buttons then begins above.
    """

    title: str
    lines: tuple[Line, ...] = ()
    fields: tuple[Field, ...] = ()
    footer: str = ""
    tone: Tone = Tone.NEUTRAL
    rows: Rows = ()
    data: Mapping[str, Any] | None = None
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Lines alone; `scale` as a card's."""

    lines: tuple[Line, ...]
    rows: Rows = ()
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` says in words what it shows, where no picture can be."""

    png: bytes
    alt: str
    lines: tuple[Line, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the runner to keep."""

    name: str
    content: bytes
    lines: tuple[Line, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Media:
    """A file that the platform already keeps (a form video), shown again by the platform's own id."""

    file_id: str
    kind: str
    lines: tuple[Line, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Fleeting: a toast on a press, an ephemeral line on Discord. Falls back to a short message without a press."""

    text: str


Message = Card | Text | Picture | Document | Media | Notice


# --- inbound -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """Where a runner is reached. `user` decides who may press; `chat` is where messages go (a private chat)."""

    platform: str
    user: str
    chat: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What every event carries.

    `event_id` is unique per platform and token (a redelivery has the same one). `at` is the platform's own time.
    `language` is the platform's hint ("en", "de"), never stored as a fact. `private` is false for a group or a public
    channel: then nothing about health may be answered there.
    """

    event_id: str
    address: Address
    at: datetime
    language: str = ""
    private: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """A command without its slash. `arguments` is the rest of the line as typed (Discord's options, space between)."""

    origin: Origin
    command: str
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button. `values` are a select's choices (empty for a button), `message` the ref of the message it sat on."""

    origin: Origin
    key: str
    values: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file. `content` is None for one that is too large or of a kind that is kept by reference (`file_id`) only."""

    origin: Origin
    name: str
    content: bytes | None
    kind: str = "document"
    size: int = 0
    file_id: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A shared position, degrees; used once to find the time zone and not kept."""

    origin: Origin
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Left:
    """The runner blocked the bot or removed it (`back` is true when they returned)."""

    origin: Origin
    back: bool = False


Event = Said | Called | Pressed | Sent | Located | Left
