"""What a runner types about themselves, as joining and settings read it, and words for what it lacked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot import phrases
from bot.due import zone_of
from bot.grammar import anatomy, places, rating, times
from bot.grammar.dates import RaceRead, read_race
from bot.grammar.kit import KitRead, read_kit
from bot.grammar.lexicon.vocabulary import SPELLING
from bot.grammar.places import Placed
from bot.grammar.problem import Problem, Trouble
from bot.grammar.runs import Week
from bot.grammar.text import clean, tokens
from bot.words import Words
from core.athlete import Athlete, Priority, Race, Run, RunKind
from core.body import Region, Side
from core.kit import Item, Kit

NOTHING = frozenset(
    (
        "no", "none", "nothing", "nope", "nah", "nil", "n", "zero", "0", "-", "nothing at all", "not at all",
        "none of these", "none of them", "nothing really", "nothing now",
    )
)  # fmt: skip
PAINLESS = frozenset(
    (
        "nothing hurts", "nothing hurts right now", "nothing hurts now", "nothing hurts at the moment", "nothing sore",
        "no pain", "no pains", "no injuries", "no injury",
    )
)  # fmt: skip
_WELL = frozenset(
    (
        "all good", "all fine", "all well", "all ok", "all okay", "i am fine", "i'm fine", "im fine", "i feel fine",
        "no issues",
    )
)  # fmt: skip
_NOTHING_OF = {
    "hurts": PAINLESS | _WELL,
    "kit": frozenset(("no kit", "no equipment", "bodyweight", "bodyweight only", "just bodyweight")),
    "runs": frozenset(("no runs", "i do not run", "i don't run")),
    "time": frozenset(("no race",)),
}


def nothing(said: str, of: str) -> bool:
    """Whether it answers a question (hurts, kit, runs, time or another) with nothing at all. "Nothing hurts" is no
    "none" where somebody is asked for their heart.
    """
    return said in NOTHING or said in _NOTHING_OF.get(of, ())


SKIP = frozenset(
    (
        "skip", "next", "pass", "later", "go on", "continue", "not now", "don't know", "dont know", "idk", "ok", "okay",
        "no idea", "i don't know", "i dont know", "whatever", "dunno", "i dunno", "no clue", "not sure",
        "whatever you think", "up to you", "you decide",
        "as you like", "no preference", "you choose", "whatever works",
    )
)  # fmt: skip
YES = frozenset(
    (
        "yes",
        "y",
        "ok",
        "okay",
        "accept",
        "start",
        "looks good",
        "good",
        "fine",
        "sure",
        "go",
        "yes please",
        "next",
        "done",
        "that's it",
        "thats it",
        "that's all",
        "thats all",
    )
)
BACK = frozenset(("back", "previous"))

WEIGHTS, PLATES = "weights", "plates"
_BELLS = (Item.dumbbells, Item.kettlebell)


def short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


# --- what was not understood -------------------------------------------------------------------------------------


def complaints(words: Words, problems: Iterable[Problem], leftovers: Sequence[str] = ()) -> tuple[str, ...]:
    """What could not be read, each once and no more than three."""
    listed = list(problems)
    dates = [date.fromisoformat(one.fragment) for one in listed if one.about == "date"]
    said = [_two_dates(words, dates)] if len(dates) > 1 else []
    for one in listed:
        if one.about == "date":
            continue
        if one.code is Trouble.too_long:
            said.append(words("join.too_long"))
        else:
            keys = (f"{one.code}.{one.about}", f"{one.code}", "unknown")
            name = next(key for key in keys if words.has(f"lacks.{key}"))
            said.append(words(f"lacks.{name}", text=short(one.fragment)))
    if leftovers:
        said.append(words("join.lost_part", text=short(", ".join(leftovers))))
    return tuple(dict.fromkeys(said))[:3]


def lost(words: Words, text: str, question: str = "") -> str:
    key = f"join.lost.{question}" if question and words.has(f"join.lost.{question}") else "join.lost"
    shown = short(clean(text), 40)
    return words(key, text=shown) if shown else words("join.lost_all")


def elsewhere(text: str) -> bool:
    """Whether a message is plainly about something else: how a session was."""
    return rating.understand(text).says_something


# --- units -------------------------------------------------------------------------------------------------------

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


# --- runs and kit ------------------------------------------------------------------------------------------------


def merged(runs: Sequence[Run], week: Week) -> tuple[Run, ...]:
    """One day told alone changes that day, and only what was said of it; more days are the whole week."""
    if len(week.said) == 1 and any(run.kind is not RunKind.REST for run in runs):
        pairs = enumerate(zip(runs, week.runs, strict=True))
        return tuple(old if day not in week.said or new == Run(old.kind) else new for day, (old, new) in pairs)
    return week.runs


def kit_read(text: str, kit: Kit, unit: str, asked: str = "") -> KitRead:
    """The kit as typed. Bare numbers are what was asked for (weights or plates), or of the bells that were ticked;
    with a part of the body they are about that.
    """
    told = read_kit(text, unit=unit)
    if said_kit(told) or told.none:
        return told
    bell = next((one.value for one in _BELLS if one in kit.items), "")
    about = "plates" if asked == PLATES else bell or ("dumbbells" if asked == WEIGHTS else "")
    if not about or not any(char.isdigit() for char in text) or parts(text):
        return told
    named = read_kit(f"{about} {text}", unit=unit)
    # "6.30 in the morning is fine" and "I am 58" have numbers, too.
    return told if named.leftovers and not asked else named


def said_kit(told: KitRead) -> bool:
    return bool(told.items or told.weights_kg or told.plates_kg or told.bar_kg)


def kit_problems(told: KitRead) -> tuple[Problem, ...]:
    """Without the one that is asked about anyway."""
    return tuple(one for one in told.problems if one.code is not Trouble.needs_weight)


def with_kit(kit: Kit, told: KitRead, asked: str = "") -> Kit:
    """What was named is the whole list, unless only something about it was asked for or told as new."""
    items = kit.items | told.items if asked or told.added else told.items or kit.items
    bells = bool(items & set(_BELLS))
    # Of a weight that there is a pair of, one bell more makes no single one.
    pairs = set(kit.weights_kg) - set(kit.single_kg) if told.added and Item.dumbbells in kit.items else set()
    alone = {*told.single_kg, *told.kettlebells_kg} - set(told.dumbbells_kg) - pairs
    weights = set(told.weights_kg)
    if not weights or told.added:
        alone |= set(kit.single_kg if Item.dumbbells in kit.items else kit.weights_kg) - set(told.dumbbells_kg)
        weights |= set(kit.weights_kg if bells else ())
    return Kit(
        frozenset(items),
        tuple(sorted(weights)),
        told.bar_kg if told.bar_kg is not None else kit.bar_kg if Item.barbell in items else None,
        told.plates_kg or (kit.plates_kg if Item.barbell in items else ()),
        tuple(sorted(alone & weights)) if Item.dumbbells in items else (),
    )


def as_in_gyms(kit: Kit, unit: str) -> Kit:
    """These things with the weights that they have in most gyms, where their own are not known."""
    usual = read_kit("gym", unit=unit)
    bells, bar = bool(kit.items & set(_BELLS)), Item.barbell in kit.items
    return replace(
        kit,
        weights_kg=kit.weights_kg or (usual.weights_kg if bells else ()),
        bar_kg=kit.bar_kg or (usual.bar_kg if bar else None),
        plates_kg=kit.plates_kg or (usual.plates_kg if bar else ()),
    )


def lifting_in(athlete: Athlete, unit: str) -> Athlete:
    """The runner with this unit of mass; a gym that was taken as most are has its weights in it, too."""
    before, now = read_kit("gym", unit=athlete.mass_unit), read_kit("gym", unit=unit)

    def there(kit: Kit) -> Kit:
        if kit.weights_kg == before.weights_kg:
            kit = replace(kit, weights_kg=now.weights_kg)
        if (kit.bar_kg, kit.plates_kg) == (before.bar_kg, before.plates_kg):
            kit = replace(kit, bar_kg=now.bar_kg, plates_kg=now.plates_kg)
        return kit

    places = tuple(replace(one, kit=there(one.kit)) for one in athlete.places)
    return replace(athlete, mass_unit=unit, places=places)


def lifting_in_theirs(athlete: Athlete) -> Athlete:
    """In pounds, unless a mass or a weight was told in kilograms already."""
    usual = read_kit("gym", unit="kg").weights_kg
    told = athlete.mass_kg is not None or any(one.kit.weights_kg not in ((), usual) for one in athlete.places)
    return athlete if told else lifting_in(athlete, "lb")


# --- a race, a part of the body ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Racing:
    """`race` where all of it was said; else `km` and whether it was `dated`. `days`: both readings of a date."""

    race: Race | None
    problems: tuple[Problem, ...] = ()
    days: tuple[date, ...] = ()
    km: float | None = None
    dated: bool = False


def racing(text: str, today: date, unit: str, priority: Priority = Priority.B) -> Racing | None:
    """A race as typed, of this priority where none was said; None for what speaks of none."""
    found: RaceRead = read_race(text, today, unit=unit)
    if found.day is not None and found.km is not None:
        race = Race(found.day, found.km, found.priority or priority, found.name)
        return Racing(race, found.problems, km=found.km, dated=True)
    dated = found.day is not None or bool(found.candidates)
    wrong = any(one.code in (Trouble.past, Trouble.out_of_range, Trouble.ambiguous) for one in found.problems)
    if found.km is None and not dated and not wrong:
        return None
    return Racing(None, found.problems, found.candidates, found.km, dated or wrong)


def race_complaints(words: Words, said: Racing) -> tuple[str, ...]:
    return (_two_dates(words, said.days),) if len(said.days) > 1 else complaints(words, said.problems[:1])


def _two_dates(words: Words, days: Sequence[date]) -> str:
    return words("lacks.two_dates", one=phrases.date_text(words, days[0]), other=phrases.date_text(words, days[1]))


_BACK = re.compile(r"\b(sore|stiff|tight|achy|bad) back\b", re.IGNORECASE)
_BACK_IS = re.compile(
    r"\bback (?=(?:is|was|went|has gone|feels) (?:out|gone|bad|sore|stiff|tight|killing)\b)", re.IGNORECASE
)


def parts(text: str) -> list[tuple[Region, Side | None]]:
    """The parts of the body that a text names, each with its side where that is said."""
    text = _BACK_IS.sub("lower back ", _BACK.sub(r"\1 lower back", text))
    found = anatomy.parts_in([SPELLING.right(one.text) for one in tokens(clean(text))])
    return list(dict.fromkeys((one.part.region, one.side) for one in found if one.part.region is not None))


# --- where and when ----------------------------------------------------------------------------------------------


def time_of_day(text: str, *, evening: bool = False) -> time | None:
    return times.read_time(text, evening=evening).at


def time_problems(text: str) -> tuple[Problem, ...]:
    """Why something that looks like a time is none."""
    return tuple(one for one in times.read_time(text).problems if one.code is not Trouble.unknown)


def find_place(text: str) -> Placed:
    return places.find(text)


def offered(found: Placed) -> tuple[str, ...]:
    """The zones to choose from as "name|zone"; the one there is no doubt about alone."""
    if found.zone is not None:
        return (f"{found.candidates[0].name if found.candidates else ''}|{found.zone}",)
    return tuple(f"{one.name}|{one.zone}" for one in found.candidates)


def offered_place(one: str) -> tuple[str, str]:
    """Name and zone; a zone without a name is called by its city."""
    name, _, zone = one.rpartition("|")
    return name or zone.rsplit("/", 1)[-1].replace("_", " "), zone


def place_text(words: Words, one: str, now: datetime) -> str:
    """Portland, Oregon, United States (7:05 now)."""
    name, zone = offered_place(one)
    return words("join.place.there", place=name, time=phrases.clock(now.astimezone(zone_of(zone)).time()))
