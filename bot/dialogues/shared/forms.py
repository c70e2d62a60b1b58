"""The buttons for a profile, shared by joining and settings: runs, kit, places that hurt, days and minutes, times.

Every key says the state that it asks for, so that a double tap has one effect. `verb` and `at` begin each key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

from adapters.messages import Button, Card, Rows
from bot import phrases
from bot.dialogues.shared.common import in_rows, toggle
from bot.words import Words
from core.athlete import Athlete, Priority, Run, RunKind
from core.body import Region
from core.kit import Item, Kit

RACK = 6
"""So many weights in even steps are told by their ends."""
SAME_STEP_KG = 0.025
"""Pounds turned into kilograms carry crumbs."""
WRITE = "write"
"""The verb whose button opens the form."""

MINUTES = (20, 30, 45, 60)
DAYS = (1, 2)
MORNINGS = (time(6, 0), time(6, 30), time(7, 0), time(7, 30), time(8, 0))
BELLS = (Item.dumbbells, Item.kettlebell)

SCREEN = (
    "heart", "faint", "blood_pressure", "family", "diabetes", "epilepsy", "bones", "chronic", "thinners", "supervised",
    "glaucoma", "hernia", "pregnant", "pelvic", "surgery", "bone_stress", "rupture", "steroid", "antibiotic", "treated",
    "under_18", "over_70_new",
)  # fmt: skip
"""The health questions of rulebook 2.5, in the order in which they are shown."""

NEXT_KIND = {
    RunKind.REST: RunKind.EASY,
    RunKind.EASY: RunKind.QUALITY,
    RunKind.QUALITY: RunKind.LONG,
    RunKind.LONG: RunKind.REST,
}


def choice(label: str, key: str, on: bool) -> Button:
    """One of which only one holds: no toggle, so that no platform makes a list to pick several from of it."""
    return Button(f"✓ {label}" if on else label, key)


def switched(chosen: Iterable[str], what: str, order: Sequence[str]) -> tuple[str, ...]:
    """The set after a press of "name+" or "name-", in the order shown; what is no name changes nothing."""
    name, sign = what[:-1], what[-1:]
    now = set(chosen)
    if sign == "+" and name in order:
        now.add(name)
    elif sign == "-":
        now.discard(name)
    return tuple(one for one in order if one in now)


# --- runs ------------------------------------------------------------------------------------------------------------


def runs_rows(words: Words, verb: str, runs: Sequence[Run]) -> Rows:
    buttons = []
    for number, run in enumerate(runs):
        label = words("form.run", day=words(f"day.{number}"), kind=words(f"form.run.{run.kind.value}"))
        buttons.append(Button(label, f"{verb}.{number}{NEXT_KIND[run.kind].value}"))
    return in_rows(buttons, 3)


def run_pressed(runs: Sequence[Run], what: str) -> tuple[Run, ...]:
    """The week after a press of "<weekday><kind>"; a distance stays where the day keeps a run."""
    day, kind = what[:1], what[1:]
    if day not in "0123456" or not day or kind not in {one.value for one in RunKind}:
        return tuple(runs)
    changed = list(runs)
    new = RunKind(kind)
    changed[int(day)] = Run() if new is RunKind.REST else replace(changed[int(day)], kind=new)
    return tuple(changed)


def runs_text(words: Words, athlete: Athlete, runs: Sequence[Run] | None = None) -> str:
    """Tue easy 8 km · Thu quality · Sun long 18 km; "no runs told" where there are none."""
    shown = []
    for number, run in enumerate(runs if runs is not None else athlete.runs):
        if run.kind is not RunKind.REST:
            shown.append(words("form.run", day=words(f"day.{number}"), kind=run_text(words, athlete, run)))
    return " · ".join(shown) or words("form.runs.none")


def run_text(words: Words, athlete: Athlete, run: Run) -> str:
    kind = words(f"form.run.{run.kind.value}")
    if run.km:
        return words("form.run.long_text", kind=kind, much=phrases.distance(words, athlete, run.km))
    if run.minutes:
        return words("form.run.long_text", kind=kind, much=words("form.minutes", n=phrases.number(run.minutes)))
    return kind


# --- kit -------------------------------------------------------------------------------------------------------------


def kit_rows(words: Words, verb: str, items: Collection[Item]) -> Rows:
    return in_rows([toggle(words(f"kit.{one.value}"), f"{verb}.{one.value}", one in items) for one in Item], 3)


def kit_pressed(kit: Kit, what: str) -> Kit:
    names = switched((one.value for one in kit.items), what, [one.value for one in Item])
    return replace(kit, items=frozenset(Item(one) for one in names))


def kit_text(words: Words, athlete: Athlete, kit: Kit) -> str:
    """dumbbells 4, 8 and 12 kg · band; "nothing but floor, wall and chair"."""
    parts = []
    for item in Item:
        if item not in kit.items:
            continue
        name = words(f"kit.lower.{item.value}")
        if item in BELLS and (item == _first_bell(kit) or _apart(kit)):
            name = words("kit.with", name=name, masses=_bells(words, athlete, kit, item) or words("kit.unknown"))
        elif item is Item.barbell and (kit.plates_kg or kit.bar_kg):
            name = words("kit.with", name=name, masses=_bar(words, athlete, kit))
        parts.append(name)
    return " · ".join(parts) or words("kit.none")


def _apart(kit: Kit) -> bool:
    """Whether it is known which weights are dumbbells, in pairs, and which are kettlebells."""
    return set(BELLS) <= kit.items and 0 < len(kit.single_kg) < len(kit.weights_kg)


def _bells(words: Words, athlete: Athlete, kit: Kit, bell: Item) -> str:
    if _apart(kit) and bell is not _first_bell(kit):
        return masses(words, athlete, kit.single_kg)
    pairs = [one for one in kit.weights_kg if one not in kit.single_kg]
    told = [masses(words, athlete, pairs)] if pairs else []
    if kit.single_kg and not _apart(kit):
        key = "kit.single" if len(kit.single_kg) == 1 else "kit.singles"
        told.append(words(key, masses=masses(words, athlete, kit.single_kg)))
    return ", ".join(told)


def _first_bell(kit: Kit) -> Item | None:
    return next((one for one in BELLS if one in kit.items), None)


def _bar(words: Words, athlete: Athlete, kit: Kit) -> str:
    told = []
    if kit.bar_kg is not None:
        told.append(phrases.mass(words, athlete, kit.bar_kg))
    if kit.plates_kg:
        told.append(words("kit.plates", masses=masses(words, athlete, kit.plates_kg)))
    return ", ".join(told)


def masses(words: Words, athlete: Athlete, kg: Sequence[float]) -> str:
    """4, 8, 12 kg: the unit once."""
    if not kg:
        return ""
    shown = [phrases.mass(words, athlete, one) for one in kg]
    unit = words(f"unit.{athlete.mass_unit}")
    steps = [later - one for one, later in pairwise(sorted(kg))]
    if len(kg) >= RACK and max(steps) - min(steps) < SAME_STEP_KG:
        step = phrases.mass(words, athlete, (kg[-1] - kg[0]) / len(steps)).removesuffix(unit).rstrip()
        return words("kit.range", low=shown[0].removesuffix(unit).rstrip(), high=shown[-1], step=step)
    if not all(one.endswith(unit) for one in shown):
        return ", ".join(shown)
    return ", ".join([*(one.removesuffix(unit).rstrip() for one in shown[:-1]), shown[-1]])


def weights_missing(kit: Kit) -> bool:
    """Bells are there whose weights nobody told: they cannot be used."""
    return any(one in kit.items for one in BELLS) and not kit.weights_kg


# --- the rest --------------------------------------------------------------------------------------------------------


def area_rows(words: Words, verb: str, chosen: Collection[str]) -> Rows:
    names = {one.value: phrases.upper_first(phrases.region(words, one)) for one in Region}
    buttons = [toggle(name, f"{verb}.{one}", one in chosen) for one, name in names.items()]
    return in_rows(buttons, 3)


def screen_rows(words: Words, verb: str, chosen: Collection[str]) -> Rows:
    return in_rows([toggle(words(f"screen.{one}.short"), f"{verb}.{one}", one in chosen) for one in SCREEN], 2)


def screen_names(words: Words, chosen: Iterable[str]) -> str:
    """What was ticked, in words; an answer of another version is passed over."""
    return ", ".join(words(f"screen.{one}.name") for one in chosen if words.has(f"screen.{one}.name"))


def days_row(words: Words, verb: str, now: int, days: Sequence[int] = DAYS) -> tuple[Button, ...]:
    return tuple(choice(words.plural("form.days", one), f"{verb}.{one}", one == now) for one in days)


def minutes_row(words: Words, verb: str, now: int) -> tuple[Button, ...]:
    """The usual lengths, with the runner's own among them where it is another."""
    return tuple(choice(words("form.minutes", n=one), f"{verb}.{one}", one == now) for one in sorted({*MINUTES, now}))


def mornings_row(verb: str, now: time | None) -> tuple[Button, ...]:
    """The times, with the runner's own among them where it is another."""
    times = sorted({*MORNINGS, *((now,) if now is not None else ())})
    return tuple(choice(phrases.clock(one), f"{verb}.{one:%H%M}", one == now) for one in times)


def pressed_time(what: str) -> time | None:
    """ "0630" -> 6:30; None for what no button of ours says."""
    if len(what) != 4 or not what.isascii() or not what.isdigit() or int(what[:2]) > 23 or int(what[2:]) > 59:
        return None
    return time(int(what[:2]), int(what[2:]))


def priority_row(words: Words, verb: str, now: Priority) -> tuple[Button, ...]:
    return tuple(choice(words(f"race.{one.value}"), f"{verb}.{one.value}", one is now) for one in Priority)


def race_text(words: Words, athlete: Athlete) -> str:
    shown = [
        words("race.text", distance=phrases.distance(words, athlete, one.km), day=_with_year(words, one.day))
        for one in athlete.season
    ]
    return " · ".join(shown) or words("race.none")


def _with_year(words: Words, day: date) -> str:
    """A race may be more than a year away."""
    return words("date.year", day=phrases.date_text(words, day), year=day.year)


def weekdays_text(words: Words, athlete: Athlete) -> str:
    """ "best on Mon and Thu, nothing on Wed"; any day where nothing was said."""
    named = [
        words(f"settings.weekdays.{name}", days=phrases.listed(words, [words(f"day.{number}") for number in days]))
        for name, days in (("wished", athlete.wished_days), ("free", athlete.free_days))
        if days
    ]
    return ", ".join(named) or words("settings.weekdays.any")


def body_text(words: Words, athlete: Athlete) -> str:
    """born 1984 · female · 62 kg; "" where nothing is known."""
    told = []
    if athlete.born is not None:
        told.append(words("body.born", year=athlete.born))
    if athlete.sex is not None:
        told.append(words(f"body.{athlete.sex}"))
    if athlete.mass_kg is not None:
        told.append(phrases.mass(words, athlete, athlete.mass_kg))
    return " · ".join(told)


def zone_text(zone: str) -> str:
    """America/New_York -> New York: the city that the zone is named after."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def writing(card: Card, words: Words) -> Card:
    """The card with a button that opens a form to type into, where a chat hides what is typed."""
    return replace(card, rows=(*card.rows, (Button(words("form.write"), WRITE, form=True),)))
