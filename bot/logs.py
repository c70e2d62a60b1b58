"""Logs: one line an event, for people or as JSON, always with `action=`. Never what a runner said, never a token."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from adapters.redact import Redaction, hide

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def _figures(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _stamp(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class Tally(logging.Handler):
    """Counts what is no good news, by its action: for the metrics and for `/admin`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.counts: Counter[tuple[str, str]] = Counter()
        """(level, action) -> lines since the start."""
        self.crashes: Counter[str] = Counter()
        """Action -> errors with a stack since the start."""

    def emit(self, record: logging.LogRecord) -> None:
        action = action_of(record)
        self.counts[record.levelname.lower(), action] += 1
        if record.levelno >= logging.ERROR and (record.exc_info or record.exc_text):
            self.crashes[action] += 1

    @property
    def errors(self) -> Counter[str]:
        """Action -> errors since the start."""
        return Counter({action: count for (level, action), count in self.counts.items() if level != "warning"})


TALLY = Tally()
"""Of this process, as logging itself is."""


def action_of(record: logging.LogRecord) -> str:
    """What a line is about: its own word for it, or where a library's line comes from."""
    return str(getattr(record, "action", "")) or f"library.{record.name.partition('.')[0]}"


class Json(logging.Formatter):
    """One object a line: `at`, `level`, `logger`, `action`, `message`, then the line's own figures, `stack` last."""

    def format(self, record: logging.LogRecord) -> str:
        out: dict[str, object] = {
            "at": _stamp(record), "level": record.levelname.lower(), "logger": record.name,
            "action": action_of(record), "message": record.getMessage(),
        }  # fmt: skip
        out |= {name: value for name, value in _figures(record).items() if name not in out}
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            out["stack"] = record.exc_text
        return json.dumps(out, ensure_ascii=False, default=str)


class Human(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        figures = _figures(record)
        figures.pop("action", None)
        tail = "".join(f" {name}={value}" for name, value in figures.items())
        text = f"{_stamp(record)} {record.levelname.lower():7} action={action_of(record)} {record.getMessage()}{tail}"
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        return f"{text}\n{record.exc_text}" if record.exc_text else text


class _Scrubbed(logging.Formatter):
    """The whole line once more without secrets: a figure of the line may hold what a platform's library said."""

    def __init__(self, inner: logging.Formatter, redaction: Redaction) -> None:
        super().__init__()
        self._inner, self._redaction = inner, redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.scrub(self._inner.format(record))


def set_up(style: str, level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Replaces what handlers there are: everything goes to standard error, scrubbed of secrets."""
    handler = logging.StreamHandler(stream or sys.stderr)
    redaction = hide(secrets, [handler])
    handler.setFormatter(_Scrubbed(Json() if style == "json" else Human(), redaction))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    # The tally first: it looks at stacks, which the other one turns into text.
    root.addHandler(TALLY)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in ("httpx", "httpcore", "apscheduler", "alembic", "aiosqlite", "discord", "procrastinate"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))

    def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        (stream or sys.stderr).write(redaction.scrub(text))

    sys.excepthook = crash
