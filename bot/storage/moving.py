"""A whole installation as lines, from one store and into another: the same rows, whatever keeps them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, insert, select, text, true

from bot.storage.connection import Connection
from bot.storage.errors import Unreadable
from bot.storage.store import Store, revisions
from bot.storage.tables import metadata, note, pulse
from bot.storage.types import Day, UtcDateTime, unreadable

FORMAT = "sinew-store/1"
BATCH = 500
OF_THE_STORE = ("procrastinate.layout",)
"""Notes about the tables of the workers' engine, which every PostgreSQL has for itself."""


class BadDump(ValueError):
    """What is wrong with the lines, and with which."""


def tables() -> list[Table]:
    """Parents before children."""
    return list(metadata.sorted_tables)


async def dump(store: Store) -> AsyncIterator[str]:
    """Every row as a line of JSON; the first line says what this is, the last how many there were and their sum.

    Raises Unreadable for a row that cannot be told as it is.
    """
    yield _line({"format": FORMAT, "revision": revisions()[-1]})
    digest, count = hashlib.sha256(), 0
    for table in tables():
        last: tuple[Any, ...] | None = None
        while True:
            rows = await store.read(lambda connection, t=table, after=last: _page(connection, t, after))  # type: ignore[misc]
            for row in rows:
                if any(unreadable(value) for value in row.values()):
                    raise Unreadable(store.where, f"a row of table {table.name} cannot be read")
                line = _line({"table": table.name, "row": _plain(row)})
                digest.update(line.encode())
                count += 1
                yield line
            if len(rows) < BATCH:
                break
            last = tuple(rows[-1][column.name] for column in table.primary_key)
    yield _line({"rows": count, "sha256": digest.hexdigest()})


def _moves(table: Table) -> ColumnElement[bool]:
    """Which rows belong to the installation, not to the store that it happens to lie in."""
    return note.c.name.not_in(OF_THE_STORE) if table is note else true()


async def _page(connection: Connection, table: Table, after: tuple[Any, ...] | None) -> list[Mapping[str, Any]]:
    keys = list(table.primary_key)
    query = select(table).where(_moves(table)).order_by(*keys).limit(BATCH)
    if after is not None:
        from sqlalchemy import tuple_

        query = query.where(tuple_(*keys) > tuple_(*after))
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def checked(lines: Iterable[str]) -> Iterator[tuple[Table, dict[str, Any]]]:
    """The rows of a dump, checked to the end before the last is given. Raises BadDump."""
    by_name = {table.name: table for table in tables()}
    digest, count = hashlib.sha256(), 0
    ended = False
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
        except ValueError as error:
            raise BadDump(f"line {number} is not JSON: {error}") from error
        if number == 1:
            if not isinstance(value, dict) or value.get("format") != FORMAT:
                raise BadDump(f"this is no installation ({FORMAT}); one runner's export is sent to the coach")
            if value.get("revision") != revisions()[-1]:
                raise BadDump(f"the dump has layout {value.get('revision')!r}, this version has {revisions()[-1]!r}")
            continue
        if "rows" in value:
            if value["rows"] != count or value.get("sha256") != digest.hexdigest():
                raise BadDump("the dump is damaged: its rows do not fit the sum at its end")
            ended = True
            continue
        table = by_name.get(value.get("table"))
        if table is None:
            raise BadDump(f"line {number}: no table is called {value.get('table')!r}")
        digest.update(_line(value).encode())
        count += 1
        yield table, _typed(table, value["row"])
    if not ended:
        raise BadDump("the dump is cut off: its last line is missing")


async def load(store: Store, lines: Iterable[str]) -> int:
    """Fills an empty store, in one transaction. Raises BadDump."""

    async def fill(connection: Connection) -> int:
        for table in tables():
            if table in (note, pulse):
                # What a start or `sinew migrate` left there is of no worth.
                await connection.execute(delete(table).where(_moves(table)))
            elif (await connection.execute(select(func.count()).select_from(table))).scalar_one():
                raise BadDump(f"the database {store.where} is not empty (table {table.name}); nothing was changed")
        count = 0
        batch: list[dict[str, Any]] = []
        current: Table | None = None
        for table, row in checked(lines):
            if batch and (table is not current or len(batch) >= BATCH):
                assert current is not None  # noqa: S101
                await connection.execute(insert(current), batch)
                batch = []
            current = table
            batch.append(row)
            count += 1
        if batch and current is not None:
            await connection.execute(insert(current), batch)
        if connection.dialect.name == "postgresql":
            for table in tables():
                if "id" in table.c:
                    await connection.execute(
                        text(
                            f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'),"  # noqa: S608
                            f' GREATEST((SELECT COALESCE(MAX(id), 0) FROM "{table.name}"), 1))'
                        )
                    )
        return count

    return await store.write(fill)


async def sum_of(store: Store) -> str:
    """The last line of a dump: two stores with the same one hold the same rows."""
    line = ""
    async for one in dump(store):
        line = one
    return line


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _as_json(value) for name, value in row.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    return value


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    out = {}
    for column in table.c:
        value = row.get(column.name)
        if value is not None and isinstance(column.type, UtcDateTime):
            value = datetime.fromisoformat(value)
        elif value is not None and isinstance(column.type, Day):
            value = date.fromisoformat(value)
        out[column.name] = value
    return out
