"""The parts of a session: what a slot counts as, where it stands, what its minutes are worth."""

from __future__ import annotations

from functools import lru_cache

from core.body import Volume
from core.catalogue import Slot
from core.session import Phase

WORTH = ("main", "calf", "single", "core", "lateral_hip", "pull", "push")
"""What a minute is worth, for short versions: the lift first, then the calf that a runner lives on [DC]."""


def group(slot: Slot) -> str:
    """A slot's place in the orders above."""
    return _group(slot.main, slot.volume)


@lru_cache(maxsize=32)
def _group(main: bool, volume: Volume) -> str:
    if main:
        return "main"
    return "single" if volume in (Volume.squat, Volume.hinge) else volume.value


PHASES = {
    "main": Phase.MAIN,
    "single": Phase.SINGLE,
    "calf": Phase.TENDON,
    "lateral_hip": Phase.CORE,
    "core": Phase.CORE,
    "pull": Phase.UPPER,
    "push": Phase.UPPER,
}
"""Where a slot's item stands in the session; lateral hip counts to the trunk."""


def phase_of(slot: Slot) -> Phase:
    """The phase of a session's item in that slot."""
    return PHASES[group(slot)]


PAIRS = frozenset({"lateral_hip", "core", "pull", "push"})
"""Accessories that do not compete: done in turns, with half the rest (3.9)."""
