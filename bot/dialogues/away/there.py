"""What there is to train with on a journey, told in words: a place of its own, until the journey is over."""

from __future__ import annotations

import re
from dataclasses import replace

from adapters.messages import Card, line
from bot.dialogue import Reply, Turn
from bot.dialogues.away.card import as_left
from bot.dialogues.away.leaving import journey, kit, leave
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import athlete_of, say, then, undo_button
from bot.grammar import kit_there
from bot.grammar.kit import KitRead, read_kit
from bot.grammar.kit_there import There
from bot.grammar.text import plain
from core import diary
from core.athlete import FLOOR, Athlete, Place
from core.kit import Kit

USUAL = "hotel"
MOST = 6
"""Places that the settings show."""
_CLAUSES = re.compile(r"[,;.]\s+")


def told(turn: Turn) -> There | None:
    """The kit of a place of a journey in the line, or in one part of it."""
    unit, away = athlete_of(turn).mass_unit, journey(turn) is not None
    parts = (turn.text, *_CLAUSES.split(turn.text))
    return next((one for one in (kit_there.read(part, unit=unit, away=away) for part in parts) if one), None)


def known(turn: Turn) -> str:
    """A place of the runner's own, but the first, that the line names: "hotel until Friday"."""
    said = plain(turn.text).split()
    return next((one.name for one in athlete_of(turn).places[1:] if one.name.casefold() in said), "")


async def take(turn: Turn, there: There) -> Reply:
    """On a journey it is planned for at once; before one it is kept as a place."""
    if there.kit is None:
        return await kit(turn) if journey(turn) is not None else say(turn, "away.there.what")
    return at(turn, there.place or USUAL, there.kit)


async def besides(turn: Turn, reply: Reply, there: There) -> Reply:
    """A journey with what there is told in the same breath."""
    more = await take(then(turn, reply.entries), there)
    first = () if there.kit is not None else reply.outs
    return replace(more, outs=(*first, *more.outs), entries=(*reply.entries, *more.entries), close=reply.close)


async def typed(turn: Turn) -> Reply | None:
    """What is there, typed under the question for it."""
    read = read_kit(turn.text, unit=athlete_of(turn).mass_unit)
    if read.none:
        going = journey(turn)
        return leave(turn, as_left(going), place=FLOOR) if going is not None else None
    return at(turn, USUAL, read) if read.items and not read.problems and not read.leftovers else None


def at(turn: Turn, name: str, read: KitRead) -> Reply:
    athlete = _with(athlete_of(turn), name, stated.with_kit(Kit(), read))
    if athlete is None:
        return say(turn, "away.there.full")
    words, going = turn.words, journey(turn)
    there = forms.kit_text(words, athlete, athlete.kit(name))
    guessed = (line(words("kit.guessed")),) if read.guessed else ()
    profile = diary.Profile(at=turn.now, day=turn.today, athlete=athlete.to_json())
    if going is None:
        reply = say(turn, "away.there.kept", rows=((undo_button(turn),),), place=name, kit=there)
        return replace(reply, entries=(profile,), athlete=athlete)
    reply = leave(replace(turn, athlete=athlete), as_left(going), place=name)
    card = reply.outs[0].message
    assert isinstance(card, Card)  # noqa: S101
    said = line(words("away.there", kit=there))
    shown = replace(reply.outs[0], message=replace(card, lines=(*card.lines, said, *guessed)))
    return replace(reply, outs=(shown, *reply.outs[1:]), entries=(*reply.entries, profile), athlete=athlete)


def _with(athlete: Athlete, name: str, kit: Kit) -> Athlete | None:
    """With that place, told again where it is known; None where there are too many."""
    places = [Place(one.name, kit) if one.name.casefold() == name else one for one in athlete.places]
    if all(one.name.casefold() != name for one in places):
        places = [*(places or [Place("home", Kit())]), Place(name, kit)]
    return replace(athlete, places=tuple(places)) if len(places) <= MOST else None
