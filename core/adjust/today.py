"""Everything about a day that lowers a plan, and the set effort that it leaves."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from core import assessment, mileage, pain, people, readiness, reentry
from core.body import RED_LEG_REGIONS, Region
from core.pain import Band, Climb, Soreness, Trouble
from core.policy import policy
from core.reasons import Reason
from core.records import dataclass, once
from core.scaling import Around
from core.session import Light
from core.standing import Past, Standing


@dataclass(frozen=True)
class Today:
    """Everything about a day that lowers a plan, found once."""

    around: Around
    reading: readiness.Reading
    troubles: tuple[Trouble, ...]
    aches: tuple[Soreness, ...]
    climbs: tuple[Climb, ...]
    back: reentry.Return | None
    before: Past | None
    unknown: int
    legs_x: tuple[float, Reason] | None = None
    sets_x: tuple[float, Reason] | None = None
    taper: tuple[float, Reason] | None = None
    rpe_cap: tuple[float, Reason] | None = None
    soft: bool = False
    spike: date | None = None
    deload: dict[str, int] = field(default_factory=dict)

    @once
    def day(self) -> date:
        return self.around.day

    @once
    def standing(self) -> Standing:
        return self.around.standing

    @property
    def backing_off(self) -> bool:
        return self.reading.light is Light.BACK_OFF

    @once
    def flagged(self) -> tuple[Region, ...]:
        """The regions of open flags, in their order."""
        return tuple(sorted({region for flag in self.standing.flags for region in flag.regions}))

    @once
    def tender(self) -> frozenset[Region]:
        """The regions that a local rule holds: they take no rise (9.1)."""
        hurting = {one.region for one in self.troubles if one.band is not Band.RETURNING}
        return frozenset(hurting | {one.region for one in self.aches} | {one.region for one in self.climbs})

    @once
    def tested(self) -> frozenset[str]:
        """The patterns and weekly groups whose work today's tests stand for (7)."""
        return assessment.replaced(self.standing, self.day)

    @once
    def whole_again(self) -> bool:
        """Whether the way out of a deload is over but for its second session, the whole dose: with one session a week
        that is a week later, and rises as any other [DC]."""
        back = self.back
        whole = back is not None and back.restoring and back.sets_x >= 1 and back.load_x >= 1
        return whole and self.around.athlete.strength_days == 1

    @once
    def legs_out(self) -> bool:
        """No loaded legs today: red for the legs, or an open flag in one."""
        return self.reading.legs or self.legs_flagged

    @once
    def legs_flagged(self) -> bool:
        """Whether the legs wait for a professional's word: no matter of a day."""
        return not RED_LEG_REGIONS.isdisjoint(self.flagged)

    @once
    def contacts_out(self) -> bool:
        if pain.contacts_banned(self.standing, self.day) or self.backing_off:
            return True
        athlete = self.around.athlete
        return people.lands_nowhere(athlete, self.standing, self.day) or mileage.landings_out(
            athlete, self.standing, self.day
        )

    @once
    def set_rpe(self) -> tuple[float, float]:
        """The set effort asked for: the phase's, under every cap that holds today."""
        position = self.around.position
        low, high = policy().phase["deload" if position.deload else position.effort].set_rpe
        top = under_caps(self, high)
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
