"""The neutral vocabulary in both directions: what a runner sees, and what a runner does.

Everything here is a frozen value and JSON-able through `to_json` / `from_json`, because an outgoing message is a row
(the outbox) before it is a request. Text is a tiny tree of plain, strong and mono spans, so that each platform escapes
for itself and nothing a user typed can become markup or a mention.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
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
        return "".join(span.text for span in self.spans)


def line(*parts: str | Span) -> Line:
    return Line(tuple(part if isinstance(part, Span) else Span(part) for part in parts if part))


def strong(text: str) -> Span:
    return Span(text, Mark.STRONG)


def mono(text: str) -> Span:
    return Span(text, Mark.MONO)


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
    png: bytes
    alt: str
    lines: tuple[Line, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Document:
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


# --- JSON: a message in the outbox, an event in the inbox -----------------------------------------------------------

_MESSAGES: dict[str, type[Any]] = {
    "card": Card, "text": Text, "picture": Picture, "document": Document, "media": Media, "notice": Notice,
}  # fmt: skip
_EVENTS: dict[str, type[Any]] = {
    "said": Said, "called": Called, "pressed": Pressed, "sent": Sent, "located": Located, "left": Left,
}  # fmt: skip


# Calling an enumeration takes three times as long, and a card asks dozens of times.
_MARKS = {one.value: one for one in Mark}
_STYLES = {one.value: one for one in Style}


def _lines_json(lines: Sequence[Line]) -> list[list[list[str]]]:
    return [[[span.text, span.mark.value] for span in one.spans] for one in lines]


def _lines(raw: Sequence[Sequence[Sequence[str]]]) -> tuple[Line, ...]:
    return tuple(Line(tuple(Span(text, _MARKS[mark]) for text, mark in one)) for one in raw)


def _rows_json(rows: Rows) -> list[list[dict[str, Any]]]:
    return [
        [
            {"label": b.label, "key": b.key, "style": b.style.value, "url": b.url} | ({"form": True} if b.form else {})
            for b in row
        ]
        for row in rows
    ]


def _rows(raw: Sequence[Sequence[Mapping[str, Any]]]) -> Rows:
    return tuple(
        tuple(
            Button(b["label"], b["key"], _STYLES[b.get("style", "plain")], b.get("url", ""), b.get("form", False))
            for b in row
        )
        for row in raw
    )


def message_to_json(message: Message) -> dict[str, Any]:
    """The message as JSON-able data; `message_from_json` gives an equal value back."""
    kind = next(name for name, cls in _MESSAGES.items() if isinstance(message, cls))
    out: dict[str, Any] = {"kind": kind}
    match message:
        case Card():
            out |= {
                "title": message.title, "lines": _lines_json(message.lines),
                "fields": [[f.label, f.value] for f in message.fields], "footer": message.footer,
                "tone": message.tone.value, "data": dict(message.data) if message.data is not None else None,
            }  # fmt: skip
        case Text():
            out["lines"] = _lines_json(message.lines)
        case Picture():
            out |= {"png": base64.b64encode(message.png).decode(), "alt": message.alt}
            out["lines"] = _lines_json(message.lines)
        case Document():
            out |= {"name": message.name, "content": base64.b64encode(message.content).decode()}
            out["lines"] = _lines_json(message.lines)
        case Media():
            out |= {"file_id": message.file_id, "media": message.kind, "lines": _lines_json(message.lines)}
        case Notice():
            out["text"] = message.text
    if not isinstance(message, Notice):
        out["rows"] = _rows_json(message.rows)
    if isinstance(message, Card | Text) and message.scale:
        out["scale"] = message.scale
    return out


def message_from_json(raw: Mapping[str, Any]) -> Message:
    """The inverse of `message_to_json`. Raises KeyError or ValueError on foreign data."""
    rows = _rows(raw.get("rows", ()))
    lines = _lines(raw.get("lines", ()))
    match raw["kind"]:
        case "card":
            fields = tuple(Field(label, value) for label, value in raw["fields"])
            tone, scale = Tone(raw["tone"]), raw.get("scale", 0)
            return Card(raw["title"], lines, fields, raw["footer"], tone, rows, raw["data"], scale)
        case "text":
            return Text(lines, rows, raw.get("scale", 0))
        case "picture":
            return Picture(base64.b64decode(raw["png"]), raw["alt"], lines, rows)
        case "document":
            return Document(raw["name"], base64.b64decode(raw["content"]), lines, rows)
        case "media":
            return Media(raw["file_id"], raw["media"], lines, rows)
        case "notice":
            return Notice(raw["text"])
    raise ValueError(f"unknown message kind {raw['kind']!r}")


def event_to_json(event: Event) -> dict[str, Any]:
    """The event as JSON-able data for the inbox; `event_from_json` gives an equal value back."""
    kind = next(name for name, cls in _EVENTS.items() if isinstance(event, cls))
    origin = event.origin
    out: dict[str, Any] = {
        "kind": kind,
        "origin": {
            "event_id": origin.event_id, "at": origin.at.isoformat(), "language": origin.language,
            "private": origin.private, "platform": origin.address.platform, "user": origin.address.user,
            "chat": origin.address.chat,
        },
    }  # fmt: skip
    for name in event.__dataclass_fields__:
        if name != "origin":
            value = getattr(event, name)
            out[name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    if "kind" in event.__dataclass_fields__:
        out["file_kind"], out["kind"] = out["kind"], kind
    return out


def event_from_json(raw: Mapping[str, Any]) -> Event:
    """The inverse of `event_to_json`. Raises KeyError or ValueError on foreign data."""
    o = raw["origin"]
    origin = Origin(
        o["event_id"],
        Address(o["platform"], o["user"], o["chat"]),
        datetime.fromisoformat(o["at"]),
        o.get("language", ""),
        o.get("private", True),
    )
    cls = _EVENTS[raw["kind"]]
    values = {name: raw[name] for name in cls.__dataclass_fields__ if name != "origin" and name in raw}
    if cls is Sent:
        values["kind"] = raw.get("file_kind", "document")
        if values["content"] is not None:
            values["content"] = base64.b64decode(values["content"])
    if cls is Pressed:
        values["values"] = tuple(values["values"])
    event: Event = cls(origin=origin, **values)
    return event
