"""What must hold between rows: closed ladders without circles, and slots that a runner without kit can fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from core.body import Region
from core.catalogue.exercise import Exercise, available
from core.catalogue.library import Catalogue, RegionAction
from core.catalogue.rows import EXERCISES, LEVELS, SLOTS, CatalogueError
from core.kit import NO_KIT, Kit


def check_ladders(exercises: Mapping[str, Exercise]) -> None:
    """Ladders are closed, and no way up leads back to where it began."""
    harder: dict[str, set[str]] = {exercise_id: set() for exercise_id in exercises}
    for exercise in exercises.values():
        for kind, links in (("regress", exercise.regress), ("progress", exercise.progress)):
            for link in links:
                if link not in exercises:
                    raise CatalogueError(EXERCISES, exercise.id, f"'{kind}' names an unknown exercise '{link}'")
                low, high = (link, exercise.id) if kind == "regress" else (exercise.id, link)
                harder[low].add(high)

    done: set[str] = set()

    def climb(at: str, path: tuple[str, ...]) -> None:
        if at in path:
            loop = " -> ".join((*path[path.index(at) :], at))
            raise CatalogueError(EXERCISES, at, f"the ladder goes in a circle: {loop}")
        if at not in done:
            for higher in sorted(harder[at]):
                climb(higher, (*path, at))
            done.add(at)

    for exercise_id in exercises:
        climb(exercise_id, ())


def reach(start: str, links: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Everything that links lead to, nearest first."""
    found: dict[str, None] = {}
    front = [start]
    while front:
        front = [link for at in front for link in links(at) if link not in found]
        found.update(dict.fromkeys(front))
    return tuple(found)


CALF_ISOMETRIC = "iso_calf"
"""What stands in for a calf exercise where a row or a rule leaves none (rulebook 2.3, 9.1)."""

STRICTEST_TIER = 1
"""Tiers 0 and 1 are open to everybody at once, so what is filled with them is filled at every tier gate."""


def unfilled(catalogue: Catalogue, level: str, kit: Kit, action: RegionAction | None = None) -> tuple[str, ...]:
    """The places of sessions a and b ("a.calf") that nobody can fill at the strictest tier gate, under one row of 2.3.

    Needed in both: squat or hinge, calf or its isometric, core, push and pull, and without a row the lateral hip and
    both leg patterns too. The row of shoulder and wrist may leave push empty.
    """
    swaps = [catalogue[swap] for swap in action.swap] if action else []
    swaps.append(catalogue[CALF_ISOMETRIC])
    filled = {
        f"{slot.session}.{slot.volume}"
        for slot in catalogue.slots.values()
        if any(
            (one.achilles_tier or 0) <= STRICTEST_TIER and not (action and action.bans(one))
            for one in (
                *catalogue.candidates(slot, level, kit),
                *(swap for swap in swaps if swap.volume is slot.volume and available(swap, kit)),
            )
        )
    }
    needed = {f"{slot.session}.{slot.volume}" for slot in catalogue.slots.values()}
    if action:
        needed = {place for place in needed if not place.endswith(".lateral_hip")}
        if {Region.shoulder, Region.wrist} & set(action.regions):
            needed = {place for place in needed if not place.endswith(".push")}
        for session in "ab":
            legs = {f"{session}.squat", f"{session}.hinge"}
            if legs & filled:
                needed -= legs
    return tuple(sorted(needed - filled))


def check_slots(catalogue: Catalogue) -> None:
    """Both slot properties. The empty kit decides for every kit: more kit only ever adds candidates."""
    for slot in catalogue.slots.values():
        listed = (catalogue[exercise_id] for exercise_id in slot.without_weights)
        if not any(available(one, NO_KIT) and (one.achilles_tier or 0) <= STRICTEST_TIER for one in listed):
            raise CatalogueError(SLOTS, slot.id, "nobody in its bodyweight list is open to everyone")
    for level in LEVELS:
        for action in (None, *catalogue.actions.values()):
            empty = unfilled(catalogue, level, NO_KIT, action)
            if empty:
                name = action.id if action else "slots"
                raise CatalogueError(SLOTS, name, f"without kit, level {level} has nobody for {', '.join(empty)}")
