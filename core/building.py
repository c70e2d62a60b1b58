"""Whole sessions of every kind: warm-up, work, cool-down, honest minutes, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import adjust, compose, elastic, habit, ledger, levels, mileage, pain, people, readiness, season, weakness
from core.adjust import Today
from core.body import LOWER_LEG, Region, Volume, counts_with
from core.catalogue import Exercise, TechniqueItem, catalogue, loads_region
from core.kit import largest_at_most
from core.pain import Band
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.scaling import Around, Leave, Plan, tier_open
from core.session import Dose, Item, Kind, LeftOut, Light, Phase, Session
from core.standing import Past, Standing, track_key
from core.taper import RaceRule
from core.week import DayPlan

TECHNIQUE_MINUTES = {"intro": 26, "base": 28, "deload": 20}
"""Estimates of the technique day of rulebook 14; what is dropped gives its share back."""

WALKING_DRILLS = frozenset({"hkw", "wallrun", "bkick", "slbal"})
"""Drills at a walk: dropped for a lower leg that is amber-red (4.2)."""

DRILL_MINUTES = {
    "hkw": 3,
    "wallrun": 3,
    "bkick": 2,
    "slbal": 4,
    "short_foot": 3,
    "dorsi": 2,
    "s_calf": 1,
    "inchworm": 1,
}
"""What each line of the technique day takes of its estimate; a whole day without the first and the last five of them
is the 12 minutes of the golden report R4 [DC]."""

MOBILITY = ("dorsi", "hipflex", "hip9090", "thoracic")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every kind of session on a day shares."""

    today: Today
    plan: DayPlan | None
    session_id: str
    minutes: int | None
    version: str

    @property
    def around(self) -> Around:
        return self.today.around


def strength(frame: Frame, kind: Kind, warmup_drills: bool = False) -> Session:
    """Session A or B; without loaded legs where today forbids them it becomes session U."""
    today = frame.today
    letter = "a" if kind is Kind.STRENGTH_A else "b"
    leave = leave_today(today)
    composed = compose.compose(frame.around, letter, leave)
    items, out = adjust.adjust(today, composed.plans)
    items = weakness.distinct(items)
    out += [LeftOut(plan.exercise.id, plan.reasons[0]) for plan in composed.dropped]
    if composed.paired:
        items = [_paired(item, today) for item in items]
    items = _balanced(items)
    if not items:
        return instead(frame, reason("nothing_fits"))
    if not _loads_legs(items):
        kind, items = Kind.UPPER, [_gentle(one) for one in items]
    as_planned = sum(
        compose.item_seconds(one.exercise, one.dose, _rest(frame, one, composed.paired)) for one in composed.plans
    )
    work = _within(frame, _for_race(frame, items), compose.minutes(as_planned))
    if kind.strength and not _loads_legs(work):
        kind, work = Kind.UPPER, [_gentle(one) for one in work]
    bout = elastic.bout(today, kind, frame.plan, leave.rise, _seconds_left(frame, work))
    # A tissue whose week would grow too fast gives sets; where that is not enough, what lands goes.
    left = ledger.room(frame.around.athlete, today.standing, today.day, frame.session_id)
    work = ledger.lowered(work, left, bout.items)
    if bout.items and left.over([*bout.items, *work]):
        bout = elastic.Bout()
    work = _balanced(work)
    work = _weaker_side(frame, work, leave.grow and not today.troubles)
    finisher = _finisher(frame, [*bout.items, *work], bout.finisher)
    items = [*_warmup(frame, warmup_drills), *bout.items, *work, *finisher, *_cooldown(today)]
    return replace(_session(frame, kind, items, out), elastic=bout.at)


def _seconds_left(frame: Frame, items: Sequence[Item]) -> float:
    """What the runner's minutes still hold beside these items, warm-up and cool-down."""
    rules = policy().session
    room = min(frame.around.athlete.minutes, rules.minutes_max) - rules.warmup_min - rules.cooldown_min
    return room * 60.0 - sum(compose.seconds_of(catalogue()[one.exercise], one) for one in items)


def _weaker_side(frame: Frame, items: list[Item], extra: bool) -> list[Item]:
    """The weaker side first; its extra set only in minutes that nothing else needs (7)."""
    left = _seconds_left(frame, items)
    left -= 60.0 * policy().plyo.minutes if levels.on_the_ladder(frame.around) else 0.0

    def fits(item: Item) -> bool:
        nonlocal left
        seconds = compose.extra_seconds(catalogue()[item.exercise], item)
        full = sum(one.working_sets for one in items) >= policy().session.working_sets_max
        if not extra or full or seconds > left:
            return False
        left -= seconds
        return True

    return weakness.sided(frame.around, items, fits)


def _loads_legs(items: Sequence[Item]) -> bool:
    """What makes a session S: working sets of the squat, hinge or calf patterns that move (rulebook 8)."""
    loaded = [catalogue()[one.exercise] for one in items]
    return any(one.volume in adjust.LEGS and not one.is_hold for one in loaded)


def leave_today(today: Today) -> Leave:
    """What may rise: all on PUSH; the phase's own sets on HOLD too, unless the last answer was hard or missing."""
    before = today.before
    race = today.around.position
    returning = today.back is not None
    hard = before is not None and before.difference is not None and before.difference == 2
    unanswered = before is not None and before.effort is None
    grow = not (returning or hard or unanswered or today.backing_off or race.deload or today.unknown)
    grow = grow and today.sets_x is None and today.legs_x is None
    rise = today.reading.light is Light.PUSH and grow
    return Leave(rise=rise, grow=grow)


def upper(frame: Frame) -> Session:
    """Session U: upper, trunk, hip and isometric calf at RPE 5 or less; no S (rulebook 8, step 4)."""
    today = frame.today
    plans: list[Plan] = []
    for letter in ("a", "b"):
        for plan in compose.compose(frame.around, letter, Leave(), without=adjust.LEGS).plans:
            if all(plan.exercise.id != one.exercise.id for one in plans):
                plans.append(plan)
    items, out = adjust.adjust(today, plans)
    items = [one for number, one in enumerate(items) if all(one.exercise != two.exercise for two in items[:number])]
    hold = catalogue()["iso_calf"]
    if adjust.ban(today, hold) is None and all(one.exercise != hold.id for one in items):
        items.append(
            _line(hold, Phase.TENDON, _after_red(today, hold, 2), policy().pain.isometric_s, rest=60, rpe=(3, 5))
        )
    items = _balanced([_gentle(one) for one in items])
    if not items:
        return instead(frame, reason("nothing_fits"))
    return _session(frame, Kind.UPPER, [*_warmup(frame), *items, *_cooldown(today)], out)


def _gentle(item: Item) -> Item:
    """Session U: two sets at most, RPE 5 (rulebook 8, step 4)."""
    dose = replace(item.dose, sets=min(item.dose.sets, 2), rpe=_capped(item.dose.rpe, 5))
    if dose.sets == item.dose.sets:
        return replace(item, dose=dose)
    return replace(item, dose=dose, plan=item.plan or item.dose, plan_exercise=item.plan_exercise or item.exercise)


def technique(frame: Frame) -> Session:
    """The light day: drills at a walk, balance, foot and mobility; contact-free (section 14)."""
    today = frame.today
    position = frame.around.position
    column = "deload" if position.deload else "intro" if position.loading == "intro" else "base"
    sore = {ache.region for ache in today.aches}
    minutes = float(TECHNIQUE_MINUTES[column])
    items: list[Item] = []
    out: list[LeftOut] = []
    for part, lines in catalogue().technique.items():
        for line in lines:
            if not line.sets[column]:
                continue
            exercise = catalogue()[line.exercise]
            why = _drill_out(today, exercise)
            if why is not None:
                out.append(LeftOut(exercise.id, why))
                minutes -= DRILL_MINUTES.get(exercise.id, 1)
                continue
            items.append(_drill(today, part, line, column, exercise, sore))
    items = _with_drills(today, items)
    if sore or today.backing_off:
        items.append(_line(catalogue()["hipflex"], Phase.MOBILITY, 2, catalogue()["hipflex"].low, rest=0))
    session = _session(frame, Kind.TECHNIQUE, _ordered(items), out)
    return replace(session, minutes=max(10, int(minutes)))


def _with_drills(today: Today, items: list[Item]) -> list[Item]:
    """The weak links' drills, each in the place of the last mobility line that is none (7)."""
    around = today.around
    wanted = weakness.drills(around.athlete, around.standing, today.day)
    mine = {exercise.id for _, exercise in wanted}
    items = list(items)
    for link, exercise in wanted:
        if any(one.exercise == exercise.id for one in items) or _drill_out(today, exercise) is not None:
            continue
        free = [one for one in items if one.phase is Phase.MOBILITY and one.exercise not in mine]
        if not free:
            break
        drill = _line(exercise, Phase.MOBILITY, 1, exercise.low, rest=0, rpe=(2, 5))
        items[items.index(free[-1])] = replace(drill, reasons=(reason("weak_drill", link.value),))
    return items


def _ordered(items: list[Item]) -> list[Item]:
    order = (Phase.WARMUP, Phase.MOBILITY, Phase.COOLDOWN)
    return sorted(items, key=lambda item: order.index(item.phase))


def _drill_out(today: Today, exercise: Exercise) -> Reason | None:
    banned = adjust.ban(today, exercise)
    if banned is not None:
        return banned[0]
    for trouble in today.troubles:
        if trouble.region in LOWER_LEG and trouble.band >= Band.AMBER_RED and exercise.id in WALKING_DRILLS:
            return reason("tier_closed", trouble.region, trouble.side, score=trouble.score)
    calf_sore = any(one.region in counts_with(Region.calf) for one in today.aches)
    if exercise.id == "short_foot" and calf_sore:
        return reason("soreness_mid", Region.calf)
    return None


def _drill(today: Today, part: str, line: TechniqueItem, column: str, exercise: Exercise, sore: set[Region]) -> Item:
    phase = {"warmup": Phase.WARMUP, "cooldown": Phase.COOLDOWN}.get(part, Phase.MOBILITY)
    sets = line.sets[column]
    reasons: tuple[Reason, ...] = ()
    touched = [region for region in exercise.regions if any(region in counts_with(one) for one in sore)]
    if touched and sets > policy().doms.technique_sets_max:
        sets = policy().doms.technique_sets_max
        reasons = (reason("soreness_mid", touched[0]),)
    if today.backing_off:
        sets = max(1, int(sets * policy().light.back_off_sets_x))
    item = _line(exercise, phase, sets, line.amount, rest=20 if part == "drills" else 0, rpe=(2, 5))
    return replace(item, reasons=reasons)


INSTEAD_MINUTES = 10
"""Mobility in the place of a session that may not stand: no longer than the shortest session there is (9.1, 12)."""


def instead(frame: Frame, why: Reason) -> Session:
    """What is left of a day on which nothing else may be done."""
    return mobility(frame, INSTEAD_MINUTES, why)


def mobility(frame: Frame, minutes: int = 15, why: Reason | None = None) -> Session:
    """Mobility and breathing: what is left when nothing else may be done, and the daily dose where it was asked for."""
    today = frame.today
    chosen = [catalogue()[name] for name in MOBILITY]
    items = [
        _line(one, Phase.MOBILITY, 2 if minutes >= 12 else 1, one.low, rest=0, rpe=(1, 3))
        for one in chosen
        if adjust.ban(today, one) is None
    ]
    first = [_line(catalogue()["legswing"], Phase.WARMUP, 1, 10, rest=0, rpe=(1, 3))]
    first = [one for one in first if adjust.ban(today, catalogue()[one.exercise]) is None]
    if not first:
        first = [_line(catalogue()["thoracic"], Phase.WARMUP, 1, 6, rest=0, rpe=(1, 3))]
    last = [_line(catalogue()["breathe"], Phase.COOLDOWN, 1, 120, rest=0, rpe=(1, 2))]
    session = _session(frame, Kind.MOBILITY, [*first, *items, *last], [], extra=(why,) if why else ())
    return replace(session, minutes=minutes, target=(1, 3), cap=min(session.cap, 4.0))


def micro(frame: Frame) -> Session:
    """Ten minutes for calf, hip and trunk at RPE 6 or less (rulebook 8, step 6; 4.1)."""
    today = frame.today
    lines = (("hr_two", Phase.TENDON, 2, 10), ("sideleg", Phase.CORE, 1, 12), ("deadbug", Phase.CORE, 1, 6))
    items = [
        _line(catalogue()[name], phase, _after_red(today, catalogue()[name], sets), amount, rest=30, rpe=(4, 6))
        for name, phase, sets, amount in lines
        if adjust.ban(today, catalogue()[name]) is None
    ]
    warm = [_line(catalogue()["legswing"], Phase.WARMUP, 1, 10, rest=0)]
    cool = [_line(catalogue()["walk_down"], Phase.COOLDOWN, 1, 60, rest=0)]
    session = _session(frame, Kind.MICRO, [*warm, *items, *cool], [])
    return replace(session, minutes=10)


def _after_red(today: Today, exercise: Exercise, sets: int) -> int:
    """Half the sets in the week after a region was red (2.1)."""
    fresh = any(one.band is Band.AFTER_RED and loads_region(exercise, one.region) for one in today.troubles)
    return max(1, int(sets * policy().pain.red_return_sets_x)) if fresh else sets


# --- parts -------------------------------------------------------------------------------------------------------


def _line(
    exercise: Exercise, phase: Phase, sets: int, amount: int, rest: int, rpe: tuple[float, float] = (2, 4)
) -> Item:
    dose = Dose(sets, amount, exercise.unit.value, rest=rest, rpe=rpe)
    return Item(phase, exercise.id, dose, sided=exercise.sided, regions=tuple(one.value for one in exercise.regions))


def _paired(item: Item, today: Today) -> Item:
    slot = weakness.slot_of(item)
    if slot is None or compose.group(slot) not in compose.PAIRS:
        return item
    return replace(item, dose=replace(item.dose, rest=policy().session.rest_s.paired))


def _balanced(items: list[Item]) -> list[Item]:
    """Pull sets are never fewer than push sets (3.5): where pull had to go, push gives way with it."""
    volume = {one.exercise: catalogue()[one.exercise].volume for one in items}
    pull = sum(one.dose.sets for one in items if volume[one.exercise] is Volume.pull)
    balanced: list[Item] = []
    for item in items:
        if volume[item.exercise] is Volume.push:
            if pull <= 0:
                continue
            sets = min(item.dose.sets, pull)
            if sets < item.dose.sets:
                plan = item.plan or item.dose
                item = replace(
                    item,
                    dose=replace(item.dose, sets=sets),
                    plan=plan,
                    plan_exercise=item.plan_exercise or item.exercise,
                )
            pull -= sets
        balanced.append(item)
    return balanced


def _rest(frame: Frame, plan: Plan, paired: bool) -> int:
    high = adjust.set_rpe(frame.today)[1]
    return compose.rest_of(compose.phase_of(plan.slot), high, paired and compose.group(plan.slot) in compose.PAIRS)


def _within(frame: Frame, items: list[Item], planned: int) -> list[Item]:
    """Swaps and slower tempos never make a session longer than it was planned: the least worthwhile sets give."""
    room = min(frame.around.athlete.minutes, policy().session.minutes_max, planned)

    def worth(item: Item) -> int:
        slot = weakness.slot_of(item)
        return compose.WORTH.index(compose.group(slot)) if slot is not None else len(compose.WORTH)

    def long() -> bool:
        return compose.minutes(sum(compose.item_seconds(catalogue()[one.exercise], one.dose) for one in items)) > room

    if long():
        items = [_paired(one, frame.today) for one in items]
    while long() and any(one.dose.sets > 1 for one in items):
        number = max((n for n, one in enumerate(items) if one.dose.sets > 1), key=lambda n: worth(items[n]))
        item = items[number]
        fewer = replace(
            item,
            dose=replace(item.dose, sets=item.dose.sets - 1),
            plan=item.plan or item.dose,
            plan_exercise=item.plan_exercise or item.exercise,
        )
        items = [*items[:number], fewer, *items[number + 1 :]]
    while long() and len(items) > 1:
        items.remove(max(items, key=worth))
    return _balanced(items)


def _for_race(frame: Frame, items: list[Item]) -> list[Item]:
    race = frame.plan.race if frame.plan is not None else None
    if race is not None and race.rule is RaceRule.LIGHT:
        return _race_light(frame, items)
    return [_between_races(item) for item in items] if race is not None and race.maintenance else items


def _between_races(item: Item) -> Item:
    """Two races too close for training: two sets at RPE 6 at most (3.9)."""
    rules = policy().taper
    sets = min(item.dose.sets, rules.between_sets)
    return replace(
        item,
        dose=replace(item.dose, sets=sets, rpe=_capped(item.dose.rpe, rules.between_rpe)),
        plan=item.plan or item.dose,
        plan_exercise=item.plan_exercise or item.exercise,
        reasons=(*item.reasons, reason("race_between")),
    )


def _race_light(frame: Frame, items: list[Item]) -> list[Item]:
    """D-5 or D-4 of an A race: two sets, RPE 5, bodyweight or half the load (6)."""
    rules = policy().taper.a
    light: list[Item] = []
    for item in items:
        exercise = catalogue()[item.exercise]
        cut = replace(
            item.dose, sets=min(item.dose.sets, rules.light_sets), rpe=_capped(item.dose.rpe, rules.light_rpe)
        )
        if item.dose.load_kg is not None:
            half = largest_at_most(frame.around.kit, exercise, item.dose.total_kg / 2)
            cut = replace(cut, load_kg=half.each_kg if half else None, count=half.count if half else 1)
        plan = item.plan or item.dose
        light.append(
            replace(
                item,
                dose=cut,
                plan=plan,
                plan_exercise=item.plan_exercise or item.exercise,
                reasons=(*item.reasons, reason("race_light")),
            )
        )
    return light


def _capped(rpe: tuple[float, float], cap: float) -> tuple[float, float]:
    return min(rpe[0], cap), min(rpe[1], cap)


def _warmup(frame: Frame, drills: bool = False) -> list[Item]:
    """Leg swings, a lunge with a twist, the A-march; from base on the lunge may walk (10, 14)."""
    today, around = frame.today, frame.around
    lower_leg = any(one.region in LOWER_LEG and one.band > Band.RETURNING for one in today.troubles)
    items: list[Item] = []
    short = False
    for name in catalogue().warmup:
        exercise = catalogue()[name]
        if name == "lunge_wu" and around.position.loading != "intro" and not around.position.deload and not lower_leg:
            walking = catalogue()["walklunge_wu"]
            if tier_open(around, walking) and adjust.ban(today, walking) is None:
                exercise = walking
        closed = exercise.id in WALKING_DRILLS and any(
            one.region in LOWER_LEG and one.band >= Band.AMBER_RED for one in today.troubles
        )
        if closed or adjust.ban(today, exercise) is not None:
            short = short or name == "lunge_wu"
            continue
        sets = exercise.sets_max + (1 if drills and name == "hkw" else 0)
        items.append(_line(exercise, Phase.WARMUP, sets, exercise.low, rest=0))
    if short:
        # The lunge is out: another length of marching keeps the warm-up as long as it was (14, R3).
        items = [
            replace(one, dose=replace(one.dose, sets=one.dose.sets + 1)) if one.exercise == "hkw" else one
            for one in items
        ]
    if not items:
        items.append(_line(catalogue()["thoracic"], Phase.WARMUP, 1, 6, rest=0))
    return items


def _cooldown(today: Today) -> list[Item]:
    """Two minutes of easy walking, then two short holds; a stretch that is out leaves its place to another (14)."""
    items: list[Item] = []
    for name in catalogue().cooldown:
        exercise = catalogue()[name]
        if adjust.ban(today, exercise) is not None:
            exercise = catalogue()["s_quad"]
            if any(one.exercise == exercise.id for one in items) or adjust.ban(today, exercise) is not None:
                continue
        amount = 120 if name == "walk_down" else exercise.low
        items.append(_line(exercise, Phase.COOLDOWN, 1, amount, rest=0))
    if len(items) < 2:
        # No stretch may stand: a minute of quiet breathing ends the session.
        items.append(_line(catalogue()["breathe"], Phase.COOLDOWN, 1, 60, rest=0, rpe=(1, 2)))
    return items


def _finisher(frame: Frame, items: Sequence[Item], fast: Item | None = None) -> list[Item]:
    """Block B ends with something short and fast, feet on the floor below level 2 (5)."""
    position, today = frame.around.position, frame.today
    if position.block != "B" or position.deload or today.reading.light is Light.BACK_OFF or today.back is not None:
        return []
    if any(one.leg for one in today.troubles) or not any(item.slot.startswith("calf") for item in items):
        return []
    if fast is not None and compose.item_seconds(catalogue()[fast.exercise], fast.dose) <= _seconds_left(frame, items):
        return [fast]
    exercise = catalogue()["hr_fast"]
    if adjust.ban(today, exercise) is not None:
        return []
    spent = sum(compose.item_seconds(catalogue()[one.exercise], one.dose) for one in items)
    last = _line(exercise, Phase.FINISHER, 1, exercise.low, rest=0, rpe=(5, 7))
    if compose.minutes(spent + compose.item_seconds(exercise, last.dose)) > frame.around.athlete.minutes:
        return []
    return [last]


def _session(
    frame: Frame, kind: Kind, items: Sequence[Item], out: Sequence[LeftOut], extra: tuple[Reason, ...] = ()
) -> Session:
    today, position = frame.today, frame.around.position
    target, cap = targets(today, kind, frame.plan)
    if today.rpe_cap is not None:
        items = [replace(one, dose=replace(one.dose, rpe=_capped(one.dose.rpe, today.rpe_cap[0]))) for one in items]
    working = [one for one in items if one.phase not in (Phase.WARMUP, Phase.COOLDOWN)]
    seconds = sum(compose.seconds_of(catalogue()[one.exercise], one) for one in working)
    place = (
        "evening"
        if frame.plan and frame.plan.evening
        else "after_run"
        if frame.plan and frame.plan.run != "rest"
        else "free"
    )
    return Session(
        id=frame.session_id,
        day=today.day,
        kind=kind,
        block=position.block,
        week=position.week,
        weeks=position.weeks,
        phase="deload" if position.deload else position.phase,
        light=today.reading.light,
        deload=position.deload,
        minutes=compose.minutes(seconds),
        target=target,
        cap=cap,
        items=tuple(items),
        left_out=tuple(_once(out)),
        reasons=(*today.reading.reasons, *_manner(today, kind), *extra),
        place=place,
        receipt=receipt(frame) | _expected(frame, kind, target, items) | _run_in_mind(today),
    )


def _once(out: Sequence[LeftOut]) -> list[LeftOut]:
    seen: set[str] = set()
    return [one for one in out if not (one.exercise in seen or seen.add(one.exercise))]  # type: ignore[func-returns-value]


def targets(today: Today, kind: Kind, plan: DayPlan | None) -> tuple[tuple[float, float], float]:
    """The session effort asked for and its hard cap (1.3), under every cap that holds today."""
    rules = policy()
    position = today.around.position
    name = "deload" if position.deload else position.loading
    if kind in (Kind.TECHNIQUE, Kind.UPPER, Kind.MICRO, Kind.MOBILITY):
        name = "technique"
    elif plan is not None and plan.race.rule in (RaceRule.TAPER, RaceRule.LAST_LEGS) and not position.deload:
        name = "taper"
    elif plan is not None and plan.race.rule is RaceRule.LIGHT:
        name = "race_week"
    low, high = rules.phase[name].session_rpe
    caps = [float(rules.phase[name].cap)]
    if name == "taper":
        caps.append(float(rules.phase[position.loading].cap))
    if today.reading.systemic is readiness.Systemic.AMBER:
        caps.append(rules.light.back_off_rpe)
    if today.back is not None and today.back.rpe is not None:
        caps.append(today.back.rpe)
    if today.rpe_cap is not None:
        caps.append(today.rpe_cap[0])
    top = min(caps)
    return (min(low, top), min(high, top)), top


def _manner(today: Today, kind: Kind) -> tuple[Reason, ...]:
    """How the whole session is done by somebody whose joints want it softer (3.9)."""
    around = today.around
    soft = (kind.strength or kind is Kind.UPPER) and people.bendy(around.athlete, today.day)
    return (reason("short_of_the_end"),) if soft else ()


def _run_in_mind(today: Today) -> dict[str, Any]:
    """The day of the long run that this session answers to, so that the next one need not."""
    return {} if today.spike is None else {"spike": today.spike.isoformat()}


def _expected(frame: Frame, kind: Kind, target: tuple[float, float], items: Sequence[Item]) -> dict[str, Any]:
    """What a strength session is expected to feel like, and what stood in its slots before: day and dose."""
    standing = frame.today.standing
    before: dict[str, Any] = {}
    for item in items:
        track = standing.tracks.get(track_key(item.slot, item.exercise)) if item.slot else None
        last = next((one for one in reversed(track.exposures) if one.day < frame.today.day), None) if track else None
        if last is not None:
            dose = last.plan
            before[item.exercise] = [last.day.isoformat(), dose.sets, dose.amount, dose.load_kg, last.difference]
    if not kind.strength:
        return {"before": before}
    return {"before": before, "forecast": habit.forecast(target, standing.graded)}


def receipt(frame: Frame) -> dict[str, Any]:
    """What this plan was made from: versions, light, what was sore, what held it back."""
    today, position = frame.today, frame.around.position
    return {
        "planner": frame.version,
        "policy": policy().version,
        "entries": today.standing.n,
        "light": today.reading.light.value,
        "light_reasons": [one.to_json() for one in today.reading.reasons],
        "position": {
            "block": position.block, "week": position.week, "phase": position.phase, "deload": position.deload,
            "heavy": position.heavy,
        },
        "pain": [
            {
                "region": one.region.value, "side": one.side.value, "band": one.band.name.lower(), "score": one.score,
                "day": one.day.isoformat(), "free": one.free.isoformat(),
            }
            for one in today.troubles
        ],
        "soreness": [
            {"region": one.region.value, "score": one.score, "day": one.day.isoformat()} for one in today.aches
        ],
        "last": None
        if today.before is None
        else {"session": today.before.id, "effort": today.before.effort, "difference": today.before.difference},
        "restoration": today.back.why if today.back is not None else "",
        "weights_kg": list(frame.around.kit.weights_kg),
    }  # fmt: skip


def whole_day(athlete: Any, standing: Standing, day: date, around: Around) -> Today:
    """Everything that lowers a plan on `day`, found once."""
    reading = readiness.read(athlete, standing, day)
    past = standing.strength(before=day)
    unknown = 0
    for one in reversed(past):
        if one.effort is not None or one.day >= day:
            break
        unknown += 1
    before: Past | None = past[-1] if past else None
    soft = standing.joined is None or (day - standing.joined).days < policy().doms.first_days_soft
    return Today(
        around=around,
        reading=reading,
        troubles=pain.troubles(standing, day),
        aches=pain.soreness(standing, day),
        back=season.coming_back(standing, day, restoring=not around.position.deload),
        before=before,
        unknown=unknown,
        legs_x=mileage.leg_sets(reading.runs),
        sets_x=None if reading.crowded is None else (policy().spike.crowded_sets_x, reading.crowded),
        spike=max((one.day for one in reading.runs), default=None),
        soft=soft,
        deload=compose.deload_sets(around) if around.position.deload else {},
        scoped=_scoped(around),
    )


def _scoped(around: Around) -> frozenset[Volume]:
    """The volumes of a deload that the runner asked for in part: the legs, or one region's."""
    asked = around.position.asked
    if asked is None or asked.scope == "all":
        return frozenset()
    if asked.scope == "legs":
        return adjust.LEGS | {Volume.lateral_hip}
    region = Region(asked.scope)
    return frozenset(
        slot.volume
        for slot in around.catalogue.slots.values()
        if any(
            region in one.regions for one in around.catalogue.candidates(slot, around.athlete.level.value, around.kit)
        )
    )
