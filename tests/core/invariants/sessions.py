"""What a session is to the judge: whether it loads the legs, and a dose as a shape."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from core.body import Volume
from core.catalogue import catalogue
from core.session import Dose, Item, Session

LEG_VOLUMES = {Volume.squat, Volume.hinge, Volume.calf}


def rest_after(km: float) -> int:
    """Days without loaded legs after a race of that length (6)."""
    return 2 if km < 10 else 4 if km <= 11 else 7 if km <= 22 else 14


def shape(dose: Dose) -> tuple[object, ...]:
    return dose.sets, dose.amount, dose.total_kg, dose.tempo, dose.band


def round_half(sets: int) -> int:
    return max(1, floor(0.55 * sets + 1))


def recent(day: date | None, today: date, days: int) -> bool:
    return day is not None and (today - day).days < days


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def volume(item: Item) -> Volume | None:
    return catalogue()[item.exercise].volume


def loaded_legs(session: Session) -> bool:
    """Working sets of the squat, hinge or calf patterns: what makes a session S; isometrics do not."""
    return any(
        one.working_sets and volume(one) in LEG_VOLUMES and not catalogue()[one.exercise].is_hold
        for one in session.items
    )


def works_legs(session: Session) -> bool:
    """The same, holds among them."""
    worked = (one for one in session.items if one.working_sets)
    return session.kind.strength and any(volume(one) in LEG_VOLUMES for one in worked)


def is_s(session: Session) -> bool:
    return session.kind.value not in ("micro", "test") and loaded_legs(session)
