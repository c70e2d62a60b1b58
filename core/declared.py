"""A table of figures as the dataclass that declares it: every field there, none beside them, each of its kind.

The kinds are bool, int, float, str, tuples of a fixed length or `tuple[kind, ...]`, dataclasses, mappings, and
`Annotated[Mapping[str, kind], keys]`, a table of exactly those keys. A number is never negative or infinite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from core.figures import FiguresError

T = TypeVar("T")


def declared(file: str, kind: type[T], table: Mapping[str, Any]) -> T:
    """`table`, a parsed data file, as a `kind`. Raises FiguresError with file, entry and reason."""
    made: T = _table(file, kind, table, "")
    return made


def _value(file: str, kind: Any, given: Any, path: str) -> Any:
    """A value of the declared kind, or FiguresError."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        inner, keys = arguments
        if not isinstance(given, dict) or set(given) != set(keys):
            raise FiguresError(file, path, f"must be a table of exactly {', '.join(keys)}")
        return _value(file, inner, given, path)
    if is_dataclass(kind):
        return _table(file, kind, given, path)
    if origin is Mapping:
        return MappingProxyType(
            {key: _value(file, arguments[1], value, f"{path}.{key}") for key, value in given.items()}
        )
    if origin is tuple:
        if not isinstance(given, list):
            raise FiguresError(file, path, f"must be a list, not {given!r}")
        kinds = arguments[:1] * len(given) if arguments[-1] is ... else arguments
        if len(kinds) != len(given):
            raise FiguresError(file, path, f"must have {len(kinds)} entries, not {len(given)}")
        return tuple(_value(file, one, value, path) for one, value in zip(kinds, given, strict=True))
    if kind is float and type(given) is int:
        return float(given)
    if type(given) is not kind:
        raise FiguresError(file, path, f"must be {kind.__name__}, not {given!r}")
    if kind in (int, float) and not 0 <= given < float("inf"):
        raise FiguresError(file, path, f"must be zero or more, not {given!r}")
    return given


def _table(file: str, kind: Any, given: Any, path: str) -> Any:
    if not isinstance(given, dict):
        raise FiguresError(file, path, "must be a table")
    hints = get_type_hints(kind, include_extras=True)
    names = [one.name for one in fields(kind)]
    for name in given:
        if name not in names:
            raise FiguresError(file, path or "the whole file", f"unknown key '{name}'")
    for name in names:
        if name not in given:
            raise FiguresError(file, path or "the whole file", f"'{name}' is missing")
    return kind(**{name: _value(file, hints[name], given[name], f"{path}.{name}".lstrip(".")) for name in names})
