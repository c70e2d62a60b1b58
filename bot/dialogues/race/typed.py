"""Races in words: one that is told, moved or called off, whatever is open; and what a step asked for, typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from adapters.messages import Said, Text, line
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.race import words as race_words
from bot.dialogues.race.card import days_card, months_card, race_of, races_ahead, season_card
from bot.dialogues.race.changes import added, dropped, moved, on_date
from bot.dialogues.shared import stated
from bot.dialogues.shared.common import athlete_of, say
from bot.grammar import flags
from bot.grammar.dates import read_date, read_race
from bot.grammar.text import plain
from bot.intake import said
from core.athlete import Race

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WISHED = re.compile(
    r"\b(?:\d{1,3} ?(?:kms?|k|miles?|miler)|half(?:[ -]?marathon)?|marathon|hm)\b[^,.;]{0,30}?"
    r" in (?:early |mid[ -]?|late |this |next )?"
    r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\b",
    re.IGNORECASE,
)
"""A distance and a month ahead: a race whose day is still to be told."""
_OFF = re.compile(
    r"\b(?:cancel(?:l?ed)?|called off|is off|not (?:running|racing|doing|going)|drop(?:ped)?|no longer)\b"
)
_MOVED = re.compile(r"\b(?:moved?|postponed|rescheduled|new date|instead)\b")
_BARELY_OFF = re.compile(
    r"(?:it|that|this)?(?:'?s| is| was| has been| got)? ?(?:been )?(?:called off|cancel(?:l?ed)?|off|not happening"
    r"|postponed)"
)
_SPOKEN = re.compile(r"\b(?:race|(?:half[- ]?)?marathon|ultra|hm)\b")
_NOT_HERE = re.compile(
    r"\?\s*$|\b(?:ran|finished|did|yesterday|pace|every|each|(?:after|since|from) (?:the|my|that|yesterday'?s"
    r"|sunday'?s))\b"
)


async def typed(turn: Turn) -> Reply | None:
    """The date that a step asked for, a race in a line, or the word that the one which is shown is off."""
    data = turn.prompt.data if turn.prompt is not None else {}
    if _BARELY_OFF.fullmatch(plain(turn.text)):
        coming = races_ahead(turn)
        shown = race_of(turn, str(data.get("day", ""))) or (coming[0] if len(coming) == 1 else None)
        return dropped(turn, shown) if shown is not None else Reply(outs=(season_card(turn),))
    if data.get("step") in ("add", "move"):
        if (of_month := _day_of(str(data.get("month", "")), turn.text)) is not None:
            return on_date(turn, data, of_month)
        when = read_date(turn.text, turn.today)
        whole = stated.racing(turn.text, turn.today, athlete_of(turn).distance_unit)
        if when.day is not None and (whole is None or whole.race is None):
            return on_date(turn, data, when.day)
        if when.problems and (whole is None or whole.race is None) and _looks_dated(turn.text):
            return _lines(stated.complaints(turn.words, when.problems))
    text = turn.text.casefold()
    whole = stated.racing(turn.text, turn.today, athlete_of(turn).distance_unit)
    # Under the list of races "Boulder half 10 May" is one, too.
    run = _A_RUN.search(text) is not None and not _SPOKEN.search(text)
    told = whole is not None and whole.race is not None and _NOT_HERE.search(text) is None and not run
    return await heard(turn, turn.text) if told or _SPOKEN.search(text) else None


def _day_of(month: str, text: str) -> date | None:
    """ "The 14th", of the month whose days stand there."""
    number = re.fullmatch(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?", plain(text))
    try:
        return date.fromisoformat(f"{month}-{int(number[1]):02}") if month and number is not None else None
    except ValueError:
        return None


def _looks_dated(text: str) -> bool:
    return any(one.isdigit() for one in text) and len(text) <= 40


def _lines(lines: Iterable[str]) -> Reply:
    return Reply(outs=(Out(Text(tuple(line(one) for one in lines))),))


def _first_of(month: str, today: date) -> date:
    """The first day of the next month of that name; this month counts."""
    number = _MONTHS.index(month[:3].casefold()) + 1
    return date(today.year + (number < today.month), number, 1)


async def listen(turn: Turn) -> Reply | None:
    """ "Berlin marathon 27 Sep 2026 A", "the marathon is cancelled": a race that no question asked for."""
    text = turn.text.casefold()
    if turn.athlete is None or not isinstance(turn.event, Said) or _NOT_HERE.search(text) or flags.find(turn.text):
        return None
    told = _SPOKEN.search(text) or _meant(turn, text) is not None or _one_of_several(turn, text)
    if not told or "instead" in text.split():
        return None
    if _was_run(turn):
        return None
    return await heard(turn, turn.text)


async def heard(turn: Turn, text: str) -> Reply | None:
    """A race in a line: a new one, one that is moved, one that is off; what is lacking is asked for."""
    plain = text.casefold()
    found = _meant(turn, plain)
    to = _new_day(turn, plain, found) if found is not None else None
    if found is not None and to is not None and (_OFF.search(plain) or _MOVED.search(plain)):
        return moved(turn, found, to)
    if found is not None and _OFF.search(plain):
        return dropped(turn, found)
    if found is not None and _MOVED.search(plain):
        return Reply(outs=(months_card(turn, {"step": "move", "day": found.day.isoformat()}),))
    several = found is None and _one_of_several(turn, plain)
    if found is None and _MOVED.search(plain) and races_ahead(turn) and (several or _A_RACE.search(plain)):
        return Reply(outs=(season_card(turn, [line(turn.words("race.which_moved"))]),))
    if several:
        return Reply(outs=(season_card(turn, [line(turn.words("race.which"))]),))
    if found is None and _OFF.search(plain):
        # Of several any may be meant: they stand there to be tapped.
        which = len(races_ahead(turn)) > 1 and stated.racing(text, turn.today, athlete_of(turn).distance_unit) is None
        return Reply(outs=(season_card(turn, [line(turn.words("race.which"))]),)) if which else say(turn, "race.gone")
    new = stated.racing(text, turn.today, athlete_of(turn).distance_unit)
    if new is None:
        return None
    if new.race is not None:
        return added(turn, new.race)
    if new.km is not None and not new.dated:
        if (wished := _WISHED.search(text)) is not None:
            first = _first_of(wished["month"], turn.today)
            return Reply(outs=(days_card(turn, first, {"step": "add", "km": new.km}),))
        return Reply(outs=(months_card(turn, {"step": "add", "km": new.km}),))
    return _lines(stated.race_complaints(turn.words, new))


async def interrupt(turn: Turn) -> Reply | None:
    """A race that is plainly told, whatever is open: its figures are no answer to a session."""
    text = turn.text.casefold()
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    wished = _WISHED.search(text) is not None
    if (
        _NOT_HERE.search(text)
        or _A_RUN.search(text)
        or "instead" in text.split()
        or not (wished or any(one.isdigit() for one in text))
    ):
        return None
    if _was_run(turn):
        return None
    whole = stated.racing(turn.text, turn.today, turn.athlete.distance_unit)
    told = whole is not None and whole.race is not None and not whole.problems
    several = (_A_RACE.search(text) is not None and len(races_ahead(turn)) > 1) or _one_of_several(turn, text)
    changed = (_MOVED.search(text) or _CALLED_OFF.search(text)) and (several or _meant(turn, text) is not None)
    plainly = told and (_FORMAL.search(turn.text) or _SPOKEN.search(text) or _MOVED.search(text))
    if not (changed or wished or plainly):
        return None
    return await heard(turn, turn.text)


def _was_run(turn: Turn) -> bool:
    """ "Half marathon in 1:45 today"."""
    run = said.read(turn.text, turn.today, athlete_of(turn).distance_unit)
    return isinstance(run, said.Done) and run.minutes is not None


_A_RACE = re.compile(r"\b(?:my|the|our|one) (?:[abc][- ]|main |other |second |first |next )?races?\b")
_A_RUN = re.compile(r"\b(?:easy|long|tempo|intervals?|recovery|runs|jog|session|strength|my run|long run)\b")
_CALLED_OFF = re.compile(r"\b(?:cancel(?:l?ed)?|called off|is off|no longer)\b")
_FORMAL = re.compile(r"\b20\d\d\b|\b[ABC]\s*$|\b(?:prio|priority)\b", re.IGNORECASE)
_TAIL = re.compile(r"\b(?:to|now(?: on)?|it'?s(?: now)?(?: on)?|instead on|but on|new date(?: is)?:?)\s+(?=.*\d)")


def _new_day(turn: Turn, text: str, found: Race) -> date | None:
    """The day behind "moved to" or "it's on": "the 24th" is of the month that the race was in."""
    tail = _TAIL.split(text)[-1] if _TAIL.search(text) else text
    dated = read_date(tail, turn.today).day
    if dated is None or re.search(r"\bthe \d{1,2}(?:st|nd|rd|th)?\s*$", tail):
        month = max(turn.today, found.day.replace(day=1))
        dated = read_date(tail, month).day
    return None if dated == found.day and _OFF.search(text) else dated


_RANKED = re.compile(r"\b(?:my|the|our)\s+(?:(?P<rank>[abc])[- ]|(?:main|goal|target|big|most important)\s+)race\b")


def _fitting(turn: Turn, text: str) -> list[Race]:
    """The races that a line may be about by their length, or by how much they matter."""
    coming = races_ahead(turn)
    by_length = [one for one in coming if race_words.says_length(turn, one.km, text)]
    if not by_length and (ranked := _RANKED.search(text)):
        rank = (ranked["rank"] or "a").upper()
        by_length = [one for one in coming if one.priority.value == rank]
    if not by_length and not _A_RUN.search(text) and (_MOVED.search(text) or _CALLED_OFF.search(text)):
        said_km = read_race(text, turn.today, unit=athlete_of(turn).distance_unit).km
        by_length = [one for one in coming if said_km is not None and abs(one.km - said_km) < 0.5]
    return by_length


def _one_of_several(turn: Turn, text: str) -> bool:
    """ "10k cancelled", where two races of ten kilometres are to come."""
    changed = _MOVED.search(text) or _CALLED_OFF.search(text)
    return bool(changed) and _meant(turn, text) is None and len(_fitting(turn, text)) > 1


def _meant(turn: Turn, text: str) -> Race | None:
    """The race that a line is about: by its name, its length or how much it matters, or the only one there is."""
    coming = races_ahead(turn)
    when = read_date(text, turn.today).day
    for one in coming:
        if one.day == when and _OFF.search(text):
            return one
        first = one.name.casefold().split()[:1]
        if one.name and (one.name.casefold() in text or (len(first[0]) > 3 and first[0] in text.split())):
            return one
    by_length = _fitting(turn, text)
    if len(by_length) == 1:
        return by_length[0]
    return coming[0] if len(coming) == 1 and re.search(r"\brace\b", text) else None
