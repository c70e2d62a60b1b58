"""What becomes of the season: a race more, one moved, one called off; the profile and today's card follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from adapters.messages import line
from bot.dialogue import Reply, Turn
from bot.dialogues.race import words as race_words
from bot.dialogues.race.card import race_card, race_of, season_card
from bot.dialogues.shared.common import athlete_of, dated, say
from bot.dialogues.today import day as days_card
from core.athlete import Race

KEPT = 60
"""Days that a race which is over stays in the profile: longer than anything it asks for."""
MOST = 20
_SAME_KM = 0.5


def take(turn: Turn, races: Iterable[Race], shown: Race | None, note: str) -> Reply:
    """The season as it is from now on: the profile, today's card where it changes, and the race that was meant."""
    before = athlete_of(turn)
    kept = [one for one in races if (turn.today - one.day).days <= KEPT]
    athlete = before.with_season(sorted(kept, key=lambda one: one.day)[-MOST:])
    outs, entries = days_card.for_profile(turn, athlete)
    after = replace(turn, athlete=athlete)
    notes = [line(note)] + ([line(turn.words("runs.today_too"))] if outs else [])
    card = race_card(after, shown, notes, True) if shown is not None else season_card(after, notes, True)
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    return Reply(outs=(card, *outs), entries=entries, athlete=athlete, close=close)


def added(turn: Turn, new: Race) -> Reply:
    """A new race; one of the same day or the same name takes the place of the one there was."""
    season = athlete_of(turn).season
    twin = next((one for one in season if one.day == new.day or (new.name and _alike(one, new))), None)
    if twin is not None:
        new = replace(new, name=new.name or twin.name)
    key = "race.moved" if twin is not None and twin.day != new.day else "race.noted"
    note = turn.words(key, race=race_words.named(turn, new), day=dated(turn, new.day))
    if twin is not None and twin.day == new.day and abs(twin.km - new.km) >= _SAME_KM:
        note = f"{note} {turn.words('race.in_place_of', race=race_words.named(turn, twin))}"
    return take(turn, [*(one for one in season if one is not twin), new], new, note)


def _alike(one: Race, other: Race) -> bool:
    return one.name.casefold() == other.name.casefold()


def dropped(turn: Turn, found: Race) -> Reply:
    note = turn.words("race.dropped", race=race_words.named(turn, found))
    return take(turn, [one for one in athlete_of(turn).season if one is not found], None, note)


def on_date(turn: Turn, data: Any, chosen: date) -> Reply | None:
    """The date that was asked for, for a new race or one that is moved."""
    if chosen < turn.today:
        return say(turn, "race.past")
    if data["step"] == "add":
        return added(turn, Race(chosen, float(data["km"])))
    found = race_of(turn, str(data["day"]))
    return moved(turn, found, chosen) if found is not None else None


def moved(turn: Turn, found: Race, to: date) -> Reply:
    changed = replace(found, day=to)
    season = [changed if one is found else one for one in athlete_of(turn).season if one is found or one.day != to]
    note = turn.words("race.moved", race=race_words.named(turn, changed), day=dated(turn, to))
    for gone in (one for one in athlete_of(turn).season if one is not found and one.day == to):
        note = f"{note} {turn.words('race.in_place_of', race=race_words.named(turn, gone))}"
    return take(turn, season, changed, note)
