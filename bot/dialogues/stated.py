"""What a runner types about themselves, as joining and settings read it, and words for what it lacked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import phrases
from bot.dialogues.stated_facts import read_body, read_level, read_race, read_time
from bot.dialogues.stated_kit import Told as KitTold
from bot.dialogues.stated_kit import read_kit
from bot.dialogues.stated_places import find_clock, find_place, time_of_day, zone_at
from bot.grammar import anatomy, rating
from bot.grammar.problem import Problem, Trouble
from bot.grammar.runs import Week, read_week
from bot.grammar.text import clean, tokens
from bot.schedule.due import zone_of
from bot.words import Words
from core.athlete import Athlete, Run, RunKind
from core.body import Region, Side
from core.kit import Item, Kit

NOTHING = frozenset(
    (
        "no", "none", "nothing", "nope", "nil", "n", "zero", "0", "-", "nothing hurts", "no pain", "no pains",
        "nothing at all", "not at all", "all good", "none of these", "none of them", "nothing really", "i am fine",
        "i'm fine", "im fine", "all fine", "no kit", "no equipment", "bodyweight", "bodyweight only", "just bodyweight",
        "no runs", "i do not run", "i don't run", "no race",
    )
)  # fmt: skip
SKIP = frozenset(
    (
        "skip", "next", "pass", "later", "go on", "continue", "not now", "don't know", "dont know", "idk", "ok", "okay",
        "no idea", "i don't know", "i dont know", "whatever",
    )
)  # fmt: skip
YES = frozenset(
    ("yes", "y", "ok", "okay", "accept", "start", "looks good", "good", "fine", "sure", "go", "yes please", "next")
)
BACK = frozenset(("back", "previous"))


def plain(text: str) -> str:
    """A short answer without its case, spaces and full stop: "None!" is "none"."""
    return " ".join(clean(text).casefold().split()).strip(" .!,;:)(")


def short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def complaints(words: Words, problems: Sequence[Problem], leftovers: Sequence[str] = ()) -> tuple[str, ...]:
    """What could not be read, each once and no more than three."""
    said = []
    for one in problems:
        if one.code is Trouble.too_long:
            said.append(words("join.too_long"))
        else:
            name = one.code.value if words.has(f"lacks.{one.code.value}") else "unknown"
            said.append(words(f"lacks.{name}", text=short(one.fragment)))
    said += [words("join.lost_part", text=short(one)) for one in leftovers]
    return tuple(dict.fromkeys(said))[:3]


def lost(words: Words, text: str, question: str = "") -> str:
    key = f"join.lost.{question}" if question and words.has(f"join.lost.{question}") else "join.lost"
    return words(key, text=short(text, 40))


def elsewhere(text: str) -> bool:
    """Whether a message is plainly about something else: how a session was."""
    return rating.understand(text).says_something


_MILES = re.compile(r"\d\s*(?:mi|mile|miles|miler)\b", re.IGNORECASE)
_KM = re.compile(r"\d\s*(?:k|km|kms)\b", re.IGNORECASE)
_POUNDS = re.compile(r"\d\s*(?:lb|lbs|pounds?)\b", re.IGNORECASE)
_KILOS = re.compile(r"\d\s*(?:kg|kgs|kilos?)\b", re.IGNORECASE)


def with_units(athlete: Athlete, text: str) -> Athlete:
    """In the units that the runner types."""
    text = clean(text)
    distance, mass = athlete.distance_unit, athlete.mass_unit
    if _MILES.search(text) and not _KM.search(text):
        distance = "mi"
    elif _KM.search(text) and not _MILES.search(text):
        distance = "km"
    if _POUNDS.search(text) and not _KILOS.search(text):
        mass = "lb"
    elif _KILOS.search(text) and not _POUNDS.search(text):
        mass = "kg"
    return replace(athlete, distance_unit=distance, mass_unit=mass)


def merged(runs: Sequence[Run], week: Week) -> tuple[Run, ...]:
    """One day told alone changes that day; more days are the whole week."""
    if len(week.said) == 1 and any(run.kind is not RunKind.REST for run in runs):
        return tuple(
            new if day in week.said else old for day, (old, new) in enumerate(zip(runs, week.runs, strict=True))
        )
    return week.runs


def kit_from(
    words: Words, kit: Kit, text: str, athlete: Athlete, bare: str = "weights"
) -> tuple[Kit | None, tuple[str, ...]]:
    """The kit with what was typed; None where nothing of it was understood. Named things are the whole list."""
    told = read_kit(text, unit=athlete.mass_unit, bare=bare)
    said = complaints(words, told.problems, told.leftovers)
    if plain(text) in NOTHING:
        return Kit(), ()
    if not told.said:
        return None, said if told.problems else ()
    return with_kit(kit, told), said


def with_kit(kit: Kit, told: KitTold) -> Kit:
    items = told.items or kit.items
    if told.weights_kg and not items & {Item.dumbbells, Item.kettlebell}:
        items |= {Item.dumbbells}
    return Kit(
        frozenset(items),
        told.weights_kg or (kit.weights_kg if items & {Item.dumbbells, Item.kettlebell} else ()),
        told.bar_kg if told.bar_kg is not None else kit.bar_kg,
        told.plates_kg or kit.plates_kg,
    )


def parts(text: str) -> list[tuple[Region, Side | None]]:
    """The parts of the body that a text names, each with its side where that is said."""
    found = anatomy.parts_in([one.text for one in tokens(clean(text))])
    return list(dict.fromkeys((one.part.region, one.side) for one in found if one.part.region is not None))


def place_text(words: Words, offered: str, now: datetime) -> str:
    """ "Portland, US|America/Los_Angeles" -> Portland, US (7:05 now)."""
    name, zone = offered_place(offered)
    return words("join.place.there", place=name, time=phrases.clock(now.astimezone(zone_of(zone)).time()))


def offered_place(offered: str) -> tuple[str, str]:
    name, _, zone = offered.rpartition("|")
    return name or zone.rsplit("/", 1)[-1].replace("_", " "), zone


__all__ = [
    "find_clock", "find_place", "read_body", "read_level", "read_race", "read_time", "read_week", "time_of_day",
    "zone_at",
]  # fmt: skip
