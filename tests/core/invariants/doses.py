"""7: what an exercise may gain from one session to the next, and nothing after silence."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from core.catalogue import catalogue
from core.kit import SAME_KG, loadable
from core.session import Dose, Light, Session
from tests.core.invariants.pain import region_held
from tests.core.invariants.record import Record, days_before
from tests.core.invariants.sessions import is_s, recent, shape


def steps(record: Record, session: Session) -> None:
    """7: what the season's plan of each exercise may gain from one session to the next."""
    day = session.day
    monday = day - timedelta(days=day.weekday())
    calibrating = record.joined is not None and (day - record.joined).days < 14
    for item in session.items:
        if not item.slot or not item.working_sets:
            continue
        name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
        course = record.courses.get((item.slot, name))
        exercise = catalogue()[name]
        if course is None or record.begins(session, item):
            if plan.sets > 2 and item.exercise == name and (name not in record.seen or course is not None):
                record.breach(7, session, f"{name} enters with {plan.sets} sets")
            continue
        was = course.plan
        wait = 14 if exercise.is_tendon else 7
        if plan.sets > was.sets:
            if plan.sets > was.sets + 1:
                record.breach(7, session, f"{name}: more than one set at once")
            if course.sets_day is not None and course.sets_day >= monday:
                record.breach(7, session, f"{name}: sets twice in a week")
            if exercise.is_tendon and recent(course.any_day or course.entered, day, 14):
                record.breach(7, session, f"{name}: a tendon's set within 14 days")
            if plan.total_kg > was.total_kg or (course.load_day is not None and course.load_day >= monday):
                record.breach(7, session, f"{name}: sets and load in one week")
            if plan.amount > was.amount and plan.unit == "reps":
                record.breach(7, session, f"{name}: sets and repetitions together")
        if plan.total_kg > was.total_kg + 0.01:
            mass = record.athlete.mass_kg or 60
            system = exercise.share * mass + was.total_kg
            kit_step = plan.total_kg * plan.sets * plan.amount <= was.total_kg * was.sets * was.amount + 0.01
            # Within 10% of the system load it is a plain step, however far apart the weights are (3.8).
            over = plan.total_kg - was.total_kg > 0.1 * system + 1e-6
            if over and not kit_step:
                record.breach(7, session, f"{name}: {was.total_kg} to {plan.total_kg} kg is over 10%")
            if over and kit_step and was.total_kg and plan.total_kg / was.total_kg > 1.5 + 1e-9:
                record.breach(7, session, f"{name}: a gap of more than half was stepped")
            if recent(course.load_day, day, wait):
                record.breach(7, session, f"{name}: load within {wait} days")
            if course.sets_day is not None and course.sets_day >= monday and plan.sets >= was.sets:
                record.breach(7, session, f"{name}: sets and load in one week")
            if not calibrating and not two_good(record, session.day, item.slot):
                record.breach(7, session, f"{name}: load without two good reports")
        rises = (
            plan.total_kg > was.total_kg + 0.01
            or (plan.amount > was.amount and plan.total_kg >= was.total_kg and plan.sets >= was.sets)
            or (plan.tempo and was.tempo and plan.tempo[0] > was.tempo[0])
        )
        if rises:
            if session.light is not Light.PUSH:
                record.breach(7, session, f"{name}: a rise without PUSH")
            if exercise.is_tendon and recent(course.any_day, day, 14):
                record.breach(7, session, f"{name}: a tendon's rise within 14 days")
            last = record.last_with(item.slot, day)
            # Further back it is a gap, not silence.
            if last is not None and not last.rated(name) and days_before(last, session) <= 35:
                record.breach(7, session, f"{name}: a rise after silence")
            if last is not None and last.difference is not None and last.difference > 0:
                record.breach(7, session, f"{name}: a rise after too hard a session")
            told = last.report if last is not None else None
            if told is not None and told.soreness is None and told.general is None:
                record.breach(7, session, f"{name}: a rise with soreness unknown")
            if last is not None and last.report is not None and last.report.technique not in (None, "clean"):
                said = {one.exercise: one.technique for one in last.report.items}
                if said.get(name) is None:
                    record.breach(7, session, f"{name}: a rise on unclean technique")
        region_held(record, session, item, name, plan, was)
        after_less(record, session, item.slot, name, plan)


def after_less(record: Record, session: Session, slot: str, name: str, plan: Dose) -> None:
    """After less was lifted than asked for: so much less of the plan's weight, or less of the lightest there is."""
    last = record.last_with(slot, session.day)
    if last is None or last.report is None:
        return
    then = next((one for one in last.session.items if one.slot == slot and one.exercise == name), None)
    used = next((one.load_kg for one in last.report.items if one.exercise == name), None)
    if then is None or used is None or not then.dose.load_kg or used > then.dose.load_kg - SAME_KG:
        return
    was = then.plan if then.plan is not None and then.plan_exercise in ("", name) else then.dose
    most = was.total_kg * used / then.dose.load_kg
    if plan.total_kg <= most + SAME_KG:
        return
    least = next(iter(loadable(record.kit_of(session), catalogue()[name])), None)
    lightest = least is not None and least.total_kg > most and plan.total_kg <= least.total_kg + SAME_KG
    # With another kit it begins anew, with its first load (3.4).
    anew = record.profiled is not None and record.profiled > last.session.day
    if not lightest or (not anew and plan.sets * plan.amount >= max(6, was.sets * was.amount)):
        record.breach(7, session, f"{name}: {plan.total_kg} kg after {used} kg was used")


def two_good(record: Record, day: date, slot: str) -> bool:
    told = record.strength(day)[-6:]
    good = [
        one for one in told
        if one.report is not None and (
            (one.difference is not None and one.difference <= 0)
            or any(said.rpe is not None for said in one.report.items)
        )
    ]  # fmt: skip
    return len(good) >= 2


def silence(record: Record, session: Session) -> None:
    """3.9: no answer means hold; three in a row mean less."""
    if not is_s(session):
        return
    unknown = 0
    for one in reversed(record.strength(session.day)):
        # Further back it is a gap, not silence.
        if (one.report is not None and one.report.effort is not None) or days_before(one, session) > 35:
            break
        unknown += 1
    for item in session.items:
        if not item.working_sets or not item.slot:
            continue
        name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
        course = record.courses.get((item.slot, name))
        more = course is not None and item.exercise == name and item.dose.sets > course.plan.sets
        if course is not None and more and unknown and shape(item.dose)[:2] > shape(course.plan)[:2]:
            record.breach(7, session, f"{name}: more sets after silence")
        if unknown >= 3 and item.dose.sets > max(1, floor(0.9 * plan.sets)):
            record.breach(7, session, f"{name}: sets not x0.9 after three silences")
    if unknown and session.light is Light.PUSH:
        record.breach(7, session, "PUSH after silence")
