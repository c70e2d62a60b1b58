"""A run becomes a diary entry: held against the plan and against what is there already, with what it changes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from adapters.messages import Button, Line, Rows, Style, line, quiet
from bot import phrases
from bot.dialogue import Ask, Out, Reply, Turn
from bot.dialogues.runs.running import leave_out
from bot.dialogues.runs.words import KINDS, plan_text, what
from bot.dialogues.shared.common import (
    athlete_of,
    dated,
    effect,
    effect_between,
    in_place,
    milestone,
    question as common_question,
    say,
    then,
    toast,
    undo_button,
)
from bot.dialogues.shared.stated import YES
from bot.dialogues.today import day as days
from bot.grammar.runs import read_run
from bot.grammar.text import plain
from bot.intake import kinds
from bot.intake.run import Activity, Flaw, Sport
from bot.turns.fold import followed
from core import diary, mileage, planner
from core.athlete import Run, RunKind
from core.diary import Entry, Ran
from core.standing import RUN_DAYS, RunDone, Standing, run_key

ASK = "run"
_LASTS = timedelta(days=2)

SAME_START = timedelta(minutes=15)
SAME_CLOCK = timedelta(minutes=3)
SAME_SHARE, SAME_KM, SAME_MINUTES = 0.1, 0.3, 3.0
"""Two recordings of one run, from two watches or typed and recorded, differ by no more [DC]."""
AROUND_DAYS = 28
"""Days before a run whose other runs say what is long."""
SHORTEST_KM, SHORTEST_MINUTES = 0.1, 5.0
"""Below both it was a slip of the finger, not a run."""


async def entries_of(turn: Turn) -> Sequence[Entry]:
    return await turn.diary() if turn.diary is not None else turn.recent


async def known_since(turn: Turn, first: date) -> Sequence[Ran | RunDone]:
    """The runs that are told from a day on: those in mind where they reach back so far, else the diary's."""
    if first >= turn.today - timedelta(days=RUN_DAYS - AROUND_DAYS):
        return turn.standing.runs
    return runs_in(await entries_of(turn))


def runs_in(entries: Sequence[Entry]) -> list[Ran]:
    """The runs that stand, oldest first."""
    gone = diary.taken_back(entries)
    return sorted((one for one in entries if isinstance(one, Ran) and one.n not in gone), key=lambda one: one.day)


def planned_on(turn: Turn, day: date) -> Run:
    return planner.planned_run(athlete_of(turn), turn.standing, day)


def same(one: Ran | RunDone, other: Ran | RunDone) -> bool:
    """Whether two entries are of one and the same run."""
    if one.start is not None and other.start is not None:
        apart = abs(one.start - other.start)
        return apart <= SAME_CLOCK or (apart <= SAME_START and _close(one.km, other.km, SAME_KM))
    if one.day != other.day or not _close(one.minutes, other.minutes, SAME_MINUTES):
        return False
    if one.km is None or other.km is None:
        return one.minutes is not None and other.minutes is not None
    return _close(one.km, other.km, SAME_KM)


def _close(one: float | None, other: float | None, least: float) -> bool:
    return one is None or other is None or abs(one - other) <= max(least, SAME_SHARE * max(one, other))


def around(turn: Turn, day: date, known: Sequence[Ran | RunDone]) -> kinds.Around:
    lengths = tuple(one.km for one in known if one.km and timedelta(0) < day - one.day <= timedelta(days=AROUND_DAYS))
    athlete = athlete_of(turn)
    long_km = max((one.km for one in athlete.runs if one.kind is RunKind.LONG and one.km), default=None)
    return kinds.Around(_plan_then(turn, day) or Run(), lengths, athlete.age(day), long_km)


def _plan_then(turn: Turn, day: date) -> Run | None:
    """The plan of a date, where today's usual week says anything about it."""
    joined = turn.standing.joined or turn.today
    known = min(joined - timedelta(days=7), turn.today - timedelta(days=14))
    return planned_on(turn, day) if day >= max(known, turn.today - timedelta(days=RUN_DAYS)) else None


def day_of(turn: Turn, run: Activity) -> date:
    """The runner's own date of a recording."""
    return run.start.astimezone(ZoneInfo(athlete_of(turn).zone)).date() if run.start is not None else turn.today


def entry_of(turn: Turn, run: Activity, known: Sequence[Ran | RunDone]) -> Ran:
    """The diary's entry; the day is the runner's own."""
    start, day = run.start, day_of(turn, run)
    kind = kinds.kind_of(run, around(turn, day, known))
    km = None if run.km is None else round(run.km, 2)
    minutes = None if run.minutes is None else round(run.minutes, 2)
    return Ran(at=turn.now, day=day, km=km, minutes=minutes, kind=kind.value, start=start, source=run.source)


def too_short(run: Activity) -> bool:
    return (run.km or 0) < SHORTEST_KM and (run.minutes or 0) < SHORTEST_MINUTES


def in_future(turn: Turn, run: Activity) -> bool:
    return run.start is not None and run.start > turn.now + timedelta(hours=1)


def question(
    turn: Turn, title: str, lines: Sequence[Line], rows: Rows, ask: Ask | None = None, *, card: str = "",
    keep: int | None = None,
) -> Out:  # fmt: skip
    """A card that is edited in place by its own buttons, and stands below what was typed or sent."""
    return in_place(turn, common_question(title, lines, rows, ask, card=card, keep=keep))


# --- one run ---------------------------------------------------------------------------------------------------------


def noted(turn: Turn, run: Ran, *, flaws: Sequence[Flaw] = (), close: tuple[int, ...] = (), card: str = "") -> Reply:
    """Writes one run: what it was, what was planned, what it changes. `card`: the question that it answers."""
    entries: tuple[Entry, ...] = (run,)
    shown, sent = again(turn, entries)
    after = then(turn, entries)
    told = [*_spike(after, run), *_despite(after, run)]
    effects = effect_between(turn, turn.standing, after.standing)
    # What is light already for another reason stays so: beside a warning "nothing changes" would take it back.
    effects = effects or [line(turn.words("effect.light_already" if told else "effect.nothing"))]
    changed = [*told, *effects, *today_too(turn, shown), *_milestone(turn, after)]
    out = _card(turn, run, turn.next_n, changed, flaws=flaws, card=card)
    return Reply(outs=(out, *shown), entries=(*entries, *sent), close=close)


def _spike(turn: Turn, run: Ran) -> list[Line]:
    """Why it asks for less: far beyond the longest of a month, or a week beyond the ones before it (8)."""
    found = mileage.spikes(athlete_of(turn), turn.standing, turn.today)
    mine = [one for one in found if one.day == run.day]
    return [line(phrases.reason(turn.words, mine[0].reason, turn.today))] if mine else []


def _despite(turn: Turn, run: Ran) -> list[Line]:
    """Of a run just done, that running should rest, where it should."""
    return leave_out(turn) if turn.today - run.day <= timedelta(days=1) else []


def _milestone(turn: Turn, after: Turn) -> list[Line]:
    """Of the runs that this answer wrote."""
    new = [one for one in after.recent if isinstance(one, Ran) and one.n >= turn.next_n]
    found = [milestone(turn, after.standing, run_key(one)) for one in new]
    return next((one for one in reversed(found) if one), [])


def _card(
    turn: Turn,
    run: Ran,
    number: int,
    changed: Sequence[Line],
    *,
    flaws: Sequence[Flaw] = (),
    keep: int | None = None,
    card: str = "",
) -> Out:
    words = turn.words
    lines = [line(words("ran.said", day=dated(turn, run.day), what=what(turn, run)))]
    lines += [line(one) for one in _against(turn, run)]
    lines += [line(quiet(words(f"ran.flaw.{one.value}"))) for one in flaws]
    old = (turn.today - run.day).days > RUN_DAYS
    lines += [line(words("ran.old"))] if old else list(changed)
    style = {True: Style.ON, False: Style.OFF}
    chosen = tuple(
        Button(words(f"week.run.{one.value}"), f"ranas.{one.value}", style[one.value == run.kind]) for one in KINDS
    )
    rows: Rows = (chosen, (undo_button(turn, number, number), Button(words("button.runs"), "runs.0")))
    card = card or f"ran:{number}"
    data = {"n": number, "card": card, "flaws": [one.value for one in flaws]}
    ask = None if keep is not None else Ask(ASK, data, text=True, lasts=_LASTS)
    return question(turn, words("ran.title"), lines, rows, ask, card=card, keep=keep)


_RACED = 0.9
"""Of a race's distance, from which on a run of that day is the race [DC]."""


def _against(turn: Turn, run: Ran) -> list[str]:
    """What was planned that day."""
    race = next((one for one in athlete_of(turn).season if one.day == run.day), None)
    if race is not None and (run.km or 0) >= _RACED * race.km:
        return [turn.words("ran.race")]
    plan = _plan_then(turn, run.day)
    if plan is None:
        return []
    if plan.kind is RunKind.REST:
        return [turn.words("ran.planned_none")]
    return [turn.words("ran.planned", plan=plan_text(turn, plan))]


def again(turn: Turn, entries: Sequence[Entry]) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """Today's card once more, where these entries change it."""
    after = then(turn, entries)
    if not _differs(turn, after.standing):
        return (), ()
    comes = turn.standing.on(turn.today) is None and planner.plan_day(
        athlete_of(turn), turn.standing, turn.today
    ).session is None  # fmt: skip
    # A session that comes to this day by it has no card yet.
    return days.show(after) if comes else days.again(after)


async def as_kind(turn: Turn) -> Reply:
    """The runner knows better what kind of run it was."""
    words = turn.words
    if turn.prompt is None or turn.prompt.kind != ASK or turn.option not in KINDS:
        return toast(turn, "engine.unknown_button")
    entries = await entries_of(turn)
    run = next((one for one in runs_in(entries) if one.n == turn.prompt.data.get("n")), None)
    if run is None:
        return toast(turn, "engine.stale")
    if run.kind == turn.option:
        return toast(turn, "ran.already_kind", kind=words(f"week.run.{turn.option}"))
    undone = diary.Undone(at=turn.now, day=turn.today, entry=run.n)
    better = replace(run, at=turn.now, kind=turn.option, n=0, batch=0)
    written: tuple[Entry, ...] = (undone, better)
    numbered = tuple(replace(one, n=n) for n, one in enumerate(written, turn.next_n))
    # Something old changes, so all is read again: away from everybody else's turn.
    after = await asyncio.to_thread(planner.read, (*entries, *numbered))
    changed = effect_between(turn, turn.standing, after) or [line(words("effect.nothing"))]
    shown, sent = (
        days.again(replace(turn, standing=after, recent=followed(turn.recent, numbered)))
        if _differs(turn, after)
        else ((), ())
    )
    changed += today_too(turn, shown)
    number, card = turn.next_n + 1, str(turn.prompt.data.get("card", ""))
    flaws = [Flaw(one) for one in turn.prompt.data.get("flaws", ())]
    out = _card(turn, better, number, changed, flaws=flaws, keep=turn.prompt.id, card=card)
    data = {**turn.prompt.data, "n": number}
    return Reply(outs=(out, *shown), entries=(*written, *sent), update={turn.prompt.id: data})


async def typed_kind(turn: Turn) -> Reply | None:
    """ "It was intervals" below the run that was just noted; a yes leaves it as it is."""
    if turn.prompt is None or turn.now - turn.prompt.opened > _JUST_NOTED:
        return None
    said, asked = plain(turn.text), turn.prompt
    if said in YES:
        # Below a newer question it is for that one.
        newer = any(one.opened >= asked.opened and one.topic != "day" for one in turn.prompts if one.id != asked.id)
        return None if newer else say(turn, "typed.fine")
    match = _KIND.fullmatch(said)
    told = read_run(f"ran 5 km {match['kind']}") if match is not None else None
    if told is None or told.kind is None:
        return None
    return await as_kind(replace(turn, option=told.kind.value))


_JUST_NOTED = timedelta(hours=2)
_KIND = re.compile(
    r"(?:no,? |actually,? |sorry,? |it'?s |it was |that was |was |more like |an? |the |my )*(?P<kind>[a-z]+(?: run)?)"
    r"(?: session| actually| today| one)*"
)


def today_too(turn: Turn, shown: Sequence[Out]) -> list[Line]:
    """The card of the day stands further up and has just changed: worth a line here."""
    return [line(turn.words("runs.today_too"))] if shown else []


def _differs(turn: Turn, after: Standing) -> bool:
    athlete = athlete_of(turn)
    before, now = (planner.plan_day(athlete, one, turn.today).session for one in (turn.standing, after))
    return days.without_receipt(before) != days.without_receipt(now)


# --- the same run twice ----------------------------------------------------------------------------------------------


def known_already(turn: Turn, run: Ran, other: Ran | RunDone, close: tuple[int, ...] = ()) -> Reply:
    """Nothing is written; a runner who did run twice can say so."""
    words = turn.words
    lines = [
        line(words("ran.same", day=dated(turn, other.day), what=what(turn, other))),
        line(words("ran.same_ask")),
    ]
    rows: Rows = ((Button(words("ran.another"), "ranmore.yes"), Button(words("button.leave"), "ranmore.no")),)
    ask = Ask("ranmore", {"run": diary.to_json(run)}, lasts=_LASTS, topic="ranmore")
    return Reply(outs=(question(turn, words("ran.same_title"), lines, rows, ask, card="ranmore"),), close=close)


async def another(turn: Turn) -> Reply:
    """It was another run after all, or it was not."""
    if turn.prompt is None or turn.prompt.kind != "ranmore":
        return toast(turn, "engine.stale")
    close = (turn.prompt.id,)
    if turn.option != "yes":
        left = question(turn, turn.words("ran.same_title"), (line(turn.words("ran.left")),), (), card="ranmore")
        return Reply(outs=(left,), close=close)
    run = diary.from_json(turn.prompt.data["run"])
    if not isinstance(run, Ran):
        return toast(turn, "engine.stale")
    return noted(turn, replace(run, at=turn.now), close=close, card="ranmore")


# --- was it a run? ---------------------------------------------------------------------------------------------------


def unsure(turn: Turn, run: Activity) -> Reply:
    """A recording that may be a run: asked, not guessed."""
    words = turn.words
    lines = [line(words(f"ran.unsure.{run.sport.value}", what=what(turn, run), when=_when(turn, run)))]
    lines.append(line(words("ran.unsure.ask_today" if run.start is None else "ran.unsure.ask")))
    rows: Rows = ((Button(words("ran.unsure.yes"), "ranyes.yes"), Button(words("ran.unsure.no"), "ranyes.no")),)
    ask = Ask("ranyes", {"run": to_json(run)}, lasts=_LASTS, topic="ranyes")
    return Reply(outs=(question(turn, words("ran.unsure.title"), lines, rows, ask, card="ranyes"),))


def _when(turn: Turn, run: Activity) -> str:
    if run.start is None:
        return ""
    return dated(turn, day_of(turn, run))


async def sure(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.kind != "ranyes":
        return toast(turn, "engine.stale")
    close = (turn.prompt.id,)
    if turn.option != "yes":
        left = question(turn, turn.words("ran.unsure.title"), (line(turn.words("ran.left")),), (), card="ranyes")
        return Reply(outs=(left,), close=close)
    run = from_json(turn.prompt.data["run"])
    known = await known_since(turn, day_of(turn, run))
    entry = entry_of(turn, run, known)
    other = next((one for one in known if same(one, entry)), None)
    if other is not None:
        return known_already(turn, entry, other, close)
    return noted(turn, entry, flaws=run.flaws, close=close, card="ranyes")


def to_json(run: Activity) -> dict[str, Any]:
    start = run.start.isoformat() if run.start else None
    return {"start": start, "km": run.km, "minutes": run.minutes, "source": run.source, "name": run.name}


def from_json(raw: dict[str, Any]) -> Activity:
    start = datetime.fromisoformat(raw["start"]).astimezone(UTC) if raw["start"] else None
    return Activity(start, raw["km"], raw["minutes"], Sport.RUN, raw["source"], raw["name"])


# --- several at once -------------------------------------------------------------------------------------------------


def several(turn: Turn, runs: Sequence[Ran], notes: Sequence[str]) -> Reply:
    """The runs of an archive in one message; `notes` say what was left out and why."""
    words = turn.words
    entries = tuple(sorted(runs, key=lambda one: (one.day, one.start or turn.now)))
    days = [one.day for one in entries]
    km = sum(one.km or 0 for one in runs)
    lines: list[Line] = [
        line(
            words.plural(
                "ran.several",
                len(runs),
                first=dated(turn, min(days)),
                last=dated(turn, max(days)),
                distance=phrases.distance(words, athlete_of(turn), km),
            )
        )
    ]
    lines += [line(one) for one in notes]
    lines += effect(turn, entries) if (turn.today - max(days)).days <= RUN_DAYS else [line(words("ran.old"))]
    rows: Rows = ((undo_button(turn), Button(words("button.runs"), "runs.0")),)
    shown, sent = again(turn, entries)
    lines += [*today_too(turn, shown), *_milestone(turn, then(turn, entries))]
    out = question(turn, words("ran.several_title"), lines, rows)
    return Reply(outs=(out, *shown), entries=(*entries, *sent))
