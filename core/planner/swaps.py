"""The runner's own swaps: what may be taken instead today, and with how much."""

from __future__ import annotations

from core import adjust, weakness
from core.catalogue import Exercise, catalogue
from core.reasons import reason
from core.records import replace
from core.scaling import doable, entering
from core.session import Item, Session
from core.standing import Standing


def own_swaps(today: adjust.Today, session: Session, standing: Standing) -> Session:
    chosen = {one.exercise: one.to for one in standing.swaps if one.session == session.id}
    if not chosen:
        return session
    items = []
    for item in session.items:
        to = catalogue().by_id.get(chosen.get(item.exercise, ""))
        if to is None or to not in alternatives(today, session, item):
            items.append(item)
            continue
        items.append(swapped(today, item, to))
    return replace(session, items=tuple(items))


def alternatives(today: adjust.Today, session: Session, item: Item) -> tuple[Exercise, ...]:
    """What the runner may take instead today: the same volume, kit there, tier open, nothing that hurts."""
    exercise = catalogue()[item.exercise]
    here = {one.exercise for one in session.items}
    ladder = (*catalogue().regressions(exercise.id), *exercise.progress)
    slot = weakness.slot_of(item)
    candidates = [catalogue()[name] for name in ladder]
    if slot is not None:
        candidates += catalogue().candidates(slot, today.around.position.level.value, today.around.kit)
        candidates += [one for one in catalogue().by_id.values() if one.is_working]
    found: dict[str, Exercise] = {}
    for one in candidates:
        if (
            one.volume is exercise.volume
            and one.id not in here
            and not one.is_contact
            and doable(today.around, one)
            and adjust.ban(today, one) is None
        ):
            found.setdefault(one.id, one)
    return tuple(found.values())[:6]


def swapped(today: adjust.Today, item: Item, to: Exercise) -> Item:
    """The item with another exercise: it enters as a new one, never with more sets than were planned."""
    slot = weakness.slot_of(item)
    if slot is None:
        return item
    dose = entering(today.around, slot, to, item.dose.sets)
    dose = replace(dose, rest=item.dose.rest, rpe=item.dose.rpe)
    if today.around.position.deload:
        # A deload is one for whatever takes the place too (3.6).
        dose = replace(dose, amount=min(dose.amount, adjust.deload_amount(dose)))
    return replace(
        item,
        exercise=to.id,
        dose=dose,
        sided=to.sided,
        regions=tuple(one.value for one in to.regions),
        reasons=(reason("own_swap", item.exercise, to.id),),
        plan=item.plan or item.dose,
        plan_exercise=item.plan_exercise or item.exercise,
    )
