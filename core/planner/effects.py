"""What an answer changes in the sessions to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from core import diary
from core.athlete import Athlete
from core.planner.days import Day, fallen, plan_day
from core.reasons import Reason
from core.records import dataclass, replace
from core.session import Dose, Kind, Session, Status
from core.standing import Morning, Standing, advance, prescribed, without


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs in a coming session.

    `field` says what `before` and `after` are: the `dose` of an exercise, the `exercise` of a slot, an exercise `added`
    or `removed` (its dose), the `light`, whether it is a `deload`, the `kind`, or the whole `session` (its kind, None
    where there is none).
    """

    day: date
    kind: Kind
    exercise: str
    field: str
    before: object
    after: object
    reasons: tuple[Reason, ...] = ()
    slot: str = ""


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
        elif (gone := fallen(standing, found)) is not None:
            standing = without(standing, gone.id)


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

    Both go on only as far as they are asked: showing the next two sessions need not pay for a week and a half.
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
    """What differs between two sessions of one day."""
    day, kind = now.day, now.kind
    if was.kind is not now.kind:
        yield Change(day, kind, "", "kind", was.kind.value, now.kind.value, now.reasons)
    if was.light is not now.light:
        yield Change(day, kind, "", "light", was.light.value, now.light.value, now.reasons)
    if was.deload is not now.deload:
        yield Change(day, kind, "", "deload", was.deload, now.deload, now.reasons)
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
