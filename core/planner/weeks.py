"""The week that a day lies in: what stands, what is wanted, and where the sessions go."""

from __future__ import annotations

from datetime import date, timedelta

from core import assessment, races, season, week
from core.athlete import Athlete
from core.reasons import Reason, reason
from core.records import replace
from core.session import Kind, Status
from core.standing import Move, Past, Standing


def week_problem(athlete: Athlete, standing: Standing, day: date, today: date) -> week.WeekProblem:
    """The placement problem of the week that `day` lies in, as it stands on `today`."""
    monday = season.monday_of(day)
    days = [monday + timedelta(days=number) for number in range(7)]
    start = standing.joined or today
    week_before = monday - timedelta(days=7)

    def stood(since: date) -> list[tuple[Past, Kind]]:
        past = [one for one in standing.past if one.day >= since and one.status is not Status.MOVED]
        return [(one, kind) for one in past if (kind := one.stood_for) is not None]

    def strength(since: date) -> list[date]:
        found = [one for one, kind in stood(since) if kind.strength]
        return [one.day for one in found if one.day < monday and one.status is not Status.SKIPPED]

    recent = stood(week_before)
    this_week = [(one, kind) for one, kind in recent if one.day >= monday]
    fixed = tuple([(one.day, kind) for one, kind in this_week if one.day <= days[-1] and (one.day < today or one.done)])
    taken = {one for one, _ in fixed}
    blocked = {one for one in days if one < today and one not in taken}
    resting = [trip for trip in standing.away if trip.rests]
    if resting:
        blocked |= {one for one in days if any(trip.holds(one) for trip in resting)}
    moved = tuple(
        (one.to, Kind(one.kind)) for one in standing.moves if days[0] <= one.to <= days[-1] and one.to not in taken
    )
    vacated = frozenset(
        one.origin for one in standing.moves if days[0] <= one.origin <= days[-1] and one.origin not in taken
    ) - {to for to, _ in moved}
    # What the runner took to another week is done there.
    gone = [one for one in standing.moves if days[0] <= one.origin <= days[-1] < one.to and one.origin not in taken]
    last = tuple([(one.day.weekday(), kind) for one, kind in recent if one.day < monday])
    age = athlete.age(day)
    first = max(monday, start)
    problem = week.WeekProblem(
        monday=monday,
        runs=tuple(run_on(athlete, standing, one) for one in days),
        run_before=run_on(athlete, standing, monday - timedelta(days=1)),
        run_after=run_on(athlete, standing, monday + timedelta(days=7)),
        previous=max(strength(week_before) or strength(date.min), default=None),
        fixed=fixed,
        moved=moved,
        first_day=first if first > monday else None,
        blocked=frozenset(blocked),
        vacated=vacated,
        free=_on(days, athlete.free_days),
        wished=_on(days, athlete.wished_days),
        strength_days=max(0, athlete.strength_days - sum(one.kind != Kind.TECHNIQUE.value for one in gone)),
        technique=athlete.technique_day and all(one.kind != Kind.TECHNIQUE.value for one in gone),
        age60=age is not None and age >= 60,
        races=races.near(athlete, monday),
        last_week=last,
        order=_order(athlete, standing, monday),
        partial=monday < start,
    )
    kept = [one for one in standing.moves if (one.to, Kind(one.kind)) in (*moved, *fixed)]
    if not (kept and vacated):
        return problem
    # Where the day that was wanted held a session, the two may change places, and once the one is done still do.
    came = {(one.to, Kind(one.kind)) for one in kept}
    before = replace(
        problem,
        fixed=tuple([one for one in fixed if one not in came]),
        moved=(),
        blocked=problem.blocked - {one for one, kind in fixed if (one, kind) in came},
        vacated=frozenset(),
    )
    laid = week.plan(before)
    places = {one.origin: laid.on(one.to).slot for one in kept}
    swapped = {origin: kind for origin, kind in places.items() if kind is not None}
    spared = frozenset(origin for origin, kind in swapped.items() if not kind.strength)
    return replace(problem, vacated=vacated - frozenset(swapped), spared=spared)


def _on(days: list[date], weekdays: tuple[int, ...]) -> frozenset[date]:
    return frozenset([days[number] for number in weekdays]) if weekdays else _NONE


_NONE: frozenset[date] = frozenset()


def _order(athlete: Athlete, standing: Standing, monday: date) -> tuple[Kind, Kind]:
    """A before B; with one session a week they take turns.

    A deload takes none: else one of them would have every deload of a beginner's blocks, and never rise [DC].
    """
    if athlete.strength_days == 1:
        whole = [one for one in standing.past if one.day < monday and not one.deload]
        before = [kind for one in whole if (kind := one.stood_for) and kind.strength]
        if before and before[-1] is Kind.STRENGTH_A:
            return Kind.STRENGTH_B, Kind.STRENGTH_A
    return Kind.STRENGTH_A, Kind.STRENGTH_B


planned_run = season.planned_run
run_on = season.run_on


def plan_week(athlete: Athlete, standing: Standing, day: date, today: date) -> week.WeekPlan:
    """The placement of the week that `day` lies in."""
    return week.plan(week_problem(athlete, standing, day, today))


def test_day(athlete: Athlete, standing: Standing, today: date) -> date | None:
    """The next day within two weeks on which the full tests fit as the weeks stand, strength still to come included."""
    coming = [today + timedelta(days=number) for number in range(15)]
    mondays = {season.monday_of(one) for one in coming}
    weeks = {monday: plan_week(athlete, standing, monday, today) for monday in mondays}
    slots = {one: weeks[season.monday_of(one)].on(one).slot for one in coming}
    strength = [one for one, kind in slots.items() if kind is not None and kind.strength]
    free = athlete.free_days
    return next(
        (one for one in coming[1:] if one.weekday() not in free and assessment.suits(athlete, standing, one, strength)),
        None,
    )


def why_not(athlete: Athlete, standing: Standing, today: date, day: date, kind: Kind) -> tuple[Reason, ...]:
    """Why a session does not stand on that day."""
    problem = week_problem(athlete, standing, day, today)
    return week.why_not(problem, week.plan(problem), day, kind)


def origin_of(athlete: Athlete, standing: Standing, today: date, kind: Kind, to: date) -> date | None:
    """Where the next session of that kind stands that could go to `to`: in this week, else in that of `to`."""
    for monday in dict.fromkeys(map(season.monday_of, (today, to))):
        found = plan_week(athlete, standing, monday, today).find(kind)
        if found is not None and found.day >= today and not found.fixed:
            return found.day
    return None


def move(athlete: Athlete, standing: Standing, today: date, kind: Kind, to: date) -> week.MoveOffer:
    """What moving the next session of that kind to `to` would do, in its own week or into a later one."""
    problem = week_problem(athlete, standing, to, today)
    offer = week.move(problem, week.plan(problem), kind, to)
    origin = origin_of(athlete, standing, today, kind, to)
    if origin is None:
        return offer
    own = season.monday_of(origin) == problem.monday
    wanted = upper = None
    if offer.as_wanted is not None or not own:
        wanted = _taken_over(athlete, standing, today, kind, origin, to)
    if wanted is None and kind.strength and (offer.as_upper is not None or not own):
        upper = _taken_over(athlete, standing, today, Kind.UPPER, origin, to)
    breaks = offer.breaks if own or wanted is None else ()
    return week.MoveOffer(breaks or (() if wanted else (reason("not_planned", kind.value),)), wanted, upper)


def _taken_over(
    athlete: Athlete, standing: Standing, today: date, kind: Kind, origin: date, to: date
) -> week.Offer | None:
    """A session taken to `to`, with what becomes of its week and of the other one; None where it does not stand there.

    Nothing else may be given up for it; only U stands in the place of a strength session.
    """
    moved = replace(standing, moves=(*standing.moves, Move(kind.value, origin, to)))
    mondays = sorted({season.monday_of(origin), season.monday_of(to)})
    before, after = ([plan_week(athlete, one, monday, today) for monday in mondays] for one in (standing, moved))
    fewer = kind is not Kind.UPPER and len(after[-1].strength) < len(before[-1].strength)
    if after[-1].on(to).slot is not kind or fewer:
        return None
    changes = tuple(one for old, new in zip(before, after, strict=True) for one in week.changed(old, new))
    return week.Offer(to, kind, week_problem(athlete, moved, to, today), after[-1], changes)
