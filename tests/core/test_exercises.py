"""One exercise: what it needs, loads, counts and lasts."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from core.body import LEG_REGIONS, Pattern, Region
from core.catalogue import (
    EXPLOSIVE,
    Exercise,
    Sides,
    Tempo,
    Unit,
    available,
    catalogue,
    contacts,
    counts_for,
    first_load,
    loads_region,
    within_contacts,
)
from core.kit import Item, Kit, Load
from core.policy import policy
from core.session import Dose
from core.timing import item_seconds

ALL = catalogue()
HOME = Kit(frozenset({Item.dumbbells}), (4, 8, 12, 16, 20))
exercises = st.sampled_from(list(ALL.by_id.values()))
kits = st.builds(Kit, st.frozensets(st.sampled_from(Item)), st.just((8.0,)))


# --- kit ---


@given(exercises, kits, st.sampled_from(Item))
def test_more_kit_never_makes_an_exercise_unavailable(exercise: Exercise, kit: Kit, item: Item) -> None:
    more = Kit(kit.items | {item}, kit.weights_kg)
    assert available(exercise, more) or not available(exercise, kit)


def test_a_step_a_box_and_a_stair_do_for_a_step_up_but_a_stair_is_nothing_to_jump_on() -> None:
    for item in (Item.step, Item.box, Item.stair):
        assert available(ALL["stepup"], Kit(frozenset({item})))
    assert not available(ALL["boxjump"], Kit(frozenset({Item.stair})))


def test_the_first_loads_of_the_worked_example() -> None:
    def first(exercise_id: str) -> Load | None:
        return first_load(HOME, ALL[exercise_id], 70)

    assert first("sq_goblet") == Load(Item.dumbbells, 8, 1)
    assert first("rdl") == Load(Item.dumbbells, 8, 2)
    assert first("bstance_rdl") == Load(Item.dumbbells, 8, 1)
    assert first("soleus_seat") == Load(Item.dumbbells, 8, 2)
    assert first("dbpress") == Load(Item.dumbbells, 4, 2)
    assert first("row_1") == Load(Item.dumbbells, 8, 1)
    assert first("splitsq") is None


def test_a_beginner_of_60_starts_with_half_rounded_down() -> None:
    assert first_load(HOME, ALL["rdl"], 70, halved=True) == Load(Item.dumbbells, 4, 2)
    assert first_load(HOME, ALL["dbpress"], 70, halved=True) is None


# --- what hurts ---


def test_a_red_achilles_takes_out_every_exercise_of_tier_1_and_up() -> None:
    for exercise in ALL.by_id.values():
        if (exercise.achilles_tier or 0) >= 1:
            for region in (Region.achilles, Region.calf, Region.shin, Region.ankle, Region.foot):
                assert loads_region(exercise, region), (exercise.id, region)
    assert not loads_region(ALL["bridge"], Region.achilles)
    assert not loads_region(ALL["deadbug"], Region.calf)


def test_contacts_load_every_region_from_the_foot_to_the_hip() -> None:
    for exercise in ALL.by_id.values():
        if exercise.is_contact:
            assert all(loads_region(exercise, region) for region in LEG_REGIONS), exercise.id


def test_a_red_knee_leaves_hinges_bridges_and_everything_above() -> None:
    for exercise_id in ("rdl", "bridge", "deadbug", "row_1", "pushup", "hr_two", "sideleg"):
        assert not loads_region(ALL[exercise_id], Region.knee)
    for exercise_id in ("sq_goblet", "stepup", "lunge_wu", "iso_wall", "pogo"):
        assert loads_region(ALL[exercise_id], Region.knee)


def test_a_red_groin_takes_out_whatever_loads_the_hip() -> None:
    for region in (Region.adductor, Region.hip_flexor):
        assert loads_region(ALL["sq_goblet"], region)
        assert loads_region(ALL["sideleg"], region)
        assert not loads_region(ALL["bridge"], region)


def test_a_red_wrist_takes_out_what_stands_on_the_hands() -> None:
    for exercise_id in ("plank_tap", "birddog", "pushup", "inchworm"):
        assert loads_region(ALL[exercise_id], Region.wrist)
    assert not loads_region(ALL["plank"], Region.wrist)


def test_walking_and_breathing_are_left_whatever_hurts() -> None:
    for exercise_id in ("walk_down", "breathe"):
        assert not any(loads_region(ALL[exercise_id], region) for region in Region)


def test_sets_count_for_the_first_region_and_the_calf_family_is_one() -> None:
    assert counts_for(ALL["hr_one"], Region.achilles)
    assert counts_for(ALL["iso_calf"], Region.calf)
    assert not counts_for(ALL["sq_goblet"], Region.glute)


def test_an_achilles_report_without_a_place_is_taken_for_the_insertion() -> None:
    assert [row.id for row in ALL.actions_for(Region.achilles)] == ["achilles_insertion"]
    assert [row.id for row in ALL.actions_for(Region.achilles, "mid")] == ["achilles_mid"]


def test_a_knee_report_without_a_place_is_taken_for_the_front() -> None:
    assert [row.id for row in ALL.actions_for(Region.knee)] == ["knee_front"]
    assert [row.id for row in ALL.actions_for(Region.knee, "outer")] == ["knee_outer"]


def test_a_sore_knee_keeps_to_the_low_indexes_and_the_isometric() -> None:
    (row,) = ALL.actions_for(Region.knee)
    assert row.bans(ALL["splitsq"])
    assert row.bans(ALL["legpress"])
    assert row.bans(ALL["lunge_wu"])
    assert row.bans(ALL["sqjump"])
    assert not row.bans(ALL["iso_wall"])
    assert not row.bans(ALL["stepup"])
    assert not row.bans(ALL["sq_box"])


def test_without_a_step_the_goblet_squat_gives_way_to_a_high_chair() -> None:
    (row,) = ALL.actions_for(Region.knee)
    for exercise_id in ("sq_goblet", "splitsq"):
        alike = [one for one in row.swap if ALL[one].volume is ALL[exercise_id].volume]
        assert next(one for one in alike if available(ALL[one], HOME)) == "sq_box"
    assert row.variants["sq_box"] == "high_seat"


def test_every_leg_row_ends_all_contacts() -> None:
    for row in ALL.actions.values():
        assert row.contacts == bool(set(row.regions) & LEG_REGIONS)


# --- counting ---


@pytest.mark.parametrize(
    ("exercise_id", "full"),
    [
        ("snapdown", 10),
        ("rope", 30),
        ("askip", 48),
        ("splitjump", 24),
        ("latbound", 24),
        ("sl_pogo", 64),
        ("bound", 54),
    ],
)
def test_the_contacts_of_a_full_dose_are_those_of_the_rulebook(exercise_id: str, full: int) -> None:
    exercise = ALL[exercise_id]
    assert contacts(exercise, exercise.sets_max, exercise.high) == full


def test_half_a_contact_counts_as_one() -> None:
    assert contacts(ALL["ankbounce"], 1, 5) == 3


@given(exercises, st.integers(1, 5), st.integers(1, 40), st.integers(0, 180))
def test_a_dose_cut_to_a_cap_keeps_it_and_never_grows(exercise: Exercise, sets: int, amount: int, cap: int) -> None:
    cut = within_contacts(exercise, sets, amount, cap)
    if cut is not None:
        assert contacts(exercise, *cut) <= cap
        assert cut[0] <= sets
        assert cut[1] <= amount
    else:
        assert contacts(exercise, 1, 1) > cap


WEEK_1_A = (
    ("sq_goblet", 2, 8, 90),
    ("bstance_rdl", 2, 8, 90),
    ("hr_two", 2, 10, 60),
    ("sideleg", 2, 12, 60),
    ("deadbug", 2, 6, 60),
    ("row_1", 1, 8, 60),
    ("pushup", 1, 6, 60),
)
WEEK_1_B = (
    ("rdl", 2, 8, 90),
    ("splitsq", 2, 8, 90),
    ("soleus_seat", 2, 12, 60),
    ("clam", 2, 12, 60),
    ("sideplank", 2, 15, 60),
    ("row_1", 1, 8, 60),
    ("dbpress", 1, 8, 60),
)
WEEK_3_A = (
    ("sq_goblet", 3, 8, 90),
    ("bstance_rdl", 3, 8, 90),
    ("hr_one", 2, 8, 60),
    ("sideleg", 2, 12, 60),
    ("deadbug", 3, 6, 60),
    ("row_1", 2, 8, 60),
    ("pushup", 1, 6, 60),
)


@pytest.mark.parametrize(("work", "minutes"), [(WEEK_1_A, 41), (WEEK_1_B, 41), (WEEK_3_A, 52)])
def test_the_minutes_of_the_worked_example_come_out(work: tuple[tuple[str, int, int, int], ...], minutes: int) -> None:
    rules = policy().session
    seconds = sum(item_seconds(ALL[exercise_id], Dose(sets, amount), rest) for exercise_id, sets, amount, rest in work)
    assert round(rules.warmup_min + rules.cooldown_min + seconds / 60) == minutes


@given(exercises, st.integers(1, 5), st.integers(1, 40), st.integers(0, 180))
def test_more_work_never_takes_less_time(exercise: Exercise, sets: int, amount: int, rest: int) -> None:
    now = item_seconds(exercise, Dose(sets, amount), rest)
    assert item_seconds(exercise, Dose(sets + 1, amount), rest) > now
    assert item_seconds(exercise, Dose(sets, amount + 1), rest) > now


def test_twenty_metres_of_marching_are_twenty_metres_and_not_forty() -> None:
    march = ALL["hkw"]
    assert march.sides is Sides.alt
    assert not march.sided
    assert item_seconds(march, Dose(1, 20), 0) - policy().session.setup_s == 20
    assert ALL["deadbug"].sided


def test_an_explosive_lift_counts_one_second_and_is_written_x() -> None:
    tempo = Tempo.parse("2-0-X-0")
    assert tempo == (2, 0, EXPLOSIVE, 0)
    assert tempo.seconds == 3
    assert str(tempo) == "2-0-X-0"


def test_a_blank_tempo_is_the_default_one() -> None:
    assert ALL["dbpress"].tempo is None
    assert str(ALL["dbpress"].working_tempo) == policy().session.default_tempo


def test_the_technique_day_has_no_contacts() -> None:
    items = [ALL[item.exercise] for part in ALL.technique.values() for item in part]
    assert items
    assert not any(one.is_contact for one in items)


def test_holds_are_the_isometrics_of_the_work() -> None:
    holds = {one.id for one in ALL.by_id.values() if one.is_hold}
    assert {"iso_calf", "iso_calf_one", "iso_wall", "isoabd", "isoad", "copen", "plank", "sideplank"} == holds
    assert ALL["rope"].unit is Unit.seconds
    assert all(one.tempo is None for one in ALL.by_id.values() if one.is_hold)


def test_runs_are_never_part_of_a_technique_day() -> None:
    runs = [one.id for one in ALL.by_id.values() if one.pattern is Pattern.run]
    assert runs == ["cadence"]
    assert "cadence" not in {item.exercise for part in ALL.technique.values() for item in part}
