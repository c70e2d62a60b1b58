"""Everything about a day that lowers a plan, and the set effort that it leaves."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from core import mileage, pain, people, readiness, season
from core.body import RED_LEG_REGIONS, Region
from core.pain import Climb, Soreness, Trouble
from core.policy import policy
from core.reasons import Reason
from core.records import dataclass
from core.scaling import Around
from core.session import Light
from core.standing import Past, Standing


@dataclass(frozen=True, slots=True)
class Today:
    """Everything about a day that lowers a plan, found once."""

    around: Around
    reading: readiness.Reading
    troubles: tuple[Trouble, ...]
    aches: tuple[Soreness, ...]
    climbs: tuple[Climb, ...]
    back: season.Return | None
    before: Past | None
    unknown: int
    legs_x: tuple[float, Reason] | None = None
    sets_x: tuple[float, Reason] | None = None
    taper: tuple[float, Reason] | None = None
    rpe_cap: tuple[float, Reason] | None = None
    soft: bool = False
    spike: date | None = None
    deload: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.around.day

    @property
    def standing(self) -> Standing:
        return self.around.standing

    @property
    def backing_off(self) -> bool:
        return self.reading.light is Light.BACK_OFF

    @property
    def flagged(self) -> frozenset[Region]:
        return frozenset(region for flag in self.standing.flags for region in flag.regions)

    @property
    def legs_out(self) -> bool:
        """No loaded legs today: red for the legs, or an open flag in one."""
        return self.reading.legs or bool(self.flagged & RED_LEG_REGIONS)

    @property
    def contacts_out(self) -> bool:
        if pain.contacts_banned(self.standing, self.day) or self.backing_off:
            return True
        athlete = self.around.athlete
        return people.lands_nowhere(athlete, self.standing, self.day) or mileage.landings_out(
            athlete, self.standing, self.day
        )


def set_rpe(today: Today) -> tuple[float, float]:
    """The set effort asked for: the phase's, under every cap that holds today."""
    rules = policy()
    position = today.around.position
    low, high = rules.phase["deload" if position.deload else position.effort].set_rpe
    top = under_caps(today, high)
    return min(low, top), top


def under_caps(today: Today, *caps: float) -> float:
    """The lowest of these efforts and of the caps that hold today, for sets and for the session alike."""
    found = [float(one) for one in caps]
    if today.reading.systemic is readiness.Systemic.AMBER:
        found.append(policy().light.back_off_rpe)
    if today.back is not None and today.back.rpe is not None:
        found.append(today.back.rpe)
    if today.rpe_cap is not None:
        found.append(today.rpe_cap[0])
    return min(found)
