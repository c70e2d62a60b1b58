"""The small rules of 3.9, one by one, where no golden report shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, strategies as st

from core import compose, diary, planner, scaling, season
from core.athlete import Athlete, Level, Place
from core.body import Volume
from core.catalogue import catalogue
from core.diary import ItemReport
from core.kit import Item, Kit
from core.session import Light, Session
from core.standing import Standing, track_key
from tests.core.golden import MONDAY, RUNNER, Book, day, rows


def after(week: int, weekday: str, **said: Any) -> tuple[Session, Session]:
    """The next session of that letter after a day on target, and after the same day with this report instead."""
    found = []
    for more in ({}, said):
        book = Book()
        book.to(day(week, weekday))
        book.morning()
        book.rate(**more)
        letter = book.sent[book.day].kind
        coming = (one.session for one in planner.horizon(book.athlete, book.standing, book.day + timedelta(days=1), 9))
        found.append(next(one for one in coming if one is not None and one.kind is letter))
    return found[0], found[1]


def volume(session: Session) -> int:
    return sum(one.dose.sets * one.dose.amount for one in session.items if one.working_sets)


def test_what_was_too_hard_in_one_session_is_less_in_the_other_one_too() -> None:
    """One-arm rows stand in A and in B: at 9 on Tuesday they once came on Friday as they had been planned."""
    book = Book()
    book.to(day(3, "tue"))
    book.morning()
    planned = {one.exercise: one.dose for one in book.plan(day(3, "fri")).items}["row_1"]  # type: ignore[union-attr]
    book.rate(items=(diary.ItemReport("row_1", rpe=9.0),))
    friday = {one.exercise: one.dose for one in book.plan(day(3, "fri")).items}["row_1"]  # type: ignore[union-attr]
    assert (friday.sets, friday.amount, friday.total_kg) != (planned.sets, planned.amount, planned.total_kg)
    assert friday.amount * friday.sets * friday.total_kg < planned.amount * planned.sets * planned.total_kg


def test_a_session_less_than_half_done_moves_nothing_upwards() -> None:
    for effort in (1.0, 3.0):
        usual, later = after(3, "tue", effort=effort, fraction=0.4, stopped="time")
        assert volume(later) <= volume(usual)
        book = Book()
        book.to(day(3, "tue"))
        book.morning()
        book.rate(effort=effort, fraction=0.4, stopped="time")
        following = book.plan(day(3, "fri"))
        assert following is not None
        assert following.light is Light.HOLD
        assert "half_done" in {one.code for one in following.reasons}


def test_half_a_session_that_was_too_hard_still_counts_downwards() -> None:
    book = Book()
    book.to(day(3, "tue"))
    book.morning()
    book.rate(effort=9.0, fraction=0.4, stopped="time")
    before = book.standing.session(book.sent[book.day].id)
    assert before is not None
    assert before.difference == 3


@pytest.mark.parametrize("effort", [None, 5.0])
def test_stopping_because_it_was_too_hard_is_two_points_over_at_least(effort: float | None) -> None:
    book = Book()
    book.to(day(3, "tue"))
    session = book.morning()
    assert session is not None
    book.add(
        diary.Report(
            at=book.at(19), day=book.day, session=session.id, effort=effort, soreness=(), fraction=0.8, stopped="effort"
        )
    )
    past = book.standing.session(session.id)
    assert past is not None
    assert past.difference == 2


def track_of(book: Book, slot: str) -> Any:
    return book.standing.tracks[f"{slot}/{book.standing.slots[slot]}"]


def test_an_exercise_whose_sets_were_told_is_judged_by_them() -> None:
    book = Book()
    book.to(day(3, "tue"))
    session = book.morning()
    assert session is not None
    main = next(one for one in session.items if one.slot == "squat_main")
    book.rate(fraction=0.8, items=(ItemReport(main.exercise, sets=main.dose.sets),))
    assert track_of(book, "squat_main").exposures[-1].fraction == 1
    assert track_of(book, "core_a").exposures[-1].fraction == 0.8


@pytest.mark.parametrize(("first", "second", "rises"), [("0.50", "0.48", True), ("0.50", "0.39", False)])
def test_a_bar_much_slower_than_last_time_at_the_same_weight_holds_the_lift(
    first: str, second: str, rises: bool
) -> None:
    book = Book()
    for week, speed in ((3, first), (4, second)):
        book.to(day(week, "tue"))
        session = book.morning()
        assert session is not None
        main = next(one for one in session.items if one.slot == "squat_main")
        book.rate(items=(ItemReport(main.exercise, speed=speed),))
    last = track_of(book, "squat_main")
    assert len(last.exposures) >= 2
    from core.scaling import grinding

    assert grinding(last, last.exposures[-1]) is not rises


def test_a_bar_below_a_third_of_a_metre_a_second_grinds_by_itself() -> None:
    book = Book()
    book.to(day(3, "tue"))
    session = book.morning()
    assert session is not None
    main = next(one for one in session.items if one.slot == "squat_main")
    book.rate(items=(ItemReport(main.exercise, rpe=9.5, speed="0.25"),))
    later = book.plan(day(4, "tue"))
    assert later is not None
    now = next(one for one in later.items if one.slot == "squat_main")
    assert now.dose.sets < main.dose.sets or now.dose.total_kg < main.dose.total_kg


def test_a_deload_that_fell_into_an_illness_is_done() -> None:
    book = Book()
    book.to(day(5, "mon"))
    assert season.position(book.athlete, book.standing, day(5, "mon")).deload
    book.add(diary.Away(at=book.at(), day=book.day, why="illness", start=book.day))
    book.day = day(6, "mon")
    book.add(diary.Back(at=book.at(), day=book.day))
    assert not season.position(book.athlete, book.standing, day(6, "mon")).deload


def test_a_loading_week_that_was_lost_is_loaded_again() -> None:
    book = Book()
    book.to(day(3, "mon"))
    before = season.position(book.athlete, book.standing, day(3, "mon"))
    book.add(diary.Away(at=book.at(), day=book.day, why="travel", start=book.day, until=day(3, "sun")))
    after_it = season.position(book.athlete, book.standing, day(4, "mon"))
    assert (after_it.block, after_it.week) == (before.block, before.week)


@given(
    weeks=st.integers(0, 200),
    lost=st.frozensets(st.integers(0, 60), max_size=12),
    level=st.sampled_from(list(Level)),
    earned=st.none() | st.integers(0, 60),
)
def test_weeks_are_counted_one_by_one(weeks: int, lost: frozenset[int], level: Level, earned: int | None) -> None:
    """Whole blocks are taken at once where nothing was lost in them, and whole rounds of blocks once nothing was lost
    any more and the level stays as it is; the count is that of single weeks.
    """
    from core.policy import policy
    from core.season import ORDER, _place

    def shape(number: int, began: int) -> tuple[int, int]:
        now = level if earned is None or began <= earned else Level.SOME
        return policy().blocks.lengths[ORDER[number % 3]][now]

    number, week, loaded, began = 0, 1, 0, 0
    for one in range(weeks):
        loading, easy = shape(number, began)
        if one in lost and week <= loading:
            continue
        week += 1
        if week > loading + easy:
            number, week, loaded = number + 1, 1, loaded + loading
            # A reset week began with the block that it eases.
            began = one + 1 if shape(number, one + 1)[0] else began
    found = _place(weeks, lost, lost, shape, 0 if earned is None else earned + 1)
    assert found == (number, week, loaded, began)


def test_two_exercises_of_one_region_are_never_new_in_one_session() -> None:
    for level in (Level.SOME, Level.TRAINED):
        book = Book(replace(RUNNER, level=level))
        book.to(day(16, "sun"))
        met: set[str] = set()
        for number, session in enumerate(sorted(book.sent.values(), key=lambda one: one.day)):
            if not session.kind.strength:
                continue
            new: list[Volume | None] = []
            for item in session.items:
                if item.slot and item.exercise not in met:
                    new.append(catalogue()[item.exercise].volume)
            met |= {item.exercise for item in session.items}
            first_of_its_letter = number < 4
            assert first_of_its_letter or len(new) == len(set(new)), (session.id, new)


def test_silence_three_times_takes_sets() -> None:
    book = Book()
    book.to(day(3, "mon"))
    book.to(day(4, "fri"), rate=False)
    session = book.morning()
    assert session is not None
    assert session.light is Light.HOLD
    assert all(
        item.dose.sets <= max(1, int((item.plan or item.dose).sets * 0.9)) for item in session.items if item.slot
    )


def eased(book: Book, *scopes: str) -> Session:
    """Today's session after deloads of these scopes were asked for, in their order."""
    other = Book(book.athlete)
    for entry in book.entries[1:]:
        other.add(replace(entry))
    other.day = book.day
    for scope in scopes:
        other.add(diary.Deloaded(at=other.at(), day=other.day, scope=scope, cause="tired", start=other.day))
    session = other.morning()
    assert session is not None
    return session


def test_two_deloads_of_different_parts_both_count_and_the_smaller_of_them_wins() -> None:
    book = Book()
    book.to(day(4, "fri"))
    whole = {one.slot: one.dose for one in eased(book).items if one.slot}
    alone = [eased(book, scope) for scope in ("calf", "shoulder")]
    for scopes in (("calf", "shoulder"), ("shoulder", "calf"), ("calf", "shoulder", "calf")):
        both = {one.slot: one.dose for one in eased(book, *scopes).items if one.slot}
        for slot, dose in both.items():
            least = [next(item.dose for item in one.items if item.slot == slot) for one in alone]
            assert dose.sets == min(one.sets for one in least), slot
            assert dose.amount == min(one.amount for one in least), slot
            assert dose.total_kg == min(one.total_kg for one in least), slot
        assert both["calf_bent"].total_kg < whole["calf_bent"].total_kg
        assert both["push_b"].amount < whole["push_b"].amount or both["push_b"].total_kg < whole["push_b"].total_kg
        assert both["hinge_main"] == whole["hinge_main"]


@pytest.mark.parametrize("scope", ["calf", "knee", "quad", "hamstring", "glute", "hip", "lower_back"])
def test_a_deload_of_any_part_that_can_be_chosen_makes_a_session_smaller(scope: str) -> None:
    book = Book()
    smaller = []
    for weekday in ("tue", "fri"):
        book.to(day(4, weekday))
        smaller.append(eased(book, scope).working_sets < eased(book).working_sets)
    assert any(smaller)


def test_nothing_of_a_part_in_a_deload_rises_meanwhile() -> None:
    """What was earned before waits: the week after asks for no more than the week before did."""
    for scope, slots in (("legs", ("squat_main", "hinge_main", "calf_bent")), ("shoulder", ("pull_a", "push_b"))):
        book = Book()
        book.to(day(3, "mon"))
        before = {slot: track_of(book, slot).plan for slot in slots}
        book.add(diary.Deloaded(at=book.at(), day=book.day, scope=scope, cause="tired", start=book.day))
        book.to(day(4, "mon"))
        assert {slot: track_of(book, slot).plan for slot in slots} == before


IN_THE_GYM = replace(
    RUNNER, level=Level.TRAINED, places=(Place("gym", Kit(frozenset({Item.dumbbells}), tuple(range(2, 31)))),)
)


def with_easy_legs(week: int, athlete: Athlete = RUNNER) -> Book:
    """A book in whose week of that number the legs had a deload of their own."""
    book = Book(athlete)
    book.to(day(week, "mon"))
    book.add(diary.Deloaded(at=book.at(), day=book.day, scope="legs", cause="tired", start=book.day))
    book.to(day(week + 1, "mon"))
    return book


def test_a_part_comes_out_of_its_deload_in_two_sessions_as_the_whole_body_does() -> None:
    """A fifth of the sets less in the first, everything in the second, and nothing new in either (3.6)."""
    book = with_easy_legs(3)
    planned = {slot: track_of(book, slot).plan for slot in ("squat_main", "hinge_single", "hinge_main", "pull_a")}
    tuesday = book.plan(day(4, "tue"))
    assert tuesday is not None
    first = {one.slot: one for one in tuesday.items if one.slot}
    for slot in ("squat_main", "hinge_single"):
        assert first[slot].dose.sets == int(0.8 * planned[slot].sets)
        assert "restoration" in {why.code for why in first[slot].reasons}
        assert first[slot].plan == planned[slot]
    assert "restoration" not in {why.code for why in first["pull_a"].reasons}
    assert first["pull_a"].dose.sets >= planned["pull_a"].sets
    book.to(day(4, "fri"))
    friday = book.plan(day(4, "fri"))
    assert friday is not None
    second = next(one for one in friday.items if one.slot == "hinge_main")
    assert (second.dose.sets, second.dose.amount) == (planned["hinge_main"].sets, planned["hinge_main"].amount)
    assert second.plan is None


def test_a_part_that_was_spared_while_its_deload_held_no_session_has_nothing_to_come_back_from() -> None:
    book = Book()
    book.to(day(3, "wed"))
    book.add(diary.Deloaded(at=book.at(), day=book.day, scope="legs", cause="tired", start=book.day, days=1))
    book.to(day(3, "fri"))
    session = book.plan(day(3, "fri"))
    assert session is not None
    assert "restoration" not in {why.code for one in session.items for why in one.reasons}


def test_a_deload_of_a_part_that_went_well_costs_nothing_of_what_was_earned_before_it() -> None:
    """On target before it and on target after it are two in a row."""
    book = with_easy_legs(3, IN_THE_GYM)
    book.to(day(5, "sat"))
    squat = next(one for one in book.sent[day(5, "fri")].items if one.slot == "squat_single")
    assert "on_target_twice" in {why.code for why in squat.reasons}


def test_sessions_with_a_part_in_a_deload_do_not_say_that_the_lifts_are_too_easy() -> None:
    book = Book(IN_THE_GYM)
    book.to(day(7, "mon"))
    book.add(diary.Deloaded(at=book.at(), day=book.day, scope="legs", cause="tired", start=book.day))
    while book.day < day(9, "wed"):
        session = book.morning()
        if session is not None:
            book.rate(session.target[0] - 2 if session.kind.strength else None)
        book.day += timedelta(days=1)
        codes = {why.code for one in session.items for why in one.reasons} if session is not None else set()
        assert "twice_easy" not in codes


def test_on_a_short_day_a_sore_leg_gives_its_minutes_to_nothing_else() -> None:
    def sets(minutes: int, score: float) -> dict[str, int]:
        book = Book()
        book.to(day(3, "fri"))
        book.add(
            diary.Shortened(at=book.at(), day=book.day, session=f"{book.day.isoformat()}.strength_b", minutes=minutes)
        )
        book.felt("quad", "both", score, "morning", "muscle")
        session = book.morning()
        assert session is not None
        return {one.exercise: one.dose.sets for one in session.items if one.working_sets}

    assert sets(20, 8) != sets(20, 0)
    for minutes, score in product((10, 20, 30), (6, 7, 8)):
        fresh, sore = sets(minutes, 0), sets(minutes, score)
        assert sum(sore.values()) <= sum(fresh.values())
        assert all(count <= fresh[name] for name, count in sore.items() if name in fresh)


@pytest.mark.parametrize("minutes", [10, 20])
def test_a_day_of_drills_in_fewer_minutes_has_fewer_drills(minutes: int) -> None:
    """It once kept every line and called it ten minutes."""
    book = Book()
    book.to(day(3, "wed"))
    whole = book.plan(book.day)
    assert whole is not None
    book.add(diary.Shortened(at=book.at(), day=book.day, session=whole.id, minutes=minutes))
    short = book.plan(book.day)
    assert short is not None
    names, left = [one.exercise for one in short.items], {one.exercise for one in short.left_out}
    assert (short.minutes, names[0], names[-1]) == (minutes, "legswing", "walk_down")
    assert left
    assert left.isdisjoint(names)
    assert left | set(names) == {one.exercise for one in whole.items}
    lines = (compose.item_seconds(catalogue()[one.exercise], one.dose) - 30 for one in short.items)
    assert sum(lines) / 60 <= minutes + 1, "drills are estimated without setting anything up (14)"


def test_a_sore_part_makes_no_room_for_another_drill_on_a_short_day_of_drills() -> None:
    def drills(hurt: bool) -> set[str]:
        book = Book()
        book.to(day(3, "wed"))
        if hurt:
            book.felt("achilles", "left", 4, "morning")
        session = f"{book.day.isoformat()}.technique"
        book.add(diary.Shortened(at=book.at(), day=book.day, session=session, minutes=10))
        return {one.exercise for one in book.plan(book.day).items}

    assert drills(hurt=True) < drills(hurt=False)


@pytest.mark.parametrize(("minutes", "lasts"), [(20, 20), (26, 26), (45, 28)])
def test_the_day_of_drills_is_a_shorter_one_for_somebody_with_fewer_minutes(minutes: int, lasts: int) -> None:
    book = Book(replace(RUNNER, minutes=minutes))
    book.to(day(3, "wed"))
    session = book.plan(book.day)
    assert session is not None
    assert session.minutes == lasts


def test_nothing_new_comes_in_while_nobody_answers() -> None:
    """Build has a second exercise for the trunk; it once began in the fourth week of silence (3.9, "never up")."""
    book = Book()
    book.to(day(4, "mon"))
    while book.day < day(9, "mon"):
        session = book.morning()
        codes = [why.code for one in session.items for why in one.reasons] if session is not None else []
        assert "new_exercise" not in codes, book.day
        book.day += timedelta(days=1)


def test_no_season_begins_before_somebody_joined() -> None:
    assert season.position(RUNNER, Standing(), MONDAY).week == 1


def test_what_was_begun_with_a_band_gets_its_first_weight_once_there_are_only_dumbbells() -> None:
    band = replace(RUNNER, places=(Place("home", Kit(frozenset({Item.band}))),))
    book = Book(band)
    book.to(day(3, "fri"))
    friday = {name: (sets, kg) for name, sets, _, kg in rows(book.plan(day(3, "fri")))}
    assert friday["rdl"][1] == friday["row_1"][1] == 0
    both = Kit(frozenset({Item.band, Item.dumbbells}), (4, 8, 12))
    book.athlete = replace(band, places=(Place("home", both),))
    assert {name: kg for name, _, _, kg in rows(book.plan(day(3, "fri")))}["rdl"] == 0, "the band goes on"
    book.athlete = replace(band, places=(Place("home", Kit(frozenset({Item.dumbbells}), (4, 8, 12))),))
    begun = {name: (sets, kg) for name, sets, _, kg in rows(book.plan(day(3, "fri")))}
    assert begun["rdl"] == (2, 16)
    assert begun["row_1"][1] == 8
    assert begun["splitsq"] == friday["splitsq"], "what needs no weight goes on as it was"


@pytest.mark.parametrize(("hurts", "reps"), [(False, 13), (True, 12)])
def test_what_was_done_before_a_part_hurt_earns_nothing_once_it_is_calm_again(hurts: bool, reps: int) -> None:
    """3.9 asks for pain of 2 at most in both exposures: a raise once rose on the first day that it was free again."""
    book = Book()
    book.to(day(6, "thu"))
    if hurts:
        book.felt("calf", "left", 3, "now")
        book.add(diary.Asked(at=book.at(), day=book.day, what="signs:calf:left", yes=False))
    book.to(day(7, "fri"))
    assert ("soleus_seat", 3, reps, 16) in rows(book.plan(book.day))


@pytest.mark.parametrize(("days", "waits"), [(35, False), (36, True)])
def test_an_answer_of_more_than_five_weeks_ago_earns_nothing(days: int, waits: bool) -> None:
    """A row that had no place for six weeks once came back with a repetition more."""
    book = Book()
    book.to(day(7, "tue"))
    around = planner.around(book.athlete, book.standing, book.day)
    slot, squat = catalogue().slots["squat_main"], catalogue()["sq_goblet"]
    track = around.standing.tracks[track_key(slot.id, squat.id)]
    long_ago = book.day - timedelta(days=days)
    seen = replace(track, changed=long_ago, exposures=(replace(track.exposures[-1], day=long_ago),))
    assert scaling.rises.must_wait(around, slot, squat, seen) is waits


def test_an_exercise_with_a_cap_of_its_own_is_not_asked_for_more_effort_than_that() -> None:
    """The towel under the toes: 6 at most (section 10), in weeks whose sets are meant to be harder."""
    book = Book(replace(RUNNER, level=Level.TRAINED))
    book.to(day(9, "tue"))
    raised = next(one for one in book.plan(book.day).items if one.slot == "calf_straight")
    assert raised.dose.rpe[1] > 6
    book.add(diary.Swapped(at=book.at(), day=book.day, exercise=raised.exercise, to="hr_towel", session=None))
    towel = next(one for one in book.plan(book.day).items if one.slot == "calf_straight")
    assert (towel.exercise, towel.dose.rpe[1]) == ("hr_towel", 6)


def test_silence_of_months_is_no_number_that_goes_up_and_down() -> None:
    """Only five weeks are kept in mind: half a year without an answer was "10 sessions", then 11, then 10 again."""
    book = Book()
    book.to(day(12, "mon"), rate=False)
    told: list[tuple[str, str]] = [
        (why.code, "".join(why.about))
        for sent in book.sent.values() if sent.kind.strength and not sent.deload
        for why in {one for item in sent.items for one in item.reasons if one.code.startswith("silence")}
    ]  # fmt: skip
    numbers = [int(about) for code, about in told if code == "silence"]
    assert numbers == sorted(numbers)
    assert told[-1] == ("silence_long", "")
