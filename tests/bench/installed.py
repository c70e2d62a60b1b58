"""Programs started as an installation starts them: compiled beforehand, which pip does and a clone does once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def installed() -> Iterator[dict[str, str]]:
    """The environment of programs that keep what they compiled: the second start of each is like all those to come."""
    with tempfile.TemporaryDirectory() as folder:
        given = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        given.pop("PYTHONDONTWRITEBYTECODE", None)
        yield given
