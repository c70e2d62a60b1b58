"""Receipts promise that the same planner plans the same again: who plans otherwise carries another version."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from core import planner
from core.session import Item
from tests.simulation.lives import lived

AS_PLANNED = {"9": "1f51d0ad9b4c946e"}
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
    # In a process of its own: what other tests made of the figures may still be remembered in this one.
    asked = [sys.executable, "-c", "from tests.core.test_version import digest; print(digest())"]
    said = subprocess.run(asked, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert {planner.VERSION: said.stdout.strip()} == AS_PLANNED
