"""What a race makes of a single day: taper, light days, rest before and after (rulebook 6; two close races, 3.9).

The taper follows Bosquet et al. 2007 (MSSE 39:1358): volume -41-60 %, intensity and frequency kept.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from core.athlete import Priority, Race
from core.policy import policy
from core.records import dataclass, replace


class RaceRule(StrEnum):
    """What a race makes of a day. Loaded legs are possible in NORMAL, TAPER, LAST_LEGS and LIGHT only."""

    NORMAL = "normal"
    TAPER = "taper"
    LAST_LEGS = "last_legs"
    LIGHT = "light"
    FREE = "free"
    ACTIVATION = "activation"
    RACE = "race"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class RaceDay:
    """One day as races see it.

    `race` is the race that governs, `to` the days until it (negative after it), `sets_x` the factor of the taper,
    `maintenance` True between two races too close for training (3.9: one S a week, 2 sets, RPE <= 6, none in the taper
    window of the second).
    """

    rule: RaceRule = RaceRule.NORMAL
    race: Race | None = None
    to: int | None = None
    sets_x: float = 1.0
    maintenance: bool = False

    @property
    def strength(self) -> bool:
        """Whether loaded leg sets may stand on this day (h6)."""
        if self.rule in (RaceRule.TAPER, RaceRule.LAST_LEGS):
            return not self.maintenance
        return self.rule in (RaceRule.NORMAL, RaceRule.LIGHT)

    @property
    def rests(self) -> bool:
        """Whether the race is so near behind that not even drills stand: the first half of the days after it [DC]."""
        if self.rule is not RaceRule.RECOVERY or self.race is None:
            return False
        return -2 * (self.to or 0) <= recovery_days(self.race.km)

    @property
    def held(self) -> bool:
        """No new exercise and no rise: before an A race from D-14 on, and between two close races."""
        before_a = self.race is not None and self.race.priority is Priority.A and (self.to or 0) > 0
        return self.maintenance or before_a


def recovery_days(km: float) -> int:
    """Days without loaded legs or contacts after a race: 2 below 10 km, 4 (10 km), 7 (half), 14 (marathon).

    Rulebook 6, after the rule of thumb of a day per 1.6 km. A distance between two rows takes the longer one.
    """
    rest = policy().days.race_after
    if km < 10:
        return rest.short
    if km <= 11:
        return rest.km10
    return rest.half if km <= 22 else rest.marathon


NORMAL_DAY = RaceDay()
_FORBIDDING = (RaceRule.RACE, RaceRule.ACTIVATION, RaceRule.RECOVERY, RaceRule.FREE)


def race_rules(day: date, races: tuple[Race, ...]) -> RaceDay:
    """What the races make of `day` (rulebook 6, taper table; 3.9, two races in 3 weeks).

    A rule that forbids loaded legs always holds; among the others the race of the higher priority governs, of equal
    ones the later.
    """
    if not races:
        return NORMAL_DAY
    governing: tuple[tuple[int, Priority, int], RaceDay] | None = None
    for race in races:
        to = (race.day - day).days
        rule, sets_x = _rule(to, race)
        if rule is RaceRule.NORMAL:
            continue
        rank = _FORBIDDING.index(rule) if rule in _FORBIDDING else len(_FORBIDDING)
        key = (rank, race.priority, -race.day.toordinal())
        if governing is None or key < governing[0]:
            governing = key, RaceDay(rule, race, to, sets_x)
    found = governing[1] if governing else NORMAL_DAY
    return replace(found, maintenance=True) if _between_races(day, races) else found


def _rule(to: int, race: Race) -> tuple[RaceRule, float]:
    if to == 0:
        return RaceRule.RACE, 1.0
    if to < 0:
        return (RaceRule.RECOVERY if -to <= recovery_days(race.km) else RaceRule.NORMAL), 1.0
    rules, free = policy().taper, policy().days.race_free[race.priority.value]
    if race.priority is Priority.A and to <= rules.a.start:
        if to >= rules.a.end:
            return (RaceRule.LAST_LEGS if to <= rules.a.last_legs[0] else RaceRule.TAPER), rules.a.sets_x
        if to > rules.a.light[0]:
            return RaceRule.FREE, 1.0
        # The light day is never more than a day of the taper before it.
        return (RaceRule.LIGHT, rules.a.sets_x) if to > free else (RaceRule.ACTIVATION, 1.0)
    if race.priority is Priority.B and to <= rules.b.start:
        return (RaceRule.TAPER, rules.b.sets_x) if to > free else (RaceRule.FREE, 1.0)
    if race.priority is Priority.C and to <= free:
        return RaceRule.FREE, 1.0
    return RaceRule.NORMAL, 1.0


def _between_races(day: date, races: tuple[Race, ...]) -> bool:
    rules = policy().taper
    for first in races:
        rest = recovery_days(first.km)
        if (day - first.day).days <= rest:
            continue
        for second in races:
            gap = (second.day - first.day).days
            if day < second.day and gap <= rules.near_days and gap - rest < rules.between_days:
                return True
    return False
