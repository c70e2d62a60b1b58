"""What every kind of session shares: its frame, its lines, and how it is closed with effort, minutes and receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core import adjust, compose, habit, people, weakness
from core.adjust import Today
from core.catalogue import Exercise, catalogue
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.scaling import Around
from core.session import Dose, Elastic, Item, Kind, LeftOut, Phase, Session, capped
from core.standing import track_key
from core.taper import RaceRule
from core.week import DayPlan


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


def seconds_left(frame: Frame, items: Sequence[Item]) -> float:
    """What the runner's minutes still hold beside these items, warm-up and cool-down."""
    room = min(frame.around.athlete.minutes, policy().session.minutes_max) - sum(frame.around.ends)
    return room * 60.0 - sum([compose.seconds_of(catalogue()[one.exercise], one) for one in items])


def item_of(
    exercise: Exercise, phase: Phase, sets: int, amount: int, rest: int, rpe: tuple[float, float] = (2, 4)
) -> Item:
    """A line that no slot stands behind: rest in seconds, amount in the unit of the exercise."""
    dose = Dose(sets, amount, exercise.unit.value, rest=rest, rpe=rpe)
    return Item(phase, exercise.id, dose, sided=exercise.sided, regions=exercise.region_names)


def session_of(
    frame: Frame,
    kind: Kind,
    items: Sequence[Item],
    out: Sequence[LeftOut],
    extra: tuple[Reason, ...] = (),
    elastic: Elastic | None = None,
) -> Session:
    """The session of these items, under the day's caps, with its honest minutes and its receipt."""
    today, position = frame.today, frame.around.position
    target, cap = targets(today, kind, frame.plan)
    if today.rpe_cap is not None:
        items = [replace(one, dose=replace(one.dose, rpe=capped(one.dose.rpe, today.rpe_cap[0]))) for one in items]
    working = [one for one in items if one.phase not in (Phase.WARMUP, Phase.COOLDOWN)]
    seconds = sum([compose.seconds_of(catalogue()[one.exercise], one) for one in working])
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
        minutes=compose.minutes(seconds, frame.around.ends),
        target=target,
        cap=cap,
        items=tuple(items),
        left_out=tuple(_once(out)),
        reasons=(*today.reading.reasons, *_manner(today, kind), *extra),
        place=place,
        receipt=receipt(frame) | _expected(frame, kind, target, items) | _run_in_mind(today) | _spared(frame, items),
        elastic=elastic,
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
    own = (rules.phase[name].cap, *([rules.phase[position.loading].cap] if name == "taper" else []))
    top = adjust.under_caps(today, *own)
    return (min(low, top), min(high, top)), top


def _manner(today: Today, kind: Kind) -> tuple[Reason, ...]:
    """That it begins anew (3.7), and how it is done by somebody whose joints want it softer (3.9)."""
    around = today.around
    soft = (kind.strength or kind is Kind.UPPER) and people.bendy(around.athlete, today.day, around.position.level)
    anew = (today.back.reason,) if kind.strength and today.back is not None and today.back.why == "gap_56" else ()
    return (*anew, reason("short_of_the_end")) if soft else anew


def _run_in_mind(today: Today) -> dict[str, Any]:
    """The day of the long run that this session answers to, so that the next one need not."""
    return {} if today.spike is None else {"spike": today.spike.isoformat()}


def _spared(frame: Frame, items: Sequence[Item]) -> dict[str, Any]:
    """The slots whose parts are in a deload of their own, or on the way out of one."""
    held = {one.slot: weakness.slot_of(one) for one in items} if frame.around.spared else {}
    named = [name for name, slot in held.items() if slot is not None and slot.volume in frame.around.spared]
    return {"spared": named} if named else {}


def _expected(frame: Frame, kind: Kind, target: tuple[float, float], items: Sequence[Item]) -> dict[str, Any]:
    """What a strength session is expected to feel like, and what stood in its slots before: day and dose."""
    standing = frame.today.standing
    before: dict[str, Any] = {}
    for item in items:
        track = standing.tracks.get(track_key(item.slot, item.exercise)) if item.slot else None
        last = track.before(frame.today.day) if track is not None else None
        if last is not None:
            dose = last.dose
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
