"""The small pages of the settings: one choice each, taken at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta

from adapters.messages import Button, Line, Rows, line, quiet, strong
from bot import phrases, words
from bot.dialogues import forms, stated
from bot.dialogues.common import in_rows, toggle
from bot.dialogues.settings.view import MENU, Here, Result, Shown, back, button, key
from bot.dialogues.week import wishes
from bot.due import zone_of
from bot.grammar import strength_days
from bot.grammar.problem import Trouble
from bot.grammar.profile import read_body, read_strength
from bot.grammar.strength_days import Weekdays
from bot.grammar.text import plain
from core import planner, season
from core.athlete import Athlete, Priority

EVENINGS = (time(18, 0), time(19, 0), time(20, 0), time(21, 0), time(22, 0))

Typed = Callable[[Here, str], Result | None]


@dataclass(frozen=True, slots=True)
class Page:
    """`typed` None: the page takes no typed answer."""

    show: Callable[[Here], Shown]
    press: Callable[[Here, str], Result]
    typed: Typed | None = None


def told(here: Here, said: str, /, **figures: object) -> tuple[str, ...]:
    return (here.words(f"settings.said.{said}", **figures),)


def lines_of(here: Here, name: str, **figures: object) -> list[Line]:
    return [line(one) for one in here.words(f"settings.{name}", **figures).split("\n")]


# --- mornings and evening --------------------------------------------------------------------------------------------


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


def _mornings_typed(here: Here, text: str) -> Result | None:
    at = stated.time_of_day(text)
    return _no_time(here, text) if at is None else _morning_at(here, at)


def _no_time(here: Here, text: str) -> Result | None:
    problems = stated.time_problems(text)
    return Result(here.view, notes=stated.complaints(here.words, problems)) if problems else None


def _evening(here: Here) -> Shown:
    row = tuple(
        forms.choice(phrases.clock(one), key("evening", f"at.{one:%H%M}"), one == here.athlete.evening)
        for one in sorted({*EVENINGS, here.athlete.evening})
    )
    return lines_of(here, "evening.ask"), (row, (back(here.words, "evening"),))


def _evening_pressed(here: Here, what: str) -> Result:
    at = forms.pressed_time(what.removeprefix("at."))
    return Result(here.view) if at is None else _evening_at(here, at)


def _evening_at(here: Here, at: time) -> Result:
    return Result(here.view, replace(here.athlete, evening=at), told(here, "evening", time=phrases.clock(at)))


def _evening_typed(here: Here, text: str) -> Result | None:
    at = stated.time_of_day(text, evening=True)
    return _no_time(here, text) if at is None else _evening_at(here, at)


# --- how much, how fast ----------------------------------------------------------------------------------------------


def _strength(here: Here) -> Shown:
    athlete = here.athlete
    rows: Rows = (
        forms.days_row(here.words, key("strength", "days"), athlete.strength_days, (0, 1, 2)),
        forms.minutes_row(here.words, key("strength", "min"), athlete.minutes),
        *in_rows([_weekday(here, number) for number in range(7)], 4),
        (toggle(here.words("settings.technique"), key("strength", "technique"), athlete.technique_day),),
        (toggle(here.words("settings.mobility"), key("strength", "mobility"), athlete.daily_mobility),),
        (back(here.words, "strength"),),
    )
    return lines_of(here, "strength.ask"), rows


def _strength_pressed(here: Here, what: str) -> Result:
    name, _, value = what.partition(".")
    athlete = here.athlete
    if name == "days" and value in ("0", "1", "2"):
        return _strength_set(here, replace(athlete, strength_days=int(value)))
    if name == "min" and value in map(str, forms.MINUTES):
        return _strength_set(here, replace(athlete, minutes=int(value)))
    if name == "on" and value[:1] in tuple("0123456") and value[1:] in _DAY_STATES:
        number, state = int(value[0]), value[1:]
        wished = {*athlete.wished_days} - {number} | ({number} if state == "wished" else set())
        free = {*athlete.free_days} - {number} | ({number} if state == "free" else set())
        return weekdays_set(here, Weekdays(tuple(sorted(wished)), tuple(sorted(free))))
    if what in ("technique+", "technique-"):
        on = what == "technique+"
        said = told(here, f"technique.{'on' if on else 'off'}")
        return Result(here.view, replace(athlete, technique_day=on), said, plan=True)
    if what in ("mobility+", "mobility-"):
        on = what == "mobility+"
        return Result(here.view, replace(athlete, daily_mobility=on), told(here, f"mobility.{'on' if on else 'off'}"))
    return Result(here.view)


def _strength_set(here: Here, athlete: Athlete) -> Result:
    days = here.words.plural("form.days", athlete.strength_days)
    return Result(here.view, athlete, told(here, "strength", days=days, minutes=athlete.minutes), plan=True)


_DAY_STATES = ("any", "wished", "free")


def _weekday(here: Here, number: int) -> Button:
    """A weekday for strength: any will do, it is wanted there, or nothing is planned; a press goes on to the next."""
    athlete = here.athlete
    now = 1 if number in athlete.wished_days else 2 if number in athlete.free_days else 0
    label = here.words(f"settings.on.{_DAY_STATES[now]}", day=here.words(f"day.{number}"))
    return Button(label, key("strength", f"on.{number}{_DAY_STATES[(now + 1) % 3]}"))


def weekdays_set(here: Here, told_days: Weekdays) -> Result:
    """Other weekdays for strength; what of them cannot be kept is said at once."""
    if len(told_days.free) == 7:
        return Result(here.view, notes=told(here, "weekdays.none_left"))
    athlete = replace(here.athlete, wished_days=told_days.wished, free_days=told_days.free)
    said = told(here, "weekdays", text=weekdays_text(here, athlete))
    monday = season.monday_of(here.turn.today) + timedelta(days=7)
    there = replace(here.turn, athlete=athlete)
    laid = planner.plan_week(athlete, here.turn.standing, monday, here.turn.today)
    return Result(here.view, athlete, (*said, *wishes.unkept(there, laid)), plan=True)


def weekdays_text(here: Here, athlete: Athlete) -> str:
    """ "best on Mon and Thu, never on Wed"; any day where nothing was said."""
    named = [
        here.words(f"settings.weekdays.{name}", days=phrases.listed(here.words, [here.words(f"day.{n}") for n in days]))
        for name, days in (("wished", athlete.wished_days), ("free", athlete.free_days))
        if days
    ]
    return ", ".join(named) or here.words("settings.weekdays.any")


def _strength_typed(here: Here, text: str) -> Result | None:
    named = strength_days.read(text, asked=True)
    if named is not None:
        return weekdays_set(here, named)
    days, minutes, problems = read_strength(text)
    if days is None and minutes is None:
        return Result(here.view, notes=stated.complaints(here.words, problems)) if problems else None
    athlete = here.athlete
    changed = replace(
        athlete,
        strength_days=athlete.strength_days if days is None else days,
        minutes=athlete.minutes if minutes is None else minutes,
    )
    result = _strength_set(here, changed)
    return replace(result, notes=(*result.notes, *stated.complaints(here.words, problems)))


def _race(here: Here) -> Shown:
    athlete = here.athlete
    lines = [*lines_of(here, "race.ask"), line(strong(forms.race_text(here.words, athlete)))]
    rows: list[tuple[Button, ...]] = []
    if athlete.race is not None:
        rows.append(forms.priority_row(here.words, key("race", "is"), athlete.race.priority))
        rows.append((button(here.words, "join.time.no_race", "race", "none"),))
    return lines, (*rows, (back(here.words, "race"),))


def _race_pressed(here: Here, what: str) -> Result:
    athlete, value = here.athlete, what.removeprefix("is.")
    if what == "none":
        return _race_set(here, athlete.with_season(()))
    if value in Priority.__members__ and athlete.race is not None:
        main = replace(athlete.race, priority=Priority(value))
        return _race_set(here, athlete.with_season((*athlete.races, main)))
    return Result(here.view)


def _race_set(here: Here, athlete: Athlete) -> Result:
    return Result(here.view, athlete, told(here, "race", text=forms.race_text(here.words, athlete)), plan=True)


def _race_typed(here: Here, text: str) -> Result | None:
    said = stated.racing(text, here.turn.today, here.athlete.distance_unit)
    if said is None:
        return None
    if said.race is None:
        return Result(here.view, notes=stated.race_complaints(here.words, said))
    return _race_set(here, here.athlete.with_season((*here.athlete.season, said.race)))


# --- how things are shown --------------------------------------------------------------------------------------------


def _display(here: Here) -> Shown:
    athlete = here.athlete
    rows: list[tuple[Button, ...]] = [
        tuple(
            forms.choice(here.words(f"unit.{one}"), key("display", f"mass-{one}"), athlete.mass_unit == one)
            for one in ("kg", "lb")
        )
        + tuple(
            forms.choice(here.words(f"unit.{one}"), key("display", f"distance-{one}"), athlete.distance_unit == one)
            for one in ("km", "mi")
        ),
        (toggle(here.words("settings.plain"), key("display", "plain"), athlete.plain),),
    ]
    if len(words.languages()) > 1:
        rows += in_rows(
            [
                forms.choice(
                    here.words(f"language.{one}"), key("display", f"language-{one}"), here.words.language == one
                )
                for one in words.languages()
            ],
            3,
        )
    return lines_of(here, "display.ask"), (*rows, (back(here.words, "display"),))


def _display_pressed(here: Here, what: str) -> Result:
    athlete = here.athlete
    name, _, value = what.partition("-")
    if name == "mass" and value in ("kg", "lb"):
        return Result(here.view, replace(athlete, mass_unit=value), told(here, "units"))
    if name == "distance" and value in ("km", "mi"):
        return Result(here.view, replace(athlete, distance_unit=value), told(here, "units"))
    if name == "language" and value in words.languages():
        there = replace(here, words=words.Words(value))
        return Result(here.view, replace(athlete, language=value), told(there, "language"))
    if what in ("plain+", "plain-"):
        on = what == "plain+"
        return Result(here.view, replace(athlete, plain=on), told(here, f"plain.{'on' if on else 'off'}"))
    return Result(here.view)


_UNITS = {
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "imperial"), ("mass_unit", "lb")),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "metric"), ("mass_unit", "kg")),
    **dict.fromkeys(("mi", "mile", "miles"), ("distance_unit", "mi")),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), ("distance_unit", "km")),
}


def _display_typed(here: Here, text: str) -> Result | None:
    """ "Pounds and miles"; metric and imperial are both at once."""
    said = [one for one in plain(text).replace(",", " ").split() if one not in ("and", "units", "in", "the", "please")]
    if not said or not set(said) <= set(_UNITS):
        return None
    units = dict(_UNITS[one] for one in said)
    if {"metric", "imperial"} & set(said):
        units["distance_unit"] = "km" if units["mass_unit"] == "kg" else "mi"
    mass = units.get("mass_unit", here.athlete.mass_unit)
    distance = units.get("distance_unit", here.athlete.distance_unit)
    return Result(here.view, replace(here.athlete, mass_unit=mass, distance_unit=distance), told(here, "units"))


# --- where -----------------------------------------------------------------------------------------------------------


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


# --- body, pause -----------------------------------------------------------------------------------------------------


def _body(here: Here) -> Shown:
    athlete = here.athlete
    known = forms.body_text(here.words, athlete) or here.words("settings.body.unknown")
    rows: list[tuple[Button, ...]] = [
        (toggle(here.words("join.level.bendy"), key("body", "bendy"), athlete.hypermobile),)
    ]
    rows += [
        (forms.choice(here.words(f"level.{one}.long"), key("body", f"level-{one}"), athlete.level.value == one),)
        for one in ("new", "some", "trained")
    ]
    if forms.body_text(here.words, athlete):
        rows.append((button(here.words, "settings.body.clear", "body", "clear"),))
    return [*lines_of(here, "body.ask"), line(strong(known))], (*rows, (back(here.words, "body"),))


def _body_pressed(here: Here, what: str) -> Result:
    athlete = here.athlete
    if what in ("bendy+", "bendy-"):
        changed = replace(athlete, hypermobile=what == "bendy+")
        return Result(here.view, changed, told(here, f"bendy.{'on' if what == 'bendy+' else 'off'}"), plan=True)
    if what == "clear":
        return Result(
            here.view, replace(athlete, born=None, sex=None, mass_kg=None), told(here, "body.cleared"), plan=True
        )
    level = what.removeprefix("level-")
    if level in ("new", "some", "trained"):
        changed = replace(athlete, level=type(athlete.level)(level))
        return Result(here.view, changed, told(here, "level", level=here.words(f"level.{level}")), plan=True)
    return Result(here.view)


def _body_typed(here: Here, text: str) -> Result | None:
    body, problems, left = read_body(text, here.turn.today, here.athlete.mass_unit)
    if left or not (body.said or problems):
        return None
    athlete = here.athlete
    changed = replace(
        athlete,
        born=body.born if body.born is not None else athlete.born,
        sex=body.sex or athlete.sex,
        mass_kg=body.mass_kg if body.mass_kg is not None else athlete.mass_kg,
    )
    said = told(here, "body", text=forms.body_text(here.words, changed)) if body.said else ()
    complaints = stated.complaints(here.words, problems)
    return Result(here.view, changed if body.said else None, (*said, *complaints), plan=body.said)


def paused(here: Here, on: bool) -> Result:
    changed = replace(here.athlete, paused=on)
    return Result(here.view.at(MENU), changed, told(here, "paused" if on else "resumed"))


SMALL: dict[str, Page] = {
    "mornings": Page(_mornings, _mornings_pressed, _mornings_typed),
    "evening": Page(_evening, _evening_pressed, _evening_typed),
    "strength": Page(_strength, _strength_pressed, _strength_typed),
    "race": Page(_race, _race_pressed, _race_typed),
    "display": Page(_display, _display_pressed, _display_typed),
    "zone": Page(_zone, _zone_pressed, _zone_typed),
    "body": Page(_body, _body_pressed, _body_typed),
}
