"""Runs in mind: as many as the rules look at, however many were told and in whatever order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from core import diary, planner
from core.athlete import Run, RunKind
from core.diary import Entry
from core.standing import MOST_RUNS, RUN_DAYS, Standing
from tests.core.golden import RUNNER

TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def told(days_ago: list[int]) -> Standing:
    entries: list[Entry] = [
        diary.Ran(at=NOON, day=TODAY - timedelta(days=ago), n=n, km=8, start=NOON - timedelta(days=ago))
        for n, ago in enumerate(days_ago, 1)
    ]
    return planner.read(entries)


def test_two_years_of_runs_weigh_what_ten_weeks_do() -> None:
    old, young = told(list(range(730, 0, -1))), told(list(range(71, 0, -1)))
    assert old.runs == young.runs
    assert len(old.runs) == RUN_DAYS + 1


def test_a_recording_of_years_ago_sent_today_pushes_nothing_out() -> None:
    assert told([3, 2, 1, 2000]).runs == told([3, 2, 1]).runs


@given(st.lists(st.integers(0, 3000), max_size=200))
def test_runs_in_mind_are_bounded_recent_and_in_their_order(days_ago: list[int]) -> None:
    standing = told(days_ago)
    days = [one.day for one in standing.runs]
    assert len(days) <= MOST_RUNS
    assert days == sorted(days)
    assert all((days[-1] - one).days <= RUN_DAYS for one in days)
    assert Standing.from_json(standing.to_json()) == standing


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_sent_makes_no_difference(days_ago: list[int], random: object) -> None:
    mixed = list(days_ago)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert [one.day for one in told(mixed).runs] == [one.day for one in told(days_ago).runs]


def test_a_date_has_its_own_run_and_every_other_date_the_usual_one() -> None:
    entry = diary.RunPlanned(at=NOON, day=TODAY, n=1, on=date(2026, 12, 1), kind="long", km=20)
    standing = planner.read([entry])
    assert planner.planned_run(RUNNER, standing, date(2026, 12, 1)) == Run(RunKind.LONG, 20)
    assert planner.planned_run(RUNNER, standing, date(2026, 12, 8)) == RUNNER.runs[1]
