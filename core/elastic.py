"""Today's elastic work: which items land, how often, or that nothing does (rulebook 5, invariants 4 and 5).

A session's share is half of the weekly cap, whatever the other session had, so that a day which had to go without never
makes the next one larger [DC].
"""

from __future__ import annotations

from datetime import date, timedelta

from core import adjust, assessment, compose, levels, pain, season
from core.adjust import Today
from core.athlete import Athlete, RunKind
from core.body import LEG_REGIONS
from core.catalogue import Exercise, catalogue, contacts, within_contacts
from core.kit import Kit
from core.ladder import Foothold
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.session import Dose, Elastic, Item, Kind, Phase
from core.standing import Standing
from core.taper import RaceRule
from core.week import DayPlan

PREP = "snapdown"
REST_S = 45
"""Between sets: 45-60 s (5)."""

FEWEST = 4
"""Fewer landings than these are no second exercise [DC]."""


@dataclass(frozen=True, slots=True)
class Bout:
    """Today's elastic work: items in their order, a finisher, and where the ladder stands with them."""

    items: tuple[Item, ...] = ()
    finisher: Item | None = None
    at: Elastic | None = None


def allowed(today: Today, kind: Kind, plan: DayPlan | None) -> bool:
    """Whether anything may land today (5, invariants 4 and 5)."""
    around = today.around
    day, standing = today.day, today.standing
    if not kind.strength or today.contacts_out or today.legs_out:
        return False
    if (today.back is not None and not today.back.contacts) or today.legs_x is not None or today.rpe_cap is not None:
        return False
    if plan is not None and (plan.evening or plan.race.rule is RaceRule.LIGHT):
        return False
    hard = (RunKind.QUALITY, RunKind.LONG)
    before = day - timedelta(days=1)
    if season.run_on(around.athlete, standing, day) in hard:
        return False
    if season.run_on(around.athlete, standing, before) is RunKind.LONG or _raced(around.athlete, before):
        return False
    if any(one.day == before and one.kind == RunKind.LONG for one in standing.runs):
        return False
    return _apart(standing, day) and not any(
        one.test == "hop_screen" and 0 <= (day - one.day).days < policy().days.contacts_apart
        for one in standing.results
    )


def _raced(athlete: Athlete, day: date) -> bool:
    return any(one.day == day for one in athlete.season)


def _apart(standing: Standing, day: date) -> bool:
    """Far enough from the last strength day, and no third one within a week (5, invariant 5)."""
    rules = policy().days
    apart = rules.contacts_apart
    free = pain.flare_end(standing, day)
    if free is not None and (day - free).days < rules.contacts_after_flare_days:
        apart = rules.contacts_after_flare_apart
    past = standing.strength(before=day)
    if past and (day - past[-1].day).days < apart:
        return False
    within = [one for one in past if (day - one.day).days < 7]
    return len(within) < max(policy().plyo.sessions_week)


def bout(today: Today, kind: Kind, plan: DayPlan | None, rises: bool, room_s: float) -> Bout:
    """Today's elastic work inside `room_s` seconds. `rises`: the light and the season allow a step further."""
    around = today.around
    if not levels.on_the_ladder(around) or not allowed(today, kind, plan):
        return Bout()
    athlete, standing, day, kit = around.athlete, around.standing, today.day, around.kit
    at = levels.current(athlete, standing, day)
    climbs = any(one.region in LEG_REGIONS for one in today.climbs)
    if rises and not climbs and not around.position.deload and not around.spared:
        at = levels.risen(athlete, standing, at, day, kit)
    if at.level == 0:
        return _prepared(today, room_s)
    most = min(at.contacts, levels.session_cap(athlete, at.level))
    most -= _hopped(standing, day)
    if around.position.deload or around.eased:
        most = int(most * policy().deload.contacts_x)
    last = _last_finisher(today, at)
    if last is not None and most < 2 * last.contacts:
        last = None
    left = most - (last.contacts if last is not None else 0)
    items = _filled(today, at, left, kit, min(room_s, policy().plyo.minutes * 60.0 - seconds_of(last)))
    if not items:
        return Bout()
    return Bout(items, last, Elastic(at.level, at.rung, at.contacts))


def seconds_of(item: Item | None) -> float:
    """How long a finisher takes, rest and all; none takes no time."""
    return 0.0 if item is None else compose.item_seconds(catalogue()[item.exercise], item.dose)


def _hopped(standing: Standing, day: date) -> int:
    """The hop screen's contacts count for its week (7)."""
    screens = {one.day for one in standing.results if one.test == "hop_screen" and 0 <= (day - one.day).days < 7}
    return assessment.battery()["hop_screen"].contacts * len(screens)


def _prepared(today: Today, room_s: float) -> Bout:
    """Level 0: snap-downs, outside of every cap (5)."""
    exercise = catalogue()[PREP]
    item = _item(exercise, exercise.sets_max, exercise.high, reason("elastic_prep"))
    if adjust.ban(today, exercise) is not None or compose.item_seconds(exercise, item.dose) > room_s:
        return Bout()
    return Bout((item,), None, Elastic(0, 1, item.contacts))


def _filled(today: Today, at: Foothold, most: int, kit: Kit, room_s: float) -> tuple[Item, ...]:
    """The rung that is held, and what is left of the contacts on the rungs below it."""
    items: list[Item] = []
    for rung in range(at.rung, 1, -1):
        exercise = levels.on_rung(rung, at.level, kit, today.standing)
        if exercise is None or adjust.ban(today, exercise) is not None or most <= 0:
            continue
        dose = within_contacts(exercise, exercise.sets_max, exercise.high, most)
        if dose is None:
            continue
        why = reason("elastic_rung", at.rung, level=at.level) if not items else reason("elastic_fill", level=at.level)
        item = _item(exercise, *dose, why)
        while item.dose.sets > 1 and compose.item_seconds(exercise, item.dose) > room_s:
            item = _item(exercise, item.dose.sets - 1, item.dose.amount, why)
        seconds = compose.item_seconds(exercise, item.dose)
        if seconds > room_s or (items and item.contacts < FEWEST):
            break
        items.append(item)
        room_s -= seconds
        most -= item.contacts
    return tuple(items)


def _last_finisher(today: Today, at: Foothold) -> Item | None:
    """From level 2 on block B ends with fast feet, inside the caps (5)."""
    position = today.around.position
    if position.block != "B" or position.deload or at.level < policy().plyo.finisher_level:
        return None
    exercise = catalogue()["fastfeet"]
    if adjust.ban(today, exercise) is not None:
        return None
    item = _item(exercise, exercise.sets_max, exercise.high, reason("elastic_fill", level=at.level))
    return replace(item, phase=Phase.FINISHER)


def _item(exercise: Exercise, sets: int, amount: int, why: Reason) -> Item:
    dose = Dose(sets, amount, exercise.unit.value, rest=REST_S, rpe=(4, 6))
    return Item(
        Phase.PLYO,
        exercise.id,
        dose,
        sided=exercise.sided,
        contacts=contacts(exercise, sets, amount),
        regions=exercise.region_names,
        reasons=(why,),
    )
