"""8 and 9: deloads, loading weeks in a row, and the way back after a gap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil, floor

from core.athlete import Priority
from core.catalogue import catalogue
from core.kit import largest_at_most
from core.session import Session
from tests.core.invariants.record import Record, Told
from tests.core.invariants.sessions import is_s, monday_of, round_half, shape, works_legs


def deload(record: Record, session: Session) -> None:
    """8: a deload has fewer sets and less load, nothing new; loading weeks end after the eighth."""
    if not is_s(session):
        return
    if session.deload:
        for item in session.items:
            if not item.working_sets or not item.slot:
                continue
            plan = item.plan or item.dose
            name = item.plan_exercise or item.exercise
            if name not in record.seen:
                record.breach(8, session, f"{name} is new in a deload")
            if (item.slot, name) not in record.courses:
                continue
            was = record.courses[item.slot, name].plan
            risen = shape(plan) != shape(was) and (plan.sets > was.sets or plan.total_kg > was.total_kg)
            if risen and not record.begins(session, item):
                record.breach(8, session, f"{name}: a rise in a deload")
            if item.exercise == name and item.dose.sets >= plan.sets > 1 and item.dose.sets > round_half(plan.sets):
                record.breach(8, session, f"{name}: as many sets as ever in a deload")
            if item.exercise == name and plan.sets >= 1:
                lighter = item.dose.total_kg <= 0.9 * plan.total_kg + 0.01 and plan.total_kg > 0
                step = 3 if plan.unit == "seconds" else 1
                if not lighter and item.dose.amount > max(step, ceil(0.75 * plan.amount / step - 1e-9) * step):
                    record.breach(8, session, f"{name}: neither lighter nor shorter in a deload")
        if session.target[1] > 5 or session.cap > 5:
            record.breach(8, session, "a deload above effort 5")
        return
    if asked_deload(record, session.day):
        record.breach(8, session, "no deload although one was asked for")
    streak, before = [session], record.strength(session.day)
    for one in reversed(before):
        if one.session.deload or (streak[-1].day - one.session.day).days >= 8 or tapered(record, one.session.day):
            break
        if one.report is None and silent(record, one.session.day, before) >= 56:
            # Eight weeks without an answer are a gap, whatever was sent in them: loading starts over after it.
            break
        streak.append(one.session)
    first = streak[-1].day
    weeks = (monday_of(session.day) - monday_of(first)).days // 7 + 1
    if weeks > 8:
        record.breach(8, session, f"loading week {weeks} in a row")


def silent(record: Record, day: date, sent: Iterable[Told]) -> int:
    """The days since the last strength session before a day that was answered; 0 without one."""
    answered = [one.session.day for one in sent if one.report is not None and one.session.day < day]
    return (day - max(answered)).days if answered else 0


def tapered(record: Record, day: date) -> bool:
    """In the two weeks before an A race, which count as a deload (docs/decisions/0010)."""
    return any(one.priority is Priority.A and 0 <= (one.day - day).days <= 14 for one in record.athlete.season)


def asked_deload(record: Record, day: date) -> bool:
    """Whether a deload of the whole body that the runner asked for holds, and was not ended early."""
    for one in record.deloads:
        ended = any(one.start <= end <= day for end in record.deload_ends)
        if one.scope == "all" and 0 <= (day - one.start).days < one.days and not ended:
            return True
    return False


def gap(record: Record, session: Session) -> None:
    """9: the first session after a gap is never heavier or longer than before it.

    What was not answered may have been done, but for two weeks and two sessions at most (docs/decisions/0009).
    """
    if not is_s(session):
        return
    # A runner who swapped the last raise for a hold has trained all the same.
    legs = (one for one in record.told.values() if one.stands and works_legs(one.session))
    sent = sorted((one for one in legs if one.session.day < session.day), key=lambda one: one.session.day)
    done = [one for one in sent if one.report is not None]
    if not done:
        return
    days = (session.day - done[-1].session.day).days
    silent = sum(one.session.day > done[-1].session.day for one in sent)
    if days < 14 or silent < 2:
        days = (session.day - sent[-1].session.day).days
    if days < 8:
        return
    sets_x, load_x = (0.5, 0.8) if days >= 28 else (0.5, 0.9) if days >= 14 else (0.75, 1.0)
    for item in session.items:
        if not item.working_sets or not item.slot:
            continue
        name = item.plan_exercise or item.exercise
        course = record.courses.get((item.slot, name))
        if course is None or record.begins(session, item):
            if item.dose.sets > 2:
                record.breach(9, session, f"{name} is new after {days} days with {item.dose.sets} sets")
            continue
        was = course.plan
        if item.dose.sets > max(1, floor(was.sets * sets_x)) and days < 56:
            record.breach(9, session, f"{name}: {item.dose.sets} sets after {days} days, was {was.sets}")
        heavier = item.exercise == name and item.dose.total_kg > was.total_kg * load_x + 0.01
        lighter = largest_at_most(record.athlete.kit(), catalogue()[name], was.total_kg * load_x)
        least = lighter is None and item.dose.amount <= 5
        if heavier and not least and days < 56 and (item.dose.amount >= was.amount or load_x == 1):
            record.breach(9, session, f"{name}: {item.dose.total_kg} kg after {days} days, was {was.total_kg}")
    if days < 14 and session.target[1] > 6:
        record.breach(9, session, "effort above 6 after a gap")
