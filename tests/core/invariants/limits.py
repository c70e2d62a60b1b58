"""10 and the extra ones: a session's form, its kit, its caps, and what a body keeps out whatever the day."""

from __future__ import annotations

from math import floor

from core.body import LEG_REGIONS, Pattern, Volume
from core.catalogue import available, catalogue
from core.kit import SAME_KG, loadable
from core.session import Light, Phase, Session
from tests.core.invariants.record import WEIGHTS, Record
from tests.core.invariants.sessions import LEG_VOLUMES, is_s, loaded_legs, volume

ORDER = tuple(Phase)
SUPINE = {
    "deadbug", "deadbug_reach", "bridge", "march_bridge", "sl_bridge", "ham_bridge", "ham_bridge_one", "ham_slide",
}  # fmt: skip


def form(record: Record, session: Session) -> None:
    phases = [ORDER.index(one.phase) for one in session.items]
    if Phase.WARMUP not in {one.phase for one in session.items}:
        record.breach(0, session, "no warm-up")
    if Phase.COOLDOWN not in {one.phase for one in session.items}:
        record.breach(0, session, "no cool-down")
    frame = [one for one in phases if one in (0, len(ORDER) - 1)]
    if frame != sorted(frame) or (phases and (phases[0] != 0 or phases[-1] != len(ORDER) - 1)):
        record.breach(0, session, "warm-up and cool-down do not stand around the work")
    working = [one.exercise for one in session.items if one.working_sets]
    if len(working) != len(set(working)):
        record.breach(0, session, "an exercise twice")
    pull = sum(one.dose.sets for one in session.items if volume(one) is Volume.pull and one.working_sets)
    push = sum(one.dose.sets for one in session.items if volume(one) is Volume.push and one.working_sets)
    if push > pull:
        record.breach(0, session, f"push {push} over pull {pull}")
    same = [one for one in record.told.values() if one.session.day == session.day and one.report is not None]
    if any(one.session.id != session.id for one in same):
        record.breach(0, session, "a second session on a day that has one")
    for item in session.items:
        if item.dose.sets < 1 or item.dose.amount < 1:
            record.breach(0, session, f"{item.exercise}: an empty dose")
        if item.plan is not None and item.plan_exercise == item.exercise:
            if item.dose.sets > item.plan.sets or item.dose.total_kg > item.plan.total_kg + 0.01:
                record.breach(0, session, f"{item.exercise}: more than planned")
            if item.dose.amount > item.plan.amount and item.dose.total_kg == item.plan.total_kg:
                record.breach(0, session, f"{item.exercise}: more repetitions than planned")


def kit(record: Record, session: Session) -> None:
    kit = record.kit_of(session)
    for item in session.items:
        exercise = catalogue().by_id.get(item.exercise)
        if exercise is None:
            record.breach(0, session, f"{item.exercise}: unknown")
            continue
        if not available(exercise, kit):
            record.breach(0, session, f"{item.exercise}: the kit is missing")
        there = [one for one in exercise.needs if kit.has(one)]
        course = record.courses.get((item.slot, item.exercise))
        # What began with a band goes on without one where no weight is light enough to begin with.
        begun = course is not None and course.plan.load_kg is None
        # After its test a heel goes without added weight for two weeks, and a heel raise is one without (2.3).
        begun = begun or exercise.pattern is Pattern.heel_raise
        if there and WEIGHTS.issuperset(there) and item.dose.load_kg is None and not begun:
            record.breach(0, session, f"{item.exercise}: nothing to lift")
        if item.sided != exercise.sided:
            record.breach(0, session, f"{item.exercise}: sides")
        if item.dose.load_kg is not None:
            kg = item.dose.total_kg
            if all(abs(one.total_kg - kg) > SAME_KG for one in loadable(kit, exercise)):
                record.breach(0, session, f"{item.exercise}: {kg} kg cannot be loaded")


def caps(record: Record, session: Session) -> None:
    day = session.day
    for item in session.items:
        if item.dose.rpe[1] >= 10:
            record.breach(10, session, f"{item.exercise} to failure")
    if session.working_sets > 25:
        record.breach(10, session, f"{session.working_sets} working sets")
    if session.target[1] > session.cap:
        record.breach(10, session, "target above the cap")
    cap = {"intro": 6, "base": 7, "build": 8, "maintain": 7, "deload": 5}.get(session.phase)
    if cap is not None and session.cap > cap:
        record.breach(10, session, f"cap {session.cap} in {session.phase}")
    if session.kind.value in ("technique", "mobility", "micro", "upper") and session.target[1] > 5:
        record.breach(10, session, "a light day above 5")
    if session.kind.value == "technique" and any(one.dose.rpe[1] > 5 for one in session.items):
        record.breach(10, session, "a technique day's set above 5")
    room = record.short.get(session.id) or record.athlete.minutes
    if session.minutes > min(60, room) and session.kind.value != "technique":
        record.breach(10, session, f"{session.minutes} minutes of {room}")
    ill = record.ill(day)
    if ill is not None and (ill.fever or ill.below_neck or ill.chest):
        record.breach(10, session, "a session while ill")
    if ill is not None and (session.target[1] > 4 or session.contacts or is_s(session)):
        record.breach(10, session, "more than light work while ill")
    for start, end, entry in record.away:
        rests = entry.why != "illness" and not entry.place  # type: ignore[attr-defined]
        if rests and start <= day and (end is None or day <= end):  # type: ignore[operator]
            record.breach(10, session, "a session while away")
    said = record.mornings.get(day)
    if said is not None and said.sleep_h is not None:
        if said.sleep_h < 4 and (loaded_legs(session) or session.working_sets):
            record.breach(10, session, "work after a night of less than 4 h")
        if 4 <= said.sleep_h < 6 and session.target[1] > 6:
            record.breach(10, session, "effort above 6 after a short night")
    very = {region for told, region, score in record.aches if 0 <= (day - told).days <= 1 and score >= 8}
    later = {region for told, region, score in record.aches if (day - told).days <= 1 and score < 8}
    if len((very & LEG_REGIONS) - later) >= 2 and loaded_legs(session):
        record.breach(10, session, "loaded legs with two very sore leg regions")
    pressure = {"blood_pressure", "glaucoma"} & set(record.athlete.screen_yes)
    if pressure and any(one.dose.rpe[1] > 5 for one in session.items if one.working_sets):
        record.breach(10, session, "a set above 5 with blood pressure or glaucoma")


def after_runs(record: Record, session: Session) -> None:
    """10 and section 8: the first strength day after a run far beyond the longest of 30 days does less."""
    day = session.day
    for run in record.runs:
        if not 0 <= (day - run.day).days <= 7 or run.km is None:
            continue
        before = [one.km for one in record.runs if one.km is not None and 0 < (run.day - one.day).days <= 30]
        usual = [one.km for one in record.athlete.runs if one.km is not None]
        if not before and not usual:
            continue
        over = run.km / max([*before, *usual])
        if over > 1.3 and session.contacts and (day - run.day).days <= 2:
            record.breach(4, session, f"landings within two days of a run {over:.2f} times the longest")
        if any(run.day <= one.session.day < day for one in record.strength_days()):
            continue
        if over > 2 and loaded_legs(session):
            record.breach(10, session, f"loaded legs after a run {over:.2f} times the longest")
        if over > 1.1:
            if session.light is Light.PUSH:
                record.breach(7, session, f"PUSH after a run {over:.2f} times the longest")
            for item in session.items:
                plan = item.plan or item.dose
                most = max(1, floor((0.8 if over <= 1.3 else 0.7) * plan.sets))
                if is_s(session) and item.working_sets and volume(item) in LEG_VOLUMES and item.dose.sets > most:
                    record.breach(10, session, f"{item.exercise}: leg sets after a run {over:.2f} times the longest")


def people(record: Record, session: Session) -> None:
    """2.5 and 3.9: what a body keeps out whatever the day."""
    yes, done = set(record.athlete.screen_yes), {one.exercise for one in session.items}
    if "pregnant" in yes and (done & SUPINE or session.contacts):
        record.breach(3, session, f"on the back or landing while pregnant: {sorted(done & SUPINE)}")
    if record.athlete.hypermobile and any(one.startswith("s_") for one in done):
        record.breach(0, session, "a passive stretch for a hypermobile runner")
    stated = record.cleared.get("screen")
    if "bone_stress" in yes and session.contacts and (stated is None or (session.day - stated).days <= 182):
        record.breach(4, session, "contacts within six months of a bone stress injury's clearance")
    if record.athlete.hypermobile or (record.athlete.age(session.day) or 0) >= 60:
        for item in session.items:
            plan = item.plan or item.dose
            own = catalogue()[item.plan_exercise or item.exercise].tempo
            if item.slot and own and plan.tempo is not None and (plan.tempo[0] < 3 or plan.tempo[2] < 3):
                record.breach(0, session, f"{item.exercise}: {plan.tempo} is too quick for an older beginner")
