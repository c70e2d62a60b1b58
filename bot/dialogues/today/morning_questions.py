"""What the morning card asks, first of all rows: yesterday's loaded part, then sleep and freshness where wished.

At most three taps are asked for in a day (chat.md, principle 3), the effort of its session among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.messages import BLANK, Button, Line, line, strong
from bot import phrases
from bot.dialogue import Turn
from core import echo, pain, planner, readiness
from core.athlete import Athlete
from core.body import Region, Side
from core.pain import Band, Trouble
from core.policy import policy

BANDS = {"0": 0.0, "1-2": 2.0, "3-5": 4.0, "6+": 6.0}
"""What each button of the echo stands for; the middle of a band, its top where that is the stricter."""

SLEEP = {"under4": (3.5, 7), "4-6": (5.0, 6), "6-7": (6.5, 4), "7-8": (7.5, 3), "over8": (8.5, 2)}
"""Each button's hours, and the item from 1 (best) to 7 that they count as."""

FATIGUE = {"fresh": 2, "normal": 3, "tired": 5, "worn": 7}


@dataclass(frozen=True, slots=True)
class Asked:
    lines: Sequence[Line] = ()
    rows: Sequence[tuple[Button, ...]] = ()


def asked(turn: Turn, athlete: Athlete, effort_taps: int) -> Asked:
    """This morning's rows with their questions; `effort_taps` are left for rating what was or will be done."""
    words = turn.words
    left = policy().readiness.taps - effort_taps - _echoes_answered(turn)
    lines: list[Line] = []
    rows: list[tuple[Button, ...]] = []
    resting = resting_parts(turn)
    found = planner.morning_questions(athlete, turn.standing, turn.today)
    for one in resting or _both_sides_at_once(found)[: max(left, 0)][:1]:
        left -= 1
        told = _echo(turn, *one)
        lines += told.lines
        rows += told.rows
    if athlete.readiness:
        said = next((one for one in turn.standing.mornings if one.day == turn.today), None)
        # A night that was told takes the place of what else would be asked of it, never of a part that was loaded.
        left -= 0 if said is None else (said.sleep_h is not None) + (said.fatigue is not None)
        if left > 0 and (said is None or said.sleep_h is None):
            left -= 1
            lines.append(line(strong(words("ready.sleep"))))
            rows.append(tuple(Button(words(f"ready.sleep.{name}"), f"ready.sleep:{name}") for name in SLEEP))
        if left > 0 and (said is None or said.fatigue is None):
            lines.append(line(strong(words("ready.fatigue"))))
            rows.append(tuple(Button(words(f"ready.fatigue.{name}"), f"ready.fatigue:{name}") for name in FATIGUE))
    return Asked((BLANK, *lines) if lines else (), rows)


def about_parts(turn: Turn, athlete: Athlete) -> list[tuple[Region, Side]]:
    """The parts that this morning's card asks about and that were not told yet."""
    return resting_parts(turn) or _both_sides_at_once(planner.morning_questions(athlete, turn.standing, turn.today))[:1]


MOST_RESTING = 2
"""Resting parts that are asked about on one morning."""


def resting_parts(turn: Turn) -> list[tuple[Region, Side]]:
    """Red parts that still need this morning's word: three calm mornings in a row open them, so each is asked for, on
    days without a session too (2.1). Both sides of a region are one question.
    """
    waiting = [
        one for one in pain.troubles(turn.standing, turn.today)
        if one.band is Band.RED and not echo.spoken_of(turn.standing, one.region, one.side, turn.today)
    ]  # fmt: skip
    return _both_sides_at_once(waiting)[:MOST_RESTING]


def _both_sides_at_once(parts: Sequence[Trouble | echo.Question]) -> list[tuple[Region, Side]]:
    sides: dict[Region, list[Side]] = {}
    for one in parts:
        sides.setdefault(one.region, []).append(one.side)
    return [(region, its[0] if len(its) == 1 else Side.both) for region, its in sides.items()]


def about_resting(turn: Turn) -> Asked:
    """The rows for a morning without a session."""
    asked = [_echo(turn, *one) for one in resting_parts(turn)]
    lines = [one for several in asked for one in several.lines]
    return Asked((BLANK, *lines) if lines else (), [row for several in asked for row in several.rows])


def _echo(turn: Turn, region: Region, side: Side) -> Asked:
    words = turn.words
    part = phrases.upper_first(phrases.part(words, region, side))
    row = tuple(Button(words(f"echo.{band}"), f"echo.{region.value}:{side.value}:{band}") for band in BANDS)
    return Asked((line(strong(words("today.echo", part=part))),), (row,))


def _echoes_answered(turn: Turn) -> int:
    """Questions about a part that were answered this morning."""
    echoes = {
        (part.region, one.score)
        for part in turn.standing.parts.values()
        for one in part.felt
        if one.day == turn.today and one.when == "morning"
    }
    return len(echoes)


def sleep_hint(turn: Turn, athlete: Athlete) -> list[str]:
    """Once a week, on its first card: short nights are spoken of and change nothing by themselves (9)."""
    monday = turn.today.toordinal() - turn.today.weekday()
    first = all(one.day.toordinal() < monday for one in turn.standing.past if one.day < turn.today)
    average = readiness.sleep_average(turn.standing, turn.today)
    if not athlete.readiness or not first or average is None or average >= policy().readiness.sleep_avg_h:
        return []
    return [turn.words("ready.sleep_hint", hours=phrases.number(round(average, 1)))]
