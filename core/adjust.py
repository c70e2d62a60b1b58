"""What today makes of the season's plan: lights, deloads, gaps, sore muscles and sore joints (rulebook 2, 3.6-3.8, 9).

Every rule proposes a dose from the *planned* one; per field the smallest wins and factors never multiply (9.1). An
exercise that may not stand today takes its swap, or is left out with the day it can return.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from datetime import date
from math import ceil

from core import assessment, compose, mileage, pain, people, readiness, returns, scaling, season
from core.body import LEG_VOLUMES, LOWER_LEG, RED_LEG_REGIONS, Pattern, Region, Side, Volume, counts_with
from core.catalogue import Exercise, available, counts_for, loads_region
from core.kit import largest_at_most
from core.pain import Band, Soreness, Trouble
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.scaling import Around, Plan
from core.session import Dose, Item, LeftOut, Light
from core.standing import Past, Standing, last_asked

TIER_REGIONS = LOWER_LEG
TESTED = "tested_today"
"""A test of the day stands for the exercise (7): nothing comes in its place."""


@dataclass(frozen=True, slots=True)
class Today:
    """Everything about a day that lowers a plan, found once."""

    around: Around
    reading: readiness.Reading
    troubles: tuple[Trouble, ...]
    aches: tuple[Soreness, ...]
    back: season.Return | None
    before: Past | None
    unknown: int
    legs_x: tuple[float, Reason] | None = None
    sets_x: tuple[float, Reason] | None = None
    rpe_cap: tuple[float, Reason] | None = None
    soft: bool = False
    spike: date | None = None
    deload: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.around.day

    @property
    def standing(self) -> Standing:
        return self.around.standing

    @property
    def backing_off(self) -> bool:
        return self.reading.light is Light.BACK_OFF

    @property
    def flagged(self) -> frozenset[Region]:
        return frozenset(region for flag in self.standing.flags for region in flag.regions)

    @property
    def legs_out(self) -> bool:
        """No loaded legs today: red for the legs, or an open flag in one."""
        return self.reading.legs or bool(self.flagged & RED_LEG_REGIONS)

    @property
    def contacts_out(self) -> bool:
        if pain.contacts_banned(self.standing, self.day) or self.backing_off:
            return True
        athlete = self.around.athlete
        return people.lands_nowhere(athlete, self.standing, self.day) or mileage.landings_out(
            athlete, self.standing, self.day
        )


Proposal = tuple[Dose, tuple[Reason, ...]]


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
            item = _dosed(today, plan)
        else:
            why, back = banned
            out.append(LeftOut(plan.exercise.id, why, back))
            stand_in = None if why.code == TESTED else _stand_in(today, plan, used)
            if stand_in is None:
                continue
            item = _swapped(today, plan, stand_in, why)
        if item is not None:
            used.add(item.exercise)
            items.append(item)
    return items, out


# --- bans --------------------------------------------------------------------------------------------------------


def ban(today: Today, exercise: Exercise) -> tuple[Reason, date | None] | None:
    """Why an exercise may not stand today and when it can be back at the earliest; None = it may."""
    return next(_bans(today, exercise), None)


def _bans(today: Today, exercise: Exercise) -> Iterator[tuple[Reason, date | None]]:
    if exercise.id in today.around.barred:
        yield today.around.barred[exercise.id], None
    for region in sorted(today.flagged):
        if loads_region(exercise, region):
            yield reason("red_flag_region", region), None
    if today.legs_out and (
        exercise.volume in LEG_VOLUMES or exercise.is_contact or exercise.volume is Volume.lateral_hip
    ):
        ran = today.legs_x is not None and today.legs_x[1].code == "run_spike_red"
        yield today.legs_x[1] if today.legs_x is not None and ran else reason("legs_red"), None
    for trouble in today.troubles:
        found = _pain_ban(today, trouble, exercise)
        if found is not None:
            yield found
    if exercise.is_contact and today.contacts_out:
        yield reason("impact_ban"), None
    if assessment.replaced(today.standing, exercise, today.day):
        yield reason(TESTED), None
    if (exercise.patellar or 0.0) > policy().knee.ceiling_after_14d and pain.felt_lately(
        today.standing, Region.knee, today.day
    ):
        yield reason("knee_returning", Region.knee, Side.both), None
    for ache in today.aches:
        swap = policy().doms.swap + (1 if today.soft else 0)
        if ache.score >= swap and exercise.is_working and counts_for(exercise, ache.region):
            yield reason("soreness_high", ache.region, score=ache.score), None


def held_by(today: Today, trouble: Trouble, exercise: Exercise) -> bool:
    """Whether that one painful part keeps the exercise out today."""
    return _pain_ban(today, trouble, exercise) is not None


def _pain_ban(today: Today, trouble: Trouble, exercise: Exercise) -> tuple[Reason, date | None] | None:
    side = trouble.side
    actions = today.around.catalogue.actions_for(trouble.region, trouble.site)
    listed = any(action.bans(exercise) for action in actions)
    if trouble.band is Band.RED:
        if _agreed_isometric(today, trouble, exercise):
            return None
        if loads_region(exercise, trouble.region) or exercise.id in trouble.hurt or listed:
            code = "pain_bone" if trouble.no_pain else "pain_red"
            return reason(code, trouble.region, side, score=trouble.score), None
        return None
    if trouble.band in (Band.HELD, Band.AMBER_RED, Band.AFTER_RED):
        code = {
            Band.HELD: "pain_amber_settled", Band.AMBER_RED: "pain_next_morning", Band.AFTER_RED: "after_red",
        }[trouble.band]  # fmt: skip
        why = reason(code, trouble.region, side, score=trouble.peak, day=str(trouble.day))
        if exercise.id in trouble.hurt or listed:
            return why, trouble.free
    if _tier_closed(today, trouble, exercise):
        return reason("tier_closed", trouble.region, side, score=trouble.score), trouble.free
    if trouble.band is Band.RETURNING and trouble.waits and any(action.bans(exercise) for action in actions):
        return reason("return_test", trouble.region, side), None
    if trouble.band is Band.RETURNING and trouble.region is Region.knee and exercise.patellar is not None:
        # Seven days at 2 or less open up to 0.50 (4.3).
        middle = policy().knee.ceiling_after_7d
        if exercise.patellar > middle and not exercise.is_hold:
            return reason("knee_returning", trouble.region, side), trouble.free
    return None


def _tier_closed(today: Today, trouble: Trouble, exercise: Exercise) -> bool:
    """After amber-red in the lower leg its tier gate restarts from A1, until its return test is met (4.2)."""
    if trouble.region not in TIER_REGIONS or (exercise.achilles_tier or 0) < 2:
        return False
    if trouble.band in (Band.AMBER_RED, Band.AFTER_RED):
        return True
    return trouble.band is Band.RETURNING and trouble.waits and trouble.flared and not exercise.at_walk


def _agreed_isometric(today: Today, trouble: Trouble, exercise: Exercise) -> bool:
    """Isometrics once a red report has fallen to 3 or less and the runner agreed; never for bone (2.1)."""
    if trouble.no_pain or trouble.score > policy().pain.isometric_after_red_max or not exercise.is_hold:
        return False
    return any(
        one.what == "isometrics" and one.region is trouble.region and one.yes and one.day >= trouble.day
        for one in today.standing.answers
    )


# --- swaps -------------------------------------------------------------------------------------------------------


def _stand_in(today: Today, plan: Plan, used: set[str]) -> Exercise | None:
    """Who takes the slot: the region's own swap, else an easier rung, else whoever else may fill it."""
    around = today.around
    catalogue = around.catalogue
    names: list[str] = []
    for trouble in today.troubles:
        if _pain_ban(today, trouble, plan.exercise) is not None:
            for action in catalogue.actions_for(trouble.region, trouble.site):
                names += action.swap
    names += catalogue.regressions(plan.exercise.id)
    names += [one.id for one in catalogue.candidates(plan.slot, around.position.level.value, around.kit)]
    names += plan.slot.without_weights
    if plan.slot.volume is Volume.calf:
        names += ["iso_calf"]
    if plan.slot.volume is Volume.lateral_hip:
        names += ["isoabd", "clam", "sideleg"]
    # Who may stand in at all is the same for every report: one region more that hurts only takes away (12).
    names += [name for action in catalogue.actions.values() for name in action.swap]
    for name in dict.fromkeys(names):
        exercise = catalogue[name]
        if (
            name != plan.exercise.id
            and name not in used
            and exercise.volume is plan.slot.volume
            and available(exercise, around.kit)
            and not exercise.half_rung
            and scaling.tier_open(around, exercise)
            and ban(today, exercise) is None
            and not _very_sore(today, exercise)
            and (not around.position.deload or known(around.standing, exercise))
        ):
            return exercise
    return None


def _very_sore(today: Today, exercise: Exercise) -> bool:
    """Whether it would load a muscle that is too sore to train: that one is left alone, not trained otherwise (2.2)."""
    swap = policy().doms.swap + (1 if today.soft else 0)
    return any(ache.score >= swap and loads_region(exercise, ache.region) for ache in today.aches)


def known(standing: Standing, exercise: Exercise) -> bool:
    """Whether the runner has done it before: a deload has nothing new in it (3.6)."""
    return any(track.exercise == exercise.id for track in standing.tracks.values())


def _swapped(today: Today, plan: Plan, exercise: Exercise, why: Reason) -> Item | None:
    """A swap enters as a new exercise: at most 2 sets, no load on the first day (2.3)."""
    around = today.around
    lowered = _dosed(today, plan)
    most = plan.dose.sets if lowered is None else lowered.dose.sets
    dose = scaling.entering(around, plan.slot, exercise, most, bare=True)
    dose = scaling.no_more_than_before(around, plan.slot, exercise, dose)
    if exercise.id == "iso_calf":
        dose = replace(dose, amount=policy().pain.isometric_s)
    if today.around.position.deload:
        dose = replace(dose, amount=deload_amount(dose))
    if lowered is not None:
        dose = _no_longer(today, plan, exercise, dose, around.catalogue[lowered.exercise], lowered.dose)
    regress = exercise.id in around.catalogue.regressions(plan.exercise.id)
    stubborn = [one for one in today.troubles if one.band is Band.AMBER_RED and counts_for(plan.exercise, one.region)]
    reasons = [why]
    if stubborn:
        least = min(_local_sets(today, plan, plan.dose, one) for one in stubborn)
        dose = _no_more_than_last(today, plan, exercise, replace(dose, sets=min(dose.sets, least)))
        reasons.append(reason("volume_70"))
    reasons.append(reason("regress" if regress and stubborn else "exercise_swap", plan.exercise.id, exercise.id))
    if any(one.leg for one in today.troubles):
        reasons.append(reason("impact_ban") if stubborn else reason("no_increase"))
    return _item(today, plan, exercise, dose, tuple(reasons))


def _no_longer(today: Today, plan: Plan, exercise: Exercise, dose: Dose, before: Exercise, was: Dose) -> Dose:
    """Who stands in takes as few sets as it needs not to take more time than what it stands for."""
    rest = compose.rest_of(compose.phase_of(plan.slot), set_rpe(today)[1])
    room = compose.item_seconds(before, was, rest)
    while dose.sets > 1 and compose.item_seconds(exercise, dose, rest) > room:
        dose = replace(dose, sets=dose.sets - 1)
    return dose


# --- doses -------------------------------------------------------------------------------------------------------


def _dosed(today: Today, plan: Plan) -> Item | None:
    """The planned exercise at the smallest dose that any rule proposes."""
    exercise, base = plan.exercise, plan.dose
    held = _held(today, plan)
    proposals: list[Proposal] = [] if held is None else [(held, (reason("no_increase"),))]
    for rule in _RULES:
        proposals += rule(today, plan, exercise, base)
    dose, reasons = smallest(base, proposals)
    rung = _one_rung_down(today, plan, exercise, base, dose)
    if rung is not None:
        exercise, dose, more = rung
        reasons = (*reasons, *more)
    iso = _isometric(today, plan, exercise, dose)
    if iso is not None:
        exercise, dose, more = iso
        reasons = (*reasons, *more)
    return _item(today, plan, exercise, dose, (*plan.reasons, *reasons) if held is None else reasons)


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


def local_to(today: Today, exercise: Exercise) -> list[Trouble]:
    """Troubles whose region an exercise counts for: what "for that region" means (2.1)."""
    return [one for one in today.troubles if counts_for(exercise, one.region)]


def _touched(today: Today, exercise: Exercise) -> bool:
    """Whether a local rule holds the exercise's region today."""
    hurting = any(one.band is not Band.RETURNING for one in local_to(today, exercise))
    return hurting or any(counts_for(exercise, one.region) for one in today.aches)


def _settled(today: Today, plan: Plan) -> Plan:
    """A region under a local rule takes no new rung: whoever held the slot before goes on holding it (9.1)."""
    current = today.standing.slots.get(plan.slot.id)
    before = today.around.catalogue.by_id.get(current or "")
    if before is None or before is plan.exercise or plan.before is None or _is_fall(plan):
        return plan
    if not _touched(today, plan.exercise):
        return plan
    return replace(plan, exercise=before, dose=plan.before, reasons=())


def _free(today: Today, exercise: Exercise) -> date | None:
    return max((one.free for one in local_to(today, exercise)), default=None)


def _held(today: Today, plan: Plan) -> Dose | None:
    """The dose before today's planned rise, where the region takes none today (9.1); a fall is a fall all the same."""
    if plan.before is None or plan.before == plan.dose or _is_fall(plan) or not _touched(today, plan.exercise):
        return None
    return plan.before


def _is_fall(plan: Plan) -> bool:
    return any(one.code in ("reps_missed", "form_broke", "exercise_over", "phase_sets") for one in plan.reasons)


def _sets(base: Dose, factor: float) -> Dose:
    return replace(base, sets=max(1, int(base.sets * factor + 1e-9)))


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
    back = today.back
    if back is None:
        return []
    dose = _sets(base, back.sets_x)
    why: tuple[Reason, ...] = (reason(back.why, days=back.days, step=back.step),)
    if back.load_x < 1 and base.load_kg is not None:
        if back.why == "restoration":
            cut, more = scaling.load_down(today.around.kit, exercise, base, back.load_x)
            dose, why = replace(cut, sets=dose.sets), (*why, *more)
        else:
            load = largest_at_most(today.around.kit, exercise, base.total_kg * back.load_x)
            if load is None:
                cut, more = scaling.load_down(today.around.kit, exercise, base, back.load_x)
                dose, why = replace(cut, sets=dose.sets), (*why, *more)
            else:
                dose = replace(dose, load_kg=load.each_kg, count=load.count)
    return [(dose, why)]


def _after_hard(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """D of +3 or more: the next strength session at sets x0.8 and load -5% (1.4)."""
    before = today.before
    if before is None or before.difference is None or before.difference < 3:
        return []
    rules = policy().effort
    cut, more = scaling.load_down(today.around.kit, exercise, base, rules.back_load_x)
    dose = replace(cut, sets=_sets(base, rules.back_sets_x).sets)
    return [(dose, (reason("effort_over_3", d=before.difference, effort=before.effort), *more))]


def _backing_off(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    if not today.backing_off or today.reading.systemic is readiness.Systemic.GREEN:
        return []
    rules = policy().light
    cut, more = scaling.load_down(today.around.kit, exercise, base, rules.back_off_load_x)
    dose = replace(cut, sets=_sets(base, rules.back_off_sets_x).sets)
    if dose.tempo is not None:
        lower, pause, lift, top = dose.tempo
        dose = replace(dose, tempo=(min(lower + 1, policy().step.lowering_s_max), pause, lift, top))
    return [(dose, (reason("back_off"), *more))]


def _silent(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    if today.unknown < policy().silence.unknown_in_row:
        return []
    return [(_sets(base, policy().silence.sets_x), (reason("silence", today.unknown),))]


def _legs_fewer(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    found: list[Proposal] = []
    if today.legs_x is not None and plan.slot.volume in LEG_VOLUMES:
        found.append((_sets(base, today.legs_x[0]), (today.legs_x[1],)))
    if today.sets_x is not None:
        found.append((_sets(base, today.sets_x[0]), (today.sets_x[1],)))
    return found


def _painful(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    rules = policy().pain
    found: list[Proposal] = []
    for trouble in today.troubles:
        about = (trouble.region, trouble.side)
        local = counts_for(exercise, trouble.region)
        if trouble.band is Band.AFTER_RED and loads_region(exercise, trouble.region):
            half = _sets(_ungrown(today, plan, base, trouble), rules.red_return_sets_x)
            found.append((replace(base, sets=half.sets), (reason("after_red", *about),)))
        elif local and trouble.band is Band.AMBER_RED:
            why = reason("pain_next_morning", *about, score=trouble.peak)
            fewer = replace(base, sets=_local_sets(today, plan, base, trouble))
            fewer = _no_more_than_last(today, plan, exercise, fewer)
            found.append((fewer, (why, reason("volume_70"), reason("impact_ban"))))
        elif local and trouble.band is Band.RETURNING and exercise.id in trouble.hurt:
            few = 1 if trouble.region in LOWER_LEG else policy().step.new_exercise_sets
            low, _ = scaling.bounds(today.around, exercise, base.load_kg is not None)
            dose = replace(base, sets=min(base.sets, few), amount=min(base.amount, low))
            found.append((dose, (reason("returning", *about),)))
    return found


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


def _local_sets(today: Today, plan: Plan, base: Dose, trouble: Trouble) -> int:
    """What a worse morning leaves (2.1)."""
    return _sets(_ungrown(today, plan, base, trouble), policy().pain.local_sets_x).sets


def _no_more_than_last(today: Today, plan: Plan, exercise: Exercise, dose: Dose) -> Dose:
    """Never more than the slot's last session asked for: a deload's sets do not return now (12, invariant 2)."""
    last = last_asked(today.standing, plan.slot.id)
    if last is None:
        return dose
    name, before = last
    dose = replace(dose, sets=min(dose.sets, before.sets))
    if name != exercise.id or dose.unit != before.unit:
        return dose
    if dose.load_kg is not None and before.load_kg is not None and dose.total_kg > before.total_kg:
        dose = replace(dose, load_kg=before.load_kg, count=before.count)
    return dose


def _staged(today: Today, plan: Plan, exercise: Exercise, base: Dose) -> list[Proposal]:
    """The Achilles ladder: after its return test standing raises go without added weight for two weeks (2.3)."""
    if exercise.pattern is not Pattern.heel_raise or base.load_kg is None or (exercise.achilles_tier or 0) < 2:
        return []
    staged = [
        part
        for part in today.standing.parts.values()
        if returns.achilles_stage(today.standing, part, today.day) is returns.Stage.ONE_LEG
    ]
    if not staged:
        return []
    return [(replace(base, load_kg=None, count=1), (reason("achilles_stage", Region.achilles, staged[0].side),))]


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
            lasting = _sets(base, rules.lasting_sets_x)
            found.append((lasting, (reason("soreness_lasting", _family(ache.region)),)))
    return found


def _family(region: Region) -> Region:
    return Region.calf if region in counts_with(Region.calf) else region


_RULES: tuple[Callable[[Today, Plan, Exercise, Dose], list[Proposal]], ...] = (
    _deload,
    _returning,
    _after_hard,
    _backing_off,
    _silent,
    _legs_fewer,
    _painful,
    _staged,
    _sore,
)


def _one_rung_down(
    today: Today, plan: Plan, exercise: Exercise, base: Dose, dose: Dose
) -> tuple[Exercise, Dose, tuple[Reason, ...]] | None:
    """Amber-red, and the week after red: the next lower weight, or the easier exercise where there is none (1.4)."""
    forced = [
        one
        for one in today.troubles
        if (one.band is Band.AMBER_RED and counts_for(exercise, one.region))
        or (one.band is Band.AFTER_RED and loads_region(exercise, one.region))
    ]
    if not forced:
        return None
    around = today.around
    lighter = scaling.load_below(around.kit, exercise, base)
    if lighter is not None:
        if lighter.total_kg < dose.total_kg:
            dose = replace(dose, load_kg=lighter.load_kg, count=lighter.count)
        return exercise, dose, (reason("rung_down"),)
    lower_leg = any(one.region in TIER_REGIONS for one in forced)
    rung = scaling.easier(around, exercise, 1 if lower_leg else 4)
    while rung is not None and (
        ban(today, rung) is not None or (around.position.deload and not known(around.standing, rung))
    ):
        rung = scaling.easier(around, rung, 1 if lower_leg else 4)
    if rung is None or rung.volume is not exercise.volume:
        return None
    entered = replace(scaling.entering(around, plan.slot, rung, dose.sets, bare=True), sets=dose.sets)
    entered = scaling.no_more_than_before(around, plan.slot, rung, entered)
    shown = _no_longer(today, plan, rung, entered, exercise, dose)
    return rung, shown, (reason("regress", exercise.id, rung.id),)


def _isometric(
    today: Today, plan: Plan, exercise: Exercise, dose: Dose
) -> tuple[Exercise, Dose, tuple[Reason, ...]] | None:
    """Still 3-5 on a later morning: the calf or tendon exercise becomes the isometric, 30 s, the same sets (9.1)."""
    stubborn = [one for one in local_to(today, exercise) if one.band is Band.AMBER_RED and one.stubborn]
    if not stubborn or not exercise.is_tendon or exercise.is_hold:
        return None
    hold = today.around.catalogue["iso_calf"]
    if ban(today, hold) is not None:
        return None
    entered = scaling.entering(today.around, plan.slot, hold, dose.sets, bare=True)
    held = replace(entered, sets=dose.sets, amount=policy().pain.isometric_s)
    return hold, held, (reason("still_sore_isometric", stubborn[0].region, stubborn[0].side),)


def _item(today: Today, plan: Plan, exercise: Exercise, dose: Dose, reasons: tuple[Reason, ...]) -> Item:
    """The line of the session, with the season's plan kept beside it where today made it something else."""
    phase = compose.phase_of(plan.slot)
    low, high = set_rpe(today)
    dose = replace(dose, rpe=(low, high), rest=compose.rest_of(phase, high))
    # What was not taken today is not part of the season's plan either: the slot stays where it stood.
    plan_dose, plan_exercise = _held(today, plan) or plan.dose, plan.exercise.id
    asked = replace(plan_dose, rpe=dose.rpe, rest=dose.rest)
    same = plan_exercise == exercise.id and asked == dose
    return Item(
        phase=phase,
        exercise=exercise.id,
        dose=dose,
        slot=plan.slot.id,
        sided=exercise.sided,
        regions=tuple(one.value for one in exercise.regions),
        reasons=reasons,
        plan_exercise="" if same else plan_exercise,
        plan=None if same else plan_dose,
    )


def set_rpe(today: Today) -> tuple[float, float]:
    """The set effort asked for: the phase's, under every cap that holds today."""
    rules = policy()
    position = today.around.position
    low, high = rules.phase["deload" if position.deload else position.loading].set_rpe
    caps = [float(high)]
    if today.reading.systemic is readiness.Systemic.AMBER:
        caps.append(rules.light.back_off_rpe)
    if today.back is not None and today.back.rpe is not None:
        caps.append(today.back.rpe)
    if today.rpe_cap is not None:
        caps.append(today.rpe_cap[0])
    top = min(caps)
    return min(low, top), top
