"""Settings: the runner's own figures, how things are shown to them, and a pause."""

from __future__ import annotations

from dataclasses import replace

from adapters.messages import Button, line, strong
from bot import words
from bot.dialogues.settings.view import MENU, Here, Page, Result, Shown, back, button, key, lines_of, told
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import in_rows, toggle
from bot.grammar.profile import read_body
from bot.grammar.text import plain


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


PAGES = {
    "body": Page(_body, _body_pressed, _body_typed),
    "display": Page(_display, _display_pressed, _display_typed),
}
