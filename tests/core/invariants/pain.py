"""1 to 3: what hurts is not loaded, comes back slowly, and a warning sign stops what it names."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor
from statistics import median

from core.body import LOWER_LEG, RED_LEG_REGIONS, Kind, Region, Side
from core.catalogue import Exercise, catalogue, counts_for, loads_region
from core.session import Dose, Item, Session
from tests.core.invariants.record import Record
from tests.core.invariants.sessions import loaded_legs, monday_of


def pain(record: Record, session: Session) -> None:
    day = session.day
    for key, told in record.hurts.items():
        region = key[0]
        red, cleared = record.red(key, day)
        if red:
            for item in session.items:
                exercise = catalogue()[item.exercise]
                if loads_region(exercise, region) and not isometric(record, key, exercise):
                    record.breach(1, session, f"{item.exercise} loads {region} while it is red")
            if told[-1].score > 5 and region in RED_LEG_REGIONS and loaded_legs(session):
                record.breach(1, session, f"loaded legs while {region} stands at {told[-1].score}")
        elif cleared is not None and cleared <= day <= cleared + timedelta(days=7):
            for item in session.items:
                exercise = catalogue()[item.exercise]
                if not item.working_sets or not loads_region(exercise, region):
                    continue
                plan = item.plan or item.dose
                if item.dose.sets > max(1, floor(plan.sets * 0.5)):
                    record.breach(1, session, f"{item.exercise}: not half the sets after red in {region}")
        hurt = {one.exercise for one in told if 0 < (day - one.day).days <= 7 and 3 <= one.score <= 5}
        for item in session.items:
            if item.exercise in hurt and not (red and isometric(record, key, catalogue()[item.exercise])):
                record.breach(2, session, f"{item.exercise} within 7 days of hurting {region}")
        comes_back(record, session, key)
        if climbs(record, key, day):
            held_back(record, session, region)
        worse = worse_morning(record, key, day)
        if worse is not None and not red:
            after_worse_morning(record, session, key, worse)


def isometric(record: Record, key: tuple[Region, Side], exercise: Exercise) -> bool:
    told = record.hurts[key]
    agreed = any(one.what == "isometrics" and one.region is key[0] and one.yes for one in record.agreed)
    return exercise.is_hold and agreed and told[-1].score <= 3 and told[-1].what is not Kind.bone


def comes_back(record: Record, session: Session, key: tuple[Region, Side]) -> None:
    """14, R3 and R4: what hurt enters again with two sets at most, however long it was out."""
    bad = {one.exercise: one.day for one in record.hurts[key] if one.score >= 3 and one.day < session.day}
    for item in session.items:
        last = bad.get(item.exercise)
        done = [one for one in record.told.values() if one.stands and last and last < one.session.day < session.day]
        new = all(item.exercise != other.exercise for one in done for other in one.session.items)
        if last is not None and new and item.dose.sets > 2:
            record.breach(2, session, f"{item.exercise} comes back to {key[0]} with {item.dose.sets} sets")


def worse_morning(record: Record, key: tuple[Region, Side], day: date) -> date | None:
    """The last morning of 3 or more above the region's own baseline within the 7 days before (or on) `day`."""
    told = [one for one in record.hurts[key] if one.day <= day]
    worst = None
    for one in told:
        if one.when != "morning" or not 3 <= one.score <= 5 or (day - one.day).days > 7:
            continue
        run = [other for other in told if other.score >= 3 and other.day <= one.day]
        start = run[-1].day
        for other in reversed(run):
            if (start - other.day).days > 7:
                break
            start = other.day
        before = [
            other.score for other in told
            if other.when == "morning" and start - timedelta(days=14) <= other.day < start
        ]  # fmt: skip
        if one.score > (median(before) if before else 0):
            worst = one.day
    return worst


def climbs(record: Record, key: tuple[Region, Side], day: date) -> bool:
    """2.1, rule 3: the median of the last week that was told is a point or more above that of the week before it.

    A week counts by the worst of each day, and only where three days of it were told.
    """
    told = [one for one in record.hurts[key] if one.day <= day]
    if not told or (day - told[-1].day).days > 7:
        return False
    last, weeks = told[-1].day, []
    for first in (7, 14):
        worst: dict[date, float] = {}
        for one in told:
            if first - 7 <= (last - one.day).days < first:
                worst[one.day] = max(one.score, worst.get(one.day, 0))
        if len(worst) < 3:
            return False
        weeks.append(median(worst.values()))
    return weeks[0] >= weeks[1] + 1


def held_back(record: Record, session: Session, region: Region) -> None:
    """While it climbs nothing rises for a region, and its sets are 0.8 of the plan."""
    for item in session.items:
        name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
        if not item.slot or not item.working_sets or not counts_for(catalogue()[name], region):
            continue
        if item.dose.sets > max(1, floor(0.8 * plan.sets)):
            record.breach(2, session, f"{item.exercise}: sets not x0.8 while {region} climbs")
        course = record.courses.get((item.slot, name))
        if course is not None and item.exercise == name:
            not_above(record, session, item, course.plan, f"{name}: a rise while {region} climbs")


def after_worse_morning(record: Record, session: Session, key: tuple[Region, Side], since: date) -> None:
    region = key[0]
    letter = session.kind
    before = [one.session for one in record.strength(session.day) if one.session.kind is letter]
    recent = [one.day for one in record.hurts[key] if 0 <= (session.day - one.day).days <= 35]
    # The set that the phase gives in the week in which it began stands, and the share is taken of it (14, R4).
    given = int(min(recent) >= monday_of(session.day))
    for item in session.items:
        if not item.working_sets or not item.slot:
            continue
        plan = item.plan or item.dose
        planned = catalogue()[item.plan_exercise or item.exercise]
        exercise = catalogue()[item.exercise]
        if region in LOWER_LEG and (exercise.achilles_tier or 0) >= 2 and not exercise.at_walk:
            record.breach(2, session, f"{item.exercise} in a closed tier for {region}")
        if counts_for(planned, region) and item.dose.sets > max(1, floor(0.7 * (plan.sets + given))):
            record.breach(2, session, f"{item.exercise}: sets not x0.7 for {region}")
        if not before:
            continue
        last = next((one for one in before[-1].items if one.slot == item.slot), None)
        if last is None or not counts_for(planned, region):
            continue
        if item.dose.sets > last.dose.sets:
            record.breach(2, session, f"{item.exercise}: more sets than last time for {region}")
        if item.exercise == last.exercise and item.dose.total_kg > last.dose.total_kg:
            record.breach(2, session, f"{item.exercise}: more load than last time for {region}")


def region_held(record: Record, session: Session, item: Item, name: str, plan: Dose, was: Dose) -> None:
    """No rise for a region under a local rule: what is shown is never above the last plan (2.1, 9.1)."""
    if item.exercise != name:
        return
    day = session.day
    for key, told in record.hurts.items():
        recent_pain = [one for one in told if 0 <= (day - one.day).days <= 7 and one.score >= 3]
        if recent_pain and counts_for(catalogue()[name], key[0]):
            not_above(record, session, item, was, f"{name}: a rise while {key[0]} is held")


def not_above(record: Record, session: Session, item: Item, was: Dose, why: str) -> None:
    more = item.dose.sets > was.sets or item.dose.total_kg > was.total_kg + 0.01
    if more or (item.dose.amount > was.amount and item.dose.total_kg >= was.total_kg):
        record.breach(2, session, why)


def flagged(record: Record, session: Session) -> None:
    for flag in record.flags.values():
        if flag.flag != "low_energy" and (not flag.regions or flag.urgency == "emergency"):
            record.breach(3, session, f"a session while {flag.flag} is open")
        for item in session.items:
            exercise = catalogue()[item.exercise]
            for region in flag.regions:
                if loads_region(exercise, region):
                    record.breach(3, session, f"{item.exercise} loads {region} while {flag.flag} is open")
        if set(flag.regions) & RED_LEG_REGIONS and loaded_legs(session):
            record.breach(3, session, f"loaded legs while {flag.flag} is open")
    uncleared = not record.athlete.screened
    if record.athlete.screen_yes:
        stated = record.cleared.get("screen")
        uncleared = uncleared or stated is None or (session.day - stated).days > 366
    if uncleared and (session.working_sets or any(one.dose.rpe[1] > 4 for one in session.items)):
        record.breach(3, session, "work before clearance")
