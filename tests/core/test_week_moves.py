"""Why a session does not stand on a day, what a move does to the week, and where a missed one goes (rulebook 3.9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import diary, planner
from core.athlete import Priority, Race, RunKind
from core.season import monday_of
from core.session import Kind
from core.week import missed, move, plan, why_not
from tests.core.golden import MONDAY, Book
from tests.core.weeks import EXAMPLE, FRI, MICRO, MON, SAT, SUN, THU, TUE, WED, A, B, T, codes, slots, week


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


def _weeks(book: Book) -> dict[date, Kind | None]:
    mondays = (monday_of(book.day), monday_of(book.day) + timedelta(days=7))
    laid = [planner.plan_week(book.athlete, book.standing, one, book.day) for one in mondays]
    return {one.day: one.slot for week in laid for one in week.days}


@pytest.mark.parametrize("kind", [A, B, T])
@pytest.mark.parametrize("today", [1, 3, 4])
def test_what_a_move_shows_is_what_is_done_in_this_week_and_into_the_next(today: int, kind: Kind) -> None:
    book = Book()
    book.to(MONDAY + timedelta(days=today))
    book.day = MONDAY + timedelta(days=today)
    book.morning()
    before, offered = _weeks(book), 0
    for number in range(1, 10):
        to = book.day + timedelta(days=number)
        origin = planner.origin_of(book.athlete, book.standing, book.day, kind, to)
        offer = planner.move(book.athlete, book.standing, book.day, kind, to)
        for one in (offer.as_wanted, offer.as_upper):
            if one is None or origin is None:
                continue
            offered += 1
            taken = Book()
            taken.athlete, taken.standing, taken.day = book.athlete, book.standing, book.day
            taken.add(diary.Moved(at=book.at(), day=book.day, kind=one.kind.value, origin=origin, to=to))
            after = _weeks(taken)
            assert after[to] is one.kind
            assert {(day, before[day], after[day]) for day in after if before[day] is not after[day]} == {
                (change.day, change.before, change.after) for change in one.changes
            }, to
    assert offered
