"""Frozen dataclasses to JSON and back, by their type hints: the fold's cache beside the person.

Knows dataclasses, StrEnums, dates, tuples, dicts with string keys, optionals and plain values; nothing else is stored.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
Convert = Callable[[Any], Any]


def dump(value: Any) -> Any:
    """JSON-able data. Fields that stand at a plain default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {}
        for name, default in _defaults(type(value)):
            one = getattr(value, name)
            if one is not default and one != default:
                out[name] = dump(one)
        return out
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [dump(one) for one in value]
    if isinstance(value, dict):
        return {key: dump(one) for key, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value


def load(cls: type[T], raw: Any) -> T:
    """The inverse of `dump` for a dataclass. Raises KeyError, TypeError or ValueError on foreign data."""
    result: T = _converter(typing.cast(typing.Any, cls))(raw)
    return result


@lru_cache(maxsize=256)
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((one.name, one.default) for one in fields(cls))


@lru_cache(maxsize=256)
def _converter(hint: Any) -> Convert:
    if isinstance(hint, type) and is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        converters = {one.name: _converter(hints[one.name]) for one in fields(hint)}

        def build(raw: Any) -> Any:
            return hint(**{name: converters[name](value) for name, value in raw.items()})

        return build
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _converter(next(one for one in arguments if one is not type(None)))
        return lambda raw: None if raw is None else inner(raw)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _converter(arguments[0])
            return lambda raw: tuple(each(one) for one in raw)
        several = tuple(_converter(one) for one in arguments)
        return lambda raw: tuple(convert(one) for convert, one in zip(several, raw, strict=True))
    if origin is dict:
        value_of = _converter(arguments[1])
        return lambda raw: {key: value_of(one) for key, one in raw.items()}
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return lambda raw: raw
