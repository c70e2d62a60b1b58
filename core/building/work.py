"""The work of a loaded session, cut to the minutes and to a race that is near."""

from __future__ import annotations

from collections.abc import Sequence

from core import adjust, compose, levels, weakness
from core.adjust import Today
from core.body import LEG_VOLUMES, Volume
from core.building.frame import Frame
from core.catalogue import catalogue, weighted
from core.kit import largest_at_most
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Plan, load_down
from core.session import Item, capped
from core.taper import RaceRule


def weaker_side_first(frame: Frame, items: list[Item], extra: bool, left: float, lands: bool) -> list[Item]:
    """The weaker side first; its extra set only in minutes that nothing else needs: the seconds that are `left` beside
    what the work may come to, whatever was answered, and beside what `lands` today (7).
    """
    if not frame.today.standing.results:
        return items
    left -= 60.0 * policy().plyo.minutes if levels.on_the_ladder(frame.around) and not lands else 0.0

    def fits(item: Item) -> bool:
        nonlocal left
        seconds = compose.extra_seconds(catalogue()[item.exercise], item)
        full = sum(one.working_sets for one in items) >= policy().session.working_sets_max
        if not extra or full or seconds > left:
            return False
        left -= seconds
        return True

    return weakness.sided(frame.around, items, fits)


def lines_of(today: Today, plans: Sequence[Plan]) -> list[Item]:
    """The season's lines without what was reported: in a deload only its share."""
    return [
        Item(
            compose.phase_of(one.slot),
            one.exercise.id,
            adjust.in_deload(today, one, one.exercise, one.dose),
            slot=one.slot.id,
            sided=one.exercise.sided,
        )
        for one in plans
    ]


def loads_legs(items: Sequence[Item]) -> bool:
    """What makes a session S: working sets of the squat, hinge or calf patterns that move (rulebook 8)."""
    loaded = [catalogue()[one.exercise] for one in items]
    return any(one.volume in LEG_VOLUMES and not one.is_hold for one in loaded)


UPPER_SETS = 2
"""Of an exercise in session U, at most [DC]."""


def gentle(item: Item) -> Item:
    """Session U: two sets at most, RPE 5 (rulebook 8, step 4)."""
    dose = replace(item.dose, sets=min(item.dose.sets, UPPER_SETS), rpe=capped(item.dose.rpe, 5))
    if dose.sets == item.dose.sets:
        return replace(item, dose=dose)
    return item.with_less(dose)


def in_place_of_legs(today: Today, composed: compose.Composed) -> list[Item]:
    """While the legs wait for a professional, which may be weeks, the arms and the trunk that found no minutes beside
    them (rulebook 8, step 4).

    They take no more sets and no more time than the legs would have had today, so that the worse report does not bring
    the larger session (12); in a deload nothing is new (3.6).
    """
    legs = [
        (one.exercise, adjust.lowered(today, one)[0])
        for one in composed.plans
        if one.exercise.volume in LEG_VOLUMES and adjust.ban(today, one.exercise) is not None
    ]
    sets = sum([dose.sets for _, dose in legs])
    seconds = sum([compose.item_seconds(exercise, dose) for exercise, dose in legs])
    fillers: list[Item] = []
    usable = [one for one in reversed(composed.dropped) if one.exercise.volume not in LEG_VOLUMES]
    if today.around.position.deload:
        usable = [one for one in usable if adjust.known(today.standing, one.exercise)]
    for item in adjust.adjust(today, usable)[0]:
        exercise = catalogue()[item.exercise]
        for fewer in range(min(sets, UPPER_SETS, item.dose.sets), 0, -1):
            dose = replace(item.dose, sets=fewer)
            if (needed := compose.item_seconds(exercise, dose)) <= seconds:
                fillers.append(item if fewer == item.dose.sets else item.with_less(dose))
                sets, seconds = sets - fewer, seconds - needed
                break
    return fillers


def paired_rest(item: Item) -> Item:
    """With the shorter rest of two exercises that are done in turn, where the item's slot is half of such a pair."""
    slot = weakness.slot_of(item)
    if slot is None or slot.group not in compose.PAIRS:
        return item
    return replace(item, dose=replace(item.dose, rest=policy().session.rest_s.paired))


def push_within_pull(items: list[Item]) -> list[Item]:
    """Pull sets are never fewer than push sets (3.5): where pull had to go, push gives way with it."""
    volumes = [catalogue()[one.exercise].volume for one in items]
    if Volume.push not in volumes:
        return items
    pull = sum([one.dose.sets for one, volume in zip(items, volumes, strict=True) if volume is Volume.pull])
    balanced: list[Item] = []
    for item, volume in zip(items, volumes, strict=True):
        if volume is Volume.push:
            if pull <= 0:
                continue
            sets = min(item.dose.sets, pull)
            if sets < item.dose.sets:
                item = item.with_less(replace(item.dose, sets=sets))
            pull -= sets
        balanced.append(item)
    return balanced


def within_minutes(frame: Frame, items: list[Item], planned: int) -> list[Item]:
    """Swaps and slower tempos never make a session longer than it was planned: the least worthwhile sets give."""
    room = min(frame.around.athlete.minutes, policy().session.minutes_max, planned)

    def worth(item: Item) -> int:
        slot = weakness.slot_of(item)
        return compose.WORTH.index(slot.group) if slot is not None else len(compose.WORTH)

    def long() -> bool:
        seconds = sum([compose.item_seconds(catalogue()[one.exercise], one.dose) for one in items])
        return compose.minutes(seconds, frame.around.ends) > room

    items = [_no_longer_than_planned(one) for one in items]
    if not long():
        return push_within_pull(items)
    items = [paired_rest(one) for one in items]
    while long() and any(one.dose.sets > 1 for one in items):
        number = max((n for n, one in enumerate(items) if one.dose.sets > 1), key=lambda n: worth(items[n]))
        item = items[number]
        fewer = item.with_less(replace(item.dose, sets=item.dose.sets - 1))
        items = [*items[:number], fewer, *items[number + 1 :]]
    while long() and len(items) > 1:
        items.remove(max(items, key=worth))
    return push_within_pull(items)


def _no_longer_than_planned(item: Item) -> Item:
    """Even one set of who stands in may take longer than all that was planned: it takes fewer repetitions then."""
    if item.plan is None or item.plan_exercise == item.exercise or item.dose.unit != "reps":
        return item
    room = compose.item_seconds(catalogue()[item.plan_exercise], item.plan, item.dose.rest)
    exercise, dose = catalogue()[item.exercise], item.dose
    while dose.amount > policy().kit_step.reps_floor and compose.item_seconds(exercise, dose) > room:
        dose = replace(dose, amount=dose.amount - 1)
    return replace(item, dose=dose)


def for_race(frame: Frame, items: list[Item]) -> list[Item]:
    """The work as a race that is near leaves it (rulebook 6, 3.9)."""
    race = frame.plan.race if frame.plan is not None else None
    if race is not None and race.rule is RaceRule.LIGHT:
        return _race_light(frame, items)
    return [_between_races(item) for item in items] if race is not None and race.maintenance else items


def _between_races(item: Item) -> Item:
    """Two races too close for training: two sets at RPE 6 at most (3.9)."""
    rules = policy().taper
    sets = min(item.dose.sets, rules.between_sets)
    calm = replace(item.dose, sets=sets, rpe=capped(item.dose.rpe, rules.between_rpe))
    return item.with_less(calm, reason("race_between"))


def _race_light(frame: Frame, items: list[Item]) -> list[Item]:
    """D-5 or D-4 of an A race: two sets, RPE 5, bodyweight or half the load (6)."""
    rules = policy().taper.a
    light: list[Item] = []
    for item in items:
        exercise = catalogue()[item.exercise]
        cut = replace(item.dose, sets=min(item.dose.sets, rules.light_sets), rpe=capped(item.dose.rpe, rules.light_rpe))
        if item.dose.load_kg is not None:
            kit = frame.around.kit
            half = largest_at_most(kit, exercise, item.dose.total_kg / 2)
            if half is None and weighted(exercise, kit):
                # Nothing lighter to lift, and nothing without a weight: the same with fewer repetitions (3.8).
                cut, _ = load_down(kit, exercise, cut, 0.5)
            else:
                cut = replace(cut, load_kg=half.each_kg if half else None, count=half.count if half else 1)
        light.append(item.with_less(cut, reason("race_light")))
    return light
