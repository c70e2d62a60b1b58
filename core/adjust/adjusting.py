"""The season's plan gone through line by line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.adjust.bans import TESTED, ban
from core.adjust.dosing import dosed
from core.adjust.items import local_to, touched
from core.adjust.swaps import stand_in_for, swapped
from core.adjust.today import Today
from core.catalogue import Exercise
from core.reasons import reason
from core.records import replace
from core.scaling import Plan, doable, liftable
from core.session import Item, LeftOut
from core.standing import track_key


def adjust(today: Today, plans: Iterable[Plan]) -> tuple[list[Item], list[LeftOut]]:
    """Items for today in the plan's order, and what had to stay out."""
    items: list[Item] = []
    out: list[LeftOut] = []
    settled = [(asked, _settled(today, asked)) for asked in plans]
    used = {plan.exercise.id for _, plan in settled}
    for asked, plan in settled:
        if plan.exercise is not asked.exercise:
            out.append(LeftOut(asked.exercise.id, reason("no_increase"), _free(today, asked.exercise)))
        banned = ban(today, plan.exercise)
        if banned is None:
            item = dosed(today, plan)
        else:
            why, back = banned
            out.append(LeftOut(plan.exercise.id, why, back))
            stand_in = None if why.code == TESTED else stand_in_for(today, plan, used)
            if stand_in is None:
                continue
            item = swapped(today, plan, stand_in, why)
        if item is not None:
            used.add(item.exercise)
            items.append(item)
    return items, out


def _settled(today: Today, plan: Plan) -> Plan:
    """A region under a local rule takes no new rung: the exercise that held the slot goes on holding it (9.1)."""
    if not today.tender:
        return plan
    current = today.standing.slots.get(plan.slot.id)
    before = today.around.catalogue.by_id.get(current or "")
    if before is None or before is plan.exercise or plan.before is None or plan.fell:
        return plan
    if not touched(today, plan.exercise) or not _there(today, plan, before):
        return plan
    own = today.standing.tracks.get(track_key(plan.slot.id, before.id))
    dose = plan.before if own is None else own.plan
    return replace(plan, exercise=before, dose=dose, before=dose, reasons=())


def _there(today: Today, plan: Plan, exercise: Exercise) -> bool:
    """Whether it can be held at all: on a journey, or with a new kit, what stood there before may be missing."""
    return doable(today.around, exercise) and liftable(today.around, plan.slot, exercise)


def _free(today: Today, exercise: Exercise) -> date | None:
    return max((one.free for one in local_to(today, exercise)), default=None)
