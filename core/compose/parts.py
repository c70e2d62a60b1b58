"""The parts of a session: where a slot stands in it, how long it rests, what its minutes are worth."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from core.catalogue import Slot
from core.policy import policy
from core.session import Phase

WORTH = ("main", "calf", "single", "core", "lateral_hip", "pull", "push")
"""What a minute is worth, for short versions: the lift first, then the calf that a runner lives on [DC]."""

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

PAIRS = frozenset({"lateral_hip", "core", "pull", "push"})
"""Accessories that do not compete: done in turns, with half the rest (3.9)."""


def phase_of(slot: Slot) -> Phase:
    """The phase of a session's item in that slot."""
    return PHASES[slot.group]


def rest_of(slot: Slot, rpe_high: float, paired: bool = False) -> int:
    """Seconds between sets of what stands in that slot; accessories may be `paired` (3.9)."""
    return rests(rpe_high, paired)[slot.group]


def rests(rpe_high: float, paired: bool) -> Mapping[str, int]:
    """The same for every group of slots."""
    return _rests(rpe_high > policy().session.heavy_rpe_above, paired)


@lru_cache(maxsize=4)
def _rests(heavy: bool, paired: bool) -> Mapping[str, int]:
    rest = policy().session.rest_s
    lifts = dict.fromkeys(("main", "single"), rest.heavy if heavy else rest.main)
    return lifts | {"calf": rest.other} | dict.fromkeys(PAIRS, rest.paired if paired else rest.other)
