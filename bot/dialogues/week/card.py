"""Seven lines in fixed order, and the loads beside last week's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Line, Rows, line, quiet, row
from bot import phrases
from bot.cards.placed import gave_way
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.away import card as away
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.race import words as race_words
from bot.dialogues.runs import running, words as runs_words
from bot.dialogues.shared.common import athlete_of, question
from bot.dialogues.week import deload, room, wishes
from bot.words import Words
from core import milestones, planner, season
from core.athlete import RunKind
from core.session import Session, Status
from core.standing import Past, Standing, expired
from core.week import DayPlan, WeekPlan

STATES = {
    Status.DONE: "done", Status.PARTLY: "partly", Status.SKIPPED: "skipped", Status.UNKNOWN: "unknown",
    Status.SENT: "sent", Status.EXPIRED: "expired",
}  # fmt: skip
MOST_WEEKS = 2
"""How far ahead the arrows go; a plan further out would only be a guess."""


def card(turn: Turn, offset: int = 0, notes: Sequence[str] = ()) -> Out:
    words = turn.words
    monday = season.monday_of(turn.today) + timedelta(days=7 * offset)
    placed = planner.plan_week(athlete_of(turn), turn.standing, monday, turn.today)
    sessions = ahead(turn, monday)
    lines: list[Line] = [line(one) for one in notes]
    lines += lines_of(turn, placed, sessions)
    lines += [BLANK, line(_totals(turn, monday, placed, sessions))]
    race = race_words.countdown_line(turn, max(monday, turn.today)) if offset >= 0 else ""
    lines += [line(race)] if race else []
    lines += [line(one) for one in _eased(turn, monday)]
    said = (*remarks(turn, placed, sessions.values()), *wishes.unkept(turn, placed)) if offset >= 0 else ()
    lines += [line(quiet(one)) for one in said]
    short = room.remark(turn, sessions.values()) if offset == 0 else ""
    lines += [line(quiet(short))] if short else []
    # What is empty or light for a red flag's sake says so.
    lines += [*episode_card.flags(turn), *running.leave_out(turn, named=True)] if offset >= 0 else []
    lines += [line(one) for one in _journeys(turn, monday)]
    tally = turn.standing.tally
    if offset == 0 and tally.weeks > 2 and milestones.unbroken(tally, monday, turn.standing.was_away):
        lines.append(line(quiet(words("week.streak", n=tally.weeks))))
    where = season.position(athlete_of(turn), turn.standing, max(monday, turn.today) if offset == 0 else monday)
    block = phrases.block(words, where.block, where.phase, where.deload)
    title = words("week.title", day=phrases.date_text(words, monday), week=where.week, weeks=where.weeks, block=block)
    ask = Ask("week", {"offset": offset}, topic="week", lasts=timedelta(days=8))
    return question(title, lines, _rows(turn, offset), ask, card="week")


def opens(turn: Turn) -> int:
    """How many weeks ahead `/week` opens: a runner who joined when this week held nothing more looks at the next."""
    monday = season.monday_of(turn.today)
    joined = turn.standing.joined
    new = joined is not None and joined >= monday and not any(one.day >= monday for one in turn.standing.past)
    return int(new and not ahead(turn, monday))


def _eased(turn: Turn, monday: date) -> list[str]:
    """The deload that the runner took, in the weeks that it touches."""
    now = deload.taken(turn)
    touches = now is not None and now.start < monday + timedelta(days=7) and (now.end or now.start) >= monday
    return [deload.told(turn, now)] if now is not None and touches else []


def _journeys(turn: Turn, monday: date) -> list[str]:
    """With which kit the days of a journey are planned, in the weeks that it touches."""
    first = max(monday, turn.today)
    days = [first + timedelta(days=number) for number in range(7 - first.weekday())]
    trips = (one for one in turn.standing.away if not one.rests and any(map(one.holds, days)))
    return [away.kit_there(turn, one) for one in trips]


def _rows(turn: Turn, offset: int) -> Rows:
    words = turn.words
    arrows = []
    if offset > -6:
        arrows.append(Button(words("button.earlier") if athlete_of(turn).plain else "◀", f"week.{offset - 1}"))
    if offset < MOST_WEEKS:
        arrows.append(Button(words("button.later") if athlete_of(turn).plain else "▶", f"week.{offset + 1}"))
    rows: list[tuple[Button, ...]] = []
    if offset == opens(turn):
        first = [
            Button(words("button.accept_all"), "weekok"),
            Button(words("button.move_day"), "moveday"),
            Button(words("button.deload"), "deload"),
        ]
        rows.append(tuple(first))
    rows.append(tuple(arrows))
    return tuple(rows)


def ahead(turn: Turn, monday: date) -> dict[date, Session]:
    """The coming sessions of that week, as they would be if all goes as asked."""
    last = (monday - turn.today).days + 7
    if last <= 0:
        return {}
    found = planner.horizon(athlete_of(turn), turn.standing, turn.today, last)
    return {one.day: one.session for one in found if one.session is not None and one.day >= monday}


def lines_of(turn: Turn, placed: WeekPlan, sessions: dict[date, Session]) -> list[Line]:
    """Day, run, strength, state, light, minutes: the same order every time."""
    return [_day_line(turn, one, sessions.get(one.day)) for one in placed.days]


def _day_line(turn: Turn, plan: DayPlan, session: Session | None) -> Line:
    words = turn.words
    past = _past_on(turn.standing, plan.day, turn.today)
    day = words("week.day", weekday=phrases.weekday(words, plan.day), day=plan.day.day)
    run = _run(turn, plan)
    what, state = "", ""
    if (past is not None and plan.day < turn.today) or (past is not None and past.done):
        what = phrases.kind(words, past.kind)
        state = words(f"week.state.{STATES.get(past.status, 'sent')}")
    elif session is not None:
        what = phrases.kind(words, session.kind)
        when = words("week.evening") if session.place == "evening" else ""
        minutes = words("card.minutes", minutes=session.minutes)
        today = words("week.state.today") if plan.day == turn.today else ""
        state = " ".join(one for one in (minutes, when, today) if one)
    moved = next((one for one in turn.standing.moves if one.origin == plan.day), None)
    if not what and moved is not None and plan.day >= turn.today - timedelta(days=7):
        # Of a strength session that comes as its upper half it is told what left this day.
        left = (one.kind for one in turn.standing.past if one.day == plan.day and one.status is Status.MOVED)
        what, state = (
            phrases.kind(words, next(left, moved.kind)),
            words("week.moved", day=phrases.weekday(words, moved.to)),
        )
    gone = next((one for one in reversed(turn.standing.away) if one.rests and one.holds(plan.day)), None)
    if not what and gone is not None:
        what = words(f"away.name.{gone.why or 'away'}")
    if not what:
        what = words("week.rest") if plan.run == RunKind.REST else ""
    light = ""
    if plan.day == turn.today and session is not None:
        light = phrases.light(words, session.light, athlete_of(turn).plain)
    elif past is not None and plan.day < turn.today:
        light = phrases.light(words, past.light, athlete_of(turn).plain).split()[0]
    tail = " · ".join(one for one in (what, state, light) if one)
    return row(day, run, tail or words("week.none"))


def _past_on(standing: Standing, day: date, today: date) -> Past | None:
    past = standing.on(day)
    return expired(past, today) if past is not None else None


def _run(turn: Turn, plan: DayPlan) -> str:
    """What was run that day, else what is planned."""
    done = [one for one in turn.standing.runs if one.day == plan.day]
    if done:
        return turn.words("runs.done", what=runs_words.all_of(turn, done))
    race = next((one for one in athlete_of(turn).season if one.day == plan.day), None)
    if race is not None:
        return turn.words("week.race", distance=phrases.distance(turn.words, athlete_of(turn), race.km))
    run = planner.planned_run(athlete_of(turn), turn.standing, plan.day)
    return (
        turn.words("week.no_run")
        if run.kind is RunKind.REST or _ill(turn, plan.day)
        else runs_words.plan_text(turn, run)
    )


def _ill(turn: Turn, day: date) -> bool:
    """Whether a day lies in an illness: nothing that was planned for it is run."""
    return any(one.why == "illness" and one.holds(day) for one in turn.standing.away)


def _totals(turn: Turn, monday: date, placed: WeekPlan, sessions: dict[date, Session]) -> str:
    """Strength sets of this week against last week's, and the kilometres."""
    words, athlete = turn.words, athlete_of(turn)
    last = monday - timedelta(days=7)
    sets, before = _sets(turn, monday, sessions), _sets(turn, last, ahead(turn, last))
    parts = [_beside(words, words.plural("week.sets", sets), str(before) if before else "")]
    ran = runs_words.km_between(turn, monday, monday + timedelta(days=6))
    running = [one.day for one in placed.days if not _ill(turn, one.day)]
    km = sum(planner.planned_run(athlete, turn.standing, day).km or 0 for day in running)
    ran_before = runs_words.km_between(turn, last, monday - timedelta(days=1))
    then = phrases.distance(words, athlete, ran_before) if ran_before else ""
    if ran:
        done_text, whole = phrases.distance(words, athlete, ran), phrases.distance(words, athlete, km)
        parts.append(_beside(words, words("week.ran", done=done_text, planned=whole), then))
    elif km:
        # What is planned is held against a week that was noted whole; three runs of five would read as half of it.
        then = then if _noted_whole(turn, last) else ""
        parts.append(_beside(words, words("week.km", distance=phrases.distance(words, athlete, km)), then))
    return " · ".join(parts)


def _sets(turn: Turn, monday: date, sessions: dict[date, Session]) -> int:
    """Strength sets of a week: those that were done, and those that are still to come."""
    week = [one for one in turn.standing.past if monday <= one.day < monday + timedelta(days=7) and one.done]
    done = {one.day for one in week}
    coming = sum(
        one.working_sets for day, one in sessions.items() if day not in done and day < monday + timedelta(days=7)
    )
    return sum(one.working_sets for one in week) + coming


def _noted_whole(turn: Turn, monday: date) -> bool:
    """Whether every run that was planned that week has one that was told."""
    days = (monday + timedelta(days=number) for number in range(7))
    planned = (
        one for one in days if planner.planned_run(athlete_of(turn), turn.standing, one).kind is not RunKind.REST
    )
    noted = {one.day for one in turn.standing.runs}
    return all(one in noted for one in planned)


def _beside(words: Words, now: str, before: str) -> str:
    """ "18 strength sets (16 last week)"."""
    return words("week.beside", now=now, before=before) if before else now


def remarks(turn: Turn, placed: WeekPlan, sessions: Iterable[Session]) -> list[str]:
    """What had to give way, and what is worth saying once."""
    rest = [one.day for one in placed.days if one.day >= turn.today]
    if rest and all(any(trip.rests and trip.holds(day) for trip in turn.standing.away) for day in rest):
        return []
    return gave_way(turn.words, placed, sessions, turn.today)
