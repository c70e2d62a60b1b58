"""The day's one live card: what it shows, with which buttons, and how it is planned afresh."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.messages import BLANK, Button, Line, Rows, Style, line, quiet, strong
from bot import phrases
from bot.cards.session import data_of, session_card
from bot.dialogue import Ask, Out, Reply, Turn
from bot.dialogues.away import homeward
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.race import words as race_words
from bot.dialogues.runs import running, words as runs_words
from bot.dialogues.shared.common import (
    advanced,
    athlete_of,
    day_card,
    prescribed_today,
    question,
    score_row,
    then,
    with_next,
)
from bot.dialogues.shared.silence import FLAG, silent_for, unrated
from bot.dialogues.today import morning_questions
from core import assessment, diary, levels, pain, people, planner, reentry
from core.athlete import Athlete, Run, RunKind
from core.diary import Entry
from core.kit import Item
from core.policy import policy
from core.readiness import Reading
from core.reasons import Reason
from core.records import replace
from core.session import Dose, Kind, Light, Session, Status, from_json as session_from_json
from core.standing import Past

NAMED = 3
"""Sessions without an answer that are named by their days, the newest ones."""

SHORTER = (10, 20, 30)
"""Minutes that a session can be cut to; the first two are offered with it."""


def plan(turn: Turn) -> planner.Day:
    return planner.plan_day(athlete_of(turn), turn.standing, turn.today)


def show(
    turn: Turn, *, fresh: bool = True, silent: bool = True, notes: Sequence[str] = ()
) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """Today's card as it stands now, with the entries that sending it writes."""
    standing = turn.standing
    past = standing.on(turn.today)
    if past is not None and (past.done or past.status is Status.SKIPPED):
        return (replace(_finished(turn, past), fresh=fresh),), ()
    stands = as_sent(turn)
    if stands is not None:
        return (day_out(turn, stands, fresh=fresh, silent=silent, notes=notes),), ()
    day = plan(turn)
    if day.session is None:
        gone = _gone(turn, day)
        return (replace(rest_out(then(turn, gone), day), fresh=fresh),), gone
    entries = prescription(turn, day.session)
    return (day_out(then(turn, entries), day.session, fresh=fresh, silent=silent, notes=notes),), entries


def _gone(turn: Turn, day: planner.Day) -> tuple[Entry, ...]:
    """What was sent for today and stands here no more is said in the diary: nobody asks how it was."""
    past = planner.fallen(turn.standing, day)
    if past is None:
        return ()
    return (diary.Skipped(at=turn.now, day=turn.today, session=past.id, reason=diary.REPLANNED),)


def as_sent(turn: Turn) -> Session | None:
    """Today's session as it was sent, where nothing has been told since: planned afresh it would be the same.

    That is what its receipt promises (core/receipts.py), as long as planner and policy are those of then.
    """
    last = turn.recent[-1] if turn.recent else None
    if not isinstance(last, diary.Prescribed) or last.session["date"] != turn.today.isoformat():
        return None
    made = last.session.get("receipt") or {}
    if (made.get("planner"), made.get("policy")) != (planner.VERSION, policy().version):
        return None
    return session_from_json(last.session)


def again(turn: Turn) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """Today's card planned afresh and edited in place, where one stands and is not done."""
    past = turn.standing.on(turn.today)
    if past is None or past.done or past.started or past.status is Status.SKIPPED:
        return (), ()
    return show(turn, fresh=False)


def for_profile(turn: Turn, athlete: Athlete) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """A changed profile as an entry, and today's card planned afresh where that changes it."""
    entries: tuple[Entry, ...] = (diary.Profile(at=turn.now, day=turn.today, athlete=athlete.to_json()),)
    if _shown(turn) == _shown(replace(turn, athlete=athlete)):
        return (), entries
    shown, sent = again(replace(then(turn, entries), athlete=athlete))
    return shown, (*entries, *sent)


def _shown(turn: Turn) -> tuple[Session | None, str]:
    return without_receipt(plan(turn).session), race_words.countdown_line(turn, turn.today)


def without_receipt(session: Session | None) -> Session | None:
    """What the runner sees of a session."""
    return None if session is None else replace(session, receipt=None)


def prescription(turn: Turn, session: Session) -> tuple[Entry, ...]:
    """The prescription as an entry, unless just this one was sent already."""
    sent = prescribed_today(turn)
    if sent is not None and replace(sent, receipt=None) == replace(session, receipt=None):
        return ()
    return (diary.Prescribed(at=turn.now, day=turn.today, session=session.written),)


def day_out(
    turn: Turn,
    session: Session,
    *,
    fresh: bool = False,
    silent: bool = True,
    notes: Sequence[str] = (),
    keep: int | None = None,
) -> Out:
    athlete = athlete_of(turn)
    waiting = unrated(turn)
    rated = session.kind not in (Kind.MOBILITY, Kind.MICRO)
    asked = _late(turn, waiting, morning_questions.asked(turn, athlete, (waiting is not None) + rated))
    race = race_words.countdown_line(turn, turn.today)
    due, back = episode_card.way_back(turn)
    retest = None if race or back else _retest(turn, session)
    tests: Rows = ((Button(turn.words("test.button"), "test"),),) if retest is not None else back
    landing = None if race or retest is not None or back else _landings(turn, session)
    if landing is not None:
        minutes = sum(one.minutes for one in assessment.pack(athlete, turn.standing, "landing", turn.today))
        tests = ((Button(turn.words("test.pack.landing", minutes=minutes), "testgo.landing"),),)
    kept, forget = homeward.offer(turn)
    rows = (*asked.rows, *_rows(turn, session), *tests, *forget)
    no_run = running.leave_out(turn)
    notes = (*(one.plain for one in no_run), *notes, *((race,) if race else ()))
    card = session_card(turn.words, athlete, turn.standing, session, rows, notes, bool(race))
    run = () if no_run else _careful_run(turn, planner.planned_run(athlete, turn.standing, turn.today))
    again: tuple[Line, ...] = (BLANK, *due) if due else ()
    again += () if retest is None else (BLANK, line(quiet(turn.words(f"test.due.{retest.value}"))))
    again += () if landing is None else (BLANK, line(quiet(phrases.reason(turn.words, landing, turn.today))))
    again += (BLANK, *(line(quiet(one.plain)) for one in kept)) if kept else ()
    below = (*run, *_birth(turn), *_too_light(turn, session), *_unheard(turn, session), *again, *asked.lines)
    card = replace(card, lines=(*card.lines, *below))
    ask = (
        None if keep is not None else Ask("today", {"session": session.id, "day": turn.today.isoformat()}, topic="day")
    )
    return Out(card, ask=ask, keep=keep, card=day_card(turn.today), fresh=fresh, silent=silent)


def _birth(turn: Turn) -> tuple[Line, ...]:
    """The question that ends the mobility after a birth (rulebook 2.5)."""
    if not people.birth_behind(athlete_of(turn), turn.standing, turn.today):
        return ()
    return BLANK, line(turn.words("today.birth"))


def _too_light(turn: Turn, session: Session) -> tuple[Line, ...]:
    """While weights are a guess still, the way to better ones; not on a day that backs off or with pain anywhere."""
    unwell = pain.troubles(turn.standing, turn.today) or planner.doctor_awaited(turn.standing, turn.today)
    if session.light is Light.BACK_OFF or unwell:
        return ()
    guessed = next((one for one in session.items if one.slot and one.dose.load_kg is not None), None)
    if turn.standing.strength_done or turn.standing.weighed:
        return ()
    if guessed is None:
        return _unused(turn, session)
    name, athlete = phrases.exercise(turn.words, guessed.exercise), athlete_of(turn)
    kg = guessed.dose.load_kg or 0
    heavier = min((one for one in athlete.kit().weights_kg if one > kg), default=kg)
    example = f"{phrases.lower_first(name)} {phrases.mass(turn.words, athlete, heavier)}"
    return BLANK, line(quiet(turn.words("weights.hint", example=example)))


def _unused(turn: Turn, session: Session) -> tuple[Line, ...]:
    """Dumbbells of which none is light enough without knowing more: how they come in (3.8)."""
    athlete = athlete_of(turn)
    kit = athlete.kit(turn.standing.place_on(turn.today))
    pairs = sorted(kit.weights_kg)
    if not (session.kind.strength and len(pairs) > 1 and Item.dumbbells in kit.items):
        return ()
    load = phrases.mass(turn.words, athlete, pairs[len(pairs) // 2])
    example = f"{phrases.lower_first(phrases.exercise(turn.words, 'row_1'))} {load}"
    return BLANK, line(quiet(turn.words("weights.hint_none", example=example)))


def _retest(turn: Turn, session: Session) -> assessment.Due | None:
    """Why the tests are spoken of this morning: never on a day that backs off or with pain anywhere."""
    return assessment.reminded(turn.standing, turn.today) if _fit(turn, session) else None


def _landings(turn: Turn, session: Session) -> Reason | None:
    """What still has to be shown before anything lands, said once in a while."""
    return levels.said_of_landings(athlete_of(turn), turn.standing, turn.today) if _fit(turn, session) else None


def _fit(turn: Turn, session: Session) -> bool:
    """Whether a morning of strength is one to speak of tests."""
    unwell = session.light is Light.BACK_OFF or pain.troubles(turn.standing, turn.today)
    return session.kind.strength and not unwell


def _careful_run(turn: Turn, run: Run) -> tuple[Line, ...]:
    """What a painful part asks of the run that is planned today."""
    told = [] if run.kind is RunKind.REST else running.careful(turn)
    return (BLANK, *(line(one) for one in told)) if told else ()


def _silent(turn: Turn, session: Session) -> tuple[Past, ...]:
    """Sessions without an answer that count as a break, until one after them was answered: then the way back is on."""
    asked = session.kind.strength or session.kind is Kind.UPPER
    unheard = reentry.unheard(turn.standing, turn.today) if asked else ()
    if not unheard:
        return ()
    since = (one for one in turn.standing.past if one.kind.strength and one.day > unheard[-1].day)
    return () if any(one.done for one in since) else unheard


def _unheard(turn: Turn, session: Session) -> tuple[Line, ...]:
    """Where silence was read as a gap, that one tap says otherwise."""
    unheard = _silent(turn, session)
    if not unheard:
        return ()
    days = phrases.listed(turn.words, [phrases.date_text(turn.words, one.day) for one in unheard[-NAMED:]])
    return BLANK, line(turn.words("today.unheard", days=days))


def _rows(turn: Turn, session: Session) -> Rows:
    words = turn.words
    rows: list[tuple[Button, ...]] = []
    if _silent(turn, session):
        rows.append((Button(words("today.trained"), "trained"),))
    if planner.doctor_awaited(turn.standing, turn.today):
        rows.append((Button(words("away.doctor_agreed"), "awaydoctor"),))
    if session.kind in (Kind.MOBILITY, Kind.MICRO):
        rows.append((Button(words("button.done"), "done"), Button(words("button.skip"), "skip"), _why(turn)))
        return tuple(rows)
    first = [Button(words("button.start"), "go", Style.PRIMARY)]
    if session.working_sets:
        if session.shortened is None:
            first += shorter(turn, [n for n in SHORTER[:2] if session.minutes > n])
        else:
            first.append(Button(words("button.full"), "short.0"))
    rows.append(tuple(first))
    second = [Button(words("button.swap"), "swap")] if session.working_sets else []
    if session.kind.movable:
        second.append(Button(words("button.move"), "move"))
    rows.append((*second, Button(words("button.skip"), "skip"), _why(turn)))
    return tuple(rows)


QUIETER = 2
"""Sessions in a row without an answer, after which a morning only offers to answer the last one."""


def _late(turn: Turn, waiting: Past | None, asked: morning_questions.Asked) -> morning_questions.Asked:
    """The effort of an unanswered session, asked below what the morning asks already.

    As a row of its own where nothing else stands there, which would be two scales on one card, and where somebody is
    not silent for longer; else it is only offered.
    """
    if waiting is None:
        return asked
    words, kind = turn.words, phrases.kind(turn.words, waiting.kind)
    if asked.rows or silent_for(turn) > QUIETER:
        offer = words("button.rate_late", kind=kind, day=phrases.weekday(words, waiting.day))
        return replace(asked, rows=(*asked.rows, (Button(offer, f"rate.{waiting.id}"),)))
    day = phrases.near_day(words, waiting.day, turn.today)
    lines = (BLANK, line(strong(words("today.how_hard", kind=kind, day=day))), line(quiet(words("rate.anchors"))))
    more = (
        Button(words("button.not_done"), f"notdone.{waiting.id}"),
        Button(words("button.rate_more"), f"rate.{waiting.id}"),
    )
    return replace(asked, lines=lines, rows=(score_row("late", f"{waiting.id}:"), more))


def shorter(turn: Turn, minutes: Sequence[int] = SHORTER[:2]) -> list[Button]:
    return [Button(turn.words("button.min", n=one), f"short.{one}") for one in minutes]


def _why(turn: Turn) -> Button:
    return Button(turn.words("button.why"), "why.")


TIRED = frozenset(
    ("sleep_short", "sleep_very_short", "fatigue_high", "stress_high", "readiness_low", "readiness_very_low")
)
"""What the morning says of somebody who is tired."""


def rest_out(turn: Turn, day: planner.Day, notes: Sequence[str] = ()) -> Out:
    """A day without a session: said plainly, with what comes next, and a question where a part needs its mornings."""
    words = turn.words
    athlete = athlete_of(turn)
    title = f"{phrases.date_text(words, turn.today)} · {words('today.rest.title')}"
    lines = [*(line(one) for one in notes), *_waiting(turn)]
    away = next((one for one in reversed(turn.standing.away) if one.rests and one.holds(turn.today)), None)
    if away is not None and away.why != "illness":
        until = phrases.near_day(words, away.end, turn.today) if away.end is not None else ""
        lines.append(line(words("today.away_until" if until else "today.away", day=until)))
    elif day.reading.stop or (day.reading.light is Light.BACK_OFF and day.reading.reasons):
        why = [one for one in day.reading.reasons if one.code == "ill"] or day.reading.reasons
        # What waits for a professional's word stands above already.
        why = [one for one in why if one.code != "red_flag" or not turn.standing.flags] or why
        # "So less today" is no news of a day that asks for nothing.
        tired = not day.reading.stop and all(one.code in TIRED for one in why)
        told = [words("today.rest.tired")] if tired else phrases.reasons(words, why, turn.today)
        lines += [line(one) for one in told]
    else:
        race = race_words.countdown_line(turn, turn.today)
        lines += [line(race)] if race else []
        racing = any(one.day == turn.today for one in athlete.season)
        run = planner.planned_run(athlete, turn.standing, turn.today)
        if not (racing or running.leave_out(turn)):
            told = [] if run.kind is RunKind.REST else running.careful(turn)
            plan_text = runs_words.plan_text(turn, run) if told else ""
            lines.append(line(words("today.rest.careful" if told else f"today.rest.{run.kind.value}", run=plan_text)))
            lines += [line(one) for one in told]
        lines += _drills(turn)
    data = data_of(words, None, day.reading.light)
    asked = morning_questions.about_resting(turn)
    ask = Ask("today", {"day": turn.today.isoformat()}, topic="day") if asked.rows else None
    due, back = episode_card.way_back(turn)
    body = [*with_next(turn, [*lines, *due]), *asked.lines]
    rows = (*asked.rows, *back, *_rest_rows(turn, day.reading))
    return question(title, body, rows, ask, card=day_card(turn.today), data=data)


def _drills(turn: Turn) -> list[Line]:
    """The daily drill of each weak link."""
    drills = planner.drills(athlete_of(turn), turn.standing, turn.today)
    if not drills:
        return []
    told = []
    for one in drills:
        dose = phrases.dose_amount(turn.words, Dose(1, one.low, one.unit.value), one.sided)
        told.append(f"{phrases.lower_first(phrases.exercise(turn.words, one.id))} {dose}")
    return [line(turn.words("today.drills", drills=" · ".join(told)))]


def _rest_rows(turn: Turn, reading: Reading) -> Rows:
    """A free day is a good one for the tests, where they are due and nothing speaks against an effort; where nothing at
    all is to be done, nothing is offered.
    """
    fit = reading.light is not Light.BACK_OFF
    offered = fit and assessment.due(turn.standing, turn.today) is not None
    tests = ((Button(turn.words("test.button"), "test"),),) if offered else ()
    loosening = () if reading.stop else (Button(turn.words("button.mobility"), "loosen"),)
    return ((Button(turn.words("button.week"), "week.0"), *loosening), *tests)


def _finished(turn: Turn, past: Past) -> Out:
    words = turn.words
    flagged = past.stopped == FLAG or (not past.done and bool(turn.standing.stopping))
    state = ("stopped" if past.done else "left_out") if flagged else "done" if past.done else "skipped"
    title = f"{phrases.date_text(words, turn.today)} · {words(f'today.{state}.title')}"
    lines = _waiting(turn)
    rows: list[tuple[Button, ...]] = []
    if past.done and past.effort is not None:
        lines.append(line(words("today.done.rated", effort=phrases.number(past.effort))))
    elif past.done and not flagged:
        lines.append(line(words("today.done.unrated")))
        rows.append((Button(words("button.rate"), f"rate.{past.id}", Style.PRIMARY),))
    rows.append((Button(words("button.week"), "week.0"),))
    return question(title, with_next(turn, lines), tuple(rows), card=day_card(turn.today))


def _waiting(turn: Turn) -> list[Line]:
    """What waits for a professional's word, and that running does."""
    return [*episode_card.flags(turn), *running.leave_out(turn, named=True)]


def replanned(turn: Turn, entries: Sequence[Entry], notes: Sequence[str] = ()) -> Reply:
    """The card planned afresh after these entries, edited in place."""
    standing = advanced(turn, entries)
    session = planner.plan_day(athlete_of(turn), standing, turn.today).session
    changed = then(turn, entries)
    if session is None:
        gone = _gone(changed, plan(changed))
        changed = then(changed, gone)
        return Reply(outs=(rest_out(changed, plan(changed), notes),), entries=(*entries, *gone))
    sent = prescription(changed, session)
    out = day_out(then(changed, sent), session, notes=notes, keep=turn.prompt.id if turn.prompt else None)
    return Reply(outs=(out,), entries=(*entries, *sent))


def kept(turn: Turn) -> int | None:
    return turn.prompt.id if turn.prompt is not None else None


def is_current(turn: Turn) -> bool:
    """Whether the card that was pressed is of the session that stands."""
    return turn.prompt is None or turn.prompt.data.get("day") == turn.today.isoformat()
