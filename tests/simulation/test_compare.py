"""Half-years side by side: what is counted, and that Sinew's stay inside the invariants."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation import report
from tests.simulation.__main__ import main
from tests.simulation.compare import (
    NAMES,
    Found,
    Given,
    Held,
    Sinew,
    converged,
    each,
    first_load,
    half_year,
    lived,
    near,
    within,
)
from tests.simulation.model import Body, Work, make_runner
from tests.simulation.peers import PEERS


def test_equal_seeds_give_equal_months_with_every_planner() -> None:
    for make in (Sinew, PEERS[0]):
        once, again = (lived(Given.of(make_runner(3), 8), make) for _ in range(2))
        assert once == again


def test_what_is_found_does_not_depend_on_how_many_hands_there_are() -> None:
    assert list(each(first_load, range(2), 1)) == list(each(first_load, range(2), 2))


@pytest.fixture(scope="module")
def found() -> list[Found]:
    return [half_year(seed) for seed in range(8)]


def test_no_session_of_sinews_breaks_an_invariant_in_half_a_year(found: list[Found]) -> None:
    assert [text for one in found for text in one.halves[Sinew.name].broken] == []


def test_every_planner_trains_the_runner_and_nothing_trains_nobody(found: list[Found]) -> None:
    for one in found:
        assert set(one.halves) == set(NAMES)
        for name, half in one.halves.items():
            assert (half.gain > 0) == (name != "nothing")
            assert half.tipped <= half.overloads


def test_sinew_is_gentler_than_the_fixed_plan(found: list[Found]) -> None:
    """The least that may be expected; the figures are in docs/simulation.md."""
    over = {name: sum(one.halves[name].over for one in found) for name in NAMES}
    tipped = {name: sum(one.halves[name].tipped for one in found) for name in NAMES}
    assert over[Sinew.name] < over["fixed plan"]
    assert tipped[Sinew.name] <= tipped["fixed plan"]


def held(*right: bool, easy: tuple[int, ...] = ()) -> list[Held]:
    work = Work("rdl", 2, 8, 16)
    return [Held(2 * n + 1, work, 1.0, n in easy, one, one, one) for n, one in enumerate(right)]


def test_a_lift_has_found_its_dose_when_it_is_right_twice_running() -> None:
    def search(lifts: list[Held]) -> tuple[int | None, int | None]:
        return converged(lifts, lambda one: one.near)

    assert search(held(True, True)) == (1, 1)
    assert search(held(False, True, False, True, True)) == (4, 7)
    assert search(held(False, False)) == (None, None)
    # A deload is meant to be lighter: it neither counts nor breaks.
    assert search(held(False, True, False, True, easy=(2,))) == (2, 3)


def test_one_repetition_or_one_small_weight_is_near_and_a_far_weight_is_not() -> None:
    given = Given.of(make_runner(0), 1, quiet=True)
    body = Body(given.runner, given.life)
    work = Work("splitsq", 2, 10, rpe=(5, 6))
    efforts = {amount: body.effort(Work("splitsq", 2, amount)) for amount in range(1, 40)}
    inside = min(efforts, key=lambda amount: abs(efforts[amount] - 5.5))
    assert within(body, Work("splitsq", 2, inside), work.rpe)
    far = Work("splitsq", 2, max(1, inside - 12))
    assert not within(body, far, work.rpe)
    assert not near(body, far, work.rpe)


def test_an_interval_holds_its_estimate_and_narrows_with_more_runners() -> None:
    few, many = ([float(n % 10) for n in range(size)] for size in (20, 400))
    narrow = report.figure(report.Sample(400, 200).ratio(many, [1.0] * 400))
    wide = report.figure(report.Sample(20, 200).ratio(few, [1.0] * 20))
    assert narrow.low < narrow.value < narrow.high
    assert narrow.high - narrow.low < wide.high - wide.low


def test_a_missed_goal_is_said_plainly(found: list[Found]) -> None:
    searches = [one for seed in range(2) for one in first_load(seed)]
    comparison = report.compared(found, 20)
    lines = report.verdicts(comparison, searches, 20)
    assert len(lines) == 4
    for line, met in ((lines[1], comparison.gain_met), (lines[2], comparison.overloads_met)):
        assert line.startswith("MET" if met else "MISSED")


def test_the_command_prints_its_tables_and_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--runners", "2", "--searches", "2", "--workers", "1", "--no-safety"]) == 0
    told = capsys.readouterr().out
    for words in ("legs stronger, %", "tissue overloads", "30 % too light", "no invariant violated: 0"):
        assert words in told


def test_the_command_works_with_several_hands_as_it_is_typed(root: Path) -> None:
    command = [sys.executable, "-m", "tests.simulation", "--runners", "2", "--searches", "1", "--lives", "2"]
    done = subprocess.run(
        [*command, "--workers", "2"], cwd=root, capture_output=True, text=True, timeout=300, check=False
    )
    assert "Safety: 2 lives of 26 weeks, 0 breaches" in done.stdout, done.stderr
