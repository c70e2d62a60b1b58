"""Column types that both stores agree on."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator

log = logging.getLogger(__name__)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. A naive value is refused on the way in; what comes out is aware and in UTC.

    SQLite drops an offset without a word, so it is given UTC and told nothing of zones.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

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


Json = JSON(none_as_null=True)
"""None is SQL's NULL."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A number that grows; SQLite numbers rows by itself for its own INTEGER only."""


dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
"""A value as JSON text. Made once: `json.dumps` makes a new encoder for each value."""


class Garbage(dict[str, Any]):
    """Read where a cell holds no JSON, as after a disk failed: empty, so that its own row fails and no other."""


def loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        log.error("a cell holds no JSON", extra={"action": "storage.garbage"})
        return Garbage()
