"""What a query is handed: something to execute statements on, inside one transaction.

A query is a coroutine that is driven to its end in the thread of a connection, statement after statement, in one trip:
between two statements of a transaction nothing waits for the event loop, which may be busy for a tenth of a second. A
coroutine that waits for anything but the database cannot be driven so and is refused, which is how "no network call
inside a transaction" is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

import sqlalchemy
from sqlalchemy import CursorResult, Executable

T = TypeVar("T")


class Connection(Protocol):
    @property
    def dialect(self) -> Any: ...

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[*tuple[Any, ...]]: ...

    async def run_sync(self, fn: Callable[[Any], T], /) -> T: ...


Query = Callable[[Connection], Coroutine[Any, Any, T]]
"""A coroutine function that talks to nothing but its connection."""


class InThread:
    """A plain SQLAlchemy connection with awaitable methods that never wait."""

    def __init__(self, connection: sqlalchemy.Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Any:
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(statement, parameters)

    async def run_sync(self, fn: Callable[[Any], T], /) -> T:
        return fn(self._connection)


class Waits(RuntimeError):
    """A transaction tried to wait for something other than its database."""


def driven(work: Coroutine[Any, Any, T]) -> T:
    """Runs a coroutine that never really waits."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    work.close()
    raise Waits("inside a transaction there is nothing to wait for but the database")
