"""Rules that months of random lives once found broken, each as one small case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core import compose, diary, planner
from core.adjust.dosing import lowered, unhurt
from core.adjust.swaps import swapped as swapped_today
from core.athlete import Athlete, Place
from core.body import Region
from core.catalogue import catalogue, loads_region
from core.kit import Item as KitItem, Kit, loadable
from core.pain import Band
from core.planner.swaps import alternatives, swapped
from core.reasons import reason
from core.reentry import Return
from core.scaling import Around, Leave, Plan, no_heavier, no_more_than_before, standing_plan
from core.scaling.rises import upward_steps
from core.session import Dose, Kind, Light, Session
from core.standing import Track, track_key
from tests.core.golden import RUNNER, Book, day
from tests.core.invariants import loaded_legs

HOME = RUNNER.places[0].kit


def standing_in_week_3(athlete: Athlete = RUNNER) -> tuple[Book, Around]:
    book = Book(athlete)
    book.to(day(3, "tue"))
    return book, planner.around(book.athlete, book.standing, book.day)


def with_track(around: Around, slot: str, exercise: str, **dose: Any) -> Around:
    """As if that exercise had stood in that slot before, with this dose."""
    plan = Dose(**dose)
    track = Track(exercise, day(1, "tue"), plan)
    tracks = {**around.standing.tracks, track_key(slot, exercise): track}
    return replace(around, standing=replace(around.standing, tracks=tracks))


def test_an_easier_exercise_comes_back_with_no_more_than_it_had_in_that_place() -> None:
    _, around = standing_in_week_3()
    slot, box = catalogue().slots["squat_main"], catalogue()["sq_box"]
    entering = Dose(2, 8, "reps", load_kg=8)
    assert no_more_than_before(around, slot, box, entering) == entering, "it never stood there"
    before = with_track(around, "squat_main", "sq_box", sets=1, amount=6, unit="reps", load_kg=4)
    kept = no_more_than_before(before, slot, box, entering)
    assert (kept.sets, kept.amount, kept.total_kg) == (1, 6, 4)


def test_a_row_that_was_done_with_a_band_comes_back_with_a_weight_where_there_is_nothing_else() -> None:
    """A swap for today once brought a row with nothing to lift."""
    _, around = standing_in_week_3()
    slot, row = catalogue().slots["pull_a"], catalogue()["row_1"]
    before = with_track(around, slot.id, "row_1", sets=1, amount=8, unit="reps")
    kept = no_more_than_before(before, slot, row, Dose(2, 10, "reps", load_kg=4))
    assert (kept.sets, kept.amount, kept.total_kg) == (1, 8, 4)


def test_a_harder_exercise_comes_back_with_no_more_than_it_had_in_that_place() -> None:
    _, around = standing_in_week_3()
    slot, hinge = catalogue().slots["hinge_single"], catalogue()["bstance_rdl"]
    heaviest = Dose(3, 12, "reps", load_kg=20, tempo=(5, 3, 1, 0))
    track = Track("bstance_rdl", day(1, "tue"), heaviest)

    def steps(around: Around) -> list[Dose]:
        found = upward_steps(around, Plan(slot, hinge, heaviest, heaviest), track, 10)
        return [one.dose for one in found if one.exercise.id == "sl_rdl"]

    [anew] = steps(around)
    before = with_track(around, "hinge_single", "sl_rdl", sets=1, amount=5, unit="reps", load_kg=anew.total_kg / 2)
    assert anew.sets > 1
    assert [(one.sets, one.amount, one.total_kg) for one in steps(before)] == [(1, 5, anew.total_kg / 2)]


@pytest.mark.parametrize(("weights", "left"), [((8, 12), 8), ((4, 12), 4), ((12, 16), None)])
def test_a_weight_that_is_gone_gives_way_to_the_next_lighter_one(
    weights: tuple[float, ...], left: float | None
) -> None:
    kit = Kit(frozenset({KitItem.dumbbells}), weights)
    assert no_heavier(kit, catalogue()["sq_goblet"], Dose(3, 8, "reps", load_kg=10), 10).load_kg == left


@pytest.mark.parametrize("weights", [(10.0,), (6.0, 14.0), (24.0,)])
def test_whoever_changes_the_weights_lifts_no_more_than_before(weights: tuple[float, ...]) -> None:
    book, _ = standing_in_week_3()
    before = {one.slot: one.dose.total_kg for one in (*_strength(book, "a"), *_strength(book, "b"))}
    kit = replace(HOME, weights_kg=weights)
    book.athlete = replace(book.athlete, places=(Place("home", kit),))
    for one in (*_strength(book, "a"), *_strength(book, "b")):
        assert one.dose.total_kg <= before.get(one.slot, 0), one.exercise
        exercise = catalogue()[one.exercise]
        assert not exercise.needs or one.dose.load_kg is not None, one.exercise
        there = {0.0, *(load.total_kg for load in loadable(kit, exercise))}
        assert one.dose.total_kg in there, one.exercise


def _strength(book: Book, letter: str) -> list[Any]:
    coming = planner.horizon(book.athlete, book.standing, book.day, 7)
    wanted = Kind.STRENGTH_A if letter == "a" else Kind.STRENGTH_B
    session = next(one.session for one in coming if one.session is not None and one.session.kind is wanted)
    return [one for one in session.items if one.working_sets and one.slot]


def test_one_easy_knee_does_not_shrink_a_deload_of_everything() -> None:
    book = Book()
    book.to(day(3, "mon"))
    for scope, days in (("all", 10), ("knee", 7)):
        book.add(diary.Deloaded(at=book.at(), day=book.day, scope=scope, cause="tired", start=book.day, days=days))
    book.to(day(3, "tue"))
    session = book.morning()
    assert session is not None
    assert session.deload
    assert session.cap == 5


@pytest.mark.parametrize("minutes", [5, 8, 10, 12])
def test_a_short_day_that_keeps_no_loaded_legs_is_no_strength_day(minutes: int) -> None:
    for sore in ((), ("quad", "hamstring"), ("quad", "calf"), ("hamstring", "calf"), ("glute", "calf")):
        session = _shortened(minutes, sore)
        assert session.kind.strength == loaded_legs(session), sore


def _shortened(minutes: int, sore: tuple[str, ...]) -> Session:
    book = Book()
    book.to(day(3, "tue"))
    for region in sore:
        book.felt(region, "both", 7, "morning", "muscle")
    planned = f"{book.day.isoformat()}.strength_a"
    book.add(diary.Shortened(at=book.at(), day=book.day, session=planned, minutes=minutes))
    session = book.morning()
    assert session is not None
    return session


def test_a_swap_on_a_slow_day_keeps_its_own_tempo() -> None:
    book = Book()
    book.to(day(3, "tue"))
    book.add(diary.Readiness(at=book.at(6), day=book.day, sleep_h=5))
    session = book.morning()
    assert session is not None
    assert session.light is Light.BACK_OFF
    hinge = next(one for one in session.items if one.slot == "hinge_single")
    today = planner.today_of(book.athlete, book.standing, book.day)
    to = catalogue()["bstance_bw"]
    instead = swapped(today, hinge, to)
    assert hinge.dose.tempo is not None
    assert instead.dose.tempo is not None
    assert hinge.dose.tempo[0] > instead.dose.tempo[0]
    assert instead.dose.tempo[0] == to.working_tempo.lower


@pytest.mark.parametrize("week", [3, 5])
def test_a_slow_day_leaves_who_stands_in_no_more_time(week: int) -> None:
    """A stand-in takes no more time than the plan's exercise would on a day without pain, slowed down or not."""
    book = Book()
    book.to(day(week, "tue"))
    good = planner.today_of(book.athlete, book.standing, book.day)
    book.add(diary.Readiness(at=book.at(6), day=book.day, sleep_h=5))
    bad = planner.today_of(book.athlete, book.standing, book.day)
    assert bad.backing_off
    for plan in compose.compose(good.around, "a", Leave()).plans:
        times = [compose.item_seconds(plan.exercise, unhurt(today, plan)) for today in (good, bad)]
        assert times[1] <= times[0], plan.exercise.id


def test_a_swap_of_ones_own_never_takes_back_what_today_stepped_down_from() -> None:
    book, _ = standing_in_week_3()
    session = book.morning()
    assert session is not None
    squat = next(one for one in session.items if one.slot == "squat_main")
    today = planner.today_of(book.athlete, book.standing, book.day)
    offered = {one.id for one in alternatives(today, session, replace(squat, exercise="sts", plan_exercise=""))}
    fallen = replace(squat, exercise="sts", plan_exercise="sq_box", plan=squat.dose)
    left = {one.id for one in alternatives(today, session, fallen)}
    assert "sq_box" in offered
    assert left
    assert not any("sq_box" in (one, *catalogue().regressions(one)) for one in left)


def test_who_stands_in_spares_a_part_that_is_fresh_from_red() -> None:
    """Red on Monday, then three calm mornings: what loads it now does half the sets, also in place of another."""
    book = Book()
    book.to(day(3, "mon"))
    book.felt("shin", "left", 6, "after")
    for weekday in ("tue", "wed", "thu"):
        book.to(day(3, weekday))
        book.felt("shin", "left", 0, "morning")
    book.to(day(3, "fri"))
    today = planner.today_of(book.athlete, book.standing, book.day)
    assert [one.band for one in today.troubles] == [Band.AFTER_RED]
    clam = next(one for one in compose.compose(today.around, "b", Leave()).plans if one.slot.id == "hip_b")
    walks, lies = catalogue()["bandwalk"], catalogue()["sideleg"]
    assert loads_region(walks, Region.shin)
    assert not loads_region(lies, Region.shin)
    sets = []
    for exercise in (walks, lies):
        item = swapped_today(today, clam, exercise, reason("swapped"))
        assert item is not None
        sets.append(item.dose.sets)
    assert clam.dose.sets == 2
    assert sets == [1, 2]


def test_nobody_stands_in_two_places_of_one_session() -> None:
    """The trunk's first place was given to the bird dog for good, which its second place has had all along."""
    _, around = standing_in_week_3()
    around = replace(around, position=replace(around.position, loading="build", phase="build"))
    for slot in ("core_a", "core_a_2"):
        around = with_track(around, slot, "birddog", sets=2, amount=6, unit="reps")
        slots = {**around.standing.slots, slot: "birddog"}
        around = replace(around, standing=replace(around.standing, slots=slots))
    named = [one.exercise.id for one in compose.compose(around, "a", Leave()).plans]
    assert "birddog" in named
    assert len(named) == len(set(named))


def test_what_was_done_with_the_body_alone_starts_over_with_a_weight_in_no_more_sets_than_it_had() -> None:
    """The last session was not answered, and new dumbbells are no reason to do more."""
    _, around = standing_in_week_3()
    slot, hinge = catalogue().slots["hinge_main"], catalogue()["rdl"]
    bare = with_track(around, "hinge_main", "rdl", sets=1, amount=6, unit="reps")
    begun = standing_plan(bare, slot, hinge, 3)
    assert begun.dose.load_kg is not None
    assert begun.dose.sets == 1


@pytest.mark.parametrize(("before", "after"), [(25.0, 20.0), (22.5, 22.5)])
def test_after_four_weeks_a_bar_goes_back_to_its_lightest_though_it_fell_already(before: float, after: float) -> None:
    """Four fifths of 22.5 kg are less than the bar; four fifths of the 25 kg before the form broke are just the bar."""
    barbell = Kit(frozenset({KitItem.barbell}), bar_kg=20, plates_kg=(1.25,))
    book, _ = standing_in_week_3(replace(RUNNER, places=(Place("gym", barbell),)))
    today = replace(planner.today_of(book.athlete, book.standing, book.day), back=Return("gap_28", 0.5, 0.8))
    stood, fallen = (Dose(2, 4, "reps", load_kg=kg) for kg in (before, 22.5))
    plan = Plan(catalogue().slots["squat_main"], catalogue()["sq_back"], fallen, stood, fell=True)
    dose, _ = lowered(today, plan)
    assert (dose.sets, dose.total_kg) == (1, after)
