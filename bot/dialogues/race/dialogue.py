"""`/race`: the season's races, what each asks of the weeks around it, one moved, one called off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from adapters.messages import BLANK, Button, Line, Pressed, Rows, Said, Text, line, quiet, strong
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues import day as days_card
from bot.dialogues import forms, stated
from bot.dialogues.common import athlete_of, in_rows, question, say, toast, undo_button
from bot.dialogues.race import words as race_words
from bot.grammar import flags
from bot.grammar.dates import read_date, read_race
from bot.grammar.text import plain
from bot.intake import said
from core import races
from core.athlete import RACE_NAME, Priority, Race

KIND = CARD = "race"
_LASTS = timedelta(days=2)
DISTANCES = (5.0, 10.0, 21.1, 42.2)
KEPT = 60
"""Days that a race which is over stays in the profile: longer than anything it asks for."""
MOST = 20


# --- the season ------------------------------------------------------------------------------------------------------


async def race(turn: Turn) -> Reply:
    """The season, or the race that was typed behind the command."""
    if turn.text.strip() and not turn.option:
        return await _heard(turn, turn.text) or say(turn, "race.not_understood")
    return Reply(outs=(_season(turn),))


def _coming(turn: Turn) -> list[Race]:
    return [one for one in athlete_of(turn).season if one.day >= turn.today]


def _season(turn: Turn, notes: Sequence[Line] = (), changed: bool = False) -> Out:
    words = turn.words
    coming = _coming(turn)
    lines: list[Line] = [*notes, *([BLANK] if notes else [])]
    for one in coming:
        lines += [line(strong(race_words.named(turn, one))), line(quiet(race_words.about(turn, one)))]
    lines += [line(words("race.none_yet"))] if not coming else _held(turn, coming)
    lines += [BLANK, line(quiet(words("race.how")))]
    rows = [(Button(race_words.told_apart(turn, one, coming), f"raceone.{one.day}"),) for one in coming[:6]]
    rows.append((Button(words("race.add"), "racenew"),))
    if changed:
        rows.append((undo_button(turn),))
    return _card(turn, words("race.title"), lines, tuple(rows), {"step": "any"})


def _held(turn: Turn, coming: Sequence[Race]) -> list[Line]:
    """Where races stand so close that strength is only held between them."""
    season = next((found for one in coming if (found := races.race_season(athlete_of(turn), one.day))), None)
    if season is None:
        return []
    first, last = (phrases.date_text(turn.words, one) for one in season)
    return [BLANK, line(turn.words("race.season", first=first, last=last))]


def _card(turn: Turn, title: str, lines: Sequence[Line], rows: Rows, data: dict[str, Any] | None = None) -> Out:
    """A card that is edited in place by its own buttons, and stands below what was typed."""
    ask = Ask(KIND, data, text=True, lasts=_LASTS, topic=KIND) if data is not None else None
    return replace(question(title, lines, rows, ask, card=CARD), fresh=not isinstance(turn.event, Pressed))


async def one(turn: Turn) -> Reply:
    """One race: what it makes of the weeks around it, how much it matters, moving and calling off."""
    found = _chosen(turn, turn.option)
    return Reply(outs=(_page(turn, found),)) if found is not None else toast(turn, "race.gone")


def _chosen(turn: Turn, day: str) -> Race | None:
    return next((one for one in athlete_of(turn).season if one.day.isoformat() == day), None)


def _page(turn: Turn, one: Race, notes: Sequence[Line] = (), changed: bool = False) -> Out:
    words = turn.words
    lines = [*notes, *([BLANK] if notes else []), line(race_words.about(turn, one)), BLANK]
    lines += [line(text) for text in race_words.weeks_around(turn, one)]
    matters = tuple(
        forms.choice(words(f"race.{each.value}"), f"raceprio.{one.day}:{each.value}", each is one.priority)
        for each in Priority
    )
    moved = (Button(words("race.move"), f"racemove.{one.day}"), Button(words("race.cancel"), f"racedrop.{one.day}"))
    last = [Button(words("race.all"), "race")]
    if changed:
        last.append(undo_button(turn))
    return _card(
        turn,
        race_words.named(turn, one),
        lines,
        (matters, moved, tuple(last)),
        {"step": "any", "day": one.day.isoformat()},
    )


# --- changes ---------------------------------------------------------------------------------------------------------


def _take(turn: Turn, races: Iterable[Race], shown: Race | None, note: str) -> Reply:
    """The season as it is from now on: the profile, today's card where it changes, and the race that was meant."""
    before = athlete_of(turn)
    kept = [one for one in races if (turn.today - one.day).days <= KEPT]
    athlete = before.with_season(sorted(kept, key=lambda one: one.day)[-MOST:])
    outs, entries = days_card.for_profile(turn, athlete)
    after = replace(turn, athlete=athlete)
    notes = [line(note)] + ([line(turn.words("runs.today_too"))] if outs else [])
    card = _page(after, shown, notes, True) if shown is not None else _season(after, notes, True)
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    return Reply(outs=(card, *outs), entries=entries, athlete=athlete, close=close)


def _added(turn: Turn, new: Race) -> Reply:
    """A new race; one of the same day or the same name takes the place of the one there was."""
    season = athlete_of(turn).season
    twin = next((one for one in season if one.day == new.day or (new.name and _alike(one, new))), None)
    if twin is not None:
        new = replace(new, name=new.name or twin.name)
    key = "race.moved" if twin is not None and twin.day != new.day else "race.noted"
    note = turn.words(key, race=race_words.named(turn, new), day=race_words.dated(turn, new.day))
    return _take(turn, [*(one for one in season if one is not twin), new], new, note)


def _alike(one: Race, other: Race) -> bool:
    return one.name.casefold() == other.name.casefold()


async def priority(turn: Turn) -> Reply:
    day, _, value = turn.option.partition(":")
    found = _chosen(turn, day)
    if found is None or value not in Priority.__members__:
        return toast(turn, "race.gone")
    changed = replace(found, priority=Priority(value))
    season = [changed if one is found else one for one in athlete_of(turn).season]
    return _take(turn, season, changed, turn.words(f"race.matters.{value}"))


async def drop(turn: Turn) -> Reply:
    found = _chosen(turn, turn.option)
    return _dropped(turn, found) if found is not None else toast(turn, "race.gone")


def _dropped(turn: Turn, found: Race) -> Reply:
    note = turn.words("race.dropped", race=race_words.named(turn, found))
    return _take(turn, [one for one in athlete_of(turn).season if one is not found], None, note)


# --- a new one, by buttons -------------------------------------------------------------------------------------------


async def take(turn: Turn) -> Reply:
    """The race that stood in a calendar."""
    raw = turn.prompt.data.get("race") if turn.prompt is not None else None
    if raw is None:
        return toast(turn, "engine.stale")
    return _added(turn, Race(date.fromisoformat(raw["date"]), float(raw["km"]), name=str(raw["name"])[:RACE_NAME]))


async def new(turn: Turn) -> Reply:
    words = turn.words
    buttons = [Button(race_words.offered(turn, km), f"racekm.{km:g}") for km in DISTANCES]
    lines = (line(words("race.which_km")), line(quiet(words("race.how"))))
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "race"),))
    return Reply(outs=(_card(turn, words("race.new_title"), lines, rows, {"step": "any"}),))


async def kilometres(turn: Turn) -> Reply:
    try:
        km = float(turn.option)
    except ValueError:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(_months(turn, {"step": "add", "km": km}),))


def _months(turn: Turn, data: dict[str, Any]) -> Out:
    """The coming twelve months; a typed date does as well."""
    words = turn.words
    buttons = []
    for number in range(12):
        month = turn.today.month - 1 + number
        first = date(turn.today.year + month // 12, month % 12 + 1, 1)
        buttons.append(Button(words("race.month", month=words(f"month.{first.month}"), year=first.year),
                              f"racemonth.{first:%Y-%m}"))  # fmt: skip
    rows = (*in_rows(buttons, 3), (Button(words("button.back"), "race"),))
    return _card(turn, words("race.when_title"), (line(words("race.which_month")),), rows, data)


async def month(turn: Turn) -> Reply:
    """Its Saturdays and Sundays: on other days the date is typed."""
    words = turn.words
    if turn.prompt is None or turn.prompt.data.get("step") not in ("add", "move"):
        return toast(turn, "engine.stale")
    try:
        first = date.fromisoformat(f"{turn.option}-01")
    except ValueError:
        return toast(turn, "engine.unknown_button")
    days = [first + timedelta(days=number) for number in range(31)]
    buttons = [
        Button(phrases.date_text(words, one), f"raceday.{one}")
        for one in days
        if one.month == first.month and one.weekday() >= 5 and one >= turn.today
    ]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "race"),))
    lines = (line(words("race.which_day")),)
    return Reply(outs=(_card(turn, words("race.when_title"), lines, rows, dict(turn.prompt.data)),))


async def on_day(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.data.get("step") not in ("add", "move"):
        return toast(turn, "engine.stale")
    try:
        chosen = date.fromisoformat(turn.option)
    except ValueError:
        return toast(turn, "engine.unknown_button")
    return _dated(turn, turn.prompt.data, chosen) or toast(turn, "race.gone")


def _dated(turn: Turn, data: Any, chosen: date) -> Reply | None:
    """The date that was asked for, for a new race or one that is moved."""
    if chosen < turn.today:
        return say(turn, "race.past")
    if data["step"] == "add":
        return _added(turn, Race(chosen, float(data["km"])))
    found = _chosen(turn, str(data["day"]))
    return _moved(turn, found, chosen) if found is not None else None


def _moved(turn: Turn, found: Race, to: date) -> Reply:
    changed = replace(found, day=to)
    season = [changed if one is found else one for one in athlete_of(turn).season if one is found or one.day != to]
    note = turn.words("race.moved", race=race_words.named(turn, changed), day=race_words.dated(turn, to))
    return _take(turn, season, changed, note)


async def move(turn: Turn) -> Reply:
    if _chosen(turn, turn.option) is None:
        return toast(turn, "race.gone")
    return Reply(outs=(_months(turn, {"step": "move", "day": turn.option}),))


# --- typed -----------------------------------------------------------------------------------------------------------

_OFF = re.compile(
    r"\b(?:cancel(?:l?ed)?|called off|is off|not (?:running|racing|doing|going)|drop(?:ped)?|no longer)\b"
)
_MOVED = re.compile(r"\b(?:moved?|postponed|rescheduled|new date|instead)\b")
_BARELY_OFF = re.compile(
    r"(?:it|that|this)?(?:'?s| is| was| has been| got)? ?(?:been )?(?:called off|cancel(?:l?ed)?|off|not happening"
    r"|postponed)"
)
_SPOKEN = re.compile(r"\b(?:race|(?:half[- ]?)?marathon|ultra|hm)\b")
_NOT_HERE = re.compile(r"\?\s*$|\b(?:ran|finished|did|yesterday|pace|every|each)\b")


async def typed(turn: Turn) -> Reply | None:
    """The date that a step asked for, a race in a line, or the word that the one which is shown is off."""
    data = turn.prompt.data if turn.prompt is not None else {}
    if _BARELY_OFF.fullmatch(plain(turn.text)):
        coming = _coming(turn)
        shown = _chosen(turn, str(data.get("day", ""))) or (coming[0] if len(coming) == 1 else None)
        return _dropped(turn, shown) if shown is not None else Reply(outs=(_season(turn),))
    if data.get("step") in ("add", "move"):
        when = read_date(turn.text, turn.today)
        whole = stated.racing(turn.text, turn.today, athlete_of(turn).distance_unit)
        if when.day is not None and (whole is None or whole.race is None):
            return _dated(turn, data, when.day)
        if when.problems and (whole is None or whole.race is None) and _looks_dated(turn.text):
            return _lines(stated.complaints(turn.words, when.problems))
    text = turn.text.casefold()
    whole = stated.racing(turn.text, turn.today, athlete_of(turn).distance_unit)
    # Under the list of races "Boulder half 10 May" is one, too.
    run = _A_RUN.search(text) is not None and not _SPOKEN.search(text)
    told = whole is not None and whole.race is not None and _NOT_HERE.search(text) is None and not run
    return await _heard(turn, turn.text) if told or _SPOKEN.search(text) else None


def _looks_dated(text: str) -> bool:
    return any(one.isdigit() for one in text) and len(text) <= 40


def _lines(lines: Iterable[str]) -> Reply:
    return Reply(outs=(Out(Text(tuple(line(one) for one in lines))),))


async def listen(turn: Turn) -> Reply | None:
    """ "Berlin marathon 27 Sep 2026 A", "the marathon is cancelled": a race that no question asked for."""
    text = turn.text.casefold()
    if turn.athlete is None or not isinstance(turn.event, Said) or _NOT_HERE.search(text) or flags.find(turn.text):
        return None
    if (not _SPOKEN.search(text) and _meant(turn, text) is None) or "instead" in text.split():
        return None
    if _was_run(turn):
        return None
    return await _heard(turn, turn.text)


async def _heard(turn: Turn, text: str) -> Reply | None:
    """A race in a line: a new one, one that is moved, one that is off; what is lacking is asked for."""
    plain = text.casefold()
    found = _meant(turn, plain)
    to = _new_day(turn, plain, found) if found is not None else None
    if found is not None and to is not None and (_OFF.search(plain) or _MOVED.search(plain)):
        return _moved(turn, found, to)
    if found is not None and _OFF.search(plain):
        return _dropped(turn, found)
    if found is not None and _MOVED.search(plain):
        return Reply(outs=(_months(turn, {"step": "move", "day": found.day.isoformat()}),))
    if found is None and _MOVED.search(plain) and _A_RACE.search(plain) and _coming(turn):
        return Reply(outs=(_season(turn, [line(turn.words("race.which_moved"))]),))
    if found is None and _OFF.search(plain):
        # Of several any may be meant: they stand there to be tapped.
        which = len(_coming(turn)) > 1 and stated.racing(text, turn.today, athlete_of(turn).distance_unit) is None
        return Reply(outs=(_season(turn, [line(turn.words("race.which"))]),)) if which else say(turn, "race.gone")
    new = stated.racing(text, turn.today, athlete_of(turn).distance_unit)
    if new is None:
        return None
    if new.race is not None:
        return _added(turn, new.race)
    if new.km is not None and not new.dated:
        return Reply(outs=(_months(turn, {"step": "add", "km": new.km}),))
    return _lines(stated.race_complaints(turn.words, new))


async def interrupt(turn: Turn) -> Reply | None:
    """A race that is plainly told, whatever is open: its figures are no answer to a session."""
    text = turn.text.casefold()
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    if (
        _NOT_HERE.search(text)
        or _A_RUN.search(text)
        or "instead" in text.split()
        or not any(one.isdigit() for one in text)
    ):
        return None
    if _was_run(turn):
        return None
    whole = stated.racing(turn.text, turn.today, turn.athlete.distance_unit)
    told = whole is not None and whole.race is not None and not whole.problems
    several = _A_RACE.search(text) is not None and len(_coming(turn)) > 1
    changed = (_MOVED.search(text) or _CALLED_OFF.search(text)) and (several or _meant(turn, text) is not None)
    if not changed and not (told and (_FORMAL.search(turn.text) or _SPOKEN.search(text) or _MOVED.search(text))):
        return None
    return await _heard(turn, turn.text)


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


def _meant(turn: Turn, text: str) -> Race | None:
    """The race that a line is about: by its name, its length or how much it matters, or the only one there is."""
    coming = _coming(turn)
    when = read_date(text, turn.today).day
    for one in coming:
        if one.day == when and _OFF.search(text):
            return one
        first = one.name.casefold().split()[:1]
        if one.name and (one.name.casefold() in text or (len(first[0]) > 3 and first[0] in text.split())):
            return one
    by_length = [one for one in coming if race_words.says_length(turn, one.km, text)]
    if not by_length and (ranked := _RANKED.search(text)):
        rank = (ranked["rank"] or "a").upper()
        by_length = [one for one in coming if one.priority.value == rank]
    if not by_length and not _A_RUN.search(text) and (_MOVED.search(text) or _CALLED_OFF.search(text)):
        said_km = read_race(text, turn.today, unit=athlete_of(turn).distance_unit).km
        by_length = [one for one in coming if said_km is not None and abs(one.km - said_km) < 0.5]
    if len(by_length) == 1:
        return by_length[0]
    return coming[0] if len(coming) == 1 and re.search(r"\brace\b", text) else None


DIALOGUE = Dialogue(
    name="race",
    commands={"race": race},
    verbs={
        "race": race, "raceone": one, "raceprio": priority, "racemove": move, "racedrop": drop, "racenew": new,
        "racekm": kilometres, "racemonth": month, "raceday": on_day,
        "racetake": take,
    },
    texts={KIND: typed},
    interrupts=(interrupt,),
    listens=(listen,),
    stale={"race": race},
)  # fmt: skip
