"""A receipt can be checked: the same diary gives the same session again, to the letter; and answers are graded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from core import diary, habit, planner, receipts
from core.diary import Entry
from core.session import from_json
from tests.core.golden import RUNNER
from tests.simulation.lives import Life, lived


@pytest.mark.parametrize("seed", range(6))
def test_every_prescription_of_ten_weeks_comes_out_again_to_the_letter(seed: int) -> None:
    life = lived(seed, 70)
    prescribed = [one for one in life.entries if isinstance(one, diary.Prescribed)]
    assert prescribed
    for one in prescribed:
        found = receipts.audit(life.entries, one)
        assert found is not None
        assert found.same_rules
        assert found.same, (one.day, found.differences)


def test_a_session_of_older_rules_is_told_apart_and_its_difference_named() -> None:
    life = lived(1, 40)
    one = next(one for one in life.entries if isinstance(one, diary.Prescribed) and "strength" in one.session["kind"])
    session = dict(one.session)
    session["items"] = [dict(item) for item in session["items"]]
    worked = next(item for item in session["items"] if item["slot"])
    worked["sets"] += 1
    session["receipt"] = dict(session["receipt"]) | {"planner": "0"}
    found = receipts.audit(life.entries, replace(one, session=session))
    assert found is not None
    assert not found.same_rules
    assert not found.same
    assert [change.exercise for change in found.differences] == [worked["exercise"]]


def test_a_day_without_a_session_has_no_receipt() -> None:
    assert receipts.sent(lived(1, 20).entries, date(2020, 1, 1)) is None


def answered(life: Life) -> list[diary.Report]:
    return [one for one in life.entries if isinstance(one, diary.Report) and one.effort is not None]


def test_what_if_i_had_said_the_same_changes_nothing() -> None:
    life = lived(2, 30)
    last = answered(life)[-1]
    found = receipts.what_if(life.athlete, life.entries, life.day, last.effort)
    assert found is not None
    assert found[0].session == last.session
    assert found[1] == ()


def test_nobody_who_never_answered_is_asked_what_if() -> None:
    joined: list[Entry] = [one for one in lived(2, 30).entries if not isinstance(one, diary.Report)]
    assert receipts.what_if(RUNNER, joined, date(2026, 12, 1), 9) is None


# --- habit -----------------------------------------------------------------------------------------------------------

OFFSETS = st.lists(st.sampled_from([-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0]), max_size=30)


def told(offsets: list[float]) -> tuple[habit.Graded, ...]:
    answers: tuple[habit.Graded, ...] = ()
    for number, one in enumerate(offsets):
        answers = habit.graded(answers, f"s{number}", one, one)
    return answers


def test_nothing_is_said_of_a_habit_before_ten_answers() -> None:
    assert habit.habit(told([-2.0] * 9)) is None
    assert habit.habit(told([-2.0] * 10)) == habit.Habit(10, -2.0, 0.0, 2.0)


def test_somebody_who_always_rates_low_is_followed_and_somebody_who_jumps_about_is_tempered() -> None:
    assert habit.ease(told([-3.0] * 14)) == 0
    assert habit.ease(told([-3.0, 1.0] * 7)) == 1


def test_the_forecast_learns_how_this_runner_rates() -> None:
    assert habit.forecast((5, 6), told([-1.0] * 9)) == 5.5
    assert habit.forecast((5, 6), told([-1.0] * 10)) == 4.5


@given(OFFSETS)
def test_a_forecast_is_an_effort_one_can_give(offsets: list[float]) -> None:
    found = habit.forecast((4, 5), told(offsets))
    assert 0 <= found <= 10
    assert found * 2 == int(found * 2)


@given(OFFSETS, st.floats(-3, 3))
def test_a_correction_takes_the_place_of_the_first_answer(offsets: list[float], other: float) -> None:
    answers = told([*offsets, 1.0])
    assert len(habit.graded(answers, answers[-1].session, other, other)) == len(answers)


@given(OFFSETS)
def test_the_two_newest_answers_do_not_decide_how_they_are_read(offsets: list[float]) -> None:
    answers = told(offsets)
    assert habit.ease((*answers, *told([3.0, 3.0]))) == habit.ease((*answers, *told([-3.0, -3.0])))


def test_a_scattered_runners_low_answer_raises_less_and_a_high_one_lowers_just_as_much() -> None:
    life = lived(3, 21)
    session = next(one for one in reversed(life.entries) if isinstance(one, diary.Prescribed))
    past = life.standing.session(from_json(session.session).id)
    assert past is not None
    low = past.target[0]
    for said, plain, eased in ((low - 1, -1, 0), (low - 2, -2, -1), (past.target[1] + 2, 2, 2)):
        answered_so = replace(past, effort=float(said), ease=0)
        assert answered_so.tempered == plain
        assert replace(answered_so, ease=1).tempered == eased
        assert replace(answered_so, ease=1).difference == plain


@pytest.mark.parametrize(("offsets", "eased"), [((-1.0, -1.0), {0}), ((-4.0, 0.0), {1})])
def test_twelve_answers_decide_how_the_next_are_read(offsets: tuple[float, float], eased: set[int]) -> None:
    """Followed through the diary: a golden runner who rates a point too little, and one who jumps about."""
    standing, athlete, day, number = planner.read([]), RUNNER, date(2026, 11, 23), 0
    eases: list[int] = []
    for _ in range(70):
        found = planner.plan_day(athlete, standing, day)
        if found.session is not None:
            number += 2
            standing = planner.advance(standing, _sent(found.session, day, number - 1))
            past = standing.session(found.session.id)
            assert past is not None
            effort = max(0.0, found.session.target[0] + offsets[len(eases) % 2])
            standing = planner.advance(standing, _report(past.id, day, number, effort))
            if past.kind.strength:
                eases.append(past.ease)
        day += timedelta(days=1)
    assert eases[:12] == [0] * 12
    assert set(eases[12:]) == eased


def _at(day: date, hour: int):
    from datetime import UTC, datetime

    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _sent(session, day: date, n: int) -> diary.Prescribed:
    from core.session import to_json

    return diary.Prescribed(at=_at(day, 7), day=day, n=n, session=to_json(session))


def _report(session: str, day: date, n: int, effort: float) -> diary.Report:
    return diary.Report(at=_at(day, 18), day=day, n=n, session=session, effort=effort, soreness=(), technique="clean")
