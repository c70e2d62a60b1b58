"""The runner's own swaps: what may be taken instead today, and with how much."""

from __future__ import annotations

from core import adjust, timing, weakness
from core.building.work import push_within_pull
from core.catalogue import Exercise, catalogue
from core.reasons import reason
from core.records import replace
from core.scaling import Plan, doable, entering, liftable, no_more_than_before
from core.session import Item, Phase, Session
from core.standing import Standing


def own_swaps(today: adjust.Today, session: Session, standing: Standing) -> Session:
    """The session with what the runner chose instead; a choice that may not stand today is passed over."""
    chosen = {one.exercise: one.to for one in standing.swaps if one.session == session.id}
    if not chosen:
        return session
    items: list[Item] = []
    for item in session.items:
        to = catalogue().by_id.get(chosen.get(item.exercise, ""))
        if to is None or to not in alternatives(today, session, item):
            items.append(item)
            continue
        items.append(swapped(today, item, to))
    if tuple(items) == session.items:
        return session
    items = push_within_pull(items)
    work = (one for one in items if one.phase not in (Phase.WARMUP, Phase.COOLDOWN))
    seconds = sum(timing.seconds_of(catalogue()[one.exercise], one) for one in work)
    return replace(session, items=tuple(items), minutes=timing.minutes(seconds, today.around.ends))


def alternatives(today: adjust.Today, session: Session, item: Item) -> tuple[Exercise, ...]:
    """What the runner may take instead today: the same volume, kit there, tier open, nothing that hurts.

    Where today took a step down, neither what it stepped down from nor anything harder.
    """
    exercise = catalogue()[item.exercise]
    left = "" if any(one.code == "own_swap" for one in item.reasons) else item.plan_exercise
    here = {one.exercise for one in session.items}
    ladder = (*catalogue().regressions(exercise.id), *exercise.progress)
    slot = weakness.slot_of(item)
    candidates = [catalogue()[name] for name in ladder]
    if slot is not None:
        candidates += catalogue().candidates(slot, today.around.position.level, today.around.kit)
        candidates += [one for one in catalogue().by_id.values() if one.is_working]
    found: dict[str, Exercise] = {}
    for one in candidates:
        if (
            one.volume is exercise.volume
            and one.id not in here
            and not one.is_contact
            and doable(today.around, one)
            and (slot is None or liftable(today.around, slot, one))
            and adjust.ban(today, one) is None
            and not (left and left in (one.id, *catalogue().regressions(one.id)))
        ):
            found.setdefault(one.id, one)
    return tuple(found.values())[:6]


def swapped(today: adjust.Today, item: Item, to: Exercise) -> Item:
    """The item with another exercise: it enters as a new one, under every rule of the day, with no more sets."""
    slot = weakness.slot_of(item)
    if slot is None:
        return item
    planned = (item.plan or item.dose).sets
    entered = no_more_than_before(today.around, slot, to, entering(today.around, to, planned))
    dose, _ = adjust.lowered(today, Plan(slot, to, entered, None))
    # A day's slower tempo is not what it is to be done at from now on: an exercise that comes in keeps its own.
    dose = replace(dose, tempo=entered.tempo)
    dose = replace(dose, sets=min(dose.sets, item.dose.sets), rest=item.dose.rest, rpe=to.effort(item.dose.rpe))
    return replace(
        item,
        exercise=to.id,
        dose=dose,
        sided=to.sided,
        regions=to.region_names,
        reasons=(reason("own_swap", item.exercise, to.id),),
        plan=item.plan or item.dose,
        plan_exercise=item.plan_exercise or item.exercise,
    )
