"""Settings: the usual runs, the days and minutes for strength, the race."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Rows, line, strong
from bot.dialogues.settings.view import MENU, Here, Page, Result, Shown, back, button, key, lines_of, save, told
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import in_rows, toggle
from bot.dialogues.week import wishes
from bot.grammar import strength_days
from bot.grammar.runs import read_week
from bot.grammar.strength_days import Weekdays
from bot.grammar.text import plain
from core import planner, season
from core.athlete import Athlete, Policy, Priority, Run, RunKind


def _drafted_runs(here: Here) -> tuple[Run, ...]:
    kinds = here.view.draft.get("runs")
    if not isinstance(kinds, list) or len(kinds) != 7:
        return here.athlete.runs
    return tuple(
        replace(run, kind=RunKind(kind)) if kind != "rest" else Run()
        for run, kind in zip(here.athlete.runs, kinds, strict=True)
    )


def _runs(here: Here) -> Shown:
    runs = _drafted_runs(here)
    lines = [*lines_of(here, "runs.ask"), BLANK, line(strong(forms.runs_text(here.words, here.athlete, runs)))]
    rows = forms.runs_rows(here.words, key("runs", "day").removesuffix(".day"), runs)
    return lines, (*rows, (back(here.words, "runs"), save(here, "runs")))


def _runs_pressed(here: Here, what: str) -> Result:
    runs = _drafted_runs(here)
    if what == "save":
        return _runs_set(here, runs)
    changed = forms.run_pressed(runs, what)
    return Result(here.view.ticking(runs=[one.kind.value for one in changed]))


def _runs_set(here: Here, runs: Sequence[Run]) -> Result:
    athlete = replace(here.athlete, runs=tuple(runs))
    said = told(here, "runs", text=forms.runs_text(here.words, athlete))
    return Result(here.view.at(MENU), athlete, said, plan=True)


def _runs_typed(here: Here, text: str) -> Result | None:
    athlete = stated.with_units(here.athlete, text)
    week = read_week(text, unit=athlete.distance_unit)
    if not week.said and not stated.nothing(plain(text), "runs"):
        return Result(here.view, notes=stated.complaints(here.words, week.problems)) if week.problems else None
    there = replace(here, athlete=athlete)
    result = _runs_set(there, stated.merged(athlete.runs, week))
    complaints = stated.complaints(here.words, week.problems, week.leftovers)
    return replace(result, view=here.view.at("runs") if complaints else result.view, notes=(*result.notes, *complaints))


def _strength(here: Here) -> Shown:
    athlete = here.athlete
    rows: Rows = (
        forms.days_row(here.words, key("strength", "days"), athlete.strength_days, (0, 1, 2)),
        forms.minutes_row(here.words, key("strength", "min"), athlete.minutes),
        *in_rows([_weekday(here, number) for number in range(7)], 4),
        (toggle(here.words("settings.technique"), key("strength", "technique"), athlete.technique_day),),
        (toggle(here.words("settings.calm"), key("strength", "calm"), athlete.calm),),
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
    if what in ("calm+", "calm-"):
        on = what == "calm+"
        changed = replace(athlete, policy=Policy.CALM if on else Policy.NORMAL)
        return Result(here.view, changed, told(here, f"calm.{'on' if on else 'off'}"), plan=True)
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
    said = told(here, "weekdays", text=forms.weekdays_text(here.words, athlete))
    monday = season.monday_of(here.turn.today) + timedelta(days=7)
    there = replace(here.turn, athlete=athlete)
    laid = planner.plan_week(athlete, here.turn.standing, monday, here.turn.today)
    return Result(here.view, athlete, (*said, *wishes.unkept(there, laid)), plan=True)


def _strength_typed(here: Here, text: str) -> Result | None:
    said = strength_days.read_all(text, asked=True)
    complaints = stated.complaints(here.words, said.problems)
    if said == strength_days.Told(problems=said.problems):
        return Result(here.view, notes=complaints) if complaints else None
    athlete = here.athlete
    changed = replace(
        athlete,
        strength_days=athlete.strength_days if said.days is None else said.days,
        minutes=athlete.minutes if said.minutes is None else said.minutes,
    )
    result = _strength_set(here, changed)
    if said.weekdays is not None:
        named = weekdays_set(replace(here, athlete=changed), said.weekdays)
        kept = named.athlete is None or changed == athlete
        result = named if kept else replace(named, notes=(*result.notes, *named.notes))
    return replace(result, notes=(*result.notes, *complaints))


def ahead(athlete: Athlete, today: date) -> Athlete:
    """The runner with the races from today on: one that is over has nothing more to be set."""
    return athlete.with_season(one for one in athlete.season if one.day >= today)


def _race(here: Here) -> Shown:
    athlete = ahead(here.athlete, here.turn.today)
    lines = [*lines_of(here, "race.ask"), line(strong(forms.race_text(here.words, athlete)))]
    rows: list[tuple[Button, ...]] = []
    if athlete.race is not None:
        rows.append(forms.priority_row(here.words, key("race", "is"), athlete.race.priority))
        rows.append((button(here.words, "join.time.no_race", "race", "none"),))
    return lines, (*rows, (back(here.words, "race"),))


def _race_pressed(here: Here, what: str) -> Result:
    athlete, value = here.athlete, what.removeprefix("is.")
    if what == "none":
        # What was run is no plan that can be dropped: the days after it stand (6). Today's may have been run already.
        return _race_set(here, athlete.with_season(one for one in athlete.season if one.day <= here.turn.today))
    main = ahead(athlete, here.turn.today).race
    if value in Priority.__members__ and main is not None:
        return _race_set(here, athlete.with_season((*athlete.season, replace(main, priority=Priority(value)))))
    return Result(here.view)


def _race_set(here: Here, athlete: Athlete) -> Result:
    text = forms.race_text(here.words, ahead(athlete, here.turn.today))
    return Result(here.view, athlete, told(here, "race", text=text), plan=True)


def _race_typed(here: Here, text: str) -> Result | None:
    said = stated.racing(text, here.turn.today, here.athlete.distance_unit)
    if said is None:
        return None
    if said.race is None:
        return Result(here.view, notes=stated.race_complaints(here.words, said))
    return _race_set(here, here.athlete.with_season((*here.athlete.season, said.race)))


PAGES = {
    "runs": Page(_runs, _runs_pressed, _runs_typed),
    "strength": Page(_strength, _strength_pressed, _strength_typed),
    "race": Page(_race, _race_pressed, _race_typed),
}
