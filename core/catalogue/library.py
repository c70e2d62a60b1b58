"""The whole library: every exercise by its id, the ladders, the slots of a session, and what pain changes in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.body import Region, Volume
from core.catalogue.exercise import Exercise, available
from core.figures import Evidence
from core.kit import Item, Kit
from core.records import once


@dataclass(frozen=True)
class Slot:
    """A place in session `a` or `b`. `starts`, `base`, `with_bar` and `bare` by level; `sets` by phase of the season.

    `base`: what the first base week moves to. `with_bar`: what a barbell starts with instead. `bare`: what stands in
    for a start and its regress links where the kit has none of them, before the bodyweight list, which begins with
    what suits everybody.
    `without_weights`: the bodyweight-only list, in order. `second`: the other exercise of a slot that has two in build.
    """

    id: str
    session: str
    volume: Volume
    main: bool
    starts: Mapping[str, str]
    base: Mapping[str, str]
    with_bar: Mapping[str, str]
    bare: Mapping[str, tuple[str, ...]]
    without_weights: tuple[str, ...]
    second: str | None
    sets: Mapping[str, int]

    @once
    def group(self) -> str:
        """What it counts as where minutes are short: the main lift, a single-leg exercise, or its volume."""
        if self.main:
            return "main"
        return "single" if self.volume in (Volume.squat, Volume.hinge) else self.volume.value


@dataclass(frozen=True, slots=True)
class RegionAction:
    """What joint or tendon pain of 3-5 changes (a row of rulebook 2.3).

    `place`: the finer place it is about; None where the region is enough. `unless_known`: it also holds while the
    place is unknown. `remove` leaves the plan, `also_stop` leaves warm-up, stretches and drills; `swap` comes in,
    the first that fits. `variants`: exercise -> code of the form that is meant or stopped. `if_it_hurts`: only then.
    `runs`: codes for advice on runs. `back_when`: codes of the return test. `index_ceiling`: patellar index allowed.
    """

    id: str
    regions: tuple[Region, ...]
    place: str | None
    unless_known: bool
    contacts: bool
    index_ceiling: float | None
    remove: tuple[str, ...]
    also_stop: tuple[str, ...]
    if_it_hurts: tuple[str, ...]
    swap: tuple[str, ...]
    variants: Mapping[str, str]
    runs: tuple[str, ...]
    back_when: tuple[str, ...]

    def bans(self, exercise: Exercise) -> bool:
        """Whether the row takes this exercise out of the plan, its isometrics excepted from the ceiling."""
        if exercise.id in self.remove or exercise.id in self.also_stop:
            return True
        if self.contacts and exercise.is_contact:
            return True
        over = exercise.patellar is not None and self.index_ceiling is not None
        return over and (exercise.patellar or 0.0) > (self.index_ceiling or 0.0) and not exercise.is_hold


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises, slots and region actions. Mappings are read-only and keep the order of the files."""

    by_id: Mapping[str, Exercise]
    slots: Mapping[str, Slot]
    actions: Mapping[str, RegionAction]
    order: tuple[str, ...]
    warmup: tuple[str, ...]
    cooldown: tuple[str, ...]
    technique: Mapping[str, tuple[TechniqueItem, ...]]
    evidence_of: Mapping[tuple[str, str], Evidence]
    _easier: Mapping[str, tuple[str, ...]]

    def __getitem__(self, exercise_id: str) -> Exercise:
        """The exercise of this id; KeyError for any other."""
        return self.by_id[exercise_id]

    def regressions(self, exercise_id: str) -> tuple[str, ...]:
        """Every easier rung, nearest first and without repeats; the order of the row decides between equals."""
        return self._easier[exercise_id]

    def evidence(self, exercise_id: str, field: str) -> Evidence | None:
        """Where a figure of an exercise comes from; None for what is no figure (its id, its links)."""
        return self.evidence_of.get((exercise_id, field))

    def candidates(self, slot: Slot, level: str, kit: Kit, *, base: bool = False) -> tuple[Exercise, ...]:
        """Who may fill a slot with this kit, best first, before bans and tier gates.

        The start of the level (`base`: what the base phase moves to), then down its regress links, then what is bare,
        then the slot's bodyweight list. `level` is one of new, some, trained.
        """
        wanted = [slot.base[level]] if base and level in slot.base else []
        if level in slot.with_bar and kit.has(Item.barbell):
            wanted.append(slot.with_bar[level])
        wanted.append(slot.starts[level])
        wanted += [easier for start in tuple(wanted) for easier in self.regressions(start)]
        wanted += slot.bare.get(level, ())
        wanted += slot.without_weights
        return tuple(self.by_id[i] for i in dict.fromkeys(wanted) if available(self.by_id[i], kit))

    def actions_for(self, region: Region, place: str | None = None) -> tuple[RegionAction, ...]:
        """The rows of 2.3 for a report; an unknown place takes the rows that hold until it is known."""
        return tuple(
            action
            for action in self.actions.values()
            if region in action.regions
            and (action.place is None or action.place == place or (place is None and action.unless_known))
        )


@dataclass(frozen=True, slots=True)
class TechniqueItem:
    """One line of a technique day: sets by kind of week (intro, base, deload), 0 = not that week; rest in seconds."""

    exercise: str
    amount: int
    sets: Mapping[str, int]
    rest: int
