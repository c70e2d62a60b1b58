"""The vocabulary as JSON: a message is a row of the outbox before it is sent, an event one of the inbox."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.messages import (
    Address,
    Button,
    Called,
    Card,
    Document,
    Event,
    Field,
    Left,
    Line,
    Located,
    Mark,
    Media,
    Message,
    Notice,
    Origin,
    Picture,
    Pressed,
    Rows,
    Said,
    Sent,
    Span,
    Style,
    Text,
    Tone,
)

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
    return [[[span.text, span.mark] for span in one.spans] for one in lines]


def _lines(raw: Sequence[Sequence[Sequence[str]]]) -> tuple[Line, ...]:
    return tuple([Line(tuple([Span(text, _MARKS[mark]) for text, mark in one])) for one in raw])


def _rows_json(rows: Rows) -> list[list[dict[str, Any]]]:
    return [
        [
            {"label": b.label, "key": b.key, "style": b.style, "url": b.url} | ({"form": True} if b.form else {})
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
                "tone": message.tone, "data": dict(message.data) if message.data is not None else None,
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
