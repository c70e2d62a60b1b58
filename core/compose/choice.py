"""What changes in a session today: what answers take away, what the phase adds, what was earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import weakness
from core.body import Volume
from core.compose.fitting import Composed, at_most, fits_minutes, longer
from core.compose.parts import WORTH, group
from core.compose.standing import weekly_rooms
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Around, Leave, Plan, doable, entering, lowered, phase_set, risen, strength_known, waiting
from core.standing import track_key


@dataclass(slots=True)
class Choice:
    """The changes of one session. `reserved` is what each exercise could take at most, whatever was reported."""

    around: Around
    leave: Leave
    plans: list[Plan]
    reserved: list[Plan]

    def settled(self, fitted: Composed) -> Composed:
        """What becomes of the fitted session: falls first, then growth, then rises, each by its worth."""
        order = sorted(range(len(self.plans)), key=lambda number: WORTH.index(group(self.plans[number].slot)))
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
        paired = not fits_minutes(self.around, self.reserved, paired=False)
        return replace(fitted, plans=tuple(self.plans), paired=paired, most=tuple(self.reserved))

    def _grow(self, number: int, stood: Plan, rooms: Mapping[Volume, int]) -> None:
        """The phase's set, or the second exercise of the slot."""
        if stood.before is None or stood.dose != stood.before or self.around.position.deload:
            return
        others = [one for place, one in enumerate(self.plans) if place != number]
        left = rooms.get(stood.slot.volume, policy().step.region_sets_week_add)
        left -= sum(one.grown for one in others if one.slot.volume is stood.slot.volume)
        left -= sum(one.dose.sets for one in others if one.new and one.slot.id.startswith(weakness.PREFIX))
        grown = phase_set(self.around, stood, left)
        # A part in a deload takes no set, and nobody else has the minutes that it leaves.
        eased = stood.slot.volume in self.around.spared
        if self.leave.grow and not eased and self.plans[number] is stood:
            changed = (_moves_on(self.around, stood, others) if self.leave.add else None) or grown
            if changed is not None:
                self._take(number, changed)
        if grown is not None:
            self._reserve(number, grown)

    def _rise(self, number: int, stood: Plan) -> None:
        """What the answers earned."""
        if stood.before is None or stood.dose != stood.before or waiting(self.around, stood):
            return
        if self.leave.rise and self.plans[number] is stood:
            others = [one for place, one in enumerate(self.plans) if place != number]
            for up in risen(self.around, stood):
                entering = up.exercise is not stood.exercise and _another_enters(stood, others)
                if not entering and self._take(number, up):
                    break
        more = policy().step.hold_s if stood.dose.unit == "seconds" else 1
        self._reserve(number, replace(stood, dose=replace(stood.dose, amount=stood.dose.amount + more)))

    def _reserve(self, number: int, most: Plan) -> None:
        most = at_most(self.around, most)
        if longer(most, self.reserved[number]) and self._holds(number, most):
            self.reserved[number] = most

    def _take(self, number: int, changed: Plan) -> bool:
        """Whether the minutes hold it, and nobody else does it already."""
        twice = any(one.exercise is changed.exercise for place, one in enumerate(self.plans) if place != number)
        if twice or not self._holds(number, changed):
            return False
        self.plans[number] = changed
        most = at_most(self.around, changed)
        if longer(most, self.reserved[number]):
            self.reserved[number] = most
        return True

    def _holds(self, number: int, changed: Plan) -> bool:
        trial = [*self.reserved[:number], at_most(self.around, changed), *self.reserved[number + 1 :]]
        return fits_minutes(self.around, trial, paired=True)


def _another_enters(stood: Plan, others: Sequence[Plan]) -> bool:
    """Whether another exercise of that region is new in this session: never two at once (3.9)."""
    return any(
        one.slot.volume is stood.slot.volume and (one.new or any(why.code == "new_exercise" for why in one.reasons))
        for one in others
    )


def _moves_on(around: Around, stood: Plan, others: Sequence[Plan]) -> Plan | None:
    """The first base week moves a slot to its second exercise, and block B turns the lateral hip work over (3.9)."""
    slot, exercise = stood.slot, stood.exercise
    track = around.standing.tracks[track_key(slot.id, exercise.id)]
    if around.position.loading in ("intro", "maintain") or around.position.deload:
        return None
    if _another_enters(stood, others):
        return None
    level = around.position.level.value
    wanted: str | None = slot.base.get(level) if exercise.id == slot.starts.get(level) else None
    if slot.volume is Volume.lateral_hip and around.position.block == "B" and around.position.week >= 2:
        other = [one for one in around.catalogue.candidates(slot, level, around.kit) if one.id != exercise.id]
        wanted = other[0].id if other and exercise.id == slot.starts.get(level) else wanted
    if wanted is None or track_key(slot.id, wanted) in around.standing.tracks:
        return None
    rung = around.catalogue[wanted]
    if not doable(around, rung):
        return None
    days = policy().step.tendon_days if rung.is_tendon else policy().step.days_between_steps
    if track.changed is not None and (around.day - track.changed).days < days:
        return None
    last = track.exposures[-2:]
    on_target = len(last) == 2 and all(
        one.difference is not None and one.difference <= 0 and one.known and one.clean and one.done for one in last
    )
    if not (on_target and strength_known(around, slot)):
        return None
    why = (reason("progress", exercise.id, rung.id), reason("new_exercise"))
    return replace(stood, exercise=rung, dose=entering(around, slot, rung, stood.target), reasons=why)
