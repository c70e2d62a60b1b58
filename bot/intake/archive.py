"""Archives: a bulk export as one zip, and the gzipped files in it. Names inside are never used as paths."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intake.run import LARGEST, Unreadable

MOST_FILES = 1000
LARGEST_ALL = 64 * 1024 * 1024
"""Bytes of everything unpacked."""
_MOST_RATIO, _SMALL = 120, 1024 * 1024
"""Recordings shrink to a tenth; what shrinks to less than this share, and is not small, is a bomb."""


def is_zip(content: bytes) -> bool:
    return content[:4] in (b"PK\3\4", b"PK\5\6")


def is_gzip(content: bytes) -> bool:
    return content[:3] == b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Member:
    """One file: the last part of its name, and its bytes (None where they cannot be unpacked)."""

    name: str
    content: bytes | None


def unzip(content: bytes) -> Iterator[Member]:
    """The files of an archive, unpacked one after the other.

    Raises Unreadable for bombs, locked archives and what is no archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable("zip_broken") from error
    members = [one for one in members if "__MACOSX" not in one.filename and not _base(one.filename).startswith(".")]
    if len(members) > MOST_FILES:
        raise Unreadable("zip_many", most=str(MOST_FILES))
    if sum(one.file_size for one in members) > LARGEST_ALL:
        raise Unreadable("zip_large", most=str(LARGEST_ALL // 1024 // 1024))
    if any(_bomb(one.file_size, one.compress_size) for one in members):
        raise Unreadable("hostile")
    if members and all(one.flag_bits & 1 for one in members):
        raise Unreadable("zip_locked")
    left = LARGEST_ALL
    for one in members:
        raw = _unpacked(archive, one)
        if raw is not None and is_gzip(raw):
            raw = _or_none(raw)
        left -= len(raw or b"")
        if left < 0:
            raise Unreadable("zip_large", most=str(LARGEST_ALL // 1024 // 1024))
        yield Member(_base(one.filename).removesuffix(".gz"), raw)


def gunzip(content: bytes) -> bytes:
    """Raises Unreadable for bombs and what is cut short beyond use."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        raw = unpacker.decompress(content, LARGEST + 1)
    except zlib.error as error:
        raise Unreadable("zip_broken") from error
    if len(raw) > LARGEST or _bomb(len(raw), len(content)):
        raise Unreadable("hostile")
    if not raw:
        raise Unreadable("empty")
    return raw


def _or_none(raw: bytes) -> bytes | None:
    try:
        return gunzip(raw)
    except Unreadable as error:
        if error.reason == "hostile":
            raise
        return None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    if member.flag_bits & 1 or member.file_size > LARGEST:
        return None
    try:
        with archive.open(member) as file:
            return file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return None
    except Exception:
        # bz2 and lzma have errors of their own.
        return None


def _bomb(size: int, packed: int) -> bool:
    return size > _SMALL and size > _MOST_RATIO * max(1, packed)


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2][-120:]
