"""A message typed while joining, cut into the things it says.

One message may answer several questions ("Tu 8k easy, Su 18k; dumbbells 4 8 12; Berlin 6:30"). The open question is
tried first, then the others; a piece that nobody understands is given back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
from core.athlete import Athlete, RunKind

PIECES_MOST, PARTS_MOST = 24, 8


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


def hear(text: str, around: Around) -> tuple[list[Stated], list[str]]:
    """The things said, and the pieces of which nothing could be made."""
    things: list[Stated] = []
    lost: list[str] = []
    whole = _best(" ".join(clean(text).split("\n")), around)
    pieces = [one.strip() for one in re.split(r"[;\n]+", clean(text)) if one.strip()][:PIECES_MOST]
    if whole is not None and whole.clean:
        return [whole], []
    around = replace(around, several=len(pieces) > 1)
    for piece in pieces:
        found, left = _piece(piece, around)
        things += found
        lost += left
    return _together(things), lost


def _piece(piece: str, around: Around) -> tuple[list[Stated], list[str]]:
    """One piece as one thing, or else as what its commas part."""
    whole = _best(piece, around)
    if whole is not None and whole.clean:
        return [whole], []
    if around.open == "level" and (both := _level_and_body(piece, around)):
        return both, []
    parts = [one.strip() for one in piece.split(",") if one.strip()][:PIECES_MOST]
    if len(parts) > 1:
        found = [_best(one, around) for one in parts]
        kinds = {one.what for one in found if one is not None}
        if len(kinds) > 1 and all(one is not None and one.clean for one in found):
            by_kind: dict[str, list[str]] = {}
            for part, one in zip(parts, found, strict=True):
                if one is not None:
                    by_kind.setdefault(one.what, []).append(part)
            again = [_READERS[what](", ".join(mine), around) for what, mine in by_kind.items()]
            return [one for one in again if one is not None], []
        if split := _split(tuple(parts[:PARTS_MOST]), around):
            return split, []
    return ([whole], []) if whole is not None else ([], [piece] if piece else [])


def _split(parts: tuple[str, ...], around: Around) -> list[Stated]:
    """The fewest neighbours' groups that are understood each as a whole; nothing where some part belongs to none."""
    for length in range(len(parts), 0, -1):
        first = _best(", ".join(parts[:length]), around)
        if first is None or not first.clean:
            continue
        rest = _split(parts[length:], around) if parts[length:] else []
        if (rest or length == len(parts)) and first.what not in {one.what for one in rest}:
            return [first, *rest]
    return []


def _level_and_body(piece: str, around: Around) -> list[Stated]:
    """ "1986 f 64 kg bit of gym years ago": what is not of the body is the experience, where it reads as one."""
    body, problems, left = read_body(piece, around.today, around.athlete.mass_unit)
    level = read_level(" ".join(left)) if left and body.said and not problems else None
    return [] if level is None else [Stated("level", level), Stated("body", body)]


def _together(things: Sequence[Stated]) -> list[Stated]:
    """Of two places or two times the last; a week told over several lines is one week."""
    weeks = [one for one in things if one.what == "runs" and one.value is not None]
    if len(weeks) < 2:
        return list(things)
    first = weeks[0].value
    runs, said = list(first.runs), set(first.said)
    for week in weeks[1:]:
        for day in week.value.said:
            runs[day] = week.value.runs[day]
        said |= week.value.said
    problems = tuple(problem for one in weeks for problem in one.problems)
    left = tuple(piece for one in weeks for piece in one.leftovers)
    value = replace(first, runs=tuple(runs), said=frozenset(said))
    joined = Stated("runs", value, problems, left)
    return [joined, *(one for one in things if one not in weeks)]


def _best(piece: str, around: Around) -> Stated | None:
    """The first reader that understands all of it, else the open question's own reading of it.

    A week of which a part was not understood is still the week that was asked for, and no race on its Sunday.
    """
    order = sorted(_READERS, key=lambda name: HOME.get(name, name) != around.open)
    own: Stated | None = None
    for name in order:
        found = _READERS[name](piece, around)
        if found is None:
            continue
        if found.clean and (own is None or own.value is None or own.what != around.open):
            return found
        if own is None and (HOME.get(name, name) == around.open or found.value is not None):
            own = found
    return own


# --- readers ---------------------------------------------------------------------------------------------------------


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
_WELL_NOW = re.compile(r"\b(?:fine|ok|okay|good|gone|healed|better|no problem|nothing) (?:again |by )?now\b|\bhealed\b")


def _hurts(text: str, around: Around) -> Stated | None:
    if plain(text) in ("nothing hurts", "no pain", "no pains", "nothing sore"):
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
    problems = tuple(one for one in said.problems if one.code in (Trouble.out_of_range, Trouble.not_half))
    if not hurts:
        return Stated("hurts", None, problems) if problems and asked else None
    return Stated("hurts", tuple(hurts), problems)


def _level(text: str, around: Around) -> Stated | None:
    level = read_level(text) if around.open == "level" else None
    return None if level is None else Stated("level", level)


def _body(text: str, around: Around) -> Stated | None:
    body, problems, left = read_body(text, around.today, around.athlete.mass_unit)
    if left or not (body.said or (problems and around.open == "level")):
        return None
    alone = sum(one is not None for one in (body.born, body.sex, body.mass_kg)) == 1
    if alone and around.open != "level":
        return None
    return Stated("body", body if body.said else None, problems)


def _time(text: str, around: Around) -> Stated | None:
    asked = around.open == "time"
    said = strength_days.read_all(text, asked=asked)
    if said.weekdays is None:
        if said.days is None and said.minutes is None and not (said.problems and asked):
            return None
        if not asked and (said.days is None or said.minutes is None):
            return None
    return Stated("time", (said.days, said.minutes, said.weekdays), said.problems)


def _race(text: str, around: Around) -> Stated | None:
    said = stated.racing(text, around.today, around.athlete.distance_unit)
    if said is None or (said.race is None and around.open != "time"):
        return None
    if said.race is None:
        return Stated("race", None, _dates(said))
    # "Two days, 45 min each, marathon on 18 April": what stands before the race is not its name.
    name = said.race.name
    return Stated("race", said.race, said.problems, (name,) if read_strength(name)[:2] != (None, None) else ())


_TRAILING_TIME = re.compile(
    r"^(?P<place>.*[^\W\d].*?)[\s,]+(?:at )?(?P<time>\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm)?)$", re.DOTALL
)


def _dates(said: stated.Racing) -> tuple[Problem, ...]:
    """One trouble is enough; of a date with two readings both are named."""
    if len(said.days) > 1:
        return tuple(Problem(Trouble.ambiguous, one.isoformat(), "date") for one in said.days[:2])
    return said.problems[:1]


_MORNING = re.compile(
    r"^\s*(?:(?:please|can you|change|set|make|move|send|put|the|my|mornings?|card|time|it|to|at|comes?) )+",
    re.IGNORECASE,
)
_SAYS_NOW = re.compile(r"\s*(?:it's|it is|its|now|currently|right now|the time is|my time is)\b", re.IGNORECASE)
_SAYS_PLACE = re.compile(r"(?:i am |i'm |im |i live |my time zone is )?(?:in|near|from|time zone) ", re.IGNORECASE)


def _place(text: str, around: Around) -> Stated | None:
    if around.open == "place" and (around.sub == CLOCK or _SAYS_NOW.match(text)):
        here = stated.offered(places.by_clock(text, around.now))
        if here:
            return Stated("place", Where(here, clock=True))
    if around.open in ("place", PREVIEW):
        alone = stated.time_of_day(_MORNING.sub("", text))
        if alone is not None:
            return Stated("place", Where((), alone))
    match = _TRAILING_TIME.match(text.strip())
    at = stated.time_of_day(match["time"]) if match else None
    name = match["place"] if match and at is not None else text
    asked = around.open in ("place", PREVIEW)
    if len(name) > 60 or not (asked or at is not None or around.several or _SAYS_PLACE.match(name)):
        # A single word that is some village's name as well ("bench") is no answer to another question.
        return None
    found = stated.find_place(name)
    alike = found.zone is None and any(one.code is Trouble.unknown for one in found.problems)
    if found.candidates and (around.open == "place" or not alike):
        return Stated("place", Where(stated.offered(found), at, alike))
    no_place = any(one.code is Trouble.not_a_place for one in found.problems)
    return Stated("place", None, found.problems) if no_place and around.open == "place" else None


_READERS: dict[str, Callable[[str, Around], Stated | None]] = {
    "runs": _runs, "kit": _kit, "race": _race, "time": _time, "level": _level, "body": _body, "hurts": _hurts,
    "place": _place,
}  # fmt: skip
