"""What a race makes of a day: the taper tables of rulebook 6 and two close races of 3.9."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Priority, Race
from core.taper import RaceRule, race_rules, recovery_days
from tests.core.weeks import MON, SUN


def rules(race: Race, days: range) -> list[str]:
    return [race_rules(race.day - timedelta(number), (race,)).rule.value for number in days]


def test_an_a_race_tapers_for_two_weeks():
    race = Race(SUN, 42.195, Priority.A)
    assert rules(race, range(16, -1, -1)) == [
        *["normal"] * 2, *["taper"] * 4, *["last_legs"] * 4, "free", *["light"] * 2, *["activation"] * 3, "race",
    ]  # fmt: skip
    taper = race_rules(SUN - timedelta(8), (race,))
    assert (taper.sets_x, taper.to, taper.strength, taper.held) == (0.6, 8, True, True)


def test_b_and_c_races_ask_for_less():
    assert rules(Race(SUN, 10, Priority.B), range(8, -1, -1)) == ["normal", *["taper"] * 4, *["free"] * 3, "race"]
    assert race_rules(SUN - timedelta(4), (Race(SUN, 10, Priority.B),)).sets_x == 0.7
    assert rules(Race(SUN, 10, Priority.C), range(4, -1, -1)) == [*["normal"] * 2, *["free"] * 2, "race"]


@pytest.mark.parametrize(("km", "days"), [(5, 2), (9.9, 2), (10, 4), (15, 7), (21.1, 7), (30, 14), (42.195, 14)])
def test_the_legs_rest_after_a_race_by_its_length(km, days):
    assert recovery_days(km) == days
    race = Race(MON, km, Priority.C)
    after = [race_rules(MON + timedelta(number), (race,)) for number in range(1, 20)]
    assert [one.rule for one in after] == [RaceRule.RECOVERY] * days + [RaceRule.NORMAL] * (19 - days)
    # In the first half of these days not even drills stand.
    assert [one.rests for one in after] == [True] * (days // 2) + [False] * (19 - days // 2)


def test_between_two_close_races_there_is_maintenance_only():
    first, second = Race(MON, 10, Priority.B), Race(MON + timedelta(12), 10, Priority.B)
    seen = [race_rules(MON + timedelta(number), (first, second)) for number in range(13)]
    assert [one.maintenance for one in seen] == [False] * 5 + [True] * 7 + [False]
    assert [number for number, one in enumerate(seen) if one.strength] == []
    far = race_rules(MON + timedelta(6), (first, replace(second, day=MON + timedelta(14))))
    assert not far.maintenance


def test_the_a_race_governs_and_of_equals_the_later():
    early, late = Race(MON + timedelta(12), 5, Priority.B), Race(MON + timedelta(14), 5, Priority.A)
    assert race_rules(MON + timedelta(6), (early, late)).race == late
    assert race_rules(MON + timedelta(6), (early, replace(late, priority=Priority.B))).rule is RaceRule.TAPER
    both = (Race(MON + timedelta(6), 5, Priority.B), Race(MON + timedelta(5), 5, Priority.B))
    assert race_rules(MON, both).race == both[0]
