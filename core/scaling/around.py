"""What a plan depends on, what it is, and what it may change."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field
from datetime import date

from core.athlete import Athlete, Level
from core.body import LEG_VOLUMES, Region, Volume, counts_with
from core.catalogue import Catalogue, Exercise, Slot, loads_region
from core.kit import Kit
from core.policy import policy
from core.reasons import Reason
from core.records import dataclass, once
from core.reentry import Return, parts_restored
from core.season import Position, monday_of, older
from core.session import Dose
from core.standing import Past, Standing, Track
from core.timing import ends, item_seconds, set_seconds


@dataclass(frozen=True, slots=True)
class Leave:
    """What a session may change upwards. `rise` = the PUSH light; `grow` = the phase may add its set; `add` = or let a
    second exercise into a slot.
    """

    rise: bool = False
    grow: bool = False
    add: bool = True


@dataclass(frozen=True)
class Plan:
    """The season's plan for a slot at one exposure. `before` None = new here. `grown` = the phase added a set,
    `fell` = it is less than before: a rise may be held, a fall never is.
    """

    slot: Slot
    exercise: Exercise
    dose: Dose
    before: Dose | None
    reasons: tuple[Reason, ...] = ()
    grown: bool = False
    fell: bool = False
    target: int = 0

    @property
    def new(self) -> bool:
        return self.before is None

    @property
    def used_less(self) -> bool:
        """Whether it is lighter because less was lifted than asked for."""
        return any(one.code == "used_less" for one in self.reasons)

    @once
    def stands(self) -> bool:
        """Whether it is neither new nor any different from the exposure before."""
        return self.before is not None and self.dose == self.before

    @once
    def seconds(self) -> float:
        """What it takes without its rests."""
        return item_seconds(self.exercise, self.dose, 0)

    def lasting(self, rest: int) -> float:
        """What it takes with so many seconds of rest."""
        return self.seconds + self.dose.sets * rest

    def longer(self, amount: int, tempo: tuple[int, int, int, int] | None) -> float:
        """The seconds that it would take more with another amount and tempo."""
        now = set_seconds(self.exercise, self.dose.amount, self.dose.tempo)
        return self.dose.sets * (set_seconds(self.exercise, amount, tempo) - now)


@dataclass(frozen=True)
class Around:
    """What a plan depends on beside its own track. What follows from it is worked out once for all slots."""

    athlete: Athlete
    standing: Standing
    position: Position
    day: date
    kit: Kit
    catalogue: Catalogue
    barred: Mapping[str, Reason] = field(default_factory=dict)
    """What is not for this runner at all (`core.people`)."""
    back: Return | None = None
    """What it is the way back from."""

    @once
    def mass(self) -> float:
        return self.athlete.mass_kg or policy().system_share.mass_unknown_kg

    @once
    def ends(self) -> tuple[int, int]:
        """The minutes of warm-up and of cool-down in the runner's usual session."""
        return ends(min(self.athlete.minutes, policy().session.minutes_max))

    @once
    def calibrating(self) -> bool:
        start = self.standing.joined
        return start is None or (self.day - start).days < policy().effort.calibration_days

    @once
    def patience(self) -> int:
        """How many times the spacing of 3.2 and 3.9 an exercise waits before it rises again: a runner's own wish."""
        return policy().step.calm_x if self.athlete.calm else 1

    @once
    def eased(self) -> frozenset[Volume]:
        """The volumes of deloads that the runner asked for in part: the legs, or a region's (3.6)."""
        scopes = {one.scope for one in self.position.asked} - {"all"}
        return frozenset(volume for scope in scopes for volume in self._volumes(scope))

    @once
    def restored(self) -> Mapping[Volume, Return]:
        """The volumes of such deloads that are on their way out of it."""
        back = {} if self.position.deload else parts_restored(self.standing, self.day)
        return {volume: way for scope, way in back.items() for volume in self._volumes(scope)}

    @once
    def spared(self) -> frozenset[Volume]:
        """In a deload of their own, or on the way out of one: nothing of them rises."""
        return self.eased | self.restored.keys()

    def _volumes(self, scope: str) -> Set[Volume]:
        if scope == "legs":
            return {*LEG_VOLUMES, Volume.lateral_hip}
        region = Region(scope)
        named, loading = set(), set()
        for slot in self.catalogue.slots.values():
            for one in self.catalogue.candidates(slot, self.position.level, self.kit):
                if not counts_with(region).isdisjoint(one.regions):
                    named.add(slot.volume)
                if loads_region(one, region):
                    loading.add(slot.volume)
        # No exercise is said to be for the knee or the low back: what loads them is eased then (section 10).
        return named or loading

    @once
    def halved(self) -> bool:
        """First loads are halved for 60 and over, new, or with something to be careful about (3.4)."""
        return self.position.level is Level.NEW or bool(self.athlete.limits) or self.older

    @once
    def lightest_x(self) -> float:
        """How much of the whole guess of 3.4 the lightest weight owned may be, where none is light enough [DC]."""
        careful = bool(self.athlete.limits) or self.older
        return 0.0 if careful else policy().step.lightest_load_x[self.position.level.value]

    @once
    def older(self) -> bool:
        """Whether the softer rules of 3.9 hold."""
        return older(self.athlete, self.day)

    @once
    def monday(self) -> date:
        return monday_of(self.day)

    @once
    def phase_began(self) -> date:
        """The Monday of the first session in the phase that it is: the deloads between its blocks begin none (3.9)."""
        first = self.day
        for one in reversed(self.strength):
            if not one.deload:
                if one.phase != self.position.loading:
                    break
                first = one.day
        return monday_of(first)

    @once
    def regrown(self) -> frozenset[str]:
        """The exercises whose sets have changed since Monday."""
        tracks = self.standing.tracks.values()
        return frozenset(one.exercise for one in tracks if one.sets_changed and one.sets_changed >= self.monday)

    @once
    def tracks_in(self) -> Mapping[str, list[Track]]:
        """The tracks of every slot."""
        found: dict[str, list[Track]] = {}
        for key, track in self.standing.tracks.items():
            found.setdefault(key.partition("/")[0], []).append(track)
        return found

    @once
    def tracks_of(self) -> Mapping[str, list[Track]]:
        """The tracks of every exercise: more than one where it stands in both sessions."""
        found: dict[str, list[Track]] = {}
        for track in self.standing.tracks.values():
            found.setdefault(track.exercise, []).append(track)
        return found

    @once
    def twice_easy(self) -> bool:
        """D of -2 or less in the last two strength sessions that asked for the whole plan (1.4)."""
        last = [one for one in self.strength if not one.deload and not one.rest][-2:]
        return len(last) == 2 and all(one.tempered is not None and one.tempered <= -2 for one in last)

    @once
    def two_good(self) -> bool:
        """D of 0 or less in the last two strength sessions."""
        last = self.strength[-2:]
        return len(last) == 2 and all(one.difference is not None and one.difference <= 0 for one in last)

    @once
    def strength(self) -> tuple[Past, ...]:
        """The strength sessions before the day, oldest first."""
        return self.standing.strength(before=self.day)

    @once
    def sessions(self) -> frozenset[str]:
        """The ids of the strength sessions before the day."""
        return frozenset([one.id for one in self.strength])
