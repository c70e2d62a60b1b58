"""Another kit for one day: "at the gym today", "no dumbbells today", "just my bodyweight"."""

from __future__ import annotations

from dataclasses import replace

from adapters.messages import Button, Rows, line
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.away import leaving
from bot.dialogues.away.card import as_left, current
from bot.dialogues.shared.common import athlete_of, in_rows, question, say, then, toast, undo_button
from bot.dialogues.today import day
from core import diary
from core.athlete import FLOOR


def which(turn: Turn) -> Reply:
    """What there is today: one of the runner's places, or the floor alone."""
    words = turn.words
    places = athlete_of(turn).places
    buttons = [Button(one.name, f"kitday.{number}") for number, one in enumerate(places[:5])]
    rows: Rows = in_rows([*buttons, Button(words("away.floor"), f"kitday.{FLOOR}")], 2)
    out = question(words("kit_today.title"), (line(words("kit_today.which")),), rows)
    return Reply(outs=(replace(out, fresh=True),))


def named(turn: Turn, said: str) -> str:
    """The runner's own place that the words name, "" for none."""
    found = (one.name for one in athlete_of(turn).places if one.name.casefold() in said.split())
    return next(found, "")


def take(turn: Turn, place: str) -> Reply:
    """Today's card with the kit of that place; from tomorrow on it is as before."""
    journey = current(turn)
    if journey is not None:
        going = journey.why == "travel" or journey.place
        return leaving.leave(turn, as_left(journey), place=place) if going else say(turn, "away.nothing")
    first = athlete_of(turn).places[:1]
    if first and first[0].name == place:
        return say(turn, "kit_today.usual", place=place)
    entry = diary.Away(
        at=turn.now, day=turn.today, why="travel", start=turn.today, until=turn.today, place=place
    )  # fmt: skip
    outs, sent = day.again(then(turn, (entry,)))
    key = "kit_today.floor" if place == FLOOR else "kit_today.there"
    noted = line(turn.words(key, place=place))
    out = question(turn.words("kit_today.title"), (noted,), ((undo_button(turn),),))
    return Reply(outs=(replace(out, fresh=True), *outs), entries=(entry, *sent))


async def pressed(turn: Turn) -> Reply:
    places = athlete_of(turn).places
    if turn.option == FLOOR:
        return take(turn, FLOOR)
    if not turn.option.isdigit() or int(turn.option) >= len(places):
        return toast(turn, "engine.unknown_button")
    return take(turn, places[int(turn.option)].name)


DIALOGUE = Dialogue(name="kit today", verbs={"kitday": pressed})
