"""Races as a runner asks about them: what one makes of the weeks around it, and how far it is (rulebook 6, 3.9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from core.athlete import Athlete, Priority, Race
from core.policy import policy
from core.records import dataclass
from core.standing import Period
from core.taper import RaceRule, race_rules, recovery_days

_BEFORE, _AFTER = 14, 14
"""The longest taper and the longest rest, days."""
SPOKEN_OF = {Priority.A: 21, Priority.B: 14, Priority.C: 7}
"""Days before a race from which on the cards count down to it [DC]."""


def near(athlete: Athlete, monday: date) -> tuple[Race, ...]:
    """The races that can touch a week: a season of ten costs its planning no more than one does."""
    apart = policy().taper.near_days
    first = monday - timedelta(days=_AFTER + apart)
    last = monday + timedelta(days=6 + _BEFORE + apart)
    return tuple(one for one in athlete.season if first <= one.day <= last)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included, on which a race asks for the same."""

    rule: RaceRule
    first: date
    last: date


def around(race: Race) -> tuple[Stretch, ...]:
    """What a race by itself makes of the days around it, in order; the ordinary days are left out."""
    found: list[Stretch] = []
    for number in range(-_BEFORE, _AFTER + 1):
        day = race.day + timedelta(days=number)
        rule = race_rules(day, (race,)).rule
        if rule is RaceRule.NORMAL:
            continue
        if found and found[-1].rule is rule:
            found[-1] = Stretch(rule, found[-1].first, day)
        else:
            found.append(Stretch(rule, day, day))
    return tuple(found)


def close(athlete: Athlete, race: Race) -> tuple[Race, ...]:
    """The season's races within three weeks of this one."""
    return tuple(
        one for one in athlete.season if one != race and abs((one.day - race.day).days) <= policy().taper.near_days
    )  # fmt: skip


def race_season(athlete: Athlete, day: date) -> tuple[date, date] | None:
    """The first and the last race of the race season that `day` lies in, the day of the first not counted; None = none.

    A season is several races that matter (A or B) within weeks of each other. Strength is maintained from the first to
    the last: what could be gained between two of them would be lost in the tapers (1.3, 3.9).
    """
    rules = policy().race_season
    row: list[date] = []
    for race in athlete.season:
        if race.priority is Priority.C:
            continue
        if row and (race.day - row[-1]).days > rules.apart_days:
            if row[-1] >= day:
                break
            row = []
        row.append(race.day)
    return (row[0], row[-1]) if len(row) >= rules.races and row[0] < day <= row[-1] else None


def rests(athlete: Athlete) -> tuple[Period, ...]:
    """The days after each race that hold no strength where they are a week or more: a stretch away like any other."""
    days = [(one.day, recovery_days(one.km)) for one in athlete.season]
    return tuple(
        Period(day + timedelta(days=1), day + timedelta(days=rest), "race")
        for day, rest in days
        if rest >= policy().gap.d7_from
    )


def tapers(athlete: Athlete, monday: date) -> bool:
    """Whether most of a week belongs to the taper or the race week of an A race, which take a deload's place (3.9)."""
    days = [monday + timedelta(days=number) for number in range(7)]
    main = [one.day for one in athlete.season if one.priority is Priority.A]
    return any(sum(0 <= (race - day).days <= policy().taper.a.start for day in days) >= 4 for race in main)


class Stage(StrEnum):
    """What the race asks of a day, in the order in which they come."""

    AHEAD = "ahead"
    LAST_HEAVY = "last_heavy"
    TAPER = "taper"
    LIGHT = "light"
    FREE = "free"
    ACTIVATION = "activation"
    RACE = "race"
    RECOVERY = "recovery"


_STAGES = {
    RaceRule.NORMAL: Stage.AHEAD, RaceRule.TAPER: Stage.TAPER, RaceRule.LAST_LEGS: Stage.TAPER,
    RaceRule.LIGHT: Stage.LIGHT, RaceRule.FREE: Stage.FREE, RaceRule.ACTIVATION: Stage.ACTIVATION,
    RaceRule.RACE: Stage.RACE, RaceRule.RECOVERY: Stage.RECOVERY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Countdown:
    """Where a day lies towards a race: `days` until it (negative after it). `back` is the first day on which loaded
    legs may stand again."""

    race: Race
    days: int
    stage: Stage

    @property
    def back(self) -> date:
        return self.race.day + timedelta(days=recovery_days(self.race.km) + 1)


def countdown(athlete: Athlete, day: date, strength: Iterable[date]) -> Countdown | None:
    """The race that a day is about, None where none is near. `strength`: the days of loaded legs that are planned.

    A race just run is spoken of before one that is to come.
    """
    for race in athlete.season:
        days = (race.day - day).days
        if 0 <= -days <= recovery_days(race.km):
            return Countdown(race, days, Stage.RACE if days == 0 else Stage.RECOVERY)
    ahead = [one for one in athlete.season if 0 < (one.day - day).days <= SPOKEN_OF[one.priority]]
    if not ahead:
        return None
    race = min(ahead, key=lambda one: (one.priority, one.day))
    stage = _STAGES[race_rules(day, (race,)).rule]
    heavy = [one for one in strength if one < race.day and race_rules(one, (race,)).rule is not RaceRule.LIGHT]
    if heavy and day == max(heavy):
        stage = Stage.LAST_HEAVY
    return Countdown(race, (race.day - day).days, stage)
