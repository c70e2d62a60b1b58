"""The week that a day lies in: what stands, what is wanted, and where the sessions go."""

from __future__ import annotations

from datetime import date, timedelta

from core import assessment, races, season, week
from core.athlete import Athlete
from core.reasons import Reason
from core.session import Kind, Status
from core.standing import Past, Standing


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
    last = tuple([(one.day.weekday(), kind) for one, kind in recent if one.day < monday])
    age = athlete.age(day)
    first = max(monday, start)
    return week.WeekProblem(
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


def test_day(athlete: Athlete, standing: Standing, today: date) -> date | None:
    """The next day within two weeks on which the full tests fit as the weeks stand, strength still to come included."""
    coming = [today + timedelta(days=number) for number in range(15)]
    mondays = {season.monday_of(one) for one in coming}
    weeks = {monday: plan_week(athlete, standing, monday, today) for monday in mondays}
    slots = {one: weeks[season.monday_of(one)].on(one).slot for one in coming}
    strength = [one for one, kind in slots.items() if kind is not None and kind.strength]
    return next((one for one in coming[1:] if assessment.suits(athlete, standing, one, strength)), None)


def why_not(athlete: Athlete, standing: Standing, today: date, day: date, kind: Kind) -> tuple[Reason, ...]:
    """Why a session does not stand on that day."""
    problem = week_problem(athlete, standing, day, today)
    return week.why_not(problem, week.plan(problem), day, kind)


def move(athlete: Athlete, standing: Standing, today: date, kind: Kind, to: date) -> week.MoveOffer:
    """What moving a session within its week would do."""
    problem = week_problem(athlete, standing, to, today)
    return week.move(problem, week.plan(problem), kind, to)
