"""Frozen dataclasses to JSON and back, by their type hints: the fold's cache beside the person.

Knows dataclasses, StrEnums, dates, tuples, dicts with string keys, optionals and plain values; nothing else is stored.
A record is a row, its values in the order of its fields, without their names. Many records are a table: how many, and
a column for each field, with every value that occurs in it once. What a long diary repeats is so neither written nor
read again and again. A record within a column (a dose) is the text of its row: most runners are asked for much the
same, so each such text is written and read once for all of them.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
Convert = Callable[[Any], Any] | None
"""None: the value is its own JSON."""

TEXTS = 4_096
"""So many are remembered."""


def dump(record: Any) -> Any:
    """A dataclass as JSON-able data. The last fields are left out where they stand at a plain default."""
    cls: Any = type(record)
    convert = _writer(cls)
    return record if convert is None else convert(record)


def load(cls: type[T], raw: Any) -> T:
    """The inverse of `dump` for a dataclass. Raises LookupError, TypeError or ValueError on foreign data."""
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
            if _is_record(arguments[0]):
                return _table_writer(arguments[0])
            return list if each is None else lambda value: [each(one) for one in value]
        several = [_writer(one) or _same for one in arguments]
        if all(convert is _same for convert in several):
            return list
        return lambda value: [convert(one) for convert, one in zip(several, value, strict=True)]
    if origin is dict:
        of = _writer(arguments[1])
        if _is_record(arguments[1]):
            table = _table_writer(arguments[1])
            return lambda value: [[*value], table(value.values())]
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


def _table_writer(cls: Any) -> Callable[[Any], Any]:
    """[how many, a column for each field]; the last columns are left out where all have the plain default."""
    hints = typing.get_type_hints(cls)
    listed = [(attrgetter(one.name), one.default, _column_writer(hints[one.name])) for one in fields(cls)]

    def write(records: Any) -> list[Any]:
        columns = [[*map(read, records)] for read, _, _ in listed]
        while columns and columns[-1].count(listed[len(columns) - 1][1]) == len(records):
            columns.pop()
        return [len(records), *(convert(one) for one, (_, _, convert) in zip(columns, listed, strict=False))]

    return write


def _column_writer(hint: Any) -> Callable[[list[Any]], Any]:
    """[the values that occur] where each record has its own or all the same, else with each one's place among them.

    Where the values are records themselves: [how many each has, the table of them all].
    """
    if (inner := _many(hint)) is not None:
        table = _table_writer(inner)
        return lambda values: [[*map(len, values)], table([*chain.from_iterable(values)])]
    one = _one(hint)
    convert = _text_writer(one) if one is not None else _writer(hint) or _same

    def write(values: list[Any]) -> list[Any]:
        places: dict[Any, int] = {}
        at = [places.setdefault(one, len(places)) for one in values]
        occurring = [*map(convert, places)]
        return [occurring] if len(occurring) in (1, len(at)) else [occurring, at]

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
            if _is_record(arguments[0]):
                return _table_reader(arguments[0])
            return tuple if each is None else lambda raw: tuple([each(one) for one in raw])
        several = [_reader(one) or _same for one in arguments]
        if all(convert is _same for convert in several):
            return tuple
        return lambda raw: tuple([convert(one) for convert, one in zip(several, raw, strict=True)])
    if origin is dict:
        of = _reader(arguments[1])
        if _is_record(arguments[1]):
            table = _table_reader(arguments[1])
            return lambda raw: dict(zip(raw[0], table(raw[1]), strict=True))
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

    return read


def _table_reader(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    hints = typing.get_type_hints(cls)
    converts = [_column_reader(hints[one.name]) for one in fields(cls)]

    def read(raw: Any) -> tuple[Any, ...]:
        count, *columns = raw
        if not count:
            return ()
        return tuple(map(cls, *(convert(one, count) for one, convert in zip(columns, converts, strict=False))))

    return read


def _column_reader(hint: Any) -> Callable[[Any, int], list[Any]]:
    if (inner := _many(hint)) is not None:
        table = _table_reader(inner)

        def records(raw: Any, _: int) -> list[Any]:
            left = iter(table(raw[1]))
            return [tuple(islice(left, count)) for count in raw[0]]

        return records
    one = _one(hint)
    convert = _text_reader(one) if one is not None else _reader(hint)

    def read(raw: Any, count: int) -> list[Any]:
        occurring = raw[0] if convert is None else [*map(convert, raw[0])]
        if len(raw) > 1:
            return [*map(occurring.__getitem__, raw[1])]
        return occurring if len(occurring) == count else occurring * count

    return read


@lru_cache(maxsize=64)
def _text_writer(cls: Any) -> Callable[[Any], str | None]:
    convert = _record_writer(cls)

    @lru_cache(maxsize=TEXTS)
    def write(record: Any) -> str | None:
        return None if record is None else json.dumps(_plain(convert(record)), separators=(",", ":"))

    return write


@lru_cache(maxsize=64)
def _text_reader(cls: Any) -> Callable[[str | None], Any]:
    convert = _record_reader(cls)

    @lru_cache(maxsize=TEXTS)
    def read(text: str | None) -> Any:
        return None if text is None else convert(json.loads(text))

    return read


def _plain(value: Any) -> Any:
    """Equal records have the same text: 8 kg are 8.0 kg."""
    if isinstance(value, list):
        return [*map(_plain, value)]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _one(hint: Any) -> Any:
    """The class of a value that is a record, or none where there need not be one; None for whatever else."""
    optional = typing.get_origin(hint) in (typing.Union, types.UnionType)
    inner = _only(typing.get_args(hint)) if optional else hint
    return inner if _is_record(inner) else None


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and is_dataclass(hint)


def _many(hint: Any) -> Any:
    """The class of which a tuple holds any number of records; None for whatever else."""
    arguments = typing.get_args(hint)
    holds = typing.get_origin(hint) is tuple and arguments[1:] == (Ellipsis,) and _is_record(arguments[0])
    return arguments[0] if holds else None


def _only(arguments: tuple[Any, ...]) -> Any:
    """What is optional."""
    return next(one for one in arguments if one is not type(None))


def _same(value: Any) -> Any:
    return value
