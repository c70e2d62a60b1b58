"""A "why" about one thing of the plan: the light, the repetitions, the kilograms, the minutes, the day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from adapters.messages import BLANK, Button, Line, line, quiet, strong
from bot import phrases
from bot.dialogue import Reply, Turn
from bot.dialogues.shared.common import athlete_of, question
from bot.dialogues.week import card as week
from bot.grammar.text import plain
from core import planner, season
from core.session import Item, Session

_SMALL = (
    r"(?:(?:is|are|am|do|does|i|it|its|it's|the|my|this|that|only|just|so|still|always|again|have|on|today|at|a|not"
    r"|no) )*"
)
_FIGURES: tuple[tuple[str, str, Callable[[Item], float | None] | None], ...] = (
    ("reps", r"(?:(?P<n>\d+)|many|few)? ?(?:reps?|repetitions?)", lambda one: _amount(one, "reps")),
    ("reps", r"\d+ ?x ?(?P<n>\d+)", lambda one: _amount(one, "reps")),
    ("seconds", r"(?P<n>\d+) ?(?:s|sec|secs|seconds)", lambda one: _amount(one, "seconds")),
    ("sets", r"(?:(?P<n>\d+)|many|few)? ?sets?", lambda one: float(one.dose.sets)),
    (
        "kg",
        r"(?:(?P<n>\d+(?:\.\d+)?) ?(?:kgs?|kilos?)|(?:heavy|light) (?:weights?|dumbbells?)|weights?|heavy|light)",
        lambda one: one.dose.load_kg,
    ),
    ("minutes", r"(?:\d+ ?(?:min|mins|minutes)|long|short)", None),
    ("tempo", r"(?:\d-\d-[\dx](?:-\d)?|tempo|slow(?:ly)?|(?:three |3 )?numbers)", None),
    ("effort", r"(?:effort|rpe)(?: \d+(?: ?[-–] ?\d+)?)?", None),
)
_ASKED = [(name, re.compile(rf"{_SMALL}{words}(?: today| here| again)*"), of) for name, words, of in _FIGURES]
_LIGHT = re.compile(
    rf"{_SMALL}(?:light|colou?r|hold|holding|push|pushing|back(?:ing)? ?off|yellow|green|red|amber)(?: light| today)*"
)
_DAY = re.compile(
    rf"{_SMALL}(?:(?:strength|session|gym|technique|card|training)(?: [ab])? )?(?:{_SMALL})?"
    r"(?:today|tomorrow|this day|these days|that day|[a-z]+days?)|(?:the |my |this )?week"
    r"|(?:(?:is|are|do|does|have|has|i|there|only|just|the|my|this|week|no|not) )*(?:one|two|1|2|second|another|more)"
    r" (?:strength |gym )?(?:days?|sessions?|workouts?|times?)(?: of strength| for strength)?"
    r"(?: (?:this|a|per|next|each|in the|in my) week)?"
)
_AT_ALL = re.compile(
    r"(?:(?:do|should|must|would|i|we|runners|need|have|to|train) )*strength(?: training| at all| for runners)*"
)


def about(turn: Turn, text: str, session: Session | None) -> Reply | None:
    """The answer to a why that names no exercise; None where it is about the whole session, or about another thing."""
    said = plain(text).rstrip("?").strip().removeprefix("why").strip(" ,")
    if _LIGHT.fullmatch(said) and not said.startswith("so ") and session is not None:
        return _light(turn, session)
    for name, pattern, of in _ASKED:
        match = pattern.fullmatch(said)
        if match is not None:
            return _figure(turn, session, name, match, of)
    if _AT_ALL.fullmatch(said):
        return _told(turn, "strength", [])
    return _told(turn, "day", []) if _DAY.fullmatch(said) else None


def _amount(item: Item, unit: str) -> float | None:
    return float(item.dose.amount) if item.dose.unit == unit else None


def _light(turn: Turn, session: Session) -> Reply:
    """Why the day has its light, and what a light is."""
    words = turn.words
    lines = [line(strong(phrases.light(words, session.light, athlete_of(turn).plain)))]
    lines += [line(one) for one in phrases.reasons(words, session.reasons, turn.today)]
    lines += [BLANK, line(quiet(words("why.about.light")))]
    day = phrases.near_day(words, session.day, turn.today)
    title = words("why.of", kind=phrases.kind(words, session.kind), day=day)
    return Reply(outs=(question(title, lines, ()),))


def _figure(
    turn: Turn, session: Session | None, name: str, match: re.Match[str], of: Callable[[Item], float | None] | None
) -> Reply:
    lines: list[Line] = []
    number = match.groupdict().get("n")
    if number and session is not None and of is not None:
        work = [one.exercise for one in session.items if one.working_sets and of(one) == float(number)]
        if work:
            lines.append(line(strong(phrases.upper_first(phrases.exercises(turn.words, work))), "."))
    today = phrases.reasons(turn.words, session.reasons, turn.today) if session is not None and name in _BY_DAY else ()
    return _told(turn, name, lines, " ".join(today))


_BY_DAY = ("reps", "sets", "kg", "minutes")
"""What the day's own reasons move, too: they stand below the rule."""


def _gave_way(turn: Turn) -> list[str]:
    """What had to give way in the week that is shown first."""
    monday = season.monday_of(turn.today) + timedelta(weeks=week.opens(turn))
    placed = planner.plan_week(athlete_of(turn), turn.standing, monday, turn.today)
    return week.remarks(turn, placed, week.ahead(turn, monday).values())


def _told(turn: Turn, name: str, lines: list[Line], besides: str = "") -> Reply:
    words = turn.words
    key = "typed.what.tempo" if name == "tempo" else f"why.about.{name}"
    lines += [line(one) for one in words(key, minutes=athlete_of(turn).minutes).split("\n")]
    if name == "day":
        lines += [BLANK, *map(line, said)] if (said := _gave_way(turn)) else []
    lines += [BLANK, line(words("why.about.now", why=besides))] if besides else []
    rows = ((Button(words("button.week"), "week.0"),),) if name == "day" else ()
    return Reply(outs=(question(words("why.title"), lines, rows),))
