"""A rig for each test, and pictures to send."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator

import pytest

from tests.telegram.rig import TelegramRig, telegram_rig


@pytest.fixture
async def rig() -> AsyncIterator[TelegramRig]:
    # Long enough for an answer on a busy machine; only what never answers waits for it.
    async with telegram_rig(read_seconds=2.0) as one:
        yield one


@pytest.fixture
def png() -> bytes:
    """A real picture, 40 by 30."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" + b"\x80" * 40) * 1
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
