"""What is asked of a body: one exercise, and what it is in the model's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.body import Pattern, Region, Side, Volume
from core.catalogue import Exercise, Unit, catalogue
from core.kit import Implement

GROUPS = tuple(Volume)
"""Muscles by the groups that the week's sets count for."""

LEGS = (Volume.squat, Volume.hinge, Volume.calf)

MUSCLE = {
    Volume.squat: Region.quad, Volume.hinge: Region.hamstring, Volume.calf: Region.calf,
    Volume.lateral_hip: Region.glute, Volume.core: Region.core, Volume.push: Region.chest,
    Volume.pull: Region.upper_back,
}  # fmt: skip
"""Where a runner feels a group's soreness."""

TISSUES = ("achilles", "knee", "hamstring")
SIDES = (Side.left, Side.right)
PARTS = tuple((tissue, side) for tissue in TISSUES for side in SIDES)


@dataclass(frozen=True, slots=True)
class Work:
    """One exercise as a planner asks for it: `amount` of one side in the exercise's unit, `kg` in all."""

    exercise: str
    sets: int
    amount: int
    kg: float = 0.0
    tempo: tuple[int, int, int, int] | None = None
    slot: str = ""
    rpe: tuple[float, float] = (5.0, 6.0)
    counted: bool = True


GRADE = {
    "sts": 0.75, "sq_box": 0.9, "sq_goblet": 1.0, "sq_back": 1.1, "splitsq": 0.95, "bulg": 1.12, "sl_squat_box": 1.2,
    "pistol": 1.4, "sts_assist": 1.05, "hinge_wall": 0.7, "goodm": 0.8, "bstance_bw": 0.9, "bstance_rdl": 1.0,
    "sl_rdl": 1.1, "rdl": 1.0, "dl_kb": 1.05, "bridge": 0.75, "march_bridge": 0.85, "sl_bridge": 1.0, "hipthrust": 1.1,
    "hr_seat_bw": 0.7, "soleus_seat": 1.0, "soleus_one": 1.2, "hr_two": 0.8, "hr_lean": 0.9, "hr_one": 1.05,
    "hr_step": 1.15, "iso_calf": 0.8, "iso_calf_one": 1.1, "hr_fast": 0.6, "isoabd": 0.8, "clam": 0.85, "sideleg": 0.95,
    "monster": 1.05, "deadbug": 0.9, "deadbug_reach": 1.05, "birddog": 0.85, "plank": 0.95, "bodysaw": 1.2,
    "plank_tap": 1.05, "pushup_wall": 0.7, "scap_push": 0.75, "press_one": 0.95, "pushup": 1.05, "wallslide": 0.75,
    "ytw": 0.85, "towel_row": 0.95, "invrow": 1.15, "copen": 1.15,
}  # fmt: skip
"""How strong one must be for the middle of the exercise's range to leave five repetitions; 1 = an average runner with
half a year of strength work behind him. What is not here is 1."""

APT_KG = {"sq_back": 0.45, "sq_box": 0.05, "bulg": 0.05, "legpress": 1.0, "sl_press": 0.6, "sl_press_assist": 0.6}
"""Load, as a share of body mass, for that where the library gives no first load."""

LIMB = 0.02
"""What is lifted where the body is not: the limb itself, so that nothing weighs nothing."""

ACHILLES_TIER = {0: 0.0, 1: 0.40, 2: 0.80, 3: 1.2, 4: 1.8}
"""Stress of one repetition by the library's tier, a minute of easy running = 1; far less where no heel rises."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An exercise in the model's terms. `apt`: system load x (1 + reps/30), in body masses, of grade 1."""

    group: Volume
    share: float
    apt: float
    unit: float
    seconds: float
    stress: tuple[float, float, float]
    eccentric: float


@lru_cache(maxsize=256)
def facts(exercise_id: str) -> Facts | None:
    """None for what trains nothing: mobility, drills at a walk."""
    exercise = catalogue()[exercise_id]
    if exercise.volume is None:
        return None
    share = exercise.share or LIMB
    first = exercise.first_load or (0.0, 0.0)
    apt_kg = sum(first) / 200 * (2 if exercise.implement is Implement.pair else 1)
    apt_kg = APT_KG.get(exercise_id, apt_kg)
    unit = {Unit.reps: 1.0, Unit.seconds: 3.0, Unit.metres: 4.0}[exercise.unit]
    middle = (exercise.low + exercise.high) / 2 / unit
    return Facts(
        group=exercise.volume,
        share=share,
        apt=(share + apt_kg) * (1 + (middle + 5) / 30) / GRADE.get(exercise_id, 1.0),
        unit=unit,
        seconds=_seconds(exercise, None),
        stress=_stress(exercise),
        eccentric=1.0 if exercise.pattern in (Pattern.squat, Pattern.hinge, Pattern.heel_raise) else 0.6,
    )


def _seconds(exercise: Exercise, tempo: Sequence[int] | None) -> float:
    if exercise.unit is not Unit.reps:
        return 1.0
    return float(sum(tempo) if tempo else exercise.working_tempo.seconds)


def _stress(exercise: Exercise) -> tuple[float, float, float]:
    """Stress of one repetition on Achilles, front of the knee and hamstring origin (docs/simulation.md, "Tissue")."""
    raising = exercise.pattern in (Pattern.heel_raise, Pattern.contact)
    achilles = ACHILLES_TIER[exercise.achilles_tier or 0] * (1.0 if raising else 0.2)
    if exercise.at_walk:
        achilles = 0.05
    usual = {Pattern.squat: 0.4, Pattern.hinge: 0.05, Pattern.contact: 0.6}.get(exercise.pattern, 0.0)
    knee = 2.0 * (exercise.patellar if exercise.patellar is not None else usual)
    hamstring = {Pattern.hinge: 0.8, Pattern.bridge: 0.5, Pattern.squat: 0.15}.get(exercise.pattern, 0.0)
    if exercise.is_hold:
        return achilles * 0.6, knee * 0.5, hamstring
    return achilles, knee, hamstring
