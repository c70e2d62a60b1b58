"""Frozen dataclasses to JSON and back, by their type hints: the fold's cache beside the person.

Knows dataclasses, StrEnums, dates, tuples, dicts with string keys, optionals and plain values; nothing else is stored.
A record is a row, its values in the order of its fields: half as long as with their names, and read in half the time.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
Convert = Callable[[Any], Any] | None
"""None: the value is its own JSON."""


def dump(record: Any) -> Any:
    """A dataclass as JSON-able data. The last fields are left out where they stand at a plain default."""
    cls: Any = type(record)
    convert = _writer(cls)
    return record if convert is None else convert(record)


def load(cls: type[T], raw: Any) -> T:
    """The inverse of `dump` for a dataclass. Raises KeyError, TypeError or ValueError on foreign data."""
    convert = _reader(typing.cast(typing.Any, cls))
    result: T = raw if convert is None else convert(raw)
    return result


@lru_cache(maxsize=256)
def _writer(hint: Any) -> Convert:
    if _is_record(hint):
        return _record_writer(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _writer(_only(arguments))
        return None if inner is None else lambda value: None if value is None else inner(value)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _writer(arguments[0])
            return list if each is None else lambda value: [each(one) for one in value]
        several = [_writer(one) or _same for one in arguments]
        if all(convert is _same for convert in several):
            return list
        return lambda value: [convert(one) for convert, one in zip(several, value, strict=True)]
    if origin is dict:
        of = _writer(arguments[1])
        return dict if of is None else lambda value: {key: of(one) for key, one in value.items()}
    if isinstance(hint, type) and issubclass(hint, date):
        return hint.isoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("_value_")
    return None


def _record_writer(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    # A field without a default is always written: nothing equals MISSING.
    defaults = [one.default for one in fields(cls)]
    converted = [(number, convert) for number, one in enumerate(fields(cls)) if (convert := _writer(hints[one.name]))]
    read = attrgetter(*(one.name for one in fields(cls)), "__class__")

    def write(record: Any) -> list[Any]:
        *row, _ = read(record)
        while row and (row[-1] is (default := defaults[len(row) - 1]) or row[-1] == default):
            row.pop()
        for number, convert in converted:
            if number < len(row):
                row[number] = convert(row[number])
        return row

    return write


@lru_cache(maxsize=256)
def _reader(hint: Any) -> Convert:
    if _is_record(hint):
        return _record_reader(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(_only(arguments))
        return None if inner is None else lambda raw: None if raw is None else inner(raw)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _reader(arguments[0])
            return tuple if each is None else lambda raw: tuple([each(one) for one in raw])
        several = [_reader(one) or _same for one in arguments]
        if all(convert is _same for convert in several):
            return tuple
        return lambda raw: tuple([convert(one) for convert, one in zip(several, raw, strict=True)])
    if origin is dict:
        of = _reader(arguments[1])
        return dict if of is None else lambda raw: {key: of(one) for key, one in raw.items()}
    if hint is datetime or hint is date:
        read: Callable[[Any], Any] = hint.fromisoformat
        return read
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None


def _record_reader(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    # Only what has to be converted: the rest goes in as it came out of the JSON.
    converted = [(number, convert) for number, one in enumerate(fields(cls)) if (convert := _reader(hints[one.name]))]

    def read(raw: Any) -> Any:
        row = list(raw)
        for number, convert in converted:
            if number < len(row):
                row[number] = convert(row[number])
        return cls(*row)

    return read if any(_holds_records(hint) for hint in hints.values()) else _shared(read)


def _shared(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Small records that stand side by side are often the same (a dose over its last sessions), and can be one."""
    last: tuple[Any, Any] = None, None

    def read(raw: Any) -> Any:
        nonlocal last
        known, record = last
        if raw != known:
            record = make(raw)
            last = raw, record
        return record

    return read


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and is_dataclass(hint)


def _holds_records(hint: Any) -> bool:
    return _is_record(hint) or any(_holds_records(one) for one in typing.get_args(hint))


def _only(arguments: tuple[Any, ...]) -> Any:
    """What is optional."""
    return next(one for one in arguments if one is not type(None))


def _same(value: Any) -> Any:
    return value
