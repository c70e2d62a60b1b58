"""Receipts promise that the same planner plans the same again: who plans otherwise carries another version. A cached
standing is rows without names: who remembers other things carries another version too.
"""

from __future__ import annotations

import hashlib
import json
import typing
from dataclasses import MISSING, fields, is_dataclass

from core import planner, standing
from core.session import Item
from tests.simulation.lives import lived

AS_PLANNED = {"58": "2da22b282ae56396"}
"""What each version made of these lives. Another digest? Raise `core/planner/version.py`, and put the new pair here."""


AS_REMEMBERED = {34: "7925fdf8744f339e"}
"""What each version of the fold keeps. Another digest? Raise `VERSION` in `core/standing/state.py`, as above."""


LIVES = 32
"""Of all sorts: of the first four none has one strength day, half an hour, or a level in between."""


def digest() -> str:
    sent = [one for seed in range(LIVES) for one in lived(seed, 60).sent.values()]
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


def kept() -> str:
    """Every field that a standing keeps, with its place, its type and its default."""
    found: dict[str, list[tuple[str, ...]]] = {}

    def look(hint: typing.Any) -> None:
        if (
            is_dataclass(hint)
            and isinstance(hint, type)
            and (name := f"{hint.__module__}.{hint.__name__}") not in found
        ):
            found[name] = [
                (one.name, str(one.type), "" if one.default is MISSING else repr(one.default)) for one in fields(hint)
            ]
            hint = tuple[tuple(typing.get_type_hints(hint).values())]  # type: ignore[misc]
        for one in typing.get_args(hint):
            look(one)

    look(standing.Standing)
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()[:16]


def test_a_fold_that_remembers_other_things_says_so_in_its_version() -> None:
    assert {standing.VERSION: kept()} == AS_REMEMBERED
