"""A session's shape: items in order, with their doses, their minutes and the receipt of how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from core.reasons import Reason


class Kind(StrEnum):
    STRENGTH_A = "strength_a"
    STRENGTH_B = "strength_b"
    UPPER = "upper"
    TECHNIQUE = "technique"
    MOBILITY = "mobility"
    MICRO = "micro"
    TEST = "test"

    @property
    def strength(self) -> bool:
        """A strength day S: any session with loaded leg sets (rulebook 8). `UPPER` is session U and is none."""
        return self in (Kind.STRENGTH_A, Kind.STRENGTH_B)


class Light(StrEnum):
    PUSH = "push"
    HOLD = "hold"
    BACK_OFF = "back_off"


class Phase(StrEnum):
    """Where an item stands in the session, in the order of training. Lateral hip work counts to the trunk (`CORE`)."""

    WARMUP = "warmup"
    PLYO = "plyo"
    MAIN = "main"
    SINGLE = "single"
    TENDON = "tendon"
    CORE = "core"
    UPPER = "upper"
    FINISHER = "finisher"
    MOBILITY = "mobility"
    COOLDOWN = "cooldown"


class Status(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    MOVED = "moved"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


WORKING = frozenset({Phase.MAIN, Phase.SINGLE, Phase.TENDON, Phase.CORE, Phase.UPPER})
"""Phases whose sets are working sets (rulebook 3.5)."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of one exercise.

    `amount` counts repetitions, seconds or metres by `unit`, per side where the exercise has sides. `load_kg` is per
    hand for dumbbells and kettlebells, else the total; `count` is how many of them are held (2 = a pair), so
    `load_kg * count` is the external total. `band` is the band's step (0 = the lightest). `tempo` is
    lower-pause-lift-top in seconds, None for holds and drills. `rest` is seconds.
    """

    sets: int
    amount: int
    unit: str = "reps"
    load_kg: float | None = None
    count: int = 1
    tempo: tuple[int, int, int, int] | None = None
    explosive: bool = False
    rest: int = 60
    rpe: tuple[float, float] = (5, 6)
    band: int = 0

    @property
    def total_kg(self) -> float:
        return (self.load_kg or 0.0) * self.count

    @property
    def tempo_text(self) -> str | None:
        if self.tempo is None:
            return None
        parts = [str(one) for one in self.tempo]
        if self.explosive:
            parts[2] = "X"
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a session. `slot` names the place of the skeleton that it fills ("squat_main")."""

    phase: Phase
    exercise: str
    dose: Dose
    slot: str = ""
    sided: bool = False
    contacts: int = 0
    extra_side: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def working_sets(self) -> int:
        return self.dose.sets if self.phase in WORKING else 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What this session would have had. `back` is the earliest day of its return, where a day is known."""

    exercise: str
    why: Reason
    back: date | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One day's training. `week` counts from 1 in its block of `weeks`; `block` is A, B or C, `phase` the 1.3 row.

    `minutes` is the honest estimate of rulebook 3.9, `target` the session effort asked for (RPE low, high), `cap` the
    phase's hard cap. `place` says when beside the run ("after_run", "evening", "free").
    """

    id: str
    day: date
    kind: Kind
    block: str
    week: int
    weeks: int
    phase: str
    light: Light
    deload: bool
    minutes: int
    target: tuple[float, float]
    cap: float
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    reasons: tuple[Reason, ...] = ()
    place: str = "free"
    shortened: int | None = None
    receipt: Mapping[str, Any] | None = None

    @property
    def working_sets(self) -> int:
        return sum(item.working_sets for item in self.items)

    @property
    def contacts(self) -> int:
        return sum(item.contacts for item in self.items)

    def item(self, exercise: str) -> Item | None:
        return next((one for one in self.items if one.exercise == exercise), None)
