"""The pages of the settings where several things are ticked, then saved: runs, kit, health, what to be careful with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.messages import BLANK, Button, Line, Rows, Style, line, strong
from bot import phrases
from bot.dialogue import Turn
from bot.dialogues import forms, stated
from bot.dialogues.common import in_rows
from bot.dialogues.episodes import card as episode_card
from bot.dialogues.settings.pages import Page, told
from bot.dialogues.settings.view import MENU, Here, Result, Shown, back, button, key
from bot.grammar import conditions
from bot.grammar.conditions import HYPERMOBILE
from bot.grammar.kit import read_kit
from bot.grammar.runs import read_week
from bot.grammar.text import plain
from core import diary, planner
from core.athlete import Limit, Place, Run, RunKind
from core.body import Region, Side
from core.diary import Entry
from core.kit import Item, Kit
from core.people import MINOR, screen_yes

NAME_MOST = 30
PLACES_MOST = 6


def _lines(here: Here, name: str, **figures: object) -> list[Line]:
    return [line(one) for one in here.words(f"settings.{name}", **figures).split("\n")]


def _save(here: Here, page: str) -> Button:
    return button(here.words, "settings.save", page, "save", Style.PRIMARY)


# --- runs ------------------------------------------------------------------------------------------------------------


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
    lines = [*_lines(here, "runs.ask"), BLANK, line(strong(forms.runs_text(here.words, here.athlete, runs)))]
    rows = forms.runs_rows(here.words, key("runs", "day").removesuffix(".day"), runs)
    return lines, (*rows, (back(here.words, "runs"), _save(here, "runs")))


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
    if not week.said and plain(text) not in stated.NOTHING:
        return Result(here.view, notes=stated.complaints(here.words, week.problems)) if week.problems else None
    there = replace(here, athlete=athlete)
    result = _runs_set(there, stated.merged(athlete.runs, week))
    complaints = stated.complaints(here.words, week.problems, week.leftovers)
    return replace(result, view=here.view.at("runs") if complaints else result.view, notes=(*result.notes, *complaints))


# --- kit -------------------------------------------------------------------------------------------------------------


def _kits(here: Here) -> Shown:
    """Every place with what is there; the first is the one that is planned for."""
    athlete = here.athlete
    lines = _lines(here, "kit.ask" if athlete.places else "kit.none")
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
    return _lines(here, "kit.name"), ((back(here.words, "newplace", "kit"),),)


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
    lines = [*_lines(here, "place.ask", place=place_name(here, _place_of(here))), BLANK, line(strong(text))]
    if forms.weights_missing(kit):
        lines.append(line(here.words("settings.place.weights")))
    rows = forms.kit_rows(here.words, key("place", "x").removesuffix(".x"), kit.items)
    more: list[Button] = []
    if len(here.athlete.places) > 1:
        if here.view.place > 0:
            more.append(button(here.words, "settings.place.first", "place", "first"))
        more.append(button(here.words, "settings.place.remove", "place", "remove"))
    tail: Rows = ((*more,), (back(here.words, "place", "kit"), _save(here, "place")))
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
    return replace(result, notes=(*result.notes, *complaints))


def _kits_typed(here: Here, text: str) -> Result | None:
    """Under the list of places a kit is said of the first one; numbers alone are no weights there."""
    if not stated.said_kit(read_kit(text, unit=here.athlete.mass_unit)):
        return None
    return _place_typed(replace(here, view=here.view.at("place")), text)


# --- what to be careful with -----------------------------------------------------------------------------------------


def _drafted_limits(here: Here) -> tuple[Limit, ...]:
    names = here.view.draft.get("limits")
    if not isinstance(names, list):
        return here.athlete.limits
    known = {one.region.value: one for one in reversed(here.athlete.limits)}
    kept = [one for one in here.athlete.limits if one.region.value in names]
    return (*kept, *(Limit(Region(one)) for one in names if one not in known))


def limits_text(here: Here, limits: Sequence[Limit]) -> str:
    return ", ".join(phrases.part(here.words, one.region, one.side) for one in limits) or here.words(
        "settings.limits.none"
    )


def _limits(here: Here) -> Shown:
    limits = _drafted_limits(here)
    rows = forms.area_rows(here.words, key("limits", "x").removesuffix(".x"), {one.region.value for one in limits})
    lines = [*_lines(here, "limits.ask"), BLANK, line(strong(phrases.upper_first(limits_text(here, limits))))]
    return lines, (*rows, (back(here.words, "limits"), _save(here, "limits")))


def _limits_pressed(here: Here, what: str) -> Result:
    limits = _drafted_limits(here)
    if what == "save":
        return _limits_set(here, limits)
    names = forms.switched((one.region.value for one in limits), what, [one.value for one in Region])
    return Result(here.view.ticking(limits=list(names)))


def _limits_set(here: Here, limits: Sequence[Limit]) -> Result:
    athlete = replace(here.athlete, limits=tuple(limits))
    return Result(here.view.at(MENU), athlete, told(here, "limits", text=limits_text(here, limits)), plan=True)


def _limits_typed(here: Here, text: str) -> Result | None:
    if plain(text) in stated.NOTHING:
        return _limits_set(here, ())
    parts = stated.parts(text)
    if not parts:
        return None
    named = {region for region, _ in parts}
    kept = [one for one in here.athlete.limits if one.region not in named]
    return _limits_set(here, (*kept, *(Limit(region, side or Side.both) for region, side in parts)))


# --- health ----------------------------------------------------------------------------------------------------------


def _health(here: Here) -> Shown:
    ticked = here.view.draft.get("yes")
    if isinstance(ticked, list):
        rows = forms.screen_rows(here.words, key("health", "x").removesuffix(".x"), ticked)
        go = (
            _save(here, "health") if ticked else button(here.words, "join.health.none", "health", "save", Style.PRIMARY)
        )
        return _lines(here, "health.tick"), (*rows, (back(here.words, "health"), go))
    flags = episode_card.flags(here.turn)
    lines = [*flags, *([BLANK] if flags else []), *_lines(here, "health.ask"), BLANK, line(strong(health_text(here)))]
    rows_: list[tuple[Button, ...]] = [(one,) for one in episode_card.clear_buttons(here.turn)]
    who = waits_for(here)
    if who:
        lines += [BLANK, *[line(one) for one in here.words(f"join.clear.{who}").split("\n")]]
        rows_.append((button(here.words, f"join.agreed.{who}", "health", f"agreed-{who}"),))
    rows_.append((button(here.words, "settings.health.again", "health", "again"),))
    return lines, (*rows_, (back(here.words, "health"),))


def health_text(here: Here) -> str:
    athlete = here.athlete
    if not athlete.screened:
        return here.words("settings.health.open")
    yes = yes_of(here)
    if not yes:
        return here.words("settings.health.clear")
    names = forms.screen_names(here.words, yes)
    if planner.uncleared(athlete, here.turn.standing, here.turn.today):
        return here.words("settings.health.told", names=names)
    day = here.turn.standing.cleared["screen"]
    return here.words("settings.health.cleared", names=names, day=phrases.date_text(here.words, day))


def yes_of(here: Here) -> list[str]:
    """The health questions whose answer is yes today, in their order."""
    yes = screen_yes(here.athlete, here.turn.standing, here.turn.today)
    return [one for one in forms.SCREEN if one in yes]


def waits_for(here: Here) -> str:
    """Whose agreement is missing: the guardian's first, then a professional's."""
    yes = yes_of(here)
    if not yes or not planner.uncleared(here.athlete, here.turn.standing, here.turn.today):
        return ""
    return "guardian" if MINOR in yes and not here.view.draft.get("guardian") else "professional"


def _health_pressed(here: Here, what: str) -> Result:
    ticked = here.view.draft.get("yes")
    if what == "again":
        return Result(here.view.ticking(yes=list(yes_of(here))))
    if what == "save" and isinstance(ticked, list):
        return _screened(here, ticked)
    if what == f"agreed-{waits_for(here)}":
        if what == "agreed-guardian" and set(yes_of(here)) - {MINOR}:
            return Result(here.view.ticking(guardian=True))
        entry = diary.Cleared(at=here.turn.now, day=here.turn.today, flag="screen")
        return Result(here.view.at(MENU), here.athlete, told(here, "health.agreed"), (entry,), plan=True)
    if isinstance(ticked, list):
        return Result(here.view.ticking(yes=list(forms.switched(ticked, what, forms.SCREEN))))
    return Result(here.view)


def _health_typed(here: Here, text: str) -> Result | None:
    """ "None", where nothing that is asked for is true; what is named is ticked, and taken once it is saved."""
    if plain(text) in stated.NOTHING:
        return _screened(here, ())
    named = conditions.read(text)
    ticked = here.view.draft.get("yes")
    before = ticked if isinstance(ticked, list) else yes_of(here)
    return Result(here.view.ticking(yes=[one for one in forms.SCREEN if one in {*before, *named}])) if named else None


def _screened(here: Here, yes: Sequence[str]) -> Result:
    """New answers. A new yes ends an earlier agreement (rulebook 2.5)."""
    athlete = replace(here.athlete, screened=True, screen_yes=tuple(yes))
    fresh = set(yes) - set(here.athlete.screen_yes)
    entries = withdrawn(here.turn) if fresh else ()
    # Who has to agree is said by the page itself.
    said = told(here, "health.none") if not yes else ()
    return Result(here.view.at("health" if yes else MENU), athlete, said, entries, plan=True)


def conditions_told(here: Here, names: Sequence[str]) -> Result:
    """What is told of later holds at once, mobility alone, until a professional has agreed (rulebook 2.5)."""
    if HYPERMOBILE in names and not here.athlete.hypermobile:
        here = replace(here, athlete=replace(here.athlete, hypermobile=True))
    before = yes_of(here)
    fresh = set(names) - {*before, HYPERMOBILE}
    athlete = replace(here.athlete, screen_yes=tuple(one for one in forms.SCREEN if one in {*before, *fresh}))
    said = told(here, "bendy.on") if HYPERMOBILE in names else ()
    view = here.view.at("health" if fresh or HYPERMOBILE not in names else "body")
    return Result(view, athlete, said, withdrawn(here.turn) if fresh else (), plan=True)


def withdrawn(turn: Turn) -> tuple[Entry, ...]:
    """What takes back each agreement that the entries at hand hold."""
    gone = diary.taken_back(turn.recent)
    return tuple(
        diary.Undone(at=turn.now, day=turn.today, entry=one.n)
        for one in turn.recent
        if isinstance(one, diary.Cleared) and one.flag == "screen" and one.n not in gone
    )


LARGE: dict[str, Page] = {
    "runs": Page(_runs, _runs_pressed, _runs_typed),
    "kit": Page(_kits, _kits_pressed, _kits_typed),
    "newplace": Page(_new_place, lambda here, what: Result(here.view), _new_place_typed),
    "place": Page(_place, _place_pressed, _place_typed),
    "limits": Page(_limits, _limits_pressed, _limits_typed),
    "health": Page(_health, _health_pressed, _health_typed),
}
