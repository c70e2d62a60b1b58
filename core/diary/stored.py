"""An entry as JSON and back, and the lifting of older versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from core.body import Kind, Region, Side
from core.diary.entries import TYPES, Entry, ItemReport, Sore, UnknownEntry
from core.session import Written

VERSION = 1
"""Version of an entry's JSON. `upcast` lifts older ones."""


def to_json(entry: Entry) -> dict[str, Any]:
    """The entry as JSON-able data; fields that stand at their default are left out."""
    out: dict[str, Any] = {"at": entry.at.isoformat(), "day": entry.day.isoformat(), "type": entry.type, "v": VERSION}
    if entry.n:
        out["n"] = entry.n
    for one in fields(entry):
        if one.name in ("at", "day", "n", "extra"):
            continue
        value = getattr(entry, one.name)
        if value != one.default:
            out[one.name] = _plain(value)
    return dict(entry.extra) | out


def from_json(raw: Mapping[str, Any]) -> Entry:
    """Reads one entry of this or an older version.

    Raises UnknownEntry for an unknown type or a newer version, ValueError naming the field for a value out of range.
    """
    raw = upcast(raw)
    cls = TYPES.get(str(raw.get("type")))
    if cls is None:
        raise UnknownEntry(f"diary entry of unknown type {raw.get('type')!r}")
    readers = _readers(cls.type)
    values: dict[str, Any] = {}
    unknown = []
    for name, value in raw.items():
        if name in ("type", "v", "extra"):
            continue
        if name not in readers:
            unknown.append((name, value))
            continue
        try:
            values[name] = readers[name](value)
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"diary entry {cls.type}.{name}: {value!r} is not understood ({error})") from error
    values["extra"] = tuple(sorted(unknown))
    try:
        return cls(**values)
    except TypeError as error:
        raise ValueError(f"diary entry {cls.type}: {error}") from error


@lru_cache(maxsize=64)
def _readers(kind: str) -> Mapping[str, Callable[[Any], Any]]:
    """How each field of such an entry is read."""
    names = [one.name for one in fields(TYPES[kind])]
    return {name: _READERS.get((kind, name), _READERS.get(("", name), _same)) for name in names}


def upcast(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Lifts an entry written by an older version to this one, step by step. Raises UnknownEntry for a newer one."""
    version = raw.get("v", 1)
    if not isinstance(version, int) or version > VERSION:
        raise UnknownEntry(f"diary entry of version {version!r}; this coach knows up to {VERSION}")
    while version < VERSION:
        raw = _UPCASTS[version](raw)
        version += 1
    return raw


_UPCASTS: dict[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


def _same(value: Any) -> Any:
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Sore | ItemReport):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


def score(value: Any) -> float:
    """0-10. Raises ValueError otherwise."""
    if isinstance(value, bool) or not 0 <= float(value) <= 10:
        raise ValueError("must lie between 0 and 10")
    return float(value)


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("must be an entry's number")
    return value


def _kilograms(value: Any) -> float:
    if isinstance(value, bool) or not 0 < float(value) <= 500:
        raise ValueError("must be above 0 and at most 500 kg")
    return float(value)


def _score_or_none(value: Any) -> float | None:
    return None if value is None else score(value)


def _measured(value: Any) -> float:
    if isinstance(value, bool) or not 0 <= float(value) <= 1000:
        raise ValueError("must lie between 0 and 1000")
    return float(value)


def _date_or_none(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _instant(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return at


def _sores(value: Any) -> tuple[Sore, ...] | None:
    if value is None:
        return None
    return tuple(
        Sore(Region(one["region"]), Side(one.get("side") or "both"), score(one["score"]), Kind(one["what"]))
        for one in value
    )


def _used(value: Any) -> float | None:
    if value is None:
        return None
    return 0.0 if value == 0 and not isinstance(value, bool) else _kilograms(value)


def _item(raw: Mapping[str, Any]) -> ItemReport:
    said: dict[str, Any] = {name: raw[name] for name in ItemReport.__dataclass_fields__ if name in raw}
    return ItemReport(**said | {"load_kg": _used(said.get("load_kg"))})


def _items(value: Any) -> tuple[ItemReport, ...]:
    return tuple(map(_item, value))


_READERS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("", "at"): _instant,
    ("", "day"): date.fromisoformat,
    ("", "batch"): lambda value: _number(value),
    ("", "region"): Region,
    ("", "side"): Side,
    ("", "score"): score,
    ("", "what"): _same,
    ("felt", "what"): Kind,
    ("agreed", "region"): lambda value: None if value is None else Region(value),
    ("weighed", "kg"): _kilograms,
    ("", "effort"): _score_or_none,
    ("tested", "pain"): _score_or_none,
    ("tested", "value"): _measured,
    ("prescribed", "session"): Written,
    ("report", "soreness"): _sores,
    ("report", "items"): _items,
    ("flagged", "regions"): lambda value: tuple(Region(one) for one in value),
    ("", "origin"): date.fromisoformat,
    ("", "to"): date.fromisoformat,
    ("swapped", "to"): str,
    ("", "on"): date.fromisoformat,
    ("", "until"): _date_or_none,
    ("", "start"): date.fromisoformat,
    ("ran", "start"): lambda value: None if value is None else _instant(value),
}
