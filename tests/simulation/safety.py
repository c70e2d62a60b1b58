"""Lives of everything that can happen to a runner, judged from their diaries alone."""

from __future__ import annotations

from collections.abc import Sequence

from tests.core.invariants import judge
from tests.simulation.compare import WEEKS, each
from tests.simulation.lives import lived


def breaches(seeds: Sequence[int], workers: int) -> list[str]:
    return [one for some in each(judged, seeds, workers) for one in some]


def judged(seed: int) -> list[str]:
    """The breaches in one life; every third runner has wishes of the week, every fourth tells what was lifted."""
    life = lived(seed, 7 * WEEKS, wishes=seed % 3 == 2, loads=0.2 if seed % 4 == 3 else 0.0)
    found = judge(life.entries)
    return [f"  life {seed}, {one.day} {one.session}: {one.invariant} {one.why}" for one in found]
