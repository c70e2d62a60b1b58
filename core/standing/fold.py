"""The fold: one entry of the diary further."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from core import diary, milestones
from core.diary import Entry
from core.records import replace
from core.session import Status, from_json as session_from_json
from core.standing.body import with_clearance, with_felt, with_flag
from core.standing.memory import Answer, Morning, Period, Result, RunDone, RunOn, Swap
from core.standing.sessions import past_changed, prescribed, with_gone, with_move, with_report
from core.standing.state import Standing

RUN_DAYS, READINESS_DAYS = 70, 35
PERIODS = 150
"""Trips, and deloads asked for: the season counts its weeks by all of them, so one a week for nearly three years."""
MOST_RUNS = 150
"""Two a day in `RUN_DAYS`: a bound for a runner who sends a file a minute."""


class ReplayNeeded(Exception):
    """An entry that is already folded was taken back: read the whole diary again."""


def read(entries: Iterable[Entry], after: Standing | None = None) -> Standing:
    """Folds entries in their order onto `after` (or nothing). Raises ReplayNeeded as `advance` does."""
    listed = list(entries)
    taken_back = diary.taken_back(listed)
    standing = after or Standing()
    if any(number <= standing.n for number in taken_back):
        raise ReplayNeeded
    for entry in listed:
        if isinstance(entry, diary.Undone) or (entry.n and entry.n in taken_back):
            standing = replace(standing, n=max(standing.n, entry.n))
        else:
            standing = advance(standing, entry)
    return standing


def advance(standing: Standing, entry: Entry) -> Standing:
    """One entry further. Raises ReplayNeeded where the entry takes back one that is already in."""
    match entry:
        case diary.Undone():
            if entry.entry <= standing.n:
                raise ReplayNeeded
        case diary.Joined():
            if standing.joined is None:
                standing = replace(standing, joined=entry.day)
        case diary.Prescribed():
            standing = prescribed(standing, session_from_json(entry.session, explained=False))
        case diary.Started():
            standing = past_changed(standing, entry.session, started=True)
        case diary.Report():
            standing = with_report(standing, entry)
        case diary.Skipped():
            gone = Status.MOVED if entry.reason == diary.REPLANNED else Status.SKIPPED
            standing = with_gone(standing, entry.session, gone)
            if entry.reason == "choice":
                standing = replace(standing, skipped_by_choice=entry.day)
        case diary.Moved():
            standing = with_move(standing, entry)
        case diary.Swapped():
            kept = tuple(
                one for one in standing.swaps if (one.exercise, one.session) != (entry.exercise, entry.session)
            )
            of_a_day = [one for one in kept if one.session is not None][:-40]
            kept = tuple(one for one in kept if one not in of_a_day)
            standing = replace(standing, swaps=(*kept, Swap(entry.exercise, entry.to, entry.session)))
        case diary.Shortened():
            kept_short = tuple(one for one in standing.short if one[0] != entry.session)[-20:]
            added = () if entry.minutes is None else ((entry.session, entry.minutes),)
            standing = replace(standing, short=kept_short + added)
        case diary.Felt():
            standing = with_felt(standing, entry)
        case diary.Agreed():
            standing = _answer(standing, Answer(entry.what, entry.day, entry.yes, entry.region))
        case diary.Asked():
            standing = _answer(standing, Answer(entry.what, entry.day, entry.yes))
        case diary.Flagged():
            standing = with_flag(standing, entry)
        case diary.Cleared():
            standing = with_clearance(standing, entry)
        case diary.Readiness():
            standing = _readiness(standing, entry)
        case diary.Deloaded():
            end = entry.start + timedelta(days=entry.days - 1)
            period = Period(entry.start, end, entry.cause, entry.scope)
            standing = replace(standing, deloads=(*standing.deloads, period)[-PERIODS:])
        case diary.DeloadEnded():
            begun = (one for one in standing.deloads if one.start <= entry.day)
            standing = replace(standing, deloads=tuple([_ended(one, entry.day) for one in begun]))
        case diary.Away():
            trip = Period(
                entry.start, entry.until, entry.why, "all", entry.fever, entry.below_neck, entry.chest, entry.place
            )
            beside = tuple(one for told in standing.away for one in _beside(told, trip, entry.day))
            standing = replace(standing, away=(*_closed(beside, entry.start), trip)[-PERIODS:])
        case diary.Back():
            standing = replace(standing, away=_closed(standing.away, entry.day, well=True))
        case diary.Ran():
            tally = milestones.ran(standing.tally, entry.km, run_key(entry))
            standing = replace(standing, runs=_recent_runs(standing.runs, entry), tally=tally)
        case diary.RunPlanned():
            plans = tuple(one for one in standing.run_plans if one.on != entry.on and (entry.day - one.on).days <= 21)
            standing = replace(
                standing, run_plans=(*plans, RunOn(entry.on, entry.kind, entry.km, entry.minutes))[-120:]
            )
        case diary.Weighed():
            standing = replace(standing, weighed={**standing.weighed, entry.exercise: entry.kg})
        case diary.Tested():
            result = Result(entry.test, entry.side, entry.day, entry.value, entry.submaximal, entry.pain)
            same = [one for one in standing.results if (one.test, one.side) == (entry.test, entry.side)]
            others = tuple(one for one in standing.results if (one.test, one.side) != (entry.test, entry.side))
            standing = replace(standing, results=others + tuple(same[-4:]) + (result,))
        case _:
            pass
    return replace(standing, n=max(standing.n, entry.n))


def run_key(entry: diary.Ran) -> str:
    """What a milestone says that it was reached by."""
    return f"run {entry.n}"


def _recent_runs(runs: tuple[RunDone, ...], entry: diary.Ran) -> tuple[RunDone, ...]:
    """By their days, so that recordings of long ago, sent today, neither stay in mind nor push others out."""
    newest = max([entry.day, *(one.day for one in runs)])
    every = (*runs, RunDone(entry.day, entry.km, entry.minutes, entry.kind, entry.effort, entry.start))
    kept = (one for one in every if (newest - one.day).days <= RUN_DAYS)
    return tuple(sorted(kept, key=lambda one: one.day))[-MOST_RUNS:]


def _readiness(standing: Standing, entry: diary.Readiness) -> Standing:
    same = next((one for one in standing.mornings if one.day == entry.day), Morning(entry.day))
    said = {
        name: getattr(entry, name)
        for name in ("sleep_h", "sleep", "fatigue", "stress", "soreness", "hrv", "resting_pulse", "food", "drink")
        if getattr(entry, name) is not None
    }
    recent = tuple(
        one for one in standing.mornings if one.day != entry.day and (entry.day - one.day).days <= READINESS_DAYS
    )
    return replace(standing, mornings=(*recent, replace(same, **said)))


def _answer(standing: Standing, answer: Answer) -> Standing:
    kept = tuple(one for one in standing.answers if (one.what, one.region) != (answer.what, answer.region))
    return replace(standing, answers=(*kept, answer)[-60:])


def _closed(periods: tuple[Period, ...], day: date, *, well: bool = False) -> tuple[Period, ...]:
    """What runs ends the day before; what had only just begun never was. A fever of a few hours was: "well" starts its
    clock (3.7), so it stays as a period without a day.
    """
    ended = ((one, _ended(one, day)) for one in periods)
    return tuple(
        now for was, now in ended if now.end is None or now.end >= now.start or now is was or (well and now.deep)
    )


def _beside(told: Period, trip: Period, day: date) -> tuple[Period, ...]:
    """What stays of days still to come once `trip` is told: of one absence the later word counts."""
    if told.start <= day or trip.end is None or told.start > trip.end:
        return (told,)
    if told.why == trip.why:
        return () if told.end is None or told.end >= trip.start else (told,)
    if told.start < trip.start:
        return (told,)
    rest = replace(told, start=trip.end + timedelta(days=1))
    return (rest,) if rest.end is None or rest.end >= rest.start else ()


def _ended(period: Period, day: date) -> Period:
    """A period that still runs ends the day before `day`."""
    if period.start <= day and (period.end is None or period.end >= day):
        return replace(period, end=day - timedelta(days=1))
    return period
