"""The catalogue: exercises, session slots and region actions as data, read once and checked completely.

An entry that cannot be used stops the load with a `CatalogueError` that names file, entry and reason.
"""

from core.catalogue.checks import unfilled
from core.catalogue.exercise import (
    EXPLOSIVE,
    Exercise,
    Phase,
    Sides,
    Tempo,
    Unit,
    available,
    contacts,
    counts_for,
    first_load,
    loads_region,
    weighted,
    within_contacts,
)
from core.catalogue.library import Catalogue, RegionAction, Slot, TechniqueItem
from core.catalogue.reading import catalogue, read_catalogue
from core.catalogue.rows import EXERCISES, LEVELS, SEASON_PHASES, SLOTS, CatalogueError

__all__ = [
    "EXERCISES",
    "EXPLOSIVE",
    "LEVELS",
    "SEASON_PHASES",
    "SLOTS",
    "Catalogue",
    "CatalogueError",
    "Exercise",
    "Phase",
    "RegionAction",
    "Sides",
    "Slot",
    "TechniqueItem",
    "Tempo",
    "Unit",
    "available",
    "catalogue",
    "contacts",
    "counts_for",
    "first_load",
    "loads_region",
    "read_catalogue",
    "unfilled",
    "weighted",
    "within_contacts",
]
