"""The sessions without loads: technique, mobility, micro, and what stands where nothing else may."""

from __future__ import annotations

from core import adjust, weakness
from core.adjust import Today
from core.body import LOWER_LEG, Region, counts_with
from core.building.ends import WALKING_DRILLS, beginning
from core.building.frame import Frame, item_of, session_of
from core.catalogue import Exercise, TechniqueItem, catalogue
from core.pain import Band
from core.policy import policy
from core.reasons import Reason, reason
from core.records import replace
from core.session import Item, Kind, LeftOut, Phase, Session
from core.taper import RaceRule

TECHNIQUE_MINUTES = {"intro": 26, "base": 28, "deload": 20}
"""Estimates of the technique day of rulebook 14; what is dropped gives its share back."""

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


def drill_minutes(exercise: str) -> int:
    """The estimate of one line of a day without working sets."""
    return DRILL_MINUTES.get(exercise, 1)


MOBILITY = ("dorsi", "hipflex", "hip9090", "thoracic")


def technique(frame: Frame) -> Session:
    """The light day: drills at a walk, balance, foot and mobility; contact-free (section 14)."""
    today = frame.today
    column = _column(frame)
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
                minutes -= drill_minutes(exercise.id)
                continue
            items.append(_drill(today, part, line, column, exercise, sore))
    if not any(one.phase is Phase.WARMUP for one in items):
        items.append(beginning(today, "thoracic"))
    items = _with_drills(today, items)
    if sore or today.backing_off:
        items.append(item_of(catalogue()["hipflex"], Phase.MOBILITY, 2, catalogue()["hipflex"].low, rest=0))
    session = session_of(frame, Kind.TECHNIQUE, _ordered(items), out)
    return replace(session, minutes=max(10, int(minutes)))


def _column(frame: Frame) -> str:
    """The phase's version of the day, or a shorter one for somebody with fewer minutes; 20 at least (3.5)."""
    position, minutes = frame.around.position, frame.around.athlete.minutes
    if position.deload:
        return "deload"
    phase = "intro" if position.loading == "intro" else "base"
    shorter = (one for one in (phase, "intro") if TECHNIQUE_MINUTES[one] <= minutes)
    return next(shorter, "deload")


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
        drill = item_of(exercise, Phase.MOBILITY, 1, exercise.low, rest=0, rpe=(2, 5))
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
    item = item_of(exercise, phase, sets, line.amount, rest=line.rest, rpe=(2, 5))
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
        item_of(one, Phase.MOBILITY, 2 if minutes >= 12 else 1, one.low, rest=0, rpe=(1, 3))
        for one in chosen
        if adjust.ban(today, one) is None
    ]
    first = beginning(today, "legswing", "thoracic")
    last = [item_of(catalogue()["breathe"], Phase.COOLDOWN, 1, 120, rest=0, rpe=(1, 2))]
    session = session_of(frame, Kind.MOBILITY, [first, *items, *last], [], extra=(why,) if why else ())
    return replace(session, minutes=minutes, target=(1, 3), cap=min(session.cap, 4.0))


def micro(frame: Frame) -> Session:
    """Ten minutes for calf, hip and trunk at RPE 6 or less (rulebook 8, step 6; 4.1).

    In the days after a race the calf only holds: they are without loaded legs (6).
    """
    today = frame.today
    after_race = frame.plan is not None and frame.plan.race.rule is RaceRule.RECOVERY
    calf = ("iso_calf", policy().pain.isometric_s) if after_race else ("hr_two", 10)
    lines = (
        (calf[0], Phase.TENDON, 2, calf[1]),
        ("sideleg", Phase.CORE, 1, 12),
        ("deadbug", Phase.CORE, 1, 6),
    )
    items = [
        item_of(catalogue()[name], phase, adjust.after_red(today, catalogue()[name], sets), amount, rest=30, rpe=(4, 6))
        for name, phase, sets, amount in lines
        if adjust.ban(today, catalogue()[name]) is None
    ]
    warm = beginning(today, "legswing", "thoracic")
    cool = [item_of(catalogue()["walk_down"], Phase.COOLDOWN, 1, 60, rest=0)]
    session = session_of(frame, Kind.MICRO, [warm, *items, *cool], [])
    return replace(session, minutes=10)
