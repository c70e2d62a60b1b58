"""The week around the runs: section 8 of the rulebook, its counts and its table, and the moves of 3.9."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations, pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.athlete import Priority, Race, RunKind
from core.session import Kind
from core.week import (
    RaceRule,
    WeekPlan,
    WeekProblem,
    missed,
    move,
    plan,
    race_rules,
    recovery_days,
    why_not,
)

MONDAY = date(2026, 11, 23)
MON, TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(number) for number in range(7))
A, B, U, T, MICRO = Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.TECHNIQUE, Kind.MICRO
LETTER = {"R": RunKind.REST, "E": RunKind.EASY, "Q": RunKind.QUALITY, "L": RunKind.LONG}
SHORT = {A: "A", B: "B", U: "U", T: "T", MICRO: "m", None: "."}
EXAMPLE = "RERQREL"
"""The runner of section 14."""


def week(runs: str, **more) -> WeekProblem:
    """A runner whose weeks are all alike."""
    kinds = tuple(LETTER[one] for one in runs)
    return WeekProblem(MONDAY, kinds, **({"run_before": kinds[6], "run_after": kinds[0]} | more))


def slots(laid: WeekPlan) -> str:
    return "".join(SHORT[one.slot] for one in laid.days)


def codes(reasons) -> list[str]:
    return [str(one) for one in reasons]


# --- the counts and the table of section 8 ----------------------------------------------------------------------------


def run_weeks(quality: int) -> list[str]:
    """Every run week of 3-7 runs, L on Saturday or Sunday, repeating, hard runs never on neighbouring days."""
    found = []
    for long in (5, 6):
        for days in combinations(range(7), quality):
            hard = {*days, long}
            if len(hard) != quality + 1 or any((one + 1) % 7 in hard for one in hard):
                continue
            others = [one for one in range(7) if one not in hard]
            for easy in chain.from_iterable(combinations(others, size) for size in range(len(others) + 1)):
                if 3 <= len(hard) + len(easy) <= 7:
                    found.append(
                        "".join(
                            "L" if day == long else "Q" if day in days else "E" if day in easy else "R"
                            for day in range(7)
                        )
                    )
    return found


def test_every_week_with_one_quality_run_has_a_placement_and_24_have_no_full_rest_day():
    laid = [plan(week(runs)) for runs in run_weeks(1)]
    assert len(laid) == 248
    assert Counter(tuple(codes(one.given_up)) for one in laid) == {(): 224, ("full_rest_day",): 24}
    assert all(len(one.strength) == 2 and one.find(T) for one in laid)
    alone = [plan(week(runs, repeats=False)) for runs in run_weeks(1)]
    assert sum(bool(one.given_up) for one in alone) == 21, "the rulebook counts weeks that repeat"


def test_every_week_with_two_quality_runs_takes_one_strength_session_on_a_quality_evening():
    laid = [plan(week(runs)) for runs in run_weeks(2)]
    assert len(laid) == 96
    assert Counter(tuple(codes(one.given_up)) for one in laid) == {
        ("s_on_q_evening",): 84,
        ("full_rest_day", "s_on_q_evening"): 12,
    }
    assert all(sum(day.evening for day in one.days) == 1 and one.find(T) for one in laid)


@pytest.mark.parametrize(
    ("runs", "sessions", "cost", "given_up"),
    [
        ("RQRERRL", "..ATB..", 3, []),
        ("RQREERL", "..ATB..", 3, []),
        ("RQEEERL", "..ATB..", 3, []),
        ("RQEEQEL", "..ATB..", 33, ["s_on_q_evening"]),
        (EXAMPLE, ".AT.B..", 0, []),
    ],
)
def test_common_weeks_look_as_in_the_rulebook(runs, sessions, cost, given_up):
    for repeats in (False, True):
        laid = plan(week(runs, repeats=repeats))
        assert (slots(laid), laid.cost, codes(laid.given_up)) == (sessions, cost, given_up)


def test_the_example_runner_keeps_a_wholly_free_monday():
    laid = plan(week(EXAMPLE))
    assert laid.on(MON).slot is None
    assert laid.on(TUE).slot is A
    assert laid.on(FRI).slot is B
    assert laid.on(WED).slot is T
    assert laid.given_up == laid.remarks == ()


def test_the_strength_session_of_a_quality_day_stands_in_the_evening():
    laid = plan(week("RQEEQEL"))
    assert [one.day for one in laid.days if one.evening] == [FRI]
    assert sum(one.cost for one in laid.days) == laid.cost == 33


def test_a_steady_runner_keeps_the_same_days_week_after_week():
    for runs in (*run_weeks(1), *run_weeks(2)):
        problem = week(runs)
        first = laid = plan(problem)
        for _ in range(2):
            problem = replace(
                problem,
                monday=problem.monday + timedelta(7),
                previous=laid.strength[-1],
                last_week=laid.slots,
            )
            laid = plan(problem)
            assert slots(laid) == slots(first)


def test_the_week_after_is_no_reason_to_lose_a_strength_session():
    laid = plan(week("REEEELE", fixed=((MON, A),), first_day=SUN))
    assert laid.strength == (MON, SUN)
    assert codes(laid.remarks) == ["next_week_shifts"]


# --- giving way, in order ---------------------------------------------------------------------------------------------


def test_seven_runs_a_week_cost_the_rest_day_only():
    laid = plan(week("EEEEEEE"))
    assert codes(laid.given_up) == ["full_rest_day"]
    assert slots(laid) == "AT.B..."


def test_a_technique_day_without_an_easy_day_goes_to_a_quality_day():
    laid = plan(week("RQEEQEL", blocked=frozenset({MON, THU, SAT})))
    assert codes(laid.given_up) == ["technique_day(moved)", "s_on_q_evening"]
    assert slots(laid) == ".TA.B.."


def test_a_technique_day_without_any_day_becomes_drills_in_the_warm_ups():
    laid = plan(week("RRRRRRL", blocked=frozenset({MON, WED, FRI, SAT, SUN})))
    assert slots(laid) == ".A.B..."
    assert codes(laid.given_up) == ["technique_day(warmup)"]
    assert laid.warmup_drills


def test_the_second_strength_session_becomes_the_upper_one_where_legs_have_one_day_only():
    laid = plan(
        week(
            "ELELELE",
        )
    )
    assert len(laid.strength) == 1
    assert laid.find(U) is not None
    assert "s2_upper" in codes(laid.given_up)
    assert laid.on(laid.strength[0]).slot is A
    assert not laid.full_body


def test_one_session_serves_the_whole_body_where_not_even_the_upper_one_fits():
    laid = plan(week("RRRRRRR", technique=False, blocked=frozenset({MON, TUE, THU, FRI, SAT, SUN})))
    assert slots(laid) == "..A...."
    assert codes(laid.given_up) == ["one_full_body"]
    assert laid.full_body


def test_a_week_of_hard_runs_only_leaves_micro_sessions():
    laid = plan(week("QQQQQQL"))
    assert laid.strength == ()
    assert "micro" in codes(laid.given_up)
    assert slots(laid).count("m") == 2


def test_hard_runs_on_neighbouring_days_are_accepted_and_remarked_once():
    laid = plan(week("RQQERRL"))
    assert codes(laid.remarks) == [f"neighbouring_hard_runs({TUE})"]
    assert len(laid.strength) == 2


def test_no_strength_days_wanted_leaves_the_technique_day():
    laid = plan(week(EXAMPLE, strength_days=0))
    assert slots(laid) == ".T....."
    assert laid.given_up == ()


def test_one_strength_day_is_the_session_that_the_season_names():
    laid = plan(week(EXAMPLE, strength_days=1, order=(B, A)))
    assert slots(laid) == ".BT...."
    assert not laid.full_body


def test_last_weeks_days_are_kept_where_they_cost_less_than_the_change():
    assert slots(plan(week("RQEEERL"))) == "..ATB.."
    usual = ((0, T), (2, A), (4, B))
    assert slots(plan(week("RQEEERL", last_week=usual))) == "T.A.B.."
    assert plan(week("RQEEERL", last_week=usual)).cost == 5


def test_a_runner_over_60_gets_three_days_between_where_the_week_allows():
    young, old = plan(week("EEEEEEE", last_week=((0, A), (2, B), (1, T)))), None
    assert slots(young) == "ATB...."
    old = plan(week("EEEEEEE", last_week=((0, A), (2, B), (1, T)), age60=True))
    assert slots(old) == "AT.B..."
    tight = plan(week("RQEEERL", age60=True))
    assert slots(tight) == "..ATB.."
    assert codes(tight.remarks) == ["gap_under_3_at_60"]


def test_strength_stays_two_days_away_from_last_weeks_and_next_weeks():
    sunday = MON - timedelta(1)
    assert slots(plan(week("RRRRRRR", previous=sunday))) == "T.A..B."
    assert SUN not in plan(week("QEQEQER", after=SUN + timedelta(1))).strength


# --- within a week ----------------------------------------------------------------------------------------------------


def test_a_runner_who_joins_on_thursday_is_not_squeezed():
    laid = plan(week(EXAMPLE, first_day=THU, partial=True))
    assert slots(laid) == "....AT."
    assert laid.given_up == ()
    assert codes(laid.remarks) == ["partial_week"]
    none = plan(week(EXAMPLE, first_day=SAT, partial=True))
    assert slots(none) == ".....T."


def test_a_short_first_week_never_uses_a_quality_evening():
    laid = plan(week("RQEEQEL", first_day=THU, partial=True))
    assert laid.strength == ()


def test_a_new_look_in_the_middle_of_the_week_keeps_what_is_done_and_what_was_planned():
    monday = plan(week(EXAMPLE))
    wednesday = plan(week(EXAMPLE, fixed=((TUE, A),), first_day=WED))
    assert slots(wednesday) == slots(monday)
    assert wednesday.on(TUE).fixed
    assert not wednesday.on(FRI).fixed


def test_the_other_letter_follows_the_one_that_is_done():
    assert slots(plan(week(EXAMPLE, fixed=((TUE, B),), first_day=WED))) == ".BT.A.."


def test_a_session_stays_done_when_the_runner_moves_a_hard_run_behind_it():
    laid = plan(week("REQRREL", fixed=((TUE, A),), first_day=WED))
    assert laid.on(TUE).slot is A
    assert laid.on(FRI).slot is B


# --- races ------------------------------------------------------------------------------------------------------------


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
    after = [race_rules(MON + timedelta(number), (race,)).rule for number in range(1, 20)]
    assert after == [RaceRule.RECOVERY] * days + [RaceRule.NORMAL] * (19 - days)


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


def test_the_week_of_an_a_race_holds_one_light_session_and_no_legs_after_it():
    laid = plan(week("REREREL", races=(Race(SUN, 42.195, Priority.A),)))
    assert laid.strength == (TUE,)
    assert laid.on(TUE).race.rule is RaceRule.LIGHT
    assert codes(laid.remarks) == ["race_week"]
    assert laid.full_body
    assert laid.given_up == ()
    assert all(laid.on(day).slot is None for day in (THU, FRI, SAT, SUN))


def test_the_last_loaded_legs_before_an_a_race_stand_in_their_window():
    laid = plan(week("EEEELRR", races=(Race(SUN + timedelta(7), 42.195, Priority.A),)))
    assert laid.strength[-1] == SUN, "D-8 is the day after the long run, D-7 is in the window too"
    even = plan(week("EEEEEEE", races=(Race(SUN + timedelta(7), 42.195, Priority.A),)))
    assert even.strength[-1] == SAT, "among equal weeks D-8 wins"
    tight = plan(week("EEEERLR", races=(Race(SUN + timedelta(7), 42.195, Priority.A),), blocked=frozenset({THU, SUN})))
    assert codes(tight.remarks) == ["last_legs_early"]


def test_a_race_on_wednesday_leaves_the_last_legs_and_the_light_session_in_one_week():
    laid = plan(week("RRERERR", races=(Race(WED + timedelta(7), 42.195, Priority.A),)))
    assert [laid.on(day).race.rule for day in laid.strength] == [RaceRule.LAST_LEGS, RaceRule.LIGHT]


def test_the_week_after_a_half_marathon_holds_micro_sessions_and_technique():
    laid = plan(week("RERQREL", races=(Race(MON - timedelta(1), 21.1, Priority.B),)))
    assert laid.strength == ()
    assert slots(laid).count("m") == 2
    assert laid.find(T) is not None
    assert laid.on(MON).slot is None


def test_no_strength_stands_on_the_two_days_before_a_c_race_or_the_three_before_a_b_race():
    assert not set(plan(week("RRRRRRR", races=(Race(SAT, 5, Priority.C),))).strength) & {THU, FRI, SAT, SUN}
    assert not set(plan(week("RRRRRRR", races=(Race(SAT, 5, Priority.B),))).strength) & {WED, THU, FRI, SAT, SUN}


# --- why not ----------------------------------------------------------------------------------------------------------


def test_why_not_names_the_rule_of_every_other_day():
    problem = week(EXAMPLE)
    laid = plan(problem)
    said = {day: codes(why_not(problem, laid, day, A)) for day in (MON, TUE, WED, THU, FRI, SAT, SUN)}
    assert said[TUE] == []
    assert said[MON] == ["costs_more", "after_long"]
    assert said[WED] == ["h1(quality)"]
    assert said[THU] == ["h3(quality)"]
    assert said[FRI][0].startswith("tie")
    assert said[SAT] == ["h1(long)"]
    assert said[SUN] == ["h4(long)"]
    monday = why_not(problem, laid, MON, A)[0].figures
    assert monday == {"cost": 20, "chosen": 0}


def test_why_not_knows_the_rest_day_the_last_session_and_the_race():
    six = week("EEEEREE")
    assert codes(why_not(six, plan(six), FRI, A)) == ["h7"], "Friday is the only day without a run"
    near = week("RRRRRRR", previous=MON - timedelta(1))
    assert codes(why_not(near, plan(near), MON, A)) == [f"h2({MON - timedelta(1)})"]
    racing = week("RRRRRRR", races=(Race(SAT, 5, Priority.C),))
    assert "h6(free, C)" in codes(why_not(racing, plan(racing), THU, A))


def test_why_not_names_days_that_are_past_away_or_taken():
    problem = week(EXAMPLE, first_day=TUE, blocked=frozenset({SUN}), fixed=((TUE, T),))
    laid = plan(problem)
    assert codes(why_not(problem, laid, MON, A)) == ["past"]
    assert "not_that_day" in codes(why_not(problem, laid, SUN, A))
    assert codes(why_not(problem, laid, TUE, A)) == ["h5(technique)"]


# --- moves ------------------------------------------------------------------------------------------------------------


def test_a_move_shows_what_changes_before_it_is_taken():
    problem = week(EXAMPLE)
    offer = move(problem, plan(problem), A, MON)
    assert offer.breaks == ()
    assert offer.as_wanted is not None
    assert slots(offer.as_wanted.plan) == "A...BT."
    changes = [(one.day, one.before, one.after) for one in offer.as_wanted.changes]
    assert changes == [(MON, None, A), (TUE, A, None), (WED, T, None), (SAT, None, T)], "Wednesday is the free day now"


def test_a_move_next_to_a_hard_run_is_offered_as_upper_or_on_the_next_day_that_takes_it():
    problem = week(EXAMPLE)
    offer = move(problem, plan(problem), A, WED)
    assert codes(offer.breaks) == ["h1(quality)"]
    assert offer.as_wanted is None
    assert offer.as_upper is not None
    assert slots(offer.as_upper.plan) == "..U.BT."
    assert offer.as_upper.plan.on(FRI).slot is B


def test_a_move_onto_a_day_beside_the_other_strength_session_breaks_h2():
    problem = week("RERRREL", first_day=TUE)
    laid = plan(problem)
    assert slots(laid) == ".AT.B.."
    offer = move(problem, laid, A, THU)
    assert codes(offer.breaks) == [f"h2({FRI})"]
    assert offer.as_wanted is None
    assert offer.as_upper is not None
    assert offer.as_upper.plan.strength == (FRI,)


def test_two_sessions_may_change_places():
    problem = week(EXAMPLE)
    offer = move(problem, plan(problem), A, FRI)
    assert offer.as_wanted is not None
    assert slots(offer.as_wanted.plan) == ".BT.A.."


def test_a_session_moved_away_from_today_leaves_today_empty():
    problem = week("EEEEEEE", first_day=MON)
    laid = plan(problem)
    offer = move(problem, laid, A, WED)
    assert offer.as_wanted is not None
    assert offer.as_wanted.plan.on(MON).slot is None
    back = move(offer.as_wanted.problem, offer.as_wanted.plan, A, MON)
    assert back.as_wanted is not None
    assert back.as_wanted.plan.on(MON).slot is A


def test_a_move_is_not_taken_to_a_long_run_a_race_a_past_day_or_another_week():
    problem = week(EXAMPLE, first_day=TUE)
    laid = plan(problem)
    assert codes(move(problem, laid, A, SUN).breaks) == ["h4(long)"]
    assert codes(move(problem, laid, A, MON).breaks) == ["past"]
    assert codes(move(problem, laid, A, SUN + timedelta(1)).breaks) == ["other_week"]
    assert codes(move(problem, laid, MICRO, SAT).breaks) == ["not_planned(micro)"]
    for day in (SUN, MON, SUN + timedelta(1)):
        offer = move(problem, laid, A, day)
        assert offer.as_wanted is offer.as_upper is None


def test_the_next_free_day_is_offered_where_there_is_one():
    problem = week("RERQRRR")
    offer = move(problem, plan(problem), A, WED)
    assert offer.as_wanted is None
    assert offer.next_free is not None
    assert offer.next_free.plan.on(offer.next_free.day).slot is A
    assert offer.next_free.day > WED


def test_a_move_that_a_new_run_makes_impossible_is_given_up_and_said():
    problem = week(EXAMPLE, moved=((WED, A),))
    laid = plan(problem)
    assert codes(laid.remarks) == [f"move_not_kept(strength_a, {WED})"]
    assert slots(laid) == ".AT.B.."


def test_the_runners_last_word_counts():
    laid = plan(week("RRRRRRR", moved=((MON, A), (FRI, A))))
    assert laid.on(FRI).slot is A


# --- missed -----------------------------------------------------------------------------------------------------------


def test_a_missed_session_moves_to_one_of_the_next_two_days_or_is_dropped():
    problem = week(EXAMPLE)
    assert missed(problem, plan(problem), TUE) is None, "Wednesday is before quality, Thursday is quality"
    assert missed(problem, plan(problem), FRI) is None, "Saturday is before the long run, Sunday is it"
    assert missed(problem, plan(problem), MON) is None, "nothing was planned"
    assert missed(problem, plan(problem), WED) is None, "no technique on quality, none beside strength"
    free = week("RRRRRRR", last_week=((0, A), (2, T), (4, B)))
    assert missed(free, plan(free), MON) == TUE
    assert missed(free, plan(free), FRI) == SAT


def test_a_missed_session_is_never_stacked_and_no_other_moves_for_it():
    problem = week("RRRRRRR", last_week=((0, A), (1, T), (3, B)))
    laid = plan(problem)
    assert slots(laid) == "AT.B..."
    assert missed(problem, laid, MON) is None, "Tuesday holds technique, Wednesday is next to Thursday's strength"
    assert missed(problem, laid, TUE) == WED


def test_a_missed_session_crosses_the_weeks_end_only_where_the_next_week_has_room():
    problem = week("LERERER", strength_days=2, technique=False, last_week=((4, A), (6, B)), run_after=RunKind.REST)
    laid = plan(problem)
    assert laid.strength[-1] == SUN
    assert missed(problem, laid, SUN) is None
    following = plan(replace(week("RRRRRRR", technique=False), monday=MON + timedelta(7), last_week=((3, A), (5, B))))
    assert missed(problem, laid, SUN, following) == SUN + timedelta(1)
    soon = plan(replace(week("RRRRRRR", technique=False), monday=MON + timedelta(7), last_week=((1, A), (5, B))))
    assert missed(problem, laid, SUN, soon) is None


def test_at_60_a_missed_session_prefers_three_days_before_the_next():
    problem = week("RRRRRRR", technique=False, last_week=((1, A), (5, B)), age60=True)
    laid = plan(problem)
    assert laid.strength == (TUE, SAT)
    assert missed(problem, laid, TUE) == WED


# --- properties -------------------------------------------------------------------------------------------------------

RUNS = st.sampled_from(list(RunKind))
RACES = st.lists(
    st.builds(
        Race,
        st.integers(-18, 24).map(lambda number: MONDAY + timedelta(number)),
        st.sampled_from([5, 10, 21.1, 42.2]),
        st.sampled_from(list(Priority)),
    ),
    max_size=2,
).map(tuple)
DAYS = st.integers(0, 6).map(lambda number: MONDAY + timedelta(number))
USUAL = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([A, B, U, T])),
    max_size=3,
    unique_by=(lambda one: one[0], lambda one: one[1]),
).map(tuple)


@st.composite
def problems(draw, races=RACES) -> WeekProblem:
    before = draw(st.none() | st.integers(1, 5))
    first = draw(st.integers(0, 6) | st.just(0))
    fixed = draw(
        st.lists(
            st.tuples(st.integers(0, max(first - 1, 0)), st.sampled_from([A, B, T, U, MICRO])),
            max_size=min(first, 3),
            unique_by=(lambda one: one[0], lambda one: one[1]),
        )
    )
    return WeekProblem(
        MONDAY,
        tuple(draw(RUNS) for _ in range(7)),
        run_before=draw(RUNS),
        run_after=draw(RUNS),
        previous=None if before is None else MONDAY - timedelta(before),
        after=draw(st.none() | st.just(SUN + timedelta(1)) | st.just(SUN + timedelta(2))),
        fixed=tuple((MONDAY + timedelta(number), kind) for number, kind in fixed),
        moved=draw(st.lists(st.tuples(DAYS, st.sampled_from([A, B, T, U])), max_size=2).map(tuple)),
        first_day=MONDAY + timedelta(first),
        blocked=draw(st.frozensets(DAYS, max_size=2)),
        vacated=draw(st.frozensets(DAYS, max_size=1)),
        strength_days=draw(st.integers(0, 2)),
        technique=draw(st.booleans()),
        age60=draw(st.booleans()),
        races=draw(races),
        last_week=draw(USUAL),
        shown=draw(st.just(()) | USUAL),
        partial=draw(st.booleans()),
        repeats=draw(st.booleans()),
    )


def broken(problem: WeekProblem, laid: WeekPlan) -> list[str]:
    """Rules that never give way and that a chosen session breaks; written without a look at the module."""
    out = []
    run = {MONDAY - timedelta(1): problem.run_before, SUN + timedelta(1): problem.run_after}
    run |= {MONDAY + timedelta(number): kind for number, kind in enumerate(problem.runs)}
    race_days = {one.day for one in problem.races}
    hard = {day for day, kind in run.items() if kind in (RunKind.QUALITY, RunKind.LONG)} | race_days
    given_days = {day for day, kind in problem.fixed if kind is not MICRO}
    all_strength = [one.day for one in laid.days if one.slot in (A, B)]
    all_strength += [one for one in (problem.previous, problem.after) if one]
    for one in laid.days:
        if one.slot is None or one.fixed:
            continue
        if one.day < problem.first_day or one.day in problem.blocked | given_days:
            out.append(f"{one.day}: not open")
        if one.slot in (A, B):
            if one.day + timedelta(1) in hard:
                out.append(f"h1 {one.day}")
            if any(0 < abs((one.day - other).days) < 2 for other in all_strength):
                out.append(f"h2 {one.day}")
            if run[one.day] is RunKind.LONG or one.day in race_days:
                out.append(f"h4 {one.day}")
            for race in problem.races:
                free = 2 if race.priority is Priority.C else 3
                if 0 <= (race.day - one.day).days <= free or 0 < (one.day - race.day).days <= recovery_days(race.km):
                    out.append(f"h6 {one.day}")
                if race.priority is Priority.A and (race.day - one.day).days == 6:
                    out.append(f"legs after the last loaded legs {one.day}")
            if (run[one.day] is RunKind.QUALITY) != one.evening:
                out.append(f"evening {one.day}")
        if one.slot in (U, T) and (run[one.day] is RunKind.LONG or one.day in race_days):
            out.append(f"h5 {one.day}")
    evenings = [one for one in laid.days if one.evening]
    if len(evenings) > 1 and any(not one.fixed for one in evenings):
        out.append("two evenings")
    return out


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_week_breaks_a_rule_that_never_gives_way(problem):
    laid = plan(problem)
    assert broken(problem, laid) == []
    assert sum(one.cost for one in laid.days) == laid.cost
    assert hash(problem) == hash(replace(problem))
    assert plan(replace(problem)) == laid
    chosen = [one.slot for one in laid.days if one.slot is not None and not one.fixed]
    assert sum(one in (A, B, U) for one in chosen) <= problem.strength_days
    assert chosen.count(T) <= 1
    for day, kind in problem.fixed:
        assert laid.on(day).slot is kind or kind is MICRO


@settings(max_examples=60, deadline=None)
@given(problems(), st.sampled_from([A, B, T, U]))
def test_every_day_that_was_not_chosen_has_its_reasons(problem, kind):
    laid = plan(problem)
    for one in laid.days:
        assert bool(why_not(problem, laid, one.day, kind)) == (one.slot is not kind)


@settings(max_examples=100, deadline=None)
@given(problems(), st.sampled_from([A, B, T, U]), DAYS)
def test_whatever_a_move_offers_breaks_nothing_and_can_be_planned_again(problem, kind, to):
    laid = plan(problem)
    offer = move(problem, laid, kind, to)
    for one in (offer.as_wanted, offer.as_upper, offer.next_free):
        if one is not None:
            assert broken(one.problem, one.plan) == []
            assert plan(one.problem) == one.plan
            assert one.plan.on(one.day).slot is one.kind
            assert len(one.plan.strength) >= len(laid.strength) - (one.kind is U)
            assert one.changes == tuple(
                type(change)(old.day, old.slot, new.slot)
                for old, new in zip(laid.days, one.plan.days, strict=True)
                if old.slot is not new.slot
                for change in one.changes[:1]
            )
    assert offer.as_wanted is not None or offer.breaks
    if offer.as_wanted is not None:
        assert offer.as_upper is offer.next_free is None


@settings(max_examples=100, deadline=None)
@given(problems(), DAYS)
def test_a_missed_session_that_moves_breaks_no_rule(problem, day):
    laid = plan(problem)
    to = missed(problem, laid, day)
    if to is None:
        return
    assert 1 <= (to - day).days <= 2
    assert laid.on(to).slot in (None, MICRO)
    after = [replace(one, slot=None, evening=False) if one.day == day else one for one in laid.days]
    after = [replace(one, slot=laid.on(day).slot, fixed=False) if one.day == to else one for one in after]
    assert broken(problem, replace(laid, days=tuple(after))) == []
    assert laid.on(day).slot is U or problem.runs[to.weekday()] is not RunKind.QUALITY


# --- against every placement there is ---------------------------------------------------------------------------------


def by_hand(problem: WeekProblem) -> tuple[str, int]:
    """The best week by looking at every one of them, for problems without moves."""
    number_of = {day: number for number, day in enumerate((MON, TUE, WED, THU, FRI, SAT, SUN))}
    fixed = {number_of[day]: kind for day, kind in problem.fixed if kind is not MICRO}
    race_numbers = {(one.day - MONDAY).days for one in problem.races}
    kinds = {-1: problem.run_before, 7: problem.run_after} | dict(enumerate(problem.runs))
    run = {number: "race" if number in race_numbers else kind.value for number, kind in kinds.items()}
    race = [race_rules(MONDAY + timedelta(number), problem.races) for number in range(7)]
    usable = [
        MONDAY + timedelta(number) >= problem.first_day
        and MONDAY + timedelta(number) not in problem.blocked | problem.vacated
        and number not in fixed
        for number in range(7)
    ]
    outside = [(one - MONDAY).days for one in (problem.previous, problem.after) if one]
    usual_s = {number for number, kind in problem.last_week if kind in (A, B, U)}
    usual_t = {number for number, kind in problem.last_week if kind is T}
    shown_s = {number for number, kind in problem.shown if kind in (A, B, U)}
    shown_t = {number for number, kind in problem.shown if kind is T}
    room = 0
    for size in (1, 2):
        for days in combinations(range(7), size):
            if (
                all(race[one].strength for one in days)
                and (size == 1 or days[1] - days[0] >= 2)
                and sum(race[one].maintenance for one in days) < 2
            ):
                room = size
    target = min(problem.strength_days, room)
    done_s = {number for number, kind in fixed.items() if kind in (A, B)}
    done_u = {number for number, kind in fixed.items() if kind is U}
    done_t = {number for number, kind in fixed.items() if kind is T}
    need = max(0, target - len(done_s) - len(done_u))

    def strength_fits(new: tuple[int, ...]) -> bool:
        everything = sorted({*new, *done_s})
        for one in new:
            if not usable[one] or run[one] in ("long", "race") or run[one + 1] in ("quality", "long", "race"):
                return False
            if not race[one].strength:
                return False
            if any(abs(one - other) < 2 for other in [*everything, *outside] if other != one):
                return False
            if run[one] == "quality" and (problem.partial or sum(run[other] == "quality" for other in everything) > 1):
                return False
            if race[one].maintenance and sum(race[other].maintenance for other in everything) > 1:
                return False
        return True

    def other_fits(one: int) -> bool:
        return usable[one] and run[one] not in ("long", "race") and race[one].rule is not RaceRule.ACTIVATION

    candidates: list[tuple[tuple[int, ...], int | None, int | None]] = []
    for size in range(need + 1):
        for new in combinations(range(7), size):
            if not strength_fits(new):
                continue
            for upper in (None, *(one for one in range(7) if other_fits(one) and one not in new)):
                candidates.append((new, upper, None))
                if problem.technique and not done_t:
                    candidates += [
                        (new, upper, one) for one in range(7) if other_fits(one) and one not in (*new, upper)
                    ]

    def judge(new, upper, technique):
        strength = sorted({*new, *done_s})
        uppers = done_u | ({upper} if upper is not None else set())
        techniques = done_t | ({technique} if technique is not None else set())
        sessions = {*strength, *uppers, *techniques}
        steps = []
        around = sorted([*strength, *outside])
        gaps = [later - early for early, later in pairwise(around) if early in strength or later in strength]
        if problem.repeats and not problem.after and strength:
            gaps.append(strength[0] + 7 - strength[-1])
            if strength[0] + 7 - strength[-1] < 2:
                steps.append(7)
        if problem.age60 and any(gap < 3 for gap in gaps):
            steps.append(0)
        nearness = 0
        for one in problem.races:
            if one.priority is not Priority.A:
                continue
            start = (one.day - MONDAY).days
            if 0 <= start - 4 < 7 and not {start - 5, start - 4} & {*strength, *outside}:
                steps.append(1)
            if 0 <= start - 7 < 7:
                last = max([number for number in [*strength, *outside] if number <= start - 7], default=-9)
                nearness += abs(start - 8 - last)
                if last < start - 10:
                    steps.append(2)
        if not any(run[number] == "rest" and number not in sessions for number in range(7)):
            steps.append(3)
        if technique is not None and run[technique] == "quality":
            steps.append(4)
        if problem.technique and not done_t and technique is None:
            steps.append(5)
        if any(run[number] == "quality" for number in strength):
            steps.append(6)
        if upper is not None:
            steps.append(8)
        missing = need - len(new) - (upper is not None)
        if upper is not None and (missing or target != 2 or done_u or not strength):
            return None
        if missing < 0:
            return None
        if missing and problem.partial:
            steps.append(9 + missing)
        elif missing == 1 and (new or done_s or done_u):
            steps.append(9)
        elif missing:
            if new or strength or done_u:
                return None
            steps.append(10)
        if problem.partial and upper is not None:
            return None
        cost = 0
        for number in strength:
            cost += 20 * (run[number - 1] == "long") + 30 * (run[number] == "quality")
            cost += 10 * ([one for one in range(7) if run[one] == "rest"] == [number])
        cost += 3 * sum(gap < 3 for gap in gaps)
        cost += 2 * sum(run[number - 1] in ("long", "race") for number in techniques)
        legs = {*strength, *uppers}
        cost += 4 * min(len(legs - usual_s), len(usual_s - legs))
        cost += 4 * sum(min(len({number} - usual_t), len(usual_t - {number})) for number in techniques)
        unlike = 0
        if problem.shown:
            chosen = {technique} if technique is not None else set()
            unlike = len(legs ^ shown_s) + len(chosen ^ shown_t)
        return (
            sum(2**one for one in steps), cost, nearness, unlike, strength,
            9 if technique is None else technique, 9 if upper is None else upper,
        )  # fmt: skip

    judged = [(order, one) for one in candidates if (order := judge(*one)) is not None]
    order, (new, upper, technique) = min(judged, key=lambda pair: pair[0])
    out = ["."] * 7
    for number, kind in fixed.items():
        out[number] = "S" if kind in (A, B) else SHORT[kind]
    for number in new:
        out[number] = "S"
    if upper is not None:
        out[upper] = "U"
    if technique is not None:
        out[technique] = "T"
    return "".join(out), order[1]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_other_week_is_better(problem):
    problem = replace(problem, moved=())
    laid = plan(problem)
    seen = slots(laid).replace("A", "S").replace("B", "S").replace("m", ".")
    assert (seen, laid.cost) == by_hand(problem)


@settings(max_examples=100, deadline=None)
@given(problems(races=st.just(())))
def test_no_other_week_is_better_without_races(problem):
    problem = replace(problem, moved=())
    laid = plan(problem)
    seen = slots(laid).replace("A", "S").replace("B", "S").replace("m", ".")
    assert (seen, laid.cost) == by_hand(problem)


def test_a_week_takes_about_a_millisecond():
    """Generous, so that a busy machine does not fail it: about 0.5 ms is usual."""
    weeks = [week(runs) for runs in run_weeks(1)[::8]]
    best = min(_seconds(weeks) for _ in range(5))
    assert best / len(weeks) < 0.005


def _seconds(weeks: list[WeekProblem]) -> float:
    start = perf_counter()
    for one in weeks:
        plan(one)
    return perf_counter() - start
