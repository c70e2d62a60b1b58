"""Frozen records, made and changed: what `dataclasses` does, at a third of its price.

A fold makes a new record for every entry, and a plan for every item: the standard module's frozen `__init__` (a call
for each field) and the walk of its `replace` over all fields in Python were a third of what a morning cost.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import wraps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record")
About = TypeVar("About")
Answer = TypeVar("Answer")

if TYPE_CHECKING:
    # Their type checking is built into the checkers, so theirs are the signatures.
    from dataclasses import dataclass as dataclass, replace as replace
    from functools import cached_property

    once = cached_property
else:

    def dataclass(**how: Any) -> Callable[[type], type]:
        """A frozen `dataclasses.dataclass` with slots, whose `__init__` fills them and then freezes."""

        def make(cls: type) -> type:
            made = dataclasses.dataclass(**how)(cls)
            made.__init__, made.__eq__ = _filling(made), _equal(made)
            return made

        return make

    def replace(record: Any, /, **changes: Any) -> Any:
        """A record of the same class with some fields changed. Raises TypeError for a field that it does not have."""
        cls = record.__class__
        change = _CHANGES.get((cls, *changes)) or _changing(cls, tuple(changes))
        return change(record, *changes.values())

    class once:  # noqa: N801 (a decorator)
        """`functools.cached_property` without its lock, which costs more than most of what is worked out once."""

        def __init__(self, make: Callable[[Any], Any]) -> None:
            self.make, self.__doc__ = make, make.__doc__

        def __set_name__(self, cls: type, name: str) -> None:
            self.name = name

        def __get__(self, record: Any, cls: type | None = None) -> Any:
            if record is None:
                return self
            value = record.__dict__[self.name] = self.make(record)
            return value


def latest(find: Callable[[Record, About], Answer]) -> Callable[[Record, About], Answer]:
    """A question that many ask in a row of the very same record: its last answer is kept."""
    last: tuple[Any, Any, Any] = None, None, None

    @wraps(find)
    def ask(record: Record, about: About) -> Answer:
        nonlocal last
        asked, before, answer = last
        if asked is not record or before != about:
            answer = find(record, about)
            last = record, about, answer
        found: Answer = answer
        return found

    return ask


_OPEN: dict[type, type] = {}
"""Of each class that one of whose records may be written to."""


def _filling(cls: Any) -> Callable[..., None]:
    """`cls.__init__`: while it runs the record is of a class that may be written to, which is what makes it quick.

    Written as source, as the standard module writes its own: a function around the `__init__` of a class that is not
    frozen needs two thirds more for a record of six fields, the standard frozen one more than twice as much.
    """
    plain = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    known: dict[str, Any] = {"write": object.__setattr__, "new": object(), "Open": type(cls.__name__, (cls,), plain)}
    known["Frozen"] = cls
    _OPEN[cls] = known["Open"]
    given, named = ["self"], list[str]()
    body = ["write(self, '__class__', Open)"]
    for one in fields(cls):
        value = one.name
        if one.default_factory is not dataclasses.MISSING:
            known[f"make_{value}"] = one.default_factory
            body.append(f"self.{value} = make_{value}() if {value} is new else {value}")
            value += "=new"
        else:
            body.append(f"self.{value} = {value}")
            if one.default is not dataclasses.MISSING:
                known[f"usual_{value}"] = one.default
                value += f"=usual_{value}"
        (named if one.kw_only else given).append(value)
    body.append("self.__class__ = Frozen")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    head = ", ".join([*given, *(["*", *named] if named else [])])
    made = _made(head, body, known)
    made.__name__ = "__init__"
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _equal(cls: Any) -> Callable[[Any, object], bool]:
    """`cls.__eq__`: most records that are compared are one and the same."""
    names = [one.name for one in fields(cls) if one.compare]
    read = attrgetter("__class__", *names)

    def equal(self: Any, other: Any) -> bool:
        if self is other:
            return True
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


_CHANGES: dict[tuple[Any, ...], Callable[..., Any]] = {}


def _changing(cls: Any, names: tuple[str, ...]) -> Callable[..., Any]:
    """What gives a record of this class with other values in these fields, written as source as `_filling` is."""
    listed = {one.name: one for one in fields(cls)}
    for name in names:
        if name not in listed:
            raise TypeError(f"{cls.__name__} has no field {name!r}")
    values = {name: name if name in names else f"record.{name}" for name in listed}
    known: dict[str, Any] = {"cls": cls}
    if (opened := _OPEN.get(cls)) is None:
        given = [f"{name}={value}" if listed[name].kw_only else value for name, value in values.items()]
        body = [f"return cls({', '.join(given)})"]
    else:
        known |= {"make": object.__new__, "Open": opened}
        body = ["made = make(Open)", *(f"made.{name} = {value}" for name, value in values.items())]
        body.append("made.__class__ = cls")
        if hasattr(cls, "__post_init__"):
            body.append("made.__post_init__()")
        body.append("return made")
    made = _CHANGES[cls, *names] = _made(", ".join(["record", *names]), body, known)
    return made


def _made(parameters: str, body: Sequence[str], known: dict[str, Any]) -> Callable[..., Any]:
    """A function of these lines."""
    exec(f"def made({parameters}):\n " + "\n ".join(body), known)  # noqa: S102 (as the standard module makes its own)
    made: Callable[..., Any] = known["made"]
    return made
