"""`/race`: the season's races, what each asks of the weeks around it, one moved, one called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from adapters.messages import Button, line, quiet
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.race import words as race_words
from bot.dialogues.race.card import KIND, card, days_card, months_card, race_card, race_of, season_card
from bot.dialogues.race.changes import added, dropped, on_date, take
from bot.dialogues.race.typed import heard, interrupt, listen, typed
from bot.dialogues.shared.common import athlete_of, in_rows, say, toast
from core.athlete import RACE_NAME, Priority, Race

DISTANCES = (5.0, 10.0, 21.1, 42.2)


async def race(turn: Turn) -> Reply:
    """The season, or the race that was typed behind the command."""
    if turn.text.strip() and not turn.option:
        return await heard(turn, turn.text) or say(turn, "race.not_understood")
    return Reply(outs=(season_card(turn),))


async def one(turn: Turn) -> Reply:
    """One race: what it makes of the weeks around it, how much it matters, moving and calling off."""
    found = race_of(turn, turn.option)
    return Reply(outs=(race_card(turn, found),)) if found is not None else toast(turn, "race.gone")


async def priority(turn: Turn) -> Reply:
    day, _, value = turn.option.partition(":")
    found = race_of(turn, day)
    if found is None or value not in Priority.__members__:
        return toast(turn, "race.gone")
    changed = replace(found, priority=Priority(value))
    season = [changed if one is found else one for one in athlete_of(turn).season]
    return take(turn, season, changed, turn.words(f"race.matters.{value}"))


async def drop(turn: Turn) -> Reply:
    found = race_of(turn, turn.option)
    return dropped(turn, found) if found is not None else toast(turn, "race.gone")


# --- a new one, by buttons -------------------------------------------------------------------------------------------


async def from_calendar(turn: Turn) -> Reply:
    """The race that stood in a calendar."""
    raw = turn.prompt.data.get("race") if turn.prompt is not None else None
    if raw is None:
        return toast(turn, "engine.stale")
    return added(turn, Race(date.fromisoformat(raw["date"]), float(raw["km"]), name=str(raw["name"])[:RACE_NAME]))


async def new(turn: Turn) -> Reply:
    words = turn.words
    buttons = [Button(race_words.offered(turn, km), f"racekm.{km:g}") for km in DISTANCES]
    lines = (line(words("race.which_km")), line(quiet(words("race.how"))))
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "race"),))
    return Reply(outs=(card(turn, words("race.new_title"), lines, rows, {"step": "any"}),))


async def kilometres(turn: Turn) -> Reply:
    try:
        km = float(turn.option)
    except ValueError:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(months_card(turn, {"step": "add", "km": km}),))


async def month(turn: Turn) -> Reply:
    """Its days to choose from."""
    if turn.prompt is None or turn.prompt.data.get("step") not in ("add", "move"):
        return toast(turn, "engine.stale")
    try:
        first = date.fromisoformat(f"{turn.option}-01")
    except ValueError:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(days_card(turn, first, dict(turn.prompt.data)),))


async def on_day(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.data.get("step") not in ("add", "move"):
        return toast(turn, "engine.stale")
    try:
        chosen = date.fromisoformat(turn.option)
    except ValueError:
        return toast(turn, "engine.unknown_button")
    return on_date(turn, turn.prompt.data, chosen) or toast(turn, "race.gone")


async def move(turn: Turn) -> Reply:
    if race_of(turn, turn.option) is None:
        return toast(turn, "race.gone")
    return Reply(outs=(months_card(turn, {"step": "move", "day": turn.option}),))


DIALOGUE = Dialogue(
    name="race",
    commands={"race": race},
    verbs={
        "race": race, "raceone": one, "raceprio": priority, "racemove": move, "racedrop": drop, "racenew": new,
        "racekm": kilometres, "racemonth": month, "raceday": on_day,
        "racetake": from_calendar,
    },
    texts={KIND: typed},
    interrupts=(interrupt,),
    listens=(listen,),
    stale={"race": race},
)  # fmt: skip
