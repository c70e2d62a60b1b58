"""Settings: what there is to train with, place by place."""

from __future__ import annotations

from dataclasses import replace

from adapters.messages import BLANK, Button, Rows, line, strong
from bot.dialogues.settings.view import Here, Page, Result, Shown, back, button, key, lines_of, save, told
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import in_rows
from bot.grammar.kit import read_kit
from core.athlete import Place
from core.kit import Item, Kit

NAME_MOST = 30
PLACES_MOST = 6


def _kits(here: Here) -> Shown:
    """Every place with what is there; the first is the one that is planned for."""
    athlete = here.athlete
    lines = lines_of(here, "kit.ask" if athlete.places else "kit.none")
    rows: list[tuple[Button, ...]] = []
    for number, place in enumerate(athlete.places):
        text = forms.kit_text(here.words, athlete, place.kit)
        lines.append(line(strong(place_name(here, place)), f": {text}"))
        rows.append((Button(place_name(here, place), key("kit", f"open-{number}")),))
    if len(athlete.places) < PLACES_MOST:
        rows.append((button(here.words, "settings.kit.add", "kit", "add"),))
    return lines, (*in_rows([one for row in rows for one in row], 2), (back(here.words, "kit"),))


def place_name(here: Here, place: Place) -> str:
    return here.words("settings.kit.home") if place.name == "home" else place.name


def _kits_pressed(here: Here, what: str) -> Result:
    name, _, value = what.partition("-")
    if name == "open" and value.isascii() and value.isdigit() and int(value) < len(here.athlete.places):
        return Result(here.view.at("place", int(value)))
    if what == "add":
        return Result(here.view.at("newplace" if here.athlete.places else "place", len(here.athlete.places)))
    return Result(here.view)


def _new_place(here: Here) -> Shown:
    return lines_of(here, "kit.name"), ((back(here.words, "newplace", "kit"),),)


def _new_place_typed(here: Here, text: str) -> Result | None:
    name = " ".join(text.split())
    taken = {one.name.casefold() for one in here.athlete.places}
    if not name or len(name) > NAME_MOST or not name.isprintable():
        return Result(here.view, notes=told(here, "kit.bad_name", most=NAME_MOST))
    if name.casefold() in taken:
        return Result(here.view, notes=told(here, "kit.name_taken", place=name))
    athlete = replace(here.athlete, places=(*here.athlete.places, Place(name, Kit())))
    return Result(here.view.at("place", len(athlete.places) - 1), athlete, told(here, "kit.added", place=name))


def _drafted_kit(here: Here) -> Kit:
    kit = _place_of(here).kit
    items = here.view.draft.get("items")
    return kit if not isinstance(items, list) else replace(kit, items=frozenset(Item(one) for one in items))


def _place_of(here: Here) -> Place:
    places = here.athlete.places
    return places[here.view.place] if here.view.place < len(places) else Place("home", Kit())


def _place(here: Here) -> Shown:
    kit = _drafted_kit(here)
    text = forms.kit_text(here.words, here.athlete, kit)
    lines = [*lines_of(here, "place.ask", place=place_name(here, _place_of(here))), BLANK, line(strong(text))]
    if forms.weights_missing(kit):
        lines.append(line(here.words("settings.place.weights")))
    rows = forms.kit_rows(here.words, key("place", "x").removesuffix(".x"), kit.items)
    more: list[Button] = []
    if len(here.athlete.places) > 1:
        if here.view.place > 0:
            more.append(button(here.words, "settings.place.first", "place", "first"))
        more.append(button(here.words, "settings.place.remove", "place", "remove"))
    tail: Rows = ((*more,), (back(here.words, "place", "kit"), save(here, "place")))
    return lines, (*rows, *(one for one in tail if one))


def _place_pressed(here: Here, what: str) -> Result:
    places, number = here.athlete.places, here.view.place
    if what == "save":
        return kit_set(here, _drafted_kit(here))
    if what == "first" and number < len(places):
        chosen = places[number]
        ordered = (chosen, *(one for one in places if one is not chosen))
        said = told(here, "kit.first", place=place_name(here, chosen))
        return Result(here.view.at("kit"), replace(here.athlete, places=ordered), said, plan=True)
    if what == "remove" and number < len(places):
        left = tuple(one for at, one in enumerate(places) if at != number)
        said = told(here, "kit.removed", place=place_name(here, places[number]))
        return Result(here.view.at("kit"), replace(here.athlete, places=left), said, plan=number == 0)
    kit = forms.kit_pressed(_drafted_kit(here), what)
    return Result(here.view.ticking(items=[one.value for one in Item if one in kit.items]))


def kit_set(here: Here, kit: Kit) -> Result:
    """The open place with another kit, and what is said of it."""
    number, places = here.view.place, list(here.athlete.places)
    place = replace(_place_of(here), kit=kit)
    if number < len(places):
        places[number] = place
    else:
        places.append(place)
    athlete = replace(here.athlete, places=tuple(places))
    said = told(here, "kit", place=place_name(here, place), text=forms.kit_text(here.words, athlete, kit))
    view = here.view.at("place", number) if forms.weights_missing(kit) else here.view.at("kit")
    return Result(view, athlete, said, plan=number == 0)


def _place_typed(here: Here, text: str) -> Result | None:
    athlete = stated.with_units(here.athlete, text)
    there = replace(here, athlete=athlete)
    kit = _drafted_kit(here)
    asked = stated.WEIGHTS if forms.weights_missing(kit) else ""
    told = stated.kit_read(text, kit, athlete.mass_unit, asked)
    complaints = stated.complaints(here.words, stated.kit_problems(told), told.leftovers)
    if not stated.said_kit(told) and not told.none:
        return Result(here.view, notes=complaints) if complaints and told.problems else None
    result = kit_set(there, Kit() if told.none else stated.with_kit(kit, told, asked))
    guessed = (here.words("kit.guessed"),) if told.guessed else ()
    return replace(result, notes=(*result.notes, *guessed, *complaints))


def _kits_typed(here: Here, text: str) -> Result | None:
    """Under the list of places a kit is said of the first one; numbers alone are no weights there."""
    if not stated.said_kit(read_kit(text, unit=here.athlete.mass_unit)):
        return None
    return _place_typed(replace(here, view=here.view.at("place")), text)


PAGES = {
    "kit": Page(_kits, _kits_pressed, _kits_typed),
    "newplace": Page(_new_place, lambda here, what: Result(here.view), _new_place_typed),
    "place": Page(_place, _place_pressed, _place_typed),
}
