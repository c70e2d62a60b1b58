"""Python's collector of cycles, set up for a program that runs for months.

Out of the box it looks after every seven hundred new objects, and again and again at everything that was loaded at the
start: exercises, words, libraries. Reading a diary makes thousands of objects that no cycle holds, and a fifth of a
morning's cost was the collector finding nothing (`python -m tests.bench`). So was a fifth of the start.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

YOUNG, MIDDLE, OLD = 5000, 5, 80
"""What outlives the young ones is gone through in small portions: everybody waits for each, and the sum is the same."""


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded: they stay, and are not looked at."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Called once everything is loaded: that stays, and is not looked at any more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
