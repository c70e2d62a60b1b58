"""What a part that hurts or is sore proposes of the doses that work it, and how they come back (2.1-2.3, 9.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from core import returns, scaling, season
from core.adjust.items import held_dose
from core.adjust.proposals import Proposal, Rule, no_heavier, no_more_than_last, scaled_sets
from core.adjust.today import Today
from core.body import LOWER_LEG, Pattern, Region, counts_with
from core.catalogue import Exercise, counts_for, loads_region
from core.pain import Band, Trouble
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.scaling import Plan
from core.session import Dose
from core.standing import Exposure, Part, track_key


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


def _after_flare(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """What a painful morning or red had cut comes back by one thing at a time: a set, the weight, the last set [DC].

    It is a restoration (3.6) with a step before it. A step is taken where the one before it was answered.
    """
    track = today.standing.tracks.get(track_key(plan.slot.id, exercise.id))
    found: list[Proposal] = []
    for part in today.standing.parts.values() if track is not None else ():
        if track is None or part.flare is None or not _was_cut(part, part.flare, exercise) or _still_cut(today, part):
            continue
        since = [one for one in track.exposures if part.flare <= one.day < today.day and one.shown]
        if not any(one.same and one.day > part.flare for one in since):
            dose = _one_step_up(today, exercise, base, since[-1] if since else None)
            found.append((dose, (reason("after_flare", part.region, part.side),)))
    return found


def _was_cut(part: Part, flare: date, exercise: Exercise) -> bool:
    """Whether that flare lowered the exercise: it counts for the part, or loads it where the flare was a red one."""
    if counts_for(exercise, part.region):
        return True
    fresh = part.cleared is None or flare <= part.cleared + timedelta(days=policy().pain.red_return_days)
    return part.red is not None and fresh and loads_region(exercise, part.region)


def _still_cut(today: Today, part: Part) -> bool:
    """Whether the rules of its band lower what works that part today."""
    return any((one.region, one.side) == (part.region, part.side) and one.band > Band.HELD for one in today.troubles)


def _one_step_up(today: Today, exercise: Exercise, base: Dose, last: Exposure | None) -> Dose:
    """One step from the last lesser dose to the planned one; the first of them where nothing was asked for since."""
    rules, kit = policy().restore, today.around.kit
    few = scaled_sets(base, rules.sets_x[0])
    if last is None:
        return scaling.load_below(kit, exercise, few) or few
    was = last.dose
    if not last.done:
        return no_heavier(today, exercise, replace(base, sets=min(base.sets, was.sets)), was.total_kg)
    if was.total_kg >= base.total_kg:
        return replace(base, sets=min(base.sets, was.sets + 1))
    if was.sets < few.sets:
        return no_heavier(today, exercise, replace(base, sets=was.sets + 1), was.total_kg)
    cut, _ = scaling.load_down(kit, exercise, few, rules.load_x[0])
    return cut if cut.total_kg > was.total_kg else few


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


LOCAL_RULES: Mapping[Rule, Callable[[Today], object]] = {
    _painful: lambda today: today.troubles,
    _coming_back: lambda today: today.standing.parts,
    _after_flare: lambda today: today.standing.parts,
    _climbing: lambda today: today.climbs,
    _staged: lambda today: today.standing.parts,
    _sore: lambda today: today.aches,
}
"""Every rule of a part that hurts or is sore, and when it may have something to say of a day."""
LOCAL = frozenset(LOCAL_RULES)
WAY_BACK: frozenset[Rule] = frozenset({_coming_back, _after_flare, _staged})
"""Those of an exercise that comes back; while it is out they say nothing about who stands in for it."""
