"""What each rule proposes of the planned dose; per field the smallest wins and factors never multiply (9.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil

from core import readiness, reentry, returns, scaling, season
from core.adjust.items import held_dose, in_time
from core.adjust.today import Today
from core.body import LEG_VOLUMES, LOWER_LEG, Pattern, Region, Volume, counts_with
from core.catalogue import Exercise, counts_for, loads_region
from core.kit import largest_at_most
from core.pain import Band, Trouble
from core.policy import policy
from core.reasons import Reason, reason
from core.records import latest, replace
from core.scaling import Plan
from core.session import Dose
from core.standing import last_asked, track_key
from core.timing import item_seconds

Proposal = tuple[Dose, tuple[Reason, ...]]
Rule = Callable[[Today, Plan, Exercise, Dose], list[Proposal]]


def smallest(base: Dose, proposals: list[Proposal]) -> tuple[Dose, tuple[Reason, ...]]:
    """Per field the smallest of all proposals; a reason stays where its proposal lowered something."""
    dose, reasons = base, []
    for proposed, why in proposals:
        if proposed != base:
            reasons += [one for one in why if one not in reasons]
        lighter = proposed if proposed.total_kg < dose.total_kg else dose
        slower = proposed.tempo if proposed.tempo and dose.tempo and proposed.tempo[0] > dose.tempo[0] else dose.tempo
        dose = replace(
            dose,
            sets=min(dose.sets, proposed.sets),
            amount=min(dose.amount, proposed.amount),
            load_kg=lighter.load_kg,
            count=lighter.count,
            tempo=slower,
        )
    return dose, tuple(reasons)


def scaled_sets(base: Dose, factor: float, *, half_up: bool = False) -> Dose:
    """So many sets by a factor, rounded down or half up, one at least."""
    return replace(base, sets=max(1, int(base.sets * factor + (0.5 if half_up else 0) + 1e-9)))


def deload_amount(base: Dose) -> int:
    """Repetitions x0.75 rounded up; seconds to threes (3.6, 3.8)."""
    rules = policy().deload
    less = base.amount * rules.reps_x_where_no_load
    if base.unit == "seconds":
        return max(3, ceil(less / 3 - 1e-9) * 3)
    return max(1, ceil(less - 1e-9))


def in_deload(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> Dose:
    """What a deload of today makes of a dose; without one it stands (3.6)."""
    if not today.around.position.deload and plan.slot.volume not in today.around.eased:
        return base
    rules = policy().deload
    sets = today.deload.get(plan.slot.id, max(1, int(base.sets * rules.sets_x + 0.5)))
    dose = replace(base, sets=min(base.sets, sets))
    load = None
    if base.load_kg is not None:
        load = largest_at_most(today.around.kit, exercise, base.total_kg * rules.load_x_max)
    if load is None:
        return replace(dose, amount=deload_amount(base))
    return replace(dose, load_kg=load.each_kg, count=load.count)


def _deload(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    dose = in_deload(today, plan, exercise, base)
    return [] if dose is base else [(dose, (reason("deload"),))]


def _returning(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    ways = (today.back, today.around.restored.get(plan.slot.volume))
    return [_on_the_way(today, plan, exercise, base, back) for back in ways if back is not None]


def _on_the_way(today: Today, plan: Plan, exercise: Exercise, base: Dose, back: reentry.Return) -> Proposal:
    dose = scaled_sets(base, back.sets_x)
    why: tuple[Reason, ...] = (back.reason,)
    if back.load_x < 1 and base.load_kg is not None:
        if back.why == "restoration":
            cut, more = scaling.load_down(today.around.kit, exercise, base, back.load_x)
            dose, why = replace(cut, sets=min(cut.sets, dose.sets)), (*why, *more)
        else:
            load = largest_at_most(today.around.kit, exercise, base.total_kg * back.load_x)
            if load is None and plan.fell and plan.before is not None:
                # Too light for the kit: the lightest there is still answers to the gap, held against what stood before.
                load = largest_at_most(today.around.kit, exercise, plan.before.total_kg * back.load_x)
            if load is None:
                cut, more = scaling.load_down(today.around.kit, exercise, base, back.load_x)
                dose, why = replace(cut, sets=min(cut.sets, dose.sets)), (*why, *more)
            else:
                dose = replace(dose, load_kg=load.each_kg, count=load.count)
    return dose, why


def _after_hard(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """D of +3 or more: the next strength session at sets x0.8 and load -5% (1.4)."""
    before = today.before
    if before is None:
        return []
    rules = policy().effort
    if plan.fell and plan.before is not None and today.standing.slots.get(plan.slot.id) == exercise.id:
        # The plan answers to the same report already: the smaller of the two counts, they do not multiply (9.1).
        base = plan.before
    cut, more = scaling.load_down(today.around.kit, exercise, base, rules.back_load_x)
    dose = replace(cut, sets=min(cut.sets, scaled_sets(base, rules.back_sets_x).sets))
    return [(dose, (reason("effort_over_3", d=before.difference, effort=before.effort), *more))]


def _held_after_hard(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """What was too hard the last time asks for no more of anything than it did then, though that was a cut dose [DC].

    By 1.4 a +3 takes a fifth off the next strength session only; each exercise comes back a session later, and would
    be asked for the whole dose after less of it was too hard already. The easier exercise that comes for it takes no
    more time than it did.
    """
    stood = next((one.about[0] for one in plan.reasons if one.code == "regress"), exercise.id)
    track = today.standing.tracks.get(track_key(plan.slot.id, stood))
    last = track.before(today.day) if track is not None else None
    d = None if last is None or not last.done else scaling.difference(last)
    if track is None or last is None or not last.done:
        return []
    if stood != exercise.id:
        # Repetitions that were missed or a form that broke count as three points over (1.4, 3.9).
        d = max(3, d or 0)
    if d is None or d < 2:
        return []
    was = last.dose
    held = replace(base, sets=min(base.sets, was.sets))
    if stood != exercise.id:
        before = today.around.catalogue[stood]
        held = in_time(exercise, held, item_seconds(before, replace(was, tempo=track.plan.tempo), 0), 0)
        return [(held, (reason("held_after_hard", d=d),))]
    if base.total_kg > was.total_kg:
        held = _no_heavier(today, exercise, held, was.total_kg)
    if base.unit == was.unit and base.total_kg >= was.total_kg:
        held = replace(held, amount=min(base.amount, was.amount))
    return [(held, (reason("held_after_hard", d=d),))]


def backing_off(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    rules = policy().light
    cut, more = scaling.load_down(today.around.kit, exercise, base, rules.back_off_load_x)
    dose = replace(cut, sets=min(cut.sets, scaled_sets(base, rules.back_off_sets_x).sets))
    if dose.tempo is not None:
        lower, pause, lift, top = dose.tempo
        dose = replace(dose, tempo=(min(lower + 1, policy().step.lowering_s_max), pause, lift, top))
    return [(dose, (reason("back_off"), *more))]


def _silent(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    return [(scaled_sets(base, policy().silence.sets_x), (reason("silence", today.unknown),))]


def _legs_fewer(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    found: list[Proposal] = []
    if today.legs_x is not None and plan.slot.volume in LEG_VOLUMES:
        found.append((scaled_sets(base, today.legs_x[0]), (today.legs_x[1],)))
    if today.sets_x is not None:
        found.append((scaled_sets(base, today.sets_x[0]), (today.sets_x[1],)))
    return found


def _tapered(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """Before a race, sets by its factor (6). Lifts are rounded half up, the rest down [DC].

    Rounded down throughout, a session of three sets each would lose two thirds, where 41-60 % is what helped most.
    """
    if today.taper is None:
        return []
    factor, why = today.taper
    return [(scaled_sets(base, factor, half_up=plan.slot.volume in (Volume.squat, Volume.hinge)), (why,))]


def _painful(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    rules = policy().pain
    found: list[Proposal] = []
    for trouble in today.troubles:
        about = (trouble.region, trouble.side)
        local = counts_for(exercise, trouble.region)
        if trouble.band is Band.AFTER_RED and loads_region(exercise, trouble.region):
            half = scaled_sets(_ungrown(today, plan, base, trouble), rules.red_return_sets_x)
            found.append((replace(base, sets=half.sets), (reason("after_red", *about),)))
        elif local and trouble.band is Band.AMBER_RED:
            why = reason("pain_next_morning", *about, score=trouble.peak)
            fewer = replace(base, sets=local_sets(today, plan, base, trouble))
            fewer = no_more_than_last(today, plan, exercise, fewer)
            found.append((fewer, (why, reason("volume_70"), reason("impact_ban"))))
    return found


def _coming_back(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """What pain kept out comes back with few sets from the bottom of its range: in its second week, for as long as its
    row waits for a test, and the first time that it is done again, however late that is (section 14, R3 and R4) [DC].
    """
    week = policy().pain.local_days
    found: list[Proposal] = []
    track = today.standing.tracks.get(track_key(plan.slot.id, exercise.id))
    done = [one.day for one in track.exposures if one.day < today.day and one.shown] if track is not None else []
    for part in today.standing.parts.values() if track is not None else ():
        report = returns.kept_out(today.standing, part, exercise, today.day)
        if report is None:
            continue
        waits = (today.day - report).days <= 2 * week or returns.waits(today.standing, part, today.day)
        if waits or max(done, default=date.min) <= report:
            few = 1 if part.region in LOWER_LEG else policy().step.new_exercise_sets
            low, _ = scaling.bounds(today.around, exercise, base.load_kg is not None)
            dose = replace(base, sets=min(base.sets, few), amount=min(base.amount, low))
            found.append((dose, (reason("returning", part.region, part.side),)))
    return found


def after_red(today: Today, exercise: Exercise, sets: int) -> int:
    """Half the sets of what loads a region in the week after it was red (2.1)."""
    fresh = any(one.band is Band.AFTER_RED and loads_region(exercise, one.region) for one in today.troubles)
    return max(1, int(sets * policy().pain.red_return_sets_x)) if fresh else sets


def _ungrown(today: Today, plan: Plan, base: Dose, trouble: Trouble) -> Dose:
    """What a share of the sets is taken of: the week's plan, but no set that the phase gave after the pain began.

    A set given in the week in which it begins stands (section 14, R4); later ones would only undo the cut.
    """
    part = today.standing.parts.get(f"{trouble.region.value}:{trouble.side.value}")
    monday = season.monday_of(today.day)
    since = part.began if part is not None else None
    if not plan.grown or plan.before is None or since is None or since >= monday:
        return base
    return replace(base, sets=min(base.sets, plan.before.sets))


def local_sets(today: Today, plan: Plan, base: Dose, trouble: Trouble) -> int:
    """What a worse morning leaves (2.1)."""
    return scaled_sets(_ungrown(today, plan, base, trouble), policy().pain.local_sets_x).sets


def no_more_than_last(today: Today, plan: Plan, exercise: Exercise, dose: Dose) -> Dose:
    """Never more than the slot's last session asked for: a deload's sets do not return now (12, invariant 2)."""
    last = last_asked(today.standing, plan.slot.id)
    if last is None:
        return dose
    name, before = last
    dose = replace(dose, sets=min(dose.sets, before.sets))
    if name != exercise.id or dose.unit != before.unit:
        return dose
    return dose if before.load_kg is None else _no_heavier(today, exercise, dose, before.total_kg)


def _no_heavier(today: Today, exercise: Exercise, dose: Dose, kg: float) -> Dose:
    """Without any weight where that is something, too."""
    lighter = scaling.no_heavier(today.around.kit, exercise, dose, kg)
    return dose if lighter.load_kg is None and exercise.needs else lighter


def _climbing(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """Pain that climbs from week to week: less of what works there until it no longer does (2.1, rule 3)."""
    done = held_dose(today, plan) or base
    return [
        (
            scaled_sets(done, policy().climb.sets_x),
            (reason("pain_climbing", one.region, one.side, before=one.before, now=one.now),),
        )
        for one in today.climbs
        if counts_for(exercise, one.region)
    ]


def _staged(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """The Achilles ladder: after its return test standing raises go without added weight for two weeks, with one set
    at the bottom of their range, and with a set more for each two weeks after that (2.3; section 14, R4).
    """
    if exercise.pattern is not Pattern.heel_raise or (exercise.achilles_tier or 0) < 2:
        return []
    found: list[Proposal] = []
    for part in today.standing.parts.values():
        since = returns.heel_raises_since(today.standing, part, today.day)
        if since is None:
            continue
        steps = (today.day - since).days // policy().achilles.stage_two_days
        dose, why = replace(base, sets=min(base.sets, 1 + steps)), reason("achilles_sets", part.region, part.side)
        if not steps:
            low, _ = scaling.bounds(today.around, exercise, False)
            dose = replace(dose, amount=min(base.amount, low), load_kg=None, count=1)
            why = reason("achilles_stage", part.region, part.side)
        found.append((dose, (why,)))
    return found


def _sore(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """2.2: at 4-6 a set less, at 7 in the first days one set; beyond 72 h sets x0.7."""
    rules = policy().doms
    found: list[Proposal] = []
    for ache in today.aches:
        if not counts_for(exercise, ache.region):
            continue
        why = reason("soreness_mid", _family(ache.region), score=ache.score)
        least = min(base.sets, 2) if today.soft else 1
        fewer = replace(base, sets=max(least, base.sets - 1))
        if ache.score >= rules.swap:
            fewer = replace(base, sets=1)
            why = reason("soreness_high", _family(ache.region), score=ache.score)
        found.append((fewer, (why,)))
        if ache.lasting:
            lasting = scaled_sets(base, rules.lasting_sets_x)
            found.append((lasting, (reason("soreness_lasting", _family(ache.region)),)))
    return found


def _family(region: Region) -> Region:
    return Region.calf if region in counts_with(Region.calf) else region


RULES: Mapping[Rule, Callable[[Today], object]] = {
    _deload: lambda today: today.around.position.deload or today.around.eased,
    _returning: lambda today: today.back or today.around.restored,
    _after_hard: lambda today: today.before and (today.before.difference or 0) >= 3,
    _held_after_hard: lambda today: today.standing.tracks,
    backing_off: lambda today: today.backing_off and today.reading.systemic is not readiness.Systemic.GREEN,
    _silent: lambda today: today.unknown >= policy().silence.unknown_in_row,
    _legs_fewer: lambda today: today.legs_x or today.sets_x,
    _tapered: lambda today: today.taper,
    _painful: lambda today: today.troubles,
    _coming_back: lambda today: today.standing.parts,
    _climbing: lambda today: today.climbs,
    _staged: lambda today: today.standing.parts,
    _sore: lambda today: today.aches,
}
"""Every rule, and when it may have something to say of a day."""
LOCAL: frozenset[Rule] = frozenset({_painful, _coming_back, _climbing, _staged, _sore})
"""Those of a part that hurts or is sore; the others are the whole body's."""
WAY_BACK: frozenset[Rule] = frozenset({_coming_back, _staged})
"""Those of an exercise that comes back; while it is out they say nothing about who stands in for it."""


@latest
def speaking(today: Today, but_for: frozenset[Rule]) -> tuple[Rule, ...]:
    """The rules that may have something to say today, but for those."""
    return tuple(rule for rule, speaks in RULES.items() if rule not in but_for and speaks(today))
