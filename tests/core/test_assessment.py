"""What baseline tests say of a runner: grades, gaps, weak links, real change, and who may not do which."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from core import assessment, diary
from core.assessment import Change, Due, Grade, Link, assess, battery, change, due, refusal, symmetry
from core.athlete import Athlete, Place
from core.body import Kind, Region, Side
from core.catalogue import catalogue
from core.figures import FiguresError, packaged
from core.kit import Item, Kit
from core.standing import Standing, advance

DAY = date(2026, 3, 16)
LEFT, RIGHT, BOTH = Side.left, Side.right, Side.both
RUNNER = Athlete(sex="f", born=1991, screened=True)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def with_result(standing: Standing, test: str, *values: float, day: date = DAY, **more: object) -> Standing:
    sides = (LEFT, RIGHT) if len(values) == 2 else (BOTH,)
    for side, value in zip(sides, values, strict=True):
        entry = diary.Tested(at=at(day), day=day, test=test, side=side, value=value, **more)  # type: ignore[arg-type]
        standing = advance(standing, entry)
    return standing


def joined(day: date = DAY - timedelta(days=30)) -> Standing:
    return advance(Standing(), diary.Joined(at=at(day), day=day))


def grade_of(athlete: Athlete, test: str, *values: float, **more: object) -> assessment.Graded:
    found = assess(athlete, with_result(joined(), test, *values, **more), DAY).of(test)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("test", "values", "grade"),
    [
        ("heel_raise", (25, 25), Grade.GREEN),  # 90% of 27 is 24.3
        ("heel_raise", (20, 20), Grade.AMBER),
        ("heel_raise", (18, 18), Grade.RED),  # 70% of 27 is 18.9
        ("heel_raise", (30, 26), Grade.AMBER),  # a gap of 13%
        ("heel_raise", (27, 18), Grade.RED),
        ("knee_wall", (10, 10), Grade.GREEN),
        ("knee_wall", (9.5, 9.5), Grade.AMBER),
        ("knee_wall", (7.9, 7.9), Grade.RED),
        ("knee_wall", (12, 10.5), Grade.AMBER),
        ("knee_wall", (12, 10), Grade.RED),
        ("front_plank", (60,), Grade.GREEN),
        ("front_plank", (30,), Grade.AMBER),
        ("front_plank", (29,), Grade.RED),
        ("side_plank", (45, 45), Grade.GREEN),
        ("side_plank", (60, 50), Grade.AMBER),
        ("side_plank", (80, 50), Grade.RED),
        ("sit_stand", (22, 22), Grade.GREEN),
        ("hip_abduction", (12, 12), Grade.AMBER),
        ("hip_abduction", (11, 11), Grade.RED),
        ("step_down", (1, 1), Grade.GREEN),
        ("step_down", (2, 1), Grade.AMBER),
        ("step_down", (0, 3), Grade.RED),
        ("squat_look", (2,), Grade.AMBER),
        ("thoracic_turn", (2, 1), Grade.AMBER),
        ("ham_bridge", (25, 26), Grade.GREEN),
        ("ham_bridge", (19, 19), Grade.RED),
    ],
)
def test_grades_are_those_of_the_rulebook(test: str, values: tuple[float, ...], grade: Grade) -> None:
    assert grade_of(RUNNER, test, *values).grade is grade


def test_a_norm_goes_by_sex_and_decade() -> None:
    norm = battery()["heel_raise"].norm
    assert norm is not None
    assert [norm.of("m", age) for age in (19, 20, 39, 65, 97)] == [None, 37, 32, 19, 10]
    assert norm.of(None, 40) is None


def test_without_a_norm_of_their_own_only_the_gap_speaks() -> None:
    unknown = Athlete(screened=True)
    assert grade_of(unknown, "heel_raise", 8, 8).grade is Grade.GREEN
    assert grade_of(unknown, "heel_raise", 8, 12).grade is Grade.RED


def test_side_planks_ask_less_after_fifty() -> None:
    assert grade_of(Athlete(born=1960), "side_plank", 25, 25).grade is Grade.GREEN
    assert grade_of(Athlete(born=1990), "side_plank", 25, 25).grade is Grade.AMBER


def test_a_submaximal_level_is_never_red() -> None:
    assert grade_of(RUNNER, "heel_raise", 10, 10, submaximal=True).grade is Grade.AMBER
    assert grade_of(RUNNER, "heel_raise", 23, 23, submaximal=True).grade is Grade.GREEN


def test_the_weaker_side_is_the_one_with_less_or_with_more_faults() -> None:
    assert grade_of(RUNNER, "heel_raise", 18, 27).weaker is LEFT
    assert grade_of(RUNNER, "step_down", 3, 1).weaker is LEFT
    assert grade_of(RUNNER, "heel_raise", 20, 20).weaker is None


@given(st.floats(0, 300), st.floats(0, 300))
def test_symmetry_is_a_percentage_and_the_same_both_ways(one: float, other: float) -> None:
    assert 0 <= symmetry(one, other) <= 100
    assert symmetry(one, other) == symmetry(other, one)
    assert symmetry(one, one) == 0


def test_red_links_come_before_amber_ones() -> None:
    standing = with_result(joined(), "heel_raise", 20, 20)
    standing = with_result(standing, "front_plank", 20)
    standing = with_result(standing, "knee_wall", 9, 9)
    weak = assess(RUNNER, standing, DAY).weak
    assert [(one.link, one.grade) for one in weak] == [
        (Link.core, Grade.RED), (Link.calf, Grade.AMBER), (Link.ankle, Grade.AMBER),
    ]  # fmt: skip
    assert [one.link for one in assessment.worked_on(RUNNER, standing, DAY)] == [Link.core, Link.calf]


def test_a_region_is_as_weak_as_its_worst_test() -> None:
    standing = with_result(with_result(joined(), "front_plank", 90), "side_plank", 20, 20)
    assert assess(RUNNER, standing, DAY).links[Link.core] is Grade.RED


def test_a_new_result_takes_the_place_of_the_old_one() -> None:
    standing = with_result(joined(), "front_plank", 20, day=DAY - timedelta(days=50))
    assert assess(RUNNER, with_result(standing, "front_plank", 70), DAY).weak == ()


@pytest.mark.parametrize(
    ("test", "values", "found"),
    [
        ("heel_raise", (20,), Change.FIRST),
        ("heel_raise", (20, 26), Change.NOISE),
        ("heel_raise", (20, 27), Change.BETTER),
        ("heel_raise", (27, 20), Change.WORSE),
        ("heel_raise", (20, 23, 26), Change.BETTER),
        ("heel_raise", (26, 23, 26), Change.NOISE),
        ("heel_raise", (20, 20), Change.NOISE),
        ("step_down", (3, 1), Change.BETTER),
        ("step_down", (1, 3), Change.WORSE),
    ],
)
def test_only_what_is_beyond_the_error_is_called_real(test: str, values: tuple[float, ...], found: Change) -> None:
    assert change(battery()[test], values) is found


@given(st.lists(st.integers(0, 100), min_size=2, max_size=6))
def test_nothing_is_better_and_worse_at_once(values: list[int]) -> None:
    """Turned round, an improvement is a decline."""
    opposite = {Change.BETTER: Change.WORSE, Change.WORSE: Change.BETTER, Change.NOISE: Change.NOISE}
    for test in battery().by_id.values():
        assert change(test, [100 - one for one in values]) is opposite[change(test, values)]


# --- who may not -------------------------------------------------------------------------------------------------


def why(athlete: Athlete, standing: Standing, test: str) -> str:
    found = refusal(athlete, standing, battery()[test], DAY)
    return found.code if found else ""


def test_nobody_under_eighteen_is_asked_for_their_maximum() -> None:
    young = Athlete(born=2010, screened=True)
    assert why(young, joined(), "heel_raise") == "test_young"
    assert why(young, joined(), "knee_wall") == ""


def test_uncleared_runners_do_the_looks_and_nothing_to_fatigue() -> None:
    heart = Athlete(born=1980, screened=True, screen_yes=("heart",))
    assert why(heart, joined(), "front_plank") == "not_cleared"
    assert why(heart, joined(), "squat_look") == ""
    cleared = advance(joined(), diary.Cleared(at=at(DAY), day=DAY, flag="screen"))
    assert why(heart, cleared, "front_plank") == ""


def test_a_sore_leg_is_not_tested_to_fatigue() -> None:
    felt = diary.Felt(at=at(DAY), day=DAY, region=Region.achilles, side=LEFT, score=4, what=Kind.tendon, when="morning")
    assert why(RUNNER, advance(joined(), felt), "heel_raise") == "test_pain"


def test_a_step_down_needs_a_step() -> None:
    assert why(RUNNER, joined(), "step_down") == "test_kit"
    with_step = Athlete(screened=True, places=(Place("home", Kit(frozenset({Item.step}))),))
    assert why(with_step, joined(), "step_down") == ""


def test_no_hop_is_asked_for_while_a_bone_is_in_question() -> None:
    """Invariant 3."""
    flag = diary.Flagged(at=at(DAY), day=DAY, flag="bone_stress", urgency="soon", regions=(Region.shin,))
    assert why(RUNNER, advance(joined(), flag), "hop_screen") == "test_flag"
    cleared = advance(advance(joined(), flag), diary.Cleared(at=at(DAY), day=DAY, flag="bone_stress"))
    assert why(RUNNER, cleared, "hop_screen") == "test_bone"
    assert why(RUNNER, joined(), "hop_screen") == "test_level"


def test_the_first_week_stops_two_short() -> None:
    assert assessment.submaximal(joined(DAY), DAY)
    assert not assessment.submaximal(joined(DAY - timedelta(days=7)), DAY)


def test_tests_are_due_at_first_after_six_weeks_and_after_a_long_gap() -> None:
    assert due(joined(), DAY) is Due.NEVER
    done = with_result(joined(), "front_plank", 60, day=DAY - timedelta(days=41))
    assert due(done, DAY) is None
    assert due(done, DAY + timedelta(days=1)) is Due.SOON
    assert due(done, DAY + timedelta(days=15)) is Due.AGAIN


# --- the data ----------------------------------------------------------------------------------------------------

TEXT = packaged("tests.toml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('unit = "cm"', 'unit = "miles"', "'unit' must be one of"),
        ("gap_own = [1.5, 2]\nerror = 1\n", "gap_own = [1.5, 2]\n", "'error' is missing"),
        ('drill = "dorsi"', 'drill = "dancing"', "unknown exercise 'dancing'"),
        ("[link.calf]", "[link.elbow]", "is no link"),
        ('gap_own = "wall", error', "error", "no source for gap_own"),
        ("pain_stop = 3", "pain_stop = 3\nfun = 1", "unknown key 'fun'"),
        ("green = 60\nred = 30", "green = 20\nred = 30", "wrong way round"),
        ('norm = "hebert", green_pct', 'norm = "nobody", green_pct', "unknown source 'nobody'"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_where_and_why(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(FiguresError, match=says):
        assessment.read_battery(TEXT.replace(old, new, 1), catalogue())


def test_every_figure_names_its_source() -> None:
    for test in battery().by_id.values():
        assert test.evidence["error"].source
