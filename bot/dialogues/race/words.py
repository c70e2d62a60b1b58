"""Races in words: what one is called, how far it is, and what it asks of the weeks around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.shared.common import athlete_of, dated
from bot.words import Words
from core import planner, races
from core.athlete import Race
from core.races import Countdown, Stage, Stretch
from core.taper import RaceRule, recovery_days

_LENGTHS = ((4.9, 5.1, "5"), (9.9, 10.1, "10"), (21, 21.2, "half"), (42, 42.3, "marathon"))


def length(turn: Turn, km: float) -> str:
    """ "half marathon", "15 km race"."""
    return length_in(turn.words, km) or turn.words(
        "race.length.other", distance=phrases.distance(turn.words, athlete_of(turn), km)
    )


def length_in(words: Words, km: float) -> str:
    return next((words(f"race.length.{name}") for low, high, name in _LENGTHS if low <= km <= high), "")


def offered(turn: Turn, km: float) -> str:
    """A button's label: "10 km", "Half marathon · 21.1 km"."""
    far = phrases.distance(turn.words, athlete_of(turn), km)
    name = length_in(turn.words, km)
    return far if far in name else turn.words("race.length", name=phrases.upper_first(name), km=far)


def says_length(turn: Turn, km: float, text: str) -> bool:
    """Whether a line speaks of a race of that length; a half marathon is no marathon."""
    name = length(turn, km).casefold()
    return name in text.replace("half-", "half ").replace(f"half {name}", "")


def named(turn: Turn, race: Race) -> str:
    return race.name or phrases.upper_first(length(turn, race.km))


def told_apart(turn: Turn, race: Race, among: Sequence[Race]) -> str:
    """Its name, with its day where another one is called the same."""
    name = named(turn, race)
    twins = sum(named(turn, one) == name for one in among)
    return name if twins < 2 else f"{name} · {dated(turn, race.day)}"


def about(turn: Turn, race: Race) -> str:
    """Sun 27 Sep 2026 · 42.2 km · main race · 12 days to go."""
    words = turn.words
    days = (race.day - turn.today).days
    parts = [
        dated(turn, race.day),
        phrases.distance(words, athlete_of(turn), race.km),
        phrases.lower_first(words(f"race.{race.priority.value}")),
        words("near.today") if days == 0 else words.plural("race.to_go", days),
    ]
    return " · ".join(parts)


def weeks_around(turn: Turn, race: Race) -> list[str]:
    """What it makes of the days before and after, a line for each stretch; then what stands close to it."""
    words = turn.words
    stretches = [one for one in races.around(race) if one.rule is not RaceRule.RACE and one.last >= turn.today]
    lines = [_stretch(turn, race, one) for one in _joined(stretches)]
    for other in races.close(athlete_of(turn), race):
        gap = abs((other.day - race.day).days)
        calm = gap - recovery_days(min(race, other, key=lambda one: one.day).km) < 10
        key = "race.close.calm" if calm else "race.close"
        lines.append(words.plural(key, gap, race=named(turn, other)))
    return lines


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """The taper before an A race is one stretch to the runner; the days without legs and the loosening are another."""
    same = {RaceRule.LAST_LEGS: RaceRule.TAPER}
    out: list[Stretch] = []
    for one in stretches:
        rule = same.get(one.rule, one.rule)
        if out and out[-1].rule is rule:
            out[-1] = Stretch(rule, out[-1].first, one.last)
        else:
            out.append(Stretch(rule, one.first, one.last))
    return [one for one in out if not (one.rule is RaceRule.FREE and one.first == one.last)]


def _stretch(turn: Turn, race: Race, one: Stretch) -> str:
    words = turn.words
    days = words("race.days", first=phrases.date_text(words, one.first), last=phrases.date_text(words, one.last))
    if one.rule is RaceRule.RECOVERY:
        return words("race.around.recovery", n=recovery_days(race.km), last=phrases.date_text(words, one.last))
    legs = [each for each in races.around(race) if each.rule is RaceRule.LAST_LEGS]
    if one.rule is RaceRule.TAPER and legs:
        first, last = (phrases.date_text(words, each) for each in (legs[0].first, legs[0].last))
        return words("race.around.taper_a", days=days, first=first, last=last)
    return words(f"race.around.{one.rule.value}", days=days)


def countdown_line(turn: Turn, day: date) -> str:
    """ "12 days to Berlin marathon: last heavy session."; "" where no race is near."""
    found = planner.countdown(athlete_of(turn), turn.standing, day, turn.today)
    return "" if found is None else _countdown(turn, found)


def _countdown(turn: Turn, found: Countdown) -> str:
    words = turn.words
    name = named(turn, found.race)
    if not found.race.name:
        name = words("race.your", race=length(turn, found.race.km))
    if found.stage is Stage.RACE:
        return words("race.count.race", race=name, distance=phrases.distance(words, athlete_of(turn), found.race.km))
    if found.stage is Stage.RECOVERY:
        back = phrases.near_day(words, found.back, found.race.day + timedelta(days=-found.days))
        return words.plural("race.count.recovery", -found.days, race=name, back=back)
    asks = words(f"race.stage.{found.stage.value}") if words.has(f"race.stage.{found.stage.value}") else ""
    return words.plural("race.count.asks" if asks else "race.count", found.days, race=name, asks=asks)
