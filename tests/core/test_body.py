"""The body: regions, what a bare number means, and what a pattern loads."""

from __future__ import annotations

import pytest

from core.body import LEG_REGIONS, RED_LEG_REGIONS, Kind, Pattern, Region, Side, counts_with, default_kind, loads


def test_a_number_for_the_calves_means_muscle_and_one_for_the_achilles_does_not() -> None:
    assert default_kind(Region.calf) is Kind.muscle
    assert default_kind(Region.achilles) is Kind.tendon


@pytest.mark.parametrize(
    "region", [Region.calf, Region.quad, Region.hamstring, Region.glute, Region.adductor, Region.arm]
)
def test_the_regions_that_the_rulebook_calls_muscle_are_muscle(region: Region) -> None:
    assert default_kind(region) is Kind.muscle


@pytest.mark.parametrize(
    "region",
    [Region.knee, Region.ankle, Region.achilles, Region.shin, Region.foot, Region.hip, Region.lower_back],
)
def test_the_regions_that_the_rulebook_calls_joint_or_tendon_are_never_muscle(region: Region) -> None:
    assert default_kind(region) in (Kind.joint, Kind.tendon)


def test_no_number_ever_means_bone_by_itself() -> None:
    assert all(default_kind(region) is not Kind.bone for region in Region)


def test_contacts_load_everything_from_the_foot_to_the_hip() -> None:
    assert loads(Pattern.contact) == LEG_REGIONS
    assert Region.foot in LEG_REGIONS
    assert Region.hip_flexor in LEG_REGIONS
    assert Region.lower_back not in LEG_REGIONS


def test_a_red_lower_back_takes_loaded_legs_too() -> None:
    assert LEG_REGIONS | {Region.lower_back} == RED_LEG_REGIONS


def test_every_pattern_says_what_it_loads() -> None:
    assert all(isinstance(loads(pattern), frozenset) for pattern in Pattern)


def test_hinges_load_the_lower_back_and_bridges_do_not() -> None:
    assert Region.lower_back in loads(Pattern.hinge)
    assert Region.lower_back not in loads(Pattern.bridge)


def test_achilles_and_ankle_count_with_the_calf() -> None:
    assert counts_with(Region.achilles) == {Region.calf, Region.achilles, Region.ankle}
    assert counts_with(Region.calf) == counts_with(Region.ankle)
    assert counts_with(Region.knee) == {Region.knee}


def test_both_sides_are_two_and_left_comes_first() -> None:
    assert Side.both.each() == (Side.left, Side.right)
    assert Side.right.each() == (Side.right,)
