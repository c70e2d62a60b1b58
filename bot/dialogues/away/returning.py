"""Back, or well again: what comes next and how gently (rulebook 3.7, 3.9)."""

from __future__ import annotations

from dataclasses import replace

from adapters.messages import Button, Card, Line, line
from bot import phrases
from bot.dialogue import Reply, Turn
from bot.dialogues.away import homeward
from bot.dialogues.away.card import KIND, current, shown, stands
from bot.dialogues.away.leaving import leave
from bot.dialogues.settings.health import withdrawn
from bot.dialogues.shared.common import advanced, athlete_of, next_line, say, then, toast, undo_button
from bot.grammar.away import Leaving
from core import assessment, diary, planner, reentry
from core.diary import Entry
from core.session import Session
from core.standing import Period, restart_day


async def returned(turn: Turn) -> Reply:
    return back(turn)


def back(turn: Turn) -> Reply:
    """Back, or well again: what comes next and how gently."""
    words = turn.words
    now = current(turn)
    if now is None:
        return say(turn, "away.not_away")
    entries: tuple[Entry, ...] = (diary.Back(at=turn.now, day=turn.today),)
    after = then(turn, entries)
    if now.why == "injury" and "surgery" in athlete_of(turn).screen_yes:
        # What was agreed to before an operation says nothing of the time after it (2.5).
        entries = (*entries, *withdrawn(turn))
        left = {name: day for name, day in after.standing.cleared.items() if name != "screen"}
        after = replace(after, standing=replace(after.standing, cleared=left))
    way = _way_back(after, now)
    # Of an illness too short for any rule it is not said that it starts gently, and then that it goes on as it was.
    kit = bool(now.place) and now.why == "life"
    gently = now.why == "illness" and reentry.coming_back(after.standing, turn.today, restoring=False) is not None
    welcome = "illness" if gently else "well" if now.why == "illness" else "kit" if kit else ""
    lines = [line(words(f"away.welcome.{welcome}" if welcome else "away.welcome")), *way]
    rows: list[tuple[Button, ...]] = []
    if planner.doctor_awaited(after.standing, turn.today):
        lines.append(line(words("away.doctor")))
        rows.append((Button(words("away.doctor_agreed"), "awaydoctor"),))
    due = assessment.due(after.standing, turn.today)
    if due is not None and restart_day(after.standing, turn.today) is not None:
        lines.append(line(words(f"test.due.{due.value}")))
        rows.append((Button(words("test.button"), "test"),))
    kept, forget = homeward.offer(after)
    lines += kept
    rows += forget
    rows.append((undo_button(turn), Button(words("button.week"), "week.0")))
    out = shown(after, words("away.back_title"), lines, tuple(rows), {})
    close = (turn.prompt.id,) if turn.prompt is not None and turn.prompt.kind == KIND else ()
    return Reply(outs=(out,), entries=entries, close=close)


def _with_today(turn: Turn, session: Session | None) -> Turn:
    """With today's session sent, so that what comes next is the one after it."""
    if session is None:
        return turn
    return then(turn, (diary.Prescribed(at=turn.now, day=turn.today, session=session.written),))


def _way_back(turn: Turn, was: Period) -> list[Line]:
    """The rule of the return and the next session; after fever, from when on."""
    words, athlete = turn.words, athlete_of(turn)
    today = planner.plan_day(athlete, turn.standing, turn.today)
    said: list[Line] = []
    first = reentry.barely_well(turn.standing, turn.today)
    if today.session is not None and not today.reading.stop and first is None:
        kind = phrases.kind(words, today.session.kind)
        said.append(line(words("away.today", kind=kind, minutes=today.session.minutes)))
    coming = next_line(turn, _with_today(turn, today.session).standing)
    said += [coming] if coming is not None else []
    rule = reentry.coming_back(turn.standing, turn.today, restoring=False)
    if rule is not None:
        said.insert(0, line(phrases.reason(words, rule.reason, turn.today)))
    if first is not None:
        said.insert(1, line(words("away.first_free", day=phrases.date_text(words, first))))
    elif was.rests and was.days(turn.today) < 7:
        said.insert(0, line(words("away.as_before")))
    return said


def fever_gone(turn: Turn) -> Reply:
    """ "The fever is gone": not yet well of somebody who is known to be ill. Of a fever that nobody told of the clock
    of the return begins now (3.7).
    """
    now = current(turn)
    if now is not None and now.why == "illness":
        return better(turn, now)
    if reentry.barely_well(turn.standing, turn.today) is not None:
        return say(turn, "away.fever_gone")
    told = leave(turn, Leaving("illness", turn.today, fever=True))
    well = back(then(turn, told.entries))
    return replace(well, entries=(*told.entries, *well.entries))


def better(turn: Turn, now: Period) -> Reply:
    """On the way, which is not yet well."""
    card = stands(turn, now)
    assert isinstance(card.message, Card)  # noqa: S101
    said = line(turn.words("away.better"))
    return Reply(outs=(replace(card, message=replace(card.message, lines=(said, *card.message.lines))),))


async def sick(turn: Turn) -> Reply:
    """How ill, and when well again (rulebook 3.7)."""
    if turn.option == "well":
        return back(turn)
    now = current(turn)
    start = now.start if now is not None and now.why == "illness" else turn.today
    until = now.end if now is not None and now.why == "illness" else None
    return leave(turn, Leaving("illness", start, until, fever=True, below_neck=True))


async def forget(turn: Turn) -> Reply:
    """The kit of a journey leaves the runner's places."""
    place = homeward.left_behind(turn)
    if place is None:
        return toast(turn, "engine.stale")
    athlete = homeward.without(athlete_of(turn), place)
    profile = diary.Profile(at=turn.now, day=turn.today, athlete=athlete.to_json())
    said = say(turn, "away.place_gone", rows=((undo_button(turn),),), place=place.name)
    return replace(said, entries=(profile,), athlete=athlete)


async def doctor(turn: Turn) -> Reply:
    """The runner states that a doctor agreed: asked once more, then stored with its date."""
    words = turn.words
    if not planner.doctor_awaited(turn.standing, turn.today):
        return toast(turn, "engine.stale")
    if turn.option == "no":
        return say(turn, "away.doctor")
    if turn.option != "yes":
        row = (Button(words("flag.yes_agreed"), "awaydoctor.yes"), Button(words("flag.not_yet"), "awaydoctor.no"))
        return Reply(outs=(shown(turn, words("away.back_title"), (line(words("away.doctor_sure")),), (row,), {}),))
    entries: tuple[Entry, ...] = (diary.Cleared(at=turn.now, day=turn.today, flag=planner.ILLNESS),)
    after = replace(turn, standing=advanced(turn, entries))
    lines = [line(words("away.doctor_noted"))]
    coming = next_line(after)
    lines += [coming] if coming is not None else []
    out = shown(turn, words("away.back_title"), lines, ((undo_button(turn),),), {})
    return Reply(outs=(out,), entries=entries)
