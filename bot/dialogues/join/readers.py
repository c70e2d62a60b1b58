"""What one piece of a message says while joining: a reader for each kind of thing, `READERS` by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from bot.dialogues.join.draft import CLOCK, PREVIEW, Hurt
from bot.dialogues.shared import stated
from bot.grammar import places, rating, strength_days
from bot.grammar.days import days_at
from bot.grammar.kit import read_kit
from bot.grammar.problem import Problem, Trouble
from bot.grammar.profile import read_body, read_level, read_strength
from bot.grammar.runs import read_week
from bot.grammar.text import clean, plain, tokens
from core.athlete import Athlete, Priority, RunKind
from core.body import Side


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing: `what` is runs, kit, hurts, body, level, time, race, place or clock."""

    what: str
    value: Any
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return self.value is not None and not self.problems and not self.leftovers


@dataclass(frozen=True, slots=True)
class Around:
    athlete: Athlete
    today: date
    now: datetime
    open: str
    sub: str
    several: bool = False
    """One message says several things, so a bare name among them may be a place."""
    story: bool = False
    """It is a clause of a longer message."""


@dataclass(frozen=True, slots=True)
class Where:
    """Zones to choose from, or just one, and a time for the mornings where one was said with it."""

    offered: tuple[str, ...] = ()
    morning: time | None = None
    alike: bool = False
    """None has that name; they only look like it."""
    clock: bool = False
    """They were found by the time that it is there."""


HOME = {"body": "level", "race": "time"}
"""The question that a thing belongs to, where it is another than its name."""


_GOAL = re.compile(r"\b(?:want|wanna|goal|aim|hope|dream|would like|i'd like|trying) (?:is )?to\b", re.IGNORECASE)


def _runs(text: str, around: Around) -> Stated | None:
    asked = around.open == "runs"
    week = read_week(text, unit=stated.with_units(around.athlete, text).distance_unit, days_alone=asked)
    runs = any(one.kind is not RunKind.REST for one in week.runs)
    # "Nothing hurts" is no week of rest.
    named = "run" in text.casefold() or any(
        days_at(found, at) for found in (tokens(clean(text)),) for at in range(len(found))
    )
    if week.said and (runs or named):
        return Stated("runs", week, week.problems, week.leftovers)
    if _GOAL.search(text) and not week.said:
        # What somebody hopes to run is no run of the week.
        return None
    return Stated("runs", None, week.problems) if week.problems and asked else None


def _kit(text: str, around: Around) -> Stated | None:
    unit = stated.with_units(around.athlete, text).mass_unit
    asked = around.open == "kit"
    # "1988 f 135 lb" at another question is a person, not a dumbbell.
    told = stated.kit_read(text, around.athlete.kit(), unit, around.sub) if asked else read_kit(text, unit=unit)
    problems = stated.kit_problems(told)
    if len(told.leftovers) > len(told.items) + len(told.weights_kg):
        return None
    if told.gym and told.leftovers and not asked:
        # "Gym twice a week with a friend" tells of habits, and is asked about at its own question.
        return None
    if told.items or (asked and (stated.said_kit(told) or told.none)):
        return Stated("kit", told, problems, told.leftovers)
    return Stated("kit", None, problems) if problems and asked else None


_FOR_LONG = re.compile(
    r"[ ,]*\b(?:(?:for|since|over|about|more than|almost|nearly) )*(?P<count>\d{1,2}|[a-z]+) "
    r"(?P<unit>months?|years?|yrs?)\b(?: now| already)?",
    re.IGNORECASE,
)
_FEW_MONTHS = frozenset(("1", "2", "a", "one", "two", "couple", "last", "of"))
_WELL_NOW = re.compile(
    r"\b(?:fine|ok|okay|good|gone|healed|better|no problem|nothing) (?:again |by )?now\b|\bhealed\b"
    r"|\b(?:no pain|(?:does|do)(?:n'?t| not) hurt|without (?:any )?pain|not painful)\b"
)
_ACHES = re.compile(
    r"\b(?:stiff\w*|sore|hurt\w*|ach(?:es?|y|ing)|tight|pain\w*|niggl\w+|tender|dodgy|bad|twing\w+)\b", re.IGNORECASE
)


def _hurts(text: str, around: Around) -> Stated | None:
    if plain(text) in stated.PAINLESS:
        return Stated("hurts", ())
    asked = around.open == "hurts"
    since = _FOR_LONG.search(text) if asked else None
    lasting = since is not None and not (since["unit"].startswith("month") and since["count"] in _FEW_MONTHS)
    said = rating.understand(_FOR_LONG.sub(" ", text) if since else text, expecting="soreness")
    hurts = [
        Hurt(one.region, None if one.region in said.unsided else one.side, one.score, one.what, lasting)
        for one in said.soreness or ()
    ]
    named = {one.region for one in hurts}
    if asked or hurts:
        well = not hurts and _WELL_NOW.search(plain(text)) is not None
        for region, side in stated.parts(text):
            if region not in named:
                hurts.append(Hurt(region, side, 0 if well else None, long=lasting))
                named.add(region)
    if not hurts and around.story and _ACHES.search(text) and not _WELL_NOW.search(plain(text)):
        # How strong is asked at its question.
        both = Side.both if re.search(r"\bboth\b", text, re.IGNORECASE) else None
        hurts = [Hurt(region, side or both) for region, side in stated.parts(text)]
    problems = tuple(one for one in said.problems if one.code in (Trouble.out_of_range, Trouble.not_half))
    if not hurts:
        return Stated("hurts", None, problems) if problems and asked else None
    return Stated("hurts", tuple(hurts), problems)


_NO_LIFTER = re.compile(r"\bnever\b.*\b(?:strength|strenght|weights?|lift(?:ed|ing)|gym)\b", re.IGNORECASE)


def _level(text: str, around: Around) -> Stated | None:
    told = around.open == "level" or (around.story and _NO_LIFTER.search(text) is not None)
    level = read_level(text) if told else None
    return None if level is None else Stated("level", level)


_AGE = re.compile(r"\b(?:i'?m|i am|aged?) (?:now )?\d\d\b|\byears? old\b|\byrs? old\b|\bborn\b", re.IGNORECASE)


def _body(text: str, around: Around) -> Stated | None:
    body, problems, left = read_body(text, around.today, around.athlete.mass_unit)
    if left or not (body.said or (problems and around.open == "level")):
        return None
    alone = sum(one is not None for one in (body.born, body.sex, body.mass_kg)) == 1
    if alone and around.open != "level" and not (body.born is not None and _AGE.search(text)):
        return None
    return Stated("body", body if body.said else None, problems)


def _time(text: str, around: Around) -> Stated | None:
    asked = around.open == "time"
    # Where the week is shown, "change strength to Wed" says how it is to be.
    text = _TO_CHANGE.sub("", text) if around.open == PREVIEW else text
    # Of whoever is asked for days and minutes "30" is minutes.
    said = strength_days.read_all(
        f"{text} min" if asked and _TWO_DIGITS.fullmatch(text.strip()) else text, asked=asked or around.open == PREVIEW
    )
    if said.weekdays is None:
        if said.days is None and said.minutes is None and not (said.problems and asked):
            return None
        alone = said.days is None or said.minutes is None
        if alone and not asked and not (around.open in ("place", PREVIEW) and _LENGTH.fullmatch(text.strip())):
            return None
    return Stated("time", (said.days, said.minutes, said.weekdays), said.problems)


_LENGTH = re.compile(
    r"(?:(?:about|only|max|make it|rather|up to) )*\d{1,3} ?min(?:ute)?s?(?: (?:please|max|then|is enough))*[.! ]*",
    re.IGNORECASE,
)
"""Minutes and nothing else: no town."""
_TO_CHANGE = re.compile(r"^\s*(?:please )?(?:change|move|switch) (?=(?:my |the )?(?:strength|gym)\b)", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"[1-9]\d")
_NO_RACE = re.compile(
    r"(?:(?:just|only|i run|running) )*for (?:fun|health|fitness)|(?:(?:just|only) for (?:fun|health|fitness)[, ]*)?"
    r"(?:(?:i have|there is|there's|got|i'?m|i am) )?"
    r"(?:no (?:races?|events?)|not (?:racing|training for (?:anything|a race|an event|any race)))(?: \w+){0,3}",
    re.IGNORECASE,
)


def _race(text: str, around: Around) -> Stated | None:
    if _NO_RACE.fullmatch(plain(text)):
        return Stated("race", False)
    if len(read_week(text, unit=around.athlete.distance_unit).said) > 1:
        # "Walk and jog Mon Wed Fri 5k" is a week.
        return None
    # Asked what they train for, people name their main race.
    said = stated.racing(text, around.today, around.athlete.distance_unit, Priority.A)
    if said is None or (said.race is None and around.open != "time"):
        return None
    if said.race is None:
        return Stated("race", None, _dates(said))
    # "Two days, 45 min each, marathon on 18 April": what stands before the race is not its name.
    name = said.race.name
    other = read_strength(name)[:2] != (None, None) or _NO_NAME.search(name)
    return Stated("race", said.race, said.problems, (name,) if other else ())


_NO_NAME = re.compile(r"\b\d+ ?(?:days?|x|min(?:ute)?s?|times|sessions?)\b", re.IGNORECASE)


_TRAILING_TIME = re.compile(
    r"^(?P<place>.*?[^\W\d].*?)[\s,]+(?:at )?(?P<time>\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm)?"
    r"|(?:half past|quarter (?:past|to)) [a-z\d]+)$",
    re.DOTALL | re.IGNORECASE,
)


def _dates(said: stated.Racing) -> tuple[Problem, ...]:
    """One trouble is enough; of a date with two readings both are named."""
    if len(said.days) > 1:
        return tuple(Problem(Trouble.ambiguous, one.isoformat(), "date") for one in said.days[:2])
    return tuple(replace(one, about="race") for one in said.problems[:1])


_MORNING = re.compile(
    r"^\s*(?:(?:please|can (?:you|i|we)|change|set|make|move|send|put|the|my|mornings?|card|time|it|to|at|comes?) )+",
    re.IGNORECASE,
)
_SUITS = re.compile(
    r"[ ,]+(?:(?:is|are|would be|will be|works|sounds|suits|suits me|seems) ?)(?:fine|good|ok|okay|great|best|perfect"
    r"|well)?(?: for me| with me)?(?: please| thanks| thank you)?[.! ]*$|[ ,]+(?:please|thanks|thank you)[.! ]*$",
    re.IGNORECASE,
)
_MORNING_CLOCK = re.compile(
    r"(?:at |the |message |card |around |about |my |mornings? )*"
    r"(?:\d{1,2}(?:[:.h]\d\d)? ?|(?:(?:half|quarter|past|to) )*(?:\d{1,2}|[a-z]+) )"
    r"(?:am|a\.m\.|(?:o'?clock )?in the mornings?)"
    r"(?: (?:is|would be|works|please|suits|for|me|fine|good|ok|okay|great|best))*[.! ]*",
    re.IGNORECASE,
)
"""A time of the morning and nothing else: when the card should come, whatever is asked."""
_SAYS_NOW = re.compile(r"\s*(?:it's|it is|its|now|currently|right now|the time is|my time is)\b", re.IGNORECASE)
_SAYS_PLACE = re.compile(r"(?:i am |i'm |im |i live |my time zone is )?(?:in|near|from|time zone) ", re.IGNORECASE)
_LIVES = re.compile(
    r"(?:(?:i|we) live|living|based|(?:i'm|i am|im|we're) (?:in|near|from)|my time zone)\b", re.IGNORECASE
)


_OF_TRAINING = re.compile(r"\b(?:effort|rpe|sore(?:ness)?|done|sets?|reps?|squats?|deadlifts?)\b", re.IGNORECASE)


def _place(text: str, around: Around) -> Stated | None:
    if around.open == "place" and (around.sub == CLOCK or _SAYS_NOW.match(text)):
        here = stated.offered(places.by_clock(text, around.now))
        if here:
            return Stated("place", Where(here, clock=True))
    if around.open in ("place", PREVIEW) or _MORNING_CLOCK.fullmatch(text.strip()):
        bare = around.story and text.strip().isdigit()
        alone = None if bare else stated.time_of_day(_SUITS.sub("", _MORNING.sub("", text)))
        if alone is not None:
            return Stated("place", Where((), alone))
    match = _TRAILING_TIME.match(_SUITS.sub("", text.strip()))
    at = stated.time_of_day(match["time"]) if match else None
    name = match["place"] if match and at is not None else text
    if _LENGTH.fullmatch(text.strip()):
        return None
    asked = around.open in ("place", PREVIEW)
    if (around.story and not _LIVES.match(name)) or _body(text, around) is not None:
        return None
    if not asked and _OF_TRAINING.search(name):
        # "Effort 6": there are towns of that name, too.
        return None
    told = asked or at is not None or around.several or _SAYS_PLACE.match(name) or places.alone(name)
    if len(name) > 60 or not told:
        # A single word that is some village's name as well ("bench") is no answer to another question.
        return None
    found = stated.find_place(name)
    alike = found.zone is None and any(one.code is Trouble.unknown for one in found.problems)
    if found.candidates and (around.open == "place" or not alike):
        return Stated("place", Where(stated.offered(found), at, alike))
    no_place = any(one.code is Trouble.not_a_place for one in found.problems)
    return Stated("place", None, found.problems) if no_place and around.open == "place" else None


READERS: dict[str, Callable[[str, Around], Stated | None]] = {
    "runs": _runs, "kit": _kit, "race": _race, "time": _time, "level": _level, "body": _body, "hurts": _hurts,
    "place": _place,
}  # fmt: skip
