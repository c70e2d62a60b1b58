"""A day: which kind of session stands on it, what narrows it, and the last gate."""

from __future__ import annotations

from datetime import date, timedelta

from core import adjust, building, people, readiness, reentry, safety, season, week
from core.athlete import Athlete
from core.catalogue import catalogue
from core.planner.swaps import own_swaps
from core.planner.version import VERSION
from core.planner.weeks import plan_week
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.scaling import Around
from core.session import Kind, Light, Session, Status
from core.standing import Past, Standing, restarted, without
from core.taper import RaceRule


@dataclass(frozen=True, slots=True)
class Day:
    """What a date holds. `session` None = rest; `reading` is that day's light."""

    day: date
    session: Session | None
    reading: readiness.Reading
    plan: week.DayPlan


def fallen(standing: Standing, found: Day) -> Past | None:
    """A session that was sent for that day and has no place in its week any more; a break or an illness takes none."""
    past = standing.on(found.day)
    if past is None or past.status is not Status.SENT or past.started or past.stood_for is None:
        return None
    resting = any(trip.rests and trip.holds(found.day) for trip in standing.away)
    return None if resting or found.session is not None or found.plan.slot is not None else past


def around(athlete: Athlete, standing: Standing, day: date, place: str | None = None) -> Around:
    """What stands around a plan: its place in the season, who is barred, the kit of `place` (None: where it is)."""
    standing = restarted(standing, day)
    position = season.position(athlete, standing, day)
    back = reentry.coming_back(standing, day, restoring=not position.deload)
    if back is not None and back.restoring:
        # Two sessions of the weeks before the deload come back before a new phase begins (3.6).
        before = next((one.phase for one in reversed(standing.strength(before=day)) if not one.deload), position.phase)
        position = replace(position, loading=before, phase=before)
    if people.lifts_lightly(athlete, standing, day):
        position = replace(position, heavy=False)
        if people.PREGNANT in athlete.screen_yes and position.loading == "build":
            position = replace(position, loading="base", phase="deload" if position.planned_deload else "base")
    barred = people.barred(athlete, standing, day, position.level)
    kit = athlete.kit(place or standing.place_on(day))
    return Around(athlete, standing, position, day, kit, catalogue(), barred, back)


def plan_day(
    athlete: Athlete, standing: Standing, day: date, today: date | None = None, place: str | None = None
) -> Day:
    """What the runner should do on `day`. A session of that day that was sent and not done is planned afresh."""
    today = today or day
    sent = standing.on(day)
    if sent is not None and not sent.done and sent.status is not Status.SKIPPED:
        standing = without(standing, sent.id)
    standing = restarted(standing, day)
    here = around(athlete, standing, day, place)
    whole = building.whole_day(athlete, standing, day, here)
    placed = plan_week(athlete, standing, day, today)
    slot = placed.on(day)
    narrowed = _held(_narrowed(athlete, standing, whole, slot), slot)
    if narrowed.reading is not whole.reading:
        whole = replace(whole, reading=narrowed.reading)
    session = _session(athlete, standing, narrowed, slot, placed)
    if session is not None:
        session = _finished(athlete, standing, whole, session, slot, placed.for_upper)
    return Day(day, session, whole.reading, slot)


def _session(
    athlete: Athlete, standing: Standing, today: adjust.Today, slot: week.DayPlan, placed: week.WeekPlan
) -> Session | None:
    kind = slot.slot
    if kind is None and _activates(athlete, slot):
        kind = Kind.MOBILITY
    if kind is None or any(trip.rests and trip.holds(today.day) for trip in standing.away if trip.why != "illness"):
        return None
    frame = building.Frame(today, slot, f"{today.day.isoformat()}.{kind.value}", athlete.minutes, VERSION)
    if today.reading.stop:
        return None
    if uncleared(athlete, standing, today.day):
        return building.mobility(frame, min(15, athlete.minutes), reason("not_cleared"))
    if today.reading.systemic is readiness.Systemic.RED:
        return building.instead(frame, reason("systemic_red"))
    if kind is Kind.TECHNIQUE and slot.race.rests:
        return building.mobility(frame, min(15, athlete.minutes), reason("race_behind"))
    if slot.race.rule is RaceRule.ACTIVATION:
        return building.mobility(frame, policy().taper.activation_min, reason("race_activation", to=slot.race.to))
    match kind:
        case Kind.STRENGTH_A | Kind.STRENGTH_B:
            return building.strength(frame, kind, placed.warmup_drills)
        case Kind.UPPER:
            return building.upper(frame, placed.for_upper)
        case Kind.TECHNIQUE:
            return building.technique(frame)
        case Kind.MICRO:
            return building.micro(frame)
        case _:
            return building.mobility(frame)


def _activates(athlete: Athlete, slot: week.DayPlan) -> bool:
    """Once in the last days before an A race (6): on the day of its own choosing, or the next best that is not kept
    free."""
    race, usual = slot.race, policy().taper.activation_day
    if race.rule is not RaceRule.ACTIVATION or race.race is None or race.to is None:
        return False
    last = range(1, policy().days.race_free[race.race.priority.value] + 1)
    open_days = [to for to in last if (race.race.day - timedelta(days=to)).weekday() not in athlete.free_days]
    return bool(open_days) and race.to == min(open_days, key=lambda to: (abs(to - usual), to))


def _narrowed(athlete: Athlete, standing: Standing, today: adjust.Today, slot: week.DayPlan) -> adjust.Today:
    """The day's own factors: an evening after quality work, a taper, a run that was much longer than usual."""
    if slot.evening:
        rules = policy().q_evening
        today = replace(today, legs_x=_fewest(today.legs_x, (rules.leg_sets_x, reason("quality_evening"))))
    if slot.race.sets_x < 1:
        today = replace(today, taper=(slot.race.sets_x, reason("taper", to=slot.race.to)))
    elif slot.race.held:
        today = replace(today, taper=(1.0, reason("race_near", to=slot.race.to)))
    cap = _screen_cap(athlete)
    if slot.race.maintenance:
        calm = float(policy().taper.between_rpe), reason("race_between")
        cap = calm if cap is None else min(cap, calm, key=lambda one: one[0])
    if doctor_awaited(standing, today.day):
        easy = float(policy().sick.mild_rpe), reason("illness_doctor")
        cap = easy if cap is None else min(cap, easy, key=lambda one: one[0])
    return today if cap is None else replace(today, rpe_cap=cap)


def _held(today: adjust.Today, slot: week.DayPlan) -> adjust.Today:
    """HOLD in the place of PUSH where the plan itself lets nothing rise: in a deload, around a race, on a way back. The
    planned dose and nothing more is what HOLD means (9.1), and "push" above a light day reads as a contradiction [DC].
    """
    why = _eased(today, slot) if today.reading.light is Light.PUSH else None
    if why is None:
        return today
    return replace(today, reading=replace(today.reading, light=Light.HOLD, reasons=(why,)))


def _eased(today: adjust.Today, slot: week.DayPlan) -> Reason | None:
    race, back = slot.race, today.back
    if today.around.position.deload:
        return reason("deload")
    if race.rests:
        return reason("race_recovers")
    if today.taper is not None:
        return today.taper[1]
    if race.rule is not RaceRule.NORMAL:
        return reason("race_near", to=race.to)
    if back is None or today.whole_again or slot.slot is Kind.TECHNIQUE:
        return None
    return back.reason if back.sets_x < 1 or back.load_x < 1 else reason("whole_again")


def _fewest(one: tuple[float, Reason] | None, other: tuple[float, Reason]) -> tuple[float, Reason]:
    """The smaller factor: factors never multiply (9.1)."""
    return other if one is None or other[0] < one[0] else one


ILLNESS = "illness"
"""What a runner states as cleared after an illness that asks for a doctor's word."""


def doctor_awaited(standing: Standing, day: date) -> bool:
    """After a week of illness, or one with a chest symptom, a doctor's word comes before any effort above 4 (3.7)."""
    ill = next((one for one in reversed(standing.away) if one.why == "illness" and one.end is not None), None)
    if ill is None or ill.end is None or day <= ill.end:
        return False
    stated = standing.cleared.get(ILLNESS)
    asked = ill.chest or ill.days(ill.end) >= policy().sick.doctor_days
    return asked and (stated is None or stated < ill.start)


uncleared = people.uncleared


def _screen_cap(athlete: Athlete) -> tuple[float, Reason] | None:
    if {"blood_pressure", "glaucoma"} & set(athlete.screen_yes):
        return float(policy().screen.rpe_cap_pressure_or_glaucoma), reason("pressure_cap")
    return None


def _finished(
    athlete: Athlete, standing: Standing, today: adjust.Today, session: Session, slot: week.DayPlan, letters: str
) -> Session:
    """The runner's own swaps and minutes, then the gate."""
    session = own_swaps(today, session, standing)
    short = dict(standing.short).get(session.id)
    own = session.kind is not Kind.TECHNIQUE
    if short is None and own and building.too_long(today, session, athlete.minutes, letters):
        short = athlete.minutes
    if short is not None:
        session = building.shorten(today, session, short, letters)
    safe, allowed = safety.gate(athlete, standing, session, today.reading.systemic, today.reading.legs)
    if not allowed:
        frame = building.Frame(today, slot, session.id, athlete.minutes, VERSION)
        safe, _ = safety.gate(
            athlete,
            standing,
            building.instead(frame, reason("safety")),
            today.reading.systemic,
            today.reading.legs,
        )
    return safe


def today_of(athlete: Athlete, standing: Standing, day: date) -> adjust.Today:
    """What lowers a plan on `day`, for those who ask about swaps."""
    sent = standing.on(day)
    if sent is not None and not sent.done:
        standing = without(standing, sent.id)
    standing = restarted(standing, day)
    return building.whole_day(athlete, standing, day, around(athlete, standing, day))
