"""The week around the runs: section 8 of the rulebook with its counts and its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Priority, Race
from core.taper import RaceRule
from core.week import plan, why_not
from tests.core.weeks import EXAMPLE, FRI, MON, SAT, SUN, THU, TUE, WED, A, B, T, U, codes, run_weeks, slots, week


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
            # On a quality evening A and B take turns; the days are the same.
            assert slots(laid).replace("B", "A") == slots(first).replace("B", "A")
            assert slots(laid) == slots(first) or any(one.evening for one in laid.days)


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


def test_one_session_serves_the_whole_body_where_not_even_the_upper_one_fits():
    laid = plan(week("RRRRRRR", technique=False, blocked=frozenset({MON, TUE, THU, FRI, SAT, SUN})))
    assert slots(laid) == "..A...."
    assert codes(laid.given_up) == ["one_full_body"]


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


def test_the_week_of_an_a_race_holds_one_light_session_and_no_legs_after_it():
    laid = plan(week("REREREL", races=(Race(SUN, 42.195, Priority.A),)))
    assert laid.strength == (TUE,)
    assert laid.on(TUE).race.rule is RaceRule.LIGHT
    assert codes(laid.remarks) == ["race_week"]
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


def test_strength_goes_on_the_days_that_the_runner_wishes_for():
    laid = plan(week(EXAMPLE, wished=frozenset({MON, FRI})))
    assert slots(laid) == "AT..B.."
    assert not laid.remarks


def test_a_wish_never_outranks_the_run_and_says_so():
    laid = plan(week(EXAMPLE, wished=frozenset({WED, FRI})))
    assert slots(laid) == ".AT.B.."
    assert codes(laid.remarks) == [f"wish_not_kept({WED})"], "Thursday is a quality run"
    assert codes(why_not(week(EXAMPLE, wished=frozenset({WED, FRI})), laid, WED, A))[0] == "h1(quality)"


def test_the_only_free_day_may_be_wished_for_strength():
    usual, wished = plan(week("REEQEEL")), plan(week("REEQEEL", wished=frozenset({MON})))
    assert usual.on(MON).slot is None
    assert wished.on(MON).slot is A


def test_nothing_is_planned_on_a_weekday_that_is_kept_free():
    for free in (TUE, WED, FRI):
        laid = plan(week(EXAMPLE, free=frozenset({free})))
        assert laid.on(free).slot is None
        assert len(laid.strength) == 2
        assert "free_day" in codes(why_not(week(EXAMPLE, free=frozenset({free})), laid, free, A))


def test_too_many_free_weekdays_cost_a_session_and_are_named_for_it():
    laid = plan(week(EXAMPLE, free=frozenset({MON, TUE, WED, FRI})))
    assert len(laid.strength) == 1
    assert "free_days" in codes(laid.remarks)


def test_what_the_runner_moves_onto_a_free_weekday_stands_there():
    laid = plan(week(EXAMPLE, free=frozenset({MON}), moved=((MON, A),)))
    assert laid.on(MON).slot is A
