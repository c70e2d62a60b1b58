"""Reading the packaged figures: TOML in, checked values out, and errors that say file, entry and reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class FiguresError(ValueError):
    """A data file that cannot be used. Carries the file's name, the entry in it and the reason."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}")
        self.file = file
        self.entry = entry
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure comes from: the tag of the rulebook (V, V2, M-high, M-med, M-low, DC, seed) and the source."""

    tag: str
    source: str


TAGS = ("V", "V2", "M-high", "M-med", "M-low", "DC", "seed")


def read_sources(document: Entry) -> Mapping[str, Evidence]:
    """The table [sources] of a data file, each entry with `tag` and `source`. Raises FiguresError."""
    found: dict[str, Evidence] = {}
    for name, values in document.take("sources", dict).items():
        entry = Entry(document.file, f"sources.{name}", values)
        tag, source = entry.take("tag", str), entry.take("source", str)
        entry.done()
        if tag not in TAGS:
            raise entry.error(f"'tag' must be one of {', '.join(TAGS)}, not {tag!r}")
        found[name] = Evidence(tag, source)
    return MappingProxyType(found)


def packaged(name: str) -> str:
    """The text of one of core's own data files."""
    return (files("core") / "data" / name).read_text(encoding="utf-8")


def parse(name: str, text: str) -> dict[str, Any]:
    """The TOML of a data file. Raises FiguresError where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FiguresError(name, "the whole file", str(error)) from None


class Entry:
    """One table of a data file: values are taken out with their type checked; what is left over is refused."""

    def __init__(self, file: str, name: str, values: object) -> None:
        self.file = file
        self.name = name
        if not isinstance(values, dict):
            raise FiguresError(file, name, "must be a table")
        self._values = dict(values)

    @property
    def left(self) -> frozenset[str]:
        """The keys that nobody has taken yet."""
        return frozenset(self._values)

    def error(self, reason: str) -> FiguresError:
        return FiguresError(self.file, self.name, reason)

    def take(self, key: str, kind: type[T]) -> T:
        """A value that must be there."""
        if key not in self._values:
            raise self.error(f"'{key}' is missing")
        return self._typed(key, self._values.pop(key), kind)

    def maybe(self, key: str, kind: type[T]) -> T | None:
        """A value that may be left out."""
        return self.take(key, kind) if key in self._values else None

    def _typed(self, key: str, value: Any, kind: type[T]) -> T:
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise self.error(f"'{key}' must be {kind.__name__}, not {value!r}")
        return value

    def one_of(self, key: str, choice: type[E]) -> E:
        return self._chosen(key, self.take(key, str), choice)

    def maybe_one_of(self, key: str, choice: type[E]) -> E | None:
        return self.one_of(key, choice) if key in self._values else None

    def _chosen(self, key: str, value: str, choice: type[E]) -> E:
        try:
            return choice(value)
        except ValueError:
            known = ", ".join(choice)
            raise self.error(f"'{key}' must be one of {known}, not {value!r}") from None

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings without repeats; nothing where it is left out."""
        values = self.maybe(key, list) or []
        found = tuple(self._typed(key, value, str) for value in values)
        if len(set(found)) != len(found):
            raise self.error(f"'{key}' names something twice")
        return found

    def all_of(self, key: str, choice: type[E]) -> tuple[E, ...]:
        return tuple(self._chosen(key, value, choice) for value in self.strings(key))

    def span(self, key: str, kind: type[T]) -> tuple[T, T] | None:
        """[from, to], rising."""
        values = self.maybe(key, list)
        if values is None:
            return None
        if len(values) != 2:
            raise self.error(f"'{key}' must be [from, to]")
        low, high = (self._typed(key, value, kind) for value in values)
        if low < 0 or high < low:  # type: ignore[operator]
            raise self.error(f"'{key}' must rise from zero or more: {values}")
        return low, high

    def inner(self, key: str) -> Entry | None:
        """A table inside, or None."""
        return Entry(self.file, f"{self.name}.{key}", self._values.pop(key)) if key in self._values else None

    def pairs(self, key: str, kind: type[T]) -> Mapping[str, T]:
        """A table of plain values, read-only; empty where it is left out."""
        inner = self.inner(key)
        return MappingProxyType({k: inner.take(k, kind) for k in tuple(inner._values)} if inner else {})

    def rest(self) -> Iterator[tuple[str, object]]:
        """All that is left, taken out."""
        left, self._values = self._values, {}
        return iter(left.items())

    def done(self) -> None:
        if self._values:
            raise self.error(f"unknown key '{next(iter(self._values))}'")
