"""The weight that was really used: what can be believed of what was typed, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Line, line, quiet
from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.shared.common import athlete_of, prescribed
from bot.grammar.rating import Understood
from core import diary, planner, scaling
from core.catalogue import catalogue
from core.diary import Entry
from core.kit import Implement, loadable
from core.reasons import reason
from core.session import Item
from core.standing import Exposure, Past, Standing

AS_ASKED_KG = 0.25
"""As near as that it is the weight that was asked for: pounds are rounded, and bells are not weighed [DC]."""
MOST_X, MOST_KG = 3, 40
"""More than so many times what was asked for, and than so much in all, is a slip of the keyboard [DC]."""


_MASS = re.compile(r"\b\d{1,3}(?:[.,]\d{1,2})? ?(?:kgs?|kilos?|lbs?|pounds?)\b", re.IGNORECASE)


def believed(turn: Turn, past: Past, said: Understood) -> tuple[Understood, tuple[str, ...]]:
    """What was said, with the weights that can be meant, and a word about each that cannot."""
    session = prescribed(turn, past.day)
    kept: list[tuple[str, float]] = []
    doubts: list[str] = []
    for exercise, kg in said.loads_kg:
        item = session.item(exercise) if session is not None else None
        if item is None:
            continue
        asked = item.dose.load_kg or 0.0
        if exercise in said.pairs and item.dose.count == 1 and catalogue()[exercise].implement is Implement.either:
            # One in each hand, where one in both was asked for.
            kg *= 2
        if kg * item.dose.count > max(MOST_X * item.dose.total_kg, MOST_KG):
            mass = phrases.mass(turn.words, athlete_of(turn), kg)
            name = phrases.lower_first(phrases.exercise(turn.words, exercise))
            doubts.append(turn.words("loads.doubt", load=mass, name=name))
            continue
        kept.append((exercise, asked if abs(kg - asked) <= AS_ASKED_KG else kg))
    return replace(said, loads_kg=tuple(kept)), tuple(doubts)


def told(turn: Turn, past: Past, exercise: str, kg: float) -> str:
    """ "goblet squat with 12 kg", "Romanian deadlift with 2 × 8 kg": as it was held."""
    words = turn.words
    session = prescribed(turn, past.day)
    item = session.item(exercise) if session is not None else None
    name = phrases.lower_first(phrases.exercise(words, exercise))
    mass = phrases.mass(words, athlete_of(turn), kg) if kg else words("load.bodyweight")
    pair = item is not None and item.dose.count > 1 and kg > 0
    load = words("load.pair", count=item.dose.count, mass=mass) if pair and item is not None else mass
    return words("heard.load", name=name, load=load)


def follows(after: Turn, past: Past, entries: Sequence[Entry]) -> list[Line]:
    """What becomes of the weights that were used in a session, once these entries are written: its own answer, or one
    that tells a weight.
    """
    reports = [one for one in entries if isinstance(one, diary.Report)]
    if not any(one.effort is not None or any(item.load_kg is not None for item in one.items) for one in reports):
        return []
    words, athlete = after.words, athlete_of(after)
    of: dict[str, list[str]] = {}
    unknown = False
    for exercise, used in _used_in(after.standing, past):
        total, there = used.used_kg or 0.0, loadable(athlete.kit(), catalogue()[exercise])
        of.setdefault(_text(after, past, exercise, used) if there else words("loads.none"), []).append(exercise)
        unknown |= bool(there and total) and all(abs(one.total_kg - total) > AS_ASKED_KG * one.count for one in there)
    lines = [
        line(words("loads.of", name=phrases.upper_first(phrases.exercises(words, names)), text=text))
        for text, names in of.items()
    ]
    return [*lines, line(quiet(words("weights.kit")))] if unknown else lines


def _text(after: Turn, past: Past, exercise: str, used: Exposure) -> str:
    """What becomes of one of them, for the end of a sentence."""
    words, why = after.words, None
    if used.lighter:
        why = reason(
            "used_less", used=(used.used_kg or 0) / used.dose.count, asked=used.dose.total_kg / used.dose.count
        )
    elif (item := _coming(after, past, exercise)) is not None:
        why = next((one for one in item.reasons if one.code == "used_more"), None)
    if why is not None:
        return phrases.lower_first(phrases.reason(words, why, after.today, athlete_of(after)))
    return words("loads.more_hard" if (scaling.difference(used) or 0) > 0 else "loads.more")


def unnamed(turn: Turn, past: Past, said: Understood) -> str | None:
    """A weight of which nobody said what was lifted with it."""
    match = None if said.loads_kg else _MASS.search(", ".join(said.leftovers))
    session = prescribed(turn, past.day)
    loaded = [one.exercise for one in session.items if one.dose.load_kg is not None] if session is not None else []
    if match is None or not loaded:
        return None
    name = phrases.lower_first(phrases.exercise(turn.words, loaded[0]))
    return turn.words("loads.of_which", load=match[0], name=name)


def _used_in(standing: Standing, past: Past) -> list[tuple[str, Exposure]]:
    """The exercises of a session in which another weight was used than the one asked for."""
    last = ((track.exercise, one) for track in standing.tracks.values() for one in track.exposures[-1:])
    return [(exercise, one) for exercise, one in last if one.session == past.id and one.used_kg is not None]


def _coming(after: Turn, past: Past, exercise: str) -> Item | None:
    """Its line in the next session of that kind."""
    start = max(after.today, past.day + timedelta(days=1))
    ahead = planner.horizon(athlete_of(after), after.standing, start, 8)
    sessions = (one.session for one in ahead if one.session is not None and one.session.kind is past.kind)
    return next((item for one in sessions for item in one.items if item.exercise == exercise), None)


def last_told(standing: Standing, past: Past, exercises: Sequence[str]) -> bool:
    """Whether what is said of these exercises can still change what comes: nothing was sent of them since."""
    last = [(track.exercise, one.session) for track in standing.tracks.values() for one in track.exposures[-1:]]
    return all((one, past.id) in last for one in exercises)
