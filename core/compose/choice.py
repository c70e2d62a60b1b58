"""What changes in a session today: what answers take away, what the phase adds, what was earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import weakness
from core.body import Volume
from core.compose.fitting import Composed, Space, at_most, working_sets
from core.compose.parts import WORTH
from core.compose.standing import regions_room, weekly_rooms
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import (
    Around,
    Leave,
    Plan,
    doable,
    entering,
    lowered,
    phase_set,
    risen,
    since_pain,
    strength_known,
    waiting,
)
from core.standing import track_key


@dataclass(slots=True)
class Reserve:
    """What each plan could take at most, whatever was reported: with the seconds of each and the sets of all."""

    space: Space
    plans: list[Plan]
    seconds: list[float]
    sets: int

    @classmethod
    def of(cls, around: Around, most: Sequence[Plan]) -> Reserve:
        space = Space(around)
        return cls(space, list(most), [space.seconds(one, paired=True) for one in most], working_sets(most))

    def spare(self, number: int, stood: Plan) -> float:
        """The seconds that a plan in that place may take more than what stands there."""
        others = sum(self.seconds) - self.seconds[number]
        return self.space.below - others - self.space.seconds(stood, paired=True)

    def would_hold(self, number: int, plan: Plan) -> bool:
        """Whether there are the minutes for it in that place."""
        return self._room(number, *self._with(number, at_most(self.space.around, plan)))

    def holds(self, number: int, plan: Plan) -> bool:
        """The same; they are kept from then on, where it takes more than what was there."""
        most = at_most(self.space.around, plan)
        seconds, sets = self._with(number, most)
        if not self._room(number, seconds, sets):
            return False
        if most.seconds > self.plans[number].seconds:
            self.seconds[number], self.sets, self.plans[number] = seconds, sets, most
        return True

    def _with(self, number: int, most: Plan) -> tuple[float, int]:
        """The seconds of the most that a plan could come to, and the sets of all plans with it."""
        return self.space.seconds(most, paired=True), self.sets + most.dose.sets - self.plans[number].dose.sets

    def _room(self, number: int, seconds: float, sets: int) -> bool:
        return self.space.holds(sum(self.seconds) - self.seconds[number] + seconds, sets)


@dataclass(slots=True)
class Choice:
    """The changes of one session: its plans, and the minutes that are kept for what they may come to."""

    around: Around
    leave: Leave
    plans: list[Plan]
    reserve: Reserve

    def settled(self, fitted: Composed) -> Composed:
        """What becomes of the fitted session: falls first, then growth, then rises, each by its worth."""
        order = sorted(range(len(self.plans)), key=lambda number: WORTH.index(self.plans[number].slot.group))
        standing = tuple(self.plans)
        for number in order:
            plan = standing[number]
            fallen = None if plan.before is None else lowered(self.around, plan)
            if fallen is not None:
                self.plans[number] = replace(
                    fallen, dose=replace(fallen.dose, sets=min(fallen.dose.sets, plan.dose.sets))
                )
        rooms = weekly_rooms(self.around)
        for number in order:
            self._grow(number, standing[number], rooms)
        for number in order:
            self._rise(number, standing[number])
        most = tuple(self.reserve.plans)
        paired = not self.reserve.space.fits(most, paired=False)
        return Composed(tuple(self.plans), fitted.dropped, paired, most)

    def _grow(self, number: int, stood: Plan, rooms: Mapping[Volume, int]) -> None:
        """The phase's set, or the second exercise of the slot."""
        if not stood.stands or self.around.position.deload:
            return
        grown = None
        if stood.dose.sets < stood.target:
            grown = phase_set(self.around, stood, self._left(stood.slot.volume, rooms))
        # A part in a deload takes no set, and nobody else has the minutes that it leaves.
        eased = stood.slot.volume in self.around.spared
        if self.leave.grow and not eased and self.plans[number] is stood:
            changed = (_moves_on(self.around, stood, self._others(number)) if self.leave.add else None) or grown
            if changed is not None:
                self._take(number, changed)
        if grown is not None and self.plans[number] is not grown:
            self.reserve.holds(number, grown)

    def _left(self, volume: Volume, rooms: Mapping[Volume, int]) -> int:
        """The sets that a region may still gain this week beside what this session gains already."""
        left = rooms.get(volume, policy().step.region_sets_week_add)
        for one in self.plans:
            if one.grown and one.slot.volume is volume:
                left -= 1
            elif one.new and one.slot.id.startswith(weakness.PREFIX):
                left -= one.dose.sets
        if self.around.standing.results:
            # Without a weak link the slots of a phase come to its row by themselves (checked when they are loaded).
            left = min(left, regions_room(self.around, volume))
        return left

    def _rise(self, number: int, stood: Plan) -> None:
        """What the answers earned."""
        if not stood.stands or waiting(self.around, stood) or self._set_first(number, stood):
            return
        spare = self.reserve.spare(number, stood)
        if self.leave.rise and self.plans[number] is stood:
            for up in risen(self.around, stood, spare):
                entering = up.exercise is not stood.exercise and _another_enters(stood, self._others(number))
                if not entering and self._take(number, up):
                    break
        more = stood.dose.amount + (policy().step.hold_s if stood.dose.unit == "seconds" else 1)
        if stood.longer(more, stood.dose.tempo) <= spare:
            self.reserve.holds(number, replace(stood, dose=replace(stood.dose, amount=more)))

    def _set_first(self, number: int, stood: Plan) -> bool:
        """Whether a tendon's one change in a fortnight is kept for the set that its phase still owes it (3.2, 3.5)."""
        if not stood.exercise.is_tendon or stood.dose.sets >= stood.target:
            return False
        if self.around.standing.results and regions_room(self.around, stood.slot.volume) <= 0:
            return False
        return self.reserve.would_hold(number, replace(stood, dose=replace(stood.dose, sets=stood.dose.sets + 1)))

    def _others(self, number: int) -> list[Plan]:
        return [*self.plans[:number], *self.plans[number + 1 :]]

    def _take(self, number: int, changed: Plan) -> bool:
        """Whether the minutes hold it, and nobody else does it already."""
        if any(one.exercise is changed.exercise for one in self._others(number)):
            return False
        if not self.reserve.holds(number, changed):
            return False
        self.plans[number] = changed
        return True


def _another_enters(stood: Plan, others: Sequence[Plan]) -> bool:
    """Whether another exercise of that region is new in this session: never two at once (3.9)."""
    return any(
        one.slot.volume is stood.slot.volume and (one.new or any(why.code == "new_exercise" for why in one.reasons))
        for one in others
    )


def _moves_on(around: Around, stood: Plan, others: Sequence[Plan]) -> Plan | None:
    """The first base week moves a slot to its second exercise, and block B turns the lateral hip work over (3.9)."""
    slot, exercise = stood.slot, stood.exercise
    if around.position.loading in ("intro", "maintain") or around.position.deload:
        return None
    level = around.position.level
    starts = exercise.id == slot.starts.get(level)
    wanted: str | None = slot.base.get(level) if starts else None
    if starts and slot.volume is Volume.lateral_hip and around.position.block == "B" and around.position.week >= 2:
        others_there = [one for one in around.catalogue.candidates(slot, level, around.kit) if one.id != exercise.id]
        wanted = others_there[0].id if others_there else wanted
    if wanted is None or track_key(slot.id, wanted) in around.standing.tracks:
        return None
    rung = around.catalogue[wanted]
    if not doable(around, rung):
        return None
    track = around.standing.tracks[track_key(slot.id, exercise.id)]
    days = around.patience * (policy().step.tendon_days if rung.is_tendon else policy().step.days_between_steps)
    if track.changed is not None and (around.day - track.changed).days < days:
        return None
    last = since_pain(around, exercise, track.exposures)[-2:]
    on_target = len(last) == 2 and all(
        one.difference is not None and one.difference <= 0 and one.known and one.clean and one.done for one in last
    )
    if not on_target or _another_enters(stood, others) or not strength_known(around, slot):
        return None
    why = (reason("progress", exercise.id, rung.id), reason("new_exercise"))
    return replace(stood, exercise=rung, dose=entering(around, rung, stood.target), reasons=why)
