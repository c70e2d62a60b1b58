"""Python's collector of cycles, set up for a program that runs for months.

Out of the box it looks after every seven hundred new objects, and again and again at everything that was loaded at the
start: exercises, words, libraries. Reading a diary makes thousands of objects that no cycle holds, and a fifth of a
morning's cost was the collector finding nothing (`python -m tests.bench`). So was a fifth of the start.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

YOUNG, MIDDLE, OLD = 20_000, 2, 40
"""As many young ones as twenty mornings hold that are planned together, so that what they need is gone before it is
looked at. What outlives them is gone through in portions: everybody waits for each, at most some milliseconds.
"""


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
