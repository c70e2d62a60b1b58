"""The catalogue: complete, closed, climbable, and able to fill every session whatever is missing or hurts."""

from __future__ import annotations

import itertools
import re
from dataclasses import fields

import pytest
from hypothesis import given, strategies as st

from core.body import Region, Volume
from core.catalogue import (
    EXERCISES,
    LEVELS,
    SLOTS,
    CatalogueError,
    Exercise,
    Phase,
    catalogue,
    read_catalogue,
    unfilled,
)
from core.figures import packaged
from core.kit import NO_KIT, Item, Kit
from core.policy import policy
from tests.core.reading import attributes_read

ALL = catalogue()
EXERCISES_TEXT, SLOTS_TEXT = packaged(EXERCISES), packaged(SLOTS)
HOME = Kit(frozenset({Item.dumbbells}), (4, 8, 12, 16, 20))
exercises = st.sampled_from(list(ALL.by_id.values()))
kits = st.builds(Kit, st.frozensets(st.sampled_from(Item)), st.just((8.0,)))


def edited(exercise_id: str, old: str, new: str) -> str:
    """The exercises file with `old` replaced inside one row."""
    head, row, tail = re.split(rf"(?ms)(^\[exercise\.{exercise_id}\].*?)(?=^\[|\Z)", EXERCISES_TEXT)
    assert old in row
    return head + row.replace(old, new) + tail


def refused(match: str, exercises_toml: str = EXERCISES_TEXT, slots_toml: str = SLOTS_TEXT) -> None:
    with pytest.raises(CatalogueError, match=match):
        read_catalogue(exercises_toml, slots_toml)


# --- the library ---


def test_the_library_has_the_122_rows_of_the_rulebook() -> None:
    assert len(ALL.by_id) == 122
    counted = {phase: sum(one.phase is phase for one in ALL.by_id.values()) for phase in Phase}
    assert counted[Phase.compound] == 9
    assert counted[Phase.single] == 15
    assert counted[Phase.posterior] == 8
    assert counted[Phase.calf] == 16
    assert counted[Phase.hip] == 9
    assert counted[Phase.core] == 11
    assert counted[Phase.push] + counted[Phase.pull] == 12
    assert counted[Phase.plyo] == 17
    assert counted[Phase.mobility] == 6
    assert counted[Phase.warmup] == 5
    assert counted[Phase.cooldown] == 9
    assert counted[Phase.drill] == 5


def test_an_unknown_key_is_refused_with_file_entry_and_reason() -> None:
    refused(r"exercises\.toml: rdl: unknown key 'colour'", edited("rdl", "phase =", 'colour = "red"\nphase ='))


def test_a_missing_key_is_named() -> None:
    refused(r"exercises\.toml: rdl: 'sides' is missing", edited("rdl", 'sides = "both"\n', ""))


@pytest.mark.parametrize("sides", ["Y", "N", "Y/N", "left", ""])
def test_sides_are_both_each_or_alt_and_nothing_else(sides: str) -> None:
    refused(r"rdl: 'sides' must be one of both, each, alt", edited("rdl", 'sides = "both"', f'sides = "{sides}"'))


def test_a_need_that_nobody_asks_for_is_refused() -> None:
    refused(r"rope: 'needs' must be one of .*, not 'trampoline'", edited("rope", '["rope"]', '["trampoline"]'))


def test_a_ladder_that_leads_nowhere_is_refused() -> None:
    refused(r"hr_one: 'progress' names an unknown exercise 'hr_moon'", edited("hr_one", '"hr_step"', '"hr_moon"'))


def test_a_ladder_in_a_circle_is_refused() -> None:
    refused(
        r"the ladder goes in a circle: .*sts.*sq_box", edited("sts", "progress =", 'regress = ["sq_box"]\nprogress =')
    )


def test_a_dose_of_two_units_is_refused() -> None:
    refused("'dose' must be sets and one of reps", edited("plank", "seconds =", "reps = [5, 5], seconds ="))


def test_a_falling_range_is_refused() -> None:
    refused("plank.dose: 'seconds' must rise", edited("plank", "[20, 60]", "[60, 20]"))


def test_a_tempo_that_nobody_could_keep_is_refused() -> None:
    refused("rdl: a tempo is lower-pause-lift-top", edited("rdl", "3-1-1-0", "slow"))


def test_contacts_that_do_not_add_up_are_refused() -> None:
    refused("askip: 'contacts' must be those of the full dose, 48", edited("askip", "contacts = 48", "contacts = 40"))


def test_a_source_that_is_not_in_the_file_is_refused() -> None:
    refused("names an unknown source 'hearsay'", edited("iso_calf", '"rio"', '"hearsay"'))


def test_a_slot_with_an_unknown_exercise_is_refused() -> None:
    refused(
        r"slots\.toml: hip_a: names an unknown exercise 'side_leg'",
        slots_toml=SLOTS_TEXT.replace('starts = { new = "sideleg"', 'starts = { new = "side_leg"'),
    )


def test_a_region_row_that_swaps_in_what_it_takes_out_is_refused() -> None:
    refused(
        "groin: swaps in 'isoad', which it takes out",
        slots_toml=SLOTS_TEXT.replace('["sidelunge", "copen"]', '["sidelunge", "copen", "isoad"]'),
    )


def test_a_slot_that_a_runner_without_kit_cannot_fill_is_refused() -> None:
    refused(
        "pull_a: nobody in its bodyweight list",
        slots_toml=SLOTS_TEXT.replace('["wallslide", "ytw", "towel_row"]', '["towel_row"]'),
    )


def test_a_region_row_that_empties_a_slot_is_refused() -> None:
    refused(
        "low_back: without kit, level new has nobody for a.pull, b.pull",
        slots_toml=SLOTS_TEXT.replace(
            '"swing", "goodm"]\nalso_stop', '"swing", "goodm", "wallslide", "ytw", "towel_row"]\nalso_stop'
        ),
    )


def test_every_figure_of_a_row_has_a_source() -> None:
    for exercise in ALL.by_id.values():
        for field in ("dose", "tempo", "achilles", "patellar", "contacts", "first_load", "next_load"):
            row = re.search(rf"(?ms)^\[exercise\.{exercise.id}\].*?(?=^\[|\Z)", EXERCISES_TEXT)
            assert row is not None
            if re.search(rf"(?m)^{field} =", row[0]):
                assert ALL.evidence(exercise.id, field), (exercise.id, field)


def test_a_borrowed_index_does_not_pass_for_a_measured_one() -> None:
    measured = ALL.evidence("stepup", "patellar")
    borrowed = ALL.evidence("splitsq", "patellar")
    assert measured is not None
    assert borrowed is not None
    assert (measured.tag, borrowed.tag) == ("V", "DC")


def test_every_figure_of_a_row_is_read_by_a_rule() -> None:
    read = attributes_read("core/**/*.py", "bot/**/*.py")
    assert {one.name for one in fields(Exercise)} <= read


# --- ladders ---


@given(exercises)
def test_every_way_down_ends(exercise: Exercise) -> None:
    way = ALL.regressions(exercise.id)
    assert exercise.id not in way
    assert len(set(way)) == len(way)


def test_the_way_down_from_the_single_leg_heel_raise_passes_the_half_rung() -> None:
    assert ALL.regressions("hr_one") == ("hr_lean", "hr_two", "hr_seat_bw")
    assert [one.id for one in ALL.by_id.values() if one.half_rung] == ["hr_lean"]


def test_the_split_squat_jump_wants_both_of_what_comes_before() -> None:
    assert ALL["splitjump"].regress == ("sqjump", "splitsq")
    assert ALL["splitjump"].regress_all
    assert not ALL["bstance_rdl"].regress_all


def test_a_ladder_never_climbs_from_a_contact_back_to_the_floor() -> None:
    for exercise in ALL.by_id.values():
        if exercise.is_contact:
            assert all(ALL[harder].is_contact for harder in exercise.progress)


def test_the_rungs_of_the_plyometric_ladder_rise_with_the_levels() -> None:
    rungs = sorted(
        (one.rung, one.level) for one in ALL.by_id.values() if one.rung is not None and one.level is not None
    )
    assert [rung for rung, _ in rungs] == [1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 10, 11, 12]
    levels = [level for _, level in rungs]
    assert levels == sorted(levels)


# --- slots ---


def test_a_session_has_a_main_lift_the_other_pattern_calf_hip_core_pull_and_push() -> None:
    for session, main, other in (("a", "squat", "hinge"), ("b", "hinge", "squat")):
        slots = [slot for slot in ALL.slots.values() if slot.session == session]
        volumes = [str(slot.volume) for slot in slots]
        assert volumes == [main, other, "calf", "lateral_hip", "core", "pull", "push"]
        assert [slot.main for slot in slots] == [True] + 6 * [False]


@pytest.mark.parametrize(("phase", "a", "b"), [("intro", 12, 12), ("base", 17, 18), ("maintain", 10, 10)])
def test_the_sets_of_a_phase_are_those_of_the_worked_example(phase: str, a: int, b: int) -> None:
    # Base is the 34 sets of week 4 and the sixth calf set, which comes 14 days later.
    for session, expected in (("a", a), ("b", b)):
        total = sum(slot.sets[phase] for slot in ALL.slots.values() if slot.session == session)
        assert total == expected


@pytest.mark.parametrize("phase", ["intro", "base", "build", "maintain"])
def test_the_sets_of_a_phase_stay_inside_the_weekly_table(phase: str) -> None:
    for volume in Volume:
        slots = [slot for slot in ALL.slots.values() if slot.volume is volume]
        week = sum(slot.sets[phase] * (2 if slot.second and phase == "build" else 1) for slot in slots)
        low, high = policy().weekly_sets[phase][volume]
        assert low <= week <= high, (volume, week)


def test_the_slots_of_each_level_start_as_the_rulebook_says() -> None:
    def first(slot: str, level: str, kit: Kit, *, base: bool = False) -> str:
        return ALL.candidates(ALL.slots[slot], level, kit, base=base)[0].id

    assert first("squat_main", "new", HOME) == "sq_box"
    assert first("squat_main", "some", HOME) == "sq_goblet"
    assert first("squat_main", "trained", HOME) == "sq_goblet"
    assert first("squat_main", "trained", Kit(frozenset({Item.barbell}))) == "sq_back"
    assert first("calf_straight", "some", HOME) == "hr_two"
    assert first("calf_straight", "some", HOME, base=True) == "hr_one"
    assert first("hinge_main", "trained", HOME, base=True) == "dl_kb"
    assert first("pull_b", "trained", HOME) == "row_1"
    assert first("pull_b", "trained", Kit(frozenset({Item.band}))) == "pulldown"


@pytest.mark.parametrize("level", ["some", "trained"])
def test_nobody_but_a_beginner_pushes_against_a_wall_because_the_kit_has_nothing_to_press(level: str) -> None:
    bar = Kit(frozenset({Item.barbell}), bar_kg=20, plates_kg=(5, 10))
    assert all(ALL.candidates(ALL.slots[slot], level, bar)[0].id == "pushup" for slot in ("push_a", "push_b"))
    assert ALL.candidates(ALL.slots["push_b"], "new", bar)[0].id == "pushup_wall"


def test_without_weights_a_runner_falls_back_along_the_ladder() -> None:
    ids = [one.id for one in ALL.candidates(ALL.slots["squat_main"], "some", NO_KIT)]
    assert ids[:2] == ["sq_box", "sts"]
    assert "sq_goblet" not in ids


@given(st.sampled_from(list(ALL.slots.values())), st.sampled_from(LEVELS), kits, st.sampled_from(Item))
def test_more_kit_never_takes_a_candidate_away(slot, level: str, kit: Kit, item: Item) -> None:
    fewer = {one.id for one in ALL.candidates(slot, level, kit)}
    more = {one.id for one in ALL.candidates(slot, level, Kit(kit.items | {item}, kit.weights_kg))}
    assert fewer <= more


def test_every_kit_fills_every_slot_whatever_one_region_hurts() -> None:
    """All combinations of the things that a candidate or a swap asks for.

    Things that are only ever alternatives of each other (step, box, stair) are tried one at a time: the others cannot
    make a difference. That leaves a few hundred kits of 8,192, for each row of 2.3 and each level.
    """
    everything = Kit(frozenset(Item), (8.0,))
    asked: dict[Item, set[str]] = {}
    candidates = [
        one for slot in ALL.slots.values() for level in LEVELS for one in ALL.candidates(slot, level, everything)
    ]
    swaps = [ALL[swap] for row in ALL.actions.values() for swap in row.swap]
    for exercise in (*candidates, *swaps):
        for item in exercise.needs:
            asked.setdefault(item, set()).add(exercise.id)
    deciding = {frozenset(ids): item for item, ids in asked.items()}.values()
    kits = [
        Kit(frozenset(items), (8.0,)) for n in range(len(deciding) + 1) for items in itertools.combinations(deciding, n)
    ]
    assert len(kits) >= 32
    for kit in kits:
        for level in LEVELS:
            assert not unfilled(ALL, level, kit)
            for row in ALL.actions.values():
                assert not unfilled(ALL, level, kit, row), (kit, level, row.id)


def test_a_hurt_shoulder_may_leave_push_empty_and_nothing_else() -> None:
    (row,) = ALL.actions_for(Region.shoulder)
    pushing = [one for one in ALL.by_id.values() if one.volume is Volume.push]
    assert all(row.bans(one) for one in pushing)
