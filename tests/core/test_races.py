"""Weeks around races: the taper, the days after, several races, and the countdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, strategies as st

from core import diary, planner, races, season
from core.athlete import FLOOR, Athlete, Level, Priority, Race
from core.races import Stage
from core.season import monday_of
from core.session import Kind, Phase, Session
from core.taper import RaceRule, race_rules
from tests.core.golden import MONDAY, RUNNER, Book, day
from tests.core.invariants import breaches, judge, loaded_legs

SUNDAY = date(2026, 6, 7)
MARATHON = Race(SUNDAY, 42.2, Priority.A, "Berlin marathon")


def lived(athlete: Athlete, first: date, last: date) -> dict[int, Session]:
    """The sessions sent from one day to another, on target, by their days to Sunday 7 June."""
    book = Book(athlete)
    book.to(last + timedelta(days=1))
    assert [one for one in judge(book.entries) if one.invariant == 6] == []
    return {(one - SUNDAY).days: session for one, session in book.sent.items() if first <= one <= last}


def around(race: Race, *others: Race, before: int = 14, after: int = 18) -> dict[int, Session]:
    athlete = RUNNER.with_season((race, *others))
    return lived(athlete, SUNDAY - timedelta(days=before), SUNDAY + timedelta(days=after))


def strength(sent: dict[int, Session]) -> list[int]:
    return [number for number, one in sent.items() if one.kind.strength]


def test_a_marathon_is_tapered_to_by_the_book() -> None:
    sent = around(MARATHON)
    heavy = [number for number in strength(sent) if number < -6]
    assert -10 <= max(heavy) <= -7
    for number in heavy:
        assert all(item.dose.sets < (item.plan or item.dose).sets for item in sent[number].items if item.working_sets
                   and (item.plan or item.dose).sets > 1)  # fmt: skip
        assert not any(one.code == "new_exercise" for item in sent[number].items for one in item.reasons)
    [light] = [number for number in strength(sent) if -6 <= number < 0]
    assert light in (-5, -4)
    assert sent[light].cap <= 5
    assert all(item.dose.sets <= 2 and item.dose.rpe[1] <= 5 for item in sent[light].items if item.working_sets)
    last = {number: one for number, one in sent.items() if -3 <= number < 0}
    assert [(number, one.kind, one.minutes <= 15) for number, one in last.items()] == [(-2, Kind.MOBILITY, True)]
    assert 0 not in sent


@pytest.mark.parametrize("level", list(Level))
def test_race_week_never_has_more_sets_than_a_session_of_the_taper_before_it(level: Level) -> None:
    """Two sets of each of seven exercises were more than the taper had left of three."""
    athlete = replace(RUNNER.with_season((MARATHON,)), level=level)
    book = Book(athlete, SUNDAY - timedelta(days=7 * 14 - 1))
    book.to(SUNDAY)
    sets = {(one - SUNDAY).days: session.working_sets for one, session in book.sent.items() if session.kind.strength}
    tapered = [number for day, number in sets.items() if -14 <= day <= -7]
    assert tapered
    assert all(number <= min(tapered) for day, number in sets.items() if day > -7), sets


@pytest.mark.parametrize(("km", "rests"), [(5, 1), (10, 2), (21.1, 3), (42.2, 7)])
def test_no_drills_come_in_the_first_half_of_the_days_after_a_race(km: float, rests: int) -> None:
    sent = around(replace(MARATHON, km=km), after=22)
    behind = {number: one for number, one in sent.items() if number > 0}
    assert all(one.kind is not Kind.TECHNIQUE for number, one in behind.items() if number <= rests)
    if rests >= 3:
        assert any("race_behind" in {why.code for why in one.reasons} for one in behind.values())


@pytest.mark.parametrize("sets", [2, 3, 4])
@pytest.mark.parametrize("weeks", [2, 4, 8])
def test_a_tapered_session_is_about_half_of_itself(weeks: int, sets: int) -> None:
    """Bosquet et al. 2007: 41-60 % less, which a lift of three sets cannot be by itself (6)."""
    book = Book(replace(RUNNER.with_season((MARATHON,)), level=Level.TRAINED), SUNDAY - timedelta(days=7 * weeks + 6))
    book.to(SUNDAY - timedelta(days=14))
    tracks = {name: replace(track, plan=replace(track.plan, sets=sets)) for name, track in book.standing.tracks.items()}
    book.standing = replace(book.standing, tracks=tracks)
    book.to(SUNDAY - timedelta(days=7))
    tapered = [one for day, one in book.sent.items() if SUNDAY - day <= timedelta(days=14) and one.kind.strength]
    assert tapered
    for session in tapered:
        items = [one for one in session.items if one.working_sets and one.slot]
        left = sum(one.dose.sets for one in items) / sum((one.plan or one.dose).sets for one in items)
        assert 0.40 <= left <= 0.60, [((one.plan or one.dose).sets, one.dose.sets) for one in items]


@pytest.mark.parametrize("weeks", range(6, 14))
def test_no_exercise_is_met_for_the_first_time_in_the_two_weeks_before_a_main_race(weeks: int) -> None:
    """Quick heel raises once ended a session of block B thirteen days before one."""
    race = Race(MONDAY + timedelta(weeks=weeks, days=-1), 42.2, Priority.A)
    book = Book(RUNNER.with_season((race,)))
    book.to(race.day)
    tapered = {one: sent for one, sent in book.sent.items() if (race.day - one).days <= 14}
    before = {item.exercise for one, sent in book.sent.items() if one not in tapered for item in sent.items}
    new = {
        item.exercise
        for sent in tapered.values()
        if sent.kind.strength
        for item in sent.items
        if item.phase not in (Phase.WARMUP, Phase.COOLDOWN)
    }
    assert new <= before


@pytest.mark.parametrize(("km", "days"), [(5, 2), (10, 4), (21.1, 7), (42.2, 14)])
def test_after_a_race_the_legs_rest_by_its_length(km: float, days: int) -> None:
    sent = around(replace(MARATHON, km=km), after=21)
    back = min(number for number in strength(sent) if number > 0)
    assert days < back <= days + 4
    resting = [one for number, one in sent.items() if 0 < number <= days]
    assert all(one.contacts == 0 for one in resting)


def test_the_first_days_after_a_marathon_are_left_alone_and_then_little_comes_two_days_apart() -> None:
    sent = around(MARATHON)
    micro = [number for number, one in sent.items() if one.kind is Kind.MICRO]
    assert micro
    assert min(micro) > 7
    assert all(later - earlier >= 2 for earlier, later in pairwise(micro))


def test_a_smaller_race_asks_for_less() -> None:
    assert max(number for number in strength(around(replace(MARATHON, km=10, priority=Priority.B))) if number < 0) < -3
    before = [number for number in strength(around(replace(MARATHON, km=5, priority=Priority.C))) if number < 0]
    assert max(before) in (-5, -4, -3)


def test_between_two_races_in_three_weeks_there_is_one_small_session_a_week() -> None:
    second = Race(SUNDAY + timedelta(days=14), 10, Priority.A)
    sent = around(Race(SUNDAY, 21.1, Priority.B), second, after=13)
    between = [number for number in strength(sent) if 0 < number < 14]
    assert len(between) <= 1
    for number in between:
        assert number > 7
        assert all(item.dose.sets <= 2 and item.dose.rpe[1] <= 6 for item in sent[number].items if item.working_sets)


def test_two_races_far_enough_apart_have_ordinary_weeks_between() -> None:
    second = Race(SUNDAY + timedelta(days=20), 5, Priority.C)
    sent = around(Race(SUNDAY, 5, Priority.C), second, after=19)
    assert len([number for number in strength(sent) if 0 < number < 18]) >= 3


def test_a_race_that_moves_takes_its_taper_along() -> None:
    book = Book(RUNNER.with_season((MARATHON,)))
    book.to(SUNDAY - timedelta(days=12))
    tuesday = SUNDAY - timedelta(days=12)
    tapered = book.plan(tuesday)
    book.athlete = RUNNER.with_season((replace(MARATHON, day=SUNDAY + timedelta(days=28)),))
    ordinary = book.plan(tuesday)
    assert tapered is not None
    assert ordinary is not None
    assert ordinary.working_sets > tapered.working_sets
    book.athlete = RUNNER
    assert book.plan(tuesday) == ordinary


def test_the_season_counts_down_to_the_race_that_is_near() -> None:
    book = Book(RUNNER.with_season((MARATHON, Race(SUNDAY + timedelta(days=120), 10, Priority.C))))
    book.to(SUNDAY - timedelta(days=25))

    def stage(number: int) -> str:
        day = SUNDAY + timedelta(days=number)
        book.to(day)
        found = planner.countdown(book.athlete, book.standing, day, day)
        return "" if found is None else f"{found.days} {found.stage.value}"

    assert stage(-25) == ""
    assert stage(-20) == "20 ahead"
    assert stage(-12) == "12 taper"
    assert stage(-9) == "9 last_heavy"
    assert stage(-5) == "5 light"
    assert stage(-2) == "2 activation"
    assert stage(0) == "0 race"
    assert stage(5) == "-5 recovery"
    assert stage(15) == ""


def test_what_a_race_makes_of_its_days_is_told_without_gaps() -> None:
    stretches = races.around(MARATHON)
    assert [one.rule for one in stretches] == [
        RaceRule.TAPER, RaceRule.LAST_LEGS, RaceRule.FREE, RaceRule.LIGHT, RaceRule.ACTIVATION, RaceRule.RACE,
        RaceRule.RECOVERY,
    ]  # fmt: skip
    assert (stretches[0].first, stretches[-1].last) == (SUNDAY - timedelta(days=14), SUNDAY + timedelta(days=14))
    assert all(later.first - one.last == timedelta(days=1) for one, later in pairwise(stretches))


seasons = st.lists(
    st.builds(
        Race,
        st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        st.sampled_from([5.0, 10.0, 21.1, 42.2]),
        st.sampled_from(list(Priority)),
        st.sampled_from(["", "Berlin"]),
    ),
    max_size=8,
)


@given(seasons)
def test_a_season_survives_the_export_and_is_sorted_by_its_days(listed: list[Race]) -> None:
    athlete = RUNNER.with_season(listed)
    days = [one.day for one in athlete.season]
    assert days == sorted(set(days))
    assert len(days) == len({one.day for one in listed})
    again = Athlete.from_json(athlete.to_json())
    assert again.season == athlete.season
    assert again.race == athlete.race
    if athlete.race is not None:
        assert all(athlete.race.priority <= one.priority for one in athlete.season)


@given(seasons, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_races_left_out_of_a_weeks_planning_would_change_nothing(listed: list[Race], day: date) -> None:
    athlete = RUNNER.with_season(listed)
    kept = races.near(athlete, monday_of(day))
    for number in range(8):
        at = monday_of(day) + timedelta(days=number)
        assert race_rules(at, kept) == race_rules(at, athlete.season)


@given(seasons, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.lists(st.dates(), max_size=3))
def test_a_countdown_speaks_of_a_race_of_the_season(listed: list[Race], day: date, strength: list[date]) -> None:
    athlete = RUNNER.with_season(listed)
    found = races.countdown(athlete, day, strength)
    if found is not None:
        assert found.race in athlete.season
        assert found.days == (found.race.day - day).days
        assert (found.days < 0) == (found.stage is Stage.RECOVERY)


@pytest.mark.parametrize("seed", range(12))
def test_no_invariant_breaks_in_a_season_of_random_races_and_absences(seed: int) -> None:
    random = Random(seed)
    start = date(2026, 3, 2)
    listed = [
        Race(
            start + timedelta(days=random.randrange(10, 110)),
            random.choice((5.0, 10.0, 21.1, 42.2)),
            random.choice(list(Priority)),
        )
        for _ in range(random.randrange(2, 6))
    ]
    book = Book(RUNNER.with_season(listed), start)
    book.add(diary.Profile(at=book.at(), day=start, athlete=book.athlete.to_json()))
    for _ in range(random.randrange(4)):
        book.to(book.day + timedelta(days=random.randrange(8, 30)))
        until = book.day + timedelta(days=random.randrange(0, 16))
        why = random.choice(("travel", "illness", "injury", "life"))
        place = FLOOR if why == "travel" and random.random() < 0.5 else ""
        book.add(diary.Away(at=book.at(), day=book.day, why=why, start=book.day, until=until, place=place))
    book.to(start + timedelta(days=126))
    assert judge(book.entries) == []
    assert planner.read(book.entries) == book.standing


# --- a race season -----------------------------------------------------------------------------------------------

SEASON = (
    Race(SUNDAY - timedelta(days=56), 10, Priority.B),
    Race(SUNDAY - timedelta(days=28), 10, Priority.B),
    Race(SUNDAY, 21.1, Priority.A),
)


def test_between_the_races_of_a_season_strength_is_held_with_half_the_sets() -> None:
    first, last = SUNDAY - timedelta(days=70), SUNDAY + timedelta(days=60)
    sent = lived(RUNNER.with_season(SEASON), first, last)
    alone = lived(RUNNER.with_season(SEASON[-1:]), first, last)
    held = {number: one for number, one in sent.items() if one.kind.strength and one.phase == "maintain"}
    assert held
    assert all(-56 < number <= 14 for number in held), "and on the way back from the last one"
    assert all(one.target[1] <= 6 for one in held.values())
    both = [number for number in held if number < -13 and alone[number].kind.strength]
    assert len(both) > 3
    assert all(held[number].working_sets < alone[number].working_sets for number in both)
    squats = [item.plan or item.dose for number in both for item in held[number].items if item.slot == "squat_main"]
    assert min(one.total_kg for one in squats) >= 8, "the weight is kept"
    after = [one.phase for number, one in sent.items() if number > 14 and one.kind.strength]
    assert "maintain" not in after


@pytest.mark.parametrize(
    "season",
    [SEASON[:2], tuple(replace(one, priority=Priority.C) for one in SEASON), (SEASON[0], SEASON[2], MARATHON)],
    ids=["only two", "for fun", "weeks apart"],
)
def test_a_few_races_are_no_season(season: tuple[Race, ...]) -> None:
    athlete = RUNNER.with_season(season)
    assert all(races.race_season(athlete, SUNDAY - timedelta(days=number)) is None for number in range(80))


def test_a_season_opens_no_heavy_work_for_whoever_is_new_to_it() -> None:
    athlete = replace(RUNNER.with_season(SEASON), level=Level.NEW)
    sent = lived(athlete, SUNDAY - timedelta(days=56), SUNDAY - timedelta(days=14))
    held = [one for one in sent.values() if one.phase == "maintain" and one.kind.strength and not one.deload]
    assert held
    assert all(item.dose.rpe[1] <= 7 for one in held for item in one.items if item.slot)


def _weights(session: Session) -> dict[str, float]:
    return {one.exercise: one.dose.total_kg for one in session.items if one.working_sets}


def _deload_in_the_taper() -> tuple[Book, dict[date, Session]]:
    """The fifth week, block A's deload, is the first week of the taper."""
    race = Race(MONDAY + timedelta(days=41), 42.2, Priority.A)
    book = Book(RUNNER.with_season((race,)))
    book.to(race.day)
    return book, {day: one for day, one in book.sent.items() if one.kind.strength}


def test_a_taper_takes_the_place_of_the_deload_that_falls_into_it() -> None:
    book, sent = _deload_in_the_taper()
    before, tapered = sent[MONDAY + timedelta(days=22)], sent[MONDAY + timedelta(days=29)]
    assert not tapered.deload
    assert tapered.target == (5, 6)
    assert _weights(tapered) == _weights(before)
    assert 0 < tapered.working_sets <= 0.7 * before.working_sets
    assert breaches(book) == []


def test_the_block_goes_on_after_a_taper_as_after_its_deload() -> None:
    book, _ = _deload_in_the_taper()
    assert season.position(book.athlete, book.standing, MONDAY + timedelta(days=35)).block == "B"


def test_a_deload_near_a_lesser_race_is_not_called_as_heavy_as_ever() -> None:
    race = Race(MONDAY + timedelta(days=34), 10, Priority.B)
    book = Book(RUNNER.with_season((race,)))
    book.to(race.day)
    [day] = [one for one, session in book.sent.items() if session.deload and session.kind.strength][:1]
    found = planner.countdown(book.athlete, book.standing, day, day)
    assert found is not None
    assert found.stage is Stage.AHEAD


@pytest.mark.parametrize("weeks", [8, 9, 10, 12])
def test_no_more_than_eight_weeks_are_loaded_in_a_row_around_a_taper(weeks: int) -> None:
    race = Race(MONDAY + timedelta(days=7 * weeks - 1), 5, Priority.A)
    book = Book(replace(RUNNER, level=Level.TRAINED).with_season((race,)))
    book.to(MONDAY + timedelta(weeks=22))
    assert breaches(book) == []


def test_the_weeks_that_a_marathon_costs_bring_no_deload_nearer() -> None:
    """Two weeks of rest and the two of the way back once counted: a reset week followed them at once."""
    after = {n: one for n, one in around(MARATHON, after=70).items() if n > 0 and one.kind.strength}
    eased = [n for n, one in after.items() if one.receipt and one.receipt["restoration"].startswith("gap")]
    deload = min(n for n, one in after.items() if one.deload)
    weeks = {(n - 1) // 7 for n in after if max(eased) < n < deload}
    assert len(weeks) == 3, "three whole weeks come before the next that is meant to be less"


@pytest.mark.parametrize(("kept", "days_before"), [((), [2]), ((4,), [1]), ((4, 5), [3]), ((3, 4, 5), [])])
def test_the_last_activation_leaves_the_weekdays_alone_that_are_kept_free(
    kept: tuple[int, ...], days_before: list[int]
) -> None:
    """Two days before a Sunday's race; it once stood on a Friday on which nothing was to be planned."""
    race = day(8, "sun")
    book = Book(replace(RUNNER, free_days=kept, race=Race(race, 21.1, Priority.A)))
    book.to(race)
    found = [session for on, session in book.sent.items() if 0 < (race - on).days <= 3]
    assert [(race - one.day).days for one in found] == days_before


def test_in_the_days_after_a_race_a_micro_session_only_holds_the_calf() -> None:
    """A week without loaded legs after a half marathon (6); ten minutes once had heel raises on its fourth day."""
    race = day(5, "sun")
    book = Book(replace(RUNNER, race=Race(race, 21.1, Priority.C)))
    book.to(race + timedelta(days=8))
    after = [one for on, one in book.sent.items() if 0 < (on - race).days <= 7]
    micro = [one for one in after if one.kind is Kind.MICRO]
    assert micro
    assert not any(loaded_legs(one) for one in after)
    assert all(one.minutes == 10 and one.item("iso_calf") for one in micro)
