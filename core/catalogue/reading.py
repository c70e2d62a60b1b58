"""The two files, read once and checked completely."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from core.catalogue.checks import CALF_ISOMETRIC, check_ladders, check_slots, reach
from core.catalogue.exercise import Exercise
from core.catalogue.library import Catalogue
from core.catalogue.rows import (
    EXERCISES,
    SLOTS,
    CatalogueError,
    read_action,
    read_evidence,
    read_exercise,
    read_slot,
    read_technique,
)
from core.figures import Entry, packaged, parse


def read_catalogue(exercises_toml: str, slots_toml: str) -> Catalogue:
    """A catalogue from the text of its two files, completely checked. Raises CatalogueError."""
    document = Entry(EXERCISES, "the whole file", parse(EXERCISES, exercises_toml))
    tables: dict[str, object] = document.take("exercise", dict)
    evidence = read_evidence(document, tables)
    document.done()

    exercises: dict[str, Exercise] = {}
    for exercise_id, values in tables.items():
        entry = Entry(EXERCISES, exercise_id, values)
        entry.inner("evidence")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", exercise_id):
            raise entry.error("an id is lower-case letters, digits and _")
        exercises[exercise_id] = read_exercise(entry)
        entry.done()
    check_ladders(exercises)

    session = Entry(SLOTS, "the whole file", parse(SLOTS, slots_toml))
    skeleton = Entry(SLOTS, "session", session.take("session", dict))
    slots = {name: read_slot(Entry(SLOTS, name, values)) for name, values in session.take("slot", dict).items()}
    actions = {name: read_action(Entry(SLOTS, name, values)) for name, values in session.take("action", dict).items()}
    technique = read_technique(Entry(SLOTS, "technique", session.take("technique", dict)))
    session.done()
    order, warmup, cooldown = (skeleton.strings(key) for key in ("order", "warmup", "cooldown"))
    skeleton.done()

    named: list[tuple[str, Iterable[str]]] = [("session", (*warmup, *cooldown, CALF_ISOMETRIC))]
    named += [("technique", (item.exercise for items in technique.values() for item in items))]
    for slot in slots.values():
        second = () if slot.second is None else (slot.second,)
        starts = (*slot.starts.values(), *slot.base.values(), *slot.with_bar.values(), *chain(*slot.bare.values()))
        named.append((slot.id, (*starts, *slot.without_weights, *second)))
    for action in actions.values():
        everything = (*action.remove, *action.also_stop, *action.if_it_hurts, *action.swap, *action.variants)
        named.append((action.id, everything))
    for name, ids in named:
        for exercise_id in ids:
            if exercise_id not in exercises:
                raise CatalogueError(SLOTS, name, f"names an unknown exercise '{exercise_id}'")

    easier = {i: reach(i, lambda at: exercises[at].regress) for i in exercises}
    made = Catalogue(
        by_id=MappingProxyType(exercises),
        slots=MappingProxyType(slots),
        actions=MappingProxyType(actions),
        order=order,
        warmup=warmup,
        cooldown=cooldown,
        technique=technique,
        evidence_of=evidence,
        _easier=MappingProxyType(easier),
    )
    check_slots(made)
    return made


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The packaged catalogue, read once. Raises CatalogueError where a file cannot be used."""
    return read_catalogue(packaged(EXERCISES), packaged(SLOTS))
