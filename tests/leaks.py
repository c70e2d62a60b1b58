"""Where a bot's token could get out while a test runs, beside what pytest captures: what a child of it said, what was
raised, what lies in a file. tests/conftest.py asks after every test."""

from __future__ import annotations

import asyncio.subprocess
import functools
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.discord.server import TOKEN as DISCORD_TOKEN
from tests.telegram.server import TOKEN as TELEGRAM_TOKEN

TOKENS = (TELEGRAM_TOKEN, TELEGRAM_TOKEN.partition(":")[2], DISCORD_TOKEN)
_BYTES = tuple(one.encode() for one in TOKENS)
_LARGEST = 32_000_000

_seen: list[str] = []
"""Where one was seen since somebody asked."""


def holds_one(said: object) -> bool:
    if isinstance(said, bytes):
        return any(one in said for one in _BYTES)
    return isinstance(said, str) and any(one in said for one in TOKENS)


def seen() -> list[str]:
    """What was found since the last time."""
    found, _seen[:] = _seen[:], []
    return found


def in_files(folder: Path) -> Iterator[str]:
    """Files with a token that the test did not put there: those are called after it, or `.env`."""
    for path in folder.rglob("*"):
        if "token" in path.name or path.name == ".env" or not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        try:
            if holds_one(path.read_bytes()):
                yield f"file {path.name}"
        except OSError:
            continue  # It is no test's business to be readable.


def listen() -> None:
    """From now on, for the whole session."""
    child: Any = subprocess.Popen
    child.communicate = _heard(child.communicate)
    child = asyncio.subprocess.Process
    child.communicate = _heard_later(child.communicate)
    info: Any = pytest.ExceptionInfo
    caught = info.fill_unfilled

    @functools.wraps(caught)
    def fill(self: Any, raised: Any) -> None:
        error: BaseException | None = raised[1]
        while error is not None:
            if holds_one(f"{error!r} {error}"):
                _seen.append(f"a {type(error).__name__}")
            error = error.__cause__ or error.__context__
        caught(self, raised)

    info.fill_unfilled = fill


def _heard(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def communicate(self: Any, *given: Any, **named: Any) -> Any:
        return _noted(original(self, *given, **named))

    return communicate


def _heard_later(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    async def communicate(self: Any, *given: Any, **named: Any) -> Any:
        return _noted(await original(self, *given, **named))

    return communicate


def _noted(said: Any) -> Any:
    if any(holds_one(one) for one in said):
        _seen.append("what a child said")
    return said
