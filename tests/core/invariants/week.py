"""5 and 6: where strength may stand beside the runs and the races, and whether the runner's wishes were kept."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from core.athlete import Priority
from core.session import Session
from tests.core.invariants.record import Record, day_of
from tests.core.invariants.sessions import LEG_VOLUMES, is_s, loaded_legs, rest_after, volume
from tests.core.wishes import pairs


def placed(record: Record, session: Session) -> None:
    day = session.day
    if day.weekday() in record.athlete.free_days and all(one.to != day for one in record.moves):
        record.breach(0, session, "on a weekday that is kept free")
    rests = (race for race in record.athlete.season if 0 < (day - race.day).days <= rest_after(race.km))
    if any(rests) and loaded_legs(session):
        record.breach(6, session, "loaded legs in the days after a race")
    if not is_s(session):
        free = session.kind.value == "technique" and not any(one.moved for one in record.told.values())
        if free and record.run_on(day) == "long":
            record.breach(6, session, "technique on a long-run day")
        return
    for one in record.strength(day):
        if 0 < (day - one.session.day).days < 2:
            record.breach(5, session, f"the day after {one.session.id}")
    if record.hard(day + timedelta(days=1)):
        record.breach(6, session, "the day before a hard run or a race")
    if record.run_on(day) == "long":
        record.breach(6, session, "on a long-run day")
    if record.run_on(day) == "quality":
        if session.place != "evening":
            record.breach(6, session, "on a quality day, not in the evening")
        for item in session.items:
            plan = item.plan or item.dose
            if volume(item) in LEG_VOLUMES and item.dose.sets > max(1, floor(plan.sets * 0.8)):
                record.breach(6, session, f"{item.exercise}: not x0.8 on a quality evening")
    for race in record.athlete.season:
        to = (race.day - day).days
        if 0 <= to <= {Priority.A: 3, Priority.B: 3, Priority.C: 2}[race.priority]:
            record.breach(6, session, f"{to} days before a race")


def wished(record: Record, monday: date) -> None:
    """Both strength days of a quiet week stand on wished weekdays as often as nothing has to give way for it."""
    athlete, sunday = record.athlete, monday + timedelta(days=6)
    held = sorted((one for one in record.strength_days() if monday <= one.session.day <= sunday), key=day_of)
    days = [one.session.day.weekday() for one in held]
    if not athlete.wished_days or len(days) != 2 or athlete.strength_days != 2 or disturbed(record, monday):
        return
    line = [record.run_on(monday + timedelta(days=number)) for number in range(-1, 8)]
    past = [one.session.day for one in record.strength_days() if one.session.day < monday]
    last = (max(past) - monday).days if past else None
    found = pairs(line[1:8], line[0], line[8], last, athlete.free_days, athlete.technique_day)
    best = max((sum(day in athlete.wished_days for day in pair) for pair in found), default=0)
    if sum(day in athlete.wished_days for day in days) < best:
        record.breach(0, held[-1].session, f"strength on {days}, wished {athlete.wished_days}")


def disturbed(record: Record, monday: date) -> bool:
    """Whether more than the usual runs and the wishes decided over a week."""
    athlete, sunday = record.athlete, monday + timedelta(days=6)
    since = monday - timedelta(days=7)
    known = max(record.joined or date.max, record.profiled or date.max)
    older = athlete.hypermobile or (athlete.age(monday) or 0) >= 60
    return (
        known >= since
        or older
        or any(abs((race.day - monday).days) <= 28 for race in athlete.season)
        or any(since <= day <= sunday + timedelta(days=1) for day in record.planned_runs)
        or any(since <= one.origin <= sunday or since <= one.to <= sunday for one in record.moves)
        or any(start <= sunday and (end is None or end >= since) for start, end, _ in record.away)  # type: ignore[operator]
        or any(one.skipped and since <= one.session.day <= sunday for one in record.told.values())
        or any(since <= one.day <= sunday for one in record.tested.values())
    )
