"""The only door that the bot uses: plan a day, plan a week, say what an answer changes.

Everything here is a pure function of the athlete, the standing and a day. Equal inputs give equal plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from core import adjust, building, diary, echo, pain, people, races, readiness, safety, season, weakness, week
from core.athlete import Athlete
from core.body import Region, Side
from core.catalogue import Exercise, available, catalogue
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass, replace
from core.scaling import Around, entering, tier_open
from core.session import Dose, Item, Kind, Session, Status
from core.standing import Morning, Standing, advance, expired, prescribed, read, without
from core.taper import RaceRule

__all__ = ["VERSION", "advance", "read"]

VERSION = "4"
"""Of the rules. Receipts carry it; a prescription once sent is never rewritten by a newer one."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a date holds. `session` None = rest; `reading` is that day's light."""

    day: date
    session: Session | None
    reading: readiness.Reading
    plan: week.DayPlan


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs in a coming session: `field` sets, amount, load, exercise, added, removed, light, day."""

    day: date
    kind: Kind
    exercise: str
    field: str
    before: object
    after: object
    reasons: tuple[Reason, ...] = ()
    slot: str = ""


# --- the week ----------------------------------------------------------------------------------------------------


def week_problem(athlete: Athlete, standing: Standing, day: date, today: date) -> week.WeekProblem:
    """The placement problem of the week that `day` lies in, as it stands on `today`."""
    monday = season.monday_of(day)
    days = [monday + timedelta(days=number) for number in range(7)]
    start = standing.joined or today
    stood = [
        (one, kind) for one in standing.past if one.status is not Status.MOVED and (kind := one.stood_for) is not None
    ]
    fixed = tuple(
        (one.day, kind) for one, kind in stood if days[0] <= one.day <= days[-1] and (one.day < today or one.done)
    )
    taken = {one for one, _ in fixed}
    strength = [
        one.day for one, kind in stood if kind.strength and one.day < monday and one.status is not Status.SKIPPED
    ]
    blocked = {one for one in days if one < today and one not in taken}
    blocked |= {one for one in days if any(trip.rests and trip.holds(one) for trip in standing.away)}
    moved = tuple(
        (one.to, Kind(one.kind)) for one in standing.moves if days[0] <= one.to <= days[-1] and one.to not in taken
    )
    vacated = frozenset(
        one.origin for one in standing.moves if days[0] <= one.origin <= days[-1] and one.origin not in taken
    ) - {to for to, _ in moved}
    last = tuple(
        (one.day.weekday(), kind) for one, kind in stood if timedelta(0) < monday - one.day <= timedelta(days=7)
    )
    age = athlete.age(day)
    first = max(monday, start)
    return week.WeekProblem(
        monday=monday,
        runs=tuple(run_on(athlete, standing, one) for one in days),
        run_before=run_on(athlete, standing, monday - timedelta(days=1)),
        run_after=run_on(athlete, standing, monday + timedelta(days=7)),
        previous=max(strength, default=None),
        fixed=fixed,
        moved=moved,
        first_day=first if first > monday else None,
        blocked=frozenset(blocked),
        vacated=vacated,
        strength_days=athlete.strength_days,
        technique=athlete.technique_day,
        age60=age is not None and age >= 60,
        races=races.near(athlete, monday),
        last_week=last,
        order=_order(athlete, standing, monday),
        partial=monday < start,
    )


def _order(athlete: Athlete, standing: Standing, monday: date) -> tuple[Kind, Kind]:
    """A before B; with one session a week they take turns."""
    if athlete.strength_days == 1:
        before = [kind for one in standing.past if one.day < monday and (kind := one.stood_for) and kind.strength]
        if before and before[-1] is Kind.STRENGTH_A:
            return Kind.STRENGTH_B, Kind.STRENGTH_A
    return Kind.STRENGTH_A, Kind.STRENGTH_B


planned_run = season.planned_run
run_on = season.run_on


def plan_week(athlete: Athlete, standing: Standing, day: date, today: date) -> week.WeekPlan:
    """The placement of the week that `day` lies in."""
    return week.plan(week_problem(athlete, standing, day, today))


def why_not(athlete: Athlete, standing: Standing, today: date, day: date, kind: Kind) -> tuple[Reason, ...]:
    """Why a session does not stand on that day."""
    problem = week_problem(athlete, standing, day, today)
    return week.why_not(problem, week.plan(problem), day, kind)


def move(athlete: Athlete, standing: Standing, today: date, kind: Kind, to: date) -> week.MoveOffer:
    """What moving a session within its week would do."""
    problem = week_problem(athlete, standing, to, today)
    return week.move(problem, week.plan(problem), kind, to)


# --- a day -------------------------------------------------------------------------------------------------------


def around(athlete: Athlete, standing: Standing, day: date, place: str | None = None) -> Around:
    position = season.position(athlete, standing, day)
    back = None if position.deload else season.coming_back(standing, day)
    if back is not None and back.restoring:
        # Two sessions of the weeks before the deload come back before a new phase begins (3.6).
        before = next((one.phase for one in reversed(standing.strength(before=day)) if not one.deload), position.phase)
        position = replace(position, loading=before, phase=before)
    barred = people.barred(athlete, standing, day, position.level)
    return Around(athlete, standing, position, day, athlete.kit(place or standing.place_on(day)), catalogue(), barred)


def plan_day(
    athlete: Athlete, standing: Standing, day: date, today: date | None = None, place: str | None = None
) -> Day:
    """What the runner should do on `day`. A session of that day that was sent and not done is planned afresh."""
    today = today or day
    sent = standing.on(day)
    if sent is not None and not sent.done and sent.status is not Status.SKIPPED:
        standing = without(standing, sent.id)
    here = around(athlete, standing, day, place)
    whole = building.whole_day(athlete, standing, day, here)
    placed = plan_week(athlete, standing, day, today)
    slot = placed.on(day)
    session = _session(athlete, standing, whole, slot, placed)
    if session is not None:
        session = _finished(athlete, standing, whole, session, slot)
    return Day(day, session, whole.reading, slot)


def _session(
    athlete: Athlete, standing: Standing, today: adjust.Today, slot: week.DayPlan, placed: week.WeekPlan
) -> Session | None:
    kind = slot.slot
    activation = slot.race.rule is RaceRule.ACTIVATION and slot.race.to == policy().taper.activation_day
    if kind is None and activation:
        # Once in the last days before an A race, on a day of its own choosing (6).
        kind = Kind.MOBILITY
    if kind is None or any(trip.rests and trip.holds(today.day) for trip in standing.away if trip.why != "illness"):
        return None
    today = _narrowed(athlete, standing, today, slot)
    frame = building.Frame(today, slot, f"{today.day.isoformat()}.{kind.value}", athlete.minutes, VERSION)
    if today.reading.stop:
        return None
    if uncleared(athlete, standing, today.day):
        return building.mobility(frame, min(15, athlete.minutes), reason("not_cleared"))
    if today.reading.systemic is readiness.Systemic.RED:
        return building.instead(frame, reason("systemic_red"))
    if slot.race.rule is RaceRule.ACTIVATION:
        return building.mobility(frame, policy().taper.activation_min, reason("race_activation"))
    match kind:
        case Kind.STRENGTH_A | Kind.STRENGTH_B:
            return building.strength(frame, kind, placed.warmup_drills)
        case Kind.UPPER:
            return building.upper(frame)
        case Kind.TECHNIQUE:
            return building.technique(frame)
        case Kind.MICRO:
            return building.micro(frame)
        case _:
            return building.mobility(frame)


def _narrowed(athlete: Athlete, standing: Standing, today: adjust.Today, slot: week.DayPlan) -> adjust.Today:
    """The day's own factors: an evening after quality work, a taper, a run that was much longer than usual."""
    if slot.evening:
        rules = policy().q_evening
        today = replace(today, legs_x=_fewest(today.legs_x, (rules.leg_sets_x, reason("quality_evening"))))
    if slot.race.sets_x < 1:
        today = replace(today, sets_x=_fewest(today.sets_x, (slot.race.sets_x, reason("taper", to=slot.race.to))))
    elif slot.race.held:
        today = replace(today, sets_x=_fewest(today.sets_x, (1.0, reason("race_near", to=slot.race.to))))
    cap = _screen_cap(athlete, standing)
    if slot.race.maintenance:
        calm = float(policy().taper.between_rpe), reason("race_between")
        cap = calm if cap is None else min(cap, calm, key=lambda one: one[0])
    if doctor_awaited(standing, today.day):
        easy = float(policy().sick.mild_rpe), reason("illness_doctor")
        cap = easy if cap is None else min(cap, easy, key=lambda one: one[0])
    return today if cap is None else replace(today, rpe_cap=cap)


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


def _screen_cap(athlete: Athlete, standing: Standing) -> tuple[float, Reason] | None:
    if {"blood_pressure", "glaucoma"} & set(athlete.screen_yes):
        return float(policy().screen.rpe_cap_pressure_or_glaucoma), reason("pressure_cap")
    return None


def _finished(
    athlete: Athlete, standing: Standing, today: adjust.Today, session: Session, slot: week.DayPlan
) -> Session:
    """The runner's own swaps and minutes, then the gate."""
    session = _own_swaps(today, session, standing)
    short = dict(standing.short).get(session.id)
    if short is None and session.minutes > athlete.minutes and session.kind is not Kind.TECHNIQUE:
        short = athlete.minutes
    if short is not None:
        session = building.shorten(today, session, short)
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


def _own_swaps(today: adjust.Today, session: Session, standing: Standing) -> Session:
    chosen = {one.exercise: one.to for one in standing.swaps if one.session == session.id}
    if not chosen:
        return session
    items = []
    for item in session.items:
        to = catalogue().by_id.get(chosen.get(item.exercise, ""))
        if to is None or to not in alternatives(today, session, item):
            items.append(item)
            continue
        items.append(swapped(today, item, to))
    return replace(session, items=tuple(items))


def alternatives(today: adjust.Today, session: Session, item: Item) -> tuple[Exercise, ...]:
    """What the runner may take instead today: the same volume, kit there, tier open, nothing that hurts."""
    exercise = catalogue()[item.exercise]
    here = {one.exercise for one in session.items}
    ladder = (*catalogue().regressions(exercise.id), *exercise.progress)
    slot = weakness.slot_of(item)
    candidates = [catalogue()[name] for name in ladder]
    if slot is not None:
        candidates += catalogue().candidates(slot, today.around.position.level.value, today.around.kit)
        candidates += [one for one in catalogue().by_id.values() if one.is_working]
    found: dict[str, Exercise] = {}
    for one in candidates:
        if (
            one.volume is exercise.volume
            and one.id not in here
            and available(one, today.around.kit)
            and not one.is_contact
            and tier_open(today.around, one)
            and adjust.ban(today, one) is None
        ):
            found.setdefault(one.id, one)
    return tuple(found.values())[:6]


def swapped(today: adjust.Today, item: Item, to: Exercise) -> Item:
    """The item with another exercise: it enters as a new one, never with more sets than were planned."""
    slot = weakness.slot_of(item)
    if slot is None:
        return item
    dose = entering(today.around, slot, to, item.dose.sets)
    dose = replace(dose, rest=item.dose.rest, rpe=item.dose.rpe)
    if today.around.position.deload:
        # A deload is one for whatever takes the place too (3.6).
        dose = replace(dose, amount=min(dose.amount, adjust.deload_amount(dose)))
    return replace(
        item,
        exercise=to.id,
        dose=dose,
        sided=to.sided,
        regions=tuple(one.value for one in to.regions),
        reasons=(reason("own_swap", item.exercise, to.id),),
        plan=item.plan or item.dose,
        plan_exercise=item.plan_exercise or item.exercise,
    )


def today_of(athlete: Athlete, standing: Standing, day: date) -> adjust.Today:
    """What lowers a plan on `day`, for those who ask about swaps."""
    sent = standing.on(day)
    if sent is not None and not sent.done:
        standing = without(standing, sent.id)
    return building.whole_day(athlete, standing, day, around(athlete, standing, day))


def held(athlete: Athlete, standing: Standing, day: date) -> dict[tuple[Region, Side], tuple[str, ...]]:
    """What each painful part keeps out on `day`: of the season's slots, then of warm-up, drills and cool-down."""
    today = today_of(athlete, standing, day)
    around_it = [line.exercise for lines in catalogue().technique.values() for line in lines]
    listed = (*standing.slots.values(), *catalogue().warmup, *around_it, *catalogue().cooldown)
    own = [name for name in dict.fromkeys(listed) if name in catalogue().by_id]
    return {
        (one.region, one.side): tuple(name for name in own if adjust.held_by(today, one, catalogue()[name]))
        for one in today.troubles
    }


def drills(athlete: Athlete, standing: Standing, day: date) -> tuple[Exercise, ...]:
    """The small drills that the tests ask for every day, without what hurts today."""
    wanted = weakness.drills(athlete, standing, day)
    if not wanted or uncleared(athlete, standing, day):
        return ()
    today = today_of(athlete, standing, day)
    return tuple(dict.fromkeys(one for _, one in wanted if adjust.ban(today, one) is None))


# --- ahead -------------------------------------------------------------------------------------------------------


FORECAST_DAYS = 9
"""How far ahead an answer's effect is looked for: over the next week's first sessions."""


def horizon(athlete: Athlete, standing: Standing, today: date, days: int = 14) -> Iterator[Day]:
    """The days to come as they would be if every session went as asked; today comes first.

    A forecast: each session is taken as done on target, and mornings as green.
    """
    for number in range(days):
        day = today + timedelta(days=number)
        past = standing.on(day)
        if past is not None and (past.done or past.status is Status.SKIPPED):
            continue
        if number and athlete.readiness:
            standing = replace(standing, mornings=(*standing.mornings, Morning(day, fatigue=1)))
        found = plan_day(athlete, standing, day, day)
        yield found
        if found.session is not None:
            standing = _as_asked(standing, found.session)


def _as_asked(standing: Standing, session: Session) -> Standing:
    at = datetime(session.day.year, session.day.month, session.day.day, 12, tzinfo=UTC)
    standing = prescribed(standing, session)
    low, high = session.target
    report = diary.Report(
        at=at, day=session.day, session=session.id, effort=float(int((low + high) / 2 + 0.5)), soreness=()
    )
    return advance(standing, report)


def changes(
    athlete: Athlete, before: Standing, after: Standing, today: date, days: int = FORECAST_DAYS
) -> Iterator[Change]:
    """What an answer changes in the coming days, nearest first: where two forecasts differ.

    Both go on only as far as they are asked: whoever shows the next two sessions need not pay for a week and a half.
    """
    old, new = horizon(athlete, before, today, days), horizon(athlete, after, today, days)
    for _, was, now in _side_by_side(old, new):
        if was is not None and now is not None and was.kind.strength == now.kind.strength:
            yield from differences(was, now)
            continue
        found = [Change(one.day, one.kind, "", "session", one.kind.value, None) for one in (was,) if one is not None]
        found += [Change(one.day, one.kind, "", "session", None, one.kind.value) for one in (now,) if one is not None]
        yield from sorted(found, key=lambda one: one.kind.strength)


def _side_by_side(
    old: Iterator[Day], new: Iterator[Day]
) -> Iterator[tuple[date, Session | None, Session | None]]:  # fmt: skip
    """The sessions of two forecasts, day by day; a day may be missing in either."""
    was, now = next(old, None), next(new, None)
    while was is not None or now is not None:
        day = min(one.day for one in (was, now) if one is not None)
        first = was.session if was is not None and was.day == day else None
        second = now.session if now is not None and now.day == day else None
        yield day, first, second
        if was is not None and was.day == day:
            was = next(old, None)
        if now is not None and now.day == day:
            now = next(new, None)


def differences(was: Session, now: Session) -> Iterator[Change]:
    day, kind = now.day, now.kind
    if was.kind is not now.kind:
        yield Change(day, kind, "", "kind", was.kind.value, now.kind.value, now.reasons)
    if was.light is not now.light:
        yield Change(day, kind, "", "light", was.light.value, now.light.value, now.reasons)
    old = {one.slot or one.exercise: one for one in was.items}
    new = {one.slot or one.exercise: one for one in now.items}
    for name in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(name), new.get(name)
        if after is None and before is not None:
            why = tuple(one.why for one in now.left_out if one.exercise == before.exercise)
            yield Change(day, kind, before.exercise, "removed", before.dose, None, why, before.slot)
        elif before is None and after is not None:
            yield Change(day, kind, after.exercise, "added", None, after.dose, after.reasons, after.slot)
        elif before is not None and after is not None:
            if before.exercise != after.exercise:
                yield Change(
                    day, kind, after.exercise, "exercise", before.exercise, after.exercise, after.reasons, after.slot
                )
            elif _dose_key(before.dose) != _dose_key(after.dose):
                yield Change(
                    day,
                    kind,
                    after.exercise,
                    "dose",
                    before.dose,
                    after.dose,
                    after.reasons or before.reasons,
                    after.slot,
                )


def _dose_key(dose: Dose) -> tuple[object, ...]:
    return dose.sets, dose.amount, dose.total_kg, dose.tempo


# --- asking ------------------------------------------------------------------------------------------------------


def morning_parts(standing: Standing, day: date) -> tuple[pain.Trouble, ...]:
    """Painful regions to ask about this morning: whatever is not clear and was not spoken of today (2.1)."""
    return tuple(one for one in pain.troubles(standing, day) if not echo.spoken_of(standing, one.region, one.side, day))


def morning_questions(athlete: Athlete, standing: Standing, day: date) -> tuple[echo.Question, ...]:
    """Every part to ask about this morning, the most pressing first."""
    return echo.questions(athlete, standing, day)


def unrated(standing: Standing, today: date) -> tuple[str, ...]:
    """Sessions of the last three days that were sent and not answered, newest first."""
    return tuple(
        one.id
        for one in reversed(standing.past)
        if 0 <= (today - one.day).days <= 3
        and one.kind not in (Kind.MICRO, Kind.MOBILITY)
        and expired(one, today).status in (Status.SENT, Status.UNKNOWN, Status.DONE, Status.PARTLY)
        and one.effort is None
    )


# --- races -------------------------------------------------------------------------------------------------------


def countdown(athlete: Athlete, standing: Standing, day: date, today: date) -> races.Countdown | None:
    """The race that a day is about, and what it asks of it."""
    if not races.near(athlete, season.monday_of(day)):
        return None
    weeks = (season.monday_of(day) + timedelta(days=7 * number) for number in range(4))
    strength = [one for week_of in weeks for one in plan_week(athlete, standing, week_of, today).strength]
    return races.countdown(athlete, day, strength)
