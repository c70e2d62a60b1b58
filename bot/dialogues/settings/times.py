"""Settings: when the card comes and when is asked, and where the runner lives."""

from __future__ import annotations

import re
import statistics
from dataclasses import replace
from datetime import time

from adapters.messages import Button, Line, Rows, line, quiet, strong
from bot import phrases
from bot.dialogues.settings.view import MENU, Here, Page, Result, Shown, back, key, lines_of, told
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import in_rows, toggle
from bot.due import zone_of
from bot.grammar.days import days_at
from bot.grammar.problem import Trouble
from bot.grammar.text import clean, plain, tokens
from core.athlete import OFF

EVENINGS = (time(18, 0), time(19, 0), time(20, 0), time(21, 0), time(22, 0))


def _mornings(here: Here) -> Shown:
    athlete, view = here.athlete, here.view
    weekday = view.place - 1
    text = mornings_text(here)
    days = [
        forms.choice(here.words("settings.every_day"), key("mornings", "day-0"), weekday < 0),
        *(forms.choice(here.words(f"day.{n}"), key("mornings", f"day-{n + 1}"), weekday == n) for n in range(7)),
    ]
    now = athlete.morning if weekday < 0 else athlete.morning_on(weekday)
    rows: Rows = (
        *in_rows(days, 4),
        forms.mornings_row(key("mornings", "at"), now),
        (toggle(here.words("settings.readiness"), key("mornings", "ready"), athlete.readiness),),
        (back(here.words, "mornings"),),
    )
    return [*lines_of(here, "mornings.ask"), line(strong(text)), *_spread(here)], rows


def _spread(here: Here) -> list[Line]:
    """Where many share a minute each has a place in it, the same every day: said, so that nobody thinks it late."""
    minutes = round(here.turn.facts.get("offset_seconds", 0) / 60)
    return [line(quiet(here.words.plural("settings.mornings.spread", minutes)))] if minutes else []


def mornings_text(here: Here) -> str:
    athlete = here.athlete
    shown = [phrases.clock(athlete.morning)]
    shown += [
        here.words("settings.mornings.on", day=here.words(f"day.{number}"), time=phrases.clock(at))
        for number, at in athlete.mornings
        if at != athlete.morning
    ]
    return " · ".join(shown)


def _mornings_pressed(here: Here, what: str) -> Result:
    name, _, value = what.partition("-")
    if name == "day" and value in tuple("01234567"):
        return Result(replace(here.view, place=int(value)))
    if what in ("ready+", "ready-"):
        on = what == "ready+"
        said = told(here, f"readiness.{'on' if on else 'off'}")
        return Result(here.view, replace(here.athlete, readiness=on), said)
    at = forms.pressed_time(what.removeprefix("at."))
    return Result(here.view) if at is None else _morning_at(here, at)


def _morning_at(here: Here, at: time) -> Result:
    athlete, weekday = here.athlete, here.view.place - 1
    if weekday < 0:
        changed = replace(athlete, morning=at, mornings=())
    else:
        others = tuple(one for one in athlete.mornings if one[0] != weekday)
        own = () if at == athlete.morning else ((weekday, at),)
        changed = replace(athlete, mornings=tuple(sorted((*others, *own))))
    text = mornings_text(replace(here, athlete=changed))
    return Result(here.view, changed, told(here, "mornings", text=text))


_ON_DAYS = re.compile(
    r"(?:at )?(?P<at>\d{1,2}(?:[:.h]\d\d)? ?(?:am|pm|o'?clock)?) (?:(?:on|at|during|over) )?(?P<on>[a-z][a-z ,&-]*)",
)


def _mornings_typed(here: Here, text: str) -> Result | None:
    """One time for all days, or several with their days: "7 on weekdays and 9 at weekends"."""
    named = [(stated.time_of_day(one["at"]), _days(one["on"])) for one in _ON_DAYS.finditer(clean(text).casefold())]
    if named and all(at is not None and days for at, days in named):
        week = {day: here.athlete.morning_on(day) for day in range(7)}
        week |= {day: at for at, days in named for day in days if at is not None}
        usual = statistics.mode(week.values())
        own = tuple((day, at) for day, at in week.items() if at != usual)
        changed = replace(here.athlete, morning=usual, mornings=own)
        return Result(here.view, changed, told(here, "mornings", text=mornings_text(replace(here, athlete=changed))))
    at = stated.time_of_day(text)
    return _no_time(here, text) if at is None else _morning_at(here, at)


def _days(text: str) -> tuple[int, ...]:
    parts = tokens(text)
    return tuple({day: None for at in range(len(parts)) if (found := days_at(parts, at)) for day in found[1]})


def _no_time(here: Here, text: str) -> Result | None:
    problems = stated.time_problems(text)
    return Result(here.view, notes=stated.complaints(here.words, problems)) if problems else None


def _evening(here: Here) -> Shown:
    row = tuple(
        forms.choice(phrases.clock(one), key("evening", f"at.{one:%H%M}"), one == here.athlete.evening)
        for one in sorted({*EVENINGS, here.athlete.evening or EVENINGS[0]})
    )
    none = forms.choice(here.words("settings.evening.none"), key("evening", OFF), here.athlete.evening is None)
    return lines_of(here, "evening.ask"), (row, (none,), (back(here.words, "evening"),))


def _evening_pressed(here: Here, what: str) -> Result:
    if what == OFF:
        return Result(here.view, replace(here.athlete, evening=None), told(here, "evening.off"))
    at = forms.pressed_time(what.removeprefix("at."))
    return Result(here.view) if at is None else _evening_at(here, at)


def _evening_at(here: Here, at: time) -> Result:
    return Result(here.view, replace(here.athlete, evening=at), told(here, "evening", time=phrases.clock(at)))


_NO_QUESTION = (OFF, "no", "no question", "never", "none", "not at all", "stop", "stop it", "don't ask", "dont ask")


def _evening_typed(here: Here, text: str) -> Result | None:
    if plain(text) in _NO_QUESTION:
        return _evening_pressed(here, OFF)
    at = stated.time_of_day(text, evening=True)
    return _no_time(here, text) if at is None else _evening_at(here, at)


def _zone(here: Here) -> Shown:
    offered = here.view.draft.get("offered") or []
    rows = [
        (Button(stated.place_text(here.words, one, here.now), key("zone", f"is-{number}")),)
        for number, one in enumerate(offered)
    ]
    city = forms.zone_text(here.athlete.zone)
    clock = phrases.clock(here.now.astimezone(zone_of(here.athlete.zone)).time())
    ask = lines_of(here, "zone.which") if rows else lines_of(here, "zone.ask", city=city, time=clock)
    return ask, (*rows, (back(here.words, "zone"),))


def _zone_pressed(here: Here, what: str) -> Result:
    offered = here.view.draft.get("offered") or []
    number = what.removeprefix("is-")
    if not number.isascii() or not number.isdigit() or int(number) >= len(offered):
        return Result(here.view)
    return moved(here, stated.offered_place(offered[int(number)])[1])


def moved(here: Here, zone: str) -> Result:
    changed = replace(here.athlete, zone=zone)
    clock = phrases.clock(here.now.astimezone(zone_of(zone)).time())
    said = told(here, "zone", city=forms.zone_text(zone), time=clock)
    return Result(here.view.at(MENU), changed, said)


def _zone_typed(here: Here, text: str) -> Result | None:
    found = stated.find_place(text)
    offered = stated.offered(found)
    if found.zone is not None:
        return moved(here, found.zone)
    if offered:
        return Result(here.view.ticking(offered=list(offered)))
    if any(one.code is Trouble.not_a_place for one in found.problems):
        return Result(here.view, notes=stated.complaints(here.words, found.problems))
    return Result(here.view, notes=(stated.lost(here.words, text, "place"),))


PAGES = {
    "mornings": Page(_mornings, _mornings_pressed, _mornings_typed),
    "evening": Page(_evening, _evening_pressed, _evening_typed),
    "zone": Page(_zone, _zone_pressed, _zone_typed),
}
