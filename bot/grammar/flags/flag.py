"""What a red flag is, and how soon it wants somebody to look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.body import Region, Side


class Urgency(StrEnum):
    emergency = "emergency"
    same_day = "same_day"
    next_day = "next_day"
    soon = "soon"


@dataclass(frozen=True, slots=True)
class Flag:
    """One red flag. `regions` () = the whole body. `fragment` is where it was read, in the cleaned text."""

    name: str
    urgency: Urgency
    regions: tuple[Region, ...]
    side: Side
    fragment: str
    start: int = 0
    end: int = 0


URGENCY = {
    "chest_pain": Urgency.emergency,
    "fainting": Urgency.emergency,
    "breathless": Urgency.emergency,
    "palpitations": Urgency.emergency,
    "stroke": Urgency.emergency,
    "worst_headache": Urgency.emergency,
    "heat": Urgency.emergency,
    "cauda_equina": Urgency.emergency,
    "clot_lung": Urgency.emergency,
    "sodium": Urgency.emergency,
    "dark_urine": Urgency.emergency,
    "compartment": Urgency.emergency,
    "clot": Urgency.same_day,
    "coughing_blood": Urgency.same_day,
    "pop": Urgency.same_day,
    "hot_joint": Urgency.same_day,
    "weak_leg": Urgency.same_day,
    "cannot_walk": Urgency.same_day,
    "fracture": Urgency.same_day,
    "dizziness": Urgency.same_day,
    "femoral_neck": Urgency.next_day,
    "bone_stress": Urgency.soon,
    "night_pain": Urgency.soon,
    "knee_locking": Urgency.soon,
    "numbness": Urgency.soon,
    "limping": Urgency.soon,
    "weight_loss": Urgency.soon,
    "fever": Urgency.soon,
    "low_energy": Urgency.soon,
}
"""Every flag's name with its urgency, most urgent first."""
