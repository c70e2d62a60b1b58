"""`/week`: seven lines in fixed order, the loads beside last week's, moving a day, and "why not Tuesday?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Line, Rows, line, mono, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues import deload, running, snooze
from bot.dialogues.common import advanced, athlete_of, in_rows, question, say, then, toast, undo_button
from bot.dialogues.episodes import card as episode_card
from bot.dialogues.race import words as race_words
from bot.dialogues.runs import words as runs_words
from bot.grammar.text import fold
from core import diary, milestones, planner, season
from core.athlete import WEEKDAYS, RunKind
from core.session import Kind, Session, Status
from core.standing import Past, Standing, expired
from core.week import DayPlan, GiveWay, WeekPlan

STATES = {
    Status.DONE: "done", Status.PARTLY: "partly", Status.SKIPPED: "skipped", Status.UNKNOWN: "unknown",
    Status.SENT: "sent", Status.EXPIRED: "expired",
}  # fmt: skip
MOVABLE = (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.TECHNIQUE, Kind.UPPER)
MOST_WEEKS = 2
"""How far ahead the arrows go; a plan further out would only be a guess."""


async def week(turn: Turn) -> Reply:
    """The week of today, or `◀ ▶` beside it; a question after the command is answered."""
    if turn.text.strip() and turn.event is not None and not turn.option:
        asked = await listen(turn)
        if asked is not None:
            return asked
    offset = int(turn.option) if turn.option.lstrip("-").isdigit() else 0
    offset = max(-6, min(MOST_WEEKS, offset))
    inside = turn.prompt is not None and turn.prompt.kind == "week"
    return Reply(outs=(replace(card(turn, offset), fresh=not inside),))


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
    lines += [line(quiet(one)) for one in _remarks(turn, placed)]
    # What is empty or light for a red flag's sake says so.
    lines += [*episode_card.flags(turn), *running.leave_out(turn)] if offset >= 0 else []
    tally = turn.standing.tally
    if offset == 0 and tally.weeks > 2 and milestones.unbroken(tally, monday, turn.standing.was_away):
        lines.append(line(quiet(words("week.streak", n=tally.weeks))))
    where = season.position(athlete_of(turn), turn.standing, max(monday, turn.today) if offset == 0 else monday)
    block = phrases.block(words, where.block, where.phase, where.deload)
    title = words("week.title", day=phrases.date_text(words, monday), week=where.week, weeks=where.weeks, block=block)
    ask = Ask("week", {"offset": offset}, topic="week", lasts=timedelta(days=8))
    return question(turn, title, lines, _rows(turn, offset), ask, card="week")


def _eased(turn: Turn, monday: date) -> list[str]:
    """The deload that the runner took, in the weeks that it touches."""
    now = deload.taken(turn)
    touches = now is not None and now.start < monday + timedelta(days=7) and (now.end or now.start) >= monday
    return [deload.told(turn, now)] if now is not None and touches else []


def _rows(turn: Turn, offset: int) -> Rows:
    words = turn.words
    arrows = []
    if offset > -6:
        arrows.append(Button("◀", f"week.{offset - 1}"))
    if offset < MOST_WEEKS:
        arrows.append(Button("▶", f"week.{offset + 1}"))
    rows: list[tuple[Button, ...]] = []
    if offset == 0:
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
        what, state = phrases.kind(words, moved.kind), words("week.moved", day=phrases.weekday(words, moved.to))
    away = next((one for one in reversed(turn.standing.away) if one.rests and one.holds(plan.day)), None)
    if not what and away is not None:
        what = words(f"away.name.{away.why or 'away'}")
    if not what:
        what = words("week.rest") if plan.run == RunKind.REST else ""
    light = ""
    if plan.day == turn.today and session is not None:
        light = phrases.light(words, session.light, athlete_of(turn).plain)
    elif past is not None and plan.day < turn.today:
        light = phrases.light(words, past.light, athlete_of(turn).plain).split()[0]
    tail = " · ".join(one for one in (what, state, light) if one)
    return line(mono(day), mono(run), mono(tail or words("week.none")))


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
    done = sum(
        one.working_sets for one in turn.standing.past if monday <= one.day < monday + timedelta(days=7) and one.done
    )
    coming = sum(
        one.working_sets
        for day, one in sessions.items()
        if not ((past := turn.standing.on(day)) is not None and past.done)
    )
    before = sum(one.working_sets for one in turn.standing.past if last <= one.day < monday and one.done)
    parts = [words("week.sets", n=done + coming, before=before) if before else words("week.sets_only", n=done + coming)]
    ran = runs_words.km_between(turn, monday, monday + timedelta(days=6))
    running = [one.day for one in placed.days if not _ill(turn, one.day)]
    km = sum(planner.planned_run(athlete, turn.standing, day).km or 0 for day in running)
    if ran:
        whole = phrases.distance(words, athlete, km)
        parts.append(words("week.ran", done=phrases.distance(words, athlete, ran), planned=whole))
    elif km:
        parts.append(words("week.km", distance=phrases.distance(words, athlete, km)))
    if ran_before := runs_words.km_between(turn, last, monday - timedelta(days=1)):
        parts.append(words("week.ran_before", distance=phrases.distance(words, athlete, ran_before)))
    return " · ".join(parts)


def _remarks(turn: Turn, placed: WeekPlan) -> list[str]:
    """What had to give way, and what is worth saying once."""
    rest = [one.day for one in placed.days if one.day >= turn.today]
    if rest and all(any(trip.rests and trip.holds(day) for trip in turn.standing.away) for day in rest):
        return []
    named = [*placed.given_up, *placed.remarks]
    shown = [one for one in named if one.code not in (GiveWay.MICRO.value,) or placed.strength == ()]
    return list(phrases.reasons(turn.words, shown, turn.today))


async def accept(turn: Turn) -> Reply:
    entry = diary.Asked(at=turn.now, day=turn.today, what="week", yes=True)
    return Reply(outs=toast(turn, "week.accepted").outs, entries=(entry,))


# --- moving ------------------------------------------------------------------------------------------------------


async def move(turn: Turn) -> Reply:
    """Which session, from the day's card (today's) or from the week."""
    past = turn.standing.on(turn.today)
    if past is None or past.done or past.kind not in MOVABLE:
        return await move_day(turn)
    return Reply(outs=(replace(_to_which(turn, past.kind, turn.today), fresh=True),))


async def move_day(turn: Turn) -> Reply:
    """The coming sessions of this week as buttons."""
    words = turn.words
    placed = planner.plan_week(athlete_of(turn), turn.standing, turn.today, turn.today)
    open_days = [
        one for one in placed.days if one.slot in MOVABLE and one.day >= turn.today and not _done(turn, one.day)
    ]
    if not open_days:
        return say(turn, "move.none")
    buttons = [
        Button(
            f"{phrases.weekday(words, one.day)} · {phrases.kind(words, one.slot or Kind.MICRO)}",
            f"movefrom.{one.slot}:{one.day}",
        )
        for one in open_days
    ]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "week.0"),))
    out = question(turn, words("move.title"), (line(words("move.which")),), rows, _ask(turn), card="move")
    return Reply(outs=(replace(out, fresh=True),))


def _ask(turn: Turn) -> Ask:
    return Ask("move", {}, topic="move", lasts=timedelta(days=2))


def _done(turn: Turn, day: date) -> bool:
    past = turn.standing.on(day)
    return past is not None and (past.done or past.status is Status.SKIPPED)


async def move_from(turn: Turn) -> Reply:
    kind, day = _parsed(turn.option)
    if kind is None or day is None:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(_to_which(turn, kind, day),))


def _parsed(option: str) -> tuple[Kind | None, date | None]:
    name, _, iso = option.partition(":")
    try:
        return Kind(name), date.fromisoformat(iso)
    except ValueError:
        return None, None


def _to_which(turn: Turn, kind: Kind, origin: date) -> Out:
    """The days it could go to; those it cannot are named with their reason."""
    words = turn.words
    monday = season.monday_of(origin)
    buttons: list[Button] = []
    lines: list[Line] = [
        line(words("move.where", kind=phrases.kind(words, kind), day=phrases.near_day(words, origin, turn.today)))
    ]
    for number in range(7):
        day = monday + timedelta(days=number)
        if day == origin or day < turn.today:
            continue
        offer = planner.move(athlete_of(turn), turn.standing, turn.today, kind, day)
        label = phrases.weekday(words, day)
        if offer.as_wanted is not None:
            buttons.append(Button(label, f"moveto.{kind.value}:{day}"))
        elif offer.as_upper is not None:
            buttons.append(Button(words("move.as_upper", day=label), f"moveto.{kind.value}:{day}"))
        if offer.breaks and offer.as_wanted is None:
            why = phrases.reason(words, offer.breaks[0], turn.today)
            lines.append(line(quiet(words("move.not", day=label, why=phrases.lower_first(why)))))
    rows = (*in_rows(buttons, 3), (Button(words("button.back"), "week.0"),))
    if origin == turn.today:
        rows = (snooze.buttons(turn), *rows)
    if not buttons:
        lines.append(line(words("move.nowhere")))
    return question(turn, words("move.title"), lines, rows, _ask(turn), card="move")


async def move_to(turn: Turn) -> Reply:
    """Shows what the move changes before it is taken."""
    kind, day = _parsed(turn.option)
    if kind is None or day is None:
        return toast(turn, "engine.unknown_button")
    words = turn.words
    offer = planner.move(athlete_of(turn), turn.standing, turn.today, kind, day)
    chosen = offer.as_wanted or offer.as_upper
    if chosen is None:
        why = phrases.reasons(words, offer.breaks, turn.today)
        return say(turn, "move.refused", why=" ".join(why))
    origin = _origin(turn, kind)
    if origin is None:
        return toast(turn, "move.none")
    lines: list[Line] = [
        line(words("move.preview", kind=phrases.kind(words, chosen.kind), day=phrases.near_day(words, day, turn.today)))
    ]
    for change in chosen.changes:
        before = phrases.kind(words, change.before) if change.before else words("week.rest")
        after = phrases.kind(words, change.after) if change.after else words("week.rest")
        lines.append(line(words("move.change", day=phrases.weekday(words, change.day), before=before, after=after)))
    lines += [line(quiet(one)) for one in phrases.reasons(words, offer.breaks, turn.today)]
    take = Button(words("button.take"), f"moveok.{kind.value}:{origin}:{chosen.kind.value}:{day}")
    out = question(
        turn, words("move.title"), lines, ((take, Button(words("button.leave"), "moveno")),), _ask(turn), card="move"
    )
    return Reply(outs=(out,))


def _origin(turn: Turn, kind: Kind) -> date | None:
    placed = planner.plan_week(athlete_of(turn), turn.standing, turn.today, turn.today)
    found = placed.find(kind)
    past = next(
        (
            one
            for one in reversed(turn.standing.past)
            if one.kind is kind and one.status is Status.SKIPPED and (turn.today - one.day).days <= 2
        ),
        None,
    )
    return found.day if found is not None else past.day if past is not None else None


async def move_ok(turn: Turn) -> Reply:
    parts = turn.option.split(":")
    try:
        kind, origin, as_kind, to = (
            Kind(parts[0]),
            date.fromisoformat(parts[1]),
            Kind(parts[2]),
            date.fromisoformat(parts[3]),
        )
    except (ValueError, IndexError):
        return toast(turn, "engine.unknown_button")
    if to < turn.today or _done(turn, to):
        return toast(turn, "engine.stale")
    entry = diary.Moved(
        at=turn.now, day=turn.today, kind=as_kind.value if as_kind is not kind else kind.value, origin=origin, to=to
    )
    words = turn.words
    after = then(turn, (entry,))
    note = words("move.done", kind=phrases.kind(words, as_kind), day=phrases.near_day(words, to, turn.today))
    placed = planner.plan_week(athlete_of(turn), advanced(turn, (entry,)), turn.today, turn.today)
    lines = [line(note), BLANK, *lines_of(after, placed, ahead(after, season.monday_of(turn.today)))]
    out = question(turn, words("move.title"), lines, ((undo_button(turn),),), card="move")
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    return Reply(outs=(out,), entries=(entry,), close=close)


async def move_no(turn: Turn) -> Reply:
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    out = question(turn, turn.words("move.title"), (line(turn.words("move.left")),), (), card="move")
    return Reply(outs=(out,), close=close)


# --- why not Tuesday? --------------------------------------------------------------------------------------------

_DAYS = {fold(name): number for number, names in enumerate((
    ("monday", "mon"), ("tuesday", "tue", "tues"), ("wednesday", "wed", "weds"), ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
)) for name in names}  # fmt: skip


async def listen(turn: Turn) -> Reply | None:
    """ "why not tuesday?", in any spelling that names a day."""
    said = fold(turn.text).replace("?", " ").split()
    if "why" not in said or not ("not" in said or "isnt" in said):
        return None
    day = next((_DAYS[one] for one in said if one in _DAYS), None)
    if day is None or turn.athlete is None:
        return None
    return Reply(outs=(_why_not(turn, day),))


def _why_not(turn: Turn, weekday: int) -> Out:
    words = turn.words
    monday = season.monday_of(turn.today)
    day = monday + timedelta(days=weekday)
    if day < turn.today:
        day += timedelta(days=7)
    placed = planner.plan_week(athlete_of(turn), turn.standing, day, turn.today)
    here = placed.on(day).slot
    title = words("whynot.title", day=phrases.date_text(words, day))
    if here is not None and here.strength:
        return question(turn, title, (line(words("whynot.is", kind=phrases.kind(words, here))),), ())
    lines: list[Line] = []
    for kind in (Kind.STRENGTH_A, Kind.STRENGTH_B):
        chosen = placed.find(kind)
        if chosen is None:
            continue
        why = planner.why_not(athlete_of(turn), turn.standing, turn.today, day, kind)
        sentences = " ".join(phrases.reasons(words, why, turn.today))
        lines.append(
            line(
                words(
                    "whynot.kind", kind=phrases.kind(words, kind), day=phrases.weekday(words, chosen.day), why=sentences
                )
            )
        )
    return question(turn, title, lines or (line(words("whynot.none")),), ())


DIALOGUE = Dialogue(
    name="week",
    commands={"week": week},
    verbs={
        "week": week, "weekok": accept, "move": move, "moveday": move_day, "movefrom": move_from, "moveto": move_to,
        "moveok": move_ok, "moveno": move_no,
    },
    listens=(listen,),
    stale={"week": week},
)  # fmt: skip

__all__ = ["DIALOGUE", "WEEKDAYS", "card", "lines_of"]
