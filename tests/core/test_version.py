"""Receipts promise that the same planner plans the same again: who plans otherwise carries another version."""

from __future__ import annotations

import hashlib
import json

from core import planner
from core.session import Item
from tests.simulation.lives import lived

AS_PLANNED = {"16": "dbd4a3e23950c0cd"}
"""What each version made of four lives. Another digest? Raise `core/planner/version.py`, and put the new pair here."""


def digest() -> str:
    sent = [one for seed in range(4) for one in lived(seed, 60).sent.values()]
    lines = [(one.id, one.kind, one.light, one.minutes, [_line(item) for item in one.items]) for one in sent]
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()[:16]


def _line(item: Item) -> tuple[object, ...]:
    dose = item.dose
    return (
        item.exercise,
        dose.sets,
        dose.amount,
        dose.load_kg,
        dose.count,
        dose.tempo,
        [one.code for one in item.reasons],
    )


def test_a_planner_that_plans_otherwise_says_so_in_its_version() -> None:
    assert {planner.VERSION: digest()} == AS_PLANNED
