"""The kit: which weights can really be put together, and which one comes next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from core.catalogue import catalogue
from core.kit import (
    NO_KIT,
    SAME_KG,
    Implement,
    Item,
    Kit,
    Liftable,
    Load,
    largest_at_most,
    loadable,
    next_down,
    next_up,
)
from core.scaling import load_down
from core.session import Dose

# The runner of the worked example (rulebook 14).
HOME = Kit(frozenset({Item.dumbbells}), (4, 8, 12, 16, 20))


@dataclass(frozen=True)
class Lift:
    loads: tuple[Item, ...] = (Item.dumbbells, Item.kettlebell)
    implement: Implement | None = Implement.either


def totals(kit: Kit, lift: Lift) -> list[float]:
    return [load.total_kg for load in loadable(kit, lift)]


def of_total(kit: Kit, lift: Liftable, total_kg: float) -> Load | None:
    return next((one for one in loadable(kit, lift) if abs(one.total_kg - total_kg) <= SAME_KG), None)


def test_a_single_lift_takes_one_dumbbell_of_each_weight() -> None:
    assert totals(HOME, Lift(implement=Implement.single)) == [4, 8, 12, 16, 20]


def test_a_pair_lift_takes_two_of_each() -> None:
    assert totals(HOME, Lift(implement=Implement.pair)) == [8, 16, 24, 32, 40]


def test_a_romanian_deadlift_of_16_kg_is_two_eights_and_of_12_kg_one_twelve() -> None:
    rdl = catalogue()["rdl"]
    assert of_total(HOME, rdl, 16) == Load(Item.dumbbells, 8, 2)
    assert of_total(HOME, rdl, 12) == Load(Item.dumbbells, 12, 1)


def test_a_deload_of_16_kg_finds_12_below_nine_tenths() -> None:
    assert largest_at_most(HOME, catalogue()["rdl"], 0.9 * 16) == Load(Item.dumbbells, 12, 1)


def test_a_kettlebell_comes_alone() -> None:
    bells = Kit(frozenset({Item.kettlebell}), (8, 16))
    assert totals(bells, Lift(implement=Implement.single)) == [8, 16]
    assert totals(bells, Lift(implement=Implement.either)) == [8, 16]
    assert totals(bells, Lift(implement=Implement.pair)) == []


def test_the_bar_is_loaded_with_the_same_plates_on_both_ends() -> None:
    gym = Kit(frozenset({Item.barbell}), bar_kg=15, plates_kg=(2.5, 5))
    assert totals(gym, Lift((Item.barbell,), None)) == [15, 20, 25, 30]


def test_a_bar_nobody_weighed_is_taken_for_20_kg() -> None:
    assert totals(Kit(frozenset({Item.barbell})), Lift((Item.barbell,), None)) == [20]


def test_a_rack_full_of_plates_is_no_trouble() -> None:
    gym = Kit(frozenset({Item.barbell}), bar_kg=20, plates_kg=(1.25, 2.5, 5, 10, 15, 20, 25) * 20)
    assert totals(gym, Lift((Item.barbell,), None))[-1] <= 320


def test_a_machine_goes_in_plates_and_a_backpack_in_steps_of_2_kg() -> None:
    gym = Kit(frozenset({Item.machine, Item.backpack}))
    assert totals(gym, Lift((Item.machine,), None))[:3] == [5, 10, 15]
    assert totals(gym, Lift((Item.backpack,), None)) == [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]


def test_a_band_has_no_kilograms() -> None:
    assert loadable(Kit(frozenset({Item.band})), Lift((Item.band,), None)) == ()


def test_dumbbells_of_unknown_weight_are_not_there() -> None:
    unknown = Kit(frozenset({Item.dumbbells}))
    assert not unknown.has(Item.dumbbells)
    assert loadable(unknown, Lift()) == ()


def test_weights_that_are_not_ticked_are_not_used() -> None:
    assert loadable(Kit(weights_kg=(8,)), Lift()) == ()


def test_without_kit_there_is_no_load() -> None:
    assert all(loadable(NO_KIT, exercise) == () for exercise in catalogue().by_id.values())


def test_pounds_turned_into_kilograms_are_found_again() -> None:
    gym = Kit(frozenset({Item.dumbbells}), tuple(pounds * 0.45359237 for pounds in (10, 20, 30)))
    lift = Lift(implement=Implement.either)
    # 2 x 10 lb and 1 x 20 lb are the same total: one load, the pair.
    assert [round(total / 0.45359237) for total in totals(gym, lift)] == [10, 20, 30, 40, 60]
    assert of_total(gym, lift, 9.0718) == Load(Item.dumbbells, 10 * 0.45359237, 2)


@pytest.mark.parametrize("weights", [(0,), (-4,), (float("nan"),), (float("inf"),)])
def test_a_weight_that_is_none_is_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Kit(frozenset({Item.dumbbells}), weights)


kits = st.builds(
    Kit,
    st.frozensets(st.sampled_from(Item)),
    st.lists(st.floats(0.5, 60), max_size=8).map(tuple),
    st.none() | st.floats(5, 25),
    st.lists(st.sampled_from([0.5, 1.25, 2.5, 5.0, 10.0, 20.0]), max_size=6).map(tuple),
)
exercises = st.sampled_from(sorted(catalogue().by_id)).map(lambda exercise_id: catalogue()[exercise_id])


@given(kits, exercises)
def test_loads_rise_and_none_comes_twice(kit: Kit, exercise: Lift) -> None:
    found = totals(kit, exercise)
    assert all(lower < higher for lower, higher in pairwise(found))


@given(kits, exercises)
def test_every_load_is_made_of_what_the_runner_ticked(kit: Kit, exercise: Lift) -> None:
    for load in loadable(kit, exercise):
        assert load.tool in kit.items
        assert load.count in (1, 2)
        if load.tool in (Item.dumbbells, Item.kettlebell):
            assert load.each_kg in kit.weights_kg


@given(kits, exercises, st.floats(0, 200))
def test_the_next_load_up_is_heavier_and_the_next_down_lighter(kit: Kit, exercise: Lift, total: float) -> None:
    up, down, most = (
        next_up(kit, exercise, total),
        next_down(kit, exercise, total),
        largest_at_most(kit, exercise, total),
    )
    assert up is None or up.total_kg > total
    assert down is None or down.total_kg < total
    assert most is None or most.total_kg <= total + SAME_KG


@given(kits, exercises)
def test_stepping_up_visits_every_load_and_ends(kit: Kit, exercise: Lift) -> None:
    visited: list[Load] = []
    load = next_up(kit, exercise, 0)
    while load is not None:
        visited.append(load)
        load = next_up(kit, exercise, load.total_kg)
    assert tuple(visited) == loadable(kit, exercise)


@given(kits, exercises, st.sampled_from(Item))
def test_more_kit_never_takes_a_total_away(kit: Kit, exercise: Lift, item: Item) -> None:
    more = Kit(kit.items | {item}, kit.weights_kg, kit.bar_kg, kit.plates_kg)
    assert all(of_total(more, exercise, total) for total in totals(kit, exercise))


def test_a_dumbbell_that_there_is_one_of_is_never_a_pair() -> None:
    kit = Kit(frozenset({Item.dumbbells}), (6, 8, 10), single_kg=(6, 10))
    assert totals(kit, Lift(implement=Implement.pair)) == [16]
    assert totals(kit, Lift(implement=Implement.single)) == [6, 8, 10]


def test_eight_kilograms_are_told_alike_however_they_were_typed_and_whoever_asked_before() -> None:
    whole, broken = (Kit(frozenset({Item.dumbbells}), weights) for weights in ((3, 7), (3.0, 7.0)))
    assert whole == broken
    for kit in (broken, whole):
        assert [str(load.each_kg) for load in loadable(kit, Lift())] == ["3", "3", "7", "7"]
    assert str(Kit(weights_kg=(2.5,)).weights_kg[0]) == "2.5"


@pytest.mark.parametrize(
    ("exercise", "kg", "sets", "reps", "factor", "left"),
    [
        ("sq_goblet", 8, 3, 8, 0.95, (8, 3, 6)),
        ("sq_goblet", 8, 3, 8, 0.9, (8, 3, 5)),
        ("sq_goblet", 8, 3, 6, 0.95, (8, 2, 5)),  # half the weight would be too much of a cut
        ("sq_goblet", 8, 2, 5, 0.9, (8, 1, 5)),
        ("sq_goblet", 8, 1, 5, 0.95, (4, 1, 5)),  # nothing else is left
        ("sq_goblet", 16, 3, 6, 0.95, (12, 3, 6)),  # a quarter less is a step
        ("sq_goblet", 4, 3, 5, 0.95, (4, 2, 5)),  # nothing lighter
        ("sq_goblet", 4, 1, 5, 0.95, (4, 1, 5)),
        ("suitcase", 8, 2, 20, 0.95, (8, 2, 15)),  # a carry gives metres
        ("suitcase", 4, 3, 30, 0.9, (4, 3, 25)),
        ("suitcase", 4, 3, 20, 0.9, (4, 3, 15)),
        ("suitcase", 4, 2, 10, 0.9, (4, 1, 10)),
        ("iso_calf", 8, 5, 45, 0.95, (8, 5, 40)),  # a hold seconds
    ],
)
def test_what_is_too_heavy_is_cut_by_repetitions_metres_or_seconds_and_sets_before_a_weight_that_is_much_lighter(
    exercise: str, kg: float, sets: int, reps: int, factor: float, left: tuple[float, int, int]
) -> None:
    lift = catalogue()[exercise]
    cut, reasons = load_down(HOME, lift, Dose(sets, reps, lift.unit.value, load_kg=kg), factor)
    assert (cut.total_kg, cut.sets, cut.amount) == left
    assert bool(reasons) == (left != (kg, sets, reps))
