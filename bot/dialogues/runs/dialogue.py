"""`/runs`: this week's runs, planned and done; runs typed in a line, the usual week changed by one, files taken in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Line, Rows, Said, line, quiet, row
from bot import due, phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues.pain import questions
from bot.dialogues.runs import instead, noted as noting, sent as runs_sent
from bot.dialogues.runs.noted import planned_on, question
from bot.dialogues.runs.usual import WEEK, change, run_json, run_of, set_week, typed_week, week_as_told
from bot.dialogues.runs.words import lasting, plan_text
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import athlete_of, before_noon, effect, say, then, toast, undo_button
from bot.grammar import flags
from bot.grammar.rating import Understood
from bot.grammar.runs import Left, MovedRun, Week, days_of, read_left, read_moved, read_other_sport
from bot.grammar.text import plain
from bot.grammar.which_week import weeks_away
from bot.intake import kinds, said
from bot.intake.run import Activity, Sport
from core import diary, season
from core.athlete import Run, RunKind
from core.diary import Entry
from core.standing import RunDone

WHICH = "runwhich"
_LASTS = timedelta(days=2)
EARLIEST, LATEST = -9, 6
"""Weeks that the arrows reach: as far back as runs are kept in mind, as far ahead as a calendar is taken."""


# --- /runs -----------------------------------------------------------------------------------------------------------


async def runs(turn: Turn) -> Reply:
    """The week's runs, or what was typed behind the command."""
    if turn.text.strip() and not turn.option:
        named = weeks_away(turn.text, turn.today)
        if named is not None and plain(turn.text).endswith(("week", "next", "last")):
            return Reply(outs=(_card(turn, max(EARLIEST, min(LATEST, named))),))
        return await typed_line(turn, turn.text, asked=True) or say(turn, "runs.not_understood")
    digits = turn.option.lstrip("-")
    offset = int(turn.option) if digits.isdigit() and len(digits) < 4 else 0
    return Reply(outs=(_card(turn, max(EARLIEST, min(LATEST, offset))),))


def _card(turn: Turn, offset: int) -> Out:
    words, athlete = turn.words, athlete_of(turn)
    monday = season.monday_of(turn.today) + timedelta(days=7 * offset)
    done = _done_in(turn, monday)
    days = [monday + timedelta(days=number) for number in range(7)]
    lines: list[Line] = [_day(turn, day, [one for one in done if one.day == day]) for day in days]
    km = sum(one.km or 0 for one in done)
    planned = sum(planned_on(turn, day).km or 0 for day in days)
    before = sum(one.km or 0 for one in _done_in(turn, monday - timedelta(days=7)))
    run_so_far = phrases.distance(words, athlete, km)
    total = words("runs.total", done=run_so_far) if done else ""
    if planned:
        total = words("runs.total_of", done=run_so_far, planned=phrases.distance(words, athlete, planned))
    if total:
        lines += [BLANK, line(total)]
    if before:
        lines.append(line(words("runs.before", distance=phrases.distance(words, athlete, before))))
    lines += [BLANK, line(quiet(words("runs.how")))]
    arrows = []
    if offset > EARLIEST:
        arrows.append(Button(words("button.earlier") if athlete_of(turn).plain else "◀", f"runs.{offset - 1}"))
    if offset < LATEST:
        arrows.append(Button(words("button.later") if athlete_of(turn).plain else "▶", f"runs.{offset + 1}"))
    rows: Rows = (tuple(arrows), (Button(words("runs.change"), "runchange"), Button(words("button.week"), "week.0")))
    title = words("runs.title", day=phrases.date_text(words, monday))
    ask = Ask("runs", {"offset": offset}, topic="runs", lasts=timedelta(days=8))
    return question(turn, title, lines, rows, ask, card="runs")


def _done_in(turn: Turn, monday: date) -> list[RunDone]:
    return [one for one in turn.standing.runs if monday <= one.day < monday + timedelta(days=7)]


def _day(turn: Turn, day: date, done: Sequence[RunDone]) -> Line:
    """Day, what was planned, what was run."""
    words = turn.words
    plan = planned_on(turn, day)
    wanted = words("week.no_run") if plan.kind is RunKind.REST else plan_text(turn, plan)
    if done:
        ran = words("runs.done", what=" + ".join(_short(turn, one) for one in done))
    elif day == turn.today:
        ran = words("near.today")
    else:
        ran = words("runs.open") if plan.kind is not RunKind.REST and day < turn.today else words("runs.nothing")
    name = words("week.day", weekday=phrases.weekday(words, day), day=day.day)
    return row(name, wanted, ran)


def _short(turn: Turn, run: RunDone) -> str:
    parts = []
    if run.km:
        parts.append(phrases.distance(turn.words, athlete_of(turn), run.km))
    if run.minutes:
        parts.append(lasting(turn, run.minutes))
    return " ".join(parts) or turn.words(f"week.run.{run.kind}")


# --- typed -----------------------------------------------------------------------------------------------------------


async def interrupt(turn: Turn) -> Reply | None:
    """ "ran 8k easy in 45", "no run today": whatever question is open, it is about a run."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    if (raced := await _raced(turn)) is not None:
        return raced
    if read_moved(turn.text, turn.today) is not None:
        # "Can't do Sunday's long run, moving it to Monday" leaves none out.
        return await typed_line(turn, turn.text)
    left = read_left(turn.text, turn.today)
    if left is not None or read_other_sport(turn.text):
        # What hurts comes first.
        body = heard.read(turn)
        return None if heard.of_a_part(body) else await _without(turn, left, body)
    found = said.read(turn.text, turn.today, athlete_of(turn).distance_unit)
    if isinstance(found, said.Coming) and said.replaces(turn.text) and not heard.of_a_part(heard.read(turn)):
        return await _coming(turn, found)
    if not isinstance(found, said.Done) or (found.problems and _SEVERAL.search(turn.text)):
        # "Ran 8k, then strength, 6" is read in two.
        return None
    if RATED_BEHIND.search(turn.text) and found.problems:
        return None
    if _RATED.search(turn.text) and said.read(_RATED.sub("", turn.text), turn.today, athlete_of(turn).distance_unit):
        return None
    return await _run(turn, found) if found.sure or (found.likely and not _asked_today(turn)) else None


async def _raced(turn: Turn) -> Reply | None:
    """ "3:05!!! new pb", "DNF at 30k", on the day of a race or the one after: its time, or how far it went."""
    race = next((one for one in athlete_of(turn).season if 0 <= (turn.today - one.day).days <= 1), None)
    said = plain(turn.text)
    if race is None or any(one.day == race.day for one in turn.standing.runs):
        return None
    when = "" if race.day == turn.today else "yesterday "
    if (stopped := _DNF.match(said)) is not None:
        if stopped["km"] is None:
            return None if heard.of_a_part(heard.read(turn)) else say(turn, "race.dnf")
        return await typed_line(turn, f"{when}ran {stopped['km']}")
    time = _TIME_ALONE.fullmatch(said)
    return None if time is None else await typed_line(turn, f"{when}raced {race.km:g} km in {time['time']}")


_DNF = re.compile(
    r"(?:(?:it was |was |i |had |a |got )*dnf(?:'?d|ed)?|(?:i )?(?:dropped|pulled|bailed) out"
    r"|(?:i )?had to (?:stop|drop out))"
    r"(?:[ ,]+(?:at|after|around|about|with)+ (?:km |mile )?(?P<km>\d+(?:[.,]\d)? ?(?:kms?|k|miles?|mi)))?\b",
)
_TIME_ALONE = re.compile(
    r"(?:(?:i|ran|finished|finish|done|time|official|chip|net|my|in|a|race|result|new|it was|was)[ :]*)*"
    r"(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:[ ,.!:;-]+[a-z][a-z' ,.!-]{0,60})?"
)


def _asked_today(turn: Turn) -> bool:
    """Whether the question of how hard it was came today: "45 min, easy" answers it, and is no run."""
    zone = athlete_of(turn).zone
    return any(one.kind == "rating" and due.local_date(zone, one.opened) == turn.today for one in turn.prompts)


_SEVERAL = re.compile(r"[,;](?!\d)|\b(?:strength|gym|then)\b", re.IGNORECASE)


RATED_BEHIND = re.compile(
    r"(?P<run>\d ?(?:k|kms?|mi|miles?|min|mins|minutes|easy|long|hard)\b[^\d,.;]*)(?<! on)(?<! by)[,.;]?\s+(?:then )?"
    r"(?P<effort>10|\d(?:[.,]5)?)(?:\s*[,/]\s*|\s+)(?P<sore>10|\d(?:[.,]5)?)\s*$",
    re.IGNORECASE,
)
"""The two numbers of a session behind a run: "ran 8k 7 3", "ran 8k. 7, 3"."""
_RATED = re.compile(r"^\s*(?:(?:rpe|effort|e) ?)?(?:10|\d(?:[.,]5)?)(?: ?/ ?10)?,\s+")
"""How hard the session was, said before the run: "7, calves 3, ran 6k in 35"."""


async def listen(turn: Turn) -> Reply | None:
    """A line about runs that no question asked for."""
    if turn.athlete is None:
        return None
    if _is_link(turn.text):
        return say(turn, "file.link")
    rated = heard.read(turn)
    skipped = rated.skipped and not said.replaces(turn.text)
    if rated.soreness or rated.items or skipped or rated.flags or heard.of_a_part(rated):
        return None
    return await typed_line(turn, turn.text)


def _is_link(text: str) -> bool:
    lower = text.strip().casefold()
    return lower.startswith(("webcal://", "http://", "https://")) and (
        lower.startswith("webcal:") or ".ics" in lower or "calendar" in lower or "ical" in lower
    )


async def typed_line(turn: Turn, text: str, *, asked: bool = False) -> Reply | None:
    """The answer to a line; None where it speaks of no run."""
    moved = read_moved(text, turn.today)
    if moved is not None and (reply := _moved(turn, moved)) is not None:
        return reply
    match said.read(text, turn.today, athlete_of(turn).distance_unit, asked=asked):
        case said.Done() as found:
            bare = found.km is None and found.minutes is None and not found.sure
            if bare and found.on == turn.today and before_noon(turn) and not _just_shown(turn):
                # In the morning "6x800 today" is still to come.
                return await _coming(turn, said.Coming(found.on, Run(found.kind))) if found.kind is not None else None
            return await _run(turn, found)
        case said.Coming() as found:
            return await _coming(turn, found)
        case said.Usual(week):
            return week_as_told(turn, week)
        case said.Unclear() as found:
            return await _which(turn, found)
    return None


def _just_shown(turn: Turn) -> bool:
    return any(one.kind == "runs" and turn.now - one.opened < timedelta(hours=1) for one in turn.prompts)


async def _run(turn: Turn, found: said.Done) -> Reply:
    """One run that was run."""
    if found.problems and (found.km is None or found.minutes is None):
        return say(turn, "runs.unclear")
    known = await noting.known_since(turn, found.on)
    race = next((one for one in athlete_of(turn).season if one.day == found.on), None)
    if race is not None and found.km is None and _RACE.search(turn.text):
        found = replace(found, km=race.km)
    activity = Activity(None, found.km, found.minutes, Sport.RUN, "typed")
    kind = found.kind
    if kind is None:
        kind = kinds.kind_of(activity, noting.around(turn, found.on, known))
    run = diary.Ran(
        at=turn.now, day=found.on, km=found.km, minutes=found.minutes, kind=kind.value, effort=_effort(found.effort)
    )
    other = next((one for one in known if noting.same(one, run)), None)
    if other is not None:
        return noting.known_already(turn, run, other)
    reply = noting.noted(turn, run)
    return _with_pain(turn, reply)


_RACE = re.compile(r"\b(?:race[ds]?|racing|half|marathon|hm|ultra)\b", re.IGNORECASE)
"""Of a run on a race's day: its distance is known."""


def _effort(value: float | None) -> float | None:
    return None if value is None else float(value)


def _with_pain(turn: Turn, reply: Reply) -> Reply:
    """What the same line says of the body is kept too, with its own effect; a number that it lacks is asked for."""
    body = heard.read(turn)
    sores, missing = body.soreness or (), heard.unscored(turn, body, turn.text)
    if missing:
        asked = questions.how_much(turn, *missing[0], later=missing[1:], fresh=True)
        reply = replace(reply, outs=(*reply.outs, asked))
    if not sores:
        return reply
    felt: tuple[Entry, ...] = tuple(
        diary.Felt(
            at=turn.now, day=turn.today, region=one.region, side=one.side, score=one.score, what=one.what, when="after"
        )
        for one in sores
    )
    outs = questions.noted(then(turn, reply.entries), felt, sores)
    return replace(reply, outs=(*reply.outs, *outs), entries=(*reply.entries, *felt))


async def _without(turn: Turn, left: Left | None, body: Understood) -> Reply:
    """A day without its run, or another sport, which is kept nowhere but in how the runner feels."""
    if left is None:
        return say(turn, "runs.other_sport")
    if left.instead and (strength := await instead.stood_for_strength(turn, left)) is not None:
        return strength
    more: tuple[Out, ...] = say(turn, "runs.other_sport").outs if left.instead else ()
    if body.unwell or body.reason == "sick":
        more = say(turn, "typed.unwell_free").outs
    elif _HURTS.search(turn.text):
        more = (replace(questions.where(turn), fresh=True),)
    reply = say(turn, "runs.left_over") if left.over else await _coming(turn, said.Coming(left.on, Run()))
    return replace(reply, outs=(*reply.outs, *more))


async def stood_for(turn: Turn) -> Reply:
    """What the other sport of today stood in for."""
    asked = turn.prompt
    if asked is None or asked.kind != instead.ASK or asked.data.get("day") != turn.today.isoformat():
        return toast(turn, "engine.stale")
    past = instead.open_on(turn, turn.today)
    reply = Reply()
    if turn.option != "strength":
        reply = await _coming(turn, said.Coming(turn.today, Run()))
    if turn.option != "run" and past is not None:
        after = then(turn, reply.entries)
        more = instead.skipped(after, past)
        reply = replace(more, entries=(*reply.entries, *more.entries), outs=(*reply.outs[:1], *more.outs))
    return replace(reply, close=(*reply.close, asked.id)).below()


_HURTS = re.compile(
    r"\b(?:pain\w*|hurt\w*|sore\w*|ach(?:e|es|y|ing)|injur\w*|niggl\w*|twinge|limp\w*)\b", re.IGNORECASE
)


async def _coming(turn: Turn, found: said.Coming) -> Reply:
    """A date's run that differs from the usual week."""
    words = turn.words
    plan = found.run
    day = phrases.near_day(words, found.on, turn.today)
    name = _named(turn, plan)
    if plan == planned_on(turn, found.on):
        return say(turn, "runs.coming_known", day=phrases.upper_first(day), what=name)
    entries = (runs_sent.planned(turn, found.on, plan, "typed"),)
    shown, sent = noting.again(turn, entries)
    lines = [line(words("runs.coming", day=phrases.upper_first(day), what=name)), *effect(turn, entries)]
    lines += noting.today_too(turn, shown)
    rows: Rows = ((undo_button(turn), Button(words("button.week"), "week.0")),)
    out = question(turn, words("runs.coming_title"), lines, rows)
    return Reply(outs=(out, *shown), entries=(*entries, *sent))


def _moved(turn: Turn, found: MovedRun) -> Reply | None:
    """A run that goes to another date: it stands there, and no more where it was."""
    coming = [planned_on(turn, turn.today + timedelta(days=number)) for number in range(_AHEAD)]
    days = days_of(found, [one.kind for one in coming], turn.today)
    if days is None:
        return None
    origin, to = days
    run, other = planned_on(turn, origin), planned_on(turn, to) if found.swap else Run()
    entries = (runs_sent.planned(turn, to, run, "typed"), runs_sent.planned(turn, origin, other, "typed"))
    shown, sent = noting.again(turn, entries)
    words = turn.words
    named = {
        "day": phrases.upper_first(phrases.near_day(words, to, turn.today)), "what": _named(turn, run),
        "origin": phrases.upper_first(phrases.near_day(words, origin, turn.today)), "there": _named(turn, other),
    }  # fmt: skip
    lines = [line(words("runs.moved", **named)), *effect(turn, entries), *noting.today_too(turn, shown)]
    rows: Rows = ((undo_button(turn), Button(words("button.week"), "week.0")),)
    out = question(turn, words("runs.coming_title"), lines, rows)
    return Reply(outs=(out, *shown), entries=(*entries, *sent))


_AHEAD = 8
"""Days among which the run that is meant is looked for, today first."""


def _named(turn: Turn, run: Run) -> str:
    return turn.words("runs.no_run") if run.kind is RunKind.REST else plan_text(turn, run)


# --- "Tue 8k": which Tuesday? ----------------------------------------------------------------------------------------


async def _which(turn: Turn, found: said.Unclear) -> Reply:
    words = turn.words
    buttons = [
        Button(words("runs.which.done", day=phrases.date_text(words, found.last)), "runwhich.done"),
        Button(words("runs.which.once", day=phrases.date_text(words, found.next)), "runwhich.once"),
        Button(words("runs.which.always", day=words(f"day.long.{found.next.weekday()}")), "runwhich.always"),
    ]
    data = {"last": found.last.isoformat(), "next": found.next.isoformat(), "run": run_json(found.run)}
    lines = (line(words("runs.which", what=plan_text(turn, found.run))),)
    ask = Ask(WHICH, data, lasts=_LASTS, topic=WHICH)
    rows = tuple((one,) for one in buttons)
    return Reply(outs=(question(turn, words("runs.which_title"), lines, rows, ask, card=WHICH),))


async def which(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.kind != WHICH:
        return toast(turn, "engine.stale")
    data, close = turn.prompt.data, (turn.prompt.id,)
    run = run_of(data["run"])
    match turn.option:
        case "done":
            on = date.fromisoformat(data["last"])
            kind = run.kind if run.kind is not RunKind.EASY else None
            reply = await _run(turn, said.Done(on, run.km, run.minutes, kind, None, True))
        case "once":
            reply = await _coming(turn, said.Coming(date.fromisoformat(data["next"]), run))
        case "always":
            day = date.fromisoformat(data["next"]).weekday()
            week = tuple(run if number == day else Run() for number in range(7))
            reply = week_as_told(turn, Week(week, frozenset({day})))
        case _:
            return toast(turn, "engine.unknown_button")
    first = replace(reply.outs[0], card=WHICH)
    return replace(reply, outs=(first, *reply.outs[1:]), close=(*reply.close, *close))


DIALOGUE = Dialogue(
    name="runs",
    commands={"runs": runs},
    verbs={
        "runs": runs, "ranas": noting.as_kind, "ranmore": noting.another, "ranyes": noting.sure, "runwhich": which,
        "stoodfor": stood_for,
        "runchange": change, "runset": set_week,
    },
    texts={noting.ASK: noting.typed_kind, WEEK: typed_week},
    files=(runs_sent.receive,),
    listens=(listen,),
    interrupts=(interrupt,),
    stale={"runs": runs},
)  # fmt: skip
