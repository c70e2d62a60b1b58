"""Logs: one line an event, for people or as JSON, always with `action=`. Never what a runner said, never a token."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from adapters.redact import hide

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def _figures(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _stamp(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        out: dict[str, object] = {
            "at": _stamp(record), "level": record.levelname.lower(), "logger": record.name,
            "action": getattr(record, "action", ""), "message": record.getMessage(),
        }  # fmt: skip
        out |= _figures(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            out["stack"] = record.exc_text
        return json.dumps(out, ensure_ascii=False, default=str)


class Human(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        figures = _figures(record)
        action = figures.pop("action", record.name)
        tail = "".join(f" {name}={value}" for name, value in figures.items())
        text = f"{_stamp(record)} {record.levelname.lower():7} action={action} {record.getMessage()}{tail}"
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        return f"{text}\n{record.exc_text}" if record.exc_text else text


def set_up(style: str, level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Replaces what handlers there are: everything goes to standard error, scrubbed of secrets."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Json() if style == "json" else Human())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    redaction = hide(secrets, [handler])
    for name in ("httpx", "httpcore", "apscheduler", "alembic", "aiosqlite", "discord"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))

    def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        (stream or sys.stderr).write(redaction.scrub(text))

    sys.excepthook = crash
