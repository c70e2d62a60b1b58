"""The day's card: the morning message, starting, a shorter version, swapping, skipping, and the morning's one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from adapters.messages import BLANK, Button, Card, Line, Rows, Style, Tone, line, mono, quiet, strong
from bot import cards, phrases
from bot.dialogue import Ask, Dialogue, Later, Out, Reply, Turn
from bot.dialogues import questions
from bot.dialogues.common import (
    RATE_WITHIN_DAYS,
    advanced,
    athlete_of,
    day_card,
    effect,
    in_rows,
    next_line,
    next_session,
    prescribed_today,
    question,
    say,
    text,
    then,
    toast,
    undo_button,
    with_next,
)
from core import diary, pain, planner
from core.athlete import Athlete
from core.body import Region, Side
from core.catalogue import catalogue
from core.diary import Entry
from core.session import Kind, Light, Phase, Session, Status, to_json
from core.standing import Past

SKIP_REASONS = ("time", "tired", "sick", "pain", "choice")
BANDS = {"0": 0.0, "1-2": 2.0, "3-5": 4.0, "6+": 6.0}
"""What each button of the morning question stands for; the middle of a band, its top where that is the stricter."""

MOVABLE = (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.TECHNIQUE, Kind.UPPER)


def plan(turn: Turn) -> planner.Day:
    return planner.plan_day(athlete_of(turn), turn.standing, turn.today)


def show(
    turn: Turn, *, fresh: bool = True, silent: bool = True, notes: Sequence[str] = ()
) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """Today's card as it stands now, with the entries that sending it writes."""
    standing = turn.standing
    past = standing.on(turn.today)
    if past is not None and (past.done or past.status is Status.SKIPPED):
        return (_finished(turn, past.done),), ()
    day = plan(turn)
    if day.session is None:
        return (_rest(turn, day),), ()
    entries = _prescription(turn, day.session)
    return (_card(then(turn, entries), day.session, fresh=fresh, silent=silent, notes=notes),), entries


def again(turn: Turn) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """Today's card planned afresh and edited in place, where one stands and is not done."""
    past = turn.standing.on(turn.today)
    if past is None or past.done or past.started or past.status is Status.SKIPPED:
        return (), ()
    return show(turn, fresh=False)


def _prescription(turn: Turn, session: Session) -> tuple[Entry, ...]:
    """The prescription as an entry, unless just this one was sent already."""
    sent = prescribed_today(turn)
    if sent is not None and replace(sent, receipt=None) == replace(session, receipt=None):
        return ()
    return (diary.Prescribed(at=turn.now, day=turn.today, session=to_json(session)),)


def _card(
    turn: Turn,
    session: Session,
    *,
    fresh: bool = False,
    silent: bool = True,
    notes: Sequence[str] = (),
    keep: int | None = None,
) -> Out:
    athlete = athlete_of(turn)
    asked = planner.morning_parts(turn.standing, turn.today)
    card = cards.session_card(turn.words, athlete, turn.standing, session, _rows(turn, session, asked), notes)
    if asked:
        part = phrases.part(turn.words, asked[0].region, asked[0].side)
        ask_line = line(strong(turn.words("today.echo", part=_capital(part))))
        card = replace(card, lines=(*card.lines, BLANK, ask_line))
    ask = (
        None if keep is not None else Ask("today", {"session": session.id, "day": turn.today.isoformat()}, topic="day")
    )
    return Out(card, ask=ask, keep=keep, card=day_card(turn.today), fresh=fresh, silent=silent)


def _capital(text_: str) -> str:
    return text_[:1].upper() + text_[1:]


def _rows(turn: Turn, session: Session, asked: Sequence[pain.Trouble]) -> Rows:
    words = turn.words
    rows: list[tuple[Button, ...]] = []
    waiting = _unrated(turn)
    if waiting is not None:
        label = words(
            "button.rate_late", kind=phrases.kind(words, waiting.kind), day=phrases.weekday(words, waiting.day)
        )
        rows.append((Button(label, f"rate.{waiting.id}"),))
    if asked:
        key = f"echo.{asked[0].region.value}:{asked[0].side.value}:"
        rows.append(tuple(Button(words(f"echo.{band}"), f"{key}{band}") for band in BANDS))
    if session.kind in (Kind.MOBILITY, Kind.MICRO):
        rows.append((Button(words("button.done"), "done"), Button(words("button.skip"), "skip"), _why(turn)))
        return tuple(rows)
    first = [Button(words("button.start"), "go", Style.PRIMARY)]
    if session.working_sets:
        if session.shortened is None:
            first += [Button(words("button.min", n=n), f"short.{n}") for n in (10, 20) if session.minutes > n]
        else:
            first.append(Button(words("button.full"), "short.0"))
    rows.append(tuple(first))
    second = [Button(words("button.swap"), "swap")] if session.working_sets else []
    if session.kind in MOVABLE:
        second.append(Button(words("button.move"), "move"))
    rows.append((*second, Button(words("button.skip"), "skip"), _why(turn)))
    return tuple(rows)


def _why(turn: Turn) -> Button:
    return Button(turn.words("button.why"), "why.")


def _rest(turn: Turn, day: planner.Day) -> Out:
    """A day without a session: said plainly, with what comes next."""
    words = turn.words
    athlete = athlete_of(turn)
    title = f"{phrases.date_text(words, turn.today)} · {words('today.rest.title')}"
    lines: list[Line] = []
    if day.reading.stop or (day.reading.light is Light.BACK_OFF and day.reading.reasons):
        lines += [line(one) for one in phrases.reasons(words, day.reading.reasons, turn.today)]
    else:
        run = athlete.run_on(turn.today)
        lines.append(line(words(f"today.rest.{run.kind.value}")))
    data = cards.data(words, None, day.reading.light)
    return question(turn, title, with_next(turn, lines), _rest_rows(turn), card=day_card(turn.today), data=data)


def _rest_rows(turn: Turn) -> Rows:
    return ((Button(turn.words("button.week"), "week.0"), Button(turn.words("button.mobility"), "loosen")),)


def _finished(turn: Turn, done: bool) -> Out:
    words = turn.words
    title = f"{phrases.date_text(words, turn.today)} · {words('today.done.title' if done else 'today.skipped.title')}"
    past = turn.standing.on(turn.today)
    lines: list[Line] = []
    rows: list[tuple[Button, ...]] = []
    if past is not None and done:
        if past.effort is None:
            lines.append(line(words("today.done.unrated")))
            rows.append((Button(words("button.rate"), f"rate.{past.id}", Style.PRIMARY),))
        else:
            lines.append(line(words("today.done.rated", effort=phrases.number(past.effort))))
    rows.append((Button(words("button.week"), "week.0"),))
    return question(turn, title, with_next(turn, lines), tuple(rows), card=day_card(turn.today))


# --- due ---------------------------------------------------------------------------------------------------------


async def morning(turn: Turn) -> Reply:
    """The morning of a training day. Nothing to send on a day without one, unless the daily mobility was asked for."""
    athlete = athlete_of(turn)
    past = turn.standing.on(turn.today)
    if athlete.paused:
        return Reply()
    if past is not None and (past.done or past.status is Status.SKIPPED or prescribed_today(turn) is not None):
        return Reply()
    day = plan(turn)
    notes = _notes(turn)
    if day.session is None:
        return _quiet_morning(turn, athlete, day, notes)
    entries = _prescription(turn, day.session)
    out = _card(then(turn, entries), day.session, fresh=True, silent=False, notes=notes)
    return Reply(outs=(out,), entries=entries, later=(*_evening(turn, athlete, day.session),))


def _quiet_morning(turn: Turn, athlete: Athlete, day: planner.Day, notes: Sequence[str]) -> Reply:
    if not athlete.daily_mobility or day.reading.stop:
        return Reply()
    title = f"{phrases.date_text(turn.words, turn.today)} · {turn.words('today.mobility.title')}"
    lines = [*(line(one) for one in notes), *_mobility_lines(turn)]
    return Reply(outs=(replace(question(turn, title, lines, (), card=day_card(turn.today)), fresh=True, silent=False),))


def _mobility_lines(turn: Turn) -> list[Line]:
    """The daily dose for ankle, hip and thoracic spine."""
    out = []
    for name in ("dorsi", "hipflex", "hip9090", "thoracic"):
        exercise = catalogue()[name]
        out.append(
            line(
                mono(phrases.exercise(turn.words, name)),
                mono(turn.words("amount.reps.side", sets=1, amount=exercise.low)),
            )
        )
    return out


def _notes(turn: Turn) -> list[str]:
    """What the card says first: that it is late, and that an earlier session still waits for its answer."""
    notes = []
    late = turn.data.get("late_minutes")
    if isinstance(late, int | float) and late >= 60:
        notes.append(turn.words("today.late"))
    return notes


def _unrated(turn: Turn) -> Past | None:
    """The last session before today that still waits for its answer: asked as a row of this morning's card."""
    for past in reversed(turn.standing.past):
        age = (turn.today - past.day).days
        if age > RATE_WITHIN_DAYS:
            break
        asked = past.kind not in (Kind.MOBILITY, Kind.MICRO) and past.status not in (Status.SKIPPED, Status.MOVED)
        if age > 0 and asked:
            return past if past.effort is None else None
    return None


def _evening(turn: Turn, athlete: Athlete, session: Session) -> tuple[Later, ...]:
    """The evening question for a session that nobody answered; a mobility day asks nothing.

    Silence stops the questions, not the mornings: after three unanswered sessions it comes once a week.
    """
    if session.kind in (Kind.MOBILITY, Kind.MICRO) or (silent_for(turn) >= 3 and _asked_this_week(turn)):
        return ()
    at = datetime.combine(turn.today, athlete.evening, ZoneInfo(athlete.zone))
    if at <= turn.now:
        return ()
    due, last = at.astimezone(UTC), (at + timedelta(hours=2)).astimezone(UTC)
    return (Later("evening", due, last, {"session": session.id}, f"evening:{turn.today}"),)


def _asked_this_week(turn: Turn) -> bool:
    return any(one.what == "evening" and (turn.today - one.day).days < 7 for one in turn.standing.answers)


def silent_for(turn: Turn) -> int:
    """How many sessions in a row have no answer, today's not counted."""
    count = 0
    for past in reversed(turn.standing.past):
        if past.day >= turn.today or past.kind in (Kind.MOBILITY, Kind.MICRO) or past.status is Status.MOVED:
            continue
        if past.effort is not None or past.status is Status.SKIPPED:
            break
        count += 1
    return count


# --- the card's buttons ------------------------------------------------------------------------------------------


async def today(turn: Turn) -> Reply:
    outs, entries = show(turn)
    later: tuple[Later, ...] = ()
    if entries:
        session = prescribed_today(then(turn, entries))
        later = _evening(turn, athlete_of(turn), session) if session is not None else ()
    return Reply(outs=outs, entries=entries, later=later)


async def go(turn: Turn) -> Reply:
    """Training has begun: the card becomes the plan to train from, with how each exercise is done."""
    session = prescribed_today(turn)
    if session is None or not _current(turn, session):
        return await today(turn)
    entries = (diary.Started(at=turn.now, day=turn.today, session=session.id),)
    return Reply(outs=(_training(turn, session),), entries=entries)


def _training(turn: Turn, session: Session) -> Out:
    words, athlete = turn.words, athlete_of(turn)
    lines: list[Line] = []
    breathe = False
    for phase in (Phase.WARMUP, None, Phase.COOLDOWN):
        items = [
            one
            for one in session.items
            if (one.phase is phase if phase is not None else one.phase not in (Phase.WARMUP, Phase.COOLDOWN))
        ]
        if not items:
            continue
        if phase is not None:
            names = " · ".join(cards.small(words, one) for one in items)
            lines += [BLANK, line(strong(words(f"train.{phase.value}")), " ", names)]
            continue
        for number, item in enumerate(items, 1):
            name = phrases.exercise(words, item.exercise)
            dose = phrases.dose(words, athlete, item.dose, item.sided)
            lines += [BLANK, line(strong(f"{number}  {name}"))]
            parts = [dose]
            if item.dose.tempo is not None:
                parts.append(words("train.tempo", tempo=phrases.tempo(item.dose)))
            if item.dose.rest and item.working_sets:
                parts.append(words("train.rest", seconds=item.dose.rest))
            lines.append(line(" · ".join(parts)))
            lines.append(line(quiet(words(f"exercise.{item.exercise}.cue"))))
            breathe = breathe or item.phase is Phase.MAIN or item.dose.unit == "seconds"
    if breathe:
        lines += [BLANK, line(quiet(words("cue.breathe")))]
    effort = words("card.effort", low=phrases.number(session.target[0]), high=phrases.number(session.target[1]))
    rows: Rows = (
        (Button(words("button.done"), "done", Style.PRIMARY), Button(words("button.stopped"), "stopped")),
        (Button(words("button.how"), "how"), Button(words("button.back"), "back")),
    )
    title = f"{phrases.kind(words, session.kind)} · {words('card.minutes', minutes=session.minutes)}"
    card = Card(
        title=title,
        lines=tuple(lines[1:] if lines and lines[0] == BLANK else lines),
        footer=effort,
        tone=cards.TONES[session.light],
        rows=rows,
        data=cards.data(words, session),
    )
    return Out(
        card,
        keep=turn.prompt.id if turn.prompt else None,
        ask=None if turn.prompt else _ask(turn, session),
        card=day_card(turn.today),
    )


def _ask(turn: Turn, session: Session) -> Ask:
    return Ask("today", {"session": session.id, "day": turn.today.isoformat()}, topic="day")


def _current(turn: Turn, session: Session) -> bool:
    """Whether the card that was pressed is of the session that stands."""
    return turn.prompt is None or turn.prompt.data.get("day") == turn.today.isoformat()


async def back(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None:
        return await today(turn)
    return Reply(outs=(_card(turn, session, keep=turn.prompt.id if turn.prompt else None),))


async def how(turn: Turn) -> Reply:
    """How every exercise of today is done, in plain words; one message, asked for."""
    session = prescribed_today(turn)
    if session is None:
        return await today(turn)
    lines: list[Line] = []
    for item in session.items:
        if item.phase in (Phase.WARMUP, Phase.COOLDOWN):
            continue
        lines += [
            line(strong(phrases.exercise(turn.words, item.exercise))),
            line(turn.words(f"exercise.{item.exercise}.how")),
            BLANK,
        ]
    return Reply(outs=(Out(Card(title=turn.words("how.title"), lines=tuple(lines[:-1]))),))


def _replanned(turn: Turn, entries: Sequence[Entry], notes: Sequence[str] = ()) -> Reply:
    """The card planned afresh after these entries, edited in place."""
    standing = advanced(turn, entries)
    session = planner.plan_day(athlete_of(turn), standing, turn.today).session
    changed = then(turn, entries)
    if session is None:
        return Reply(outs=(_rest(changed, plan(changed)),), entries=tuple(entries))
    sent = _prescription(changed, session)
    out = _card(then(changed, sent), session, notes=notes, keep=turn.prompt.id if turn.prompt else None)
    return Reply(outs=(out,), entries=(*entries, *sent))


async def short(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or not _current(turn, session) or turn.option not in ("0", "10", "20", "30"):
        return await today(turn)
    minutes = int(turn.option) or None
    entry = diary.Shortened(at=turn.now, day=turn.today, session=session.id, minutes=minutes)
    return _replanned(turn, (entry,))


async def echo(turn: Turn) -> Reply:
    """The morning's answer about one part, which re-plans this very card."""
    try:
        where, side, band = turn.option.split(":")
        region, score = Region(where), BANDS[band]
        sides = Side(side)
    except (ValueError, KeyError):
        return toast(turn, "engine.unknown_button")
    if turn.prompt is not None and turn.prompt.data.get("day") != turn.today.isoformat():
        return await today(turn)
    part = turn.standing.parts.get(f"{region.value}:{sides.value}")
    if part is None:
        return toast(turn, "engine.stale")
    entry = diary.Felt(
        at=turn.now, day=turn.today, region=region, side=sides, score=score, what=part.what, when="morning"
    )
    name = phrases.part(turn.words, region, sides)
    note = turn.words(f"echo.noted.{_severity(score)}", part=_capital(name), band=turn.words(f"echo.{band}"))
    reply = _replanned(turn, (entry,), (note,))
    if score >= 6:
        more = questions.after_pain(then(turn, reply.entries), region, sides, score, part.what)
        reply = replace(reply, outs=(*reply.outs, *more))
    return reply


def _severity(score: float) -> str:
    return "red" if score >= 6 else "amber" if score >= 3 else "calm"


# --- swap --------------------------------------------------------------------------------------------------------


async def swap(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or not _current(turn, session):
        return await today(turn)
    words = turn.words
    items = [one for one in session.items if one.working_sets]
    buttons = [Button(phrases.exercise(words, one.exercise), f"swapout.{one.exercise}") for one in items]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "back"),))
    out = question(
        turn, words("swap.title"), (line(words("swap.which")),), rows, card=day_card(turn.today), keep=_kept(turn)
    )
    return Reply(outs=(out,))


def _kept(turn: Turn) -> int | None:
    return turn.prompt.id if turn.prompt is not None else None


async def swap_out(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    item = session.item(turn.option) if session is not None else None
    if session is None or item is None:
        return await swap(turn)
    words = turn.words
    choices = planner.alternatives(planner.today_of(athlete_of(turn), turn.standing, turn.today), session, item)
    if not choices:
        return toast(turn, "swap.none", name=phrases.exercise(words, item.exercise))
    buttons = [Button(phrases.exercise(words, one.id), f"swapin.{item.exercise}:{one.id}") for one in choices]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "swap"),))
    lines = (
        line(words("swap.for", name=phrases.lower_first(phrases.exercise(words, item.exercise)))),
        line(quiet(words("swap.note"))),
    )
    return Reply(outs=(question(turn, words("swap.title"), lines, rows, card=day_card(turn.today), keep=_kept(turn)),))


async def swap_in(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    old, _, new = turn.option.partition(":")
    if session is None or session.item(old) is None or new not in catalogue().by_id:
        return await today(turn)
    entry = diary.Swapped(at=turn.now, day=turn.today, exercise=old, to=new, session=session.id)
    note = turn.words(
        "swap.done",
        old=phrases.lower_first(phrases.exercise(turn.words, old)),
        new=phrases.lower_first(phrases.exercise(turn.words, new)),
    )
    return _replanned(turn, (entry,), (note,))


# --- skip --------------------------------------------------------------------------------------------------------


async def skip(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or not _current(turn, session):
        return await today(turn)
    words = turn.words
    buttons = [Button(words(f"skip.{one}"), f"skipped.{one}") for one in SKIP_REASONS]
    rows = (*in_rows(buttons, 3), (Button(words("button.back"), "back"),))
    lines = (line(words("skip.why")), line(quiet(words("skip.note"))))
    return Reply(outs=(question(turn, words("skip.title"), lines, rows, card=day_card(turn.today), keep=_kept(turn)),))


async def skipped(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or turn.option not in SKIP_REASONS:
        return await today(turn)
    return skip_session(turn, session.id, turn.option)


def skip_session(turn: Turn, session_id: str, why: str) -> Reply:
    """Writes the skip, says what follows, and asks on where the reason asks for it."""
    words = turn.words
    entries: list[Entry] = [diary.Skipped(at=turn.now, day=turn.today, session=session_id, reason=why)]
    if why == "sick":
        entries.append(diary.Away(at=turn.now, day=turn.today, why="illness", start=turn.today))
    lines = [line(words(f"skip.said.{why}"))]
    rows: list[tuple[Button, ...]] = []
    free = _free_day(turn, session_id) if why in ("time", "tired") else None
    if free is not None:
        day = phrases.near_day(words, free[1], turn.today)
        lines.append(line(words("skip.move_offer", day=day)))
        rows.append((Button(words("button.move_to", day=day), f"moveto.{free[0]}:{free[1].isoformat()}"),))
    if why == "pain":
        rows.append((Button(words("button.where"), "hurts"),))
    if why == "sick":
        rows.append((Button(words("sick.fever"), "sick.fever"), Button(words("sick.well"), "sick.well")))
    rows.append((undo_button(turn, entries), Button(words("button.week"), "week.0")))
    after = then(turn, entries)
    title = f"{phrases.date_text(words, turn.today)} · {words('today.skipped.title')}"
    body = with_next(after, lines, after.standing)
    out = question(turn, title, body, tuple(rows), card=day_card(turn.today), tone=Tone.NEUTRAL)
    return Reply(outs=(out,), entries=tuple(entries))


def _free_day(turn: Turn, session_id: str) -> tuple[str, Any] | None:
    """Where a missed session may go: one of the next two days of its week, by the rules of the week (8)."""
    past = turn.standing.session(session_id)
    if past is None or past.kind not in MOVABLE:
        return None
    for ahead in (1, 2):
        to = turn.today + timedelta(days=ahead)
        if to.isocalendar()[:2] != turn.today.isocalendar()[:2]:
            break
        offer = planner.move(athlete_of(turn), turn.standing, turn.today, past.kind, to)
        if offer.as_wanted is not None:
            return past.kind.value, to
    return None


async def loosen(turn: Turn) -> Reply:
    """A few minutes of mobility on a day off: shown, not planned."""
    return Reply(
        outs=(
            Out(
                Card(
                    title=turn.words("today.mobility.title"),
                    lines=tuple(_mobility_lines(turn)),
                    footer=turn.words("today.mobility.footer"),
                )
            ),
        )
    )


async def stale(turn: Turn) -> Reply:
    """A press on a card of another day: it says so and shows where today is."""
    return say(turn, "today.stale", rows=((Button(turn.words("button.today"), "today"),),))


async def sick(turn: Turn) -> Reply:
    """How ill, and when well again (rulebook 3.7)."""
    words = turn.words
    if turn.option == "well":
        ill = next((one for one in turn.standing.away if one.why == "illness" and one.holds(turn.today)), None)
        if ill is None:
            return toast(turn, "sick.not_ill")
        entries: tuple[Entry, ...] = (diary.Back(at=turn.now, day=turn.today),)
        lines = [line(words("sick.back")), *effect(turn, entries)]
        return Reply(
            outs=(Out(Card(title=words("sick.title"), lines=tuple(lines), rows=((undo_button(turn, entries),),))),),
            entries=entries,
        )
    fever = diary.Away(at=turn.now, day=turn.today, why="illness", start=turn.today, fever=True, below_neck=True)
    rows = ((Button(words("sick.well"), "sick.well"), undo_button(turn, (fever,))),)
    return Reply(outs=(Out(text(turn, "sick.fever_said", rows)),), entries=(fever,))


DIALOGUE = Dialogue(
    name="today",
    commands={"today": today},
    verbs={
        "today": today, "go": go, "back": back, "how": how, "short": short, "echo": echo, "swap": swap, "swapout": swap_out,
        "swapin": swap_in, "skip": skip, "skipped": skipped, "loosen": loosen, "sick": sick,
    },
    due={"morning": morning},
    stale=dict.fromkeys(("go", "back", "how", "short", "echo", "swap", "swapout", "swapin", "skip", "skipped"), stale),
)  # fmt: skip

__all__ = ["DIALOGUE", "next_line", "next_session", "show", "skip_session"]
