"""The sessions with loads: A, B and U."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core import adjust, compose, elastic, ledger, weakness
from core.adjust import Today
from core.body import LEG_VOLUMES, Volume
from core.building.ends import cooldown, fast_finish, warmup
from core.building.frame import Frame, item_of, seconds_left, session_of
from core.building.light import instead
from core.building.work import (
    for_race,
    gentle,
    in_place_of_legs,
    lines_of,
    loads_legs,
    paired_rest,
    push_within_pull,
    weaker_side_first,
    within_minutes,
)
from core.catalogue import catalogue
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Leave, Plan
from core.session import Dose, Kind, LeftOut, Light, Phase, Session


def strength(frame: Frame, kind: Kind, warmup_drills: bool = False) -> Session:
    """Session A or B; without loaded legs where today forbids them it becomes session U."""
    today = frame.today
    letter = "a" if kind is Kind.STRENGTH_A else "b"
    leave = leave_today(today)
    composed = compose.compose(frame.around, letter, leave)
    # Nobody stands in for what is there already.
    plans = weakness.distinct(composed.plans, lambda one: (one.slot.id, one.exercise.id))
    items, out = adjust.adjust(today, plans)
    items = weakness.distinct(items, lambda one: (one.slot, one.exercise))
    out += [LeftOut(plan.exercise.id, plan.reasons[0]) for plan in composed.dropped]
    if composed.paired:
        items = [paired_rest(item) for item in items]
    items = push_within_pull(items)
    if today.legs_flagged:
        standing_in = {one.exercise for one in items}
        filled = [one for one in in_place_of_legs(today, composed) if one.exercise not in standing_in]
        items += filled
        here = {one.plan_exercise or one.exercise for one in filled}
        out = [one for one in out if one.exercise not in here]
    if not items:
        return instead(frame, reason("nothing_fits"))
    if not loads_legs(items):
        kind, items = Kind.UPPER, [gentle(one) for one in items]
    rests = compose.rests(today.set_rpe[1], composed.paired)
    as_planned = sum([one.lasting(rests[one.slot.group]) for one in composed.plans])
    work = within_minutes(frame, for_race(frame, items), compose.minutes(as_planned, frame.around.ends))
    if kind.strength and not loads_legs(work):
        kind, work = Kind.UPPER, [gentle(one) for one in work]
    # What today takes out of the work is no room for landings either.
    room = min(seconds_left(frame, work), seconds_left(frame, []) - _seconds_at_most(frame, composed.most, rests))
    bout = elastic.bout(today, kind, frame.plan, leave.rise, room)
    # A tissue whose week would grow too fast gives sets; where that is not enough, what lands goes.
    left = ledger.room(frame.around.athlete, today.standing, today.day, frame.session_id)
    work = ledger.lowered(work, left, bout.items, lines_of(today, composed.most))
    if bout.items and left.over([*bout.items, *work]):
        bout = elastic.Bout()
    work = push_within_pull(work)
    # Minutes that today takes away are not given to the weaker side's extra set.
    whole = not (today.troubles or today.climbs) and all(one.plan is None for one in work)
    free = room - seconds_left(frame, work) + seconds_left(frame, [*bout.items, *work])
    work = weaker_side_first(frame, work, leave.grow and whole, free, bool(bout.items))
    finisher = fast_finish(frame, [*bout.items, *work], bout.finisher)
    if finisher and seconds_left(frame, [*bout.items, *work, *finisher]) <= -30:
        # Half a minute over is rounded up to a minute more than there is.
        finisher = []
    if out and any(one.plan is not None for one in work):
        free = seconds_left(frame, [*bout.items, *work, *finisher])
        out = [_not_filled_up(one, free) for one in out]
    items = [*warmup(frame, warmup_drills), *bout.items, *work, *finisher, *cooldown(today)]
    return session_of(frame, kind, items, out, elastic=bout.at)


def _not_filled_up(left: LeftOut, free_s: float) -> LeftOut:
    """What has no room in the usual session, on a day that leaves room for one set of it: a lighter day stays light."""
    exercise = catalogue()[left.exercise]
    one_set = Dose(1, exercise.low, exercise.unit.value)
    if left.why.code != "no_time" or compose.item_seconds(exercise, one_set, policy().session.rest_s.other) > free_s:
        return left
    return replace(left, why=reason("no_time_usually"))


def _seconds_at_most(frame: Frame, plans: Sequence[Plan], rests: Mapping[str, int]) -> float:
    """What the season's lines could take of today's minutes, whatever was reported; in a deload its share of them."""
    if frame.around.position.deload:
        plans = [replace(one, dose=adjust.in_deload(frame.today, one, one.exercise, one.dose)) for one in plans]
    return sum([one.lasting(rests[one.slot.group]) for one in plans])


def leave_today(today: Today) -> Leave:
    """What may rise: all on PUSH; the phase's own sets on HOLD too, unless the last answer was hard or missing."""
    before = today.before
    race = today.around.position
    returning = today.back is not None and not today.whole_again
    # After one +3 the phase's set is given and a fifth taken off again (1.4); after two hard ones in a row none is.
    over = [one.difference or 0 for one in today.around.strength[-2:]]
    hard = over[-1:] == [2] or (len(over) == 2 and min(over) >= 2)
    unanswered = before is not None and before.effort is None
    grow = not (returning or hard or unanswered or today.backing_off or race.deload or today.unknown)
    grow = grow and today.sets_x is None and today.legs_x is None and today.taper is None
    rise = today.reading.light is Light.PUSH and grow
    return Leave(rise=rise, grow=grow, add=max(over[-1:], default=0) < 2)


def upper(frame: Frame, letters: str) -> Session:
    """Session U: upper, trunk, hip and isometric calf at RPE 5 or less; no S (rulebook 8, step 4).

    It has the lines of the sessions (`letters`) that the week does not hold, so that the week has what 3.5 asks for.
    """
    today = frame.today
    plans: list[Plan] = []
    for letter in letters:
        for plan in compose.compose(frame.around, letter, Leave(), without=LEG_VOLUMES).plans:
            if all(plan.exercise.id != one.exercise.id for one in plans):
                plans.append(plan)
    # No more pushes than pulls: one that is out today does not make room for another.
    pulls = sum(one.slot.volume is Volume.pull for one in plans)
    pushes = [one for one in plans if one.slot.volume is Volume.push]
    spare = pushes[pulls:] if any(adjust.ban(today, one.exercise) for one in pushes[:pulls]) else []
    items, out = adjust.adjust(today, [one for one in plans if one not in spare])
    items = [one for number, one in enumerate(items) if all(one.exercise != two.exercise for two in items[:number])]
    hold = catalogue()["iso_calf"]
    if adjust.ban(today, hold) is None and all(one.exercise != hold.id for one in items):
        items.append(
            item_of(
                hold, Phase.TENDON, adjust.after_red(today, hold, 2), policy().pain.isometric_s, rest=60, rpe=(3, 5)
            )
        )
    items = push_within_pull([gentle(one) for one in items])
    if not items:
        return instead(frame, reason("nothing_fits"))
    return session_of(frame, Kind.UPPER, [*warmup(frame), *items, *cooldown(today)], out)
