"""Plans fitted into the runner's minutes: paired first, then dropped in order (3.9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core import levels
from core.compose.parts import rests
from core.policy import policy
from core.reasons import reason
from core.records import once, replace
from core.scaling import Around, Plan, bounds, tempo_of
from core.timing import seconds_below

DROP_ORDER = ("push", "pull", "lateral_hip", "core", "single")
"""What goes first where the runner's minutes do not reach (3.9); the lifts and the calf stay."""

GIVES = ("single", "calf")
"""Whose set something for the trunk or the hips is worth, where a session would have neither [DC]."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The plans in the order of training, those that found no time, and whether accessory work is paired.

    `most` are the same plans, each with the most it could have taken today, whatever was reported.
    """

    plans: tuple[Plan, ...]
    dropped: tuple[Plan, ...] = ()
    paired: bool = False
    most: tuple[Plan, ...] = ()


@dataclass(frozen=True)
class Space:
    """The minutes and the sets that the plans of a session share."""

    around: Around

    @once
    def minutes(self) -> int:
        """What the season's plan may fill; who is on the ladder of elastic work keeps five of them for it."""
        room = min(self.around.athlete.minutes, policy().session.minutes_max)
        if room < policy().plyo.minutes_from or not levels.on_the_ladder(self.around):
            return room
        return room - policy().plyo.minutes

    @once
    def below(self) -> float:
        """What the work has to stay below, in seconds."""
        return seconds_below(self.minutes, self.around.ends)

    @once
    def rests(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Seconds between sets by the group of a slot, alone and where accessories are paired."""
        rpe = policy().phase[self.around.position.effort].set_rpe[1]
        return rests(rpe, paired=False), rests(rpe, paired=True)

    def seconds(self, plan: Plan, paired: bool) -> float:
        """A plan with its rests, in turns with others where accessories are paired."""
        return plan.lasting(self.rests[paired][plan.slot.group])

    def seconds_of(self, plans: Iterable[Plan], paired: bool) -> float:
        """All of them."""
        return sum([self.seconds(one, paired) for one in plans])

    def holds(self, seconds: float, sets: int) -> bool:
        return seconds < self.below and sets <= policy().session.working_sets_max

    def fits(self, plans: Collection[Plan], paired: bool) -> bool:
        """Whether they fit the runner's minutes and the most sets of a session."""
        return self.holds(self.seconds_of(plans, paired), working_sets(plans))


def filled_up(around: Around) -> bool:
    """Whether the session is so short that what its minutes still hold comes back in."""
    return around.athlete.minutes < policy().session.whole_from


def to_grow(around: Around) -> int:
    """Seconds that what comes back in leaves free, for repetitions and a slower lift."""
    return policy().session.to_grow_s if around.athlete.minutes >= policy().session.to_grow_from else 0


def at_most(around: Around, plan: Plan) -> Plan:
    """The main lift with all the repetitions of its range at its own tempo, where that is more than it has; without
    weights other lifts, too.

    The minutes that it may come to need are kept for it from the beginning, whatever was answered; else it would stand
    still as soon as the runner's minutes are full.
    """
    if not plan.slot.main and not _rises_by_repetitions(around, plan):
        return plan
    _, high = bounds(around, plan.exercise, plan.dose.load_kg is not None)
    tempo = plan.dose.tempo and tempo_of(plan.exercise, around.older)
    if tempo and plan.slot.main and plan.dose.load_kg is None and filled_up(around) and to_grow(around):
        # Without a weight it becomes slower, too, once its repetitions are full (3.3).
        lower, pause, lift, top = tempo
        tempo = max(lower, policy().step.lowering_s_max), pause + 1, lift, top
    most = replace(plan, dose=replace(plan.dose, amount=high, tempo=tempo))
    return most if most.seconds > plan.seconds else plan


def _rises_by_repetitions(around: Around, plan: Plan) -> bool:
    """Whether there is nothing to lift and time to grow: for a single-leg lift, and for a raise of both heels."""
    if around.kit.lifts or not to_grow(around):
        return False
    return plan.slot.group == "single" or (plan.slot.group == "calf" and not plan.exercise.sided)


def fit(around: Around, plans: Sequence[Plan]) -> Composed:
    """Over the runner's minutes: pair first, then drop in order (3.9).

    No session is without trunk and hips, and below 40 minutes no room stays empty beside somebody without room
    (`_filling`) [DC].
    """
    space = Space(around)
    held = {one.slot.id: one for one in plans}
    # They have to fit whatever their lifts come to within their ranges.
    most = {name: at_most(around, one) for name, one in held.items()}
    alone = {name: space.seconds(one, paired=False) for name, one in most.items()}
    if space.holds(sum(alone.values()), working_sets(most.values())):
        return Composed(tuple(plans), most=tuple(most.values()))
    paired = {name: space.seconds(one, paired=True) for name, one in most.items()}
    dropped: list[Plan] = []
    for name in _give_way(plans):
        if space.holds(sum(paired.values()), working_sets(most.values())):
            break
        dropped.append(held.pop(name))
        del most[name], alone[name], paired[name]
    else:
        while not space.fits(held.values(), paired=True) and any(plan.dose.sets > 1 for plan in held.values()):
            # A very short day: the longest item gives a set, so that something of everything stays.
            name, longest = max(reversed(held.items()), key=lambda one: one[1].dose.sets)
            held[name] = fewer_sets(longest, longest.dose.sets - 1)
            most[name] = at_most(around, held[name])
    if dropped:
        held |= {one.slot.id: one for one in _filling(space, dropped, most)}
        held = {one.slot.id: held[one.slot.id] for one in plans if one.slot.id in held}
        most = {name: at_most(around, one) for name, one in held.items()}
    out = tuple(replace(one, reasons=(reason("no_time"),)) for one in dropped if one.slot.id not in held)
    return Composed(tuple(held.values()), out, not space.fits(most.values(), paired=False), tuple(most.values()))


def _filling(space: Space, dropped: Sequence[Plan], most: Mapping[str, Plan]) -> list[Plan]:
    """What comes back in beside the others (`most`): what was dropped last leaves more room than was needed.

    A session that would have neither trunk nor hips has them for one set of its single-leg lift, or else of its calf.
    """
    if _steady(most.values()) or not _steady(dropped):
        return _back_in(space, dropped, most.values()) if filled_up(space.around) else []
    dropped = sorted(dropped, key=lambda one: _steady([one]))
    back = _back_in(space, dropped, most.values())
    if _steady(back):
        return back
    for giver in givers(most.values()):
        few = fewer_sets(giver, giver.dose.sets - 1)
        beside = _back_in(space, dropped, [few, *(one for one in most.values() if one is not giver)])
        if _steady(beside):
            return [few, *beside]
    return back


def givers(plans: Iterable[Plan], least: int = 1) -> list[Plan]:
    """Who has a set to spare and keeps so many: the single-leg lift before the calf."""
    able = [one for one in plans if one.slot.group in GIVES and one.dose.sets > least]
    return sorted(able, key=lambda one: GIVES.index(one.slot.group))


def _steady(plans: Iterable[Plan]) -> bool:
    """Whether something for the trunk or the hips is among them."""
    return any(one.slot.group in ("core", "lateral_hip") for one in plans)


def _back_in(space: Space, dropped: Sequence[Plan], most: Collection[Plan]) -> list[Plan]:
    """Of what was dropped, what the minutes beside the others (`most`) still hold; no push without its pull (3.5)."""
    seconds, total = space.seconds_of(most, paired=True), working_sets(most)
    seconds += to_grow(space.around)
    pulls = sum([one.dose.sets for one in most if one.slot.group == "pull"])
    back: list[Plan] = []
    for plan in reversed(dropped):
        if plan.slot.id.endswith("_2") and all(one.slot.id != plan.slot.id[:-2] for one in (*most, *back)):
            # A second exercise for the trunk comes after its first.
            continue
        sets = min(plan.dose.sets, pulls) if plan.slot.group == "push" else plan.dose.sets
        while sets and not space.holds(seconds + space.seconds(fewer_sets(plan, sets), paired=True), total + sets):
            sets -= 1
        if sets:
            back.append(fewer_sets(plan, sets))
            seconds, total = seconds + space.seconds(back[-1], paired=True), total + sets
            pulls += sets if plan.slot.group == "pull" else 0
    return back


def fewer_sets(plan: Plan, sets: int) -> Plan:
    """The plan with no more than so many sets."""
    if plan.dose.sets <= sets:
        return plan
    return replace(plan, dose=replace(plan.dose, sets=sets), fell=not plan.new)


def _give_way(plans: Sequence[Plan]) -> Iterator[str]:
    """Slots in the order in which they are dropped: second exercises first, then by `DROP_ORDER` from the end."""
    yield from (one.slot.id for one in plans if one.slot.id.endswith("_2"))
    for name in DROP_ORDER:
        yield from (one.slot.id for one in reversed(plans) if one.slot.group == name and one.slot.id[-2:] != "_2")


def working_sets(plans: Iterable[Plan]) -> int:
    """The sets of all plans."""
    return sum([plan.dose.sets for plan in plans])
