"""What every event asks of SQLite: a statement that is compiled once and goes straight to the driver.

SQLAlchemy works out at each execution what never changes (a key for its cache, a context, how a result is read), which
takes several times as long as SQLite needs for a row. A statement that is made once and executed at every event is
marked as `prepared`. It stays a statement like any other, and PostgreSQL is given it as one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Dialect, Executable

Statement = TypeVar("Statement", bound=Executable)


def prepared(statement: Statement) -> Statement:
    """Marks it. Its parameters may hold no list: that would be another text for each length."""
    return statement.execution_options(prepared=True)


def is_prepared(statement: Executable) -> bool:
    return "prepared" in statement.get_execution_options()


class Rows(list[tuple[Any, ...]]):
    """What came back, as far as such statements are asked. `rowcount`: how many rows the last execution changed."""

    rowcount = -1

    def all(self) -> Rows:
        return self


class Prepared:
    """A statement as the driver takes it, for parameters of these names."""

    def __init__(self, statement: Any, dialect: Dialect, names: frozenset[str]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=sorted(names))
        self.text: str = compiled.string
        self._own: list[Any] = []
        self._named = []
        for place, name in enumerate(compiled.positiontup):
            bind = compiled.binds[name]
            process = bind.type.dialect_impl(dialect).bind_processor(dialect) or _same
            self._own.append(None if name in names else process(bind.effective_value))
            if name in names:
                self._named.append((place, name, process))
        given_back = list(statement.exported_columns)
        self._answers = bool(given_back)
        self._out = [
            (place, process)
            for place, one in enumerate(given_back)
            if (process := one.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ]

    def execute(self, raw: sqlite3.Connection, given: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Rows:
        """Once, or once for each of several, in their order."""
        found = Rows()
        if isinstance(given, Mapping):
            given = (given,)
        elif not self._answers:
            raw.executemany(self.text, map(self._values, given))
            return found
        for one in given:
            cursor = raw.execute(self.text, self._values(one))
            found += cursor.fetchall()
            found.rowcount = cursor.rowcount
        if self._out:
            found[:] = map(self._read, found)
        return found

    def _values(self, given: Mapping[str, Any]) -> list[Any]:
        values = [*self._own]
        for place, name, process in self._named:
            values[place] = process(given[name])
        return values

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        read: list[Any] = [*row]
        for place, process in self._out:
            read[place] = process(read[place])
        return tuple(read)


def _same(value: Any) -> Any:
    return value
