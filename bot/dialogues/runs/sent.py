"""Files with runs in them: recordings from watches, and calendars of a training plan."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from adapters.messages import BLANK, Button, Line, Rows, Sent, Text, line, quiet
from bot import phrases
from bot.dialogue import Ask, Out, Reply, Turn
from bot.dialogues.runs import noted as noting
from bot.dialogues.runs.noted import entries_of, planned_on, question, same
from bot.dialogues.runs.words import plan_text, what
from bot.dialogues.shared.common import athlete_of, effect, say, undo_button
from bot.intake import files
from bot.intake.run import LARGEST, Activity, Calendar, Found, Planned, Sport, Unreadable
from core import diary
from core.athlete import Run
from core.diary import Entry, Ran, RunPlanned
from core.standing import RunDone

_LASTS = timedelta(days=7)
PATIENCE = timedelta(seconds=60)
_SHOWN = 7
"""Days of a calendar that its answer lists."""
_MAYBE = (Sport.MOVING, Sport.ROUTE, Sport.WALK)


async def receive(turn: Turn) -> Reply | None:
    """A recording, a calendar, or an archive of them. Every other file is somebody else's."""
    event = turn.event
    if not isinstance(event, Sent) or event.kind != "document":
        return None
    kind = files.kind_of(event.name, event.content)
    if not kind:
        return None
    if turn.athlete is None:
        return say(turn, "file.join_first")
    if event.content is None:
        return say(turn, "file.too_large" if event.size > LARGEST else "file.not_loaded", most=LARGEST // 1024 // 1024)
    zone = ZoneInfo(athlete_of(turn).zone)
    try:
        # A thread cannot be stopped; what it may do is bounded in bot/intake, and the runner need not wait for it.
        async with asyncio.timeout(PATIENCE.total_seconds()):
            found = await asyncio.to_thread(files.read, event.name, event.content, zone, turn.today)
    except TimeoutError:
        return say(turn, "file.took_long")
    except Unreadable as error:
        return say(turn, f"file.{error.reason}", (), **error.figures)
    if found.calendars and not found.activities:
        return await calendar(turn, found.calendars)
    return await recordings(turn, found, archive=kind == "zip")


# --- recordings ------------------------------------------------------------------------------------------------------


async def recordings(turn: Turn, found: Found, *, archive: bool) -> Reply:
    usable = [one for one in found.activities if not noting.in_future(turn, one)]
    future = len(found.activities) - len(usable)
    routes = [one for one in usable if one.sport is Sport.ROUTE]
    if len(routes) < len(usable):
        # Beside tracks with times, one without is the way that was meant to be gone.
        usable = [one for one in usable if one.sport is not Sport.ROUTE]
    short = [one for one in usable if noting.too_short(one)]
    whole = [one for one in usable if not noting.too_short(one)]
    runs = [one for one in whole if one.sport is Sport.RUN]
    maybe = [one for one in whole if one.sport in _MAYBE]
    if not archive and not runs and len(maybe) == 1 and len(whole) == 1:
        return noting.unsure(turn, maybe[0])
    known = await noting.known_since(turn, min((noting.day_of(turn, one) for one in runs), default=turn.today))
    fresh: list[tuple[Ran, Activity]] = []
    twice: list[tuple[Ran, Ran | RunDone]] = []
    for one in sorted(runs, key=lambda run: run.start or turn.now):
        # What is long is judged by the runs before it, those of the same archive among them.
        entry = noting.entry_of(turn, one, [*known, *(run for run, _ in fresh)])
        other = next((run for run in [*known, *(run for run, _ in fresh)] if same(run, entry)), None)
        if other is not None:
            twice.append((entry, other))
        else:
            fresh.append((entry, one))
    if not archive and len(fresh) == 1 and len(whole) == 1:
        return noting.noted(turn, fresh[0][0], flaws=fresh[0][1].flaws)
    if not archive and not fresh and len(twice) == 1 and len(whole) == 1:
        return noting.known_already(turn, *twice[0])
    notes = _left_out(turn, twice, whole, short, future, found)
    if not fresh:
        return _nothing(turn, found, short, future, notes)
    return noting.several(turn, [entry for entry, _ in fresh], notes)


def _left_out(
    turn: Turn,
    twice: Sequence[tuple[Ran, Ran | RunDone]],
    whole: Sequence[Activity],
    short: Sequence[Activity],
    future: int,
    found: Found,
) -> list[str]:
    """What of the file was not taken, and why."""
    words = turn.words
    notes = []
    if twice:
        notes.append(words.plural("file.left.known", len(twice)))
    others = Counter(one.sport for one in whole if one.sport is not Sport.RUN)
    if others:
        named = ", ".join(words.plural(f"sport.{sport.value}", n) for sport, n in others.most_common())
        notes.append(words("file.left.others", what=named))
    if short:
        notes.append(words.plural("file.left.short", len(short)))
    if future:
        notes.append(words.plural("file.left.future", future))
    if found.lost:
        notes.append(words.plural("file.left.lost", found.lost))
    if found.calendars:
        notes.append(words("file.left.calendars"))
    return notes


def _nothing(turn: Turn, found: Found, short: Sequence[Activity], future: int, notes: Sequence[str]) -> Reply:
    """No run in it that is new: said with what there was instead."""
    words = turn.words
    if len(found.activities) == 1 and not found.lost:
        [one] = found.activities
        if future:
            return say(turn, "file.future")
        gone = what(turn, one) or words("file.nothing_much")
        said = words("file.short" if short else f"file.sport.{one.sport.value}", what=gone)
        flaws = [words(f"ran.flaw.{flaw.value}") for flaw in one.flaws]
        return Reply(outs=(Out(Text(tuple(line(each) for each in (said, *flaws)))),))
    lines = [line(words("file.no_run")), *(line(one) for one in notes)]
    return Reply(outs=(question(turn, words("file.title"), lines, ()),))


# --- calendars -------------------------------------------------------------------------------------------------------


async def calendar(turn: Turn, found: Sequence[Calendar]) -> Reply:
    """The coming weeks' runs as dates that differ from the usual week; what is past stays as it was."""
    words = turn.words
    runs = {one.on: one for each in found for one in each.runs}
    rest = frozenset().union(*(one.rest for one in found)) - runs.keys()
    whole = any(one.whole for one in found)
    if not runs and not rest:
        return _empty(turn, found)
    entries = await _entries(turn, runs, rest, whole=whole)
    if not entries:
        return say(turn, "ics.known", n=len(runs))
    lines: list[Line] = []
    if runs:
        last = phrases.date_text(words, max(runs))
        lines.append(line(words.plural("ics.taken", len(runs), first=phrases.date_text(words, min(runs)), last=last)))
    lines += _days(turn, runs)
    lines.append(BLANK)
    lines += [line(quiet(one)) for one in _remarks(turn, found, runs, whole=whole)]
    shown, sent = noting.again(turn, entries)
    lines += [*effect(turn, entries), *noting.today_too(turn, shown)]
    rows: Rows = ((undo_button(turn), Button(words("button.week"), "week.0")),)
    race = _race(turn, runs)
    ask = None
    if race is not None:
        rows = ((Button(words("ics.race_take", name=race.name), "racetake"),), *rows)
        ask = Ask("ics", {"race": {"date": race.on.isoformat(), "km": race.km, "name": race.name}}, lasts=_LASTS)
    out = question(turn, words("ics.title"), lines, rows, ask)
    return Reply(outs=(out, *shown), entries=(*entries, *sent))


def _empty(turn: Turn, found: Sequence[Calendar]) -> Reply:
    """Nothing ahead in it: the reason that it is so."""
    if any(one.later for one in found):
        return say(turn, "ics.later")
    if any(one.past for one in found):
        return say(turn, "ics.past")
    if any(one.lost for one in found):
        return say(turn, "ics.lost_all")
    return say(turn, "ics.none")


async def _entries(
    turn: Turn, runs: dict[date, Planned], rest: frozenset[date], *, whole: bool
) -> tuple[RunPlanned, ...]:
    """Only the dates on which something changes."""
    days = set(runs) | rest
    if whole:
        monday = min(runs) - timedelta(days=min(runs).weekday())
        first = max(turn.today, monday)
        days |= {first + timedelta(days=number) for number in range((max(runs) - first).days + 1)}
    earlier = _from_calendars(turn, await entries_of(turn))
    written = []
    for on in sorted(days | {one for one in earlier if one >= turn.today}):
        if on in runs:
            run = Run(runs[on].kind, runs[on].km, runs[on].minutes)
        elif on in rest or (whole and on in days):
            run = Run()
        else:
            # An earlier calendar's run that this one no longer has: the usual week holds again.
            run = athlete_of(turn).run_on(on)
        if run != planned_on(turn, on):
            written.append(planned(turn, on, run, "ics"))
    return tuple(written)


def planned(turn: Turn, on: date, run: Run, source: str) -> RunPlanned:
    return RunPlanned(
        at=turn.now, day=turn.today, on=on, kind=run.kind.value, km=run.km, minutes=run.minutes, source=source
    )


def _from_calendars(turn: Turn, entries: Sequence[Entry]) -> set[date]:
    """Dates whose run came from a calendar and stands."""
    gone = diary.taken_back(entries)
    source: dict[date, str] = {}
    for one in entries:
        if isinstance(one, RunPlanned) and one.n not in gone and one.on >= turn.today:
            source[one.on] = one.source
    return {on for on, one in source.items() if one == "ics"}


def _days(turn: Turn, runs: dict[date, Planned]) -> list[Line]:
    """The next days with a run, one line each."""
    words = turn.words
    out = []
    for on in sorted(runs)[:_SHOWN]:
        run = runs[on]
        text = plan_text(turn, Run(run.kind, run.km, run.minutes))
        name = words("ics.named", what=text, name=run.name) if run.name else text
        out.append(line(words("ics.day", day=phrases.date_text(words, on), what=name)))
    if len(runs) > _SHOWN:
        out.append(line(quiet(words.plural("ics.more", len(runs) - _SHOWN))))
    return out


def _remarks(turn: Turn, found: Sequence[Calendar], runs: dict[date, Planned], *, whole: bool) -> list[str]:
    words = turn.words
    out = []
    if whole:
        out.append(words("ics.whole", last=phrases.date_text(words, max(runs))))
    if any(one.past for one in found):
        out.append(words("ics.past_too"))
    if any(one.later for one in found):
        out.append(words("ics.later_too"))
    others, lost = sum(one.others for one in found), sum(one.lost for one in found)
    if others:
        out.append(words.plural("ics.others", others))
    if lost:
        out.append(words.plural("ics.lost", lost))
    race = _race(turn, runs)
    if race is not None:
        out.append(words("ics.race", name=race.name, day=phrases.date_text(words, race.on)))
    return out


def _race(turn: Turn, runs: dict[date, Planned]) -> Planned | None:
    """What looks like a race and is none of the season's yet."""
    known = {one.day for one in athlete_of(turn).season}
    return next((one for one in runs.values() if one.race and one.km and one.on not in known), None)


__all__ = ["planned", "receive"]
