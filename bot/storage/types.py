"""Column types that both stores agree on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator

from bot.storage import jsons

log = logging.getLogger(__name__)


NO_TIME, NO_DAY = datetime(1970, 1, 1, tzinfo=UTC), date(1970, 1, 1)
"""Read where a cell holds no time or date, as after a disk failed. To be told by `is` from what was written so."""

Processor = Callable[[Any], Any] | None


def _forgiving(read: Processor, dialect: Dialect, instead: date) -> Processor:
    """SQLite keeps times as text, and one that is none must not keep a hundred other rows from being read."""
    if read is None or dialect.name != "sqlite":
        return read

    def found(value: Any) -> Any:
        try:
            return read(value)
        except (ValueError, TypeError):
            log.error("a cell holds no time", extra={"action": "storage.garbage"})
            return instead

    return found


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. A naive value is refused on the way in; what comes out is aware and in UTC.

    SQLite drops an offset without a word, so it is given UTC and told nothing of zones.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        return _forgiving(super().result_processor(dialect, coltype), dialect, NO_TIME)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} is naive: only instants with an offset are stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Day(TypeDecorator[date]):
    """A date on somebody's calendar."""

    impl = Date()
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        return _forgiving(super().result_processor(dialect, coltype), dialect, NO_DAY)


Json = JSON(none_as_null=True)
"""None is SQL's NULL."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A number that grows; SQLite numbers rows by itself for its own INTEGER only."""


class Garbage(dict[str, Any]):
    """Read where a cell holds no JSON, as after a disk failed: empty, so that its own row fails and no other."""


class Garbled(str):
    """Text of a cell whose bytes are none: with a mark in the place of each that cannot be read."""

    __slots__ = ()


def decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        log.error("a cell holds no text", extra={"action": "storage.garbage"})
        return Garbled(raw.decode(errors="replace"))


def unreadable(value: object) -> bool:
    """Whether that came out of a cell in place of what cannot be read."""
    return isinstance(value, Garbage | Garbled) or value is NO_TIME or value is NO_DAY


def loads(text: str) -> Any:
    try:
        if isinstance(text, Garbled):
            return Garbage()
        return jsons.loads(text)
    except (ValueError, TypeError):
        log.error("a cell holds no JSON", extra={"action": "storage.garbage"})
        return Garbage()
