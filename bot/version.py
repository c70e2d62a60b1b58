"""Which Sinew this is. Run as a file while it is built (setup.py), so it imports nothing that has to be installed."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
BUILT_FROM = "built_from.txt"
"""Beside this file in what was built: the commit. Never in a checkout."""
SHOWN = 8


@lru_cache(maxsize=1)
def number() -> str:
    """ "0.1.0 (1a2b3c4d)"; without the commit where nobody knows it, "checkout" where nothing is installed."""
    try:
        released = version("sinew-coach")
    except PackageNotFoundError:
        released = "checkout"
    known = commit(HERE)
    return f"{released} ({known[:SHOWN]})" if known else released


def commit(bot: Path) -> str:
    """Which commit that folder `bot` is of, in full; "" where nobody knows. Changes since do not show."""
    return _checked_out(bot.parent / ".git") or _text(bot / BUILT_FROM)


def _checked_out(git: Path) -> str:
    """What is checked out, read from git's own files: git need not be there."""
    if git.is_file():  # a worktree or a submodule
        git = git.parent / _text(git).removeprefix("gitdir: ")
    head = _text(git / "HEAD")
    if not head.startswith("ref: "):
        return head
    branch, shared = head.removeprefix("ref: "), git / _text(git / "commondir")
    packed = (line.partition(" ") for line in _text(shared / "packed-refs").splitlines())
    return _text(shared / branch) or next((number for number, _, name in packed if name == branch), "")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
