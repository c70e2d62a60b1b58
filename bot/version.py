"""Which Sinew this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def number() -> str:
    """ "0.1.0", or "checkout" where nothing is installed."""
    try:
        return version("sinew-coach")
    except PackageNotFoundError:
        return "checkout"
